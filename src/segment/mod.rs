//! Words and their parts of speech: jieba's algorithm, dictionary and models, compiled when the crate is built.
//!
//! The words are those of jieba-rs 0.11, one by one. A sentence's words are the likeliest way through all words of the
//! `lattice` that it may be made of; single characters left over are joined by a model of words that the dictionary lacks
//! (`hmm`), and tagged by another (`guess`). A user's words stand beside the dictionary (`dictionary`), so that many
//! segmenters share it. [`Analyzer::words`](crate::Analyzer::words) cuts words of news, whose dates, numbers and names are whole.

mod dictionary;
mod entry;
mod guess;
mod hmm;
#[cfg_attr(not(feature = "jieba"), path = "no_jieba.rs")]
mod jieba;
mod lattice;
mod piece;
mod pos;
mod segmenter;
mod tables;
mod way;

pub use pos::Pos;
pub use segmenter::Segmenter;
pub(crate) use segmenter::capacity;

use crate::lexicon::{PLACES, WordList};
use crate::span::Span;
use crate::trie;

/// A word, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Its bytes in the text that was cut.
    pub span: Span,
}

/// A word with its part of speech as jieba names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tagged<'a> {
    /// The word.
    pub text: &'a str,
    /// Its bytes in the text that was cut.
    pub span: Span,
    /// The tag: `n`, `nr`, `vn`.
    pub tag: &'a str,
}

/// A word of a sentence, as the rules see it. Tokens tile their sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token<'a> {
    /// The word.
    pub text: &'a str,
    /// Where it stands in the article.
    pub span: Span,
    /// What it is.
    pub pos: Pos,
    edges: Edges,
}

/// The codes of a word's first character, of the one behind that, in the word or not, and of its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edges {
    pub(crate) first: u16,
    pub(crate) second: u16,
    pub(crate) last: u16,
}

impl<'a> Token<'a> {
    /// The first `len` bytes of `rest`, the sentence from the word on, which begins at byte `start` of the article.
    pub(crate) fn new(rest: &'a str, len: usize, start: usize, pos: Pos) -> Self {
        let mut chars = rest.chars();
        let first = chars.next().unwrap_or_default();
        // No listed word has a line break, and after a character of two UTF-16 units comes no second unit.
        let second = chars.next().unwrap_or('\n');
        let second = if trie::code(first) == 0 { 0 } else { trie::code(second) };
        let last = rest[..len].chars().next_back().unwrap_or(first);
        let edges = Edges { first: trie::edges(first).0, second, last: trie::edges(last).1 };
        Self::with_edges(&rest[..len], start, pos, edges)
    }

    #[inline]
    pub(crate) const fn with_edges(text: &'a str, start: usize, pos: Pos, edges: Edges) -> Self {
        Self { text, span: Span::new(start, start + text.len()), pos, edges }
    }

    /// Whether a word of the list may begin where this one does: a filter of one load for most words, of two for others.
    #[inline]
    pub(crate) fn may_open(&self, list: &WordList) -> bool {
        list.firsts().may_hold(self.edges.first) && list.pairs().may_begin(self.edges.first, self.edges.second)
    }

    /// Whether the name of a listed place may begin where this word does.
    #[inline]
    pub(crate) fn may_open_place(&self) -> bool {
        PLACES.pairs().may_begin(self.edges.first, self.edges.second)
    }

    /// The longest word of the list that begins where this one does, and its value; `rest` is the sentence from there on.
    #[inline]
    pub(crate) fn longest_in<'l, 't>(&self, list: &'l WordList, rest: &'t str) -> Option<(&'t str, &'l str)> {
        if self.may_open(list) { list.longest_from(rest) } else { None }
    }

    /// Whether the list has this very word.
    #[inline]
    pub(crate) fn is_in(&self, list: &WordList) -> bool {
        self.may_be(list) && list.walk(self.text) != 0
    }

    /// The value of this very word in the list.
    #[inline]
    pub(crate) fn value_in<'l>(&self, list: &'l WordList) -> Option<&'l str> {
        if self.may_be(list) { list.listed(self.text) } else { None }
    }

    /// Whether the list may have this very word.
    #[inline]
    fn may_be(&self, list: &WordList) -> bool {
        // Both edges in one condition: the processor cannot predict which edge says no, but it can predict that one does.
        list.firsts().may_hold(self.edges.first) & self.may_close(list)
            && list.pairs().may_begin(self.edges.first, self.edges.second)
    }

    /// Whether a word of the list may end where this one does: a filter of one load.
    #[inline]
    pub(crate) fn may_close(&self, list: &WordList) -> bool {
        list.lasts().may_hold(self.edges.last)
    }
}
