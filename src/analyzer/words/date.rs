//! Which words of a date are the date, and which only bound it.

use crate::date::numeric;
use crate::lexicon::{Lexicon, said_of};
use crate::span::Span;

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

/// Leaves the words out that bound a date and are words of their own.
fn trim(mention: &str, mut span: Span) -> Span {
    let bounds = &Lexicon::shared().time_bounds;
    let text = |span: Span| &mention[span.range()];
    let cut = |value: &str, opens: bool| said_of(value, "cut").is_some() && said_of(value, "open").is_some() == opens;
    let opening = bounds.prefixes(text(span)).filter(|(word, value)| word.len() < span.len() && cut(value, true));
    if let Some((word, _)) = opening.last() {
        span.start += word.len();
    }
    while let Some((word, value)) = bounds.longest_suffix(text(span))
        && word.len() < span.len()
        && cut(value, false)
    {
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
