//! Months and what divides them: 6月, 上个月5日, 1、2月, 十月第一个星期一, 中下旬, 正月初八.

use super::Modifier;
use super::expression::{Field, Month, Point, Reference, Sub, Weekday};
use super::reader::{Reader, day_like, eat_connective, eat_weekday};
use super::token::{Cursor, Int, Script, numeric, words};

/// Reads a month and the part of it that is named.
pub(super) fn month(r: &mut Reader<'_>, lunar: bool) -> bool {
    let start = r.c;
    let leap = r.c.eat("闰") || r.c.eat("閏");
    if !named(r, lunar || leap, leap) {
        r.c = start;
        return false;
    }
    sub(r);
    true
}

/// The month itself, with the last one of 1—7月.
fn named(r: &mut Reader<'_>, lunar: bool, leap: bool) -> bool {
    let mut c = r.c;
    if let Some(value) = c.eat_listed(&words().time_months) {
        let Some((base, n)) = value.split_once(' ') else { return false };
        let Ok(n) = n.parse::<i32>() else { return false };
        let month = match base {
            "lunar" => Month::Lunar(n as i8, leap),
            "context" => Month::Is(Reference::Context(n)),
            _ => Month::Is(Reference::Publication(n)),
        };
        r.point.field = Field::Month(month, None);
        r.c = c;
        return true;
    }
    // 上半月 alone is of the present month.
    if c.sees_any(&["上半月", "下半月"]) && r.point.year.is_none() && !c.sees_any(&["上半月刊", "下半月刊"])
    {
        r.point.field = Field::Month(Month::Is(Reference::Publication(0)), None);
        return true;
    }
    if let Some(shift) = c.eat_listed(&words().time_shifts).and_then(|v| v.parse::<i32>().ok()) {
        if c.eat("月") {
            r.point.field = Field::Month(Month::Is(Reference::Publication(shift)), None);
            r.c = c;
            return true;
        }
        return false;
    }
    if c.sees_any(&["月初", "月底", "月末", "月中旬"]) && r.point.year.is_none() {
        let whole = c.behind().is_none_or(|b| !numeric(b) && !"个本上下当次每同闰岁这".contains(b));
        if whole {
            c.eat("月");
            r.point.field = Field::Month(Month::Is(Reference::Publication(0)), None);
            r.c = c;
        }
        return whole;
    }
    // 两月 is no February.
    if c.sees_any(&["两", "兩"]) {
        return false;
    }
    let Some(first) = c.integer().filter(month_like) else { return false };
    let mut last = None;
    for _ in 0..6 {
        let mut d = c;
        if c.sees("月") || !(eat_connective(&mut d) || d.eat("、") || d.eat("和")) {
            break;
        }
        let Some(next) = d.integer().filter(month_like) else { break };
        last = Some(next);
        c = d;
    }
    c.blank();
    if !c.eat("月") || c.is_refused("month") {
        return false;
    }
    let _ = c.eat("份");
    let is = |n: Int| if lunar { Month::Lunar(n.value as i8, leap) } else { Month::Is(Reference::Stated(n.value)) };
    r.point.field = Field::Month(is(first), None);
    r.second = last.map(|n| Point { field: Field::Month(is(n), None), ..Point::default() });
    r.c = c;
    true
}

fn month_like(n: &Int) -> bool {
    (1..=12).contains(&n.value) && n.script != Script::Positional && (n.script == Script::Chinese || n.len <= 2)
}

/// Sets the part of the month read so far.
fn set(r: &mut Reader<'_>, c: Cursor<'_>, sub: Sub) -> bool {
    if let Field::Month(_, place) = &mut r.point.field {
        *place = Some(sub);
    }
    r.c.at = c.at;
    true
}

fn sub(r: &mut Reader<'_>) {
    if r.second.is_some() {
        return;
    }
    let mut c = r.c;
    c.blank();
    if day(r, c) || ten_days(r) || edge(r) {
        return;
    }
    c = r.c;
    c.eat("的");
    let _ = nth(r, c) || ends(r, c);
}

/// 上旬, 中下旬, 上半月.
fn ten_days(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let portions = &words().time_portions;
    let sub = if let Some((_, said)) = c.eat_as(portions, "third") {
        let mut thirds = said.split(':').map_while(|n| n.parse().ok());
        thirds.next().zip(thirds.next()).map(|(first, last)| Sub::TenDays(first, last))
    } else {
        c.eat_as(portions, "fortnight").and_then(|(_, said)| said.parse().ok()).map(Sub::Half)
    };
    sub.is_some_and(|sub| set(r, c, sub))
}

/// 6月底, 12月月初.
fn edge(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let _ = c.sees_any(&["月初", "月底", "月末", "月中"]) && c.eat("月");
    if c.opens_a_word() {
        return false;
    }
    let edge = match c.eat_any(&["初", "底", "末", "中"]) {
        Some("初") => Modifier::Start,
        // 3月中 is the middle of March only where nothing follows that 中 could begin.
        Some("中") if c.peek().is_none_or(|n| matches!(n, '，' | '。' | '、' | '）')) => Modifier::Mid,
        Some("中") | None => return false,
        Some(_) => Modifier::End,
    };
    r.point.edge = Some(edge);
    r.c = c;
    true
}

