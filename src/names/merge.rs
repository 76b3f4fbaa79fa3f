//! Names of the tagger and of the rules, put together. The tagger reads what stands around a name; the rules know lists,
//! codes and marks.

use super::gazetteer;
use super::organization::{extend_left, extend_right};
use super::tagged::{class, named};
use super::{Class, Name, NameKind, NameRule, joint, person, place};
use crate::chars::{chars, is_han};
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// Characters that a sentence sets before a name: 同|全国妇联.
const BEFORE: &str = "同与和及向由对在从自据经被将让给胜负以";
/// Characters of a Chinese name: the dictionary takes 春和景明 for one.
const LONGEST_PERSON: usize = 3;
/// Words that say what a place is before its name: 首都|加拉加斯, 东非国家|索马里.
const APPOSED: [&str; 6] = ["国家", "首都", "省城", "城市", "首府", "邻国"];

/// The names of a sentence, in order.
pub(super) fn merge(sentence: &Sentence<'_>, rules: Vec<Name>, tagged: Vec<Name>) -> Vec<Name> {
    let mut names = Vec::with_capacity(rules.len() + tagged.len());
    tagged.into_iter().for_each(|name| edges(sentence, name, &mut names));
    for rule in rules {
        settle(sentence, &mut names, rule);
    }
    Name::sort(&mut names);
    join_persons(sentence, &mut names);
    let places: Vec<Name> = names.iter().filter(|n| n.kind == NameKind::Place).cloned().collect();
    for name in names.iter_mut().filter(|n| n.kind == NameKind::Organization) {
        let end = name.span.end;
        extend_right(sentence, name);
        extend_left(sentence, &places, name);
        if name.span.end == end && name.class.is_unknown() {
            name.class = class(sentence, sentence.slice(name.span));
        }
        if name.class.is_unknown() && name.rule == NameRule::OrganizationTagged {
            loose_end_off(sentence, name);
        }
    }
    names
}

/// Sets a tagged name's edges right: 中央宣传部 全国妇联 are two, 同|全国妇联 begins behind the first character.
fn edges(sentence: &Sentence<'_>, name: Name, names: &mut Vec<Name>) {
    let text = sentence.slice(name.span);
    if name.kind == NameKind::Place && sentence.after(name.span.end).starts_with("时间")
        || is_part_of_a_word(sentence, &name)
    {
        return;
    }
    let apart = |c: char| c.is_whitespace() || matches!(c, '，' | '。' | '、' | '；' | '：');
    // A foreign spelling has blanks: Elon Musk.
    if text.contains(apart) && !text.is_ascii() {
        for part in text.split(apart).filter(|part| chars(part) > 1) {
            let start = name.span.start + (part.as_ptr() as usize - text.as_ptr() as usize);
            let mut part = Name { span: Span::new(start, start + part.len()), ..name.clone() };
            trim(sentence, &mut part);
            names.push(part);
        }
        return;
    }
    if name.kind == NameKind::Place
        && let Some(parts) = joint::parts(sentence, name.span)
    {
        return parts.into_iter().for_each(|part| edges(sentence, named(sentence, part, name.kind), names));
    }
    let mut name = name;
    if !begins_well(sentence, &mut name) {
        return;
    }
    let span = name.span;
    trim(sentence, &mut name);
    let tells = if name.span == span {
        !name.class.is_unknown()
    } else {
        !class(sentence, sentence.slice(name.span)).is_unknown()
    };
    if name.kind == NameKind::Organization && !tells && !officer(sentence, &mut name) {
        return;
    }
    names.push(name);
}

