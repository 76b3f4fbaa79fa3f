//! Words and their parts of speech: jieba's algorithm, dictionary and models, compiled when the crate is built.
//!
//! The words are those of jieba-rs 0.11, one by one. A sentence's words are the likeliest way through all words of the
//! `lattice` that it may be made of; single characters left over are joined by a model of words that the dictionary lacks
//! (`hmm`), and tagged by another (`guess`). A user's words stand beside the dictionary (`dictionary`), so that many
//! segmenters share it.

mod dictionary;
mod entry;
mod guess;
mod hmm;
#[cfg(feature = "jieba")]
pub(crate) mod jieba;
mod lattice;
mod pos;
mod prefetch;
mod segmenter;
mod tables;

pub use pos::Pos;
pub use segmenter::Segmenter;

use crate::lexicon::WordList;
use crate::span::Span;
use crate::trie;

/// A word, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Its bytes in the text that was cut.
    pub span: Span,
}

/// A word with its part of speech as jieba names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
pub struct Token<'a> {
    /// The word.
    pub text: &'a str,
    /// Where it stands in the article.
    pub span: Span,
    /// What it is.
    pub pos: Pos,
    /// The codes of its first and its last character.
    edges: (u16, u16),
}

impl<'a> Token<'a> {
    pub(crate) fn new(text: &'a str, span: Span, pos: Pos) -> Self {
        let mut chars = text.chars();
        let first = chars.next().unwrap_or('\0');
        let edges = (trie::edges(first).0, trie::edges(chars.next_back().unwrap_or(first)).1);
        Self { text, span, pos, edges }
    }

    /// Whether a word of the list may begin where this one does: a filter of one load.
    #[inline]
    pub(crate) fn may_open(&self, list: &WordList) -> bool {
        list.firsts().may_hold(self.edges.0)
    }

    /// Whether a word of the list may end where this one does.
    #[inline]
    pub(crate) fn may_close(&self, list: &WordList) -> bool {
        list.lasts().may_hold(self.edges.1)
    }
}
