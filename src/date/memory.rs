//! What the dates of a text tell about those after them: 同日, 次年, 22日 after 8月15日.

use jiff::civil::{Date as Day, DateTime};

use super::clues::{Clues, Told};
use super::expression::{Body, Expression, Field, Month, Reference, Sub, Year};
use super::outlook::Clause;
use super::resolve::resolve;
use super::{Anchor, Date, DateType, Grain, Modifier, Moment, calendar};

/// The sentence and the paragraph that a date stands in, each counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    pub(crate) sentence: usize,
    pub(crate) paragraph: usize,
}

/// The dates of a text told so far.
pub(crate) struct Memory {
    reference: Option<DateTime>,
    published: Option<Day>,
    day: Option<(Told, Place)>,
    month: Option<(Told, Place)>,
    year: Option<(Told, Place)>,
    /// The last date of any sort: what 同期 repeats.
    period: Option<Date>,
    /// The year that each day of a month was last found in, 0 where it was not.
    years: [[i16; 31]; 12],
}

/// The month and day of a point that states both, and no year.
fn yearless(e: &Expression) -> Option<(usize, usize)> {
    let (Body::Point(point) | Body::Range(point, _)) = &e.body else { return None };
    match &point.field {
        Field::Month(Month::Is(Reference::Stated(m)), Some(Sub::Day(d))) if point.year.is_none() => {
            Some((usize::try_from(*m - 1).ok()?, usize::try_from(*d - 1).ok()?))
        }
        _ => None,
    }
}

impl Memory {
    pub(crate) const fn new(reference: Option<DateTime>) -> Self {
        Self { reference, published: None, day: None, month: None, year: None, period: None, years: [[0; 31]; 12] }
    }

    /// The same for a text with a dateline, published when it says.
    pub(crate) fn published(self, published: Option<DateTime>) -> Self {
        Self { published: published.map(|at| at.date()), ..self }
    }

    /// The record of the next date of a text. `lone` says that nothing but it stands there.
    pub(crate) fn resolve(&mut self, e: &Expression, text: &str, place: Place, lone: bool) -> Date {
        let seen = |told: Option<(Told, Place)>| {
            told.map(|(told, p)| Told {
                same_sentence: p.sentence == place.sentence,
                same_paragraph: p.paragraph == place.paragraph,
                ..told
            })
        };
        let clues = Clues {
            reference: self.reference,
            published: self.published,
            clause: Clause::around(text, e),
            lone,
            day: seen(self.day),
            month: seen(self.month),
            year: seen(self.year),
            repeated: yearless(e).and_then(|(m, d)| self.years.get(m)?.get(d).copied()).filter(|year| *year != 0),
            period: self.period.as_ref(),
        };
        let record = resolve(e, &clues);
        // 比2017年增长, 至2013年11月5日止: a comparison or a term is no frame for what follows.
        let aside = text.get(..e.start).is_some_and(|t| t.ends_with(['比', '较', '至', '到']));
        if !aside {
            self.note(e, &record, place);
        }
        record
    }

    fn note(&mut self, e: &Expression, record: &Date, place: Place) {
        let dated = matches!(record.class, DateType::Date | DateType::Time | DateType::Range);
        let told = matches!(e.body, Body::Point(_) | Body::Range(..));
        // 上年同期 repeats the period; it does not replace it.
        let repeated =
            matches!(&e.body, Body::Point(p) if p.field == Field::Same || matches!(p.year, Some(Year::Context(_))));
        if !dated || !told || repeated {
            return;
        }
        if record.modifier != Some(Modifier::OnOrBefore) {
            self.period = Some(record.clone());
        }
        if let (Some((month, day)), Some(start)) = (yearless(e), record.start)
            && let Some(year) = self.years.get_mut(month).and_then(|days| days.get_mut(day))
        {
            *year = start.day().year();
        }
        let Some(start) = record.start.or(record.end).map(Moment::day) else { return };
        let point = match &e.body {
            Body::Point(point) | Body::Range(point, _) => point,
            _ => return,
        };
        let stated = match point.year {
            Some(Year::Stated(_) | Year::Short(_) | Year::Cycle(_)) => true,
            Some(Year::Publication(k)) => k != 0 && point.field != Field::None,
            Some(Year::Context(_)) => true,
            None => record.anchor == Some(Anchor::Context),
        };
        let monthly = matches!(
            record.grain,
            Some(
                Grain::Month | Grain::TenDays | Grain::Week | Grain::Day | Grain::Hour | Grain::Minute | Grain::Second
            )
        );
        let daily = monthly && !matches!(record.grain, Some(Grain::Month | Grain::TenDays | Grain::Week));
        // A term's end stands for its last day; that of 9日前 is the day itself.
        let before = record.modifier == Some(Modifier::Before) && daily;
        let start = if record.start.is_none() && !before { calendar::shift(start, -1).unwrap_or(start) } else { start };
        let late = point.part == Some("EV") || point.part == Some("NI") && point.clock.is_none_or(|c| c.hour >= 6);
        let explicit = matches!(point.year, Some(Year::Stated(_) | Year::Short(_)));
        let told = Told { day: start, stated, explicit, monthly, late, same_sentence: true, same_paragraph: true };
        self.year = Some((told, place));
        if monthly {
            self.month = Some((told, place));
        }
        if daily {
            self.day = Some((told, place));
        }
    }
}
