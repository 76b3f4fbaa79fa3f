//! Who, where, which body: the names of an article, found before any kind reads its sentences.
//!
//! [`find`] is the one seam: an article and its words in, each sentence's names out. Within a sentence the tagger reads and
//! the rules know what lists, codes and marks tell (a gazetteer of places, bodies behind their place, 刘某); then comes what
//! only the whole article tells: a name said once in full is known everywhere, and a short form means the full one.

mod college;
mod company;
mod consensus;
mod entity;
mod gazetteer;
mod joint;
mod line;
mod merge;
mod organization;
mod person;
mod place;
mod repair;
mod role;
mod spread;
mod starts;
mod tagged;
mod tagger;
mod team;

use std::sync::Arc;

use crate::article::{AT_ONCE, Article};
use crate::lexicon::{Lexicon, WordList};
use crate::segment::{Segmenter, Token};
use crate::span::Span;

pub(crate) use gazetteer::full_name;
pub(crate) use role::roles;
pub(crate) use spread::definitions;

use line::Line;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NameKind {
    Organization,
    Person,
    Place,
}

/// A name found in the text. Names of different kinds may nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
    /// The rule that found it.
    pub(crate) rule: &'static str,
    /// What sort it is, as the lexicon says it: `company`, `county`; empty where unknown.
    pub(crate) class: &'static str,
    /// The GB/T 2260 codes that a place, or an organization's place, may have, the likeliest first.
    pub(crate) codes: Vec<&'static str>,
    /// ISO 3166 alpha-2 of a foreign place.
    pub(crate) country: Option<&'static str>,
    /// The full name as far as the article gives or implies it, where the span says less.
    pub(crate) canonical: Option<String>,
    /// Whether the article may repeat it: a name that is sure here is one everywhere.
    pub(crate) sure: bool,
}

impl Name {
    fn new(span: Span, kind: NameKind, rule: &'static str) -> Self {
        Self { span, kind, rule, class: "", codes: Vec::new(), country: None, canonical: None, sure: false }
    }

    fn classed(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Whether the tagger alone found it.
    fn is_tagged(&self) -> bool {
        self.rule.ends_with("/tagged")
    }

    /// Whether a user's list has it: nothing else may take its place.
    fn is_users(&self) -> bool {
        USERS.contains(&self.rule)
    }

    fn sure(mut self, sure: bool) -> Self {
        self.sure = sure;
        self
    }
}

/// What finds names: the rules always, the tagger and a user's own names if told so.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    /// Whether the tagger reads too.
    pub(crate) tagger: bool,
    /// A user's names, see [`crate::AnalyzerBuilder::organizations`].
    pub(crate) own: Vec<(NameKind, Arc<WordList>)>,
}

/// The names of each sentence, in order. `tokens[i]` are the words of `article.sentences[i]`, empty for furniture.
pub(crate) fn find(
    article: &Article<'_>,
    tokens: &[&[Token<'_>]],
    segmenter: &Segmenter,
    lexicon: &'static Lexicon,
    finder: &Finder,
) -> Vec<Vec<Name>> {
    debug_assert_eq!(article.sentences.len(), tokens.len());
    let lines: Vec<Line<'_>> = article
        .sentences
        .iter()
        .zip(tokens)
        .map(|(sentence, tokens)| Line { text: article.text, span: sentence.span, tokens, segmenter, lexicon })
        .collect();
    let mut names: Vec<Vec<Name>> = lines.chunks(AT_ONCE).flat_map(|lines| in_sentences(lines, finder)).collect();
    for (line, names) in lines.iter().zip(&mut names) {
        repair::titles_off(line, names);
    }
    if finder.tagger {
        consensus::agree(&lines, &mut names);
    }
    company::find(&lines, &mut names);
    team::find(&lines, &mut names);
    college::find(&lines, &mut names);
    spread::spread(&lines, &mut names);
    for (line, names) in lines.iter().zip(&mut names) {
        repair::repair(line, names);
    }
    entity::complete(&lines, &mut names);
    names
}

/// What each sentence says of itself. One rule reads them all before the next one does: it stays in the processor's caches.
fn in_sentences(lines: &[Line<'_>], finder: &Finder) -> Vec<Vec<Name>> {
    let read = |line: &&Line<'_>| !line.tokens.is_empty();
    let tagged: Vec<Vec<Name>> =
        lines.iter().map(|line| if finder.tagger && read(&line) { tagged::find(line) } else { Vec::new() }).collect();
    let mut found: Vec<Vec<Name>> = lines.iter().map(organization::known).collect();
    let places: Vec<Vec<Name>> = lines.iter().zip(&found).map(|(line, known)| place::find(line, known)).collect();
    for ((line, names), places) in lines.iter().zip(&mut found).zip(places) {
        names.extend(organization::find(line, &places));
        names.extend(places);
    }
    for (line, names) in lines.iter().zip(&mut found) {
        let persons = person::find(line, names, !finder.tagger);
        names.extend(persons);
    }
    let mut names: Vec<Vec<Name>> =
        lines.iter().zip(found).zip(tagged).map(|((line, found), tagged)| merge::merge(line, found, tagged)).collect();
    for (kind, list) in &finder.own {
        let lines = lines.iter().zip(&mut names).filter(|(line, _)| read(line));
        lines.for_each(|(line, names)| users(line, *kind, list, names));
    }
    names
}

/// A user's names stand wherever they are written.
fn users(line: &Line<'_>, kind: NameKind, list: &WordList, names: &mut Vec<Name>) {
    let mut until = line.span.start;
    for (at, _) in line.slice(line.span).char_indices() {
        let at = line.span.start + at;
        if at < until {
            continue;
        }
        let Some((word, value)) = list.longest_prefix(line.after(at)) else { continue };
        until = at + word.len();
        let span = Span::new(at, until);
        let (class, full) = match kind {
            NameKind::Person => ("", value),
            _ => value.split_once(' ').unwrap_or((value, "")),
        };
        let class = CLASSES.iter().find(|c| **c == class).copied().unwrap_or_default();
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
const USERS: [&str; 3] = ["organization/user", "person/user", "place/user"];
/// What sort of body or place a list may say.
const CLASSES: [&str; 24] = [
    "country",
    "province",
    "prefecture",
    "county",
    "township",
    "village",
    "region",
    "feature",
    "facility",
    "party",
    "government",
    "legislature",
    "advisory",
    "judiciary",
    "military",
    "association",
    "company",
    "school",
    "hospital",
    "media",
    "research",
    "institution",
    "team",
    "international",
];
/// Whether a character stands for a division: 县|教育局.
const fn is_level(c: char) -> bool {
    matches!(c, '省' | '市' | '区' | '县' | '镇' | '乡' | '村' | '州' | '旗' | '校' | '盟' | '厂')
}
/// Level words that may open an organization's name.
const LEVEL_WORDS: [&str; 9] = ["省", "市", "区", "县", "镇", "乡", "村", "州", "旗"];
