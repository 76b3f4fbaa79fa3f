//! Years and what divides them: 2020年, 98年4月, 去年, 公元前221年, 90年代, 21世纪, 上半年, 前三季度, 春季.

use super::expression::{Field, Point, Reference, Year};
use super::reader::{Reader, eat_connective};
use super::token::{Cursor, Int, Script, chinese_numeral, numeric, words};
use crate::numeral::arabic_digit;

/// Reads a year, a decade or a century.
pub(super) fn year(r: &mut Reader<'_>) -> bool {
    match r.c.peek() {
        Some(c) if arabic_digit(c).is_some() || chinese_numeral(c) => number(r),
        _ => word(r) || shifted(r) || counted_from(r) || of_cycle(r),
    }
}

/// The sixty names of years: 甲子 to 癸亥.
pub(super) fn cycle() -> impl Iterator<Item = (char, char)> {
    "甲乙丙丁戊己庚辛壬癸".chars().cycle().zip("子丑寅卯辰巳午未申酉戌亥".chars().cycle()).take(60)
}

/// 甲辰年.
fn of_cycle(r: &mut Reader<'_>) -> bool {
    let mut chars = r.c.rest().chars();
    let (Some(stem), Some(branch), Some('年')) = (chars.next(), chars.next(), chars.next()) else { return false };
    let Some(place) = cycle().position(|name| name == (stem, branch)) else { return false };
    r.point.year = Some(Year::Cycle(place as i8));
    r.c.at += 3 * '年'.len_utf8();
    true
}

/// 今年, 上年.
fn word(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let Some(value) = c.eat_listed(&words().time_years) else { return false };
    if c.is_refused("year:今年") {
        return false;
    }
    let Some((base, distance)) = value.split_once(' ') else { return false };
    let Ok(mut distance) = distance.parse::<i16>() else { return false };
    // 去年的前年.
    let mut of = c;
    if of.eat("的")
        && let Some(more) = of.eat_listed(&words().time_years).and_then(|v| v.strip_prefix("publication "))
        && let Some(sum) = more.parse().ok().and_then(|more| distance.checked_add(more))
    {
        (distance, c) = (sum, of);
    }
    r.point.year = Some(if base == "context" { Year::Context(distance) } else { Year::Publication(distance) });
    r.c = c;
    true
}

/// 下一年, 上世纪90年代.
fn shifted(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let Some(shift) = c.eat_listed(&words().time_shifts).and_then(|v| v.parse::<i16>().ok()) else { return false };
    if c.eat("世纪") || c.eat("世紀") {
        r.point.field = Field::Century(shift);
        r.point.year = Some(Year::Publication(0));
        let mut d = c;
        if let Some(decade) = d.integer().filter(|n| n.value < 100 && n.value % 10 == 0)
            && d.eat_any(&["年代"]).is_some()
        {
            c = d;
            r.point.field = Field::DecadeOf(shift, decade.value as i16);
        }
        r.c = c;
        return true;
    }
    if shift == 0 || !c.eat("年") || c.is_refused("year:下年") {
        return false;
    }
    let _ = c.eat("度");
    r.point.year = Some(Year::Publication(shift));
    r.c = c;
    true
}

/// 公元前221年, 民国105年, 康熙三年.
fn counted_from(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let (first, sign) = if c.eat_any(&["公元前", "西元前", "前"]).is_some() {
        (0, -1)
    } else if c.eat_any(&["公元", "西元"]).is_some() {
        (0, 1)
    } else if let Some(first) = c.eat_listed(&words().time_reigns).and_then(|v| v.parse::<i32>().ok()) {
        (first - 1, 1)
    } else {
        return false;
    };
    let short = c.behind() == Some('前') && c.at == r.c.at + "前".len();
    c.blank();
    let number = if c.eat("元") { 1 } else { c.integer().map_or(0, |n| n.value) };
    let mut d = c;
    if first == 0 && !short && d.eat("世纪") && (1..60).contains(&number) {
        let start = if sign < 0 { -100 * number + 1 } else { 100 * (number - 1) };
        r.point.field = Field::Years(start as i16, 100);
        r.point.year = Some(Year::Stated(start as i16));
        r.c = d;
        return true;
    }
    c.blank();
    if !c.eat("年") || !(1..9000).contains(&number) || (short && number < 100) || (first > 0 && number > 150) {
        return false;
    }
    // There is no year 0: 公元前1年 is the civil year 0.
    let year = if sign < 0 { 1 - number } else { first + number };
    let Ok(year) = i16::try_from(year) else { return false };
    r.point.year = Some(Year::Stated(year));
    r.c = c;
    true
}

