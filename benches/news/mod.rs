//! Varied news for the benches: every so many articles of the corpus where it is at hand, our twelve where it is not.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

const CORPUS: &str = "../shared/corpus/raw";

/// Some `bytes` of articles.
pub(crate) fn articles(bytes: usize) -> Vec<String> {
    let mut articles = Vec::new();
    if Path::new(CORPUS).is_dir() {
        for file in ["chinanews", "xwlb", "small", "nankai", "hupu"] {
            let path = format!("{CORPUS}/{file}.jsonl.zst");
            let zstd = Command::new("zstd").args(["-dc", "--long=27", &path]).stdout(Stdio::piped()).spawn();
            let Ok(mut zstd) = zstd else { continue };
            let mut lines = String::new();
            zstd.stdout.take().expect("a pipe").read_to_string(&mut lines).expect("text");
            zstd.wait().expect("it ends");
            let every = lines.len() / (bytes / 5) + 1;
            for line in lines.lines().step_by(every) {
                let article: serde_json::Value = serde_json::from_str(line).expect("an article");
                articles.push(article["text"].as_str().unwrap_or_default().to_owned());
            }
        }
    }
    if articles.is_empty() {
        for entry in fs::read_dir("seeds/articles").expect("the articles") {
            articles.push(fs::read_to_string(entry.expect("an entry").path()).expect("an article"));
        }
    }
    articles
}
