//! What is wrong with a name whatever found it: quotes and brackets left open, titles at its edge, names inside names.

use super::{Name, NameKind};
use crate::chars::{BRACKETS, chars, is_han};
use crate::sentence::Sentence;
use crate::span::Span;

/// Takes titles off persons' names, before the article learns them.
pub(super) fn titles_off(sentence: &Sentence<'_>, names: &mut [Name]) {
    for name in names.iter_mut().filter(|n| n.kind == NameKind::Person) {
        title_off(sentence, name);
    }
}

/// Last words of bodies in general.
const GENERAL: [&str; 9] = ["院校", "高校", "部门", "中小学", "车企", "房企", "民企", "国企", "党组织"];

pub(super) fn repair(sentence: &Sentence<'_>, names: &mut Vec<Name>) {
    for name in names.iter_mut() {
        balance(sentence, name);
        if name.kind == NameKind::Organization {
            joint_off(sentence, name);
        }
        if name.kind == NameKind::Person {
            title_off(sentence, name);
        }
    }
    names.retain(|n| n.span.start < n.span.end && stands(sentence, n));
    Name::sort(names);
    names.dedup_by(|later, first| later.span == first.span);
    nest(names);
}

/// A quotation mark or bracket that opens inside a name closes inside it, or the name ends before it.
fn balance(sentence: &Sentence<'_>, name: &mut Name) {
    if sentence.slice(name.span).chars().all(is_han) {
        return;
    }
    for (open, close) in BRACKETS {
        let text = sentence.slice(name.span);
        let opened = text.matches(open).count();
        let closed = text.matches(close).count();
        if opened > closed {
            if sentence.after(name.span.end).starts_with(close) {
                name.span.end += close.len_utf8();
            } else if let Some(at) = text.rfind(open) {
                name.span = if at == 0 {
                    Span::new(name.span.start + open.len_utf8(), name.span.end)
                } else {
                    Span::new(name.span.start, name.span.start + at)
                };
            }
        } else if closed > opened
            && let Some(at) = text.find(close)
        {
            name.span.start += at + close.len_utf8();
        }
    }
}

/// 及省税务局 → 省税务局: a function word that the segmenter drew into a level word.
fn joint_off(sentence: &Sentence<'_>, name: &mut Name) {
    let mut text = sentence.slice(name.span).chars();
    let (Some(first), Some(level)) = (text.next(), text.next()) else { return };
    if matches!(first, '及' | '和' | '与' | '对' | '由' | '向' | '在' | '将')
        && super::LEVEL_WORDS.contains(&&*level.to_string())
        && sentence.lexicon.org_bodies.longest_prefix(text.as_str()).is_some()
    {
        name.span.start += first.len_utf8();
    }
}

/// 会长张嘉琪 → 张嘉琪; 舰|长布莱恩·克罗斯 → 布莱恩·克罗斯.
fn title_off(sentence: &Sentence<'_>, name: &mut Name) {
    let text = sentence.slice(name.span);
    if let Some((title, _)) = sentence.lexicon.titles.longest_prefix(text)
        && chars(title) >= 2
        && chars(text) >= chars(title) + 2
    {
        name.span.start += title.len();
        return;
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    let crossing = sentence.lexicon.titles.longest_suffix(sentence.before(name.span.start + first));
    if crossing.is_some_and(|(title, _)| title.len() > first && chars(title) >= 2) && chars(text) >= 3 {
        name.span.start += first;
    }
}

/// Whether a name is one: no class of bodies in general, no half of a word.
fn stands(sentence: &Sentence<'_>, name: &Name) -> bool {
    if name.is_users() {
        return true;
    }
    let text = sentence.slice(name.span);
    match name.kind {
        NameKind::Organization => {
            let after = sentence.after(name.span.end);
            // 教育部|门: half of a word.
            let halved = text.ends_with('部') && after.starts_with('门');
            // 俄国防|部长: the officer of a body is none.
            let officer = name.class.is_unknown() && after.starts_with("部长");
            // 四川高校, 民生部门: bodies in general.
            let general = GENERAL.iter().any(|g| text.ends_with(g));
            chars(text) >= 2 && !halved && !officer && !general && !sentence.lexicon.org_generics.contains(text)
        }
        NameKind::Person => chars(text) >= 2 && !sentence.lexicon.not_persons.contains(text),
        NameKind::Place => !text.is_empty() && !sentence.lexicon.place_generics.contains(text),
    }
}

/// Names that cross: the longer stays. Of names inside names only places inside organizations stay.
fn nest(names: &mut Vec<Name>) {
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        // Names come by their start: only the last outer one can reach here.
        let near = kept.len().saturating_sub(3);
        let outer = kept[near..].iter().rposition(|k| k.span.end > name.span.start).map(|at| near + at);
        match outer {
            None => kept.push(name),
            Some(at) => {
                let inside = kept[at].span.contains(name.span);
                if inside {
                    let prefix = name.kind == NameKind::Place && kept[at].kind == NameKind::Organization;
                    if prefix && name.span.start == kept[at].span.start {
                        kept.push(name);
                    }
                } else if name.span.len() > kept[at].span.len() {
                    kept.truncate(at);
                    kept.push(name);
                }
            }
        }
    }
    *names = kept;
}
