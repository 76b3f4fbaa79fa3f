//! Anything that places something in time: 今年6月, 近年来, 上午9时30分, “十四五”期间. The grammar is that of [`crate::date`].

use jiff::civil::{Date as Day, DateTime};

use super::parts::parts;
use super::{Mention, Record};
use crate::article::Article;
use crate::date::{self, Memory, Place, Scan};
use crate::names::NameKind;
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

pub use crate::date::{Anchor, Date, DateType, Grain, Modifier, Moment};

parts! {
    Date {
        class as "type": Value(Text),
        timex: Value(Text),
        start: Value(Time),
        end: Value(Time),
        grain: Value(Text),
        modifier as "mod": Value(Text),
        anchor: Value(Text),
        zone: Value(Text),
    }
}

/// Finds the dates of a sentence; [`complete`] says what they mean.
pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let start = sentence.span.start;
    let mut scan = Scan::new(sentence.text());
    while let Some(e) = scan.next() {
        let span = Span::new(start + e.start, start + e.end);
        // 提前|1小时 is the hour alone.
        if sentence.slice(span).starts_with('前') && sentence.ends_longer_word(span.start, "前".len()) {
            scan.go_back(e.start + "前".len());
        } else if !splits_a_word(sentence, span) {
            let mention = Mention::new(span, e.rule, Date::default());
            out.push(Mention { expression: Some(Box::new(e)), ..mention });
        }
    }
}

/// Whether the words of the sentence say that the mention is none: 今日 in 今日头条, 国庆 in 李国庆.
fn splits_a_word(sentence: &Sentence<'_>, span: Span) -> bool {
    let text = sentence.slice(span);
    let first = Span::new(span.start, span.start + text.chars().next().map_or(0, char::len_utf8));
    // 李国庆, 马英九|日前; but 康熙|三年.
    let splits = |n: Span| n != span && (n.start < span.start || n.contains(span));
    if sentence.names_around(first).any(|n| n.kind == NameKind::Person && splits(n.span)) {
        return true;
    }
    let token = sentence.token_at(span.start);
    let begun = token.filter(|t| t.span.start < span.start);
    // 光明日报, 项目前期: a word around the mention. 大三时: a year of study, not an hour.
    if begun.is_some_and(|t| t.span.end > span.end || t.text.starts_with('大') && text.ends_with('时'))
        || ends_in_a_word(sentence, span)
    {
        return true;
    }
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let numbered = first.is_none_or(|c| date::numeric(c) || matches!(c, '每' | '“' | '第' | '距' | '即'))
        || matches!(first, Some('前' | '自' | '从')) && second.is_some_and(date::numeric);
    if numbered {
        return false;
    }
    let Some(token) = token else { return false };
    // A word that was guessed around a pronoun is none: 我下 in 我下半周出差.
    let guessed = sentence.slice(token.span).starts_with(['我', '你', '他', '她', '它']);
    let temporal = |pos: Pos| matches!(pos, Pos::Time | Pos::Numeral | Pos::Measure);
    if token.span.start < span.start && !guessed && !temporal(token.pos) && token.span.end <= span.end {
        return true;
    }
    // 当月球: 月球 begins inside and ends outside.
    let last = sentence.token_at(span.end.saturating_sub(1));
    text.chars().count() == 2
        && last.is_some_and(|t| t.span.start > span.start && t.span.end > span.end && !temporal(t.pos))
}

/// Whether a word that is no unit begins with the mention's last character: 一个周|期.
fn ends_in_a_word(sentence: &Sentence<'_>, span: Span) -> bool {
    let last = sentence.slice(span).chars().next_back().map_or(0, char::len_utf8);
    let at = span.end - last;
    let Some((word, _)) = sentence.lexicon.time_not_units.longest_prefix(sentence.after(at)) else { return false };
    sentence.token_at(at).is_some_and(|t| t.span.start == at && t.text.starts_with(word))
}

/// When the article was said: the day of its dateline, else of its publication.
fn reference(article: &Article<'_>) -> Option<DateTime> {
    let published = article.metadata.published?;
    let Some(dateline) = article.metadata.dateline.as_deref() else { return Some(published) };
    let Some(found) = date::find(dateline, Some(published)).last() else { return Some(published) };
    let near = |day: &Day| (published.date() - *day).get_days().abs() <= 10;
    let day = found.date.start.map(Moment::day).filter(near);
    Some(day.map_or(published, |day| day.to_datetime(published.time())))
}

/// Resolves the dates of an article in order, each with what those before it told: 同日, 次年, 22日 after 8月15日.
pub(crate) fn complete(article: &Article<'_>, mentions: &mut [Mention]) {
    let alone = article.sentences.len() == 1;
    let mut memory = Memory::new(reference(article)).published(article.metadata.published);
    for mention in mentions {
        let (Some(e), Some(sentence)) = (mention.expression.take(), article.sentences.get(mention.sentence)) else {
            continue;
        };
        let text = article.slice(sentence.span);
        let place = Place { sentence: mention.sentence, paragraph: sentence.paragraph };
        mention.record = Record::Date(memory.resolve(&e, text, place, alone && date::is_lone(text, &e)));
    }
}
