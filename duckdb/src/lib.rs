//! A DuckDB extension: `shilu_facts(text)` and `shilu_statements(text)` give each text's rows as a list of structs, which
//! `unnest` turns into a table. A second argument says when the text was published (`2020-11-25`, `2020-11-25 16:25`, RFC 3339).
//! A text that is NULL gives NULL; a time that is none is an error that names it.

use std::error::Error;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use duckdb::vscalar::arrow::{ArrowFunctionSignature, VArrowScalar};
use duckdb::{Connection, duckdb_entrypoint_c_api};
use shilu::article::parse_published;
use shilu::sink::{Rows, Table};
use shilu::{Analyzer, Article};

/// The facts of a text, the columns of `shilu extract --to parquet`.
struct Facts;
/// What a text says, names resolved: the columns of `--to statements`.
struct Statements;

/// The shared analyzer, made when the function is first called.
#[derive(Default)]
struct State(Analyzer);

impl VArrowScalar for Facts {
    type State = State;

    fn invoke(state: &State, input: RecordBatch) -> Result<Arc<dyn Array>, Box<dyn Error>> {
        lists(Table::Facts, &state.0, &input)
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        signatures(Table::Facts)
    }
}

impl VArrowScalar for Statements {
    type State = State;

    fn invoke(state: &State, input: RecordBatch) -> Result<Arc<dyn Array>, Box<dyn Error>> {
        lists(Table::Statements, &state.0, &input)
    }

    fn signatures() -> Vec<ArrowFunctionSignature> {
        signatures(Table::Statements)
    }
}

/// With the time of publication and without it.
fn signatures(table: Table) -> Vec<ArrowFunctionSignature> {
    let item = Field::new_list_field(DataType::Struct(table.schema().fields().clone()), true);
    let list = DataType::List(Arc::new(item));
    (1..=2).map(|given| ArrowFunctionSignature::exact(vec![DataType::Utf8; given], list.clone())).collect()
}

/// For each text a list of its rows.
fn lists(table: Table, analyzer: &Analyzer, input: &RecordBatch) -> Result<Arc<dyn Array>, Box<dyn Error>> {
    let texts = words(input, 0)?;
    let times = if input.num_columns() > 1 { Some(words(input, 1)?) } else { None };
    let mut rows = Rows::new(table);
    let mut lengths = Vec::with_capacity(texts.len());
    for (at, text) in texts.iter().enumerate() {
        let before = rows.len();
        if let Some(text) = text {
            let mut article = Article::parse(text);
            if let Some(times) = times.filter(|times| times.is_valid(at)) {
                article = article.published(parse_published(times.value(at))?);
            }
            rows.push(&article, &analyzer.analyze_article(&article));
        }
        lengths.push(rows.len() - before);
    }
    let structs = StructArray::from(rows.finish()?);
    let item = Arc::new(Field::new_list_field(structs.data_type().clone(), true));
    let nulls = texts.nulls().cloned();
    Ok(Arc::new(ListArray::try_new(item, OffsetBuffer::from_lengths(lengths), Arc::new(structs), nulls)?))
}

/// A column of text.
fn words(input: &RecordBatch, column: usize) -> Result<&StringArray, Box<dyn Error>> {
    input.column(column).as_string_opt().ok_or_else(|| "shilu: a text and a time are VARCHAR".into())
}

/// The entry that DuckDB calls: the macro writes it, in C's terms.
#[allow(
    unsafe_code,
    unreachable_pub,
    reason = "no line of ours: the macro of the crate duckdb declares the C entry point"
)]
mod entry {
    use super::{Connection, Error, Facts, Statements, duckdb_entrypoint_c_api};

    /// Tells DuckDB the functions.
    #[duckdb_entrypoint_c_api(ext_name = "shilu", min_duckdb_version = "v1.2.0")]
    pub(crate) fn load(connection: Connection) -> Result<(), Box<dyn Error>> {
        connection.register_scalar_function::<Facts>("shilu_facts")?;
        connection.register_scalar_function::<Statements>("shilu_statements")?;
        Ok(())
    }
}
