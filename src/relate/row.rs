//! The pieces of a sentence in a row, and what is asked of stretches of it.

use std::cell::OnceCell;
use std::ops::Range;

use super::piece::{Piece, SORTS, Sort};
use crate::extract::Kind;
use crate::fact::Fact;

/// How many pieces before and behind a piece are looked at: few sentences are longer, and one without stops costs no more.
pub(super) const WINDOW: usize = 80;

/// How many quantities around one are a crowd: news has more in one sentence of ten thousand.
const CROWD: usize = 28;

/// A sentence's pieces in order, and how many of each sort stand before each.
#[derive(Debug, Default)]
pub(super) struct Row {
    pieces: Vec<Piece>,
    /// One more than there are pieces. They wrap: what is asked of them is how many there are between two.
    counts: Vec<[u16; SORTS]>,
    /// Where each clause ends.
    ends: Vec<usize>,
    /// Those that may say who, when, where or in which campaign, by their places: a row of quantities has none.
    named: Vec<usize>,
    /// Those that end a phrase of time or place.
    settings: Vec<usize>,
    /// Bodies, places and persons that head a clause with a verb: subjects.
    subjects: Vec<usize>,
    /// The dates within other mentions: the piece that holds each, and the fact that it is.
    inner_dates: Vec<(usize, u32)>,
    /// The noun phrases at its end, for the sentences behind it.
    last_runs: OnceCell<Vec<Range<usize>>>,
}

/// How many pieces of each sort a stretch has.
#[derive(Clone, Copy)]
pub(super) struct Counts([u16; SORTS]);

impl Counts {
    #[inline]
    pub(super) const fn of(&self, sort: Sort) -> usize {
        self.0[sort as usize] as usize
    }

    #[inline]
    pub(super) const fn verbs(&self) -> usize {
        self.of(Sort::Verb) + self.of(Sort::Deed)
    }

    #[inline]
    pub(super) const fn actors(&self) -> usize {
        self.of(Sort::Organization) + self.of(Sort::Person) + self.of(Sort::Place)
    }

    #[inline]
    pub(super) const fn nouns(&self) -> usize {
        self.of(Sort::Noun)
            + self.of(Sort::Latin)
            + self.of(Sort::Pronoun)
            + self.of(Sort::Campaign)
            + self.of(Sort::Document)
    }

    /// How many pieces that a noun phrase can end with, see [`Sort::is_nominal`].
    #[inline]
    pub(super) const fn nominal(&self) -> usize {
        self.nouns() + self.of(Sort::Deed) + self.actors()
    }
}

impl Row {
    /// `places` are the places of the sentence's facts.
    pub(super) fn new(pieces: Vec<Piece>, facts: &[Fact], places: Range<usize>) -> Self {
        let mut counts = Vec::with_capacity(pieces.len() + 1);
        let mut count = [0_u16; SORTS];
        counts.push(count);
        let (mut ends, mut named, mut settings) = (Vec::new(), Vec::new(), Vec::new());
        for (at, piece) in pieces.iter().enumerate() {
            count[piece.sort as usize] = count[piece.sort as usize].wrapping_add(1);
            counts.push(count);
            let clause = usize::from(piece.clause);
            ends.resize(ends.len().max(clause + 1), at);
            ends[clause] = at + 1;
            if Sort::NAMED.contains(&piece.sort) {
                named.push(at);
            }
            if piece.ends.is_some() {
                settings.push(at);
            }
        }
        let mut row = Self {
            pieces,
            counts,
            ends,
            named,
            settings,
            subjects: Vec::new(),
            inner_dates: Vec::new(),
            last_runs: OnceCell::new(),
        };
        row.inner_dates = row.dates_within(facts, places);
        row.subjects = row.named.iter().copied().filter(|&at| row.is_subject(at)).collect();
        row
    }

    /// The places in `from..to` of what may say who, when, where or in which campaign.
    pub(super) fn named(&self, from: usize, to: usize) -> &[usize] {
        between(&self.named, from, to)
    }

    /// The dates within the mentions in `from..to`: 2013年整年比赛.
    pub(super) fn inner_dates(&self, from: usize, to: usize) -> &[(usize, u32)] {
        let [from, to] = [from, to].map(|at| self.inner_dates.partition_point(|&(place, _)| place < at));
        &self.inner_dates[from..to]
    }

