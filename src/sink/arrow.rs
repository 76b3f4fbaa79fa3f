//! Tables as Arrow has them: columns of one type, gathered row by row into record batches.
//!
//! Of facts, the columns that all have come first; then one nullable struct a kind, named after it, holds what its record says.
//! Numbers are decimals, times are civil timestamps, offsets signed integers, everything else strings.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Decimal128Builder, Int64Builder, ListBuilder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, TimeUnit};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::column::{Cell, Type};
use super::flat::{self, Scalar};
use super::row::{Choice, Table};
use crate::extract::parts::Holds;
use crate::{Analysis, Article, Error, Kind};

/// The digits of a decimal, and those behind its point.
const DIGITS: u8 = 38;
const BEHIND: i8 = 10;
/// How the name of a field ends that holds a span.
const SPAN: &str = "_span";
use Type::{Integer, Text, Texts, Time, Truth};

const COMMON: [(&str, Type); 14] = [
    ("article_id", Text),
    ("article_title", Text),
    ("article_published", Time),
    ("article_source", Text),
    ("id", Text),
    ("kind", Text),
    ("text", Text),
    ("start_byte", Integer),
    ("end_byte", Integer),
    ("start_char", Integer),
    ("end_char", Integer),
    ("sentence", Integer),
    ("rule", Text),
    ("entity", Text),
];

/// The columns of a kind's struct: the fields of its record, where words stand as two.
fn columns(kind: Kind) -> Vec<(String, Type)> {
    let column = |(name, holds): (&str, Holds)| {
        let holds = match holds {
            Holds::Text => Text,
            Holds::Texts => Texts,
            Holds::Integer => Integer,
            Holds::Truth => Truth,
            Holds::Decimal => Type::Decimal,
            Holds::Time => Time,
            Holds::Span => {
                let of = name.trim_end_matches(SPAN);
                return vec![(format!("{of}_start"), Integer), (format!("{of}_end"), Integer)];
            }
        };
        vec![(name.to_owned(), holds)]
    };
    kind.fields().into_iter().flat_map(column).collect()
}

/// Cells of one type, one below the other.
#[derive(Debug)]
enum Cells {
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Integer(Int64Builder),
    Truth(BooleanBuilder),
    Decimal(Decimal128Builder),
    Time(TimestampMicrosecondBuilder),
}

impl Cells {
    fn new(class: Type) -> Self {
        match class {
            Type::Text => Self::Text(StringBuilder::new()),
            Type::Texts => Self::Texts(ListBuilder::new(StringBuilder::new())),
            Type::Integer => Self::Integer(Int64Builder::new()),
            Type::Truth => Self::Truth(BooleanBuilder::new()),
            Type::Decimal => {
                Self::Decimal(Decimal128Builder::new().with_data_type(DataType::Decimal128(DIGITS, BEHIND)))
            }
            Type::Time => Self::Time(TimestampMicrosecondBuilder::new()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Texts(cells) => cells.len(),
            Self::Integer(cells) => cells.len(),
            Self::Truth(cells) => cells.len(),
            Self::Decimal(cells) => cells.len(),
            Self::Time(cells) => cells.len(),
        }
    }

    /// Adds what a field says; elements of a list gather until the row ends.
    fn push(&mut self, value: Scalar<'_>) {
        match (self, value) {
            (Self::Text(cells), Scalar::Text(text)) => cells.append_value(text),
            (Self::Texts(cells), Scalar::Text(text)) => cells.values().append_value(text),
            (Self::Integer(cells), Scalar::Integer(number)) => cells.append_value(number),
            (Self::Truth(cells), Scalar::Boolean(truth)) => cells.append_value(truth),
            (Self::Decimal(cells), Scalar::Text(text)) => cells.append_option(text.parse().ok().and_then(units)),
            (Self::Time(cells), Scalar::Text(text)) => cells.append_option(text.parse().ok().and_then(micros)),
            // No field is told in another type than its column's: a test tries them all.
            (_, value) => debug_assert!(false, "{value:?}"),
        }
    }

    /// Adds a cell of a row.
    fn append(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(cells), Cell::Text(text)) => cells.append_value(text),
            (Self::Texts(cells), Cell::Texts(texts)) => cells.append_value(texts.iter().map(Some)),
            (Self::Integer(cells), Cell::Integer(number)) => cells.append_value(number),
            (Self::Truth(cells), Cell::Truth(truth)) => cells.append_value(truth),
            (Self::Decimal(cells), Cell::Decimal(number)) => cells.append_option(units(number)),
            (Self::Time(cells), Cell::Time(time)) => cells.append_option(micros(time)),
            (cells, _) => cells.pad(cells.len() + 1, false),
        }
    }

    /// Adds nulls up to so many rows; a list ends, and is empty where it has no elements.
    fn pad(&mut self, rows: usize, present: bool) {
        let missing = rows.saturating_sub(self.len());
        match self {
            Self::Text(cells) => cells.append_nulls(missing),
            Self::Integer(cells) => cells.append_nulls(missing),
            Self::Truth(cells) => cells.append_nulls(missing),
            Self::Decimal(cells) => cells.append_nulls(missing),
            Self::Time(cells) => cells.append_nulls(missing),
            Self::Texts(cells) => (0..missing).for_each(|_| cells.append(present)),
        }
    }

    fn finish(mut self) -> ArrayRef {
        match &mut self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Texts(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Truth(cells) => Arc::new(cells.finish()),
            Self::Decimal(cells) => Arc::new(cells.finish()),
            Self::Time(cells) => Arc::new(cells.finish()),
        }
    }
}

