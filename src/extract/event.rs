//! Named meetings, forums, contests, fairs, festivals, ceremonies: 第三届进博会, 2020年沿滩区春季线上招聘会.

use serde::{Deserialize, Serialize};

use super::Mention;
use super::border::Stem;
use super::listed::from_list;
use super::parts::parts;
use crate::names::NameKind;
use crate::reference::{FactId, Reference};
use crate::segment::Pos;
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;

/// A named event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Event {
    /// Its name, inner quotes kept.
    pub name: String,
    /// What sort of event.
    #[serde(rename = "type")]
    pub class: EventType,
    /// When it is held.
    pub time: Option<FactId>,
    /// Where it is held.
    pub place: Option<Reference>,
    /// Who holds it.
    pub organizer: Option<FactId>,
}

parts! {
    Event {
        name: Name,
        class as "type": Value(Text),
        time: Fact(Time),
        place: Reference(Place),
        organizer: Fact(Organizer),
    }
}

/// What sort of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum EventType {
    Meeting,
    Forum,
    Contest,
    Exhibition,
    Festival,
    Ceremony,
    Training,
    #[default]
    Other,
}

/// The longest place between an event and its verb, in bytes: 在郑州国际会展中心举行.
const LONGEST_PLACE: usize = 60;

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    for &quote in &sentence.quotations.names {
        quoted(sentence, quote, out);
    }
    let mut found: Vec<Found> = Vec::new();
    for token in sentence.tokens.iter().filter(|t| t.may_close(&sentence.lexicon.event_heads)) {
        let Some(event) = ending_at(sentence, &sentence.quotations.marked, token.span.end) else { continue };
        match found.last() {
            // 博览会开幕式: the fair has the name, its opening is a part of it.
            Some(last) if event.part && event.span.contains(last.span) => {}
            Some(last) if event.span.contains(last.span) => {
                found.pop();
                found.push(event);
            }
            _ if event.part => {}
            _ => found.push(event),
        }
    }
    for event in found {
        let name = sentence.slice(event.span).to_owned();
        let record = Event { name, class: event.class, ..Event::default() };
        out.push(Mention::new(event.span, event.rule, record));
    }
}

/// An event of which only the stretch is known.
pub(super) fn named(sentence: &Sentence<'_>, span: Span) -> Event {
    let text = sentence.slice(span);
    let whole = sentence.quotations.names.iter().any(|q| q.outer == span);
    let name = if whole { text.trim_matches(['“', '”', '‘', '’', '「', '」', '"']) } else { text };
    let lexicon = sentence.lexicon;
    let value = lexicon.event_short_names.get(name).or_else(|| {
        let listed = lexicon.event_names.longest_suffix(name).or_else(|| lexicon.event_heads.longest_suffix(name));
        listed.map(|(_, value)| value.split(' ').next().unwrap_or_default())
    });
    let class = value.and_then(from_list).unwrap_or_default();
    Event { name: name.to_owned(), class, ..Event::default() }
}

/// An event's name as read, before it is known to be the longest.
struct Found {
    span: Span,
    class: EventType,
    rule: &'static str,
    /// 开幕式: no name of its own behind another.
    part: bool,
}

/// The event whose name ends at byte `end`.
fn ending_at(sentence: &Sentence<'_>, quotes: &[Quotation], end: usize) -> Option<Found> {
    let text = sentence.before(end);
    let (head, value) = sentence.lexicon.event_heads.longest_suffix(text)?;
    // 会议室, 大会堂: the word goes on.
    if sentence.lexicon.event_continuations.longest_prefix(sentence.after(end)).is_some() {
        return None;
    }
    if let Some((name, value)) = sentence.lexicon.event_names.longest_suffix(text)
        && sentence.word_begins(end - name.len())
    {
        let stem = Stem::read(sentence, quotes, end - name.len());
        // 第七届进博会, 2024巴黎奥运会; else the bare name.
        let start = stem.mark.unwrap_or(end - name.len());
        // 中国共产党|第十九次全国代表大会: whose it is.
        let body = sentence.names_ending(start).find(|n| n.kind == NameKind::Organization && stem.mark.is_some());
        let start = body.map_or(start, |body| body.span.start);
        let span = Span::new(within(quotes, Span::new(start, end))?, end);
        return Some(Found { span, class: from_list(value).unwrap_or_default(), rule: "event/known", part: false });
    }
    let (class, grade) = value.split_once(' ').unwrap_or((value, ""));
    let head_start = end - head.len();
    let head_start = sentence.token_at(head_start).map_or(head_start, |t| t.span.start);
    let stem = Stem::read(sentence, quotes, head_start);
    let span = Span::new(within(quotes, Span::new(stem.start, end))?, end);
    let length = sentence.slice(span).chars().count();
    // The segmenter may take part of the head into a word before it.
    let before = length.saturating_sub(head.chars().count());
    let marked = stem.year || stem.quoted || stem.anniversary || stem.ordinal && before >= 3;
    let named = match grade {
        "generic" => {
            marked && length >= 6 && (stem.ordinal || !only_time(sentence, span.start, head_start))
                || (before >= 4 || before == 3 && stem.body)
                    && length >= 6
                    && (follows(sentence, end)
                        || stem.proper && (stem.body || framed(sentence, &stem, end) || governed(sentence, &stem))
                        || (whole(sentence, span) || before >= 6)
                            && (framed(sentence, &stem, end) || governed(sentence, &stem)))
        }
        "part" => true,
        // 节, 赛: a head so short that only an edition makes it one.
        "edition" => stem.mark.is_some() && (5..=20).contains(&stem.chars) && sentence.slice(span).contains('届'),
        "name" => false,
        _ => marked || stem.proper && before >= 2 || before >= 3 && held(sentence, &stem, end),
    };
    let rule = if marked { "event/marked" } else { "event/held" };
    // A list of things is no name unless a year or an edition leads it.
    let listed = !marked && sentence.slice(span).contains('、');
    (named && !listed && before > 0).then_some(Found {
        span,
        class: from_list(class).unwrap_or_default(),
        rule,
        part: grade == "part",
    })
}

