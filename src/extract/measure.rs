//! Physical quantities: 12.5公里, 3.2万亩, -5℃, 65岁.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Mention;
use super::amount::Amount;
use super::clause;
use super::parts::parts;
use super::quantity::Quantity;
use crate::lexicon::Lexicon;
use crate::numeral::{Approx, Form, Numeral};
use crate::sentence::Sentence;
use crate::span::Span;

/// A physical quantity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Measure {
    /// The number and what it is of; `unit` as written.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The value in the coherent unit; null for levels and scores.
    pub si: Option<Si>,
}

parts! {
    Measure {
        quantity: Record(Quantity),
        si: Value(value: Decimal, unit: Text),
    }
}

/// A value in a coherent unit of the SI, rounded to 4 decimals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Si {
    /// The number.
    pub value: Decimal,
    /// The unit's UCUM code: `m`, `m2`, `kg`, `Cel`.
    pub unit: String,
}

/// The quantity that begins with the numeral at `place`, and the place of the numeral behind it.
pub(super) fn extract(sentence: &Sentence<'_>, place: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let numeral = sentence.numerals.get(place).filter(|n| n.form != Form::Positional)?;
    let mut amount =
        Amount::read(sentence, place, |at| unit(sentence, at)).filter(|a| allowed(sentence, numeral, a))?;
    if sentence.slice(amount.unit).starts_with('个') {
        amount.unit.start += "个".len();
    }
    parts(sentence, &mut amount);
    let scale = temperature(sentence, &mut amount);
    let mut quantity = amount.quantity(sentence);
    let around = clause::around(sentence, &amount);
    around.fill(sentence, &mut quantity);
    // 坝高120米: the word names the dimension, nothing grows.
    let before = sentence.before(amount.span.start);
    let verb = sentence.lexicon.change_verbs.longest_suffix(before).is_some_and(|(verb, _)| verb.chars().count() > 1);
    if !verb && sentence.lexicon.dimension_words.ends_as(before, "side") {
        quantity.change = None;
    }
    if quantity.object.as_ref().is_some_and(|o| o.chars().count() == 1) {
        (quantity.object, quantity.object_span) = (None, None);
    }
    let angle = matches!(sentence.slice(amount.unit), "度" | "°")
        && angular(sentence.lexicon, sentence.before(amount.span.start));
    let si = amount.value.filter(|_| !angle).and_then(|value| si(sentence, sentence.slice(amount.unit), value, scale));
    out.push(Mention::new(amount.span, "measure/unit", Measure { quantity, si }));
    Some(amount.next)
}

/// Where the unit at byte `at` ends. A Latin unit is not the beginning of a longer word: 5GB and not 5Gold.
fn unit(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let rest = sentence.after(at);
    // 六个加仑.
    if let Some(rest) = rest.strip_prefix('个') {
        let (word, _) = sentence.lexicon.units.longest_prefix(rest).filter(|(word, _)| word.chars().count() > 1)?;
        return (!rest[word.len()..].starts_with(['级', '时', '币'])).then(|| at + "个".len() + word.len());
    }
    let (word, _) = sentence.lexicon.units.longest_prefix(rest)?;
    let latin = |c: char| c.is_ascii_alphanumeric();
    if word.ends_with(latin) && rest[word.len()..].starts_with(latin) {
        return None;
    }
    let phrase = sentence.lexicon.set_phrases.longest_prefix(rest);
    if phrase.is_some_and(|(phrase, _)| phrase.len() > word.len()) {
        return None;
    }
    // 3里屯, 2度假村: the unit's character opens another word.
    let token = sentence.token_at(at).filter(|t| t.span.start == at);
    let single = word.chars().count() == 1;
    if single
        && token.is_some_and(|t| t.span.len() > word.len() && !t.text.ends_with(word))
        && !sentence.lexicon.unit_conditions.has_as(word, "common")
    {
        return None;
    }
    Some(at + word.len())
}

