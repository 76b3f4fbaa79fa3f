//! Named initiatives: “四新行动”品牌活动, “雷霆”专项行动, 基层统战工作提升年.

mod unquoted;

use serde::{Deserialize, Serialize};

use super::Mention;
use super::listed::from_list;
use super::parts::parts;
use crate::reference::FactId;
use crate::segment::Pos;
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;

/// A named initiative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Campaign {
    /// The quoted name without quotes, or the whole name with its head where nothing is quoted.
    pub name: String,
    /// The class noun: 行动, 品牌活动, 战略.
    pub head: Option<String>,
    /// What sort of initiative.
    #[serde(rename = "type")]
    pub class: CampaignType,
    /// The names of its parts, where the article lists them.
    pub parts: Vec<String>,
    /// Who runs it: an organization or a place.
    pub organizer: Option<FactId>,
}

parts! {
    Campaign {
        name: Name,
        head: Words,
        class as "type": Value(Text),
        parts: List,
        organizer: Fact(Organizer),
    }
}

/// What sort of initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum CampaignType {
    #[default]
    Activity,
    Education,
    Project,
    Strategy,
    Policy,
    Enforcement,
    Service,
    ThemedPeriod,
    Brand,
}

/// The longest quoted name, in characters.
const LONGEST_NAME: usize = 25;
/// The longest quoted part of a numbered initiative, in characters.
const LONGEST_PART: usize = 8;
/// The longest head noun with its modifiers behind a quotation, in characters.
const LONGEST_TAIL: usize = 16;
pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let quotes = &sentence.quotations.names;
    quoted(sentence, quotes, out);
    unquoted::find(sentence, quotes, out);
    unquoted::known(sentence, quotes, out);
}

/// The class noun behind a quotation, and what stands between the two.
#[derive(Debug, Clone, Copy)]
struct Tail<'a> {
    /// All of it: 主题教育实践活动.
    text: &'a str,
    /// The listed head that it ends with: 实践活动.
    head: &'a str,
    class: CampaignType,
    /// The head is called so for many reasons: 工作, 机制.
    wide: bool,
}

impl Tail<'_> {
    /// Whether it makes any quoted name an initiative; a lone 工作, 机制, 模式 takes any quoted words.
    fn speaks_alone(&self) -> bool {
        !self.wide || self.head.len() < self.text.len()
    }
}

/// Quoted names, run by run: in “甲”“乙”“丙”活动 the head speaks for all.
fn quoted(sentence: &Sentence<'_>, quotes: &[Quotation], out: &mut Vec<Mention>) {
    let mut first = 0;
    while let Some(quote) = quotes.get(first) {
        let mut last = first;
        let mut end = quote.outer.end;
        while let Some(next) = quotes.get(last + 1) {
            let between = sentence.slice(Span::new(end, next.outer.start));
            if !(between.is_empty() || matches!(between, "、" | "和" | "及" | "与")) {
                break;
            }
            last += 1;
            end = next.outer.end;
        }
        run(sentence, quotes.get(first..=last).unwrap_or_default(), out);
        first = last + 1;
    }
}

fn run(sentence: &Sentence<'_>, run: &[Quotation], out: &mut Vec<Mention>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    // “新”联心行动: behind one or two quoted characters any word may go on with the name.
    let short = sentence.slice(last.inner).chars().count() <= 2;
    let own_tail = tail(sentence, first.outer.start, last.outer.end, short);
    let shared = own_tail.is_some();
    let parallel = run.len() > 1 && run.iter().any(|q| inner_head(sentence, *q).is_some());
    let listed = listed_tail(sentence, last.outer.end);
    let governed = governed(sentence, first.outer.start) && !refused(sentence, last.outer.end);
    for (at, quote) in run.iter().enumerate() {
        let is_last = at + 1 == run.len();
        let text = sentence.slice(quote.inner);
        if !is_name(text) {
            continue;
        }
        let known = sentence.lexicon.campaign_names.get(text);
        let inner_head = inner_head(sentence, *quote);
        // “攻坚年”重点任务: a name with its own head takes no wide one.
        let own = inner_head.is_some() && own_tail.is_some_and(|t| t.wide);
        let tail = own_tail.filter(|_| is_last && !own);
        let rule = if tail.is_some_and(|t| t.speaks_alone() || known.is_some() || governed || inner_head.is_some()) {
            "campaign/quoted-head"
        } else if known.is_some() {
            "campaign/known"
        } else if inner_head.is_some()
            && (!refused(sentence, last.outer.end) || sentence.after(last.outer.end).starts_with('的'))
        {
            "campaign/quoted"
        } else if run.len() > 1 && shared && own_tail.is_none_or(|t| t.speaks_alone()) || listed || parallel {
            "campaign/list"
        } else if governed && text.chars().count() >= 4 && tail.is_none() && closes(sentence, last.outer.end) {
            "campaign/governed"
        } else {
            continue;
        };
        push(sentence, *quote, tail, known, inner_head, rule, out);
    }
}

