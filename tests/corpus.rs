//! The examples beside the rules, every `.txt` under `src`, run through the whole analyzer.
//!
//! A text with its mentions in brackets, then a line of JSON for each bracket with the fields it must have; `"rule"` names the
//! rule that must have found it. A text without brackets must yield nothing of the kind. A file named after a kind is about
//! that kind; in any other, `: person` says which kind the texts after it are about. `@ 2020-11-25` sets their publication
//! day, `#` begins a comment. A backslash and `n` stand for a line break. Behind `! rules alone` texts are read without the
//! tagger of names, whose weights would hide what the rules do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shilu::article::parse_published;
use shilu::{Analyzer, Kind};

/// The parts of the crate whose rules must each have an example. Those of a user's own lists are in `organizations.rs`.
const ROOMS: [&str; 3] = ["date", "extract", "link"];

struct Example {
    line: usize,
    kind: Kind,
    text: String,
    published: Option<String>,
    /// Whether names are read by rules and lists alone.
    rules_alone: bool,
    /// Byte spans of the brackets.
    mentions: Vec<(usize, usize)>,
    expected: Vec<Value>,
}

/// All files with this ending in a folder and those below it.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.name() == name)
}

/// The kind that a file is named after.
fn kind_of(path: &Path) -> Option<Kind> {
    kind(path.file_stem()?.to_str()?)
}

fn read(path: &Path) -> Vec<Example> {
    let source = fs::read_to_string(path).expect("UTF-8");
    let place = |line: usize| format!("{}:{line}", path.display());
    let mut about = kind_of(path);
    let (mut published, mut rules_alone) = (None, false);
    let mut examples: Vec<Example> = Vec::new();
    for (line, content) in source.lines().enumerate().map(|(at, content)| (at + 1, content)) {
        if content.trim().is_empty() || content.starts_with('#') {
            continue;
        }
        if let Some(day) = content.strip_prefix('@') {
            published = Some(day.trim().to_owned()).filter(|day| !day.is_empty());
        } else if let Some(how) = content.strip_prefix('!') {
            assert_eq!(how.trim(), "rules alone", "{}", place(line));
            rules_alone = true;
        } else if let Some(name) = content.strip_prefix(':') {
            about = Some(kind(name.trim()).unwrap_or_else(|| panic!("{}: no kind", place(line))));
        } else if content.starts_with(' ') {
            let fields = serde_json::from_str(content).unwrap_or_else(|e| panic!("{}: {e}", place(line)));
            let example = examples.last_mut().unwrap_or_else(|| panic!("{}: fields without a text", place(line)));
            example.expected.push(fields);
        } else {
            let (text, mentions) = bracketed(content, &place(line));
            let kind = about.unwrap_or_else(|| panic!("{}: about which kind?", place(line)));
            let published = published.clone();
            let expected = Vec::new();
            examples.push(Example { line, kind, text, published, rules_alone, mentions, expected });
        }
    }
    examples
}

/// The text without its brackets, and what they hold.
fn bracketed(content: &str, place: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut mentions, mut open) = (String::new(), Vec::new(), Vec::new());
    for c in content.replace("\\n", "\n").chars() {
        match c {
            '[' => open.push(text.len()),
            ']' => mentions.push((open.pop().unwrap_or_else(|| panic!("{place}: a stray ]")), text.len())),
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "{place}: a bracket stays open");
    mentions.sort_unstable();
    (text, mentions)
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

/// What is wrong with what an example yields, as one message each.
fn failures(analyzer: &Analyzer, path: &Path, example: &Example) -> Vec<String> {
    let place = format!("{}:{}", path.display(), example.line);
    let analysis = match &example.published {
        Some(day) => analyzer.analyze_published(&example.text, parse_published(day).expect("a publication day")),
        None => analyzer.analyze(&example.text),
    };
    let analysis = serde_json::to_value(&analysis).expect("JSON");
    let facts = analysis["facts"].as_array().expect("facts");
    let found: Vec<&Value> = facts.iter().filter(|f| f["kind"] == example.kind.name()).collect();
    let offset = |fact: &Value, field: &str| fact[field].as_u64().expect("bytes") as usize;
    let spans: Vec<(usize, usize)> = found.iter().map(|f| (offset(f, "start_byte"), offset(f, "end_byte"))).collect();
    if spans != example.mentions {
        let told = |spans: &[(usize, usize)]| -> String {
            spans.iter().map(|&(start, end)| &example.text[start..end]).collect::<Vec<_>>().join(" | ")
        };
        let (found, wanted) = (told(&spans), told(&example.mentions));
        return vec![format!("{place}: {}\n    found  {found}\n    wanted {wanted}", example.text)];
    }
    if example.expected.len() != found.len() {
        let records = example.expected.len();
        return vec![format!("{place}: {} mentions, but {records} records", found.len())];
    }
    let records = example.expected.iter().zip(&found).filter(|(want, got)| !fits(want, got, facts));
    records.map(|(want, got)| format!("{place}: {}\n    found  {got}\n    wanted {want}", got["text"])).collect()
}

#[test]
fn every_example_is_read_as_it_says() {
    let [analyzer, rules] =
        [true, false].map(|tagger| Analyzer::builder().kinds(Kind::ALL.iter().copied()).tagger(tagger).build());
    let mut failed = Vec::new();
    for path in files(&source(), "txt") {
        let examples = read(&path);
        assert!(!examples.is_empty(), "{} has no example", path.display());
        let reader = |example: &Example| if example.rules_alone { &rules } else { &analyzer };
        failed.extend(examples.iter().flat_map(|example| failures(reader(example), &path, example)));
    }
    assert!(failed.is_empty(), "{} examples fail\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn every_kind_has_examples_of_what_it_is_and_of_what_it_is_not() {
    for &kind in Kind::ALL {
        let path = source().join("extract").join(kind.name()).with_extension("txt");
        let (positive, negative): (Vec<Example>, Vec<Example>) =
            read(&path).into_iter().partition(|example| !example.mentions.is_empty());
        let (positive, negative) = (positive.len(), negative.len());
        assert!(positive >= 5 && negative >= 5, "{kind}.txt: {positive} texts with mentions and {negative} without");
    }
}

/// The ids of the rules that a file's code names: `"count/measure-word"`.
fn rules(path: &Path) -> BTreeSet<String> {
    let source = fs::read_to_string(path).expect("UTF-8");
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let is_rule = |text: &&str| {
        let Some((kind_name, rule)) = text.split_once('/') else { return false };
        kind(kind_name).is_some() && !rule.is_empty() && rule.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    code.split('"').filter(is_rule).map(str::to_owned).collect()
}

#[test]
fn every_rule_has_an_example() {
    let mut shown = BTreeSet::new();
    for example in files(&source(), "txt").iter().flat_map(|path| read(path)) {
        shown.extend(example.expected.iter().filter_map(|fields| fields["rule"].as_str()).map(str::to_owned));
    }
    let rules: BTreeSet<String> =
        ROOMS.iter().flat_map(|room| files(&source().join(room), "rs")).flat_map(|path| rules(&path)).collect();
    assert!(rules.len() > 40, "{rules:?}");
    let missing: Vec<&String> = rules.difference(&shown).collect();
    assert!(missing.is_empty(), "no example names these rules: {missing:?}");
}
