//! Cutting words beside jieba-rs, in one run and turn by turn: a table in Markdown, of the news that `SHILU_NEWS`
//! names, otherwise of our twelve articles.
#![expect(clippy::print_stdout, reason = "a bench that prints a table")]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use jieba_rs::Jieba;
use shilu::segment::Segmenter;

/// How much news a round reads.
const BYTES: usize = 8 << 20;
const ROUNDS: usize = 7;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.first().map(String::as_str) {
        // `cargo test --benches` asks for a test run: there is nothing to time.
        Some("--test") => {}
        // What a process of its own does, see `process`.
        Some("--nothing") => report(0),
        Some("--ours") => report(Segmenter::new().tag(&article(), true).len()),
        Some("--jieba") => report(Jieba::new().tag(&article(), true).len()),
        _ => table(),
    }
}

fn table() {
    let news = news::articles(BYTES).join("\n");
    let paragraphs: Vec<&str> = news.lines().filter(|line| !line.trim().is_empty()).collect();
    let bytes: usize = paragraphs.iter().map(|p| p.len()).sum();
    let segmenter = Segmenter::new();
    let jieba = Jieba::new();
    println!("| {:.1} MB of news, a call a paragraph | shilu | jieba-rs 0.11 | ratio |", bytes as f64 / 1e6);
    println!("|---|---|---|---|");
    let row = |name: &str, ours: &dyn Fn(&str) -> usize, peer: &dyn Fn(&str) -> usize| {
        let (ours, peer) = alternate(&paragraphs, ours, peer);
        let speed = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
        println!("| {name} | {:.0} MB/s | {:.0} MB/s | {:.1} × |", speed(ours), speed(peer), speed(ours) / speed(peer));
    };
    row("cut with HMM", &|p| segmenter.cut(p, true).len(), &|p| jieba.cut(p, true).len());
    row("cut", &|p| segmenter.cut(p, false).len(), &|p| jieba.cut(p, false).len());
    row("tag with HMM", &|p| segmenter.tag(p, true).len(), &|p| jieba.tag(p, true).len());
    row("tag", &|p| segmenter.tag(p, false).len(), &|p| jieba.tag(p, false).len());
    row("search", &|p| segmenter.cut_for_search(p, true).len(), &|p| jieba.cut_for_search(p, true).len());
    row("all", &|p| segmenter.cut_all(p).len(), &|p| jieba.cut_all(p).len());
    let count = |p: &str, hmm| {
        let mut count = 0;
        segmenter.cut_each(p, hmm, |_| count += 1);
        count
    };
    row("cut with HMM, each word to a closure", &|p| count(p, true), &|p| jieba.cut(p, true).len());

    let one = shortest(|| paragraphs.iter().map(|p| segmenter.tag(p, true).len()).sum());
    let (left, right) = paragraphs.split_at(paragraphs.len() / 2);
    let work = |part: &[&str]| part.iter().map(|p| segmenter.tag(p, true).len()).sum::<usize>();
    let two = shortest(|| {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| work(right));
            work(left) + other.join().expect("it ends")
        })
    });
    println!("| two threads beside one, tag with HMM | {:.2} × | | |", one.as_secs_f64() / two.as_secs_f64());
    let (nothing, ours, peer) = (process("--nothing"), process("--ours"), process("--jieba"));
    let more = |time: Duration| (time.as_secs_f64() - nothing.0.as_secs_f64()) * 1e3;
    println!("| start to the first article tagged | {:.1} ms | {:.1} ms | |", more(ours.0), more(peer.0));
    println!("| resident memory after it | {:.1} MB | {:.1} MB | |", ours.1 as f64 / 1e3, peer.1 as f64 / 1e3);
}

/// The shortest round of each, turn by turn.
fn alternate(texts: &[&str], ours: &dyn Fn(&str) -> usize, peer: &dyn Fn(&str) -> usize) -> (Duration, Duration) {
    let round = |read: &dyn Fn(&str) -> usize| {
        let start = Instant::now();
        black_box(texts.iter().map(|text| read(black_box(text))).sum::<usize>());
        start.elapsed()
    };
    (0..ROUNDS)
        .map(|_| (round(ours), round(peer)))
        .fold((Duration::MAX, Duration::MAX), |best, time| (best.0.min(time.0), best.1.min(time.1)))
}

fn shortest(work: impl Fn() -> usize) -> Duration {
    let run = || {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(|_| run()).min().unwrap_or_default()
}

fn article() -> String {
    std::fs::read_to_string(news::path("seeds/articles/01-local-government.txt")).expect("an article")
}

/// Time and resident KiB of a process that reads one article.
fn process(what: &str) -> (Duration, u64) {
    let program = std::env::current_exe().expect("this program");
    let run = || {
        let start = Instant::now();
        let output = Command::new(&program).arg(what).output().expect("it runs");
        let time = start.elapsed();
        (time, String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0))
    };
    (0..3 * ROUNDS).map(|_| run()).min().unwrap_or_default()
}

/// Says how much memory this process holds.
fn report(work: usize) {
    black_box(work);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    println!("{}", resident.trim().trim_end_matches(" kB"));
}
