// A set of characters; compiled into the crate and into its build script.

/// A set of characters that a few loads may ask: exact for the frequent ones, and never without a member.
#[derive(Debug, Clone)]
pub(crate) struct CharSet(pub(crate) [u64; CharSet::WORDS]);

impl CharSet {
    pub(crate) const WORDS: usize = 64;

    pub(crate) const fn new() -> Self {
        Self([0; Self::WORDS])
    }

    pub(crate) const fn insert(&mut self, code: u16) {
        self.0[code as usize / 64 % Self::WORDS] |= 1 << (code % 64);
    }

    /// Whether it may hold the character of this code.
    #[inline(always)]
    pub(crate) const fn may_hold(&self, code: u16) -> bool {
        self.0[code as usize / 64 % Self::WORDS] >> (code % 64) & 1 == 1
    }
}
