//! `shilu segment`: lines in, their words out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use shilu::segment::Segmenter;
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
}

pub(super) fn run(options: &Segment) -> Result<Outcome, Error> {
    let mut segmenter = Segmenter::new();
    for path in &options.dictionaries {
        match std::fs::read_to_string(path) {
            Ok(source) => segmenter.add(&path.display().to_string(), &source)?,
            Err(error) => {
                unreadable(path, &error);
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
        good &= segment(&cut, path, BufReader::new(lines), &mut out)?;
    }
    out.flush()?;
    Ok(if good { Outcome::Complete } else { Outcome::Incomplete })
}

fn unreadable(path: &Path, error: &io::Error) {
    complain(&format_args!("{}: {error}", path.display()));
}

/// Writes a line of words for each line, as soon as there is nothing more to read at once; says whether all was read.
fn segment(
    cut: &impl Fn(&str, &mut String),
    path: &Path,
    mut lines: BufReader<Box<dyn Read>>,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut good = true;
    let (mut bytes, mut words) = (Vec::new(), String::new());
    for number in 1.. {
        bytes.clear();
        let read = lines.read_until(b'\n', &mut bytes);
        if let Err(error) = read {
            unreadable(path, &error);
            return Ok(false);
        }
        if bytes.is_empty() {
            break;
        }
        words.clear();
        match std::str::from_utf8(&bytes) {
            Ok(line) => cut(line.trim_end_matches(['\n', '\r']), &mut words),
            Err(_) => {
                complain(&format_args!("{}:{number}: not UTF-8", path.display()));
                good = false;
            }
        }
        words.push('\n');
        out.write_all(words.as_bytes())?;
        if lines.buffer().is_empty() {
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
