//! Where analyses go: lines of JSON, tables, a report to read, the annotation tools.
//!
//! A [`Sink`] writes the analyses of many articles to one stream, in one [`Format`]. What takes time, [`Page::push`], can be
//! done by any thread; the sink takes the pages in order.
//!
//! ```
//! use shilu::sink::{Format, Sink, Style};
//! use shilu::{Analyzer, Article};
//!
//! let mut sink = Sink::new(Vec::new(), Style::new(Format::Jsonl))?;
//! for text in ["全县有98家民营企业。", "增长三成。"] {
//!     let article = Article::parse(text);
//!     sink.write(&article, &Analyzer::new().analyze_article(&article))?;
//! }
//! assert_eq!(sink.finish()?.iter().filter(|&&b| b == b'\n').count(), 2);
//! # Ok::<(), shilu::Error>(())
//! ```

#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "arrow")]
mod arrow_file;
mod bio;
mod brat;
#[cfg_attr(not(any(feature = "source", feature = "arrow")), allow(dead_code, reason = "CSV and Arrow ask for cells"))]
mod column;
#[cfg(feature = "source")]
mod csv;
mod displacy;
mod doccano;
mod flat;
mod html;
mod json;
mod jsonl;
mod label_studio;
#[cfg(feature = "source")]
mod neo4j;
mod offset;
#[cfg(feature = "parquet")]
mod parquet;
mod resolve;
#[cfg_attr(not(any(feature = "source", feature = "arrow")), allow(dead_code, reason = "CSV and Arrow ask for cells"))]
mod row;
mod statement;
#[cfg(feature = "table")]
mod table;
mod timeml;
mod web_annotation;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

#[cfg(feature = "arrow")]
pub use arrow::Rows;
pub use column::{Column, Type};
pub use jsonl::View;
#[cfg(feature = "schema")]
pub use jsonl::schema;
#[cfg(feature = "source")]
pub use neo4j::Graph;
pub use offset::Unit;
pub use row::{ArticleRow, EntityRow, LinkRow, Table};
pub use statement::Statement;
#[cfg(feature = "table")]
pub use table::{Layout, visible};

use crate::{Analysis, Article, Error, Fact, Kind};
use row::Choice;

/// How facts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// An analysis a line, as [`Analysis`] is serialized; the feature `schema` has its JSON Schema, [`fn@schema`].
    Jsonl,
    /// The same, indented: objects one after the other, which `jq` reads one by one.
    Json,
    /// The rows of a table as objects of JSON, one a line.
    Rows(Table),
    /// The rows of a table as spreadsheets open them.
    #[cfg(feature = "source")]
    Csv(Table),
    /// A table in Arrow's own file format, columns typed.
    #[cfg(feature = "arrow")]
    Arrow(Table),
    /// A table as Parquet, columns typed.
    #[cfg(feature = "parquet")]
    Parquet(Table),
    /// A file of a graph for Neo4j's importer.
    #[cfg(feature = "source")]
    Neo4j(Graph),
    /// A character a line with a label a kind, for those who train taggers.
    Bio,
    /// The text with its dates as `TIMEX3`.
    TimeMl,
    /// One page to read, which loads nothing: facts highlighted in their articles, a table, a time line, entities.
    Html,
    /// brat's standoff: a `T` line a mention, a note with its record, an `R` line a link. Offsets count characters.
    Brat,
    /// A line a text for doccano: `label` for its sequence labelling, `entities` and `relations` where a project has relations
    /// too. Offsets count characters.
    Doccano,
    /// A task a text for Label Studio, with one prediction, for a project with `<Text name="text" value="$text"/>` and
    /// `<Labels name="label" toName="text">`. Offsets count characters.
    LabelStudio,
    /// An object a text for `spacy.displacy.render(…, style="ent", manual=True)`. Of mentions that overlap, the longest is
    /// written. Offsets count characters.
    Displacy,
    /// A W3C annotation page a text, on one line. Offsets count characters, as the standard says.
    WebAnnotation,
    /// A table for a terminal: each sentence that states something, then its facts, one a row.
    #[cfg(feature = "table")]
    Table,
}

/// A format with its choices.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Style {
    /// How facts are written.
    pub format: Format,
    /// In JSON, offsets in this unit alone, in place of the contract's two.
    pub unit: Option<Unit>,
    /// In JSON, the text with its facts; in the table of articles, their texts.
    pub with_text: bool,
    /// In tables, BIO and graphs, facts and statements of these kinds alone, though names are resolved among all that the analysis holds.
    pub kinds: Option<Vec<Kind>>,
    /// In CSV, a byte order mark first: Excel takes UTF-8 for the system's encoding without it.
    pub mark: bool,
    /// How a table looks.
    #[cfg(feature = "table")]
    pub layout: Layout,
}

impl Style {
    /// The format as it is by default.
    pub fn new(format: Format) -> Self {
        Self {
            format,
            unit: None,
            with_text: false,
            kinds: None,
            mark: false,
            #[cfg(feature = "table")]
            layout: Layout::default(),
        }
    }

