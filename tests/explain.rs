//! What is chosen is what the explanation puts first.

use serde_json::Value;
use shilu::{Analyzer, Article};

#[test]
fn each_field_that_is_chosen_is_the_first_candidate_of_its_slot() {
    let analyzer = Analyzer::new();
    let mut choices = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/articles")).expect("the articles") {
        let text = std::fs::read_to_string(entry.expect("an article").path()).expect("UTF-8");
        let (analysis, why) = analyzer.explain(&Article::parse(&text), None);
        for explanation in &why {
            let fact = analysis.facts.iter().find(|fact| fact.id == explanation.fact).expect("the mention");
            let json = serde_json::to_value(fact).expect("JSON");
            for choice in &explanation.slots {
                let first = choice.candidates.first().expect("a candidate, if only that there is no answer");
                let said = match (choice.slot, first.fact) {
                    ("change", _) => serde_json::to_value(first.change),
                    ("object" | "action", _) => serde_json::to_value(&first.text),
                    (_, Some(fact)) => serde_json::to_value(fact),
                    _ => serde_json::to_value(&first.text),
                };
                assert_eq!(json[choice.slot], said.expect("JSON"), "{} of {}", choice.slot, fact.text);
                choices += usize::from(json[choice.slot] != Value::Null);
            }
        }
    }
    assert!(choices > 100, "{choices} answers in twelve articles");
}

#[test]
fn the_weights_of_a_candidate_sum_to_its_score() {
    let (_, why) =
        Analyzer::new().explain(&Article::parse("今年6月，县工商联为98家民营企业提供服务1000余人次。"), None);
    for candidate in why.iter().flat_map(|e| &e.slots).flat_map(|choice| &choice.candidates) {
        let sum: f32 = candidate.features.iter().map(|feature| feature.weight).sum();
        assert!((sum - candidate.score).abs() < 0.01, "{:?}: {sum} is not {}", candidate.text, candidate.score);
    }
}

#[test]
fn other_weights_choose_otherwise() {
    let text = "县工商联为98家民营企业提供服务。";
    let analyzer = Analyzer::new();
    let (_, why) = analyzer.explain(&Article::parse(text), Some(&[]));
    let object = why[0].slots.iter().find(|choice| choice.slot == "object").expect("the slot");
    assert!(object.candidates.iter().all(|candidate| candidate.score == 0.0), "weights of no byte weigh nothing");
}
