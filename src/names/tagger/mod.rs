//! A linear chain over characters: each position's labels are scored by the character n-grams around it, and the
//! best sequence of labels is read as names. Its weights lie in `seeds/model/` and are searched where they lie.

mod fit;
pub(crate) mod model;
mod nbest;

use std::ops::Range;

pub(crate) use model::Model;
use model::{EDGE, Lanes, MARGIN, NONE, ORDER, Search};
pub(crate) use nbest::{Paths, Reading};

/// What the tagger calls a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Label {
    Organization,
    Person,
    Place,
    Title,
}

impl Label {
    /// Every label, in the order of its lanes.
    pub(crate) const ALL: [Self; 4] = [Self::Organization, Self::Person, Self::Place, Self::Title];
}

/// A labelled stretch, in bytes of the text that was tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tagged {
    pub(crate) bytes: Range<usize>,
    pub(crate) label: Label,
}

/// The lanes in use: one for no name, then the first, an inner and the last character of each label.
pub(crate) const LANES: usize = 1 + 3 * Label::ALL.len();
/// The lanes behind which a name may begin or none is open: no name, the last character of one.
const OVER: [usize; 1 + Label::ALL.len()] = [0, 3, 6, 9, 12];
/// What no path is worth.
const NEVER: i16 = -16_000;

/// What tagging a sentence needs, kept from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The codes of the characters, an edge on either side, none behind.
    codes: Vec<u16>,
    /// Byte offsets of the characters.
    starts: Vec<u32>,
    /// Scores by position and lane, then the best path's score that ends there.
    scores: Vec<Lanes>,
    search: Search,
}

impl Model<'_> {
    /// The names in `text`, in order; they do not overlap. Adds to `found`.
    #[allow(dead_code, reason = "the trainer's scorer alone needs no doubts")]
    pub(crate) fn tag(&self, text: &str, scratch: &mut Scratch, found: &mut Vec<Tagged>) {
        if text.is_empty() {
            return;
        }
        let scores = self.prepare(text, scratch);
        self.forward(scores, |_, _| {});
        let scores = &scratch.scores[MARGIN + 1..MARGIN + 1 + scratch.starts.len()];
        self.read(scores, text, &scratch.starts, found);
    }

    /// The names in `text` as [`Model::tag`] finds them, and all stretches within `margin` of the best reading.
    pub(crate) fn tag_and_doubt(
        &self,
        text: &str,
        margin: i32,
        scratch: &mut Scratch,
        paths: &mut Paths,
        found: &mut Vec<Tagged>,
    ) -> Vec<Reading> {
        if text.is_empty() {
            return Vec::new();
        }
        self.prepare(text, scratch);
        let readings = self.readings(text, margin, scratch, paths);
        let scores = &scratch.scores[MARGIN + 1..MARGIN + 1 + scratch.starts.len()];
        self.read(scores, text, &scratch.starts, found);
        readings
    }

    /// The scores of each character of `text`, before any path.
    fn prepare<'s>(&self, text: &str, scratch: &'s mut Scratch) -> &'s mut [Lanes] {
        scratch.codes.clear();
        scratch.starts.clear();
        scratch.codes.push(EDGE);
        for (at, c) in text.char_indices() {
            scratch.starts.push(at as u32);
            scratch.codes.push(self.code(c));
        }
        scratch.codes.push(EDGE);
        scratch.codes.extend([NONE; ORDER]);
        let length = scratch.starts.len();
        scratch.scores.clear();
        // Edges are characters too: one more on either side.
        scratch.scores.resize(length + 2 * MARGIN + 2, [0; 16]);
        self.score(&scratch.codes, &mut scratch.search, &mut scratch.scores);
        &mut scratch.scores[MARGIN + 1..MARGIN + 1 + length]
    }

    /// Turns scores into those of the best path that ends at each position and lane.
    /// `off` is told what is taken off the scores of each position.
    #[inline(always)]
    fn forward(&self, scores: &mut [Lanes], mut off: impl FnMut(usize, i16)) {
        let mut before = [NEVER; 16];
        before[0] = 0;
        for (at, here) in scores.iter_mut().enumerate() {
            let mut best = [NEVER; 16];
            for (from, to) in self.transitions.iter().enumerate().take(LANES) {
                let score = before[from];
                for lane in 0..16 {
                    best[lane] = best[lane].max(score.saturating_add(to[lane]));
                }
            }
            let mut top = i16::MIN;
            for lane in 0..16 {
                here[lane] = here[lane].saturating_add(best[lane]);
                top = top.max(here[lane]);
            }
            off(at, top);
            for lane in here.iter_mut() {
                *lane = lane.saturating_sub(top).max(NEVER);
            }
            before = *here;
        }
    }

    /// Follows the best path from the end and reads the names off it.
    fn read(&self, scores: &[Lanes], text: &str, starts: &[u32], found: &mut Vec<Tagged>) {
        let first = found.len();
        let mut end = starts.len();
        let mut at = starts.len() - 1;
        let mut lane = over(|lane| scores[at][lane]);
        loop {
            if lane > 0 {
                match (lane - 1) % 3 {
                    2 => end = at + 1,
                    0 => {
                        let stop = starts.get(end).map_or(text.len(), |&b| b as usize);
                        found.push(Tagged { bytes: starts[at] as usize..stop, label: Label::ALL[(lane - 1) / 3] });
                    }
                    _ => {}
                }
            }
            if at == 0 {
                break;
            }
            at -= 1;
            lane = if lane > 0 && (lane - 1) % 3 > 0 {
                // Inside a name: from its first or an inner character.
                let begin = lane - (lane - 1) % 3;
                let score = |from: usize| scores[at][from].saturating_add(self.transitions[from][lane]);
                if score(begin) >= score(begin + 1) { begin } else { begin + 1 }
            } else {
                over(|from| scores[at][from].saturating_add(self.transitions[from][lane]))
            };
        }
        found[first..].reverse();
    }
}

/// The likeliest of the lanes that are over, the last of equals.
#[inline(always)]
fn over(score: impl Fn(usize) -> i16) -> usize {
    let mut best = (i16::MIN, 0);
    for lane in OVER {
        let score = score(lane);
        if score >= best.0 {
            best = (score, lane);
        }
    }
    best.1
}
