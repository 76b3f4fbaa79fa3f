//! Values: intervals of civil time and how TIMEX3 writes them.

use jiff::ToSpan;
use jiff::civil::{Date as Day, DateTime, Time};
use rust_decimal::Decimal;

use super::calendar;
use super::expression::{Clock, Field, Length, Month, Point, Reference, Routine, Run, Set, Sub, Unit, Weekday};
use super::{Anchor, Date, DateType, Grain, Modifier, Moment};

/// A point or period found on the calendar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Interval {
    pub(super) start: DateTime,
    pub(super) end: DateTime,
    pub(super) timex: String,
    pub(super) grain: Grain,
    pub(super) class: DateType,
    pub(super) anchor: Anchor,
    pub(super) modifier: Option<Modifier>,
    /// Whether it is told to the hour or finer.
    pub(super) timed: bool,
    /// Whether a part of the day made its hour one of the second twelve: 下午3时.
    pub(super) afternoon: bool,
}

impl Interval {
    pub(super) fn days(start: Day, end: Day, timex: String, grain: Grain, anchor: Anchor) -> Self {
        let midnight = |d: Day| d.to_datetime(Time::midnight());
        let class = DateType::Date;
        Self {
            start: midnight(start),
            end: midnight(end),
            timex,
            grain,
            class,
            anchor,
            modifier: None,
            timed: false,
            afternoon: false,
        }
    }

    pub(super) fn day(day: Day, anchor: Anchor) -> Option<Self> {
        Some(Self::days(day, calendar::shift(day, 1)?, day.to_string(), Grain::Day, anchor))
    }

    pub(super) fn moment(&self, at: DateTime) -> Moment {
        if self.timed { Moment::Time(at) } else { Moment::Day(at.date()) }
    }

    /// The record of this interval as it stands.
    pub(super) fn record(&self) -> Date {
        Date {
            class: self.class,
            timex: Some(self.timex.clone()),
            start: Some(self.moment(self.start)),
            end: Some(self.moment(self.end)),
            grain: Some(self.grain),
            modifier: self.modifier,
            anchor: Some(self.anchor),
            zone: None,
        }
    }

    /// The same with a part of the day: the interval stays the day.
    pub(super) fn in_part(mut self, part: &str) -> Self {
        self.timex = format!("{}T{part}", self.timex);
        self.class = DateType::Time;
        self
    }

    /// The same with a clock, its hour counted from 0 to 24.
    pub(super) fn at(mut self, clock: Clock) -> Option<Self> {
        let Clock { hour, minute, second } = clock;
        let day = self.start.date();
        let (length, grain) = match (minute, second) {
            (None, _) => (1.hour(), Grain::Hour),
            (Some(_), None) => (1.minute(), Grain::Minute),
            (Some(_), Some(_)) => (1.second(), Grain::Second),
        };
        let day = if hour == 24 { calendar::shift(day, 1)? } else { day };
        let hour = if hour == 24 { 0 } else { hour };
        let time = Time::new(hour, minute.unwrap_or(0), second.unwrap_or(0), 0).ok()?;
        self.start = day.to_datetime(time);
        self.end = self.start.checked_add(length).ok()?;
        self.timex = match (minute, second) {
            (None, _) => format!("{day}T{hour:02}"),
            (Some(m), None) => format!("{day}T{hour:02}:{m:02}"),
            (Some(m), Some(s)) => format!("{day}T{hour:02}:{m:02}:{s:02}"),
        };
        (self.grain, self.class, self.timed) = (grain, DateType::Time, true);
        Some(self)
    }
}

/// The ISO 8601 duration of a length; X where the number is vague.
pub(super) fn duration(length: &Length) -> String {
    let unit_letter = |unit: Unit| match unit {
        Unit::Year => "Y",
        Unit::Quarter | Unit::Month | Unit::Minute => "M",
        Unit::Week => "W",
        Unit::Day | Unit::WorkDay => "D",
        Unit::Hour => "H",
        Unit::Second => "S",
    };
    if let Some(unit) = length.vague {
        let time = if unit < Unit::Day { "T" } else { "" };
        return format!("P{time}X{}", unit_letter(unit));
    }
    let mut totals: Vec<(Unit, Decimal)> = Vec::new();
    for (amount, unit) in &length.parts {
        let (amount, unit) = match unit {
            Unit::Quarter => (amount.checked_mul(Decimal::from(3)).unwrap_or(*amount), Unit::Month),
            Unit::WorkDay => (*amount, Unit::Day),
            _ => (*amount, *unit),
        };
        match totals.iter_mut().find(|(u, _)| *u == unit) {
            Some((_, total)) => *total = total.checked_add(amount).unwrap_or(*total),
            None => totals.push((unit, amount)),
        }
    }
    totals.sort_by_key(|(unit, _)| std::cmp::Reverse(*unit));
    let mut text = "P".to_owned();
    let mut timed = false;
    for (unit, amount) in totals {
        if unit < Unit::Day && !timed {
            text.push('T');
            timed = true;
        }
        text += &amount.normalize().to_string();
        text += unit_letter(unit);
    }
    text
}

