//! An article as published: its text, what the page says about it, its paragraphs and sentences.

pub(crate) mod byline;
pub(crate) mod credit;
pub(crate) mod plain;
pub(crate) mod script;
mod sentence;

use std::borrow::Cow;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::lexicon::Lexicon;
use crate::span::{CharIndex, CharSpan, Span};

/// What the page says about the article, none of which is a fact of the news itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// When it was published, in Beijing time: the caller's word, else the page's.
    pub published: Option<DateTime>,
    /// The place and day that the text opens with: `新华社北京3月5日电`.
    pub dateline: Option<String>,
    /// Who published it: `四川在线`.
    pub source: Option<String>,
    /// The page's editor: `编辑:杨立群`.
    pub editor: Option<String>,
    /// Reporters and correspondents, in the order of the text.
    pub authors: Vec<String>,
    /// The channel or column: `江北频道`.
    pub channel: Option<String>,
}

/// What part of the page a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// The headline.
    Title,
    /// The text itself.
    Body,
    /// Publication time, source, editor, reporters, dateline: metadata, read for no facts.
    Furniture,
}

/// How many sentences a rule reads before the next one does: rules and sentences stay in the processor's caches.
pub(crate) const AT_ONCE: usize = 32;

/// A sentence. Sentences tile the article but for blanks between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The paragraph it belongs to, counted from 0.
    pub paragraph: usize,
    /// What part of the page it is.
    pub role: Role,
}

/// An article, split.
///
/// ```
/// use shilu::article::{Article, Role};
///
/// let text = "全县民营经济提质增效\n2020-11-25 16:25:40来源:江城在线编辑:杨立群\n增长3.5%。“办得好！”他说。";
/// let article = Article::parse(text);
/// assert_eq!(article.metadata.title.as_deref(), Some("全县民营经济提质增效"));
/// assert_eq!(article.metadata.editor.as_deref(), Some("杨立群"));
/// let body: Vec<_> = article.sentences.iter().filter(|s| s.role == Role::Body).map(|s| &text[s.span.range()]).collect();
/// assert_eq!(body, ["增长3.5%。", "“办得好！”他说。"]);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Article<'a> {
    /// The text exactly as given.
    pub text: &'a str,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// Lines that are not blank, without the blanks around them.
    pub paragraphs: Vec<Span>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Whether it is in traditional script.
    pub traditional: bool,
    /// What a text in traditional script, or with radicals for characters, is read as.
    simplified: Option<String>,
    chars: CharIndex,
}

impl<'a> Article<'a> {
    /// Splits a text and reads its furniture. Never fails: any text is an article.
    pub fn parse(text: &'a str) -> Self {
        let Cow::Owned(simplified) = script::simplified(text, Lexicon::shared()) else { return Self::split(text) };
        let Article { mut metadata, paragraphs, sentences, chars, .. } = Article::split(&simplified);
        let original = script::original(text, &simplified);
        let Metadata { title, published: _, dateline, source, editor, authors, channel } = &mut metadata;
        for words in [title, dateline, source, editor, channel].into_iter().flatten().chain(authors) {
            *words = original(words);
        }
        let traditional = script::is_traditional_text(text);
        Self { text, metadata, paragraphs, sentences, traditional, simplified: Some(simplified), chars }
    }

