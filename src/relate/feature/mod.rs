//! What describes a candidate: where it stands, what stands around it, and how it fits the quantity.
//!
//! A feature is a template and up to two values; [`super::model`] has their weights. What is said here of the one sentence holds
//! for each kind of quantity; nothing is decided here.

mod action;
mod actor;
mod change;
mod object;
mod position;
mod setting;

use super::candidate::{Candidate, Form};
use super::model::{Features, template as t};
use super::piece::{Piece, Sort, hash};
use super::reading::{Question, Reading, WINDOW};
use super::{Decisions, Slot};
use crate::article::Role;
use crate::extract::quantity::Quantity;
use crate::reference::{FactId, Reference};

/// No piece: before a sentence's first and behind its last.
const EDGE: u32 = 1;

/// What the features of all candidates of a question share.
pub(super) struct Asked<'r> {
    reading: &'r Reading<'r>,
    question: Question,
    row: &'r [Piece],
    pub(super) decisions: Decisions,
    /// The quantity's kind.
    kind: u32,
    /// Its unit.
    unit: u32,
    /// The words before and behind it.
    before: [u32; 2],
    behind: [u32; 2],
    sorts: [u32; 4],
    /// How many quantities of its clause, and of its sentence, stand before it.
    rank: u32,
    nth: u32,
    change: u32,
    /// What the rules say of it, see [`crate::extract::clause`] and [`crate::link`].
    rule: Rule<'r>,
}

/// The answers that the rules give.
#[derive(Default)]
struct Rule<'r> {
    object: Option<&'r str>,
    action: Option<&'r str>,
    agent: Option<u32>,
    time: Option<u32>,
    place: Option<u32>,
    campaign: Option<u32>,
}

impl<'r> Rule<'r> {
    fn of(quantity: Option<&'r Quantity>) -> Self {
        let Some(quantity) = quantity else { return Self::default() };
        let fact = |id: Option<FactId>| id.and_then(|id| u32::try_from(id.0 - 1).ok());
        let agent = match &quantity.agent {
            Some(Reference::Fact(id)) => Some(*id),
            _ => None,
        };
        Self {
            object: quantity.object.as_deref(),
            action: quantity.action.as_deref(),
            agent: fact(agent),
            time: fact(quantity.time),
            place: fact(quantity.place),
            campaign: fact(quantity.campaign),
        }
    }

    /// The mention that the rules answer a slot with.
    const fn fact(&self, slot: Slot) -> Option<u32> {
        match slot {
            Slot::Agent => self.agent,
            Slot::Time => self.time,
            Slot::Place => self.place,
            Slot::Campaign => self.campaign,
            Slot::Action | Slot::Object | Slot::Change => None,
        }
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
    fn read(row: &[Piece], from: usize, to: usize) -> Self {
        let mut found = Self { shape: 7, ..Self::default() };
        for piece in row.get(from..to).unwrap_or_default() {
            match piece.sort {
                s if s.is_verb() => found.verbs += 1,
                Sort::Quantity => found.quantities += 1,
                Sort::Comma => found.commas += 1,
                Sort::Semicolon | Sort::Stop | Sort::Colon => found.breaks += 1,
                Sort::Of => found.of += 1,
                Sort::ListMark | Sort::And => found.lists += 1,
                s if s.is_actor() => found.actors += 1,
                Sort::Date => found.dates += 1,
                Sort::Preposition => found.prepositions += 1,
                s if s.is_nominal() => found.nouns += 1,
                _ => {}
            }
            found.len += 1;
            if found.len <= 5 {
                found.shape = pair(found.shape, piece.sort as u32);
            }
        }
        if found.len > 5 {
            found.shape = 6;
        }
        found
    }
}

impl<'r> Asked<'r> {
    pub(super) fn new(reading: &'r Reading<'r>, question: Question, decisions: Decisions) -> Self {
        let row = reading.row(question.sentence);
        let at = question.at;
        let own = row[at].clause;
        let fact = &reading.facts[question.fact];
        let before = |n| at.checked_sub(n);
        let quantity = |p: &&Piece| p.sort == Sort::Quantity;
        Self {
            reading,
            question,
            row,
            decisions,
            kind: fact.kind() as u32,
            unit: row[at].word,
            before: [word(row, before(1)), word(row, before(2))],
            behind: [word(row, Some(at + 1)), word(row, Some(at + 2))],
            sorts: [sort(row, before(1)), sort(row, before(2)), sort(row, Some(at + 1)), sort(row, Some(at + 2))],
            rank: row[..at].iter().rev().take(WINDOW).take_while(|p| p.clause == own).filter(quantity).count().min(3)
                as u32,
            nth: row[..at].iter().rev().take(WINDOW).filter(quantity).count().min(4) as u32,
            change: fact.record.quantity().and_then(|q| q.change).map_or(0, |c| 1 + c as u32),
            rule: Rule::of(fact.record.quantity()),
        }
    }

