//! Prints the facts of a text file, sentence by sentence:
//!
//! ```text
//! cargo run --release --example extract -- seeds/articles/01-local-government.txt
//! ```
#![expect(clippy::print_stdout, reason = "printing is what it does")]

use std::process::ExitCode;

use shilu::{Analyzer, Article, Record};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: cargo run --release --example extract -- FILE");
        return ExitCode::from(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };

    // An article is the text, split, and what its page says: when it was published decides what 今年 means.
    let article = Article::parse(&text);
    let analysis = Analyzer::new().analyze_article(&article);
    let published = analysis.metadata.published.map(|time| time.date().to_string());
    println!("{}", analysis.metadata.title.as_deref().unwrap_or(&path));
    println!("published {}", published.as_deref().unwrap_or("at an unknown time"));

    let mut sentence = usize::MAX;
    for fact in &analysis.facts {
        if fact.sentence != sentence {
            sentence = fact.sentence;
            println!("\n{}", article.slice(article.sentences[sentence].span));
        }
        // Each kind has its record; what several share, such as counts and money, is its `quantity`.
        let says = match &fact.record {
            Record::Date(date) => date.timex.clone().unwrap_or_default(),
            Record::Count(count) => number(&count.quantity),
            Record::Money(money) => format!("{} {}", number(&money.quantity), money.currency.as_deref().unwrap_or("")),
            Record::Organization(organization) => organization.name.clone(),
            Record::Campaign(campaign) => campaign.name.clone(),
            _ => String::new(),
        };
        println!("  {:<12}  {}  {says}", fact.kind().name(), fact.text);
    }
    ExitCode::SUCCESS
}

/// The value, exact, and what it is of.
fn number(quantity: &shilu::extract::quantity::Quantity) -> String {
    let value = quantity.value.map(|value| value.to_string()).unwrap_or_default();
    format!("{value} {}", quantity.object.as_deref().unwrap_or(""))
}
