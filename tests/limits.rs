//! What asks for too much is refused by name, and the rest goes on.

use std::io::{self, Cursor, Read};

use shilu::source::{Format, Limits, Options, Source};

const GIB: u64 = 1 << 30;

/// The same bytes over and over, made as they are read.
struct Endless {
    unit: &'static [u8],
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for byte in into.iter_mut() {
            *byte = self.unit[self.at];
            self.at = (self.at + 1) % self.unit.len();
        }
        Ok(into.len())
    }
}

fn options(format: Format) -> Options {
    let mut options = Options::default();
    options.format = Some(format);
    options
}

/// With an article no longer than 1 MiB.
fn tight(format: Format) -> Options {
    let mut options = options(format);
    options.limits.article = 1 << 20;
    options
}

/// The texts that a stream gives, or what is wrong.
fn given(reader: impl Read + Send + 'static, options: &Options) -> Vec<Result<String, String>> {
    texts(Source::new("news", reader, options))
}

/// The texts of a source, or what is wrong.
fn texts(source: Result<Source, shilu::Error>) -> Vec<Result<String, String>> {
    match source {
        Ok(source) => source
            .take(100)
            .map(|raw| raw.and_then(|raw| raw.read()).map(|entry| entry.text).map_err(|error| error.to_string()))
            .collect(),
        Err(error) => vec![Err(error.to_string())],
    }
}

#[test]
fn a_line_of_a_gibibyte_is_named_and_the_next_is_read() {
    let line = Endless { unit: &[b'a'; 4096], at: 0 }.take(GIB);
    let rest = Cursor::new("\n{\"text\": \"增长三成。\"}\n");
    assert_eq!(
        given(line.chain(rest), &options(Format::Jsonl)),
        [Err("news: line 1 is longer than 64 MiB".to_owned()), Ok("增长三成。".to_owned())]
    );
}

#[test]
fn whatever_the_format_an_article_has_a_longest_length() {
    let long = || Endless { unit: &[b'a'; 4096], at: 0 }.take(8 << 20);
    for (format, opening, reason) in [
        (Format::Text, "", "news: longer than 1 MiB"),
        (Format::Html, "<html>", "news: longer than 1 MiB"),
        (Format::Json, "{\"text\": \"", "news: line 1: the record that begins in line 1 is longer than 1 MiB"),
        (Format::Csv, "text\n\"", "news: a row is longer than 1 MiB"),
    ] {
        let stream = Cursor::new(opening).chain(long());
        assert_eq!(given(stream, &tight(format)), [Err(reason.to_owned())], "{format:?}");
    }
}

#[test]
fn what_unpacks_without_end_is_named() {
    // Of one byte, packed to a thousandth and less.
    const SIZE: u64 = 128 << 20;
    let gzip = {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        io::copy(&mut Endless { unit: &[b'\n'; 4096], at: 0 }.take(SIZE), &mut packer).expect("a vector takes all");
        packer.finish().expect("a vector takes all")
    };
    let zstd = zstd::encode_all(Endless { unit: &[b'\n'; 4096], at: 0 }.take(SIZE), 1).expect("a vector takes all");
    for bomb in [gzip, zstd] {
        for format in [Format::Jsonl, Format::Json, Format::Csv, Format::Text] {
            let found = given(Cursor::new(bomb.clone()), &tight(format));
            assert_eq!(found.len(), 1, "{format:?}");
            let reason = found[0].as_ref().expect_err("a bomb");
            assert!(
                reason.contains("unpacks to more than 250 times its size") || reason.contains("longer than 1 MiB"),
                "{format:?}: {reason}"
            );
        }
    }
}

#[test]
fn what_is_packed_well_is_unpacked() {
    let line = "{\"text\": \"今年6月，全县新增民营企业98家。\"}\n";
    let zstd = zstd::encode_all(Endless { unit: line.as_bytes(), at: 0 }.take(line.len() as u64 * 20_000), 19)
        .expect("a vector takes all");
    assert!(zstd.len() * 100 < line.len() * 20_000);
    let source = Source::new("news", Cursor::new(zstd), &options(Format::Jsonl)).expect("a source");
    assert_eq!(source.filter(|raw| raw.is_ok()).count(), 20_000);
}

