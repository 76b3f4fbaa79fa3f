//! What to read: files, folders and streams become a row of jobs, one an article.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

use shilu::Error;

use super::From;

/// One article to be read.
pub(super) enum Job {
    /// A text, to be read from its file.
    File(PathBuf),
    /// A text that came by standard input.
    Stdin(Vec<u8>),
    /// A line of JSON.
    Line { source: String, line: usize, bytes: Vec<u8> },
    /// What could not even be opened.
    Failed(Error),
}

/// One input, as the user named it or as a folder holds it.
enum Source {
    Stdin(From),
    Text(PathBuf),
    Jsonl(PathBuf),
    Failed(Error),
}

/// Hands out jobs in the order of the inputs, opening one file at a time.
pub(super) struct Jobs {
    sources: std::vec::IntoIter<Source>,
    lines: Option<Lines>,
    files: usize,
}

impl Jobs {
    pub(super) fn new(inputs: Vec<PathBuf>, from: Option<From>) -> Self {
        let mut sources = Vec::new();
        if inputs.is_empty() {
            sources.push(Source::Stdin(from.unwrap_or(From::Text)));
        }
        for input in inputs {
            if input.as_os_str() == "-" {
                sources.push(Source::Stdin(from.unwrap_or(From::Text)));
            } else if input.is_dir() {
                folder(&input, from, &mut sources);
            } else {
                sources.push(file(input, from));
            }
        }
        Self { files: sources.len(), sources: sources.into_iter(), lines: None }
    }

    /// How many inputs there are.
    pub(super) fn files(&self) -> usize {
        self.files
    }

    /// How many inputs have been handed out to their end.
    pub(super) fn done(&self) -> usize {
        self.files - self.sources.len() - usize::from(self.lines.is_some())
    }

    /// The next jobs: at most `most`, and of a stream only what has arrived, so that whoever writes to it slowly is answered.
    pub(super) fn chunk(&mut self, most: usize) -> Vec<Job> {
        let mut jobs = Vec::new();
        while jobs.len() < most {
            let Some(job) = self.next() else { break };
            jobs.push(job);
            if self.lines.as_ref().is_some_and(|lines| !lines.has_next()) {
                break;
            }
        }
        jobs
    }

    fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(job) => return Some(job),
                    None => self.lines = None,
                }
            }
            match self.sources.next()? {
                Source::Failed(error) => return Some(Job::Failed(error)),
                Source::Text(path) => return Some(Job::File(path)),
                Source::Stdin(From::Jsonl) => self.lines = Some(Lines::new("-".to_owned(), io::stdin())),
                Source::Stdin(From::Text) => return Some(stdin()),
                Source::Jsonl(path) => match File::open(&path) {
                    Ok(file) => self.lines = Some(Lines::new(path.display().to_string(), file)),
                    Err(source) => return Some(Job::Failed(Error::File { path, source })),
                },
            }
        }
    }
}

fn stdin() -> Job {
    if io::stdin().is_terminal() {
        super::complain(&"reading an article from the terminal; Ctrl-D ends it");
    }
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Job::Stdin(bytes),
        Err(source) => Job::Failed(Error::File { path: "-".into(), source }),
    }
}

fn file(path: PathBuf, from: Option<From>) -> Source {
    match from.unwrap_or_else(|| by_extension(&path).unwrap_or(From::Text)) {
        From::Text => Source::Text(path),
        From::Jsonl => Source::Jsonl(path),
    }
}

/// The articles below a folder, in the order of their names.
fn folder(root: &Path, from: Option<From>, sources: &mut Vec<Source>) {
    let before = sources.len();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let format = by_extension(entry.path());
                if format.is_some() && (from.is_none() || from == format) {
                    sources.push(file(entry.into_path(), from));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                sources.push(Source::Failed(Error::File { path, source: error.into() }));
            }
        }
    }
    if sources.len() == before {
        let wanted = match from {
            Some(From::Text) => ".txt",
            Some(From::Jsonl) => ".jsonl",
            None => ".txt or .jsonl",
        };
        let source = io::Error::new(io::ErrorKind::NotFound, format!("holds no {wanted} file"));
        sources.push(Source::Failed(Error::File { path: root.to_owned(), source }));
    }
}

fn by_extension(path: &Path) -> Option<From> {
    match path.extension()?.to_str()? {
        "txt" => Some(From::Text),
        "jsonl" => Some(From::Jsonl),
        _ => None,
    }
}

/// The lines of a stream that hold something.
struct Lines {
    source: String,
    reader: BufReader<Box<dyn Read>>,
    line: usize,
}

/// What is read at once.
const BUFFER: usize = 1 << 20;

impl Lines {
    fn new(source: String, reader: impl Read + 'static) -> Self {
        Self { source, reader: BufReader::with_capacity(BUFFER, Box::new(reader)), line: 0 }
    }

    /// Whether another line has been read already.
    fn has_next(&self) -> bool {
        self.reader.buffer().contains(&b'\n')
    }

    fn next(&mut self) -> Option<Job> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Job::Line { source: self.source.clone(), line: self.line, bytes }),
                Err(source) => {
                    // What cannot be read will not get better: this input ends here.
                    self.reader = BufReader::new(Box::new(io::empty()));
                    return Some(Job::Failed(Error::File { path: self.source.clone().into(), source }));
                }
            }
        }
    }
}
