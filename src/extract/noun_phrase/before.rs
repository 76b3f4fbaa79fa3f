//! The noun phrase that ends before a place: 发展建议 in 提出发展建议20余条.

use super::{Role, Roles, clause_before, is_person};
use crate::chars;
use crate::extract::quantity::Change;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// The noun phrase that ends before byte `at`, and the byte where the look went on from: 发展建议 in 提出发展建议20余条.
pub(crate) fn before(sentence: &Sentence<'_>, at: usize) -> (Option<Span>, usize) {
    let words: Vec<Token<'_>> = clause_before(sentence, at).collect();
    let roles = Roles::new(sentence, &words);
    let role_at = |i: usize| roles.at(i);
    let text_at = |i: usize| words.get(i).map_or("", |w| w.text);
    let mut i = 0;
    // 被多人打伤, 来自3个县: what stands before is not counted.
    if matches!(text_at(0), "被" | "来自") {
        return (None, words.first().map_or(at, |w| w.span.end));
    }
    // 参展企业共达1708家: words of amount stand between.
    let mut level = None;
    while i < 6 {
        // 客流恢复至800人: a level is reached by what stands before the verb.
        let reached = level.is_some_and(|at| at == '至' || Change::of(sentence.lexicon, text_at(i)).is_some())
            && role_at(i) == Role::Verb;
        let former = |word: &str| matches!(word, "原来" | "原先" | "此前" | "原有" | "过去");
        let former = former(text_at(i)) || text_at(i) == "的" && former(text_at(i + 1));
        if !matches!(role_at(i), Role::Adverb | Role::Aspect) && !reached && !former {
            break;
        }
        level = text_at(i).chars().next_back().filter(|c| matches!(c, '至' | '到'));
        i += 1;
    }
    if role_at(i) == Role::Etc {
        i += 1;
    }
    let mut end = None;
    let mut start = words.get(i).map_or(at, |w| w.span.end);
    let from = i;
    while let Some(word) = words.get(i) {
        match role_at(i) {
            Role::Noun => {
                // 培训骨干800名: a verbal noun that can be done to the rest is the verb.
                let leads = !matches!(role_at(i + 1), Role::Noun | Role::Modifier | Role::Verb | Role::And | Role::Of)
                    || words.get(i + 1).is_some_and(|w| {
                        matches!(w.pos, Pos::Place | Pos::Time | Pos::Organization)
                            || w.text.starts_with(['全', '该', '本'])
                            || w.text.ends_with(['县', '镇', '村', '区', '市', '局', '省', '院', '校', '队'])
                    });
                let lone = end.is_some_and(|e| e - start == "人".len());
                if end.is_some()
                    && !lone
                    && (word.pos == Pos::VerbalNoun || matches!(role_at(i + 1), Role::Adverb | Role::Break))
                    && leads
                    && word.is_in(&sentence.lexicon.action_verbs)
                {
                    break;
                }
                end.get_or_insert(word.span.end);
            }
            Role::Verb
                if end.is_none()
                    && (word.value_in(&sentence.lexicon.action_verbs) == Some("noun") || word.text == "组织") =>
            {
                end = Some(word.span.end);
            }
            // 开展招聘80场: what a light verb does is a deed.
            Role::Verb
                if end.is_none()
                    && words
                        .get(i + 1)
                        .is_some_and(|w| w.value_in(&sentence.lexicon.action_verbs) == Some("light")) =>
            {
                end = Some(word.span.end);
            }
            // 今天电影票房, 连续五天客流: when is no part of what, unless it is a season's or an edition's name.
            Role::Modifier if end.is_some() && word.pos == Pos::Time && !word.text.ends_with(['季', '节', '期']) => {
                break;
            }
            Role::Modifier | Role::Locality if end.is_some() => {}
            Role::Modifier
                if matches!(role_at(i + 1), Role::Noun | Role::Modifier)
                    && word.pos != Pos::Time
                    && (end.is_some() || word.text != "新") =>
            {
                // 网格/长: what follows a noun and is tagged an adjective ends its name.
                end.get_or_insert(word.span.end);
            }
            Role::Verb if end.is_some() && verb_modifies(sentence, &words, &roles, i) => {}
            // 来自16个省份的新生300名: another amount's noun owns it.
            Role::Of
                if end.is_some()
                    && matches!(role_at(i + 1), Role::Noun | Role::Modifier)
                    && !counted(&roles, i + 1) => {}
            Role::And
                if end.is_some()
                    && matches!(role_at(i + 1), Role::Noun | Role::Closing)
                    && text_at(i) != "与"
                    // 手机214部、电脑19台: another amount ends there.
                    && role_at(i + 2) != Role::Numeral => {}
            Role::Closing
                if !matches!(text_at(i), "）" | ")") || matches!(role_at(i + 1), Role::Noun | Role::Modifier) =>
            {
                let Some(open) = opening(&words, i) else { break };
                end.get_or_insert(word.span.end);
                i = open;
            }
            // 首套房贷利率: an ordinal qualifies.
            Role::Numeral if end.is_some() && word.text.starts_with('首') => {}
            // 传承/人, 充电/桩: a head of one character takes the word before it.
            Role::Verb | Role::Adverb if end.is_some_and(|e| e - start == "人".len()) && word.span.end == start => {}
            _ => break,
        }
        start = words.get(i).map_or(start, |w| w.span.start);
        i += 1;
    }
    match end {
        Some(end) if start < end => {
            let span = trim_edges(sentence, Span::new(start, end));
            let lone = matches!(sentence.slice(span), "点" | "级" | "");
            ((!lone).then_some(span), start)
        }
        _ => (None, words.get(from).map_or(at, |w| w.span.end)),
    }
}