/// 2020年, 二〇二〇年, 98年4月, 2016—2020年, 90年代, 20世纪60年代.
fn number(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let Some(n) = c.integer() else { return false };
    if n.value < 60 && c.sees("世纪") {
        return century(r, n);
    }
    c.blank();
    if n.value % 10 == 0
        && c.sees("年代")
        && (n.len == 4 || n.value < 100)
        && !(n.len == 1 && n.script == Script::Arabic)
    {
        c.eat("年代");
        let whole = n.value >= 1000;
        r.point.field = if whole { Field::Years(n.value as i16, 10) } else { Field::Decade(n.value as i16) };
        r.point.year = Some(if whole { Year::Stated(n.value as i16) } else { Year::Publication(0) });
        r.c = c;
        return true;
    }
    let long = n.len == 4 && n.script != Script::Chinese && (100..3000).contains(&n.value);
    // 两千零四年.
    let spelled = n.script == Script::Chinese
        && (1900..2100).contains(&n.value)
        && n.value % 1000 != 0
        && !c.sees_any(&["年前", "年来", "年的", "年后"]);
    let long = long || spelled;
    let short = n.len == 2 && (n.script != Script::Chinese || n.value == 10);
    if !long && !short {
        return false;
    }
    let mut second = None;
    if !c.sees("年") {
        let mut d = c;
        if !eat_connective(&mut d) {
            return false;
        }
        second = d.integer().filter(|m| m.script != Script::Chinese && (m.len == n.len || long && m.len == 2));
        if second.is_none() || !long {
            return false;
        }
        d.blank();
        c = d;
    }
    // 从2016到2018.
    let figures =
        second.is_some_and(|m| m.len == 4 && (1900..2100).contains(&m.value) && (1900..2100).contains(&n.value));
    let bare = figures
        && r.c.behind().is_some_and(|b| matches!(b, '从' | '從' | '自'))
        && c.peek().is_none_or(|next| "，。；、）".contains(next));
    let named = c.sees("年") && Cursor { at: c.at + "年".len(), ..c }.is_refused("year:年");
    if named || !bare && !c.eat("年") {
        return false;
    }
    if c.sees("度") {
        let mut d = c;
        d.eat("度");
        c = d;
    }
    if short && !short_year(r, n, &c) {
        return false;
    }
    let stated = |value: i32| Year::Stated(value as i16);
    if let Some(m) = second {
        let value = if m.len == 2 { n.value / 100 * 100 + m.value } else { m.value };
        if value <= n.value {
            return false;
        }
        r.second = Some(Point { year: Some(stated(value)), ..Point::default() });
    }
    r.point.year = Some(if long { stated(n.value) } else { Year::Short(n.value as i16) });
    r.c = c;
    true
}

/// Whether two digits and 年 name a year, not a length: 98年4月, 06年, 一五年; never 三五年.
fn short_year(r: &Reader<'_>, n: Int, after: &Cursor<'_>) -> bool {
    let mut next = *after;
    next.blank();
    let mut month = next;
    let monthly = month.integer().is_some_and(|m| (1..=12).contains(&m.value)) && month.sees("月");
    let divided = monthly || next.sees_as(&words().time_portions, "short") && !next.opens_a_word();
    if divided || r.lone && n.value != 10 {
        return true;
    }
    let (tens, ones) = (n.value / 10, n.value % 10);
    match n.script {
        Script::Arabic => tens == 0 || told_short(r, n, &next),
        Script::Positional => tens == 0 || (ones != tens + 1 && !(tens == 3 && ones == 5)),
        Script::Chinese => false,
    }
}

