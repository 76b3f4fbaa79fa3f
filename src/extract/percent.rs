//! Ratios and changes: 5.6%, 三成, 2.3个百分点, 1.5倍, 三分之二.

mod context;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::parts::parts;
use super::quantity::Quantity;
use super::{Mention, Record};
use crate::numeral::{self, Approx, Form, Numeral};
use crate::sentence::Sentence;
use crate::span::Span;

/// A ratio or a change. `value` is in percent, in times for a multiple.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Percent {
    /// The number and what it is of.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// What sort of ratio.
    #[serde(rename = "type")]
    pub class: PercentType,
    /// What it is compared with.
    pub basis: Option<Basis>,
}

parts! {
    Percent {
        quantity: Record(Quantity),
        class as "type": Value(Text),
        basis: Value(Text),
    }
}

/// What sort of ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PercentType {
    /// 5.6%, 百分之三十, 三成.
    #[default]
    Percent,
    /// 2.3个百分点.
    Points,
    /// 1.5倍.
    Multiple,
    /// 三分之二, 一半.
    Fraction,
}

/// What a change is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// 同比, 比上年, 较上年.
    #[default]
    YearOnYear,
    /// 环比.
    PeriodOnPeriod,
}

/// A ratio as read: its amount in the unit's own terms, and what one of them is.
struct Ratio {
    amount: Amount,
    class: PercentType,
    /// What the number is multiplied with to be in percent, or in times.
    factor: Decimal,
    rule: &'static str,
}

/// The ratio that begins with the numeral at `place`, and the place of the numeral behind it.
pub(super) fn extract(sentence: &Sentence<'_>, place: usize, free: bool, out: &mut Vec<Mention>) -> Option<usize> {
    let Ratio { amount, class, factor, rule } = read(sentence, place, free)?;
    let mut quantity = amount.quantity(sentence);
    let basis = match out.last() {
        // 分别增长5.6%、3.2%: what was read around the first holds for all.
        Some(Mention { span, record: Record::Percent(last), .. }) if listed(sentence, span.end, amount.span.start) => {
            quantity.object.clone_from(&last.quantity.object);
            (quantity.object_span, quantity.change) = (last.quantity.object_span, last.quantity.change);
            last.basis
        }
        _ => {
            let around = context::read(sentence, &amount, class);
            around.fill(sentence, &mut quantity);
            around.basis
        }
    };
    let times = |n: Option<Decimal>| n.and_then(|n| n.checked_mul(factor)).map(|n| n.normalize());
    (quantity.value, quantity.lower, quantity.upper) =
        (times(quantity.value), times(quantity.lower), times(quantity.upper));
    out.push(Mention::new(amount.span, rule, Percent { quantity, class, basis }));
    Some(amount.next)
}

/// Whether only a mark or 和 stands between two ratios.
fn listed(sentence: &Sentence<'_>, end: usize, start: usize) -> bool {
    end <= start && matches!(sentence.slice(Span::new(end, start)), "、" | "和" | "与" | "及" | "以及")
}

fn read(sentence: &Sentence<'_>, place: usize, free: bool) -> Option<Ratio> {
    let numeral = sentence.numerals.get(place)?;
    if numeral.form == Form::Fraction {
        return fraction(sentence, place, numeral);
    }
    if let Some(ratio) = doubled(sentence, place, numeral) {
        return Some(ratio);
    }
    let mut amount = Amount::read(sentence, place, |at| unit(sentence, at))?;
    hundredths(sentence, &mut amount);
    let most = amount.value.or(amount.upper);
    let (class, factor, rule) = match sentence.lexicon.ratio_units.get(sentence.slice(amount.unit)) {
        Some("percent") => (PercentType::Percent, Decimal::ONE, "percent/sign"),
        Some("permille") => (PercentType::Percent, Decimal::new(1, 1), "percent/sign"),
        Some("permyriad") => (PercentType::Percent, Decimal::new(1, 2), "percent/sign"),
        // There are ten tenths.
        Some("tenths") if most.is_none_or(|v| v > Decimal::TEN) => return None,
        Some("tenths") => (PercentType::Percent, Decimal::TEN, "percent/tenths"),
        // 八折 is 80, 五五折 and 85折 are told in percent already.
        Some("discount") if amount.value.is_some_and(|v| v >= Decimal::TEN) => {
            (PercentType::Percent, Decimal::ONE, "percent/discount")
        }
        Some("discount") => (PercentType::Percent, Decimal::TEN, "percent/discount"),
        Some("times") => (PercentType::Multiple, Decimal::ONE, "percent/times"),
        // 个 百分点, too, blanks inside.
        _ => (PercentType::Points, Decimal::ONE, "percent/points"),
    };
    (free || rule == "percent/sign").then_some(Ratio { amount, class, factor, rule })
}

