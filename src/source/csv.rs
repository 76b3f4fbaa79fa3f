//! An article a row of a table.

use std::io::{self, BufRead, BufReader, Read};

use ::csv::{ByteRecord, Reader, ReaderBuilder};

use super::{BUFFER, Content, Limits, Options, as_utf8, replaced};

/// How many bytes of the first line tell what parts the columns.
const LONGEST_NAMES: u64 = 1 << 16;

pub(super) struct Csv {
    rows: Reader<Rationed>,
    row: ByteRecord,
    text: usize,
    published: Option<usize>,
    id: Option<usize>,
    /// Whether the rows came from another encoding than UTF-8.
    decoded: bool,
    ended: bool,
}

impl Csv {
    pub(super) fn new(reader: BufReader<Box<dyn Read + Send>>, options: &Options) -> Result<Self, String> {
        let fail = |error: io::Error| error.to_string();
        let (mut reader, decoded) = as_utf8(reader, options.encoding).map_err(fail)?;
        // The names whole, however slowly they arrive: what has come so far may part them otherwise.
        let mut start = Vec::new();
        reader.by_ref().take(LONGEST_NAMES).read_until(b'\n', &mut start).map_err(fail)?;
        let delimiter = delimiter(&start, &options.fields.text);
        let reader: Box<dyn Read + Send> = Box::new(io::Cursor::new(start).chain(reader));
        let reader = BufReader::with_capacity(BUFFER, reader);
        let quotes = Quotes::new(delimiter);
        let limits = options.limits;
        let rationed = Rationed { reader, limits, left: limits.article, quotes };
        let mut rows = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(rationed);
        let names = rows.byte_headers().map_err(|error| error.to_string())?;
        let names: Vec<_> = names.iter().map(String::from_utf8_lossy).collect();
        let column = |name: &str| names.iter().position(|column| column.trim() == name);
        let text = column(&options.fields.text).ok_or_else(|| {
            format!("no column `{}`, but {}", options.fields.text, super::names(names.iter().map(|name| &**name)))
        })?;
        let (published, id) = (column(&options.fields.published), column(&options.fields.id));
        Ok(Self { rows, row: ByteRecord::new(), text, published, id, decoded, ended: false })
    }

    pub(super) fn next(&mut self) -> Option<Result<(Option<usize>, Content), String>> {
        if self.ended {
            return None;
        }
        let rationed = self.rows.get_mut();
        rationed.left = rationed.limits.article;
        match self.rows.read_byte_record(&mut self.row) {
            Ok(false) => None,
            Ok(true) if self.rows.get_ref().quotes.open_at_end() == self.row.position().map(|at| at.byte()) => {
                self.ended = true;
                let line = self.row.position().map_or(0, |position| position.line());
                Some(Err(format!("line {line}: a quotation opens in this row and never closes")))
            }
            Ok(true) => {
                let line = self.row.position().map(|position| position.line() as usize);
                let field = |at: usize| self.row.get(at).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                let text = field(self.text);
                let lossy =
                    self.decoded || self.row.get(self.text).is_some_and(|bytes| std::str::from_utf8(bytes).is_err());
                let content = Content::Row {
                    replaced: if lossy { text.as_deref().map_or(0, replaced) } else { 0 },
                    text,
                    published: self.published.and_then(field),
                    id: self.id.and_then(field),
                };
                Some(Ok((line, content)))
            }
            Err(error) => {
                self.ended = error.is_io_error();
                Some(Err(error.to_string()))
            }
        }
    }
}

