//! Page furniture: publication time, source, editor, reporters, datelines. It becomes metadata.

use jiff::civil::{Date, DateTime, Time};
use once_cell::sync::Lazy;
use regex::{Captures, Regex};

use super::{Metadata, credit};
use crate::span::Span;

/// A paragraph without the furniture at its edges; `body` is empty where there is nothing else.
pub(super) struct Parts {
    pub(super) body: Span,
}

/// The longest line, in bytes, that can be furniture as a whole.
const LONGEST_LINE: usize = 360;
/// How far into a line the word that ends a dateline stands, in characters: agency, place, day.
const LONGEST_DATELINE: usize = 36;
/// How far into a line the bracket of its reporters opens, in characters: 江城日报社 (记者.
const MOST_BEFORE_BRACKET: usize = 16;
/// The longest name of who has the news, and the longest day: 12月31日.
const LONGEST_AGENCY: usize = 8;
const LONGEST_DAY: usize = 6;
/// The longest headline, in characters.
const LONGEST_TITLE: usize = 45;

// The patterns write [㐀-鿿] for a Chinese character: \p{Han} compiles to a hundred times as
// much, and no name uses the further characters.
#[expect(clippy::expect_used, reason = "the patterns are constants, each compiled by the tests")]
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a valid pattern")
}

/// One field of a furniture line.
const FIELD: &str = concat!(
    r"(?P<year>(?:19|20)[0-9]{2})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})日?",
    r"(?:[\sT　]*(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?:[:：](?P<second>[0-9]{2}))?)?",
    r"|(?:信息来源|文章来源|稿件来源|内容来源|来\s*源|稿源|转自)\s*[:：丨｜]\s*(?P<source>[^\s:：|｜丨（）()\[\]【】]+?)\s*(?:责任编辑|编\s*辑|作\s*者|记\s*者|发布时间|时间|\s|[|｜丨（）()\[\]【】]|$)",
    r"|(?:(?:责任|值班|网络|版面|本期|执行)编辑|责\s*编|编\s*辑)\s*[:：丨｜]\s*(?P<editor>[㐀-鿿](?:[\s　]?[㐀-鿿]){1,3}(?:[、\s　]+[㐀-鿿]{2,4})*)",
    r"|(?:审\s*核|校\s*对|监\s*制|[一二三初复终]审|统\s*筹|签\s*发)\s*[:：丨]\s*(?P<other>[㐀-鿿](?:[\s　]?[㐀-鿿]){1,3}(?:[、\s　]+[㐀-鿿]{2,4})*)",
    r"|(?:作\s*者|撰\s*稿|撰\s*文|记\s*者|通讯员)\s*(?:[:：丨｜]|[\s　])\s*(?P<author>[㐀-鿿]{2,4}(?:[、\s　]+[㐀-鿿]{2,4})*)",
    r"|文\s*[/丨｜]\s*(?P<writer>[㐀-鿿]{2,4}(?:[、\s　]+[㐀-鿿]{2,4})*)",
    r"|(?:发布时间|发布日期|发表时间|更新时间|时间|日期|分享到?|打印)\s*[:：]?(?:\s*[0-9]{1,2}-[0-9]{1,2}\s+[0-9]{1,2}:[0-9]{2})?|(?:字号|点击(?:量|数|次数)?|浏览(?:量|次数)?|阅读(?:量|数|次数)?)\s*[:：]?\s*[0-9]*",
    r"|编辑推荐|相关阅读|延伸阅读|版权声明|版权所有|责任编辑|返回搜狐.*|原标题[:：].*|[（(](?:完|图|文)[）)]|上接[0-9]*版",
);

/// A field at the beginning of what is asked.
static FIELD_HERE: Lazy<Regex> = Lazy::new(|| pattern(&format!("^(?:{FIELD})")));
/// The next field.
#[cfg(feature = "source")]
static FIELD_BEHIND: Lazy<Regex> = Lazy::new(|| pattern(FIELD));

