//! Where to write: facts to a stream or a folder, complaints to standard error, what was refused to a file.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::ProgressBar;
use serde::Serialize;
use shilu::Error;
use shilu::sink::{Page, Sink};
use shilu::source::Raw;

use super::whole::{Files, failed};

/// What became of a bundle of articles.
pub(super) struct Answer {
    /// A page for each sink.
    pub(super) pages: Vec<Page>,
    pub(super) articles: usize,
    pub(super) refused: Vec<Refused>,
    /// What was read otherwise than it says.
    pub(super) warnings: Vec<String>,
    pub(super) replaced: Vec<(Arc<str>, usize)>,
}

/// What was no article, and why.
pub(super) struct Refused {
    pub(super) error: Error,
    pub(super) raw: Option<Raw>,
}

/// A line of the file of what was refused.
#[derive(Serialize)]
struct Reject<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    reason: String,
    record: Option<std::borrow::Cow<'a, str>>,
}

pub(super) struct Output {
    sinks: Vec<Sink<Box<dyn Write + Send>>>,
    files: Files,
    rejects: Option<(PathBuf, BufWriter<File>)>,
    bar: ProgressBar,
    /// The file whose bytes are being replaced, and how many were.
    replaced: Option<(Arc<str>, usize)>,
    pub(super) articles: usize,
    pub(super) refused: usize,
}

impl Output {
    pub(super) fn new(
        sinks: Vec<Sink<Box<dyn Write + Send>>>,
        files: Files,
        rejects: Option<&Path>,
        bar: ProgressBar,
    ) -> Result<Self, Error> {
        let rejects =
            rejects.map(|path| Ok::<_, Error>((path.to_owned(), BufWriter::new(create(path)?)))).transpose()?;
        Ok(Self { sinks, files, rejects, bar, replaced: None, articles: 0, refused: 0 })
    }

    pub(super) fn take(&mut self, answer: Answer) -> Result<(), Error> {
        self.articles += answer.articles;
        for (name, count) in answer.replaced {
            match &mut self.replaced {
                Some((before, sum)) if *before == name => *sum += count,
                _ => {
                    self.warn();
                    self.replaced = Some((name, count));
                }
            }
        }
        for warning in answer.warnings {
            self.bar.suspend(|| super::complain(&warning));
        }
        for refused in answer.refused {
            self.refuse(&refused)?;
        }
        let write = || -> Result<(), Error> {
            for (sink, page) in self.sinks.iter_mut().zip(answer.pages) {
                sink.append(page)?;
                sink.flush()?;
            }
            Ok(())
        };
        if self.bar.is_hidden() { write() } else { self.bar.suspend(write) }
    }

    fn refuse(&mut self, refused: &Refused) -> Result<(), Error> {
        self.refused += 1;
        self.bar.suspend(|| super::complain(&refused.error));
        let Some((path, rejects)) = &mut self.rejects else { return Ok(()) };
        let (origin, reason) = match &refused.error {
            Error::Source { origin, reason } => (Some(origin), reason.clone()),
            error => (None, error.to_string()),
        };
        let line = Reject {
            file: origin.map(|origin| &*origin.name),
            line: origin.and_then(|origin| origin.line),
            reason,
            record: refused.raw.as_ref().map(Raw::shown),
        };
        let written = serde_json::to_writer(&mut *rejects, &line).map_err(io::Error::from);
        written
            .and_then(|()| rejects.write_all(b"\n"))
            .and_then(|()| rejects.flush())
            .map_err(|error| failed(path, &error))
    }

    fn warn(&mut self) {
        if let Some((name, count)) = self.replaced.take() {
            let what = if count == 1 { "1 sequence of bytes is" } else { "sequences of bytes are" };
            let count = if count == 1 { String::new() } else { format!("{count} ") };
            self.bar.suspend(|| {
                super::complain(&format!("{name}: warning: {count}{what} no text in its encoding, replaced by U+FFFD"))
            });
        }
    }

    /// Ends the outputs. They take their names, unless somebody stopped the run.
    pub(super) fn finish(mut self, stopped: bool) -> Result<(), Error> {
        self.warn();
        self.bar.finish_and_clear();
        for sink in self.sinks {
            sink.finish()?;
        }
        if stopped {
            self.files.leave();
        } else {
            self.files.commit()?;
        }
        if self.refused > 0 && self.refused + self.articles > 1 {
            super::complain(&format!("{} articles read, {} refused", self.articles, self.refused));
        }
        Ok(())
    }
}

fn create(path: &Path) -> Result<File, Error> {
    File::create(path).map_err(|error| failed(path, &error))
}
