//! Names: the analyzer with its tagger and without, and with a user's million organizations, over our articles.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shilu::Analyzer;
use shilu::lexicon::WordList;

fn names(criterion: &mut Criterion) {
    let mut paths: Vec<_> =
        fs::read_dir("seeds/articles").expect("the articles").filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).expect("an article")).collect();
    let mut list = String::new();
    for number in 0..1_000_000 {
        writeln!(list, "远山{number:06}号合作社\tcompany").expect("a line");
    }
    let list = WordList::parse("million.txt", &list).expect("a list");

    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    for (name, analyzer) in [
        ("tagger and rules", Analyzer::new()),
        ("rules alone", Analyzer::builder().tagger(false).build()),
        ("a million organizations", Analyzer::builder().organizations(list).build()),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| texts.iter().map(|text| analyzer.analyze(black_box(text)).facts.len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, names);
criterion_main!(benches);
