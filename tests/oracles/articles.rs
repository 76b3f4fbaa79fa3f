//! What is read from the twelve articles, one fact a line: it shows what a change changes. Accept what is right with
//! `INSTA_UPDATE=always cargo test -p oracles --test articles`.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use shilu::{Analysis, Analyzer};

/// The fields that say where a fact is found, not what it says.
const WHERE: [&str; 9] =
    ["id", "kind", "text", "start_byte", "end_byte", "start_char", "end_char", "sentence", "object_span"];

/// Metadata, then a line for each fact: kind, text, the fields that say something.
fn lines(analysis: &Analysis) -> String {
    let mut page = String::new();
    let analysis = serde_json::to_value(analysis).expect("JSON");
    let facts = analysis["facts"].as_array().expect("facts");
    let metadata = fields(&analysis["metadata"], facts);
    writeln!(page, "{}", metadata.join(" ")).expect("a string takes all");
    for fact in facts {
        let text = |name: &str| fact[name].as_str().unwrap_or_default().to_owned();
        let line = format!("{:12} {} | {}", text("kind"), text("text"), fields(fact, facts).join(" "));
        writeln!(page, "{}", line.trim_end()).expect("a string takes all");
    }
    page
}

/// `name=value` for each field that says something; another fact by its text, so that one more fact changes one line.
fn fields(object: &Value, facts: &[Value]) -> Vec<String> {
    let fields = object.as_object().expect("an object");
    let says =
        |value: &&Value| !value.is_null() && **value != Value::Bool(false) && **value != Value::Array(Vec::new());
    fields
        .iter()
        .filter(|(name, _)| !WHERE.contains(&name.as_str()))
        .filter(|(_, value)| says(value))
        .map(|(name, value)| match value {
            Value::String(text) => {
                let fact = facts.iter().find(|f| f["id"] == **text).and_then(|f| f["text"].as_str());
                format!("{name}={}", fact.unwrap_or(text))
            }
            value => format!("{name}={value}"),
        })
        .collect()
}

macro_rules! articles {
    ($($name:ident $file:literal;)*) => {
        $(#[test]
        fn $name() {
            let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/articles/", $file, ".txt")).expect("the article");
            insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
                insta::assert_snapshot!($file, lines(&Analyzer::new().analyze(&text)));
            });
        })*

        #[test]
        fn every_article_has_its_snapshot() {
            let listed = [$($file),*];
            let mut found: Vec<String> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/articles"))
                .expect("the articles")
                .map(|entry| entry.expect("an article").path().with_extension("").file_name().expect("a name").to_string_lossy().into_owned())
                .collect();
            found.sort();
            assert_eq!(found, listed);
        }
    };
}

articles! {
    local_government "01-local-government";
    statistics "02-statistics";
    company_results "03-company-results";
    police "04-police";
    court "05-court";
    agriculture "06-agriculture";
    school "07-school";
    hospital "08-hospital";
    festival "09-festival";
    sport "10-sport";
    storm "11-storm";
    summit "12-summit";
}