/// The TIMEX3 value of a set: XXXX-WXX-3, P1Y, XXXX-XX-XXT08; its members apart by commas, one that goes on as an interval.
pub(super) fn recurrence(set: &Set) -> String {
    let routine = match set {
        Set::Every(length) => return duration(length),
        Set::At(routine) => routine,
    };
    let Routine { unit, places, hours } = &**routine;
    let mut members = Vec::new();
    let mut push = |first: String, last: Option<String>| {
        members.push(match last {
            Some(last) => format!("{first}/{last}"),
            None => first,
        });
    };
    let mut places: Vec<Member> = places.iter().filter_map(Member::of).collect();
    if hours.is_empty() {
        places.drain(..).for_each(|Member { first, last, .. }| push(first, last));
    } else if *unit == Unit::Day && places.is_empty() {
        places.push(Member { first: "XXXX-XX-XX".to_owned(), last: None, week: None });
    }
    for Run { first: from, last: to } in hours {
        for Member { first, last, week } in &places {
            let (from, to) = (at_time(from), to.as_ref().map(at_time));
            match (last, to, week) {
                (None, to, _) => push(format!("{first}{from}"), to.map(|to| format!("{first}{to}"))),
                (Some(last), None, _) => push(format!("{first}{from}"), Some(format!("{last}{from}"))),
                // The hours of each day, not all from the first to the last.
                (Some(_), Some(to), Some((a, b))) => (*a..=*b).for_each(|day| {
                    push(format!("XXXX-WXX-{day}{from}"), Some(format!("XXXX-WXX-{day}{to}")));
                }),
                (Some(last), Some(to), None) => push(format!("{first}{from}"), Some(format!("{last}{to}"))),
            }
        }
    }
    if members.is_empty() {
        return duration(&Length { parts: vec![(Decimal::ONE, *unit)], ..Length::default() });
    }
    members.join(",")
}

/// A place of a routine as TIMEX3 writes it, with its last one where it goes on.
struct Member {
    first: String,
    last: Option<String>,
    /// From which weekday to which it goes.
    week: Option<(i8, i8)>,
}

impl Member {
    /// `None` for a place without a value.
    fn of(run: &Run) -> Option<Self> {
        let last = match &run.last {
            Some(last) => Some(place_of(last)?),
            None => None,
        };
        let week = match (&run.first.field, run.last.as_ref().map(|last| &last.field)) {
            (Field::Week(_, Some(Weekday::Day(a))), Some(Field::Week(_, Some(Weekday::Day(b))))) => Some((*a, *b)),
            _ => None,
        };
        Some(Self { first: place_of(&run.first)?, last, week })
    }
}

/// A place in a week, month or year; `None` for one without a value.
fn place_of(point: &Point) -> Option<String> {
    Some(match &point.field {
        Field::Month(Month::Is(Reference::Stated(month)), Some(Sub::Day(day))) => format!("XXXX-{month:02}-{day:02}"),
        Field::Month(Month::Is(Reference::Stated(month)), _) => format!("XXXX-{month:02}"),
        Field::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Field::Week(_, Some(Weekday::Day(day))) => format!("XXXX-WXX-{day}"),
        Field::Week(_, Some(Weekday::End)) => "XXXX-WXX-WE".to_owned(),
        Field::Season(season) => format!("XXXX-{season}"),
        Field::Quarters(quarter, _) => format!("XXXX-Q{quarter}"),
        _ => return None,
    })
}

/// The time of day of a point as TIMEX3 writes it, T08:30 or TMO; nothing where it names none.
fn at_time(point: &Point) -> String {
    match (point.clock, point.part) {
        (Some(clock), part) => {
            let hour = clock_hour(clock.hour, part);
            let minute = clock.minute.map(|minute| format!(":{minute:02}")).unwrap_or_default();
            format!("T{hour:02}{minute}")
        }
        (None, Some(part)) => format!("T{part}"),
        (None, None) => String::new(),
    }
}

/// The hour of 24 that a part of the day makes of an hour as written.
pub(super) fn clock_hour(hour: i8, part: Option<&str>) -> i8 {
    match part {
        Some("AF") if hour < 12 => hour + 12,
        Some("EV") if (1..12).contains(&hour) => hour + 12,
        Some("EV" | "NI") if hour == 12 => 24,
        Some("NI") if (6..12).contains(&hour) => hour + 12,
        Some("MI") if (1..=4).contains(&hour) => hour + 12,
        _ => hour,
    }
}
