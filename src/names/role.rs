//! The titles around a person's name.

use super::{Name, NameKind};
use crate::chars::chars;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Names before a person that may own the titles there.
const MOST_OWNERS: usize = 12;

/// The titles that stand at a person's name, in the order of the text: before it (区委书记、区长李强) and behind it.
///
/// `text` is the sentence, which begins at byte `base` of the article.
pub(crate) fn roles(text: &str, name: Span, lexicon: &Lexicon, names: &[Name], base: usize) -> Vec<String> {
    let mut roles = Vec::new();
    // Titles and their bodies stand close: names in order, a few before the person.
    let place = names.partition_point(|n| n.span.start < name.start);
    let names = &names[place.saturating_sub(MOST_OWNERS)..place];
    let line_text = text;
    let mut before = &line_text[..name.start - base];
    for _ in 0..6 {
        let text = before.trim_end_matches([' ', '\u{3000}']);
        let Some((title, _)) = lexicon.titles.longest_suffix(text) else { break };
        let mut from = text.len() - title.len();
        // 学院院长 is listed, but the 学院 is the body's own.
        let body = names.iter().filter(|n| n.kind == NameKind::Organization && n.span.end < base + text.len());
        let owner = body
            .clone()
            .find(|n| n.span.end == base + from)
            .or_else(|| body.clone().find(|n| n.span.start < base + from && n.span.end > base + from));
        let title = owner.map_or(title, |owner| &text[owner.span.end - base..]);
        from = text.len() - title.len();
        let role = match owner {
            Some(owner) => with_committee(lexicon, &line_text[owner.span.start - base..from], title),
            None => title.to_owned(),
        };
        roles.push(role);
        if let Some(owner) = owner {
            from = owner.span.start - base;
        } else if let Some(place) = names.iter().find(|n| n.kind == NameKind::Place && n.span.end == base + from) {
            from = place.span.start - base;
        }
        let Some(rest) = before
            .get(..from)
            .and_then(|b| b.strip_suffix('、').or_else(|| b.strip_suffix('，')).or_else(|| b.strip_suffix('兼')))
        else {
            break;
        };
        before = rest;
    }
    roles.reverse();
    let after = &line_text[name.end - base..];
    if let Some((title, _)) = lexicon.titles.longest_prefix(after)
        && !acts(&after[title.len()..], title, lexicon)
    {
        roles.push(title.to_owned());
    }
    roles.retain(|r| chars(r) >= 2);
    roles.dedup();
    roles
}

/// Titles that are verbs as often.
const ALSO_VERBS: [&str; 8] = ["代表", "编辑", "导演", "编导", "指导", "领导", "翻译", "策划"];

/// 李明|代表|公司领奖: a title that is a verb too is one where it has an object; 李明代表说, 李明代表、 tell a title.
fn acts(rest: &str, title: &str, lexicon: &Lexicon) -> bool {
    ALSO_VERBS.contains(&title)
        && rest.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '《' | '“'))
        && lexicon.speech_verbs.longest_prefix(rest).is_none()
}

/// 阳城县委|书记 → 县委书记: a committee and its officer are one title.
fn with_committee(lexicon: &Lexicon, body: &str, title: &str) -> String {
    match lexicon.committees.longest_suffix(body) {
        Some((committee, _)) => format!("{committee}{title}"),
        None => title.to_owned(),
    }
}
