//! A log-linear choice among candidates: its weights by L-BFGS over all questions, the largest of them kept.

use std::collections::HashMap;

/// One question: the features of each candidate, and which are right.
pub struct Question {
    pub candidates: Vec<Vec<u32>>,
    pub right: Vec<bool>,
}

/// How many entries a slot's table has, of two bytes each; as in `src/relate/model.rs`.
pub const ENTRIES: usize = 1 << 14;
/// What a weight's unit is worth, there too.
const STEP: f32 = 1.0 / 24.0;
/// How many steps of the search, how many where the weights are learned once more, and how many of the last ones it remembers.
pub const STEPS: usize = 70;
pub const FEW_STEPS: usize = 40;
const MEMORY: usize = 8;
/// In how many questions a feature must be met to be learned.
const RAREST: u32 = 3;

/// The table of a slot's weights: the `most` that say most, as bytes.
pub fn train(questions: &[&Question], strength: f32, most: usize, steps: usize) -> Vec<u8> {
    // Of each feature how many candidates have it, in how many questions, and the last of these.
    let mut seen: HashMap<u32, (u32, u32, usize)> = HashMap::new();
    for (n, question) in questions.iter().enumerate() {
        for &hash in question.candidates.iter().flatten() {
            let (candidates, of, last) = seen.entry(hash).or_insert((0, 0, usize::MAX));
            *candidates += 1;
            if *last != n {
                (*of, *last) = (*of + 1, n);
            }
        }
    }
    let mut features: Vec<(u32, u32)> =
        seen.into_iter().filter(|&(_, (_, of, _))| of >= RAREST).map(|(hash, (count, ..))| (hash, count)).collect();
    features.sort_unstable();
    let rows = Rows::new(questions, &features);
    let weights = minimize(&rows, vec![0.0; features.len()], strength, steps);
    // The largest weights keep their entry of the table; the others go, and those that stay are fitted again.
    let value = |&id: &usize| weights[id].abs() * (features[id].1 as f32).powf(0.25);
    let mut order: Vec<usize> = (0..features.len()).collect();
    order.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.cmp(b)));
    let mut taken = vec![false; ENTRIES];
    order.retain(|&id| !std::mem::replace(&mut taken[entry(features[id].0)], true));
    order.truncate(most);
    order.sort_unstable();
    let kept: Vec<(u32, u32)> = order.iter().map(|&id| features[id]).collect();
    let start = order.iter().map(|&id| weights[id]).collect();
    let weights = minimize(&Rows::new(questions, &kept), start, strength, steps);
    let mut bytes = vec![0; ENTRIES * 2];
    for ((hash, _), weight) in kept.into_iter().zip(weights) {
        let at = entry(hash) * 2;
        bytes[at] = hash as u8;
        bytes[at + 1] = (weight / STEP).round().clamp(-127.0, 127.0) as i8 as u8;
    }
    bytes
}

/// A feature's entry in the table; its check are the lowest bits.
pub fn entry(hash: u32) -> usize {
    (hash >> (u32::BITS - ENTRIES.trailing_zeros())) as usize
}

/// All questions in a row: the features of their candidates by place in the sorted list.
#[derive(Default)]
struct Rows {
    features: Vec<u32>,
    /// Where each candidate's features end, and whether it is right.
    candidates: Vec<(usize, bool)>,
    /// Where each question's candidates end.
    questions: Vec<usize>,
}

impl Rows {
    fn new(questions: &[&Question], features: &[(u32, u32)]) -> Self {
        let ids: HashMap<u32, u32> = features.iter().enumerate().map(|(id, &(hash, _))| (hash, id as u32)).collect();
        let mut rows = Self::default();
        for question in questions {
            for (candidate, &right) in question.candidates.iter().zip(&question.right) {
                rows.features.extend(candidate.iter().filter_map(|hash| ids.get(hash)));
                rows.candidates.push((rows.features.len(), right));
            }
            rows.questions.push(rows.candidates.len());
        }
        rows
    }

