//! What a clause says of an amount in it: what it counts, the verb that it quantifies, which way that moves.

use super::amount::Amount;
use super::noun_phrase::{self, Role, clause_before, near_before, role, row, words_before, words_from};
use super::quantity::{Change, Quantity};
use crate::names::NameKind;
use crate::numeral::Approx;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// How many words such a list may have.
const LONGEST_LIST: usize = 12;

/// How many amounts may follow in a list, or dimensions before a noun.
const LONGEST_ROW: usize = 4;

/// What an amount is of, and what happens to it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around {
    pub(crate) object: Option<Span>,
    /// The verb, from its first character to its last.
    pub(crate) action: Option<Span>,
    pub(crate) change: Option<Change>,
    /// The noun phrase right before it, whether it is the object or not.
    pub(crate) before: Option<Span>,
}

impl Around {
    /// Writes what was found into a record's fields.
    pub(crate) fn fill(self, sentence: &Sentence<'_>, quantity: &mut Quantity) {
        quantity.object = self.object.map(|o| sentence.slice(o).to_owned());
        quantity.object_span = self.object.map(|o| sentence.article.chars(o));
        quantity.action = self.action.map(|a| sentence.slice(a).to_owned());
        quantity.change = self.change;
    }
}

/// What an amount counts and what is done: looks behind it first, then before it.
pub(crate) fn around(sentence: &Sentence<'_>, amount: &Amount) -> Around {
    let unit = sentence.slice(amount.unit);
    // 多次强调: the adverb counts what the verb behind it does.
    let adverbial = amount.approx == Approx::Vague
        && amount.core == amount.span
        && unit == "次"
        && words_from(sentence, amount.span.end).next().is_some_and(|w| w.pos == Pos::Verb);
    let behind = if adverbial { None } else { noun_behind(sentence, amount) };
    let behind = behind.map(|b| owned(sentence, amount, b));
    // 1.5万人次残疾儿童 are people; what else follows 人 is said of them.
    let behind = behind.filter(|b| !unit.starts_with('人') || unit == "人次" && heads_people(sentence, *b));
    let (nearest, from) = noun_phrase::before(sentence, amount.span.start);
    let before =
        nearest.filter(|b| !names_somebody(sentence, unit, *b) && !has_people(sentence, unit, *b, amount.span.start));
    // 组织近30场演出: what stands right before is the verb, were it a noun elsewhere.
    let deed_before = words_before(sentence, amount.span.start)
        .find(|w| !matches!(role(sentence, w), Role::Adverb | Role::Aspect))
        .is_some_and(|w| w.is_in(&sentence.lexicon.action_verbs));
    let own = match before {
        Some(object) if behind.is_none() || !deed_before => object.start,
        Some(_) => amount.span.start,
        None => from,
    };
    let predicate = predicate(sentence, end_of_list(sentence, behind.map_or(amount.span.end, |b| b.end)));
    let bare = behind.is_none() && before.is_none();
    let sums_up = unit.ends_with("方面")
        || behind.is_some_and(|b| sentence.lexicon.summing_nouns.longest_suffix(sentence.slice(b)).is_some());
    let mut object = behind.or(before).or_else(|| changed_from(sentence, amount));
    let mut action = verb_before(sentence, own, sums_up)
        .filter(|_| !(unit.starts_with('人') && bare && predicate.is_some()))
        .or(predicate);
    // 推动122所学校结对帮扶: who is made to do it does it.
    if behind.is_some()
        && let Some(done) = predicate
        && action.is_some_and(|a| sentence.lexicon.causing_verbs.contains(sentence.slice(a)))
    {
        action = Some(done);
    }
    // 夜间巡查200人次, 共检查30次: the deed itself is what was done so often.
    if behind.is_none()
        && action.is_none()
        && let Some(named) = before
        && let Some((verb, _)) = sentence.lexicon.action_verbs.longest_suffix(sentence.slice(named))
    {
        action = Some(Span::new(named.end - verb.len(), named.end));
        object = object.filter(|o| o.len() > verb.len());
    }
    // 共交手4次: a deed's name alone behind an adverb is the verb.
    if behind.is_none()
        && action.is_none()
        && unit.ends_with(['次', '场', '回', '轮'])
        && let Some(named) = object
        && let Some(word) = words_before(sentence, named.end).next().filter(|w| w.span == named)
        && matches!(word.pos, Pos::VerbalNoun | Pos::Verb)
        && words_before(sentence, named.start).next().is_some_and(|w| role(sentence, &w) == Role::Adverb)
    {
        (object, action) = (None, Some(named));
    }
    let change = change_before(sentence, amount.span.start).or_else(|| {
        // 服务队共走访: 共 glued to the noun before the verb.
        let before = action.filter(|a| a.end <= amount.span.start).map_or(amount.span.start, |a| a.start);
        let before = sentence.before(before);
        (before.ends_with('共') && !before.ends_with("公共") && !before.ends_with("中共")).then_some(Change::Total)
    });
    Around { object, action, change, before: nearest }
}

