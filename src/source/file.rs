//! The files that hold articles.

use std::path::{Path, PathBuf};

use super::{Format, failed};
use crate::Error;

/// A pattern for the names of files: `*` and `?` stand for what holds no `/`, `**` for folders, `{a,b}` for either.
///
/// ```
/// use shilu::source::{Glob, files};
///
/// let glob: Glob = "0{1,2}-*.txt".parse()?;
/// assert_eq!(files("seeds/articles".as_ref(), Some(&glob), None).len(), 2);
/// let error = "0{1".parse::<Glob>().unwrap_err().to_string();
/// assert!(error.starts_with("0{1: unclosed alternate group"), "{error}");
/// # Ok::<(), shilu::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Glob(globset::GlobMatcher);

impl std::str::FromStr for Glob {
    type Err = Error;

    fn from_str(pattern: &str) -> Result<Self, Error> {
        let glob = globset::GlobBuilder::new(pattern).literal_separator(true).build();
        let glob = glob.map_err(|error| failed(pattern, error.kind().to_string()))?;
        Ok(Self(glob.compile_matcher()))
    }
}

/// The files below `root` that hold articles, in the order of their names; `root` itself if it is a file. Those are the files
/// that `glob` matches, else those whose names tell a [`Format`], the one given if one is.
///
/// ```
/// let files = shilu::source::files("seeds/articles".as_ref(), None, None);
/// assert!(files[0].as_ref().unwrap().ends_with("01-local-government.txt"));
/// ```
///
/// What cannot be read stands as an error in its place.
pub fn files(root: &Path, glob: Option<&Glob>, format: Option<Format>) -> Vec<Result<PathBuf, Error>> {
    if !root.is_dir() {
        return vec![Ok(root.to_owned())];
    }
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
                let wanted = match glob {
                    Some(Glob(glob)) => {
                        glob.is_match(below) || below.file_name().is_some_and(|name| glob.is_match(name))
                    }
                    None => {
                        let told = Format::of(entry.path());
                        told.is_some() && (format.is_none() || format == told)
                    }
                };
                if wanted {
                    found.push(Ok(entry.into_path()));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(root).display().to_string();
                found
                    .push(Err(failed(&path, error.into_io_error().map_or("cannot be read".into(), |e| e.to_string()))));
            }
        }
    }
    if found.is_empty() {
        let wanted = match glob {
            Some(Glob(glob)) => format!("file that matches {}", glob.glob()),
            None => "file of articles: .txt, .html, .jsonl, .csv or .parquet".to_owned(),
        };
        found.push(Err(failed(&root.display().to_string(), format!("holds no {wanted}"))));
    }
    found
}
