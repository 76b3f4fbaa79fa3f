//! Packed streams, as far as they unpack in proportion.

use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{BUFFER, Limits};

/// The widest window that a zstd stream may ask for, 128 MiB: what `zstd --long` makes.
const WINDOW: u32 = 27;

/// The stream, decompressed if its first bytes say that it is gzip or zstd.
pub(super) fn unpacked(
    reader: impl Read + Send + 'static,
    limits: Limits,
) -> io::Result<BufReader<Box<dyn Read + Send>>> {
    let mut reader = reader;
    let mut start = vec![0; BUFFER];
    let mut have = 0;
    // What arrives first tells what it is; four bytes at least, however slowly they come.
    while have < 4 {
        match reader.read(&mut start[have..]) {
            Ok(0) => break,
            Ok(read) => have += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    start.truncate(have);
    let packed = start.get(..4).map(<[u8]>::to_vec).unwrap_or_default();
    let whole = io::Cursor::new(start).chain(reader);
    let reader: Box<dyn Read + Send> = match packed[..] {
        [0x1f, 0x8b, ..] => Box::new(Unpacked::new(whole, limits, |packed| {
            Ok(flate2::read::MultiGzDecoder::new(BufReader::with_capacity(BUFFER, packed)))
        })?),
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(Unpacked::new(whole, limits, |packed| {
            let mut decoder = zstd::Decoder::new(packed)?;
            decoder.window_log_max(WINDOW)?;
            Ok(decoder)
        })?),
        _ => Box::new(whole),
    };
    Ok(BufReader::with_capacity(BUFFER, reader))
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

/// What a packed stream holds, as far as that is in proportion to the stream.
struct Unpacked<R> {
    reader: R,
    /// How many bytes the packed stream has given.
    packed: Arc<AtomicU64>,
    given: u64,
    limits: Limits,
}

impl<R: Read> Unpacked<R> {
    /// Unpacks `packed` by `unpack`.
    fn new<P: Read>(packed: P, limits: Limits, unpack: impl FnOnce(Counted<P>) -> io::Result<R>) -> io::Result<Self> {
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
