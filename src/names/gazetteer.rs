//! Places as the lists know them: divisions with their codes, countries, cities, regions, features, facilities.

use super::{Class, Name};
use crate::chars::chars;
use crate::lexicon::{Lexicon, PLACES};
use crate::sentence::Sentence;
use crate::span::Span;

/// What the lists say of the longest listed place that begins at a byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    /// Bytes of the name.
    pub(super) len: usize,
    pub(super) class: Class,
    pub(super) country: Option<&'static str>,
    /// A word that names a place only where the context says so: 朝阳, 新县.
    pub(super) risky: bool,
    /// A full name of a division, which may be read across word borders: 阳城县.
    pub(super) full: bool,
    /// The codes of a division, blanks between them.
    codes: Option<&'static str>,
}

/// A listed place with its codes.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Bytes of the name.
    pub(super) len: usize,
    pub(super) class: Class,
    pub(super) codes: Vec<&'static str>,
    pub(super) country: Option<&'static str>,
    /// As [`Listed::risky`].
    pub(super) risky: bool,
    /// As [`Listed::full`].
    pub(super) full: bool,
}

/// The longest listed place that begins at byte `at`.
pub(super) fn listed(sentence: &Sentence<'_>, at: usize) -> Option<Listed> {
    first_of(sentence.after(at))
}

/// The longest listed place that a text begins with.
fn first_of(text: &str) -> Option<Listed> {
    let (word, list, value) = PLACES.longest_prefix(text)?;
    let division = matches!(list, "divisions" | "townships");
    let coded = division || matches!(list, "division_short_names" | "division_short_names_risky");
    let codes = coded.then_some(value);
    let foreign = matches!(list, "countries" | "world_cities");
    let country = value.split(' ').next().filter(|c| foreign && !c.is_empty());
    let class = match list {
        "townships" => Class::Township,
        "countries" => Class::Country,
        "world_cities" if word.ends_with(['州', '省', '邦']) => Class::Province,
        "regions" => Class::Region,
        "features" => Class::Feature,
        "facilities" => Class::Facility,
        _ => codes.map_or(Class::Unknown, |codes| level(codes.split(' ').next().unwrap_or_default())),
    };
    let full = division && chars(word) >= 3;
    let risky = list == "division_short_names_risky" || division && !full;
    Some(Listed { len: word.len(), class, country, risky, full, codes })
}

/// [`listed`] with its codes apart.
pub(super) fn lookup(sentence: &Sentence<'_>, at: usize) -> Option<Entry> {
    listed(sentence, at).map(with_codes)
}

fn with_codes(Listed { len, class, country, risky, full, codes }: Listed) -> Entry {
    let codes = codes.map_or_else(Vec::new, |codes| codes.split(' ').collect());
    Entry { len, class, codes, country, risky, full }
}

/// The longest listed place that a stretch begins with.
pub(super) fn within(sentence: &Sentence<'_>, stretch: Span) -> Option<Entry> {
    first_of(sentence.slice(stretch)).map(with_codes)
}

/// Whether a stretch is one listed place, none longer.
pub(super) fn is_entry(sentence: &Sentence<'_>, stretch: Span) -> bool {
    listed(sentence, stretch.start).is_some_and(|entry| entry.len == stretch.len())
}

/// The level that a code's zeros tell.
pub(super) fn level(code: &str) -> Class {
    if code.ends_with("0000") {
        Class::Province
    } else if code.ends_with("00") {
        Class::Prefecture
    } else {
        Class::County
    }
}

/// Whether the division `inner` lies in the division `outer`.
pub(super) fn lies_in(inner: &str, outer: &str) -> bool {
    inner != outer
        && match level(outer) {
            Class::Province => inner.get(..2) == outer.get(..2),
            Class::Prefecture => inner.get(..4) == outer.get(..4),
            _ => false,
        }
}

/// What a division's short name is short for: 沿滩 → 沿滩区.
pub(crate) fn full_name(lexicon: &Lexicon, name: &str, code: &str) -> Option<String> {
    let mut full = String::with_capacity(name.len() + "自治区".len());
    full.push_str(name);
    let found = ["省", "市", "县", "区", "旗", "州", "盟", "自治区", "新区", "地区"].iter().any(|end| {
        full.truncate(name.len());
        full.push_str(end);
        lexicon.divisions.get(&full).is_some_and(|codes| codes.split(' ').any(|c| c == code))
    });
    found.then_some(full)
}