/// The first two characters that are not blank of what a field of a furniture line may begin with. Most lines begin
/// otherwise, and no pattern needs to look at them.
const FIELD_OPENERS: [&str; 59] = [
    "19", "20", "信息", "文章", "来源", "稿源", "责任", "责编", "编辑", "审核", "校对", "监制", "作者", "撰稿", "文/",
    "记者", "通讯", "发布", "发表", "时间", "日期", "分享", "打印", "字号", "点击", "浏览", "阅读", "相关", "延伸",
    "版权", "返回", "原标", "（完", "(完", "（图", "(图", "（文", "(文", "上接", "稿件", "内容", "转自", "值班",
    "网络", "版面", "本期", "执行", "一审", "二审", "三审", "初审", "复审", "终审", "统筹", "签发", "更新", "文丨",
    "文｜", "撰文",
];

fn may_be_field(line: &str) -> bool {
    let mut chars = line.chars().filter(|c| !c.is_whitespace());
    let (first, second) = (chars.next(), chars.next());
    FIELD_OPENERS.iter().any(|opener| {
        let mut chars = opener.chars();
        chars.next() == first && chars.next() == second
    })
}

/// `江城网2016年10月14日07:17`: a site before the time, both in figures.
static SITE_TIME: Lazy<Regex> = Lazy::new(|| {
    pattern(
        r"^(?P<site>[㐀-鿿]{1,8}(?:网|在线|日报|晚报|新闻|客户端|发布))[\s　]*(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?[\s　]*[0-9]{1,2}[:：][0-9]{2}",
    )
});

/// Whether Chinese characters and then a figure open a line, as [`SITE_TIME`] has them: few do, and most articles need no such
/// pattern at all.
fn may_begin_with_site(line: &str) -> bool {
    let rest = line.trim_start_matches(|c| ('㐀'..='鿿').contains(&c));
    rest.len() < line.len() && rest.trim_start().starts_with(['1', '2'])
}

/// What may stand between the fields of a furniture line.
fn is_filler(c: char) -> bool {
    c.is_whitespace() || "|｜·•:：,，、/-（）()[]【】".contains(c)
}

/// `新华社北京3月5日电（记者王五）`, `本报讯（记者 张三 通讯员 李四）`, `中新网成都9月1日电 (记者 钱七)`
static DATELINE: Lazy<Regex> = Lazy::new(|| {
    pattern(concat!(
        r"^(?P<line>(?P<agency>本报|本刊|本网|新华社|新华网|中新社|中新网|人民网|央视网|中国新闻网|[㐀-鿿]{2,10}?(?:网|社|报|在线|客户端|新闻|[eE]公司))",
        r"(?P<place>[㐀-鿿、]{0,12}?)(?:(?P<month>[0-9]{1,2})月)?(?:(?P<day>[0-9]{1,2})日)?(?:专)?(?:电|讯|消息))",
        r"[\s　]*(?:[（(](?P<by>[^（）()]{0,60})[）)])?[\s　，,：:]*",
    ))
});

/// `体坛5月26日讯 `, `IT之家5月15日消息，`: whoever it is that has the news, with its day, before a mark or a blank.
static DATED: Lazy<Regex> = Lazy::new(|| {
    pattern(concat!(
        r"^(?P<line>(?P<agency>[A-Za-z㐀-鿿]{2,8}?)[\s　]*(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?:电|讯|消息))",
        r"(?:[\s　]*[（(](?P<by>[^（）()]{0,60})[）)]|[\s　，,：:])[\s　，,：:]*",
    ))
});

/// What opens a line as an agency would, and a clause: 据5月3日消息.
const UNDATED: [&str; 14] =
    ["据", "另据", "至", "到", "截至", "自", "从", "于", "在", "今年", "去年", "明年", "北京时间", "当地时间"];

