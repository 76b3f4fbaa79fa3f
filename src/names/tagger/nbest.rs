//! Every stretch that might be a name, not only those of the best path, and how near to the best each is.

use std::ops::Range;

use super::model::{Lanes, Model};
use super::{LANES, Label, NEVER, OVER, Scratch};

/// A stretch that the tagger may take for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) bytes: Range<usize>,
    pub(crate) label: Label,
    /// How much worse the best path through it is than the best of all; 0 on the best path.
    pub(crate) behind: i32,
    /// How much better it is as this name than as none, with the same characters around it as they read best.
    pub(crate) gain: i32,
}

/// Characters of a name.
const LONGEST: usize = 32;
/// Readings of a sentence, by its characters.
const MOST: usize = 4;

/// What the readings of a sentence need, kept from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    /// The scores of each character before any path.
    emitted: Vec<Lanes>,
    /// Scores of the best path behind each position and lane, less those of the position itself.
    behind: Vec<Lanes>,
    /// What was taken off the scores up to each position, and off those behind it.
    off: Vec<[i32; 2]>,
    /// Sums of the scores of a label's inner characters, and of no name.
    sums: Vec<[i32; Label::ALL.len() + 1]>,
}

impl Model<'_> {
    /// All stretches of `text` that come within `margin` of the best path. `scratch` holds the sentence as prepared; its
    /// scores become those of the best path up to each position.
    pub(super) fn readings(&self, text: &str, margin: i32, scratch: &mut Scratch, paths: &mut Paths) -> Vec<Reading> {
        let length = scratch.starts.len();
        let Scratch { starts, scores, .. } = scratch;
        let scores = &mut scores[super::MARGIN + 1..super::MARGIN + 1 + length];
        paths.emitted.clear();
        paths.emitted.extend_from_slice(scores);
        paths.off.clear();
        paths.off.resize(length, [0; 2]);
        self.forward(scores, |at, top| paths.off[at][0] = i32::from(top));
        for at in 1..length {
            paths.off[at][0] += paths.off[at - 1][0];
        }
        self.backward(paths);
        let best = OVER.map(|lane| i32::from(scores[length - 1][lane])).into_iter().max().unwrap_or_default()
            + paths.off[length - 1][0];

        paths.sums.clear();
        paths.sums.push([0; Label::ALL.len() + 1]);
        for (at, here) in paths.emitted.iter().enumerate() {
            let mut sum = paths.sums[at];
            for (label, sum) in sum.iter_mut().enumerate().take(Label::ALL.len()) {
                let inner = 2 + 3 * label;
                *sum += i32::from(here[inner]) + i32::from(self.transitions[inner][inner]);
            }
            sum[Label::ALL.len()] += i32::from(here[0]) + i32::from(self.transitions[0][0]);
            paths.sums.push(sum);
        }

        let mut found = Vec::new();
        let through = |at: usize, lane: usize| {
            let (up, down) = (i32::from(scores[at][lane]), i32::from(paths.behind[at][lane]));
            up + down + paths.off[at][0] + paths.off[at][1]
        };
        for label in Label::ALL {
            let begin = 1 + 3 * label as usize;
            let (inner, last) = (begin + 1, begin + 2);
            let step = |from: usize, to: usize| i32::from(self.transitions[from][to]);
            let ends: Vec<usize> = (1..length).filter(|&at| through(at, last) >= best - margin).collect();
            let mut first_end = 0;
            for first in (0..length).filter(|&at| through(at, begin) >= best - margin) {
                while ends.get(first_end).is_some_and(|&end| end <= first) {
                    first_end += 1;
                }
                let up = i32::from(scores[first][begin]) + paths.off[first][0];
                for &end in ends[first_end..].iter().take_while(|&&end| end < first + LONGEST) {
                    let inside = if end == first + 1 {
                        step(begin, last)
                    } else {
                        // The inner ones, of which the first is stepped to from the beginning.
                        paths.sums[end][label as usize] - paths.sums[first + 1][label as usize] - step(inner, inner)
                            + step(begin, inner)
                            + step(inner, last)
                    };
                    let down = i32::from(paths.behind[end][last]) + paths.off[end][1];
                    let value = up + inside + i32::from(paths.emitted[end][last]) + down;
                    if value < best - margin || found.len() >= MOST * length {
                        continue;
                    }
                    // No name on the whole stretch, the best before and behind.
                    let before = if first == 0 {
                        0
                    } else {
                        OVER.map(|lane| i32::from(scores[first - 1][lane]) + step(lane, 0))
                            .into_iter()
                            .max()
                            .unwrap_or_default()
                            + paths.off[first - 1][0]
                    };
                    let none = before + paths.sums[end + 1][Label::ALL.len()]
                        - paths.sums[first][Label::ALL.len()]
                        - step(0, 0)
                        + i32::from(paths.behind[end][0])
                        + paths.off[end][1];
                    let stop = starts.get(end + 1).map_or(text.len(), |&b| b as usize);
                    found.push(Reading {
                        bytes: starts[first] as usize..stop,
                        label,
                        behind: value - best,
                        gain: value - none,
                    });
                }
            }
        }
        found.sort_unstable_by_key(|r| (r.bytes.start, r.bytes.end, r.label));
        found
    }

    /// The scores of the best paths behind each position and lane.
    fn backward(&self, paths: &mut Paths) {
        let length = paths.emitted.len();
        paths.behind.clear();
        paths.behind.resize(length, [NEVER; 16]);
        let last = &mut paths.behind[length - 1];
        for lane in OVER {
            last[lane] = 0;
        }
        for at in (0..length - 1).rev() {
            let (next, next_behind) = (paths.emitted[at + 1], paths.behind[at + 1]);
            let mut here = [NEVER; 16];
            // By where a step goes, so that all lanes it may come from are scored at once.
            for (to, from) in self.back.iter().enumerate() {
                let goes = next[to].saturating_add(next_behind[to]);
                for lane in 0..16 {
                    here[lane] = here[lane].max(from[lane].saturating_add(goes));
                }
            }
            let top = here[..LANES].iter().copied().fold(i16::MIN, i16::max);
            here[LANES..].fill(NEVER);
            for lane in &mut here {
                *lane = lane.saturating_sub(top).max(NEVER);
            }
            paths.behind[at] = here;
            paths.off[at][1] = paths.off[at + 1][1] + i32::from(top);
        }
    }
}
