//! The Chinese calendar: its months and days, and the solar terms.

use icu_calendar::Date;
use icu_calendar::cal::{ChineseTraditional, Iso};
use icu_calendar::types::Month;
use jiff::civil::Date as Day;

use super::calendar;

/// The years for which the calendar is published.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// The civil day of a day of the Chinese calendar; `year` is the civil year in which its first month begins.
pub(super) fn day(year: i16, month: i8, leap: bool, day: i8) -> Option<Day> {
    if !YEARS.contains(&year) {
        return None;
    }
    let number = u8::try_from(month).ok().filter(|n| (1..=12).contains(n))?;
    let month = if leap { Month::leap(number) } else { Month::new(number) };
    let day = u8::try_from(day).ok()?;
    let iso = Date::try_new(i32::from(year).into(), month, day, ChineseTraditional::default()).ok()?.to_calendar(Iso);
    calendar::day(
        i16::try_from(iso.year().extended_year()).ok()?,
        i8::try_from(iso.month().number()).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
}

/// The first day of a month of the Chinese calendar and of the one after it.
pub(super) fn month(year: i16, month: i8, leap: bool) -> Option<(Day, Day)> {
    let first = day(year, month, leap, 1)?;
    // A month has 29 or 30 days.
    let length = if day(year, month, leap, 30).is_some() { 30 } else { 29 };
    Some((first, calendar::shift(first, length)?))
}

/// Where each term falls in its month, in ten-thousandths of a day, in the 20th and 21st century; from 小寒 on, two a month.
const TERMS: [(i32, i32); 24] = [
    (61_100, 54_055),
    (208_400, 201_200),
    (46_295, 38_700),
    (194_599, 187_300),
    (63_826, 56_300),
    (214_155, 206_460),
    (55_900, 48_100),
    (208_880, 201_000),
    (63_180, 55_200),
    (218_600, 210_400),
    (65_000, 56_780),
    (222_000, 213_700),
    (79_280, 71_080),
    (236_500, 228_300),
    (83_500, 75_000),
    (239_500, 231_300),
    (84_400, 76_460),
    (238_220, 230_420),
    (90_980, 83_180),
    (242_180, 234_380),
    (82_180, 74_380),
    (230_800, 223_600),
    (79_000, 71_800),
    (226_000, 219_400),
];
/// What a year is longer than 365 days, in ten-thousandths of a day.
const DRIFT: i32 = 2_422;
/// Terms so near midnight that the straight line misses their day: the year, the term, by how much.
const MISSED: [(i16, usize, i32); 29] = [
    (1902, 10, 1),
    (1911, 8, 1),
    (1912, 18, -1),
    (1914, 2, -1),
    (1914, 23, 1),
    (1915, 4, -1),
    (1917, 22, -1),
    (1922, 13, 1),
    (1925, 12, 1),
    (1927, 16, 1),
    (1928, 11, 1),
    (1942, 17, 1),
    (1947, 2, -1),
    (1947, 23, 1),
    (1948, 4, -1),
    (1950, 7, 1),
    (1978, 21, 1),
    (1980, 23, 1),
    (1982, 0, 1),
    (1984, 23, 1),
    (2002, 14, 1),
    (2008, 9, 1),
    (2016, 12, 1),
    (2019, 0, -1),
    (2021, 23, -1),
    (2026, 3, -1),
    (2082, 1, 1),
    (2089, 19, 1),
    (2089, 20, 1),
];

/// The day of a solar term, by the sun's longitude in degrees.
pub(super) fn term(year: i16, longitude: i16) -> Option<Day> {
    if !(1900..=2099).contains(&year) {
        return None;
    }
    let place = usize::try_from((longitude - 285).rem_euclid(360) / 15).ok()?;
    let (old, new) = TERMS.get(place)?;
    let early = year <= 2000;
    let since = i32::from(year) - if early { 1900 } else { 2000 };
    // The leap day of a year counts from March on; 1900 had none.
    let leap_days = (if place < 4 { since - 1 } else { since }).max(0) / 4;
    let missed = MISSED.iter().find(|(y, p, _)| *y == year && *p == place).map_or(0, |(_, _, days)| *days);
    let day = (DRIFT * since + if early { *old } else { *new }) / 10_000 - leap_days + missed;
    calendar::day(year, i8::try_from(place / 2 + 1).ok()?, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(day: Option<Day>) -> String {
        day.map_or_else(|| "-".to_owned(), |d| d.to_string())
    }

    #[test]
    fn days_of_the_chinese_calendar_have_their_civil_day() {
        for ((y, m, leap, d), expected) in [
            ((2024, 1, false, 1), "2024-02-10"),
            ((2023, 8, false, 15), "2023-09-29"),
            ((2023, 2, true, 1), "2023-03-22"),
            ((2022, 12, false, 23), "2023-01-14"),
            ((1900, 1, false, 1), "1900-01-31"),
            ((2100, 12, false, 1), "2100-12-31"),
            ((2024, 2, true, 1), "-"),
            ((2024, 1, false, 31), "-"),
        ] {
            assert_eq!(told(day(y, m, leap, d)), expected, "{y} {m} {leap} {d}");
        }
    }

    #[test]
    fn solar_terms_have_their_day() {
        for (year, longitude, expected) in [
            (2024, 15, "2024-04-04"),
            (2023, 15, "2023-04-05"),
            (2021, 270, "2021-12-21"),
            (2019, 285, "2019-01-05"),
            (1900, 0, "1900-03-21"),
            (2000, 315, "2000-02-04"),
            (2099, 90, "2099-06-21"),
        ] {
            assert_eq!(told(term(year, longitude)), expected, "{year} {longitude}");
        }
    }
}
