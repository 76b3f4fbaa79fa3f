//! Where articles come from: the sources of the command line.

use std::io::Cursor;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use shilu::source::{Entry, Fields, Format, Options, Source};

use crate::error::raise;

/// An article as its source has it. `extract` takes it in place of a text.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Article(Arc<Entry>);

impl Article {
    pub(crate) fn entry(&self) -> Arc<Entry> {
        self.0.clone()
    }
}

#[pymethods]
impl Article {
    /// What its source calls it: a field, or a file's path.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.0.id.as_deref()
    }

    /// The text, to which all offsets refer.
    #[getter]
    fn text(&self) -> &str {
        &self.0.text
    }

    /// When it was published, as its record or its page says (`datetime.datetime`).
    #[getter]
    fn published(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.0.published.or(self.0.metadata.published).map(|time| time.into_py_any(py)).transpose()
    }

    /// The headline, as a web page says it.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.metadata.title.as_deref()
    }

    /// How many sequences of bytes were no text in their encoding: each is U+FFFD now.
    #[getter]
    fn replaced(&self) -> usize {
        self.0.replaced
    }

    fn __repr__(&self) -> String {
        format!("<Article {:?} {} characters>", self.0.id.as_deref().unwrap_or_default(), self.0.text.chars().count())
    }
}

/// The articles of a source, in order.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Articles(Mutex<Source>);

#[pymethods]
impl Articles {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    /// The next article. What is none raises SourceError with file and line; the one behind it can be asked for all the same.
    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Article>> {
        let entry = py.detach(|| {
            let raw = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next()?;
            Some(raw.and_then(|raw| raw.read()))
        });
        entry.transpose().map(|entry| entry.map(|entry| Article(Arc::new(entry)))).map_err(|error| raise(py, error))
    }
}

/// Reads articles as the command line does: from a file (a str or a path) or from bytes; text, web page, JSON lines, CSV; packed
/// by gzip or zstd; in any encoding of Chinese. Parquet is read by pyarrow or Polars, whose columns `extract_many` takes.
///
/// format: text, html, jsonl or csv, where the name does not say it. encoding: of what has no byte order mark; else detected.
/// text_field, date_field, id_field: what the fields of a record are called.
///
/// Raises ValueError for an unknown format or encoding, SourceError (a ValueError) if the file cannot be opened.
#[pyfunction]
#[pyo3(signature = (source, *, format=None, encoding=None, text_field="text", date_field="published", id_field="id"))]
pub(crate) fn read(
    source: &Bound<'_, PyAny>,
    format: Option<&str>,
    encoding: Option<&str>,
    text_field: &str,
    date_field: &str,
    id_field: &str,
) -> PyResult<Articles> {
    let py = source.py();
    let format = match format {
        None => None,
        Some("text") => Some(Format::Text),
        Some("html") => Some(Format::Html),
        Some("jsonl") => Some(Format::Jsonl),
        Some("csv") => Some(Format::Csv),
        Some(other) => {
            let message = format!("there is no format {other:?}; known are text, html, jsonl, csv");
            return Err(PyValueError::new_err(message));
        }
    };
    let mut options = Options::default();
    options.format = format;
    let named = |name: &str| {
        let unknown = || PyValueError::new_err(format!("there is no encoding {name:?}"));
        encoding_rs::Encoding::for_label(name.as_bytes()).ok_or_else(unknown)
    };
    options.encoding = encoding.map(named).transpose()?;
    let mut fields = Fields::default();
    (fields.text, fields.published, fields.id) = (text_field.into(), date_field.into(), id_field.into());
    options.fields = fields;
    let source = match source.cast::<PyBytes>() {
        Ok(bytes) => Source::new("bytes", Cursor::new(bytes.as_bytes().to_vec()), &options),
        Err(_) => {
            let path: PathBuf = source.extract()?;
            py.detach(|| Source::open(&path, &options))
        }
    };
    source.map(|source| Articles(Mutex::new(source))).map_err(|error| raise(py, error))
}
