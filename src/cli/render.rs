//! One job at a time: from what was read to what is written.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::PathBuf;

use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer};
use shilu::article::parse_published;
use shilu::sink::table::Layout;
use shilu::sink::{json, jsonl, table};
use shilu::{Analyzer, Article, Error};

use super::To;
use super::input::Job;

/// What every job shares.
pub(super) struct Renderer {
    pub(super) analyzer: Analyzer,
    pub(super) published: Option<DateTime>,
    pub(super) to: To,
    pub(super) layout: Layout,
}

/// An article to be read, as a file or a line of JSON gives it. Other fields of a line are ignored.
#[derive(Deserialize)]
struct Input<'a> {
    #[serde(default, deserialize_with = "id")]
    id: Option<String>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default, deserialize_with = "published")]
    published: Option<DateTime>,
}

impl Renderer {
    /// The output for one job.
    pub(super) fn render(&self, job: Job) -> Result<Vec<u8>, Error> {
        match job {
            Job::Failed(error) => Err(error),
            Job::File(path) => {
                let bytes = fs::read(&path).map_err(|source| Error::File { path: path.clone(), source })?;
                self.text(Some(path.display().to_string()), path, &bytes)
            }
            Job::Stdin(bytes) => self.text(None, "-".into(), &bytes),
            Job::Line { source, line, bytes } => {
                let input = record(line, &bytes).map_err(|reason| Error::Json { source_name: source, line, reason })?;
                self.article(input)
            }
        }
    }

    fn text(&self, id: Option<String>, path: PathBuf, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let text = utf8(bytes)
            .map_err(|reason| Error::File { path, source: io::Error::new(io::ErrorKind::InvalidData, reason) })?;
        self.article(Input { id, text: text.into(), published: None })
    }

    fn article(&self, input: Input<'_>) -> Result<Vec<u8>, Error> {
        let mut article = Article::parse(&input.text);
        if let Some(published) = input.published.or(self.published) {
            article = article.published(published);
        }
        let mut analysis = self.analyzer.analyze_article(&article);
        analysis.id = input.id;
        let mut out = Vec::new();
        match self.to {
            To::Jsonl => jsonl::write(&mut out, &analysis)?,
            To::Json => json::write(&mut out, &analysis)?,
            To::Table => table::write(&mut out, &article, &analysis, self.layout)?,
        }
        Ok(out)
    }
}

/// A line of JSON, or why it is none.
fn record(line: usize, bytes: &[u8]) -> Result<Input<'_>, String> {
    let text = utf8(bytes)?;
    // A byte order mark is no part of the first line.
    let text = if line == 1 { text.trim_start_matches('\u{feff}') } else { text };
    serde_json::from_str(text).map_err(|error| {
        let told = error.to_string();
        // Its line is always 1: ours is named already.
        told.split_once(" at line 1 ").map_or(told.clone(), |(what, column)| format!("{what} at {column}"))
    })
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "the id is neither a string nor a number")]
    enum Id {
        Text(String),
        Number(serde_json::Number),
    }
    Ok(Option::deserialize(deserializer)?.map(|id| match id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    }))
}

/// An empty string says as little as null.
fn published<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?.filter(|text| !text.trim().is_empty());
    text.map(|text| parse_published(&text)).transpose().map_err(serde::de::Error::custom)
}

/// The text, or where it stops being one.
fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        format!("not UTF-8: byte {at} is 0x{byte:02X} (for GBK, convert with iconv -f GB18030 -t UTF-8)")
    })
}
