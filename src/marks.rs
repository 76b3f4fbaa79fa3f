//! A text without its Han characters, which are three in four of the news and never a mark, a digit or a letter.

/// The characters of `text` that are no common Han character, with their bytes: those of the others are skipped unread.
pub(crate) fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // U+4000 to U+9FFF begin with these bytes.
        while let 0xE4..=0xE9 = bytes.get(at)? {
            at += 3;
        }
        let start = at;
        let c = text.get(start..)?.chars().next()?;
        at += c.len_utf8();
        Some((start, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_han_characters_are_told_with_their_bytes() {
        let found: Vec<_> = marks("同比增长5.6%，“鲲鹏”😀行动").collect();
        let expected = [(12, '5'), (13, '.'), (14, '6'), (15, '%'), (16, '，'), (19, '“'), (28, '”'), (31, '😀')];
        assert_eq!(found, expected);
    }
}
