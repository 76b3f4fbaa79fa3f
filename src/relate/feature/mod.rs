//! What describes a candidate: where it stands, what stands around it, and how it fits the quantity.
//!
//! A feature is a template and up to two values; [`super::model`] has their weights. What is said here of the one sentence holds
//! for each kind of quantity; nothing is decided here.

mod action;
mod actor;
mod change;
mod object;
mod own;
mod position;
mod role;
mod setting;

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::candidate::{Candidate, Form};
use super::decisions::Decisions;
use super::model::{Features, t};
use super::piece::{Piece, Sort, hash};
use super::reading::{Question, Reading};
use super::row::{Row, WINDOW};
use super::slot::{SEATS, Slot};
use crate::article::Role;
use crate::extract::Record;
use crate::reference::{EntityId, FactId, Reference};

pub(super) use own::{Kept, own};

/// No piece: before a sentence's first and behind its last.
const EDGE: u32 = 1;

/// What the features of all candidates of a question share.
pub(in crate::relate) struct Asked<'r> {
    pub(in crate::relate) reading: &'r Reading<'r>,
    pub(in crate::relate) question: Question,
    row: &'r Row,
    pub(in crate::relate) decisions: Decisions,
    /// The mention's kind.
    kind: u32,
    /// Its unit; of what is no quantity what it is called by, see [`role::title`].
    unit: u32,
    /// The words before and behind it.
    before: [u32; 2],
    behind: [u32; 2],
    sorts: [u32; 4],
    /// How many quantities of its clause, and of its sentence, stand before it.
    rank: u32,
    nth: u32,
    change: u32,
    /// What was chosen for the verb: its words, on which side of the quantity it stands, the word before it.
    action_word: u32,
    action_side: u32,
    adverb: u32,
    /// What the verb's clause begins with, and whether a noun stands before the verb there: 完成投资2亿元 has no subject of its own.
    opening: u32,
    /// The last character of the object.
    object_last: u32,
    /// What stands between the quantity before and this one.
    since: Since,
    /// The subjects before it, the nearest first, with how far back each stands.
    subjects: [Option<(u32, Option<EntityId>)>; SUBJECTS],
    /// The last word before the quantity that points back or means all of a place or body: 该, 全, 我.
    pointer: u32,
    /// The word that points back before the verb of what is no quantity.
    pronoun: u32,
    /// How many candidates a slot has in this sentence, and before it.
    offers: u32,
    /// Whether it is said in quotation marks or told by somebody, and by which mention.
    quoted: Option<Option<EntityId>>,
    /// The finest dates before it in its sentence, and their grains.
    grains: [(Option<u32>, u32); 3],
    /// The last characters of the nouns around it, asked once for all candidates.
    nouns: OnceCell<Vec<u32>>,
    /// What the rules say of it, see [`crate::extract::clause`] and [`crate::link`].
    pub(in crate::relate) rule: Rule<'r>,
}

/// How many subjects before a quantity are looked at.
const SUBJECTS: usize = 5;

/// What stands between the quantity before and this one.
#[derive(Default, Clone, Copy)]
struct Since {
    /// How far apart: 0 in one clause, 1 in one sentence, 2 in one paragraph, 3 farther.
    apart: u32,
    verbs: u32,
    actors: u32,
    dates: u32,
}

impl Since {
    fn read(reading: &Reading<'_>, question: &Question, before: Option<&Question>) -> Self {
        let Some(before) = before else { return Self { apart: 4, ..Self::default() } };
        let row = reading.row(question.sentence);
        let frame = &reading.article.sentences;
        let from = if before.sentence == question.sentence { before.last + 1 } else { 0 };
        let apart = if before.sentence == question.sentence {
            u32::from(row[before.last].clause != row[question.at].clause)
        } else {
            2 + u32::from(frame[before.sentence].paragraph != frame[question.sentence].paragraph)
        };
        Self {
            apart,
            verbs: row.verbs(from, question.at).min(3) as u32,
            actors: row.actors(from, question.at).min(2) as u32,
            dates: row.count(Sort::Date, from, question.at).min(2) as u32,
        }
    }
}

