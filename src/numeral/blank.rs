//! Blanks within a numeral, as typesetting leaves them: 177.1 亿, 一百 五 十 二, 五 分之 一.

/// The most blanks that a numeral is read across.
const MOST: usize = 4;

/// The byte behind the blanks at `at`.
pub(crate) fn skip(text: &str, at: usize) -> usize {
    let blanks = text[at..].chars().take(MOST).take_while(|c| matches!(c, ' ' | '\u{3000}'));
    at + blanks.map(char::len_utf8).sum::<usize>()
}
