//! One page to read: articles with their facts highlighted, a table of facts, a time line, who and what is named.
//!
//! The page stands alone and asks nothing of the network. Article text is hostile: it is escaped, what would turn the direction
//! of writing is spelled out, and the page's policy runs no script and no style but its own, by their digests.

use std::io::{self, Write};

use crate::{Analysis, Article, Error, Fact};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The digests of the two, in the policy's notation. A test keeps them right.
const STYLE_DIGEST: &str = "sha256-9GrfPE+ZZ21ApM+YDnCYPb+UwERAGA6J2mX1Km1RwT4=";
const SCRIPT_DIGEST: &str = "sha256-ldI7QSvHrGZMFsDPv934+aBFzKkDcJa9r2DqtsBj/IE=";

/// Writes what stands before all articles.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn head(out: &mut impl Write) -> Result<(), Error> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_DIGEST}'; \
         script-src '{SCRIPT_DIGEST}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Facts</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header id=\"top\"><h1>Facts</h1><nav id=\"views\" hidden></nav><div id=\"kinds\" hidden></div></header>\n<main id=\"articles\">\n"
    )?;
    Ok(())
}

/// Writes what stands behind them.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn tail(out: &mut impl Write) -> Result<(), Error> {
    write!(
        out,
        "</main>\n<main id=\"table\" hidden></main>\n<main id=\"timeline\" hidden></main>\n<main id=\"entities\" hidden></main>\n\
         <aside id=\"card\" role=\"status\" hidden></aside>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )?;
    Ok(())
}

/// Writes an article with its facts.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, article: &Article<'_>, analysis: &Analysis) -> Result<(), Error> {
    out.write_all(b"<article>\n<p class=\"about\">")?;
    let metadata = &analysis.metadata;
    let published = metadata.published.map(|time| time.to_string());
    let about =
        [&analysis.id, &published, &metadata.source, &metadata.editor].into_iter().flatten().map(String::as_str);
    for (place, text) in about.chain(metadata.authors.iter().map(String::as_str)).enumerate() {
        if place > 0 {
            out.write_all(" · ".as_bytes())?;
        }
        escape(out, text)?;
    }
    out.write_all(b"</p>\n")?;
    let mut facts = analysis.facts.iter().peekable();
    for paragraph in &article.paragraphs {
        let title = metadata.title.as_deref() == Some(article.slice(*paragraph));
        let tag = if title { "h2" } else { "p" };
        write!(out, "<{tag} lang=\"zh\">")?;
        let mut open: Vec<&Fact> = Vec::new();
        let mut at = paragraph.start;
        loop {
            let next = facts.peek().filter(|fact| fact.start_byte < paragraph.end).map(|fact| fact.start_byte);
            let close = open.iter().map(|fact| fact.end_byte).min().map(|end| end.min(paragraph.end));
            let Some(to) = next.into_iter().chain(close).min() else { break };
            escape(out, article.text.get(at..to).unwrap_or_default())?;
            at = to.max(at);
            if close == Some(to) {
                // Those that go on are drawn again behind the end.
                let first = open.iter().position(|fact| fact.end_byte.min(paragraph.end) <= to).unwrap_or(0);
                let again: Vec<&Fact> = open.drain(first..).collect();
                again.iter().try_for_each(|_| out.write_all(b"</mark>"))?;
                for fact in again.into_iter().filter(|fact| fact.end_byte.min(paragraph.end) > to) {
                    mark(out, fact)?;
                    open.push(fact);
                }
            } else if let Some(fact) = facts.next() {
                mark(out, fact)?;
                open.push(fact);
            }
        }
        escape(out, article.text.get(at..paragraph.end).unwrap_or_default())?;
        writeln!(out, "</{tag}>")?;
    }
    out.write_all(b"<script type=\"application/json\">")?;
    inert(out, &serde_json::to_vec(analysis).map_err(io::Error::from)?)?;
    out.write_all(b"</script>\n</article>\n")?;
    Ok(())
}

fn mark(out: &mut impl Write, fact: &Fact) -> io::Result<()> {
    let kind = fact.kind();
    write!(out, "<mark class=\"{kind} h{}\" data-fact=\"{}\" tabindex=\"0\">", kind.hue(), fact.id)
}

/// Writes text as text, whatever it says. What cannot be seen is spelled out.
fn escape(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let entity = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if unseen(c) => "",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        if entity.is_empty() {
            write!(out, "<s>U+{:04X}</s>", u32::from(c))?;
        } else {
            out.write_all(entity.as_bytes())?;
        }
        from = at + c.len_utf8();
    }
    out.write_all(&text.as_bytes()[from..])
}

/// Controls, and what turns the direction of writing or hides in it.
fn unseen(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    control
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}' | '\u{feff}')
}

/// Writes JSON that ends no script: its brackets and ampersands, which stand in strings alone, are spelled as escapes.
fn inert(out: &mut impl Write, json: &[u8]) -> io::Result<()> {
    let mut from = 0;
    for (at, &byte) in json.iter().enumerate() {
        if matches!(byte, b'<' | b'>' | b'&') {
            out.write_all(&json[from..at])?;
            write!(out, "\\u{byte:04x}")?;
            from = at + 1;
        }
    }
    out.write_all(&json[from..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Kind};

    fn page(text: &str) -> String {
        let article = Article::parse(text);
        let analyzer = Analyzer::builder().kinds(Kind::ALL.iter().copied()).build();
        let mut page = Vec::new();
        write(&mut page, &article, &analyzer.analyze_article(&article)).expect("a vector takes all");
        String::from_utf8(page).expect("UTF-8")
    }

    #[test]
    fn each_kind_has_a_hue_of_its_own_that_the_style_knows() {
        let mut hues: Vec<u16> = Kind::ALL.iter().map(|kind| kind.hue()).collect();
        assert!(hues.iter().all(|hue| STYLE.contains(&format!(".h{hue} {{ --h: {hue}; }}"))), "{hues:?}");
        hues.sort_unstable();
        hues.dedup();
        assert_eq!(hues.len(), Kind::ALL.len(), "two kinds share a hue");
    }

    #[test]
    fn marks_are_opened_and_closed_in_order_and_the_text_is_whole() {
        for entry in std::fs::read_dir("seeds/articles").expect("the articles") {
            let text = std::fs::read_to_string(entry.expect("an article").path()).expect("UTF-8");
            let page = page(&text);
            let (body, _) = page.split_once("<script").expect("data");
            let mut shown = String::new();
            let mut depth = 0_i32;
            for piece in body.split('<').skip(1) {
                let (tag, behind) = piece.split_once('>').expect("a tag");
                depth += i32::from(tag.starts_with("mark ")) - i32::from(tag == "/mark");
                assert!(depth >= 0);
                shown.push_str(behind);
            }
            assert_eq!(depth, 0);
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                assert!(shown.contains(&line.trim().replace('"', "&quot;").replace('\'', "&#39;")), "{line}");
            }
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let page =
            page("</script><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}98家\u{200b}企业&amp;<!--");
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</script").count(), 1);
        assert!(!page.contains("<img") && !page.contains("<!--") && page.contains("<s>U+202E</s>"));
    }
}
