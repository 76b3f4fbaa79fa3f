//! Trains seeds/model/links.bin: the weights by which what is said of a quantity is chosen among its candidates; with --roles
//! seeds/model/roles.bin, those by which it is chosen who said a quote, who holds an event or runs a campaign, when and where.
//!
//! ```text
//! train-links ANSWERS.jsonl [--more GOLD.jsonl] [--marks MARKS.jsonl CORPUS] [--out links.bin] [--predictions FOLDS.jsonl] [--slots action,object]
//!             [--most 32000] [--strength 1.0] [--part 1.0] [--templates] [--errors] [--all]
//! train-links --roles ROLES.jsonl CORPUS [--more GOLD.jsonl] [--out roles.bin] [--most 10000] …
//! ```
//!
//! The texts of ANSWERS, or of ROLES, are parted in five; each part is answered by weights learned from the other four (and from GOLD
//! and MARKS), and its share of right answers printed; with --all that of GOLD and MARKS too, parted likewise: twenty times as many, for
//! differences that a few hundred answers do not show. A slot is learned with what the slots before it, and all slots for the quantity before,
//! answer for texts they have not seen. FOLDS gets these answers in the form of `shilu extract`, for `score.py --pred`. The weights written are
//! learned from all texts.

mod answers;
mod linear;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

use answers::{Answers, Text};
use linear::Question;
use shilu::article::parse_published;
use shilu::explain::{Candidate, Explanation};
use shilu::{Analysis, Analyzer, Article, Fact};

/// A slot: the field that it fills, and of which kinds.
struct Slot {
    name: &'static str,
    kinds: &'static [&'static str],
}

const fn slot(name: &'static str, kinds: &'static [&'static str]) -> Slot {
    Slot { name, kinds }
}

const QUANTITIES: &[&str] = &["count", "measure", "money", "percent"];
/// The slots of quantities, each with a table of its own, and those of all else, which share one.
const LINKS: [Slot; 7] = [
    slot("action", QUANTITIES),
    slot("object", QUANTITIES),
    slot("change", QUANTITIES),
    slot("agent", QUANTITIES),
    slot("time", QUANTITIES),
    slot("place", QUANTITIES),
    slot("campaign", QUANTITIES),
];
const ROLES: [Slot; 6] = [
    slot("speaker", &["quote"]),
    slot("organizer", &["event", "campaign"]),
    slot("time", &["event"]),
    slot("place", &["event"]),
    slot("recipient", &["honor"]),
    slot("awarder", &["honor"]),
];
const FOLDS: usize = 5;
const ROUNDS: usize = 2;

struct Options {
    answers: Option<String>,
    /// Marks of roles, and the corpus that they are places in.
    roles: Option<(String, String)>,
    more: Vec<String>,
    marks: Vec<(String, String)>,
    out: Option<String>,
    predictions: Option<String>,
    most: usize,
    strength: f32,
    part: f64,
    slots: Vec<String>,
    templates: bool,
    errors: bool,
    all: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut args = std::env::args().skip(1).peekable();
    let answers = args.next_if(|arg| !arg.starts_with("--"));
    let mut o = Options {
        answers,
        more: vec![],
        marks: vec![],
        out: None,
        predictions: None,
        most: 32000,
        strength: 1.0,
        part: 1.0,
        slots: vec![],
        roles: None,
        templates: false,
        errors: false,
        all: false,
    };
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} wants a value"));
        match arg.as_str() {
            "--roles" => o.roles = Some((value()?, value()?)),
            "--templates" => o.templates = true,
            "--errors" => o.errors = true,
            "--all" => o.all = true,
            "--more" => o.more.push(value()?),
            "--marks" => o.marks.push((value()?, value()?)),
            "--out" => o.out = Some(value()?),
            "--predictions" => o.predictions = Some(value()?),
            "--most" => o.most = value()?.parse()?,
            "--strength" => o.strength = value()?.parse()?,
            "--part" => o.part = value()?.parse()?,
            "--slots" => o.slots = value()?.split(',').map(str::to_owned).collect(),
            _ => return Err(format!("what is {arg}?").into()),
        }
    }
    Ok(o)
}

