//! Finding dates alone, with the public API, in an article and where there are none.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use shilu::date;

fn find(criterion: &mut Criterion) {
    let article = include_str!("../seeds/articles/02-statistics.txt").to_owned();
    let said = "2020-11-25T16:25:00".parse().ok();
    let mut group = criterion.benchmark_group("date");
    for (name, text) in [
        ("article", article),
        ("dense", "今年6月至10月，3月5日上午9时30分，近三年来，截至2020年12月31日，每周三。".repeat(100)),
        ("numbers", "98家企业、1000余人次、3.5%、三五百户、一次性、多个村，".repeat(100)),
        ("none", "党建引领基层治理提质增效，".repeat(100)),
    ] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| date::find(black_box(&text), said).count()));
    }
    group.finish();
}

criterion_group!(benches, find);
criterion_main!(benches);
