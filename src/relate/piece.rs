//! What a sentence is read as: words, quantities, dates, names and marks, each with what it does and its clause.

use crate::span::Span;

/// What a piece of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Sort {
    Noun,
    /// A verb that names a deed as often: 调研.
    Deed,
    Verb,
    Adjective,
    Adverb,
    Pronoun,
    Preposition,
    Conjunction,
    Particle,
    /// 了 着 过.
    Aspect,
    /// 的.
    Of,
    /// 、
    ListMark,
    /// 和 及 与.
    And,
    /// 等.
    Etc,
    Locality,
    Number,
    Latin,
    Quantity,
    Rank,
    Date,
    Organization,
    Person,
    Place,
    /// A campaign or an event.
    Campaign,
    Document,
    Comma,
    Semicolon,
    Colon,
    Stop,
    Open,
    Close,
    Other,
}

/// How many sorts there are.
pub(super) const SORTS: usize = Sort::Other as usize + 1;

impl Sort {
    /// What may say who, when, where or in which campaign.
    pub(super) const NAMED: [Self; 5] = [Self::Date, Self::Organization, Self::Person, Self::Place, Self::Campaign];

    /// Whether a noun phrase can end with it.
    pub(super) const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Deed
                | Self::Latin
                | Self::Pronoun
                | Self::Organization
                | Self::Person
                | Self::Place
                | Self::Campaign
                | Self::Document
        )
    }

    /// Whether a noun phrase can hold it before its head.
    pub(super) const fn is_phrasal(self) -> bool {
        self.is_nominal() || matches!(self, Self::Adjective | Self::Of | Self::Number | Self::Rank | Self::Locality)
    }

    /// Whether it is who may act: a body, a place or a person.
    pub(super) const fn is_actor(self) -> bool {
        matches!(self, Self::Organization | Self::Person | Self::Place)
    }

    pub(super) const fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Deed)
    }

    /// Whether it ends a clause.
    pub(super) const fn ends_clause(self) -> bool {
        matches!(self, Self::Comma | Self::Semicolon | Self::Colon | Self::Stop)
    }
}

/// What a word ends the phrase of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    Time,
    Place,
}

/// A word, a whole mention or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) sort: Sort,
    /// A hash of the word; of a mention, of what it is: a quantity's unit, a name's kind.
    pub(super) word: u32,
    /// A hash of the last character.
    pub(super) last: u32,
    /// Whether it is a word that points back or means all of a place or a body.
    pub(super) points: bool,
    /// Whether it ends a phrase of time or place, see `setting_endings.txt`.
    pub(super) ends: Option<Setting>,
    /// The clause, counted from 0 in the sentence.
    pub(super) clause: u16,
    /// The fact that it is, by its place among the article's facts.
    pub(super) fact: Option<u32>,
}

/// A hash of a text that is the same on every machine.
pub(super) const fn hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}
