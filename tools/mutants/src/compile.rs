//! The copy of the sources with all changes in it, and its test programs.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::mutate::{self, Mutant};

/// Test programs, the quickest to notice something first. The few tests inside the library would double the build.
const PROGRAMS: [&str; 7] = ["corpus", "articles", "explain", "words", "traditional", "invariants", "organizations"];
const COPY: &str = "target/mutants/copy";
/// Appended to the library: the switch of each change.
const SWITCH: &str = "
mod mutant {
    static ON: std::sync::LazyLock<usize> =
        std::sync::LazyLock::new(|| std::env::var(\"SHILU_MUTANT\").ok().and_then(|n| n.parse().ok()).unwrap_or(0));
    pub(crate) fn on(number: usize) -> bool {
        *ON == number
    }
}
";

pub enum Outcome {
    /// By this program.
    Caught(&'static str),
    Late,
    Survived,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&match self {
            Self::Caught(program) => format!("caught by {program}"),
            Self::Late => "caught by time".to_owned(),
            Self::Survived => "SURVIVED".to_owned(),
        })
    }
}

/// A test program, and the folder of its package, where it runs.
struct Program {
    path: PathBuf,
    folder: PathBuf,
}

/// Programs that were built, in the order of [`PROGRAMS`].
pub struct Built {
    programs: Vec<Program>,
    /// The command line.
    pub shilu: PathBuf,
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    // What stays as it was is not compiled again.
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}

/// Makes a folder like this one: Rust files with their changes, links to everything else.
fn copy(from: &Path, to: &Path, changed: &BTreeMap<&str, Vec<(usize, &Mutant)>>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for old in fs::read_dir(to)? {
        let old = old?.path();
        if !from.join(old.file_name().unwrap_or_default()).exists() {
            if old.is_dir() && !old.is_symlink() { fs::remove_dir_all(old)? } else { fs::remove_file(old)? }
        }
    }
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &to, changed)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let mut text = fs::read_to_string(&path)?;
            if let Some(mutants) = path.to_str().and_then(|path| changed.get(path)) {
                text = mutate::schemata(&text, mutants);
            }
            if path == Path::new("src/lib.rs") {
                text += SWITCH;
            }
            write(&to, &text)?;
        } else if !to.exists() {
            symlink(fs::canonicalize(&path)?, &to)?;
        }
    }
    Ok(())
}

/// The numbers of the changes that an error of the compiler points into.
fn blamed(message: &Value) -> Option<usize> {
    let spans = message["spans"].as_array()?;
    spans.iter().chain(spans.iter().map(|span| &span["expansion"]["span"])).find_map(|span| {
        let text = fs::read_to_string(Path::new(COPY).join(span["file_name"].as_str()?)).ok()?;
        let (start, end) = (span["byte_start"].as_u64()? as usize, span["byte_end"].as_u64()? as usize);
        let number = |text: &str| text[..text.find("*/")?].parse::<usize>().ok();
        let around = text[..start].rmatch_indices("/*<").filter_map(|(at, _)| number(&text[at + 3..]));
        let mut around = around.filter(|n| text.find(&format!("/*>{n}*/")).is_some_and(|close| close >= start));
        around.next().or_else(|| number(&text[start + text.get(start..end)?.find("/*<")? + 3..]))
    })
}

/// Builds the test programs with these changes, numbered from one, or says which ones do not compile.
pub fn build(sample: &[&Mutant]) -> Result<Result<Built, BTreeSet<usize>>, Box<dyn Error>> {
    let mut changed: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    for (at, mutant) in sample.iter().enumerate() {
        changed.entry(&mutant.file).or_default().push((at + 1, mutant));
    }
    let root = Path::new(COPY);
    copy(Path::new("src"), &root.join("src"), &changed)?;
    for entry in fs::read_dir(".")? {
        let path = entry?.path();
        let to = root.join(path.file_name().unwrap_or_default());
        if !matches!(path.to_str(), Some("./src" | "./target" | "./.git")) && !to.exists() {
            symlink(fs::canonicalize(&path)?, &to)?;
        }
    }
    // The features of the whole workspace, so that its build of other crates serves here too.
    let mut cargo = Command::new("cargo");
    cargo.args(["test", "--no-run", "--workspace", "--features", "parquet", "--message-format", "json"]);
    cargo.args(PROGRAMS.iter().flat_map(|name| ["--test", name]));
    cargo.env("CARGO_PROFILE_TEST_DEBUG", "0");
    cargo.env("CARGO_TARGET_DIR", fs::canonicalize("target")?).current_dir(root).stderr(Stdio::inherit());
    let output = cargo.output()?;
    let (mut found, mut shilu, mut failed, mut errors) = (BTreeMap::new(), None, BTreeSet::new(), String::new());
    for line in String::from_utf8(output.stdout)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let message = &line["message"];
        if message["level"] == "error" {
            failed.extend(blamed(message));
            errors += message["rendered"].as_str().unwrap_or_default();
        }
        if let Some(program) = line["executable"].as_str() {
            let target = &line["target"];
            if target["kind"][0] == "bin" {
                shilu = Some(program.into());
            } else if let Some(name) = target["name"].as_str() {
                let folder = line["manifest_path"].as_str().and_then(|path| Path::new(path).parent());
                let folder = folder.ok_or("no folder of a program")?.to_owned();
                found.insert(name.to_owned(), Program { path: program.into(), folder });
            }
        }
    }
    if output.status.success() {
        let programs = PROGRAMS.iter().map(|name| found.remove(*name).ok_or(format!("no program {name}")));
        return Ok(Ok(Built { programs: programs.collect::<Result<_, _>>()?, shilu: shilu.ok_or("no command line")? }));
    }
    if failed.is_empty() { Err(errors.into()) } else { Ok(Err(failed)) }
}

impl Built {
    /// Whether this program passes with this change; `None` where it takes longer than it may.
    fn passes(&self, program: usize, mutant: usize, limit: Duration) -> Option<bool> {
        let mut command = Command::new(&self.programs[program].path);
        // A list of a million names takes the longest and says least of the rules.
        command.args(["--skip", "one_of_a_million"]).env("SHILU_MUTANT", mutant.to_string()).env("INSTA_UPDATE", "no");
        let folder = &self.programs[program].folder;
        command.env("CARGO_MANIFEST_DIR", folder).current_dir(folder);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        let start = Instant::now();
        loop {
            if let Ok(Some(status)) = child.try_wait() {
                return Some(status.success());
            }
            if start.elapsed() > limit {
                // One that has just ended needs no end.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            sleep(Duration::from_millis(10));
        }
    }

    /// The longest time that a program takes without any change.
    pub fn time(&self) -> Result<Duration, Box<dyn Error>> {
        let mut longest = Duration::ZERO;
        for (at, name) in PROGRAMS.iter().enumerate() {
            let start = Instant::now();
            if self.passes(at, 0, Duration::from_secs(600)) != Some(true) {
                return Err(format!("{name} fails without any change").into());
            }
            eprintln!("{name}: {:.1} s", start.elapsed().as_secs_f64());
            longest = longest.max(start.elapsed());
        }
        Ok(longest)
    }

    /// Runs the programs with this change, until one fails.
    pub fn run(&self, mutant: usize, limit: Duration) -> Outcome {
        for (at, name) in PROGRAMS.iter().enumerate() {
            match self.passes(at, mutant, limit) {
                Some(true) => {}
                Some(false) => return Outcome::Caught(name),
                None => return Outcome::Late,
            }
        }
        Outcome::Survived
    }
}