/// Whether the phrase names who or where, and not what is counted: 张成林等4人, 俄罗斯一艘油轮, 习近平总书记多次强调.
fn names_somebody(sentence: &Sentence<'_>, unit: &str, phrase: Span) -> bool {
    let Some(head) = words_before(sentence, phrase.end).next() else { return false };
    let people = unit.starts_with(['人', '名', '位', '例']);
    let times = matches!(unit, "次" | "度" | "遍" | "脚" | "回");
    let name = sentence.names_around(head.span).next();
    let named = match name.map(|n| n.kind) {
        Some(NameKind::Place | NameKind::Person) => true,
        Some(_) => people || times,
        None => people && matches!(head.pos, Pos::Person | Pos::Place),
    };
    let everywhere = sentence.lexicon.context_words.has_as(head.text, "everywhere");
    // An agent is no deed: it does not happen so many times.
    everywhere || named && !head.is_in(&sentence.lexicon.nouns) || times && head.is_in(&sentence.lexicon.titles)
}

/// 14名交响乐团的乐手, 一座城市精神的丰碑: where the noun right behind cannot be so counted, what it owns is.
fn owned(sentence: &Sentence<'_>, amount: &Amount, owner: Span) -> Span {
    let of = owner.end + "的".len();
    if !sentence.after(owner.end).starts_with('的') {
        return owner;
    }
    let people = matches!(sentence.slice(amount.unit), "名" | "位") && !heads_people(sentence, owner);
    let counted = sentence.slice(Span::new(amount.core.start, amount.unit.end)).strip_prefix('一');
    let one = counted.is_some_and(|unit| sentence.lexicon.context_words.has_as(unit, "owner"));
    let noun = if people || one { noun_phrase::behind(sentence, of) } else { None };
    match noun {
        Some(noun) if noun.start == of && (one || heads_people(sentence, noun)) => Span::new(owner.start, noun.end),
        _ => owner,
    }
}

/// Whether the phrase is what has so many people, or has a number of its own, and is not the people: 本次集训 in 本次集训共有19人.
fn has_people(sentence: &Sentence<'_>, unit: &str, phrase: Span, at: usize) -> bool {
    let verb = sentence.slice(Span::new(phrase.end, at)).trim_end_matches(['近', '约', '超']);
    // 10个国家九百余人: what another amount counts.
    let counted = || words_before(sentence, phrase.start).next().is_some_and(|w| role(sentence, &w) == Role::Numeral);
    unit == "人" && (verb.ends_with('有') || counted()) && !heads_people(sentence, phrase)
}

/// Whether the phrase's last word is a class of people.
fn heads_people(sentence: &Sentence<'_>, phrase: Span) -> bool {
    words_before(sentence, phrase.end).next().is_some_and(|head| noun_phrase::is_person(sentence, head.text))
}

/// The noun phrase behind an amount, or behind the next one where that follows at once: 3批20名专家, 一笔2亿元贷款,
/// 4个或6个学分.
fn noun_behind(sentence: &Sentence<'_>, amount: &Amount) -> Option<Span> {
    let at = amount.span.end;
    if let Some(at) = dimensions(sentence, at) {
        return noun_phrase::behind(sentence, at);
    }
    let either = usize::from(sentence.after(at).starts_with('或')) * "或".len();
    let Some(next) = sentence.numerals.get(amount.next).filter(|n| n.span.start == at + either) else {
        return noun_phrase::behind(sentence, at);
    };
    let rest = sentence.after(next.span.end);
    let units = [&sentence.lexicon.measure_words, &sentence.lexicon.currencies];
    let (unit, _) = units.iter().find_map(|list| list.longest_prefix(rest))?;
    noun_phrase::behind(sentence, next.span.end + unit.len())
}

