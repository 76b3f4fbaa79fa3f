//! What a name means within its article: which of several divisions, whose committee.

use foldhash::HashMap;

use super::gazetteer::{level, lies_in};
use super::{Class, Name, NameKind, regions};
use crate::chars::chars;
use crate::sentence::Sentence;

/// Gives names their codes, and says which divisions the article is about.
pub(super) fn complete(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) -> Subject {
    regions::uncode(sentences, names);
    choose_codes(names);
    let subject = Subject::of(sentences, names);
    inherit_codes(&subject, names);
    subject
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
                    .filter(|c| level(c) == Class::County)
                    .find(same)
                    .and_then(|c| name.codes.iter().position(|o| o == c))
            };
            let highest = level(name.codes[0]) != Class::County && name.kind == NameKind::Place;
            let at =
                if highest && name.class != Class::Township { Some(0) } else { near.or_else(known).or_else(sibling) };
            if let Some(at) = at {
                name.codes.swap(0, at);
                name.codes.truncate(1);
            } else if name.class == Class::Township || name.kind == NameKind::Organization {
                // 新华|出版社: which of several districts is not known.
                name.codes.clear();
            }
        }
        if let Some(&code) = name.codes.first()
            && name.kind == NameKind::Place
        {
            if matches!(name.class, Class::Province | Class::Prefecture | Class::County) {
                name.class = level(code);
            }
            last.push(code);
        }
    }
}

/// The divisions that an article is about: for each level the one named most, the first of equals.
#[derive(Default)]
pub(super) struct Subject {
    places: HashMap<Class, (String, &'static str)>,
}

impl Subject {
    fn of(sentences: &[Sentence<'_>], names: &[Vec<Name>]) -> Self {
        let mut counts: HashMap<(Class, &'static str), (usize, usize, String)> = HashMap::default();
        let mut order = 0;
        for (sentence, names) in sentences.iter().zip(names) {
            for name in names.iter().filter(|n| n.kind == NameKind::Place && n.country.is_none()) {
                if !matches!(name.class, Class::Province | Class::Prefecture | Class::County | Class::Township) {
                    continue;
                }
                let Some(&code) = name.codes.first() else { continue };
                let class = if name.class == Class::Township { Class::Township } else { level(code) };
                order += 1;
                let text = sentence.slice(name.span);
                let full = division(sentence, text, code).unwrap_or_else(|| text.to_owned());
                let entry = counts.entry((class, code)).or_insert((0, order, full.clone()));
                entry.0 += 1;
                if chars(&full) > chars(&entry.2) && class != Class::Township {
                    entry.2 = full;
                }
            }
        }
        let mut best: HashMap<Class, (usize, usize, String, &'static str)> = HashMap::default();
        for ((class, code), (count, order, text)) in counts {
            let better = best.get(&class).is_none_or(|(c, o, ..)| (count, usize::MAX - order) > (*c, usize::MAX - *o));
            if better {
                best.insert(class, (count, order, text, code));
            }
        }
        Self { places: best.into_iter().map(|(class, (_, _, text, code))| (class, (text, code))).collect() }
    }

    /// The place whose name ends in this word: 自治区 → 广西壮族自治区.
    pub(super) fn ending_in(&self, word: &str) -> Option<&str> {
        let classes = [Class::Province, Class::Prefecture, Class::County];
        classes
            .iter()
            .filter_map(|class| self.places.get(class))
            .map(|(text, _)| text.as_str())
            .find(|t| t.ends_with(word))
    }

    /// The place that a level word stands for: 县 → 阳城县.
    pub(super) fn for_level(&self, level: char) -> Option<&(String, &'static str)> {
        let classes: &[Class] = match level {
            '省' => &[Class::Province],
            '市' => &[Class::Prefecture, Class::County, Class::Province],
            '州' | '盟' => &[Class::Prefecture],
            '区' | '县' | '旗' => &[Class::County],
            '镇' | '乡' => &[Class::Township],
            _ => &[],
        };
        classes.iter().filter_map(|class| self.places.get(class)).find(|(text, _)| text.ends_with(level))
    }
}

/// The full name of the finest division that a place's text names.
pub(super) fn division(sentence: &Sentence<'_>, text: &str, code: &str) -> Option<String> {
    let lists = |t: &str| sentence.lexicon.divisions.get(t).is_some_and(|codes| codes.split(' ').any(|c| c == code));
    let ends = || text.char_indices().map(|(at, _)| &text[at..]);
    if let Some(full) = ends().find(|t| lists(t)) {
        return Some(full.to_owned());
    }
    ends().find_map(|t| super::gazetteer::full_name(sentence.lexicon, t, code))
}

/// A township or village without its own code lies in the county that the article is about.
fn inherit_codes(subject: &Subject, names: &mut [Vec<Name>]) {
    let Some(&(_, county)) = subject.places.get(&Class::County) else { return };
    for name in names.iter_mut().flatten() {
        if name.kind == NameKind::Place
            && name.codes.is_empty()
            && matches!(name.class, Class::Township | Class::Village)
        {
            name.codes = vec![county];
        }
    }
}
