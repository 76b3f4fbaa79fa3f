//! Who stands before a verb: the speaker of a quote, the recipient of an honor.

use crate::names::{Name, NameKind};
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// The longest noun phrase, in bytes.
const LONGEST_ACTOR: usize = 75;
/// How many names or words back.
const NEAREST: usize = 300;
const PRONOUNS: [&str; 8] = ["他", "她", "他们", "她们", "其", "自己", "我", "后者"];

/// The one who acts before byte `at` of the sentence: a person's or body's name where one ends there, else the noun phrase.
pub(crate) fn before(sentence: &Sentence<'_>, at: usize) -> Option<String> {
    // 李|明说: the name ends within a word.
    let inside = || name_ending(sentence, at).filter(|name| name.kind == NameKind::Person);
    if let Some(name) = (!sentence.word_begins(at)).then(inside).flatten() {
        return Some(sentence.slice(name.span).to_owned());
    }
    let mut end = skip_modifiers(sentence, at);
    // 激动地说, where the segmenter joined 地 to the verb.
    if sentence.after(end).starts_with('地') {
        end = sentence.token_before(end.saturating_sub(1)).map_or(sentence.span.start, |t| t.span.end);
    }
    if end <= sentence.span.start {
        return None;
    }
    // 李明参加活动时说: the clause has its subject in front.
    let last = sentence.token_before(end);
    if last.is_some_and(|t| matches!(t.text, "时" | "后" | "前" | "中" | "上" | "之前" | "之后")) {
        return clause_person(sentence, end);
    }
    if let Some(name) = name_ending(sentence, end) {
        return Some(sentence.slice(name.span).to_owned());
    }
    let mut place = sentence.tokens_ended(end);
    let last = sentence.previous(place)?;
    if PRONOUNS.contains(&last.text) {
        return antecedent(sentence, last.span.start).or_else(|| Some(last.text.to_owned()));
    }
    if is_person(sentence, last) {
        return Some(transliterated(sentence, place - 1).to_owned());
    }
    while let Some(token) = sentence.previous(place) {
        if !is_part(token) || end - token.span.start > LONGEST_ACTOR {
            break;
        }
        place -= 1;
    }
    let start = sentence.tokens.get(place)?.span.start;
    let phrase = sentence.text().get(start - sentence.span.start..end - sentence.span.start)?;
    let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
    // 同事小张, 主任李明: an unlisted name stands behind its title.
    let named = titled(sentence, phrase).unwrap_or(phrase);
    (named.chars().count() > 1).then(|| named.to_owned())
}

/// The first person named in the clause that ends at byte `end`.
fn clause_person(sentence: &Sentence<'_>, end: usize) -> Option<String> {
    let tokens = sentence.tokens_before(end);
    let clause = tokens.iter().rev().take(NEAREST).take_while(|t| !matches!(t.text, "，" | "。" | "；" | "：" | "！"));
    let start = clause.last()?.span.start;
    let name = sentence.names_from(start).iter().take_while(|n| n.span.end <= end).find(|n| n.kind == NameKind::Person);
    if let Some(name) = name {
        return Some(sentence.slice(name.span).to_owned());
    }
    let token =
        tokens.iter().rev().take(NEAREST).rev().filter(|t| t.span.start >= start).find(|t| t.pos == Pos::Person);
    token.filter(|t| t.text.chars().count() > 1).map(|t| t.text.to_owned())
}

/// The person last named before byte `at` in the sentence, for 他 and 她; `link` looks further back.
pub(crate) fn antecedent(sentence: &Sentence<'_>, at: usize) -> Option<String> {
    let names = sentence.names_before(at);
    let named = names.iter().rev().take(NEAREST).find(|n| n.kind == NameKind::Person && n.span.end <= at);
    if let Some(name) = named {
        return Some(sentence.slice(name.span).to_owned());
    }
    let tokens = sentence.tokens_before(at);
    let token = tokens.iter().rev().take(NEAREST).find(|t| is_person(sentence, t));
    token.map(|token| token.text.to_owned())
}

/// The unlisted name that a noun phrase ends with, behind its title: 主任李明, 同事小张.
pub(crate) fn titled<'t>(sentence: &Sentence<'_>, phrase: &'t str) -> Option<&'t str> {
    nickname(sentence, phrase).or_else(|| given_name(sentence, phrase))
}

/// The Han name of two to four characters that `phrase` ends with, its surname first.
fn given_name<'t>(sentence: &Sentence<'_>, phrase: &'t str) -> Option<&'t str> {
    let titles = &sentence.lexicon.titles;
    for chars in [3, 2, 4] {
        let Some((at, _)) = phrase.char_indices().rev().nth(chars - 1) else { continue };
        let (Some(name), Some(rest)) = (phrase.get(at..), phrase.get(..at)) else { continue };
        let surname = match chars {
            4 => name.char_indices().nth(2).and_then(|(i, _)| name.get(..i)),
            _ => name.char_indices().nth(1).and_then(|(i, _)| name.get(..i)),
        };
        let titled = titles.longest_suffix(rest).is_some();
        if titled && surname.is_some_and(|s| sentence.lexicon.surnames.contains(s)) && !titles.contains(name) {
            return Some(name);
        }
    }
    None
}

