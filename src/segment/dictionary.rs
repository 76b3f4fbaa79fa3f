//! A user's words, beside the dictionary that all segmenters share.

use std::collections::BTreeMap;
use std::hint::select_unpredictable;

use super::entry::Entry;
use super::tables::{ENTRIES, FREQUENCIES, ROOT, TAGS, TOTAL, WEIGHTS, Weights};
use crate::Error;
use crate::trie::build::{Builder, Words as Codes};
use crate::trie::node::Node;
use crate::trie::{self, CharSet};

/// The value of a word that a user removed from the dictionary.
pub(super) const REMOVED: u32 = 0xFF;
/// Weights and tags fit the value of a node.
const MOST_WEIGHTS: usize = 1 << 16;
const MOST_TAGS: usize = 1 << 8;

/// The words that a segmenter knows: how likely they are, and which the user changed.
#[derive(Clone, Copy)]
pub(super) struct Words<'d> {
    weights: &'d Weights,
    pub(super) own: Option<&'d Dictionary>,
}

impl<'d> Words<'d> {
    pub(super) fn new(own: Option<&'d Dictionary>) -> Self {
        Self { weights: own.map_or(WEIGHTS, |own| &own.weights), own }
    }

    /// How likely a word of this value is, as a logarithm; no number for 0.
    #[inline(always)]
    pub(super) fn weight(&self, value: u32) -> f64 {
        f64::from_le_bytes(self.weights[(value >> 8) as u16 as usize])
    }

    /// The value of a word, 0 if the dictionary lacks it.
    pub(super) fn get(&self, word: &str) -> u32 {
        let own = self.own.and_then(|own| {
            let mut node = Node::new(0, own.root, 0);
            for c in word.chars() {
                node = trie::step(&own.nodes, node.base(), c)?;
            }
            Some(node.value())
        });
        match own {
            None | Some(0) => trie::word_codes(word).fold(Entry::new(0, ROOT, 0, 0), child).value(),
            Some(REMOVED) => 0,
            Some(value) => value,
        }
    }

    /// The name of the tag of this number.
    pub(super) fn tag(&self, tag: u8) -> &'d str {
        let own = || self.own?.tags.get(tag as usize - TAGS.len()).map(String::as_str);
        TAGS.get(tag as usize).copied().or_else(own).unwrap_or_default()
    }

    pub(super) fn frequency(&self, value: u32) -> u64 {
        let weight = (value >> 8) as usize;
        let own = || self.own?.frequencies.get(weight - FREQUENCIES.len()).copied();
        FREQUENCIES.get(weight).copied().or_else(own).unwrap_or(0)
    }
}

/// The entry that a character leads to.
#[inline(always)]
pub(super) fn child(entry: Entry, code: u16) -> Entry {
    let child = Entry::from_bytes(ENTRIES[entry.place(code)]);
    select_unpredictable(child.code() == code, child, Entry::NONE)
}

/// What a user added and removed.
#[derive(Debug, Clone)]
pub(super) struct Dictionary {
    /// Words with frequency and tag, `None` for those removed.
    words: BTreeMap<String, Option<(u64, u8)>>,
    nodes: Vec<[u8; 8]>,
    root: u32,
    firsts: CharSet,
    /// The weights of the shared dictionary for the new total, then those of the user's frequencies.
    weights: Box<Weights>,
    frequencies: Vec<u64>,
    /// Tags that the shared dictionary lacks.
    tags: Vec<String>,
    total: u64,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self {
            words: BTreeMap::new(),
            nodes: Vec::new(),
            root: Node::LEAF,
            firsts: CharSet::new(),
            weights: Box::new(*WEIGHTS),
            frequencies: Vec::new(),
            tags: Vec::new(),
            total: TOTAL,
        }
    }
}

impl Dictionary {
    /// Whether a word of the user may begin with the character of this code.
    #[inline(always)]
    pub(super) const fn may_begin(&self, code: u16) -> bool {
        code == super::piece::ASTRAL || code != 0 && self.firsts.may_hold(code)
    }

    pub(super) fn nodes(&self) -> &[[u8; 8]] {
        &self.nodes
    }

    pub(super) const fn root(&self) -> u32 {
        self.root
    }

