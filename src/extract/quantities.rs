//! The quantities of a sentence: money, measures, percentages and counts share its numerals.

use super::{Mention, amount, count, measure, money, percent};
use crate::sentence::Sentence;

/// Reads each numeral once: money, measures, percentages and counts try it in this order, and the first that knows its
/// unit takes it.
pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let mut place = 0;
    while let Some(numeral) = sentence.numerals.get(place) {
        let free = amount::is_free(sentence, numeral);
        let next = money::extract(sentence, place, free, out)
            .or_else(|| if free { measure::extract(sentence, place, out) } else { None })
            .or_else(|| percent::extract(sentence, place, free, out))
            .or_else(|| if free { count::extract(sentence, place, out) } else { None });
        place = next.map_or(place, |next| next.saturating_sub(1)) + 1;
    }
    count::vague(sentence, out);
}