/// Whether the dictionary has a longer word here: one around the name, 发展|中国|家, one that begins or ends with what is no name
/// of a person by itself, 王太|后, 治国|安邦, or the country for a town, 发展|乡村.
fn is_part_of_a_word(sentence: &Sentence<'_>, name: &Name) -> bool {
    let text = sentence.slice(name.span);
    if text.ends_with('乡') && place::is_countryside(sentence, name.span.end - '乡'.len_utf8()) {
        return true;
    }
    let longer = |t: &&Token<'_>| t.span.contains(name.span) && t.span != name.span && sentence.knows(t.text);
    let Some(word) = sentence.token_at(name.span.start).filter(longer) else { return false };
    let (begins, ends) = (word.span.start == name.span.start, word.span.end == name.span.end);
    if name.kind != NameKind::Person || text.contains('某') {
        return !begins && !ends;
    }
    // 张健先生 is one word of the dictionary too.
    let rest = &sentence.article.text[name.span.end..word.span.end];
    let titled = sentence.lexicon.titles.contains(rest) || sentence.lexicon.surname_titles.contains(rest);
    let no_person = word.pos != Pos::Person || chars(word.text) > LONGEST_PERSON;
    if begins { !titled && !sentence.knows(text) } else { !ends || no_person }
}

/// Sets right a tagged name that begins inside a word which ends inside the name: 战胜|芬兰, 知道|克莱, 保罗-|乔治. `false` where no
/// place is left: 亚运|城市.
fn begins_well(sentence: &Sentence<'_>, name: &mut Name) -> bool {
    let inside =
        |t: &&Token<'_>| t.span.start < name.span.start && t.span.end < name.span.end && sentence.knows(t.text);
    let Some(word) = sentence.token_at(name.span.start).filter(inside) else { return true };
    let text = sentence.slice(name.span);
    let rest = Span::new(word.span.end, name.span.end);
    match name.kind {
        NameKind::Organization => {}
        NameKind::Place => {
            name.span = rest;
            gazetteer::describe(sentence, name);
            return gazetteer::is_entry(sentence, rest);
        }
        NameKind::Person => {
            let foreign = |c: char| sentence.lexicon.transliteration_chars.contains(c.encode_utf8(&mut [0; 4]));
            if text.contains(person::DOTS) && word.text.chars().all(foreign) {
                name.span.start = word.span.start;
            } else if sentence.lexicon.surnames.longest_prefix(text).is_none() && chars(sentence.slice(rest)) > 1 {
                name.span = rest;
            }
        }
    }
    true
}

fn is_title(sentence: &Sentence<'_>, word: &str) -> bool {
    chars(word) >= 2 && sentence.lexicon.titles.contains(word)
}

/// 俄罗斯|外长|拉夫罗夫: a tagged body without a last word that tells one, with a title inside, is an officer. `false` where
/// the title ends it, so that no name is left.
fn officer(sentence: &Sentence<'_>, name: &mut Name) -> bool {
    let first = sentence.tokens_ended(name.span.start);
    let inside = sentence.tokens[first..].iter().take_while(|t| t.span.end <= name.span.end);
    let Some(title) = inside.skip(1).find(|t| is_title(sentence, t.text)) else { return true };
    let head = Span::new(name.span.start, title.span.start);
    if gazetteer::is_entry(sentence, head) {
        *name =
            Name::new(Span::new(title.span.end, name.span.end), NameKind::Person, NameRule::PersonTagged).sure(true);
    }
    chars(sentence.slice(name.span)) >= 2
}

fn trim(sentence: &Sentence<'_>, name: &mut Name) {
    match name.kind {
        NameKind::Organization => trim_organization(sentence, name),
        NameKind::Place => trim_place(sentence, name),
        NameKind::Person => trim_person(sentence, name),
    }
}

fn trim_organization(sentence: &Sentence<'_>, name: &mut Name) {
    let text = sentence.slice(name.span);
    // 山西临汾的|陶寺遗址博物馆, 第一书记兼|村党支部: no name holds these.
    if let Some((at, joint)) = text.char_indices().rev().find(|(_, c)| matches!(c, '的' | '兼'))
        && at + joint.len_utf8() < text.len()
    {
        name.span.start += at + joint.len_utf8();
        return tail_off(sentence, name);
    }
    head_off(sentence, name);
    let text = sentence.slice(name.span);
    let first = text.chars().next().map_or(0, char::len_utf8);
    let rest = Span::new(name.span.start + first, name.span.end);
    if text.starts_with(|c| BEFORE.contains(c))
        && sentence.is_border(rest.start)
        && !sentence.lexicon.org_names.contains(text)
        && (sentence.lexicon.org_names.longest_prefix(sentence.slice(rest)).is_some()
            || gazetteer::listed(sentence, rest.start).is_some())
    {
        name.span = rest;
    }
    tail_off(sentence, name);
}

