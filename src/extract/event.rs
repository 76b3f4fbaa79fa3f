//! Named meetings, forums, contests, fairs, festivals, ceremonies: 第三届进博会, 2020年沿滩区春季线上招聘会.

use serde::{Deserialize, Serialize};

use super::border::Stem;
use super::quotation::Quotation;
use super::{Mention, Scope};
use crate::fact::{FactId, Reference};
use crate::span::Span;

/// A named event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Its name, inner quotes kept.
    pub name: String,
    /// What sort of event.
    pub r#type: EventType,
    /// When it is held.
    pub time: Option<FactId>,
    /// Where it is held.
    pub place: Option<Reference>,
    /// Who holds it.
    pub organizer: Option<FactId>,
}

/// What sort of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
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

/// What may follow a head noun and make it part of another word: 会议室, 会议精神 stays an event's.
const NOT_BEHIND: [&str; 17] = [
    "室",
    "厅",
    "制度",
    "代表",
    "组织者",
    "中心",
    "机制",
    "纪要",
    "桌",
    "网",
    "堂",
    "服",
    "体系",
    "系统",
    "杯",
    "用",
    "教授",
];
/// The longest place between an event and its verb, in bytes: 在郑州国际会展中心举行.
const LONGEST_PLACE: usize = 60;

