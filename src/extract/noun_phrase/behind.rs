//! The noun phrase that begins at a place: 新的社会阶层人士 in 12名新的社会阶层人士担任委员.

use super::{LONGEST_PHRASE, Role, Roles, ends_clause, is_person, words_from};
use crate::chars;
use crate::names::NameKind;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// The noun phrase that begins at byte `at`: 新的社会阶层人士 in 12名新的社会阶层人士担任委员.
pub(crate) fn behind(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let words: Vec<Token<'_>> = words_from(sentence, at).take(LONGEST_PHRASE).take_while(|w| !ends_clause(w)).collect();
    let roles = Roles::new(sentence, &words);
    let role_at = |i: usize| roles.at(i);
    let mut start = None;
    let mut head = None;
    let mut i = usize::from(role_at(0) == Role::Of);
    while let Some(word) = words.get(i) {
        let next = role_at(i + 1);
        match role_at(i) {
            // 合作伙伴东盟, 企业北京: a name behind the head is another phrase.
            Role::Noun
                if head.is_some_and(|h| h == word.span.start)
                    && word.text.chars().count() > 1
                    && (matches!(word.pos, Pos::Place | Pos::Organization) || begins_name(sentence, word))
                    && i.checked_sub(1).and_then(|p| words.get(p)).is_some_and(|w| w.pos == Pos::Noun)
                    && sentence.lexicon.activity_nouns.longest_suffix(word.text).is_none() =>
            {
                break;
            }
            // 老人义诊: what is done to people is not their name.
            Role::Noun
                if head.is_some_and(|h| h == word.span.start)
                    && word.is_in(&sentence.lexicon.action_verbs)
                    && i.checked_sub(1)
                        .and_then(|p| words.get(p))
                        .is_some_and(|w| w.value_in(&sentence.lexicon.activity_nouns) == Some("person"))
                    && !matches!(next, Role::Noun) =>
            {
                break;
            }
            // 31个省报告新增病例: before another verb, what the dictionary calls a noun is one.
            Role::Noun
                if head == Some(word.span.start)
                    && word.pos == Pos::Noun
                    && next == Role::Verb
                    && word.is_in(&sentence.lexicon.action_verbs) =>
            {
                break;
            }
            _ if head.is_some() && next != Role::Of && word.is_in(&sentence.lexicon.predicate_openers) => break,
            Role::Noun => {
                start.get_or_insert(word.span.start);
                head = Some(word.span.end);
            }
            // 各学院, 我校师生.
            Role::Adverb
                if head.is_none()
                    && (word.text == "各"
                        || word.pos == Pos::Pronoun && word.text.starts_with(['我', '本', '该', '贵']))
                    && matches!(next, Role::Noun | Role::Modifier) =>
            {
                start.get_or_insert(word.span.start);
            }
            // 鲜活、多元的城市: qualities in a row.
            Role::And if head.is_none() && start.is_some() && relative_end(&words, &roles, i).is_some() => {}
            // 乡村振兴之路: what a noun does, as a name.
            Role::Verb
                if head.is_some()
                    && words.get(i + 1).is_some_and(|w| w.text == "之")
                    && role_at(i + 2) == Role::Noun => {}
            Role::Modifier | Role::Numeral if head.is_none() => {
                if role_at(i) == Role::Numeral && !matches!(next, Role::Noun | Role::Modifier | Role::Locality) {
                    break;
                }
                start.get_or_insert(word.span.start);
            }
            Role::Modifier if matches!(next, Role::Noun) => {}
            // 两架俄罗斯米-8直升机: a model's name between its country and what it is.
            Role::Numeral | Role::Modifier
                if i > 0
                    && words.get(i - 1).is_some_and(|w| w.pos == Pos::Place)
                    && let Some(after) = (i + 1..i + 4).find(|&p| role_at(p) == Role::Noun) =>
            {
                i = after - 1;
            }
            // 国际性知名设计大奖: a quality opens a longer phrase.
            Role::Modifier
                if head.is_some_and(|h| sentence.before(h).ends_with('性')) && role_at(i + 2) == Role::Noun =>
            {
                i += 1;
            }
            // 世界500强企业: a numeral that belongs to a name.
            Role::Numeral if words.get(i + 1).is_some_and(|w| w.text == "强") => {
                i += 1;
                head = words.get(i).map(|w| w.span.end).or(head);
            }
            Role::Locality if head.is_none() && matches!(next, Role::Noun | Role::Modifier | Role::Numeral) => {
                start.get_or_insert(word.span.start);
            }
            // 多个武装地下军火库: what lies where.
            Role::Locality if word.text.chars().count() > 1 && next == Role::Noun && head == Some(word.span.start) => {}
            // 20家社会组织: a deed's name ends the phrase.
            Role::Verb
                if start.is_some()
                    && head.is_none()
                    && word.value_in(&sentence.lexicon.action_verbs) == Some("noun")
                    && !matches!(next, Role::Noun | Role::Modifier | Role::Numeral | Role::Aspect) =>
            {
                head = Some(word.span.end);
            }
            Role::Verb if word.text == "组织" && start.is_some() && !matches!(next, Role::Noun | Role::Modifier) => {
                head = Some(word.span.end);
            }
            // 两次重大调整, 3次关键选择: behind a quality a deed is named.
            Role::Verb
                if start.is_some()
                    && head.is_none()
                    && names_deed(sentence, word)
                    && matches!(role_at(i.wrapping_sub(1)), Role::Modifier)
                    && matches!(next, Role::Adverb | Role::Break | Role::And | Role::Closing) =>
            {
                head = Some(word.span.end);
            }
            Role::Verb => match verb_in_phrase(sentence, &words, &roles, i, head.is_some()) {
                VerbUse::Modifier => {
                    start.get_or_insert(word.span.start);
                }
                VerbUse::Relative(after) => {
                    start = None;
                    i = after;
                }
                VerbUse::Predicate => break,
            },
            Role::Preposition if head.is_none() && abroad(&words, &roles, i) => {
                start.get_or_insert(word.span.start);
                i += 1;
            }
            Role::Adverb | Role::Preposition if head.is_none() => match relative_end(&words, &roles, i) {
                Some(after) => {
                    start = None;
                    i = after;
                }
                // 一项特别方案: before the only noun of its clause, it qualifies.
                None if word.pos == Pos::Adverb
                    && word.text.chars().count() == 2
                    && next == Role::Noun
                    && matches!(role_at(i + 2), Role::Break | Role::Closing)
                    && !word.is_in(&sentence.lexicon.amount_words) =>
                {
                    start.get_or_insert(word.span.start);
                }
                // 互需项目, 急需物资: two short words make one that qualifies.
                None if short(&words, i) && short(&words, i + 1) && role_at(i + 2) == Role::Noun => {
                    start.get_or_insert(word.span.start);
                    i += 1;
                }
                None => break,
            },
            Role::Of => {
                let owned = head.is_some() && role_at(i.wrapping_sub(1)) == Role::Noun;
                let abroad = abroad(&words, &roles, i + 1);
                if owned && !attributive(&words, i)
                    || !abroad && !matches!(next, Role::Noun | Role::Modifier | Role::Verb)
                {
                    break;
                }
                head = None;
            }
            // 地级及以上城市.
            Role::And
                if words.get(i + 1).is_some_and(|w| matches!(w.text, "以上" | "以下"))
                    && role_at(i + 2) == Role::Noun =>
            {
                i += 1;
            }
            Role::And if head.is_some() && matches!(next, Role::Noun | Role::Modifier) => {
                // 罪名与某某构成共谋: 与 joins common nouns alone.
                let with = word.text == "与"
                    && words.get(i + 1).is_some_and(|w| matches!(w.pos, Pos::Person | Pos::Place | Pos::Organization));
                if with || listed_amount(&roles, &words, i + 1) {
                    break;
                }
            }
            Role::Opening => {
                let Some(close) = closing(&words, i) else { break };
                let quoted = !word.text.starts_with(['（', '(']);
                let last = words.get(close).map_or(word.span.end, |w| w.span.end);
                if quoted && head.is_none() {
                    start.get_or_insert(word.span.start);
                    head = Some(last);
                } else if quoted || head.is_none() || !matches!(role_at(close + 1), Role::Noun) {
                    break;
                }
                i = close;
            }
            _ => break,
        }
        i += 1;
    }
    let start = start?;
    // 6所高等院校: a set phrase that nothing follows is the head.
    let phrase = || words.get(i.checked_sub(1)?).filter(|w| w.pos == Pos::Phrase).map(|w| w.span.end);
    let head = head.or_else(phrase)?;
    (start < head).then(|| Span::new(start, head))
}