    /// Whether this very word was added.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.get(word).is_some_and(Option::is_some)
    }

    /// Adds the words of a dictionary in jieba's format. `suggest` gives the frequency of a word that the line gives none.
    pub(super) fn add(&mut self, name: &str, source: &str, suggest: impl Fn(&str) -> u64) -> Result<(), Error> {
        for line in lines(name, source) {
            let (number, Line { word, frequency, tag }) = line?;
            let many = || Error::List {
                list: name.to_owned(),
                line: number,
                reason: "there are too many different tags".to_owned(),
            };
            let tag = match tag {
                Some(tag) => self.number(tag).ok_or_else(many)?,
                None => Words::new(None).get(word) as u8,
            };
            let frequency = frequency.unwrap_or_else(|| suggest(word));
            self.words.insert(word.to_owned(), Some((frequency, tag)));
        }
        self.build().ok_or_else(|| Error::List {
            list: name.to_owned(),
            line: source.lines().count(),
            reason: "the dictionary is too large".to_owned(),
        })
    }

    /// Removes words, the user's own and the shared dictionary's alike.
    pub(super) fn remove<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        for word in words {
            if Words::new(None).get(word) == 0 {
                self.words.remove(word);
            } else {
                self.words.insert(word.to_owned(), None);
            }
        }
        // This cannot fail: the table was not too large before, and now it holds fewer words.
        let _ = self.build();
    }

    /// The number of a tag, new if need be.
    fn number(&mut self, tag: &str) -> Option<u8> {
        let known = TAGS.iter().copied().chain(self.tags.iter().map(String::as_str)).position(|known| known == tag);
        let number = known.unwrap_or(TAGS.len() + self.tags.len());
        if number >= MOST_TAGS - 1 {
            return None;
        }
        if known.is_none() {
            self.tags.push(tag.to_owned());
        }
        Some(number as u8)
    }

    /// Lays out what the words say; `None` if it is too large.
    fn build(&mut self) -> Option<()> {
        let shared = Words::new(None);
        let mut codes = Codes::default();
        let mut frequencies: Vec<u64> = self.words.values().flatten().map(|&(frequency, _)| frequency).collect();
        frequencies.sort_unstable();
        frequencies.dedup();
        if FREQUENCIES.len() + frequencies.len() > MOST_WEIGHTS {
            return None;
        }
        let mut total = u128::from(TOTAL);
        self.firsts = CharSet::new();
        for (word, entry) in &self.words {
            let value = match entry {
                None => REMOVED,
                Some((frequency, tag)) => {
                    let place = frequencies.partition_point(|other| other < frequency);
                    ((FREQUENCIES.len() + place) as u32) << 8 | u32::from(*tag)
                }
            };
            total += u128::from(entry.map_or(0, |(frequency, _)| frequency));
            total -= u128::from(shared.frequency(shared.get(word)));
            codes.push(trie::word_codes(word), value);
            if let Some(&first) = codes.last().first() {
                self.firsts.insert(first);
            }
        }
        let mut builder = Builder::default();
        builder.add(&codes).ok()?;
        let (nodes, roots) = builder.build()?;
        (self.nodes, self.root) = (nodes, roots[0]);
        self.total = u64::try_from(total).unwrap_or(u64::MAX);
        let log_total = (self.total as f64).ln();
        let weight = |frequency: u64| ((frequency as f64).ln() - log_total).to_le_bytes();
        let all = FREQUENCIES[1..].iter().chain(&frequencies);
        for (slot, &frequency) in self.weights[1..].iter_mut().zip(all) {
            *slot = weight(frequency);
        }
        self.frequencies = frequencies;
        Some(())
    }
}

/// The lines of a dictionary in jieba's format, each with its number.
pub(super) fn lines<'s>(name: &str, source: &'s str) -> impl Iterator<Item = Result<(usize, Line<'s>), Error>> {
    let lines = source.lines().map(|line| line.trim_start_matches('\u{feff}').trim()).zip(1..);
    lines.filter(|(line, _)| !line.is_empty() && !line.starts_with("# ")).map(move |(line, number)| {
        let refuse = |reason: String| Error::List { list: name.to_owned(), line: number, reason };
        Ok((number, Line::read(line).map_err(refuse)?))
    })
}

/// A line of a user's dictionary: `云计算 5 n`, `云计算 5`, `云计算 n`, `云计算`.
pub(super) struct Line<'s> {
    pub(super) word: &'s str,
    pub(super) frequency: Option<u64>,
    pub(super) tag: Option<&'s str>,
}

impl<'s> Line<'s> {
    /// Reads it from the right, as jieba does: a tag is a row of small letters, a frequency one of digits.
    fn read(line: &'s str) -> Result<Self, String> {
        let last = |text: &'s str, is: fn(char) -> bool| {
            let (rest, field) = text.trim_end().rsplit_once([' ', '\t'])?;
            let word = rest.trim_end();
            (!word.is_empty() && !field.is_empty() && field.chars().all(is)).then_some((word, field))
        };
        // Tags of other programs hold capitals and digits: nt2, vnX.
        let of_tag = |c: char| c.is_ascii_alphanumeric();
        let tagged = last(line, of_tag).filter(|(_, tag)| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
        let (rest, tag) = tagged.map_or((line, None), |(rest, tag)| (rest, Some(tag)));
        let (word, frequency) = match last(rest, |c| c.is_ascii_digit()) {
            Some((word, digits)) => (word, Some(digits.parse().map_err(|_| format!("{digits:?} is no frequency"))?)),
            None => (rest, None),
        };
        // Texts are parted at all other characters before they are cut: such a word would never be found.
        let of_word =
            |c: char| c >= '\u{3400}' && c.is_alphabetic() || c.is_ascii_alphanumeric() || "+#&._%-".contains(c);
        match word.chars().find(|&c| !of_word(c)) {
            Some('\0') => Err(format!("a word holds a NUL: {word:?}")),
            Some(c) => Err(format!("no text is cut into words with {c:?}: {word:?} would never be found")),
            None => Ok(Self { word, frequency, tag }),
        }
    }
}
