//! TimeML: the text with its dates as `TIMEX3`, as HeidelTime, SUTime and the scorers of TempEval read it.

use std::fmt::{self, Display};
use std::io::Write;

use jiff::Unit;
use jiff::civil::DateTime;

use super::column::name;
use crate::date::{Anchor, Date, DateType, Grain, Modifier, Moment};
use crate::{Analysis, Error, Record};

/// Writes an article as a TimeML document. The publication time is `t0`; what is resolved against it says so. A range is a
/// duration between two empty tags behind the text, as the standard has it; an open one is a date with `mod`.
pub(super) fn write(out: &mut impl Write, text: &str, analysis: &Analysis) -> Result<(), Error> {
    let published = analysis.metadata.published;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>")?;
    writeln!(out, "<DOCID>{}</DOCID>", Xml(analysis.id.as_deref().unwrap_or_default()))?;
    if let Some(time) = published {
        let class = if has_clock(time) { "TIME" } else { "DATE" };
        let value = if has_clock(time) { time.to_string() } else { time.date().to_string() };
        writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"{class}\" value=\"{value}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{value}</TIMEX3></DCT>"
        )?;
    }
    if let Some(title) = &analysis.metadata.title {
        writeln!(out, "<TITLE>{}</TITLE>", Xml(title))?;
    }
    write!(out, "<TEXT>")?;
    let mut at = 0;
    let mut ends = Vec::new();
    for fact in &analysis.facts {
        let Record::Date(date) = &fact.record else { continue };
        let Some(before) = text.get(at..fact.start_byte) else { continue };
        let tag = Tag::new(fact.id.0, date, published.is_some(), &mut ends);
        write!(out, "{}<TIMEX3 {tag}>{}</TIMEX3>", Xml(before), Xml(&fact.text))?;
        at = fact.end_byte;
    }
    writeln!(out, "{}</TEXT>", Xml(text.get(at..).unwrap_or_default()))?;
    for end in ends {
        writeln!(out, "{end}")?;
    }
    writeln!(out, "</TimeML>")?;
    Ok(())
}

fn has_clock(time: DateTime) -> bool {
    time.time() != jiff::civil::Time::midnight()
}

/// The attributes of a tag.
struct Tag {
    id: usize,
    class: &'static str,
    value: Option<String>,
    modifier: Option<Modifier>,
    /// Whether the value comes from what is said elsewhere, and whether that is the publication time.
    resolved: bool,
    anchored: bool,
    bounds: bool,
}

impl Tag {
    fn new(id: usize, date: &Date, published: bool, ends: &mut Vec<String>) -> Self {
        let mut tag = Self {
            id,
            class: match date.class {
                DateType::Date | DateType::Range => "DATE",
                DateType::Time => "TIME",
                DateType::Duration => "DURATION",
                DateType::Set => "SET",
            },
            value: date.timex.clone(),
            modifier: date.modifier,
            resolved: matches!(date.anchor, Some(Anchor::Publication | Anchor::Context)),
            anchored: published && date.anchor == Some(Anchor::Publication),
            bounds: false,
        };
        if let Some((first, last)) = date.timex.as_deref().and_then(|timex| timex.split_once('/')) {
            match (first, last) {
                ("..", point) => (tag.value, tag.modifier) = (Some(point.to_owned()), Some(Modifier::OnOrBefore)),
                (point, "..") => (tag.value, tag.modifier) = (Some(point.to_owned()), Some(Modifier::OnOrAfter)),
                _ => {
                    tag.class = "DURATION";
                    tag.value = length(date);
                    tag.bounds = true;
                    for (edge, value) in [("b", first), ("e", last)] {
                        let class = if value.contains('T') { "TIME" } else { "DATE" };
                        ends.push(format!("<TIMEX3 tid=\"t{id}{edge}\" type=\"{class}\" value=\"{}\"/>", Xml(value)));
                    }
                }
            }
        }
        tag
    }
}

impl Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, class, .. } = self;
        // The standard demands a value; where none is known, it is unspecified.
        let value = self.value.as_deref().unwrap_or(if self.class == "DURATION" { "PX" } else { "XXXX-XX-XX" });
        write!(f, "tid=\"t{id}\" type=\"{class}\" value=\"{}\"", Xml(value))?;
        if self.bounds {
            write!(f, " beginPoint=\"t{id}b\" endPoint=\"t{id}e\"")?;
        }
        if let Some(modifier) = self.modifier.as_ref().and_then(name) {
            write!(f, " mod=\"{modifier}\"")?;
        }
        if self.resolved {
            write!(f, " temporalFunction=\"true\"")?;
        }
        if self.anchored {
            write!(f, " anchorTimeID=\"t0\"")?;
        }
        Ok(())
    }
}

/// How long a range is, counted in its grain: `P10M` for 1月至10月.
fn length(date: &Date) -> Option<String> {
    let instant = |moment: Moment| match moment {
        Moment::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
        Moment::Time(time) => time,
    };
    let (start, end) = (instant(date.start?), instant(date.end?));
    let unit = match date.grain? {
        Grain::Year => Unit::Year,
        Grain::Half | Grain::Quarter | Grain::Month => Unit::Month,
        Grain::TenDays | Grain::Week | Grain::Day => Unit::Day,
        Grain::Hour => Unit::Hour,
        Grain::Minute => Unit::Minute,
        Grain::Second => Unit::Second,
    };
    let span = start.until((unit, end)).ok()?;
    Some(span.to_string()).filter(|length| length.starts_with('P'))
}

/// Text between tags or in an attribute. What XML cannot hold is U+FFFD.
struct Xml<'a>(&'a str);

impl Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // A parser would turn it into a line feed, and offsets would no longer fit.
                '\r' => f.write_str("&#13;")?,
                '\t' | '\n' => write!(f, "{c}")?,
                c if c.is_control() && c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => f.write_str("\u{fffd}")?,
                c => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}
