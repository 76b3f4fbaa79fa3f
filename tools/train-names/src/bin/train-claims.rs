//! Learns the weights that settle claims (`seeds/model/claims.bin` for names, `initiatives.bin` for initiatives and events) from
//! articles marked by hand, on standard input: a line of
//! `{"id", "text", "facts": [{"kind", "text", "nth", "optional", "alt", "name"}]}` each.
//!
//! `train-claims --out seeds/model < names.jsonl` learns from all of them, and says for each fifth of the texts how well weights
//! do that were learned from the others; `--facts FILE` writes what the whole line finds in each text with such weights.

#[path = "../options.rs"]
mod options;

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, Write};

use options::Options;
use serde::Deserialize;
use shilu::Analyzer;
use shilu::train::{self, CHOICES};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Columns of the table, see `src/choice/mod.rs`.
const COLUMNS: usize = 4;
/// Steps of a weight.
const SCALE: f32 = 32.0;
/// What one claim may tell of another at most, in steps.
const BOUND: i32 = 96;
/// The share of it that is told, in hundredths: as `src/choice/mod.rs` has it.
const PULL: i32 = 40;
/// The kinds of each choice, by column.
const KINDS: [&[&str]; 2] = [&["organization", "person", "place"], &["campaign", "event"]];
/// Names whose inside is not scored.
const HOLDERS: [&str; 6] = ["organization", "campaign", "event", "document", "honor", "place"];

#[derive(Deserialize)]
struct Fact {
    kind: String,
    text: String,
    #[serde(default)]
    nth: usize,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    alt: Vec<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    facts: Vec<Fact>,
}

struct Gold {
    start: usize,
    end: usize,
    kind: String,
    optional: bool,
    alt: Vec<String>,
    /// What it may be called, plain; empty where its stretch says it.
    names: Vec<String>,
}

#[derive(Clone)]
struct Claim {
    start: usize,
    end: usize,
    kind: usize,
    name: String,
    features: Vec<u32>,
    right: bool,
    neutral: bool,
}

struct Text {
    id: String,
    text: String,
    golds: Vec<Gold>,
    /// By choice.
    sentences: [Vec<Vec<Claim>>; CHOICES],
}

/// A name without marks and blanks, as the scorer compares it.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !"“”‘’\"'「」『』《》<>".contains(*c) && !c.is_whitespace())
        .map(|c| if c == ',' { '，' } else { c })
        .collect()
}

impl Text {
    /// Whether its marks tell anything of a choice: some texts are marked for one alone.
    fn tells(&self, choice: usize) -> bool {
        choice == 1 || self.golds.iter().any(|g| KINDS[choice].contains(&&*g.kind))
    }
}

fn locate(text: &str, needle: &str, nth: usize) -> Option<usize> {
    let mut at = None;
    let mut from = 0;
    for _ in 0..=nth {
        let found = text.get(from..)?.find(needle)? + from;
        at = Some(found);
        from = found + text[found..].chars().next().map_or(1, char::len_utf8);
    }
    at
}

fn read(row: Row) -> Text {
    let golds: Vec<Gold> = row
        .facts
        .into_iter()
        .filter_map(|f| {
            let start = locate(&row.text, &f.text, f.nth)?;
            let named = matches!(&*f.kind, "campaign" | "event");
            let names = f.name.filter(|_| named).map_or(Vec::new(), |n| n.split('|').map(plain).collect());
            Some(Gold { start, end: start + f.text.len(), kind: f.kind, optional: f.optional, alt: f.alt, names })
        })
        .collect();
    Text { id: row.id, text: row.text, golds, sentences: Default::default() }
}

