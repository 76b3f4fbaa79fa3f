//! One analysis a line of JSON: the contract.

use std::io::Write;

use serde::Serialize;

use super::offset::{Offsets, Unit};
use super::row::{Choice, Table};
use crate::article::Metadata;
use crate::{Analysis, Article, Entity, EntityId, Error, FactId, Link, Record};

/// Writes an analysis as one line of JSON.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, analysis: &Analysis) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, analysis).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// An analysis with what the contract leaves to choose: the text itself, and offsets in one unit in place of two.
///
/// ```
/// use shilu::sink::{Unit, View};
///
/// let text = "😀有98家企业。";
/// let analysis = shilu::Analyzer::new().analyze(text);
/// let json = serde_json::to_value(View::new(text, &analysis, true, Some(Unit::Utf16))).unwrap();
/// assert_eq!((&json["text"], &json["facts"][0]["start_utf16"]), (&text.into(), &3.into()));
/// ```
#[derive(Debug, Serialize)]
pub struct View<'a> {
    id: &'a Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    metadata: &'a Metadata,
    facts: Facts<'a>,
    entities: &'a [Entity],
    links: &'a [Link],
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Facts<'a> {
    Contract(&'a [crate::Fact]),
    OneUnit(Vec<Fact<'a>>),
}

#[derive(Debug, Serialize)]
struct Fact<'a> {
    id: FactId,
    text: &'a str,
    #[serde(flatten)]
    place: Place,
    sentence: usize,
    rule: &'a str,
    entity: Option<EntityId>,
    #[serde(flatten)]
    record: Record,
}

/// Where a fact stands; the names say in what.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Place {
    Byte { start_byte: usize, end_byte: usize },
    Char { start_char: usize, end_char: usize },
    Utf16 { start_utf16: usize, end_utf16: usize },
}

impl<'a> View<'a> {
    /// The view of what was read from `text`: with the text if `with_text`, with offsets in `unit` if there is one.
    pub fn new(text: &'a str, analysis: &'a Analysis, with_text: bool, unit: Option<Unit>) -> Self {
        let facts = match unit {
            None => Facts::Contract(&analysis.facts),
            Some(unit) => {
                let offsets = Offsets::new(text, unit);
                let fact = |fact: &'a crate::Fact| {
                    let place = match (unit, offsets.of(fact)) {
                        (Unit::Byte, (start_byte, end_byte)) => Place::Byte { start_byte, end_byte },
                        (Unit::Char, (start_char, end_char)) => Place::Char { start_char, end_char },
                        (Unit::Utf16, (start_utf16, end_utf16)) => Place::Utf16 { start_utf16, end_utf16 },
                    };
                    let crate::Fact { id, text, sentence, rule, entity, record, .. } = fact;
                    let record = offsets.record(record);
                    Fact { id: *id, text, place, sentence: *sentence, rule, entity: *entity, record }
                };
                Facts::OneUnit(analysis.facts.iter().map(fact).collect())
            }
        };
        let Analysis { id, metadata, entities, links, .. } = analysis;
        Self { id, text: with_text.then_some(text), metadata, facts, entities, links }
    }
}

/// Writes the rows that a table has of an article as objects, one a line. A fact is as the contract has it, behind its article's id.
pub(super) fn rows(
    out: &mut impl Write,
    table: Table,
    article: &Article<'_>,
    analysis: &Analysis,
    choice: &Choice,
) -> Result<(), Error> {
    if table == Table::Facts {
        let row = |fact| FactRow { article_id: analysis.id.as_deref(), fact };
        analysis.facts.iter().filter(|fact| choice.wants(fact.kind())).try_for_each(|fact| line(out, &row(fact)))?;
    }
    table.rows(article, analysis, choice).iter().try_for_each(|row| line(out, row))
}

/// A fact, and whose it is.
#[derive(Serialize)]
struct FactRow<'a> {
    article_id: Option<&'a str>,
    #[serde(flatten)]
    fact: &'a crate::Fact,
}

fn line(out: &mut impl Write, row: &impl Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, row).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// The JSON Schema (2020-12) of an [`Analysis`] as it is serialized.
///
/// ```
/// assert_eq!(shilu::sink::schema().get("title").unwrap(), "Analysis");
/// ```
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Analysis>()
}
