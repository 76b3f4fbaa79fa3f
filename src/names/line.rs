//! A sentence as the rules for names read it: characters to find, words to confirm.

use crate::lexicon::Lexicon;
use crate::segment::{Pos, Segmenter, Token};
use crate::span::Span;

/// One sentence of an article. Offsets are the article's.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) tokens: &'a [Token<'a>],
    /// Whose dictionary tells which words are known.
    pub(super) segmenter: &'a Segmenter,
    pub(super) lexicon: &'static Lexicon,
}

impl<'a> Line<'a> {
    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The sentence from byte `at` on.
    pub(super) fn after(&self, at: usize) -> &'a str {
        &self.text[at..self.span.end]
    }

    /// The sentence before byte `at`.
    pub(super) fn before(&self, at: usize) -> &'a str {
        &self.text[self.span.start..at]
    }

    /// Whether a word begins, or the sentence ends, at byte `at`.
    pub(super) fn is_border(&self, at: usize) -> bool {
        at >= self.span.end || self.tokens.binary_search_by_key(&at, |t| t.span.start).is_ok()
    }

    /// The place of the first token that ends behind byte `at`.
    pub(super) fn token_place(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }

    /// The token that holds byte `at`.
    pub(super) fn token_at(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.token_place(at)).filter(|t| t.span.start <= at)
    }

    /// Whether the dictionary has this very word: one that it lacks is often a name.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.segmenter.has_word(word)
    }

    /// Whether a word looks like a name: tagged as one, or one that the dictionary lacks.
    pub(super) fn is_distinctive(&self, word: &str, pos: Pos) -> bool {
        match pos {
            Pos::Place | Pos::Person | Pos::ProperNoun | Pos::Organization => true,
            Pos::Latin => word.chars().any(char::is_alphabetic),
            Pos::Particle | Pos::Preposition | Pos::Conjunction | Pos::Pronoun => false,
            Pos::Numeral if word.contains(NUMBERS) => false,
            _ => chars(word) > 1 && word.chars().all(is_han) && !self.knows(word) && !self.is_glued(word),
        }
    }

    /// Whether a word that the dictionary lacks holds a function word.
    pub(super) fn is_glued(&self, word: &str) -> bool {
        word.contains(FUNCTION) && !self.knows(word)
    }

    pub(super) fn next_char(&self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    pub(super) fn last_char(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }
}

/// Whether a character can stand in a Chinese word.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// Whether a character is a letter, a Han character or a digit.
pub(super) fn is_alphanumeric(c: char) -> bool {
    // The marks of Chinese, told before the tables of Unicode are asked.
    let mark = matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff01}'..='\u{ff0f}');
    is_han(c) || !mark && c.is_alphanumeric()
}

/// Whether a token is a word and no punctuation.
pub(super) fn is_word(text: &str) -> bool {
    text.chars().all(is_alphanumeric)
}

/// Characters that make a word a number.
const NUMBERS: [char; 23] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两', '几', '半', '零', '〇',
    '多', '余', '数', '第',
];

/// Characters of function words, which the segmenter draws into words that it does not know: 曾到, 例在.
const FUNCTION: [char; 23] = [
    '在', '的', '了', '曾', '到', '被', '把', '将', '是', '并', '及', '从', '由', '让', '给', '使', '却', '不', '向',
    '需', '对', '与', '和',
];

/// How many characters a text has, told only as far as `most`.
pub(super) fn chars(text: &str) -> usize {
    text.chars().count()
}

/// Of spans in order that do not overlap, the one that ends behind byte `at` and begins at or before it.
pub(super) fn covering(spans: &[Span], at: usize) -> Option<Span> {
    spans.get(spans.partition_point(|s| s.end <= at)).copied().filter(|s| s.start <= at)
}

/// The bytes that names cover, as spans in order that do not overlap.
pub(super) fn covered(names: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = names.collect();
    spans.sort_unstable_by_key(|s| (s.start, s.end));
    spans.dedup_by(|span, last| {
        let over = span.start < last.end;
        if over {
            last.end = last.end.max(span.end);
        }
        over
    });
    spans
}