fn trim_place(sentence: &Sentence<'_>, name: &mut Name) {
    let text = sentence.slice(name.span);
    // 长江|江豚, 云南|区位: a character too many.
    let mut last = text.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next()) {
        let cut = name.span.end - a.len_utf8();
        let rest = &text[..text.len() - a.len_utf8()];
        let listed = || gazetteer::is_entry(sentence, Span::new(name.span.start, cut));
        let word = sentence.token_at(cut).filter(|t| t.span.start == cut && t.span.end > name.span.end);
        if a == b && sentence.lexicon.place_suffixes.longest_suffix(rest).is_some()
            || word.is_some_and(|word| sentence.knows(word.text)) && listed()
        {
            name.span.end = cut;
            gazetteer::describe(sentence, name);
        }
    }
    let text = sentence.slice(name.span);
    if let Some(at) = text.rfind('的').map(|at| at + '的'.len_utf8()).filter(|&at| at < text.len()) {
        name.span.start += at;
        gazetteer::describe(sentence, name);
    }
    let text = sentence.slice(name.span);
    if chars(text) > 2
        && let Some((at, word)) = APPOSED.iter().find_map(|word| Some((text.find(word)?, word)))
        && text.len() > at + word.len()
    {
        name.span.start += at + word.len();
        gazetteer::describe(sentence, name);
    }
    // 台北故宫博物院: what a tagger takes for a place may be a house with a name.
    if let Some((word, class)) = sentence.lexicon.org_suffixes.longest_suffix(sentence.slice(name.span))
        && matches!(class, "institution" | "school" | "hospital")
        && word.len() < name.span.len()
        && (chars(word) >= 3 || matches!(word, "医院" | "大学" | "学院" | "中学" | "小学" | "学校" | "故宫"))
    {
        let sure = Name::new(name.span, NameKind::Organization, NameRule::OrganizationTagged)
            .classed(Class::from_list(class))
            .sure(true);
        *name = Name { codes: std::mem::take(&mut name.codes), ..sure };
    }
}

fn trim_person(sentence: &Sentence<'_>, name: &mut Name) {
    let text = sentence.slice(name.span);
    // 姚明|拉开: a character too many.
    let last = text.chars().next_back().unwrap_or_default();
    let cut = name.span.end - last.len_utf8();
    let head = sentence.token_at(name.span.start).is_some_and(|t| t.span.end == cut && t.pos == Pos::Person);
    let verb = || sentence.token_at(cut).is_some_and(|t| t.span.start == cut && t.pos == Pos::Verb);
    if chars(text) == 3
        && sentence.is_border(cut)
        && !sentence.is_border(name.span.end)
        && (sentence.lexicon.given_name_never.contains(last.encode_utf8(&mut [0; 4])) || head && verb())
        || person::runs_on(sentence, name.span)
    {
        name.span.end = cut;
    }
    // 自|乔尔: no surname, and no sound of a foreign name.
    let first = text.chars().next().unwrap_or_default();
    if BEFORE.contains(first)
        && chars(text) >= 3
        && sentence.lexicon.surnames.longest_prefix(text).is_none()
        && !sentence.lexicon.transliteration_chars.contains(first.encode_utf8(&mut [0; 4]))
    {
        name.span.start += first.len_utf8();
    }
}