/// Reads a text and keeps the claims of a choice.
fn claim(text: &mut Text, choice: usize, analyzer: &Analyzer) {
    let mut collected = train::collect(|| analyzer.read_as_it_stands(&text.text));
    let golds = &text.golds;
    let claim = |claimed: train::Claimed| {
        let (span, kind) = (claimed.span, claimed.column);
        let words = &text.text[span.start..span.end];
        let name = plain(&claimed.name);
        let over = |g: &&Gold| g.start < span.end && span.start < g.end;
        let of_kind = |g: &&Gold| g.kind == KINDS[choice][kind] && !g.optional;
        // 江苏南部: of a place and its part the longer is the convention, though the marks take either.
        let part = |a: &String| a.ends_with('部') && KINDS[choice][kind] == "place";
        let right = golds.iter().filter(of_kind).any(|g| {
            if g.alt.iter().any(part) {
                over(&g) && g.alt.iter().any(|a| a == words)
            } else {
                g.start == span.start && g.end == span.end
            }
        });
        let other = golds.iter().filter(over).filter(of_kind).any(|g| {
            g.alt.iter().any(|a| a == words) || g.names.contains(&name) || g.start == span.start && g.end == span.end
        });
        let inside =
            |g: &Gold| g.start <= span.start && span.end <= g.end && (g.start, g.end) != (span.start, span.end);
        let holder = |g: &Gold| {
            if choice == 0 {
                matches!(&*g.kind, "campaign" | "event" | "honor" | "document")
            } else {
                HOLDERS.contains(&&*g.kind) && g.kind != "campaign" && g.kind != "event"
            }
        };
        let held = golds.iter().any(|g| holder(g) && inside(g));
        let open = golds.iter().filter(over).any(|g| g.optional && g.kind == KINDS[choice][kind]);
        Claim {
            start: span.start,
            end: span.end,
            kind,
            name,
            features: claimed.features,
            right,
            neutral: !right && (held || open || other),
        }
    };
    let sentences = std::mem::take(&mut collected[choice]);
    text.sentences[choice] = sentences.into_iter().map(|s| s.into_iter().map(claim).collect()).collect();
}

struct Model {
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// One by how often a pass meets each weight.
    shares: Vec<f32>,
    mask: usize,
    rate: f32,
    shrink: f32,
}

impl Model {
    fn new(rows: usize, rate: f32, shrink: f32) -> Self {
        Self {
            weights: vec![0.0; rows * COLUMNS],
            squares: vec![1e-6; rows * COLUMNS],
            shares: vec![0.0; rows * COLUMNS],
            mask: rows - 1,
            rate,
            shrink,
        }
    }

    fn score(&self, claim: &Claim) -> f32 {
        claim.features.iter().map(|&f| self.weights[(f as usize & self.mask) * COLUMNS + claim.kind]).sum()
    }

    /// One step on one sentence: what the marks say less what the weights expect.
    fn learn(&mut self, claims: &[Claim]) -> f64 {
        let claims: Vec<&Claim> = claims.iter().filter(|c| !c.neutral).collect();
        if claims.is_empty() {
            return 0.0;
        }
        let mut bounds: Vec<usize> = claims.iter().flat_map(|c| [c.start, c.end]).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let place = |at: usize| bounds.binary_search(&at).unwrap_or(0);
        let edges: Vec<(usize, usize, f64)> =
            claims.iter().map(|c| (place(c.start), place(c.end), f64::from(self.score(c)))).collect();
        let mut ends: Vec<Vec<usize>> = vec![Vec::new(); bounds.len()];
        let mut starts: Vec<Vec<usize>> = vec![Vec::new(); bounds.len()];
        for (at, edge) in edges.iter().enumerate() {
            ends[edge.1].push(at);
            starts[edge.0].push(at);
        }
        let add = |a: f64, b: f64| {
            let (high, low) = if a > b { (a, b) } else { (b, a) };
            if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
        };
        let mut up = vec![0.0; bounds.len()];
        for at in 1..bounds.len() {
            up[at] = ends[at].iter().fold(up[at - 1], |sum, &e| add(sum, up[edges[e].0] + edges[e].2));
        }
        let last = bounds.len() - 1;
        let mut down = vec![0.0; bounds.len()];
        for at in (0..last).rev() {
            down[at] = starts[at].iter().fold(down[at + 1], |sum, &e| add(sum, down[edges[e].1] + edges[e].2));
        }
        let all = up[last];
        let mut loss = all;
        for (claim, edge) in claims.iter().zip(&edges) {
            let expected = (up[edge.0] + edge.2 + down[edge.1] - all).exp();
            let target = if claim.right { 1.0 } else { 0.0 };
            if claim.right {
                loss -= edge.2;
            }
            let slope = (expected - target) as f32;
            for &feature in &claim.features {
                let at = (feature as usize & self.mask) * COLUMNS + claim.kind;
                let slope = slope + self.shrink * self.shares[at] * self.weights[at];
                self.squares[at] += slope * slope;
                self.weights[at] -= self.rate * slope / self.squares[at].sqrt();
            }
        }
        loss
    }