/// `本报记者 张三` and `（记者李四 通讯员王五）` at an edge of a paragraph.
static OPENING_BYLINE: Lazy<Regex> = Lazy::new(|| {
    pattern(
        r"^(?:本报|本刊|本网|[㐀-鿿]{2,8}(?:网|社|报|在线))?[\s　]*(?:[（(](?P<by>(?:本报|本网)?(?:记者|通讯员|见习记者|特约记者)[^（）()]{1,60})[）)]|(?P<line>(?:本报|本网|本刊)(?:记者|通讯员)[\s　]+[㐀-鿿]{2,4}(?:[\s　、]+(?:通讯员[\s　]*)?[㐀-鿿]{2,4})*$))[\s　]*",
    )
});
static CLOSING_BYLINE: Lazy<Regex> = Lazy::new(|| {
    pattern(
        r"[\s　]*[（(](?P<by>(?:本报|本网|[㐀-鿿]{2,8}(?:网|社|报|在线))?(?:总台央视)?(?:记者|通讯员|见习记者|责任编辑|编辑|责编|作者|文/)[^（）()]{1,60}|[㐀-鿿]{2,10}客户端|完)[）)][\s　]*$",
    )
});

/// What a person of a byline is; the names follow.
static ROLE: Lazy<Regex> = Lazy::new(|| {
    pattern(
        r"责任编辑|责编|编辑|[㐀-鿿]{0,8}(?:网|社|报|在线|台|频道|客户端)(?:见习|特约)?记者|(?:见习|特约)?记者|通讯员|实习生|作者|校对|文/|摄影|图/|摄|总台央视|报道",
    )
});

/// The words of [`CLOSING_BYLINE`], one of which its bracket holds.
const CLOSING_WORDS: [&str; 8] = ["记者", "通讯员", "编辑", "责编", "作者", "文/", "客户端", "完"];

pub(super) fn read(text: &str, paragraph: Span, metadata: &mut Metadata) -> Parts {
    let line = &text[paragraph.range()];
    if line.len() <= LONGEST_LINE
        && (credit::read(line, metadata) || fields(line, metadata) || reporters(line, metadata))
    {
        return Parts { body: Span::new(paragraph.start, paragraph.start) };
    }
    let mut body = paragraph;
    let head = head(line);
    let dateline =
        may_be_dateline(head).then(|| DATELINE.captures(head)).flatten().filter(|found| ends_well(found, head));
    let dateline = dateline.or_else(|| may_be_dated(head).then(|| DATED.captures(head)).flatten());
    if let Some(found) = dateline {
        if metadata.dateline.is_none() {
            metadata.dateline = found.name("line").map(|m| m.as_str().to_owned());
        }
        if metadata.source.is_none() {
            metadata.source = found.name("agency").map(|m| m.as_str().to_owned()).filter(|a| !a.starts_with('本'));
        }
        authors(found.name("by").map_or("", |m| m.as_str()), metadata);
        body.start += found.get(0).map_or(0, |m| m.end());
    } else if let Some(found) = may_open_with_reporters(head).then(|| OPENING_BYLINE.captures(head)).flatten() {
        authors(found.name("by").or(found.name("line")).map_or("", |m| m.as_str()), metadata);
        body.start += found.get(0).map_or(0, |m| m.end());
    }
    let tail = tail(&text[body.range()]);
    let closes =
        || tail.rfind(['（', '(']).is_some_and(|at| CLOSING_WORDS.iter().any(|word| tail[at..].contains(word)));
    let bracketed = tail.trim_end().ends_with(['）', ')']) && closes();
    if let Some(found) = bracketed.then(|| CLOSING_BYLINE.captures(tail)).flatten() {
        let by = found.name("by").map_or("", |m| m.as_str());
        if by.ends_with("客户端") {
            metadata.source.get_or_insert_with(|| by.to_owned());
        } else {
            authors(by, metadata);
        }
        body.end -= tail.len() - found.get(0).map_or(0, |m| m.start());
    }
    Parts { body }
}

