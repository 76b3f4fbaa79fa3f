//! Holidays: their days by rule, and the days off around them by decree.

use jiff::civil::Date as Day;

use super::token::words;
use super::{calendar, lunar};

/// The day of a holiday in a year, by its rule as `holidays.txt` writes it.
pub(super) fn day(rule: &str, year: i16) -> Option<Day> {
    let mut words = rule.split(' ');
    let name = words.next()?;
    let mut number = || words.next()?.parse::<i16>().ok();
    match name {
        "day" => calendar::day(year, number()? as i8, number()? as i8),
        "nth" => calendar::nth_weekday(year, number()? as i8, number()? as i8, number()? as i8),
        "easter" => easter(year),
        "lunar" => lunar::day(year, number()? as i8, false, number()? as i8),
        "eve" => calendar::shift(lunar::day(year, 1, false, 1)?, -1),
        "solar" => lunar::term(year, number()?),
        _ => None,
    }
}

/// Easter Sunday by the anonymous Gregorian computus.
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    calendar::day(year, month as i8, ((h + l - 7 * m + 114) % 31 + 1) as i8)
}

/// The days off around a holiday.
pub(super) struct DaysOff {
    pub(super) start: Day,
    /// The day after the last one.
    pub(super) end: Day,
    /// As the State Council decreed them, not as they usually are.
    pub(super) decreed: bool,
}

/// The days off around the holiday of this rule that falls on `day`; those of a year that no decree is listed for as they are in
/// most years. `None` for a holiday that is no day off.
pub(super) fn leave(rule: &str, day: Day) -> Option<DaysOff> {
    // The name in the list, and how the days off usually lie: how many days before it they begin, how many they are.
    let (name, before, usual) = match rule {
        "day 1 1" => ("元旦", 0, 3),
        "lunar 1 1" | "eve" => ("春节", 1, 7),
        "solar 15" => ("清明", 0, 3),
        "day 5 1" => ("劳动节", 0, if day.year() < 2008 { 7 } else { 3 }),
        "lunar 5 5" => ("端午", 0, 3),
        "lunar 8 15" => ("中秋", 0, 3),
        "day 10 1" => ("国庆", 0, 7),
        _ => return None,
    };
    let listed = words().time_leaves.get(&format!("{name}{}", day.year())).and_then(|days| days.split_once('/'));
    if let Some((start, last)) = listed {
        let (start, last) = (start.parse().ok()?, last.parse().ok()?);
        return Some(DaysOff { start, end: calendar::shift(last, 1)?, decreed: true });
    }
    // Until 2013 the eve was no day off.
    let start = calendar::shift(day, -before)?;
    Some(DaysOff { start, end: calendar::shift(start, usual)?, decreed: false })
}
