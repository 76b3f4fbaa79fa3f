//! What can go wrong while lists are read and rows are written. Analysis itself never fails.

#[cfg(feature = "source")]
use std::fmt;
#[cfg(feature = "source")]
use std::sync::Arc;

/// Why a word list could not be read or a row not be written, and where.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A word list holds a line that does not fit the format.
    #[error("{list}:{line}: {reason}")]
    List {
        /// The list's name, as the caller gave it.
        list: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A publication time that is neither a date nor a date with a time.
    #[error("{text:?} is no publication time: expected 2020-11-25, 2020-11-25 16:25, RFC 3339 or RFC 2822")]
    Published {
        /// The text as given.
        text: String,
    },
    /// A name that no kind of fact has.
    #[error("{name:?} is no kind of fact, expected one of {known}")]
    Kind {
        /// The name as given.
        name: String,
        /// The names of all kinds.
        known: String,
    },
    /// A file that cannot be read, or a record in it that is no article.
    #[cfg(feature = "source")]
    #[error("{origin}: {reason}")]
    Source {
        /// Where it stands.
        origin: Origin,
        /// What is wrong with it.
        reason: String,
    },
    /// A stream that could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Where an article is stored; `news.jsonl:3`.
#[cfg(feature = "source")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// The source's name.
    pub name: Arc<str>,
    /// The line or row, counted from 1.
    pub line: Option<usize>,
}

#[cfg(feature = "source")]
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.name),
            None => f.write_str(&self.name),
        }
    }
}
