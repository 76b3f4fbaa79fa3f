//! An article a row of a Parquet file.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::file::metadata::ParquetMetaData;
use arrow_array::RecordBatch;
use arrow_cast::display::{ArrayFormatter, FormatOptions};

use super::{Content, Fields, Limits, Options};

/// The most rows in memory at once.
const ROWS: usize = 256;

pub(super) struct Parquet {
    batches: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    fields: Fields,
    limits: Limits,
    /// The rows of the batch that have been read, and of the file.
    at: usize,
    row: usize,
    ended: bool,
}

impl Parquet {
    pub(super) fn new(file: File, options: &Options) -> Result<Self, String> {
        let length = file.metadata().map_err(|error| error.to_string())?.len();
        let (fields, limits) = (&options.fields, options.limits);
        let builder = guarded(|| ParquetRecordBatchReaderBuilder::try_new(file))?;
        let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        if names.len() > limits.columns {
            return Err(format!("a row has more than {} columns", limits.columns));
        }
        if !names.contains(&fields.text) {
            let names = super::names(names.iter().map(String::as_str));
            return Err(format!("no column `{}`, but {names}", fields.text));
        }
        let longest = longest_average(builder.metadata(), length)?;
        let rows = (limits.article as u64 / longest.max(1)).clamp(1, ROWS as u64) as usize;
        let wanted = [&fields.text, &fields.published, &fields.id].map(String::as_str);
        let roots = names.iter().enumerate().filter(|(_, name)| wanted.contains(&name.as_str())).map(|(at, _)| at);
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let batches = guarded(|| builder.with_projection(mask).with_batch_size(rows).build())?;
        Ok(Self { batches, batch: None, fields: fields.clone(), limits, at: 0, row: 0, ended: false })
    }

    pub(super) fn next(&mut self) -> Option<Result<(Option<usize>, Content), String>> {
        if self.ended {
            return None;
        }
        while self.batch.as_ref().is_none_or(|batch| self.at == batch.num_rows()) {
            match guarded(|| self.batches.next().transpose()) {
                Ok(None) => return None,
                Ok(Some(batch)) => (self.batch, self.at) = (Some(batch), 0),
                // Where the next row begins is unknown: this file ends here.
                Err(reason) => {
                    self.ended = true;
                    return Some(Err(reason));
                }
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
            if text.as_ref().is_some_and(|text| text.len() > self.limits.article) {
                return Err(format!("row {row} is {}", self.limits.too_long()));
            }
            let (published, id) = (cell(&self.fields.published)?, cell(&self.fields.id)?);
            Ok((Some(row), Content::Row { text, published, id, replaced: 0 }))
        };
        Some(content())
    }
}

/// Asks the library, which believes what a file says of itself and panics where that cannot be.
fn guarded<T, E: std::fmt::Display>(ask: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(ask)) {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(_) => Err("the file contradicts itself".to_owned()),
    }
}

/// How many bytes a row has in the group where it has most, if what the file says of its parts can be.
fn longest_average(metadata: &ParquetMetaData, length: u64) -> Result<u64, String> {
    let mut longest = 0;
    for group in metadata.row_groups() {
        let rows = u64::try_from(group.num_rows()).map_err(|_| "a group has fewer rows than none".to_owned())?;
        let mut bytes = 0_u64;
        for column in group.columns() {
            let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let parts = [start, column.compressed_size(), column.uncompressed_size()].map(u64::try_from);
            let [Ok(start), Ok(size), Ok(unpacked)] = parts else {
                return Err("a column has fewer bytes than none".to_owned());
            };
            if start.checked_add(size).is_none_or(|end| end > length) {
                return Err("a column reaches behind the end of the file".to_owned());
            }
            bytes = bytes.saturating_add(unpacked);
        }
        longest = longest.max(bytes / rows.max(1));
    }
    Ok(longest)
}
