//! What twice the text costs, and what a byte costs beside news: a table of ratios, each the shortest of several runs over the
//! shortest of several. Four times the text may take no more than 4.8 times as long, and no text may be slower than a quarter of
//! the news, whatever it is made of. Single doublings are uneven: a row of surnames takes 1.7 times the instructions from 64 to
//! 128 KiB and 2.4 times from there to 256. All texts take turns, so that what else the machine does for a while hits them all.
//! News is what `SHILU_NEWS` names: varied news leaves less in the processor's caches than the twelve articles over and over do.
#![expect(clippy::print_stdout, reason = "a bench that prints a table")]

use std::process::Command;
use std::time::Instant;

use shilu::Analyzer;

const SIZES: [usize; 5] = [64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20];
const RUNS: usize = 5;
/// A text over a limit is timed again so often: what else the machine does only adds time.
const AGAIN: usize = 10;
/// What four times the text may take at most, as times.
const LIMIT: f64 = 4.8;
/// How many times the news's time a byte of any text may take.
const SLOWEST: f64 = 4.0;
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
    let texts = texts();
    let chosen = |name: &str| wanted.is_empty() || wanted.iter().any(|w| name.contains(w));
    // The news, which stands first, is what the others are compared with.
    let mut rows: Vec<Row> = texts
        .iter()
        .enumerate()
        .filter(|(at, (name, _))| *at == 0 || chosen(name))
        .map(|(_, text)| Row::new(text))
        .collect();
    for _ in 0..RUNS {
        rows.iter_mut().for_each(|row| row.run(&analyzer));
    }
    for _ in 0..AGAIN {
        let news = rows[0].a_byte();
        if rows.iter().all(|row| row.is_good(news)) {
            break;
        }
        rows[0].run(&analyzer);
        rows.iter_mut().skip(1).filter(|row| !row.is_good(news)).for_each(|row| row.run(&analyzer));
    }
    let sizes: Vec<String> = SIZES.iter().map(|size| format!("{:>6} KiB", size >> 10)).collect();
    println!("{:<24}{}{:>14}{:>10}", "ratio to half the size", sizes[1..].join(""), "MB/s", "x news");
    let news = rows[0].a_byte();
    for row in &rows {
        let columns: String = row.ratios().map(|ratio| format!("{ratio:>10.2}")).collect();
        println!("{:<24}{columns}{:>14.2}{:>10.2}", row.name, 1e-6 / row.a_byte(), row.a_byte() / news);
    }
    let worst = |value: &dyn Fn(&Row) -> f64| {
        rows.iter().map(|row| (value(row), row.name.as_str())).fold((0.0, ""), |a, b| if b.0 > a.0 { b } else { a })
    };
    let (ratio, name) = worst(&|row| row.quarters().fold(0.0, f64::max));
    println!("four times the text takes at most {ratio:.2} times as long ({name}), allowed {LIMIT}");
    let (times, name) = worst(&|row| row.a_byte() / news);
    println!("slowest {times:.2} times news ({name}), allowed {SLOWEST}");
    if !rows.iter().all(|row| row.is_good(news)) {
        std::process::exit(1);
    }
}

/// A text in every size, and the shortest time of each, in seconds.
struct Row {
    name: String,
    texts: [String; SIZES.len()],
    times: [f64; SIZES.len()],
}

impl Row {
    fn new((name, unit): &(String, String)) -> Self {
        Self { name: name.clone(), texts: SIZES.map(|size| fill(unit, size)), times: [f64::MAX; SIZES.len()] }
    }

    fn run(&mut self, analyzer: &Analyzer) {
        for (text, shortest) in self.texts.iter().zip(&mut self.times) {
            let start = Instant::now();
            std::hint::black_box(analyzer.analyze(text));
            *shortest = shortest.min(start.elapsed().as_secs_f64());
        }
    }

    fn ratios(&self) -> impl Iterator<Item = f64> {
        self.times.windows(2).map(|pair| pair[1] / pair[0])
    }

    /// What each text takes of the time of one a quarter as long, as times.
    fn quarters(&self) -> impl Iterator<Item = f64> {
        self.times.windows(3).map(|three| three[2] / three[0])
    }

    /// Seconds a byte of the longest text.
    fn a_byte(&self) -> f64 {
        self.times[SIZES.len() - 1] / SIZES[SIZES.len() - 1] as f64
    }

    fn is_good(&self, news: f64) -> bool {
        self.quarters().all(|ratio| ratio <= LIMIT) && self.a_byte() <= news * SLOWEST
    }
}

/// What the texts are made of, with names that align.
fn texts() -> Vec<(String, String)> {
    let longest = SIZES[SIZES.len() - 1];
    let articles: String = news::articles(longest).into_iter().map(|article| article + "\n").collect();
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
        ("places with counts", "北京3个"),
        ("many places with counts", "江苏3个浙江5个安徽2个福建8个广东7个"),
        ("months and counts", "6月3个"),
        ("names with counts", "张三3个"),
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