/// A question of a slot, with the text that it comes from, by its place, and that one's fold.
struct Asked {
    text: usize,
    fold: usize,
    question: Question,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let mut texts = options.answers.as_ref().map_or(Ok(vec![]), |answers| answers::load(answers, true, FOLDS))?;
    if let Some((roles, corpus)) = &options.roles {
        let mut marked = answers::load_marks(roles, corpus, FOLDS)?;
        marked.iter_mut().for_each(|text| text.scored = true);
        texts.extend(marked);
    }
    for more in &options.more {
        // Few, of other kinds of news than the marks, and read more than once.
        let mut few = answers::load(more, false, FOLDS)?;
        few.iter_mut().for_each(|text| text.counts = 4.0);
        texts.extend(few);
    }
    for (marks, corpus) in &options.marks {
        texts.extend(answers::load_marks(marks, corpus, FOLDS)?);
    }
    // A learning curve takes a part of what is trained on, by text.
    let part = (options.part * 100.0) as usize;
    let trains = |n: usize| (n * 37) % 100 < part;
    let analyzer = Analyzer::new();
    let slots: &[Slot] = if options.roles.is_some() { &ROLES } else { &LINKS };
    let mut models: Vec<Model> = vec![Model::new(slots.len(), options.roles.is_some()); FOLDS + 1];
    // What a slot answered for the mention before is known only once it has been learned: all are learned again with it.
    let rounds = (0..ROUNDS).flat_map(|_| slots.iter().enumerate());
    for (at, slot) in rounds {
        if !options.slots.is_empty() && !options.slots.iter().any(|s| s == slot.name) {
            continue;
        }
        let asked = ask(&analyzer, &texts, slot, &models);
        let table = |fold: usize, taken: Vec<bool>| {
            let of = asked.iter().filter(|a| a.fold != fold && trains(a.text));
            let learned: Vec<&Question> = of.map(|a| &a.question).filter(|q| q.right.contains(&true)).collect();
            linear::train(&learned, options.strength, options.most, taken)
        };
        std::thread::scope(|scope| {
            let table = &table;
            for (first, two) in models.chunks_mut(2).enumerate() {
                let taken = two.iter().map(|model| model.taken(at)).collect::<Vec<_>>();
                let handles: Vec<_> = taken
                    .into_iter()
                    .enumerate()
                    .map(|(n, taken)| scope.spawn(move || table(2 * first + n, taken)))
                    .collect();
                for (model, handle) in two.iter_mut().zip(handles) {
                    model.tables[at] = handle.join().unwrap_or_default();
                }
            }
        });
    }
    whole(&analyzer, &texts, slots, &models, &options, true)?;
    if options.all {
        println!("of what is not scored:");
        whole(&analyzer, &texts, slots, &models, &options, false)?;
    }
    if options.templates {
        templates(&analyzer, &texts, &models[FOLDS]);
    }
    if let Some(out) = &options.out {
        std::fs::write(out, models[FOLDS].written())?;
    }
    Ok(())
}

/// The tables of the slots, as learned.
#[derive(Clone)]
struct Model {
    tables: Vec<Vec<u8>>,
    /// Whether all share one table when the crate reads them.
    shared: bool,
}

impl Model {
    fn new(slots: usize, shared: bool) -> Self {
        Self { tables: vec![vec![0; linear::ENTRIES * 2]; slots], shared }
    }

    /// Which entries others than this slot have of its table.
    fn taken(&self, slot: usize) -> Vec<bool> {
        let others = self.tables.iter().enumerate().filter(|&(n, _)| self.shared && n != slot);
        let mut taken = vec![false; linear::ENTRIES];
        for (_, table) in others {
            taken.iter_mut().zip(table.chunks(2)).for_each(|(taken, entry)| *taken |= entry[1] != 0);
        }
        taken
    }

    /// As in the file.
    fn written(&self) -> Vec<u8> {
        if !self.shared {
            return self.tables.concat();
        }
        let mut one = vec![0; linear::ENTRIES * 2];
        for table in &self.tables {
            for (entry, own) in one.chunks_mut(2).zip(table.chunks(2)).filter(|(_, own)| own[1] != 0) {
                entry.copy_from_slice(own);
            }
        }
        one
    }

    /// As the crate reads it: the weights for quantities, then those for all else.
    fn read(&self) -> Vec<u8> {
        let links = if self.shared { vec![0; LINKS.len() * linear::ENTRIES * 2] } else { vec![] };
        [links, self.written()].concat()
    }
}

