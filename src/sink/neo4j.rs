//! Neo4j: articles, entities and statements as nodes, what connects them as relations, for `neo4j-admin database import`.

use std::io::Write;

use ::csv::Writer;
use foldhash::HashSet;

use super::column::{Cell, Column, Type, name};
use super::resolve::Resolver;
use super::row::{AnyRow, Choice, Table};
use super::statement::Statement;
use crate::{Analysis, Article, Error, Fact};

/// The files of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Graph {
    /// Nodes `:Article`.
    Articles,
    /// Nodes `:Entity`, each with its kind as a second label: `:Organization`.
    Entities,
    /// Nodes `:Statement`, each with its kind as a second label: `:Count`.
    Statements,
    /// `SAID_IN` and `MENTIONED_IN` lead to the article, `ABOUT` from a statement to the campaign or event that it is about; the
    /// others are the links: `AGENT`, `PLACE`, `CAMPAIGN`, `ORGANIZER` …
    Relations,
}

impl Graph {
    /// Every file.
    pub const ALL: &'static [Self] = &[Self::Articles, Self::Entities, Self::Statements, Self::Relations];

    /// Its name, without `.csv`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Entities => "entities",
            Self::Statements => "statements",
            Self::Relations => "relations",
        }
    }

    /// The table whose rows are the nodes, and the column that a node's id takes the place of.
    const fn nodes(self) -> Option<(Table, &'static str)> {
        match self {
            Self::Articles => Some((Table::Articles, "")),
            Self::Entities => Some((Table::Entities, "entity_id")),
            Self::Statements => Some((Table::Statements, "fact_id")),
            Self::Relations => None,
        }
    }
}

/// Writes the names of the columns, with their types as the importer knows them.
pub(super) fn head(out: &mut impl Write, file: Graph) -> Result<(), Error> {
    let mut names = Vec::new();
    match file.nodes() {
        None => names.extend([":START_ID", ":END_ID", ":TYPE"].map(str::to_owned)),
        Some((table, id)) => {
            names.extend(["id:ID", ":LABEL"].map(str::to_owned));
            let columns = table.fields().unwrap_or_default().iter();
            names.extend(columns.filter(|column| column.name != id).map(property));
        }
    }
    record(&mut Writer::from_writer(out), &names)
}

fn property(column: &Column) -> String {
    let suffix = match column.holds {
        Type::Text => "",
        Type::Texts => ":string[]",
        Type::Integer => ":long",
        Type::Truth => ":boolean",
        Type::Decimal => ":double",
        Type::Time => ":localdatetime",
    };
    format!("{}{suffix}", column.name)
}

/// Writes what an article adds to a file. Ids begin with the article's: no two articles with ids of their own share a node.
pub(super) fn write(
    out: &mut impl Write,
    file: Graph,
    article: &Article<'_>,
    analysis: &Analysis,
    choice: &Choice,
) -> Result<(), Error> {
    let mut rows = Writer::from_writer(out);
    let own = analysis.id.as_deref().unwrap_or("article");
    let Some((table, id)) = file.nodes() else {
        for relation in relations(article, analysis, choice) {
            record(&mut rows, &relation)?;
        }
        return Ok(());
    };
    let columns = table.fields().unwrap_or_default();
    for row in table.rows(article, analysis, choice) {
        let (node, labels) = match &row {
            AnyRow::Entity(row) => (format!("{own}#{}", row.entity_id), format!("Entity;{}", label(row.kind.name()))),
            AnyRow::Statement(row) => {
                (format!("{own}#{}", row.fact_id), format!("Statement;{}", label(row.kind.name())))
            }
            AnyRow::Article(_) | AnyRow::Link(_) => (own.to_owned(), "Article".to_owned()),
        };
        let mut cells = vec![node, labels];
        let mut columns = columns.iter();
        row.cells(&mut |cell| {
            if columns.next().is_some_and(|column| column.name != id) {
                cells.push(plain(&cell));
            }
        });
        record(&mut rows, &cells)?;
    }
    Ok(())
}

/// The importer splits lists at `;`.
fn plain(cell: &Cell<'_>) -> String {
    let mut text = String::new();
    match cell {
        Cell::Texts(texts) => {
            text = texts.iter().map(|text| text.replace(';', "；")).collect::<Vec<_>>().join(";");
        }
        cell => cell.write(&mut text, ";"),
    }
    text
}

fn label(kind: &str) -> String {
    let (first, rest) = kind.split_at(1);
    first.to_ascii_uppercase() + rest
}

fn relations(article: &Article<'_>, analysis: &Analysis, choice: &Choice) -> Vec<[String; 3]> {
    let resolver = Resolver::new(analysis);
    let own = analysis.id.as_deref().unwrap_or("article");
    let statements = Statement::of(article, analysis).into_iter().filter(|row| choice.wants(row.kind));
    let statements: Vec<_> = statements.map(|row| row.fact_id).collect();
    let said: HashSet<_> = statements.iter().copied().collect();
    let node = |id: &dyn std::fmt::Display| format!("{own}#{id}");
    let mut relations = Vec::new();
    for entity in &analysis.entities {
        relations.push([node(&entity.id), own.to_owned(), "MENTIONED_IN".to_owned()]);
    }
    for id in &statements {
        relations.push([node(id), own.to_owned(), "SAID_IN".to_owned()]);
        if let Some(entity) = resolver.fact(*id).and_then(|fact| resolver.entity(fact)) {
            relations.push([node(id), node(&entity.id), "ABOUT".to_owned()]);
        }
    }
    let place = |fact: &Fact| match resolver.entity(fact) {
        Some(entity) => Some(node(&entity.id)),
        None => said.contains(&fact.id).then(|| node(&fact.id)),
    };
    let mut told = HashSet::default();
    for link in &analysis.links {
        let ends = [link.from, link.to].map(|id| resolver.fact(id).and_then(place));
        if let ([Some(from), Some(to)], Some(relation)) = (ends, name(&link.relation)) {
            let relation = [from, to, relation.to_uppercase()];
            // Two mentions of one entity may say the same.
            if told.insert(relation.clone()) {
                relations.push(relation);
            }
        }
    }
    relations
}

/// Writes a row. A line break inside a cell would need an option of the importer: it becomes a blank.
fn record<W: Write, S: AsRef<str>>(rows: &mut Writer<W>, cells: &[S]) -> Result<(), Error> {
    let cells = cells.iter().map(|cell| cell.as_ref().replace(['\n', '\r'], " "));
    rows.write_record(cells).map_err(std::io::Error::from)?;
    rows.flush()?;
    Ok(())
}
