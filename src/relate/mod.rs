//! What the text says of a mention: of a quantity its object and verb, which way it moves, who, when, where, in which campaign; who said
//! a quote, who holds an event or runs a campaign, when and where, who received an honor and who gave it.
//!
//! Grammar makes the candidates of each slot ([`offer`]), learned weights ([`model`]) over what describes them
//! ([`feature`]) choose one, or that the text gives none. The slots of a mention are answered in their order, and each sees what was
//! chosen before it, for this mention and for the one of its family before.

mod candidate;
mod decisions;
mod feature;
mod mention;
mod model;
mod offer;
mod phrase;
mod piece;
mod read;
mod reading;
mod role;
mod row;
mod slot;
mod telling;

use crate::article::Article;
use crate::extract::Record;
use crate::extract::quantity::Change;
use crate::fact::Fact;
use crate::reference::{FactId, Reference};
use crate::sentence::Sentence;
use crate::span::Span;
use candidate::Candidate;
use decisions::Decisions;
use feature::{Asked, Kept, own};
use model::Model;
use reading::{Meant, Reading};

pub(crate) use model::Feature;
use slot::FAMILIES;
pub(crate) use slot::Slot;

/// Answers what is asked of each mention among the facts.
pub(crate) fn relate(article: &Article<'_>, sentences: &[Sentence<'_>], facts: &mut [Fact]) {
    if facts.iter().all(|f| Slot::of(f.kind()).is_empty()) {
        return;
    }
    let model = Model::new(None);
    let reading = Reading::new(article, sentences, facts);
    let (mut kept, mut sums) = (Kept::new(), Vec::new());
    let choose = |asked: &Asked<'_>, slot: Slot, candidates: &[Candidate]| {
        let weights = model.weights(slot);
        sums.clear();
        sums.extend(candidates.iter().map(|candidate| {
            let mut sum = weights.sum();
            asked.describe(slot, candidate, &mut sum);
            let own = kept.sum(slot, candidate, || {
                let mut sum = weights.sum();
                own(&reading, slot, candidate, &mut sum);
                sum.sum
            });
            sum.sum + own
        }));
        (best(&reading, candidates, &sums).map(|at| candidates[at]), ())
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
    pub(crate) chosen: bool,
    pub(crate) features: Vec<(Feature, f32)>,
}

/// The candidates of every slot of every mention that is asked about, by its place among the facts, as a model weighs them.
pub(crate) fn explain(
    article: &Article<'_>,
    sentences: &[Sentence<'_>],
    facts: &[Fact],
    weights: Option<&[u8]>,
) -> Vec<(usize, Vec<Vec<Weighed>>)> {
    let model = Model::new(weights);
    let reading = Reading::new(article, sentences, facts);
    let choose = |asked: &Asked<'_>, slot: Slot, candidates: &[Candidate]| {
        let slot_weights = model.weights(slot);
        let (mut sums, mut weighed) = (Vec::new(), Vec::new());
        for &candidate in candidates {
            let mut list = slot_weights.list();
            asked.describe(slot, &candidate, &mut list);
            own(&reading, slot, &candidate, &mut list);
            let weights = list.features.iter().map(|f| slot_weights.of(f));
            let sum = weights.clone().sum();
            let features = list.features.iter().copied().zip(weights.map(model::score)).collect();
            sums.push(sum);
            weighed.push(Weighed { candidate, score: model::score(sum), chosen: false, features });
        }
        let chosen = best(&reading, candidates, &sums);
        if let Some(chosen) = chosen {
            weighed[chosen].chosen = true;
        }
        (chosen.map(|at| weighed[at].candidate), weighed)
    };
    walk(&reading, choose, |fact, _, told| (fact, told))
}

/// Asks every mention for its slots, in their order. `choose` picks one of a slot's candidates and tells something of it;
/// `keep` says what is kept of a mention's place among the facts, what was chosen for it and what was told.
fn walk<'r, T, K>(
    reading: &'r Reading<'r>,
    mut choose: impl FnMut(&Asked<'r>, Slot, &[Candidate]) -> (Option<Candidate>, T),
    keep: impl Fn(usize, &Decisions, Vec<T>) -> K,
) -> Vec<K> {
    let mut answers = Vec::new();
    let mut candidates = Vec::new();
    for family in FAMILIES {
        let mut carried = Decisions::default();
        for fact in (0..reading.facts.len()).filter(|&f| family.contains(&reading.facts[f].kind())) {
            let Some(question) = reading.question(fact) else { continue };
            let mut asked = Asked::new(reading, question, carried);
            let runs = offer::runs(reading, &question);
            let slots = Slot::of(reading.facts[fact].kind()).iter().map(|&slot| {
                offer::of(&asked, slot, &runs, &mut candidates);
                asked.offer(&candidates);
                let (chosen, told) = choose(&asked, slot, &candidates);
                asked.decide(slot, chosen);
                told
            });
            let slots = slots.collect();
            carried = asked.decisions.carried(question, reading);
            answers.push(keep(fact, &asked.decisions, slots));
        }
    }
    answers
}

