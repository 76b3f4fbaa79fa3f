//! Memory is bounded by the largest article, not by the input, in every format; and an article takes a bounded multiple of its size.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

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

/// The most memory that a run held at once, in bytes, as Linux tells it while the run lives.
fn peak(input: &Path, output: &Path, to: &str) -> u64 {
    let mut command = Command::new(SHILU);
    command.arg("extract").arg(input).args(["-j", "2", "--to", to, "--output"]).arg(output);
    let mut child = command.stdout(Stdio::null()).spawn().expect("it runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // It is gone once the run has ended.
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or_default() << 10);
        if let Some(status) = child.try_wait().expect("a child") {
            assert!(status.success(), "{to}");
            return peak;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The peaks of runs over so many articles of thirty facts each, by format.
fn peaks(articles: usize) -> Vec<(&'static str, u64)> {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "新增企业3家，投资5亿元，增长2%。\\n".repeat(10);
    let lines: String = (0..articles).map(|n| format!("{{\"id\": \"a{n}\", \"text\": \"{text}\"}}\n")).collect();
    let input = folder.path().join("news.jsonl");
    fs::write(&input, lines).expect("a file");
    FORMATS.iter().map(|&to| (to, peak(&input, &folder.path().join(to), to))).collect()
}

/// Whatever is written, and however much: the largest part is a group of rows of a Parquet file.
const MOST: u64 = 160 * MIB;

#[test]
fn a_hundred_thousand_facts_need_no_more_memory_than_a_few() {
    for (to, peak) in peaks(3_400) {
        assert!(peak < MOST, "{to}: {} MiB", peak / MIB);
    }
}

#[test]
#[ignore = "a minute, and built with optimization: cargo test --release --features cli,parquet --test memory -- --ignored --nocapture"]
fn a_million_facts_need_no_more_memory_than_a_few() {
    for (to, peak) in peaks(34_000) {
        eprintln!("{to}: {} MiB", peak / MIB);
        assert!(peak < MOST, "{to}: {} MiB", peak / MIB);
    }
}

#[test]
fn an_article_of_nothing_but_quantities_takes_a_bounded_multiple_of_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    for unit in ["3个", "5元", "小麦3吨\t"] {
        let input = folder.path().join("rows.txt");
        fs::write(&input, unit.repeat(MIB as usize / unit.len())).expect("a file");
        let peak = peak(&input, &folder.path().join("rows.jsonl"), "jsonl");
        assert!(peak < 40 * MIB + 300 * MIB, "{unit}: {} times its size", peak / MIB);
    }
}
