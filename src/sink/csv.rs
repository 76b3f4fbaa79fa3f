//! Tables that spreadsheets open.

use std::io::Write;

use ::csv::Writer;
use once_cell::sync::Lazy;

use super::flat;
use super::row::{Choice, Table};
use crate::{Analysis, Article, Error, Fact, Kind};

/// The columns that say whose fact it is and where it stands. Those of the records follow.
const COMMON: [&str; 14] = [
    "article_id",
    "article_title",
    "article_published",
    "article_source",
    "id",
    "kind",
    "text",
    "start_byte",
    "end_byte",
    "start_char",
    "end_char",
    "sentence",
    "rule",
    "entity",
];

/// The columns of the records: every field of every kind, in the order of the kinds, a name that several have once.
static RECORD: Lazy<Vec<&'static str>> = Lazy::new(|| {
    let mut columns = Vec::new();
    for (name, _) in Kind::ALL.iter().flat_map(|kind| kind.fields()) {
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    columns
});

/// The columns: whose fact it is, the fact, then every field of every record, a list's elements apart by `|`.
pub(super) fn columns() -> impl Iterator<Item = &'static str> {
    COMMON.into_iter().chain(RECORD.iter().copied())
}

/// Writes the names of a table's columns, behind a byte order mark if `mark`.
pub(super) fn table_head(out: &mut impl Write, table: Table, mark: bool) -> Result<(), Error> {
    let Some(columns) = table.fields() else { return head(out, mark) };
    if mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut rows = Writer::from_writer(out);
    rows.write_record(columns.iter().map(|column| column.name)).map_err(std::io::Error::from)?;
    rows.flush()?;
    Ok(())
}

/// Writes the rows that a table has of an article.
pub(super) fn table_rows(
    out: &mut impl Write,
    table: Table,
    article: &Article<'_>,
    analysis: &Analysis,
    choice: &Choice,
) -> Result<(), Error> {
    if table == Table::Facts {
        return facts(out, analysis, analysis.facts.iter().filter(|fact| choice.wants(fact.kind())));
    }
    let mut rows = Writer::from_writer(out);
    for row in table.rows(article, analysis, choice) {
        let mut cells = Vec::new();
        row.cells(&mut |cell| {
            let mut text = String::new();
            cell.write(&mut text, "|");
            guard(&mut text);
            cells.push(text);
        });
        rows.write_record(&cells).map_err(std::io::Error::from)?;
    }
    rows.flush()?;
    Ok(())
}

/// Writes the names of the columns, behind a byte order mark if `mark`.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn head(out: &mut impl Write, mark: bool) -> Result<(), Error> {
    if mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut rows = Writer::from_writer(out);
    rows.write_record(columns()).map_err(std::io::Error::from)?;
    rows.flush()?;
    Ok(())
}

/// Writes these facts of an analysis.
fn facts<'a>(out: &mut impl Write, analysis: &Analysis, facts: impl Iterator<Item = &'a Fact>) -> Result<(), Error> {
    let metadata = &analysis.metadata;
    let published = metadata.published.map(|time| time.to_string()).unwrap_or_default();
    let mut rows = Writer::from_writer(out);
    let mut cells = vec![String::new(); COMMON.len() + RECORD.len()];
    for fact in facts {
        cells.iter_mut().for_each(String::clear);
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().to_owned();
        let own = [
            text(&analysis.id),
            text(&metadata.title),
            published.clone(),
            text(&metadata.source),
            fact.id.to_string(),
            fact.kind().name().to_owned(),
            fact.text.clone(),
            fact.start_byte.to_string(),
            fact.end_byte.to_string(),
            fact.start_char.to_string(),
            fact.end_char.to_string(),
            fact.sentence.to_string(),
            fact.rule.clone(),
            fact.entity.map(|entity| entity.to_string()).unwrap_or_default(),
        ];
        for (cell, own) in cells.iter_mut().zip(own) {
            *cell = own;
        }
        flat::fields(&fact.record, &mut |name, value| {
            use std::fmt::Write;
            let Some(at) = RECORD.iter().position(|column| *column == name) else { return };
            let cell = &mut cells[COMMON.len() + at];
            if !cell.is_empty() {
                cell.push('|');
            }
            // A string takes all that is written to it.
            let _ = write!(cell, "{value}");
        });
        cells.iter_mut().for_each(guard);
        rows.write_record(&cells).map_err(std::io::Error::from)?;
    }
    rows.flush()?;
    Ok(())
}

/// What a spreadsheet would take for a formula becomes text, by the apostrophe that it leaves out when it shows a cell.
/// Numbers stay numbers.
fn guard(cell: &mut String) {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        && cell.parse::<rust_decimal::Decimal>().is_err()
    {
        cell.insert(0, '\'');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for (cell, expected) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-5℃", "'-5℃"),
            ("-5", "-5"),
            ("98家", "98家"),
            ("", ""),
        ] {
            let mut cell = cell.to_owned();
            guard(&mut cell);
            assert_eq!(cell, expected);
        }
    }

    #[test]
    fn a_column_stands_once_and_no_field_is_lost() {
        let all: Vec<&str> = columns().collect();
        assert!((1..all.len()).all(|at| !all[..at].contains(&all[at])), "{all:?}");
        assert!(Kind::ALL.iter().flat_map(|kind| kind.fields()).all(|(name, _)| RECORD.contains(&name)));
    }
}