/// The answers that the rules give, by seat.
#[derive(Default)]
pub(in crate::relate) struct Rule<'r> {
    words: [Option<&'r str>; SEATS],
    facts: [Option<u32>; SEATS],
}

impl<'r> Rule<'r> {
    fn of(record: &'r Record) -> Self {
        let mut rule = Self::default();
        if let Some(quantity) = record.quantity() {
            rule.words[Slot::Object.seat()] = quantity.object.as_deref();
            rule.words[Slot::Action.seat()] = quantity.action.as_deref();
            rule.mention(Slot::Agent, quantity.agent.as_ref());
            rule.mention(Slot::Time, quantity.time.as_ref());
            rule.mention(Slot::Place, quantity.place.as_ref());
            rule.fact(Slot::Campaign, quantity.campaign);
        }
        match record {
            Record::Quote(quote) => rule.reference(Slot::Speaker, quote.speaker.as_ref()),
            Record::Campaign(campaign) => rule.fact(Slot::Organizer, campaign.organizer),
            Record::Honor(honor) => {
                rule.reference(Slot::Recipient, honor.recipient.as_ref());
                rule.reference(Slot::Awarder, honor.awarder.as_ref());
            }
            _ => {}
        }
        rule
    }

    fn fact(&mut self, slot: Slot, id: Option<FactId>) {
        self.facts[slot.seat()] = id.and_then(|id| u32::try_from(id.0 - 1).ok());
    }

    fn mention(&mut self, slot: Slot, reference: Option<&Reference>) {
        if let Some(Reference::Fact(id)) = reference {
            self.fact(slot, Some(*id));
        }
    }

    fn reference(&mut self, slot: Slot, reference: Option<&'r Reference>) {
        self.mention(slot, reference);
        if let Some(Reference::Text(words)) = reference {
            self.words[slot.seat()] = Some(words);
        }
    }

    /// The mention that the rules answer a slot with.
    pub(in crate::relate) const fn mentioned(&self, slot: Slot) -> Option<u32> {
        self.facts[slot.seat()]
    }

    /// The words that the rules answer a slot with.
    pub(in crate::relate) const fn said(&self, slot: Slot) -> Option<&'r str> {
        self.words[slot.seat()]
    }

    /// Whether the rules answer with these words, with others, or not at all.
    fn agrees(words: Option<&str>, text: &str) -> u32 {
        match words {
            None => 0,
            Some(words) if words == text => 1,
            Some(words) if words.ends_with(text) || text.ends_with(words) => 2,
            Some(_) => 3,
        }
    }
}

fn word(row: &[Piece], at: Option<usize>) -> u32 {
    at.and_then(|at| row.get(at)).map_or(EDGE, |p| p.word)
}

fn sort(row: &[Piece], at: Option<usize>) -> u32 {
    at.and_then(|at| row.get(at)).map_or(99, |p| p.sort as u32)
}

/// How far, in a few steps.
fn steps(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        _ => 9,
    }
}

fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x9e37_79b1).rotate_left(13) ^ b.wrapping_mul(0x85eb_ca6b)
}

/// What stands between a candidate and the quantity.
#[derive(Default)]
struct Between {
    verbs: usize,
    quantities: usize,
    commas: usize,
    of: usize,
    lists: usize,
    nouns: usize,
    actors: usize,
    dates: usize,
    breaks: usize,
    prepositions: usize,
    shape: u32,
    len: usize,
}

