//! Where days and weeks lie that are told from publication, from earlier dates or by a feast: 昨天, 周三, 25日, 次日, 春节.

use jiff::civil::Date as Day;

use super::calendar;
use super::expression::{Leave, Reference, Weekday, Year};
use super::place::{Placing, closest, week_at};
use super::value::Interval;
use super::{Anchor, DateType, Grain};

impl Placing<'_> {
    pub(super) fn week(&self, shift: i32, day: Option<Weekday>) -> Option<Interval> {
        let monday = calendar::shift(calendar::monday(self.clues.today()?)?, shift.checked_mul(7)?)?;
        match day {
            None => week_at(monday, Anchor::Publication),
            Some(Weekday::Day(n)) => Interval::day(calendar::shift(monday, i32::from(n) - 1)?, Anchor::Publication),
            Some(Weekday::End) => {
                let coming =
                    self.clues.today().is_some_and(|today| calendar::shift(monday, 5).is_some_and(|s| s > today));
                let back = shift == 0 && coming && !self.clues.forward() && !self.clues.lone;
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
        let days = if self.clues.forward() || self.clues.lone {
            if day < today { 7 } else { 0 }
        } else if day > today {
            -7
        } else {
            0
        };
        Interval::day(calendar::shift(day, days)?, Anchor::Publication)
    }

    /// 25日: of the month told before in the sentence or paragraph, else the last one.
    pub(super) fn day_of_month(&self, n: i8) -> Option<Interval> {
        if let Some(first) = self.first {
            let month = first.start.date().first_of_month();
            let day = (0..=2)
                .filter_map(|k| calendar::shift_months(month, k))
                .filter_map(|m| calendar::day(m.year(), m.month(), n))
                .find(|day| *day >= first.start.date())?;
            return Interval::day(day, first.anchor);
        }
        let today = self.clues.today();
        let usual = today.and_then(|today| {
            let month = today.first_of_month();
            let of = |k: i32| calendar::shift_months(month, k).and_then(|m| calendar::day(m.year(), m.month(), n));
            if self.clues.lone {
                return of(0);
            }
            if self.clues.forward() {
                return (0..=2).filter_map(of).find(|day| *day >= today);
            }
            (-3..=0).rev().filter_map(of).find(|day| *day <= today)
        });
        if let Some(told) = self.clues.month.filter(|_| !self.clues.lone) {
            let recent = today.is_some_and(|today| (today - told.day).get_days().abs() <= 62);
            if told.same_sentence || told.same_paragraph && recent {
                let day = calendar::day(told.day.year(), told.day.month(), n);
                let coming = |d: &Day| today.is_some_and(|today| *d > today);
                let ahead = coming(&told.day);
                if let Some(day) = day.filter(|d| !coming(d) || self.clues.forward() || ahead) {
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
                (calendar::holiday(rule, year)?, anchor)
            }
            None if self.first.is_some() => {
                let of = |y: i16| calendar::holiday(rule, y).map(|d| (d, d));
                let (year, anchor) = self.choose(of)?;
                (calendar::holiday(rule, year)?, anchor)
            }
            None => {
                let today = self.clues.today()?;
                let mut near = (-1..=1).filter_map(|k| calendar::holiday(rule, today.year().checked_add(k)?));
                let next = self.clues.forward() || self.clues.lone;
                let day = if next { near.find(|d| *d >= today)? } else { closest(near, today)? };
                (day, Anchor::Publication)
            }
        };
        let count = match (leave, rule) {
            (Leave::Eve, _) => return Interval::day(calendar::shift(day, -1)?, anchor),
            (Leave::Day, _) => return Interval::day(day, anchor),
            (Leave::Holidays, "day 10 1") => 7,
            (Leave::Holidays, "day 5 1") => 5,
            // The other holidays move by decree: only so many days from the feast would be a guess.
            (Leave::Holidays, _) => return None,
        };
        let end = calendar::shift(day, days.unwrap_or(count).clamp(1, 40))?;
        let timex = format!("{day}/{}", calendar::shift(end, -1)?);
        let mut found = Interval::days(day, end, timex, Grain::Day, anchor);
        found.r#type = DateType::Range;
        Some(found)
    }
}
