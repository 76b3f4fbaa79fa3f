//! What to read: files, folders and standard input, as one row of articles in bundles.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use shilu::Error;
use shilu::source::{self, Format, Options, Raw, Source};

use super::whole::Done;

/// Articles, or what stands in their place.
pub(super) type Bundle = Vec<Result<Raw, Error>>;

/// A bundle is full with so many bytes, or so many articles: enough that handing it on costs nothing beside reading it.
const BYTES: usize = 1 << 17;
const ARTICLES: usize = 128;

/// Hands out the articles of all inputs in order, one file open at a time.
pub(super) struct Inputs {
    files: std::vec::IntoIter<Result<Input, Error>>,
    options: Options,
    open: Option<Source>,
    /// What need not be read again.
    done: Option<Done>,
    read: Arc<AtomicU64>,
    size: Option<u64>,
}

enum Input {
    Stdin,
    File(PathBuf),
}

impl Inputs {
    pub(super) fn new(named: Vec<PathBuf>, glob: Option<&source::Glob>, options: Options, done: Option<Done>) -> Self {
        let mut files = Vec::new();
        let named = if named.is_empty() { vec!["-".into()] } else { named };
        for path in named {
            if path.as_os_str() == "-" {
                files.push(Ok(Input::Stdin));
            } else {
                files.extend(source::files(&path, glob, options.format).into_iter().map(|file| file.map(Input::File)));
            }
        }
        let size = |file: &Result<Input, Error>| match file {
            Ok(Input::Stdin) => None,
            Ok(Input::File(path)) => Some(path.metadata().map_or(0, |metadata| metadata.len())),
            Err(_) => Some(0),
        };
        let size = files.iter().map(size).sum();
        Self { files: files.into_iter(), options, open: None, done, read: Arc::default(), size }
    }

    /// How many bytes all files have, as they are stored; none knows of standard input.
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// How many bytes have been read, as they are stored.
    pub(super) fn read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The next articles; of a stream only those that have arrived, so that whoever writes to it slowly is answered.
    pub(super) fn bundle(&mut self) -> Option<Bundle> {
        let mut bundle = Vec::new();
        let mut bytes = 0;
        while let Some(raw) = self.next() {
            if let (Ok(raw), Some(done)) = (&raw, &mut self.done)
                && done.holds(raw)
            {
                continue;
            }
            bytes += raw.as_ref().map_or(0, Raw::len);
            bundle.push(raw);
            if bytes >= BYTES || bundle.len() >= ARTICLES || self.open.as_ref().is_some_and(|source| !source.is_ready())
            {
                break;
            }
        }
        (!bundle.is_empty()).then_some(bundle)
    }

    fn next(&mut self) -> Option<Result<Raw, Error>> {
        loop {
            if let Some(source) = &mut self.open {
                match source.next() {
                    Some(raw) => return Some(raw),
                    None => self.open = None,
                }
            }
            let opened = match self.files.next()? {
                Ok(Input::Stdin) => self.stdin(),
                Ok(Input::File(path)) => self.file(path),
                Err(error) => Err(error),
            };
            match opened {
                Ok(source) => self.open = Some(source),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn stdin(&self) -> Result<Source, Error> {
        if io::stdin().is_terminal() {
            super::complain(&"reading an article from the terminal; Ctrl-D ends it");
        }
        Source::new("-", Counted { reader: io::stdin(), read: self.read() }, &self.options)
    }

    fn file(&self, path: PathBuf) -> Result<Source, Error> {
        if self.options.format.or_else(|| Format::of(&path)) == Some(Format::Parquet) {
            // Parquet is not read from beginning to end, so progress counts the whole file at once.
            self.read.fetch_add(path.metadata().map_or(0, |metadata| metadata.len()), Ordering::Relaxed);
            return Source::open(&path, &self.options);
        }
        Source::open_with(&path, &self.options, |file: File| Counted { reader: file, read: self.read() })
    }
}

/// A stream that counts what is read from it.
struct Counted<R> {
    reader: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
