//! How long: 三个月, 一年半, 8天20小时, 3100多天.

use rust_decimal::Decimal;

use super::Modifier;
use super::expression::{Length, Unit};
use super::token::{Cursor, words};
use crate::numeral::{self, Approx};

/// What may stand between two units.
const JOINERS: [&str; 8] = ["零", "又", "加上", "加", "余", "多", "〇", "，又"];

/// What 数 may stand behind as several: 了|数天.
const BEFORE_SEVERAL: &str = "了过时经达续历守作花用需持等待隔前近在后于月年";

/// Reads a length. With `days`, 30日 counts as one however few they are.
pub(super) fn length(c: &mut Cursor<'_>, days: bool) -> Option<Length> {
    let mut length = Length::default();
    let mut at = *c;
    let mut last = part(&mut at, &mut length, None, days)?;
    loop {
        *c = at;
        let mut next = at;
        let _ = next.eat_any(&JOINERS);
        next.blank();
        let mut longer = length.clone();
        let joined = next.at > at.at;
        match part(&mut next, &mut longer, Some((last, joined)), days) {
            Some(unit) if length.vague.is_none() => (at, last, length) = (next, unit, longer),
            _ => break,
        }
    }
    Some(length)
}

/// Reads one number and its unit; behind a coarser one if `after` tells of it.
fn part(c: &mut Cursor<'_>, length: &mut Length, after: Option<(Unit, bool)>, days: bool) -> Option<Unit> {
    let mut at = *c;
    let bigger = after.is_none() && at.eat_any(&["大半", "小半", "多半", "好半"]).is_some();
    if bigger || at.eat("半") {
        let _ = at.eat_any(&["个", "個"]);
        let more = at.eat_any(&["多", "余"]).is_some();
        let (unit, factor, _) = unit(&mut at, true, after, days, Decimal::ONE)?;
        if more {
            length.approx = Some(Modifier::MoreThan);
        }
        if unit > Unit::Year || unit == Unit::WorkDay {
            return None;
        }
        half(length, unit, factor);
        if bigger {
            length.approx = Some(Modifier::Approx);
        }
        *c = at;
        return Some(unit);
    }
    let ordinal = at.behind() == Some('第');
    // 个把月: about one.
    let about_one = at.eat("个把") || at.eat("個把");
    let number = if about_one {
        Number { value: Some(Decimal::ONE), approx: Approx::About, arabic_digits: 0 }
    } else {
        number(&mut at)?
    };
    if ordinal {
        return None;
    }
    at.blank();
    let mut approx = number.approx;
    let measure = about_one || at.eat_any(&["个", "個"]).is_some();
    let mut halved = measure && at.eat("半");
    if at.eat_any(&["多", "余", "餘"]).is_some() {
        approx = Approx::MoreThan;
    }
    let (unit, factor, word) = unit(&mut at, measure, after, days, number.value.unwrap_or_default())?;
    let year_number = unit == Unit::Year && number.arabic_digits == 4 && approx == Approx::Exact && word == "年";
    let behind_history = at.sees("历史") || at.sees("的历史") || at.sees("悠久");
    if year_number && !behind_history {
        return None;
    }
    // 6天5晚 are six days.
    if let Some((last, joined)) = after
        && word != "晚"
        && (unit == last || (unit > last && !joined))
    {
        return None;
    }
    let mut half_more = at;
    if !halved && half_more.eat("半") && !half_more.is_refused("half:length") {
        (at, halved) = (half_more, true);
    }
    if unit == Unit::Minute && word == "分" && !halved && is_score(at, after) {
        return None;
    }
    if at.eat_as(&words().time_bounds, "more").is_some() {
        approx = Approx::MoreThan;
    }
    match number.value {
        Some(value) => {
            let value = value.checked_mul(Decimal::from(factor))?;
            if factor > 0 {
                length.parts.push((value, unit));
            }
        }
        None => length.vague = Some(unit),
    }
    if halved {
        half(length, unit, factor);
    }
    length.approx = modifier(approx).or(length.approx);
    *c = at;
    Some(unit)
}

