//! Word lists: what a linguist adds without reading Rust.
//!
//! Each file of `seeds/lexicon` becomes a [`WordList`] when the crate is built and a field of [`Lexicon`] named
//! after the file. Nothing is read or built when a program starts.

mod format;

use std::borrow::Cow;

use once_cell::sync::Lazy;

use crate::Error;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

static COMPILED: Lazy<Lexicon> = Lazy::new(Lexicon::compiled);

impl Lexicon {
    /// The lists that the crate ships.
    pub fn shared() -> &'static Self {
        &COMPILED
    }
}

/// Words with a value each (a type, a code, a normal form; empty where the list has none).
///
/// ```
/// use shilu::lexicon::WordList;
///
/// let list = WordList::parse("suffixes.txt", "# written for this example\n公司\tcompany\n有限公司\tcompany\n")?;
/// assert_eq!(list.get("公司"), Some("company"));
/// assert_eq!(list.longest_prefix("有限公司今日"), Some(("有限公司", "company")));
/// assert_eq!(list.longest_suffix("华山有限公司"), Some(("有限公司", "company")));
/// # Ok::<(), shilu::Error>(())
/// ```
#[derive(Debug)]
pub struct WordList {
    map: fst::Map<Cow<'static, [u8]>>,
    values: Values,
    /// Characters of the longest word.
    longest: usize,
}

#[derive(Debug)]
enum Values {
    Compiled(&'static [&'static str]),
    Loaded(Vec<String>),
}

impl WordList {
    /// Reads a list in the format of `seeds/lexicon`: `word` or `word<TAB>value` a line, `#` begins a comment line.
    ///
    /// # Errors
    /// [`Error::List`], naming `name` and the line, for a word listed twice or a malformed line.
    pub fn parse(name: &str, source: &str) -> Result<Self, Error> {
        let at = |line, reason| Error::List { list: name.to_owned(), line, reason };
        let entries = format::read(source).map_err(|(line, reason)| at(line, reason))?;
        let longest = entries.iter().map(|(word, _)| word.chars().count()).max().unwrap_or(0);
        let (bytes, values) = format::compile(entries).map_err(|e| at(0, e.to_string()))?;
        let map = fst::Map::new(Cow::Owned(bytes)).map_err(|e| at(0, e.to_string()))?;
        Ok(Self { map, values: Values::Loaded(values), longest })
    }

    /// A list that the build script compiled.
    fn compiled(bytes: &'static [u8], values: &'static [&'static str], longest: usize) -> Self {
        #[expect(clippy::expect_used, reason = "the bytes were written by the same crate's build script")]
        let map = fst::Map::new(Cow::Borrowed(bytes)).expect("an FST of the build script");
        Self { map, values: Values::Compiled(values), longest }
    }

    fn value(&self, place: u64) -> &str {
        let place = place as usize;
        match &self.values {
            Values::Compiled(values) => values[place],
            Values::Loaded(values) => &values[place],
        }
    }

    /// The value of `word`, empty where the list has none; `None` if it is not listed.
    pub fn get(&self, word: &str) -> Option<&str> {
        self.map.get(word).map(|place| self.value(place))
    }

    /// Whether `word` is listed.
    pub fn contains(&self, word: &str) -> bool {
        self.map.contains_key(word)
    }

    /// The longest listed word that `text` begins with, and its value.
    pub fn longest_prefix<'t>(&self, text: &'t str) -> Option<(&'t str, &str)> {
        let fst = self.map.as_fst();
        let mut node = fst.root();
        let mut output = fst::raw::Output::zero();
        let mut found = None;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            let Some(arc) = node.find_input(byte) else { break };
            let transition = node.transition(arc);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
            if node.is_final() {
                found = Some((at + 1, output.cat(node.final_output()).value()));
            }
        }
        found.map(|(end, place)| (&text[..end], self.value(place)))
    }

    /// The longest listed word that `text` ends with, and its value.
    pub fn longest_suffix<'t>(&self, text: &'t str) -> Option<(&'t str, &str)> {
        let mut found = None;
        for (at, _) in text.char_indices().rev().take(self.longest) {
            if let Some(value) = self.get(&text[at..]) {
                found = Some((&text[at..], value));
            }
        }
        found
    }

    /// Every word with its value, in the order of their bytes.
    pub fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        use fst::Streamer;
        let mut stream = self.map.stream();
        std::iter::from_fn(move || {
            let (word, place) = stream.next()?;
            Some((String::from_utf8_lossy(word).into_owned(), self.value(place)))
        })
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether it holds no word.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_listed_twice_names_both_lines() {
        let error = WordList::parse("orgs.txt", "# mine\n工信部\n公安部\n工信部\n").err().map(|e| e.to_string());
        assert_eq!(error.as_deref(), Some("orgs.txt:4: 工信部 is already on line 2"));
    }

    #[test]
    fn the_longest_word_wins_at_both_ends() {
        let list = WordList::parse("l", "局\ta\n教育局\tb\n教\tc\n").expect("a list");
        assert_eq!(list.longest_suffix("县教育局"), Some(("教育局", "b")));
        assert_eq!(list.longest_prefix("教育局长"), Some(("教育局", "b")));
        assert_eq!(list.longest_prefix("教师"), Some(("教", "c")));
        assert_eq!(list.longest_prefix("学校"), None);
        assert_eq!(list.len(), 3);
    }
}
