//! What longer and shorter names of the article begin and end alike, and how Latin words are written.

use super::super::NameKind;
use super::{Claim, Context};
use crate::choice::{number, small, two};

impl Context<'_, '_> {
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
