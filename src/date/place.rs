//! Where on the calendar a point lies.

use jiff::civil::Date as Day;

use super::calendar;
use super::clues::Clues;
use super::expression::{Clock, Field, Month, Point, Reference, Sub, Year};
use super::lunar;
use super::value::{Interval, clock_hour};
use super::{Anchor, DateType, Grain};

/// The interval of a point; `first` is where the range begins that it ends. `None` where nothing known can place it, or
/// no such day exists.
pub(super) fn place(point: &Point, clues: &Clues<'_>, first: Option<&Interval>) -> Option<Interval> {
    let mut found = match &point.apposed {
        Some(apposed) => {
            let mut day = nearest(apposed, clues)?;
            day.anchor = Anchor::Publication;
            day
        }
        None if dayless(point) => day_of_time(point, clues, first)?,
        None => Placing { clues, first }.field(point)?,
    };
    if let Some(edge) = point.edge {
        found.modifier = Some(edge);
    }
    if let Some(clock) = point.clock {
        return at_clock(found, clock, point.part, point, first);
    }
    if let Some(part) = point.part {
        found = found.in_part(part);
    }
    Some(found)
}

/// A time without its day: 16时02分, 傍晚.
fn dayless(point: &Point) -> bool {
    point.field == Field::None && point.year.is_none() && (point.clock.is_some() || point.part.is_some())
}

/// The day of a time that names none: that of the range's first, of the last date told, of publication.
fn day_of_time(point: &Point, clues: &Clues<'_>, first: Option<&Interval>) -> Option<Interval> {
    if let Some(first) = first {
        return Interval::day(first.start.date(), first.anchor);
    }
    if let Some(told) = clues.day.filter(|_| !clues.lone) {
        let small = point.clock.is_none_or(|c| c.hour < 6);
        let next =
            told.late && (point.part == Some("MO") || point.part == Some("NI") && small && point.clock.is_some());
        return Interval::day(calendar::shift(told.day, i32::from(next))?, Anchor::Context);
    }
    Interval::day(clues.today()?, Anchor::Publication)
}

fn at_clock(
    day: Interval,
    clock: Clock,
    part: Option<&str>,
    point: &Point,
    first: Option<&Interval>,
) -> Option<Interval> {
    let anchor = day.anchor;
    let mut hour = clock_hour(clock.hour, part);
    if let (Some(first), None, true) = (first, part, clock.hour < 12) {
        // 下午1点到3点: the part of the day counts for both.
        let minutes = i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0));
        let begun = i32::from(first.start.hour()) * 60 + i32::from(first.start.minute());
        if first.afternoon && dayless(point) && minutes <= begun && minutes + 720 > begun {
            hour += 12;
        }
    }
    let mut found = day.at(Clock { hour, ..clock })?;
    found.afternoon = part.is_some() && hour >= 12;
    // 晚上11点至凌晨2点: over midnight.
    if let Some(first) = first.filter(|first| dayless(point) && found.start < first.start) {
        let next = calendar::shift(first.start.date(), 1)?;
        return Interval::day(next, anchor)?.at(Clock { hour, ..clock });
    }
    Some(found)
}

/// The occurrence of a point nearest to the day of publication: what brackets mean.
fn nearest(point: &Point, clues: &Clues) -> Option<Interval> {
    let Some(today) = clues.today() else {
        return Placing { clues, first: None }.field(point);
    };
    let told = |day: Day| Interval::day(day, Anchor::Publication);
    match (&point.field, point.year) {
        (Field::DayOfMonth(n), None) => {
            let days = (-1..=1).filter_map(|k| {
                let month = calendar::shift_months(today.first_of_month(), k)?;
                calendar::day(month.year(), month.month(), *n)
            });
            told(closest(days, today)?)
        }
        (Field::Month(Month::Is(Reference::Stated(month)), Some(Sub::Day(n))), None) => {
            let days = (-1..=1).filter_map(|k| calendar::day(today.year().checked_add(k)?, *month as i8, *n));
            told(closest(days, today)?)
        }
        _ => Placing { clues, first: None }.field(point),
    }
}

pub(super) fn closest(days: impl Iterator<Item = Day>, to: Day) -> Option<Day> {
    days.min_by_key(|day| (*day - to).get_days().abs())
}

pub(super) struct Placing<'a> {
    pub(super) clues: &'a Clues<'a>,
    pub(super) first: Option<&'a Interval>,
}

