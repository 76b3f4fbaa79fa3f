//! Tags as they are written, before anything is parsed.

/// Elements that have no end, or whose end is seldom written.
const UNENDED: [&str; 25] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// How deep the tags nest, as they are written.
pub(super) fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (_, tag) in tags(html) {
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty()
            && !tag.ends_with('/')
            && !UNENDED.iter().any(|unended| name.eq_ignore_ascii_case(unended))
        {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// What stands between the tags, a line each.
pub(super) fn stripped(html: &str) -> String {
    let mut text = String::new();
    let mut from = 0;
    for (at, tag) in tags(html).chain([(html.len(), "")]) {
        let between = html.get(from..at).unwrap_or_default().trim();
        if !between.is_empty() {
            text.push_str(between);
            text.push('\n');
        }
        from = at + tag.len() + "<>".len();
    }
    text
}

/// Where each tag begins, and what it holds.
fn tags(html: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + html[from..].find('<')?;
        let end = at + html[at..].find('>')?;
        from = end + 1;
        Some((at, &html[at + 1..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_is_open() {
        assert_eq!(depth("<div><p>甲<p>乙<br><img src=a></div><div><b>丙</b><path d=1 /></div>"), 2);
        assert_eq!(depth("1 < 2 与 3 > 2"), 0);
        assert_eq!(depth(&"<div>".repeat(50)), 50);
    }

    #[test]
    fn what_stands_between_tags_is_left() {
        assert_eq!(stripped("<div><b>甲</b>乙<"), "甲\n乙<\n");
        assert_eq!(stripped(""), "");
    }
}
