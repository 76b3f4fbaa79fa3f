//! Changes the rules one by one and asks whether an example or a test fails: what nobody notices, no example holds.
//!
//! ```text
//! cargo run --manifest-path tools/mutants/Cargo.toml -- [--seed 1] [--sample 120] [--again] [--news ARTICLES] [FOLDER …]
//! ```
//!
//! All changes stand behind switches in one copy of the sources, under target/mutants, so that one build serves all; the
//! variable SHILU_MUTANT names the one that is on. The examples in the copy are links: a new one counts at once. A sample
//! holds the changes whose names, hashed with its seed, come first: it stays the same where the code does.
//! With `--again` only the changes that survived the last time are tried. With `--news`, articles as for `shilu extract`,
//! the facts that each survivor changes there are shown. Run it from the root of the repository.

mod compile;
mod mutate;
mod news;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use compile::{Built, Outcome};
use mutate::Mutant;

/// The rooms whose rules examples must hold.
const ROOMS: [&str; 3] = ["src/extract", "src/names", "src/link"];
/// The samples of these seeds are built together.
const BUILT: [u64; 3] = [1, 2, 3];
/// Changes that change nothing that anyone can see, by their names, with the reason behind a tab.
const EQUIVALENT: &str = "tools/mutants/equivalent.txt";

struct Options {
    seed: u64,
    sample: usize,
    jobs: usize,
    again: bool,
    news: Option<PathBuf>,
    rooms: Vec<String>,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { seed: 1, sample: 120, jobs: 2, again: false, news: None, rooms: Vec::new() };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--seed" => options.seed = value()?.parse()?,
            "--sample" => options.sample = value()?.parse()?,
            "--jobs" => options.jobs = value()?.parse()?,
            "--news" => options.news = Some(value()?.into()),
            "--again" => options.again = true,
            room => options.rooms.push(room.to_owned()),
        }
    }
    if options.rooms.is_empty() {
        options.rooms = ROOMS.map(str::to_owned).to_vec();
    }
    Ok(options)
}

/// All Rust files in a folder and those below it, or the file itself.
fn sources(path: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() || path.extension().is_some_and(|ending| ending == "rs") {
            found.extend(sources(&path)?);
        }
    }
    Ok(found)
}

/// The first changes of all in the order of a seed: FNV-1a, its bits mixed, is the same on every machine.
fn draw(all: &[Mutant], seed: u64, sample: usize) -> Vec<&Mutant> {
    let rank = |mutant: &&Mutant| {
        let bytes = seed.to_le_bytes().into_iter().chain(mutant.name.bytes());
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325, step);
        let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 29)
    };
    let mut drawn: Vec<&Mutant> = all.iter().collect();
    drawn.sort_by_key(rank);
    drawn.truncate(sample);
    drawn
}

/// Tries each change, in as many threads as wanted.
fn outcomes(built: &Built, sample: &[(usize, &Mutant)], jobs: usize, limit: Duration) -> Vec<Outcome> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((at, (number, mutant))) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, sample.get(at)?)))
                {
                    let outcome = built.run(*number, limit);
                    println!("{number:>3} {outcome:<24} {}", mutant.told());
                    done.lock().expect("no thread panics").push((at, outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panics");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let mut all = Vec::new();
    for path in options.rooms.iter().map(|room| sources(Path::new(room))).collect::<Result<Vec<_>, _>>()?.concat() {
        let name = path.to_string_lossy().replace('\\', "/");
        all.extend(mutate::mutants(&name, &fs::read_to_string(&path)?).map_err(|e| format!("{name}: {e}"))?);
    }
    let (built, drawn) = loop {
        let seeds = BUILT.into_iter().chain([options.seed]).collect::<BTreeSet<_>>();
        let drawn = seeds.into_iter().flat_map(|seed| draw(&all, seed, options.sample));
        let drawn: BTreeMap<&String, &Mutant> = drawn.map(|mutant| (&mutant.name, mutant)).collect();
        let drawn: Vec<&Mutant> = drawn.into_values().collect();
        match compile::build(&drawn)? {
            Ok(built) => break (built, drawn.iter().map(|m| m.name.clone()).collect::<Vec<_>>()),
            // What does not compile is no change; the next one takes its place.
            Err(failed) => {
                let failed: BTreeSet<String> = failed.iter().map(|&at| drawn[at - 1].name.clone()).collect();
                failed.iter().for_each(|name| eprintln!("does not compile: {name}"));
                all.retain(|mutant| !failed.contains(&mutant.name));
            }
        }
    };
    let known = fs::read_to_string(EQUIVALENT)?;
    let equivalent = |mutant: &Mutant| known.lines().any(|line| line.split('\t').next() == Some(&*mutant.name));
    let whole = draw(&all, options.seed, options.sample);
    let mut sample: Vec<(usize, &Mutant)> = Vec::new();
    for mutant in whole.iter().filter(|mutant| !equivalent(mutant)) {
        let place = drawn.iter().position(|name| *name == mutant.name).ok_or("a change that is not built")?;
        sample.push((place + 1, mutant));
    }
    let survivors = PathBuf::from(format!("target/mutants/survivors-{}.txt", options.seed));
    if options.again {
        let names = fs::read_to_string(&survivors)?;
        sample.retain(|(_, mutant)| names.lines().any(|name| name == mutant.name));
    }
    let limit = built.time()? * 10 + Duration::from_secs(30);
    let outcomes = outcomes(&built, &sample, options.jobs, limit);
    let survived: Vec<(usize, &Mutant)> =
        sample.iter().zip(&outcomes).filter(|(_, o)| matches!(o, Outcome::Survived)).map(|(m, _)| *m).collect();
    fs::write(survivors, survived.iter().map(|(_, mutant)| format!("{}\n", mutant.name)).collect::<String>())?;
    println!();
    for (number, mutant) in &survived {
        println!("survives: {number} {}", mutant.told());
        if let Some(articles) = &options.news {
            news::differences(&built, *number, articles)?;
        }
    }
    let (tried, late) = (sample.len(), outcomes.iter().filter(|o| matches!(o, Outcome::Late)).count());
    let caught = tried - survived.len();
    let share = 100.0 * caught as f64 / tried.max(1) as f64;
    println!("\nseed {}: {caught} of {tried} caught, {share:.1} %, {late} of them by time", options.seed);
    println!(
        "{} more of the sample are listed as equivalent; {} changes are possible",
        whole.len() - whole.iter().filter(|m| !equivalent(m)).count(),
        all.len()
    );
    Ok(())
}