    /// The loss and its gradient: right candidates are taken together.
    fn loss(&self, weights: &[f32], strength: f32, gradient: &mut [f32]) -> f64 {
        let mut sum = 0.0;
        for (g, w) in gradient.iter_mut().zip(weights) {
            *g = strength * w;
            sum += f64::from(strength * w * w / 2.0);
        }
        let mut scores: Vec<f32> = Vec::new();
        let (mut first, mut from) = (0, 0);
        for &end in &self.questions {
            let candidates = &self.candidates[first..end];
            scores.clear();
            let mut at = from;
            for &(to, _) in candidates {
                scores.push(self.features[at..to].iter().map(|&f| weights[f as usize]).sum());
                at = to;
            }
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            scores.iter_mut().for_each(|s| *s = (*s - most).exp());
            let all: f32 = scores.iter().sum();
            let right: f32 = scores.iter().zip(candidates).filter(|(_, c)| c.1).map(|(s, _)| s).sum::<f32>().max(1e-30);
            sum += f64::from(all.ln() - right.ln());
            for (share, &(to, is_right)) in scores.iter().zip(candidates) {
                let slope = share / all - if is_right { share / right } else { 0.0 };
                if slope.abs() > 1e-6 {
                    self.features[from..to].iter().for_each(|&f| gradient[f as usize] += slope);
                }
                from = to;
            }
            first = end;
        }
        sum
    }
}

fn minimize(rows: &Rows, mut weights: Vec<f32>, strength: f32, steps: usize) -> Vec<f32> {
    let mut gradient = vec![0.0; weights.len()];
    let mut value = rows.loss(&weights, strength, &mut gradient);
    let mut memory: Vec<(Vec<f32>, Vec<f32>, f64)> = Vec::new();
    for _ in 0..steps {
        let direction = direction(&gradient, &memory);
        let slope = dot(&direction, &gradient);
        let mut step = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        let mut next_gradient = vec![0.0; weights.len()];
        let (next, next_value) = loop {
            let next: Vec<f32> = weights.iter().zip(&direction).map(|(w, d)| w + step as f32 * d).collect();
            let next_value = rows.loss(&next, strength, &mut next_gradient);
            if next_value <= value + 1e-4 * step * slope || step < 1e-6 {
                break (next, next_value);
            }
            step /= 2.0;
        };
        let moved: Vec<f32> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let turned: Vec<f32> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &turned);
        if curve > 1e-9 {
            memory.push((moved, turned, 1.0 / curve));
            if memory.len() > MEMORY {
                memory.remove(0);
            }
        }
        let gain = value - next_value;
        (weights, gradient, value) = (next, next_gradient, next_value);
        if gain < 2e-5 * value.abs() {
            break;
        }
    }
    weights
}

fn direction(gradient: &[f32], memory: &[(Vec<f32>, Vec<f32>, f64)]) -> Vec<f32> {
    let mut d: Vec<f32> = gradient.iter().map(|g| -g).collect();
    let mut alphas = Vec::new();
    for (moved, turned, rho) in memory.iter().rev() {
        let alpha = (rho * dot(moved, &d)) as f32;
        d.iter_mut().zip(turned).for_each(|(d, t)| *d -= alpha * t);
        alphas.push(alpha);
    }
    if let Some((moved, turned, _)) = memory.last() {
        let scale = (dot(moved, turned) / dot(turned, turned)) as f32;
        d.iter_mut().for_each(|d| *d *= scale);
    }
    for ((moved, turned, rho), alpha) in memory.iter().zip(alphas.into_iter().rev()) {
        let beta = (rho * dot(turned, &d)) as f32;
        d.iter_mut().zip(moved).for_each(|(d, m)| *d += (alpha - beta) * m);
    }
    d
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum()
}
