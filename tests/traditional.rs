//! The twelve articles in traditional script (`tests/traditional/`) say what they say in simplified script.

use std::collections::BTreeSet;
use std::fs;

use shilu::{Analysis, Analyzer, Kind};

type Mention = (Kind, usize, usize);

fn mentions(analysis: &Analysis) -> BTreeSet<Mention> {
    analysis.facts.iter().map(|f| (f.kind(), f.start_char, f.end_char)).collect()
}

#[test]
fn traditional_articles_state_the_same_facts() {
    let analyzer = Analyzer::new();
    let (mut same, mut all) = (0_usize, 0_usize);
    let mut lost = Vec::new();
    for entry in fs::read_dir("tests/traditional").expect("the articles") {
        let path = entry.expect("an article").path();
        let text = fs::read_to_string(&path).expect("an article");
        let name = path.file_name().expect("a name");
        let twin = fs::read_to_string(std::path::Path::new("seeds/articles").join(name)).expect("its twin");
        let (traditional, simplified) = (analyzer.analyze(&text), analyzer.analyze(&twin));
        for fact in &traditional.facts {
            assert_eq!(fact.text, text[fact.start_byte..fact.end_byte], "{name:?}");
        }
        assert_eq!(traditional.metadata.published, simplified.metadata.published, "{name:?}");
        let (found, expected) = (mentions(&traditional), mentions(&simplified));
        same += found.intersection(&expected).count();
        all += found.len() + expected.len();
        lost.extend(expected.symmetric_difference(&found).map(|&(kind, start, end)| {
            format!("{name:?} {kind} {}", twin.chars().skip(start).take(end - start).collect::<String>())
        }));
    }
    // F1 ≥ 0.97: twice what both have, of what each has.
    assert!(200 * same >= 97 * all, "{same} in both of {all}, not in both: {lost:#?}");
}