/// Whether a word that the segmenter takes for a name begins like one.
fn is_person(sentence: &Sentence<'_>, token: &Token<'_>) -> bool {
    let text = token.text;
    let surname = |chars: usize| {
        let end = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
        sentence.lexicon.surnames.contains(&text[..end])
    };
    token.pos == Pos::Person && text.chars().count() > 1 && (text.chars().count() > 3 || surname(1) || surname(2))
}

/// 同事小张: the familiar name at the end.
fn nickname<'t>(sentence: &Sentence<'_>, phrase: &'t str) -> Option<&'t str> {
    let (at, first) = phrase.char_indices().rev().nth(1)?;
    let surname = phrase.get(at + first.len_utf8()..)?;
    (matches!(first, '小' | '老' | '阿') && sentence.lexicon.surnames.contains(surname))
        .then(|| phrase.get(at..))
        .flatten()
}

/// The name that ends at byte `end`: a person before a body before a place.
pub(super) fn name_ending<'s>(sentence: &'s Sentence<'_>, end: usize) -> Option<&'s Name> {
    let rank = |name: &&Name| match name.kind {
        NameKind::Person => 0,
        NameKind::Organization => 1,
        NameKind::Place => 2,
    };
    let first = sentence.names.partition_point(|n| n.span.start + LONGEST_ACTOR < end);
    let names = sentence.names.get(first..).unwrap_or_default();
    names.iter().take_while(|n| n.span.start < end).filter(|n| n.span.end == end).min_by_key(rank)
}

/// 豪尔赫·罗德里格斯: the parts joined by a dot.
fn transliterated<'a>(sentence: &Sentence<'a>, mut place: usize) -> &'a str {
    let end = sentence.tokens.get(place).map_or(0, |t| t.span.end);
    while place >= 2 && sentence.tokens.get(place - 1).is_some_and(|t| matches!(t.text, "·" | "-" | "•" | "‧")) {
        place -= 2;
    }
    let start = sentence.tokens.get(place).map_or(end, |t| t.span.start);
    sentence.slice(Span::new(start, end))
}

fn is_part(token: &Token<'_>) -> bool {
    let word = token.text.chars().all(char::is_alphanumeric);
    token.pos.is_nominal()
        || matches!(token.pos, Pos::Phrase | Pos::Affix | Pos::Attributive | Pos::Latin | Pos::Adjective)
        || matches!(token.pos, Pos::Measure | Pos::Numeral) && token.text != "次"
        || token.pos == Pos::Other && (word || token.text == "·")
}

/// Steps left over what stands between the actor and the verb: 27日, 当天, 在接受采访时, 激动地, （22日）.
fn skip_modifiers(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut place = sentence.tokens_ended(at);
    let floor = at.saturating_sub(LONGEST_ACTOR * 2);
    while let Some(token) = sentence.previous(place).filter(|t| t.span.start >= floor) {
        if token.text == "地" {
            place = place.saturating_sub(2);
            continue;
        }
        let listed = sentence.lexicon.actor_modifiers.get(token.text);
        if let Some(back) = opened(sentence, place, listed.unwrap_or_default(), floor) {
            place = back;
            continue;
        }
        let hour = place.checked_sub(2).and_then(|p| sentence.tokens.get(p)).is_some_and(|t| is_digits(t.text));
        let date = matches!(token.text, "日" | "月" | "年" | "号" | "晚" | "上午" | "下午" | "分")
            || token.text == "时" && hour
            || is_digits(token.text);
        let modifier =
            matches!(token.pos, Pos::Adverb | Pos::Time) && token.text != "时" && !PRONOUNS.contains(&token.text);
        let bridging = listed == Some("");
        if !(date || modifier || bridging) {
            break;
        }
        place -= 1;
    }
    sentence.previous(place).map_or(sentence.span.start, |t| t.span.end)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The place of the opener that the phrase ending before token `place` begins with, in the same clause.
fn opened(sentence: &Sentence<'_>, place: usize, openers: &str, floor: usize) -> Option<usize> {
    if openers.is_empty() {
        return None;
    }
    let tokens = sentence.tokens.get(..place.saturating_sub(1))?;
    for (at, token) in tokens.iter().enumerate().rev().take_while(|(_, t)| t.span.start >= floor) {
        if openers.split(' ').any(|opener| opener == token.text) {
            return Some(at);
        }
        if matches!(token.text, "，" | "。" | "；" | "：" | ",") {
            return None;
        }
    }
    None
}
