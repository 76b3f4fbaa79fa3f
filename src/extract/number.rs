//! Any number at all. Found only when asked for: every other kind says more.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Mention;
use super::amount::{self, Amount};
use super::parts::parts;
use crate::numeral::Approx;
use crate::sentence::Sentence;

/// A numeral and its value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Number {
    /// The number, exact; null for a range and for vague ones.
    pub value: Option<Decimal>,
    /// The least it can be; null where open.
    pub lower: Option<Decimal>,
    /// The most it can be; null where open.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approx: Approx,
}

parts! {
    Number {
        value: Value(Decimal),
        lower: Value(Decimal),
        upper: Value(Decimal),
        approx: Value(Text),
    }
}

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let mut place = 0;
    while let Some(numeral) = sentence.numerals.get(place) {
        let amount = Amount::read(sentence, place, Some).filter(|_| !amount::in_phrase(sentence, numeral));
        place = amount.as_ref().map_or(place + 1, |a| a.next);
        if let Some(Amount { mut span, value, lower, upper, approx, .. }) = amount {
            // 四百多: the word that leaves the number open ends it.
            span.end = span.start + sentence.slice(span).trim_end_matches(['多', '余', '来']).len();
            out.push(Mention::new(span, "number/numeral", Number { value, lower, upper, approx }));
        }
    }
}
