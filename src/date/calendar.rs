//! Civil arithmetic: holidays by rule, weeks, months, lengths added to days.

use jiff::ToSpan;
use jiff::civil::{Date as Day, DateTime, Weekday, date};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::expression::{Length, Unit};

pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    Day::new(year, month, day).ok()
}

/// The first days of a month and of the next.
pub(super) fn month(year: i16, month: i8) -> Option<(Day, Day)> {
    let first = day(year, month, 1)?;
    Some((first, first.checked_add(1.month()).ok()?))
}

/// From the first of one month to the end of another.
pub(super) fn months(year: i16, from: i8, to: i8) -> Option<(Day, Day)> {
    Some((month(year, from)?.0, month(year, to)?.1))
}

pub(super) fn year(year: i16, count: i16) -> Option<(Day, Day)> {
    Some((day(year, 1, 1)?, day(year.checked_add(count)?, 1, 1)?))
}

pub(super) fn shift(day: Day, days: i32) -> Option<Day> {
    day.checked_add(days.days()).ok()
}

pub(super) fn shift_months(day: Day, months: i32) -> Option<Day> {
    day.checked_add(months.months()).ok()
}

/// The Monday of a day's week.
pub(super) fn monday(day: Day) -> Option<Day> {
    shift(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// The n-th of a weekday (Monday is 1) in a month; the last if `n` is -1.
pub(super) fn nth_weekday(year: i16, month: i8, n: i8, weekday: i8) -> Option<Day> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    day(year, month, 1)?.nth_weekday_of_month(n, weekday).ok()
}

/// How many days so many working days from `day` are, Saturdays and Sundays left out.
fn working_days(day: Day, amount: Decimal) -> Option<i64> {
    let amount = bounded(amount, 20_000)?;
    let weekday = i64::from(day.weekday().to_monday_zero_offset());
    // From a weekend one counts as from the Friday before, or the Monday after where one counts back.
    let (base, lost) = if weekday < 5 {
        (weekday, 0)
    } else if amount < 0 {
        (0, 7 - weekday)
    } else {
        (4, 4 - weekday)
    };
    let to = base + amount;
    Some(to.div_euclid(5) * 7 + to.rem_euclid(5) - base + lost)
}

/// A moment moved by a length, back if `sign` is -1.
pub(super) fn moved(from: DateTime, length: &Length, sign: i64) -> Option<DateTime> {
    let mut at = from;
    for (amount, unit) in &length.parts {
        let amount = *amount * Decimal::from(sign);
        if *unit == Unit::WorkDay {
            at = at.checked_add(working_days(at.date(), amount)?.days()).ok()?;
            continue;
        }
        let span = match unit {
            Unit::Year => months_of(amount, 12)?.months(),
            Unit::Quarter => months_of(amount, 3)?.months(),
            Unit::Month => months_of(amount, 1)?.months(),
            Unit::Week => seconds_of(amount, 604_800)?.seconds(),
            Unit::Day | Unit::WorkDay => seconds_of(amount, 86_400)?.seconds(),
            Unit::Hour => seconds_of(amount, 3_600)?.seconds(),
            Unit::Minute => seconds_of(amount, 60)?.seconds(),
            Unit::Second => seconds_of(amount, 1)?.seconds(),
        };
        at = at.checked_add(span).ok()?;
    }
    Some(at)
}

fn months_of(amount: Decimal, factor: i64) -> Option<i64> {
    bounded(amount.checked_mul(factor.into())?, 200_000)
}

fn seconds_of(amount: Decimal, factor: i64) -> Option<i64> {
    bounded(amount.checked_mul(factor.into())?, 600_000_000_000)
}

/// jiff panics on spans beyond its limits: none that long is needed.
fn bounded(amount: Decimal, limit: i64) -> Option<i64> {
    amount.trunc().to_i64().filter(|n| n.abs() <= limit)
}

/// When the unit that holds a moment began.
pub(super) fn unit_start(at: DateTime, unit: Unit) -> Option<DateTime> {
    let today = at.date();
    let day = match unit {
        Unit::Year => day(today.year(), 1, 1)?,
        Unit::Quarter => day(today.year(), (today.month() - 1) / 3 * 3 + 1, 1)?,
        Unit::Month => today.first_of_month(),
        Unit::Week => monday(today)?,
        Unit::Day | Unit::WorkDay => today,
        Unit::Hour => return Some(today.at(at.hour(), 0, 0, 0)),
        Unit::Minute => return Some(today.at(at.hour(), at.minute(), 0, 0)),
        Unit::Second => return Some(at),
    };
    Some(day.at(0, 0, 0, 0))
}

/// The shortest unit of a length.
pub(super) fn finest(length: &Length) -> Option<Unit> {
    length.parts.iter().map(|(_, unit)| *unit).min().or(length.vague)
}

/// The ISO week that a day lies in, with its year.
pub(super) fn iso_week(day: Day) -> (i16, i8) {
    let week = day.iso_week_date();
    (week.year(), week.week())
}

/// The Monday of an ISO week.
pub(super) fn week_of_year(year: i16, week: i16) -> Option<Day> {
    let first = monday(day(year, 1, 4)?)?;
    shift(first, i32::from(week - 1) * 7)
}

/// A day to stand in where none is known.
pub(super) const NO_DAY: Day = date(1970, 1, 1);
