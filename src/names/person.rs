//! Persons of a sentence: surname and given name with what stands around them, transliterated names, 刘某, 王警官.

use super::line::{Line, chars, covered, covering, is_distinctive, is_han};
use super::{Name, NameKind};
use crate::segment::{Pos, knows};
use crate::span::Span;

/// How much must speak for a name.
const ENOUGH: i32 = 4;
/// A name only where the article repeats it.
pub(super) const WEAK: &str = "person/repeated";
/// A name only in a list of names.
pub(super) const WEAKEST: &str = "person/in-a-list";
/// Words of one character that end a foreign name.
const ENDS_FOREIGN: [&str; 16] =
    ["于", "和", "与", "在", "对", "从", "向", "被", "将", "及", "等", "则", "也", "就", "曾", "为"];
/// Dots and dashes inside foreign names.
const DOTS: [char; 5] = ['·', '•', '・', '-', '‧'];

pub(super) fn find(line: &Line<'_>, names: &[Name]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut until = line.span.start;
    let mut weak: Vec<Name> = Vec::new();
    let doubtful = |n: &&Name| n.rule == super::place::RISKY || n.rule == super::place::INNER;
    let taken = covered(names.iter().filter(|n| !doubtful(n)).map(|n| n.span));
    let bodies = covered(names.iter().filter(|n| n.kind == NameKind::Organization).map(|n| n.span));
    for token in line.tokens {
        let at = token.span.start.max(until);
        if token.span.end <= until || !line.next_char(at).is_some_and(char::is_alphanumeric) {
            continue;
        }
        if let Some(name) = covering(&taken, at) {
            until = name.end;
            continue;
        }
        let name = listed(line, at)
            .or_else(|| dotted(line, at))
            .or_else(|| nameless(line, at))
            .or_else(|| with_title(line, at))
            .or_else(|| transliterated(line, at, &mut weak))
            .or_else(|| han(line, at, &mut weak));
        if let Some(name) = name {
            until = name.span.end;
            found.push(name);
        }
    }
    let weak = in_lists(line, &mut found, weak);
    found.extend(weak);
    found.retain(|p| {
        let next = bodies.get(bodies.partition_point(|s| s.end <= p.span.start));
        next.is_none_or(|s| s.start >= p.span.end)
    });
    found
}

fn person(start: usize, end: usize, rule: &'static str, sure: bool) -> Name {
    Name::new(Span::new(start, end), NameKind::Person, rule).sure(sure)
}

/// Well-known people.
fn listed(line: &Line<'_>, at: usize) -> Option<Name> {
    let (word, _) = line.lexicon.person_names.longest_prefix(line.after(at))?;
    let end = at + word.len();
    let whole =
        line.is_border(end) && (chars(word) >= 3 || line.token_at(at).is_some_and(|t| t.span == Span::new(at, end)));
    (whole || chars(word) >= 3 && line.is_border(at)).then(|| person(at, end, "person/listed", true))
}

/// 史蒂夫·乔布斯, 买买提·艾力, 迈克尔-桑托斯.
fn dotted(line: &Line<'_>, at: usize) -> Option<Name> {
    // 长|威尔伯・罗斯: the segmenter may draw a character too many to the left.
    let first = line.next_char(at)?;
    let foreign = first.is_ascii() || line.lexicon.transliteration_chars.contains(first.encode_utf8(&mut [0; 4]));
    let at = if foreign { at } else { at + first.len_utf8() };
    let rest = line.after(at);
    let mut end = 0;
    let mut parts = 0;
    let mut foreign = true;
    loop {
        let part = &rest[end..];
        let len: usize =
            part.chars().take_while(|&c| is_han(c) || c.is_ascii_uppercase()).take(8).map(char::len_utf8).sum();
        if len == 0 {
            return None;
        }
        let next = part[len..].chars().next();
        if next.is_some_and(|c| DOTS.contains(&c))
            && part[len..].chars().nth(1).is_some_and(|c| is_han(c) || c.is_ascii_uppercase())
        {
            foreign &= spells_foreign(line, &part[..len]);
            let dot = next.map_or(0, char::len_utf8);
            end += len + dot;
            parts += 1;
            if parts > 4 {
                return None;
            }
            continue;
        }
        if parts == 0 {
            return None;
        }
        // The last part runs as far as the characters are those of foreign names and words allow.
        let last = bracketed(line, at + end).or_else(|| last_part(line, at + end))?;
        let dot = rest[..end].chars().next_back();
        let dash = dot == Some('-');
        if !foreign || dash && chars(&rest[..end]) < 2 {
            return None;
        }
        return Some(person(at, last, "person/dotted", true));
    }
}

