//! A conditional random field, trained by AdaGrad on sentences whose labels may be unknown in part.

use crate::data::Mask;
use crate::tagger::LANES;

pub type Lanes = [f32; 16];

/// A sentence to learn from.
pub struct Example {
    /// Position and row, in order.
    pub rows: Box<[(u32, u32)]>,
    pub masks: Box<[Mask]>,
}

pub struct Crf {
    pub rows: Vec<Lanes>,
    pub transitions: [Lanes; 16],
    squares: Vec<Lanes>,
    transition_squares: [Lanes; 16],
    rate: f32,
    shrink: f32,
}

/// Whether a lane may follow another: inner characters follow the first or an inner one of their own label.
pub fn follows(from: usize, to: usize) -> bool {
    let inside = |lane: usize| lane > 0 && (lane - 1) % 3 > 0;
    let open = |lane: usize| lane > 0 && (lane - 1) % 3 < 2;
    if from >= LANES || to >= LANES {
        return false;
    }
    if inside(to) { open(from) && (from - 1) / 3 == (to - 1) / 3 } else { !open(from) }
}

/// What is believed of a sentence: the share of each lane at each position, and of each step.
#[derive(Default)]
struct Belief {
    forward: Vec<Lanes>,
    backward: Vec<Lanes>,
    steps: [Lanes; 16],
}

impl Belief {
    /// Runs both ways over weighted lanes; `false` where no path is left.
    fn run(&mut self, lanes: &[Lanes], steps: &[Lanes; 16]) -> bool {
        let length = lanes.len();
        self.forward.clear();
        self.backward.clear();
        self.backward.resize(length, [0.0; 16]);
        let mut before = [0.0; 16];
        before[0] = 1.0;
        for here in lanes {
            let mut next = [0.0f32; 16];
            for from in 0..LANES {
                for to in 0..16 {
                    next[to] += before[from] * steps[from][to];
                }
            }
            let mut sum = 0.0;
            for to in 0..16 {
                next[to] *= here[to];
                sum += next[to];
            }
            if sum <= 0.0 || !sum.is_finite() {
                return false;
            }
            next.iter_mut().for_each(|n| *n /= sum);
            self.forward.push(next);
            before = next;
        }
        let mut after = [0.0; 16];
        for lane in 0..LANES {
            after[lane] = if lane == 0 || (lane - 1) % 3 == 2 { 1.0 } else { 0.0 };
        }
        for at in (0..length).rev() {
            self.backward[at] = after;
            let mut weighted = [0.0; 16];
            for to in 0..16 {
                weighted[to] = after[to] * lanes[at][to];
            }
            let mut sum = 0.0;
            for from in 0..LANES {
                after[from] = (0..16).map(|to| steps[from][to] * weighted[to]).sum();
                sum += after[from];
            }
            if sum <= 0.0 || !sum.is_finite() {
                return false;
            }
            after.iter_mut().for_each(|a| *a /= sum);
        }
        true
    }

    fn share(&self, at: usize) -> Option<Lanes> {
        let mut share = [0.0; 16];
        let mut sum = 0.0;
        for lane in 0..16 {
            share[lane] = self.forward[at][lane] * self.backward[at][lane];
            sum += share[lane];
        }
        (sum > 0.0).then(|| share.map(|s| s / sum))
    }

    /// Counts the expected steps.
    fn count_steps(&mut self, lanes: &[Lanes], steps: &[Lanes; 16]) {
        self.steps = [[0.0; 16]; 16];
        let mut before = [0.0; 16];
        before[0] = 1.0;
        for (at, here) in lanes.iter().enumerate() {
            let mut pair = [[0.0; 16]; 16];
            let mut sum = 0.0;
            for from in 0..LANES {
                for to in 0..16 {
                    pair[from][to] = before[from] * steps[from][to] * here[to] * self.backward[at][to];
                    sum += pair[from][to];
                }
            }
            for from in 0..LANES {
                for to in 0..16 {
                    self.steps[from][to] += pair[from][to] / sum.max(1e-30);
                }
            }
            before = self.forward[at];
        }
    }
}

