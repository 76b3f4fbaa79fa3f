//! The files that hold articles.

use std::path::{Path, PathBuf};

use globset::GlobMatcher;

use super::{Format, failed};
use crate::Error;

/// The files below `root` that hold articles, in the order of their names; `root` itself if it is a file. Those are the files
/// that `glob` matches, else those whose names tell a [`Format`], the one given if one is.
///
/// ```
/// let files = shilu::source::files("seeds/articles".as_ref(), None, None);
/// assert!(files[0].as_ref().unwrap().ends_with("01-local-government.txt"));
/// ```
///
/// What cannot be read stands as an error in its place.
pub fn files(root: &Path, glob: Option<&GlobMatcher>, format: Option<Format>) -> Vec<Result<PathBuf, Error>> {
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
                    Some(glob) => glob.is_match(below) || below.file_name().is_some_and(|name| glob.is_match(name)),
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
            Some(glob) => format!("file that matches {}", glob.glob()),
            None => "file of articles: .txt, .html, .jsonl, .csv or .parquet".to_owned(),
        };
        found.push(Err(failed(&root.display().to_string(), format!("holds no {wanted}"))));
    }
    found
}
