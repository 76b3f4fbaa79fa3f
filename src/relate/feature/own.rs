//! What a candidate says by itself, whatever the quantity: asked once for all the quantities that it may be an answer to.

use super::{EDGE, pair, sort, steps, word};
use crate::extract::Record;
use crate::relate::Slot;
use crate::relate::candidate::{Candidate, Form};
use crate::relate::model::{Features, t};
use crate::relate::piece::{Piece, Sort, hash};
use crate::relate::reading::Reading;
use crate::span::Span;

/// The sums of what candidates say by themselves: the last ones, each where its key puts it.
pub(crate) struct Kept(Vec<Option<(Key, i32)>>);

/// What tells a candidate of a slot.
#[derive(PartialEq, Eq, Clone, Copy)]
struct Key {
    slot: Slot,
    form: Form,
    span: Span,
    pieces: (usize, usize),
    fact: Option<u32>,
}

impl Kept {
    /// How many sums are kept: a few sentences have fewer candidates.
    const PLACES: usize = 1 << 10;

    pub(crate) fn new() -> Self {
        Self(vec![None; Self::PLACES])
    }

    /// The sum of a candidate; asked now if it is not kept.
    pub(crate) fn sum(&mut self, slot: Slot, c: &Candidate, ask: impl FnOnce() -> i32) -> i32 {
        let (Some(span), false) = (c.span, matches!(slot, Slot::Action | Slot::Change)) else { return 0 };
        let key = Key { slot, form: c.form, span, pieces: (c.first, c.last), fact: c.fact };
        let mixed = pair(pair(span.start as u32, span.end as u32), slot as u32 * 64 + c.form.number());
        let place = &mut self.0[mixed.wrapping_mul(0x9e37_79b1) as usize >> 22 & (Self::PLACES - 1)];
        match place {
            Some((kept, sum)) if *kept == key => *sum,
            _ => place.insert((key, ask())).1,
        }
    }
}

/// Adds what a candidate says by itself.
pub(crate) fn own(reading: &Reading<'_>, slot: Slot, c: &Candidate, f: &mut impl Features) {
    if c.span.is_none() {
        return;
    }
    match slot {
        Slot::Action | Slot::Change => {}
        Slot::Object => object(reading.row(c.sentence), c, f),
        Slot::Agent | Slot::Speaker | Slot::Organizer | Slot::Recipient | Slot::Awarder => {
            position(reading.row(c.sentence), c, f);
            agent(reading, c, f);
        }
        Slot::Time | Slot::Held => {
            position(reading.row(c.sentence), c, f);
            time(reading, c, f);
        }
        Slot::Place | Slot::Campaign | Slot::Venue => {
            let row = reading.row(c.sentence);
            position(row, c, f);
            f.add(t!("head last"), row[c.last].last, 0);
            match c.fact.map(|f| &reading.facts[f as usize]) {
                None => phrase(row, c, f),
                // 全国, 国内, 中超: what is said of all things and says little.
                Some(fact) => f.add(t!("name"), hash(&fact.text), 0),
            }
        }
    }
}

fn object(row: &[Piece], c: &Candidate, f: &mut impl Features) {
    let head = &row[c.last];
    let form = c.form.number();
    let (prev, next) = (c.first.checked_sub(1), Some(c.last + 1));
    f.add(t!("head"), head.word, 0);
    f.add(t!("head last"), head.last, form);
    f.add(t!("head sort"), head.sort as u32, form);
    f.add(t!("head form"), head.word, form);
    f.add(t!("first word"), row[c.first].word, form);
    f.add(t!("next word"), word(row, next), form);
    f.add(t!("next sort"), sort(row, next), form);
    f.add(t!("next sorts"), pair(sort(row, next), sort(row, Some(c.last + 2))), form);
    f.add(t!("prev word"), word(row, prev), form);
    f.add(t!("prev sort"), sort(row, prev), form);
    f.add(t!("around"), pair(sort(row, prev), sort(row, next)), form);
    f.add(t!("size"), steps(c.last - c.first), form);
    f.add(t!("head next"), head.sort as u32, pair(word(row, next), form));
    f.add(t!("head next sort"), head.word, sort(row, next));
    let inner = &row[c.first..=c.last];
    let of = inner.iter().filter(|p| p.sort == Sort::Of).count().min(2) as u32;
    let verbs = inner[..inner.len() - 1].iter().filter(|p| p.sort.is_verb()).count().min(3) as u32;
    let lists = inner.iter().filter(|p| matches!(p.sort, Sort::ListMark | Sort::And)).count().min(2) as u32;
    let names = inner.iter().filter(|p| p.fact.is_some()).count().min(2) as u32;
    f.add(t!("inner"), pair(of, verbs), pair(lists, form));
    f.add(t!("inner names"), names, pair(form, head.sort as u32));
    f.add(t!("inner last sorts"), inner.iter().rev().take(3).fold(3, |h, p| pair(h, p.sort as u32)), form);
    f.add(t!("first sort"), row[c.first].sort as u32, pair(sort(row, prev), form));
    f.add(t!("first prev word"), row[c.first].word, word(row, prev));
}

