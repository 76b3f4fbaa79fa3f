//! Places: 自贡沿滩区, 成渝地区, 凉山, 美国.

use serde::{Deserialize, Serialize};

use super::Mention;
use super::listed::from_list;
use super::parts::parts;
use crate::names::{Class, Name, NameKind, full_name};
use crate::segment::Pos;
use crate::sentence::Sentence;

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Place {
    /// The name, in full where the article or the gazetteer knows it: 沿滩 → 沿滩区.
    pub name: String,
    /// What sort of place.
    pub level: Option<Level>,
    /// The GB/T 2260 code of the finest division it names: `510311`.
    pub code: Option<String>,
    /// ISO 3166 alpha-2: `CN`.
    pub country: Option<String>,
    /// Whether it stands for its authorities: 沿滩区召开会议.
    pub acts: bool,
}

parts! {
    Place {
        name: Name,
        level: Value(Text),
        code: Value(Text),
        country: Value(Text),
        acts: Value(Truth),
    }
}

/// What sort of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum Level {
    Country,
    Province,
    Prefecture,
    County,
    Township,
    Village,
    Region,
    Feature,
    Facility,
}

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    for name in sentence.names.iter().filter(|n| n.kind == NameKind::Place) {
        let text = sentence.slice(name.span);
        let code = name.codes.first().copied();
        let full = code.and_then(|code| full_name(sentence.lexicon, text, code));
        let record = Place {
            name: name.canonical.clone().or(full).unwrap_or_else(|| text.to_owned()),
            level: from_list(name.class.id()),
            code: code.map(str::to_owned),
            country: name.country.or(code.map(|_| "CN")).map(str::to_owned),
            acts: acts(sentence, name),
        };
        out.push(Mention::new(name.span, name.rule.id(), record));
    }
}

/// Words between a place and its verb.
const MOST_BETWEEN: usize = 5;

/// Whether a place opens its clause and a verb of action follows: 沿滩区召开会议, 吉林今年推广.
fn acts(sentence: &Sentence<'_>, name: &Name) -> bool {
    if !matches!(
        name.class,
        Class::Country
            | Class::Province
            | Class::Prefecture
            | Class::County
            | Class::Township
            | Class::Village
            | Class::Facility
    ) {
        return false;
    }
    let opens = sentence.before(name.span.start).chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    if !opens {
        return false;
    }
    let mut adverbial = false;
    for token in sentence.tokens_from(name.span.end).iter().take(MOST_BETWEEN) {
        match sentence.lexicon.place_verbs.get(token.text) {
            Some("skip") => {
                adverbial = true;
                continue;
            }
            Some("act") => return true,
            Some(_) => return false,
            None => {}
        }
        match token.pos {
            Pos::Verb | Pos::VerbalNoun => return true,
            // 累计|选派: what an adverb qualifies is a verb, whatever its tag.
            Pos::Noun if adverbial => return true,
            Pos::Adverb | Pos::Time | Pos::Numeral | Pos::Measure | Pos::Adjective | Pos::Phrase => {}
            Pos::Preposition => {
                return matches!(token.text, "将" | "把" | "为" | "对" | "以" | "从" | "通过" | "按照" | "围绕");
            }
            _ => return false,
        }
    }
    false
}

impl Level {
    /// Whether a GB/T 2260 code names it alone.
    pub(crate) const fn is_division(self) -> bool {
        matches!(self, Self::Province | Self::Prefecture | Self::County)
    }
}
