//! What twice the text costs: a table of ratios, each the shortest of several runs over the shortest of several. No ratio may
//! pass 2.3, whatever the text is made of.
#![expect(clippy::print_stdout, reason = "a bench that prints a table")]

use std::process::Command;
use std::time::Instant;

use shilu::Analyzer;

const SIZES: [usize; 5] = [64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20];
const RUNS: usize = 5;
const LIMIT: f64 = 2.3;
/// glibc gives a large heap back to the system after each text and asks for it again: that is no cost of the text.
const HEAP: &str = "GLIBC_TUNABLES";
const KEEP: &str = "glibc.malloc.trim_threshold=4294967296:glibc.malloc.mmap_threshold=4294967296";

fn main() {
    // `cargo test --benches` asks for a test run: there is nothing to time.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    if std::env::var_os(HEAP).is_none() {
        let mut again = Command::new(std::env::current_exe().expect("a path"));
        let status = again.args(std::env::args().skip(1)).env(HEAP, KEEP).status().expect("it runs");
        std::process::exit(status.code().unwrap_or(1));
    }
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let analyzer = Analyzer::new();
    analyzer.analyze("今年6月，全县新增企业98家。");
    let sizes: Vec<String> = SIZES.iter().map(|size| format!("{:>6} KiB", size >> 10)).collect();
    println!("{:<24}{}", "ratio to half the size", sizes[1..].join(""));
    let mut worst: (f64, &str) = (0.0, "");
    let texts = texts();
    for (name, unit) in texts.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|w| name.contains(w))) {
        let times = shortest(&analyzer, unit);
        let ratios: Vec<f64> = times.windows(2).map(|pair| pair[1] / pair[0]).collect();
        let columns: String = ratios.iter().map(|ratio| format!("{ratio:>10.2}")).collect();
        let speed = SIZES[SIZES.len() - 1] as f64 / times[times.len() - 1] / 1e6;
        println!("{name:<24}{columns}{speed:>9.2} MB/s");
        worst =
            ratios.into_iter().map(|ratio| (ratio, name.as_str())).fold(worst, |a, b| if b.0 > a.0 { b } else { a });
    }
    println!("worst {:.2} ({}), allowed {LIMIT}", worst.0, worst.1);
    if worst.0 > LIMIT {
        std::process::exit(1);
    }
}

/// What the texts are made of, with names that align.
fn texts() -> Vec<(String, String)> {
    let articles: String = news::seeds().into_iter().map(|article| article + "\n").collect();
    let unbroken = articles.replace(['。', '！', '？', '\n', '…'], "");
    let mut texts = vec![("articles".to_owned(), articles), ("articles, one sentence".to_owned(), unbroken)];
    for (name, unit) in [
        ("digits", "7"),
        ("full-width digits", "９"),
        ("one character", "的"),
        ("yi (one)", "一"),
        ("wan", "万"),
        ("1,", "1,"),
        ("1.", "1."),
        ("wan wan", "万万"),
        ("1 wan", "1万"),
        ("blanks in numbers", "五 "),
        ("percent of percent", "百分之"),
        ("a few", "几"),
        ("halves", "半"),
        ("counts", "3个"),
        ("money", "5元"),
        ("3 to 3 to", "3至"),
        ("brackets open", "（"),
        ("brackets closed", "）"),
        ("brackets nested", "（“《》”）"),
        ("quotes open", "“"),
        ("quotes", "“”"),
        ("book titles open", "《"),
        ("year year", "年"),
        ("dates", "2020年6月"),
        ("said, said", "表示：“"),
        ("districts", "区"),
        ("committees", "市委员会"),
        ("surnames", "王"),
        ("lists", "张三、"),
        ("campaigns", "“新”行动"),
        ("honors", "获评先进个人"),
        ("latin", "a"),
        ("blanks", " "),
        ("full stops", "。"),
        ("lines", "好\n"),
        ("controls", "\u{1b}"),
        ("emoji", "😀"),
    ] {
        texts.push((name.to_owned(), unit.to_owned()));
    }
    texts
}

/// As many whole units as fit.
fn fill(unit: &str, size: usize) -> String {
    let mut text = unit.repeat(size / unit.len());
    let rest = unit.char_indices().map(|(at, _)| at).take_while(|&at| at <= size % unit.len()).last().unwrap_or(0);
    text.push_str(&unit[..rest]);
    text
}

/// The shortest time of each size, in seconds. The sizes take turns: what else the machine does for a while hits them all.
fn shortest(analyzer: &Analyzer, unit: &str) -> Vec<f64> {
    let texts = SIZES.map(|size| fill(unit, size));
    let mut times = SIZES.map(|_| f64::MAX);
    for _ in 0..RUNS {
        for (text, shortest) in texts.iter().zip(&mut times) {
            let start = Instant::now();
            std::hint::black_box(analyzer.analyze(text));
            *shortest = shortest.min(start.elapsed().as_secs_f64());
        }
    }
    times.to_vec()
}
