//! One weighted choice among claims that touch: each claim of a stretch has a score, learned from what speaks for and against
//! it, and of all sets of claims that do not overlap the one with the highest sum stands.
//!
//! The scores come from a table of rows, one column a label. A feature is a number; its row is told by a hash, so that the
//! table needs no keys.

use crate::span::Span;

/// Labels that one table can tell apart.
pub(crate) const COLUMNS: usize = 4;

/// A table of weights, read where it lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights<'w>(&'w [[u8; COLUMNS]]);

impl<'w> Weights<'w> {
    /// The number of rows is a power of two.
    pub(crate) fn new(bytes: &'w [u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<COLUMNS>();
        (rest.is_empty() && rows.len().is_power_of_two()).then_some(Self(rows))
    }

    /// The row of a feature.
    #[inline]
    pub(crate) fn row(&self, feature: u32) -> usize {
        feature as usize & (self.0.len() - 1)
    }

    /// What a feature says for each label, in the trainer's steps: eight bits each.
    #[inline]
    pub(crate) fn say(&self, feature: u32) -> [u8; COLUMNS] {
        self.0[self.row(feature)]
    }
}

/// A number for what a feature is (`kind`) and what it found (`value`).
#[inline]
pub(crate) fn feature(kind: u32, value: u64) -> u32 {
    let mixed = (value ^ u64::from(kind).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed >> 32) as u32
}

/// A number for a text.
#[inline]
pub(crate) fn number(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The places in `claims` of those that stand together: no two overlap, and their scores sum to the most. Claims come in the
/// order of their ends; one whose score is not above nought never stands.
pub(crate) fn best(claims: &[(Span, i32)]) -> Vec<usize> {
    // The best sum of the first claims, and whether the last of them is in it.
    let mut sums: Vec<(i64, Option<usize>)> = Vec::with_capacity(claims.len() + 1);
    sums.push((0, None));
    for (at, &(span, score)) in claims.iter().enumerate() {
        let without = sums[at].0;
        let before = claims[..at].partition_point(|(other, _)| other.end <= span.start);
        let with = sums[before].0 + i64::from(score);
        sums.push(if with > without { (with, Some(before)) } else { (without, None) });
    }
    let mut chosen = Vec::new();
    let mut at = claims.len();
    while at > 0 {
        match sums[at].1 {
            Some(before) => {
                chosen.push(at - 1);
                at = before;
            }
            None => at -= 1,
        }
    }
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_claims_that_overlap_those_that_sum_to_the_most_stand() {
        type Scored = (Span, i32);
        let claim = |start, end, score| (Span::new(start, end), score);
        let cases: [(&[Scored], &[usize]); 4] = [
            (&[claim(0, 2, 5), claim(1, 3, 6), claim(3, 4, 1)], &[1, 2]),
            (&[claim(0, 2, 5), claim(2, 4, 5), claim(0, 4, 9)], &[0, 1]),
            (&[claim(0, 2, 5), claim(2, 4, 5), claim(0, 4, 11)], &[2]),
            (&[claim(0, 2, -1), claim(0, 2, 0)], &[]),
        ];
        for (claims, chosen) in cases {
            assert_eq!(best(claims), chosen, "{claims:?}");
        }
    }
}