/// 共有|会计学院, 原|海航集团: a tagged body begins behind words that no name begins with.
fn head_off(sentence: &Sentence<'_>, name: &mut Name) {
    let Some(token) = sentence.token_at(name.span.start).filter(|t| t.span.start == name.span.start) else { return };
    let rest = Span::new(token.span.end, name.span.end);
    let known = |span: Span| sentence.lexicon.org_names.longest_prefix(sentence.slice(span)).is_some();
    let outside =
        matches!(token.pos, Pos::Preposition | Pos::Pronoun | Pos::Adverb) || matches!(token.text, "原" | "共有");
    if outside
        && rest.start < rest.end
        && chars(sentence.slice(rest)) >= 3
        && !known(name.span)
        && !class(sentence, sentence.slice(rest)).is_unknown()
    {
        name.span = rest;
    }
}

/// 证监会|对…处罚, 车队|莱科宁获亚军, 监管局依法|查处: a tagged body ends before a word that no name goes on with, if a body
/// ends there or just before.
fn tail_off(sentence: &Sentence<'_>, name: &mut Name) {
    let first = sentence.tokens_ended(name.span.start);
    let inside = sentence.tokens[first..].iter().take_while(|t| t.span.end <= name.span.end);
    let mut last_body = None;
    for token in inside.skip(1) {
        let head = &sentence.article.text[name.span.start..token.span.start];
        let is_body = chars(head) >= 3 && !class(sentence, head).is_unknown();
        let breaks = sentence.lexicon.org_names.contains(head) && token.text.starts_with(|c| BEFORE.contains(c))
            || matches!(token.pos, Pos::Preposition | Pos::Pronoun | Pos::Adverb)
            || token.pos == Pos::Person
            || token.pos == Pos::Verb
                && !token.is_in(&sentence.lexicon.org_verbs)
                && !token.is_in(&sentence.lexicon.org_units);
        if is_body {
            last_body = Some(token.span.start);
        }
        if !breaks || chars(token.text) > 3 {
            continue;
        }
        // 中国男篮|战胜|韩国队: places open both.
        let place = |at: usize| gazetteer::listed(sentence, at).is_some();
        let two = || place(name.span.start) && token.span.end < name.span.end && place(token.span.end);
        // 规划和自然资源局: what joins words may stand inside.
        if !is_body && matches!(token.text, "和" | "与" | "及") && !two() {
            continue;
        }
        let near = last_body.filter(|&end| chars(&sentence.article.text[end..token.span.start]) <= 2);
        if let Some(end) = near.or_else(|| (chars(head) >= 3 && two()).then_some(token.span.start)) {
            name.span.end = end;
        }
        return;
    }
}

/// 北京队|开局, 监管局|依法查处: no last word tells a body, but an earlier one does.
fn loose_end_off(sentence: &Sentence<'_>, name: &mut Name) {
    let text = sentence.slice(name.span);
    let last = sentence.token_at(name.span.end - 1).map_or("", |t| t.text);
    let unit = (sentence.lexicon.org_units.longest_suffix(text).is_some()
        || text.ends_with(['组', '系', '站', '团', '级']))
        && !sentence.lexicon.org_stop_words.contains(last);
    let first = sentence.tokens_ended(name.span.start);
    let officer = || {
        sentence.tokens[first..].iter().take_while(|t| t.span.end < name.span.end).any(|t| is_title(sentence, t.text))
    };
    if unit && !officer() || !text.ends_with(is_han) {
        return;
    }
    let inside = sentence.tokens[first..].iter().take_while(|t| t.span.end < name.span.end);
    let end = inside.map(|t| t.span.end).filter(|&end| {
        let head = &sentence.article.text[name.span.start..end];
        chars(head) >= 3 && !class(sentence, head).is_unknown()
    });
    if let Some(end) = end.last() {
        name.span.end = end;
        name.class = class(sentence, sentence.slice(name.span));
    }
}

