//! Traditional script: a text is read as if it were simplified, character by character, and stays what it is.
//!
//! A character and the one that it is read as are as long in UTF-8, so that every offset of the reading is one of the text.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::lexicon::{Lexicon, WordList, is_traditional};

/// The text as its rules and word lists read it; borrowed unless it is in traditional script.
pub(super) fn simplified<'a>(text: &'a str, lexicon: &Lexicon) -> Cow<'a, str> {
    let Some(first) = text.find(is_traditional) else { return Cow::Borrowed(text) };
    let mut reading = String::with_capacity(text.len());
    let read =
        |c| simple(&lexicon.traditional_chars, c).or_else(|| simple(&lexicon.both_scripts_chars, c)).unwrap_or(c);
    // What stands before the first sure sign of the script is read like the rest: 「臺灣」.
    reading.extend(text[..first].chars().map(read));
    reading.extend(text[first..].chars().map(read));
    Cow::Owned(reading)
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
