//! Where articles come from: texts, web pages, lines of JSON, tables; compressed or not, in any encoding of Chinese.
//!
//! A [`Source`] is one file or stream, and hands out its articles as they are stored, in order. That is cheap; what costs
//! time, [`Raw::read`], can be done by any thread.
//!
//! ```
//! use shilu::source::{Options, Source};
//!
//! let lines = "{\"url\": \"a/1\", \"content\": \"全县有98家企业。\"}\n{\"url\": \"a/2\"}\n";
//! let mut options = Options::default();
//! (options.fields.text, options.fields.id) = ("content".into(), "url".into());
//! let mut source = Source::new("news.jsonl", lines.as_bytes(), &options)?;
//! let entry = source.next().unwrap()?.read()?;
//! assert_eq!((entry.id.as_deref(), entry.text.as_str()), (Some("a/1"), "全县有98家企业。"));
//! let error = source.next().unwrap()?.read().unwrap_err();
//! assert_eq!(error.to_string(), "news.jsonl:2: no field `content` at column 14");
//! # Ok::<(), shilu::Error>(())
//! ```

mod csv;
pub mod encoding;
mod file;
pub mod html;
mod json;
mod jsonl;
mod limits;
mod line;
#[cfg(feature = "parquet")]
mod parquet;
mod unpack;

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::Encoding;
use jiff::civil::DateTime;

use crate::article::Metadata;
use crate::{Article, Error};

use unpack::unpacked;

pub use crate::error::Origin;
pub use file::{Glob, files};
pub use limits::Limits;

/// The longest article, in bytes as stored, unless [`Limits::article`] says otherwise: what is longer is refused, so that memory
/// is bounded.
pub const LONGEST: usize = 64 << 20;

/// What is read at once.
const BUFFER: usize = 1 << 18;

/// How articles are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One article, a text.
    Text,
    /// One article, a web page.
    Html,
    /// An article a line, each an object of JSON.
    Jsonl,
    /// An article an object of JSON, in an array or one after another.
    Json,
    /// An article a row, the columns named in the first; apart by commas, semicolons or tabs.
    Csv,
    /// An article a row. To be read with the feature `parquet`.
    Parquet,
}

impl Format {
    /// Every format.
    pub const ALL: &[Self] = &[Self::Text, Self::Html, Self::Jsonl, Self::Json, Self::Csv, Self::Parquet];

    /// What a file's name says of it, behind a `.gz` or `.zst`.
    ///
    /// ```
    /// use shilu::source::Format;
    /// assert_eq!(Format::of("2020/news.jsonl.gz".as_ref()), Some(Format::Jsonl));
    /// assert_eq!(Format::of("notes.md".as_ref()), None);
    /// ```
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "gz" | "zst" | "zstd" => Self::of(Path::new(path.file_stem()?)),
            "txt" => Some(Self::Text),
            "html" | "htm" | "shtml" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "json" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// What the first bytes say, where the name says nothing: a web page is told by its first tag, JSON by its brace.
    fn sniff(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PAR1") {
            return Self::Parquet;
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        match text {
            [b'{', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") => Self::Jsonl,
            [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => Self::Json,
            _ => Self::Text,
        }
    }
}

/// What the fields of a record are called.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fields {
    /// The article's text.
    pub text: String,
    /// When it was published; a record may lack it.
    pub published: String,
    /// Its id; a record may lack it.
    pub id: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self { text: "text".into(), published: "published".into(), id: "id".into() }
    }
}

/// What is known about a source beforehand.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// How its articles are stored; else its name says it, or its first bytes.
    pub format: Option<Format>,
    /// The encoding of what has no byte order mark; else it is detected.
    pub encoding: Option<&'static Encoding>,
    /// What its fields are called.
    pub fields: Fields,
    /// How much an article, a table, a packed file may take.
    pub limits: Limits,
}

/// An article, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// What its source calls it: a field, or a file's path.
    pub id: Option<String>,
    /// The text, to which all offsets refer.
    pub text: String,
    /// When it was published, as its record says.
    pub published: Option<DateTime>,
    /// What its web page says besides the text.
    pub metadata: Metadata,
    /// How many sequences of bytes were no text: each is U+FFFD now.
    pub replaced: usize,
    /// What stands for its publication time and is none that [`parse_published`](crate::article::parse_published) reads: the
    /// article is undated then.
    pub unread_time: Option<String>,
}

impl Entry {
    /// The article, split, with what is known about it. A record's own time wins over `published`, and that over the page's.
    ///
    /// ```
    /// let mut entry = shilu::source::Entry::default();
    /// entry.text = "好。".into();
    /// let published = shilu::article::parse_published("2020-11-25")?;
    /// assert_eq!(entry.article(Some(published)).metadata.published, Some(published));
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn article(&self, published: Option<DateTime>) -> Article<'_> {
        let article = Article::parse(&self.text).described(self.metadata.clone());
        match self.published.or(published) {
            Some(published) => article.published(published),
            None => article,
        }
    }
}