#[test]
fn a_table_of_a_million_columns_is_named() {
    let names = (0..1_000_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    assert_eq!(
        given(Cursor::new(names), &options(Format::Csv)),
        [Err("news: a row has more than 10000 columns".to_owned())]
    );
    let row = format!("id,text\n1,甲\n2,{}\n3,丙\n", "x,".repeat(1_000_000));
    let found = given(Cursor::new(row), &options(Format::Csv));
    assert!(
        found.iter().any(|row| row == &Err("news: CSV error: a row has more than 10000 columns".to_owned())
            || row == &Err("news: a row has more than 10000 columns".to_owned())),
        "{found:?}"
    );
    // As many as are allowed are read, and an error does not list them all.
    let names = (0..9_999).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    let found = given(Cursor::new(format!("text,{names}\n甲\n")), &options(Format::Csv));
    assert_eq!(found, [Ok("甲".to_owned())]);
    let reason = given(Cursor::new(names), &options(Format::Csv)).remove(0).expect_err("no text");
    assert!(reason.len() < 300 && reason.ends_with("`c19` and 9979 more"), "{reason}");
}

#[test]
fn a_hundred_thousand_nested_tags_are_read() {
    for (open, close) in
        [("<div>", "</div>"), ("<p><b>", "</b></p>"), ("<table><tr><td>", ""), ("<svg>", ""), ("<!--", "")]
    {
        let page = format!(
            "<html><body>{}全县新增民营企业98家。{}</body></html>",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        let found = given(Cursor::new(page), &options(Format::Html));
        assert!(found[0].is_ok(), "{open}");
    }
}

#[test]
fn a_hundred_thousand_nested_values_are_read_or_named() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    for field in ["more", "id", "text"] {
        let line = format!("{{\"{field}\": {open}{close}, \"text\": \"甲\"}}\n{{\"text\": \"乙\"}}\n");
        for format in [Format::Jsonl, Format::Json] {
            let found = given(Cursor::new(line.clone()), &options(format));
            assert_eq!((found.len(), found[1].as_deref()), (2, Ok("乙")), "{field}");
        }
    }
}

#[test]
fn limits_have_defaults_and_are_the_callers() {
    let limits = Limits::default();
    assert_eq!((limits.article, limits.columns, limits.unpacked), (64 << 20, 10_000, 250));
    let mut options = options(Format::Csv);
    options.limits.columns = 2;
    assert_eq!(given(Cursor::new("text,a,b\n"), &options), [Err("news: a row has more than 2 columns".to_owned())]);
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::io::Write;

    use super::*;
    use shilu::sink::{Sink, Style, Table};
    use shilu::{Analyzer, Article};

    fn file() -> Vec<u8> {
        let mut style = Style::new(shilu::sink::Format::Parquet(Table::Articles));
        style.with_text = true;
        let mut sink = Sink::new(Vec::new(), style).expect("a sink");
        for text in ["全县有98家民营企业。", "增长三成。"] {
            let article = Article::parse(text);
            sink.write(&article, &Analyzer::new().analyze_article(&article)).expect("a vector takes all");
        }
        sink.finish().expect("a vector takes all")
    }

    fn read(bytes: &[u8]) -> Vec<Result<String, String>> {
        let mut stored = tempfile::NamedTempFile::new().expect("a file");
        stored.write_all(bytes).expect("a file");
        texts(Source::open(stored.path(), &options(Format::Parquet)))
    }

    /// Each byte changed, and the file cut behind each: articles or a reason, never a crash, never an article of nobody's.
    #[test]
    fn a_file_that_lies_about_itself_is_named() {
        let whole = file();
        assert_eq!(read(&whole), [Ok("全县有98家民营企业。".to_owned()), Ok("增长三成。".to_owned())]);
        let (mut named, footer) = (0, whole.len() - 2_000.min(whole.len()));
        for at in (0..whole.len()).filter(|&at| at >= footer || at % 7 == 0) {
            for value in [0xff, 0x7f, whole[at] ^ 1] {
                let mut changed = whole.clone();
                changed[at] = value;
                named += usize::from(read(&changed).iter().any(Result::is_err));
            }
            named += usize::from(read(&whole[..at]).iter().any(Result::is_err));
        }
        assert!(named > whole.len() / 7, "{named}");
    }

    #[test]
    fn a_file_cut_while_it_is_read_is_named() {
        let mut stored = tempfile::NamedTempFile::new().expect("a file");
        stored.write_all(&file()).expect("a file");
        let mut source = Source::open(stored.path(), &options(Format::Parquet)).expect("a source");
        stored.as_file().set_len(10).expect("a file");
        assert!(source.next().expect("an answer").is_err() && source.next().is_none());
    }
}
