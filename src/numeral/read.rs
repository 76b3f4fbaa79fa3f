//! Reads one numeral from the place where it begins.

use rust_decimal::Decimal;

use super::cardinal::{cardinal, follows_letter};
use super::class::{Class, class};
use super::fraction::{fraction, half, mixed};
use super::{Approx, Form, Numeral, chinese_digit, multiplier};
use crate::span::Span;

/// The numeral that begins at byte `at`, and the byte to go on from.
pub(super) fn numeral(text: &str, at: usize) -> (Option<Numeral>, usize) {
    if let Some(found) = plain(text, at).or_else(|| thousands_upon(text, at)).or_else(|| half(text, at)) {
        let end = found.span.end;
        return (Some(found), end);
    }
    let first = cardinal(text, at);
    let (Some(first), end) = first else { return first };
    match fraction(text, &first).or_else(|| mixed(text, &first)) {
        Some(found) => {
            let end = found.span.end;
            (Some(found), end)
        }
        // A bare 百 counts only as part of 百分之 or with a word beside it.
        None if bare(text, &first) => (None, end),
        None => (Some(first), end),
    }
}

/// 98, 2020: most numerals are a few digits with nothing behind them that could belong to the number.
fn plain(text: &str, at: usize) -> Option<Numeral> {
    const MOST_BYTES: usize = 9;
    let mut number = 0_u32;
    let mut end = at;
    for &byte in text.as_bytes().get(at..)?.iter().take(MOST_BYTES).take_while(|b| b.is_ascii_digit()) {
        number = number * 10 + u32::from(byte - b'0');
        end += 1;
    }
    let closed = !text[end..].chars().next().is_some_and(|c| class(c) != Class::None);
    (end > at && closed).then(|| {
        let value = Some(Decimal::from(number));
        let (span, after_letter) = (Span::new(at, end), follows_letter(text, at));
        Numeral { span, value, lower: value, upper: value, form: Form::Arabic, after_letter, ..Numeral::ONE }
    })
}

/// 成千上万, 成百上千.
fn thousands_upon(text: &str, at: usize) -> Option<Numeral> {
    if !text[at..].starts_with('成') {
        return None;
    }
    let least = [("成千上万", 1_000), ("成千上萬", 1_000), ("成百上千", 100)]
        .into_iter()
        .find_map(|(word, least)| text[at..].starts_with(word).then_some(least))?;
    Some(Numeral {
        span: Span::new(at, at + "成千上万".len()),
        value: None,
        lower: Some(Decimal::from(least)),
        upper: None,
        approx: Approx::Vague,
        ..Numeral::ONE
    })
}

/// Whether a numeral is a multiplier alone with nothing beside it that makes it a number: 万 in 万达, 千万 in 千万不要.
fn bare(text: &str, numeral: &Numeral) -> bool {
    let begins = text[numeral.span.start..].chars().next().and_then(multiplier);
    let more = numeral.approx == Approx::MoreThan;
    begins.is_some_and(|m| m > 10)
        && !more
        && !short_for_one(text, numeral.span)
        && !text[..numeral.span.start].ends_with(['近', '超', '过', '過', '逾', '约', '約', '达', '達', '破', '每'])
}

/// 千三 is 一千三, where nothing stands around it. 万一 is a word.
fn short_for_one(text: &str, numeral: Span) -> bool {
    let digit = text[..numeral.end].chars().next_back().and_then(chinese_digit);
    digit.is_some_and(|d| d > 1)
        && !text[..numeral.start].chars().next_back().is_some_and(char::is_alphanumeric)
        && !text[numeral.end..].chars().next().is_some_and(char::is_alphanumeric)
}