/// An article as it is stored.
#[derive(Debug)]
pub struct Raw {
    /// Where it stood.
    pub origin: Origin,
    content: Content,
    options: Arc<Options>,
}

#[derive(Debug)]
enum Content {
    /// A file of its own.
    Page { bytes: Vec<u8>, format: Format, named: bool },
    /// A line of JSON; `decoded` where it came from another encoding.
    Line { bytes: Vec<u8>, decoded: bool },
    /// A row of a table.
    Row { text: Option<String>, published: Option<String>, id: Option<String>, replaced: usize },
}

impl Raw {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Page { bytes, .. } | Content::Line { bytes, .. } => bytes.len(),
            Content::Row { text, .. } => text.as_ref().map_or(0, String::len),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What its source calls it, as [`Entry::id`] will be: told without reading a page.
    ///
    /// # Errors
    /// [`Error::Source`] where the record is none.
    pub fn id(&self) -> Result<Option<String>, Error> {
        match &self.content {
            Content::Page { named, .. } => Ok(named.then(|| self.origin.name.to_string())),
            Content::Line { .. } => Ok(self.read()?.id),
            Content::Row { id, .. } => Ok(id.clone()),
        }
    }

    /// What it holds, for a person to look at: the line, or the text.
    pub fn shown(&self) -> Cow<'_, str> {
        match &self.content {
            Content::Page { bytes, .. } | Content::Line { bytes, .. } => String::from_utf8_lossy(bytes),
            Content::Row { text, .. } => text.as_deref().unwrap_or_default().into(),
        }
    }

    /// The article.
    ///
    /// # Errors
    /// [`Error::Source`] that says where it stood and why it is none.
    pub fn read(&self) -> Result<Entry, Error> {
        let fail = |reason: String| Error::Source { origin: self.origin.clone(), reason };
        match &self.content {
            Content::Page { bytes, format, named } => {
                let id = named.then(|| self.origin.name.to_string());
                page(bytes, *format, self.options.encoding).map(|entry| Entry { id, ..entry }).map_err(fail)
            }
            Content::Line { bytes, decoded } => {
                let text = std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
                let mut entry = jsonl::entry(&text, &self.options.fields).map_err(fail)?;
                if *decoded || matches!(text, Cow::Owned(_)) {
                    entry.replaced = replaced(&entry.text);
                }
                Ok(entry)
            }
            Content::Row { text, published, id, replaced } => {
                let missing = || fail(format!("no field `{}`", self.options.fields.text));
                let mut entry = Entry {
                    id: id.clone(),
                    text: text.clone().ok_or_else(missing)?,
                    replaced: *replaced,
                    ..Entry::default()
                };
                jsonl::date(&mut entry, published.as_deref().unwrap_or_default());
                Ok(entry)
            }
        }
    }
}

/// A text or a web page, whichever it is.
fn page(bytes: &[u8], format: Format, encoding: Option<&'static Encoding>) -> Result<Entry, String> {
    let encoding = encoding.or_else(|| html::charset(bytes));
    if encoding::is_utf32(bytes) {
        return Err(encoding::NO_UTF32.to_owned());
    }
    let Some(decoded) = encoding::decode(bytes, encoding) else {
        return Err("no text, it looks like a binary file (--encoding reads it all the same)".to_owned());
    };
    let replaced = decoded.replaced;
    if format == Format::Html || html::is_html(&decoded.text) {
        let html::Page { text, metadata } = html::read(&decoded.text);
        return Ok(Entry { text, metadata, replaced, ..Entry::default() });
    }
    Ok(Entry { text: decoded.text.into_owned(), replaced, ..Entry::default() })
}

/// The articles of one file or stream, in order.
///
/// It ends behind the first error that leaves nothing more to read.
pub struct Source {
    name: Arc<str>,
    options: Arc<Options>,
    rows: Rows,
}

enum Rows {
    Page {
        reader: Box<dyn Read + Send>,
        format: Format,
        named: bool,
    },
    Lines(line::Lines),
    Json(json::Records),
    Csv(Box<csv::Csv>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Parquet>),
    Ended,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source").field("name", &self.name).field("options", &self.options).finish_non_exhaustive()
    }
}

