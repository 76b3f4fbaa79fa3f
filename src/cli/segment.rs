//! `shilu segment`: lines in, their words out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use encoding_rs::{Encoding, UTF_8};
use shilu::segment::Segmenter;
use shilu::source::encoding::{decode, detect};
use shilu::{Analyzer, Error};

use super::{Outcome, complain};

#[derive(Debug, Args)]
pub(super) struct Segment {
    /// Files, or - for standard input (the default)
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// Write each word with its part of speech, as in 企业/n
    #[arg(long)]
    tag: bool,
    /// Write the words of news: dates, numbers and names are kept whole, titles apart; each line is read as a text of its own
    #[arg(long, conflicts_with = "no_hmm")]
    news: bool,
    /// Leave characters apart that no word of the dictionary joins
    #[arg(long)]
    no_hmm: bool,
    /// Know the words of this dictionary too, `word frequency tag` a line
    #[arg(long = "dictionary", value_name = "FILE")]
    dictionaries: Vec<PathBuf>,
    /// The encoding of the files, as in gb18030 or big5 [default: detected]
    #[arg(long, value_name = "NAME", value_parser = super::encoding)]
    encoding: Option<&'static Encoding>,
}

pub(super) fn run(options: &Segment) -> Result<Outcome, Error> {
    let mut segmenter = Segmenter::new();
    for path in &options.dictionaries {
        let source = match std::fs::read(path) {
            Ok(source) => source,
            Err(error) => {
                unreadable(path, &error);
                return Ok(Outcome::Incomplete);
            }
        };
        let name = path.display().to_string();
        match decode(&source, options.encoding).filter(|decoded| decoded.replaced == 0) {
            Some(decoded) => segmenter.add(&name, &decoded.text)?,
            None => {
                complain(&format_args!("{name}: no text in its encoding (--encoding names it)"));
                return Ok(Outcome::Incomplete);
            }
        }
    }
    let analyzer = Analyzer::builder().segmenter(segmenter.clone()).build();
    let cut = |line: &str, words: &mut String| {
        let mut push = |word: &str, tag| append(word, Some(tag).filter(|_| options.tag), words);
        if options.news {
            analyzer.words(line).iter().for_each(|word| push(word.text, word.tag));
        } else if options.tag {
            segmenter.tag_each(line, !options.no_hmm, |word| push(word.text, word.tag));
        } else {
            segmenter.cut_each(line, !options.no_hmm, |word| push(word.text, ""));
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let stdin = [PathBuf::from("-")];
    let mut good = true;
    for path in if options.inputs.is_empty() { &stdin } else { options.inputs.as_slice() } {
        let lines: Box<dyn Read> = if path.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            match File::open(path) {
                Ok(file) => Box::new(file),
                Err(error) => {
                    unreadable(path, &error);
                    good = false;
                    continue;
                }
            }
        };
        match Lines::new(lines, options.encoding) {
            Ok(lines) => good &= segment(&cut, path, lines, &mut out)?,
            Err(error) => {
                unreadable(path, &error);
                good = false;
            }
        }
    }
    out.flush()?;
    Ok(if good { Outcome::Complete } else { Outcome::Incomplete })
}

fn unreadable(path: &Path, error: &io::Error) {
    complain(&format_args!("{}: {error}", path.display()));
}

/// The lines of a stream, decoded.
struct Lines {
    reader: BufReader<Box<dyn Read>>,
    encoding: &'static Encoding,
}

impl Lines {
    /// What arrives first tells the encoding, where none is given and no mark says it.
    fn new(reader: Box<dyn Read>, given: Option<&'static Encoding>) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(SAMPLE, reader);
        let sample = reader.fill_buf()?;
        let (encoding, mark) = match Encoding::for_bom(sample) {
            Some(found) => found,
            None => (given.or_else(|| detect(sample)).unwrap_or(UTF_8), 0),
        };
        reader.consume(mark);
        if encoding == UTF_8 || encoding.is_single_byte() || !encoding.name().starts_with("UTF-16") {
            return Ok(Self { reader, encoding });
        }
        // A line of UTF-16 ends in no byte of its own: it is decoded on the way.
        let decoder =
            encoding_rs_io::DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_override(false).build(reader);
        Ok(Self { reader: BufReader::new(Box::new(decoder)), encoding: UTF_8 })
    }
}

/// What is looked at to tell an encoding, in bytes.
const SAMPLE: usize = 1 << 16;

/// Writes a line of words for each line, as soon as there is nothing more to read at once; says whether all was read.
fn segment(cut: &impl Fn(&str, &mut String), path: &Path, mut lines: Lines, out: &mut impl Write) -> io::Result<bool> {
    let mut good = true;
    let (mut bytes, mut words) = (Vec::new(), String::new());
    for number in 1.. {
        bytes.clear();
        let read = lines.reader.read_until(b'\n', &mut bytes);
        if let Err(error) = read {
            unreadable(path, &error);
            return Ok(false);
        }
        if bytes.is_empty() {
            break;
        }
        words.clear();
        let (line, bad) = lines.encoding.decode_without_bom_handling(&bytes);
        if bad {
            complain(&format_args!("{}:{number}: not {}", path.display(), lines.encoding.name()));
            good = false;
        } else {
            cut(line.trim_end_matches(['\n', '\r']), &mut words);
        }
        words.push('\n');
        out.write_all(words.as_bytes())?;
        if lines.reader.buffer().is_empty() {
            out.flush()?;
        }
    }
    Ok(good)
}

/// Appends a word without the blanks in it, if anything is left then: words are apart by single spaces.
fn append(word: &str, tag: Option<&str>, words: &mut String) {
    if word.trim().is_empty() {
        return;
    }
    if !words.is_empty() {
        words.push(' ');
    }
    words.extend(word.split_whitespace());
    if let Some(tag) = tag {
        words.push('/');
        words.push_str(tag);
    }
}
