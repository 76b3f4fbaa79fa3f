//! Persons and their titles: 区新联会会长张嘉琪, 王警官, 刘某.

use serde::{Deserialize, Serialize};

use super::Mention;
use super::parts::{Part, Parts};
use crate::names::{NameKind, roles};
use crate::reference::{FactId, Relation};
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

impl Parts for Person {
    fn name(&self) -> Option<&String> {
        Some(&self.name)
    }

    fn parts(&mut self, see: &mut dyn FnMut(Part<'_>)) {
        see(Part::Name(&mut self.name));
        self.roles.iter_mut().for_each(|role| see(Part::Words(role)));
        see(Part::Fact(Relation::Organization, &mut self.organization));
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
        out.push(Mention::new(name.span, name.rule, record));
        last = Some((name.span, roles));
    }
}
