//! Word lists as callers have them: a file, or words in memory.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};

use crate::error::ListError;

/// A list of words: its name for errors, and its lines.
#[derive(Clone)]
pub(crate) struct List {
    pub(crate) name: String,
    pub(crate) source: String,
}

impl List {
    /// A `str` or a path is a file; a dict holds words with what the list says of them, anything else lines.
    pub(crate) fn new(given: &Bound<'_, PyAny>, argument: &str, separator: &str) -> PyResult<Self> {
        let path = given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>();
        if path || given.hasattr("__fspath__")? {
            let path: PathBuf = given.extract()?;
            let name = path.display().to_string();
            let source = std::fs::read_to_string(&path).map_err(|error| match error.kind() {
                std::io::ErrorKind::InvalidData => ListError::new_err(format!("{name}: no UTF-8")),
                _ => PyErr::from(error),
            })?;
            return Ok(Self { name, source });
        }
        let mut source = String::new();
        let mut push = |line: &str| {
            // A line feed inside a word would make two lines of it, and a blank word none.
            source.push_str(&line.replace(['\n', '\r'], " "));
            source.push('\n');
        };
        match given.cast::<PyDict>() {
            Ok(words) => {
                for (word, value) in words {
                    let word: String = word.extract()?;
                    match value.is_none() {
                        true => push(&word),
                        false => push(&format!("{word}{separator}{}", value.str()?)),
                    }
                }
            }
            Err(_) => {
                for line in given.try_iter()? {
                    push(&line?.extract::<String>()?);
                }
            }
        }
        Ok(Self { name: argument.to_owned(), source })
    }
}
