//! Named initiatives: “四新行动”品牌活动, “雷霆”专项行动, 基层统战工作提升年.

mod unquoted;

use serde::{Deserialize, Serialize};

use super::quotation::Quotation;
use super::{Mention, Scope};
use crate::fact::FactId;
use crate::segment::Pos;
use crate::span::Span;

/// A named initiative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// The quoted name without quotes, or the whole name with its head where nothing is quoted.
    pub name: String,
    /// The class noun: 行动, 品牌活动, 战略.
    pub head: Option<String>,
    /// What sort of initiative.
    pub r#type: CampaignType,
    /// The names of its parts, where the article lists them.
    pub parts: Vec<String>,
    /// Who runs it: an organization or a place.
    pub organizer: Option<FactId>,
}

/// What sort of initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
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
/// The longest head noun with its modifiers behind a quotation, in characters.
const LONGEST_TAIL: usize = 16;
/// Nouns that say the quoted words are a saying, a thing or a body, not an initiative.
const NOT_CAMPAIGN: &[&str] = &[
    "思想",
    "理念",
    "精神",
    "问题",
    "原则",
    "字样",
    "称号",
    "荣誉",
    "效应",
    "现象",
    "难题",
    "大学",
    "公司",
    "小组",
    "号",
    "事件",
    "的",
    "为主题",
    "之",
    "二字",
    "一词",
    "目标",
    "平台",
    "主题为",
    "团队",
];

pub(crate) fn extract(scope: &Scope<'_>, out: &mut Vec<Mention>) {
    let quotes = Quotation::quotes(scope);
    quoted(scope, &quotes, out);
    unquoted::find(scope, &quotes, out);
    unquoted::known(scope, &quotes, out);
}

/// The class noun behind a quotation, and what stands between the two.
#[derive(Debug, Clone, Copy)]
struct Tail<'a> {
    /// All of it: 主题教育实践活动.
    text: &'a str,
    /// The listed head that it ends with: 实践活动.
    head: &'a str,
    r#type: CampaignType,
}

/// Quoted names, run by run: in “甲”“乙”“丙”活动 the head speaks for all.
fn quoted(scope: &Scope<'_>, quotes: &[Quotation], out: &mut Vec<Mention>) {
    let mut first = 0;
    while let Some(quote) = quotes.get(first) {
        let mut last = first;
        let mut end = quote.outer.end;
        while let Some(next) = quotes.get(last + 1) {
            let between = scope.slice(Span::new(end, next.outer.start));
            if !(between.is_empty() || matches!(between, "、" | "和" | "及" | "与")) {
                break;
            }
            last += 1;
            end = next.outer.end;
        }
        run(scope, quotes.get(first..=last).unwrap_or_default(), out);
        first = last + 1;
    }
}

fn run(scope: &Scope<'_>, run: &[Quotation], out: &mut Vec<Mention>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    // “新”联心行动: behind one or two quoted characters any word may go on with the name.
    let short = scope.slice(last.inner).chars().count() <= 2;
    let own_tail = tail(scope, last.outer.end, short);
    let shared = own_tail.is_some();
    let parallel = run.len() > 1 && run.iter().any(|q| inner_head(scope, scope.slice(q.inner)).is_some());
    let listed = listed_tail(scope, last.outer.end);
    let governed = governed(scope, first.outer.start) && !refused(scope, last.outer.end);
    for (at, quote) in run.iter().enumerate() {
        let is_last = at + 1 == run.len();
        let text = scope.slice(quote.inner);
        if !is_name(text) {
            continue;
        }
        let known = scope.lexicon.campaign_names.get(text);
        let inner_head = inner_head(scope, text);
        // “攻坚年”重点任务: a name with its own head takes no wide one.
        let wide = |t: &Tail<'_>| t.text.ends_with("任务") || t.text.ends_with("工作");
        let tail = own_tail.filter(|t| is_last && !(inner_head.is_some() && wide(t)));
        let rule = if tail.is_some_and(|t| speaks_alone(&t) || known.is_some() || governed || inner_head.is_some()) {
            "campaign/quoted-head"
        } else if known.is_some() {
            "campaign/known"
        } else if inner_head.is_some()
            && (!refused(scope, last.outer.end) || scope.after(last.outer.end).starts_with('的'))
        {
            "campaign/quoted"
        } else if run.len() > 1 && shared && own_tail.is_none_or(|t| speaks_alone(&t)) || listed || parallel {
            "campaign/list"
        } else if governed && text.chars().count() >= 4 && tail.is_none() && closes(scope, last.outer.end) {
            "campaign/governed"
        } else {
            continue;
        };
        push(scope, *quote, tail, known, inner_head, rule, out);
    }
}

