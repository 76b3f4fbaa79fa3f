//! The lines of a stream that hold something.

use std::io::{self, BufRead, BufReader, Read};

use super::{Content, Limits, Options, as_utf8};

pub(super) struct Lines {
    reader: BufReader<Box<dyn Read + Send>>,
    limits: Limits,
    /// Whether the lines came from another encoding than UTF-8.
    decoded: bool,
    line: usize,
    ended: bool,
}

impl Lines {
    pub(super) fn new(reader: BufReader<Box<dyn Read + Send>>, options: &Options) -> io::Result<Self> {
        let (reader, decoded) = as_utf8(reader, options.encoding)?;
        Ok(Self { reader, limits: options.limits, decoded, line: 0, ended: false })
    }

    /// Whether another line has been read already.
    pub(super) fn is_ready(&self) -> bool {
        memchr::memchr(b'\n', self.reader.buffer()).is_some()
    }

    pub(super) fn next(&mut self) -> Option<Result<(Option<usize>, Content), String>> {
        while !self.ended {
            let mut bytes = Vec::new();
            self.line += 1;
            let most = self.limits.article;
            match self.reader.by_ref().take(most as u64 + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(read) if read > most => {
                    let line = self.line;
                    self.skip();
                    return Some(Err(format!("line {line} is {}", self.limits.too_long())));
                }
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Ok((Some(self.line), Content::Line { bytes, decoded: self.decoded }))),
                Err(error) => {
                    // What cannot be read will not get better: this input ends here.
                    self.ended = true;
                    return Some(Err(format!("line {}: {error}", self.line)));
                }
            }
        }
        None
    }

    /// Passes over the rest of a line; an error will be met again by the next.
    fn skip(&mut self) {
        while let Ok(buffer) = self.reader.fill_buf() {
            let (passed, done) = match memchr::memchr(b'\n', buffer) {
                Some(at) => (at + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(passed);
            if done {
                break;
            }
        }
    }
}
