//! From what an expression says to the days it means.

use jiff::civil::{Date as Day, DateTime, Time};

use super::calendar::{self, NO_DAY};
use super::clues::{Clues, Told};
use super::expression::{Body, Bound, Clock, Expression, Field, Length, Month, Moved, Point, Reference, Unit, Year};
use super::place::place;
use super::value::{Interval, duration, recurrence};
use super::{Anchor, Date, DateType, Grain, Modifier, Moment};

/// The record of an expression.
pub(super) fn resolve(e: &Expression, clues: &Clues<'_>) -> Date {
    let mut record = match &e.body {
        Body::Point(point) => bounded(point, e.bound, clues),
        Body::Range(first, last) => range(first, last, clues).unwrap_or_else(|| empty(DateType::Range)),
        Body::Length(length) => lasting(length, e.bound, clues),
        Body::Lengths(low, high) => Date {
            timex: Some(format!("{}/{}", duration(low), duration(high))),
            grain: grain(high),
            ..empty(DateType::Duration)
        },
        Body::Past(length) => spanning(length, clues, -1),
        Body::Future(length) => spanning(length, clues, 1),
        Body::Whole(length, sign) => whole_units(length, clues, *sign),
        Body::Ago(length) => away(length, e.bound, clues, -1),
        Body::Later(length) => away(length, e.bound, clues, 1),
        Body::Moved(moved) => displaced(moved, clues).unwrap_or_else(|| empty(DateType::Date)),
        Body::Set(set) => Date { timex: Some(recurrence(set)), ..empty(DateType::Set) },
        Body::Vague(value) => vague(value, e.bound, clues),
        Body::Plan(number) => plan(*number, e.bound, clues),
        Body::Era(days) => era(days, e.bound, clues),
    };
    if e.approx && record.modifier.is_none() {
        record.modifier = Some(Modifier::Approx);
    }
    record.zone = e.zone.map(str::to_owned);
    record
}

pub(super) fn empty(class: DateType) -> Date {
    Date { class, ..Date::default() }
}

/// A point, and what 以来, 起, 截至, 前, 后 make of it.
fn bounded(point: &Point, bound: Bound, clues: &Clues<'_>) -> Date {
    // 截至9月底 is said of late: a year told long ago is no frame for it.
    let far = |t: &Told| clues.today().is_some_and(|today| (today.year() - t.day.year()).abs() > 2);
    let near = Clues { year: clues.year.filter(|t| !far(t)), ..*clues };
    let found = place(point, if bound == Bound::Until { &near } else { clues }, None);
    let Some(found) = found else { return unplaced(point, bound, clues) };
    let mut record = found.record();
    match bound {
        Bound::None | Bound::Within => {}
        Bound::During => record.class = DateType::Range,
        Bound::Since => since(&mut record, &found, clues),
        Bound::From => {
            record.class = DateType::Range;
            record.timex = Some(format!("{}/..", found.timex));
            record.end = None;
        }
        Bound::Until => {
            record.start = None;
            // 截至17时 ends at 17:00, 截至8月底 with August.
            record.end = Some(found.moment(if found.timed { found.start } else { found.end }));
            record.modifier = Some(Modifier::OnOrBefore);
        }
        Bound::Before => {
            // 2025年前完成: a year or month that is still to come is meant to its end; of a day only what stands alone.
            let coarse = clues.lone || !matches!(found.grain, Grain::Day);
            let coming = clues.reference.is_some_and(|r| found.end > r) && !found.timed && coarse;
            record.start = None;
            record.end = Some(found.moment(if coming { found.end } else { found.start }));
            record.modifier = Some(Modifier::Before);
        }
        Bound::After => {
            record.start = Some(found.moment(if found.timed { found.start } else { found.end }));
            record.end = None;
            record.modifier = Some(Modifier::After);
        }
    }
    record
}

/// From a point to the day of publication.
fn since(record: &mut Date, found: &Interval, clues: &Clues<'_>) {
    record.class = DateType::Range;
    let start = found.start.date();
    let (end, last) = match clues.today() {
        Some(today) => (calendar::shift(today, 1), today.to_string()),
        None => (None, "..".to_owned()),
    };
    let first = if found.timed { found.timex.clone() } else { start.to_string() };
    record.timex = Some(format!("{first}/{last}"));
    record.end = end.map(Moment::Day);
    record.grain = Some(if found.timed { found.grain } else { Grain::Day });
}

