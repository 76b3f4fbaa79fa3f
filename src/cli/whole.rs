//! Outputs that appear whole or not at all, and what an output that was cut short holds already.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use shilu::Error;
use shilu::source::Raw;

/// Files that are written beside their names, as `NAME.part`, and take them when the run is over.
pub(super) struct Files {
    parts: Vec<Part>,
    /// Whether a part is worth keeping when the run breaks off: a later one can go on from there.
    resumable: bool,
}

struct Part {
    file: File,
    part: PathBuf,
    path: PathBuf,
}

impl Files {
    pub(super) const fn new(resumable: bool) -> Self {
        Self { parts: Vec::new(), resumable }
    }

    /// A file to be written from its beginning, or behind what its part holds. What is no file, a pipe or a device, is written
    /// as it is.
    pub(super) fn create(&mut self, path: &Path, append: bool) -> Result<Named, Error> {
        let named = |at: &Path, file: io::Result<File>| match file {
            Ok(file) => Ok(Named { file, path: path.to_owned() }),
            Err(error) => Err(failed(at, &error)),
        };
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            return named(path, OpenOptions::new().write(true).open(path));
        }
        // Of a link, what it points to is replaced.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let part = part(path);
        let file = OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(&part);
        let out = named(&part, file)?;
        let file = out.file.try_clone().map_err(|error| failed(&part, &error))?;
        self.parts.push(Part { file, part, path: path.clone() });
        Ok(out)
    }

    /// Gives every file its name.
    pub(super) fn commit(mut self) -> Result<(), Error> {
        for Part { file, part, path } in std::mem::take(&mut self.parts) {
            let moved = file.sync_all().and_then(|()| fs::rename(&part, &path));
            moved.map_err(|error| failed(&path, &error))?;
        }
        Ok(())
    }

    /// Leaves every file as a part: somebody stopped the run.
    pub(super) fn leave(mut self) {
        self.resumable = true;
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        for Part { file, part, path } in self.parts.drain(..) {
            if self.resumable && file.metadata().is_ok_and(|metadata| metadata.len() > 0) {
                super::complain(&format!(
                    "{} is not complete: {} holds what was written",
                    path.display(),
                    part.display()
                ));
            } else {
                // It is of no use; that it cannot be removed does no harm.
                let _ = fs::remove_file(&part);
            }
        }
    }
}

fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// An error that says which file it is of.
pub(super) fn failed(path: &Path, error: &io::Error) -> Error {
    Error::Io(named(path, error))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// A file whose errors say which it is.
pub(super) struct Named {
    file: File,
    path: PathBuf,
}

impl Named {
    fn named<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| named(&self.path, &error))
    }
}

impl Write for Named {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.named(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.named(flushed)
    }
}

/// The articles that an output holds already, by their ids: how often each was read.
pub(super) struct Done(HashMap<Option<String>, usize>);

/// What is asked of a line of the output.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
}

impl Done {
    /// What the part of an output holds, or the output itself where there is no part; a line that was cut is taken away.
    pub(super) fn read(output: &Path) -> Result<Self, Error> {
        let output = &output.canonicalize().unwrap_or_else(|_| output.to_owned());
        let part = part(output);
        if !part.exists() && output.exists() {
            fs::copy(output, &part).map_err(|error| failed(&part, &error))?;
        }
        let mut done = HashMap::new();
        let file = match OpenOptions::new().read(true).write(true).open(&part) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self(done)),
            Err(error) => return Err(failed(&part, &error)),
        };
        let mut lines = BufReader::new(&file);
        let (mut whole, mut line) = (0, Vec::new());
        for number in 1.. {
            line.clear();
            let read = lines.read_until(b'\n', &mut line).map_err(|error| failed(&part, &error))?;
            if line.last() != Some(&b'\n') {
                break;
            }
            let Line { id } = serde_json::from_slice(&line).map_err(|error| {
                let reason = format!("line {number} is none that this program wrote: {error}");
                failed(&part, &io::Error::new(io::ErrorKind::InvalidData, reason))
            })?;
            *done.entry(id).or_default() += 1;
            whole += read as u64;
        }
        file.set_len(whole).map_err(|error| failed(&part, &error))?;
        Ok(Self(done))
    }

    /// Whether the output holds this article; each line answers for one. Articles are asked for in their order, so of several
    /// with one id, or with none, the first are those that it holds.
    pub(super) fn holds(&mut self, raw: &Raw) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let Ok(id) = raw.id() else { return false };
        let Some(left) = self.0.get_mut(&id) else { return false };
        *left -= 1;
        if *left == 0 {
            self.0.remove(&id);
        }
        true
    }
}