/// Says of a place whose name is known what the lists say of its last part.
pub(super) fn describe(sentence: &Sentence<'_>, name: &mut Name) {
    let mut at = name.span.start;
    let mut codes: Vec<&'static str> = Vec::new();
    // 西安|市民: nothing of what stands behind the name.
    while let Some(entry) = first_of(sentence.slice(Span::new(at, name.span.end))).map(with_codes) {
        at += entry.len;
        name.class = entry.class;
        name.country = entry.country.or(name.country);
        let within = |c: &&'static str| codes.is_empty() || codes.iter().any(|o| lies_in(c, o));
        // 成都高新区, 苏州工业园区: the list has no code, but its beginning has.
        let own = if entry.codes.is_empty() && entry.country.is_none() {
            opening_codes(&sentence.article.text[at - entry.len..at])
        } else {
            entry.codes
        };
        let inner: Vec<&'static str> = own.into_iter().filter(within).collect();
        if !inner.is_empty() {
            codes = inner;
        }
        if at == name.span.end {
            name.codes = codes;
            name.sure = entry.full;
            return;
        }
    }
    // 海河|解放桥: what the list says of its beginning is not said of it.
    name.class = Class::Unknown;
    let text = sentence.slice(name.span);
    let road = without_number(text);
    let street = road.len() < text.len();
    let class = sentence.lexicon.place_suffixes.longest_suffix(road).map(|(_, class)| class);
    // 香港特别行政区西贡区|清水湾: what stands behind a division's full name lies in it.
    let inside = || {
        let bay = sentence.lexicon.region_parts.ends_as(text, "inside");
        bay && sentence.lexicon.divisions.longest_prefix(text).is_some_and(|(word, _)| chars(word) > 2)
    };
    let feature = || (street || inside()).then_some(Class::Feature);
    if let Some(class) = class.map(Class::from_list).or_else(feature) {
        name.class = class;
        name.codes = codes;
    }
}

/// The codes of the division that a text begins with.
fn opening_codes(text: &str) -> Vec<&'static str> {
    let lists = [&Lexicon::shared().divisions, &Lexicon::shared().division_short_names];
    lists
        .iter()
        .find_map(|list| list.longest_prefix(text).filter(|(word, _)| chars(word) > 1))
        .map_or_else(Vec::new, |(_, codes)| codes.split(' ').collect())
}

/// Numbers of one address: that of the house, the entrance, the floor, the flat.
pub(super) const MOST_NUMBERS: usize = 4;
/// What the number of a house, of an entrance, a floor, a flat ends with.
pub(super) const UNITS: [&str; 11] = ["号楼", "号院", "单元", "号", "弄", "栋", "幢", "楼", "层", "室", "座"];
/// Parts of a road between its name and the number.
pub(super) const PARTS: [&str; 5] = ["中段", "东段", "西段", "南段", "北段"];

/// An address without its number: 三林路|36号, 天府大道|中段|518号, 文三路|128号|2幢.
pub(super) fn without_number(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..MOST_NUMBERS {
        let Some(shorter) = UNITS.iter().find_map(|unit| rest.strip_suffix(unit)) else { break };
        let number = shorter
            .trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "-—之一二三四五六七八九十百零〇".contains(c));
        if number.len() == shorter.len() {
            break;
        }
        rest = number;
    }
    PARTS.iter().find_map(|part| rest.strip_suffix(part)).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_short_for_a_division_of_its_code_alone() {
        let full = |name, code| full_name(Lexicon::shared(), name, code);
        assert_eq!(full("沿滩", "510311").as_deref(), Some("沿滩区"));
        assert_eq!(full("大兴安岭", "232700").as_deref(), Some("大兴安岭地区"));
        assert_eq!(full("大兴安岭", "510311"), None);
    }

    #[test]
    fn an_address_ends_in_its_road_but_for_numbers() {
        assert_eq!(without_number("临湖市南山路18号"), "临湖市南山路");
        assert_eq!(without_number("南山大道中段518号3幢201室"), "南山大道");
        assert_eq!(without_number("新东方号"), "新东方号");
    }
}