impl Placing<'_> {
    fn field(&self, point: &Point) -> Option<Interval> {
        match &point.field {
            Field::None | Field::Whole => self.year_alone(point),
            Field::Years(first, 10) => decade(*first, Anchor::Absolute),
            Field::Years(first, count) => {
                let (start, end) = calendar::year(*first, *count)?;
                let timex = format!("{:02}", first.div_euclid(100));
                Some(Interval::days(start, end, timex, Grain::Year, Anchor::Absolute))
            }
            Field::DecadeOf(shift, tens) => {
                let century = self.clues.today()?.year() / 100 * 100 + shift * 100;
                decade(century + tens, Anchor::Publication)
            }
            Field::Decade(tens) => {
                let now = self.clues.today().map_or(2020, |d| d.year());
                let first = [2000, 1900].into_iter().map(|c| c + tens).find(|y| *y <= now)?;
                decade(first, Anchor::Absolute)
            }
            Field::Century(shift) => {
                let first = self.clues.today()?.year() / 100 * 100 + shift * 100;
                let (s, e) = calendar::year(first, 100)?;
                Some(Interval::days(s, e, format!("{:02}", first / 100), Grain::Year, Anchor::Publication))
            }
            Field::Half(half) => self.half(point.year, *half),
            Field::HalfShift(shift) => {
                let today = self.clues.today()?;
                let now = i32::from(today.year()) * 2 + i32::from(today.month() > 6) + shift;
                half(i16::try_from(now.div_euclid(2)).ok()?, now.rem_euclid(2) as i8 + 1, Anchor::Publication)
            }
            Field::Quarter(shift) => {
                let today = self.clues.today()?;
                let now = i32::from(today.year()) * 4 + i32::from((today.month() - 1) / 3) + shift;
                let (year, quarter) = (i16::try_from(now.div_euclid(4)).ok()?, now.rem_euclid(4) as i8 + 1);
                let (s, e) = calendar::months(year, quarter * 3 - 2, quarter * 3)?;
                Some(Interval::days(s, e, format!("{year:04}-Q{quarter}"), Grain::Quarter, Anchor::Publication))
            }
            Field::Quarters(a, b) => self.quarters(point.year, *a, *b),
            Field::Season(season) => self.season(point.year, season),
            Field::Months(a, b) => self.months(point.year, *a, *b),
            Field::Month(month, sub) => self.month(point, *month, *sub),
            Field::Week(shift, day) => self.week(*shift, *day),
            Field::HalfWeek(half) => {
                let monday = calendar::monday(self.clues.today()?)?;
                let (from, to) = if *half == 1 { (0, 3) } else { (3, 7) };
                run_of_days(calendar::shift(monday, from)?, calendar::shift(monday, to)?, Anchor::Publication)
            }
            Field::Weekday(day) => self.weekday(*day),
            Field::WeekOfYear(week) => {
                let (year, anchor) = self.year(point.year)?;
                week_at(calendar::week_of_year(year, *week)?, anchor)
            }
            Field::DayOfYear(_) | Field::DaysOfYear(_) | Field::WeeksOfYear(_) => self.days_of_year(point),
            Field::Days(from, to) => {
                let today = self.clues.today()?;
                run_of_days(calendar::shift(today, *from)?, calendar::shift(today, to + 1)?, Anchor::Publication)
            }
            Field::DayOfMonth(day) => self.day_of_month(*day, point.weekday),
            Field::Day(reference) => self.day(point.year, *reference),
            Field::Holiday(rule, leave, days) => self.holiday(point.year, rule, *leave, *days),
            Field::Same => self.same(point.year),
            Field::Vague => None,
        }
    }

    /// 第3天, 前10天, 最后两周 of a year.
    fn days_of_year(&self, point: &Point) -> Option<Interval> {
        let (year, anchor) = self.year(point.year)?;
        let (first, next) = calendar::year(year, 1)?;
        let run = |days: i32, first: Day, next: Day| {
            let (start, end) =
                if days < 0 { (calendar::shift(next, days)?, next) } else { (first, calendar::shift(first, days)?) };
            run_of_days(start, end, anchor)
        };
        match point.field {
            Field::DaysOfYear(count) => run(count.into(), first, next),
            Field::WeeksOfYear(count) => {
                let monday = calendar::week_of_year(year, 1)?;
                run(i32::from(count) * 7, monday, calendar::week_of_year(year.checked_add(1)?, 1)?)
            }
            Field::DayOfYear(n) if n < 0 => Interval::day(calendar::shift(next, -1)?, anchor),
            Field::DayOfYear(n) => Interval::day(calendar::shift(first, i32::from(n) - 1)?, anchor),
            _ => None,
        }
    }

    fn year_alone(&self, point: &Point) -> Option<Interval> {
        let (year, anchor) = match point.year {
            Some(year) => self.year(Some(year))?,
            None => match self.clues.year.filter(|t| t.explicit && t.same_sentence) {
                Some(told) => (told.day.year(), Anchor::Context),
                None => (self.clues.today()?.year(), Anchor::Publication),
            },
        };
        let (start, end) = calendar::year(year, 1)?;
        // The sign is no digit: -0220.
        let timex = if year < 0 { format!("{year:05}") } else { format!("{year:04}") };
        Some(Interval::days(start, end, timex, Grain::Year, anchor))
    }

    fn half(&self, year: Option<Year>, n: i8) -> Option<Interval> {
        let (year, anchor) = match year {
            Some(_) => self.year(year)?,
            None => {
                let told = self.clues.year.filter(|t| t.explicit && t.same_sentence && !self.clues.lone);
                let today = self.clues.today();
                match (told, today) {
                    (Some(told), _) => (told.day.year(), Anchor::Context),
                    (None, Some(today)) => {
                        // In January the second half is last year's.
                        let past = n == 2 && today.month() <= 2 && !self.clues.forward() && !self.clues.lone;
                        (today.year() - i16::from(past), Anchor::Publication)
                    }
                    (None, None) => return None,
                }
            }
        };
        half(year, n, anchor)
    }

    fn quarters(&self, year: Option<Year>, a: i8, b: i8) -> Option<Interval> {
        let of = |y: i16| calendar::months(y, a * 3 - 2, b * 3);
        let (year, anchor) = self.year_or(year, of)?;
        let (start, end) = of(year)?;
        let timex = if a == b { format!("{year:04}-Q{a}") } else { format!("{year:04}-Q{a}/{year:04}-Q{b}") };
        let mut found = Interval::days(start, end, timex, Grain::Quarter, anchor);
        if a != b {
            found.class = DateType::Range;
        }
        Some(found)
    }

    /// The three months that meteorologists give a season; winter begins in December.
    fn season(&self, year: Option<Year>, season: &str) -> Option<Interval> {
        let first = match season {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        let of = |y: i16| {
            let start = calendar::day(y, first, 1)?;
            Some((start, calendar::shift_months(start, 3)?))
        };
        let (year, anchor) = self.year_or(year, of)?;
        let (start, end) = of(year)?;
        Some(Interval::days(start, end, format!("{year:04}-{season}"), Grain::Quarter, anchor))
    }

    /// 前7个月: those of the latest year in which they are over.
    fn months(&self, year: Option<Year>, a: i8, b: i8) -> Option<Interval> {
        let of = |y: i16| calendar::months(y, a, b);
        let over = |y: i16| of(y).map(|(_, end)| (calendar::shift(end, -3).unwrap_or(end), end));
        let (year, anchor) = self.year_or(year, over)?;
        let (start, end) = of(year)?;
        let timex = format!("{year:04}-{a:02}/{year:04}-{b:02}");
        let mut found = Interval::days(start, end, timex, Grain::Month, anchor);
        found.class = DateType::Range;
        Some(found)
    }

    fn month(&self, point: &Point, month: Month, sub: Option<Sub>) -> Option<Interval> {
        let Point { year, weekday, .. } = *point;
        let (first, next, anchor) = match month {
            Month::Lunar(n, leap) => return self.lunar(year, n, leap, sub),
            Month::Is(Reference::Stated(n)) => {
                let (year, anchor) = match (sub, year) {
                    (Some(Sub::Day(d)), None) => self.year_of_day(|y| calendar::day(y, n as i8, d), weekday)?,
                    _ => self.year_or(year, |y| calendar::month(y, n as i8))?,
                };
                let (first, next) = calendar::month(year, n as i8)?;
                (first, next, anchor)
            }
            Month::Is(Reference::Publication(k)) => {
                let first = calendar::shift_months(self.clues.today()?.first_of_month(), k)?;
                (first, calendar::shift_months(first, 1)?, Anchor::Publication)
            }
            Month::Is(Reference::Context(k)) => {
                let told = self.clues.month.map(|t| t.day).or(self.clues.today())?;
                let first = calendar::shift_months(told.first_of_month(), k)?;
                (first, calendar::shift_months(first, 1)?, Anchor::Context)
            }
        };
        let (year, n) = (first.year(), first.month());
        let last = calendar::shift(next, -1)?;
        let of = |a: i8, b: i8| Some((calendar::day(year, n, a)?, calendar::shift(calendar::day(year, n, b)?, 1)?));
        let ten_days = |a: i8, b: i8| {
            let (start, end) = of(a * 10 - 9, if b == 3 { last.day() } else { b * 10 })?;
            Some((start, end, Grain::TenDays))
        };
        let (start, end, grain) = match sub {
            None => return Some(Interval::days(first, next, format!("{year:04}-{n:02}"), Grain::Month, anchor)),
            Some(Sub::Day(day)) => return Interval::day(calendar::day(year, n, day)?, anchor),
            Some(Sub::Nth(k, weekday)) => return Interval::day(calendar::nth_weekday(year, n, k, weekday)?, anchor),
            Some(Sub::Week(k)) => {
                let monday = calendar::nth_weekday(year, n, 1, 1)?;
                return week_at(calendar::shift(monday, i32::from(k - 1) * 7)?, anchor);
            }
            Some(Sub::TenDays(a, b)) => ten_days(a, b)?,
            Some(Sub::Half(1)) => {
                let (start, end) = of(1, 15)?;
                (start, end, Grain::Half)
            }
            Some(Sub::Half(_)) => {
                let (start, end) = of(16, last.day())?;
                (start, end, Grain::Half)
            }
            Some(Sub::First(days)) => {
                let (start, end) = of(1, days)?;
                (start, end, Grain::Day)
            }
            Some(Sub::Last(1)) => return Interval::day(last, anchor),
            Some(Sub::Last(days)) => (calendar::shift(next, -i32::from(days))?, next, Grain::Day),
        };
        let timex = format!("{start}/{}", calendar::shift(end, -1)?);
        let mut found = Interval::days(start, end, timex, grain, anchor);
        if matches!(sub, Some(Sub::First(_) | Sub::Last(_))) {
            found.class = DateType::Range;
        }
        Some(found)
    }

    fn lunar(&self, year: Option<Year>, n: i8, leap: bool, sub: Option<Sub>) -> Option<Interval> {
        if let Some(Sub::Day(d)) = sub {
            let of = |y: i16| lunar::day(y, n, leap, d);
            let (year, anchor) = match year {
                None => self.year_of_day(of, None)?,
                year => self.year(year)?,
            };
            return Interval::day(of(year)?, anchor);
        }
        let of = |y: i16| lunar::month(y, n, leap);
        let (year, anchor) = self.year_or(year, of)?;
        let (start, end) = of(year)?;
        let timex = format!("{start}/{}", calendar::shift(end, -1)?);
        Some(Interval::days(start, end, timex, Grain::Month, anchor))
    }

    /// 去年同期: the period last told, in the year that is meant.
    fn same(&self, year: Option<Year>) -> Option<Interval> {
        let period = self.clues.period?;
        let (start, end) = (period.start?.day(), period.end?.day());
        let from = start.year();
        let to = match year {
            None => from,
            Some(Year::Context(k)) => from.checked_add(k)?,
            Some(year) => self.year(Some(year))?.0,
        };
        let years = i32::from(to) - i32::from(from);
        let timex = period.timex.as_deref().map(|t| in_year(t, from, to)).unwrap_or_default();
        let moved = |day: Day| calendar::shift_months(day, years.checked_mul(12)?);
        let grain = period.grain.unwrap_or(Grain::Day);
        let mut found = Interval::days(moved(start)?, moved(end)?, timex, grain, Anchor::Context);
        found.class = period.class;
        Some(found)
    }
}

