//! News for the benches: a file or folder that `SHILU_NEWS` names, otherwise the twelve articles of `seeds/articles`.
//!
//! ```sh
//! SHILU_NEWS=/path/to/news cargo bench -p benches --bench analyze -- news
//! ```
//!
//! `SHILU_NEWS` is whatever `shilu extract` reads: texts, web pages, JSON lines, CSV, packed or not, or a folder of them.
//! A relative path starts at the root of the repository.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use shilu::Error;
use shilu::source::{Options, Source, files};

/// The environment variable that names the news.
pub const NEWS: &str = "SHILU_NEWS";

/// A file of the repository, wherever the bench is run.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

/// The twelve articles of `seeds/articles`, in the order of their names.
pub fn seeds() -> Vec<String> {
    let entries = fs::read_dir(path("seeds/articles")).expect("the articles");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("an article")).collect()
}

/// About `bytes` of news, spread evenly over the files that [`NEWS`] names, and each file. Says on standard error what is read.
///
/// # Panics
///
/// If the news that [`NEWS`] names cannot be read.
pub fn articles(bytes: usize) -> Vec<String> {
    let Some(place) = env::var_os(NEWS) else {
        eprintln!("news: seeds/articles, the repository's own; {NEWS}=FILE-OR-FOLDER reads others");
        return seeds();
    };
    let place = path("").join(place);
    let sample = sample(&place, bytes).unwrap_or_else(|error| panic!("{NEWS}: {error}"));
    assert!(!sample.is_empty(), "{NEWS}: no article in {}", place.display());
    eprintln!("news: {} articles of {}", sample.len(), place.display());
    sample
}

fn sample(place: &Path, bytes: usize) -> Result<Vec<String>, Error> {
    let paths = files(place, None, None).into_iter().collect::<Result<Vec<PathBuf>, Error>>()?;
    let mut sample = Vec::new();
    for path in &paths {
        let mut texts = Vec::new();
        for raw in Source::open(path, &Options::default())? {
            texts.push(raw?.read()?.text);
        }
        sample.extend(every(texts, bytes / paths.len()));
    }
    Ok(every(sample, bytes).collect())
}

/// Every so many texts, so that they have about `bytes` together.
fn every(texts: Vec<String>, bytes: usize) -> impl Iterator<Item = String> {
    let step = texts.iter().map(String::len).sum::<usize>() / bytes.max(1) + 1;
    texts.into_iter().step_by(step)
}