/// What the columns' names are apart by: what parts the text's name from others, else the most frequent mark.
fn delimiter(start: &[u8], text: &str) -> u8 {
    let names = start.split(|&b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    let marks = [b',', b'\t', b';'];
    let parts = |mark: u8| names.split(move |&b| b == mark);
    let named = |mark: &u8| {
        let name = |part: &[u8]| {
            String::from_utf8_lossy(part).trim_matches(|c: char| c.is_whitespace() || c == '"').to_owned()
        };
        parts(*mark).count() > 1 && parts(*mark).any(|part| name(part) == text)
    };
    // The first of the most frequent: a comma where there is none.
    marks
        .into_iter()
        .find(named)
        .or_else(|| marks.into_iter().rev().max_by_key(|&mark| parts(mark).count()))
        .unwrap_or(b',')
}

/// Follows quotations: the reader of rows takes what stands behind one that never closes for its text.
struct Quotes {
    delimiter: u8,
    state: Quote,
    /// How many bytes have passed, and where the row began that the last one is of.
    passed: u64,
    row: u64,
    /// How many fields that row has so far.
    fields: usize,
    ended: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    /// A field may begin.
    Field,
    /// Within a field that no quotation mark began.
    Plain,
    Quoted,
    /// Behind a quotation mark within a quotation: it closes it, or stands for one.
    Mark,
}

impl Quotes {
    const fn new(delimiter: u8) -> Self {
        Self { delimiter, state: Quote::Field, passed: 0, row: 0, fields: 1, ended: false }
    }

    /// Follows these bytes; says how many fields the longest row in them has.
    fn pass(&mut self, bytes: &[u8]) -> usize {
        self.ended = bytes.is_empty();
        let mut most = self.fields;
        for &byte in bytes {
            self.passed += 1;
            self.state = match (self.state, byte) {
                (Quote::Field, b'"') | (Quote::Mark, b'"') => Quote::Quoted,
                (Quote::Quoted, b'"') => Quote::Mark,
                (Quote::Quoted, _) => Quote::Quoted,
                (_, b'\n' | b'\r') => {
                    if byte == b'\n' {
                        self.row = self.passed;
                    }
                    self.fields = 1;
                    Quote::Field
                }
                (_, byte) if byte == self.delimiter => {
                    self.fields += 1;
                    most = most.max(self.fields);
                    Quote::Field
                }
                _ => Quote::Plain,
            };
        }
        most
    }

    /// Where the row begins whose quotation is open when all has been read.
    fn open_at_end(&self) -> Option<u64> {
        (self.ended && self.state == Quote::Quoted).then_some(self.row)
    }
}

/// A stream that gives so much and no more, until it is told otherwise: a quotation that never closes must not fill memory.
struct Rationed {
    reader: BufReader<Box<dyn Read + Send>>,
    limits: Limits,
    left: usize,
    quotes: Quotes,
}

impl Read for Rationed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(refused(format!("a row is {}", self.limits.too_long())));
        }
        let most = into.len().min(self.left);
        let read = self.reader.read(&mut into[..most])?;
        self.left -= read;
        if self.quotes.pass(&into[..read]) > self.limits.columns {
            return Err(refused(format!("a row has more than {} columns", self.limits.columns)));
        }
        Ok(read)
    }
}

fn refused(reason: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Source};

    #[test]
    fn columns_are_found_by_name_whatever_parts_them() {
        for table in [
            "id,text,published\nx,\"甲，\n乙\",2020-11-25\n",
            "text;id;published\n\"甲，\n乙\";x;2020-11-25\n",
            "published\tid\ttext\n2020-11-25\tx\t\"甲，\n乙\"\n",
        ] {
            let options = Options { format: Some(Format::Csv), ..Options::default() };
            let mut source = Source::new("a.csv", std::io::Cursor::new(table.to_owned()), &options).expect("a table");
            let entry = source.next().expect("a row").expect("a row").read().expect("an article");
            assert_eq!((entry.text.as_str(), entry.id.as_deref()), ("甲，\n乙", Some("x")));
            assert!(entry.published.is_some() && source.next().is_none());
        }
    }

    #[test]
    fn a_column_is_found_beside_marks_in_other_names() {
        for table in ["标题,副题\ttext\n甲\t乙\n", "\"a;b\"\t\"c;d\"\t\"text\"\n1\t2\t乙\n", "text\n乙\n"] {
            let options = Options { format: Some(Format::Csv), ..Options::default() };
            let mut source = Source::new("a.csv", std::io::Cursor::new(table.to_owned()), &options).expect("a table");
            assert_eq!(source.next().expect("a row").expect("a row").read().expect("an article").text, "乙");
        }
    }

    /// Gives a byte at a time.
    struct Slow(&'static [u8]);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let most = into.len().min(1);
            self.0.read(&mut into[..most])
        }
    }

    #[test]
    fn columns_are_told_apart_however_slowly_their_names_arrive() {
        let options = Options { format: Some(Format::Csv), encoding: Some(encoding_rs::UTF_8), ..Options::default() };
        let mut source = Source::new("-", Slow("id;text\n1;甲\n".as_bytes()), &options).expect("a table");
        let entry = source.next().expect("a row").expect("a row").read().expect("an article");
        assert_eq!((entry.text.as_str(), entry.id.as_deref()), ("甲", Some("1")));
    }

    #[test]
    fn a_quotation_that_never_closes_is_named_with_its_row() {
        let table = "id,text\n1,\"甲，\"\"乙\"\"\n丙\"\n2,\"丁\n3,戊\n4,己\n";
        let mut source =
            Source::new("a.csv", std::io::Cursor::new(table.to_owned()), &Options::default()).expect("a table");
        assert_eq!(source.next().expect("a row").expect("a row").read().expect("an article").text, "甲，\"乙\"\n丙");
        let error = source.next().expect("an error").expect_err("an open quotation").to_string();
        assert_eq!(error, "a.csv: line 4: a quotation opens in this row and never closes");
        assert!(source.next().is_none());
    }

    #[test]
    fn a_table_without_the_column_names_what_it_has() {
        let error = Source::new("a.csv", &b"id,content\n1,2\n"[..], &Options::default()).expect_err("no text");
        assert_eq!(error.to_string(), "a.csv: no column `text`, but `id`, `content`");
    }
}