impl Between {
    fn read(row: &Row, from: usize, to: usize) -> Self {
        let (from, to) = (from.min(row.len()), to.min(row.len()));
        if from >= to {
            return Self { shape: 7, ..Self::default() };
        }
        let counts = row.counts(from, to);
        let shape = if to - from > 5 { 6 } else { row[from..to].iter().fold(7, |h, p| pair(h, p.sort as u32)) };
        Self {
            verbs: counts.verbs(),
            quantities: counts.of(Sort::Quantity),
            commas: counts.of(Sort::Comma),
            of: counts.of(Sort::Of),
            lists: counts.of(Sort::ListMark) + counts.of(Sort::And),
            nouns: counts.nouns(),
            actors: counts.actors(),
            dates: counts.of(Sort::Date),
            breaks: counts.of(Sort::Semicolon) + counts.of(Sort::Stop) + counts.of(Sort::Colon),
            prepositions: counts.of(Sort::Preposition),
            shape,
            len: to - from,
        }
    }
}

impl<'r> Asked<'r> {
    pub(in crate::relate) fn new(reading: &'r Reading<'r>, question: Question, decisions: Decisions) -> Self {
        let row = reading.row(question.sentence);
        let Question { at, last, .. } = question;
        let fact = &reading.facts[question.fact];
        let clause = row.clause(at);
        let before = |n| at.checked_sub(n);
        let mut asked = Self {
            reading,
            question,
            row,
            decisions,
            kind: fact.kind() as u32,
            unit: role::title(&fact.record).unwrap_or(row[at].word),
            before: [word(row, before(1)), word(row, before(2))],
            behind: [word(row, Some(last + 1)), word(row, Some(last + 2))],
            sorts: [sort(row, before(1)), sort(row, before(2)), sort(row, Some(last + 1)), sort(row, Some(last + 2))],
            rank: row.count(Sort::Quantity, clause.start, at).min(3) as u32,
            nth: row.count(Sort::Quantity, 0, at).min(4) as u32,
            change: fact.record.quantity().and_then(|q| q.change).map_or(0, |c| 1 + c as u32),
            action_word: EDGE,
            action_side: 3,
            adverb: EDGE,
            opening: 9,
            object_last: EDGE,
            since: Since::read(reading, &question, decisions.before.as_ref()),
            subjects: subjects(reading, &question),
            pointer: pointer(row, at),
            pronoun: EDGE,
            offers: 0,
            quoted: quoted(reading, &question),
            grains: grains(reading, row, at),
            nouns: OnceCell::new(),
            rule: Rule::of(&fact.record),
        };
        if fact.record.quantity().is_none() {
            let verb = role::verb(reading, &question);
            asked.decide(Slot::Action, Some(verb));
            asked.pronoun = asked.pronoun_before(&verb);
        }
        asked
    }

    /// Tells what there is to choose from.
    pub(super) fn offer(&mut self, candidates: &[Candidate]) {
        let given = candidates.iter().filter(|c| c.span.is_some());
        let here = given.clone().filter(|c| c.sentence == self.question.sentence).count();
        let before = given.filter(|c| c.sentence == self.question.sentence && c.last < self.question.at).count();
        let earlier = candidates.len() - 1 - here;
        self.offers = (here.min(3) * 16 + before.min(3) * 4 + earlier.min(2)) as u32;
    }

    /// Takes the answer of a slot: those after it see it.
    pub(super) fn decide(&mut self, slot: Slot, chosen: Option<Candidate>) {
        self.decisions.own[slot.seat()] = chosen;
        let Some(chosen) = chosen else { return };
        match (slot.like(), chosen.span) {
            (Slot::Action, span) => {
                self.action_word = span.map_or(EDGE, |s| hash(self.reading.article.slice(s)));
                self.action_side = span.map_or(2, |_| u32::from(chosen.last >= self.question.at));
                let verb = span.map_or(self.question.at, |_| chosen.first);
                self.adverb = span.map_or(EDGE, |_| word(self.row, verb.checked_sub(1)));
                self.opening = opening(self.row, verb);
            }
            (Slot::Object, span) => {
                self.object_last = span.map_or(0, |_| self.reading.row(chosen.sentence)[chosen.last].last);
            }
            _ => {}
        }
    }

