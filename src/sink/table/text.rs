//! Text in columns: widths as a terminal shows them, cuts between grapheme clusters, nothing that a terminal obeys.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text with the characters that a terminal obeys or hides spelled out: `\t`, `\u{1b}`, `\u{202e}`.
///
/// ```
/// assert_eq!(shilu::sink::visible("红\u{1b}[31m字"), "红\\u{1b}[31m字");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        // Writing to a `String` cannot fail.
        let _ = if commands(c) { write!(shown, "{}", c.escape_default()) } else { shown.write_char(c) };
    }
    Cow::Owned(shown)
}

/// Whether a terminal obeys the character instead of showing it: controls of either set, line breaks, and those that turn
/// the direction of writing.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text, cut to a width with an ellipsis where it is wider.
pub(super) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    let mut used = 0;
    // What still fits with an ellipsis behind it.
    let mut fits = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > width {
            return Cow::Owned(format!("{}…", &text[..fits]));
        }
        if used < width {
            fits = at + cluster.len();
        }
    }
    Cow::Borrowed(text)
}

/// The text in lines of a width, broken between words: between any two Han characters, within no number. A mark stays
/// on the line of what it opens or closes.
pub(super) fn wrap(text: &str, width: usize) -> Vec<&str> {
    let width = width.saturating_sub(HANGING).max(HANGING);
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    let mut opener = None;
    for (at, piece) in pieces(text, width) {
        let hangs = is_mark(piece, CLOSERS) && used < width + HANGING;
        if used > 0 && used + piece.width() > width && !hangs {
            let from = opener.filter(|&from| from > start).unwrap_or(at);
            lines.push(text[start..from].trim_end());
            (start, used) = (from, text[from..at].width());
        }
        used += piece.width();
        opener = is_mark(piece, OPENERS).then_some(at);
    }
    lines.push(text[start..].trim_end());
    lines
}

/// What a line may not be broken in: words; clusters of words wider than a line.
fn pieces(text: &str, width: usize) -> impl Iterator<Item = (usize, &str)> {
    text.split_word_bound_indices().flat_map(move |(at, word)| {
        let fits = word.width() <= width;
        let clusters = word.grapheme_indices(true).filter(move |_| !fits);
        std::iter::once((0, word)).filter(move |_| fits).chain(clusters).map(move |(i, piece)| (at + i, piece))
    })
}

/// The columns that a closing mark may take beyond the others.
const HANGING: usize = 2;

const OPENERS: &str = "“‘「『《（【(";
const CLOSERS: &str = "，。、；：！？”’）》」』】…,.;:!?)%％℃";

fn is_mark(piece: &str, marks: &str) -> bool {
    let mut chars = piece.chars();
    chars.next().is_some_and(|c| marks.contains(c)) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_between_clusters() {
        let family = "👨‍👩‍👧";
        for (text, width, expected) in [
            ("民营企业", 8, "民营企业"),
            ("民营企业", 7, "民营企…"),
            ("民营企业", 6, "民营…"),
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            (&format!("{family}{family}"), 3, &format!("{family}…")),
            ("é́é", 1, "…"),
            ("", 0, ""),
        ] {
            assert_eq!(cut(text, width), expected, "{text} in {width}");
        }
    }

    #[test]
    fn lines_break_between_words_and_keep_closing_marks() {
        for (text, expected) in [
            ("全县有企业98000家", vec!["全县有企", "业98000", "家"]),
            ("全县有企，业", vec!["全县有企，", "业"]),
            ("全县有（企业", vec!["全县有", "（企业"]),
            ("（（（（（（", vec!["（（（", "（（（"]),
            ("abcdefghijkl", vec!["abcdefgh", "ijkl"]),
            ("甲 乙", vec!["甲 乙"]),
            ("", vec![""]),
        ] {
            assert_eq!(wrap(text, 10), expected, "{text}");
        }
        assert!(wrap(&"。".repeat(1000), 10).iter().all(|line| line.width() <= 12));
    }
}