    /// The dates among `places` that lie within other mentions.
    fn dates_within(&self, facts: &[Fact], places: Range<usize>) -> Vec<(usize, u32)> {
        let dates = places.filter(|&place| facts[place].kind() == Kind::Date);
        let within = dates.filter_map(|place| {
            let (at, fact) =
                (self.partition_point(|p| p.span.end <= facts[place].start_byte), u32::try_from(place).ok()?);
            let piece = self.get(at)?;
            let holds = piece.fact.is_some_and(|own| own != fact) && piece.span.contains(facts[place].span());
            holds.then_some((at, fact))
        });
        within.collect()
    }

    /// Whether a piece may act, heads its clause, and a verb follows in that.
    fn is_subject(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.pieces[before].sort);
        self.pieces[at].sort.is_actor()
            && before.is_none_or(|b| {
                b.ends_clause() || matches!(b, Sort::Date | Sort::Open | Sort::Close | Sort::Conjunction | Sort::Adverb)
            })
            && self.verbs(at + 1, self.clause(at).end) > 0
    }

    /// The noun phrases that end in `range`, longest form, as ranges of pieces: each maximal run of what a noun
    /// phrase can hold, from its first word that can begin one to its last that can end one.
    pub(super) fn runs(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if !self[at].sort.is_phrasal() {
                at += 1;
                continue;
            }
            let mut start = at;
            while at < range.end && self[at].sort.is_phrasal() {
                at += 1;
            }
            let mut end = at;
            while end > start && !self[end - 1].sort.is_nominal() {
                end -= 1;
            }
            while start < end && self[start].sort == Sort::Of {
                start += 1;
            }
            if start < end {
                runs.push(start..end);
            }
        }
        runs
    }

    /// The noun phrases among its last pieces.
    pub(super) fn last_runs(&self) -> &[Range<usize>] {
        self.last_runs.get_or_init(|| self.runs(self.len().saturating_sub(WINDOW)..self.len()))
    }

    /// The places of the subjects.
    pub(super) fn subjects(&self) -> &[usize] {
        &self.subjects
    }

    /// The places in `from..to` of what ends a phrase of time or place.
    pub(super) fn settings(&self, from: usize, to: usize) -> &[usize] {
        between(&self.settings, from, to)
    }

    /// How many pieces of each sort stand in `from..to`.
    #[inline]
    pub(super) fn counts(&self, from: usize, to: usize) -> Counts {
        let before = |at: usize| &self.counts[at.min(self.pieces.len())];
        let mut counts = *before(to.max(from));
        counts.iter_mut().zip(before(from)).for_each(|(count, before)| *count = count.wrapping_sub(*before));
        Counts(counts)
    }

    /// How many pieces of a sort.
    #[inline]
    pub(super) fn count(&self, sort: Sort, from: usize, to: usize) -> usize {
        let before = |at: usize| self.counts[at.min(self.pieces.len())][sort as usize];
        usize::from(before(to.max(from)).wrapping_sub(before(from)))
    }

    /// Whether quantities crowd around a piece: a row of them, where names that lie far off say nothing.
    pub(super) fn is_crowded(&self, at: usize) -> bool {
        self.count(Sort::Quantity, at.saturating_sub(WINDOW), at + WINDOW) > CROWD
    }

    /// How many verbs.
    pub(super) fn verbs(&self, from: usize, to: usize) -> usize {
        self.counts(from, to).verbs()
    }

    /// How many bodies, places and persons.
    pub(super) fn actors(&self, from: usize, to: usize) -> usize {
        self.counts(from, to).actors()
    }

    /// How many other pieces that a noun phrase can end with, deeds not among them.
    pub(super) fn nouns(&self, from: usize, to: usize) -> usize {
        self.counts(from, to).nouns()
    }

    /// The clause of a piece, as places.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let clause = usize::from(self.pieces[at].clause);
        clause.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[clause]
    }
}

impl std::ops::Deref for Row {
    type Target = [Piece];

    fn deref(&self) -> &[Piece] {
        &self.pieces
    }
}

/// Of some places in order those in `from..to`.
fn between(places: &[usize], from: usize, to: usize) -> &[usize] {
    let before = |at: usize| places.partition_point(|&place| place < at);
    let from = before(from);
    &places[from..before(to).max(from)]
}
