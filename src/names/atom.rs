//! A sentence cut into what organization names are made of: places and known bodies whole, words in between.

use super::Name;
use super::line::Line;
use crate::segment::Pos;
use crate::span::Span;

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stuff {
    Place,
    Body,
    Word(Pos),
}

/// One piece of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom<'a> {
    pub(super) span: Span,
    pub(super) text: &'a str,
    pub(super) stuff: Stuff,
}

/// The atoms that tile a sentence. Where names overlap, the first and longest counts.
pub(super) fn cut<'a>(line: &Line<'a>, names: &[(Span, Stuff)]) -> Vec<Atom<'a>> {
    let mut names = names.to_vec();
    names.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut atoms = Vec::with_capacity(line.tokens.len());
    let mut at = line.span.start;
    let mut words = line.tokens.iter();
    let mut word = words.next();
    let mut names = names.into_iter().peekable();
    while at < line.span.end {
        while names.peek().is_some_and(|(span, _)| span.start < at) {
            names.next();
        }
        while word.is_some_and(|w| w.span.end <= at) {
            word = words.next();
        }
        let (span, stuff) = match (names.peek(), word) {
            (Some(&(span, stuff)), _) if span.start == at => (span, stuff),
            (next, Some(w)) => {
                let end = next.map_or(w.span.end, |(span, _)| span.start.min(w.span.end));
                (Span::new(at, end), Stuff::Word(w.pos))
            }
            (_, None) => break,
        };
        atoms.push(Atom { span, text: line.slice(span), stuff });
        at = span.end;
    }
    atoms
}

/// Places and bodies as atoms.
pub(super) fn marks(names: &[Name], stuff: Stuff) -> impl Iterator<Item = (Span, Stuff)> {
    names.iter().map(move |n| (n.span, stuff))
}
