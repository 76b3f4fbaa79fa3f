//! Where days and weeks lie that are told from publication, from earlier dates or by a feast: 昨天, 周三, 25日, 次日, 春节.

use jiff::civil::Date as Day;

use super::calendar;
use super::expression::{Leave, Reference, Weekday, Year};
use super::feast;
use super::outlook::Outlook;
use super::place::{Placing, closest, week_at};
use super::value::Interval;
use super::{Anchor, DateType, Grain, Modifier};

/// The farthest day of a month ahead, in days, that is read as coming where the clause does not say: of 48 such days of one to
/// four drawn from news, 45 were to come.
const SOON: i32 = 4;

impl Placing<'_> {
    pub(super) fn week(&self, shift: i32, day: Option<Weekday>) -> Option<Interval> {
        let monday = calendar::shift(calendar::monday(self.clues.today()?)?, shift.checked_mul(7)?)?;
        match day {
            None => week_at(monday, Anchor::Publication),
            Some(Weekday::Day(n)) => Interval::day(calendar::shift(monday, i32::from(n) - 1)?, Anchor::Publication),
            Some(Weekday::End) => {
                let coming =
                    self.clues.today().is_some_and(|today| calendar::shift(monday, 5).is_some_and(|s| s > today));
                let set = || matches!(self.clues.clause.outlook(), Outlook::Coming | Outlook::Scheduled);
                let back = shift == 0 && coming && !self.clues.lone && !set();
                let monday = if back { calendar::shift(monday, -7)? } else { monday };
                let (year, week) = calendar::iso_week(monday);
                let (start, end) = (calendar::shift(monday, 5)?, calendar::shift(monday, 7)?);
                Some(Interval::days(start, end, format!("{year:04}-W{week:02}-WE"), Grain::Day, Anchor::Publication))
            }
        }
    }

    /// 周三: the last one, the next one where the clause looks forward.
    pub(super) fn weekday(&self, n: i8) -> Option<Interval> {
        if let Some(first) = self.first {
            let monday = calendar::monday(first.start.date())?;
            let day = calendar::shift(monday, i32::from(n) - 1)?;
            let day = if day < first.start.date() { calendar::shift(day, 7)? } else { day };
            return Interval::day(day, first.anchor);
        }
        let today = self.clues.today()?;
        let day = calendar::shift(calendar::monday(today)?, i32::from(n) - 1)?;
        let days = match self.clues.clause.outlook() {
            _ if self.clues.lone || day == today => i32::from(day < today) * 7,
            Outlook::Coming => i32::from(day < today) * 7,
            // 周六开赛, said on a Friday.
            Outlook::Scheduled if day > today && (day - today).get_days() <= 3 => 0,
            _ => i32::from(day > today) * -7,
        };
        Interval::day(calendar::shift(day, days)?, Anchor::Publication)
    }

    /// 25日: of the month told before in the sentence or paragraph, else the last one, or one to come: by what the clause says as
    /// for a day of a year (`choose.rs`), where it says nothing if that is at most [`SOON`] days ahead.
    pub(super) fn day_of_month(&self, n: i8, weekday: Option<i8>) -> Option<Interval> {
        let of = |month: Day, k: i32| {
            calendar::shift_months(month.first_of_month(), k).and_then(|m| calendar::day(m.year(), m.month(), n))
        };
        if let Some(first) = self.first {
            let start = first.start.date();
            let day = (0..=2).filter_map(|k| of(start, k)).find(|day| *day >= start)?;
            return Interval::day(day, first.anchor);
        }
        let limit = self.clues.limit();
        let usual = limit.and_then(|limit| {
            if self.clues.lone {
                return of(limit, 0);
            }
            let last = (-3..=0).rev().filter_map(|k| of(limit, k)).find(|day| *day <= limit);
            let next = (0..=2).filter_map(|k| of(limit, k)).find(|day| *day > limit);
            let falls = |day: &Day| weekday.is_none_or(|w| day.weekday().to_monday_one_offset() == w);
            if weekday.is_some()
                && let Some(day) = last.filter(falls).or(next.filter(falls))
            {
                return Some(day);
            }
            let (Some(before), Some(after)) = (last, next) else { return last };
            let (back, on) = ((limit - before).get_days(), (after - limit).get_days());
            let ahead = match self.clues.clause.outlook() {
                // With a dateline of the day before, the day of publication itself may be what is to come.
                Outlook::Coming => self.clues.today().is_none_or(|today| before < today),
                Outlook::Past => false,
                Outlook::Scheduled => on < back,
                Outlook::Open => on <= SOON && on < back,
            };
            if ahead { next } else { last }
        });
        if let Some(told) = self.clues.month.filter(|_| !self.clues.lone) {
            let recent = limit.is_some_and(|limit| (limit - told.day).get_days().abs() <= 62);
            if told.same_sentence || told.same_paragraph && recent {
                let day = of(told.day, 0);
                let coming = |d: &Day| limit.is_some_and(|limit| *d > limit);
                // 8月5日开幕，20日闭幕; but where last month's is far nearer, that: 4月2日通报，自27日零时.
                let nearer = |d: &Day| {
                    usual
                        .zip(limit)
                        .is_some_and(|(usual, limit)| 2 * (limit - usual).get_days() < (*d - limit).get_days())
                };
                let past = || self.clues.clause.outlook() == Outlook::Past;
                let goes_on = |d: &Day| told.same_sentence && recent && *d > told.day && !nearer(d) && !past();
                let fits = |d: &Day| {
                    !coming(d) || coming(&told.day) || Some(*d) == usual || self.clues.forward() || goes_on(d)
                };
                if let Some(day) = day.filter(fits) {
                    let anchor = if Some(day) == usual { Anchor::Publication } else { Anchor::Context };
                    return Interval::day(day, anchor);
                }
            }
        }
        Interval::day(usual?, Anchor::Publication)
    }

    /// 昨天, 次日; 去年的今天.
    pub(super) fn day(&self, year: Option<Year>, reference: Reference) -> Option<Interval> {
        let (day, anchor) = match reference {
            Reference::Publication(k) => (calendar::shift(self.clues.today()?, k)?, Anchor::Publication),
            Reference::Context(k) => {
                let told = match (self.first, self.clues.day.filter(|_| !self.clues.lone)) {
                    (Some(first), _) => first.start.date(),
                    (None, Some(told)) => told.day,
                    (None, None) => self.clues.today()?,
                };
                (calendar::shift(told, k)?, Anchor::Context)
            }
            Reference::Stated(_) => return None,
        };
        match year {
            None => Interval::day(day, anchor),
            Some(_) => {
                let (year, anchor) = self.year(year)?;
                Interval::day(calendar::day(year, day.month(), day.day())?, anchor)
            }
        }
    }

    /// The occurrence of a holiday nearest to publication, the next one where the clause looks forward.
    pub(super) fn holiday(&self, year: Option<Year>, rule: &str, leave: Leave, days: Option<i32>) -> Option<Interval> {
        let (day, anchor) = match year {
            Some(_) => {
                let (year, anchor) = self.year(year)?;
                (feast::day(rule, year)?, anchor)
            }
            None if self.first.is_some() => {
                let of = |y: i16| feast::day(rule, y).map(|d| (d, d));
                let (year, anchor) = self.choose(of)?;
                (feast::day(rule, year)?, anchor)
            }
            None => {
                let today = self.clues.today()?;
                let mut near = (-1..=1).filter_map(|k| feast::day(rule, today.year().checked_add(k)?));
                let next = self.clues.forward() || self.clues.lone;
                // Days off that have begun are those that are to go on.
                let on = |day: &Day| match feast::leave(rule, *day).filter(|_| leave == Leave::Holidays) {
                    Some(off) => off.end > today,
                    None => *day >= today,
                };
                let day = if next { near.find(on)? } else { closest(near, today)? };
                (day, Anchor::Publication)
            }
        };
        match leave {
            Leave::Eve => return Interval::day(calendar::shift(day, -1)?, anchor),
            Leave::Day => return Interval::day(day, anchor),
            Leave::Holidays => {}
        }
        let off = feast::leave(rule, day)?;
        let end = match days {
            Some(days) => calendar::shift(off.start, days.clamp(1, 40))?,
            None => off.end,
        };
        let timex = format!("{}/{}", off.start, calendar::shift(end, -1)?);
        let mut found = Interval::days(off.start, end, timex, Grain::Day, anchor);
        found.class = DateType::Range;
        found.modifier = (!off.decreed).then_some(Modifier::Approx);
        Some(found)
    }
}
