//! Words from a jieba that the user has tuned.

use jieba_rs::Jieba;

use super::{Pos, Token};

/// Appends the words of a stretch of an article that begins at byte `start`.
pub(crate) fn tokens_at<'a>(jieba: &Jieba, text: &'a str, start: usize, tokens: &mut Vec<Token<'a>>) {
    for word in jieba.tag(text, true) {
        // jieba ties its slices of the text to its dictionary: cut them again.
        let (at, end) = (word.byte_start, word.byte_end);
        tokens.push(Token::new(&text[at..], end - at, start + at, Pos::from_tag(word.tag)));
    }
}
