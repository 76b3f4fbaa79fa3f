//! Word lists: what a linguist adds without reading Rust.
//!
//! Each file of `seeds/lexicon` becomes a [`WordList`] when the crate is built; [`Lexicon::list`] finds it by the file's name.
//! Nothing is read or built when a program starts.

mod class;
mod format;
#[expect(dead_code, reason = "the build script packs, the crate unpacks")]
mod union;

use std::borrow::Cow;

use crate::Error;
use crate::trie::build::{Builder, Twice};
use crate::trie::charset::{ALL, FEW, PairSet};
use crate::trie::node::Node;
use crate::trie::{self, CharSet};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

static NODES: &[[u8; 8]] = trie::table!("lexicon.nodes", 8);
static VALUES: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.values"));
static ENDS: &[[u8; 4]] = trie::table!("lexicon.ends", 4);

impl Lexicon {
    /// The list of this name, that of its file in `seeds/lexicon` without the extension.
    ///
    /// ```
    /// use shilu::lexicon::Lexicon;
    ///
    /// let units = Lexicon::list("units").unwrap();
    /// assert_eq!(units.get("公里"), Some("m 1000"));
    /// assert!(Lexicon::list("time/holidays").unwrap().contains("春节"));
    /// assert!(Lexicon::list("no_such_list").is_none());
    /// ```
    pub fn list(name: &str) -> Option<&'static WordList> {
        named(name)
    }

    /// The names of all lists, sorted.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().copied()
    }

    /// The lists that the crate ships.
    pub(crate) fn shared() -> &'static Self {
        &COMPILED
    }
}

/// Words with a value each (a type, a code, a normal form; empty where the list has none).
///
/// A look-up is one pass over the text's first characters (for [`WordList::longest_suffix`], its last ones), however long the list.
/// Most texts that no listed word begins are turned away by their first character alone.
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
    /// Its name in errors.
    name: Cow<'static, str>,
    /// The list as it was written.
    source: Cow<'static, str>,
    nodes: Cow<'static, [[u8; 8]]>,
    /// The bases of the roots of the words and of the words read backwards.
    forward: u32,
    backward: u32,
    /// The values that the nodes count from 1, and where each ends.
    values: Cow<'static, str>,
    ends: Cow<'static, [[u8; 4]]>,
    /// First and last characters of words.
    firsts: CharSet,
    lasts: CharSet,
    /// The pairs that words begin with.
    pairs: PairSet,
    len: usize,
}

impl WordList {
    /// Reads a list in the format of `seeds/lexicon`: `word` or `word<TAB>value` a line, `#` begins a comment line.
    ///
    /// # Errors
    /// [`Error::List`], naming `name` and the line, for a word listed twice or a malformed line, and for a list whose words
    /// have more than some sixteen million different beginnings or ends.
    pub fn parse(name: &str, source: &str) -> Result<Self, Error> {
        let at = |(line, reason)| Error::List { list: name.to_owned(), line, reason };
        let entries = format::read(source).collect::<Result<Vec<_>, _>>().map_err(at)?;
        let mut values = format::Values::default();
        let (words, firsts, lasts) = format::encode(&entries, &mut values, trie::word_codes);
        let mut builder = Builder::default();
        let mut add = |words| builder.add(words).map_err(|Twice(a, b)| at(format::twice(&entries, a, b)));
        add(&words)?;
        add(&words.reversed())?;
        let too_many = || at((entries.last().map_or(0, |e| e.line), "the list is too large".to_owned()));
        let (nodes, bases) = builder.build().ok_or_else(too_many)?;
        Ok(Self {
            name: name.to_owned().into(),
            source: source.to_owned().into(),
            nodes: nodes.into(),
            forward: bases[0],
            backward: bases[1],
            values: values.text.into(),
            ends: values.ends.into_iter().map(u32::to_le_bytes).collect(),
            firsts,
            lasts,
            pairs: words.pairs(),
            len: words.len(),
        })
    }

