// One entry of the segmenter's dictionary; compiled into the crate and into its build script, so that both agree.

/// A node of the dictionary. It is a double array as other tries are (`crate::trie`), made for look-ups that ask nothing before
/// they load: any place that can be computed lies in the array, an entry that is not there is 0, and each knows its length.
///
/// From the lowest bit on: the code of the last character (16 bits), the base of its children (20, 0 for a leaf), how many
/// characters the entry has (4, 0 for more than 15), and what it means (24): the number of a word's weight, and in the low byte
/// that of its tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry(pub(crate) u64);

impl Entry {
    /// How many places the array has.
    pub(crate) const PLACES: usize = 1 << 20;
    /// No entry: no word, and a leaf, for no entry of code `c` lies at the place `c`.
    pub(crate) const NONE: Self = Self(0);
    /// The base of single characters, which all have an entry, those that no word begins with too.
    pub(crate) const SINGLES: u32 = 1;
    /// The value of a character that is no word, but for its tag. Where words begin with it, it is the tag alone.
    pub(crate) const UNLISTED: u32 = 1 << 8;
    /// The least value of a word.
    pub(crate) const LISTED: u32 = 2 << 8;
    /// How many characters the longest entry has whose length is kept.
    const LONGEST: usize = 15;

    pub(crate) const fn new(code: u16, base: u32, length: usize, value: u32) -> Self {
        let length = if length > Self::LONGEST { 0 } else { length };
        Self(code as u64 | (base as u64) << 16 | (length as u64) << 36 | (value as u64) << 40)
    }

    #[inline(always)]
    pub(crate) const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// The code of the last character, 0 for one that no word holds.
    #[inline(always)]
    pub(crate) const fn code(self) -> u16 {
        self.0 as u16
    }

    #[inline(always)]
    pub(crate) const fn is_leaf(self) -> bool {
        self.0 >> 16 & (Self::PLACES as u64 - 1) == 0
    }

    /// Where the child by this code lies, if there is one: it is, if it bears the code.
    #[inline(always)]
    pub(crate) const fn place(self, code: u16) -> usize {
        (self.0 >> 16).wrapping_add(code as u64) as usize & (Self::PLACES - 1)
    }

    #[inline(always)]
    pub(crate) const fn length(self) -> usize {
        (self.0 >> 36) as usize & Self::LONGEST
    }

    #[inline(always)]
    pub(crate) const fn value(self) -> u32 {
        (self.0 >> 40) as u32
    }

    /// The value of a word, 0 for none.
    #[inline(always)]
    pub(crate) const fn word(self) -> u32 {
        if self.value() >= Self::LISTED { self.value() } else { 0 }
    }
}
