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
const STEP: f64 = 1.0 / 24.0;
/// How many steps of the search, and how many of the last ones it remembers.
const STEPS: usize = 70;
const MEMORY: usize = 8;

/// The table of a slot's weights: the `most` that say most, as bytes.
pub fn train(questions: &[&Question], strength: f64, most: usize) -> Vec<u8> {
    let mut ids: HashMap<u32, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    for question in questions {
        for &hash in question.candidates.iter().flatten() {
            let next = ids.len() as u32;
            let id = *ids.entry(hash).or_insert(next);
            if id == next {
                counts.push(0);
            }
            counts[id as usize] += 1;
        }
    }
    let rows: Vec<Row> = questions.iter().map(|q| Row::new(q, &ids)).collect();
    let weights = minimize(&rows, vec![0.0; ids.len()], strength, None);
    // The largest weights keep their entry of the table; the others go, and those that stay are fitted again.
    let mut order: Vec<(u32, u32)> = ids.iter().map(|(&hash, &id)| (hash, id)).collect();
    let value = |id: u32| weights[id as usize].abs() * f64::from(counts[id as usize]).powf(0.25);
    order.sort_by(|a, b| value(b.1).total_cmp(&value(a.1)).then(a.0.cmp(&b.0)));
    let mut taken = vec![false; ENTRIES];
    let mut kept = vec![false; ids.len()];
    let mut left = most;
    for (hash, id) in &order {
        let entry = *hash as usize & (ENTRIES - 1);
        if left > 0 && !taken[entry] {
            (taken[entry], kept[*id as usize], left) = (true, true, left - 1);
        }
    }
    let start = weights.iter().zip(&kept).map(|(w, k)| if *k { *w } else { 0.0 }).collect();
    let weights = minimize(&rows, start, strength, Some(&kept));
    let mut bytes = vec![0; ENTRIES * 2];
    for (hash, id) in order.into_iter().filter(|(_, id)| kept[*id as usize]) {
        let entry = (hash as usize & (ENTRIES - 1)) * 2;
        let weight = (weights[id as usize] / STEP).round().clamp(-127.0, 127.0) as i8;
        bytes[entry] = (hash >> 24) as u8;
        bytes[entry + 1] = weight as u8;
    }
    bytes
}

struct Row {
    candidates: Vec<Vec<u32>>,
    right: Vec<bool>,
}

impl Row {
    fn new(question: &Question, ids: &HashMap<u32, u32>) -> Self {
        let ids = |features: &Vec<u32>| features.iter().filter_map(|f| ids.get(f).copied()).collect();
        Self { candidates: question.candidates.iter().map(ids).collect(), right: question.right.clone() }
    }
}

/// The loss and its gradient: right candidates are taken together.
fn loss(rows: &[Row], weights: &[f64], strength: f64, gradient: &mut [f64], kept: Option<&[bool]>) -> f64 {
    let mut sum = 0.0;
    for (g, w) in gradient.iter_mut().zip(weights) {
        *g = strength * w;
        sum += strength * w * w / 2.0;
    }
    let mut scores = Vec::new();
    for row in rows {
        scores.clear();
        scores.extend(row.candidates.iter().map(|c| c.iter().map(|&f| weights[f as usize]).sum::<f64>()));
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let all: f64 = scores.iter().map(|s| (s - most).exp()).sum();
        let right: f64 = scores.iter().zip(&row.right).filter(|(_, r)| **r).map(|(s, _)| (s - most).exp()).sum();
        sum += all.ln() - right.max(1e-300).ln();
        for ((score, candidate), is_right) in scores.iter().zip(&row.candidates).zip(&row.right) {
            let share = (score - most).exp();
            let slope = share / all - if *is_right { share / right.max(1e-300) } else { 0.0 };
            if slope.abs() > 1e-7 {
                candidate.iter().for_each(|&f| gradient[f as usize] += slope);
            }
        }
    }
    if let Some(kept) = kept {
        gradient.iter_mut().zip(kept).filter(|(_, k)| !**k).for_each(|(g, _)| *g = 0.0);
    }
    sum
}

fn minimize(rows: &[Row], mut weights: Vec<f64>, strength: f64, kept: Option<&[bool]>) -> Vec<f64> {
    let mut gradient = vec![0.0; weights.len()];
    let mut value = loss(rows, &weights, strength, &mut gradient, kept);
    let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..STEPS {
        let direction = direction(&gradient, &memory);
        let slope: f64 = dot(&direction, &gradient);
        let mut step = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        let mut next_gradient = vec![0.0; weights.len()];
        let (next, next_value) = loop {
            let next: Vec<f64> = weights.iter().zip(&direction).map(|(w, d)| w + step * d).collect();
            let next_value = loss(rows, &next, strength, &mut next_gradient, kept);
            if next_value <= value + 1e-4 * step * slope || step < 1e-9 {
                break (next, next_value);
            }
            step /= 2.0;
        };
        let moved: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &turned);
        if curve > 1e-12 {
            memory.push((moved, turned, 1.0 / curve));
            if memory.len() > MEMORY {
                memory.remove(0);
            }
        }
        let gain = value - next_value;
        (weights, gradient, value) = (next, next_gradient, next_value);
        if gain < 1e-5 * value.abs() {
            break;
        }
    }
    weights
}

fn direction(gradient: &[f64], memory: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut d: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut alphas = Vec::new();
    for (moved, turned, rho) in memory.iter().rev() {
        let alpha = rho * dot(moved, &d);
        d.iter_mut().zip(turned).for_each(|(d, t)| *d -= alpha * t);
        alphas.push(alpha);
    }
    if let Some((moved, turned, _)) = memory.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        d.iter_mut().for_each(|d| *d *= scale);
    }
    for ((moved, turned, rho), alpha) in memory.iter().zip(alphas.into_iter().rev()) {
        let beta = rho * dot(turned, &d);
        d.iter_mut().zip(moved).for_each(|(d, m)| *d += (alpha - beta) * m);
    }
    d
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