/// Whether what stands behind a dateline shows that it is one: 北京百渡网讯|科技有限公司 and 北京网讯|员 are none. One that names its
/// day needs no more.
fn ends_well(found: &Captures, line: &str) -> bool {
    let dated = found.name("day").is_some() || found.name("by").is_some();
    let behind = found.name("line").map_or("", |m| &line[m.end()..]);
    if found.name("day").is_none() && found.name("line").is_some_and(|m| m.as_str().ends_with("消息")) {
        return false;
    }
    let own = found.name("agency").is_some_and(|m| m.as_str().starts_with('本'));
    let mut chars = behind.chars();
    dated
        || chars.next().is_none_or(|c| !c.is_alphanumeric() && c != '、')
        || behind.starts_with("记者")
        || behind.starts_with("通讯员")
        || own && !behind.starts_with(['号', '员', '息', '问'])
}

/// Whether 电, 讯 or 消 stands where a dateline ends, behind what an agency's name ends with and what may stand between.
fn may_be_dateline(line: &str) -> bool {
    let mut agency = false;
    for c in line.chars().take(LONGEST_DATELINE) {
        match c {
            '电' | '讯' | '消' if agency => return true,
            '报' | '刊' | '网' | '社' | '线' | '端' | '闻' | '司' => agency = true,
            '㐀'..='鿿' | '、' | '0'..='9' | 'e' | 'E' => {}
            _ => return false,
        }
    }
    false
}

/// Whether a line may open as [`DATED`] has it: characters that open no clause, then a figure, soon 日 and 电, 讯 or 消.
fn may_be_dated(line: &str) -> bool {
    let figure = line.char_indices().take(LONGEST_AGENCY + 2).find(|(_, c)| c.is_ascii_digit()).map_or(0, |(at, _)| at);
    let day = || line[figure..].char_indices().take(LONGEST_DAY).find(|&(_, c)| c == '日').map(|(at, _)| figure + at);
    figure > 0
        && !UNDATED.iter().any(|word| line.starts_with(word))
        && day().is_some_and(|at| line[at + '日'.len_utf8()..].starts_with(['电', '讯', '消']))
}

/// Whether a line may open with reporters: in brackets near its beginning, or behind the word for the paper itself.
fn may_open_with_reporters(line: &str) -> bool {
    (line.starts_with('本') || line.chars().take(MOST_BEFORE_BRACKET).any(|c| matches!(c, '（' | '(')))
        && names_reporters(line)
}

fn names_reporters(line: &str) -> bool {
    line.contains("记者") || line.contains("通讯员")
}

/// Whether the first paragraph that is no furniture is the headline: short, without a full stop.
pub(super) fn is_title(line: &str) -> bool {
    line.len() <= LONGEST_TITLE * 4
        && line.chars().count() <= LONGEST_TITLE
        && !line.ends_with(['。', '；', '，', '：', ';', ',', ':'])
}

/// Whether the first line is the page's own, the headline only below it: 新闻动态--学会官网, 首页 > 新闻.
pub(super) fn is_navigation(line: &str, next: &str) -> bool {
    let marked = ["--", " > ", ">>", "»", "› "].iter().any(|mark| line.contains(mark))
        || line.ends_with("官网")
        || line.starts_with("首页");
    marked && is_title(line) && is_title(next) && next.chars().count() >= 6 && !fields(next, &mut Metadata::default())
}

/// The first and last characters of a line, where bylines stand: what is longer is text.
fn head(line: &str) -> &str {
    &line[..floor(line, LONGEST_LINE)]
}

fn tail(line: &str) -> &str {
    let mut start = line.len().saturating_sub(LONGEST_LINE);
    while !line.is_char_boundary(start) {
        start += 1;
    }
    &line[start..]
}

