//! What is written validates against the schema that `shilu schema` prints, and the schema says no to what is wrong.

use std::fs;

use serde_json::{Value, json};
use shilu::sink::{self, Format, Sink, Style};
use shilu::{Analyzer, Article, Kind};

fn written(text: &str) -> Value {
    let analyzer = Analyzer::builder().kinds(Kind::ALL.iter().copied()).build();
    let article = Article::parse(text);
    let mut sink = Sink::new(Vec::new(), Style::new(Format::Jsonl)).expect("a sink");
    sink.write(&article, &analyzer.analyze_article(&article)).expect("a vector takes all");
    serde_json::from_slice(&sink.finish().expect("a vector takes all")).expect("JSON")
}

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&schema()).expect("a schema")
}

fn schema() -> Value {
    serde_json::to_value(sink::schema()).expect("JSON")
}

#[track_caller]
fn assert_valid(validator: &jsonschema::Validator, analysis: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(analysis).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn every_analysis_of_the_articles_validates() {
    let validator = validator();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/articles")).expect("the articles") {
        let text = fs::read_to_string(entry.expect("an article").path()).expect("UTF-8");
        assert_valid(&validator, &written(&text));
    }
}

#[test]
fn every_analysis_of_odd_texts_validates() {
    let validator = validator();
    for text in [
        "",
        " \n\u{0} \u{feff}",
        "98",
        "公元前221年，秦统一六国；公元9999年13月32日25时61分。",
        "99999999999999999999999999999999999999999999999999亿元",
        "零下0.0000000000000000000000000001℃，下降-0.0%，第99999999999999999999名",
        "“”《》（）「」,，。3至、1,2,3,000年",
        "😀98家😀企业👨‍👩‍👧3个\u{1b}[31m",
        "2020年2月30日、农历闰十三月初九、每周八、去年的明年",
    ] {
        assert_valid(&validator, &written(text));
    }
}

/// The texts of a kind's examples, without their brackets.
fn examples(kind: Kind) -> Vec<String> {
    let path = format!("{}/../../src/extract/{kind}.txt", env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let texts = source.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', '@', ':', ' ']));
    texts.map(|text| text.replace(['[', ']'], "").replace("\\n", "\n")).collect()
}

/// One record of each kind, as JSON has it: of those in its examples the one that says most.
fn records() -> Vec<Value> {
    let fact = ["id", "text", "start_byte", "end_byte", "start_char", "end_char", "sentence", "rule", "entity"];
    let told = |record: &Value| record.as_object().map_or(0, |fields| fields.values().filter(|v| !v.is_null()).count());
    let record = |&kind: &Kind| {
        let facts = examples(kind).into_iter().flat_map(|text| written(&text)["facts"].as_array().cloned()).flatten();
        let mut records: Vec<Value> = facts.filter(|fact| fact["kind"] == kind.name()).collect();
        for record in &mut records {
            record.as_object_mut().expect("an object").retain(|field, _| !fact.contains(&field.as_str()));
        }
        // The first of equals.
        records.into_iter().rev().max_by_key(told).unwrap_or_else(|| panic!("no example of {kind} has one"))
    };
    Kind::ALL.iter().map(record).collect()
}

/// An analysis with one fact.
fn analysis(record: &Value) -> Value {
    let mut fact = json!({"id": "f1", "text": "题", "start_byte": 0, "end_byte": 3, "start_char": 0, "end_char": 1,
        "sentence": 0, "rule": "count/measure-word", "entity": "e1"});
    fact.as_object_mut().expect("an object").extend(record.as_object().expect("an object").clone());
    json!({"id": "a", "metadata": {"title": null, "published": "2020-11-25T16:25:40", "dateline": null, "source": null,
        "editor": null, "authors": [], "channel": null}, "facts": [fact],
        "entities": [{"id": "e1", "kind": "organization", "name": "题", "mentions": ["f1"]}],
        "links": [{"from": "f1", "relation": "agent", "to": "f2"}]})
}

#[test]
fn the_schema_knows_every_field_of_every_kind() {
    let validator = validator();
    for record in records() {
        let analysis = analysis(&record);
        assert_valid(&validator, &analysis);
        let read: shilu::Analysis = serde_json::from_value(analysis.clone()).expect("an analysis");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), analysis, "what is read is written again");
        for field in record.as_object().expect("an object").keys() {
            let mut without = analysis.clone();
            without["facts"][0].as_object_mut().expect("an object").remove(field);
            assert!(!validator.is_valid(&without), "{record} is valid without {field}");
            let mut wrong = analysis.clone();
            wrong["facts"][0][field] = json!({"no": "field holds this"});
            assert!(!validator.is_valid(&wrong), "{record} is valid with any {field}");
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_analysis() {
    let validator = validator();
    let valid = analysis(&records()[5]);
    for (path, value) in [
        ("/facts/0/id", json!("12")),
        ("/facts/0/kind", json!("date")),
        ("/facts/0/kind", json!("nothing")),
        ("/facts/0/value", json!(1000)),
        ("/facts/0/value", json!("many")),
        ("/facts/0/start_byte", json!(-1)),
        ("/facts/0/object_span", json!([3])),
        ("/facts/0/approx", json!(null)),
        ("/links/0/relation", json!("friend")),
        ("/metadata/authors", json!(null)),
    ] {
        let mut wrong = valid.clone();
        *wrong.pointer_mut(path).expect("a field") = value.clone();
        assert!(!validator.is_valid(&wrong), "{path} may be {value}");
    }
}