    /// Adds the features of a candidate for a slot.
    pub(super) fn describe(&self, slot: Slot, candidate: &Candidate, into: &mut impl Features) {
        if candidate.form == Form::None {
            self.describe_none(into);
            let given = match slot {
                Slot::Action => self.rule.action.is_some(),
                Slot::Object => self.rule.object.is_some(),
                _ => self.rule.fact(slot).is_some(),
            };
            into.add(t("none by rule"), u32::from(given), self.kind);
            let previous = self.decisions.previous(slot);
            into.add(t("none before"), previous.map_or(2, |p| u32::from(p.span.is_some())), self.sorts[0]);
            return;
        }
        match slot {
            Slot::Action => self.describe_action(candidate, into),
            Slot::Object => self.describe_object(candidate, into),
            Slot::Change => self.describe_change(candidate, into),
            Slot::Agent => self.describe_agent(candidate, into),
            Slot::Time => self.describe_time(candidate, into),
            Slot::Place | Slot::Campaign => self.describe_setting(slot, candidate, into),
        }
    }

    /// What speaks for no answer.
    fn describe_none(&self, f: &mut impl Features) {
        f.add(t("none"), 0, 0);
        f.add(t("none kind"), self.kind, 0);
        f.add(t("none unit"), self.unit, 0);
        f.add(t("none sorts before"), self.sorts[0], self.sorts[1]);
        f.add(t("none sorts around"), self.sorts[0], self.sorts[2]);
        f.add(t("none behind"), self.behind[0], 0);
        f.add(t("none before"), self.before[0], 0);
        f.add(t("none rank"), self.rank, self.nth);
        f.add(t("none action"), self.action_word(), self.kind);
        f.add(t("none object"), self.object_last(), self.kind);
        let at = self.question.at;
        let own = self.row[at].clause;
        let row = &self.row[at.saturating_sub(WINDOW)..self.row.len().min(at + WINDOW)];
        let verbs = row.iter().filter(|p| p.sort.is_verb() && p.clause == own).count();
        f.add(t("none verbs"), verbs.min(4) as u32, self.kind);
        f.add(t("none title"), u32::from(self.role() == Role::Title), 0);
        f.add(t("none sentence"), self.question.sentence.min(3) as u32, 0);
        let actors = row.iter().filter(|p| p.sort.is_actor()).count();
        f.add(t("none actors"), actors.min(3) as u32, self.kind);
        let dates = row.iter().filter(|p| p.sort == Sort::Date).count();
        f.add(t("none dates"), dates.min(3) as u32, self.kind);
        let before = self.row[..at].iter().rev().take(WINDOW).filter(|p| p.sort == Sort::Date).count();
        f.add(t("none dates before"), before.min(3) as u32, 0);
        f.add(t("none action side"), self.action_side(), self.kind);
    }

    fn role(&self) -> Role {
        self.reading.article.sentences[self.question.sentence].role
    }

    fn action_word(&self) -> u32 {
        self.decisions.action.map_or(EDGE, |c| c.span.map_or(EDGE, |s| hash(self.reading.article.slice(s))))
    }

    fn action_side(&self) -> u32 {
        self.decisions.action.map_or(3, |c| match c.span {
            None => 2,
            Some(_) => u32::from(c.last >= self.question.at),
        })
    }

    fn object_last(&self) -> u32 {
        self.decisions.object.map_or(EDGE, |c| match c.span {
            Some(_) => self.reading.row(c.sentence)[c.last].last,
            None => 0,
        })
    }

    /// What stands between a candidate of this sentence and the quantity, and on which side it is: 0 before, 1 behind.
    fn between(&self, candidate: &Candidate) -> (u32, Between) {
        if candidate.last < self.question.at {
            (0, Between::read(self.row, candidate.last + 1, self.question.at))
        } else {
            (1, Between::read(self.row, self.question.at + 1, candidate.first.max(self.question.at + 1)))
        }
    }

    /// How many clauses apart, with its side.
    fn clauses(&self, candidate: &Candidate) -> u32 {
        let (own, its) = (self.row[self.question.at].clause, self.row[candidate.last].clause);
        if its <= own { u32::from((own - its).min(6)) } else { 10 + u32::from((its - own).min(4)) }
    }
}