/// 5日, 初八, 十五, 6至8日.
fn day(r: &mut Reader<'_>, from: Cursor<'_>) -> bool {
    let mut c = from;
    let lunar_month = matches!(r.point.field, Field::Month(Month::Lunar(..), _));
    let first_ten = c.eat("初");
    let begins = c;
    let Some(first) = c.integer().filter(day_like) else { return false };
    let own = begins.text.get(begins.at..c.at).unwrap_or_default();
    let lunar_day = first_ten && first.value <= 10 || own.starts_with(['廿', '卅']);
    if first_ten && !lunar_day {
        return false;
    }
    let mut second = None;
    let mut d = c;
    if !c.sees_any(&["日", "号", "號"]) && !lunar_day && (eat_connective(&mut d) || d.eat("、")) {
        let next = d.integer().filter(day_like).filter(|n| n.value > first.value);
        if next.is_some() && d.sees_any(&["日", "号", "號"]) {
            (second, c) = (next, d);
        }
    }
    let mut b = c;
    b.blank();
    let unit = if b.sees_any(&["日", "号", "號"]) {
        c = b;
        c.eat_any(&["日", "号", "號"]).is_some()
    } else {
        false
    };
    if unit && (r.day_refused(&c) && !c.sees_any(&["内", "以内"]) || c.sees_any(&["楼", "线地铁"])) {
        return false;
    }
    if !unit {
        let ends = c.peek().is_none_or(|n| matches!(n, '，' | '。' | '、' | '）' | ')' | '；' | ',' | '”'));
        let timed =
            c.sees_listed(&words().time_parts) || c.sees_listed(&words().time_day_part_chars) && !c.opens_a_word();
        let long = first.script == Script::Chinese && first.len >= 2 || lunar_month && first.script == Script::Arabic;
        let open = ends || timed || c.sees_any(&["的", "至", "到", "当天", "当日", "，", "这天"]);
        if !(lunar_day || long && open || r.lone && c.peek().is_none()) {
            return false;
        }
    }
    if lunar_day
        && let Field::Month(month @ Month::Is(Reference::Stated(_)), _) = &mut r.point.field
        && let Month::Is(Reference::Stated(n)) = *month
    {
        *month = Month::Lunar(n as i8, false);
    }
    let field = r.point.field.clone();
    set(r, c, Sub::Day(first.value as i8));
    if let (Some(second), Field::Month(month, _)) = (second, field) {
        let field = Field::Month(month, Some(Sub::Day(second.value as i8)));
        r.second = Some(Point { year: r.point.year, field, ..Point::default() });
    }
    true
}

/// 最后一个周三, of the month told before; 第二个周日 in 每月第二个周日.
pub(super) fn weekday_of_month(r: &mut Reader<'_>) -> bool {
    let mut month = Reader { c: r.c, point: Point::default(), second: None, lone: false };
    month.point.field = Field::Month(Month::Is(Reference::Context(0)), None);
    let from = month.c;
    if !nth(&mut month, from) || !matches!(month.point.field, Field::Month(_, Some(Sub::Nth(..)))) {
        return false;
    }
    (r.c, r.point) = (month.c, month.point);
    true
}

/// 第一个星期一, 第三周, 第5天.
fn nth(r: &mut Reader<'_>, from: Cursor<'_>) -> bool {
    let mut c = from;
    let last = c.eat_any(&["最后一个", "最後一個", "最后1个"]).is_some();
    let n = if last {
        -1
    } else {
        if !c.eat("第") {
            return false;
        }
        let Some(n) = c.integer().filter(|n| (1..=31).contains(&n.value)) else { return false };
        let _ = c.eat_any(&["个", "個"]);
        n.value as i8
    };
    if n > 5 || c.sees("天") || c.sees("日") {
        return n > 0 && c.eat("天") && set(r, c, Sub::Day(n));
    }
    if !c.eat_week() {
        return false;
    }
    match eat_weekday(&mut c) {
        Some(Weekday::Day(day)) => set(r, c, Sub::Nth(n, day)),
        Some(Weekday::End) => set(r, c, Sub::Nth(n, 6)),
        None if n > 0 => set(r, c, Sub::Week(n)),
        None => false,
    }
}

/// 最后五天, 前10天.
fn ends(r: &mut Reader<'_>, from: Cursor<'_>) -> bool {
    let mut c = from;
    let last = match c.eat_any(&["最后", "最後", "前", "头"]) {
        Some("最后" | "最後") => true,
        Some(_) => false,
        None => return false,
    };
    let Some(n) = c.integer().filter(|n| (1..=31).contains(&n.value)) else { return false };
    if c.eat_any(&["天", "日"]).is_none() {
        return false;
    }
    set(r, c, if last { Sub::Last(n.value as i8) } else { Sub::First(n.value as i8) })
}