fn push(
    sentence: &Sentence<'_>,
    quote: Quotation,
    tail: Option<Tail<'_>>,
    known: Option<&str>,
    inner: Option<CampaignType>,
    rule: &'static str,
    out: &mut Vec<Mention>,
) {
    let text = sentence.slice(quote.inner);
    let mut name = text.to_owned();
    let mut head = tail.map(|t| t.text);
    // “新”引擎行动: one or two quoted characters are but a part of the name.
    if let Some(tail) = tail
        && text.chars().count() <= 2
        && tail.text.len() > tail.head.len()
        && let Some(rest) = tail.text.strip_suffix(tail.head)
    {
        name.push_str(rest);
        head = Some(tail.head);
    }
    let full = format!("{text}{}", tail.map_or("", |t| t.text));
    let named_type =
        sentence.lexicon.campaign_names.get(&full).map(|value| from_list(first_word(value)).unwrap_or_default());
    let class = match (inner, tail) {
        (Some(CampaignType::ThemedPeriod), _) => CampaignType::ThemedPeriod,
        _ if themed(sentence, text) => CampaignType::ThemedPeriod,
        _ if named_type.is_some() => named_type.unwrap_or_default(),
        (_, Some(tail)) => tail.class,
        (Some(inner), None) => inner,
        (None, None) => known.map(|value| from_list(first_word(value)).unwrap_or_default()).unwrap_or_default(),
    };
    let span = Span::new(quote.outer.start, quote.outer.end + tail.map_or(0, |t| t.text.len()));
    let parts = parts(sentence, text, span);
    let record = Campaign { name, head: head.map(str::to_owned), class, parts, organizer: None };
    out.push(Mention::new(span, rule, record));
}

/// An initiative of which only the stretch is known: a name, or a quoted one and its head noun.
pub(super) fn named(sentence: &Sentence<'_>, span: Span) -> Campaign {
    let text = sentence.slice(span);
    let lexicon = sentence.lexicon;
    let value = |text: &str| {
        lexicon.campaign_heads.longest_suffix(text).map(|(_, value)| from_list(first_word(value)).unwrap_or_default())
    };
    let quote = sentence.quotations.names.iter().find(|q| q.outer.start == span.start && q.outer.end <= span.end);
    let (name, head) = match quote {
        Some(quote) => (sentence.slice(quote.inner), sentence.slice(Span::new(quote.outer.end, span.end))),
        None => (text, lexicon.campaign_classes.longest_suffix(text).map_or("", |(class, _)| class)),
    };
    let known = lexicon.campaign_names.get(name).map(|value| from_list(first_word(value)).unwrap_or_default());
    let class = known.or_else(|| value(text)).or_else(|| value(name)).unwrap_or_default();
    Campaign {
        name: name.to_owned(),
        head: Some(head.to_owned()).filter(|head| !head.is_empty()),
        class,
        parts: parts(sentence, name, span),
        organizer: None,
    }
}

/// Whether the quoted words name a stretch of time: “安全生产月”.
fn themed(sentence: &Sentence<'_>, text: &str) -> bool {
    sentence.lexicon.campaign_heads.longest_suffix(text).is_some_and(|(_, value)| first_word(value) == "themed_period")
}

/// Whether quoted words can be a name: no sentence, no lone symbol.
fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    chars <= LONGEST_NAME
        && !text.contains(['。', '？', '；', '…', '《', '\n'])
        && text.chars().any(|c| c.is_alphabetic() || c.is_ascii_digit())
}

