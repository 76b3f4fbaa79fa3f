//! A name: who, where, which body.

use crate::span::Span;

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
    pub(crate) fn new(span: Span, kind: NameKind, rule: &'static str) -> Self {
        Self { span, kind, rule, class: "", codes: Vec::new(), country: None, canonical: None, sure: false }
    }

    pub(crate) fn classed(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Whether the tagger alone found it.
    pub(crate) fn is_tagged(&self) -> bool {
        self.rule.ends_with("/tagged")
    }

    /// Whether a user's list has it: nothing else may take its place.
    pub(crate) fn is_users(&self) -> bool {
        self.rule.ends_with("/user")
    }

    pub(crate) fn sure(mut self, sure: bool) -> Self {
        self.sure = sure;
        self
    }
}
