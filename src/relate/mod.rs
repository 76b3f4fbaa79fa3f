//! What the text says of a quantity: its object and verb, which way it moves, who, when, where, in which campaign.
//!
//! Grammar makes the candidates of each slot ([`candidate`]), learned weights ([`model`]) over what describes them
//! ([`feature`]) choose one, or that the text gives none. The slots are answered in their order, and each sees what was
//! chosen before it, for this quantity and for the one before.

mod candidate;
mod feature;
mod model;
mod piece;
mod reading;

use crate::article::Article;
use crate::extract::Record;
use crate::extract::quantity::Quantity;
use crate::fact::Fact;
use crate::reference::{FactId, Reference};
use crate::sentence::Sentence;
use candidate::{CHANGES, Candidate, Form};
use feature::Asked;
use model::{List, Sum};
use reading::{Question, Reading};

pub(crate) use model::{Feature, Model};

/// The weights, as `tools/train-links` writes them.
static WEIGHTS: &[u8] = include_bytes!("../../seeds/model/links.bin");

/// What is asked of a quantity, in the order in which it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Slot {
    Action,
    Object,
    Change,
    Agent,
    Time,
    Place,
    Campaign,
}

impl Slot {
    pub(crate) const ALL: [Self; 7] =
        [Self::Action, Self::Object, Self::Change, Self::Agent, Self::Time, Self::Place, Self::Campaign];

    /// The field that it fills.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Object => "object",
            Self::Change => "change",
            Self::Agent => "agent",
            Self::Time => "time",
            Self::Place => "place",
            Self::Campaign => "campaign",
        }
    }
}

/// What was chosen so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Decisions {
    action: Option<Candidate>,
    object: Option<Candidate>,
    change: Option<Candidate>,
    agent: Option<Candidate>,
    time: Option<Candidate>,
    place: Option<Candidate>,
    campaign: Option<Candidate>,
    /// What was chosen for the quantity before.
    previous_action: Option<Candidate>,
    previous_object: Option<Candidate>,
    previous_agent: Option<Candidate>,
    previous_time: Option<Candidate>,
    previous_place: Option<Candidate>,
    previous_campaign: Option<Candidate>,
}

impl Decisions {
    fn slot(&mut self, slot: Slot) -> &mut Option<Candidate> {
        match slot {
            Slot::Action => &mut self.action,
            Slot::Object => &mut self.object,
            Slot::Change => &mut self.change,
            Slot::Agent => &mut self.agent,
            Slot::Time => &mut self.time,
            Slot::Place => &mut self.place,
            Slot::Campaign => &mut self.campaign,
        }
    }

    /// What the quantity before was answered with.
    const fn previous(&self, slot: Slot) -> Option<Candidate> {
        match slot {
            Slot::Action => self.previous_action,
            Slot::Object => self.previous_object,
            Slot::Change => None,
            Slot::Agent => self.previous_agent,
            Slot::Time => self.previous_time,
            Slot::Place => self.previous_place,
            Slot::Campaign => self.previous_campaign,
        }
    }

    /// What the next quantity sees of these.
    fn carried(self) -> Self {
        Self {
            previous_action: self.action,
            previous_object: self.object,
            previous_agent: self.agent,
            previous_time: self.time,
            previous_place: self.place,
            previous_campaign: self.campaign,
            ..Self::default()
        }
    }
}

/// Answers what is asked of each quantity among the facts.
pub(crate) fn relate(article: &Article<'_>, sentences: &[Sentence<'_>], facts: &mut [Fact]) {
    let model = Model::new(WEIGHTS);
    let answers: Vec<(usize, Decisions)> = {
        let reading = Reading::new(article, sentences, facts);
        let mut before = Decisions::default();
        let answer = |fact| {
            let question = reading.question(fact)?;
            before = decide(&reading, question, &model, before.carried());
            Some((fact, before))
        };
        (0..facts.len()).filter(|&f| quantity(&facts[f].record).is_some()).filter_map(answer).collect()
    };
    for (fact, decisions) in answers {
        fill(article, facts, fact, &decisions);
    }
}

