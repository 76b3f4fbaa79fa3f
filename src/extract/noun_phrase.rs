//! The noun phrase before or behind a place in a sentence: 新的社会阶层人士 in 12名新的社会阶层人士.
//!
//! All looks are bounded in words, so that a sentence without punctuation costs no more than its length.

mod role;

pub(super) use role::{Role, role};

use super::Scope;
use super::quantity::Change;
use crate::segment::{Pos, Token};
use crate::span::Span;

/// How many words a noun phrase may have.
const LONGEST_PHRASE: usize = 24;
/// How many words before an amount can say what is done with it.
pub(super) const REACH: usize = 40;

/// The words from byte `at` on; the one that `at` cuts begins there.
pub(super) fn words_from<'s, 'a>(scope: &'s Scope<'a>, at: usize) -> impl Iterator<Item = Token<'a>> + use<'s, 'a> {
    let place = scope.tokens.partition_point(|t| t.span.end <= at);
    scope.tokens.get(place..).unwrap_or_default().iter().map(move |t| {
        if t.span.start >= at {
            return *t;
        }
        let span = Span::new(at, t.span.end);
        // What the word was says little about its rest: 书 of 本书.
        let function = matches!(t.pos, Pos::Pronoun | Pos::Numeral | Pos::Measure | Pos::Other | Pos::Affix);
        Token { text: scope.slice(span), span, pos: if function { Pos::Noun } else { t.pos } }
    })
}

/// The words before byte `at`, the nearest first; the one that `at` cuts ends there.
pub(crate) fn words_before<'s, 'a>(scope: &'s Scope<'a>, at: usize) -> impl Iterator<Item = Token<'a>> + use<'s, 'a> {
    let place = scope.tokens.partition_point(|t| t.span.start < at);
    scope.tokens.get(..place).unwrap_or_default().iter().rev().map(move |t| {
        if t.span.end <= at {
            return *t;
        }
        let span = Span::new(t.span.start, at);
        Token { text: scope.slice(span), span, pos: t.pos }
    })
}

/// Whether a word ends a clause.
pub(crate) fn ends_clause(word: &Token<'_>) -> bool {
    word.text.starts_with([',', '，', ';', '；', '。', ':', '：', '！', '？', '!', '?', '…', '\n'])
}

