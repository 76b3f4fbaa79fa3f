//! The tag of a word that the dictionary lacks, by a hidden Markov model whose states are a place in a word (B, M, E, S) and a
//! tag. The sums are jieba's, in its order, so that ties fall alike.
//!
//! Within a word the tag stays, so a middle or an end has at most two states before it; between words all ends lead to all
//! beginnings. Of the last character only the ends matter, and a word of its own only where it could still win.

use super::tables::{TAG_ROWS, TAG_STATES, TAG_STEPS, TAG_VALUES, UNREADABLE};

/// The tags of the model.
const TAGS: usize = 64;
/// What the model writes for a probability of nothing.
const NEVER: f64 = -3.14e100;
const B: usize = 0;
const M: usize = 1;
const E: usize = 2;
const S: usize = 3;
/// Where the parts of [`TAG_STEPS`] begin: B and S at the first character, steps within a word, steps between words.
const WITHIN: usize = 2 * TAGS;
const BETWEEN: usize = WITHIN + 4 * TAGS;

#[inline(always)]
fn number(table: &[[u8; 8]], at: usize) -> f64 {
    f64::from_le_bytes(table[at])
}

/// From a begun word (B or M) of a tag to its middle or end (M or E).
#[inline(always)]
fn within(from: usize, to: usize, tag: usize) -> f64 {
    number(TAG_STEPS, WITHIN + (from * 2 + to - 1) * TAGS + tag)
}

/// From an ended word (E or S) of one tag to the next word (B or S) of another.
#[inline(always)]
fn between(from: usize, tag: usize, to: usize, next: usize) -> f64 {
    number(TAG_STEPS, BETWEEN + ((to / 3) * TAGS + next) * 2 * TAGS + (from - 2) * TAGS + tag)
}

/// The states that a character may be in: where they stand in the tables, by their place in a word.
struct Row {
    start: usize,
    ends: [u8; 4],
}

impl Row {
    fn of(code: u16) -> Self {
        let [a, b, c, d, ends @ ..] = TAG_ROWS.get(code as usize).copied().unwrap_or_default();
        Self { start: u32::from_le_bytes([a, b, c, d]) as usize, ends }
    }

    /// The tags of a place, in order, and how likely each is.
    #[inline(always)]
    fn states(&self, place: usize) -> impl Iterator<Item = (usize, f64)> {
        let from = if place == B { 0 } else { self.ends[place - 1] };
        let range = self.start + from as usize..self.start + self.ends[place] as usize;
        range.map(|at| (TAG_STATES[at][0] as usize, number(TAG_VALUES, at)))
    }
}

/// A state that can be reached, and from which of the character before.
#[derive(Debug, Clone, Copy)]
struct Live {
    tag: u8,
    before: u32,
    score: f64,
}

/// The reachable states of all characters, used again for the next word.
#[derive(Debug, Default)]
pub(super) struct Guess {
    live: Vec<Live>,
    /// Where the states of each character end in `live`, by their place in a word.
    ends: Vec<[u32; 4]>,
    /// Of the last character, how likely each tag of a begun word is, in its beginning and in its middle, and which state that is.
    begun: [Begun; 2],
}

/// For each tag, how likely the state is, and where it stands.
#[derive(Debug)]
struct Begun {
    scores: [f64; TAGS],
    states: [u32; TAGS],
}

impl Default for Begun {
    fn default() -> Self {
        Self { scores: [NEVER; TAGS], states: [0; TAGS] }
    }
}

impl Guess {
    /// The tag of a word: that of the longest part the model finds in it, the last of those as long.
    ///
    /// `offsets` says where each character begins, and where the last one ends.
    pub(super) fn tag(&mut self, codes: impl Iterator<Item = u16>, offsets: impl Fn(usize) -> usize) -> u8 {
        let mut codes = codes.peekable();
        self.live.clear();
        self.ends.clear();
        let Some(first) = codes.next() else { return UNREADABLE };
        let row = Row::of(first);
        if codes.peek().is_none() {
            return single(&row);
        }
        self.open(&row);
        while let Some(code) = codes.next() {
            if codes.peek().is_none() {
                let Some(last) = self.close(&Row::of(code)) else { return UNREADABLE };
                return self.longest(last, offsets);
            }
            if !self.advance(&Row::of(code)) {
                return UNREADABLE;
            }
        }
        UNREADABLE
    }

    /// The states of the first character.
    fn open(&mut self, row: &Row) {
        let mut ends = [0; 4];
        for place in [B, S] {
            for (tag, value) in row.states(place) {
                let score = number(TAG_STEPS, place / 3 * TAGS + tag) + value;
                if score > NEVER {
                    self.live.push(Live { tag: tag as u8, before: 0, score });
                }
            }
            ends[place..].fill(self.live.len() as u32);
        }
        self.ends.push(ends);
    }