    fn table(&self) -> Vec<i8> {
        self.weights.iter().map(|w| (w * SCALE).round().clamp(-127.0, 127.0) as i8).collect()
    }
}

/// What a table says of each claim of a text, by sentence; `pull` hundredths of what it says of the same words as the same kind
/// elsewhere in the text are added.
fn scores(text: &Text, choice: usize, table: &[i8], pull: i32) -> Vec<Vec<i32>> {
    let mask = table.len() / COLUMNS - 1;
    let say = |c: &Claim| c.features.iter().map(|&f| i32::from(table[(f as usize & mask) * COLUMNS + c.kind])).sum();
    let mut scores: Vec<Vec<i32>> = text.sentences[choice].iter().map(|s| s.iter().map(say).collect()).collect();
    let mut sums: HashMap<(&str, usize), (i32, i32)> = HashMap::new();
    let words = |c: &Claim| (&text.text[c.start..c.end], c.kind);
    let bound = |score: i32| score.clamp(-BOUND, BOUND);
    for (claim, &score) in text.sentences[choice].iter().flatten().zip(scores.iter().flatten()) {
        let (sum, count) = sums.entry(words(claim)).or_default();
        *sum += bound(score);
        *count += 1;
    }
    for (claim, score) in text.sentences[choice].iter().flatten().zip(scores.iter_mut().flatten()) {
        let (sum, count) = sums[&words(claim)];
        if count > 1 {
            *score += (sum - bound(*score)) / (count - 1) * pull / 100;
        }
    }
    scores
}

/// As `src/choice/mod.rs` chooses.
fn best<'c>(claims: &'c [Claim], scores: &[i32]) -> Vec<&'c Claim> {
    let mut sums: Vec<(i64, Option<usize>)> = vec![(0, None)];
    for (at, (claim, &score)) in claims.iter().zip(scores).enumerate() {
        let without = sums[at].0;
        let before = claims[..at].partition_point(|c| c.end <= claim.start);
        let with = sums[before].0 + i64::from(score);
        sums.push(if with > without { (with, Some(before)) } else { (without, None) });
    }
    let (mut chosen, mut at) = (Vec::new(), claims.len());
    while at > 0 {
        match sums[at].1 {
            Some(before) => {
                chosen.push(&claims[at - 1]);
                at = before;
            }
            None => at -= 1,
        }
    }
    chosen
}

/// Gold, hits, extras by kind.
type Tally = [[usize; 3]; 3];