/// The byte behind the dimensions that qualify what is counted: 一幅长15米、宽5米的巨型照片.
fn dimensions(sentence: &Sentence<'_>, mut at: usize) -> Option<usize> {
    const TAIL: usize = 4;
    for _ in 0..LONGEST_ROW {
        while let Some((word, _)) = sentence.lexicon.dimension_words.longest_prefix(sentence.after(at)) {
            at += word.len();
        }
        let place = sentence.numeral_at(at)?;
        let end = sentence.numerals.get(place)?.span.end;
        at = end + sentence.lexicon.units.longest_prefix(sentence.after(end))?.0.len();
        let rest = sentence.after(at);
        match rest.strip_prefix(['、', '，']) {
            Some(next) => at += rest.len() - next.len(),
            None => {
                let tail = rest.char_indices().take(TAIL).take_while(|(_, c)| c.is_alphanumeric());
                return tail.into_iter().find(|(_, c)| *c == '的').map(|(of, _)| at + of);
            }
        }
    }
    None
}

/// Where a list of amounts goes on to that a noun ending at byte `at` begins: 1146个村、64.6万人口受益.
fn end_of_list(sentence: &Sentence<'_>, mut at: usize) -> usize {
    for _ in 0..LONGEST_ROW {
        let Some(rest) = sentence.after(at).strip_prefix(['、', '和']) else { break };
        let begin = sentence.span.end - rest.len();
        let Some(place) = sentence.numeral_at(begin) else { break };
        let end = sentence.numerals.get(place).map_or(begin, |n| n.span.end);
        let Some((unit, _)) = sentence.lexicon.measure_words.longest_prefix(sentence.after(end)) else { break };
        let counted = end + unit.len();
        at = noun_phrase::behind(sentence, counted).map_or(counted, |noun| noun.end);
    }
    at
}

/// 材料由12份精简至4份: what the amount before it counts.
fn changed_from(sentence: &Sentence<'_>, amount: &Amount) -> Option<Span> {
    let place = sentence.numeral_before(amount.span.start)?;
    let first = sentence.numerals.get(place)?;
    let between = sentence.slice(Span::new(first.span.end, amount.span.start));
    let before = sentence.before(first.span.start);
    let from = ["从", "由", "从原来的", "由原来的"].iter().find(|w| before.ends_with(**w))?;
    let near = between.chars().count() <= 10 && !between.contains(['，', '；', '。']);
    near.then(|| noun_phrase::before(sentence, first.span.start - from.len()).0).flatten()
}