pub(crate) fn extract(scope: &Scope<'_>, out: &mut Vec<Mention>) {
    let quotes = Quotation::quotes(scope);
    for &quote in &quotes {
        quoted(scope, quote, out);
    }
    let all = Quotation::all(scope);
    let mut found: Vec<Found> = Vec::new();
    for token in scope.tokens {
        let Some(event) = ending_at(scope, &all, token.span.end) else { continue };
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
        let name = scope.slice(event.span).to_owned();
        let place = place(scope, event.span.end);
        let record = Event { name, r#type: event.r#type, place, ..Event::default() };
        out.push(Mention::new(event.span, event.rule, record));
    }
}

/// An event's name as read, before it is known to be the longest.
struct Found {
    span: Span,
    r#type: EventType,
    rule: &'static str,
    /// 开幕式: no name of its own behind another.
    part: bool,
}

/// The event whose name ends at byte `end`.
fn ending_at(scope: &Scope<'_>, quotes: &[Quotation], end: usize) -> Option<Found> {
    let text = scope.before(end);
    if let Some((name, value)) = scope.lexicon.event_names.longest_suffix(text)
        && scope.word_begins(end - name.len())
        && !continues(scope, end)
    {
        let stem = Stem::read(scope, quotes, end - name.len());
        // 第七届进博会, 2024巴黎奥运会; else the bare name.
        let start = if stem.ordinal || stem.year { stem.start } else { end - name.len() };
        let mut span = Span::new(start, end);
        span.start = within(quotes, span)?;
        return Some(Found { span, r#type: parse_type(value), rule: "event/known", part: false });
    }
    let (head, value) = scope.lexicon.event_heads.longest_suffix(text)?;
    let mut words = value.split(' ');
    let r#type = parse_type(words.next().unwrap_or_default());
    let grade = words.next().unwrap_or_default();
    let head_start = end - head.len();
    let head_start = scope.token_at(head_start).and_then(|t| scope.tokens.get(t)).map_or(head_start, |t| t.span.start);
    if continues(scope, end) {
        return None;
    }
    let stem = Stem::read(scope, quotes, head_start);
    let start = within(quotes, Span::new(stem.start, end))?;
    let span = Span::new(start, end);
    let part = grade == "part";
    let length = scope.slice(span).chars().count();
    // The segmenter may take part of the head into a word before it.
    let before = length.saturating_sub(head.chars().count());
    let marked = stem.year || stem.quoted || stem.ordinal && before >= 3;
    let held = held(scope, &stem, end);
    let named = match grade {
        "generic" => {
            marked && length >= 6
                || held
                    && before >= 4
                    && length >= 7
                    && (stem.proper || whole(scope, span) || follows(scope, end) || before >= 7)
        }
        "part" => true,
        _ => marked || stem.proper && before >= 2 || held && before >= 3,
    };
    let rule = if marked { "event/marked" } else { "event/held" };
    (named && before > 0).then_some(Found { span, r#type, rule, part })
}

/// Where a name that crosses into a quotation begins: a name lies within one, or holds it whole.
fn within(quotes: &[Quotation], span: Span) -> Option<usize> {
    let place = quotes.partition_point(|q| q.inner.end < span.end);
    let Some(quote) = quotes.get(place).filter(|q| q.inner.start < span.end) else { return Some(span.start) };
    Some(span.start.max(quote.inner.start))
}

/// Whether the word goes on behind `end`.
fn continues(scope: &Scope<'_>, end: usize) -> bool {
    let rest = scope.after(end);
    NOT_BEHIND.iter().any(|word| rest.starts_with(word))
}

/// Whether the sentence says that the event takes place.
fn held(scope: &Scope<'_>, stem: &Stem, end: usize) -> bool {
    let verbs = &scope.lexicon.event_verbs;
    let before = stem.before.and_then(|p| scope.tokens.get(p)).map(|t| scope.before(t.span.end)).unwrap_or_default();
    let before = before.trim_end_matches(['了', '的', '“']);
    let governs = verbs.longest_suffix(before).is_some_and(|(_, value)| value.starts_with("before"));
    let joined = before.ends_with('暨') || scope.before(stem.start).ends_with('暨');
    governs || joined || follows(scope, end)
}

/// Whether the event is the subject of its verb: 推进会召开, 博览会在京开幕.
fn follows(scope: &Scope<'_>, end: usize) -> bool {
    let verb = scope.lexicon.event_verbs.longest_prefix(scope.after(end));
    verb.is_some_and(|(_, value)| value.ends_with("after")) || place(scope, end).is_some()
}

/// Whether the name speaks of a whole body: 全市, 全省.
fn whole(scope: &Scope<'_>, span: Span) -> bool {
    let text = scope.slice(span);
    ["全国", "全省", "全市", "全县", "全区", "全州", "全镇", "中央", "省", "市", "县", "区委"]
        .iter()
        .any(|w| text.starts_with(w))
}

/// 在郑州举行: where it is held.
fn place(scope: &Scope<'_>, end: usize) -> Option<Reference> {
    let rest = scope.after(end);
    let inside = rest.strip_prefix('在')?;
    let stop = inside
        .char_indices()
        .find(|&(at, c)| at > LONGEST_PLACE || !(c.is_alphanumeric() || c == '·'))
        .map_or(inside.len(), |(at, _)| at);
    let clause = inside.get(..stop)?;
    let verb = [
        "隆重", "成功", "顺利", "圆满", "正式", "举行", "召开", "举办", "开幕", "闭幕", "落幕", "开赛", "启动", "拉开",
        "开跑", "开班",
    ];
    let at = verb.iter().filter_map(|v| clause.find(v)).min().filter(|&at| at > 0)?;
    clause.get(..at).map(|place| Reference::Text(place.to_owned()))
}

/// A quoted name that ends like an event: “2018年基层文艺骨干培训班”.
fn quoted(scope: &Scope<'_>, quote: Quotation, out: &mut Vec<Mention>) {
    let text = scope.slice(quote.inner);
    let chars = text.chars().count();
    if !(6..=30).contains(&chars) || text.contains(['，', '。', '；', '：', '！', '？']) {
        return;
    }
    let Some((head, value)) = scope.lexicon.event_heads.longest_suffix(text) else { return };
    if value.ends_with("part") || value.ends_with("generic") && head.chars().count() + 2 > chars {
        return;
    }
    let r#type = parse_type(value.split(' ').next().unwrap_or_default());
    let record = Event { name: text.to_owned(), r#type, place: place(scope, quote.outer.end), ..Event::default() };
    out.push(Mention::new(quote.inner, "event/quoted", record));
}

fn parse_type(value: &str) -> EventType {
    match value {
        "meeting" => EventType::Meeting,
        "forum" => EventType::Forum,
        "contest" => EventType::Contest,
        "exhibition" => EventType::Exhibition,
        "festival" => EventType::Festival,
        "ceremony" => EventType::Ceremony,
        "training" => EventType::Training,
        _ => EventType::Other,
    }
}
