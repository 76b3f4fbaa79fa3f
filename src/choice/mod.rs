//! One weighted choice among claims that touch: each claim of a stretch has a score, learned from what speaks for and against
//! it, and of all sets of claims that do not overlap the one with the highest sum stands.
//!
//! The scores come from a table of rows, one column a label. A feature is a number; its row is told by a hash, so that the
//! table needs no keys.

use foldhash::HashMap;

use crate::segment::Token;
use crate::span::Span;

/// Labels that one table can tell apart.
pub(crate) const COLUMNS: usize = 4;

/// A sum that what is left to be asked never makes good, in steps of the weights.
pub(crate) const HOPELESS: i32 = -100;

/// What a name that was found just so has before it, in steps of the weights: texts marked by hand are few, and what they say
/// of a name that they have not seen is not much.
pub(crate) const FOUND: i32 = 10;

/// What some features say together, by column.
pub(crate) type Sums = [i32; COLUMNS];

/// What is chosen among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Organizations, persons, places.
    Names,
    /// Initiatives, events.
    Initiatives,
}

/// A table of weights, read where it lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights<'w>(&'w [[u8; COLUMNS]]);

/// The weights that the crate ships, by [`Choice`].
static SHIPPED: [Weights<'static>; 2] = [
    shipped(include_bytes!("../../seeds/model/claims.bin")),
    shipped(include_bytes!("../../seeds/model/initiatives.bin")),
];

/// Fails to compile where the trainer wrote something else.
const fn shipped(bytes: &'static [u8]) -> Weights<'static> {
    match Weights::new(bytes) {
        Some(weights) => weights,
        None => unreachable!(),
    }
}

/// The weights that settle a choice: those that a trainer tries on this thread, else the crate's own.
pub(crate) fn weights(choice: Choice) -> Weights<'static> {
    #[cfg(feature = "train")]
    if let Some(weights) = trial::weights(choice) {
        return weights;
    }
    SHIPPED[choice as usize]
}

impl<'w> Weights<'w> {
    /// The number of rows is a power of two.
    pub(crate) const fn new(bytes: &'w [u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<COLUMNS>();
        if rest.is_empty() && rows.len().is_power_of_two() { Some(Self(rows)) } else { None }
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

    /// What a feature says for one label.
    #[inline]
    pub(crate) fn step(&self, feature: u32, column: usize) -> i32 {
        i32::from(self.say(feature)[column] as i8)
    }

    /// Adds what a feature says to the sums of all labels.
    #[inline]
    pub(crate) fn add(&self, sums: &mut Sums, feature: u32) {
        for (sum, step) in sums.iter_mut().zip(self.say(feature)) {
            *sum += i32::from(step as i8);
        }
    }
}

/// What is kept of each place in a sentence that was asked about, by its byte there.
#[derive(Debug)]
struct Places<T> {
    /// The number of what is kept, from one on.
    numbers: Vec<u32>,
    kept: Vec<T>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self { numbers: Vec::new(), kept: Vec::new() }
    }
}

impl<T> Places<T> {
    /// Forgets all, for a sentence of that many bytes.
    fn clear(&mut self, bytes: usize) {
        self.numbers.clear();
        self.numbers.resize(bytes + 1, 0);
        self.kept.clear();
    }

    /// What is kept of a place; asked now if it was not before.
    #[inline]
    fn get(&mut self, at: usize, ask: impl FnOnce() -> T) -> &mut T {
        let number = &mut self.numbers[at];
        if *number == 0 {
            self.kept.push(ask());
            *number = self.kept.len() as u32;
        }
        &mut self.kept[*number as usize - 1]
    }
}

/// What is kept of the edges of a sentence's claims, by their bytes in the sentence.
#[derive(Debug)]
pub(crate) struct Edges<S, E> {
    starts: Places<S>,
    ends: Places<E>,
}

impl<S, E> Default for Edges<S, E> {
    fn default() -> Self {
        Self { starts: Places::default(), ends: Places::default() }
    }
}

impl<S, E> Edges<S, E> {
    /// Forgets all, for a sentence of that many bytes.
    pub(crate) fn clear(&mut self, bytes: usize) {
        self.starts.clear(bytes);
        self.ends.clear(bytes);
    }