/// What the unit asks for beside the number.
fn allowed(sentence: &Sentence<'_>, numeral: &Numeral, amount: &Amount) -> bool {
    let unit = sentence.slice(amount.unit);
    let (before, after) = (sentence.before(amount.span.start), sentence.after(amount.span.end));
    let chinese = numeral.form == Form::Chinese;
    let small = numeral.value.is_none_or(|v| v <= Decimal::ONE_HUNDRED);
    let large = numeral.value.is_some_and(|v| v >= Decimal::ONE_HUNDRED);
    let shown_behind = || has(sentence.lexicon.units_behind.prefixes(after), unit);
    let shown_before = || sentence.lexicon.units_before.longest_suffix(before).is_some_and(|found| has([found], unit));
    let refused = || has(sentence.lexicon.units_refused.prefixes(after), unit);
    match unit {
        // 三级响应 is a rank, 2018级 a class of students; 14级大风 a measure.
        "级" => !chinese && small || shown_before() || shown_behind(),
        // 9分 of a score, not 9时30分, not the tenth of a 角, not 分钟.
        "分" => {
            !chinese
                && (!refused() || after.starts_with("之多"))
                && !before.ends_with(['时', '点', ':', '：', '角', '毛'])
                && !after.starts_with(|c: char| c.is_ascii_digit())
        }
        "点" => (large || numeral.value.is_some_and(|v| v.scale() > 0)) && !chinese,
        "方" => large && !refused(),
        // 五度蝉联 counts times; degrees are said with what is warm, or in digits.
        "度" if chinese && amount.value.is_none_or(|v| v.abs() < Decimal::TEN) && !warm(sentence.lexicon, before) => {
            false
        }
        "度" if chinese && has(sentence.lexicon.units_refused.prefixes(after), "度:numeral") => false,
        "度" => !refused(),
        // 八两酒 weighs; in 两会, 两岸 and the like 两 is two.
        "两" => after.chars().next().is_none_or(|c| !c.is_alphanumeric()) || shown_behind(),
        "里" => {
            let named = after.starts_with(['屯', '弄', '河', '店']);
            !chinese && !named
                || shown_behind()
                || numeral.value.is_some_and(|v| v >= Decimal::TEN)
                // 二三里.
                || numeral.approx == Approx::Range && !named
        }
        "P" => large || shown_behind(),
        _ => sentence.lexicon.unit_conditions.get(unit).is_none_or(|conditions| {
            conditions.split(' ').all(|condition| match condition {
                "digits" => !chinese,
                "several" => !chinese || numeral.value.is_some_and(|v| v > Decimal::ONE),
                "shown" => shown_before(),
                // 5G and 8T are names more often than amounts.
                "shown-behind" => shown_behind(),
                _ => true,
            })
        }),
    }
}

/// Whether a word of the list is said of the unit.
fn has<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>, unit: &str) -> bool {
    words.into_iter().any(|(_, units)| units.split(' ').any(|own| own == unit))
}

/// Whether temperature, latitude or electricity was just spoken of.
fn warm(lexicon: &Lexicon, before: &str) -> bool {
    let start = before.char_indices().rev().take(8).last().map_or(before.len(), |(at, _)| at);
    lexicon.temperature_words.within(&before[start..])
}

/// Whether a direction or a slope was just spoken of: 东经104.79度.
fn angular(lexicon: &Lexicon, before: &str) -> bool {
    let start = before.char_indices().rev().take(6).last().map_or(before.len(), |(at, _)| at);
    lexicon.direction_words.within(&before[start..])
}

