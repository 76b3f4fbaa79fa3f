//! Anything that places something in time: 今年6月, 近年来, 上午9时30分, “十四五”期间.

mod bound;
mod calendar;
mod clock;
mod day;
mod expression;
mod holiday;
mod length;
mod lunar;
mod month;
mod numeric;
mod parse;
mod place;
mod point;
mod resolve;
mod set;
mod token;
mod value;
mod year;

use std::fmt;

use jiff::civil::{Date as Day, DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use self::expression::{Body, Expression, Field, Year};
use self::resolve::{Clues, Told, resolve};
use super::{Mention, Record, Scope};
use crate::article::Article;
use crate::names::NameKind;
use crate::segment::Pos;
use crate::span::Span;

/// A mention of time, normalized as TIMEX3.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Date {
    /// What sort of expression.
    pub r#type: DateType,
    /// The TIMEX3 value (`2020-06`, `P3M`, `XXXX-WXX-3`, `PAST_REF`); for a range the EDTF interval (`2020-01/2020-07`).
    pub timex: Option<String>,
    /// When the interval of the value begins.
    pub start: Option<Moment>,
    /// When it ends, exclusive.
    pub end: Option<Moment>,
    /// The smallest unit that it names.
    pub grain: Option<Grain>,
    /// What narrows the value.
    pub r#mod: Option<Modifier>,
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

/// How far a clause's cues are looked for, in characters.
const CLAUSE: usize = 40;

/// Finds the dates of a sentence, each resolved against the publication day alone; [`complete`] knows the rest.
pub(crate) fn extract(scope: &Scope<'_>, out: &mut Vec<Mention>) {
    let text = scope.text();
    let start = scope.sentence.span.start;
    let reference = reference(scope.article);
    for e in parse::find(text) {
        let span = Span::new(start + e.start, start + e.end);
        if splits_a_word(scope, span) {
            continue;
        }
        let record = resolve(&e, &clues(scope.article, reference, text, &e));
        if impossible(&e, &record, scope.article) {
            continue;
        }
        out.push(Mention::new(span, e.rule, record));
    }
}

/// Whether the words of the sentence say that the mention is none: 今日 in 今日头条, 国庆 in 李国庆.
fn splits_a_word(scope: &Scope<'_>, span: Span) -> bool {
    if scope.names_around(span).any(|n| n.kind == NameKind::Person && n.span != span) {
        return true;
    }
    let text = scope.slice(span);
    let numbered = text.chars().next().is_none_or(|c| token::numeric(c) || matches!(c, '每' | '“' | '第' | '距'));
    if numbered {
        return false;
    }
    let Some(token) = scope.token_at(span.start).and_then(|at| scope.tokens.get(at)) else { return false };
    let temporal = |pos: Pos| matches!(pos, Pos::Time | Pos::Numeral | Pos::Measure);
    if token.span.start < span.start && !temporal(token.pos) && token.span.end <= span.end {
        return true;
    }
    // 当月球: 月球 begins inside and ends outside.
    let last = scope.token_at(span.end.saturating_sub(1)).and_then(|at| scope.tokens.get(at));
    text.chars().count() == 2
        && last.is_some_and(|t| t.span.start > span.start && t.span.end > span.end && !temporal(t.pos))
}

/// Whether it names a day that no calendar has: 2月30日.
fn impossible(e: &Expression, record: &Date, article: &Article<'_>) -> bool {
    let Body::Point(point) = &e.body else { return false };
    let day = matches!(
        point.field,
        Field::Month(expression::Month::Is(expression::Reference::Stated(_)), Some(expression::Sub::Day(_)))
    );
    let known = article.metadata.published.is_some() || matches!(point.year, Some(Year::Stated(_)));
    day && known && record.timex.is_none()
}

/// What the text around an expression tells, without the dates before it.
fn clues(article: &Article<'_>, reference: Option<DateTime>, sentence: &str, e: &Expression) -> Clues {
    let lone = article.sentences.len() == 1 && parse::is_lone(sentence, e);
    Clues { reference, forward: forward(sentence, e), lone, ..Clues::default() }
}

/// When the article was said: the day of its dateline, else of its publication.
fn reference(article: &Article<'_>) -> Option<DateTime> {
    let published = article.metadata.published?;
    let Some(dateline) = article.metadata.dateline.as_deref() else { return Some(published) };
    let Some(e) = parse::find(dateline).into_iter().next_back() else { return Some(published) };
    let record = resolve(&e, &Clues { reference: Some(published), ..Clues::default() });
    let day = record.start.map(Moment::day);
    let near = |day: &Day| (published.date() - *day).get_days().abs() <= 10;
    Some(day.filter(near).map_or(published, |day| day.to_datetime(published.time())))
}

/// Whether the clause of an expression looks to the future: 将, 拟, 预计.
fn forward(sentence: &str, e: &Expression) -> bool {
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '！' | '？' | '：' | '\n' | ',' | ';');
    let before = sentence.get(..e.start).unwrap_or_default();
    let after = sentence.get(e.end..).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .take(CLAUSE)
        .take_while(|(_, c)| !stop(*c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let to = after
        .char_indices()
        .take(CLAUSE)
        .find(|(_, c)| stop(*c))
        .map_or_else(|| after.char_indices().nth(CLAUSE).map_or(after.len(), |(at, _)| at), |(at, _)| at);
    let cue = |text: &str| {
        let cues = &token::words().time_future_cues;
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
            match cues.longest_prefix(text.get(at..).unwrap_or_default()) {
                Some((_, "yes")) => return true,
                Some((word, _)) => at += word.len(),
                None => at += c.len_utf8(),
            }
        }
        false
    };
    cue(before.get(from..).unwrap_or_default()) || cue(after.get(..to).unwrap_or_default())
}

/// Resolves every date of an article once more, in order, with what the dates before it told: 同日, 次年, 22日 after 8月15日.
pub(crate) fn complete(article: &Article<'_>, mentions: &mut [Mention]) {
    let reference = reference(article);
    let alone = article.sentences.len() == 1;
    let mut told = Memory::default();
    for mention in mentions {
        let Some(sentence) = article.sentences.get(mention.sentence) else { continue };
        let Record::Date(record) = &mut mention.record else { continue };
        let text = article.slice(sentence.span);
        let Some(at) = mention.span.start.checked_sub(sentence.span.start) else { continue };
        let Some(e) = parse::expression(text, at).filter(|e| e.end == at + mention.span.len()) else { continue };
        let place = (mention.sentence, sentence.paragraph);
        let known = told.clues(reference, place);
        let clues = Clues { forward: forward(text, &e), lone: alone && parse::is_lone(text, &e), ..known };
        let clues = Clues { repeated: told.repeated(&e), ..clues };
        *record = resolve(&e, &clues);
        // 比2017年增长, 至2013年11月5日止: a comparison or a term is no frame for what follows.
        let aside = text.get(..at).is_some_and(|t| t.ends_with(['比', '较', '至', '到']));
        if !aside {
            told.note(&e, record, place);
        }
    }
}

/// The dates told so far.
#[derive(Default)]
struct Memory {
    day: Option<(Told, (usize, usize))>,
    month: Option<(Told, (usize, usize))>,
    year: Option<(Told, (usize, usize))>,
    period: Option<Date>,
    /// The year that each day of a month was last found in.
    years: std::collections::HashMap<(i8, i8), i16>,
}

/// The month and day of a point that states both, and no year.
fn yearless(e: &Expression) -> Option<(i8, i8)> {
    use expression::{Month, Reference, Sub};
    let (Body::Point(point) | Body::Range(point, _)) = &e.body else { return None };
    match &point.field {
        Field::Month(Month::Is(Reference::Stated(m)), Some(Sub::Day(d))) if point.year.is_none() => {
            Some((*m as i8, *d))
        }
        _ => None,
    }
}

impl Memory {
    /// A day named again without its year is the same day.
    fn repeated(&self, e: &Expression) -> Option<i16> {
        self.years.get(&yearless(e)?).copied()
    }

    fn clues(&self, reference: Option<DateTime>, (sentence, paragraph): (usize, usize)) -> Clues {
        let seen = |told: &Option<(Told, (usize, usize))>| {
            told.map(|(told, (s, p))| Told { same_sentence: s == sentence, same_paragraph: p == paragraph, ..told })
        };
        let (day, month, year) = (seen(&self.day), seen(&self.month), seen(&self.year));
        Clues { reference, day, month, year, period: self.period.clone(), ..Clues::default() }
    }

    fn note(&mut self, e: &Expression, record: &Date, place: (usize, usize)) {
        let dated = matches!(record.r#type, DateType::Date | DateType::Time | DateType::Range);
        let told = matches!(e.body, Body::Point(_) | Body::Range(..));
        // 上年同期 repeats the period; it does not replace it.
        let repeated =
            matches!(&e.body, Body::Point(p) if p.field == Field::Same || matches!(p.year, Some(Year::Context(_))));
        if !dated || !told || repeated {
            return;
        }
        if record.r#mod != Some(Modifier::OnOrBefore) {
            self.period = Some(record.clone());
        }
        if let (Some(key), Some(start)) = (yearless(e), record.start) {
            self.years.insert(key, start.day().year());
        }
        let Some(start) = record.start.or(record.end).map(Moment::day) else { return };
        let point = match &e.body {
            Body::Point(point) | Body::Range(point, _) => point,
            _ => return,
        };
        let stated = match point.year {
            Some(Year::Stated(_) | Year::Short(_)) => true,
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
        // A term's end stands for its last day.
        let start = if record.start.is_none() { calendar::shift(start, -1).unwrap_or(start) } else { start };
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