    fn split(text: &'a str) -> Self {
        let paragraphs = sentence::paragraphs(text);
        let mut metadata = Metadata::default();
        let mut sentences = Vec::new();
        // Whether the headline or the text has begun.
        let mut opened = false;
        // A label alone in its line: its name stands in the next one.
        let mut label = None;
        for (at, &paragraph) in paragraphs.iter().enumerate() {
            let line = &text[paragraph.range()];
            let named = std::mem::replace(&mut label, credit::lone_label(line))
                .is_some_and(|label| credit::name_line(line, label, &mut metadata));
            let mut parts = byline::read(text, paragraph, &mut metadata);
            let next = paragraphs.get(at + 1).map_or("", |&next| &text[next.range()]);
            if named
                || label.is_some()
                || opened && credit::is_phrase(line)
                || !opened && byline::is_navigation(line, next)
            {
                parts.body = Span::new(paragraph.start, paragraph.start);
            }
            let mut push = |span: Span, role| sentences.push(Sentence { span, paragraph: at, role });
            if parts.body.is_empty() && paragraphs.len() == 1 {
                // A text of one line is what the caller wants read, even if it looks like furniture.
                parts.body = paragraph;
            }
            if parts.body.is_empty() {
                push(paragraph, Role::Furniture);
                continue;
            }
            if paragraph.start < parts.body.start {
                push(sentence::trim(text, Span::new(paragraph.start, parts.body.start)), Role::Furniture);
            }
            let role = if !opened && at + 1 < paragraphs.len() && byline::is_title(&text[paragraph.range()]) {
                metadata.title = Some(text[paragraph.range()].to_owned());
                Role::Title
            } else {
                Role::Body
            };
            opened = true;
            for span in sentence::split(text, parts.body) {
                push(span, role);
            }
            if parts.body.end < paragraph.end {
                push(sentence::trim(text, Span::new(parts.body.end, paragraph.end)), Role::Furniture);
            }
        }
        Self {
            text,
            metadata,
            paragraphs,
            sentences,
            traditional: false,
            simplified: None,
            chars: CharIndex::new(text),
        }
    }

    /// The same article, published when the caller says: it wins over what the page says.
    #[must_use]
    pub fn published(mut self, published: DateTime) -> Self {
        self.metadata.published = Some(published);
        self
    }

    /// The same article with what else is known about it: each field that says something wins over what the page says.
    #[must_use]
    pub fn described(mut self, known: Metadata) -> Self {
        let page = &mut self.metadata;
        for (known, page) in [
            (known.title, &mut page.title),
            (known.dateline, &mut page.dateline),
            (known.source, &mut page.source),
            (known.editor, &mut page.editor),
            (known.channel, &mut page.channel),
        ] {
            if known.is_some() {
                *page = known;
            }
        }
        page.published = known.published.or(page.published);
        if !known.authors.is_empty() {
            page.authors = known.authors;
        }
        self
    }

    /// The article as rules and word lists read it, where that is not its own script.
    pub(crate) fn reading(&self) -> Option<Article<'_>> {
        let text = self.simplified.as_deref()?;
        let Self { mut metadata, paragraphs, sentences, traditional, chars, .. } = self.clone();
        metadata.dateline = metadata.dateline.map(|line| script::simplified(&line, Lexicon::shared()).into_owned());
        Some(Article { text, metadata, paragraphs, sentences, traditional, simplified: None, chars })
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// A byte span in Unicode scalar values.
    pub fn chars(&self, span: Span) -> CharSpan {
        self.chars.chars(self.text, span)
    }
}

/// Reads a publication time as pages and data sets write it: `2020-11-25`, `2020/11/25 16:25:40`, `2020年11月25日 16:25`,
/// `2020-11-25 下午4:25`, `11/25/2020`, `20201125`, RFC 3339, RFC 2822, seconds or milliseconds since 1970. One with an offset is
/// told in Beijing time.
///
/// # Errors
/// [`Error::Published`] if it is none of these.
///
/// ```
/// let utc = shilu::article::parse_published("2020-11-25T08:25:40Z")?;
/// assert_eq!(utc.to_string(), "2020-11-25T16:25:40");
/// let feed = shilu::article::parse_published("Wed, 25 Nov 2020 08:25:40 GMT")?;
/// assert_eq!(feed, utc);
/// # Ok::<(), shilu::Error>(())
/// ```
pub fn parse_published(text: &str) -> Result<DateTime, Error> {
    let trimmed = text.trim();
    if let Ok(instant) = trimmed.parse::<jiff::Timestamp>() {
        return Ok(beijing(instant));
    }
    let civil = trimmed.parse::<DateTime>().ok().or_else(|| digits(trimmed)).or_else(|| parts(trimmed));
    let civil = civil.or_else(|| feed(trimmed)).or_else(|| month_first(trimmed));
    civil.ok_or_else(|| Error::Published { text: text.to_owned() })
}

