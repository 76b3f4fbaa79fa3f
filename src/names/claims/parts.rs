//! What speaks for and against a claim in its parts, and what longer and shorter names of the article begin and end alike.

use super::super::NameKind;
use super::edges::{End, Start};
use super::{Claim, Context};
use crate::chars::chars;
use crate::choice::{letter, number, small, two};
use crate::segment::Pos;

impl Context<'_, '_> {
    /// What a body or place holds: parts that are one by themselves, and what stands behind the last of them.
    pub(super) fn inside(&self, claim: &Claim, text: &str, start: &Start, end: &End, f: &mut impl FnMut(u32, u64)) {
        let (sentence, lexicon) = (self.sentence, self.sentence.lexicon);
        let tokens = sentence.tokens.get(start.token..end.token + 1).unwrap_or_default();
        let kind = claim.kind as u64;
        let mut sorts = 0_u64;
        let mut last = None;
        for token in tokens {
            let inner = token.span.end < claim.span.end && token.span.start > claim.span.start;
            sorts |= match token.pos {
                Pos::Verb => 1,
                Pos::VerbalNoun => 2,
                Pos::Numeral | Pos::Measure => 4,
                Pos::Time | Pos::Locality => 8,
                Pos::Person => 16,
                Pos::Place if inner => 32,
                Pos::Adverb | Pos::Conjunction => 64,
                _ => 0,
            };
            if token.span.end >= claim.span.end || token.span.end <= claim.span.start {
                continue;
            }
            let list = if claim.kind == NameKind::Place { &lexicon.place_suffixes } else { &lexicon.org_suffixes };
            let head = &sentence.article.text[claim.span.start..token.span.end];
            if token.may_close(list)
                && let Some((word, class)) = list.longest_suffix(head)
                && word.len() < head.len()
            {
                last = Some((token.span.end, class));
            }
        }
        f(135, two(kind, sorts));
        let Some((at, class)) = last else {
            f(133, kind);
            return;
        };
        let rest = &sentence.article.text[at..claim.span.end];
        let whole = u64::from(lexicon.org_bodies.contains(rest))
            + 2 * u64::from(lexicon.org_names.contains(rest))
            + 4 * u64::from(lexicon.org_units.longest_suffix(rest).is_some());
        f(133, two(kind, two(number(class), whole)));
        f(134, two(kind, number(rest)));
        f(141, two(kind, two(letter(rest.chars().next()), small(chars(rest), 5))));
        f(142, two(kind, two(letter(text.chars().next_back()), number(class))));
    }

    /// What longer or shorter names of the article begin alike.
    pub(super) fn longer(&self, claim: &Claim, text: &str, f: &mut impl FnMut(u32, u64)) {
        let (mut longer, mut shorter, mut ends) = ([0u64; 3], [0u64; 3], [0u64; 3]);
        for (name, kind) in self.said.ending_as(text) {
            if name.len() > text.len() && name.ends_with(text) {
                ends[*kind as usize] = 1;
            }
        }
        for (name, kind) in self.said.at(text) {
            if name.len() > text.len() && name.starts_with(text) {
                longer[*kind as usize] = 1;
            } else if name.len() < text.len() && text.starts_with(name) {
                shorter[*kind as usize] = 1;
            }
        }
        let bits = |all: [u64; 3]| all[0] + 2 * all[1] + 4 * all[2];
        f(128, two(claim.kind as u64, bits(longer)));
        f(129, two(claim.kind as u64, bits(shorter)));
        f(136, two(claim.kind as u64, bits(ends)));
        if claim.kind == NameKind::Organization && text.len() <= 15 {
            f(137, two(number(text), self.classes));
            f(140, two(self.classes, bits(ends)));
            let unit = self.sentence.lexicon.school_units.longest_suffix(text);
            let unit = unit.map_or(0, |(word, _)| 1 + u64::from(word.len() < text.len()));
            f(144, two(unit, two(self.classes & 1, bits(ends))));
            let generic = self.sentence.lexicon.org_generics.longest_suffix(text);
            f(143, generic.map_or(0, |(word, _)| 1 + u64::from(word.len() < text.len())));
        }
    }
}

/// How a word of Latin letters is written: capitals, small letters, digits, blanks.
pub(super) fn shape(text: &str) -> u64 {
    let (mut capitals, mut small_letters, mut digits, mut blanks, mut humps) = (0, 0, 0, 0, 0);
    let mut before = ' ';
    for c in text.chars() {
        capitals += usize::from(c.is_ascii_uppercase());
        small_letters += usize::from(c.is_ascii_lowercase());
        digits += usize::from(c.is_ascii_digit());
        blanks += usize::from(c == ' ');
        humps += usize::from(c.is_ascii_uppercase() && before.is_ascii_lowercase());
        before = c;
    }
    let first = u64::from(text.starts_with(|c: char| c.is_ascii_uppercase()));
    two(
        two(small(capitals, 3), small(small_letters, 4)),
        two(two(small(digits, 1), small(blanks, 2)), two(small(humps, 2), first)),
    )
}
