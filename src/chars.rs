//! What a character is: a Han character, a letter, a bracket.

/// The pairs of quotation marks, title marks and brackets that Chinese is set with, opening and closing.
pub(crate) const BRACKETS: [(char, char); 8] =
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('（', '）'), ('(', ')'), ('【', '】')];

/// What closes the bracket that `open` opens.
pub(crate) fn closing(open: char) -> Option<char> {
    BRACKETS.iter().find(|&&(opener, _)| opener == open).map(|&(_, closer)| closer)
}

/// What opens the bracket that `close` closes.
pub(crate) fn opening(close: char) -> Option<char> {
    BRACKETS.iter().find(|&&(_, closer)| closer == close).map(|&(opener, _)| opener)
}

/// Whether a character can stand in a Chinese word: a Han character of any plane, or 〇.
#[inline]
pub(crate) const fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'
    )
}

/// Whether a character is a letter, a Han character or a digit.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    // The marks of Chinese, told before the tables of Unicode are asked.
    let mark = matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff01}'..='\u{ff0f}');
    is_han(c) || !mark && c.is_alphanumeric()
}

/// Whether a text is a word, without punctuation.
pub(crate) fn is_word(text: &str) -> bool {
    text.chars().all(is_alphanumeric)
}

/// How many characters a text has.
pub(crate) fn chars(text: &str) -> usize {
    text.chars().count()
}