/// The end of a last part that brackets with the original spelling follow: 阿卜杜·拉赫曼（Abdul Rahman）.
fn bracketed(line: &Line<'_>, at: usize) -> Option<usize> {
    let rest = line.after(at);
    let end: usize = rest.chars().take_while(|&c| is_han(c)).take(8).map(char::len_utf8).sum();
    let mut next = rest[end..].chars();
    let bracket = next.next().is_some_and(|c| matches!(c, '（' | '('));
    (end > 0 && bracket && next.next().is_some_and(|c| c.is_ascii_alphabetic())).then_some(at + end)
}

fn spells_foreign(line: &Line<'_>, text: &str) -> bool {
    let foreign = |c: char| c.is_ascii() || line.lexicon.transliteration_chars.contains(c.encode_utf8(&mut [0; 4]));
    let spelled = text.chars().filter(|&c| foreign(c)).count();
    let apart = text.contains(['和', '与', '的', '及', '在', '对', '说', '是', '了']);
    !apart && spelled + usize::from(chars(text) >= 3) >= chars(text)
}

/// Where a run of characters of foreign names that begins at `at` ends, at a word's end where there is one.
fn last_part(line: &Line<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut border = None;
    for c in line.after(at).chars().take(7) {
        if !line.lexicon.transliteration_chars.contains(c.encode_utf8(&mut [0; 4])) {
            break;
        }
        end += c.len_utf8();
        if line.is_border(end) {
            border = Some(end);
            // 布托|于18日: a function word ends the name.
            let next = line.token_at(end).map_or("", |t| t.text);
            if ENDS_FOREIGN.contains(&next) {
                break;
            }
        }
    }
    border.or((end > at).then_some(end)).filter(|&e| e > at)
}

/// 刘某, 马某某, 李某甲.
fn nameless(line: &Line<'_>, at: usize) -> Option<Name> {
    let (surname, _) = line.lexicon.surnames.longest_prefix(line.after(at))?;
    let rest = line.after(at + surname.len());
    let marks = rest.chars().take_while(|&c| c == '某').count();
    if marks == 0 || marks > 2 {
        return None;
    }
    let mut end = at + surname.len() + marks * '某'.len_utf8();
    if let Some(tail) = line.next_char(end).filter(|&c| is_han(c))
        && (is_ordinal(tail) || marks == 1 && is_tail_of_nameless(line, end, tail))
    {
        end += tail.len_utf8();
    }
    Some(person(at, end, "person/nameless", true))
}

fn is_ordinal(c: char) -> bool {
    matches!(c, '甲' | '乙' | '丙' | '丁' | '戊')
}

/// 顾某强: a single character behind 某 that is no word of its own.
fn is_tail_of_nameless(line: &Line<'_>, at: usize, tail: char) -> bool {
    let mut buffer = [0; 4];
    let Some(token) = line.token_at(at) else { return false };
    let function = matches!(
        token.pos,
        Pos::Preposition | Pos::Conjunction | Pos::Particle | Pos::Adverb | Pos::Pronoun | Pos::Numeral | Pos::Measure
    );
    // 顾|某勤: the segmenter may join both.
    let alone = chars(token.text) == 1 || token.text.starts_with('某');
    alone
        && line.is_border(at + tail.len_utf8())
        && !line.lexicon.given_name_never.contains(tail.encode_utf8(&mut buffer))
        && (is_given(line, tail) || !function && token.pos != Pos::Verb)
}

/// 王警官, 苏大夫: a surname and a title, one mention.
fn with_title(line: &Line<'_>, at: usize) -> Option<Name> {
    let (surname, _) = line.lexicon.surnames.longest_prefix(line.after(at))?;
    let behind = at + surname.len();
    let (title, _) = line.lexicon.surname_titles.longest_prefix(line.after(behind))?;
    let end = behind + title.len();
    if !line.is_border(end) || line.lexicon.surnames_also_words.contains(surname) {
        return None;
    }
    // 副主任 is no Mr 副; a name before it goes with the title: 习近平总书记.
    let glued = line.last_char(at).is_some_and(is_han)
        && line.token_place(at).checked_sub(1).and_then(|p| line.tokens.get(p)).is_some_and(|t| {
            t.pos == Pos::Person && chars(t.text) == 1 || t.span.end != at || matches!(t.text, "副" | "老" | "小")
        });
    (!glued).then(|| person(at, end, "person/surname-and-title", true))
}