/// Whether the nouns from `i` on, backwards, follow a number.
fn counted(roles: &Roles<'_, '_, '_>, i: usize) -> bool {
    roles.from(i).find(|r| !matches!(r, Role::Noun | Role::Modifier)) == Some(Role::Numeral)
}

/// Takes leading particles and unpaired marks off a phrase.
fn trim_edges(sentence: &Sentence<'_>, span: Span) -> Span {
    let text = sentence.slice(span);
    let trimmed = text.trim_start_matches(['的', '、', '和', '及', '·', '-', '—', ' ', '/', '掉', '获']);
    let start = span.end - trimmed.len();
    // 播种机数量: the machines are counted.
    let counted = trimmed.strip_suffix("人数").filter(|b| is_person(sentence, b));
    let bare = counted
        .or_else(|| ["数量", "总数", "总量"].iter().find_map(|w| trimmed.strip_suffix(w)).filter(|b| !b.is_empty()));
    let bare = bare.map_or(trimmed, |b| b.trim_end_matches('的'));
    Span::new(start, start + bare.len())
}

/// Whether a verb belongs to the noun behind it: 参展企业, 宣传横幅 and not 提出建议.
fn verb_modifies(sentence: &Sentence<'_>, words: &[Token<'_>], roles: &Roles<'_, '_, '_>, i: usize) -> bool {
    let Some(word) = words.get(i) else { return false };
    let before = roles.at(i + 1);
    // 开展调查研究活动: another verb before it takes the whole as its object.
    let governed = before == Role::Verb
        && words.get(i + 1).is_some_and(|w| w.value_in(&sentence.lexicon.action_verbs) == Some("light"))
        && !word.is_in(&sentence.lexicon.action_verbs);
    let own = word.value_in(&sentence.lexicon.action_verbs);
    governed || own == Some("state") || own == Some("noun") && matches!(before, Role::Noun | Role::Modifier)
}

/// The place of what opens the bracket or quotation that closes at `i`, backwards.
fn opening(words: &[Token<'_>], i: usize) -> Option<usize> {
    let open = words.get(i)?.text.chars().next().and_then(chars::opening)?;
    (i + 1..words.len()).find(|&p| words.get(p).is_some_and(|w| w.text.starts_with(open)))
}
