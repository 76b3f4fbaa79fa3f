//! The same answer everywhere: the library, and the command line with any number of threads, whatever size the pieces have in
//! which the input arrives, packed or not. `.ci/same` compares programs that were built differently.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use shilu::sink::{Format, Sink, Style};
use shilu::{Analyzer, Article};

const SHILU: &str = env!("CARGO_BIN_EXE_shilu");

/// The articles of the repository as lines of JSON: each whole, then each paragraph of it by itself.
fn news() -> (Vec<(String, String)>, String) {
    let mut articles = Vec::new();
    for path in shilu::source::files(Path::new("seeds/articles"), None, None) {
        let path = path.expect("a file");
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
        for text in std::iter::once(text).chain(paragraphs) {
            articles.push((format!("a{}", articles.len()), text));
        }
    }
    let line = |(id, text): &(String, String)| format!("{}\n", serde_json::json!({ "id": id, "text": text }));
    let lines = articles.iter().map(line).collect();
    (articles, lines)
}

/// What the library writes, one article after another.
fn by_library(articles: &[(String, String)]) -> Vec<u8> {
    let mut sink = Sink::new(Vec::new(), Style::new(Format::Jsonl)).expect("a sink");
    let analyzer = Analyzer::new();
    for (id, text) in articles {
        let article = Article::parse(text);
        let mut analysis = analyzer.analyze_article(&article);
        analysis.id = Some(id.clone());
        sink.write(&article, &analysis).expect("a vector takes all");
    }
    sink.finish().expect("a vector takes all")
}

/// What the command line writes of bytes that arrive in pieces of a size.
fn by_pieces(bytes: &[u8], piece: usize, jobs: &str) -> Vec<u8> {
    let mut command = Command::new(SHILU);
    command.args(["extract", "--from", "jsonl", "--to", "jsonl", "-j", jobs]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    std::thread::scope(|scope| {
        scope.spawn(move || bytes.chunks(piece).for_each(|piece| input.write_all(piece).expect("a pipe")));
        child.wait_with_output().expect("it ends").stdout
    })
}

#[test]
fn the_library_and_any_number_of_threads_say_the_same() {
    let (articles, lines) = news();
    assert!(articles.len() > 80);
    let expected = by_library(&articles);
    assert_eq!(by_library(&articles), expected, "read twice");
    for (piece, jobs) in [(lines.len(), "1"), (lines.len(), "2"), (lines.len(), "8"), (777, "2"), (64 << 10, "8")] {
        assert!(by_pieces(lines.as_bytes(), piece, jobs) == expected, "{jobs} threads, pieces of {piece} bytes");
    }
    let packed = zstd::encode_all(lines.as_bytes(), 3).expect("a vector takes all");
    assert!(by_pieces(&packed, 500, "2") == expected, "packed");
}

#[test]
fn threads_that_share_an_analyzer_say_the_same() {
    let (articles, _) = news();
    let analyzer = Analyzer::new();
    let say = || articles.iter().take(40).map(|(_, text)| analyzer.analyze(text)).collect::<Vec<_>>();
    let expected = say();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(say)).collect();
        for other in others {
            assert_eq!(other.join().expect("it ends"), expected);
        }
    });
}
