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
    /// Where a name of each label may begin, and where one may end.
    begins: [Vec<usize>; Label::ALL.len()],
    ends: [Vec<usize>; Label::ALL.len()],
}

/// The lane of a label's first character; those of an inner and of the last one follow.
const fn begin(label: Label) -> usize {
    1 + 3 * label as usize
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
        let mut found = Vec::new();
        if paths.edges(scores, best - margin) {
            self.add_up(paths);
            for label in Label::ALL {
                self.of_label(label, scores, paths, (best, margin), &mut found);
            }
        }
        for reading in &mut found {
            let byte = |at: usize| starts.get(at).map_or(text.len(), |&byte| byte as usize);
            reading.bytes = byte(reading.bytes.start)..byte(reading.bytes.end);
        }
        found.sort_unstable_by_key(|r| (r.bytes.start, r.bytes.end, r.label));
        found
    }

    /// The sums of what each label's inner characters score up to each position, and of what no name does.
    fn add_up(&self, paths: &mut Paths) {
        let stay = |lane: usize| i32::from(self.transitions[lane][lane]);
        let inner = Label::ALL.map(|label| begin(label) + 1);
        let stays = inner.map(stay);
        let mut sum = [0; Label::ALL.len() + 1];
        paths.sums.clear();
        paths.sums.push(sum);
        for here in &paths.emitted {
            for label in 0..Label::ALL.len() {
                sum[label] += i32::from(here[inner[label]]) + stays[label];
            }
            sum[Label::ALL.len()] += i32::from(here[0]) + stay(0);
            paths.sums.push(sum);
        }
    }

    /// The stretches of one label, in characters. `(best, margin)`: the score of the best path, how far below it one may be.
    fn of_label(
        &self,
        label: Label,
        scores: &[Lanes],
        paths: &Paths,
        (best, margin): (i32, i32),
        found: &mut Vec<Reading>,
    ) {
        let step = |from: usize, to: usize| i32::from(self.transitions[from][to]);
        let (begin, inner, last) = (begin(label), begin(label) + 1, begin(label) + 2);
        let ends = &paths.ends[label as usize];
        let none = |at: usize| paths.sums[at][Label::ALL.len()];
        let mut first_end = 0;
        for &first in &paths.begins[label as usize] {
            while ends.get(first_end).is_some_and(|&end| end <= first) {
                first_end += 1;
            }
            let up = i32::from(scores[first][begin]) + paths.off[first][0];
            // No name on the stretch, the best before it.
            let before = match first.checked_sub(1) {
                None => 0,
                Some(at) => {
                    let up = OVER.map(|lane| i32::from(scores[at][lane]) + step(lane, 0));
                    up.into_iter().max().unwrap_or_default() + paths.off[at][0]
                }
            };
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
                if value < best - margin || found.len() >= MOST * scores.len() {
                    continue;
                }
                let unnamed = before + none(end + 1) - none(first) - step(0, 0)
                    + i32::from(paths.behind[end][0])
                    + paths.off[end][1];
                found.push(Reading { bytes: first..end + 1, label, behind: value - best, gain: value - unnamed });
            }
        }
    }

    /// The scores of the best paths behind each position and lane.
    fn backward(&self, paths: &mut Paths) {
        let length = paths.emitted.len();
        paths.behind.clear();
        paths.behind.resize(length, [NEVER; 16]);
        let mut behind = [NEVER; 16];
        for lane in OVER {
            behind[lane] = 0;
        }
        paths.behind[length - 1] = behind;
        for at in (0..length - 1).rev() {
            let next = paths.emitted[at + 1];
            let mut goes = [0; 16];
            for lane in 0..16 {
                goes[lane] = next[lane].saturating_add(behind[lane]);
            }
            let mut here = [NEVER; 16];
            for (from, goes) in self.back.iter().zip(goes).take(LANES) {
                for lane in 0..16 {
                    here[lane] = here[lane].max(from[lane].saturating_add(goes));
                }
            }
            let mut top = i16::MIN;
            for &score in &here[..LANES] {
                top = top.max(score);
            }
            for lane in 0..16 {
                behind[lane] = here[lane].saturating_sub(top).max(NEVER);
            }
            paths.behind[at] = behind;
            paths.off[at][1] = paths.off[at + 1][1] + i32::from(top);
        }
    }
}

impl Paths {
    /// Finds where a name of each label may begin and end on a path of at least this score; whether there is any.
    fn edges(&mut self, scores: &[Lanes], least: i32) -> bool {
        self.begins.iter_mut().chain(&mut self.ends).for_each(Vec::clear);
        let mut any = false;
        for (at, ((up, down), off)) in scores.iter().zip(&self.behind).zip(&self.off).enumerate() {
            let least = (least - off[0] - off[1]).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            let mut through = [0; 16];
            let mut most = NEVER;
            for lane in 0..16 {
                through[lane] = up[lane].saturating_add(down[lane]);
            }
            // In most places no name comes near.
            for &score in &through[1..LANES] {
                most = most.max(score);
            }
            if most < least {
                continue;
            }
            for label in Label::ALL {
                if through[begin(label)] >= least {
                    self.begins[label as usize].push(at);
                    any = true;
                }
                if at > 0 && through[begin(label) + 2] >= least {
                    self.ends[label as usize].push(at);
                }
            }
        }
        any
    }
}