/// The class noun that follows at byte `at`: a listed head, or up to four words that end with one.
fn tail<'a>(sentence: &Sentence<'a>, outer_start: usize, at: usize, short: bool) -> Option<Tail<'a>> {
    let heads = &sentence.lexicon.campaign_heads;
    let mut found: Option<Tail<'a>> = None;
    let rest = sentence.after(at);
    if sentence.lexicon.campaign_refusals.longest_prefix(rest).is_some_and(|(_, value)| value == "never") {
        return None;
    }
    if let Some((head, value)) = heads.longest_prefix(rest)
        && ends_word(sentence, at + head.len())
    {
        found = Some(Tail {
            text: head,
            head,
            class: from_list(first_word(value)).unwrap_or_default(),
            wide: value.ends_with("wide"),
        });
    }
    let place = sentence.tokens_begun(at);
    for token in sentence.tokens.get(place..).unwrap_or_default().iter().take(LONGEST_TAIL / 2) {
        let text = sentence.slice(Span::new(at, token.span.end));
        let fits = token.pos.is_nominal()
            || matches!(token.pos, Pos::Attributive | Pos::Phrase | Pos::Adjective | Pos::Latin | Pos::Affix)
            || token.pos == Pos::Other && token.text.chars().all(char::is_alphanumeric)
            || matches!(token.text, "系列" | "年")
            || token.is_in(&sentence.lexicon.name_verbs);
        let any = short && text.chars().count() <= 4 && matches!(token.pos, Pos::Verb | Pos::Numeral | Pos::Measure);
        if !(fits || any) || text.chars().count() > LONGEST_TAIL {
            break;
        }
        let Some((head, value)) = heads.longest_suffix(text) else { continue };
        if !fits && !matches!(head, "行动" | "工程" | "计划" | "战略") {
            break;
        }
        // 启动仪式, 推进会: an event, not the initiative.
        let longer = found.is_none_or(|f| text.len() > f.text.len());
        // 战役宣传工作: the first head is the class noun; 品牌活动, 实践活动 go on to the next.
        let goes_on = found.is_none_or(|f| {
            matches!(first_word(value), "activity" | "service" | "enforcement")
                && !matches!(head, "建设" | "宣传")
                && f.class != CampaignType::Enforcement
        });
        if longer && goes_on {
            found = Some(Tail {
                text,
                head,
                class: from_list(first_word(value)).unwrap_or_default(),
                wide: value.ends_with("wide"),
            });
        }
    }
    let tail = found?;
    // “大众”计划停产: a verb, no noun.
    let next = sentence.token_from(at + tail.text.len());
    if tail.text == "计划" && next.is_some_and(|t| t.pos == Pos::Verb) && !governed(sentence, outer_start) {
        return None;
    }
    let next = sentence.after(at + tail.text.len());
    let other = sentence.lexicon.event_heads.longest_prefix(next).is_some_and(|(word, _)| word.chars().count() > 1)
        || sentence.lexicon.campaign_continuations.longest_prefix(next).is_some();
    // 一站式营商环境工作: too long for a class so wide.
    let wide = sentence.lexicon.wide_nouns.longest_suffix(tail.text).is_some();
    (!(other || wide && tail.text.chars().count() > 6)).then_some(tail)
}

/// Behind the last of a list: “甲”“乙”等助学帮教、扶贫解困活动.
fn listed_tail(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(rest) = sentence.after(at).strip_prefix('等') else { return false };
    let start = sentence.span.end - rest.len();
    let tokens = sentence.tokens_from(start);
    let clause = tokens.iter().take(LONGEST_TAIL / 2).take_while(|t| {
        t.text == "、"
            || t.text.chars().all(char::is_alphanumeric)
                && !matches!(t.pos, Pos::Adverb | Pos::Particle | Pos::Preposition)
    });
    let mut heads = clause.filter_map(|t| sentence.lexicon.campaign_heads.longest_suffix(sentence.before(t.span.end)));
    heads.any(|(_, value)| !value.ends_with("wide"))
}

/// Whether the phrase ends here: a quoted word before a noun only says what sort of thing that is.
fn closes(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .after(at)
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() || c.is_ascii_digit() || matches!(c, '等' | '和' | '及' | '与'))
}

/// Whether a verb that opens initiatives stands right before: 开展“…”.
fn governed(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.before(at).trim_end_matches(['了', '的']);
    sentence.lexicon.campaign_verbs.longest_suffix(before).is_some_and(|(_, value)| value == "quoted")
}

/// Whether what follows says that the quoted words are no initiative.
fn refused(sentence: &Sentence<'_>, at: usize) -> bool {
    let rest = sentence.after(at);
    sentence.lexicon.campaign_refusals.longest_prefix(rest).is_some()
        || sentence.lexicon.event_heads.longest_prefix(rest).is_some_and(|(word, _)| word.chars().count() > 1)
}