/// The record of a point that nothing known can place.
fn unplaced(point: &Point, bound: Bound, clues: &Clues<'_>) -> Date {
    use super::expression::Leave;
    let mut record = empty(DateType::Date);
    if point.clock.is_some() || point.part.is_some() {
        record.class = DateType::Time;
    }
    let leave = matches!(point.field, Field::Holiday(_, Leave::Holidays, _) | Field::Vague);
    if leave || matches!(bound, Bound::Since | Bound::From | Bound::During) {
        record.class = DateType::Range;
    }
    record.anchor = match point.field {
        Field::Vague | Field::Same => Some(Anchor::Context),
        _ => Some(Anchor::Publication),
    };
    if let (Field::Same, Some(period)) = (&point.field, &clues.period) {
        record.class = period.class;
    }
    if bound == Bound::Until {
        record.modifier = Some(Modifier::OnOrBefore);
    }
    record
}

/// 1月至10月: a year that only the last one states counts for the first too.
fn range(first: &Point, last: &Point, clues: &Clues<'_>) -> Option<Date> {
    let (a, b) = if first.year.is_none() && last.year.is_some() {
        let b = place(last, clues, None)?;
        let before = Clues { reference: Some(b.start), ..Clues::default() };
        let mut a = place(first, &before, None)?;
        a.anchor = b.anchor;
        (a, b)
    } else {
        let a = place(first, clues, None)?;
        let b = place(last, clues, Some(&a))?;
        // 1月至10月, said in March, are last year's.
        let to_come = clues.today().is_some_and(|today| b.start.date() > today);
        let january = |p: &Point| p.year.is_none() && p.field == Field::Month(Month::Is(Reference::Stated(1)), None);
        let back = to_come && january(first) && a.anchor == Anchor::Publication && !clues.lone && !clues.forward();
        match calendar::shift_months(a.start.date(), -1).filter(|_| back) {
            Some(earlier) => {
                let before = Clues { reference: Some(earlier.to_datetime(Time::midnight())), ..Clues::default() };
                let a = place(first, &before, None)?;
                let b = place(last, &before, Some(&a))?;
                (a, b)
            }
            None => (a, b),
        }
    };
    let end = if b.timed { b.start } else { b.end };
    if end < a.start {
        return None;
    }
    let timed = a.timed || b.timed;
    let whole = Interval {
        start: a.start,
        end,
        // What is told as days of its own gives its first or its last: 3月中旬至4月初.
        timex: format!("{}/{}", ends_of(&a.timex).0, ends_of(&b.timex).1),
        grain: b.grain,
        class: DateType::Range,
        anchor: a.anchor,
        modifier: b.modifier,
        timed,
        afternoon: false,
    };
    let mut record = whole.record();
    // 10日至12日16时: each end as finely as it is told.
    if timed && !a.timed {
        record.start = Some(Moment::Day(a.start.date()));
    }
    if timed && !b.timed {
        record.end = Some(Moment::Day(end.date()));
    }
    Some(record)
}

/// The first and the last part of an interval's TIMEX3 value, or all of one that is no interval.
fn ends_of(timex: &str) -> (&str, &str) {
    timex.split_once('/').unwrap_or((timex, timex))
}

/// The grain of a length.
fn grain(length: &Length) -> Option<Grain> {
    Some(match calendar::finest(length)? {
        Unit::Second => Grain::Second,
        Unit::Minute => Grain::Minute,
        Unit::Hour => Grain::Hour,
        Unit::Day | Unit::WorkDay => Grain::Day,
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Year => Grain::Year,
    })
}

/// 三个月; 30天内 runs from the day of publication where the clause or nothing else says so.
fn lasting(length: &Length, bound: Bound, clues: &Clues<'_>) -> Date {
    let mut record = Date {
        timex: Some(duration(length)),
        grain: grain(length),
        modifier: length.approx,
        ..empty(DateType::Duration)
    };
    if bound == Bound::Within && clues.lone {
        let future = spanning(length, clues, 1);
        (record.start, record.end, record.anchor) = (future.start, future.end, future.anchor);
        // Days are counted from the next one.
        if let (Some(Grain::Day), Some(Moment::Day(end))) = (record.grain, record.end) {
            record.end = calendar::shift(end, 1).map(Moment::Day);
        }
    }
    record
}