/// What stands beside a mention or a phrase.
fn position(row: &[Piece], c: &Candidate, f: &mut impl Features) {
    let sorts = pair(row[c.last].sort as u32, c.form.number());
    let (prev, next) = (c.first.checked_sub(1), Some(c.last + 1));
    f.add(t!("prev only"), word(row, prev), sorts);
    f.add(t!("next only"), word(row, next), sorts);
    f.add(t!("prev next"), pair(sort(row, prev), sort(row, next)), sorts);
    // 由, 被, 为, 对, 在, 据: what governs it.
    let opened = row[..c.first]
        .iter()
        .rev()
        .take(5)
        .take_while(|p| !p.sort.ends_clause() && !p.sort.is_verb())
        .find(|p| p.sort == Sort::Preposition);
    f.add(t!("governed"), opened.map_or(EDGE, |p| p.word), sorts);
    let verb = row[c.last + 1..].iter().take(6).take_while(|p| !p.sort.ends_clause()).find(|p| p.sort.is_verb());
    f.add(t!("verb behind"), verb.map_or(EDGE, |p| p.word), sorts);
}

fn agent(reading: &Reading<'_>, c: &Candidate, f: &mut impl Features) {
    let row = reading.row(c.sentence);
    let head = &row[c.last];
    let form = c.form.number();
    let sorts = pair(head.sort as u32, form);
    f.add(t!("head"), head.word, form);
    f.add(t!("head last"), head.last, sorts);
    let text = c.span.map_or("", |s| reading.article.slice(s));
    let end = text.chars().rev().take(2).fold(9, |h, c| pair(h, u32::from(c)));
    f.add(t!("end"), end, form);
    f.add(t!("begins"), row[c.first].sort as u32, pair(sorts, (c.last - c.first).min(4) as u32));
    f.add(t!("next sorts"), pair(sort(row, Some(c.last + 1)), sort(row, Some(c.last + 2))), sorts);
    f.add(t!("length"), text.chars().count().min(12) as u32, sorts);
    f.add(t!("first"), text.chars().next().map_or(0, u32::from), form);
}

fn time(reading: &Reading<'_>, c: &Candidate, f: &mut impl Features) {
    let row = reading.row(c.sentence);
    let Some(fact) = c.fact.map(|f| &reading.facts[f as usize]) else { return phrase(row, c, f) };
    if matches!(fact.record, Record::Date(_)) {
        f.add(t!("date words"), hash(&fact.text), 0);
    }
}

/// What a phrase of time or place that no mention is consists of.
fn phrase(row: &[Piece], c: &Candidate, f: &mut impl Features) {
    let form = c.form.number();
    f.add(t!("phrase first"), row[c.first].word, form);
    let inner = &row[c.first..=c.last];
    let verbs = inner.iter().filter(|p| p.sort.is_verb()).count().min(3) as u32;
    f.add(t!("phrase verbs"), verbs, pair(form, row[c.last].word));
    let names = inner.iter().filter(|p| p.fact.is_some()).count().min(3) as u32;
    f.add(t!("phrase names"), names, form);
    f.add(t!("phrase before"), word(row, c.first.checked_sub(1)), row[c.last].last);
}
