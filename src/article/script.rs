//! Other characters for the same words: a text in traditional script is read as if it were simplified, one out of a PDF with the
//! characters that its radicals stand for (⽉ as 月); character by character, and it stays what it is.
//!
//! A character and the one that it is read as are as long in UTF-8, so that every offset of the reading is one of the text.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::lexicon::{Lexicon, WordList, is_traditional};

/// Whether a character is one of the blocks for radicals.
const fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}')
}

/// Whether a text is in traditional script.
pub(super) fn is_traditional_text(text: &str) -> bool {
    text.contains(is_traditional)
}

/// The text as its rules and word lists read it; borrowed unless it is in traditional script or holds radicals.
pub(super) fn simplified<'a>(text: &'a str, lexicon: &Lexicon) -> Cow<'a, str> {
    let Some(first) = text.find(|c| is_traditional(c) || is_radical(c)) else { return Cow::Borrowed(text) };
    // What stands before the first sure sign of the script is read like the rest: 「臺灣」.
    let traditional = is_traditional_text(&text[first..]);
    let read = |c| {
        let c = if is_radical(c) { simple(&lexicon.radicals, c).unwrap_or(c) } else { c };
        let listed = || simple(&lexicon.traditional_chars, c).or_else(|| simple(&lexicon.both_scripts_chars, c));
        if traditional || is_traditional(c) { listed().unwrap_or(c) } else { c }
    };
    Cow::Owned(text.chars().map(read).collect())
}

/// The character that `c` is read as, if the list has one of its length.
fn simple(list: &WordList, c: char) -> Option<char> {
    if c.is_ascii() || !list.starts(c) {
        return None;
    }
    let simple = list.get(c.encode_utf8(&mut [0; 4]))?.chars().next()?;
    (simple.len_utf8() == c.len_utf8()).then_some(simple)
}

/// Tells words of a reading in the characters of the text, each as the text has it somewhere: unchanged if it has that
/// too, for the many-to-one characters are those of surnames (周敏 beside 每週三).
pub(crate) fn original(text: &str, reading: &str) -> impl Fn(&str) -> String + use<> {
    let pairs = || reading.chars().zip(text.chars());
    let mut written: HashMap<char, char> = pairs().filter(|(read, own)| read != own).collect();
    for (read, own) in pairs() {
        if read == own {
            written.remove(&read);
        }
    }
    move |words| words.chars().map(|c| written.get(&c).copied().unwrap_or(c)).collect()
}
