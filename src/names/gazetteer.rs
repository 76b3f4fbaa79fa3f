//! Places as the lists know them: divisions with their codes, countries, cities, regions, features, facilities.

use super::Name;
use super::line::{Line, chars};
use crate::lexicon::{Lexicon, WordList};

/// A listed place.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Bytes of the name.
    pub(super) len: usize,
    pub(super) class: &'static str,
    pub(super) codes: Vec<&'static str>,
    pub(super) country: Option<&'static str>,
    /// A word that names a place only where the context says so: 朝阳, 新县.
    pub(super) risky: bool,
    /// A full name of a division, which may be read across word borders: 阳城县.
    pub(super) full: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Division,
    Short,
    Risky,
    Township,
    Country,
    City,
    Other(&'static str),
}

/// The longest listed place that begins at byte `at`.
pub(super) fn lookup(line: &Line<'_>, at: usize) -> Option<Entry> {
    let lexicon = line.lexicon;
    let lists: [(&WordList, Sort); 9] = [
        (&lexicon.divisions, Sort::Division),
        (&lexicon.division_short_names, Sort::Short),
        (&lexicon.division_short_names_risky, Sort::Risky),
        (&lexicon.townships, Sort::Township),
        (&lexicon.countries, Sort::Country),
        (&lexicon.world_cities, Sort::City),
        (&lexicon.regions, Sort::Other("region")),
        (&lexicon.features, Sort::Other("feature")),
        (&lexicon.facilities, Sort::Other("facility")),
    ];
    let rest = line.after(at);
    let mut best: Option<(&str, &'static str, Sort)> = None;
    for (list, sort) in lists {
        if let Some((word, value)) = list.longest_prefix(rest)
            && best.is_none_or(|(longest, ..)| word.len() > longest.len())
        {
            best = Some((word, value, sort));
        }
    }
    best.map(|(word, value, sort)| entry(word, value, sort))
}

fn entry(word: &str, value: &'static str, sort: Sort) -> Entry {
    let codes: Vec<&'static str> = match sort {
        Sort::Division | Sort::Short | Sort::Risky | Sort::Township => value.split(' ').collect(),
        Sort::Country | Sort::City | Sort::Other(_) => Vec::new(),
    };
    let country = match sort {
        Sort::Country | Sort::City => value.split(' ').next().filter(|c| !c.is_empty()),
        _ => None,
    };
    let class = match sort {
        Sort::Township => "township",
        Sort::Country => "country",
        Sort::City if word.ends_with(['州', '省', '邦']) => "province",
        Sort::City => "",
        Sort::Other(class) => class,
        _ => codes.first().map_or("", |code| level(code)),
    };
    let full = matches!(sort, Sort::Division | Sort::Township) && chars(word) >= 3;
    let risky = sort == Sort::Risky || matches!(sort, Sort::Division | Sort::Township) && !full;
    Entry { len: word.len(), class, codes, country, risky, full }
}

/// The level that a code's zeros tell.
pub(super) fn level(code: &str) -> &'static str {
    if code.ends_with("0000") {
        "province"
    } else if code.ends_with("00") {
        "prefecture"
    } else {
        "county"
    }
}

/// Whether the division `inner` lies in the division `outer`.
pub(super) fn lies_in(inner: &str, outer: &str) -> bool {
    inner != outer
        && match level(outer) {
            "province" => inner.get(..2) == outer.get(..2),
            "prefecture" => inner.get(..4) == outer.get(..4),
            _ => false,
        }
}

/// What a division's short name is short for: 沿滩 → 沿滩区.
pub(crate) fn full_name(lexicon: &Lexicon, name: &str, code: &str) -> Option<String> {
    ["省", "市", "县", "区", "旗", "州", "盟", "自治区", "新区", "地区"]
        .iter()
        .map(|end| format!("{name}{end}"))
        .find(|full| lexicon.divisions.get(full).is_some_and(|codes| codes.split(' ').any(|c| c == code)))
}

/// Says of a place whose name is known what the lists say of its last part.
pub(super) fn describe(line: &Line<'_>, name: &mut Name) {
    let mut at = name.span.start;
    let mut codes: Vec<&'static str> = Vec::new();
    while let Some(entry) = lookup(line, at).filter(|e| at + e.len <= name.span.end) {
        at += entry.len;
        name.class = entry.class;
        name.country = entry.country.or(name.country);
        let within = |c: &&'static str| codes.is_empty() || codes.iter().any(|o| lies_in(c, o));
        let inner: Vec<&'static str> = entry.codes.into_iter().filter(within).collect();
        if !inner.is_empty() {
            codes = inner;
        }
        if at == name.span.end {
            name.codes = codes;
            name.sure = entry.full;
            return;
        }
    }
    if let Some((_, class)) = line.lexicon.place_suffixes.longest_suffix(line.slice(name.span)) {
        name.class = class;
        name.codes = codes;
    }
}
