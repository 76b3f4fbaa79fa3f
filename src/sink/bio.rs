//! BIO: a character a line with its labels, as those who train taggers want it.

use std::io::Write;

use crate::article::Role;
use crate::{Analysis, Article, Error, Fact, Kind};

/// The layers of a file: these kinds, or all but `number`.
fn layers(kinds: Option<&[Kind]>) -> Vec<Kind> {
    let wanted = |kind: &Kind| kinds.map_or(*kind != Kind::Number, |kinds| kinds.contains(kind));
    Kind::ALL.iter().copied().filter(wanted).collect()
}

/// Writes the names of the columns: the character, then a layer a kind.
pub(super) fn head(out: &mut impl Write, kinds: Option<&[Kind]>) -> Result<(), Error> {
    write!(out, "# global.columns = FORM")?;
    for kind in layers(kinds) {
        write!(out, " SHILU:{}", kind.name().to_uppercase())?;
    }
    writeln!(out)?;
    Ok(())
}

/// Writes an article: a character a line, behind it a label a kind apart by tabs: `B` begins a mention, `I` goes on with it, `O` is
/// none. Mentions of one kind never overlap, those of two kinds may. An empty line ends a sentence. Page furniture, in which nothing
/// is read, is left out, and so are blanks, which cannot be told from what separates columns.
pub(super) fn write(
    out: &mut impl Write,
    article: &Article<'_>,
    analysis: &Analysis,
    kinds: Option<&[Kind]>,
) -> Result<(), Error> {
    let mut layers: Vec<Layer<'_>> = layers(kinds).into_iter().map(|kind| Layer::new(kind, analysis)).collect();
    if let Some(id) = &analysis.id {
        writeln!(out, "# newdoc id = {}", id.replace(['\n', '\r'], " "))?;
    }
    for sentence in article.sentences.iter().filter(|sentence| sentence.role != Role::Furniture) {
        let mut line = false;
        for (at, c) in article.slice(sentence.span).char_indices() {
            if c.is_whitespace() || c.is_control() {
                continue;
            }
            line = true;
            write!(out, "{c}")?;
            for layer in &mut layers {
                write!(out, "\t{}", layer.label(sentence.span.start + at))?;
            }
            writeln!(out)?;
        }
        if line {
            writeln!(out)?;
        }
    }
    Ok(())
}

/// The mentions of one kind, met in the order of the text.
struct Layer<'a> {
    facts: std::iter::Peekable<std::vec::IntoIter<&'a Fact>>,
    /// The mention that has begun.
    inside: Option<&'a Fact>,
}

impl<'a> Layer<'a> {
    fn new(kind: Kind, analysis: &'a Analysis) -> Self {
        let mut facts: Vec<&Fact> = analysis.facts.iter().filter(|fact| fact.kind() == kind).collect();
        facts.sort_by_key(|fact| fact.start_byte);
        Self { facts: facts.into_iter().peekable(), inside: None }
    }

    fn label(&mut self, at: usize) -> char {
        while self.facts.next_if(|fact| fact.end_byte <= at).is_some() {}
        if self.inside.is_some_and(|fact| at < fact.end_byte) {
            return 'I';
        }
        self.inside = self.facts.next_if(|fact| fact.start_byte <= at);
        if self.inside.is_some() { 'B' } else { 'O' }
    }
}
