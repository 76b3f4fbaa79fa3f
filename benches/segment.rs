//! Cutting words: the article as we cut it, and its peers.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shilu::Article;
use shilu::segment::Segmenter;

fn article() -> String {
    std::fs::read_to_string("seeds/articles/01-local-government.txt").expect("the article")
}

fn segment(criterion: &mut Criterion) {
    let text = article();
    let mut group = criterion.benchmark_group("segment");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let segmenter = Segmenter::new();
    group.bench_function("words and tags", |b| b.iter(|| segmenter.cut(black_box(&text)).len()));
    let jieba = jieba_rs::Jieba::new();
    group.bench_function("peer: jieba tag", |b| b.iter(|| jieba.tag(black_box(&text), true).len()));
    group.bench_function("peer: jieba cut", |b| b.iter(|| jieba.cut(black_box(&text), true).len()));
    group.bench_function("sentences", |b| b.iter(|| Article::parse(black_box(&text)).sentences.len()));
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
