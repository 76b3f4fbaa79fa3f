//! Tables as Parquet files, for pyarrow, DuckDB and Spark.

use std::io::Write;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;

use super::Table;
use super::arrow::Rows;
use crate::Error;

/// The rows of a group, and the bytes that they may take in memory before they are written: rows may hold whole texts.
const GROUP: usize = 1 << 16;
const GROUP_BYTES: usize = 64 << 20;

/// Writes rows as a Parquet file, a group at a time.
#[derive(Debug)]
pub(super) struct Writer<W: Write + Send> {
    inner: ArrowWriter<W>,
}

impl<W: Write + Send> Writer<W> {
    /// A file of a table, with no row.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub(super) fn new(out: W, table: Table) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        Ok(Self { inner: ArrowWriter::try_new(out, table.schema(), Some(properties)).map_err(failed)? })
    }

    /// Adds rows below the others.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub(super) fn append(&mut self, rows: Rows) -> Result<(), Error> {
        let batch = rows.finish()?;
        self.inner.write(&batch).map_err(failed)?;
        if self.inner.memory_size() > GROUP_BYTES { self.inner.flush().map_err(failed) } else { Ok(()) }
    }

    /// Writes what stands behind all rows, and gives the stream back.
    ///
    /// # Errors
    /// [`Error::Io`] if the stream cannot be written.
    pub(super) fn finish(self) -> Result<W, Error> {
        self.inner.into_inner().map_err(failed)
    }
}

fn failed(error: ParquetError) -> Error {
    Error::Io(match error {
        ParquetError::External(error) => std::io::Error::other(error),
        error => std::io::Error::other(error),
    })
}

#[cfg(test)]
mod tests {
    use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use arrow_array::{Array, RecordBatch};

    use super::*;
    use crate::{Analyzer, Kind};

    #[test]
    fn every_fact_is_a_row_with_its_kinds_struct_alone() {
        let analyzer = Analyzer::builder().kinds(Kind::ALL.iter().copied()).build();
        let mut writer = Writer::new(Vec::new(), Table::Facts).expect("a vector takes all");
        let mut kinds = Vec::new();
        for entry in std::fs::read_dir("seeds/articles").expect("the articles") {
            let text = std::fs::read_to_string(entry.expect("an article").path()).expect("UTF-8");
            let article = crate::Article::parse(&text);
            let analysis = analyzer.analyze_article(&article);
            kinds.extend(analysis.facts.iter().map(|fact| fact.kind()));
            let mut rows = Rows::new(Table::Facts);
            rows.push(&article, &analysis);
            writer.append(rows).expect("rows");
        }
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(&writer.finish().expect("a file")).expect("a file");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").with_batch_size(1 << 20).build();
        let batches: Vec<RecordBatch> = reader.expect("a reader").collect::<Result<_, _>>().expect("batches");
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), kinds.len());
        let mut at = 0;
        for batch in &batches {
            for row in 0..batch.num_rows() {
                for kind in Kind::ALL {
                    let records = batch.column_by_name(kind.name()).expect("a struct");
                    assert_eq!(records.is_valid(row), *kind == kinds[at], "{kind} in row {at}");
                }
                at += 1;
            }
        }
    }
}