/// 近三年 (`sign` -1), 未来五年 (1).
fn spanning(length: &Length, clues: &Clues<'_>, sign: i64) -> Date {
    let mut record = Date {
        grain: grain(length),
        modifier: Some(Modifier::Approx),
        anchor: Some(Anchor::Publication),
        ..empty(DateType::Range)
    };
    let Some(now) = clues.reference.filter(|_| length.vague.is_none()) else { return record };
    // 7天半 is counted from a day, though it begins at noon.
    let daily = length.parts.iter().any(|(_, unit)| *unit >= Unit::Day);
    let fine = !daily && calendar::finest(length).is_some_and(|unit| unit < Unit::Day);
    let from = if fine { now } else { now.date().to_datetime(Time::midnight()) };
    let Some(other) = calendar::moved(from, length, sign) else { return record };
    let (start, end) = if sign < 0 { (other, from) } else { (from, other) };
    if fine {
        record.timex = Some(format!("{start}/{end}"));
        (record.start, record.end) = (Some(Moment::Time(start)), Some(Moment::Time(end)));
        return record;
    }
    let begun = if start.time() == Time::midnight() { Moment::Day(start.date()) } else { Moment::Time(start) };
    let (start, end) = (start.date(), end.date());
    let after = if sign < 0 { calendar::shift(end, 1).unwrap_or(end) } else { end };
    let last = if sign < 0 { end } else { calendar::shift(end, -1).unwrap_or(end) };
    record.timex = Some(format!("{start}/{last}"));
    (record.start, record.end) = (Some(begun), Some(Moment::Day(after)));
    record
}

/// 上两周 (`sign` -1), 后三小时 (1): whole units, the present one left out.
fn whole_units(length: &Length, clues: &Clues<'_>, sign: i8) -> Date {
    let otherwise = || spanning(length, clues, i64::from(sign));
    let ([(_, unit)], Some(now)) = (length.parts.as_slice(), clues.reference) else { return otherwise() };
    let Some(present) = calendar::unit_start(now, *unit) else { return otherwise() };
    let one = Length { parts: vec![(1.into(), *unit)], ..Length::default() };
    let from = if sign < 0 { Some(present) } else { calendar::moved(present, &one, 1) };
    let to = from.and_then(|from| calendar::moved(from, length, i64::from(sign)));
    let (Some(from), Some(to)) = (from, to) else { return otherwise() };
    let (start, end) = if sign < 0 { (to, from) } else { (from, to) };
    let timed = *unit < Unit::Day;
    let moment = |at: DateTime| if timed { Moment::Time(at) } else { Moment::Day(at.date()) };
    let last = calendar::shift(end.date(), -1).unwrap_or(end.date());
    let timex = match unit {
        Unit::Year => format!("{:04}/{:04}", start.year(), last.year()),
        Unit::Month => format!("{:04}-{:02}/{:04}-{:02}", start.year(), start.month(), last.year(), last.month()),
        _ if timed => format!("{start}/{end}"),
        _ => format!("{}/{last}", start.date()),
    };
    Date {
        timex: Some(timex),
        start: Some(moment(start)),
        end: Some(moment(end)),
        grain: grain(length),
        modifier: length.approx,
        anchor: Some(Anchor::Publication),
        ..empty(DateType::Range)
    }
}

/// 2月13号的3天后, 三天后上午, 五年后3月30日.
fn displaced(moved: &Moved, clues: &Clues<'_>) -> Option<Date> {
    let (from, anchor) = match &moved.from {
        Some(point) => {
            let base = place(point, clues, None)?;
            (base.start, base.anchor)
        }
        None => match clues.day.filter(|t| moved.sign > 0 && t.same_paragraph && !clues.lone) {
            Some(told) => (told.day.at(0, 0, 0, 0), Anchor::Context),
            None => (clues.reference?, Anchor::Publication),
        },
    };
    let to = calendar::moved(from, &moved.length, moved.sign)?;
    let Some(at) = &moved.at else {
        let day = Interval::day(to.date(), anchor)?;
        if calendar::finest(&moved.length)? >= Unit::Day {
            return Some(day.record());
        }
        return Some(day.at(Clock { hour: to.hour(), minute: Some(to.minute()), second: None })?.record());
    };
    let year = if at.field == Field::None { None } else { Some(Year::Stated(to.year())) };
    let there = Clues { reference: Some(to), lone: true, ..Clues::default() };
    let mut found = place(&Point { year, ..at.clone() }, &there, None)?;
    found.anchor = anchor;
    Some(found.record())
}

