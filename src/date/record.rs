//! The record of a date: its TIMEX3 value, its civil interval, and what it was resolved against.

use std::fmt;

use jiff::civil::{Date as Day, DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A mention of time, normalized as TIMEX3.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Date {
    /// What sort of expression.
    #[serde(rename = "type")]
    pub class: DateType,
    /// The TIMEX3 value (`2020-06`, `P3M`, `XXXX-WXX-3`, `PAST_REF`); for a range the EDTF interval (`2020-01/2020-07`).
    pub timex: Option<String>,
    /// When the interval of the value begins.
    pub start: Option<Moment>,
    /// When it ends, exclusive.
    pub end: Option<Moment>,
    /// The smallest unit that it names.
    pub grain: Option<Grain>,
    /// What narrows the value.
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// What it was resolved against.
    pub anchor: Option<Anchor>,
    /// The zone it names: 北京时间.
    pub zone: Option<String>,
}

/// What sort of time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum DateType {
    #[default]
    Date,
    Time,
    Range,
    Duration,
    Set,
}

/// The smallest unit that an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum Grain {
    Year,
    Half,
    Quarter,
    Month,
    TenDays,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

/// A TIMEX3 modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "the names are TIMEX3's")]
#[non_exhaustive]
pub enum Modifier {
    Approx,
    Start,
    Mid,
    End,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
}

/// What an expression was resolved against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Anchor {
    /// It says its year itself.
    Absolute,
    /// The day of publication: 今年, 昨日.
    Publication,
    /// An earlier date of the text: 同年, 当日.
    Context,
}

/// A day, or an instant of it: `2020-06-01`, `2020-06-01T20:40:00` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Moment {
    /// The day's first instant.
    Day(Day),
    /// An instant, by the clock of the place.
    Time(DateTime),
}

impl Moment {
    /// The day it lies in.
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Time(time) => time.date(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parsed = if text.contains('T') { text.parse().map(Self::Time) } else { text.parse().map(Self::Day) };
        parsed.map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}(T[0-9:]+)?$"})
    }
}