/// The verb that governs what begins at byte `at`, within the clause.
fn verb_before(sentence: &Sentence<'_>, at: usize, sums_up: bool) -> Option<Span> {
    let words = near_before(sentence, at);
    if governed_elsewhere(sentence, &words, sums_up) {
        return None;
    }
    // 来自各国的 of a clause before: its verb governs nothing here.
    if words.first().is_some_and(|w| role(sentence, w) == Role::Of) {
        return None;
    }
    let listed = |w: &Token<'_>| sentence.lexicon.action_verbs.get(deed(sentence, w.text));
    // A verbal noun right there is the verb: 设置1个展区; farther away it is a noun.
    let leads = words.iter().find(|w| !matches!(role(sentence, w), Role::Aspect | Role::Adverb)).map(|w| w.span);
    let does = |i: usize| {
        let Some(word) = words.get(i).filter(|w| !inside_name(sentence, w)) else { return false };
        // 累计处置, 打击了: what an adverb or the clause's edge precedes, or an aspect follows, is a verb whatever it is
        // elsewhere.
        let aspect = i.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| matches!(w.text, "了" | "着" | "过"));
        let edge = words.get(i + 1).is_none_or(|w| role(sentence, w) == Role::Adverb);
        let leads = Some(word.span) == leads || aspect || edge;
        listed(word).is_some_and(|v| leads || v != "noun" && word.pos != Pos::VerbalNoun)
    };
    let is_verb = |w: &Token<'_>| {
        role(sentence, w) == Role::Verb && !w.is_in(&sentence.lexicon.speech_verbs) && !inside_name(sentence, w)
    };
    let list = words.first().is_some_and(|w| matches!(role(sentence, w), Role::Etc | Role::And));
    let near = |i: &usize| words.iter().take(*i).all(|w| role(sentence, w) != Role::Numeral);
    let first = if list { (0..words.len()).rev().find(|i| does(*i)).filter(near) } else { None };
    let listed_at = first.or_else(|| (0..words.len()).find(|i| does(*i)));
    let nearest = words.iter().position(&is_verb);
    // 转呈了一封: with 了 behind it, the nearest verb is the one.
    let done = |n: usize| {
        n == 1 && words.first().is_some_and(|w| w.text == "了") && words.get(n).is_some_and(|w| whole_verb(sentence, w))
    };
    let mut i = match (listed_at, nearest) {
        (Some(listed), Some(nearest)) if listed > nearest + 14 || listed > nearest && done(nearest) => nearest,
        (Some(listed), _) => listed,
        // A verb that is not known to take amounts must stand right there.
        (None, nearest) => nearest.filter(|n| *n <= 2 && words.get(*n).is_some_and(|w| whole_verb(sentence, w)))?,
    };
    // 开展各类宣讲活动: a light verb before takes the other's deed as its object.
    let light = words
        .iter()
        .enumerate()
        .skip(i + 1)
        .take(6)
        .take_while(|(_, w)| matches!(role(sentence, w), Role::Noun | Role::Modifier | Role::Verb | Role::And));
    let heavy = words.get(i).is_some_and(|w| listed(w) != Some("light"));
    if let Some((place, _)) = light.into_iter().find(|(_, w)| heavy && listed(w) == Some("light")) {
        i = place;
    }
    whole_deed(sentence, words.get(i..)?)
}

/// The verb that the first of these words ends, the nearest first: what the segmenter cut off, and the verbs that it acts with.
fn whole_deed(sentence: &Sentence<'_>, words: &[Token<'_>]) -> Option<Span> {
    let listed = |w: &Token<'_>| sentence.lexicon.action_verbs.get(deed(sentence, w.text));
    let (last, before) = words.split_first()?;
    let own = deed(sentence, last.text);
    // 新/设: a longer verb ends here.
    let longer = sentence.lexicon.action_verbs.longest_suffix(sentence.before(last.span.end));
    let own = longer.filter(|(verb, _)| verb.len() > own.len()).map_or(own, |(verb, _)| verb);
    let mut start = last.span.end - own.len();
    // 发现并整改, 转移安置: verbs in a row act together.
    let mut rest = before.iter().peekable();
    while let Some(word) = rest.next() {
        let joined = word.text == "并" && rest.peek().is_some_and(|w| listed(w).is_some());
        let equal = listed(word).is_some() && (listed(word) != Some("light") || listed(last) == Some(""));
        let adjoins = word.span.len() == 6 && own.len() == 6 && word.span.end == start;
        let together = joined || equal && adjoins;
        if !together {
            break;
        }
        start = word.span.start;
    }
    // 打/掉: a longer verb that the segmenter cut.
    if own.chars().count() == 1
        && let Some((verb, _)) = sentence.lexicon.action_verbs.longest_prefix(sentence.after(start))
        && verb.len() > own.len()
    {
        return Some(Span::new(start, start + verb.len()));
    }
    let verb = sentence.slice(Span::new(start, last.span.end));
    let bare = if verb.chars().count() > 2 && listed(last).is_none() {
        verb.trim_end_matches(['了', '着', '过', '到', '为'])
    } else {
        verb
    };
    (!bare.is_empty()).then(|| Span::new(start, start + bare.len()))
}

/// Whether the word is part of a name that begins before it: 出版 in 中国出版集团.
fn inside_name(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    sentence.names_around(word.span).any(|n| n.span.start < word.span.start)
}

