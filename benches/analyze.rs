//! The whole line: a headline, an article, a day of articles; the examples of each kind; start-up in a fresh process.

use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::hint::black_box;
use std::process::{Command, Stdio};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jieba_rs::Jieba;
use shilu::{Analyzer, Kind};

const HEADLINE: &str = "前三季度全市规模以上工业增加值同比增长6.8%";
/// How many articles a local paper's site brings in a day, in rounds of our twelve.
const ROUNDS: usize = 25;

fn analyze(criterion: &mut Criterion) {
    let articles = news::seeds();
    let day: Vec<&str> = (0..ROUNDS).flat_map(|_| articles.iter().map(String::as_str)).collect();
    let analyzer = Analyzer::new();
    let mut group = criterion.benchmark_group("analyze");
    for (name, texts) in [("headline", &[HEADLINE] as &[&str]), ("article", &[articles[0].as_str()]), ("day", &day)] {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        if name == "day" {
            group.sample_size(10);
        }
        group.bench_function(name, |b| {
            b.iter(|| texts.iter().map(|text| analyzer.analyze(black_box(text)).facts.len()).sum::<usize>());
        });
    }
    group.finish();
}

/// Varied news, with the names tagger and with rules alone, and how long jieba-rs takes to tag its words.
fn varied(criterion: &mut Criterion) {
    let articles = news::articles(4 << 20);
    let mut group = criterion.benchmark_group("news");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(articles.iter().map(|text| text.len() as u64).sum()));
    for (name, tagger) in [("tagger", true), ("rules", false)] {
        let analyzer = Analyzer::builder().tagger(tagger).build();
        group.bench_function(name, |b| {
            b.iter(|| articles.iter().map(|text| analyzer.analyze(black_box(text)).facts.len()).sum::<usize>());
        });
    }
    let jieba = Jieba::new();
    group.bench_function("jieba-rs, tag with HMM", |b| {
        b.iter(|| articles.iter().map(|text| jieba.tag(black_box(text), true).len()).sum::<usize>());
    });
    group.finish();
}

/// Texts in which a kind's own rules have most to do: its examples, without their brackets.
fn kinds(criterion: &mut Criterion) {
    let analyzer = Analyzer::new();
    let mut group = criterion.benchmark_group("kind");
    group.sample_size(20);
    for kind in Kind::ALL {
        let Some(text) = examples(kind.name()) else { continue };
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(kind.name(), |b| b.iter(|| analyzer.analyze(black_box(&text)).facts.len()));
    }
    group.finish();
}

fn examples(kind: &str) -> Option<String> {
    let folder = news::path("src/extract");
    let file = [folder.join(format!("{kind}.txt")), folder.join(kind).join(format!("{kind}.txt"))];
    let source = file.iter().find_map(|path| fs::read_to_string(path).ok())?;
    let texts = source.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '@', ' ']));
    Some(texts.map(|line| line.replace(['[', ']'], "").replace("\\n", "\n")).collect::<Vec<_>>().join("\n"))
}

/// What a fresh process pays before its first fact, beside one that reads nothing. The command line is built by
/// `cargo build --release --features cli`.
fn startup(criterion: &mut Criterion) {
    let bench = env::current_exe().expect("this program");
    let shilu = bench.with_file_name("..").join(format!("shilu{EXE_SUFFIX}"));
    if !shilu.is_file() {
        eprintln!("startup: skipped, for there is no {}; build it with --features cli", shilu.display());
        return;
    }
    let article = news::path("seeds/articles/01-local-government.txt");
    let article = article.to_str().expect("a path in UTF-8");
    let mut group = criterion.benchmark_group("startup");
    group.sample_size(10);
    for (name, args) in [("process alone", &["--version"] as &[&str]), ("first article", &["extract", article])] {
        let mut command = Command::new(&shilu);
        command.args(args).stdout(Stdio::null());
        group.bench_function(name, |b| b.iter(|| command.status().expect("it runs").success()));
    }
    group.finish();
}

criterion_group!(benches, varied, analyze, kinds, startup);
criterion_main!(benches);
