//! The titles around a person's name.

use super::{Name, NameKind};
use crate::chars::chars;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Names before a person that may own the titles there.
const MOST_OWNERS: usize = 12;
/// Titles behind a name: 李强总书记、国家主席.
const MOST_BEHIND: usize = 4;
/// What the writer calls the body that a title is of.
const OWN: [&str; 10] = ["我校", "我院", "我省", "我市", "我县", "我区", "该校", "该院", "本校", "学校"];

/// The titles that stand at a person's name, in the order of the text: before it (区委书记、区长李强) and behind it.
///
/// `text` is the sentence, which begins at byte `base` of the article.
pub(crate) fn roles(text: &str, name: Span, lexicon: &Lexicon, names: &[Name], base: usize) -> Vec<String> {
    let mut roles = Vec::new();
    // Titles and their bodies stand close: names in order, a few before the person.
    let place = names.partition_point(|n| n.span.start < name.start);
    let (names, behind) = (&names[place.saturating_sub(MOST_OWNERS)..place], &names[place..]);
    let line_text = text;
    let mut before = &line_text[..name.start - base];
    for turn in 0..6 {
        let text = before.trim_end_matches([' ', '\u{3000}']);
        let Some((title, _)) = lexicon.titles.longest_suffix(text) else { break };
        let mut from = text.len() - title.len();
        // 张芳|教授、主任李强: the title of the person before; 张芳|记者李强 has no mark between.
        if turn > 0 && names.iter().any(|n| n.kind == NameKind::Person && n.span.end == base + from) {
            break;
        }
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
        } else {
            from -= unnamed_owner(lexicon, &text[..from]);
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
    let mut at = name.end;
    for _ in 0..MOST_BEHIND {
        let after = &line_text[at - base..];
        let Some((title, _)) = lexicon.titles.longest_prefix(after) else { break };
        let end = at + title.len();
        // 张芳教授、主任|李强: the second is the next person's.
        let others = at > name.end
            && behind
                .iter()
                .take_while(|n| n.span.start <= end)
                .any(|n| n.kind == NameKind::Person && n.span.start == end);
        if others || acts(&line_text[end - base..], title, lexicon) {
            break;
        }
        roles.push(title.to_owned());
        if !line_text[end - base..].starts_with('、') {
            break;
        }
        at = end + '、'.len_utf8();
    }
    roles.retain(|r| chars(r) >= 2);
    roles.dedup();
    roles
}

/// How long what stands before a title is where it belongs to a body that has no name of its own: 理事长、我校|教授, 党组成员、纪检组|组长.
fn unnamed_owner(lexicon: &Lexicon, before: &str) -> usize {
    if let Some(own) = OWN.iter().find(|own| before.ends_with(**own)) {
        return own.len();
    }
    let unit = [&lexicon.org_units, &lexicon.org_suffixes].into_iter().find_map(|list| list.longest_suffix(before));
    unit.map(|(unit, _)| unit.len()).filter(|&len| before[..before.len() - len].ends_with('、')).unwrap_or(0)
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