/// Whether no verb before governs the amount: 从五个方面发力, 来自36个民族的学生, 检验、监管、服务三个方面.
fn governed_elsewhere(sentence: &Sentence<'_>, words: &[Token<'_>], sums_up: bool) -> bool {
    for (place, word) in words.iter().enumerate().take(LONGEST_LIST) {
        match word.text {
            "来自" | "位于" | "作为" | "从" => return true,
            "由" | "被" | "对" | "与" | "使" | "令" if place == 0 => return true,
            // 在3个县启动; but 捐给3所学校: the verb stands right before.
            "在" | "给" | "向" if place == 0 => {
                return words.get(1).is_none_or(|w| role(sentence, w) != Role::Verb);
            }
            "、" if sums_up => return true,
            _ => {}
        }
        let phrase = match role(sentence, word) {
            Role::Noun | Role::Modifier | Role::And | Role::Closing | Role::Opening => true,
            Role::Verb => sums_up,
            _ => false,
        };
        if !phrase {
            return false;
        }
    }
    false
}

/// Whether a verb has more than one character, or is the first of one that does: 打/掉.
fn whole_verb(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    let listed = sentence.lexicon.action_verbs.longest_prefix(sentence.after(word.span.start));
    word.text.chars().count() > 1 || listed.is_some_and(|(verb, _)| verb.len() > word.text.len())
}

/// The verb without the adverb that the segmenter glued to it: 共建, 新立.
fn deed<'w>(sentence: &Sentence<'_>, word: &'w str) -> &'w str {
    if sentence.lexicon.action_verbs.contains(word) {
        return word;
    }
    let bare = word.strip_prefix(['共', '已', '均', '再', '又']).filter(|b| sentence.lexicon.action_verbs.contains(b));
    bare.unwrap_or(word)
}

/// The verb behind an amount and its noun: 31人死亡, 41家医院结对帮扶.
fn predicate(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let mut found: Option<Span> = None;
    let words = row(words_from(sentence, at).take(8));
    for (place, word) in words.iter().enumerate().take(6) {
        match role(sentence, word) {
            Role::Adverb if found.is_none() && word.text != "有" => {}
            // 已经报告: behind an adverb, what may name a deed does it.
            Role::Noun
                if place > 0
                    && words.get(place - 1).is_some_and(|w| role(sentence, w) == Role::Adverb)
                    && word.is_in(&sentence.lexicon.action_verbs) =>
            {
                return Some(word.span);
            }
            Role::Verb
                if word.is_in(&sentence.lexicon.action_verbs)
                    && !heads_compound(sentence, word, words.get(place + 1..).unwrap_or_default())
                    && found.is_none_or(|f| f.len() <= 6 && word.span.len() == 6) =>
            {
                found = Some(Span::new(found.map_or(word.span.start, |f| f.start), word.span.end));
            }
            _ => break,
        }
    }
    found
}

/// 13个行业采购经理指数高于上月: a noun behind the verb that another verb follows shows that the verb opens a name.
fn heads_compound(sentence: &Sentence<'_>, verb: &Token<'_>, behind: &[Token<'_>]) -> bool {
    let names = verb.pos == Pos::VerbalNoun || verb.value_in(&sentence.lexicon.action_verbs) == Some("noun");
    let nouns = behind.iter().take_while(|w| role(sentence, w) == Role::Noun).count();
    names && nouns > 0 && behind.get(nouns).is_some_and(|w| role(sentence, w) == Role::Verb)
}

/// Which way the amount moves: the nearest word of the clause that says so, but 每 and 平均 wherever they stand.
pub(crate) fn change_before(sentence: &Sentence<'_>, at: usize) -> Option<Change> {
    let mut found = None;
    for word in clause_before(sentence, at) {
        let change = Change::of(sentence.lexicon, word.text).or_else(|| in_all(sentence, &word));
        if change == Some(Change::Rate) || found.is_none() {
            found = change.or(found);
        }
    }
    found
}

/// 共 glued to its verb: 共建, 共走访.
fn in_all(sentence: &Sentence<'_>, word: &Token<'_>) -> Option<Change> {
    let verb = word.span.start + "共".len();
    let does =
        word.text.starts_with('共') && sentence.lexicon.action_verbs.longest_prefix(sentence.after(verb)).is_some();
    (does && !sentence.lexicon.context_words.has_as(word.text, "joint")).then_some(Change::Total)
}
