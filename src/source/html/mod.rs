//! The article of a web page: its main text in paragraphs, and what the page says about it.

mod line;
mod metadata;
mod tag;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use self::line::Line;
use crate::article::{Metadata, credit};

/// What a web page holds of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The headline, then the main text, a paragraph a line. What stands around it is left out.
    pub text: String,
    /// Title, publication time, source, editor and authors, from the page's head, its linked data or its text.
    pub metadata: Metadata,
}

/// Pages that nest deeper are no pages: a parser asks at every tag what is open.
const DEEPEST_PARSED: usize = 1_000;
/// Pages with more elements, or deeper, are read as they stand: to look for the main text in them takes too long.
const MOST_ELEMENTS: usize = 20_000;
const DEEPEST: usize = 200;
/// The least that a main text has, in characters.
const SHORTEST: usize = 40;

/// Where well-known systems put the main text.
const CONTAINERS: [&str; 16] = [
    "[itemprop=articleBody]",
    "#UCAP-CONTENT",
    ".TRS_Editor",
    ".TRS_UEDITOR",
    ".trs_editor_view",
    "#artibody",
    "#ArticleContent",
    "#articleContent",
    "#detailContent",
    "#js_content",
    "#content_area",
    ".rm_txt_con",
    ".left_zw",
    ".post_body",
    ".article-content",
    ".article_content",
];

/// Whether a text is a web page: it opens with a tag that only pages have.
///
/// ```
/// use shilu::source::html::is_html;
/// assert!(is_html("\n<!DOCTYPE html><title>新闻</title>"));
/// assert!(!is_html("<1>全县有98家企业。"));
/// ```
pub fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else { return false };
        rest = comment[end + 3..].trim_start();
    }
    const OPENINGS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<meta ", "<?xml"];
    OPENINGS.iter().any(|opening| rest.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening)))
}

/// The encoding that a page's head names. Pages are not always right: only bytes that are no UTF-8 are worth asking.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find(head, b"charset=").or_else(|| memchr::memmem::find(head, b"encoding="))?;
    if !head.trim_ascii_start().starts_with(b"<") || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let value = head[at..].split(|&b| b == b'=').nth(1)?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let label = value.split(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))).next()?;
    // What says UTF-8 and is not is no better than what says nothing.
    Encoding::for_label(label).filter(|&encoding| encoding != encoding_rs::UTF_8)
}

/// Reads a page. Never fails: what holds no article gives whatever text it has.
///
/// ```
/// let page = shilu::source::html::read(
///     "<!doctype html><title>全县新增企业98家_江城在线</title><body><h1>全县新增企业98家</h1>
///      <div>2020-11-25 16:25 来源：江城日报 责任编辑：周敏</div>
///      <p>今年1月至10月，全县新增民营企业98家，同比增长三成，新增就业1000余人，完成投资1.2亿元。</p></body>",
/// );
/// assert_eq!(page.text.lines().next(), Some("全县新增企业98家"));
/// assert_eq!(page.metadata.source.as_deref(), Some("江城日报"));
/// assert_eq!(page.metadata.editor.as_deref(), Some("周敏"));
/// ```
pub fn read(html: &str) -> Page {
    if tag::depth(html) > DEEPEST_PARSED {
        return Page { text: tag::stripped(html), metadata: Metadata::default() };
    }
    let document = Document::from(html);
    let all = line::lines(&document.root());
    let body = body(document.clone()).filter(|body| length(body) >= SHORTEST);
    let mut metadata = metadata::head(&document);
    let lines = body.unwrap_or_else(|| all.clone());
    let mut lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
    // Share bars, links to other articles and words on copyright end a page's text and are none of it.
    while lines.last().is_some_and(|line| credit::is_phrase(line)) {
        lines.pop();
    }
    let title = metadata::title(&document, &all);
    metadata::around(&document, &all, title.as_deref(), &lines, &mut metadata);
    metadata.title = title;
    if let Some(title) = &metadata.title {
        // It may stand in the main text too, below a line of navigation.
        if let Some(at) = lines.iter().take(5).position(|line| line == title) {
            lines.drain(..=at);
        }
        lines.insert(0, title.clone());
    }
    Page { text: lines.join("\n"), metadata }
}

fn length(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.text.chars().count()).sum()
}

/// The paragraphs of the main text: of the container that a known system uses, else of what reads like an article.
fn body(document: Document) -> Option<Vec<Line>> {
    for container in CONTAINERS {
        let found = document.select(container);
        if let [node] = found.nodes() {
            let lines = line::lines(node);
            if length(&lines) >= SHORTEST {
                return Some(lines);
            }
        }
    }
    let (elements, depth) = line::size(&document.root());
    if elements > MOST_ELEMENTS || depth > DEEPEST {
        return None;
    }
    let config = Config { char_threshold: SHORTEST, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::fragment(article.content);
    Some(line::lines(&content.root()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_the_heads_unless_the_bytes_say_otherwise() {
        let gbk = |head: &str| [head.as_bytes(), b"\xd6\xd0\xb9\xfa\xb5\xc4"].concat();
        for (bytes, name) in [
            (gbk("<html><meta charset=gb2312>"), Some("GBK")),
            (gbk("<html><meta http-equiv=Content-Type content='text/html; charset=GB18030'>"), Some("gb18030")),
            (gbk("<html><meta charset=\"utf-8\">"), None),
            (gbk("charset=gb2312 is no page"), None),
            ("<html><meta charset=gb2312>中国".as_bytes().to_vec(), None),
        ] {
            assert_eq!(charset(&bytes).map(Encoding::name), name);
        }
    }

    #[test]
    fn a_page_of_any_shape_is_read_quickly() {
        for hostile in [
            "<div>".repeat(100_000),
            "<b><i><a href=x>".repeat(30_000),
            format!("<!doctype html>{}", "<p><font color=red><b>企业98家，".repeat(10_000)),
            "<table><tr><td>".repeat(20_000),
            "<script type=application/ld+json>[[[[".to_owned(),
            format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000)),
            "<!doctype html>".to_owned(),
            "</p>".repeat(1000),
        ] {
            read(&hostile);
        }
    }
}
