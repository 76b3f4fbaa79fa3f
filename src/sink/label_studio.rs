//! Label Studio: tasks with predictions.

use std::io::Write;

use serde::Serialize;

use crate::{Analysis, Error, FactId, Kind, Record, Relation};

/// Writes a text and its facts as a task with one prediction, for a project with `<Text name="text" value="$text"/>` and
/// `<Labels name="label" toName="text">`. Offsets count characters.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, text: &str, analysis: &Analysis) -> Result<(), Error> {
    let regions = analysis.facts.iter().map(|fact| {
        Part::Region(Region {
            id: fact.id,
            from_name: "label",
            to_name: "text",
            class: "labels",
            value: Value { start: fact.start_char, end: fact.end_char, text: &fact.text, labels: [fact.kind()] },
            meta: Meta { record: &fact.record },
        })
    });
    let relations = analysis.links.iter().map(|link| {
        Part::Relation(Link {
            class: "relation",
            from_id: link.from,
            to_id: link.to,
            direction: "right",
            labels: [link.relation],
        })
    });
    let result = regions.chain(relations).collect();
    let predictions = [Prediction { model_version: concat!("shilu ", env!("CARGO_PKG_VERSION")), result }];
    let task = Task { data: Data { text, id: analysis.id.as_deref() }, predictions };
    serde_json::to_writer(out, &task).map_err(std::io::Error::from)?;
    Ok(())
}

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    predictions: [Prediction<'a>; 1],
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    id: Option<&'a str>,
}

#[derive(Serialize)]
struct Prediction<'a> {
    model_version: &'static str,
    result: Vec<Part<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Part<'a> {
    Region(Region<'a>),
    Relation(Link),
}

#[derive(Serialize)]
struct Region<'a> {
    id: FactId,
    from_name: &'static str,
    to_name: &'static str,
    class: &'static str,
    value: Value<'a>,
    meta: Meta<'a>,
}

#[derive(Serialize)]
struct Value<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    labels: [Kind; 1],
}

#[derive(Serialize)]
struct Meta<'a> {
    record: &'a Record,
}

#[derive(Serialize)]
struct Link {
    class: &'static str,
    from_id: FactId,
    to_id: FactId,
    direction: &'static str,
    labels: [Relation; 1],
}