/// 97年香港回归, 85年参加工作, 21年每月: a year by what stands around it; 70年, 从业13年 are lengths.
fn told_short(r: &Reader<'_>, n: Int, next: &Cursor<'_>) -> bool {
    let before = r.c.text.get(..r.c.at).unwrap_or_default();
    let lasting = words().time_spans.longest_suffix(before).is_some_and(|(_, value)| value == "lasting");
    let counts = lasting || r.c.behind().is_some_and(|b| b == '第' || b == '近' || b == '约' || b == '了' || b == '满');
    let last = next.behind().is_some_and(|b| b != '年');
    let bounded = ["close", "open"].iter().any(|class| next.sees_as(&words().time_bounds, class));
    if counts || last || next.closes() || bounded {
        return false;
    }
    if words().time_short_year_cues.longest_prefix(next.rest()).is_some() {
        return true;
    }
    // Lengths so long are round, seldom 97.
    let round = n.value % 5 == 0;
    n.value >= 76 && !round && !next.is_refused("year:short")
}

fn century(r: &mut Reader<'_>, n: Int) -> bool {
    let mut c = r.c;
    let _ = c.integer();
    c.eat("世纪");
    let first = 100 * (n.value - 1);
    if n.value < 1 {
        return false;
    }
    r.point.field = Field::Years(first as i16, 100);
    let mut d = c;
    if let Some(decade) = d.integer().filter(|m| m.value < 100 && m.value % 10 == 0) {
        if d.eat("年代") {
            c = d;
            r.point.field = Field::Years((first + decade.value) as i16, 10);
        } else {
            let mut e = d;
            let second = if e.eat("、") || eat_connective(&mut e) { e.integer() } else { None };
            if let Some(second) = second.filter(|m| m.value < 100 && m.value % 10 == 0 && e.eat("年代")) {
                c = e;
                r.point.field = Field::Years((first + decade.value) as i16, 10);
                let year = (first + second.value) as i16;
                r.second =
                    Some(Point { year: Some(Year::Stated(year)), field: Field::Years(year, 10), ..Point::default() });
            }
        }
    }
    r.point.year = Some(Year::Stated(first as i16));
    r.c = c;
    true
}

/// 上半年, 三季度, 前7个月, 春季, 第3周.
pub(super) fn part_of_year(r: &mut Reader<'_>) -> bool {
    half(r) || quarter(r) || first_months(r) || school_holiday(r) || season(r) || nth(r)
}

fn half(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let Some((word, half)) = c.eat_as(&words().time_portions, "half") else {
        let shift = c.eat_listed(&words().time_shifts).and_then(|v| v.parse().ok()).filter(|_| c.eat("半年"));
        if let Some(shift) = shift {
            r.point.field = Field::HalfShift(shift);
            r.c = c;
            return true;
        }
        return false;
    };
    if word == "半年度" && r.point.year.is_none() {
        return false;
    }
    r.c = c;
    r.point.field = Field::Half(if half == "1" { 1 } else { 2 });
    true
}

/// 三季度, 上季度, 前三季度.
pub(super) fn quarter(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    if let Some(shift) = c.eat_listed(&words().time_shifts).and_then(|v| v.parse().ok()) {
        if c.eat("季度") {
            r.point.field = Field::Quarter(shift);
            r.c = c;
            edge(r);
            return true;
        }
        c = r.c;
    }
    if c.eat_any(&["首季度", "首季"]).is_some() {
        r.point.field = Field::Quarters(1, 1);
        r.c = c;
        return true;
    }
    let first = c.eat("前") || c.eat("头");
    let ordinal = !first && c.eat("第");
    let behind = r.c.behind();
    let Some(n) = c.integer().filter(|n| (1..=4).contains(&n.value) && n.len == 1) else { return false };
    let mut second = None;
    let mut d = c;
    if !first && (eat_connective(&mut d) || d.eat("、")) {
        let _ = d.eat("第");
        second = d.integer().filter(|m| m.value > n.value && m.value <= 4);
        if second.is_some() {
            c = d;
        }
    }
    let _ = first && c.eat("个");
    if c.eat("季度") {
    } else if !(c.sees("季") && (ordinal || first || r.point.year.is_some()) && !c.sees("季军") && c.eat("季")) {
        return false;
    }
    if behind.is_some_and(numeric) {
        return false;
    }
    let n = n.value as i8;
    r.point.field = match second {
        Some(m) => Field::Quarters(n, m.value as i8),
        None if first => Field::Quarters(1, n),
        None => Field::Quarters(n, n),
    };
    r.c = c;
    edge(r);
    true
}

