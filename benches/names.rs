//! Names: the tagger alone in characters of varied news, then the analyzer with it and without, and with a user's million
//! organizations, over our articles.

#[path = "../src/prefetch.rs"]
mod prefetch;
#[path = "../src/names/tagger/mod.rs"]
#[allow(dead_code, reason = "the tagger's own file, of which a bench needs one function")]
mod tagger;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shilu::lexicon::WordList;
use shilu::{Analyzer, Article};

/// Sentences as the line cuts them; an element is a character.
fn tagger_alone(criterion: &mut Criterion) {
    let bytes = fs::read(news::path("seeds/model/names.bin")).expect("the model");
    let model = tagger::Model::new(&bytes).expect("a model");
    let texts = news::articles(1_000_000);
    let articles: Vec<Article<'_>> = texts.iter().map(|text| Article::parse(text)).collect();
    let sentences: Vec<&str> =
        articles.iter().flat_map(|article| article.sentences.iter().map(|s| article.slice(s.span))).collect();
    let mut group = criterion.benchmark_group("tagger");
    group.throughput(Throughput::Elements(sentences.iter().map(|s| s.chars().count() as u64).sum()));
    group.bench_function("alone", |b| {
        let (mut scratch, mut found) = (tagger::Scratch::default(), Vec::new());
        b.iter(|| {
            found.clear();
            sentences.iter().for_each(|sentence| model.tag(black_box(sentence), &mut scratch, &mut found));
            found.len()
        });
    });
    group.finish();
}

fn names(criterion: &mut Criterion) {
    let texts = news::seeds();
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
        ("a million organizations", Analyzer::builder().organizations(list).expect("types").build()),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| texts.iter().map(|text| analyzer.analyze(black_box(text)).facts.len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, tagger_alone, names);
criterion_main!(benches);