fn score(text: &Text, choice: usize, table: &[i8], pull: i32, tally: &mut Tally, show: bool) {
    let kinds = KINDS[choice];
    let scores = scores(text, choice, table, pull);
    let chosen: Vec<&Claim> =
        text.sentences[choice].iter().zip(&scores).flat_map(|(s, scores)| best(s, scores)).collect();
    let mut used = HashSet::new();
    let same = |g: &Gold, c: &Claim| {
        let touches = g.start < c.end && c.start < g.end;
        let named = if g.names.is_empty() {
            g.start == c.start && g.end == c.end
        } else {
            touches && g.names.contains(&c.name)
        };
        g.kind == kinds[c.kind] && (named || touches && g.alt.iter().any(|a| *a == text.text[c.start..c.end]))
    };
    for gold in text.golds.iter().filter(|g| !g.optional) {
        let Some(kind) = kinds.iter().position(|k| *k == gold.kind) else { continue };
        tally[kind][0] += 1;
        match (0..chosen.len()).find(|at| !used.contains(at) && same(gold, chosen[*at])) {
            Some(at) => {
                used.insert(at);
                tally[kind][1] += 1;
            }
            None if show => {
                let near: Vec<String> = chosen
                    .iter()
                    .filter(|c| c.start < gold.end && gold.start < c.end)
                    .map(|c| format!("{}:{}", kinds[c.kind], &text.text[c.start..c.end]))
                    .collect();
                let claimed = text.sentences[choice]
                    .iter()
                    .flatten()
                    .any(|c| c.right && c.start == gold.start && c.end == gold.end);
                println!(
                    "missed {} {} {}{} {near:?}",
                    kinds[kind],
                    text.id,
                    &text.text[gold.start..gold.end],
                    if claimed { "" } else { " (no claim)" }
                );
            }
            None => {}
        }
    }
    for (at, claim) in chosen.iter().enumerate() {
        let inside = |g: &Gold| {
            HOLDERS.contains(&&*g.kind)
                && g.start <= claim.start
                && claim.end <= g.end
                && (g.start, g.end) != (claim.start, claim.end)
        };
        let open = |g: &Gold| g.optional && g.kind == kinds[claim.kind] && g.start < claim.end && claim.start < g.end;
        if !used.contains(&at) && !text.golds.iter().any(|g| inside(g) || open(g)) {
            tally[claim.kind][2] += 1;
            if show {
                println!("extra {} {} {}", kinds[claim.kind], text.id, &text.text[claim.start..claim.end]);
            }
        }
    }
}

fn print(what: &str, choice: usize, tally: &Tally) {
    eprint!("{what}");
    for (kind, [gold, hit, extra]) in KINDS[choice].iter().zip(tally) {
        let p = *hit as f64 / (hit + extra).max(1) as f64;
        let r = *hit as f64 / (*gold).max(1) as f64;
        eprint!(" {kind} {:.3}/{:.3} {:.3} ", p, r, 2.0 * p * r / (p + r).max(1e-9));
    }
    eprintln!();
}

