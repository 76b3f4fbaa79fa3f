//! An article a row of a Parquet file.

use std::fs::File;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use arrow_array::RecordBatch;
use arrow_cast::display::{ArrayFormatter, FormatOptions};

use super::{Content, Fields, LONGEST, too_long};

/// The rows in memory at once.
const ROWS: usize = 256;

pub(super) struct Parquet {
    batches: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    fields: Fields,
    /// The rows of the batch that have been read, and of the file.
    at: usize,
    row: usize,
}

impl Parquet {
    pub(super) fn new(file: File, fields: &Fields) -> Result<Self, String> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| error.to_string())?;
        let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        if !names.contains(&fields.text) {
            let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            return Err(format!("no column `{}`, but {names}", fields.text));
        }
        let wanted = [&fields.text, &fields.published, &fields.id].map(String::as_str);
        let roots = names.iter().enumerate().filter(|(_, name)| wanted.contains(&name.as_str())).map(|(at, _)| at);
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let batches = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(|error| error.to_string())?;
        Ok(Self { batches, batch: None, fields: fields.clone(), at: 0, row: 0 })
    }

    pub(super) fn next(&mut self) -> Option<Result<(Option<usize>, Content), String>> {
        while self.batch.as_ref().is_none_or(|batch| self.at == batch.num_rows()) {
            match self.batches.next()? {
                Ok(batch) => (self.batch, self.at) = (Some(batch), 0),
                Err(error) => return Some(Err(error.to_string())),
            }
        }
        let batch = self.batch.as_ref()?;
        let (at, row) = (self.at, self.row + 1);
        (self.at, self.row) = (at + 1, row);
        let cell = |name: &str| -> Result<Option<String>, String> {
            let Some(column) = batch.column_by_name(name).filter(|column| !column.is_null(at)) else { return Ok(None) };
            let formatter =
                ArrayFormatter::try_new(column, &FormatOptions::default()).map_err(|error| error.to_string())?;
            formatter.value(at).try_to_string().map(Some).map_err(|error| error.to_string())
        };
        let content = || {
            let text = cell(&self.fields.text)?;
            if text.as_ref().is_some_and(|text| text.len() > LONGEST) {
                return Err(format!("row {row} is {}", too_long()));
            }
            let (published, id) = (cell(&self.fields.published)?, cell(&self.fields.id)?);
            Ok((Some(row), Content::Row { text, published, id, replaced: 0 }))
        };
        Some(content())
    }
}