/// Takes a rule's name in among those found so far: the longer stands, unless it only seems a longer one.
fn settle(sentence: &Sentence<'_>, names: &mut Vec<Name>, mut rule: Name) {
    if !names.iter().any(|n| n.span.overlaps(rule.span)) {
        if rule.kind != NameKind::Place || rule.rule != place::INNER {
            names.push(rule);
        }
        return;
    }
    // Places stand inside organizations: both stay, for the place gives the code.
    if rule.kind == NameKind::Place {
        return settle_place(sentence, names, rule);
    }
    if rule.kind == NameKind::Person {
        // 剩|博比·查尔顿: where the tagger sees the name begin, unless a dot stands before it.
        let seen =
            names.iter().find(|n| n.span.overlaps(rule.span) && n.kind == NameKind::Person).map(|n| n.span.start);
        if let Some(start) = seen
            && sentence.article.text.get(rule.span.start..start).is_some_and(|before| !before.contains(person::DOTS))
        {
            rule.span.start = start;
        }
    }
    let span = rule.span;
    let touched = |n: &Name| n.span.overlaps(span);
    if names.iter().filter(|n| touched(n) && n.kind != NameKind::Place).all(|n| span.contains(n.span) && n.span != span)
    {
        // 西安市|儿童医院: the place at its beginning stays for its code; another that crosses its edge was none.
        let body = rule.kind == NameKind::Organization;
        names.retain(|n| !n.span.overlaps(span) || body && n.kind == NameKind::Place && span.contains(n.span));
        names.push(rule);
        return;
    }
    for name in names.iter_mut().filter(|n| touched(n)) {
        if name.kind == rule.kind && name.kind == NameKind::Organization {
            // 中国男篮|战胜韩国队: a verb goes on behind a whole body.
            let next = sentence.token_at(span.end).filter(|t| t.span.start == span.end && span.end < name.span.end);
            if name.span.start == span.start
                && next.is_some_and(|t| t.pos == Pos::Verb && !t.is_in(&sentence.lexicon.org_verbs))
            {
                *name = rule;
                return;
            }
            if name.span == span || name.span.contains(span) && name.span.start == span.start {
                name.codes.clone_from(&rule.codes);
                if name.span == span {
                    name.class = rule.class;
                }
            } else if !name.span.contains(span) {
                // 湖南省纪委监委 and 纪委监委第四监督检查室 are one.
                name.span = Span::new(name.span.start.min(span.start), name.span.end.max(span.end));
            }
        }
    }
}

fn settle_place(sentence: &Sentence<'_>, names: &mut Vec<Name>, rule: Name) {
    let span = rule.span;
    for name in names.iter_mut().filter(|n| n.span.overlaps(span)) {
        match name.kind {
            NameKind::Place if name.span == span => {
                let sure = name.sure || rule.sure;
                *name = rule.sure(sure);
                return;
            }
            NameKind::Place if name.span.contains(span) || rule.rule == place::RISKY || rule.rule == place::INNER => {
                return;
            }
            NameKind::Place => {
                // Neither holds the other: one address.
                let widest = Span::new(name.span.start.min(span.start), name.span.end.max(span.end));
                if widest == span {
                    *name = rule;
                } else {
                    name.span = widest;
                }
                return;
            }
            NameKind::Person => {
                // 斯洛伐克 is no person, whatever the tagger takes it for.
                if name.span == span && rule.rule != place::RISKY && chars(sentence.slice(span)) >= 3 {
                    *name = rule;
                }
                return;
            }
            NameKind::Organization => {}
        }
    }
    let crosses = names.iter().any(|n| n.span.overlaps(span) && !n.span.contains(span));
    if !crosses && rule.rule != place::RISKY {
        names.push(rule);
    }
}

/// 斯蒂芬|-|库里: the parts of a foreign name are one.
fn join_persons(sentence: &Sentence<'_>, names: &mut Vec<Name>) {
    names.dedup_by(|next, last| {
        let both = last.kind == NameKind::Person && next.kind == NameKind::Person;
        let joined = both
            && sentence.article.text.get(last.span.end..next.span.start).is_some_and(|gap| {
                let mut gap = gap.chars();
                gap.next().is_some_and(|c| person::DOTS.contains(&c)) && gap.next().is_none()
            });
        if joined {
            last.span.end = next.span.end;
        }
        joined
    });
}