/// 罗森伯格: characters of foreign names alone, with something that says person.
fn transliterated(line: &Line<'_>, at: usize, weak: &mut Vec<Name>) -> Option<Name> {
    let token = line.token_at(at).filter(|t| t.span.start == at)?;
    let end = last_part(line, at)?;
    let text = &line.text[at..end];
    if chars(text) < 3 || !line.is_border(end) {
        return None;
    }
    let tag = token.pos == Pos::Person && token.span.end == end;
    let unknown = line
        .tokens
        .iter()
        .skip(line.token_place(at))
        .take_while(|t| t.span.start < end)
        .all(|t| matches!(t.pos, Pos::Person | Pos::Other | Pos::Place) || chars(t.text) == 1 || !knows(t.text));
    if !unknown {
        return None;
    }
    if line.lexicon.place_suffixes.longest_prefix(line.after(end)).is_some() || after_place_word(line, at, end) {
        return None;
    }
    let listed = tag && knows(text);
    let score = around(line, at, end)
        + if listed {
            3
        } else if tag {
            2
        } else {
            1
        }
        + i32::from(chars(text) >= 4);
    if score >= ENOUGH {
        return Some(person(at, end, "person/transliterated", true));
    }
    if score >= 2 {
        weak.push(Name::new(Span::new(at, end), NameKind::Person, WEAK));
    }
    None
}

/// Whether the words around say that this is a place: 在拉马迪, 安巴尔省.
fn after_place_word(line: &Line<'_>, at: usize, end: usize) -> bool {
    let before = line.before(at);
    let after = line.after(end);
    ["在", "位于", "飞抵", "抵达", "前往", "南部", "北部", "东部", "西部", "首府", "首都"]
        .iter()
        .any(|w| before.ends_with(w))
        || [
            "省",
            "州",
            "市",
            "地区",
            "边疆",
            "郊区",
            "附近",
            "国际",
            "酒店",
            "公司",
            "共和国",
            "节",
            "旅",
            "战",
            "杯",
            "村",
            "镇",
            "区",
        ]
        .iter()
        .any(|w| after.starts_with(w))
}

/// 张嘉琪: a surname and one or two characters.
fn han(line: &Line<'_>, at: usize, weak: &mut Vec<Name>) -> Option<Name> {
    let (surname, _) = line.lexicon.surnames.longest_prefix(line.after(at))?;
    let behind = at + surname.len();
    let mut best: Option<(i32, usize)> = None;
    for given in [2, 1] {
        let Some(end) = end_after(line, behind, given) else { continue };
        let shape = shape(line, at, behind, end);
        let score = shape + around(line, at, end);
        if shape > NEVER && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, end));
        }
    }
    let (score, end) = best?;
    let mut name = person(at, end, "person/han", score > ENOUGH || chars(&line.text[at..end]) >= 3);
    if score >= ENOUGH {
        return Some(name);
    }
    if score >= 0 {
        // Two characters that nothing around speaks for are most often a common word.
        let bare = chars(&line.text[at..end]) == 2 && score < 3 && knows(&line.text[at..end]);
        name.rule = if score >= 2 && !bare { WEAK } else { WEAKEST };
        name.sure = false;
        weak.push(name);
    }
    None
}

fn end_after(line: &Line<'_>, at: usize, count: usize) -> Option<usize> {
    let mut end = at;
    let mut chars = line.after(at).chars();
    for _ in 0..count {
        let c = chars.next().filter(|&c| is_han(c))?;
        end += c.len_utf8();
    }
    Some(end)
}

fn is_given(line: &Line<'_>, c: char) -> bool {
    line.lexicon.given_name_chars.contains(c.encode_utf8(&mut [0; 4]))
}

/// What can be no name at all.
const NEVER: i32 = -9;