    /// Adds the features of a candidate for a slot.
    pub(super) fn describe(&self, slot: Slot, candidate: &Candidate, into: &mut impl Features) {
        if candidate.form == Form::None {
            self.describe_none(into);
            let given = self.rule.said(slot).is_some() || self.rule.mentioned(slot).is_some();
            into.add(t!("none by rule"), u32::from(given), self.kind);
            let previous = self.decisions.previous(slot).map_or(2, |p| u32::from(p.span.is_some()));
            into.add(t!("none previous"), previous, self.sorts[0]);
            let Since { apart, verbs, actors, dates } = self.since;
            into.add(t!("none since"), previous, pair(apart, pair(verbs, pair(actors, dates))));
            into.add(t!("none since verbs"), previous, pair(apart, verbs));
            let held = self.decisions.held(slot).map_or(9, |(_, ago)| u32::from(ago.min(4)));
            into.add(t!("none held"), held, apart);
            into.add(t!("none initiatives"), self.reading.initiatives().len().min(4) as u32, held);
            into.add(t!("none held opening"), held, pair(apart, self.opening));
            if slot.is_role() {
                self.describe_no_role(slot, into);
            }
            return;
        }
        match slot {
            Slot::Action => self.describe_action(candidate, into),
            Slot::Object => self.describe_object(candidate, into),
            Slot::Change => self.describe_change(candidate, into),
            Slot::Agent => self.describe_agent(slot, candidate, into),
            Slot::Time => self.describe_time(slot, candidate, into),
            Slot::Place | Slot::Campaign => self.describe_setting(slot, candidate, into),
            _ => self.describe_role(slot, candidate, into),
        }
    }

    /// What speaks for no answer.
    fn describe_none(&self, f: &mut impl Features) {
        f.add(t!("none"), 0, 0);
        f.add(t!("none kind"), self.kind, 0);
        f.add(t!("none unit"), self.unit, 0);
        f.add(t!("none sorts before"), self.sorts[0], self.sorts[1]);
        f.add(t!("none sorts around"), self.sorts[0], self.sorts[2]);
        f.add(t!("none behind"), self.behind[0], 0);
        f.add(t!("none before"), self.before[0], 0);
        f.add(t!("none rank"), self.rank, self.nth);
        f.add(t!("none action"), self.action_word, self.kind);
        f.add(t!("none object"), self.object_last, self.kind);
        let (at, row) = (self.question.at, self.row);
        let clause = row.clause(at);
        let verbs = row.verbs(clause.start, clause.end);
        f.add(t!("none verbs"), verbs.min(4) as u32, self.kind);
        f.add(t!("none title"), u32::from(self.role() == Role::Title), 0);
        f.add(t!("none sentence"), self.question.sentence.min(3) as u32, 0);
        let near = (at.saturating_sub(WINDOW), self.question.last + WINDOW);
        f.add(t!("none actors"), row.actors(near.0, near.1).min(3) as u32, self.kind);
        f.add(t!("none dates"), row.count(Sort::Date, near.0, near.1).min(3) as u32, self.kind);
        f.add(t!("none dates before"), row.count(Sort::Date, near.0, at).min(3) as u32, 0);
        f.add(t!("none action side"), self.action_side, self.kind);
        f.add(t!("none opening"), self.opening, self.kind);
        f.add(t!("none opening action"), self.opening, self.action_word);
        f.add(t!("none offers"), self.offers, self.kind);
        f.add(t!("none offers opening"), self.offers, self.opening);
        f.add(t!("none unit action"), self.unit, self.action_word);
        f.add(t!("none pointer"), self.pointer, 0);
        let turn = self.subjects[0].map_or(9, |(apart, _)| apart);
        f.add(t!("none turn"), turn, self.opening);
        f.add(t!("none turn action"), turn, self.action_word);
        f.add(t!("none quoted"), u32::from(self.quoted.is_some()), self.opening);
        f.add(t!("none adverb"), self.adverb, 0);
        f.add(t!("none change"), self.decisions.of(Slot::Change).map_or(9, |c| c.form.number()), self.kind);
    }

