//! Who, where, which body: the names of an article, found before any kind reads its sentences.
//!
//! [`find`] is the one seam: an article and its words in, each sentence's names out. Within a sentence the tagger reads and
//! the rules know what lists, codes and marks tell (a gazetteer of places, bodies behind their place, 刘某); then comes what
//! only the whole article tells: a name said once in full is known everywhere, and a short form means the full one.

mod address;
mod claims;
mod college;
mod company;
mod consensus;
mod entity;
mod full;
mod gazetteer;
mod joint;
mod merge;
mod organization;
mod person;
mod place;
mod regions;
mod repair;
mod role;
mod row;
mod sort;
mod spread;
mod starts;
mod tagged;
mod tagger;
mod team;

use std::sync::Arc;

use crate::article::AT_ONCE;
use crate::lexicon::WordList;
use crate::span::Span;

pub(crate) use gazetteer::full_name;
pub(crate) use role::roles;
pub(crate) use spread::definitions;

use crate::sentence::Sentence;
pub(crate) use crate::sentence::{Class, Name, NameKind, NameRule};
use tagged::Doubt;

/// What finds names: the rules always, the tagger and a user's own names if told so.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    /// Whether the tagger reads too.
    pub(crate) tagger: bool,
    /// A user's names, see [`crate::AnalyzerBuilder::organizations`].
    pub(crate) own: Vec<(NameKind, Arc<WordList>)>,
}

/// The names of each sentence, in order.
pub(crate) fn find(sentences: &[Sentence<'_>], finder: &Finder) -> Vec<Vec<Name>> {
    let (mut names, doubts) = found(sentences, finder);
    if finder.tagger {
        claims::settle(sentences, &mut names, &doubts);
    }
    for (sentence, names) in sentences.iter().zip(&mut names) {
        row::complete(sentence, names);
        address::complete(sentence, names);
    }
    row::by_level(sentences, &mut names);
    let subject = entity::complete(sentences, &mut names);
    full::complete(sentences, &mut names, &subject);
    sort::classify(sentences, &mut names);
    names
}

/// What the rules and the tagger find and the article repeats, before claims are settled, and what the tagger doubts.
fn found(sentences: &[Sentence<'_>], finder: &Finder) -> (Vec<Vec<Name>>, Vec<Vec<Doubt>>) {
    let (mut names, doubts): (Vec<_>, Vec<_>) =
        sentences.chunks(AT_ONCE).flat_map(|sentences| in_sentences(sentences, finder)).unzip();
    for (sentence, names) in sentences.iter().zip(&mut names) {
        repair::titles_off(sentence, names);
    }
    if finder.tagger {
        consensus::agree(sentences, &mut names);
    }
    company::find(sentences, &mut names);
    team::find(sentences, &mut names);
    college::find(sentences, &mut names);
    spread::spread(sentences, &mut names);
    for (sentence, names) in sentences.iter().zip(&mut names) {
        repair::repair(sentence, names);
    }
    (names, doubts)
}

/// What each sentence says of itself. One rule reads them all before the next one does: it stays in the processor's caches.
fn in_sentences(sentences: &[Sentence<'_>], finder: &Finder) -> Vec<(Vec<Name>, Vec<Doubt>)> {
    let read = |sentence: &&Sentence<'_>| !sentence.tokens.is_empty();
    let (tagged, doubts): (Vec<Vec<Name>>, Vec<Vec<Doubt>>) = sentences
        .iter()
        .map(
            |sentence| {
                if finder.tagger && read(&sentence) { tagged::find(sentence) } else { (Vec::new(), Vec::new()) }
            },
        )
        .unzip();
    let mut found: Vec<Vec<Name>> = sentences.iter().map(organization::known).collect();
    let places: Vec<Vec<Name>> =
        sentences.iter().zip(&found).map(|(sentence, known)| place::find(sentence, known)).collect();
    for ((sentence, names), places) in sentences.iter().zip(&mut found).zip(places) {
        names.extend(organization::find(sentence, &places));
        names.extend(places);
    }
    for (sentence, names) in sentences.iter().zip(&mut found) {
        let persons = person::find(sentence, names, !finder.tagger);
        names.extend(persons);
    }
    let mut names: Vec<Vec<Name>> = sentences
        .iter()
        .zip(found)
        .zip(tagged)
        .map(|((sentence, found), tagged)| merge::merge(sentence, found, tagged))
        .collect();
    for (kind, list) in &finder.own {
        let sentences = sentences.iter().zip(&mut names).filter(|(sentence, _)| read(sentence));
        sentences.for_each(|(sentence, names)| users(sentence, *kind, list, names));
    }
    names.into_iter().zip(doubts).collect()
}

/// A user's names stand wherever they are written.
fn users(sentence: &Sentence<'_>, kind: NameKind, list: &WordList, names: &mut Vec<Name>) {
    let mut until = sentence.span.start;
    for (at, _) in sentence.text().char_indices() {
        let at = sentence.span.start + at;
        if at < until {
            continue;
        }
        let Some((word, value)) = list.longest_prefix(sentence.after(at)) else { continue };
        until = at + word.len();
        let span = Span::new(at, until);
        let (class, full) = match kind {
            NameKind::Person => ("", value),
            _ => value.split_once(' ').unwrap_or((value, "")),
        };
        let class = Class::from_list(class);
        let mut name = Name::new(span, kind, USERS[kind as usize]).classed(class).sure(true);
        name.canonical = Some(full.trim()).filter(|full| !full.is_empty()).map(str::to_owned);
        names.retain(|n| {
            !n.span.overlaps(span)
                || kind == NameKind::Organization && n.kind == NameKind::Place && span.contains(n.span)
        });
        names.push(name);
    }
}

/// The rules of a user's names, by [`NameKind`].
const USERS: [NameRule; 3] = [NameRule::OrganizationUser, NameRule::PersonUser, NameRule::PlaceUser];
/// Whether a character stands for a division: 县|教育局.
const fn is_level(c: char) -> bool {
    matches!(c, '省' | '市' | '区' | '县' | '镇' | '乡' | '村' | '州' | '旗' | '校' | '盟' | '厂')
}
/// Level words that may open an organization's name.
const LEVEL_WORDS: [&str; 9] = ["省", "市", "区", "县", "镇", "乡", "村", "州", "旗"];