/// What a sum is worth as a share, by how far it stands below the highest: e to the power of minus one of the model's steps for each.
/// What stands three below has a twentieth and does not count.
const SHARES: [u64; 72] = {
    const ONE: u64 = 1 << 40;
    // e^(-1/24) in parts of 2^32.
    const STEP: u64 = 4_119_687_600;
    let mut shares = [ONE; 72];
    let mut at = 1;
    while at < shares.len() {
        shares[at] = ((shares[at - 1] >> 8) * STEP) >> 24;
        at += 1;
    }
    shares
};

/// How many answers are remembered while others are asked whether they are the same.
const KNOWN: usize = 6;

/// The place of the best candidate: mentions of one entity, and phrases of the same words, are one answer and their shares count
/// together; among them the highest sum, the first of equal ones.
fn best(reading: &Reading<'_>, candidates: &[Candidate], sums: &[i32]) -> Option<usize> {
    let most = sums.iter().copied().max()?;
    let share = |at: usize| SHARES.get(most.abs_diff(sums[at]) as usize).copied().unwrap_or(0);
    let is_near = |&at: &usize| (most.abs_diff(sums[at]) as usize) < SHARES.len();
    let mut near = (0..sums.len()).filter(is_near);
    if let (Some(only), None) = (near.next(), near.next()) {
        return Some(only);
    }
    // What tells answers apart is asked once for each, not once for each two: a row of names has forty.
    let near: Vec<_> =
        (0..sums.len()).filter(is_near).map(|at| (at, share(at), reading.meant(&candidates[at]))).collect();
    let mut known: Vec<(Meant<'_>, u64)> = Vec::new();
    let mut best = None;
    for &(at, _, meant) in &near {
        let asked = known.iter().rev().take(KNOWN).find(|(other, _)| *other == meant && meant.is_one());
        let together = asked.map(|&(_, sum)| sum).unwrap_or_else(|| {
            let same = near.iter().filter(|(other, _, its)| *other == at || meant.is_same(its));
            let sum = same.map(|&(_, share, _)| share).sum();
            known.push((meant, sum));
            sum
        });
        best = best.max(Some((together, sums[at], std::cmp::Reverse(at))));
    }
    best.map(|(_, _, at)| at.0)
}

/// A mention, and its words or those of a phrase that is none.
type Told = (Option<u32>, Option<Span>);

/// What is kept of the decisions for a mention until all are taken: they themselves are ten times as large.
struct Answer {
    fact: usize,
    action: Option<Span>,
    object: Told,
    change: Option<Change>,
    agent: Told,
    time: Told,
    place: Told,
    campaign: Option<u32>,
}

impl Answer {
    fn new(fact: usize, decisions: &Decisions) -> Self {
        let span = |slot| decisions.of(slot).and_then(|c| c.span);
        let mention = |slot| decisions.of(slot).and_then(|c| c.fact);
        let told = |slot| (mention(slot), span(slot));
        Self {
            fact,
            action: span(Slot::Action),
            object: told(Slot::Object),
            change: decisions.of(Slot::Change).and_then(|c| c.change()),
            agent: told(Slot::Agent),
            time: told(Slot::Time),
            place: told(Slot::Place),
            campaign: mention(Slot::Campaign),
        }
    }

    fn fill(self, article: &Article<'_>, facts: &mut [Fact]) {
        let words = |span: Option<Span>| span.map(|span| article.slice(span).to_owned());
        let id = |place: Option<u32>| place.map(|place| FactId(place as usize + 1));
        let reference = |(mention, phrase): Told| {
            id(mention).map(Reference::Fact).or_else(|| words(phrase).and_then(Reference::words))
        };
        let record = &mut facts[self.fact].record;
        match record {
            Record::Quote(quote) => quote.speaker = reference(self.agent),
            Record::Event(event) => {
                event.organizer = id(self.agent.0);
                event.time = id(self.time.0);
                event.place = reference(self.place);
            }
            Record::Campaign(campaign) => campaign.organizer = id(self.agent.0),
            Record::Honor(honor) => {
                honor.recipient = reference(self.object);
                honor.awarder = reference(self.agent);
            }
            _ => {}
        }
        let Some(quantity) = record.quantity_mut() else { return };
        quantity.action = words(self.action);
        quantity.object = words(self.object.1);
        quantity.object_span = self.object.1.map(|object| article.chars(object));
        quantity.change = self.change;
        quantity.agent = reference(self.agent);
        quantity.time = reference(self.time);
        quantity.place = reference(self.place);
        quantity.campaign = id(self.campaign);
    }
}
