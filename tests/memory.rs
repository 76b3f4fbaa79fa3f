//! Memory is bounded by the largest article, not by the input, in every format; and an article takes a bounded multiple of its size.
#![cfg(target_os = "linux")]

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use shilu::sink::{Format, Sink, Style, Table};
use shilu::{Analyzer, Article};

const SHILU: &str = env!("CARGO_BIN_EXE_shilu");
const MIB: u64 = 1 << 20;

/// What is written in turn: the report, and tables with and without columns of their own.
const FORMATS: &[&str] = &[
    "html",
    "statements.csv",
    #[cfg(feature = "parquet")]
    "parquet",
    #[cfg(feature = "parquet")]
    "statements.parquet",
];

/// The most memory that a process has held at once, in bytes, as Linux tells it while the process lives.
fn held(process: &str) -> Option<u64> {
    let told = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

/// The most memory that a run held at once, in bytes.
fn peak(input: &Path, output: &Path, to: &str) -> u64 {
    let mut command = Command::new(SHILU);
    command.arg("extract").arg(input).args(["-j", "2", "--to", to, "--output"]).arg(output);
    let mut child = command.stdout(Stdio::null()).spawn().expect("it runs");
    let id = child.id().to_string();
    let mut peak = 0;
    loop {
        // Nothing is told once the run has ended.
        peak = peak.max(held(&id).unwrap_or_default());
        if let Some(status) = child.try_wait().expect("a child") {
            assert!(status.success(), "{to}");
            return peak;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Thirty facts.
fn article() -> String {
    "新增企业3家，投资5亿元，增长2%。\n".repeat(10)
}

/// Lines of so many such articles.
fn news(articles: usize) -> String {
    let text = article().replace('\n', "\\n");
    (0..articles).map(|n| format!("{{\"id\": \"a{n}\", \"text\": \"{text}\"}}\n")).collect()
}

/// The peaks of runs over so many articles, by format.
fn peaks(articles: usize, formats: &[&'static str]) -> Vec<(&'static str, u64)> {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("news.jsonl");
    fs::write(&input, news(articles)).expect("a file");
    formats.iter().map(|&to| (to, peak(&input, &folder.path().join(to), to))).collect()
}

/// Whatever is written, and however much: the largest part is a group of rows of a Parquet file.
const MOST: u64 = 160 * MIB;

/// What may be more for 1,500 articles than for a hundred: half of what their facts weigh as JSON.
const MORE: u64 = 8 * MIB;

/// Reading, analysis and the order of what is written.
#[test]
fn a_run_over_fifteen_times_the_articles_needs_no_more_memory() {
    let formats = &FORMATS[..2];
    for ((to, few), (_, many)) in peaks(100, formats).into_iter().zip(peaks(1_500, formats)) {
        assert!(many < few + MORE, "{to}: {} KiB, then {} KiB", few >> 10, many >> 10);
    }
}

/// Writers, which have many facts soon where one article is analyzed for all: as many as 1,500 articles have, and of Parquet
/// as many as fill a file's first group of rows.
#[test]
fn tens_of_thousands_of_facts_are_written_in_little_memory() {
    let formats = [
        (Format::Html, 45_000, MORE),
        (Format::Csv(Table::Statements), 45_000, MORE),
        #[cfg(feature = "parquet")]
        (Format::Parquet(Table::Facts), 100_000, MOST),
        #[cfg(feature = "parquet")]
        (Format::Parquet(Table::Statements), 100_000, MOST),
    ];
    let text = article();
    let article = Article::parse(&text);
    let analysis = Analyzer::new().analyze_article(&article);
    for (format, facts, more) in formats {
        let before = held("self").expect("Linux");
        let mut sink = Sink::new(io::sink(), Style::new(format)).expect("a sink");
        for _ in 0..facts / analysis.facts.len() {
            sink.write(&article, &analysis).expect("it takes all");
        }
        sink.finish().expect("it takes all");
        let peak = held("self").expect("Linux");
        assert!(peak < MOST && peak < before + more, "{format:?}: {} MiB, then {} MiB", before / MIB, peak / MIB);
    }
}

#[test]
#[ignore = "a minute, and built with optimization: cargo test --release --features cli,parquet --test memory -- --ignored --nocapture"]
fn a_million_facts_need_no_more_memory_than_a_few() {
    for (to, peak) in peaks(34_000, FORMATS) {
        eprintln!("{to}: {} MiB", peak / MIB);
        assert!(peak < MOST, "{to}: {} MiB", peak / MIB);
    }
}

#[test]
fn an_article_of_nothing_but_quantities_takes_a_bounded_multiple_of_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    for unit in ["3个", "5元", "小麦3吨\t"] {
        let input = folder.path().join("rows.txt");
        let size = MIB / 4;
        fs::write(&input, unit.repeat(size as usize / unit.len())).expect("a file");
        let peak = peak(&input, &folder.path().join("rows.jsonl"), "jsonl");
        assert!(peak < 30 * MIB + 300 * size, "{unit}: {} times its size", peak / size);
    }
}
