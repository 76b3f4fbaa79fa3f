//! Two places that the tagger took for one: 乌克兰|和|哈萨克斯坦, 安徽|共有|5市.

use super::gazetteer;
use crate::chars::chars;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// Words that stand between two places and inside none.
const JOINTS: [&str; 15] =
    ["和", "与", "及", "同", "对", "向", "在", "从", "自", "因", "除", "以外", "比照", "以及", "及其"];

/// The places that words part which no place holds; none where there is no such word.
pub(super) fn parts(sentence: &Sentence<'_>, place: Span) -> Option<Vec<Span>> {
    let mut parts = Vec::new();
    let (mut start, mut done) = (place.start, false);
    let mut push = |part: Span, done: bool| {
        let text = sentence.slice(part);
        // 宾馆 and 国道 name no place.
        let noun = sentence.token_at(part.start).is_some_and(|t| t.span == part && t.pos == Pos::Noun);
        let stands = chars(text) > 1 && !noun && !text.starts_with(|c: char| c.is_ascii_digit());
        // What stands behind a verb is a place only if it is listed.
        if stands && (!done || is_listed(sentence, part)) {
            parts.push(part);
        }
    };
    let inside =
        sentence.tokens.iter().skip(sentence.tokens_ended(place.start)).take_while(|t| t.span.end <= place.end);
    for word in inside.filter(|t| t.span.start > place.start) {
        let head = Span::new(start, word.span.start);
        let deed = is_deed(sentence, word, head, Span::new(word.span.end, place.end));
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
fn is_deed(sentence: &Sentence<'_>, word: &Token<'_>, head: Span, tail: Span) -> bool {
    let behind = sentence.slice(tail);
    let suffix = |text| sentence.lexicon.place_suffixes.longest_suffix(text).map(|(suffix, _)| suffix.len());
    let last =
        || suffix(behind).or_else(|| sentence.lexicon.org_suffixes.longest_suffix(behind).map(|(last, _)| last.len()));
    let names =
        |last: usize| last < tail.len() && (word.is_in(&sentence.lexicon.action_verbs) || is_listed(sentence, tail));
    word.pos == Pos::Verb
        && word.text.chars().nth(1).is_some()
        && is_listed(sentence, head)
        && (behind.chars().nth(2).is_some() || is_listed(sentence, tail))
        && sentence.knows(word.text)
        && suffix(word.text).is_none()
        && last().is_none_or(names)
}

/// Whether listed places make up the stretch.
fn is_listed(sentence: &Sentence<'_>, stretch: Span) -> bool {
    let mut at = stretch.start;
    while let Some(entry) = gazetteer::listed(sentence, at).filter(|entry| at + entry.len <= stretch.end) {
        at += entry.len;
    }
    at == stretch.end && !stretch.is_empty()
}
