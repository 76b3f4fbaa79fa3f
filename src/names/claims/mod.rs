//! What the lists, the grammar, the tagger and the rest of the article claim to be names, settled by one learned choice.
//!
//! A claim is a stretch and what it would name. Claims come from the names found so far, from the tagger's other readings, from
//! lists and abbreviations, and from other edges of all these. What speaks for and against each is told as numbers
//! ([`features`]), whose weights were learned from texts marked by hand; see `seeds/model/README.md`.

mod edges;
mod features;
mod parts;
mod sources;
mod vetoes;

use std::cell::RefCell;

use foldhash::HashMap;

use super::tagged::Doubt;
use super::{Class, Name, NameKind, NameRule, gazetteer, person, tagged};
use crate::choice::{self, COLUMNS, Choice, FOUND, HOPELESS, Scored, Weights, number};
use crate::sentence::Sentence;
use crate::span::Span;

use edges::{Edges, End, Start};
use sources::Said;

/// A stretch that may be a name, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
}

impl Claim {
    /// Claims come in the order of their ends.
    const fn key(&self) -> (usize, usize, NameKind) {
        (self.span.end, self.span.start, self.kind)
    }
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

/// Which sorts of bodies an article names, as bits: what 药学院 or 工会 alone may be.
fn classes(names: &[Vec<Name>]) -> u64 {
    names.iter().flatten().fold(0, |bits, name| {
        bits | match name.class {
            Class::School => 1,
            Class::Company => 2,
            Class::Hospital => 4,
            Class::Government => 8,
            Class::Team => 16,
            _ => 0,
        }
    })
}

/// Settles the names of every sentence.
pub(super) fn settle(sentences: &[Sentence<'_>], names: &mut [Vec<Name>], doubts: &[Vec<Doubt>]) {
    let Some(article) = sentences.first().map(|s| s.article) else { return };
    let seen = seen(sentences, names, doubts);
    let said = sources::said(sentences, names, doubts);
    let classes = classes(names);
    let (mut edges, beside) = (Edges::default(), Beside::default());
    let mut scored: Vec<Scored<Claim>> = Vec::with_capacity(sentences.len());
    for ((sentence, names), doubts) in sentences.iter().zip(names.iter()).zip(doubts) {
        if sentence.tokens.is_empty() {
            scored.push(Scored::default());
            continue;
        }
        edges.clear(sentence.span.len());
        scored.push(Context::new(sentence, names, doubts, &seen, &beside, (&said, classes)).scored(&mut edges));
    }
    choice::agree(article.text, &mut scored, |claim| claim.kind as usize);
    for (((sentence, names), doubts), scored) in sentences.iter().zip(names).zip(doubts).zip(scored) {
        choose(sentence, names, doubts, &scored);
    }
}

/// Sets the names of a sentence to what is best by the scores.
fn choose(sentence: &Sentence<'_>, names: &mut Vec<Name>, doubts: &[Doubt], scored: &Scored<Claim>) {
    if scored.claims.is_empty() {
        return;
    }
    let mut chosen: Vec<Claim> = choice::best(&scored.scores).into_iter().map(|at| scored.claims[at]).collect();
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
                && let Some(prefix) = prefix.filter(|p| p.rule != NameRule::PlaceRisky)
            {
                name.codes.clone_from(&prefix.codes);
            }
            names.push(name);
            names.extend(prefix.filter(|p| p.span != claim.span).cloned());
        } else {
            names.push(name);
        }
    }
    // 李明|亮相车展: what was cut short crosses a word, which the weights hold against it.
    let cut = |n: &Name| {
        let next = sentence.next_char(n.span.end).map_or(0, char::len_utf8);
        let whole = Span::new(n.span.start, n.span.end + next);
        let read = |d: &Doubt| d.behind == 0 && d.span == whole && sources::kind(d.label) == Some(n.kind);
        n.kind == NameKind::Person && !n.is_users() && doubts.iter().any(read) && person::runs_on(sentence, whole)
    };
    names.extend(old.iter().filter(|n| cut(n) && !chosen.iter().any(|claim| claim.span.overlaps(n.span))).cloned());
    names.extend(old.into_iter().filter(Name::is_users));
    Name::sort(names);
}

/// A name that nothing found before.
fn named(sentence: &Sentence<'_>, claim: Claim) -> Name {
    let text = sentence.slice(claim.span);
    let mut one = text.chars();
    if claim.kind == NameKind::Place && one.next().is_some() && one.next().is_none() {
        let mut name = Name::new(claim.span, NameKind::Place, NameRule::PlaceInitial);
        if let Some(country) = sentence.lexicon.country_abbreviations.get(text) {
            name.country = country.split(' ').next();
            return name.classed(Class::Country);
        }
        if let Some(value) = sentence.lexicon.place_initials.get(text) {
            let (class, code) = value.split_once(' ').unwrap_or((value, ""));
            match code.starts_with(|c: char| c.is_ascii_digit()) {
                true => name.codes = vec![code],
                false => name.country = Some(code).filter(|code| !code.is_empty()),
            }
            return name.classed(Class::from_list(class));
        }
        name.codes = sentence.lexicon.province_abbreviations.get(text).into_iter().collect();
        let class = name.codes.first().map_or(Class::Unknown, |code| gazetteer::level(code));
        return name.classed(class);
    }
    let mut name = tagged::named(sentence, claim.span, claim.kind);
    name.rule = [NameRule::OrganizationClaim, NameRule::PersonClaim, NameRule::PlaceClaim][claim.kind as usize];
    name
}

/// From here on a name that was found just so is sure, in steps of the weights: in 700 articles of varied news one in a thousand
/// names of such a score was another in the end, with other edges or of another kind.
const SURE: i32 = 150;