    fn choice(&self) -> Choice {
        Choice { kinds: self.kinds.clone(), with_text: self.with_text }
    }

    /// Rows for a format of columns.
    #[cfg(feature = "arrow")]
    fn rows(&self) -> Option<Rows> {
        match self.format {
            Format::Arrow(table) => Some(Rows::chosen(table, self.choice())),
            #[cfg(feature = "parquet")]
            Format::Parquet(table) => Some(Rows::chosen(table, self.choice())),
            _ => None,
        }
    }
}

/// Articles in a row, written for a [`Sink`] to take.
#[derive(Debug)]
pub struct Page {
    style: Arc<Style>,
    bytes: Vec<u8>,
    /// Where each article behind the first begins: formats put marks between.
    breaks: Vec<usize>,
    articles: usize,
    choice: Choice,
    #[cfg(feature = "arrow")]
    rows: Option<Rows>,
}

impl Page {
    /// A page with nothing on it.
    pub fn new(style: Arc<Style>) -> Self {
        Self {
            #[cfg(feature = "arrow")]
            rows: style.rows(),
            choice: style.choice(),
            style,
            bytes: Vec::new(),
            breaks: Vec::new(),
            articles: 0,
        }
    }

    /// Writes its bytes to a stream, with what stands between articles of its format.
    fn stream(&self, out: &mut impl Write, begun: &mut bool) -> Result<(), Error> {
        let between: &[u8] = match self.style.format {
            Format::LabelStudio | Format::Displacy => b",\n",
            Format::Brat => b"\n",
            #[cfg(feature = "table")]
            Format::Table => b"\n",
            _ => b"",
        };
        let mut from = 0;
        for to in self.breaks.iter().copied().chain([self.bytes.len()]) {
            if between.is_empty() {
                break;
            }
            if *begun {
                out.write_all(between)?;
            }
            out.write_all(&self.bytes[from..to])?;
            (from, *begun) = (to, true);
        }
        out.write_all(&self.bytes[from..])?;
        *begun = true;
        Ok(())
    }

    /// Writes an article's analysis below the others.
    ///
    /// # Errors
    /// [`Error::Io`], as a table and a report may say.
    pub fn push(&mut self, article: &Article<'_>, analysis: &Analysis) -> Result<(), Error> {
        if self.articles > 0 {
            self.breaks.push(self.bytes.len());
        }
        self.articles += 1;
        let (out, style) = (&mut self.bytes, &*self.style);
        let text = article.text;
        match style.format {
            Format::Jsonl | Format::Json if style.with_text || style.unit.is_some() => {
                let view = jsonl::View::new(text, analysis, style.with_text, style.unit);
                let written = match style.format {
                    Format::Jsonl => serde_json::to_writer(&mut *out, &view),
                    _ => serde_json::to_writer_pretty(&mut *out, &view),
                };
                written.map_err(std::io::Error::from)?;
                out.push(b'\n');
                Ok(())
            }
            Format::Jsonl => jsonl::write(out, analysis),
            Format::Json => json::write(out, analysis),
            Format::Rows(table) => jsonl::rows(out, table, article, analysis, &self.choice),
            #[cfg(feature = "source")]
            Format::Csv(table) => csv::table_rows(out, table, article, analysis, &self.choice),
            #[cfg(feature = "source")]
            Format::Neo4j(file) => neo4j::write(out, file, article, analysis, &self.choice),
            Format::Bio => bio::write(out, article, analysis, style.kinds.as_deref()),
            Format::TimeMl => timeml::write(out, text, analysis),
            #[cfg(feature = "arrow")]
            Format::Arrow(_) => self.columns(article, analysis),
            #[cfg(feature = "parquet")]
            Format::Parquet(_) => self.columns(article, analysis),
            Format::Html => html::write(out, article, analysis),
            Format::Brat => brat::write(out, text, analysis),
            Format::Doccano => doccano::write(out, text, analysis),
            Format::LabelStudio => label_studio::write(out, text, analysis),
            Format::Displacy => displacy::write(out, text, analysis),
            Format::WebAnnotation => web_annotation::write(out, text, analysis),
            #[cfg(feature = "table")]
            Format::Table => table::write(out, article, analysis, style.layout),
        }
    }

    #[cfg(feature = "arrow")]
    fn columns(&mut self, article: &Article<'_>, analysis: &Analysis) -> Result<(), Error> {
        if let Some(rows) = &mut self.rows {
            rows.push(article, analysis);
        }
        Ok(())
    }
}

/// Writes an article as files of its own in a folder: for [`Format::Brat`] `NAME.ann` beside `NAME.txt`, for [`Format::TimeMl`]
/// `NAME.tml`. What a name of a file cannot hold becomes `_`.
///
/// # Errors
/// [`Error::Io`] if the files cannot be written, or the format has no files for each article.
pub fn save(
    folder: &Path,
    name: &str,
    format: Format,
    article: &Article<'_>,
    analysis: &Analysis,
) -> Result<(), Error> {
    match format {
        Format::Brat => brat::save(folder, name, article.text, analysis),
        Format::TimeMl => {
            let mut page = Vec::new();
            timeml::write(&mut page, article.text, analysis)?;
            whole(&folder.join(format!("{}.tml", file_name(name))), &page)
        }
        _ => Err(Error::Io(std::io::Error::other("the format has no files for each article"))),
    }
}