    /// The last characters of the nouns around the quantity.
    fn nouns(&self) -> &[u32] {
        self.nouns.get_or_init(|| {
            let near = self.question.at.saturating_sub(WINDOW)..self.row.len().min(self.question.last + WINDOW);
            self.row[near].iter().filter(|p| p.sort == Sort::Noun).map(|p| p.last).collect()
        })
    }

    fn role(&self) -> Role {
        self.reading.article.sentences[self.question.sentence].role
    }

    /// What stands between a candidate of this sentence and the quantity, and on which side it is: 0 before, 1 behind.
    fn between(&self, candidate: &Candidate) -> (u32, Between) {
        if candidate.last < self.question.at {
            (0, Between::read(self.row, candidate.last + 1, self.question.at))
        } else {
            let from = self.question.last + 1;
            (1, Between::read(self.row, from, candidate.first.max(from)))
        }
    }

    /// Whether a candidate stands in the sentence, behind it, in the paragraph or how far before it.
    fn back(&self, c: &Candidate, most: usize) -> u32 {
        match c.sentence.cmp(&self.question.sentence) {
            Ordering::Equal => 9,
            Ordering::Greater => 8,
            Ordering::Less => c.back.min(most) as u32,
        }
    }

    /// How many clauses apart, with its side.
    fn clauses(&self, candidate: &Candidate) -> u32 {
        let its = self.row[candidate.last].clause;
        let side = if candidate.last < self.question.at { self.question.at } else { self.question.last };
        let own = self.row[side].clause;
        if its <= own { u32::from((own - its).min(6)) } else { 10 + u32::from((its - own).min(4)) }
    }
}

/// What a verb's clause begins with, dates and adverbs aside, and whether a noun stands before the verb in it.
fn opening(row: &Row, verb: usize) -> u32 {
    let clause = row.clause(verb);
    let loose = |p: &&Piece| matches!(p.sort, Sort::Date | Sort::Adverb | Sort::Conjunction | Sort::Open | Sort::Other);
    let first = row[clause.clone()].iter().take(WINDOW).find(|p| !loose(p));
    let nominal = row.nouns(clause.start, verb) + row.actors(clause.start, verb);
    first.map_or(98, |p| p.sort as u32) * 4 + nominal.min(2) as u32
}

fn subjects(reading: &Reading<'_>, question: &Question) -> [Option<(u32, Option<EntityId>)>; SUBJECTS] {
    let mut subjects = reading.subjects(question.sentence, question.at);
    std::array::from_fn(|_| subjects.next())
}

/// The last word before the quantity that points back, or means all of a place or a body.
fn pointer(row: &Row, at: usize) -> u32 {
    row[at.saturating_sub(WINDOW)..at].iter().rev().find(|p| p.points).map_or(EDGE, |p| p.word)
}

/// Who says what the quantity stands in, if it is a quote.
fn quoted(reading: &Reading<'_>, question: &Question) -> Option<Option<EntityId>> {
    let ours = reading.facts[question.fact].span();
    let quote = reading.quote_around(question.sentence, ours)?;
    let Record::Quote(quote) = &reading.facts[quote].record else { return None };
    Some(match &quote.speaker {
        Some(Reference::Fact(id)) => reading.facts.get(id.0 - 1).and_then(|f| f.entity),
        _ => None,
    })
}

/// The finest dates before the quantity, the finest first.
fn grains(reading: &Reading<'_>, row: &Row, at: usize) -> [(Option<u32>, u32); 3] {
    let mut finest = [(None, 0); 3];
    let named = row.named(at.saturating_sub(WINDOW), at).iter().rev().map(|&place| &row[place]);
    let dates = named.filter(|p| p.sort == Sort::Date).filter_map(|p| p.fact);
    for fact in dates {
        let Record::Date(date) = &reading.facts[fact as usize].record else { continue };
        let Some(grain) = date.grain.map(|g| g as u32) else { continue };
        let place = finest.iter().position(|&(kept, g)| kept.is_none() || g < grain);
        if let Some(place) = place {
            finest[place..].rotate_right(1);
            finest[place] = (Some(fact), grain);
        }
    }
    finest
}
