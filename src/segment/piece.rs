//! A word of a stretch before it is a token.

/// The code that stands for every character beyond the basic plane of which words are made. It is that of half a character,
/// so that no single step of a trie answers to it.
pub(super) const ASTRAL: u16 = u16::MAX;

/// A word of a stretch, by its characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The first character, and in the upper half the one behind the last: what is written as one number is read as one soon
    /// after without a wait.
    ends: u64,
    /// Its value where that is known; 0 does not say that the dictionary lacks it.
    pub(super) value: u32,
}

impl Piece {
    #[inline(always)]
    pub(super) const fn new(from: usize, to: usize, value: u32) -> Self {
        Self { ends: from as u64 | (to as u64) << 32, value }
    }

    /// The first character, and the one behind the last.
    #[inline(always)]
    pub(super) const fn ends(self) -> (usize, usize) {
        (self.ends as u32 as usize, (self.ends >> 32) as usize)
    }
}