fn edge(r: &mut Reader<'_>) {
    use super::Modifier;
    if r.suffix_refused() {
        return;
    }
    let edge = match r.c.eat_any(&["初", "末", "底"]) {
        Some("初") => Modifier::Start,
        Some(_) => Modifier::End,
        None => return,
    };
    r.point.edge = Some(edge);
}

/// 前7个月, 后两个月.
fn first_months(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let dated = r.point.year.is_some();
    let last = match c.eat_any(&["前", "头", "後", "后", "最后", "最後"]) {
        Some("前" | "头") => false,
        Some(_) if dated => true,
        _ => return false,
    };
    c.blank();
    let Some(n) = c.integer().filter(|n| (1..=99).contains(&n.value)) else { return false };
    c.blank();
    if dated && c.eat("天") {
        r.point.field = Field::DaysOfYear(if last { -n.value } else { n.value } as i16);
        r.c = c;
        return true;
    }
    if dated && n.value <= 52 && c.eat_any(&["周", "个星期"]).is_some() {
        r.point.field = Field::WeeksOfYear(if last { -n.value } else { n.value } as i16);
        r.c = c;
        return true;
    }
    // Alone, 前两个月 are the two before this one.
    if n.value > 12 || !dated && r.lone {
        return false;
    }
    // 前11月, but not 此前11月.
    let leads = n.value > 1 && !r.c.behind().is_some_and(|b| "此之以目日天年周月先早".contains(b));
    if c.eat_any(&["个月", "個月"]).is_none() && !((dated || leads) && c.eat("月")) {
        return false;
    }
    if !dated && c.peek().is_some_and(numeric) {
        return false;
    }
    if !dated && c.sees_any(&["前", "后", "里"]) {
        return false;
    }
    let n = n.value as i8;
    r.point.field = if last { Field::Months(13 - n, 12) } else { Field::Months(1, n) };
    r.c = c;
    true
}

/// 暑假, 寒假: the months that schools are closed.
fn school_holiday(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let (from, to) = match c.eat_any(&["暑假", "暑期", "寒假"]) {
        Some("寒假") => (1, 2),
        Some(_) => (7, 8),
        None => return false,
    };
    let shown = r.point.year.is_some() || r.lone || c.sees_any(&["期间", "以来"]);
    if !shown || c.is_refused("school-holiday") {
        return false;
    }
    r.point.field = Field::Months(from, to);
    r.c = c;
    true
}

fn season(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    let code = match c.eat_listed(&words().time_seasons) {
        Some(code) => code,
        None if r.point.year.is_some() && !r.suffix_refused() => {
            let Some(code) = c.eat_listed(&words().time_season_chars) else { return false };
            // 今年春节 has been tried; 今年冬奥 is listed as no suffix.
            code
        }
        None => return false,
    };
    // 春季 alone most often says what sort: 春季招聘会.
    let bare = r.point.year.is_none() && !r.lone;
    if bare && c.behind() == Some('季') && !c.peek().is_none_or(|n| "，。、；以里）至到".contains(n)) {
        return false;
    }
    r.point.field = Field::Season(match code {
        "SP" => "SP",
        "SU" => "SU",
        "FA" => "FA",
        _ => "WI",
    });
    r.c = c;
    true
}

/// 第3周, 第一天, 第8个月; behind a year alone.
fn nth(r: &mut Reader<'_>) -> bool {
    let mut c = r.c;
    if r.point.year.is_none() || matches!(r.point.year, Some(Year::Context(_))) {
        return false;
    }
    let last = c.eat("最后");
    if !last && !c.eat("第") {
        return false;
    }
    let Some(n) = c.integer().filter(|n| (1..=366).contains(&n.value)) else { return false };
    let n = n.value;
    if last {
        if n != 1 || c.eat_any(&["天", "日"]).is_none() {
            return false;
        }
        r.point.field = Field::DayOfYear(-1);
    } else if c.eat("周") && n <= 53 {
        r.point.field = Field::WeekOfYear(n as i16);
    } else if c.eat("天") {
        r.point.field = Field::DayOfYear(n as i16);
    } else if c.eat("个月") && n <= 12 {
        r.point.field = Field::Month(super::expression::Month::Is(Reference::Stated(n)), None);
    } else {
        return false;
    }
    r.c = c;
    true
}
