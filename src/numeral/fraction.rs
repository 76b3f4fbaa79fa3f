//! Fractions: 三分之二, 百分之三点五, 1/3, 三又二分之一.

use rust_decimal::Decimal;

use super::read::cardinal;
use super::{Approx, Form, Numeral};
use crate::span::Span;

/// 三分之二, 百分之三点五, 1/3.
pub(super) fn fraction(text: &str, first: &Numeral) -> Option<Numeral> {
    let rest = &text[first.span.end..];
    let (denominator, numerator, end) = if let Some(rest) = rest.strip_prefix("分之") {
        let (second, end) = cardinal(text, text.len() - rest.len());
        (first.value?, second?, end)
    } else {
        let rest = rest.strip_prefix('/').or_else(|| rest.strip_prefix('／'))?;
        let at = text.len() - rest.len();
        let (second, end) = cardinal(text, at);
        let second = second?;
        let plain = |n: &Numeral| {
            n.form == Form::Arabic
                && n.span.len() <= 9
                && n.value.is_some_and(|v| v < Decimal::ONE_THOUSAND)
                && n.scale == Decimal::ONE
        };
        let date_like = text[..first.span.start].ends_with(['/', '／']) || text[end..].starts_with(['/', '.', '／']);
        if !plain(first) || !plain(&second) || first.value >= second.value || date_like {
            return None;
        }
        (second.value?, Numeral { span: first.span, ..first.clone() }, end)
    };
    let quotient = |n: Option<Decimal>| n.and_then(|n| n.checked_div(denominator));
    Some(Numeral {
        span: Span::new(first.span.start, end),
        value: quotient(numerator.value),
        lower: quotient(numerator.lower),
        upper: quotient(numerator.upper),
        approx: numerator.approx,
        form: Form::Fraction,
        scale: Decimal::ONE,
        fraction: numerator.value.map(|n| (n, denominator)),
        after_letter: first.after_letter,
    })
}

/// 三又二分之一: a whole number and a fraction.
pub(super) fn mixed(text: &str, first: &Numeral) -> Option<Numeral> {
    let rest = text[first.span.end..].strip_prefix('又')?;
    let (second, _) = cardinal(text, text.len() - rest.len());
    let part = fraction(text, &second?)?;
    if first.approx != Approx::Exact || part.approx != Approx::Exact {
        return None;
    }
    let sum = first
        .value
        .zip(part.value)
        .and_then(|(a, b)| if a.is_sign_negative() { a.checked_sub(b) } else { a.checked_add(b) });
    let span = Span::new(first.span.start, part.span.end);
    Some(Numeral {
        span,
        value: sum,
        lower: sum,
        upper: sum,
        form: Form::Fraction,
        scale: Decimal::ONE,
        fraction: None,
        ..*first
    })
}
