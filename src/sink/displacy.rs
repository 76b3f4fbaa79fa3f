//! displaCy: texts with their mentions, as spaCy draws them.

use std::io::Write;

use serde::Serialize;

use crate::{Analysis, Error, Fact, Kind};

/// Writes a text and its facts as an object for `spacy.displacy.render(…, style="ent", manual=True)`. Offsets count characters. It
/// draws no mention inside another: of those that overlap, the longest is written.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, text: &str, analysis: &Analysis) -> Result<(), Error> {
    let mention = |fact: &Fact| Mention { start: fact.start_char, end: fact.end_char, label: fact.kind() };
    let ents = super::outermost(&analysis.facts).into_iter().map(mention).collect();
    let title = analysis.metadata.title.as_deref().or(analysis.id.as_deref());
    serde_json::to_writer(out, &Document { text, ents, title }).map_err(std::io::Error::from)?;
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    text: &'a str,
    ents: Vec<Mention>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Mention {
    start: usize,
    end: usize,
    label: Kind,
}