/// A decimal in units of its last digit; none where it has too many.
fn units(decimal: Decimal) -> Option<i128> {
    let rounded = decimal.round_dp(BEHIND as u32);
    let units = rounded.mantissa().checked_mul(10_i128.pow(BEHIND as u32 - rounded.scale()))?;
    (units.unsigned_abs() < 10_u128.pow(DIGITS.into())).then_some(units)
}

fn micros(time: DateTime) -> Option<i64> {
    jiff::tz::Offset::UTC.to_timestamp(time).ok().map(jiff::Timestamp::as_microsecond)
}

/// Rows of a table, gathered until they make a record batch: the way from analyses to pyarrow, DuckDB, DataFusion and Polars.
///
/// ```
/// use shilu::sink::{Rows, Table};
/// use shilu::{Analyzer, Article};
///
/// let mut rows = Rows::new(Table::Statements);
/// for text in ["全县有98家民营企业。", "财政收入增长三成。"] {
///     let article = Article::parse(text);
///     rows.push(&article, &Analyzer::new().analyze_article(&article));
/// }
/// let batch = rows.finish()?;
/// assert_eq!((batch.num_rows(), batch.schema()), (2, Table::Statements.schema()));
/// # Ok::<(), shilu::Error>(())
/// ```
#[derive(Debug)]
pub struct Rows {
    table: Table,
    choice: Choice,
    gathered: Gathered,
}

#[derive(Debug)]
enum Gathered {
    Facts(Facts),
    Plain(Vec<Cells>),
}

impl Rows {
    /// No row.
    pub fn new(table: Table) -> Self {
        Self::chosen(table, Choice::default())
    }

    /// No row yet, of those alone that the choice names.
    pub(super) fn chosen(table: Table, choice: Choice) -> Self {
        let gathered = match table.fields() {
            None => Gathered::Facts(Facts::new()),
            Some(columns) => Gathered::Plain(columns.iter().map(|column| Cells::new(column.holds)).collect()),
        };
        Self { table, choice, gathered }
    }