/// The type that the quoted words' own last word says: “基层统战工作提升年”, “中华文明探源工程”.
fn inner_head(sentence: &Sentence<'_>, quote: Quotation) -> Option<CampaignType> {
    let text = sentence.slice(quote.inner);
    let (head, value) = sentence.lexicon.campaign_heads.longest_suffix(text)?;
    let own = value.ends_with("named") || value.ends_with("inner");
    let stem = text.strip_suffix(head)?;
    // “携手奔月”: a head of one character must be a word.
    let short = head.chars().count() == 1;
    let long = stem.chars().count() >= if short { 3 } else { 2 };
    // “把握宏观战略”: a deed; 12月: a month.
    let first = sentence.token_at(quote.inner.start);
    let deed = first.is_some_and(|t| t.pos == Pos::Verb && !t.is_in(&sentence.lexicon.name_verbs));
    let described =
        stem.ends_with('的') || stem.starts_with("一项") || stem.starts_with("主要") || stem.starts_with('非');
    let dated = stem.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十半每上下本个金".contains(c));
    (own && long && !deed && !described && !(short && (dated || !sentence.word_begins(quote.inner.end - head.len()))))
        .then(|| from_list(first_word(value)).unwrap_or_default())
}

fn ends_word(sentence: &Sentence<'_>, at: usize) -> bool {
    at >= sentence.span.end || sentence.word_begins(at)
}

fn first_word(value: &str) -> &str {
    value.split(' ').next().unwrap_or_default()
}

/// The names that the article lists as the parts of a numbered initiative: 新引擎、新智汇“二新行动”, “三个一”（甲、乙、丙）.
fn parts(sentence: &Sentence<'_>, name: &str, span: Span) -> Vec<String> {
    let Some(count) =
        name.chars().next().and_then(|c| "二三四五六七八九十".chars().position(|n| n == c)).map(|p| p + 2)
    else {
        return Vec::new();
    };
    let before = sentence.before(span.start).trim_end_matches(['的', '等', '”', '“']);
    let listed = parts_before(sentence, before, count);
    if !listed.is_empty() {
        return listed;
    }
    // The parts stand after the name, as many quotations as it counts: “六个一”改革，推进治理“一网清”、数据“一表通”…
    let quotes = &sentence.quotations.names;
    let first = quotes.partition_point(|q| q.outer.start < span.end);
    let quoted: Vec<&str> =
        quotes.get(first..).unwrap_or_default().iter().take(count).map(|q| sentence.slice(q.inner)).collect();
    if quoted.len() == count && quoted.iter().all(|q| (2..=LONGEST_PART).contains(&q.chars().count())) {
        return quoted.into_iter().map(str::to_owned).collect();
    }
    let Some(rest) = sentence.after(span.end).strip_prefix(['（', '(', '：', ':']) else { return Vec::new() };
    let rest = rest.strip_prefix(['即', '：']).unwrap_or(rest);
    let stop = rest.find(['）', ')', '。', '；', '，']).unwrap_or(rest.len());
    let items: Vec<&str> = rest.get(..stop).unwrap_or_default().split('、').map(str::trim).collect();
    if items.len() != count || items.iter().any(|i| i.is_empty()) {
        return Vec::new();
    }
    items.into_iter().map(str::to_owned).collect()
}

/// The last `count` items of the list that `before` ends with.
fn parts_before(sentence: &Sentence<'_>, before: &str, count: usize) -> Vec<String> {
    let clause =
        before.rfind(['，', '。', '；', '：', '“', '”']).map_or(before, |at| before.get(at..).unwrap_or_default());
    let clause = clause.trim_start_matches(['，', '。', '；', '：', '“', '”']);
    let mut items: Vec<&str> = clause.split('、').collect();
    if items.len() != count || items.iter().any(|i| i.is_empty() || i.chars().count() > 40) {
        return Vec::new();
    }
    // The first item stands behind the verb that governs the list.
    let base = sentence.span.start + (before.len() - clause.len());
    if let Some(head) = items.first_mut() {
        let end = base + head.len();
        let stop = sentence.tokens.partition_point(|t| t.span.end < end);
        let tokens = sentence.tokens.get(..stop).unwrap_or_default();
        let verb = tokens
            .iter()
            .rev()
            .take_while(|t| t.span.start >= base)
            .find(|t| t.is_in(&sentence.lexicon.campaign_verbs) || t.text == "的");
        if let Some(verb) = verb {
            *head = sentence.slice(Span::new(verb.span.end, end));
        }
    }
    items.into_iter().map(str::to_owned).collect()
}