/// Whether a name of a place or a body begins with the word.
fn begins_name(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    let names = &mut sentence.names_around(word.span);
    names.any(|n| n.span.start == word.span.start && matches!(n.kind, NameKind::Place | NameKind::Organization))
}

/// Whether the word at `i` has one character and can open a compound, as 都 and 已 before a predicate cannot.
fn short(words: &[Token<'_>], i: usize) -> bool {
    words.get(i).is_some_and(|w| w.text.chars().count() == 1 && matches!(w.pos, Pos::Adverb | Pos::Verb))
        && !words.get(i).is_some_and(|w| {
            matches!(w.text, "都" | "也" | "就" | "均" | "已" | "不" | "未" | "还" | "共" | "有" | "将" | "仍" | "才")
        })
}

/// Whether a verb may name a deed: it has two characters and takes no other deed.
fn names_deed(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    word.text.chars().count() == 2 && word.value_in(&sentence.lexicon.action_verbs).is_none_or(|v| v == "noun")
}

/// 阳性的患者: a quality, not an owner, stands before 的.
fn attributive(words: &[Token<'_>], of: usize) -> bool {
    of.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.text.ends_with(['性', '型', '式', '级', '质', '化']))
}

/// Whether the words from `i` on are another amount's noun: 展商367家 behind 、.
fn listed_amount(roles: &Roles<'_, '_, '_>, words: &[Token<'_>], from: usize) -> bool {
    for (role, word) in roles.from(from).zip(words.iter().skip(from)) {
        match role {
            Role::Noun | Role::Modifier => {}
            Role::Numeral => return word.pos == Pos::Numeral,
            _ => return false,
        }
    }
    false
}