/// A sentence and what is known of it before claims are settled.
struct Context<'c, 'a> {
    sentence: &'c Sentence<'a>,
    names: &'c [Name],
    /// Numbers for the rule and the class of each name.
    told: Vec<[u64; 2]>,
    doubts: &'c [Doubt],
    /// Which doubts are on the best path.
    best: Vec<u32>,
    seen: &'c Seen<'a>,
    beside: &'c Beside<'a>,
    said: &'c Said<'a>,
    /// Which sorts of bodies the article names, as bits.
    classes: u64,
    weights: Weights<'static>,
}

/// What each text stands beside in the article, as two features: asked once a text.
type Beside<'a> = RefCell<HashMap<&'a str, [u64; 2]>>;

impl<'c, 'a> Context<'c, 'a> {
    fn new(
        sentence: &'c Sentence<'a>,
        names: &'c [Name],
        doubts: &'c [Doubt],
        seen: &'c Seen<'a>,
        beside: &'c Beside<'a>,
        (said, classes): (&'c Said<'a>, u64),
    ) -> Self {
        let told = names.iter().map(|name| [number(name.rule.id()), number(name.class.id())]).collect();
        let best = (0..).zip(doubts).filter(|(_, d)| d.behind == 0).map(|(at, _)| at).collect();
        Self {
            sentence,
            names,
            told,
            doubts,
            best,
            seen,
            beside,
            said,
            classes,
            weights: choice::weights(Choice::Names),
        }
    }

    /// The claims that may stand, with their scores: first those that something tells; then what else there may be, away from the
    /// names that are sure.
    fn scored(&self, edges: &mut Edges) -> Scored<Claim> {
        let told = sources::told(self.sentence, self.names, self.doubts, self.said);
        let first = self.standing(&told, edges);
        let sure = first.iter().filter(|(_, score, found)| *found && *score >= SURE);
        let sure: Vec<Span> = sure.map(|(claim, ..)| claim.span).collect();
        // A trainer learns from all claims, whatever its weights are sure of.
        #[cfg(feature = "train")]
        let sure = if crate::train::collects() { Vec::new() } else { sure };
        let mut derived = sources::derived(self.sentence, self.names, self.doubts, &told, &sure);
        derived.retain(|claim| told.binary_search_by_key(&claim.key(), Claim::key).is_err());
        let mut all = self.standing(&derived, edges);
        all.extend(first);
        all.sort_unstable_by_key(|(claim, ..)| claim.key());
        let scores = all.iter().map(|&(claim, score, _)| (claim.span, score)).collect();
        let claims: Vec<Claim> = all.into_iter().map(|(claim, ..)| claim).collect();
        #[cfg(feature = "train")]
        note(self, &claims);
        Scored { claims, scores }
    }

    /// Those of some claims that may stand, each with its score and whether just this name was found before.
    fn standing(&self, claims: &[Claim], edges: &mut Edges) -> Vec<(Claim, i32, bool)> {
        let mut standing = Vec::with_capacity(claims.len());
        for &claim in claims {
            let (mut start, mut end) = edges.of(self, claim.span);
            let found = self.found_before(&claim, &start, &end);
            if self.may_stand(&claim, &start, &end, found) {
                standing.push((claim, self.score(&claim, &mut start, &mut end, found, edges), found));
            }
        }
        standing
    }

    /// The names that may touch a stretch.
    fn near(&self, start: &Start, end: &End) -> &'c [Name] {
        self.names.get(start.near..end.near).unwrap_or_default()
    }

    /// The doubts of just this stretch.
    fn doubted(&self, claim: &Claim, start: &Start) -> impl Iterator<Item = &'c Doubt> {
        let span = claim.span;
        self.doubts[start.doubts..]
            .iter()
            .take_while(move |d| d.span.start == span.start)
            .filter(move |d| d.span == span)
    }

    /// Whether this very name was found before.
    fn found_before(&self, claim: &Claim, start: &Start, end: &End) -> bool {
        self.near(start, end).iter().any(|n| n.span == claim.span && n.kind == claim.kind)
    }

    /// What the weights say of a claim: first what costs little, then, if that leaves hope, the rest.
    fn score(&self, claim: &Claim, start: &mut Start, end: &mut End, found: bool, edges: &mut Edges) -> i32 {
        let column = claim.kind as usize;
        debug_assert!(column < COLUMNS);
        let prior = if found { FOUND } else { 0 };
        let mut sum = prior + start.sums[column] + end.sums[column];
        let mut add = |feature| sum += self.weights.step(feature, column);
        let basis = self.tell(claim, start, end, &mut add);
        if sum <= HOPELESS {
            return sum;
        }
        edges.listed(self, claim.span, start, end);
        sum += start.lists.sums[column] + end.lists.sums[column];
        let mut add = |feature| sum += self.weights.step(feature, column);
        self.lists(claim, &basis, start, end, &mut add);
        self.around(claim, &basis, start, end, &mut add);
        sum
    }
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
        let mut add = |feature| features.push(feature);
        let mut start = context.tell_start(claim.span.start, &mut add);
        let mut end = context.tell_end(claim.span.end, &mut add);
        let basis = context.tell(claim, &start, &end, &mut add);
        start.lists = context.list_start(claim.span.start, &start, &mut add);
        end.lists = context.list_end(claim.span.end, &end, &mut add);
        context.lists(claim, &basis, &start, &end, &mut add);
        context.around(claim, &basis, &start, &end, &mut add);
        Claimed { span: claim.span, column: claim.kind as usize, name: String::new(), features }
    });
    crate::train::note(Choice::Names, told.collect());
}
