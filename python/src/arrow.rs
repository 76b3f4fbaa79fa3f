//! Tables for whatever takes Arrow, by its PyCapsule interface: nothing is copied, and no library of Python is needed.

use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ListArray, RecordBatch, RecordBatchIterator, StructArray};
use arrow_data::ArrayData;
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, Field};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use shilu::sink::Table as Rows;

fn failed(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The table of this name.
pub(crate) fn table(name: &str) -> PyResult<Rows> {
    let known = || Rows::ALL.iter().map(|table| table.name()).collect::<Vec<_>>().join(", ");
    let table = Rows::ALL.iter().copied().find(|table| table.name() == name);
    table.ok_or_else(|| PyValueError::new_err(format!("there is no table {name:?}; known are {}", known())))
}

/// Rows in columns, which anything that takes Arrow takes, as often as asked.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Table {
    table: Rows,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(table: Rows, batches: Vec<RecordBatch>) -> Self {
        Self { table, batches }
    }
}

#[pymethods]
impl Table {
    /// Arrow's PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface leaves it to the producer whether it can cast: the consumer does it.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, self.table.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// Arrow's PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Schema(self.table).__arrow_c_schema__(py)
    }

    /// The columns.
    #[getter]
    fn schema(&self) -> Schema {
        Schema(self.table)
    }

    /// The number of rows.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} {}>", self.__len__(), self.table.name())
    }
}

/// The columns of a table and their types: `pyarrow.schema(shilu.schema())`.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Schema(Rows);

#[pymethods]
impl Schema {
    /// Arrow's PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.0.schema().as_ref()).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The names of the columns, a list of str.
    #[getter]
    fn names(&self) -> Vec<String> {
        self.0.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What the columns hold and say, as a table in Markdown.
    fn describe(&self) -> String {
        self.0.describe()
    }

    fn __repr__(&self) -> String {
        format!("<Schema of {}>", self.0.name())
    }
}

/// The schema of a table: `articles`, `facts`, `entities`, `links`, `statements`.
///
/// Raises ValueError for another name.
#[pyfunction]
#[pyo3(signature = (table="facts"))]
pub(crate) fn schema(table: &str) -> PyResult<Schema> {
    Ok(Schema(self::table(table)?))
}

/// The rows of all parts as one array. The kernels that join batches are made for every type, half a megabyte of them; this
/// copies buffers.
fn joined(parts: &[StructArray]) -> Result<StructArray, ArrowError> {
    let parts: Vec<ArrayData> = parts.iter().map(Array::to_data).collect();
    let rows = parts.iter().map(ArrayData::len).sum();
    let mut joined = MutableArrayData::new(parts.iter().collect(), false, rows);
    for (at, part) in parts.iter().enumerate() {
        joined.try_extend(at, 0, part.len())?;
    }
    Ok(StructArray::from(joined.freeze()))
}

/// A list of structs a text: one array, or several where there are many texts.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Column {
    lists: ListArray,
}

impl Column {
    /// The rows of each part, and how many of them each text has; None where there is no text.
    pub(crate) fn new(table: Rows, parts: Vec<(RecordBatch, Vec<Option<usize>>)>) -> PyResult<Self> {
        let lengths: Vec<Option<usize>> = parts.iter().flat_map(|(_, lengths)| lengths.iter().copied()).collect();
        let mut parts: Vec<StructArray> = parts.into_iter().map(|(batch, _)| StructArray::from(batch)).collect();
        if parts.is_empty() {
            parts.push(StructArray::from(RecordBatch::new_empty(table.schema())));
        }
        let structs = joined(&parts).map_err(failed)?;
        let item = Arc::new(Field::new_list_field(structs.data_type().clone(), true));
        let offsets = arrow_buffer::OffsetBuffer::from_lengths(lengths.iter().map(|length| length.unwrap_or(0)));
        let nulls = lengths.iter().any(Option::is_none);
        let nulls = nulls.then(|| lengths.iter().map(Option::is_some).collect());
        let lists = ListArray::try_new(item, offsets, Arc::new(structs), nulls).map_err(failed)?;
        Ok(Self { lists })
    }

    fn data_type(&self) -> &DataType {
        self.lists.data_type()
    }
}

#[pymethods]
impl Column {
    /// Arrow's PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        drop(requested_schema);
        let array = FFI_ArrowArray::new(&self.lists.to_data());
        Ok((self.__arrow_c_schema__(py)?, PyCapsule::new_with_value(py, array, c"arrow_array")?))
    }

    /// Arrow's PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.data_type()).map_err(failed)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The number of lists: as many as texts.
    fn __len__(&self) -> usize {
        self.lists.len()
    }

    fn __repr__(&self) -> String {
        format!("<Column of {} lists>", self.lists.len())
    }
}
