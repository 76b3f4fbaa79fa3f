//! Any number at all. Found only when asked for: every other kind says more.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Mention, Scope, amount};
use crate::numeral::Approx;

/// A numeral and its value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

pub(crate) fn extract(scope: &Scope<'_>, out: &mut Vec<Mention>) {
    let numerals = if scope.numbers { scope.numerals } else { &[] };
    for numeral in numerals.iter().filter(|n| !amount::in_phrase(scope, n)) {
        let (value, lower, upper, approx) = (numeral.value, numeral.lower, numeral.upper, numeral.approx);
        out.push(Mention::new(numeral.span, "number/numeral", Number { value, lower, upper, approx }));
    }
}
