//! A number under construction, and where in the text its reader is.

use rust_decimal::Decimal;

use super::{Approx, Form};

/// More digits than any number in the news, and fewer than a [`Decimal`] holds.
pub(super) const MOST_DIGITS: usize = 24;

/// A word before the digits that is part of the number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// 上百: from there up.
    Upwards,
    /// 数十, 几百, 好几万: 2 to 9 of them. 几 alone too.
    Some,
}

/// A number under construction: what it can mean at least and at most.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
}

impl Bounds {
    pub(super) const ZERO: Self = Self { low: Decimal::ZERO, high: Decimal::ZERO };
    pub(super) const ONE: Self = Self { low: Decimal::ONE, high: Decimal::ONE };

    pub(super) fn exact(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)? })
    }

    pub(super) fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self { low: self.low.checked_mul(factor)?, high: self.high.checked_mul(factor)? })
    }
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// What stands before the last big multiplier.
    pub(super) above: Bounds,
    /// What stands since, below the next one.
    pub(super) section: Bounds,
    /// A digit or digits that no multiplier has claimed.
    pub(super) pending: Option<Bounds>,
    /// The last multiplier read, and the last of 万 and 亿.
    pub(super) last: Option<u64>,
    pub(super) big: u64,
    /// One of the last digit that is not zero: what 多 and 余 may add.
    pub(super) step: Decimal,
    pub(super) zero: bool,
    pub(super) approx: Approx,
    pub(super) form: Form,
}

impl<'t> Reader<'t> {
    /// Nothing read yet, from byte `at` on.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            at,
            above: Bounds::ZERO,
            section: Bounds::ZERO,
            pending: None,
            last: None,
            big: 1,
            step: Decimal::ONE,
            zero: false,
            approx: Approx::Exact,
            form: Form::Chinese,
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn step_over(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    pub(super) fn last(&self) -> Option<u64> {
        self.last
    }

    pub(super) fn is_arabic(&self) -> bool {
        self.form == Form::Arabic
    }
}