/// Days as a range of their own.
fn run_of_days(start: Day, end: Day, anchor: Anchor) -> Option<Interval> {
    let timex = format!("{start}/{}", calendar::shift(end, -1)?);
    let mut found = Interval::days(start, end, timex, Grain::Day, anchor);
    found.class = DateType::Range;
    Some(found)
}

/// A TIMEX3 value with its years moved as far as `from` is from `to`.
fn in_year(timex: &str, from: i16, to: i16) -> String {
    timex.replace(&format!("{from:04}"), &format!("{to:04}"))
}

fn decade(first: i16, anchor: Anchor) -> Option<Interval> {
    let (start, end) = calendar::year(first, 10)?;
    Some(Interval::days(start, end, format!("{:03}", first / 10), Grain::Year, anchor))
}

fn half(year: i16, n: i8, anchor: Anchor) -> Option<Interval> {
    let (start, end) = calendar::months(year, n * 6 - 5, n * 6)?;
    Some(Interval::days(start, end, format!("{year:04}-H{n}"), Grain::Half, anchor))
}

pub(super) fn week_at(monday: Day, anchor: Anchor) -> Option<Interval> {
    let (year, week) = calendar::iso_week(monday);
    Some(Interval::days(monday, calendar::shift(monday, 7)?, format!("{year:04}-W{week:02}"), Grain::Week, anchor))
}
