//! A log-linear choice among candidates: its weights by AdaGrad over all questions, the largest of them kept.

use std::collections::HashMap;

/// One question: the features of each candidate, and which are right.
pub struct Question {
    pub candidates: Vec<Vec<u32>>,
    pub right: Vec<bool>,
    /// How much it counts.
    pub weight: f32,
}

/// How many entries a slot's table has, of two bytes each; as in `src/relate/model.rs`.
pub const ENTRIES: usize = 1 << 16;
/// What a weight's unit is worth, there too.
const STEP: f32 = 1.0 / 24.0;
/// How often all questions are gone through, how far a weight moves at first, and what draws it back to nothing.
const PASSES: usize = 8;
const RATE: f32 = 0.07;
const SHRINK: f32 = 0.005;
/// In how many questions a feature must be met to be learned.
const RAREST: u32 = 3;

/// The table of a slot's weights: the `most` that say most, as bytes; entries that are `taken` stay free.
pub fn train(questions: &[&Question], strength: f32, most: usize, mut taken: Vec<bool>) -> Vec<u8> {
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
    let weights = rows.learn(vec![0.0; features.len()], strength);
    // The largest weights keep their entry of the table; the others go, and those that stay are fitted again.
    let value = |&id: &usize| weights[id].abs() * (features[id].1 as f32).powf(0.25);
    let mut order: Vec<usize> = (0..features.len()).collect();
    order.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.cmp(b)));
    order.retain(|&id| !std::mem::replace(&mut taken[entry(features[id].0)], true));
    order.truncate(most);
    order.sort_unstable();
    let kept: Vec<(u32, u32)> = order.iter().map(|&id| features[id]).collect();
    let start = order.iter().map(|&id| weights[id]).collect();
    let weights = Rows::new(questions, &kept).learn(start, strength);
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
    /// Where each question's candidates end, and how much it counts.
    questions: Vec<(usize, f32)>,
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
            rows.questions.push((rows.candidates.len(), question.weight));
        }
        rows
    }

    /// Goes through the questions in an order that is shuffled and the same every time, and moves the weights of each one's candidates:
    /// AdaGrad, whose steps are shorter the more a weight has moved. Right candidates are taken together.
    fn learn(&self, mut weights: Vec<f32>, strength: f32) -> Vec<f32> {
        let mut moved = vec![1e-2_f32; weights.len()];
        let mut order: Vec<usize> = (0..self.questions.len()).collect();
        let mut sums = vec![0.0_f32; weights.len()];
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        let mut scores: Vec<f32> = Vec::new();
        for pass in 0..PASSES {
            for at in (1..order.len()).rev() {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(at, (random >> 33) as usize % (at + 1));
            }
            let rate = RATE * (1.0 - pass as f32 / PASSES as f32);
            for &question in &order {
                let first = question.checked_sub(1).map_or(0, |q| self.questions[q].0);
                let (end, counts) = self.questions[question];
                let candidates = first..end;
                let features = |c: usize| {
                    let from = c.checked_sub(1).map_or(0, |c| self.candidates[c].0);
                    &self.features[from..self.candidates[c].0]
                };
                scores.clear();
                scores
                    .extend(candidates.clone().map(|c| features(c).iter().map(|&f| weights[f as usize]).sum::<f32>()));
                let most = scores.iter().copied().fold(f32::MIN, f32::max);
                scores.iter_mut().for_each(|s| *s = (*s - most).exp());
                let all: f32 = scores.iter().sum();
                let is_right = |c: usize| self.candidates[c].1;
                let right: f32 = candidates.clone().zip(&scores).filter(|&(c, _)| is_right(c)).map(|(_, s)| s).sum();
                for (c, share) in candidates.zip(&scores) {
                    let slope = counts * (share / all - if is_right(c) { share / right.max(1e-20) } else { 0.0 });
                    if slope.abs() < 1e-4 {
                        continue;
                    }
                    for &f in features(c) {
                        let (weight, moved) = (&mut weights[f as usize], &mut moved[f as usize]);
                        let slope = slope + SHRINK * strength * *weight;
                        *moved += slope * slope;
                        *weight -= rate * slope / moved.sqrt();
                    }
                }
            }
            if pass >= PASSES / 2 {
                sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / (PASSES - PASSES / 2) as f32);
            }
        }
        sums
    }
}
