//! Facts as lines of JSON, for a program that has its articles from somewhere else:
//!
//! ```text
//! echo '{"id": "a1", "text": "全县有98家民营企业。"}' | cargo run --release --example lines
//! ```
//!
//! It needs no feature, and writes the bytes that the command line writes: `.ci/same` compares them.

use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};

use shilu::{Analyzer, Article};

fn main() -> Result<(), Box<dyn Error>> {
    let analyzer = Analyzer::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let article = Article::parse(record["text"].as_str().ok_or("an article has a text")?);
        let mut analysis = analyzer.analyze_article(&article);
        analysis.id = record["id"].as_str().map(str::to_owned);
        serde_json::to_writer(&mut out, &analysis)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