fn train(texts: &[&Text], choice: usize, options: &Options) -> Vec<i8> {
    let rows: usize = options.get(["names-rows", "initiatives-rows"][choice], [1 << 16, 1 << 16][choice]);
    let shrink = options.get(["shrink-names", "shrink-initiatives"][choice], [1.0, 2.0][choice]);
    let mut model = Model::new(rows, options.get("rate", 0.05), shrink);
    let mut sentences: Vec<&Vec<Claim>> =
        texts.iter().flat_map(|t| &t.sentences[choice]).filter(|s| !s.is_empty()).collect();
    for claim in sentences.iter().flat_map(|s| s.iter()).filter(|c| !c.neutral) {
        for &feature in &claim.features {
            model.shares[(feature as usize & (rows - 1)) * COLUMNS + claim.kind] += 1.0;
        }
    }
    model.shares.iter_mut().for_each(|share| *share = 1.0 / share.max(1.0));
    for epoch in 0..options.get("epochs", 20) {
        let mut state = (epoch as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        for last in (1..sentences.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            sentences.swap(last, (state % (last as u64 + 1)) as usize);
        }
        sentences.iter().for_each(|s| {
            model.learn(s);
        });
    }
    // What is added to the score of each claim of a kind, for the sake of finding more: its first feature is met by all.
    let mut table = model.table();
    let lean = options.list(["lean-names", "lean-initiatives"][choice]).map(|v| v.parse::<i8>().unwrap_or(0));
    if let Some(first) = sentences.iter().flat_map(|s| s.iter()).find_map(|c| c.features.first()) {
        for (kind, lean) in lean.enumerate() {
            let weight = &mut table[(*first as usize & (rows - 1)) * COLUMNS + kind];
            *weight = weight.saturating_add(lean);
        }
    }
    table
}

fn bytes(table: &[i8]) -> Vec<u8> {
    table.iter().map(|&w| w as u8).collect()
}

fn main() -> Fallible<()> {
    let options = Options::read()?;
    let analyzer = Analyzer::new();
    let mut texts = Vec::new();
    for line in std::io::stdin().lock().lines() {
        texts.push(read(serde_json::from_str(&line?)?));
    }
    texts.sort_by(|a, b| a.id.cmp(&b.id));
    // Texts that are always learned from and never scored.
    let marked = texts.len();
    for path in options.list("more") {
        for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
            texts.push(read(serde_json::from_str(&line?)?));
        }
    }
    let folds: usize = options.get("folds", 5);
    let share: f64 = options.get("share", 1.0);
    let show: usize = options.get("show", usize::MAX);
    let choices = options.get("choices", CHOICES);
    let mut tables: [Vec<Vec<i8>>; CHOICES] = Default::default();
    for choice in 0..choices {
        for (at, text) in texts.iter_mut().enumerate() {
            // What was settled before is settled by weights that have not seen the text.
            for (before, tables) in tables.iter().enumerate().take(choice) {
                train::settle_by(before, Box::leak(bytes(&tables[at % folds]).into_boxed_slice()));
            }
            claim(text, choice, &analyzer);
        }
        let claims = || texts.iter().flat_map(|t| &t.sentences[choice]).flatten();
        let features: usize = claims().map(|c| c.features.len()).sum();
        let right = claims().filter(|c| c.right).count();
        eprintln!(
            "{} texts, {} claims, {:.1} features each, {right} right",
            texts.len(),
            claims().count(),
            features as f64 / claims().count() as f64
        );
        let until = if choice < options.get("more-from", 1) { marked } else { texts.len() };
        let pull: i32 = options.get("pull", PULL);
        let (mut all, mut known) = (Tally::default(), Tally::default());
        for fold in 0..folds {
            let (held, rest): (Vec<_>, Vec<_>) =
                texts.iter().take(until).enumerate().partition(|(at, _)| *at < marked && at % folds == fold);
            let rest: Vec<&Text> = rest.into_iter().map(|(_, t)| t).filter(|t| t.tells(choice)).collect();
            let kept = (rest.len() as f64 * share) as usize;
            let rest: Vec<&Text> = rest.into_iter().take(kept).collect();
            let table = train(&rest, choice, &options);
            held.iter().for_each(|(_, text)| score(text, choice, &table, pull, &mut all, fold == show));
            rest.iter().for_each(|text| score(text, choice, &table, pull, &mut known, false));
            tables[choice].push(table);
        }
        print("seen  ", choice, &known);
        print("unseen", choice, &all);
        if let Some(path) = options.text("out") {
            let table =
                train(&texts.iter().take(until).filter(|t| t.tells(choice)).collect::<Vec<_>>(), choice, &options);
            std::fs::write(format!("{path}/{}", ["claims.bin", "initiatives.bin"][choice]), bytes(&table))?;
        }
    }
    if let Some(path) = options.text("facts") {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
        for (at, text) in texts.iter().enumerate().take(marked) {
            for (choice, tables) in tables.iter().enumerate().filter(|(_, tables)| !tables.is_empty()) {
                train::settle_by(choice, Box::leak(bytes(&tables[at % folds]).into_boxed_slice()));
            }
            let mut found = serde_json::to_value(analyzer.analyze(&text.text))?;
            found["id"] = text.id.clone().into();
            writeln!(out, "{found}")?;
        }
    }
    Ok(())
}
