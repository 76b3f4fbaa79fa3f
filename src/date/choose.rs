//! Which year of a month or day that names none.
//!
//! An earlier date of the sentence or paragraph that says its year comes first. Else news looks back: a month or a quarter is
//! the last one, unless its clause turns to the future. A day is read by what its clause says ([`Outlook`]): the next one
//! where that is to come, the last one where it is over, the nearest one where it is set down for a day. Where nothing
//! is said, a day is still to come if it is so near that last year's would have been told with its year. Of 70 such days
//! up to ninety ahead, drawn from news of 2020 to 2026, 66 were to come.

use jiff::civil::Date as Day;

use super::Anchor;
use super::calendar;
use super::clues::Told;
use super::expression::Year;
use super::outlook::Outlook;
use super::place::Placing;

/// The farthest day ahead, in days, that is read as coming where the clause does not say.
const NEAR: i32 = 90;

impl Placing<'_> {
    /// The year that a point states.
    pub(super) fn year(&self, year: Option<Year>) -> Option<(i16, Anchor)> {
        let now = || self.clues.today().map(|d| d.year());
        match year? {
            Year::Stated(year) => Some((year, Anchor::Absolute)),
            Year::Short(short) => {
                let now = now().unwrap_or(2020);
                let plausible = |y: &i16| *y <= now + 10;
                let year = [2000, 1900].into_iter().map(|c| c + short).find(plausible).unwrap_or(1900 + short);
                Some((year, Anchor::Absolute))
            }
            Year::Cycle(place) => {
                // The latest of its name, or the one about to begin. 1984 began a cycle.
                let next = now().unwrap_or(2020).checked_add(1)?;
                let years = (i32::from(next) - 1984 - i32::from(place)).rem_euclid(60);
                Some((next.checked_sub(years as i16)?, Anchor::Publication))
            }
            Year::Publication(distance) => Some((now()?.checked_add(distance)?, Anchor::Publication)),
            Year::Context(distance) => {
                let base = match (self.first, self.clues.year) {
                    (Some(first), _) => first.start.year(),
                    (None, Some(told)) => told.day.year(),
                    (None, None) => now()?,
                };
                Some((base.checked_add(distance)?, Anchor::Context))
            }
        }
    }

    pub(super) fn year_or(&self, year: Option<Year>, of: impl Fn(i16) -> Option<(Day, Day)>) -> Option<(i16, Anchor)> {
        if year.is_some() { self.year(year) } else { self.choose(of) }
    }

    /// The year of a period that states none: `of` gives its first day and the day after its last in a year.
    pub(super) fn choose(&self, of: impl Fn(i16) -> Option<(Day, Day)>) -> Option<(i16, Anchor)> {
        self.chosen(of, |last, next| match self.clues.clause.outlook() {
            Outlook::Coming => true,
            Outlook::Scheduled => next < last,
            Outlook::Past | Outlook::Open => false,
        })
    }

    /// The year of a month's day that states none; a weekday beside it decides between two.
    pub(super) fn year_of_day(&self, of: impl Fn(i16) -> Option<Day>, weekday: Option<i8>) -> Option<(i16, Anchor)> {
        let span = |y: i16| of(y).and_then(|day| Some((day, calendar::shift(day, 1)?)));
        let found = self.chosen(span, |last, next| match self.clues.clause.outlook() {
            Outlook::Coming => true,
            Outlook::Past => false,
            Outlook::Scheduled => next < last,
            Outlook::Open => next <= NEAR && next < last,
        })?;
        let Some(weekday) = weekday else { return Some(found) };
        let falls = |y: &i16| of(*y).is_some_and(|day| day.weekday().to_monday_one_offset() == weekday);
        let year = [0, 1, -1, -2].into_iter().map(|k| found.0 + k).find(falls);
        Some((year.unwrap_or(found.0), found.1))
    }

    /// `ahead` chooses, by how many days the last one lies back and the next one ahead.
    fn chosen(
        &self,
        of: impl Fn(i16) -> Option<(Day, Day)>,
        ahead: impl Fn(i32, i32) -> bool,
    ) -> Option<(i16, Anchor)> {
        if let Some(first) = self.first {
            let year = first.start.year();
            // 5月中旬至5月底: the month has begun before.
            let not_before = |y: &i16| of(*y).is_some_and(|(_, end)| end > first.start.date());
            let year = [year, year + 1].into_iter().find(not_before).or_else(|| of(year).map(|_| year))?;
            return Some((year, first.anchor));
        }
        if let Some(year) = self.clues.repeated {
            return of(year).map(|_| (year, Anchor::Publication));
        }
        let usual = self.clues.limit().and_then(|now| {
            let year = now.year();
            if self.clues.lone {
                return (year..=year.saturating_add(8)).find(|y| of(*y).is_some());
            }
            let last = (0..=8).map(|k| year - k).find(|y| of(*y).is_some_and(|(start, _)| start <= now));
            let next = (year..=year + 1).find(|y| of(*y).is_some_and(|(_, end)| end > now));
            let (Some(before), Some(after)) = (last, next) else { return last };
            if before == after {
                return last;
            }
            let days_to = |y: i16| of(y).map_or(i32::MAX, |(start, _)| (start - now).get_days().abs());
            let (back, on) = (days_to(before), days_to(after));
            // A plan of last week is no plan for next year.
            let far = on > 300 && back < 45;
            if !far && ahead(back, on) { next } else { last }
        });
        if let Some(told) = self.clues.year.filter(|_| !self.clues.lone)
            && let Some(year) = self.told_year(&told, &of)
        {
            let anchor = if Some(year) == usual { Anchor::Publication } else { Anchor::Context };
            return Some((year, anchor));
        }
        Some((usual?, Anchor::Publication))
    }

    /// The year by an earlier date: that of the sentence, or of the paragraph if it told a month, where it said its own; that
    /// which begins what this date ends.
    fn told_year(&self, told: &Told, of: &impl Fn(i16) -> Option<(Day, Day)>) -> Option<i16> {
        let year = told.day.year();
        // 从3月10日开始，到4月10日结束: no end before its beginning.
        if told.monthly && told.same_sentence && self.clues.clause.ends_a_range() {
            let outlook = self.clues.clause.outlook();
            let follows = |y: &i16| of(*y).is_some_and(|(_, end)| end > told.day);
            return [year, year + 1].into_iter().find(follows).filter(|_| outlook != Outlook::Past);
        }
        if !told.stated || !(told.same_sentence || told.same_paragraph && told.monthly) {
            return None;
        }
        let year = if told.monthly {
            let distance = |y: &i16| of(*y).map_or(i32::MAX, |(start, _)| (start - told.day).get_days().abs());
            [year, year + 1].into_iter().min_by_key(distance)?
        } else {
            year
        };
        let (start, end) = of(year)?;
        let limit = self.clues.limit();
        let coming = limit.is_some_and(|now| start > now);
        let over = limit.is_some_and(|now| end <= now);
        let ahead = limit.is_some_and(|now| told.day > now);
        let fits = if self.clues.forward() { !over } else { !coming || ahead };
        // 2020年全国考试将于12月举行: a year still to come is no frame for what is near.
        (fits && (told.monthly || !ahead)).then_some(year)
    }
}
