//! Named initiatives and events, settled: what their rules found, quotations, words before a head noun, names known by heart and
//! what the article names elsewhere each claim to be a name, and a choice learned from texts marked by hand decides.

mod features;
mod nearby;
mod sources;

use foldhash::HashMap;

use super::{Kind, Mention, Record, campaign, event};
use crate::choice::{self, FOUND, Scored};
use crate::sentence::Sentence;
use crate::span::Span;

use features::{Context, Edges};

/// A stretch that may name an initiative or an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) span: Span,
    /// Whether it would be an event.
    pub(crate) event: bool,
}

impl Claim {
    fn kind(self) -> Kind {
        if self.event { Kind::Event } else { Kind::Campaign }
    }
}

/// How often each text is an initiative and an event in the article.
type Seen<'a> = HashMap<&'a str, [u16; 2]>;

/// Settles the initiatives and events of an article's sentences.
pub(super) fn settle(sentences: &[Sentence<'_>], found: &mut [Vec<Mention>]) {
    let Some(article) = sentences.first().map(|s| s.article) else { return };
    let seen = seen(sentences, found);
    let known = sources::known(&seen);
    let mut edges = Edges::default();
    let mut scored: Vec<Scored<Claim>> = Vec::with_capacity(sentences.len());
    for (sentence, mentions) in sentences.iter().zip(found.iter()) {
        let claims = sources::claims(sentence, mentions, &known);
        edges.clear(sentence.span.len());
        let context = Context::new(sentence, mentions, &seen);
        #[cfg(feature = "train")]
        note(&context, &claims);
        let ours = ours(mentions);
        let score = |claim: &Claim| {
            let found = if ours.binary_search(&key(claim)).is_ok() { FOUND } else { 0 };
            (claim.span, context.score(*claim, &mut edges) + found)
        };
        let scores = claims.iter().map(score).collect();
        scored.push(Scored { claims, scores });
    }
    choice::agree(article.text, &mut scored, |claim| usize::from(claim.event));
    for ((sentence, mentions), scored) in sentences.iter().zip(found).zip(scored) {
        if !scored.claims.is_empty() {
            choose(sentence, mentions, &scored);
        }
    }
}

/// Sets the initiatives and events of a sentence to what is best by the scores.
fn choose(sentence: &Sentence<'_>, mentions: &mut Vec<Mention>, scored: &Scored<Claim>) {
    let chosen: Vec<Claim> = choice::best(&scored.scores).into_iter().map(|at| scored.claims[at]).collect();
    // Those chosen come in the order of their ends, and no two overlap.
    let stands = |m: &Mention| {
        let at = chosen.partition_point(|c| c.span.end < m.span.end);
        chosen.get(at).is_some_and(|c| c.span == m.span && c.kind() == m.kind())
    };
    mentions.retain(|m| !is_ours(m) || stands(m));
    let ours = ours(mentions);
    for claim in chosen {
        if ours.binary_search(&key(&claim)).is_err() {
            let record: Record = match claim.event {
                true => event::named(sentence, claim.span).into(),
                false => campaign::named(sentence, claim.span).into(),
            };
            let rule = if claim.event { "event/claim" } else { "campaign/claim" };
            mentions.push(Mention::new(claim.span, rule, record));
        }
    }
}

/// By what a claim and a mention are told to be the same.
fn key(claim: &Claim) -> (usize, usize, bool) {
    (claim.span.start, claim.span.end, claim.event)
}

/// The initiatives and events among the mentions, in order: a row of them has several claims for each.
fn ours(mentions: &[Mention]) -> Vec<(usize, usize, bool)> {
    let ours = mentions.iter().filter(|m| is_ours(m));
    let mut ours: Vec<_> = ours.map(|m| (m.span.start, m.span.end, m.kind() == Kind::Event)).collect();
    ours.sort_unstable();
    ours
}

fn is_ours(mention: &Mention) -> bool {
    matches!(mention.kind(), Kind::Campaign | Kind::Event)
}

fn seen<'a>(sentences: &[Sentence<'a>], found: &[Vec<Mention>]) -> Seen<'a> {
    let mut seen = Seen::default();
    for (sentence, mentions) in sentences.iter().zip(found) {
        for mention in mentions.iter().filter(|m| is_ours(m)) {
            let counts = seen.entry(sentence.slice(mention.span)).or_default();
            let count = &mut counts[usize::from(mention.kind() == Kind::Event)];
            *count = count.saturating_add(1);
        }
    }
    seen
}

/// Tells the trainer the claims of a sentence.
#[cfg(feature = "train")]
fn note(context: &Context<'_, '_>, claims: &[Claim]) {
    use crate::choice::Choice;
    use crate::train::{Claimed, collects};
    if !collects() {
        return;
    }
    let told = claims.iter().map(|&claim| {
        let mut numbers = Vec::new();
        context.features(claim, &mut |feature| numbers.push(feature));
        let name = match claim.event {
            true => event::named(context.sentence, claim.span).name,
            false => campaign::named(context.sentence, claim.span).name,
        };
        Claimed { span: claim.span, column: usize::from(claim.event), name, features: numbers }
    });
    crate::train::note(Choice::Initiatives, told.collect());
}