/// Where the unit of a ratio at byte `at` ends.
fn unit(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let rest = sentence.after(at);
    if rest.starts_with('个')
        && let Some(end) = spaced(rest, ['百', '分', '点'])
    {
        return Some(at + end);
    }
    let (word, _) = sentence.lexicon.ratio_units.longest_prefix(rest)?;
    let other = sentence.lexicon.ratio_look_alikes.longest_prefix(rest);
    other.is_none_or(|(_, sense)| sense == "ratio").then_some(at + word.len())
}

/// The length of 个 and the three characters behind it, whatever blanks stand between: 个 百 分点.
fn spaced(rest: &str, characters: [char; 3]) -> Option<usize> {
    let mut end = "个".len();
    for next in characters {
        end = numeral::skip_blanks(rest, end);
        end += rest[end..].chars().next().filter(|&c| c == next)?.len_utf8();
    }
    Some(end)
}

/// 七成六: a digit behind 成 counts hundredths.
fn hundredths(sentence: &Sentence<'_>, amount: &mut Amount) {
    let begin = amount.span.end + numeral::skip_blanks(sentence.after(amount.span.end), 0);
    let Some(next) = sentence.numerals.get(amount.next).filter(|n| n.span.start == begin) else { return };
    let digit = next.value.filter(|v| *v < Decimal::TEN && v.scale() == 0 && next.form == Form::Chinese);
    let counts = sentence.lexicon.measure_words.longest_prefix(sentence.after(next.span.end)).is_some();
    let Some(part) = digit.and_then(|d| d.checked_div(Decimal::TEN)).filter(|_| !counts) else { return };
    if sentence.slice(amount.unit) != "成" || amount.approx != Approx::Exact {
        return;
    }
    let sum = amount.value.and_then(|v| v.checked_add(part));
    (amount.value, amount.lower, amount.upper) = (sum, sum, sum);
    amount.span.end = next.span.end;
    amount.core.end = next.span.end;
    amount.next += 1;
}

/// 三分之二, 百分之三十, 千分之五.
fn fraction(sentence: &Sentence<'_>, place: usize, numeral: &Numeral) -> Option<Ratio> {
    let mut amount = Amount::read(sentence, place, Some)?;
    let rest = sentence.after(numeral.span.end);
    up_to(sentence, numeral, &mut amount);
    // 4/5G: neither is a part of the other.
    if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    if rest.starts_with("决赛") || sentence.before(numeral.span.start).ends_with('第') {
        return None;
    }
    let hundred = numeral
        .fraction
        .is_some_and(|(_, d)| d == Decimal::ONE_HUNDRED || d == Decimal::ONE_THOUSAND || d == Decimal::from(10_000));
    let class = if hundred { PercentType::Percent } else { PercentType::Fraction };
    Some(Ratio { amount, class, factor: Decimal::ONE_HUNDRED, rule: "percent/fraction" })
}

/// 百分之三十到四十: the second number is out of the same whole.
fn up_to(sentence: &Sentence<'_>, numeral: &Numeral, amount: &mut Amount) {
    let rest = sentence.after(amount.span.end);
    let Some((word, "")) = sentence.lexicon.range_connectives.longest_prefix(rest) else { return };
    let Some(next) = sentence.numerals.get(amount.next).filter(|n| n.span.start == amount.span.end + word.len()) else {
        return;
    };
    let Some(high) = next.value.zip(numeral.fraction).and_then(|(v, (_, of))| v.checked_div(of)) else { return };
    let follows = next.form != Form::Fraction && amount.value.is_some_and(|low| low < high);
    if !follows || unit(sentence, next.span.end).is_some() {
        return;
    }
    (amount.lower, amount.upper, amount.value, amount.approx) = (amount.value, Some(high), None, Approx::Range);
    amount.span.end = next.span.end;
    amount.core.end = next.span.end;
    amount.next += 1;
}

/// 翻一番, 翻了两番: two, four times as much.
fn doubled(sentence: &Sentence<'_>, place: usize, numeral: &Numeral) -> Option<Ratio> {
    let before = sentence.before(numeral.span.start);
    let verb = ["翻了", "翻"].into_iter().find(|v| before.ends_with(v))?;
    let rest = sentence.after(numeral.span.end);
    rest.starts_with('番').then_some(())?;
    let times = u32::try_from(numeral.value?.trunc().mantissa()).ok().filter(|t| (1..=10).contains(t))?;
    let span = Span::new(numeral.span.start - verb.len(), numeral.span.end + "番".len());
    let value = Some(Decimal::from(2_u32.pow(times)));
    let unit = Span::new(numeral.span.end, span.end);
    let amount = Amount {
        value,
        lower: value,
        upper: value,
        approx: Approx::Exact,
        next: place + 1,
        ..Amount::vague(span, unit)
    };
    Some(Ratio { amount, class: PercentType::Multiple, factor: Decimal::ONE, rule: "percent/doubled" })
}
