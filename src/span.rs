//! Where a mention stands: half-open byte ranges, and code point ranges at the border.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in an article's text: `text[span.start..span.end]`.
///
/// ```
/// use shilu::Span;
/// let span = Span { start: 3, end: 8 };
/// assert_eq!(&"为98家企业"[span.range()], "98家"); // 3 bytes a Han character, 1 a digit
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The range to slice the text with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside (or equals) this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A half-open range of Unicode scalar values, what Python and SQL users index by; `[start, end]` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CharSpan(pub usize, pub usize);

/// Turns byte offsets into code point offsets in constant time.
#[derive(Debug, Clone)]
pub(crate) struct CharIndex {
    /// Code points before each block of [`BLOCK`] bytes.
    before: Vec<usize>,
}

const BLOCK: usize = 64;

impl CharIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut chars = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(chars);
            chars += starts(block);
        }
        before.push(chars);
        Self { before }
    }

    /// The number of code points before `byte`.
    pub(crate) fn char_at(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.before[block] + starts(&text.as_bytes()[block * BLOCK..byte])
    }

    pub(crate) fn chars(&self, text: &str, span: Span) -> CharSpan {
        CharSpan(self.char_at(text, span.start), self.char_at(text, span.end))
    }
}

/// How many code points begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count()
}

/// Of spans in order that do not overlap, the one that ends behind byte `at` and begins at or before it.
pub(crate) fn covering(spans: &[Span], at: usize) -> Option<Span> {
    spans.get(spans.partition_point(|s| s.end <= at)).copied().filter(|s| s.start <= at)
}

/// The bytes that names cover, as spans in order that do not overlap.
pub(crate) fn covered(names: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = names.collect();
    spans.sort_unstable_by_key(|s| (s.start, s.end));
    spans.dedup_by(|span, last| {
        let over = span.start < last.end;
        if over {
            last.end = last.end.max(span.end);
        }
        over
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_code_points_at_every_boundary() {
        let text = "为98家企业办事😀，".repeat(40);
        let index = CharIndex::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.char_at(&text, byte), chars);
        }
        assert_eq!(index.char_at(&text, text.len()), text.chars().count());
    }
}
