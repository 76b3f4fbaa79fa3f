//! What a source may ask of memory and time.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much one article, one table, one packed file may take: what asks for more is refused by name, and the rest goes on.
///
/// ```
/// use shilu::source::{Format, Options, Source};
///
/// let mut options = Options::default();
/// (options.format, options.limits.article) = (Some(Format::Jsonl), 40);
/// let lines = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"全县有98家企业。\"}}\n", "很长".repeat(20));
/// let mut source = Source::new("news.jsonl", std::io::Cursor::new(lines), &options)?;
/// assert_eq!(source.next().unwrap().unwrap_err().to_string(), "news.jsonl: line 1 is longer than 40 bytes");
/// assert_eq!(source.next().unwrap()?.read()?.text, "全县有98家企业。");
/// # Ok::<(), shilu::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The longest article, in bytes as stored and unpacked: 64 MiB. To read one takes memory in proportion: a page of the
    /// web some twenty times its size, the analysis of a text up to forty times.
    pub article: usize,
    /// The most columns of a table: 10,000.
    pub columns: usize,
    /// How many times its own size a packed file may have unpacked, once that is more than an article: 250. Text packs to a
    /// tenth of its size.
    pub unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { article: super::LONGEST, columns: 10_000, unpacked: 250 }
    }
}

impl Limits {
    /// Why an article is refused.
    pub(super) fn too_long(&self) -> String {
        const MIB: usize = 1 << 20;
        match self.article {
            whole if whole >= MIB && whole % MIB == 0 => format!("longer than {} MiB", whole / MIB),
            bytes => format!("longer than {bytes} bytes"),
        }
    }
}

/// A stream that counts what is read from it.
pub(super) struct Counted<R> {
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

/// What a packed stream holds, as far as that is in proportion to the stream.
pub(super) struct Unpacked<R> {
    reader: R,
    /// How many bytes the packed stream has given.
    packed: Arc<AtomicU64>,
    given: u64,
    limits: Limits,
}

impl<R: Read> Unpacked<R> {
    /// Unpacks `packed` by `unpack`.
    pub(super) fn new<P: Read>(
        packed: P,
        limits: Limits,
        unpack: impl FnOnce(Counted<P>) -> io::Result<R>,
    ) -> io::Result<Self> {
        let read = Arc::<AtomicU64>::default();
        let reader = unpack(Counted { reader: packed, read: read.clone() })?;
        Ok(Self { reader, packed: read, given: 0, limits })
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let allowed = self.packed.load(Ordering::Relaxed).saturating_mul(self.limits.unpacked);
        if self.given > allowed.saturating_add(self.limits.article as u64) {
            let reason = format!("unpacks to more than {} times its size", self.limits.unpacked);
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        let read = self.reader.read(into)?;
        self.given += read as u64;
        Ok(read)
    }
}
