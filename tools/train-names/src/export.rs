//! Prunes and quantizes a model, lays its trie out as a double array and writes the file.

use std::collections::BTreeMap;

use crate::crf::{Crf, follows};
use crate::data::{TARGETS, Vocabulary};
use crate::tagger::model::{MAGIC, ORDER};

/// Steps of a quantized weight in one unit of score.
const SCALE: f32 = 24.0;

/// A trie by the codes that lead to each state.
#[derive(Default)]
struct State {
    children: BTreeMap<u16, State>,
    /// The first row and which rows there are.
    holds: Option<(usize, u8)>,
}

impl State {
    fn insert(&mut self, codes: &[u16], holds: (usize, u8)) {
        let state = codes.iter().fold(self, |state, &code| state.children.entry(code).or_default());
        state.holds = Some(holds);
    }
}

/// The slots of a trie: see `Slot` of the tagger.
struct Slots {
    slots: Vec<u64>,
    taken: Vec<bool>,
    bases: Vec<bool>,
    free: usize,
}

impl Slots {
    fn of(root: &State) -> Vec<u64> {
        let mut this = Self { slots: Vec::new(), taken: Vec::new(), bases: vec![true], free: 0 };
        this.place(root, 0);
        let used = this.taken.iter().rposition(|&taken| taken).map_or(0, |last| last + 1);
        this.slots.truncate(used);
        this.slots
    }

    /// Widest states first would pack tighter; depth first is enough at nine in ten slots filled.
    fn place(&mut self, state: &State, base: usize) {
        let most = state.children.keys().next_back().map_or(0, |&code| usize::from(code));
        if self.slots.len() <= base + most {
            self.slots.resize(base + most + 1, 0);
            self.taken.resize(base + most + 1, false);
        }
        let children: Vec<(u16, &State)> = state.children.iter().map(|(&code, child)| (code, child)).collect();
        for (code, _) in &children {
            self.taken[base + usize::from(*code)] = true;
        }
        let mut wide: Vec<&(u16, &State)> = children.iter().collect();
        wide.sort_by_key(|(code, child)| (std::cmp::Reverse(child.children.len()), *code));
        for &&(code, child) in &wide {
            let next = if child.children.is_empty() { 0 } else { self.room(child) };
            let (value, mask) = child.holds.unwrap_or((0, 0));
            assert!(next < 1 << 22 && value < 1 << 22 && code < 1 << 14, "the model outgrew its slots");
            let at = base + usize::from(code);
            self.slots[at] = next as u64 | u64::from(code) << 22 | (value as u64) << 36 | u64::from(mask) << 58;
            if next > 0 {
                self.place(child, next);
            }
        }
    }

    /// A base that no state has, whose slots for this state's children are free.
    fn room(&mut self, state: &State) -> usize {
        while self.taken.get(self.free) == Some(&true) {
            self.free += 1;
        }
        let codes: Vec<usize> = state.children.keys().map(|&code| usize::from(code)).collect();
        let from = self.free.saturating_sub(codes[0]).max(1);
        let free = |at: usize| self.taken.get(at) != Some(&true);
        let base = (from..)
            .find(|&base| self.bases.get(base) != Some(&true) && codes.iter().all(|code| free(base + code)))
            .expect("slots without end");
        if self.bases.len() <= base {
            self.bases.resize(base + 1, false);
        }
        self.bases[base] = true;
        // What the search passed over again and again is given up.
        if base > self.free + 20_000 {
            self.free = base - 20_000;
        }
        base
    }
}

/// The model file, with the `most` rows of n-grams that say most. `lean` is added to the score of each name's first
/// character, by label.
pub fn export(crf: &Crf, vocabulary: &Vocabulary, most: usize, lean: [f32; 4]) -> Vec<u8> {
    let says = |row: usize| {
        let square: f32 = crf.rows[row].iter().map(|w| w * w).sum();
        square.sqrt()
    };
    let mut strengths: Vec<f32> = (0..vocabulary.rows).map(says).filter(|s| *s > 0.0).collect();
    strengths.sort_unstable_by(|a, b| b.total_cmp(a));
    let least = strengths.get(most).copied().unwrap_or(0.05).max(0.05);

    let mut rows: Vec<[u8; 16]> = Vec::new();
    let quantized = |row: usize| crf.rows[row].map(|w| (w * SCALE).round().clamp(-127.0, 127.0) as i8 as u8);
    let mut ngrams = State::default();
    for order in 0..ORDER {
        let mut sorted: Vec<(&u64, &u32)> = vocabulary.ngrams[order].iter().collect();
        sorted.sort_unstable();
        for (key, &first) in sorted {
            let value = rows.len();
            let mut mask = 0;
            for target in 0..TARGETS[order] {
                let row = first as usize + target;
                if says(row) >= least {
                    mask |= 1 << target;
                    rows.push(quantized(row));
                }
            }
            if mask != 0 {
                let codes: Vec<u16> = (0..=order).rev().map(|at| (key >> (16 * at)) as u16).collect();
                ngrams.insert(&codes, (value, mask));
            }
        }
    }
    let ngrams = Slots::of(&ngrams);

    let mut page_of = [0u8; 256];
    let mut pages: Vec<[u16; 256]> = vec![[0; 256]];
    for (c, code) in vocabulary.codes() {
        let high = c as usize >> 8;
        if page_of[high] == 0 {
            page_of[high] = pages.len() as u8;
            pages.push([0; 256]);
        }
        pages[usize::from(page_of[high])][c as usize & 255] = code;
    }

    let mut file = MAGIC.to_vec();
    for number in [pages.len(), ngrams.len(), rows.len()] {
        file.extend((number as u32).to_le_bytes());
    }
    file.extend(page_of);
    file.extend(pages.iter().flatten().flat_map(|code| code.to_le_bytes()));
    for from in 0..16 {
        for to in 0..16 {
            let begins = to > 0 && (to - 1) % 3 == 0;
            let lean = if begins { lean.get((to - 1) / 3).copied().unwrap_or(0.0) } else { 0.0 };
            let score = (crf.transitions[from][to] + lean) * SCALE;
            file.extend(if follows(from, to) { score.round() as i16 } else { -16_000 }.to_le_bytes());
        }
    }
    file.extend(ngrams.iter().flat_map(|slot| slot.to_le_bytes()));
    file.extend(rows.iter().flatten());
    eprintln!("{} rows, {} slots, least {least:.2}, {} bytes", rows.len(), ngrams.len(), file.len());
    file
}
