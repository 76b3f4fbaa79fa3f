//! One possible answer to a question, and how it was made.

use super::piece::Piece;
use crate::extract::quantity::Change;
use crate::span::Span;

/// One possible answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    /// Its words; none where there is no answer.
    pub(crate) span: Option<Span>,
    /// The fact that it is, by its place.
    pub(crate) fact: Option<u32>,
    pub(crate) sentence: usize,
    /// Its pieces in the row of its sentence.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// How it was made.
    pub(crate) form: Form,
    /// How many paragraphs it stands back.
    pub(crate) back: usize,
}

impl Candidate {
    /// The change that it is.
    pub(crate) fn change(&self) -> Option<Change> {
        if let Form::Change(change) = self.form { CHANGES[usize::from(change)] } else { None }
    }
}

/// How a candidate was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Form {
    /// No answer.
    None,
    /// One word or mention.
    Word,
    /// Two words together.
    Pair,
    /// The end of a longer word: 总额|达.
    Ending,
    /// What opens the quantity: 超过20%.
    Opening,
    /// A noun phrase behind the quantity, from it on.
    Behind,
    /// The longest noun phrase between two words that can be in none.
    Run,
    /// A shorter end of one.
    Part,
    /// A phrase of time or place, from where it may begin.
    Phrase,
    /// The end of one.
    Tail,
    /// What the rules say, where no other candidate is it.
    Rule,
    /// What was answered before, where no other candidate is it.
    Held,
    /// A change, by its number in [`CHANGES`].
    Change(u8),
}

impl Form {
    pub(super) const fn number(self) -> u32 {
        match self {
            Self::None => 0,
            Self::Word => 1,
            Self::Pair => 2,
            Self::Ending => 3,
            Self::Opening => 4,
            Self::Behind => 5,
            Self::Run => 6,
            Self::Part => 7,
            Self::Rule => 20,
            Self::Phrase => 21,
            Self::Tail => 22,
            Self::Held => 23,
            Self::Change(change) => 8 + change as u32,
        }
    }
}

/// The changes that a quantity may be, by their numbers.
pub(super) const CHANGES: [Option<Change>; 6] =
    [None, Some(Change::New), Some(Change::Total), Some(Change::Increase), Some(Change::Decrease), Some(Change::Rate)];

pub(super) const NONE: Candidate =
    Candidate { span: None, fact: None, sentence: 0, first: 0, last: 0, form: Form::None, back: 0 };

/// A stretch of a sentence's row as a candidate.
pub(super) fn pieces(row: &[Piece], sentence: usize, first: usize, last: usize, form: Form) -> Candidate {
    let span = Span::new(row[first].span.start, row[last].span.end);
    let fact = if first == last { row[first].fact } else { None };
    Candidate { span: Some(span), fact, sentence, first, last, form, back: 0 }
}
