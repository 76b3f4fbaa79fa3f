//! Why a mention was told so: the candidates of its slots with their scores.

use std::cmp::Ordering;

use serde::Serialize;

use crate::extract::quantity::Change;
use crate::reference::FactId;
use crate::relate::{Feature, Slot, Weighed};

/// Where explanations go, and whose weights they use.
pub(crate) struct Explain<'a> {
    pub(crate) weights: Option<&'a [u8]>,
    pub(crate) into: &'a mut Vec<Explanation>,
}

/// What was asked of one mention, and what could have been the answers.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The mention: a quantity, a quote, an event or a campaign.
    pub fact: FactId,
    /// Its slots, in the order in which they were answered.
    pub slots: Vec<Choice>,
}

/// The choice of one slot.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// The field that it fills: `action`, `object`, `change`, `agent`, `time`, `place`, `campaign`; of a quote
    /// `speaker`; of an event `organizer`, `time`, `place`; of a campaign `organizer`.
    pub slot: &'static str,
    /// What could be its answer, the best first.
    pub candidates: Vec<Candidate>,
}

/// A possible answer.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Candidate {
    /// Its words; null where the text gives no answer.
    pub text: Option<String>,
    /// The mention that it is.
    pub fact: Option<FactId>,
    /// The change that it is, in the slot `change`.
    pub change: Option<Change>,
    /// The sum of its weights; a lead of one is odds of 2.7 to 1. Mentions of one entity stand together: the best of them is chosen where they
    /// have more together than any other.
    pub score: f32,
    /// Whether it is the answer.
    pub chosen: bool,
    /// What describes it, as `template:first:second`, with what each weighs.
    pub features: Vec<Evidence>,
}

/// One feature of a candidate.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// What it looks at.
    pub template: &'static str,
    /// Its hash, by which the weights know it.
    pub hash: u32,
    /// What it adds to the score.
    pub weight: f32,
}

impl Explanation {
    /// The explanation of a fact, by its place and its kind's slots.
    pub(crate) fn new(text: &str, fact: usize, asked: &[Slot], slots: Vec<Vec<Weighed>>) -> Self {
        let choice = |(slot, weighed): (&Slot, Vec<Weighed>)| {
            let mut candidates: Vec<Candidate> = weighed.into_iter().map(|w| Candidate::new(text, w)).collect();
            candidates.sort_by(|a, b| (b.chosen, b.score).partial_cmp(&(a.chosen, a.score)).unwrap_or(Ordering::Equal));
            Choice { slot: slot.name(), candidates }
        };
        let slots = asked.iter().zip(slots).map(choice).collect();
        Self { fact: FactId(fact + 1), slots }
    }
}

impl Candidate {
    fn new(text: &str, weighed: Weighed) -> Self {
        let evidence =
            |(feature, weight): (Feature, f32)| Evidence { template: feature.template, hash: feature.hash, weight };
        Self {
            text: weighed.candidate.span.map(|s| text[s.range()].to_owned()),
            fact: weighed.candidate.fact.map(|f| FactId(f as usize + 1)),
            change: weighed.candidate.change(),
            score: weighed.score,
            chosen: weighed.chosen,
            features: weighed.features.into_iter().map(evidence).collect(),
        }
    }
}
