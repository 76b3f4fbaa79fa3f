// The format of a word list; compiled into the crate and into its build script, so that both read alike.

use std::collections::HashMap;

use crate::trie::build::Words;
use crate::trie::charset::CharSet;

/// In place of the root of a list's words read backwards: the list has none, and to find a word at the end of a text takes a
/// look forward from each of the last characters.
pub(crate) const NO_ROOT: u32 = u32::MAX;

/// How many characters a word of such a list may have.
pub(crate) const LONGEST: usize = 40;

/// A line of a list.
pub(crate) struct Entry<'s> {
    pub(crate) word: &'s str,
    pub(crate) value: &'s str,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// Reads a list: one `word` or `word<TAB>value` a line, `#` begins a comment line.
///
/// Gives the entries in their order, and for a malformed line its number (from 1) and what is wrong with it.
pub(crate) fn read(source: &str) -> impl Iterator<Item = Result<Entry<'_>, (usize, String)>> {
    let lines = source.lines().map(str::trim_end).enumerate();
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(|(at, line)| {
        let (word, value) = line.split_once('\t').unwrap_or((line, ""));
        let entry = Entry { word, value: value.trim(), line: at + 1 };
        if word.is_empty() || word.trim() != word {
            Err((entry.line, format!("a word begins or ends with a blank: {word:?}")))
        } else if word.contains('\0') {
            Err((entry.line, format!("a word holds a NUL: {word:?}")))
        } else if value.contains('\t') {
            Err((entry.line, format!("{word} has more than one value column")))
        } else {
            Ok(entry)
        }
    })
}

/// The distinct values of lists, one after another.
#[derive(Default)]
pub(crate) struct Values<'s> {
    pub(crate) text: String,
    /// Where each value ends in `text`.
    pub(crate) ends: Vec<u32>,
    places: HashMap<&'s str, u32>,
}

impl<'s> Values<'s> {
    /// The place of a value, counted from 1: no word has the value 0.
    pub(crate) fn place(&mut self, value: &'s str) -> u32 {
        *self.places.entry(value).or_insert_with(|| {
            self.text.push_str(value);
            self.ends.push(self.text.len() as u32);
            self.ends.len() as u32
        })
    }
}

/// The entries as codes, and the characters that they begin and end with.
pub(crate) fn encode<'s, C: Iterator<Item = u16>>(
    entries: &[Entry<'s>],
    values: &mut Values<'s>,
    codes: impl Fn(&'s str) -> C,
) -> (Words, CharSet, CharSet) {
    let (mut words, mut starts, mut ends) = (Words::default(), CharSet::new(), CharSet::new());
    for entry in entries {
        words.push(codes(entry.word), values.place(entry.value));
        if let (Some(&first), Some(&last)) = (words.last().first(), words.last().last()) {
            starts.insert(first);
            ends.insert(last);
        }
    }
    (words, starts, ends)
}

/// What is wrong with a list that has a word twice: the line and the reason.
pub(crate) fn twice(entries: &[Entry<'_>], first: usize, second: usize) -> (usize, String) {
    let (first, second) = (&entries[first], &entries[second]);
    (second.line, format!("{} is already on line {}", second.word, first.line))
}
