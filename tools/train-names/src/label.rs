//! Mends machine-made labels before they are learned: what the project's own rules find for sure is added, what teachers
//! and rules dispute becomes unknown, and a name labelled in one place is one in the others.

use std::collections::HashMap;

use shilu::{Analyzer, Kind};

use crate::data::Sentence;
use crate::tagger::Label;

/// The weight of an added label: just believed.
const ADDED: f32 = 0.7;
/// The weight of what may be anything.
const UNKNOWN: f32 = 0.5;

/// Rules that err less than the teachers do.
const TRUSTED: [&str; 13] = [
    "organization/listed",
    "organization/place-and-body",
    "organization/level-and-body",
    "organization/youth-league",
    "organization/stock-code",
    "organization/defined",
    "place/gazetteer",
    "place/chain",
    "person/listed",
    "person/dotted",
    "person/nameless",
    "person/surname-and-title",
    "person/last-part",
];

/// A labelled stretch in characters.
type Span = (usize, usize, Option<Label>, f32);

/// Reads each article with the rules and mends its labels.
pub fn with_rules(sentences: &mut [Sentence]) {
    let kinds = [Kind::Organization, Kind::Person, Kind::Place];
    let analyzer = Analyzer::builder().tagger(false).kinds(kinds).build();
    for article in sentences.chunk_by_mut(|a, b| a.article == b.article) {
        let mut text = String::new();
        let starts: Vec<usize> = article
            .iter()
            .map(|s| {
                let start = text.len();
                text.push_str(&s.text);
                text.push('\n');
                start
            })
            .collect();
        for fact in analyzer.analyze(&text).facts {
            let place = starts.partition_point(|&s| s <= fact.span().start) - 1;
            let (sentence, base) = (&mut article[place], starts[place]);
            let Some(inside) = sentence.text.get(..fact.span().start - base) else { continue };
            let from = inside.chars().count();
            let to = from + fact.text.chars().count();
            let label = match fact.kind() {
                Kind::Organization => Label::Organization,
                Kind::Person => Label::Person,
                _ => Label::Place,
            };
            if to - from > 1 && to <= sentence.text.chars().count() {
                mend(&mut sentence.spans, (from, to, Some(label), ADDED), TRUSTED.contains(&fact.rule.as_str()));
            }
        }
    }
}

/// Takes a rule's finding in among the labels.
fn mend(spans: &mut Vec<Span>, found: Span, trusted: bool) {
    let (from, to, label, _) = found;
    let touched: Vec<usize> = (0..spans.len()).filter(|&at| spans[at].0 < to && from < spans[at].1).collect();
    match touched[..] {
        [] => spans.push((from, to, label, if trusted { ADDED } else { UNKNOWN })),
        [at] => {
            let (start, end, known, weight) = spans[at];
            let same = known == label;
            let within = start <= from && to <= end;
            if (start, end) == (from, to) {
                if same {
                    spans[at].3 = weight.max(ADDED);
                } else {
                    spans[at].3 = UNKNOWN;
                }
            } else if within && (known != label || weight >= 0.8) {
                // A place inside an organization, a body inside a title: the longer label stands.
            } else if from <= start && end <= to && trusted {
                spans[at] = found;
            } else {
                spans[at] = (start.min(from), end.max(to), known, UNKNOWN);
            }
        }
        _ => {
            let covers = touched.iter().all(|&at| from <= spans[at].0 && spans[at].1 <= to);
            let (mut first, mut last) = (from, to);
            for &at in touched.iter().rev() {
                let span = spans.remove(at);
                first = first.min(span.0);
                last = last.max(span.1);
            }
            spans.push((first, last, label, if covers && trusted { ADDED } else { UNKNOWN }));
        }
    }
}

/// Labels a name where it stands unlabelled, if it is labelled often enough elsewhere.
pub fn consistently(sentences: &mut [Sentence]) {
    let mut labelled: HashMap<String, [u32; 4]> = HashMap::new();
    for sentence in sentences.iter() {
        let starts = starts(&sentence.text);
        for &(from, to, label, weight) in &sentence.spans {
            if let (Some(label), true) = (label, weight >= ADDED) {
                labelled.entry(sentence.text[starts[from]..starts[to]].to_owned()).or_default()[label as usize] += 1;
            }
        }
    }
    labelled.retain(|_, counts| counts.iter().sum::<u32>() >= 2);
    // Lengths in bytes of the names that begin with the same two characters.
    let mut lengths: HashMap<[char; 2], Vec<usize>> = HashMap::new();
    for name in labelled.keys() {
        let mut chars = name.chars();
        if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
            let alike = lengths.entry([a, b]).or_default();
            if !alike.contains(&name.len()) {
                alike.push(name.len());
            }
        }
    }
    lengths.values_mut().for_each(|l| l.sort_unstable_by_key(|&n| std::cmp::Reverse(n)));
    let mut unlabelled: HashMap<String, u32> = HashMap::new();
    for sentence in sentences.iter() {
        for (from, to) in again(sentence, &labelled, &lengths) {
            *unlabelled.entry(sentence.text[from..to].to_owned()).or_default() += 1;
        }
    }
    let mut added = [0u32; 2];
    for sentence in sentences.iter_mut() {
        for (from, to) in again(sentence, &labelled, &lengths) {
            let text = &sentence.text[from..to];
            let counts = labelled[text];
            let most = counts.iter().copied().max().unwrap_or(0);
            let label = Label::ALL[counts.iter().position(|&n| n == most).unwrap_or(0)];
            let share = most as f32 / (counts.iter().sum::<u32>() + unlabelled[text]) as f32;
            let chars = text.chars().count();
            let start = sentence.text[..from].chars().count();
            let weight = if chars >= 3 && most >= 3 && share >= 0.3 {
                ADDED
            } else if share >= 0.1 {
                UNKNOWN
            } else {
                continue;
            };
            added[usize::from(weight == UNKNOWN)] += 1;
            sentence.spans.push((start, start + chars, Some(label), weight));
        }
    }
    eprintln!("{} labels added to repeated names, {} left open", added[0], added[1]);
}

/// Byte offsets of the characters, and the end.
fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Where labelled names stand in a sentence without a label, longest first from the left.
fn again(
    sentence: &Sentence,
    labelled: &HashMap<String, [u32; 4]>,
    lengths: &HashMap<[char; 2], Vec<usize>>,
) -> Vec<(usize, usize)> {
    let text = &sentence.text;
    let starts = starts(text);
    let taken: Vec<(usize, usize)> = sentence.spans.iter().map(|s| (starts[s.0], starts[s.1])).collect();
    let mut found = Vec::new();
    let mut until = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, a)) = chars.next() {
        let Some(&(_, b)) = chars.peek() else { break };
        let Some(lengths) = lengths.get(&[a, b]).filter(|_| at >= until) else { continue };
        let name = lengths.iter().find_map(|&n| text.get(at..at + n).filter(|name| labelled.contains_key(*name)));
        if let Some(name) = name {
            let end = at + name.len();
            until = end;
            if !taken.iter().any(|&(from, to)| from < end && at < to) {
                found.push((at, end));
            }
        }
    }
    found
}