/// Writes a file that appears whole or not at all.
fn whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)?;
    Ok(std::fs::rename(&part, path)?)
}

/// The end of a name, with what a file's name cannot hold as `_`.
fn file_name(name: &str) -> String {
    const LONGEST: usize = 80;
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' };
    let skipped = name.chars().count().saturating_sub(LONGEST);
    let name: String = name.chars().skip(skipped).map(safe).collect();
    name.trim_start_matches(['.', '_']).to_owned()
}

/// The facts that overlap none, and of those that do the longest, in the order of the text.
fn outermost(facts: &[Fact]) -> Vec<&Fact> {
    let mut kept: Vec<&Fact> = Vec::new();
    for fact in facts {
        match kept.last_mut() {
            Some(last) if last.span().overlaps(fact.span()) => {
                if fact.span().len() > last.span().len() {
                    *last = fact;
                }
            }
            _ => kept.push(fact),
        }
    }
    kept
}

/// Where the analyses of many articles go.
#[derive(Debug)]
pub struct Sink<W: Write + Send> {
    style: Arc<Style>,
    out: Out<W>,
    /// Whether an article has been written.
    begun: bool,
}

#[derive(Debug)]
enum Out<W: Write + Send> {
    Stream(W),
    #[cfg(feature = "arrow")]
    Arrow(Box<arrow_file::Writer<W>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Writer<W>>),
}

impl<W: Write + Send> Sink<W> {
    /// A sink that writes to `out`, what comes before all articles at once.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub fn new(out: W, style: Style) -> Result<Self, Error> {
        let out = match style.format {
            #[cfg(feature = "arrow")]
            Format::Arrow(table) => Out::Arrow(Box::new(arrow_file::Writer::new(out, table)?)),
            #[cfg(feature = "parquet")]
            Format::Parquet(table) => Out::Parquet(Box::new(parquet::Writer::new(out, table)?)),
            _ => Out::Stream(open(out, &style)?),
        };
        Ok(Self { style: Arc::new(style), out, begun: false })
    }

    /// What it writes.
    pub fn style(&self) -> Arc<Style> {
        self.style.clone()
    }

    /// A page that this sink can take.
    pub fn page(&self) -> Page {
        Page::new(self.style.clone())
    }

    /// Writes one analysis.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub fn write(&mut self, article: &Article<'_>, analysis: &Analysis) -> Result<(), Error> {
        let mut page = self.page();
        page.push(article, analysis)?;
        self.append(page)
    }

    /// Writes what is on a page.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub fn append(&mut self, page: Page) -> Result<(), Error> {
        if page.articles == 0 {
            return Ok(());
        }
        match &mut self.out {
            Out::Stream(out) => page.stream(out, &mut self.begun),
            #[cfg(feature = "arrow")]
            Out::Arrow(writer) => page.rows.map_or(Ok(()), |rows| writer.append(rows)),
            #[cfg(feature = "parquet")]
            Out::Parquet(writer) => page.rows.map_or(Ok(()), |rows| writer.append(rows)),
        }
    }

    /// Hands on what has been written so far.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub fn flush(&mut self) -> Result<(), Error> {
        match &mut self.out {
            Out::Stream(out) => out.flush()?,
            #[cfg(feature = "arrow")]
            Out::Arrow(_) => {}
            #[cfg(feature = "parquet")]
            Out::Parquet(_) => {}
        }
        Ok(())
    }

    /// Writes what comes behind all articles, and gives the stream back.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub fn finish(self) -> Result<W, Error> {
        match self.out {
            Out::Stream(out) => close(out, self.style.format),
            #[cfg(feature = "arrow")]
            Out::Arrow(writer) => writer.finish(),
            #[cfg(feature = "parquet")]
            Out::Parquet(writer) => writer.finish(),
        }
    }
}

/// Writes what comes before all articles.
fn open<W: Write>(mut out: W, style: &Style) -> Result<W, Error> {
    match style.format {
        #[cfg(feature = "source")]
        Format::Csv(table) => csv::table_head(&mut out, table, style.mark)?,
        #[cfg(feature = "source")]
        Format::Neo4j(file) => neo4j::head(&mut out, file)?,
        Format::Bio => bio::head(&mut out, style.kinds.as_deref())?,
        Format::Html => html::head(&mut out)?,
        Format::LabelStudio | Format::Displacy => out.write_all(b"[\n")?,
        _ => {}
    }
    Ok(out)
}

/// Writes what comes behind all articles.
fn close<W: Write>(mut out: W, format: Format) -> Result<W, Error> {
    match format {
        Format::Html => html::tail(&mut out)?,
        Format::LabelStudio | Format::Displacy => out.write_all(b"\n]\n")?,
        _ => {}
    }
    out.flush()?;
    Ok(out)
}
