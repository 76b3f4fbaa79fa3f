//! What a name means within its article: which of several divisions, whose committee, the long form of a short one.

use foldhash::HashMap;

use super::gazetteer::{level, lies_in};
use super::{Name, NameKind};
use crate::chars::chars;
use crate::sentence::Sentence;

pub(super) fn complete(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    choose_codes(names);
    let subject = Subject::of(sentences, names);
    inherit_codes(&subject, names);
    let full = full_forms(sentences, names);
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        for name in names.iter_mut().filter(|n| n.kind == NameKind::Organization && n.canonical.is_none()) {
            let text = sentence.slice(name.span);
            name.canonical = expand(sentence, text, &subject, &full);
        }
    }
}

/// Of several divisions of one name: the one in the place said last, else one that the article surely names.
fn choose_codes(names: &mut [Vec<Name>]) {
    let mut said: Vec<&'static str> = Vec::new();
    for name in names.iter().flatten().filter(|n| n.kind == NameKind::Place && n.codes.len() == 1) {
        said.push(name.codes[0]);
    }
    said.truncate(512);
    let mut last: Vec<&'static str> = Vec::new();
    for name in names.iter_mut().flatten() {
        if name.codes.len() > 1 {
            let near = last.iter().rev().take(8).find_map(|outer| name.codes.iter().position(|c| lies_in(c, outer)));
            let known = || name.codes.iter().position(|c| said.contains(c));
            let sibling = || {
                let same = |c: &&&'static str| said.iter().take(64).any(|s| c.get(..4) == s.get(..4));
                name.codes
                    .iter()
                    .filter(|c| level(c) == "county")
                    .find(same)
                    .and_then(|c| name.codes.iter().position(|o| o == c))
            };
            let highest = level(name.codes[0]) != "county" && name.kind == NameKind::Place;
            let at = if highest && !name.class.eq("township") { Some(0) } else { near.or_else(known).or_else(sibling) };
            if let Some(at) = at {
                name.codes.swap(0, at);
                name.codes.truncate(1);
            } else if name.class == "township" {
                name.codes.clear();
            }
        }
        if let Some(&code) = name.codes.first()
            && name.kind == NameKind::Place
        {
            if matches!(name.class, "province" | "prefecture" | "county") {
                name.class = level(code);
            }
            last.push(code);
        }
    }
}

/// The divisions that an article is about: for each level the one named most, the first of equals.
#[derive(Default)]
struct Subject {
    places: HashMap<&'static str, (String, &'static str)>,
}

impl Subject {
    fn of(sentences: &[Sentence<'_>], names: &[Vec<Name>]) -> Self {
        let mut counts: HashMap<(&'static str, &'static str), (usize, usize, String)> = HashMap::default();
        let mut order = 0;
        for (sentence, names) in sentences.iter().zip(names) {
            for name in names.iter().filter(|n| n.kind == NameKind::Place && n.country.is_none()) {
                if !matches!(name.class, "province" | "prefecture" | "county" | "township") {
                    continue;
                }
                let Some(&code) = name.codes.first() else { continue };
                let class = if name.class == "township" { "township" } else { level(code) };
                order += 1;
                let text = sentence.slice(name.span);
                let full = division(sentence, text, code).unwrap_or_else(|| text.to_owned());
                let entry = counts.entry((class, code)).or_insert((0, order, full.clone()));
                entry.0 += 1;
                if chars(&full) > chars(&entry.2) && class != "township" {
                    entry.2 = full;
                }
            }
        }
        let mut best: HashMap<&'static str, (usize, usize, String, &'static str)> = HashMap::default();
        for ((class, code), (count, order, text)) in counts {
            let better = best.get(class).is_none_or(|(c, o, ..)| (count, usize::MAX - order) > (*c, usize::MAX - *o));
            if better {
                best.insert(class, (count, order, text, code));
            }
        }
        Self { places: best.into_iter().map(|(class, (_, _, text, code))| (class, (text, code))).collect() }
    }

    /// The place that a level word stands for: 县 → 阳城县.
    fn for_level(&self, level: char) -> Option<&(String, &'static str)> {
        let classes: &[&str] = match level {
            '省' => &["province"],
            '市' => &["prefecture", "county", "province"],
            '州' | '盟' => &["prefecture"],
            '区' | '县' | '旗' => &["county"],
            '镇' | '乡' => &["township"],
            _ => &[],
        };
        classes.iter().filter_map(|class| self.places.get(class)).find(|(text, _)| text.ends_with(level))
    }
}

