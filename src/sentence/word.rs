//! Which words look like names.

use super::Sentence;
use crate::chars::{chars, is_han};
use crate::segment::Pos;

/// Characters that make a word a number.
const NUMBERS: [char; 23] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两', '几', '半', '零', '〇',
    '多', '余', '数', '第',
];

impl Sentence<'_> {
    /// Whether the dictionary has this very word: one that it lacks is often a name.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.segmenter.has_word(word)
    }

    /// Whether a word looks like a name: tagged as one, or one that the dictionary lacks.
    pub(crate) fn is_distinctive(&self, word: &str, pos: Pos) -> bool {
        match pos {
            Pos::Place | Pos::Person | Pos::ProperNoun | Pos::Organization => true,
            Pos::Latin => word.chars().any(char::is_alphabetic),
            Pos::Particle | Pos::Preposition | Pos::Conjunction | Pos::Pronoun => false,
            Pos::Numeral if word.contains(NUMBERS) => false,
            _ => chars(word) > 1 && word.chars().all(is_han) && !self.knows(word) && !self.is_glued(word),
        }
    }

    /// Whether a word that the dictionary lacks holds a function word.
    pub(crate) fn is_glued(&self, word: &str) -> bool {
        word.chars().any(|c| self.lexicon.function_chars.contains(c.encode_utf8(&mut [0; 4]))) && !self.knows(word)
    }
}