    /// A list that the build script compiled.
    #[allow(clippy::too_many_arguments, reason = "called by what the build script writes")]
    const fn compiled(
        name: &'static str,
        source: &'static str,
        forward: u32,
        backward: u32,
        len: usize,
        firsts: [u64; FEW],
        lasts: [u64; FEW],
        pairs: PairSet,
    ) -> Self {
        Self {
            name: Cow::Borrowed(name),
            source: Cow::Borrowed(source),
            nodes: Cow::Borrowed(NODES),
            forward,
            backward,
            values: Cow::Borrowed(VALUES),
            ends: Cow::Borrowed(ENDS),
            firsts: CharSet(firsts),
            lasts: CharSet(lasts),
            pairs,
            len,
        }
    }

    /// The value that nodes call by this number.
    fn value(&self, number: u32) -> &str {
        value(&self.values, &self.ends, number)
    }

    /// Whether a word of the list may begin `text`: a filter of a few loads.
    #[inline]
    fn may_begin(&self, text: &str) -> bool {
        let mut chars = text.chars();
        chars.next().is_some_and(|first| self.starts(first) && may_begin(&self.pairs, first, chars.next()))
    }

    /// The number of a word's value, 0 if it is not listed, without a look at the filters.
    pub(crate) fn walk(&self, word: &str) -> u32 {
        let mut node = Node::new(0, self.forward, 0);
        for c in word.chars() {
            let Some(next) = trie::step(&self.nodes, node.base(), c) else { return 0 };
            node = next;
        }
        node.value()
    }

    /// The value of `word`, empty where the list has none; `None` if it is not listed.
    pub fn get(&self, word: &str) -> Option<&str> {
        if self.may_begin(word) { self.listed(word) } else { None }
    }

    /// [`WordList::get`] without a look at the filters.
    pub(crate) fn listed(&self, word: &str) -> Option<&str> {
        match self.walk(word) {
            0 => None,
            number => Some(self.value(number)),
        }
    }

    /// Whether `word` is listed.
    pub fn contains(&self, word: &str) -> bool {
        self.may_begin(word) && self.walk(word) != 0
    }

    pub(crate) const fn firsts(&self) -> &CharSet {
        &self.firsts
    }

    pub(crate) const fn pairs(&self) -> &PairSet {
        &self.pairs
    }

    pub(crate) const fn lasts(&self) -> &CharSet {
        &self.lasts
    }

    /// Whether a word may begin with `c`: a filter of two loads, exact for all but rare characters.
    #[inline]
    pub fn starts(&self, c: char) -> bool {
        self.firsts.may_hold(trie::edges(c).0)
    }

    /// Whether a word may end with `c`: a filter of two loads, exact for all but rare characters.
    #[inline]
    pub fn ends(&self, c: char) -> bool {
        self.lasts.may_hold(trie::edges(c).1)
    }

