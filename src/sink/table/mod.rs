//! Facts as a table for reading: by sentence, aligned, coloured by kind.

mod record;
mod text;

use std::collections::HashMap;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

pub use text::visible;

use crate::{Analysis, Article, Error, Fact, Kind};

/// How a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layout {
    /// The columns to fill.
    pub width: usize,
    /// Whether to colour, with ANSI escape codes.
    pub color: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { width: 100, color: false }
    }
}

/// Narrower than this, nothing aligns.
const NARROWEST: usize = 40;

/// Writes what was read from `article`: each sentence that states something, then its facts, one a row. What a terminal
/// would obey in the text is spelled out, see [`visible`].
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(
    out: &mut impl Write,
    article: &Article<'_>,
    analysis: &Analysis,
    layout: Layout,
) -> Result<(), Error> {
    let page = Page::new(analysis, layout);
    page.head(out, analysis)?;
    for facts in analysis.facts.chunk_by(|a, b| a.sentence == b.sentence) {
        writeln!(out)?;
        if let Some(sentence) = facts.first().and_then(|fact| article.sentences.get(fact.sentence)) {
            for line in text::wrap(&visible(article.slice(sentence.span)), page.width) {
                writeln!(out, "{line}")?;
            }
        }
        for fact in facts {
            page.row(out, fact)?;
        }
    }
    Ok(())
}

/// The columns of one article's table.
struct Page<'a> {
    width: usize,
    color: bool,
    kind: usize,
    mention: usize,
    texts: HashMap<crate::FactId, &'a str>,
}

impl<'a> Page<'a> {
    fn new(analysis: &'a Analysis, layout: Layout) -> Self {
        let width = layout.width.max(NARROWEST);
        let most = width * 3 / 10;
        // A quote takes whatever column it gets; the others say how wide it is.
        let mention = analysis.facts.iter().filter(|f| f.kind() != Kind::Quote).map(|f| visible(&f.text).width()).max();
        Self {
            width,
            color: layout.color,
            kind: analysis.facts.iter().map(|f| f.kind().name().width()).max().unwrap_or(0),
            mention: mention.unwrap_or(most).min(most),
            texts: analysis.facts.iter().map(|f| (f.id, f.text.as_str())).collect(),
        }
    }

    /// The headline, and where and when it appeared.
    fn head(&self, out: &mut impl Write, analysis: &Analysis) -> Result<(), Error> {
        let metadata = &analysis.metadata;
        if let Some(title) = &metadata.title {
            let bold = self.style(Style::new().bold());
            for line in text::wrap(&visible(title), self.width) {
                writeln!(out, "{bold}{line}{bold:#}")?;
            }
        }
        let published = metadata.published.map(|time| time.strftime("%Y-%m-%d %H:%M").to_string());
        let facts = match analysis.facts.len() {
            1 => "1 fact".to_owned(),
            facts => format!("{facts} facts"),
        };
        let parts = [analysis.id.as_deref(), published.as_deref(), metadata.source.as_deref(), Some(&facts)];
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let dim = self.style(Style::new().dimmed());
        for line in text::wrap(&visible(&line), self.width) {
            writeln!(out, "{dim}{line}{dim:#}")?;
        }
        Ok(())
    }

    /// One fact: kind, mention, what it says.
    fn row(&self, out: &mut impl Write, fact: &Fact) -> Result<(), Error> {
        let style = self.style(color(fact.kind()).on_default());
        let (kind, width) = (fact.kind().name(), self.kind);
        let mention = visible(&fact.text);
        let mention = text::cut(&mention, self.mention);
        let blanks = self.mention.saturating_sub(mention.width());
        let said = record::short(fact, &|id| self.texts.get(&id).copied());
        let said = visible(&said);
        let said = text::cut(&said, self.width.saturating_sub(width + self.mention + 6));
        let line = format!("  {style}{kind:<width$}{style:#}  {mention}{:blanks$}  {said}", "");
        writeln!(out, "{}", line.trim_end())?;
        Ok(())
    }

    fn style(&self, style: Style) -> Style {
        if self.color { style } else { Style::new() }
    }
}

/// The terminal's colours around the wheel, each bright one behind its plain one.
const WHEEL: [AnsiColor; 12] = [
    AnsiColor::Red,
    AnsiColor::BrightRed,
    AnsiColor::Yellow,
    AnsiColor::BrightYellow,
    AnsiColor::Green,
    AnsiColor::BrightGreen,
    AnsiColor::Cyan,
    AnsiColor::BrightCyan,
    AnsiColor::Blue,
    AnsiColor::BrightBlue,
    AnsiColor::Magenta,
    AnsiColor::BrightMagenta,
];

fn color(kind: Kind) -> AnsiColor {
    WHEEL[usize::from(kind.hue()) * WHEEL.len() / 360 % WHEEL.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Count, quantity::Quantity};
    use crate::fact::FactId;
    use crate::numeral::Approx;

    /// One count in a sentence, and a quote of the rest of it.
    fn page(text: &str, mention: &str, layout: Layout) -> String {
        let article = Article::parse(text);
        let start = text.find(mention).expect("the mention");
        let quantity = Quantity {
            value: Some(98.into()),
            approx: Approx::MoreThan,
            unit: Some("家".to_owned()),
            object: Some("民营企业".to_owned()),
            ..Quantity::default()
        };
        let fact = |id, text: &str, record| Fact {
            id: FactId(id),
            text: text.to_owned(),
            start_byte: start,
            end_byte: start + text.len(),
            start_char: 0,
            end_char: 0,
            sentence: 0,
            rule: "count/test".to_owned(),
            entity: None,
            record,
        };
        let facts = vec![
            fact(1, mention, Count { quantity, article: false }.into()),
            fact(2, &text[start..], crate::extract::Quote::default().into()),
        ];
        let analysis = Analysis {
            id: Some("a.txt".to_owned()),
            metadata: article.metadata.clone(),
            facts,
            entities: vec![],
            links: vec![],
        };
        let mut out = Vec::new();
        write(&mut out, &article, &analysis, layout).expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn columns_align_by_display_width() {
        let layout = Layout { width: 60, color: false };
        let got = page(
            "全县有９８余家民营企业，“全都办得好”，全都办得好，全都办得好，全都办得好，全都办得好。",
            "９８余家",
            layout,
        );
        assert_eq!(
            got,
            "a.txt · 2 facts\n\n\
             全县有９８余家民营企业，“全都办得好”，全都办得好，全都办得\n\
             好，全都办得好，全都办得好。\n  \
             count  ９８余家  >98 家 · 民营企业\n  \
             quote  ９８余…   indirect\n"
        );
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        let got = page("全县\u{1b}[31m有98家\u{9b}2J\u{202e}企业。", "98家\u{9b}2J\u{202e}", Layout::default());
        assert!(got.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{got:?}");
        assert!(got.contains("全县\\u{1b}[31m有98家\\u{9b}2J\\u{202e}企业。"), "{got}");
    }

    #[test]
    fn colours_are_by_kind_and_only_when_asked_for() {
        let plain = page("有98家企业。", "98家", Layout::default());
        let colored = page("有98家企业。", "98家", Layout { color: true, ..Layout::default() });
        assert!(!plain.contains('\u{1b}') && colored.contains("\u{1b}[91mcount"), "{colored:?}");
    }
}