    /// What is kept of a beginning; asked now if it was not before.
    #[inline]
    pub(crate) fn start(&mut self, at: usize, ask: impl FnOnce() -> S) -> &mut S {
        self.starts.get(at, ask)
    }

    /// What is kept of an end; asked now if it was not before.
    #[inline]
    pub(crate) fn end(&mut self, at: usize, ask: impl FnOnce() -> E) -> &mut E {
        self.ends.get(at, ask)
    }
}

/// A number for a word, 1 for none.
#[inline]
pub(crate) fn word(token: Option<&Token<'_>>) -> u64 {
    token.map_or(1, |t| number(t.text))
}

/// A number for a word's part of speech, 99 for no word.
#[inline]
pub(crate) fn tag(token: Option<&Token<'_>>) -> u64 {
    token.map_or(99, |t| t.pos as u64)
}

/// A number for a character, 0 for none.
#[inline]
pub(crate) fn letter(c: Option<char>) -> u64 {
    c.map_or(0, |c| c as u64)
}

/// Mixes two values.
#[inline]
pub(crate) const fn two(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x1_0001).wrapping_add(b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A count, those above `most` as one.
#[inline]
pub(crate) fn small(count: usize, most: usize) -> u64 {
    count.min(most) as u64
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

/// The claims of a sentence, in the order of their ends, with what speaks for each.
#[derive(Debug)]
pub(crate) struct Scored<C> {
    pub(crate) claims: Vec<C>,
    pub(crate) scores: Vec<(Span, i32)>,
}

impl<C> Default for Scored<C> {
    fn default() -> Self {
        Self { claims: Vec::new(), scores: Vec::new() }
    }
}

/// What one claim may tell of another at most, in steps of the weights.
const BOUND: i32 = 96;
/// The share of it that is told, in hundredths.
const PULL: i32 = 40;

/// Lets the sentences of an article agree: to each score a share is added of what the same words have elsewhere on average, as
/// the same kind.
pub(crate) fn agree<C>(text: &str, sentences: &mut [Scored<C>], column: impl Fn(&C) -> usize) {
    let bound = |score: i32| score.clamp(-BOUND, BOUND);
    let mut sums: HashMap<(&str, usize), (i32, i32)> = HashMap::default();
    for Scored { claims, scores } in sentences.iter() {
        for (claim, &(span, score)) in claims.iter().zip(scores) {
            let (sum, count) = sums.entry((&text[span.range()], column(claim))).or_default();
            *sum = sum.saturating_add(bound(score));
            *count += 1;
        }
    }
    for Scored { claims, scores } in sentences {
        for (claim, (span, score)) in claims.iter().zip(scores) {
            if let Some(&(sum, count)) = sums.get(&(&text[span.range()], column(claim)))
                && count > 1
            {
                *score += (sum - bound(*score)) / (count - 1) * PULL / 100;
            }
        }
    }
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

/// Weights that a trainer tries.
#[cfg(feature = "train")]
pub(crate) mod trial {
    use std::cell::Cell;

    use super::{Choice, SHIPPED, Weights};

    thread_local! {
        static WEIGHTS: [Cell<Option<Weights<'static>>>; SHIPPED.len()] = const { [Cell::new(None), Cell::new(None)] };
    }

    pub(crate) fn settle_by(choice: usize, weights: &'static [u8]) {
        WEIGHTS.with(|all| all[choice].set(Weights::new(weights)));
    }

    pub(super) fn weights(choice: Choice) -> Option<Weights<'static>> {
        WEIGHTS.with(|all| all[choice as usize].get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_same_words_have_elsewhere_pulls() {
        let text = "李斯特菌。李斯特说，李斯特";
        let at = |place: usize, score| (Span::new(place, place + "李斯特".len()), score);
        let scored = |score| Scored { claims: vec![1], scores: vec![score] };
        let mut sentences =
            [scored(at(0, 10)), scored(at("李斯特菌。".len(), 50)), scored(at("李斯特菌。李斯特说，".len(), 90))];
        agree(text, &mut sentences, |&column| column);
        let scores: Vec<i32> = sentences.iter().map(|s| s.scores[0].1).collect();
        assert_eq!(scores, [10 + 70 * 2 / 5, 50 + 50 * 2 / 5, 90 + 30 * 2 / 5]);
    }

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