    /// Every listed word that `text` begins with, and its value, the shortest first.
    ///
    /// ```
    /// # let list = shilu::lexicon::WordList::parse("places.txt", "自贡\n自贡市\n自贡市沿滩区\n")?;
    /// let found: Vec<&str> = list.prefixes("自贡市沿滩区委").map(|(word, _)| word).collect();
    /// assert_eq!(found, ["自贡", "自贡市", "自贡市沿滩区"]);
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn prefixes<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'t str, &str)> {
        self.prefix_ends(text).map(|(end, number)| (&text[..end], self.value(number)))
    }

    /// Where each listed word that `text` begins with ends, and the number of its value.
    #[inline]
    fn prefix_ends(&self, text: &str) -> impl Iterator<Item = (usize, u32)> {
        let mut chars = text.char_indices();
        let mut base = self.forward;
        if !self.may_begin(text) {
            chars = "".char_indices();
        }
        std::iter::from_fn(move || {
            loop {
                let (at, c) = chars.next()?;
                let Some(node) = trie::step(&self.nodes, base, c) else {
                    chars = "".char_indices();
                    return None;
                };
                base = node.base();
                if node.value() != 0 {
                    return Some((at + c.len_utf8(), node.value()));
                }
            }
        })
    }

    /// The longest listed word that `text` begins with, and its value.
    #[inline]
    pub fn longest_prefix<'t>(&self, text: &'t str) -> Option<(&'t str, &str)> {
        if self.may_begin(text) { self.longest_from(text) } else { None }
    }

    /// Whether a word of the list stands anywhere in `text`.
    pub(crate) fn within(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.starts(c) && self.longest_prefix(&text[at..]).is_some())
    }

    /// [`WordList::longest_prefix`] without a look at the filters.
    pub(crate) fn longest_from<'t>(&self, text: &'t str) -> Option<(&'t str, &str)> {
        longest(&self.nodes, self.forward, text).map(|(end, number)| (&text[..end], self.value(number)))
    }

    /// The longest listed word that `text` ends with, and its value.
    #[inline]
    pub fn longest_suffix<'t>(&self, text: &'t str) -> Option<(&'t str, &str)> {
        self.longest_end(text, |_| true)
    }

    /// The longest word that `text` ends with and whose value's number fits.
    #[inline]
    fn longest_end<'t>(&self, text: &'t str, fits: impl Fn(u32) -> bool) -> Option<(&'t str, &str)> {
        if !text.chars().next_back().is_some_and(|c| self.ends(c)) {
            return None;
        }
        if self.backward == format::NO_ROOT {
            return self.longest_end_from_before(text, fits);
        }
        let mut found = None;
        let mut base = self.backward;
        for (at, c) in text.char_indices().rev() {
            let Some(node) = trie::step_back(&self.nodes, base, c) else { break };
            base = node.base();
            if node.value() != 0 && fits(node.value()) {
                found = Some((at, node.value()));
            }
        }
        found.map(|(at, number)| (&text[at..], self.value(number)))
    }

    fn longest_end_from_before<'t>(&self, text: &'t str, fits: impl Fn(u32) -> bool) -> Option<(&'t str, &str)> {
        let from = text.char_indices().rev().take(format::LONGEST).last().map_or(0, |(at, _)| at);
        let words = text[from..].char_indices().map(|(at, _)| &text[from + at..]);
        let listed = words.map(|word| (word, self.walk(word))).find(|&(_, number)| number != 0 && fits(number));
        listed.map(|(word, number)| (word, self.value(number)))
    }

    /// Every word with its value, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        format::read(&self.source).flatten().map(|entry| (entry.word, entry.value))
    }

    /// Its name: the one given to [`WordList::parse`], or that of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Says no to the first value that `refuse` finds wrong.
    pub(crate) fn check(&self, refuse: impl Fn(&str) -> Option<String>) -> Result<(), Error> {
        let wrong = |entry: format::Entry<'_>| refuse(entry.value).map(|reason| (entry.line, reason));
        match format::read(&self.source).flatten().find_map(wrong) {
            Some((line, reason)) => Err(Error::List { list: self.name.clone().into_owned(), line, reason }),
            None => Ok(()),
        }
    }

    /// How many words it holds.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds no word.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Whether a character is one of traditional script alone; false for those beyond the basic plane.
#[inline]
pub(crate) fn is_traditional(c: char) -> bool {
    TRADITIONAL.may_hold(trie::code(c))
}

/// The lists of places of [`Lexicon`], searched in one walk.
pub(crate) struct Places {
    forward: u32,
    pairs: PairSet,
}

impl Places {
    pub(crate) const fn pairs(&self) -> &PairSet {
        &self.pairs
    }

    /// The longest word of any of the lists that `text` begins with, the list's name, and the value there.
    #[inline]
    pub(crate) fn longest_prefix<'t>(&self, text: &'t str) -> Option<(&'t str, &'static str, &'static str)> {
        let mut chars = text.chars();
        if !may_begin(&self.pairs, chars.next()?, chars.next()) {
            return None;
        }
        let (end, number) = longest(NODES, self.forward, text)?;
        let (list, number) = union::unpack(number);
        Some((&text[..end], union::PLACES[list], value(VALUES, ENDS, number)))
    }
}

