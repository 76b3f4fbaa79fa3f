//! The lines of text that a reader of a page sees.

use dom_query::NodeRef;

/// What is not shown as text, or is not the page's own.
const HIDDEN: [&str; 15] = [
    "head", "script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea", "object",
    "canvas", "math", "nav", "aside",
];

/// What stands in a line of its own.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "legend",
];

/// A line, without the blanks around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// The same with a blank between elements: a style sheet may have parted them.
    pub(super) apart: String,
}

/// The lines of a node that hold something. No recursion: pages nest as deep as they like.
pub(super) fn lines(root: &NodeRef<'_>) -> Vec<Line> {
    let mut lines = Lines::default();
    walk(root, |node, event| match event {
        Event::Enter if node.is_text() => {
            lines.push(&node.text());
            true
        }
        Event::Enter => {
            let name = node.node_name().unwrap_or_default();
            if HIDDEN.contains(&&*name) || is_hidden(node) {
                return false;
            }
            lines.part(&name);
            true
        }
        Event::Leave => {
            if let Some(name) = node.node_name() {
                lines.part(&name);
            }
            true
        }
    });
    lines.end();
    lines.done
}

/// Whether an element is there, but not to be seen.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = |style: &str| style.split_whitespace().collect::<String>().contains("display:none");
    node.has_attr("hidden") || node.attr("style").is_some_and(|text| style(&text))
}

/// How many elements a node has, and how deep they nest.
pub(super) fn size(root: &NodeRef<'_>) -> (usize, usize) {
    let (mut elements, mut depth, mut deepest) = (0, 0_usize, 0);
    walk(root, |_, event| {
        match event {
            Event::Enter => {
                elements += 1;
                depth += 1;
                deepest = deepest.max(depth);
            }
            Event::Leave => depth = depth.saturating_sub(1),
        }
        true
    });
    (elements, deepest)
}

enum Event {
    Enter,
    Leave,
}

/// Visits a node and all below it, in the order of the page. What is entered with `false` is passed over.
fn walk<'a>(root: &NodeRef<'a>, mut visit: impl FnMut(&NodeRef<'a>, Event) -> bool) {
    let mut node = *root;
    loop {
        let below = if visit(&node, Event::Enter) { node.first_child() } else { None };
        if let Some(child) = below {
            node = child;
            continue;
        }
        loop {
            visit(&node, Event::Leave);
            if node.id == root.id {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
        }
    }
}

#[derive(Default)]
struct Lines {
    done: Vec<Line>,
    line: String,
    apart: String,
}

impl Lines {
    /// An element begins or ends.
    fn part(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end();
        } else if !self.apart.ends_with(' ') {
            self.apart.push(' ');
        }
    }

    /// Adds text as a browser shows it: blanks are one blank, and none where a line of Chinese goes on in the next.
    fn push(&mut self, text: &str) {
        let begin = self.line.len();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !blank(c) {
                let word = rest.find(blank).unwrap_or(rest.len());
                self.line.push_str(&rest[..word]);
                rest = &rest[word..];
                continue;
            }
            let behind = rest.trim_start_matches(blank);
            let wrapped = rest[..rest.len() - behind.len()].contains('\n');
            let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
            let goes_on = wrapped && wide(self.line.chars().next_back()) && wide(behind.chars().next());
            if !goes_on && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            rest = behind;
        }
        self.apart.push_str(&self.line[begin..]);
    }

    fn end(&mut self) {
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
        let text = self.line.trim_matches(blank);
        if !text.is_empty() {
            self.done.push(Line { text: text.to_owned(), apart: self.apart.trim_matches(blank).to_owned() });
        }
        self.line.clear();
        self.apart.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_a_reader_sees() {
        let page = "<html><head><title>题</title><style>p{}</style></head><body><p>　　全县有<b>98</b>家民营\n   企业，<a>投资</a> 1 亿元。\
                    <br>第二行&nbsp;</p><script>x</script><ul><li>甲<li>乙</ul>\n<!-- 注 --><div>丙<div>丁</div>戊</div></body></html>";
        let document = dom_query::Document::from(page);
        let lines: Vec<String> = lines(&document.root()).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["全县有98家民营企业，投资 1 亿元。", "第二行", "甲", "乙", "丙", "丁", "戊"]);
    }
}
