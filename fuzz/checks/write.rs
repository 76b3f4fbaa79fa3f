//! Writers: whatever the text, what they write is read by a reader of its format, and says what the analysis says.

use std::sync::LazyLock;

use shilu::sink::{Format, Graph, Sink, Style, Table};
use shilu::{Analysis, Analyzer, Article, Kind};

use super::input;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builder().kinds(Kind::ALL.iter().copied()).build());

/// Two articles, the second with what the first has not: an id and metadata of the fuzzer's own.
fn articles(bytes: &[u8]) -> [(String, Analysis); 2] {
    let [first, second, id, title] = input::parts(bytes).map(input::text);
    [(first, None), (second, Some((id, title)))].map(|(text, own)| {
        let mut analysis = ANALYZER.analyze(&text);
        if let Some((id, title)) = own {
            (analysis.id, analysis.metadata.title, analysis.metadata.source) =
                (Some(id), Some(title.clone()), Some(title));
        }
        (text, analysis)
    })
}

fn written(articles: &[(String, Analysis)], style: Style) -> Vec<u8> {
    let mut sink = Sink::new(Vec::new(), style).expect("a sink");
    for (text, analysis) in articles {
        sink.write(&Article::parse(text), analysis).expect("a vector takes all");
    }
    sink.finish().expect("a vector takes all")
}

fn text(articles: &[(String, Analysis)], format: Format) -> String {
    String::from_utf8(written(articles, Style::new(format))).expect("UTF-8")
}

type Check = fn(&[(String, Analysis)]);

/// Writes two articles in every format that is text; for the fuzzer in one of them, which the input's length chooses: analysis
/// and page cost most, and what it looks for it finds sooner in more inputs.
pub(crate) fn check(bytes: &[u8]) {
    let articles = articles(bytes);
    let formats: [Check; 5] = [json, rows, marked, table, html];
    match formats.get(bytes.len() % formats.len()).filter(|_| cfg!(fuzzing)) {
        Some(format) => format(&articles),
        None => formats.iter().for_each(|format| format(&articles)),
    }
}

fn json(articles: &[(String, Analysis)]) {
    for format in [Format::Jsonl, Format::Json] {
        let page = text(articles, format);
        let read: Vec<Analysis> =
            serde_json::Deserializer::from_str(&page).into_iter().collect::<Result<_, _>>().expect("JSON");
        assert!(read.iter().eq(articles.iter().map(|(_, analysis)| analysis)));
        assert!(format != Format::Jsonl || page.lines().count() == 2);
    }
}

fn rows(articles: &[(String, Analysis)]) {
    for &table in Table::ALL {
        let rows = values(&text(articles, Format::Rows(table)));
        let page = text(articles, Format::Csv(table));
        assert_eq!(strict(&page), rows + 1, "{}", table.name());
    }
    for &graph in Graph::ALL {
        strict(&text(articles, Format::Neo4j(graph)));
    }
}

/// The formats of those who mark texts.
fn marked(articles: &[(String, Analysis)]) {
    for format in [Format::LabelStudio, Format::Displacy] {
        let read: serde_json::Value = serde_json::from_str(&text(articles, format)).expect("JSON");
        assert_eq!(read.as_array().map(Vec::len), Some(2));
    }
    for format in [Format::Doccano, Format::WebAnnotation] {
        let page = text(articles, format);
        assert_eq!(values(&page), 2);
    }
    for format in [Format::Bio, Format::TimeMl, Format::Brat] {
        text(articles, format);
    }
}

/// How many lines of JSON there are.
fn values(page: &str) -> usize {
    let values: Result<Vec<serde_json::Value>, _> = page.lines().map(serde_json::from_str).collect();
    values.expect("JSON").len()
}

/// A terminal is told nothing but characters and colours.
fn table(articles: &[(String, Analysis)]) {
    let mut style = Style::new(Format::Table);
    style.layout.color = false;
    let page = String::from_utf8(written(articles, style)).expect("UTF-8");
    let bad = page
        .chars()
        .find(|&c| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    assert_eq!(bad, None, "{page:?}");
}

/// How many records a strict reader finds (RFC 4180): all as long as the first, quotation marks at the edges of a cell or doubled.
fn strict(page: &str) -> usize {
    let (mut records, mut cells, mut wanted) = (0, 1, None);
    let mut rest = page;
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut from = 0;
            let end = loop {
                let at = from + quoted[from..].find('"').expect("a quotation closes");
                if !quoted[at + 1..].starts_with('"') {
                    break at;
                }
                from = at + 2;
            };
            rest = &quoted[end + 1..];
        } else {
            let end = rest.find([',', '\n', '\r', '"']).unwrap_or(rest.len());
            assert!(!rest[end..].starts_with('"'), "a quotation mark within a cell");
            rest = &rest[end..];
        }
        if let Some(next) = rest.strip_prefix(',') {
            (cells, rest) = (cells + 1, next);
        } else {
            rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).expect("a cell ends");
            assert_eq!(*wanted.get_or_insert(cells), cells, "every record has as many cells");
            (records, cells) = (records + 1, 1);
        }
    }
    let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(page.as_bytes()).into_records();
    let read = rows.collect::<Result<Vec<_>, _>>().expect("rows").len();
    assert_eq!(read, records);
    records
}

/// A parser finds the page's own script, the data of each article, and nothing else that acts.
fn html(articles: &[(String, Analysis)]) {
    let page = text(articles, Format::Html);
    let document = dom_query::Document::from(page.as_str());
    let scripts = document.select("script");
    let data: Vec<_> = scripts.iter().filter(|script| script.has_attr("type")).collect();
    assert_eq!((scripts.length(), data.len()), (articles.len() + 1, articles.len()));
    for (script, (_, analysis)) in data.iter().zip(articles) {
        let read: Analysis = serde_json::from_str(&script.text()).expect("JSON");
        assert_eq!(&read, analysis);
    }
    let acts = "img, iframe, object, embed, base, form, link, a, svg, math, template, body style, [onclick], [onerror], [onload], [style], [src], [href]";
    assert_eq!(document.select(acts).length(), 0);
    assert_eq!(document.select("article").length(), articles.len());
}

/// Writes a table as Parquet and as Arrow; the first byte says which.
pub(crate) fn parquet(input: &[u8]) {
    let (&choice, input) = input.split_first().unwrap_or((&0, &[]));
    let articles = articles(input);
    let table = Table::ALL[usize::from(choice) % Table::ALL.len()];
    let rows = text(&articles, Format::Rows(table)).lines().count();
    let file = written(&articles, Style::new(Format::Parquet(table)));
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file))
        .expect("Parquet");
    let read: usize = reader.build().expect("Parquet").map(|batch| batch.expect("rows").num_rows()).sum();
    assert_eq!(read, rows);
    let file = written(&articles, Style::new(Format::Arrow(table)));
    assert!(file.starts_with(b"ARROW1") && file.ends_with(b"ARROW1"));
}