fn push(
    scope: &Scope<'_>,
    quote: Quotation,
    tail: Option<Tail<'_>>,
    known: Option<&str>,
    inner: Option<CampaignType>,
    rule: &'static str,
    out: &mut Vec<Mention>,
) {
    let text = scope.slice(quote.inner);
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
    let named_type = scope.lexicon.campaign_names.get(&full).map(|value| parse_type(first(value)));
    let r#type = match (inner, tail) {
        (Some(CampaignType::ThemedPeriod), _) => CampaignType::ThemedPeriod,
        _ if themed(scope, text) => CampaignType::ThemedPeriod,
        _ if named_type.is_some() => named_type.unwrap_or_default(),
        (_, Some(tail)) => tail.r#type,
        (Some(inner), None) => inner,
        (None, None) => known.map(|value| parse_type(first(value))).unwrap_or_default(),
    };
    let span = Span::new(quote.outer.start, quote.outer.end + tail.map_or(0, |t| t.text.len()));
    let parts = parts(scope, text, span);
    let record = Campaign { name, head: head.map(str::to_owned), r#type, parts, organizer: None };
    out.push(Mention::new(span, rule, record));
}

/// Whether the quoted words name a stretch of time: “安全生产月”.
fn themed(scope: &Scope<'_>, text: &str) -> bool {
    scope.lexicon.campaign_heads.longest_suffix(text).is_some_and(|(_, value)| first(value) == "themed_period")
}

/// Whether quoted words can be a name: no sentence, no lone symbol.
fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    chars <= LONGEST_NAME
        && !text.contains(['。', '？', '；', '：', '…', '《', '\n'])
        && text.chars().any(|c| c.is_alphabetic() || c.is_ascii_digit())
}

/// A head that makes any quoted name an initiative; 工作, 机制, 模式 take any quoted words.
fn speaks_alone(tail: &Tail<'_>) -> bool {
    !matches!(
        tail.text,
        "工作"
            | "机制"
            | "模式"
            | "制度"
            | "政策"
            | "任务"
            | "改革"
            | "方案"
            | "规划"
            | "标准"
            | "措施"
            | "举措"
            | "宣传"
            | "项目"
            | "工程"
            | "建设"
            | "试点"
            | "方针"
            | "课题"
            | "斗争"
            | "志愿"
            | "关爱"
            | "创建"
            | "整治"
            | "接力"
            | "专项"
            | "帮扶"
            | "发展理念"
            | "运动"
            | "品牌"
            | "计划"
            | "战略布局"
            | "总体布局"
            | "平台建设"
    ) || matches!(tail.text, "工程" | "计划" | "改革")
}

/// The class noun that follows at byte `at`: a listed head, or up to four words that end with one.
fn tail<'a>(scope: &Scope<'a>, at: usize, short: bool) -> Option<Tail<'a>> {
    let heads = &scope.lexicon.campaign_heads;
    let mut found: Option<Tail<'a>> = None;
    let rest = scope.after(at);
    if let Some((head, value)) = heads.longest_prefix(rest)
        && ends_word(scope, at + head.len())
    {
        found = Some(Tail { text: head, head, r#type: parse_type(first(value)) });
    }
    let place = scope.tokens.partition_point(|t| t.span.start < at);
    for token in scope.tokens.get(place..).unwrap_or_default().iter().take(5) {
        let text = scope.slice(Span::new(at, token.span.end));
        let fits = token.pos.is_nominal()
            || matches!(token.pos, Pos::Attributive | Pos::Phrase | Pos::Adjective | Pos::Latin | Pos::Affix)
            || token.pos == Pos::Other && token.text.chars().all(char::is_alphanumeric)
            || scope.lexicon.name_verbs.contains(token.text);
        if !(fits || short && text.chars().count() <= 4 && token.pos != Pos::Particle)
            || text.chars().count() > LONGEST_TAIL
        {
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
            matches!(first(value), "activity" | "service" | "enforcement")
                && !matches!(head, "建设" | "宣传")
                && f.r#type != CampaignType::Enforcement
        });
        if longer && goes_on {
            found = Some(Tail { text, head, r#type: parse_type(first(value)) });
        }
    }
    let tail = found?;
    let next = scope.after(at + tail.text.len());
    let other = scope.lexicon.event_heads.longest_prefix(next).is_some_and(|(word, _)| word.chars().count() > 1)
        || ["小组", "组织", "办公室", "基金会", "中心", "大会", "仪式", "者", "家", "部"]
            .iter()
            .any(|w| next.starts_with(w));
    // 一站式营商环境工作: too long for a class so wide.
    let wide = ["工作", "体系", "机制", "模式", "制度", "措施"].iter().any(|w| tail.text.ends_with(w));
    (!(other || wide && tail.text.chars().count() > 6)).then_some(tail)
}

/// Behind the last of a list: “甲”“乙”等助学帮教、扶贫解困活动.
fn listed_tail(scope: &Scope<'_>, at: usize) -> bool {
    let Some(rest) = scope.after(at).strip_prefix('等') else { return false };
    if rest.starts_with(['都', '也', '被', '成', '在', '均', '已']) {
        return false;
    }
    let clause: String = rest.chars().take(20).take_while(|c| c.is_alphanumeric() || *c == '、').collect();
    let ends = ["活动", "行动", "工程", "专项行动", "主题活动", "战略", "计划", "品牌"];
    ends.iter().any(|end| clause.contains(end))
}

/// Whether the phrase ends here: a quoted word before a noun only says what sort of thing that is.
fn closes(scope: &Scope<'_>, at: usize) -> bool {
    scope.after(at).chars().next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, '等' | '和' | '及' | '与'))
}

