// Sets of characters and of pairs; compiled into the crate and into its build script.

use std::borrow::Cow;

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

/// A set of pairs of characters that one load may ask: it holds each of its members, and a few others.
#[derive(Debug)]
pub(crate) struct PairSet(pub(crate) Cow<'static, [u64]>);

/// Bits of a set of pairs: a list of some ten thousand words sets one in eight.
const PAIRS: usize = 1 << 17;

impl PairSet {
    /// The set of these pairs.
    pub(crate) fn of(pairs: impl Iterator<Item = (u16, u16)>) -> Self {
        let mut bits = vec![0; PAIRS / 64];
        for (first, second) in pairs {
            let bit = Self::bit(first, second);
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Self(bits.into())
    }

    /// A set that may hold any pair.
    pub(crate) const fn any() -> Self {
        Self(Cow::Borrowed(&[]))
    }

    /// Whether it may hold the characters of these codes.
    #[inline(always)]
    pub(crate) fn may_hold(&self, first: u16, second: u16) -> bool {
        let bit = Self::bit(first, second);
        self.0.get(bit / 64).is_none_or(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// Multiplication by the golden ratio spreads the pairs.
    const fn bit(first: u16, second: u16) -> usize {
        (((first as u32) << 16 | second as u32).wrapping_mul(0x9e37_79b9) >> 15) as usize
    }
}