impl Source {
    /// The articles of a file. A text or a page has its path as id.
    ///
    /// # Errors
    /// [`Error::Source`] if it cannot be opened, or has no column of the text's name.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        if options.format.or_else(|| Format::of(path)) == Some(Format::Parquet) {
            let name = path.display().to_string();
            let file = File::open(path).map_err(|error| failed(&name, error.to_string()))?;
            return Self::parquet(&name, file, options);
        }
        Self::open_with(path, options, |file| file)
    }

    /// The articles of a file that is read through something else: a counter, a limit. Parquet, which is not read from
    /// beginning to end, needs [`Source::open`].
    ///
    /// # Errors
    /// [`Error::Source`] as [`Source::open`] has it.
    pub fn open_with<R: Read + Send + 'static>(
        path: &Path,
        options: &Options,
        through: impl FnOnce(File) -> R,
    ) -> Result<Self, Error> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| failed(&name, error.to_string()))?;
        let mut source = Self::new(&name, through(file), options)?;
        if let Rows::Page { named, .. } = &mut source.rows {
            *named = true;
        }
        Ok(source)
    }

    /// The articles of a stream. Its name appears in errors, and tells the format if nothing else does.
    ///
    /// # Errors
    /// [`Error::Source`] if its beginning cannot be read, or has no column of the text's name.
    pub fn new(name: &str, reader: impl Read + Send + 'static, options: &Options) -> Result<Self, Error> {
        let fail = |error: io::Error| failed(name, error.to_string());
        let mut reader = unpacked(reader, options.limits).map_err(fail)?;
        let options = Arc::new(options.clone());
        let format = match options.format.or_else(|| Format::of(Path::new(name))) {
            Some(format) => format,
            None => Format::sniff(reader.fill_buf().map_err(fail)?),
        };
        let name: Arc<str> = name.into();
        let rows = match format {
            Format::Text | Format::Html => Rows::Page { reader: Box::new(reader), format, named: false },
            Format::Jsonl => Rows::Lines(line::Lines::new(reader, &options).map_err(fail)?),
            Format::Json => Rows::Json(json::Records::new(reader, &options).map_err(fail)?),
            Format::Csv => {
                Rows::Csv(Box::new(csv::Csv::new(reader, &options).map_err(|reason| failed(&name, reason))?))
            }
            Format::Parquet => return Err(failed(&name, "Parquet is read from a file, not from a stream".to_owned())),
        };
        Ok(Self { name, options, rows })
    }

    #[cfg(feature = "parquet")]
    fn parquet(name: &str, file: File, options: &Options) -> Result<Self, Error> {
        let rows = parquet::Parquet::new(file, options).map_err(|reason| failed(name, reason))?;
        Ok(Self { name: name.into(), options: Arc::new(options.clone()), rows: Rows::Parquet(Box::new(rows)) })
    }

    #[cfg(not(feature = "parquet"))]
    fn parquet(name: &str, _: File, _: &Options) -> Result<Self, Error> {
        Err(failed(name, "this build reads no Parquet: build it with the feature `parquet`".to_owned()))
    }

    /// Whether the next article is here already, so that asking for it waits for nobody.
    pub fn is_ready(&self) -> bool {
        match &self.rows {
            Rows::Lines(lines) => lines.is_ready(),
            _ => true,
        }
    }

    fn row(&mut self) -> Option<Result<(Option<usize>, Content), String>> {
        match &mut self.rows {
            Rows::Page { reader, format, named } => {
                let mut bytes = Vec::new();
                let limits = self.options.limits;
                let read = reader.by_ref().take(limits.article as u64 + 1).read_to_end(&mut bytes);
                let content = match read {
                    Ok(read) if read > limits.article => Err(limits.too_long()),
                    Ok(_) => Ok((None, Content::Page { bytes, format: *format, named: *named })),
                    Err(error) => Err(error.to_string()),
                };
                self.rows = Rows::Ended;
                Some(content)
            }
            Rows::Lines(lines) => lines.next(),
            Rows::Json(records) => records.next(),
            Rows::Csv(csv) => csv.next(),
            #[cfg(feature = "parquet")]
            Rows::Parquet(parquet) => parquet.next(),
            Rows::Ended => None,
        }
    }
}

impl Iterator for Source {
    type Item = Result<Raw, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.row()? {
            Ok((line, content)) => {
                let origin = Origin { name: self.name.clone(), line };
                Ok(Raw { origin, content, options: self.options.clone() })
            }
            Err(reason) => Err(failed(&self.name, reason)),
        })
    }
}

fn failed(name: &str, reason: String) -> Error {
    Error::Source { origin: Origin { name: name.into(), line: None }, reason }
}

/// Names of columns, as an error lists them.
fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    /// A table may have thousands.
    const LISTED: usize = 20;
    let mut names = names.peekable();
    let mut listed = names.by_ref().take(LISTED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.peek().is_some() {
        listed.push_str(&format!(" and {} more", names.count()));
    }
    listed
}

/// What was lost in a text that was decoded.
fn replaced(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// The stream as UTF-8: in another encoding, it is decoded on the way. Also, whether it is.
fn as_utf8(
    mut reader: BufReader<Box<dyn Read + Send>>,
    given: Option<&'static Encoding>,
) -> io::Result<(BufReader<Box<dyn Read + Send>>, bool)> {
    let sample = reader.fill_buf()?;
    let sample = &sample[..sample.len().min(encoding::SAMPLE)];
    if encoding::is_utf32(sample) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, encoding::NO_UTF32));
    }
    let (encoding, mark) = match Encoding::for_bom(sample) {
        Some(found) => found,
        None => (given.or_else(|| encoding::detect(sample)).unwrap_or(encoding_rs::UTF_8), 0),
    };
    reader.consume(mark);
    if encoding == encoding_rs::UTF_8 {
        return Ok((reader, false));
    }
    let decoder =
        encoding_rs_io::DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_override(false).build(reader);
    Ok((BufReader::with_capacity(BUFFER, Box::new(decoder)), true))
}