/// Nouns of one character that a verb before them specifies.
const NAMING: [char; 20] = [
    '地', '点', '站', '馆', '区', '员', '店', '机', '室', '院', '所', '厅', '园', '场', '厂', '线', '行', '队', '组',
    '社',
];

enum VerbUse {
    Modifier,
    /// A clause that ends with the 的 at this place.
    Relative(usize),
    Predicate,
}

/// What a verb at `i` does: 参赛选手, 来自各地的选手, 选手参赛.
fn verb_in_phrase(
    sentence: &Sentence<'_>,
    words: &[Token<'_>],
    roles: &Roles<'_, '_, '_>,
    i: usize,
    behind_head: bool,
) -> VerbUse {
    let Some(word) = words.get(i) else { return VerbUse::Predicate };
    let run = roles.from(i).take_while(|r| *r == Role::Verb).count();
    let next = roles.at(i + run);
    if behind_head {
        // 列车进出站任务: a verb between nouns belongs to the name of an activity.
        let behind = roles.from(i + run).take_while(|r| *r == Role::Modifier).count();
        let head = words.get(i + run + behind).filter(|_| roles.get(i + run + behind) == Some(Role::Noun));
        let named = head.is_some_and(|h| {
            sentence.lexicon.activity_nouns.longest_suffix(h.text).is_some_and(|(_, v)| v.is_empty())
                || h.text.chars().count() == 1
                    && words.get(i + run + behind + 1).is_some_and(|h| h.is_in(&sentence.lexicon.activity_nouns))
        });
        // 网红打卡地, 村民议事厅: a noun of one character makes the verb before it a part of its name.
        let suffix =
            words.get(i + 1).filter(|w| run == 1 && w.text.chars().count() == 1 && w.span.start == word.span.end);
        if word.text.chars().count() == 2 && suffix.is_some_and(|w| w.text.starts_with(NAMING)) {
            return VerbUse::Modifier;
        }
        // 新冠肺炎确诊病例, 洪水受灾群众: people in a state.
        if word.value_in(&sentence.lexicon.action_verbs) == Some("state")
            && run == 1
            && head.is_some_and(|h| is_person(sentence, h.text))
        {
            return VerbUse::Modifier;
        }
        let work = head.is_some_and(|h| h.text == "工作");
        if named && word.value_in(&sentence.lexicon.action_verbs).is_none_or(|v| v == "noun" || work && v.is_empty()) {
            return VerbUse::Modifier;
        }
        return VerbUse::Predicate;
    }
    if let Some(after) = relative_end(words, roles, i) {
        return VerbUse::Relative(after);
    }
    let transitive = word.value_in(&sentence.lexicon.action_verbs).is_some_and(|v| matches!(v, "" | "light"));
    // 80名营救人员: people are named after what they do.
    let doer = words
        .get(i + 1)
        .filter(|_| run == 1 && next == Role::Noun)
        .is_some_and(|h| is_person(sentence, h.text) && word.text.chars().count() > 1);
    if doer || next == Role::Noun && !transitive { VerbUse::Modifier } else { VerbUse::Predicate }
}

/// Whether 在英 or 驻华 begins at `i`, with a noun behind it.
fn abroad(words: &[Token<'_>], roles: &Roles<'_, '_, '_>, i: usize) -> bool {
    let place = words.get(i + 1).is_some_and(|w| w.text.chars().count() == 1);
    place
        && words.get(i).is_some_and(|w| w.text == "在")
        && matches!(roles.get(i + 2), Some(Role::Noun | Role::Modifier))
}

/// The place of the 的 that ends a relative clause beginning at `i`: 分别来自不同岗位的.
fn relative_end(words: &[Token<'_>], roles: &Roles<'_, '_, '_>, i: usize) -> Option<usize> {
    for (place, role) in (i + 1..).zip(roles.from(i + 1)).take(10) {
        match role {
            Role::Of => {
                let next = roles.at(place + 1);
                let goes_on =
                    matches!(next, Role::Noun | Role::Modifier | Role::Verb) || abroad(words, roles, place + 1);
                return goes_on.then_some(place);
            }
            Role::Break if words.get(place).is_none_or(|w| w.text != "、") => return None,
            // 名为“白鹭”号的渔船.
            Role::Numeral if words.get(place).is_some_and(|w| w.text == "号") => {}
            Role::Numeral => return None,
            _ => {}
        }
    }
    None
}

/// The place of what closes the bracket or quotation that opens at `i`.
fn closing(words: &[Token<'_>], i: usize) -> Option<usize> {
    let close = words.get(i)?.text.chars().next().and_then(chars::closing)?;
    (i + 1..words.len()).find(|&p| words.get(p).is_some_and(|w| w.text.starts_with(close)))
}
