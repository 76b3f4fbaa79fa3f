//! Ratios and changes: 5.6%, 三成, 2.3个百分点, 1.5倍, 三分之二.

mod context;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::amount::{self, Amount};
use super::quantity::Quantity;
use super::{Mention, Scope};
use crate::numeral::{Approx, Form, Numeral};
use crate::span::Span;

/// A ratio or a change. `value` is in percent, in times for a multiple.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Percent {
    /// The number and what it is of.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// What sort of ratio.
    pub r#type: PercentType,
    /// What it is compared with.
    pub basis: Option<Basis>,
}

/// What sort of ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
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
    r#type: PercentType,
    /// What the number is multiplied with to be in percent, or in times.
    factor: Decimal,
    rule: &'static str,
}

pub(crate) fn extract(scope: &Scope<'_>, out: &mut Vec<Mention>) {
    let mut place = 0;
    // The last ratio's end and what was read around it: 分别增长5.6%、3.2% share it.
    let mut last: Option<(usize, context::Context)> = None;
    while place < scope.numerals.len() {
        let from = place;
        place += 1;
        let Some(ratio) = read(scope, from) else { continue };
        place = ratio.amount.next.max(place);
        let around = match &last {
            Some((end, around)) if listed(scope, *end, ratio.amount.span.start) => *around,
            _ => context::read(scope, &ratio.amount, ratio.r#type),
        };
        last = Some((ratio.amount.span.end, around));
        let mut quantity = ratio.amount.quantity(scope);
        around.fill(scope, &mut quantity);
        let times = |n: Option<Decimal>| n.and_then(|n| n.checked_mul(ratio.factor)).map(|n| n.normalize());
        (quantity.value, quantity.lower, quantity.upper) =
            (times(quantity.value), times(quantity.lower), times(quantity.upper));
        let record = Percent { quantity, r#type: ratio.r#type, basis: around.basis };
        out.push(Mention::new(ratio.amount.span, ratio.rule, record));
    }
}

/// Whether only a mark or 和 stands between two ratios.
fn listed(scope: &Scope<'_>, end: usize, start: usize) -> bool {
    end <= start && matches!(scope.slice(Span::new(end, start)), "、" | "和" | "与" | "及" | "以及")
}

fn read(scope: &Scope<'_>, place: usize) -> Option<Ratio> {
    let numeral = scope.numerals.get(place)?;
    if numeral.form == Form::Fraction {
        return fraction(scope, place, numeral);
    }
    if let Some(ratio) = half(scope, place, numeral).or_else(|| doubled(scope, place, numeral)) {
        return Some(ratio);
    }
    let mut amount = Amount::read(scope, place, |at| unit(scope, at))?;
    hundredths(scope, &mut amount);
    let (r#type, factor, rule) = match scope.slice(amount.unit) {
        "%" | "％" | "﹪" => (PercentType::Percent, Decimal::ONE, "percent/sign"),
        "‰" => (PercentType::Percent, Decimal::new(1, 1), "percent/sign"),
        "成" => (PercentType::Percent, Decimal::TEN, "percent/tenths"),
        // 八折 is 80, 五五折 and 85折 are told in percent already.
        "折" if amount.value.is_some_and(|v| v >= Decimal::TEN) => {
            (PercentType::Percent, Decimal::ONE, "percent/discount")
        }
        "折" => (PercentType::Percent, Decimal::TEN, "percent/discount"),
        "倍" => (PercentType::Multiple, Decimal::ONE, "percent/times"),
        _ => (PercentType::Points, Decimal::ONE, "percent/points"),
    };
    if rule != "percent/sign" && !amount::is_free(scope, numeral) {
        return None;
    }
    Some(Ratio { amount, r#type, factor, rule })
}

const UNITS: [&str; 13] =
    ["%", "％", "﹪", "‰", "个百分点", "個百分點", "个百分比", "个点", "百分点", "百分點", "成", "倍", "折"];

/// Where the unit of a ratio at byte `at` ends.
fn unit(scope: &Scope<'_>, at: usize) -> Option<usize> {
    let rest = scope.after(at);
    let word = UNITS.into_iter().find(|u| rest.starts_with(u))?;
    let behind = &rest[word.len()..];
    let before = scope.before(at);
    match word {
        "成" if !tenths(before, behind) => return None,
        "折" if behind.starts_with(['叠', '扣', '合', '旧', '射', '腾', '磨', '算', '返', '子', '页']) => {
            return None;
        }
        "倍" if behind.starts_with(['增', '速', '率', '受', '感', '镜']) && !behind.starts_with("增长") => {
            return None;
        }
        _ => {}
    }
    Some(at + word.len())
}

/// 三成, 近六成半: a digit from one to ten, and no word that begins with 成.
fn tenths(before: &str, behind: &str) -> bool {
    let mut back = before.chars().rev();
    let digit = back.next().is_some_and(|c| "一二两兩三四五六七八九十几数123456789".contains(c));
    let alone = !back.next().is_some_and(|c| c.is_ascii_digit() || "十百千万亿第".contains(c));
    let word = behind.starts_with([
        '立', '为', '功', '果', '员', '本', '效', '长', '都', '绩', '分', '就', '人', '熟', '年', '品', '交', '型',
        '语', '份', '名', '了', '套', '批', '千', '百', '因', '像', '见', '对', '排', '群', '行', '家',
    ]);
    digit && alone && !word
}

/// 七成六: a digit behind 成 counts hundredths.
fn hundredths(scope: &Scope<'_>, amount: &mut Amount) {
    let Some(next) = scope.numerals.get(amount.next).filter(|n| n.span.start == amount.span.end) else { return };
    let digit = next.value.filter(|v| *v < Decimal::TEN && v.scale() == 0 && next.form == Form::Chinese);
    let counts = scope.lexicon.measure_words.longest_prefix(scope.after(next.span.end)).is_some();
    let Some(part) = digit.and_then(|d| d.checked_div(Decimal::TEN)).filter(|_| !counts) else { return };
    if scope.slice(amount.unit) != "成" || amount.approx != Approx::Exact {
        return;
    }
    let sum = amount.value.and_then(|v| v.checked_add(part));
    (amount.value, amount.lower, amount.upper) = (sum, sum, sum);
    amount.span.end = next.span.end;
    amount.core.end = next.span.end;
    amount.next += 1;
}

/// 三分之二, 百分之三十, 千分之五.
fn fraction(scope: &Scope<'_>, place: usize, numeral: &Numeral) -> Option<Ratio> {
    let mut amount = Amount::read(scope, place, Some)?;
    let rest = scope.after(numeral.span.end);
    up_to(scope, numeral, &mut amount);
    if rest.starts_with("决赛") || rest.starts_with("財") || scope.before(numeral.span.start).ends_with('第') {
        return None;
    }
    let hundred = numeral
        .fraction
        .is_some_and(|(_, d)| d == Decimal::ONE_HUNDRED || d == Decimal::ONE_THOUSAND || d == Decimal::from(10_000));
    let r#type = if hundred { PercentType::Percent } else { PercentType::Fraction };
    Some(Ratio { amount, r#type, factor: Decimal::ONE_HUNDRED, rule: "percent/fraction" })
}

/// 百分之三十到四十: the second number is out of the same whole.
fn up_to(scope: &Scope<'_>, numeral: &Numeral, amount: &mut Amount) {
    let rest = scope.after(amount.span.end);
    let Some(word) = ["到", "至", "—", "-", "～", "~"].into_iter().find(|w| rest.starts_with(w)) else { return };
    let Some(next) = scope.numerals.get(amount.next).filter(|n| n.span.start == amount.span.end + word.len()) else {
        return;
    };
    let Some(high) = next.value.zip(numeral.fraction).and_then(|(v, (_, of))| v.checked_div(of)) else { return };
    let follows = next.form != Form::Fraction && amount.value.is_some_and(|low| low < high);
    if !follows || unit(scope, next.span.end).is_some() {
        return;
    }
    (amount.lower, amount.upper, amount.value, amount.approx) = (amount.value, Some(high), None, Approx::Range);
    amount.span.end = next.span.end;
    amount.core.end = next.span.end;
    amount.next += 1;
}

/// 一半, 一半以上.
fn half(scope: &Scope<'_>, place: usize, numeral: &Numeral) -> Option<Ratio> {
    let rest = scope.after(numeral.span.end);
    let whole = scope.slice(numeral.span) == "一"
        && rest.starts_with('半')
        && !["半天", "半年", "半载", "半路", "半月", "半日", "半点", "半辈", "半会"]
            .iter()
            .any(|w| rest.starts_with(w));
    if !whole || scope.before(numeral.span.start).ends_with(['第', '统']) {
        return None;
    }
    let end = numeral.span.end + "半".len();
    let mut amount = Amount::read(scope, place, |at| Some(at + if at == numeral.span.end { "半".len() } else { 0 }))?;
    amount.unit = Span::new(end, end);
    Some(Ratio { amount, r#type: PercentType::Fraction, factor: Decimal::from(50), rule: "percent/half" })
}

/// 翻一番, 翻了两番: two, four times as much.
fn doubled(scope: &Scope<'_>, place: usize, numeral: &Numeral) -> Option<Ratio> {
    let before = scope.before(numeral.span.start);
    let verb = ["翻了", "翻"].into_iter().find(|v| before.ends_with(v))?;
    let rest = scope.after(numeral.span.end);
    let unit = ["番", "倍"].into_iter().find(|u| rest.starts_with(u))?;
    let times = u32::try_from(numeral.value?.trunc().mantissa()).ok().filter(|t| (1..=10).contains(t))?;
    let span = Span::new(numeral.span.start - verb.len(), numeral.span.end + unit.len());
    if unit == "倍" {
        return None;
    }
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
    Some(Ratio { amount, r#type: PercentType::Multiple, factor: Decimal::ONE, rule: "percent/doubled" })
}