/// 8分 is a score unless 秒 or 钟 follows; 分 may also stand between an hour and nothing.
fn is_score(at: Cursor<'_>, after: Option<(Unit, bool)>) -> bool {
    let mut more = at;
    let seconds = more.integer().is_some() && more.sees("秒");
    let long = at.sees_any(&["多钟", "余钟", "多鐘", "钟"]);
    let behind_hours = after.is_some_and(|(last, _)| last == Unit::Hour);
    !seconds && !long && !behind_hours
}

const fn modifier(approx: Approx) -> Option<Modifier> {
    match approx {
        Approx::Exact => None,
        Approx::MoreThan => Some(Modifier::MoreThan),
        Approx::LessThan => Some(Modifier::LessThan),
        _ => Some(Modifier::Approx),
    }
}

struct Number {
    /// `None` for 几 and 数.
    value: Option<Decimal>,
    approx: Approx,
    arabic_digits: usize,
}

fn number(c: &mut Cursor<'_>) -> Option<Number> {
    if c.eat("多") {
        // 多年, 多日.
        return Some(Number { value: None, approx: Approx::Vague, arabic_digits: 0 });
    }
    // 坚守了数天, 历时数年; 人数年均增长 has no 数年.
    let apart = c.behind().is_none_or(|before| !before.is_alphanumeric() || BEFORE_SEVERAL.contains(before));
    if apart && words().time_vague.longest_prefix(c.rest()).is_none() && c.eat_any(&["数", "數"]).is_some() {
        return Some(Number { value: None, approx: Approx::Vague, arabic_digits: 0 });
    }
    let found = numeral::read_at(c.text, c.at)?;
    if found.fraction.is_some() || found.value.is_some_and(|v| v.is_sign_negative()) || found.span.start != c.at {
        return None;
    }
    let own = c.text.get(found.span.range())?;
    // 一百年 is a number of years, 百年 a figure of speech.
    if own.chars().count() == 1 && matches!(own, "百" | "千" | "万") {
        return None;
    }
    c.at = found.span.end;
    let value = found.value.or(if found.approx == Approx::Range { found.lower } else { None });
    let arabic_digits = if own.chars().all(|d| numeral::arabic_digit(d).is_some()) { own.chars().count() } else { 0 };
    Some(Number { value, approx: found.approx, arabic_digits })
}

/// Reads a unit of `units.txt`: it, how many of it the word is, and the word.
fn unit<'t>(
    c: &mut Cursor<'t>,
    measure: bool,
    after: Option<(Unit, bool)>,
    days: bool,
    value: Decimal,
) -> Option<(Unit, u32, &'t str)> {
    let (word, listed) = words().time_units.longest_prefix(c.rest())?;
    let mut fields = listed.split(' ');
    let unit = Unit::from_list(fields.next()?);
    let factor = fields.next()?.parse().ok()?;
    if fields.next().is_some() && !measure {
        return None;
    }
    let mut at = *c;
    at.eat(word);
    let behind_days = after.is_some_and(|(last, _)| last == Unit::Day);
    let refused = match word {
        "年" => at.is_refused("length:年"),
        "天" => measure || at.is_refused("length:天"),
        "周" | "週" => at.is_refused("length:周"),
        "秒" => at.is_refused("length:秒"),
        "日" if measure => true,
        "日" => {
            let shown = days && at.sees_as(&words().time_bounds, "days");
            !shown && value <= Decimal::from(31) || at.is_refused("length:日") || value.is_zero() && !at.sees("来")
        }
        "晚" => !behind_days,
        "时" => !behind_days || at.is_refused("length:时"),
        "载" => at.is_refused("length:载") || measure,
        _ => false,
    };
    if refused {
        return None;
    }
    *c = at;
    Some((unit, factor, word))
}

/// Adds half a unit, in the next finer one: 半年 is six months.
fn half(length: &mut Length, unit: Unit, factor: u32) {
    let (amount, finer) = match unit {
        Unit::Year if factor > 1 => (factor / 2, Unit::Year),
        Unit::Year => (6, Unit::Month),
        Unit::Quarter => (45, Unit::Day),
        Unit::Month => (15, Unit::Day),
        Unit::Week => (84, Unit::Hour),
        Unit::Day | Unit::WorkDay => (12, Unit::Hour),
        Unit::Hour => (30, Unit::Minute),
        Unit::Minute | Unit::Second => (30, Unit::Second),
    };
    length.parts.push((Decimal::from(amount), finer));
}
