//! The examples beside each kind's rules, `src/extract/<kind>.txt`, run through the whole analyzer.
//!
//! A text with its mentions in brackets, then a line of JSON for each bracket with the fields it must have. A text without
//! brackets must yield nothing of the kind. `@ 2020-11-25` sets the publication day of the texts after it, `#` begins a
//! comment. A backslash and `n` stand for a line break.

use serde_json::Value;
use shilu::article::parse_published;
use shilu::{Analyzer, Kind};

struct Example {
    line: usize,
    text: String,
    published: Option<String>,
    /// Byte spans of the brackets.
    mentions: Vec<(usize, usize)>,
    expected: Vec<Value>,
}

fn read(source: &str) -> Vec<Example> {
    let mut published = None;
    let mut examples: Vec<Example> = Vec::new();
    for (at, line) in source.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(day) = line.strip_prefix('@') {
            published = Some(day.trim().to_owned()).filter(|d| !d.is_empty());
        } else if line.starts_with(' ') {
            let fields = serde_json::from_str(line).unwrap_or_else(|e| panic!("line {}: {e}", at + 1));
            examples
                .last_mut()
                .unwrap_or_else(|| panic!("line {}: fields without a text", at + 1))
                .expected
                .push(fields);
        } else {
            let (mut text, mut mentions, mut open) = (String::new(), Vec::new(), Vec::new());
            for c in line.replace("\\n", "\n").chars() {
                match c {
                    '[' => open.push(text.len()),
                    ']' => {
                        mentions.push((open.pop().unwrap_or_else(|| panic!("line {}: a stray ]", at + 1)), text.len()))
                    }
                    c => text.push(c),
                }
            }
            assert!(open.is_empty(), "line {}: a bracket stays open", at + 1);
            mentions.sort_unstable();
            examples.push(Example { line: at + 1, text, published: published.clone(), mentions, expected: Vec::new() });
        }
    }
    examples
}

/// Whether `got` has every field of `want`; a reference may be given by the text it points to.
fn fits(want: &Value, got: &Value, facts: &[Value]) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            want.iter().all(|(key, want)| got.get(key).is_some_and(|got| fits(want, got, facts)))
        }
        (Value::String(want), Value::String(id)) if want != id => {
            facts.iter().any(|f| f["id"] == **id && f["text"] == **want)
        }
        (want, got) => want == got,
    }
}

/// The examples that fail, as one message each.
fn failures(kind: Kind, source: &str) -> Vec<String> {
    let analyzer = Analyzer::builder().kinds(Kind::ALL.iter().copied()).build();
    let mut failed = Vec::new();
    let (mut positive, mut negative) = (0, 0);
    for example in read(source) {
        let analysis = match &example.published {
            Some(day) => analyzer.analyze_published(&example.text, parse_published(day).expect("a publication day")),
            None => analyzer.analyze(&example.text),
        };
        let analysis = serde_json::to_value(&analysis).expect("JSON");
        let facts = analysis["facts"].as_array().expect("facts");
        let found: Vec<&Value> = facts.iter().filter(|f| f["kind"] == kind.name()).collect();
        let spans: Vec<(usize, usize)> = found
            .iter()
            .map(|f| {
                (f["start_byte"].as_u64().expect("bytes") as usize, f["end_byte"].as_u64().expect("bytes") as usize)
            })
            .collect();
        let told =
            |spans: &[(usize, usize)]| spans.iter().map(|&(s, e)| &example.text[s..e]).collect::<Vec<_>>().join(" | ");
        if example.mentions.is_empty() {
            negative += 1
        } else {
            positive += 1
        }
        if spans != example.mentions {
            failed.push(format!(
                "{kind}.txt:{}: {}\n    found  {}\n    wanted {}",
                example.line,
                example.text,
                told(&spans),
                told(&example.mentions)
            ));
            continue;
        }
        for (want, got) in example.expected.iter().zip(&found) {
            if !fits(want, got, facts) {
                failed
                    .push(format!("{kind}.txt:{}: {}\n    found  {got}\n    wanted {want}", example.line, got["text"]));
            }
        }
    }
    assert!(positive >= 5 && negative >= 5, "{kind}.txt has {positive} texts with mentions and {negative} without");
    failed
}

macro_rules! examples {
    ($($module:ident $kind:ident $path:literal;)*) => {$(
        #[test]
        fn $module() {
            let failed = failures(Kind::$kind, include_str!(concat!("../src/extract/", $path)));
            assert!(failed.is_empty(), "{} examples fail\n{}", failed.len(), failed.join("\n"));
        }
    )*};
}

examples! {
    count Count "count.txt";
    measure Measure "measure.txt";
    money Money "money.txt";
    number Number "number.txt";
    percent Percent "percent.txt";
    rank Rank "rank.txt";
    document Document "document.txt";
    honor Honor "honor.txt";
    event Event "event.txt";
    campaign Campaign "campaign.txt";
    quote Quote "quote.txt";
    organization Organization "organization.txt";
    person Person "person.txt";
    place Place "place.txt";
    date Date "date.txt";
}
