//! One sentence as every rule reads it: its words, numbers, marks and names, and where each stands.

mod name;
pub(crate) mod quotation;
mod word;

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::numeral::Numeral;
use crate::segment::{Segmenter, Token};
use crate::span::Span;

pub(crate) use name::{Class, Name, NameKind, NameRule};
pub(crate) use quotation::{Quotation, Quotations};

/// How many names that begin before a byte are asked whether they reach it: names nest two or three deep.
const NAMES_ASKED: usize = 8;

/// One sentence of an article, read once. All offsets are the article's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'a> {
    pub(crate) article: &'a Article<'a>,
    pub(crate) span: Span,
    /// Which of the article's sentences it is.
    pub(crate) index: usize,
    /// Its words; they tile it. Page furniture has none.
    pub(crate) tokens: &'a [Token<'a>],
    /// Its numbers, in order.
    pub(crate) numerals: &'a [Numeral],
    /// What stands within its marks.
    pub(crate) quotations: &'a Quotations,
    /// Its names, in order; none while names are being found.
    pub(crate) names: &'a [Name],
    /// Whose dictionary knows words.
    pub(crate) segmenter: &'a Segmenter,
    pub(crate) lexicon: &'static Lexicon,
}

/// Its text.
impl<'a> Sentence<'a> {
    /// The whole sentence.
    #[inline]
    pub(crate) fn text(&self) -> &'a str {
        self.slice(self.span)
    }

    /// What stands in a span of the article.
    #[inline]
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        self.article.slice(span)
    }

    /// The sentence before byte `at`.
    #[inline]
    pub(crate) fn before(&self, at: usize) -> &'a str {
        &self.article.text[self.span.start..at]
    }

    /// The sentence from byte `at` on.
    #[inline]
    pub(crate) fn after(&self, at: usize) -> &'a str {
        &self.article.text[at..self.span.end]
    }

    /// The character at byte `at`.
    #[inline]
    pub(crate) fn next_char(&self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    /// The character before byte `at`.
    #[inline]
    pub(crate) fn last_char(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }
}

/// Its words.
impl<'a> Sentence<'a> {
    /// How many words end at or before byte `at`: the index of the first that ends behind it.
    #[inline]
    pub(crate) fn tokens_ended(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }

    /// How many words begin before byte `at`: the index of the first that begins there or behind.
    #[inline]
    pub(crate) fn tokens_begun(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.start < at)
    }

    /// The word that holds byte `at`.
    #[inline]
    pub(crate) fn token_at(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.tokens_ended(at)).filter(|t| t.span.start <= at)
    }

    /// The last word that ends at or before byte `at`.
    #[inline]
    pub(crate) fn token_before(&self, at: usize) -> Option<&'a Token<'a>> {
        self.previous(self.tokens_ended(at))
    }

    /// The first word that begins at byte `at` or behind it.
    #[inline]
    pub(crate) fn token_from(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.tokens_begun(at))
    }

    /// The words that begin at byte `at` or behind it.
    #[inline]
    pub(crate) fn tokens_from(&self, at: usize) -> &'a [Token<'a>] {
        self.tokens.get(self.tokens_begun(at)..).unwrap_or_default()
    }

    /// The words that end at or before byte `at`.
    #[inline]
    pub(crate) fn tokens_before(&self, at: usize) -> &'a [Token<'a>] {
        self.tokens.get(..self.tokens_ended(at)).unwrap_or_default()
    }

    /// The word before the one with this index.
    #[inline]
    pub(crate) fn previous(&self, index: usize) -> Option<&'a Token<'a>> {
        index.checked_sub(1).and_then(|index| self.tokens.get(index))
    }

    /// Whether a word begins at byte `at`.
    #[inline]
    pub(crate) fn word_begins(&self, at: usize) -> bool {
        self.tokens.binary_search_by_key(&at, |t| t.span.start).is_ok()
    }

    /// Whether a word begins, or the sentence ends, at byte `at`.
    #[inline]
    pub(crate) fn is_border(&self, at: usize) -> bool {
        at >= self.span.end || self.word_begins(at)
    }

    /// Whether a longer word ends with the `len` bytes at `at`: 目|前.
    #[inline]
    pub(crate) fn ends_longer_word(&self, at: usize, len: usize) -> bool {
        self.token_at(at).is_some_and(|t| t.span.start < at && t.span.end == at + len)
    }
}

/// Its numbers.
impl Sentence<'_> {
    /// The index of the numeral that begins at byte `at`.
    #[inline]
    pub(crate) fn numeral_at(&self, at: usize) -> Option<usize> {
        self.numerals.binary_search_by_key(&at, |n| n.span.start).ok()
    }

    /// The index of the numeral that ends at byte `at`.
    #[inline]
    pub(crate) fn numeral_ending(&self, at: usize) -> Option<usize> {
        self.numerals.binary_search_by_key(&at, |n| n.span.end).ok()
    }

    /// The index of the last numeral that ends at or before byte `at`.
    #[inline]
    pub(crate) fn numeral_before(&self, at: usize) -> Option<usize> {
        self.numerals.partition_point(|n| n.span.end <= at).checked_sub(1)
    }
}

/// Its names.
impl<'a> Sentence<'a> {
    /// The names that begin before byte `at`.
    #[inline]
    pub(crate) fn names_before(&self, at: usize) -> &'a [Name] {
        self.names.get(..self.names.partition_point(|n| n.span.start < at)).unwrap_or_default()
    }

    /// The names that begin at byte `at` or behind it.
    #[inline]
    pub(crate) fn names_from(&self, at: usize) -> &'a [Name] {
        self.names.get(self.names.partition_point(|n| n.span.start < at)..).unwrap_or_default()
    }

    /// The names that hold a span, innermost first.
    #[inline]
    pub(crate) fn names_around(&self, span: Span) -> impl Iterator<Item = &'a Name> {
        self.names_before(span.start + 1).iter().rev().take(NAMES_ASKED).filter(move |n| n.span.contains(span))
    }

    /// The names that end at byte `at`, the shortest last.
    #[inline]
    pub(crate) fn names_ending(&self, at: usize) -> impl Iterator<Item = &'a Name> {
        self.names_before(at).iter().rev().take(NAMES_ASKED).rev().filter(move |n| n.span.end == at)
    }
}