    /// The reachable states of a place at the last character, and where they stand.
    #[inline(always)]
    fn reached(&self, place: usize) -> (usize, &[Live]) {
        let ends = self.ends[self.ends.len() - 1];
        let start = match (place, self.ends.len()) {
            (B, 1) => 0,
            (B, at) => self.ends[at - 2][S],
            _ => ends[place - 1],
        };
        (start as usize, &self.live[start as usize..ends[place] as usize])
    }

    /// The states of a further character; says whether there is any.
    fn advance(&mut self, row: &Row) -> bool {
        self.lay_out();
        let mut ends = [0; 4];
        for place in [B, M, E, S] {
            for (tag, value) in row.states(place) {
                let (score, before) = if matches!(place, M | E) {
                    self.continued(place, tag, value)
                } else {
                    self.followed(place, tag, value)
                };
                if score > NEVER {
                    self.live.push(Live { tag: tag as u8, before, score });
                }
            }
            ends[place] = self.live.len() as u32;
        }
        let reached = self.ends[self.ends.len() - 1][S] < ends[S];
        self.ends.push(ends);
        reached
    }

    /// Lays out the begun words of the last character by their tags.
    fn lay_out(&mut self) {
        for place in [B, M] {
            let (start, states) = self.reached(place);
            let end = start + states.len();
            let begun = &mut self.begun[place];
            begun.scores.fill(NEVER);
            for (at, live) in (start..end).zip(&self.live[start..end]) {
                begun.scores[live.tag as usize % TAGS] = live.score;
                begun.states[live.tag as usize % TAGS] = at as u32;
            }
        }
    }

    /// The best way to go on with a word of this tag.
    #[inline(always)]
    fn continued(&self, place: usize, tag: usize, value: f64) -> (f64, u32) {
        let [b, m] = &self.begun;
        // On a tie the first wins. A state that cannot be reached has the lowest score, so it never wins.
        let score_b = b.scores[tag % TAGS] + within(B, place, tag) + value;
        let score_m = m.scores[tag % TAGS] + within(M, place, tag) + value;
        if score_m > score_b { (score_m, m.states[tag % TAGS]) } else { (score_b, b.states[tag % TAGS]) }
    }

    /// The best way to a new word of this tag.
    #[inline(always)]
    fn followed(&self, place: usize, tag: usize, value: f64) -> (f64, u32) {
        let mut best = (NEVER, 0);
        for from in [E, S] {
            let (start, states) = self.reached(from);
            for (at, live) in states.iter().enumerate() {
                let score = live.score + between(from, live.tag as usize, place, tag) + value;
                if score > best.0 {
                    best = (score, (start + at) as u32);
                }
            }
        }
        best
    }

    /// The best state of the last character, which ends a word.
    fn close(&mut self, row: &Row) -> Option<(usize, Live)> {
        self.lay_out();
        let mut best = (NEVER, None);
        for (tag, value) in row.states(E) {
            let (score, before) = self.continued(E, tag, value);
            if score > best.0 {
                best = (score, Some((E, Live { tag: tag as u8, before, score })));
            }
        }
        let likeliest =
            [E, S].iter().flat_map(|&place| self.reached(place).1).map(|live| live.score).fold(NEVER, f64::max);
        for (tag, value) in row.states(S) {
            // No step is likelier than certain: most words of their own are out before they are looked at.
            if likeliest + value <= best.0 {
                continue;
            }
            let (score, before) = self.followed(S, tag, value);
            if score > best.0 {
                best = (score, Some((S, Live { tag: tag as u8, before, score })));
            }
        }
        best.1
    }

    /// The tag of the longest part on the way back from the last state.
    fn longest(&self, (place, last): (usize, Live), offsets: impl Fn(usize) -> usize) -> u8 {
        let mut at = self.ends.len();
        let (mut place, mut state) = (place, last);
        let mut end = at + 1;
        let mut longest = (0, UNREADABLE);
        let mut tag = name(state.tag);
        loop {
            if matches!(place, B | S) {
                // Read backwards, the later of two as long comes first.
                let len = offsets(end) - offsets(at);
                if len > longest.0 {
                    longest = (len, tag);
                }
                end = at;
            }
            if at == 0 {
                return longest.1;
            }
            at -= 1;
            let before = state.before;
            state = self.live[before as usize];
            place = self.ends[at].iter().position(|&end| before < end).unwrap_or(S);
            if matches!(place, E | S) {
                tag = name(state.tag);
            }
        }
    }
}

/// The tag of a single character: the likeliest by itself, the last of those as likely.
fn single(row: &Row) -> u8 {
    let mut best = (NEVER, UNREADABLE);
    for (tag, value) in row.states(S) {
        let score = number(TAG_STEPS, TAGS + tag) + value;
        if score > NEVER && score >= best.0 {
            best = (score, name(tag as u8));
        }
    }
    best.1
}

/// The number of a tag of the model among all tags.
const fn name(tag: u8) -> u8 {
    tag + 1
}
