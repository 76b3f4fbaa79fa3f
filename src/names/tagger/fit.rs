//! How well a stretch of text would be a name, wherever the best path leads.

use std::ops::Range;

use super::model::Model;
use super::{LANES, Label, OVER, Scratch};

/// Characters on either side of a stretch that are read with it.
const AROUND: usize = 12;
/// What no path is worth.
const NEVER: i32 = i32::MIN / 4;

/// Scores by the lane of one character.
type Paths = [i32; LANES];

impl Model<'_> {
    /// How much better a stretch of `text` is as a name of each label than as no name, with the best of readings around it.
    pub(crate) fn fit(&self, text: &str, bytes: Range<usize>, scratch: &mut Scratch) -> [i32; Label::ALL.len()] {
        let from = text[..bytes.start].char_indices().rev().take(AROUND).last().map_or(bytes.start, |(at, _)| at);
        let to = text[bytes.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| bytes.end + at);
        let first = text[from..bytes.start].chars().count();
        let end = first + text[bytes].chars().count();
        let scores = self.prepare(&text[from..to], scratch);
        let length = scores.len();

        let step = |from: usize, to: usize| i32::from(self.transitions[from][to]);
        let score = |at: usize, lane: usize| i32::from(scores[at][lane]);
        let mut left: Paths = [NEVER; LANES];
        left[0] = 0;
        for at in 0..first {
            left = std::array::from_fn(|to| best(before(to), |from| left[from] + step(from, to)) + score(at, to));
        }
        let mut right: Paths = std::array::from_fn(|lane| if is_whole(lane) { 0 } else { NEVER });
        for at in (end..length).rev() {
            right = std::array::from_fn(|from| best(behind(from), |to| step(from, to) + score(at, to) + right[to]));
        }
        // The score of the lanes that `lane` tells for each character of the stretch.
        let path = |lane: &dyn Fn(usize) -> usize| {
            let inside = (first + 1..end).map(|at| step(lane(at - 1), lane(at)) + score(at, lane(at))).sum::<i32>();
            let into = best(before(lane(first)), |from| left[from] + step(from, lane(first)));
            into + score(first, lane(first)) + inside + right[lane(end - 1)]
        };
        let none = path(&|_| 0);
        Label::ALL.map(|label| {
            let begin = 1 + 3 * label as usize;
            let part = |at: usize| if at == first { 0 } else { 1 + usize::from(at + 1 == end) };
            if end - first < 2 { NEVER } else { path(&|at| begin + part(at)) - none }
        })
    }
}

fn best(lanes: &[usize], score: impl Fn(usize) -> i32) -> i32 {
    lanes.iter().map(|&lane| score(lane)).max().unwrap_or(NEVER).max(NEVER)
}

/// The lanes that may stand before one: within a name its first or an inner character, else no name or the last of one.
fn before(lane: usize) -> &'static [usize] {
    const OPEN: [[usize; 2]; 4] = [[1, 2], [4, 5], [7, 8], [10, 11]];
    if lane == 0 || (lane - 1).is_multiple_of(3) { &OVER } else { &OPEN[(lane - 1) / 3] }
}

/// The lanes that may follow one.
fn behind(lane: usize) -> &'static [usize] {
    const BEGINS: [usize; 5] = [0, 1, 4, 7, 10];
    const GOES_ON: [[usize; 2]; 4] = [[2, 3], [5, 6], [8, 9], [11, 12]];
    if is_whole(lane) { &BEGINS } else { &GOES_ON[(lane - 1) / 3] }
}

/// Whether a name may end here, or none is open.
fn is_whole(lane: usize) -> bool {
    lane == 0 || (lane - 1) % 3 == 2
}
