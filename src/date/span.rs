//! Spans of time told by a length: 近三年, 未来五年, 三天前, 半年后, 30天内, 距今4300年.

use rust_decimal::Decimal;

use super::Modifier;
use super::bound::eat_approx;
use super::expression::{Body, Bound, Field, Length, Moved, Reference, Unit, Weekday};
use super::grammar::{Grammar, Read};
use super::length::length;
use super::point::points;
use super::reader::{Points, eat_connective};
use super::token::{Cursor, numeric, words};

impl Grammar<'_> {
    /// 近三年, 过去的一年, 未来五年, 距今4300年.
    pub(super) fn span(&self) -> Option<Read> {
        let mut c = self.c;
        if c.peek().is_some_and(numeric) {
            return None;
        }
        let behind = c.behind();
        if c.eat("距今") || c.eat("距离现在") {
            return ages_ago(c);
        }
        let mut d = c;
        if let Some(shift @ ("1" | "-1")) = d.eat_listed(&words().time_shifts)
            && d.eat_any(&["小时", "小時", "钟头"]).is_some()
        {
            // 上个小时.
            let length = Length { parts: vec![(1.into(), Unit::Hour)], ..Length::default() };
            let body = if shift == "1" { Body::Future(length) } else { Body::Past(length) };
            return Some(Read { body, bound: Bound::None, approx: false, end: d.at, rule: "date/span-to-now" });
        }
        let (word, value) = words().time_spans.longest_prefix(c.rest())?;
        let (past, whole) = match value.split_once(':').unwrap_or((value, "")) {
            ("past", whole) => (true, !whole.is_empty()),
            ("future", whole) => (false, !whole.is_empty()),
            _ => return None,
        };
        c.eat(word);
        let single = word.len() == "近".len();
        if single && behind.is_some_and(|b| numeric(b) || "以之年月日天时点分今明去目此向先日早当附最新".contains(b))
        {
            return None;
        }
        c.blank();
        let small = c.peek();
        // 前两月, alone; within a sentence they are the first two of the year.
        let mut months = c;
        if self.lone
            && let Some(n) = months.integer().filter(|n| n.value <= 12)
            && months.eat("月")
        {
            let length = Length { parts: vec![(n.value.into(), Unit::Month)], ..Length::default() };
            let body = Body::Whole(length, if past { -1 } else { 1 });
            return Some(Read { body, bound: Bound::None, approx: false, end: months.at, rule: "date/span-to-now" });
        }
        let bounds = &words().time_bounds;
        let length = length(&mut c, matches!(word, "近" | "未来"))?;
        if whole && (length.vague.is_some() || small == Some('一')) {
            return None;
        }
        // 堵塞近5个小时, 历时近三年: how long, not since when.
        let before = self.c.text.get(..self.c.at).unwrap_or_default();
        let lasted = words().time_spans.longest_suffix(before).is_some_and(|(_, value)| value == "lasting");
        let fine = super::calendar::finest(&length).is_some_and(|u| u < Unit::Day);
        if word == "近" && (lasted || fine) {
            return None;
        }
        let _ = c.eat_as(bounds, "span");
        let body = match past {
            true if whole => Body::Whole(length, -1),
            false if whole && fine => Body::Whole(length, 1),
            true => Body::Past(length),
            false => Body::Future(length),
        };
        Some(Read { body, bound: Bound::None, approx: false, end: c.at, rule: "date/span-to-now" })
    }

    /// 三个月, 3至5天, 三年来, 三天前, 半年后, 30天内.
    pub(super) fn length(&self) -> Option<Read> {
        if let Some(pair) = pair(self.c) {
            return Some(pair);
        }
        let mut c = self.c;
        let first = length(&mut c, true)?;
        if let Some((second, end)) = second(c) {
            return Some(lengths(first, second, end));
        }
        // 3年以上, 20天以下.
        let mut d = c;
        if first.approx.is_none()
            && first.vague.is_none()
            && let Some(word) = d.eat_any(&["以上", "以下"])
        {
            let approx = Some(if word == "以上" { Modifier::MoreThan } else { Modifier::LessThan });
            let body = Body::Length(Length { approx, ..first });
            return Some(Read { body, bound: Bound::None, approx: false, end: d.at, rule: "date/length" });
        }
        let read = |body: Body, c: Cursor<'_>, bound: Bound, approx: bool| {
            Some(Read { body, bound, approx, end: c.at, rule: "date/length" })
        };
        let approx = eat_approx(&mut c);
        c.blank();
        // 来, 前, 后 and 内 may begin words of their own.
        let refused = c.opens_a_word();
        let closed = |c: &mut Cursor<'_>, class: &str| {
            let mut d = *c;
            let (word, single) = d.eat_as(&words().time_bounds, class)?;
            let fits = single.is_empty() || !refused;
            fits.then(|| {
                *c = d;
                word.starts_with('之')
            })
        };
        if closed(&mut c, "length:since").is_some() {
            return read(Body::Past(first), c, Bound::None, approx);
        }
        // 10分钟之前 is that minute, 10分钟以前 and 一年之前 all before.
        let fine = super::calendar::finest(&first).is_some_and(|unit| unit < Unit::Day);
        if let Some(at) = closed(&mut c, "length:before") {
            let bound = if fine && at { Bound::None } else { Bound::Before };
            return read(Body::Ago(first), c, bound, approx);
        }
        if let Some(at) = closed(&mut c, "length:after") {
            let bound = if fine && at { Bound::None } else { Bound::After };
            return read(Body::Later(first), c, bound, approx);
        }
        if let Some(read) = self.moved(&c, &first) {
            return Some(read);
        }
        if !refused && c.eat("前") {
            return read(Body::Ago(first), c, Bound::None, approx);
        }
        if !refused && c.eat_any(&["后", "後"]).is_some() {
            return read(Body::Later(first), c, Bound::None, approx);
        }
        if closed(&mut c, "length:within").is_some() {
            return read(Body::Length(first), c, Bound::Within, approx);
        }
        read(Body::Length(first), c, Bound::None, approx)
    }
}

