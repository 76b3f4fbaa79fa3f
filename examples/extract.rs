//! Prints the facts of a text file, sentence by sentence:
//!
//! ```text
//! cargo run --release --example extract -- seeds/articles/01-local-government.txt
//! ```

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use shilu::{Analyzer, Article, Record};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: cargo run --release --example extract -- FILE");
        return ExitCode::from(2);
    };
    match print(&path) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("{path}: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn print(path: &str) -> io::Result<()> {
    let text = std::fs::read_to_string(path)?;
    let mut out = io::stdout().lock();

    // An article is the text, split, and what its page says: when it was published decides what 今年 means.
    let article = Article::parse(&text);
    let analysis = Analyzer::new().analyze_article(&article);
    if let Some(published) = analysis.metadata.published {
        writeln!(out, "published {published}")?;
    }
    for facts in analysis.facts.chunk_by(|a, b| a.sentence == b.sentence) {
        writeln!(out, "\n{}", article.slice(article.sentences[facts[0].sentence].span))?;
        for fact in facts {
            // Each kind has its record; what several share, such as counts and money, is its `quantity`.
            let says = match &fact.record {
                Record::Date(date) => date.timex.clone().unwrap_or_default(),
                Record::Count(count) => number(&count.quantity),
                Record::Money(money) => number(&money.quantity),
                Record::Organization(organization) => organization.name.clone(),
                _ => String::new(),
            };
            writeln!(out, "  {:<12}  {}  {says}", fact.kind().name(), fact.text)?;
        }
    }
    Ok(())
}

/// The value, exact, and what it is of.
fn number(quantity: &shilu::extract::quantity::Quantity) -> String {
    let value = quantity.value.map(|value| value.to_string()).unwrap_or_default();
    format!("{value} {}", quantity.object.as_deref().unwrap_or(""))
}
