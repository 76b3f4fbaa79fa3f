//! What is known about an expression from the text around it.

use jiff::civil::{Date as Day, DateTime};

use super::Date;
use super::outlook::{Clause, Outlook};

/// What is known where an expression stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clues<'a> {
    /// When the text was said: the dateline's day if it has one, else when it was published.
    pub(super) reference: Option<DateTime>,
    /// The day of publication, where it is later: news knows what happened until then.
    pub(super) published: Option<Day>,
    /// What the clause tells, looked at only where it matters.
    pub(super) clause: Clause<'a>,
    /// Nothing but the expression stands in the text.
    pub(super) lone: bool,
    /// The last day, month and year told before.
    pub(super) day: Option<Told>,
    pub(super) month: Option<Told>,
    pub(super) year: Option<Told>,
    /// The year in which the same month and day were told before.
    pub(super) repeated: Option<i16>,
    /// The last date of any sort: what 同期 repeats.
    pub(super) period: Option<&'a Date>,
}

/// A date told before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) day: Day,
    /// It said its year.
    pub(super) stated: bool,
    /// It said it in figures.
    pub(super) explicit: bool,
    /// It named a month or something finer.
    pub(super) monthly: bool,
    /// It was late in its day.
    pub(super) late: bool,
    pub(super) same_sentence: bool,
    pub(super) same_paragraph: bool,
}

impl Clues<'_> {
    pub(super) fn today(&self) -> Option<Day> {
        self.reference.map(|r| r.date())
    }

    /// The last day that the text can know of.
    pub(super) fn limit(&self) -> Option<Day> {
        self.today().max(self.published)
    }

    /// Whether the clause looks to the future.
    pub(super) fn forward(&self) -> bool {
        self.clause.outlook() == Outlook::Coming
    }
}
