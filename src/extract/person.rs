//! Persons and their titles: 区新联会会长张嘉琪, 王警官, 刘某.

use serde::{Deserialize, Serialize};

use super::Mention;
use super::parts::parts;
use crate::names::{NameKind, roles};
use crate::reference::FactId;
use crate::sentence::Sentence;
use crate::span::Span;

/// Somebody's name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Person {
    /// The full name as far as the article gives it.
    pub name: String,
    /// The titles that the article gives: `区新联会会长`.
    pub roles: Vec<String>,
    /// Whose officer the person is.
    pub organization: Option<FactId>,
}

parts! {
    Person {
        name: Name,
        roles: List,
        organization: Fact(Organization),
    }
}

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let mut last: Option<(Span, Vec<String>)> = None;
    for name in sentence.names.iter().filter(|n| n.kind == NameKind::Person) {
        let mut roles = roles(sentence.text(), name.span, sentence.lexicon, sentence.names, sentence.span.start);
        // 航天员陈海波、唐文杰: a title before the first of a list is everyone's.
        if roles.is_empty()
            && let Some((span, shared)) = &last
            && sentence.article.text.get(span.end..name.span.start) == Some("、")
        {
            roles.clone_from(shared);
        }
        let record = Person {
            name: name.canonical.clone().unwrap_or_else(|| sentence.slice(name.span).to_owned()),
            roles: roles.clone(),
            organization: None,
        };
        out.push(Mention::new(name.span, name.rule.id(), record));
        last = Some((name.span, roles));
    }
}