#[derive(Default)]
pub struct Workspace {
    lanes: Vec<Lanes>,
    allowed: Vec<Lanes>,
    free: Belief,
    bound: Belief,
}

impl Crf {
    pub fn new(rows: usize, rate: f32, shrink: f32) -> Self {
        Self {
            rows: vec![[0.0; 16]; rows],
            transitions: [[0.0; 16]; 16],
            squares: vec![[0.1; 16]; rows],
            transition_squares: [[1.0; 16]; 16],
            rate,
            shrink,
        }
    }

    /// Learns from one sentence.
    pub fn learn(&mut self, example: &Example, work: &mut Workspace) {
        let length = example.masks.len();
        work.lanes.clear();
        work.lanes.resize(length, [0.0; 16]);
        for &(at, row) in &example.rows {
            let row = &self.rows[row as usize];
            let lanes = &mut work.lanes[at as usize];
            for lane in 0..16 {
                lanes[lane] += row[lane];
            }
        }
        for lanes in &mut work.lanes {
            let top = lanes[..LANES].iter().copied().fold(f32::MIN, f32::max);
            for lane in lanes.iter_mut() {
                *lane = (*lane - top).max(-60.0).exp();
            }
        }
        let mut steps = [[0.0; 16]; 16];
        for from in 0..16 {
            for to in 0..16 {
                if follows(from, to) {
                    steps[from][to] = self.transitions[from][to].exp();
                }
            }
        }
        if !work.free.run(&work.lanes, &steps) {
            return;
        }
        work.allowed.clear();
        for (lanes, mask) in work.lanes.iter().zip(&example.masks) {
            let mut allowed = *lanes;
            for (lane, weight) in allowed.iter_mut().enumerate() {
                *weight = if mask >> lane & 1 == 1 { weight.max(1e-20) } else { 0.0 };
            }
            let sum: f32 = allowed.iter().sum();
            work.allowed.push(allowed.map(|a| a / sum));
        }
        if !work.bound.run(&work.allowed, &steps) {
            return;
        }
        work.free.count_steps(&work.lanes, &steps);
        work.bound.count_steps(&work.allowed, &steps);
        for from in 0..LANES {
            for to in (0..LANES).filter(|&to| follows(from, to)) {
                let gradient = work.bound.steps[from][to] - work.free.steps[from][to];
                let square = &mut self.transition_squares[from][to];
                *square += gradient * gradient;
                self.transitions[from][to] += self.rate * gradient / square.sqrt();
            }
        }
        let mut rows = &example.rows[..];
        for at in 0..length {
            let here = rows.partition_point(|&(place, _)| place as usize == at);
            let (here, rest) = rows.split_at(here);
            rows = rest;
            let (Some(free), Some(bound)) = (work.free.share(at), work.bound.share(at)) else { continue };
            let mut gradient = [0.0f32; 16];
            let mut most = 0.0f32;
            for lane in 0..16 {
                gradient[lane] = bound[lane] - free[lane];
                most = most.max(gradient[lane].abs());
            }
            // Most characters are settled soon: nothing is left to learn from them.
            if most < 0.005 {
                continue;
            }
            for &(_, row) in here {
                let weights = &mut self.rows[row as usize];
                let squares = &mut self.squares[row as usize];
                for lane in 0..16 {
                    squares[lane] += gradient[lane] * gradient[lane];
                    let rate = self.rate / squares[lane].sqrt();
                    let weight = weights[lane] + rate * gradient[lane];
                    // Towards zero, so that what says little falls out when the model is pruned.
                    weights[lane] = weight.signum() * (weight.abs() - rate * self.shrink).max(0.0);
                }
            }
        }
    }
}
