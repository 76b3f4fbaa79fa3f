//! Who, where, which body: the names of an article, found before any kind reads its sentences.
//!
//! [`find`] is the one seam: an article and its words in, each sentence's names out. Behind it stand a gazetteer of places,
//! rules for organizations and persons within a sentence, then what only the whole article tells: a name said once in
//! full is known everywhere, and a short form means the full one.

mod atom;
mod entity;
mod gazetteer;
mod line;
mod marked;
mod organization;
mod person;
mod place;
mod repair;
mod role;
mod spread;

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Token;
use crate::span::Span;

pub(crate) use gazetteer::full_name;
pub(crate) use role::roles;

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

    fn sure(mut self, sure: bool) -> Self {
        self.sure = sure;
        self
    }
}

/// The names of each sentence, in order. `tokens[i]` are the words of `article.sentences[i]`, empty for furniture.
pub(crate) fn find(article: &Article<'_>, tokens: &[Vec<Token<'_>>], lexicon: &'static Lexicon) -> Vec<Vec<Name>> {
    debug_assert_eq!(article.sentences.len(), tokens.len());
    let lines: Vec<Line<'_>> = article
        .sentences
        .iter()
        .zip(tokens)
        .map(|(sentence, tokens)| Line { text: article.text, span: sentence.span, tokens, lexicon })
        .collect();
    let mut names: Vec<Vec<Name>> = lines.iter().map(in_sentence).collect();
    for (line, names) in lines.iter().zip(&mut names) {
        repair::titles_off(line, names);
    }
    spread::spread(&lines, &mut names);
    for (line, names) in lines.iter().zip(&mut names) {
        repair::repair(line, names);
    }
    entity::complete(&lines, &mut names);
    names
}

/// What a sentence says of itself.
fn in_sentence(line: &Line<'_>) -> Vec<Name> {
    if line.tokens.is_empty() {
        return Vec::new();
    }
    let known = organization::known(line);
    let places = place::find(line, &known);
    let mut names = organization::find(line, &known, &places);
    names.extend(places);
    let persons = person::find(line, &names);
    names.extend(persons);
    names
}

/// Level words that may open an organization's name.
const LEVEL_WORDS: [&str; 9] = ["省", "市", "区", "县", "镇", "乡", "村", "州", "旗"];