fn explain(analyzer: &Analyzer, text: &Text, model: &Model) -> (Analysis, Vec<Explanation>) {
    let mut article = Article::parse(&text.text);
    if let Some(published) = text.published.as_deref().and_then(|p| parse_published(p).ok()) {
        article = article.published(published);
    }
    analyzer.explain(&article, Some(&model.read()))
}

/// The questions of a slot whose answers are known, each described by what a model that has not seen its text says before it.
fn ask(analyzer: &Analyzer, texts: &[Text], slot: &Slot, models: &[Model]) -> Vec<Asked> {
    let mut all = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let (analysis, why) = explain(analyzer, text, &models[text.fold]);
        for explanation in why {
            let fact = &analysis.facts[explanation.fact.0 - 1];
            if !slot.kinds.contains(&fact.kind().name()) {
                continue;
            }
            let Some(answers) = text.answers.get(&(fact.start_char, fact.end_char)).and_then(|a| a.get(slot.name))
            else {
                continue;
            };
            let Some(answers) = taught(slot.name, answers, all.len()) else { continue };
            let Some(choice) = explanation.slots.iter().find(|choice| choice.slot == slot.name) else { continue };
            let candidates = &choice.candidates;
            let right: Vec<bool> =
                candidates.iter().map(|c| answers::agrees(slot.name, c, &answers, &analysis)).collect();
            let features = |c: &Candidate| c.features.iter().map(|f| f.hash).collect();
            let weight = text.counts * if answers.contains(&None) { 1.0 } else { named_counts(slot) };
            let question = Question { candidates: candidates.iter().map(features).collect(), right, weight };
            all.push(Asked { text: n, fold: text.fold, question });
        }
    }
    all
}

/// How much a question counts that has an answer: few have a place or a campaign, and one that is missed costs its reader more than one
/// that is wrong.
fn named_counts(slot: &Slot) -> f32 {
    match slot.name {
        "organizer" => 2.0,
        _ if slot.kinds != QUANTITIES => 1.0,
        "place" => 3.0,
        "campaign" => 8.0,
        _ => 1.0,
    }
}

/// What is learned where a reader gives an answer and also none as right: of an object and a campaign the answer, of every other place
/// too, or a choice would be none too often; of the other slots nothing. `n` counts the questions.
fn taught(slot: &str, answers: &[Option<String>], n: usize) -> Option<Vec<Option<String>>> {
    let named: Vec<Option<String>> = answers.iter().filter(|a| a.is_some()).cloned().collect();
    if named.is_empty() || named.len() == answers.len() {
        return Some(answers.to_vec());
    }
    let teaches = matches!(slot, "object" | "campaign") || slot == "place" && n.is_multiple_of(2);
    teaches.then_some(named)
}

/// How much each template decides: how far apart it sets the candidates of a question, on average.
fn templates(analyzer: &Analyzer, texts: &[Text], model: &Model) {
    let mut spreads: BTreeMap<(&str, &str), (f32, usize)> = BTreeMap::new();
    let mut questions = 0;
    for text in texts.iter().filter(|t| t.scored) {
        for explanation in explain(analyzer, text, model).1 {
            questions += 1;
            for choice in &explanation.slots {
                let mut seen: BTreeMap<&str, (f32, f32, usize)> = BTreeMap::new();
                for candidate in &choice.candidates {
                    let mut sums: BTreeMap<&str, f32> = BTreeMap::new();
                    for evidence in &candidate.features {
                        *sums.entry(evidence.template).or_default() += evidence.weight;
                    }
                    for (template, sum) in sums {
                        let row = seen.entry(template).or_insert((sum, sum, 0));
                        *row = (row.0.min(sum), row.1.max(sum), row.2 + 1);
                    }
                }
                for (template, (low, high, times)) in seen {
                    let row = spreads.entry((choice.slot, template)).or_default();
                    *row = (row.0 + high - low, row.1 + times);
                }
            }
        }
    }
    for ((slot, template), (spread, times)) in spreads {
        let each = questions as f32;
        println!("{slot:9}{template:24} spread {:.3}  asked {:.1} times", spread / each, times as f32 / each);
    }
}

