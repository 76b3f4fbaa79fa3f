//! doccano: a line of JSON a text, its mentions as labels.

use std::io::Write;

use serde::Serialize;

use crate::{Analysis, Error, Kind, Relation};

/// Writes a text and its facts as a line for doccano: `label` for its sequence labelling, `entities` and `relations` where a
/// project has relations too. Offsets count characters.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, text: &str, analysis: &Analysis) -> Result<(), Error> {
    let facts = || analysis.facts.iter();
    let line = Line {
        id: analysis.id.as_deref(),
        text,
        label: facts().map(|fact| (fact.start_char, fact.end_char, fact.kind())).collect(),
        entities: facts()
            .map(|fact| Entity {
                id: fact.id.0,
                label: fact.kind(),
                start_offset: fact.start_char,
                end_offset: fact.end_char,
            })
            .collect(),
        relations: analysis
            .links
            .iter()
            .enumerate()
            .map(|(at, link)| Link { id: at + 1, from_id: link.from.0, to_id: link.to.0, class: link.relation })
            .collect(),
    };
    serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

#[derive(Serialize)]
struct Line<'a> {
    id: Option<&'a str>,
    text: &'a str,
    label: Vec<(usize, usize, Kind)>,
    entities: Vec<Entity>,
    relations: Vec<Link>,
}

#[derive(Serialize)]
struct Entity {
    id: usize,
    label: Kind,
    start_offset: usize,
    end_offset: usize,
}

#[derive(Serialize)]
struct Link {
    id: usize,
    from_id: usize,
    to_id: usize,
    class: Relation,
}
