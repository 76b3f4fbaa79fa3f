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
use crate::extract::quantity::Change;
use crate::fact::Fact;
use crate::reference::{FactId, Reference};
use crate::sentence::Sentence;
use crate::span::Span;
use candidate::Candidate;
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
    /// For this quantity, by slot.
    own: [Option<Candidate>; 7],
    /// For the quantity before, and where that stands.
    previous: [Option<Candidate>; 7],
    before: Option<Question>,
}

impl Decisions {
    /// What this quantity was answered with; nothing as long as a slot has not been asked for.
    const fn of(&self, slot: Slot) -> Option<Candidate> {
        self.own[slot as usize]
    }

    /// What the quantity before was answered with.
    const fn previous(&self, slot: Slot) -> Option<Candidate> {
        self.previous[slot as usize]
    }

    /// What the next quantity sees of these.
    const fn carried(self, question: Question) -> Self {
        Self { own: [None; 7], previous: self.own, before: Some(question) }
    }
}

/// Answers what is asked of each quantity among the facts.
pub(crate) fn relate(article: &Article<'_>, sentences: &[Sentence<'_>], facts: &mut [Fact]) {
    if !facts.iter().any(|f| f.record.quantity().is_some()) {
        return;
    }
    let model = Model::new(WEIGHTS);
    let reading = Reading::new(article, sentences, facts);
    let choose = |asked: &Asked<'_>, slot: Slot, candidates: &[Candidate]| {
        let table = model.table(slot);
        let sums = candidates.iter().map(|candidate| {
            let mut sum = Sum { table, sum: 0 };
            asked.describe(slot, candidate, &mut sum);
            sum.sum
        });
        (best(sums).map(|at| candidates[at]), ())
    };
    let answers = walk(&reading, choose, |fact, decisions, _| Answer::new(fact, decisions));
    for answer in answers {
        answer.fill(article, facts);
    }
}

/// One candidate of a slot with all that speaks for and against it.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    pub(crate) candidate: Candidate,
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
    let choose = |asked: &Asked<'_>, slot: Slot, candidates: &[Candidate]| {
        let table = model.table(slot);
        let (mut sums, mut weighed) = (Vec::new(), Vec::new());
        for &candidate in candidates {
            let mut list = List::default();
            asked.describe(slot, &candidate, &mut list);
            let weights = list.0.iter().map(|f| model::weight(table, f.hash));
            let sum = weights.clone().sum();
            let features = list.0.iter().copied().zip(weights.map(model::score)).collect();
            sums.push(sum);
            weighed.push(Weighed { candidate, score: model::score(sum), features });
        }
        (best(sums).map(|at| weighed[at].candidate), weighed)
    };
    walk(&reading, choose, |fact, _, told| (fact, told))
}

/// Asks every quantity for its slots, in their order. `choose` picks one of a slot's candidates and tells something of it;
/// `keep` says what is kept of a quantity's place among the facts, what was chosen for it and what was told.
fn walk<'r, T, K>(
    reading: &'r Reading<'r>,
    mut choose: impl FnMut(&Asked<'r>, Slot, &[Candidate]) -> (Option<Candidate>, T),
    keep: impl Fn(usize, &Decisions, [T; 7]) -> K,
) -> Vec<K> {
    let mut carried = Decisions::default();
    let mut candidates = Vec::new();
    let quantities = (0..reading.facts.len()).filter(|&f| reading.facts[f].record.quantity().is_some());
    let answer = |fact| {
        let question = reading.question(fact)?;
        let mut asked = Asked::new(reading, question, carried);
        let told = Slot::ALL.map(|slot| {
            candidate::of(reading, &question, slot, &mut candidates);
            asked.offer(&candidates);
            let (chosen, told) = choose(&asked, slot, &candidates);
            asked.decide(slot, chosen);
            told
        });
        carried = asked.decisions.carried(question);
        Some(keep(fact, &asked.decisions, told))
    };
    quantities.filter_map(answer).collect()
}

/// The place of the highest sum, the first of equal ones.
fn best(sums: impl IntoIterator<Item = i32>) -> Option<usize> {
    let first = |(place, sum): (usize, i32)| (sum, std::cmp::Reverse(place));
    sums.into_iter().enumerate().max_by_key(|&at| first(at)).map(|(place, _)| place)
}

/// What is kept of the decisions for a quantity until all are taken: they themselves are ten times as large.
struct Answer {
    fact: usize,
    action: Option<Span>,
    object: Option<Span>,
    change: Option<Change>,
    agent: (Option<u32>, Option<Span>),
    time: Option<u32>,
    place: Option<u32>,
    campaign: Option<u32>,
}

impl Answer {
    fn new(fact: usize, decisions: &Decisions) -> Self {
        let span = |slot| decisions.of(slot).and_then(|c| c.span);
        let mention = |slot| decisions.of(slot).and_then(|c| c.fact);
        Self {
            fact,
            action: span(Slot::Action),
            object: span(Slot::Object),
            change: decisions.of(Slot::Change).and_then(|c| c.change()),
            agent: (mention(Slot::Agent), span(Slot::Agent)),
            time: mention(Slot::Time),
            place: mention(Slot::Place),
            campaign: mention(Slot::Campaign),
        }
    }

    fn fill(self, article: &Article<'_>, facts: &mut [Fact]) {
        let Some(quantity) = facts[self.fact].record.quantity_mut() else { return };
        let words = |span: Option<Span>| span.map(|span| article.slice(span).to_owned());
        let id = |place: Option<u32>| place.map(|place| FactId(place as usize + 1));
        quantity.action = words(self.action);
        quantity.object = words(self.object);
        quantity.object_span = self.object.map(|object| article.chars(object));
        quantity.change = self.change;
        let (mention, phrase) = self.agent;
        quantity.agent = id(mention).map(Reference::Fact).or_else(|| words(phrase).and_then(Reference::words));
        quantity.time = id(self.time);
        quantity.place = id(self.place);
        quantity.campaign = id(self.campaign);
    }
}