/// 1米76, 一米八, 六斤八两: the parts behind the unit are its hundredths or tenths, or told in a smaller unit.
fn parts(sentence: &Sentence<'_>, amount: &mut Amount) {
    let Some(next) = sentence.numerals.get(amount.next).filter(|n| n.span.start == amount.span.end) else { return };
    if amount.approx != Approx::Exact || next.approx != Approx::Exact {
        return;
    }
    let own = sentence.slice(amount.unit);
    let (part, end) = match unit(sentence, next.span.end) {
        Some(end) => {
            let smaller = sentence.slice(Span::new(next.span.end, end));
            let (Some((code, factor)), Some((same, part))) = (factor(sentence, own), factor(sentence, smaller)) else {
                return;
            };
            let ratio = part.checked_div(factor).filter(|r| code == same && *r < Decimal::ONE);
            (ratio.zip(next.value).and_then(|(r, v)| v.checked_mul(r)), end)
        }
        None => {
            let digits = sentence.slice(next.span).chars().count() as u32;
            let rest = sentence.after(next.span.end);
            let small = next.value.filter(|v| v.scale() == 0 && *v < Decimal::ONE_HUNDRED && digits <= 2);
            let counted = sentence.lexicon.measure_words.longest_prefix(rest).is_some();
            let small = small.filter(|_| matches!(own, "米" | "公尺") && !counted);
            (small.and_then(|v| v.checked_mul(Decimal::new(1, digits))), next.span.end)
        }
    };
    let Some(sum) = part.and_then(|part| amount.value?.checked_add(part)) else { return };
    (amount.value, amount.lower, amount.upper) = (Some(sum), Some(sum), Some(sum));
    (amount.span.end, amount.core.end) = (end, end);
    amount.next += 1;
}

/// The scale of a temperature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Celsius,
    Fahrenheit,
    /// 30° may be an angle.
    None,
}

/// 零下5℃, 华氏98.6度: the words before a temperature that belong to it. They say sign and scale.
fn temperature(sentence: &Sentence<'_>, amount: &mut Amount) -> Scale {
    let unit = sentence.slice(amount.unit);
    let mut scale = match unit {
        "华氏度" | "℉" | "°F" => Scale::Fahrenheit,
        "°" => Scale::None,
        _ => Scale::Celsius,
    };
    if !matches!(unit, "度" | "°" | "℃" | "摄氏度" | "华氏度" | "°C" | "ºC" | "℉" | "°F") {
        return scale;
    }
    for _ in 0..2 {
        let before = sentence.before(amount.span.start);
        let Some((word, _)) = sentence.lexicon.temperature_words.longest_end_as(before, "part") else { break };
        amount.span.start -= word.len();
        if word == "零下" {
            let minus = |n: Option<Decimal>| n.map(|n| -n);
            (amount.value, amount.lower, amount.upper) =
                (minus(amount.value), minus(amount.upper), minus(amount.lower));
        }
        scale = match word.chars().next() {
            Some('华') => Scale::Fahrenheit,
            _ if scale == Scale::None => Scale::Celsius,
            _ => scale,
        };
    }
    scale
}

/// The value in the coherent unit: 公里 is `m 1000`, 亩 is `m2 2000/3`, levels have none.
fn si(sentence: &Sentence<'_>, unit: &str, value: Decimal, scale: Scale) -> Option<Si> {
    if scale == Scale::Celsius && unit == "°" {
        return Some(Si { value, unit: "Cel".to_owned() });
    }
    if scale == Scale::Fahrenheit {
        let value =
            value.checked_sub(Decimal::from(32))?.checked_mul(Decimal::from(5))?.checked_div(Decimal::from(9))?;
        return Some(Si { value: value.round_dp(4).normalize(), unit: "Cel".to_owned() });
    }
    let (code, times, per) = fraction(sentence, unit)?;
    let exact = value.checked_mul(times)?.checked_div(per)?;
    // 7纳米 would vanish.
    let rounded = exact.round_dp(4);
    let value = if rounded.is_zero() { exact.round_dp(20) } else { rounded }.normalize();
    Some(Si { value, unit: code.to_owned() })
}

/// The coherent unit of a unit, and by what over what it is multiplied to be told in it.
fn fraction<'l>(sentence: &Sentence<'l>, unit: &str) -> Option<(&'l str, Decimal, Decimal)> {
    let (code, factor) = sentence.lexicon.units.get(unit)?.split_once(' ')?;
    let (times, per) = factor.split_once('/').unwrap_or((factor, "1"));
    Some((code, times.parse().ok()?, per.parse().ok()?))
}

/// The coherent unit of a unit, and how many of it make one.
fn factor<'l>(sentence: &Sentence<'l>, unit: &str) -> Option<(&'l str, Decimal)> {
    let (code, times, per) = fraction(sentence, unit)?;
    Some((code, times.checked_div(per)?))
}
