//! Two places that the tagger took for one: 乌克兰|和|哈萨克斯坦, 安徽|共有|5市.

use super::gazetteer;
use super::line::{Line, chars};
use crate::segment::{Pos, Token};
use crate::span::Span;

/// Words that stand between two places and inside none.
const JOINTS: [&str; 15] =
    ["和", "与", "及", "同", "对", "向", "在", "从", "自", "因", "除", "以外", "比照", "以及", "及其"];

/// The places that words part which no place holds; none where there is no such word.
pub(super) fn parts(line: &Line<'_>, place: Span) -> Option<Vec<Span>> {
    let mut parts = Vec::new();
    let (mut start, mut done) = (place.start, false);
    let mut push = |part: Span, done: bool| {
        let text = line.slice(part);
        // 宾馆 and 国道 name no place.
        let noun = line.token_at(part.start).is_some_and(|t| t.span == part && t.pos == Pos::Noun);
        let stands = chars(text) > 1 && !noun && !text.starts_with(|c: char| c.is_ascii_digit());
        // What stands behind a verb is a place only if it is listed.
        if stands && (!done || is_listed(line, part)) {
            parts.push(part);
        }
    };
    let inside = line.tokens.iter().skip(line.token_place(place.start)).take_while(|t| t.span.end <= place.end);
    for word in inside.filter(|t| t.span.start > place.start) {
        let head = Span::new(start, word.span.start);
        let deed = is_deed(line, word, head, Span::new(word.span.end, place.end));
        if deed || JOINTS.contains(&word.text) {
            push(head, done);
            (start, done) = (word.span.end, deed);
        }
    }
    if start == place.start {
        return None;
    }
    push(Span::new(start, place.end), done);
    Some(parts)
}

/// Whether a word is a verb that a listed place does, and not one inside a name: 海河|解放|桥, 阜康|抽水|蓄能电站.
fn is_deed(line: &Line<'_>, word: &Token<'_>, head: Span, tail: Span) -> bool {
    let behind = line.slice(tail);
    let suffix = |text| line.lexicon.place_suffixes.longest_suffix(text).map(|(suffix, _)| suffix.len());
    let last =
        || suffix(behind).or_else(|| line.lexicon.org_suffixes.longest_suffix(behind).map(|(last, _)| last.len()));
    let names = |last: usize| last < tail.len() && (word.is_in(&line.lexicon.action_verbs) || is_listed(line, tail));
    word.pos == Pos::Verb
        && word.text.chars().nth(1).is_some()
        && is_listed(line, head)
        && (behind.chars().nth(2).is_some() || is_listed(line, tail))
        && line.knows(word.text)
        && suffix(word.text).is_none()
        && last().is_none_or(names)
}

/// Whether listed places make up the stretch.
fn is_listed(line: &Line<'_>, stretch: Span) -> bool {
    let mut at = stretch.start;
    while let Some(entry) = gazetteer::lookup(line, at).filter(|entry| at + entry.len <= stretch.end) {
        at += entry.len;
    }
    at == stretch.end && !stretch.is_empty()
}
