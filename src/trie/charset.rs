// A set of characters; compiled into the crate and into its build script.

/// A set of characters that a few loads may ask: exact for the frequent ones, and never without a member.
#[derive(Debug, Clone)]
pub(crate) struct CharSet<const WORDS: usize = FEW>(pub(crate) [u64; WORDS]);

/// Words of a set for the frequent characters, and of one that is exact for all of the basic plane.
pub(crate) const FEW: usize = 64;
pub(crate) const ALL: usize = 1024;

impl<const WORDS: usize> CharSet<WORDS> {
    pub(crate) const fn new() -> Self {
        Self([0; WORDS])
    }

    pub(crate) const fn insert(&mut self, code: u16) {
        self.0[code as usize / 64 % WORDS] |= 1 << (code % 64);
    }

    /// Whether it may hold the character of this code.
    #[inline(always)]
    pub(crate) const fn may_hold(&self, code: u16) -> bool {
        self.0[code as usize / 64 % WORDS] >> (code % 64) & 1 == 1
    }
}
