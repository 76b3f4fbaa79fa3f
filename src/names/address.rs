//! Addresses that end in numbers: 中山北路|88号, 天府大道|中段518号, 文三路|128号|2幢. Whether a name is one is settled before; a
//! number behind a road always belongs to it.

use super::gazetteer::{self, MOST_NUMBERS, PARTS, UNITS};
use super::{Name, NameKind};
use crate::chars::chars;
use crate::sentence::Sentence;
use crate::span::Span;

/// Digits of one number.
const MOST_DIGITS: usize = 6;
/// Gives each road of a sentence the number right behind it.
pub(super) fn complete(sentence: &Sentence<'_>, names: &mut [Name]) {
    for at in 0..names.len() {
        let name = &names[at];
        if name.kind != NameKind::Place || name.is_users() {
            continue;
        }
        let (text, behind) = (sentence.slice(name.span), sentence.after(name.span.end));
        let end = name.span.end + numbers(sentence, text, behind).max(quarter(sentence, text, behind));
        let free = |n: &Name| n.span.end <= name.span.end || n.span.start >= end;
        if end > name.span.end && names[at + 1..].iter().all(free) {
            let name = &mut names[at];
            name.span = Span::new(name.span.start, end);
            gazetteer::describe(sentence, name);
        } else if name.class.is_unknown() && gazetteer::without_number(text).len() < text.len() {
            gazetteer::describe(sentence, &mut names[at]);
        }
    }
}

/// The bytes behind a place that are its numbers: none where the place is no road.
fn numbers(sentence: &Sentence<'_>, place: &str, behind: &str) -> usize {
    let road = place.trim_end_matches(is_digit);
    let part = PARTS.iter().find(|part| road.len() == place.len() && behind.starts_with(**part));
    let mut end = part.map_or(0, |part| part.len());
    let stem = PARTS.iter().find_map(|part| road.strip_suffix(part)).unwrap_or(road);
    if sentence.lexicon.region_parts.longest_end_as(stem, "road").is_none() {
        return 0;
    }
    // 三林路36|号: the digits stand in the name.
    let mut digits = place.len() - road.len();
    let mut found = 0;
    for _ in 0..MOST_NUMBERS {
        let rest = &behind[end..];
        let own = number(rest);
        let Some(unit) = UNITS.iter().find(|unit| rest[own..].starts_with(**unit)) else { break };
        // 中山路|1号线, 东大街|2号桥: what has the number is another thing.
        let first = found == 0;
        if own == 0 && digits == 0 || first && !matches!(*unit, "号" | "弄" | "号院" | "号楼") {
            break;
        }
        let next = &rest[own + unit.len()..];
        if *unit == "号" && next.starts_with(['线', '桥', '井', '口', '车', '台', '文']) {
            break;
        }
        digits = 0;
        end += own + unit.len();
        found = end;
    }
    found
}

/// 北京市石景山区老山东|里: the last character of a quarter behind its division, where nothing else can be meant.
fn quarter(sentence: &Sentence<'_>, place: &str, behind: &str) -> usize {
    let mut letters = behind.chars();
    let (Some(last), next) = (letters.next().filter(|c| matches!(c, '里' | '坊' | '弄')), letters.next()) else {
        return 0;
    };
    let mut own = place;
    while let Some((division, _)) = sentence.lexicon.divisions.longest_prefix(own).filter(|(word, _)| chars(word) > 2) {
        own = &own[division.len()..];
    }
    let stands = own.len() < place.len() && chars(own) > 1 && next.is_none_or(|c| !c.is_alphanumeric());
    if stands { last.len_utf8() } else { 0 }
}

/// The bytes of the number that a text begins with, 88 or 八十八 or 12-3.
fn number(text: &str) -> usize {
    let digits = text.chars().take_while(|&c| is_digit(c) || matches!(c, '-' | '—' | '之')).take(MOST_DIGITS + 1);
    let number = digits.map(char::len_utf8).sum();
    if text[..number].starts_with(is_digit) && chars(&text[..number]) <= MOST_DIGITS { number } else { 0 }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百零〇".contains(c)
}