fn floor(line: &str, at: usize) -> usize {
    let mut at = at.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Reads a line made of furniture fields only; says whether it is one.
fn fields(line: &str, metadata: &mut Metadata) -> bool {
    let mut found = Metadata::default();
    let mut at = 0;
    let mut any = false;
    let site = may_begin_with_site(line).then(|| SITE_TIME.captures(line)).flatten();
    if let Some(site) = site.and_then(|found| found.name("site")) {
        found.source = Some(site.as_str().to_owned());
        at = site.end();
    }
    while at < line.len() {
        let rest = line[at..].trim_start_matches(is_filler);
        at = line.len() - rest.len();
        if rest.is_empty() {
            break;
        }
        let Some(field) = may_be_field(rest).then(|| FIELD_HERE.captures(rest)).flatten() else { return false };
        at += end_of(&field).max(1);
        any = true;
        take(&field, &mut found);
    }
    // A bare date can be the headline of a chronicle; alone it is furniture only in full.
    if !any {
        return false;
    }
    metadata.published = metadata.published.or(found.published);
    metadata.source = metadata.source.take().or(found.source);
    metadata.editor = metadata.editor.take().or(found.editor);
    metadata.authors.extend(found.authors);
    true
}

/// Reads whatever fields a line of page furniture holds, among other words.
#[cfg(feature = "source")]
pub(crate) fn scan(line: &str, metadata: &mut Metadata) {
    let mut at = 0;
    while let Some(field) = FIELD_BEHIND.captures_at(line, at) {
        at = end_of(&field);
        take(&field, metadata);
        if field.get(0).is_none_or(|m| m.is_empty()) {
            break;
        }
    }
}

/// Takes what a field says, unless it is known.
fn take(field: &Captures, found: &mut Metadata) {
    if found.published.is_none() {
        found.published = published(field);
    }
    let text = |name| field.name(name).map(|m| unlabelled(m.as_str()).replace([' ', '　'], ""));
    found.source = found.source.take().or_else(|| text("source"));
    found.editor = found.editor.take().or_else(|| text("editor"));
    let author = field.name("author").or(field.name("writer"));
    authors(unlabelled(author.map_or("", |m| m.as_str())), found);
}

/// What may stand behind a name as if it were another: the label of the next field.
static LABEL: Lazy<Regex> = Lazy::new(|| {
    pattern(
        r"[\s　、]+(?:责任编辑|责编|编辑|作者|记者|通讯员|审核|校对|监制|来源|时间|日期|发布时间|发表时间|发布日期|更新时间|点击|浏览|阅读|字号|字体|打印|我要评论|评论|分享)",
    )
});

/// Names without the label of the next field: `何立群 编辑` is of `作者：何立群 编辑：周敏`.
fn unlabelled(names: &str) -> &str {
    &names[..LABEL.find(names).map_or(names.len(), |label| label.start())]
}

/// Where the next field begins: a source ends before the word that follows it.
fn end_of(field: &Captures) -> usize {
    let names = ["editor", "author", "writer", "other"]
        .into_iter()
        .find_map(|name| field.name(name))
        .map(|m| m.start() + unlabelled(m.as_str()).len());
    let named = field.name("source").map(|m| m.end()).or(names);
    named.unwrap_or_else(|| field.get(0).map_or(0, |m| m.end()))
}

fn published(field: &Captures) -> Option<DateTime> {
    let number = |name| field.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let date = Date::new(number("year")?, number("month")? as i8, number("day")? as i8).ok()?;
    let part = |name| number(name).unwrap_or(0) as i8;
    let time = Time::new(part("hour"), part("minute"), part("second"), 0).ok()?;
    Some(date.to_datetime(time))
}

/// `陈望远 江北频道 林小雨 江城在线记者 秦大川`: names apart by blanks, with a word for what they are.
fn reporters(line: &str, metadata: &mut Metadata) -> bool {
    if !names_reporters(line) && !line.contains("频道") {
        return false;
    }
    let pieces: Vec<&str> = line.split([' ', '　', '\u{a0}', '|', '｜', '/']).filter(|p| !p.is_empty()).collect();
    let says_who =
        |p: &&&str| p.ends_with("记者") || p.ends_with("通讯员") || p.ends_with("频道") || p.starts_with("记者");
    let short = |p: &&str| p.chars().count() <= 10 && p.chars().all(|c| c.is_alphabetic() || c == '·');
    if pieces.len() < 2 || !pieces.iter().all(short) || pieces.iter().filter(says_who).count() == 0 {
        return false;
    }
    for piece in pieces {
        if piece.ends_with("频道") {
            metadata.channel.get_or_insert_with(|| piece.to_owned());
        } else if !piece.ends_with("记者") && !piece.ends_with("通讯员") {
            authors(piece, metadata);
        }
    }
    true
}

/// Adds the names of `记者 张三 通讯员 李四`; an editor goes where editors go.
pub(crate) fn authors(by: &str, metadata: &mut Metadata) {
    let mut role = "";
    let mut at = 0;
    let ends = ROLE.find_iter(by).map(|m| (m.start(), m.end(), m.as_str())).chain([(by.len(), by.len(), "")]);
    for (start, end, next) in ends {
        let names = by[at..start].split([' ', '　', '\u{a0}', '、', '，', ',', ':', '：', '/', '；', '\t']);
        for name in names.filter(|name| credit::is_person(name)) {
            if role.contains('编') {
                metadata.editor.get_or_insert_with(|| name.to_owned());
            } else if !metadata.authors.iter().any(|a| a == name) {
                metadata.authors.push(name.to_owned());
            }
        }
        (role, at) = (next, end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Role};

    /// Title, published, source, editor, authors, channel as one line each, `-` where there is none.
    fn furniture(text: &str) -> [String; 5] {
        let m = Article::parse(text).metadata;
        let text = |v: Option<String>| v.unwrap_or_else(|| "-".to_owned());
        [
            text(m.published.map(|p| p.to_string())),
            text(m.source),
            text(m.editor),
            if m.authors.is_empty() { "-".to_owned() } else { m.authors.join(" ") },
            text(m.channel),
        ]
    }

    #[test]
    fn furniture_becomes_metadata() {
        for (line, expected) in [
            ("2020-11-25 16:25:40来源:江城在线编辑:杨立群", ["2020-11-25T16:25:40", "江城在线", "杨立群", "-", "-"]),
            ("来源：江城日报　2023年05月08日08:12", ["2023-05-08T08:12:00", "江城日报", "-", "-", "-"]),
            ("陈望远 江北频道 林小雨 江城在线记者 秦大川", ["-", "-", "-", "陈望远 林小雨 秦大川", "江北频道"]),
            ("本报记者 张三", ["-", "-", "-", "张三", "-"]),
            ("责任编辑：赵六", ["-", "-", "赵六", "-", "-"]),
            ("（记者李四光 通讯员王五行）全县今年新增企业98家。", ["-", "-", "-", "李四光 王五行", "-"]),
            ("新华社北京3月5日电（记者 王小山）大会开幕。", ["-", "新华社", "-", "王小山", "-"]),
            ("看球5月26日讯 江城队官方今日宣布了新帅。", ["-", "看球", "-", "-", "-"]),
            ("IT百科5月15日消息，新款手机今晚发布。", ["-", "IT百科", "-", "-", "-"]),
            ("江城网清河11月4日消息（记者 王小山）大会开幕。", ["-", "江城网", "-", "王小山", "-"]),
            ("江城网消息（记者 王小山）大会开幕。", ["-", "-", "-", "-", "-"]),
            ("据5月15日消息，新款手机今晚发布。", ["-", "-", "-", "-", "-"]),
            ("全县新增企业98家。（江城新闻客户端）", ["-", "江城新闻客户端", "-", "-", "-"]),
            ("全县新增企业98家。（责任编辑：赵六）", ["-", "-", "赵六", "-", "-"]),
            ("2020年11月25日，全县新增企业98家。", ["-", "-", "-", "-", "-"]),
            ("记者从县教育局获悉，今年新增学校3所。", ["-", "-", "-", "-", "-"]),
        ] {
            assert_eq!(furniture(&format!("县里办了一件大事\n{line}\n")), expected, "{line}");
        }
    }

    #[test]
    fn a_dateline_is_no_part_of_the_news() {
        let text = "大会开幕\n新华社北京3月5日电（记者 王小山）大会5日开幕。";
        let article = Article::parse(text);
        let body: Vec<_> =
            article.sentences.iter().filter(|s| s.role == Role::Body).map(|s| article.slice(s.span)).collect();
        assert_eq!(body, ["大会5日开幕。"]);
        assert_eq!(article.metadata.dateline.as_deref(), Some("新华社北京3月5日电"));
    }
}
