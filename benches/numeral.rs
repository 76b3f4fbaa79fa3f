//! Scanning numerals: in news, and where there is nothing else.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shilu::numeral::scan;

fn numeral(criterion: &mut Criterion) {
    let article = include_str!("../seeds/articles/02-statistics.txt").to_owned();
    let mut group = criterion.benchmark_group("numeral");
    for (name, text) in [
        ("article", article),
        ("arabic", "1,234.5万、98、３／４、".repeat(100)),
        ("chinese", "一千二百余、三五百、百分之三十、二〇二〇、壹佰贰拾叁、".repeat(100)),
        ("none", "党建引领基层治理提质增效，".repeat(100)),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| scan(black_box(&text)).len()));
    }
    group.finish();
}

criterion_group!(benches, numeral);
criterion_main!(benches);