/// The answers of all slots together, for the texts that are scored or for those that are not.
fn whole(
    analyzer: &Analyzer,
    texts: &[Text],
    slots: &[Slot],
    models: &[Model],
    options: &Options,
    scored: bool,
) -> Result<(), Box<dyn Error>> {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut shares: BTreeMap<(usize, &str), [usize; 5]> = BTreeMap::new();
    let mut out = options.predictions.as_ref().filter(|_| scored).map(std::fs::File::create).transpose()?;
    for text in texts.iter().filter(|t| t.scored == scored) {
        let (analysis, why) = explain(analyzer, text, &models[text.fold]);
        let mut rows: Vec<serde_json::Value> =
            analysis.facts.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
        for explanation in &why {
            let fact = &analysis.facts[explanation.fact.0 - 1];
            for choice in &explanation.slots {
                let Some(chosen) = choice.candidates.first() else { continue };
                let value = match (choice.slot, chosen.fact) {
                    ("change", _) => serde_json::to_value(chosen.change)?,
                    ("object" | "action", _) => serde_json::to_value(&chosen.text)?,
                    (_, Some(fact)) => serde_json::to_value(fact)?,
                    _ => serde_json::to_value(&chosen.text)?,
                };
                rows[explanation.fact.0 - 1][choice.slot] = value;
            }
            let Some(answers) = text.answers.get(&(fact.start_char, fact.end_char)) else { continue };
            if !slots.iter().any(|slot| slot.kinds.contains(&fact.kind().name())) {
                continue;
            }
            if options.errors && scored {
                errors(text, fact, explanation, answers, &analysis);
            }
            let mut all_right = true;
            for choice in &explanation.slots {
                let asked = slots.iter().position(|s| s.name == choice.slot && s.kinds.contains(&fact.kind().name()));
                let Some(slot) = asked else { continue };
                let Some(answers) = answers.get(choice.slot) else { continue };
                let mut right = choice.candidates.iter().map(|c| answers::agrees(choice.slot, c, answers, &analysis));
                let (chosen, named) = (right.next() == Some(true), answers.iter().all(Option::is_some));
                let possible = chosen || right.any(|right| right);
                all_right &= chosen;
                for kind in ["all", fact.kind().name()] {
                    let row = shares.entry((slot, kind)).or_default();
                    row[0] += 1;
                    row[1] += usize::from(chosen);
                    row[2] += usize::from(possible);
                    row[3] += usize::from(named);
                    row[4] += usize::from(named && chosen);
                }
            }
            let row = counts.entry(fact.kind().name()).or_default();
            row[0] += 1;
            row[1] += usize::from(all_right);
        }
        if let Some(out) = &mut out {
            writeln!(out, "{}", serde_json::json!({ "id": text.id, "facts": rows }))?;
        }
    }
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    for ((slot, kind), [all, right, possible, named, right_named]) in shares {
        println!(
            "{:9}{kind:9} {right:5} of {all:5} = {:.3}  named {right_named:4} of {named:4} = {:.3}  a candidate is right {:.3}",
            slots[slot].name,
            share(right, all),
            share(right_named, named),
            share(possible, all)
        );
    }
    for (kind, [all, right]) in counts {
        println!("all given fields right, {kind}: {right} of {all} = {:.3}", right as f64 / all as f64);
    }
    Ok(())
}

/// Prints what was chosen where readers say otherwise, in its place in the text.
fn errors(text: &Text, fact: &Fact, explanation: &Explanation, answers: &Answers, analysis: &Analysis) {
    let from = text.text[..fact.start_byte].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let to = text.text[fact.end_byte..].char_indices().nth(36).map_or(text.text.len(), |(at, _)| fact.end_byte + at);
    let [before, behind] = [from..fact.start_byte, fact.end_byte..to].map(|range| text.text[range].replace('\n', "/"));
    for choice in &explanation.slots {
        let Some(answers) = answers.get(choice.slot) else { continue };
        let agrees = |c: &Candidate| answers::agrees(choice.slot, c, answers, analysis);
        if choice.candidates.first().is_some_and(agrees) {
            continue;
        }
        let got = choice.candidates.first().and_then(|c| c.text.clone().or(c.change.map(|c| format!("{c:?}"))));
        let want: Vec<&str> = answers.iter().map(|a| a.as_deref().unwrap_or("-")).collect();
        let missing = if choice.candidates.iter().any(agrees) { "" } else { " (no candidate)" };
        println!("{} {} {before}[{}]{behind} | {got:?}, not {want:?}{missing}", choice.slot, text.id, fact.text);
    }
}