/// The noun phrase that begins at byte `at`: 新的社会阶层人士 in 12名新的社会阶层人士担任委员.
pub(crate) fn behind(scope: &Scope<'_>, at: usize) -> Option<Span> {
    let words: Vec<Token<'_>> = words_from(scope, at).take(LONGEST_PHRASE).take_while(|w| !ends_clause(w)).collect();
    let roles: Vec<Role> = words.iter().map(|w| role(scope, w)).collect();
    let role_at = |i: usize| roles.get(i).copied().unwrap_or(Role::Break);
    let mut start = None;
    let mut head = None;
    let mut i = usize::from(role_at(0) == Role::Of);
    while let Some(word) = words.get(i) {
        let next = role_at(i + 1);
        match role_at(i) {
            // 合作伙伴东盟, 企业北京: a name behind the head is another phrase.
            Role::Noun
                if matches!(word.pos, Pos::Place | Pos::Organization)
                    && word.text.chars().count() > 1
                    && head.is_some_and(|h| h == word.span.start)
                    && i.checked_sub(1).and_then(|p| words.get(p)).is_some_and(|w| w.pos == Pos::Noun)
                    && scope.lexicon.activity_nouns.longest_suffix(word.text).is_none() =>
            {
                break;
            }
            // 老人义诊: what is done to people is not their name.
            Role::Noun
                if head.is_some_and(|h| h == word.span.start)
                    && scope.lexicon.action_verbs.contains(word.text)
                    && i.checked_sub(1)
                        .and_then(|p| words.get(p))
                        .is_some_and(|w| scope.lexicon.activity_nouns.get(w.text) == Some("person"))
                    && !matches!(next, Role::Noun) =>
            {
                break;
            }
            _ if head.is_some() && next != Role::Of && scope.lexicon.predicate_openers.contains(word.text) => break,
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
            Role::Modifier if head.is_some_and(|h| scope.before(h).ends_with('性')) && role_at(i + 2) == Role::Noun => {
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
                    && scope.lexicon.action_verbs.get(word.text) == Some("noun")
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
                    && names_deed(scope, word)
                    && matches!(role_at(i.wrapping_sub(1)), Role::Modifier)
                    && matches!(next, Role::Adverb | Role::Break | Role::And | Role::Closing) =>
            {
                head = Some(word.span.end);
            }
            Role::Verb => match verb_in_phrase(scope, &words, &roles, i, head.is_some()) {
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
                if with || listed_amount(scope, &roles, &words, i + 1) {
                    break;
                }
            }
            Role::Opening => {
                let Some(close) = closing(&words, &roles, i) else { break };
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

/// Whether the word at `i` has one character and can open a compound, as 都 and 已 before a predicate cannot.
fn short(words: &[Token<'_>], i: usize) -> bool {
    words.get(i).is_some_and(|w| w.text.chars().count() == 1 && matches!(w.pos, Pos::Adverb | Pos::Verb))
        && !words.get(i).is_some_and(|w| {
            matches!(w.text, "都" | "也" | "就" | "均" | "已" | "不" | "未" | "还" | "共" | "有" | "将" | "仍" | "才")
        })
}

/// Whether a verb may name a deed: it has two characters and takes no other deed.
fn names_deed(scope: &Scope<'_>, word: &Token<'_>) -> bool {
    word.text.chars().count() == 2 && scope.lexicon.action_verbs.get(word.text).is_none_or(|v| v == "noun")
}

/// 阳性的患者: a quality, not an owner, stands before 的.
fn attributive(words: &[Token<'_>], of: usize) -> bool {
    of.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.text.ends_with(['性', '型', '式', '级', '质', '化']))
}

/// Whether the words from `i` on are another amount's noun: 展商367家 behind 、.
fn listed_amount(_scope: &Scope<'_>, roles: &[Role], words: &[Token<'_>], from: usize) -> bool {
    let rest = roles.iter().zip(words).skip(from);
    for (role, word) in rest {
        match role {
            Role::Noun | Role::Modifier => {}
            Role::Numeral => return word.pos == Pos::Numeral,
            _ => return false,
        }
    }
    false
}

/// Nouns of one character that a verb before them specifies.
const NAMING: [char; 16] =
    ['地', '点', '站', '馆', '区', '员', '店', '机', '室', '院', '所', '厅', '园', '场', '厂', '线'];

enum VerbUse {
    Modifier,
    /// A clause that ends with the 的 at this place.
    Relative(usize),
    Predicate,
}

/// What a verb at `i` does: 参赛选手, 来自各地的选手, 选手参赛.
fn verb_in_phrase(scope: &Scope<'_>, words: &[Token<'_>], roles: &[Role], i: usize, behind_head: bool) -> VerbUse {
    let Some(word) = words.get(i) else { return VerbUse::Predicate };
    let run = roles.iter().skip(i).take_while(|r| **r == Role::Verb).count();
    let next = roles.get(i + run).copied().unwrap_or(Role::Break);
    if behind_head {
        // 列车进出站任务: a verb between nouns belongs to the name of an activity.
        let behind = roles.iter().skip(i + run).take_while(|r| **r == Role::Modifier).count();
        let head = words.get(i + run + behind).filter(|_| roles.get(i + run + behind) == Some(&Role::Noun));
        let named = head.is_some_and(|h| {
            scope.lexicon.activity_nouns.longest_suffix(h.text).is_some_and(|(_, v)| v.is_empty())
                || h.text.chars().count() == 1
                    && words.get(i + run + behind + 1).is_some_and(|h| scope.lexicon.activity_nouns.contains(h.text))
        });
        // 网红打卡地, 村民议事厅: a noun of one character makes the verb before it a part of its name.
        let suffix =
            words.get(i + 1).filter(|w| run == 1 && w.text.chars().count() == 1 && w.span.start == word.span.end);
        if word.text.chars().count() == 2 && suffix.is_some_and(|w| w.text.starts_with(NAMING)) {
            return VerbUse::Modifier;
        }
        let work = head.is_some_and(|h| h.text == "工作");
        if named && scope.lexicon.action_verbs.get(word.text).is_none_or(|v| v == "noun" || work && v.is_empty()) {
            return VerbUse::Modifier;
        }
        return VerbUse::Predicate;
    }
    if let Some(after) = relative_end(words, roles, i) {
        return VerbUse::Relative(after);
    }
    let transitive = scope.lexicon.action_verbs.get(word.text).is_some_and(|v| matches!(v, "" | "light"));
    // 80名营救人员: people are named after what they do.
    let doer = words
        .get(i + 1)
        .filter(|_| run == 1 && next == Role::Noun)
        .is_some_and(|h| is_person(scope, h.text) && word.text.chars().count() > 1);
    if doer || next == Role::Noun && !transitive { VerbUse::Modifier } else { VerbUse::Predicate }
}

/// Whether 在英 or 驻华 begins at `i`, with a noun behind it.
fn abroad(words: &[Token<'_>], roles: &[Role], i: usize) -> bool {
    let place = words.get(i + 1).is_some_and(|w| w.text.chars().count() == 1);
    place
        && words.get(i).is_some_and(|w| w.text == "在")
        && matches!(roles.get(i + 2), Some(Role::Noun | Role::Modifier))
}

/// Whether a noun is a class of people: 人员, 大师, 爱好者.
pub(super) fn is_person(scope: &Scope<'_>, noun: &str) -> bool {
    let ending = || noun.chars().count() > 1 && noun.ends_with(['者', '师', '员', '手', '生', '民', '兵', '客']);
    scope.lexicon.activity_nouns.get(noun) == Some("person") || ending()
}

/// The place of the 的 that ends a relative clause beginning at `i`: 分别来自不同岗位的.
fn relative_end(words: &[Token<'_>], roles: &[Role], i: usize) -> Option<usize> {
    for (place, role) in roles.iter().enumerate().skip(i + 1).take(10) {
        match role {
            Role::Of => {
                let next = roles.get(place + 1).copied().unwrap_or(Role::Break);
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
fn closing(words: &[Token<'_>], roles: &[Role], i: usize) -> Option<usize> {
    let open = words.get(i)?.text;
    let close = match open {
        "“" => "”",
        "‘" => "’",
        "「" => "」",
        "『" => "』",
        "《" => "》",
        "（" => "）",
        _ => ")",
    };
    roles.iter().enumerate().skip(i + 1).find(|&(p, _)| words.get(p).is_some_and(|w| w.text == close)).map(|(p, _)| p)
}

/// The noun phrase that ends before byte `at`, and the byte where the look went on from: 发展建议 in 提出发展建议20余条.
pub(crate) fn before(scope: &Scope<'_>, at: usize) -> (Option<Span>, usize) {
    let words: Vec<Token<'_>> = words_before(scope, at).take(REACH).take_while(|w| !ends_clause(w)).collect();
    let roles: Vec<Role> = words.iter().map(|w| role(scope, w)).collect();
    let role_at = |i: usize| roles.get(i).copied().unwrap_or(Role::Break);
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
        let reached = level.is_some_and(|at| at == '至' || Change::of(scope.lexicon, text_at(i)).is_some())
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
                    && (word.pos == Pos::VerbalNoun || role_at(i + 1) == Role::Adverb)
                    && leads
                    && scope.lexicon.action_verbs.contains(word.text)
                {
                    break;
                }
                end.get_or_insert(word.span.end);
            }
            Role::Verb
                if end.is_none()
                    && (scope.lexicon.action_verbs.get(word.text) == Some("noun") || word.text == "组织") =>
            {
                end = Some(word.span.end);
            }
            // 开展招聘80场: what a light verb does is a deed.
            Role::Verb
                if end.is_none()
                    && words.get(i + 1).is_some_and(|w| scope.lexicon.action_verbs.get(w.text) == Some("light")) =>
            {
                end = Some(word.span.end);
            }
            // 今天电影票房, 连续五天客流: when is no part of what, unless it is a season's or an edition's name.
            Role::Modifier if end.is_some() && word.pos == Pos::Time && !word.text.ends_with(['季', '节', '期']) => {
                break;
            }
            Role::Modifier | Role::Locality if end.is_some() => {}
            Role::Modifier if matches!(role_at(i + 1), Role::Noun | Role::Modifier) && word.pos != Pos::Time => {
                // 网格/长: what follows a noun and is tagged an adjective ends its name.
                end.get_or_insert(word.span.end);
            }
            Role::Verb if end.is_some() && verb_modifies(scope, &words, &roles, i) => {}
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
            let span = trim_edges(scope, Span::new(start, end));
            let lone = matches!(scope.slice(span), "点" | "级" | "");
            ((!lone).then_some(span), start)
        }
        _ => (None, words.get(from).map_or(at, |w| w.span.end)),
    }
}

/// Whether the nouns from `i` on, backwards, follow a number.
fn counted(roles: &[Role], i: usize) -> bool {
    roles.iter().skip(i).find(|r| !matches!(r, Role::Noun | Role::Modifier)) == Some(&Role::Numeral)
}

/// Takes leading particles and unpaired marks off a phrase.
fn trim_edges(scope: &Scope<'_>, span: Span) -> Span {
    let text = scope.slice(span);
    let trimmed = text.trim_start_matches(['的', '、', '和', '及', '·', '-', '—', ' ', '/', '掉', '获']);
    let start = span.end - trimmed.len();
    // 播种机数量: the machines are counted.
    let counted = trimmed.strip_suffix("人数").filter(|b| is_person(scope, b));
    let bare = counted
        .or_else(|| ["数量", "总数", "总量"].iter().find_map(|w| trimmed.strip_suffix(w)).filter(|b| !b.is_empty()));
    let bare = bare.map_or(trimmed, |b| b.trim_end_matches('的'));
    Span::new(start, start + bare.len())
}

/// Whether a verb belongs to the noun behind it: 参展企业, 宣传横幅 and not 提出建议.
fn verb_modifies(scope: &Scope<'_>, words: &[Token<'_>], roles: &[Role], i: usize) -> bool {
    let Some(word) = words.get(i) else { return false };
    let before = roles.get(i + 1).copied().unwrap_or(Role::Break);
    // 开展调查研究活动: another verb before it takes the whole as its object.
    let governed = before == Role::Verb
        && words.get(i + 1).is_some_and(|w| scope.lexicon.action_verbs.get(w.text) == Some("light"))
        && !scope.lexicon.action_verbs.contains(word.text);
    let own = scope.lexicon.action_verbs.get(word.text);
    governed || own == Some("state") || own == Some("noun") && matches!(before, Role::Noun | Role::Modifier)
}

/// The place of what opens the bracket or quotation that closes at `i`, backwards.
fn opening(words: &[Token<'_>], i: usize) -> Option<usize> {
    let open = match words.get(i)?.text {
        "”" => "“",
        "’" => "‘",
        "」" => "「",
        "』" => "『",
        "》" => "《",
        "）" => "（",
        _ => "(",
    };
    (i + 1..words.len()).find(|&p| words.get(p).is_some_and(|w| w.text == open))
}