/// The full name of the finest division that a place's text names.
fn division(sentence: &Sentence<'_>, text: &str, code: &str) -> Option<String> {
    let lists = |t: &str| sentence.lexicon.divisions.get(t).is_some_and(|codes| codes.split(' ').any(|c| c == code));
    let ends = || text.char_indices().map(|(at, _)| &text[at..]);
    if let Some(full) = ends().find(|t| lists(t)) {
        return Some(full.to_owned());
    }
    ends().find_map(|t| super::gazetteer::full_name(sentence.lexicon, t, code))
}

/// A township or village without its own code lies in the county that the article is about.
fn inherit_codes(subject: &Subject, names: &mut [Vec<Name>]) {
    let Some(&(_, county)) = subject.places.get("county") else { return };
    for name in names.iter_mut().flatten() {
        if name.kind == NameKind::Place && name.codes.is_empty() && matches!(name.class, "township" | "village") {
            name.codes = vec![county];
        }
    }
}

/// The organizations of an article by their last two characters.
type Forms<'a> = HashMap<[char; 2], Vec<&'a str>>;

/// The organizations of the article by how they end, longest first.
fn full_forms<'a>(sentences: &[Sentence<'a>], names: &[Vec<Name>]) -> Forms<'a> {
    let mut forms = Forms::default();
    for (sentence, names) in sentences.iter().zip(names) {
        for name in names.iter().filter(|n| n.kind == NameKind::Organization) {
            let text = sentence.slice(name.span);
            let Some(key) = ending(text) else { continue };
            let alike = forms.entry(key).or_default();
            if alike.len() < 32 && !alike.contains(&text) {
                alike.push(text);
            }
        }
    }
    for alike in forms.values_mut() {
        alike.sort_by_key(|t| std::cmp::Reverse(t.len()));
    }
    forms
}

fn ending(text: &str) -> Option<[char; 2]> {
    let mut last = text.chars().rev();
    Some([last.next()?, last.next()?])
}

/// 区委 → 沿滩区委; 安理会 → 联合国安理会; 教育局 → 县教育局.
fn expand(sentence: &Sentence<'_>, text: &str, subject: &Subject, full: &Forms<'_>) -> Option<String> {
    let level = text.chars().next()?;
    let known = full.get(&ending(text)?);
    let longer = known.and_then(|alike| {
        alike.iter().find(|long| {
            long.len() > text.len() && long.ends_with(text) && {
                let prefix = &long[..long.len() - text.len()];
                super::LEVEL_WORDS.contains(&prefix)
                    || sentence.lexicon.org_names.contains(prefix)
                    || if LEVELS.contains(level) {
                        ends_with_division(sentence, &format!("{prefix}{level}"))
                    } else {
                        starts_with_place(sentence, prefix)
                    }
            }
        })
    });
    if let Some(long) = longer {
        return Some((*long).to_owned());
    }
    if sentence.lexicon.org_names.contains(text) {
        return None;
    }
    if LEVELS.contains(level) && !starts_with_place(sentence, text) {
        let (place, _) = subject.for_level(level)?;
        return Some(format!("{place}{}", &text[level.len_utf8()..]));
    }
    if sentence.lexicon.divisions.longest_prefix(text).is_some_and(|(place, _)| chars(place) >= 3) {
        return None;
    }
    known?.iter().find(|long| abbreviates(text, long)).map(|long| (*long).to_owned())
}

/// The last characters of divisions' names, the first of short forms: 区委.
const LEVELS: &str = "省市州盟区县旗镇乡";

/// Whether 区新联会 can be short for it: 沿滩区 is a division, 高新技术产业园区 is none.
fn ends_with_division(sentence: &Sentence<'_>, text: &str) -> bool {
    sentence.lexicon.divisions.longest_suffix(text).is_some()
        || sentence.lexicon.townships.longest_suffix(text).is_some()
}

fn starts_with_place(sentence: &Sentence<'_>, text: &str) -> bool {
    let lexicon = sentence.lexicon;
    lexicon.divisions.longest_prefix(text).is_some()
        || lexicon.division_short_names.longest_prefix(text).is_some()
        || lexicon.townships.longest_prefix(text).is_some()
        || lexicon.countries.longest_prefix(text).is_some()
}

/// 国务院事故调查组 ← 国务院宁夏银川…事故调查组: the same beginning and end, the rest left out in order.
fn abbreviates(short: &str, long: &str) -> bool {
    if chars(short) < 4 || long.len() <= short.len() || short.ends_with("警方") {
        return false;
    }
    let head: String = short.chars().take(2).collect();
    let mut rest = long.chars();
    long.starts_with(&head) && short.chars().all(|c| rest.any(|l| l == c))
}