/// 2013年全年|比赛, 2013赛季|比赛: whether words of time alone stand behind the year.
fn only_time(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let figure = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let words = sentence.tokens_from(start).iter().take_while(|t| t.span.start < end);
    let mut words = words.skip_while(|t| figure(t.text.trim_end_matches('年'))).peekable();
    words.peek().is_some() && words.all(|t| matches!(t.pos, Pos::Time | Pos::Numeral))
}

/// Where a name that crosses into a quotation begins: a name lies within one, or holds it whole.
fn within(quotes: &[Quotation], span: Span) -> Option<usize> {
    let place = quotes.partition_point(|q| q.inner.end < span.end);
    let Some(quote) = quotes.get(place).filter(|q| q.inner.start < span.end) else { return Some(span.start) };
    Some(span.start.max(quote.inner.start))
}

/// Whether the sentence says that the event takes place.
fn held(sentence: &Sentence<'_>, stem: &Stem, end: usize) -> bool {
    governed(sentence, stem) || framed(sentence, stem, end) || follows(sentence, end)
}

/// Whether a verb that holds events, or 暨, stands before the name: 举办了, 出席.
fn governed(sentence: &Sentence<'_>, stem: &Stem) -> bool {
    let before = sentence.before(stem.start).trim_end_matches(['了', '的', '“']);
    let verb = sentence.lexicon.event_verbs.longest_suffix(before);
    verb.is_some_and(|(_, value)| value.starts_with("before")) || before.ends_with('暨')
}

/// 在…会上, 在…期间: the event is where something happens.
fn framed(sentence: &Sentence<'_>, stem: &Stem, end: usize) -> bool {
    let rest = sentence.after(end);
    let framed = ["上", "期间", "现场", "中"].iter().any(|word| rest.starts_with(word));
    framed && sentence.before(stem.start).ends_with(['在', '于', '从'])
}

/// Whether the event is the subject of its verb: 推进会召开, 博览会在京开幕.
pub(super) fn follows(sentence: &Sentence<'_>, end: usize) -> bool {
    let rest = sentence.after(end);
    let verb = |rest: &str| {
        sentence.lexicon.event_verbs.longest_prefix(rest).is_some_and(|(_, value)| value.ends_with("after"))
    };
    // 9日在上海开幕, 17日至19日举行: the day stands between.
    let dated = || behind_day(rest, |_| false).is_some_and(|undated| undated.len() < rest.len() && verb(undated));
    verb(rest) || dated() || placed(sentence, end)
}

/// The longest day that stands between an event and its verb, in characters: a row of dates is none.
const LONGEST_DAY: usize = 40;

/// What follows the days at the beginning of a text, and what else is `part` of them.
fn behind_day(text: &str, part: impl Fn(char) -> bool) -> Option<&str> {
    let mut chars = text.chars();
    for _ in 0..=LONGEST_DAY {
        let rest = chars.as_str();
        match chars.next() {
            Some('0'..='9' | '年' | '月' | '日' | '至' | '到' | '—' | '-' | '、' | '（' | '）' | '(' | ')') =>
                {}
            Some('上' | '下' | '午' | '晚' | '时' | '分' | '今') => {}
            Some(c) if part(c) => {}
            _ => return Some(rest),
        }
    }
    None
}

/// Whether the name speaks of a whole body: 全市, 全省.
fn whole(sentence: &Sentence<'_>, span: Span) -> bool {
    let text = sentence.slice(span);
    ["全国", "全省", "全市", "全县", "全区", "全州", "全镇", "中央", "省", "市", "县", "区委"]
        .iter()
        .any(|w| text.starts_with(w))
}

/// 在郑州举行, 9日在上海开幕: whether the sentence says where it is held.
fn placed(sentence: &Sentence<'_>, end: usize) -> bool {
    let undated = behind_day(sentence.after(end), |c| matches!(c, '天' | '当' | '近' | '昨' | '前'));
    let Some(inside) = undated.and_then(|undated| undated.strip_prefix('在')) else { return false };
    let start = sentence.span.end - inside.len();
    let words = sentence.tokens_from(start).iter().take_while(|t| t.span.start - start <= LONGEST_PLACE);
    let mut words = words.take_while(|t| t.text.chars().all(|c| c.is_alphanumeric() || c == '·'));
    let verb = words.find(|t| sentence.lexicon.event_verbs.get(t.text).is_some_and(|value| value.ends_with("after")));
    verb.is_some_and(|verb| verb.span.start > start)
}

/// A quoted name that ends like an event: “2018年基层文艺骨干培训班”.
fn quoted(sentence: &Sentence<'_>, quote: Quotation, out: &mut Vec<Mention>) {
    let text = sentence.slice(quote.inner);
    let chars = text.chars().count();
    if !(6..=30).contains(&chars) || text.contains(['，', '。', '；', '：', '！', '？']) {
        return;
    }
    let Some((head, value)) = sentence.lexicon.event_heads.longest_suffix(text) else { return };
    if value.ends_with("part") || value.ends_with("generic") && head.chars().count() + 2 > chars {
        return;
    }
    let class = from_list(value.split_once(' ').map_or(value, |(kind, _)| kind)).unwrap_or_default();
    let record = Event { name: text.to_owned(), class, ..Event::default() };
    out.push(Mention::new(quote.inner, "event/quoted", record));
}
