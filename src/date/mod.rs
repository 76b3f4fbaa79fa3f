//! Dates alone: any expression that places something in time, as Chinese news writes it.
//!
//! [`find`] reads every date of a text, [`parse`] one expression. No word is cut and no name looked for, so that both are far
//! faster than [`Analyzer`](crate::Analyzer), which asks besides whether a date is part of a name (李国庆) and knows what the page says.
//!
//! ```
//! use shilu::date::{find, parse};
//!
//! let said = "2020-11-25T16:25:00".parse().ok();
//! let text = "今年6月，大会召开；截至目前，已建成12个站点，近三年投入2亿元。";
//! let dates: Vec<(&str, Option<String>)> = find(text, said).map(|d| (&text[d.span.range()], d.date.timex)).collect();
//! assert_eq!(dates[0], ("今年6月", Some("2020-06".into())));
//! assert_eq!(dates[1], ("截至目前", Some("PRESENT_REF".into())));
//! assert_eq!(dates[2], ("近三年", Some("2017-11-25/2020-11-25".into())));
//!
//! let date = parse("农历八月十五", said).expect("a date");
//! assert_eq!(date.timex.as_deref(), Some("2020-10-01"));
//! assert!(parse("二月三十日", said).is_none());
//! ```

mod bound;
mod calendar;
mod choose;
mod clock;
mod clues;
mod day;
mod edtf;
mod expression;
mod feast;
mod grammar;
mod holiday;
mod length;
mod lunar;
mod memory;
mod month;
mod named;
mod numeric;
mod opening;
mod outlook;
mod place;
mod point;
mod reader;
mod record;
mod resolve;
mod scan;
mod set;
mod span;
mod token;
mod value;
mod year;

use jiff::civil::DateTime;

pub use self::record::{Anchor, Date, DateType, Grain, Modifier, Moment};

pub(crate) use self::expression::Expression;
pub(crate) use self::memory::{Memory, Place};
pub(crate) use self::scan::{Scan, is_lone};
pub(crate) use self::token::numeric;

use crate::span::Span;

/// A date, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found {
    /// Its place in the text.
    pub span: Span,
    /// What it says.
    pub date: Date,
}

/// Every date of a text, in order, none overlapping another; those before tell what 同日 and 次年 mean.
///
/// `published` is when the text was published: 昨天 and 3月5日 have no value without it. A text that says nothing but a date is
/// read more freely than the same words in a sentence: 前两月, 20210305.
///
/// ```
/// let published = "2021-03-10T08:00:00".parse().ok();
/// let text = "大会3月5日开幕。同日，展览开放。";
/// let days: Vec<_> = shilu::date::find(text, published).filter_map(|d| d.date.timex).collect();
/// assert_eq!(days, ["2021-03-05", "2021-03-05"]);
/// ```
pub fn find(text: &str, published: Option<DateTime>) -> impl Iterator<Item = Found> {
    let mut memory = Memory::new(published);
    let mut scan = Scan::new(text);
    std::iter::from_fn(move || {
        let e = scan.next()?;
        let date = memory.resolve(&e, text, scan.place(), is_lone(text, &e));
        Some(Found { span: Span::new(e.start, e.end), date })
    })
}

/// The date that `text` is, all of it; `None` where it is none.
///
/// ```
/// let said = "2021-03-10T08:00:00".parse().ok();
/// let date = shilu::date::parse("上周三", said).expect("a date");
/// assert_eq!(date.timex.as_deref(), Some("2021-03-03"));
/// assert_eq!(shilu::date::parse("上周三召开", said), None);
/// ```
pub fn parse(text: &str, said: Option<DateTime>) -> Option<Date> {
    let found = find(text, said).next()?;
    (found.span == Span::new(0, text.len())).then_some(found.date)
}