fn decide(reading: &Reading<'_>, question: Question, model: &Model<'_>, mut decisions: Decisions) -> Decisions {
    for slot in Slot::ALL {
        let candidates = candidate::of(reading, &question, slot);
        let asked = Asked::new(reading, question, &decisions);
        let mut best = (i32::MIN, candidate::NONE);
        for candidate in candidates {
            let mut sum = Sum { table: model.table(slot), sum: 0 };
            asked.describe(slot, &candidate, &mut sum);
            if sum.sum > best.0 {
                best = (sum.sum, candidate);
            }
        }
        *decisions.slot(slot) = Some(best.1);
    }
    decisions
}

/// One candidate of a slot with all that speaks for and against it.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) candidate: Candidate,
    pub(crate) change: Option<crate::extract::quantity::Change>,
    pub(crate) score: f32,
    pub(crate) features: Vec<(Feature, f32)>,
}

/// The candidates of every slot of every quantity, by its place among the facts, as a model weighs them.
pub(crate) fn explain(
    article: &Article<'_>,
    sentences: &[Sentence<'_>],
    facts: &[Fact],
    weights: Option<&[u8]>,
) -> Vec<(usize, [Vec<Weighed>; 7])> {
    let model = Model::new(weights.unwrap_or(WEIGHTS));
    let reading = Reading::new(article, sentences, facts);
    let mut before = Decisions::default();
    let mut all = Vec::new();
    for fact in (0..facts.len()).filter(|&f| quantity(&facts[f].record).is_some()) {
        let Some(question) = reading.question(fact) else { continue };
        let mut decisions = before.carried();
        let slots = Slot::ALL.map(|slot| {
            let asked = Asked::new(&reading, question, &decisions);
            let weigh = |candidate: Candidate| {
                let (mut sum, mut list) = (Sum { table: model.table(slot), sum: 0 }, List::default());
                asked.describe(slot, &candidate, &mut sum);
                asked.describe(slot, &candidate, &mut list);
                let change =
                    if let Form::Change(change) = candidate.form { CHANGES[usize::from(change)] } else { None };
                Weighed {
                    candidate,
                    change,
                    score: model::score(sum.sum),
                    features: list
                        .0
                        .into_iter()
                        .map(|f| (f, model::score(model::weight(model.table(slot), f.hash))))
                        .collect(),
                }
            };
            let weighed: Vec<Weighed> = candidate::of(&reading, &question, slot).into_iter().map(weigh).collect();
            let best = weighed.iter().rev().max_by(|a, b| a.score.total_cmp(&b.score));
            *decisions.slot(slot) = best.map(|b| b.candidate);
            weighed
        });
        before = decisions;
        all.push((fact, slots));
    }
    all
}

fn quantity(record: &Record) -> Option<&Quantity> {
    match record {
        Record::Count(r) => Some(&r.quantity),
        Record::Measure(r) => Some(&r.quantity),
        Record::Money(r) => Some(&r.quantity),
        Record::Percent(r) => Some(&r.quantity),
        _ => None,
    }
}

fn quantity_mut(record: &mut Record) -> Option<&mut Quantity> {
    match record {
        Record::Count(r) => Some(&mut r.quantity),
        Record::Measure(r) => Some(&mut r.quantity),
        Record::Money(r) => Some(&mut r.quantity),
        Record::Percent(r) => Some(&mut r.quantity),
        _ => None,
    }
}

fn fill(article: &Article<'_>, facts: &mut [Fact], fact: usize, decisions: &Decisions) {
    let Some(quantity) = quantity_mut(&mut facts[fact].record) else { return };
    let words = |c: Option<Candidate>| c.and_then(|c| c.span).map(|s| article.slice(s).to_owned());
    let id = |c: Option<Candidate>| c.and_then(|c| c.fact).map(|f| FactId(f as usize + 1));
    quantity.action = words(decisions.action);
    let object = decisions.object.and_then(|c| c.span);
    quantity.object = object.map(|o| article.slice(o).to_owned());
    quantity.object_span = object.map(|o| article.chars(o));
    quantity.change =
        decisions.change.and_then(|c| if let Form::Change(n) = c.form { CHANGES[usize::from(n)] } else { None });
    quantity.agent =
        id(decisions.agent).map(Reference::Fact).or_else(|| words(decisions.agent).and_then(Reference::words));
    quantity.time = id(decisions.time);
    quantity.place = id(decisions.place);
    quantity.campaign = id(decisions.campaign);
}