/// 三天前 (`sign` -1), 半年后 (1); with 以前 or 以后 all before or after it.
fn away(length: &Length, bound: Bound, clues: &Clues<'_>, sign: i64) -> Date {
    let unit = calendar::finest(length);
    let fine = unit.is_some_and(|unit| unit < Unit::Day);
    let mut record = empty(if fine { DateType::Time } else { DateType::Date });
    record.grain = grain(length);
    record.modifier = length.approx;
    // 三天后 goes on from the day last told; 三年前 looks back from now.
    let told = clues.day.filter(|t| sign > 0 && t.same_paragraph && !clues.lone);
    record.anchor = Some(if told.is_some() { Anchor::Context } else { Anchor::Publication });
    let from = match told {
        Some(told) => Some(told.day.to_datetime(Time::midnight())),
        None => clues.reference,
    };
    let (Some(from), Some(unit), None) = (from, unit, length.vague) else { return record };
    if fine && !clues.lone && clues.day.is_some() {
        record.anchor = Some(Anchor::Context);
        return record;
    }
    // Hours are not counted from a publication whose hour is unknown.
    if fine && !clues.lone && from.time() == Time::midnight() {
        return record;
    }
    let Some(at) = calendar::moved(from, length, sign) else { return record };
    let years = length.parts.iter().any(|(amount, unit)| *unit == Unit::Year && *amount >= 200.into());
    if length.approx.is_some() && years {
        return record;
    }
    let day = at.date();
    let coarse = length.parts.iter().map(|(_, unit)| *unit).max().unwrap_or(Unit::Day);
    let anchor = record.anchor.unwrap_or(Anchor::Publication);
    let found = match (unit, coarse) {
        (Unit::Year, _) => calendar::year(day.year(), 1)
            .map(|(s, e)| Interval::days(s, e, format!("{:04}", day.year()), Grain::Year, anchor)),
        (Unit::Month | Unit::Quarter, _)
            if matches!(coarse, Unit::Quarter | Unit::Year) || coarse == Unit::Month && !clues.lone =>
        {
            calendar::month(day.year(), day.month()).map(|(s, e)| {
                Interval::days(s, e, format!("{:04}-{:02}", day.year(), day.month()), Grain::Month, anchor)
            })
        }
        _ if fine => Some(Interval {
            start: at,
            end: at,
            timex: at.to_string(),
            grain: Grain::Minute,
            class: DateType::Time,
            anchor,
            modifier: None,
            timed: true,
            afternoon: false,
        }),
        _ => Interval::day(day, anchor),
    };
    let Some(found) = found else { return record };
    let modifier = record.modifier;
    record = found.record();
    record.modifier = modifier;
    match bound {
        Bound::Before => (record.start, record.modifier) = (None, Some(Modifier::Before)),
        Bound::After => (record.end, record.modifier) = (None, Some(Modifier::After)),
        _ => {}
    }
    if bound == Bound::Before {
        // The month or year that a length leads to is only about where it ends: all of it may be meant.
        let about = matches!(found.grain, Grain::Year | Grain::Month);
        record.end = Some(found.moment(if about { found.end } else { found.start }));
    }
    record
}

/// 近年来; 截至目前.
fn vague(value: &str, bound: Bound, clues: &Clues<'_>) -> Date {
    let mut record = Date { timex: Some(value.to_owned()), anchor: Some(Anchor::Publication), ..empty(DateType::Date) };
    if bound == Bound::Until {
        record.modifier = Some(Modifier::OnOrBefore);
        record.end = clues.today().and_then(|today| calendar::shift(today, 1)).map(Moment::Day);
    }
    if value == "PRESENT_REF" && clues.lone && bound == Bound::None {
        (record.start, record.end) = (clues.reference.map(Moment::Time), clues.reference.map(Moment::Time));
    }
    record
}

/// The first and the last year of a five-year plan: the third began three years late.
fn plan(number: i16, bound: Bound, clues: &Clues<'_>) -> Date {
    let first = match number {
        1 => 1953,
        2 => 1958,
        n => 1966 + 5 * (n - 3),
    };
    let Some((start, end)) = calendar::year(first, 5) else { return empty(DateType::Range) };
    let mut found = Interval::days(start, end, format!("{first}/{}", first + 4), Grain::Year, Anchor::Absolute);
    found.class = DateType::Range;
    let mut record = found.record();
    if bound == Bound::Since {
        since(&mut record, &found, clues);
    }
    record
}

/// 党的十八大以来, 抗战期间.
fn era(days: &str, bound: Bound, clues: &Clues<'_>) -> Date {
    let (first, last) = days.split_once('/').unwrap_or((days, ""));
    let (first, last) = (first.parse::<Day>().ok(), last.parse::<Day>().ok());
    let after = last.and_then(|last| calendar::shift(last, 1));
    let mut record = Date { anchor: Some(Anchor::Absolute), grain: Some(Grain::Day), ..empty(DateType::Range) };
    match bound {
        Bound::Since => {
            let found = Interval::days(first.unwrap_or(NO_DAY), NO_DAY, String::new(), Grain::Day, Anchor::Absolute);
            record.start = first.map(Moment::Day);
            since(&mut record, &found, clues);
        }
        Bound::Before => (record.end, record.modifier) = (first.map(Moment::Day), Some(Modifier::Before)),
        Bound::After => (record.start, record.modifier) = (after.map(Moment::Day), Some(Modifier::After)),
        _ => {
            record.timex = first.zip(last).map(|(first, last)| format!("{first}/{last}"));
            (record.start, record.end) = (first.map(Moment::Day), after.map(Moment::Day));
        }
    }
    record
}
