//! Tables as files of Arrow's own format (Feather, version 2): pyarrow, pandas and Polars map them without reading.

use std::io::Write;

use arrow_ipc::writer::FileWriter;
use arrow_schema::ArrowError;

use super::arrow::Rows;
use super::row::Table;
use crate::Error;

/// Writes rows as an Arrow file, a record batch at a time.
pub(super) struct Writer<W: Write> {
    inner: FileWriter<W>,
}

impl<W: Write> std::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W, table: Table) -> Result<Self, Error> {
        Ok(Self { inner: FileWriter::try_new(out, &table.schema()).map_err(failed)? })
    }

    pub(super) fn append(&mut self, rows: Rows) -> Result<(), Error> {
        self.inner.write(&rows.finish()?).map_err(failed)
    }

    pub(super) fn finish(mut self) -> Result<W, Error> {
        self.inner.finish().map_err(failed)?;
        self.inner.into_inner().map_err(failed)
    }
}

fn failed(error: ArrowError) -> Error {
    Error::Io(match error {
        ArrowError::IoError(_, error) => error,
        error => std::io::Error::other(error),
    })
}
