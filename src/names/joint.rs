//! Two places that the tagger took for one: 乌克兰|和|哈萨克斯坦, 安徽|共有|5市.

use super::gazetteer;
use super::line::{Line, chars};
use crate::segment::{Pos, Token};
use crate::span::Span;

/// Words that stand between two places and inside none.
const JOINTS: [&str; 15] =
    ["和", "与", "及", "同", "对", "向", "在", "从", "自", "因", "除", "以外", "比照", "以及", "及其"];

/// The places on either side of a word that no place holds; none where there is no such word.
pub(super) fn parts(line: &Line<'_>, place: Span) -> Option<Vec<Span>> {
    let inside = line.tokens.iter().skip(line.token_place(place.start)).take_while(|t| t.span.end <= place.end);
    let (word, [head, tail]) = inside.filter(|t| t.span.start > place.start).find_map(|token| {
        let sides = [Span::new(place.start, token.span.start), Span::new(token.span.end, place.end)];
        (JOINTS.contains(&token.text) || is_deed(line, token, sides)).then_some((token, sides))
    })?;
    // What stands behind a verb is a place only if it is listed.
    let stands = |side: &Span| {
        let text = line.slice(*side);
        // 宾馆 and 国道 name no place.
        let noun = line.token_at(side.start).is_some_and(|t| t.span == *side && t.pos == Pos::Noun);
        chars(text) > 1 && !noun && !text.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut parts: Vec<Span> = [head].into_iter().filter(stands).collect();
    parts.extend([tail].into_iter().filter(|side| stands(side) && (word.pos != Pos::Verb || is_listed(line, *side))));
    Some(parts)
}

/// Whether a word is a verb that a listed place does, and not one inside a name: 海河|解放|桥, 阜康|抽水|蓄能电站.
fn is_deed(line: &Line<'_>, word: &Token<'_>, [head, tail]: [Span; 2]) -> bool {
    let behind = line.slice(tail);
    let suffix = |text| line.lexicon.place_suffixes.longest_suffix(text).map(|(suffix, _)| suffix.len());
    let last = suffix(behind).or_else(|| line.lexicon.org_suffixes.longest_suffix(behind).map(|(last, _)| last.len()));
    word.pos == Pos::Verb
        && chars(word.text) > 1
        && (chars(behind) > 2 || is_listed(line, tail))
        && line.knows(word.text)
        && last
            .is_none_or(|last| last < tail.len() && (word.is_in(&line.lexicon.action_verbs) || is_listed(line, tail)))
        && suffix(word.text).is_none()
        && is_listed(line, head)
}

/// Whether listed places make up the stretch.
fn is_listed(line: &Line<'_>, stretch: Span) -> bool {
    let mut at = stretch.start;
    while let Some(entry) = gazetteer::lookup(line, at).filter(|entry| at + entry.len <= stretch.end) {
        at += entry.len;
    }
    at == stretch.end
}