/// RFC 2822, as feeds write it.
fn feed(text: &str) -> Option<DateTime> {
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    parser.parse_timestamp(text).ok().map(beijing)
}

/// 11/25/2020, perhaps with its time: the month first, unless that is none.
fn month_first(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once(' ').unwrap_or((text, ""));
    let [first, second, year] = day.splitn(3, '/').collect::<Vec<_>>()[..] else { return None };
    let (month, day) = match first.parse::<u8>().ok()? {
        13.. => (second, first),
        _ => (first, second),
    };
    (year.len() == 4).then_some(())?;
    parts(format!("{year}-{month}-{day} {time}").trim())
}

fn beijing(instant: jiff::Timestamp) -> DateTime {
    jiff::tz::Offset::constant(8).to_datetime(instant)
}

/// Digits alone: a day, a day with its time, or an instant.
fn digits(text: &str) -> Option<DateTime> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    match text.len() {
        8 => civil(&[number / 10_000, number / 100 % 100, number % 100]),
        10 => jiff::Timestamp::from_second(number).ok().map(beijing),
        13 => jiff::Timestamp::from_millisecond(number).ok().map(beijing),
        14 => {
            let (day, time) = (number / 1_000_000, number % 1_000_000);
            civil(&[day / 10_000, day / 100 % 100, day % 100, time / 10_000, time / 100 % 100, time % 100])
        }
        _ => None,
    }
}

/// Year, month, day and perhaps the time, apart by the marks that part them; 下午 before an hour of twelve.
fn parts(text: &str) -> Option<DateTime> {
    const MARKS: [char; 13] = ['-', '/', '.', '年', '月', '日', '时', '分', '秒', ':', '：', ' ', 'T'];
    let half = ["上午", "凌晨", "早上", "中午", "下午", "晚上", "AM", "PM", "am", "pm"]
        .into_iter()
        .find(|half| text.contains(half));
    let text = half.map_or_else(|| text.to_owned(), |half| text.replacen(half, " ", 1));
    if !text.chars().all(|c| c.is_ascii_digit() || MARKS.contains(&c)) {
        return None;
    }
    let numbers = text.split(MARKS).filter(|part| !part.is_empty()).map(|part| part.parse().ok());
    let mut numbers = numbers.take(7).collect::<Option<Vec<i64>>>()?;
    let afternoon = half.is_some_and(|half| matches!(half, "下午" | "晚上" | "中午" | "PM" | "pm"));
    if let Some(hour) = numbers.get_mut(3).filter(|hour| afternoon && (1..12).contains(*hour)) {
        *hour += if half == Some("中午") && *hour > 9 { 0 } else { 12 };
    }
    // 24:00 is the next day's first instant.
    if let [.., 24, 0] | [.., 24, 0, 0] = numbers[..]
        && let Some(hour) = numbers.get_mut(3).filter(|hour| **hour == 24)
    {
        *hour = 0;
        return civil(&numbers)?.checked_add(jiff::Span::new().days(1)).ok();
    }
    civil(&numbers)
}

fn civil(numbers: &[i64]) -> Option<DateTime> {
    let at = |place: usize| i8::try_from(numbers.get(place).copied().unwrap_or(0)).ok();
    if !matches!(numbers.len(), 3 | 5 | 6) {
        return None;
    }
    let year =
        numbers.first().and_then(|&year| i16::try_from(year).ok()).filter(|year| (1000..=9999).contains(year))?;
    DateTime::new(year, at(1)?, at(2)?, at(3)?, at(4)?, at(5)?, 0).ok()
}
