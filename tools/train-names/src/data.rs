//! Labelled sentences, and the n-grams and listed words in them as numbers.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use serde::Deserialize;

use crate::tagger::Label;
use crate::tagger::model::{EDGE, FIRST, ORDER, RARE as RARE_CODE};

/// How many positions an n-gram of each order scores, from its `FIRST` on.
pub const TARGETS: [usize; ORDER] = [5, 6, 5, 4];
/// Labels of this weight and more are believed; what a weaker one covers may be anything.
const BELIEVED: f32 = 0.7;
/// An n-gram rarer than this is not learned.
const RARE: [u32; ORDER] = [2, 4, 5, 6];
/// The character that stands for `c`: one digit for all, one letter for all, full-width punctuation for half-width.
fn fold(c: char) -> char {
    match c {
        '0'..='9' | '０'..='９' => '0',
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 'a',
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '•' | '・' | '‧' | '．' => '·',
        _ => c,
    }
}

/// What may be said of a character: a bit for each lane. All bits: nothing is known.
pub type Mask = u16;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    spans: Vec<(usize, usize, String, f32)>,
}

pub struct Sentence {
    pub article: String,
    pub text: String,
    pub spans: Vec<(usize, usize, Option<Label>, f32)>,
}

/// Writes sentences as they are read.
pub fn write(sentences: &[Sentence], out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    for sentence in sentences {
        let name = |label: Option<Label>| NAMES.iter().find(|(l, _)| Some(*l) == label).map_or("", |(_, name)| *name);
        let spans: Vec<_> = sentence.spans.iter().map(|s| (s.0, s.1, name(s.2), s.3)).collect();
        let row = serde_json::json!({"id": format!("{}#", sentence.article), "text": sentence.text, "spans": spans});
        writeln!(out, "{row}")?;
    }
    Ok(())
}

const NAMES: [(Label, &str); 4] =
    [(Label::Organization, "ORG"), (Label::Person, "PER"), (Label::Place, "LOC"), (Label::Title, "TITLE")];

pub fn read(input: impl BufRead) -> Result<Vec<Sentence>, Box<dyn std::error::Error>> {
    let mut sentences = Vec::new();
    for line in input.lines() {
        let row: Row = serde_json::from_str(&line?)?;
        let article = row.id.split('#').next().unwrap_or_default().to_owned();
        let spans = row.spans.into_iter().map(|(from, to, label, weight)| (from, to, named(&label), weight)).collect();
        sentences.push(Sentence { article, text: row.text, spans });
    }
    Ok(sentences)
}

fn named(label: &str) -> Option<Label> {
    NAMES.iter().find(|(_, name)| *name == label).map(|(label, _)| *label)
}

/// The first of the three lanes of a label.
pub fn lane(label: Label) -> usize {
    1 + 3 * label as usize
}

impl Sentence {
    /// What the labels allow at each character.
    pub fn masks(&self) -> Vec<Mask> {
        let mut masks = vec![1; self.text.chars().count()];
        for &(from, to, label, weight) in &self.spans {
            let Some(stretch) = masks.get_mut(from..to).filter(|s| s.len() > 1) else { continue };
            match label {
                Some(label) if weight >= BELIEVED => {
                    let first = lane(label);
                    stretch.fill(1 << (first + 1));
                    stretch[0] = 1 << first;
                    stretch[to - from - 1] = 1 << (first + 2);
                }
                _ => stretch.fill(Mask::MAX),
            }
        }
        masks
    }

    pub fn believed(&self, weight: f32) -> bool {
        weight >= BELIEVED
    }
}

/// The characters and n-grams that are learned.
pub struct Vocabulary {
    codes: HashMap<char, u16>,
    /// N-grams by their key, the order in the low bits' count: the row of the first target.
    pub ngrams: [HashMap<u64, u32>; ORDER],
    /// Rows in all.
    pub rows: usize,
}

impl Vocabulary {
    pub fn of(sentences: &[&Sentence]) -> Self {
        let mut counts: HashMap<char, u32> = HashMap::new();
        for c in sentences.iter().flat_map(|s| s.text.chars()) {
            *counts.entry(fold(c)).or_default() += 1;
        }
        let mut chars: Vec<(char, u32)> = counts.into_iter().filter(|&(_, count)| count >= 5).collect();
        chars.sort_by_key(|&(c, count)| (std::cmp::Reverse(count), c));
        let codes = chars.iter().filter(|(c, _)| u32::from(*c) < 0x1_0000).take(16_000).zip(RARE_CODE + 1..);
        let codes: HashMap<char, u16> = codes.map(|((c, _), code)| (*c, code)).collect();
        let mut vocabulary = Self { codes, ngrams: Default::default(), rows: 0 };
        for order in 0..ORDER {
            let mut counts: HashMap<u64, u32> = HashMap::new();
            for sentence in sentences {
                for window in vocabulary.encode(&sentence.text).windows(order + 1) {
                    *counts.entry(key(window)).or_default() += 1;
                }
            }
            let mut keys: Vec<u64> = counts.iter().filter(|(_, n)| **n >= RARE[order]).map(|(&k, _)| k).collect();
            keys.sort_unstable();
            for key in keys {
                vocabulary.ngrams[order].insert(key, vocabulary.rows as u32);
                vocabulary.rows += TARGETS[order];
            }
        }
        vocabulary
    }

    pub fn code(&self, c: char) -> u16 {
        self.codes.get(&fold(c)).copied().unwrap_or(RARE_CODE)
    }

    /// Every character with a code, those too that another one stands for.
    pub fn codes(&self) -> impl Iterator<Item = (char, u16)> {
        ('\0'..='\u{ffff}').filter_map(|c| Some((c, *self.codes.get(&fold(c))?)))
    }

    /// The codes of a text, an edge on either side.
    pub fn encode(&self, text: &str) -> Vec<u16> {
        let mut codes = vec![EDGE];
        codes.extend(text.chars().map(|c| self.code(c)));
        codes.push(EDGE);
        codes
    }

    /// The rows that score each character of a text.
    pub fn rows(&self, codes: &[u16]) -> Vec<(u32, u32)> {
        let length = codes.len() as isize - 2;
        let mut found = Vec::new();
        let mut tell = |at: isize, row: u32| {
            // Characters begin at the second code.
            if (1..=length).contains(&at) {
                found.push(((at - 1) as u32, row));
            }
        };
        for start in 0..codes.len() {
            for order in 0..ORDER {
                let Some(window) = codes.get(start..=start + order) else { break };
                let Some(&row) = self.ngrams[order].get(&key(window)) else { break };
                for target in 0..TARGETS[order] {
                    tell(start as isize + FIRST[order] + target as isize, row + target as u32);
                }
            }
        }
        found.sort_unstable();
        found
    }
}

pub fn key(codes: &[u16]) -> u64 {
    codes.iter().fold(0, |key, &code| key << 16 | u64::from(code))
}
