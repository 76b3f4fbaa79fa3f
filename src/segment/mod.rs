//! Words and their parts of speech: jieba's algorithm, dictionary and models, compiled when the crate is built.
//!
//! The words are those of jieba-rs 0.11, one by one. A sentence's words are the likeliest way through all words of the
//! `lattice` that it may be made of; single characters left over are joined by a model of words that the dictionary lacks
//! (`hmm`), and tagged by another (`guess`). A user's words stand beside the dictionary (`dictionary`), so that many
//! segmenters share it.

mod dictionary;
mod guess;
mod hmm;
#[cfg(feature = "jieba")]
pub(crate) mod jieba;
mod lattice;
mod pos;
mod segmenter;
mod tables;

pub use pos::Pos;
pub use segmenter::Segmenter;

use crate::span::Span;

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
}