impl Grammar<'_> {
    /// 一个月后下午7点, 五年后3月30日: a time of the day, or a day of the year, that a length leads to.
    fn moved(&self, c: &Cursor<'_>, length: &Length) -> Option<Read> {
        let mut c = *c;
        let unit = super::calendar::finest(length).filter(|unit| *unit >= Unit::Day && length.vague.is_none())?;
        let sign = if c.eat("前") {
            -1
        } else {
            c.eat_any(&["后", "後"])?;
            1
        };
        let of = c.eat("的");
        let Points { first: mut at, second: None } = points(&mut c, false)? else { return None };
        let within = match (&at.field, unit) {
            (_, _) if at.year.is_some() => false,
            (Field::None, unit) => unit != Unit::Year,
            (Field::Month(..), Unit::Year) => true,
            // 两年前的今天, 三年前的春节, 一周前的星期二.
            (Field::Day(Reference::Publication(_)) | Field::Holiday(..) | Field::Season(_), Unit::Year) => of,
            (Field::Weekday(_), Unit::Week) => of,
            _ => false,
        };
        if let Field::Weekday(day) = at.field {
            at.field = Field::Week(0, Some(Weekday::Day(day)));
        }
        within.then(|| {
            let moved = Moved { from: None, length: length.clone(), sign, at: Some(at) };
            let body = Body::Moved(Box::new(moved));
            Read { body, bound: Bound::None, approx: false, end: c.at, rule: "date/moved" }
        })
    }
}

fn lengths(low: Length, high: Length, end: usize) -> Read {
    Read { body: Body::Lengths(low, high), bound: Bound::None, approx: false, end, rule: "date/lengths" }
}

/// 3至5天: the first number has no unit of its own.
fn pair(mut c: Cursor<'_>) -> Option<Read> {
    let first = c.integer()?;
    if !eat_connective(&mut c) && !c.eat("、") {
        return None;
    }
    let high = length(&mut c, true)?;
    let [(value, unit)] = high.parts.as_slice() else { return None };
    let low = Decimal::from(first.value);
    if *value <= low {
        return None;
    }
    let low = Length { parts: vec![(low, *unit)], ..Length::default() };
    let _ = c.eat_as(&words().time_bounds, "pair");
    Some(lengths(low, high, c.at))
}

/// The second length of 3年以上7年以下, 三个月至半年, and where it ends.
fn second(c: Cursor<'_>) -> Option<(Length, usize)> {
    let mut d = c;
    if d.eat("以上") {
        let _ = d.eat("、");
        if let Some(second) = length(&mut d, true)
            && d.eat("以下")
        {
            return Some((second, d.at));
        }
    }
    let mut d = c;
    eat_connective(&mut d).then_some(())?;
    length(&mut d, true).map(|second| (second, d.at))
}

/// 距今4300年, 距今5000至4300年: behind 距今.
fn ages_ago(mut c: Cursor<'_>) -> Option<Read> {
    let _ = c.eat_any(&["约", "大约", "已有", "已", "有"]);
    let first = long_ago(&mut c)?;
    let mut d = c;
    let body = if eat_connective(&mut d) && long_ago(&mut d).is_some() {
        c = d;
        Body::Past(first)
    } else {
        let _ = c.eat("前");
        Body::Ago(first)
    };
    Some(Read { body, bound: Bound::None, approx: true, end: c.at, rule: "date/ages-ago" })
}

/// 4300年, where no year of the calendar is meant.
fn long_ago(c: &mut Cursor<'_>) -> Option<Length> {
    let mut d = *c;
    if let Some(n) = d.integer() {
        let approx = d.eat_any(&["多", "余"]).is_some();
        if d.eat("年") {
            *c = d;
            let approx = approx.then_some(Modifier::MoreThan);
            return Some(Length { parts: vec![(n.value.into(), Unit::Year)], vague: None, approx });
        }
    }
    length(c, false)
}
