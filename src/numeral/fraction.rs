//! Fractions: 三分之二, 百分之三点五, 1/3, 三又二分之一.

use rust_decimal::Decimal;

use super::cardinal::cardinal;
use super::class::{Class, class};

use super::{Approx, Form, Numeral, blank, chinese_digit};
use crate::span::Span;

/// 三分之二, 百分之三点五, 1/3.
pub(super) fn fraction(text: &str, first: &Numeral) -> Option<Numeral> {
    let rest = &text[first.span.end..];
    let (denominator, numerator, end) = if let Some(at) = parts(text, first.span.end) {
        let (second, end) = cardinal(text, at);
        (first.value?, second?, end)
    } else if let Some((numerator, end)) = short(text, first) {
        (
            first.value?,
            Numeral { value: Some(numerator), lower: Some(numerator), upper: Some(numerator), ..Numeral::ONE },
            end,
        )
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
    let (least, most) = (quotient(numerator.lower), quotient(numerator.upper));
    // Divided by less than nothing, what is more is less.
    let (lower, upper) = if denominator.is_sign_negative() { (most, least) } else { (least, most) };
    Some(Numeral {
        span: Span::new(first.span.start, end),
        value: quotient(numerator.value),
        lower,
        upper,
        approx: numerator.approx,
        form: Form::Fraction,
        scale: Decimal::ONE,
        fraction: numerator.value.map(|n| (n, denominator)),
        after_letter: first.after_letter,
    })
}

/// The byte behind 分之, whatever blanks stand in it.
fn parts(text: &str, at: usize) -> Option<usize> {
    let part = blank::skip(text, at);
    let rest = text[part..].strip_prefix('分')?;
    let of = blank::skip(text, text.len() - rest.len());
    let rest = text[of..].strip_prefix('之')?;
    Some(blank::skip(text, text.len() - rest.len()))
}

/// 三分一, 四分三: Hong Kong leaves out the 之. Scores and clocks are told otherwise: 五分三十秒, 三分五.
fn short(text: &str, first: &Numeral) -> Option<(Decimal, usize)> {
    let mut rest = text[first.span.end..].strip_prefix('分')?.chars();
    let numerator = rest.next().filter(|c| matches!(c, '一' | '二' | '三'))?;
    let value = Decimal::from(chinese_digit(numerator)?);
    let one_digit = first.form == Form::Chinese && first.value.is_some_and(|d| d > value && d <= Decimal::from(5));
    let closed = !matches!(rest.next().map_or(Class::None, class), Class::Chinese(_) | Class::Multiplier(_));
    (one_digit && closed).then(|| (value, first.span.end + "分一".len()))
}

/// 一半, 半数.
pub(super) fn half(text: &str, at: usize) -> Option<Numeral> {
    let rest = &text[at..];
    if !rest.starts_with(['一', '半']) {
        return None;
    }
    let word = ["一半", "半数", "半數"].into_iter().find(|w| rest.starts_with(w))?;
    let other =
        ["天", "年", "载", "路", "月", "日", "点", "辈", "会", "径"].iter().any(|c| rest[word.len()..].starts_with(c));
    let part_of_word = text[..at].ends_with(['第', '统', '统', '多', '大']);
    let value = Some(Decimal::new(5, 1));
    (!other && !part_of_word).then(|| Numeral {
        span: Span::new(at, at + word.len()),
        value,
        lower: value,
        upper: value,
        form: Form::Fraction,
        fraction: Some((Decimal::ONE, Decimal::TWO)),
        ..Numeral::ONE
    })
}

/// 三又二分之一: a whole number and a fraction.
pub(super) fn mixed(text: &str, first: &Numeral) -> Option<Numeral> {
    let rest = text[blank::skip(text, first.span.end)..].strip_prefix('又')?;
    let (second, _) = cardinal(text, blank::skip(text, text.len() - rest.len()));
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
