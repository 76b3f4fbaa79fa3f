//! A numeral with the words around it that change its value: 近3万, 50余, 3至5, 90以上. What counts, measures and money share.

use rust_decimal::Decimal;

use super::Scope;
use super::quantity::Quantity;
use crate::numeral::{Approx, Form, Numeral};
use crate::span::Span;

/// A number as meant, with its unit: what a mention of a quantity spans.
#[derive(Debug, Clone)]
pub(crate) struct Amount {
    /// From the approximator before to the approximator behind: 近3万户, 90岁以上.
    pub(crate) span: Span,
    /// From the first digit to the end of the unit.
    pub(crate) core: Span,
    /// The unit as written.
    pub(crate) unit: Span,
    /// The place of the numeral after the last one used.
    pub(crate) next: usize,
    pub(crate) value: Option<Decimal>,
    pub(crate) lower: Option<Decimal>,
    pub(crate) upper: Option<Decimal>,
    pub(crate) approx: Approx,
}

/// The words between the ends of a range.
const CONNECTIVES: [&str; 11] = ["至", "到", "—", "－", "-", "–", "~", "～", "―", "——", "、"];
/// The longest word of the approximators before a number, in characters.
const LONGEST_PREFIX: usize = 4;

impl Amount {
    /// Reads the amount whose first numeral is `scope.numerals[place]`. `unit` says where the unit that begins at a byte ends.
    pub(crate) fn read(scope: &Scope<'_>, place: usize, unit: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        let first = scope.numerals.get(place)?;
        let unit_at = |at: usize| {
            let blank = usize::from(scope.after(at).starts_with(' '));
            unit(at + blank).map(|end| Span::new(at + blank, end))
        };
        let own_unit = unit_at(first.span.end);
        let mut amount = match Self::range(scope, place, first, own_unit, &unit_at) {
            Some(range) => range,
            None => Self::single(first, own_unit?, place + 1),
        };
        amount.widen(scope);
        Some(amount)
    }

    fn single(numeral: &Numeral, unit: Span, next: usize) -> Self {
        let span = Span::new(numeral.span.start, unit.end);
        let Numeral { value, lower, upper, approx, .. } = *numeral;
        Self { span, core: span, unit, next, value, lower, upper, approx }
    }

    /// 3至5个, 2~3万人, 3亿元至5亿元, 5000元以上不满1万元.
    fn range(
        scope: &Scope<'_>,
        place: usize,
        first: &Numeral,
        own_unit: Option<Span>,
        unit_at: &impl Fn(usize) -> Option<Span>,
    ) -> Option<Self> {
        let end = own_unit.map_or(first.span.end, |u| u.end);
        let rest = scope.after(end);
        let connective = CONNECTIVES.iter().filter(|c| rest.starts_with(**c)).max_by_key(|c| c.len())?;
        let second = scope.numerals.get(place + 1).filter(|n| n.span.start == end + connective.len())?;
        let unit = unit_at(second.span.end)?;
        let same =
            |a: Span, b: Span| scope.slice(a).ends_with(scope.slice(b)) || scope.slice(b).ends_with(scope.slice(a));
        // 1、2月 counts as a range for dates alone: elsewhere 、 lists.
        if *connective == "、" || own_unit.is_some_and(|own| !same(own, unit)) || first.form == Form::Fraction {
            return None;
        }
        let mut low = first.value.or(first.lower)?;
        let high = second.value.or(second.upper)?;
        // 2~3万: the multiplier behind the second is meant for both.
        if own_unit.is_none() && first.scale == Decimal::ONE && second.scale > Decimal::ONE {
            let mantissa = high.checked_div(second.scale)?;
            if low <= mantissa {
                low = low.checked_mul(second.scale)?;
            }
        }
        // 200万元至10万元: the text may begin with the greater.
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        let span = Span::new(first.span.start, unit.end);
        let (lower, upper) = (Some(low), Some(high));
        Some(Self { span, core: span, unit, next: place + 2, value: None, lower, upper, approx: Approx::Range })
    }

    /// Takes in the approximators at both ends.
    fn widen(&mut self, scope: &Scope<'_>) {
        let before = scope.before(self.span.start);
        for (at, _) in before.char_indices().rev().take(LONGEST_PREFIX) {
            let Some(sense) = scope.lexicon.approximators_before.get(&before[at..]) else { continue };
            let start = scope.sentence.span.start + at;
            if !scope.word_begins(start) {
                continue;
            }
            // A verb of amount says how much, but stays outside: 约为, 突破了.
            if let Some(sense) = sense.strip_prefix("outside ") {
                self.mean(sense);
            } else {
                self.mean(sense);
                self.span.start = start;
            }
            break;
        }
        if let Some((word, sense)) = scope.lexicon.approximators_after.longest_prefix(scope.after(self.span.end)) {
            self.mean(sense);
            self.span.end += word.len();
        }
    }

    /// Narrows what the number means: `about`, `more_than`, `less_than`.
    fn mean(&mut self, sense: &str) {
        if self.approx == Approx::Range || self.approx == Approx::Vague {
            return;
        }
        match sense {
            "about" => (self.approx, self.lower, self.upper) = (Approx::About, None, None),
            "more_than" => (self.approx, self.lower, self.upper) = (Approx::MoreThan, self.value, None),
            "less_than" => (self.approx, self.lower, self.upper) = (Approx::LessThan, None, self.value),
            _ => {}
        }
    }

    /// The quantity that it states, `unit` as written.
    pub(crate) fn quantity(&self, scope: &Scope<'_>) -> Quantity {
        let unit = scope.slice(self.unit);
        Quantity {
            value: self.value,
            lower: self.lower,
            upper: self.upper,
            approx: self.approx,
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
            ..Quantity::default()
        }
    }
}
