//! Errors as Python raises them: all are `ValueError`s that name the place.

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

pyo3::create_exception!(
    shilu,
    ListError,
    PyValueError,
    "A word list with a line that does not fit its format: `file` and `line` say where."
);
pyo3::create_exception!(
    shilu,
    SourceError,
    PyValueError,
    "A file that cannot be read, or a record in it that is no article: `file` and `line` say where."
);

/// The library's error as Python's.
pub(crate) fn raise(py: Python<'_>, error: shilu::Error) -> PyErr {
    let message = error.to_string();
    let (raised, file, line) = match error {
        shilu::Error::List { list, line, .. } => (ListError::new_err(message), list, Some(line)),
        shilu::Error::Source { origin, .. } => (SourceError::new_err(message), origin.name.to_string(), origin.line),
        shilu::Error::Io(error) => return PyOSError::new_err(error.to_string()),
        _ => return PyValueError::new_err(message),
    };
    let value = raised.value(py);
    match value.setattr("file", file).and_then(|()| value.setattr("line", line)) {
        Ok(()) => raised,
        Err(error) => error,
    }
}