/// Whether a word may begin with these two characters, or be the first alone.
#[inline]
fn may_begin(pairs: &PairSet, first: char, second: Option<char>) -> bool {
    // No word holds the end of a line.
    pairs.may_begin(trie::code(first), trie::code(second.unwrap_or('\n')))
}

/// What a value says of a class, empty where it only names it; classes stand with blanks between them.
pub(crate) fn said_of<'v>(value: &'v str, class: &str) -> Option<&'v str> {
    value.split(' ').find_map(|own| match own.strip_prefix(class)? {
        "" => Some(""),
        said => said.strip_prefix(':'),
    })
}

/// The value of this number, counted from 1.
fn value<'v>(values: &'v str, ends: &[[u8; 4]], number: u32) -> &'v str {
    let end = |number: u32| ends.get(number as usize).map_or(0, |&end| u32::from_le_bytes(end) as usize);
    let start = if number < 2 { 0 } else { end(number - 2) };
    values.get(start..end(number.saturating_sub(1))).unwrap_or_default()
}

/// Where the longest word that `text` begins with ends, and what its node holds.
fn longest(nodes: &[[u8; 8]], mut base: u32, text: &str) -> Option<(usize, u32)> {
    let mut found = None;
    for (at, c) in text.char_indices() {
        let Some(node) = trie::step(nodes, base, c) else { break };
        base = node.base();
        if node.value() != 0 {
            found = Some((at + c.len_utf8(), node.value()));
        }
    }
    found
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

    #[test]
    fn a_word_is_found_by_its_class() {
        let list = WordList::parse("l", "前\tclose:before:single cut\n前夕\tera:before\n前后\tcut\n").expect("a list");
        assert_eq!(list.longest_as("前夕", "close"), Some(("前", "before:single")));
        assert_eq!(list.longest_as("前夕", "era"), Some(("前夕", "before")));
        assert_eq!(list.longest_as("前后", "cut"), Some(("前后", "")));
        assert_eq!(list.longest_as("前夕", "er"), None);
        assert_eq!(list.longest_end_as("之前", "close"), Some(("前", "before:single")));
        assert!(list.ends_as("节前夕", "era") && !list.ends_as("节前夕", "cut"));
        assert!(list.has_as("前后", "cut") && !list.has_as("前夕", "cut"));
    }

    #[test]
    fn a_place_is_found_at_its_longest_in_the_first_list_that_has_it() {
        let lexicon = Lexicon::shared();
        let lists = [&lexicon.divisions, &lexicon.division_short_names, &lexicon.townships, &lexicon.countries];
        for (word, _) in lists.iter().flat_map(|list| list.iter()) {
            let first = lists.iter().find_map(|list| list.get(word));
            let found = PLACES.longest_prefix(word).map(|(word, _, value)| (word, value));
            assert_eq!(found.map(|(word, _)| word), Some(word));
            assert!(
                found.map(|(_, value)| value) == first || lexicon.division_short_names_risky.contains(word),
                "{word}"
            );
        }
        assert_eq!(
            PLACES.longest_prefix("沿滩区委").map(|(word, list, _)| (word, list)),
            Some(("沿滩区", "divisions"))
        );
    }

    #[test]
    fn every_word_of_the_crates_own_lists_is_found_from_both_ends() {
        let lexicon = Lexicon::shared();
        for list in [&lexicon.townships, &lexicon.org_names, &lexicon.titles, &lexicon.given_name_chars] {
            assert_eq!(list.iter().count(), list.len());
            for (word, value) in list.iter() {
                assert_eq!(list.get(word), Some(value), "{word}");
                assert_eq!(list.longest_prefix(word), Some((word, value)), "{word}");
                assert_eq!(list.longest_suffix(word), Some((word, value)), "{word}");
            }
        }
    }
}
