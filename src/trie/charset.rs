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
pub(crate) struct PairSet {
    /// A power of two of bits.
    pub(crate) bits: Cow<'static, [u64]>,
    /// How far a hash is shifted to be the number of a bit.
    pub(crate) shift: u32,
    /// Whether single characters are members, whose second code is 0.
    pub(crate) singles: bool,
}

/// Bits for each pair of a set: one in sixteen of the others is taken for a member.
const ROOM: usize = 16;
/// The least bits of a set, and the most: they stay in the processor's caches.
const LEAST: usize = 256;
const MOST: usize = 1 << 18;

impl PairSet {
    /// The set of these pairs.
    pub(crate) fn of(pairs: impl ExactSizeIterator<Item = (u16, u16)>) -> Self {
        let room = (pairs.len() * ROOM).next_power_of_two().clamp(LEAST, MOST);
        let shift = u32::BITS - room.ilog2();
        let mut bits = vec![0; room / 64];
        let mut singles = false;
        for (first, second) in pairs {
            let bit = hash(first, second, shift);
            bits[bit / 64] |= 1 << (bit % 64);
            singles |= second == 0;
        }
        Self { bits: bits.into(), shift, singles }
    }

    /// Whether a member may begin with these characters, or be the first of them alone; those without a code of their own,
    /// U+0000 and what lies beyond the basic plane, may.
    #[inline(always)]
    pub(crate) fn may_begin(&self, first: u16, second: u16) -> bool {
        (first == 0) | (second == 0) | self.may_hold(first, second) || self.singles && self.may_hold(first, 0)
    }

    /// Whether it may hold the characters of these codes.
    #[inline(always)]
    fn may_hold(&self, first: u16, second: u16) -> bool {
        let bit = hash(first, second, self.shift);
        self.bits.get(bit / 64).copied().unwrap_or(0) >> (bit % 64) & 1 == 1
    }
}

/// Multiplication by the golden ratio spreads the pairs.
#[inline(always)]
const fn hash(first: u16, second: u16, shift: u32) -> usize {
    (((first as u32) << 16 | second as u32).wrapping_mul(0x9e37_79b9) >> shift) as usize
}