/// What the words and characters of a Han name say for it.
fn shape(line: &Line<'_>, at: usize, behind: usize, end: usize) -> i32 {
    let first = line.token_place(at);
    let tokens = || line.tokens.iter().skip(first).take_while(|t| t.span.start < end);
    let (Some(token), Some(last)) = (line.tokens.get(first), tokens().last()) else { return NEVER };
    let given = &line.text[behind..end];
    let total = chars(given) as i32;
    let fitting = given.chars().filter(|&c| is_given(line, c)).count() as i32;
    if given.chars().next_back().is_some_and(|c| line.lexicon.given_name_never.contains(c.encode_utf8(&mut [0; 4]))) {
        return NEVER;
    }
    let mut score = if line.lexicon.surnames_also_words.contains(&line.text[at..behind]) { -3 } else { 0 };
    if !line.is_border(end) {
        // 李伟指|出: the segmenter drew one character too many into an unknown word.
        let rest = &line.text[end..last.span.end];
        if knows(last.text) || !line.lexicon.given_name_never.contains(rest) || last.span.start != at {
            return NEVER;
        }
        return score + 1 + fitting + i32::from(token.pos == Pos::Person);
    } else if token.span == Span::new(at, end) {
        let tag = i32::from(token.pos == Pos::Person);
        // The dictionary's own name weighs more than a surname that is also a word.
        if tag == 1 && total >= 2 {
            score = score.max(-1);
        }
        return score
            + match (knows(token.text), total >= 2) {
                (true, _) if tag == 0 || line.lexicon.not_persons.contains(token.text) => return NEVER,
                (true, true) => 4,
                (true, false) => 2,
                (false, true) => 2 + i32::from(fitting == total) + tag,
                (false, false) if fitting == 0 => tag,
                (false, false) => 2 + tag,
            };
    }
    if token.span.end > behind {
        // 张嘉|琪, 唐立|林: cut behind the first character of the given name.
        let named = token.pos == Pos::Person || !knows(token.text);
        return if named { score + 1 + i32::from(fitting == total) } else { NEVER };
    }
    let bound = |pos: Pos| matches!(pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Conjunction);
    if tokens().skip(1).any(|t| bound(t.pos) && chars(t.text) == 1 || !t.text.chars().all(is_han)) {
        return NEVER;
    }
    let named = tokens().skip(1).any(|t| is_distinctive(t.text, t.pos));
    let acting = tokens().skip(1).any(|t| matches!(t.pos, Pos::Verb | Pos::Adverb | Pos::Numeral | Pos::Measure));
    score + i32::from(total >= 2) + i32::from(fitting == total) + i32::from(named) - i32::from(acting)
}

/// What stands around a name: titles, verbs of saying, brackets.
fn around(line: &Line<'_>, at: usize, end: usize) -> i32 {
    let before = line.before(at).trim_end_matches(['“', ' ', '\u{3000}']);
    let after = line.after(end);
    let mut score = 0;
    if before.ends_with("台风") || line.last_char(at) == Some('“') && after.starts_with('”') {
        score -= 4;
    }
    if let Some((title, _)) = line.lexicon.titles.longest_suffix(before) {
        let start = before.len() - title.len() + line.span.start;
        score += if chars(title) >= 2 && line.token_at(start).is_some() { 4 } else { 1 };
    }
    if let Some((title, _)) = line.lexicon.titles.longest_prefix(after)
        && chars(title) >= 2
        && line.is_border(end)
    {
        score += 3;
    }
    if line.lexicon.person_verbs.longest_prefix(after).is_some() {
        score += 2;
    }
    if after.starts_with("（男") || after.starts_with("（女") || after.starts_with("(男") || after.starts_with("(女")
    {
        score += 4;
    }
    if ["记者", "通讯员", "叫", "名叫", "村民", "市民", "居民"].iter().any(|w| before.ends_with(w)) {
        score += 1;
    }
    score
}

/// 郭安民、王凤兰: beside a name in a list, less is enough. Returns what is still weak.
fn in_lists(line: &Line<'_>, found: &mut Vec<Name>, weak: Vec<Name>) -> Vec<Name> {
    let mut candidates = weak;
    // Names spread from both ends of a list; each pass costs the length of the sentence, so a few must do.
    for backwards in [false, true] {
        if backwards {
            candidates.reverse();
        }
        candidates.retain(|name| {
            let touches = |other: &Name| {
                let gap = if other.span.end <= name.span.start {
                    line.text.get(other.span.end..name.span.start)
                } else {
                    line.text.get(name.span.end..other.span.start)
                };
                matches!(gap, Some("、" | "/" | "，" | " " | "和"))
            };
            let place = found.partition_point(|f| f.span.start < name.span.start);
            let near = place.checked_sub(1).and_then(|p| found.get(p)).is_some_and(touches)
                || found.get(place).is_some_and(touches);
            let free = !found.iter().skip(place.saturating_sub(1)).take(2).any(|f| f.span.overlaps(name.span));
            if near && free {
                let mut name = name.clone();
                name.rule = "person/in-list-of-names";
                name.sure = true;
                found.insert(place, name);
                return false;
            }
            true
        });
    }
    candidates
}
