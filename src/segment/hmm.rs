//! Words that the dictionary lacks, by a hidden Markov model: each character begins a word, ends it, stands in its middle or
//! is one by itself. The sums are jieba's, in its order, so that ties fall alike.

use super::lattice::Lattice;
use super::piece::Piece;
use super::tables::{EMISSIONS, KNOWN, START, STEP};

const B: usize = 0;
const E: usize = 1;
const M: usize = 2;
const S: usize = 3;
/// How likely a character that the model lacks is in any state.
const NEVER: f64 = -3.14e100;

/// For each character of a run, which of two states led to each state, a bit each; used again for the next run.
#[derive(Debug, Default)]
pub(super) struct Hmm {
    before: Vec<u8>,
}

impl Hmm {
    /// Cuts the characters `from..to` of a stretch.
    pub(super) fn cut(&mut self, lattice: &Lattice, text: &[u8], from: usize, to: usize, mut found: impl FnMut(Piece)) {
        let known = |at: usize| lattice.slot(at).code() <= KNOWN;
        let mut start = from;
        while start < to {
            let is_known = known(start);
            let end = (start + 1..to).find(|&at| known(at) != is_known).unwrap_or(to);
            if is_known {
                self.cut_known(lattice, start, end, &mut found);
            } else {
                cut_other(lattice, text, start, end, &mut found);
            }
            start = end;
        }
    }

    fn cut_known(&mut self, lattice: &Lattice, from: usize, to: usize, found: &mut impl FnMut(Piece)) {
        let mut piece = |from: usize, to: usize| found(lattice.piece(from, to));
        if to - from == 1 {
            return piece(from, to);
        }
        let first = emission(lattice, from);
        let mut scores: [f64; 4] = std::array::from_fn(|state| START[state] + first[state]);
        // Most runs have two characters, which are one word or two: there is no way back to be found.
        if to - from == 2 {
            let emitted = emission(lattice, from + 1);
            if step(&scores, &emitted, [B, M], E).0 > step(&scores, &emitted, [E, S], S).0 {
                return piece(from, to);
            }
            piece(from, from + 1);
            return piece(from + 1, to);
        }
        self.before.clear();
        for at in from + 1..to {
            let emitted = emission(lattice, at);
            let (begin, begin_before) = step(&scores, &emitted, [E, S], B);
            let (end, end_before) = step(&scores, &emitted, [B, M], E);
            let (middle, middle_before) = step(&scores, &emitted, [B, M], M);
            let (single, single_before) = step(&scores, &emitted, [E, S], S);
            scores = [begin, end, middle, single];
            self.before.push(begin_before << B | end_before << E | middle_before << M | single_before << S);
        }
        // On the way back each character is told whether it begins a word.
        let mut state = if scores[E] > scores[S] { E } else { S };
        for before in self.before.iter_mut().rev() {
            let second = usize::from(*before >> state & 1);
            let begins = matches!(state, B | S);
            state = if begins { [E, S][second] } else { [B, M][second] };
            *before = begins.into();
        }
        let mut start = from;
        for (at, &begins) in (from + 1..to).zip(&self.before) {
            if begins != 0 {
                piece(start, at);
                start = at;
            }
        }
        piece(start, to);
    }
}

/// The likelier of two states before a state, and whether it is the second: it is where they are as likely.
#[inline(always)]
fn step(scores: &[f64; 4], emitted: &[f64; 4], [a, b]: [usize; 2], state: usize) -> (f64, u8) {
    let score_a = scores[a] + STEP[a][state] + emitted[state];
    let score_b = scores[b] + STEP[b][state] + emitted[state];
    if score_a > score_b { (score_a, 0) } else { (score_b, 1) }
}

fn emission(lattice: &Lattice, at: usize) -> [f64; 4] {
    let Some(row) = EMISSIONS.get(lattice.slot(at).code() as usize) else { return [NEVER; 4] };
    let (floats, _) = row.as_chunks::<8>();
    std::array::from_fn(|state| f64::from_le_bytes(floats[state]))
}

/// Cuts characters that the model lacks: letters and digits, joined by `.`, `_` or `-` between them and with a `%` behind them,
/// are a word, and so is what stands between.
fn cut_other(lattice: &Lattice, text: &[u8], from: usize, to: usize, found: &mut impl FnMut(Piece)) {
    let byte = |at: usize| if at < to { text[lattice.slot(at).offset as usize] } else { b' ' };
    let solid = |at: usize| byte(at).is_ascii_alphanumeric();
    let mut start = from;
    while start < to {
        let mut end = start;
        if solid(start) {
            loop {
                while solid(end) {
                    end += 1;
                }
                if !(matches!(byte(end), b'.' | b'_' | b'-') && solid(end + 1)) {
                    break;
                }
                end += 1;
            }
            if byte(end) == b'%' {
                end += 1;
            }
        } else {
            while end < to && !solid(end) {
                end += 1;
            }
        }
        found(lattice.piece(start, end));
        start = end;
    }
}