/// Whether a verb that opens initiatives stands right before: 开展“…”.
fn governed(scope: &Scope<'_>, at: usize) -> bool {
    let before = scope.before(at).trim_end_matches(['了', '的']);
    scope.lexicon.campaign_verbs.longest_suffix(before).is_some_and(|(_, value)| value == "quoted")
}

/// Whether what follows says that the quoted words are no initiative.
fn refused(scope: &Scope<'_>, at: usize) -> bool {
    let rest = scope.after(at);
    NOT_CAMPAIGN.iter().any(|word| rest.starts_with(word))
        || scope.lexicon.event_heads.longest_prefix(rest).is_some_and(|(word, _)| word.chars().count() > 1)
}

/// The type that the quoted words' own last word says: “基层统战工作提升年”, “中华文明探源工程”.
fn inner_head(scope: &Scope<'_>, text: &str) -> Option<CampaignType> {
    let (head, value) = scope.lexicon.campaign_heads.longest_suffix(text)?;
    let own =
        value.ends_with("named") || matches!(head, "工程" | "计划" | "活动" | "行动" | "大讲堂" | "万里行" | "品牌");
    let stem = text.chars().count().saturating_sub(head.chars().count());
    (own && stem >= 2).then(|| parse_type(first(value)))
}

fn ends_word(scope: &Scope<'_>, at: usize) -> bool {
    at >= scope.sentence.span.end || scope.word_begins(at)
}

fn first(value: &str) -> &str {
    value.split(' ').next().unwrap_or_default()
}

/// The names that the article lists as the parts of a numbered initiative: 新引擎、新智汇“二新行动”, “三个一”（甲、乙、丙）.
fn parts(scope: &Scope<'_>, name: &str, span: Span) -> Vec<String> {
    let Some(count) =
        name.chars().next().and_then(|c| "二三四五六七八九十".chars().position(|n| n == c)).map(|p| p + 2)
    else {
        return Vec::new();
    };
    let before = scope.before(span.start).trim_end_matches(['的', '等', '”', '“']);
    let listed = parts_before(scope, before, count);
    if !listed.is_empty() {
        return listed;
    }
    let Some(rest) = scope.after(span.end).strip_prefix(['（', '(', '：', ':']) else { return Vec::new() };
    let stop = rest.find(['）', ')', '。', '；', '，']).unwrap_or(rest.len());
    let rest = rest.get(..stop).unwrap_or_default();
    let items: Vec<String> = rest.split('、').map(|item| item.trim().to_owned()).collect();
    if items.len() == count && items.iter().all(|i| !i.is_empty()) { items } else { Vec::new() }
}

/// The last `count` items of the list that `before` ends with.
fn parts_before(scope: &Scope<'_>, before: &str, count: usize) -> Vec<String> {
    let clause =
        before.rfind(['，', '。', '；', '：', '“', '”']).map_or(before, |at| before.get(at..).unwrap_or_default());
    let clause = clause.trim_start_matches(['，', '。', '；', '：', '“', '”']);
    let mut items: Vec<&str> = clause.split('、').collect();
    if items.len() != count || items.iter().any(|i| i.is_empty() || i.chars().count() > 40) {
        return Vec::new();
    }
    // The first item stands behind the verb that governs the list.
    let base = scope.sentence.span.start + (before.len() - clause.len());
    if let Some(head) = items.first_mut() {
        let end = base + head.len();
        let stop = scope.tokens.partition_point(|t| t.span.end < end);
        let tokens = scope.tokens.get(..stop).unwrap_or_default();
        let verb = tokens
            .iter()
            .rev()
            .take_while(|t| t.span.start >= base)
            .find(|t| scope.lexicon.campaign_verbs.contains(t.text) || t.text == "的");
        if let Some(verb) = verb {
            *head = scope.slice(Span::new(verb.span.end, end));
        }
    }
    items.into_iter().map(str::to_owned).collect()
}

fn parse_type(value: &str) -> CampaignType {
    match value {
        "education" => CampaignType::Education,
        "project" => CampaignType::Project,
        "strategy" => CampaignType::Strategy,
        "policy" => CampaignType::Policy,
        "enforcement" => CampaignType::Enforcement,
        "service" => CampaignType::Service,
        "themed_period" => CampaignType::ThemedPeriod,
        "brand" => CampaignType::Brand,
        _ => CampaignType::Activity,
    }
}
