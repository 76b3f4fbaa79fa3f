//! Which words of a date are the date, and which only bound it.

use crate::date::numeric;
use crate::span::Span;

/// Words that open a date and are words of their own.
const OPENERS: [&str; 9] = ["截至到", "截止到", "截止至", "截至", "截止", "自从", "自從", "自", "从"];
/// Words that close one.
const CLOSERS: [&str; 29] = [
    "以来",
    "以來",
    "至今",
    "迄今",
    "到现在",
    "到目前",
    "至目前",
    "期间",
    "期間",
    "为止",
    "之前",
    "以前",
    "之后",
    "之後",
    "以后",
    "以後",
    "过后",
    "前后",
    "左右",
    "上下",
    "开始",
    "開始",
    "之间",
    "以上",
    "以下",
    "以内",
    "之内",
    "起",
    "止",
];

/// The points and lengths that a date is told by, in bytes of its mention: 9月22日 and 25日 in 9月22日至25日.
pub(super) fn cores(mention: &str) -> Vec<Span> {
    let whole = trim(mention, Span::new(0, mention.len()));
    let mut cores = Vec::new();
    let mut start = whole.start;
    let mut push = |start, end| {
        let core = trim(mention, Span::new(start, end));
        if !core.is_empty() {
            cores.push(core);
        }
    };
    for (at, c) in mention[whole.range()].char_indices() {
        let at = whole.start + at;
        if at >= start && parts(mention, at, c) {
            push(start, at);
            start = at + c.len_utf8();
        }
    }
    push(start, whole.end);
    cores
}

/// Leaves the words out that bound a date.
fn trim(mention: &str, mut span: Span) -> Span {
    let text = |span: Span| &mention[span.range()];
    if let Some(word) = OPENERS.iter().find(|w| text(span).len() > w.len() && text(span).starts_with(**w)) {
        span.start += word.len();
    }
    while let Some(word) = CLOSERS.iter().find(|w| text(span).len() > w.len() && text(span).ends_with(**w)) {
        span.end -= word.len();
    }
    span
}

/// Whether a character stands between two words of a date.
fn parts(mention: &str, at: usize, c: char) -> bool {
    let before = &mention[..at];
    let (left, right) =
        (before.chars().next_back().unwrap_or(c), mention[at + c.len_utf8()..].chars().next().unwrap_or(c));
    let digits = left.is_ascii_digit() && right.is_ascii_digit();
    match c {
        // 3 月 8 日: blanks set off a number alone.
        _ if c.is_whitespace() => digits || !left.is_ascii_digit() && !right.is_ascii_digit(),
        // 夏至.
        '至' if matches!(left, '冬' | '夏') => false,
        '-' | '－' | '—' | '–' | '―' if digits => false,
        '至' | '到' | '-' | '－' | '—' | '–' | '―' | '~' | '～' | '、' | '和' | '与' => {
            !shares_unit(before)
        }
        _ => is_mark(c),
    }
}

/// Whether a number without its unit ends here: 1至10月, but not 周一至周五, 9:00至11:00.
fn shares_unit(before: &str) -> bool {
    let head = before.trim_end_matches(numeric);
    head.len() < before.len() && !head.ends_with(['周', '週', '期', '拜', '初', '廿', ':', '：', '-', '/', '.'])
}

/// What is never part of a word.
const MARKS: &str = "“”‘’\"（）()《》〈〉「」『』【】[]〔〕，,；;";

/// Whether a character parts words wherever it stands.
pub(super) fn is_mark(c: char) -> bool {
    MARKS.contains(c)
}