    /// The same, where facts and statements are of these kinds alone; names are resolved among all that an analysis holds.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.choice.kinds = Some(kinds.into_iter().collect());
        self
    }

    /// The same, where the table of articles holds their texts.
    #[must_use]
    pub fn with_text(mut self) -> Self {
        self.choice.with_text = true;
        self
    }

    /// Adds the rows of an article.
    pub fn push(&mut self, article: &Article<'_>, analysis: &Analysis) {
        match &mut self.gathered {
            Gathered::Facts(facts) => facts.push(analysis, &self.choice),
            Gathered::Plain(columns) => {
                for row in self.table.rows(article, analysis, &self.choice) {
                    let mut columns = columns.iter_mut();
                    row.cells(&mut |cell| {
                        if let Some(cells) = columns.next() {
                            cells.append(cell);
                        }
                    });
                }
            }
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match &self.gathered {
            Gathered::Facts(facts) => facts.rows,
            Gathered::Plain(columns) => columns.first().map_or(0, Cells::len),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows as a record batch with the columns of [`Table::schema`].
    ///
    /// # Errors
    /// [`Error::Io`] if Arrow refuses it, which no analysis is known to cause.
    pub fn finish(self) -> Result<RecordBatch, Error> {
        let arrays = match self.gathered {
            Gathered::Facts(facts) => facts.finish(),
            Gathered::Plain(columns) => Ok(columns.into_iter().map(Cells::finish).collect()),
        };
        let batch = arrays.and_then(|arrays| RecordBatch::try_new(self.table.schema(), arrays));
        batch.map_err(|error| Error::Io(std::io::Error::other(error)))
    }
}

/// The rows of facts.
#[derive(Debug)]
struct Facts {
    rows: usize,
    common: Vec<Cells>,
    kinds: Vec<(Kind, Record)>,
}

#[derive(Debug)]
struct Record {
    columns: Vec<(String, Cells)>,
    /// The rows that it has.
    present: Vec<Option<bool>>,
}

impl Facts {
    fn new() -> Self {
        let record = |kind: Kind| {
            let columns = columns(kind).into_iter().map(|(name, class)| (name, Cells::new(class))).collect();
            (kind, Record { columns, present: Vec::new() })
        };
        Self {
            rows: 0,
            common: COMMON.iter().map(|&(_, class)| Cells::new(class)).collect(),
            kinds: Kind::ALL.iter().copied().map(record).collect(),
        }
    }

    /// Adds the facts of an article.
    fn push(&mut self, analysis: &Analysis, choice: &Choice) {
        let metadata = &analysis.metadata;
        let published = metadata.published.map(|time| time.to_string());
        for fact in analysis.facts.iter().filter(|fact| choice.wants(fact.kind())) {
            let (id, entity) = (fact.id.to_string(), fact.entity.map(|entity| entity.to_string()));
            let text = |text: &'_ Option<String>| text.clone();
            let integer = |number: usize| Some(Scalar::Integer(number as i64));
            let (article, title, source) = (text(&analysis.id), text(&metadata.title), text(&metadata.source));
            let common = [
                article.as_deref().map(Scalar::Text),
                title.as_deref().map(Scalar::Text),
                published.as_deref().map(Scalar::Text),
                source.as_deref().map(Scalar::Text),
                Some(Scalar::Text(&id)),
                Some(Scalar::Text(fact.kind().name())),
                Some(Scalar::Text(&fact.text)),
                integer(fact.start_byte),
                integer(fact.end_byte),
                integer(fact.start_char),
                integer(fact.end_char),
                integer(fact.sentence),
                Some(Scalar::Text(&fact.rule)),
                entity.as_deref().map(Scalar::Text),
            ];
            for (cells, value) in self.common.iter_mut().zip(common) {
                if let Some(value) = value {
                    cells.push(value);
                }
                cells.pad(self.rows + 1, true);
            }
            if let Some((_, record)) = self.kinds.iter_mut().find(|(kind, _)| *kind == fact.kind()) {
                record.push(self.rows, &fact.record);
            }
            self.rows += 1;
        }
    }

    fn finish(self) -> Result<Vec<ArrayRef>, ArrowError> {
        let mut arrays: Vec<ArrayRef> = self.common.into_iter().map(Cells::finish).collect();
        for (kind, mut record) in self.kinds {
            record.pad(self.rows);
            let cells = record.columns.into_iter().map(|(_, cells)| cells.finish()).collect();
            let nulls = BooleanArray::from(record.present).nulls().cloned();
            arrays.push(Arc::new(StructArray::try_new(fields(kind), cells, nulls)?));
        }
        Ok(arrays)
    }
}

impl Record {
    fn push(&mut self, row: usize, record: &crate::Record) {
        self.pad(row);
        let mut ends = ["_start", "_end"].iter().cycle();
        flat::fields(record, &mut |name, value| {
            let (of, end) = name.strip_suffix(SPAN).map_or((name, ""), |of| (of, ends.next().unwrap_or(&"")));
            match self.columns.iter_mut().find(|(column, _)| column.strip_prefix(of) == Some(end)) {
                Some((_, cells)) => cells.push(value),
                None => debug_assert_eq!(name, "kind"),
            }
        });
        self.columns.iter_mut().for_each(|(_, cells)| cells.pad(row + 1, true));
        self.present.push(Some(true));
    }

    fn pad(&mut self, rows: usize) {
        self.columns.iter_mut().for_each(|(_, cells)| cells.pad(rows, false));
        self.present.resize(rows, None);
    }
}

fn field(name: &str, holds: Type) -> Field {
    let data = match holds {
        Type::Text => DataType::Utf8,
        Type::Texts => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        Type::Integer => DataType::Int64,
        Type::Truth => DataType::Boolean,
        Type::Decimal => DataType::Decimal128(DIGITS, BEHIND),
        Type::Time => DataType::Timestamp(TimeUnit::Microsecond, None),
    };
    Field::new(name, data, true)
}

fn fields(kind: Kind) -> Fields {
    columns(kind).iter().map(|(name, holds)| field(name, *holds)).collect()
}

impl Table {
    /// The columns as Arrow types them: strings, 64-bit integers, booleans, `decimal(38, 10)`, timestamps of microseconds
    /// without a zone, lists of strings; of facts also a struct a kind.
    ///
    /// ```
    /// let schema = shilu::sink::Table::Facts.schema();
    /// assert_eq!(schema.field_with_name("start_char").unwrap().data_type().to_string(), "Int64");
    /// ```
    pub fn schema(self) -> Arc<Schema> {
        let fields: Vec<Field> = match self.fields() {
            Some(columns) => columns.iter().map(|column| field(column.name, column.holds)).collect(),
            None => {
                let common = COMMON.iter().map(|&(name, holds)| field(name, holds));
                let record = |&kind: &Kind| Field::new(kind.name(), DataType::Struct(fields(kind)), true);
                common.chain(Kind::ALL.iter().map(record)).collect()
            }
        };
        Arc::new(Schema::new(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_ten_digits_behind_the_point_and_no_more_than_fit() {
        for (text, expected) in [
            ("1.5", Some(15_000_000_000)),
            ("-0.00000000004", Some(0)),
            ("666.6667", Some(6_666_667_000_000)),
            ("79228162514264337593543950335", None),
            ("7922816251426433759354395033", Some(79_228_162_514_264_337_593_543_950_330_000_000_000)),
        ] {
            assert_eq!(units(text.parse().expect("a number")), expected, "{text}");
        }
    }
}
