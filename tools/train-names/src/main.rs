//! Trains the names tagger from labelled sentences on standard input and writes the model.
//!
//! `zstd -dc --long=27 lab.jsonl.zst | train-names --lexicon seeds/lexicon --out seeds/model/names.bin`

mod crf;
mod data;
mod export;
mod label;
mod options;
#[path = "../../../src/prefetch.rs"]
mod prefetch;
#[path = "../../../src/names/tagger/mod.rs"]
#[allow(dead_code, reason = "the trainer scores whole sentences alone")]
mod tagger;

use std::path::PathBuf;
use std::time::Instant;

use crf::{Crf, Example, Workspace};
use data::{Sentence, Vocabulary};
use options::Options;
use tagger::{Label, Model, Scratch};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Fallible<()> {
    let options = Options::read()?;
    if options.get("mend", 0) == 1 {
        let mut sentences = data::read(std::io::stdin().lock())?;
        label::with_rules(&mut sentences);
        label::consistently(&mut sentences);
        return data::write(&sentences, &mut std::io::BufWriter::new(std::io::stdout().lock()));
    }
    let out: PathBuf = options.text("out").ok_or("--out FILE is needed")?.into();
    let most_chars: usize = options.get("chars", usize::MAX);
    let epochs: usize = options.get("epochs", 5);

    let sentences = data::read(std::io::stdin().lock())?;
    // One article in thirty is held out, whole.
    let held_out = |s: &Sentence| s.article.bytes().fold(7u32, |h, b| h.wrapping_mul(31) ^ u32::from(b)) % 30 == 0;
    let (held, mut known): (Vec<&Sentence>, Vec<&Sentence>) = sentences.iter().partition(|s| held_out(s));
    let mut chars = 0;
    shuffle(&mut known, 1);
    known.retain(|s| {
        chars += s.text.len() / 3;
        chars <= most_chars
    });
    let vocabulary = Vocabulary::of(&known);
    eprintln!("{} sentences to learn, {} held out, {} rows", known.len(), held.len(), vocabulary.rows);
    let mut examples: Vec<Example> = known
        .iter()
        .map(|s| Example { rows: vocabulary.rows(&vocabulary.encode(&s.text)).into(), masks: s.masks().into() })
        .filter(|e| !e.masks.is_empty())
        .collect();
    drop(known);

    let mut crf = Crf::new(vocabulary.rows, options.get("rate", 0.2), options.get("shrink", 0.001));
    let mut work = Workspace::default();
    let rows: usize = options.get("rows", 150_000);
    let mut lean = [0.0; 4];
    for (lean, value) in lean.iter_mut().zip(options.get("lean", String::new()).split(',')) {
        *lean = value.parse().unwrap_or(0.0);
    }
    for epoch in 1..=epochs {
        let started = Instant::now();
        shuffle(&mut examples, epoch as u64);
        examples.iter().for_each(|example| crf.learn(example, &mut work));
        let file = export::export(&crf, &vocabulary, rows, lean);
        eprintln!("epoch {epoch}: {:.0} s", started.elapsed().as_secs_f32());
        score(&Model::new(&file).ok_or("the model cannot be read")?, &held);
        std::fs::write(&out, &file)?;
    }
    Ok(())
}

fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for last in (1..items.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        items.swap(last, (state % (last as u64 + 1)) as usize);
    }
}

/// Prints precision, recall and F1 on sentences with believed labels. What a weak label covers counts for nothing.
fn score(model: &Model<'_>, sentences: &[&Sentence]) {
    let mut counts = [[0usize; 3]; 4];
    let mut scratch = Scratch::default();
    let mut found = Vec::new();
    let mut time = 0.0;
    let mut chars = 0;
    for sentence in sentences {
        found.clear();
        let started = Instant::now();
        model.tag(&sentence.text, &mut scratch, &mut found);
        time += started.elapsed().as_secs_f64();
        let starts: Vec<usize> = sentence.text.char_indices().map(|(at, _)| at).collect();
        chars += starts.len();
        let byte = |at: usize| starts.get(at).copied().unwrap_or(sentence.text.len());
        let gold: Vec<(usize, usize, Option<Label>, bool)> =
            sentence.spans.iter().map(|s| (byte(s.0), byte(s.1), s.2, sentence.believed(s.3))).collect();
        for &(.., label, believed) in &gold {
            if let (Some(label), true) = (label, believed) {
                counts[label as usize][0] += 1;
            }
        }
        for name in &found {
            let right =
                gold.iter().any(|g| g.3 && (g.0, g.1) == (name.bytes.start, name.bytes.end) && g.2 == Some(name.label));
            let neutral = gold.iter().any(|g| !g.3 && g.0 < name.bytes.end && name.bytes.start < g.1);
            if right || !neutral {
                counts[name.label as usize][1] += 1;
            }
            counts[name.label as usize][2] += usize::from(right);
        }
    }
    for (label, [gold, told, right]) in Label::ALL.iter().zip(counts) {
        let (p, r) = (right as f64 / told.max(1) as f64, right as f64 / gold.max(1) as f64);
        eprint!("{label:?} {:.1}/{:.1} {:.1}  ", 100.0 * p, 100.0 * r, 200.0 * p * r / (p + r).max(1e-9));
    }
    eprintln!("{:.2} M chars/s", chars as f64 / time / 1e6);
}
