//! What the lists, the grammar, the tagger and the rest of the article claim to be names, settled by one learned choice.
//!
//! A claim is a stretch and what it would name. Claims come from the names found so far, from the tagger's other readings, from
//! lists and abbreviations, and from other edges of all these. What speaks for and against each is told as numbers
//! ([`features`]), whose weights were learned from texts marked by hand; see `seeds/model/README.md`.

mod features;
mod sources;

use std::cell::Cell;

use foldhash::HashMap;
use once_cell::sync::Lazy;

use super::tagger::Label;
use super::{Name, NameKind, gazetteer, tagged};
use crate::choice::{self, COLUMNS, Weights};
use crate::sentence::Sentence;
use crate::span::Span;

use features::Context;
use sources::Said;

static WEIGHTS: &[u8] = include_bytes!("../../../seeds/model/claims.bin");

/// The weights that the crate ships.
#[expect(clippy::expect_used, reason = "the trainer writes a power of two of rows")]
static MODEL: Lazy<Weights<'static>> = Lazy::new(|| Weights::new(WEIGHTS).expect("the weights of the crate"));

/// A stretch that may be a name, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
}

/// A stretch that the tagger might take for a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doubt {
    pub(crate) span: Span,
    pub(crate) label: Label,
    /// How much worse the sentence reads with it than at best.
    pub(crate) behind: i32,
    /// How much better it is as this name than as none.
    pub(crate) gain: i32,
}

/// What the article says of a text elsewhere, by [`NameKind`].
#[derive(Debug, Clone, Copy, Default)]
struct Elsewhere {
    /// How often it was found as a name.
    found: [u16; 3],
    /// How often the tagger reads it first.
    read: [u16; 3],
    /// How much better than no name it reads at best.
    gain: [i32; 3],
}

type Seen<'a> = HashMap<&'a str, Elsewhere>;

/// Counts the names of an article.
fn seen<'a>(sentences: &[Sentence<'a>], names: &[Vec<Name>], doubts: &[Vec<Doubt>]) -> Seen<'a> {
    let mut seen = Seen::default();
    for ((sentence, names), doubts) in sentences.iter().zip(names).zip(doubts) {
        for name in names {
            let count = &mut seen.entry(sentence.slice(name.span)).or_default().found[name.kind as usize];
            *count = count.saturating_add(1);
        }
        for doubt in doubts.iter().filter(|d| d.behind == 0) {
            let Some(kind) = sources::kind(doubt.label) else { continue };
            let entry = seen.entry(sentence.slice(doubt.span)).or_default();
            entry.read[kind as usize] = entry.read[kind as usize].saturating_add(1);
            entry.gain[kind as usize] = entry.gain[kind as usize].max(doubt.gain);
        }
    }
    seen
}

/// Settles the names of every sentence.
pub(super) fn settle(sentences: &[Sentence<'_>], names: &mut [Vec<Name>], doubts: &[Vec<Doubt>]) {
    let seen = seen(sentences, names, doubts);
    let said = sources::said(sentences, names, doubts);
    for ((sentence, names), doubts) in sentences.iter().zip(names).zip(doubts) {
        if !sentence.tokens.is_empty() {
            settle_sentence(sentence, names, doubts, &seen, &said);
        }
    }
}

fn settle_sentence(sentence: &Sentence<'_>, names: &mut Vec<Name>, doubts: &[Doubt], seen: &Seen<'_>, said: &Said<'_>) {
    let mut claims = sources::claims(sentence, names, doubts, said);
    let context = Context::new(sentence, names, doubts, seen);
    claims.retain(|claim| context.may_stand(claim));
    #[cfg(feature = "train")]
    note(&context, &claims);
    #[cfg(feature = "train")]
    let weights = crate::train::weights(0).unwrap_or(*MODEL);
    #[cfg(not(feature = "train"))]
    let weights = *MODEL;
    let scored: Vec<(Span, i32)> = claims.iter().map(|claim| (claim.span, score(&context, claim, weights))).collect();
    let mut chosen: Vec<Claim> = choice::best(&scored).into_iter().map(|at| claims[at]).collect();
    chosen.retain(|claim| !names.iter().any(|n| n.is_users() && n.span.overlaps(claim.span)));
    let old = std::mem::take(names);
    for claim in &chosen {
        let same = old.iter().find(|n| n.span == claim.span && n.kind == claim.kind);
        let mut name = same.cloned().unwrap_or_else(|| named(sentence, *claim));
        if name.kind == NameKind::Organization {
            // The place at its beginning gives the code.
            let prefix = old
                .iter()
                .find(|n| n.kind == NameKind::Place && n.span.start == claim.span.start && claim.span.contains(n.span));
            if name.codes.is_empty()
                && let Some(prefix) = prefix
            {
                name.codes.clone_from(&prefix.codes);
            }
            names.push(name);
            names.extend(prefix.filter(|p| p.span != claim.span).cloned());
        } else {
            names.push(name);
        }
    }
    names.extend(old.into_iter().filter(Name::is_users));
    names.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end), n.kind));
}

/// A name that nothing found before.
fn named(sentence: &Sentence<'_>, claim: Claim) -> Name {
    let text = sentence.slice(claim.span);
    let mut one = text.chars();
    if claim.kind == NameKind::Place && one.next().is_some() && one.next().is_none() {
        let mut name = Name::new(claim.span, NameKind::Place, "place/initial");
        if let Some(country) = sentence.lexicon.country_abbreviations.get(text) {
            name.country = country.split(' ').next();
            return name.classed("country");
        }
        if let Some(value) = sentence.lexicon.place_initials.get(text) {
            let (class, code) = value.split_once(' ').unwrap_or((value, ""));
            match code.starts_with(|c: char| c.is_ascii_digit()) {
                true => name.codes = vec![code],
                false => name.country = Some(code).filter(|code| !code.is_empty()),
            }
            return name.classed(class);
        }
        name.codes = sentence.lexicon.province_abbreviations.get(text).into_iter().collect();
        let class = name.codes.first().map_or("", |code| gazetteer::level(code));
        return name.classed(class);
    }
    let mut name = tagged::named(sentence, claim.span, claim.kind);
    name.rule = ["organization/claim", "person/claim", "place/claim"][claim.kind as usize];
    name
}

/// A sum that what is left to be asked never makes good, in steps of the weights.
const HOPELESS: i32 = -100;

/// What a name that was found just so has before it, in steps of the weights: texts marked by hand are few, and what they say
/// of a name that they have not seen is not much.
const FOUND: i32 = 10;

/// What the weights say of a claim.
fn score(context: &Context<'_, '_>, claim: &Claim, weights: Weights<'_>) -> i32 {
    let column = claim.kind as usize;
    debug_assert!(column < COLUMNS);
    let prior = if context.found_before(claim) { FOUND } else { 0 };
    let sum = Cell::new(prior);
    let mut add = |feature| sum.set(sum.get() + i32::from(weights.say(feature)[column] as i8));
    context.features(claim, &mut add, || sum.get() > HOPELESS);
    sum.get()
}

/// Tells the trainer the claims of a sentence.
#[cfg(feature = "train")]
fn note(context: &Context<'_, '_>, claims: &[Claim]) {
    use crate::train::{Claimed, collects};
    if !collects() {
        return;
    }
    let told = claims.iter().map(|claim| {
        let mut features = Vec::new();
        context.features(claim, &mut |feature| features.push(feature), || true);
        Claimed { span: claim.span, column: claim.kind as usize, name: String::new(), features }
    });
    crate::train::note(0, told.collect());
}
