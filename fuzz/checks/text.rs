//! What holds of the analysis of any text.

use std::collections::HashSet;

use serde_json::Value;
use shilu::extract::Count;
use shilu::segment::Tagged;
use shilu::{Analysis, Analyzer, Article, Kind, Record, Relation, numeral};

/// Checks all that must hold of what an analyzer that reports every kind says of a text; gives it back.
pub(crate) fn check(analyzer: &Analyzer, text: &str) -> Analysis {
    tiles(text);
    let analysis = analyzer.analyze(text);
    spans(text, &analysis);
    no_overlap(&analysis);
    references(&analysis);
    round_trip(&analysis);
    words(text, analyzer, &analysis);
    analysis
}

/// Sentences stand in order and cover everything but blanks.
fn tiles(text: &str) {
    let article = Article::parse(text);
    let blank =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}');
    let mut end = 0;
    let mut paragraph = 0;
    for sentence in &article.sentences {
        let span = sentence.span;
        assert!(end <= span.start && span.start < span.end, "sentences are out of order at {span:?}");
        assert!(text[end..span.start].chars().all(blank), "no sentence holds {:?}", &text[end..span.start]);
        assert!(paragraph <= sentence.paragraph && sentence.paragraph < article.paragraphs.len());
        assert!(article.paragraphs[sentence.paragraph].contains(span));
        (end, paragraph) = (span.end, sentence.paragraph);
    }
    assert!(text[end..].chars().all(blank), "no sentence holds {:?}", &text[end..]);
}

/// A fact is exactly where it says, and facts follow the text.
fn spans(text: &str, analysis: &Analysis) {
    let article = Article::parse(text);
    let mut ids = HashSet::new();
    let mut before = (0, 0);
    for fact in &analysis.facts {
        assert_eq!(text.get(fact.span().range()), Some(fact.text.as_str()));
        assert!(!fact.text.is_empty(), "{fact:?}");
        // What stands between this fact and the last is counted once, so that the check is linear.
        let chars = if before.0 <= fact.start_byte {
            before.1 + text[before.0..fact.start_byte].chars().count()
        } else {
            text[..fact.start_byte].chars().count()
        };
        assert_eq!(fact.start_char, chars, "{fact:?}");
        assert_eq!(fact.end_char, chars + fact.text.chars().count(), "{fact:?}");
        assert!(before.0 <= fact.start_byte, "{fact:?} is out of order");
        before = (fact.start_byte, chars);
        assert!(article.sentences[fact.sentence].span.contains(fact.span()), "{fact:?} crosses its sentence");
        assert!(ids.insert(fact.id), "{fact:?} has an id twice");
        let rule = fact.rule.strip_prefix(fact.kind().name());
        assert!(rule.is_some_and(|what| what.len() > 1 && what.starts_with('/')), "{fact:?} names no rule");
    }
}

/// Words tile the text and none is empty.
pub(crate) fn tokens(text: &str, words: &[Tagged<'_>]) {
    let mut end = 0;
    for word in words {
        assert_eq!((word.span.start, text.get(word.span.range())), (end, Some(word.text)));
        assert!(!word.text.is_empty(), "{word:?}");
        end = word.span.end;
    }
    assert_eq!(end, text.len());
}

/// Words tile the text, none crosses an edge of a date, and no number is divided.
fn words(text: &str, analyzer: &Analyzer, analysis: &Analysis) {
    let words = analyzer.words(text);
    tokens(text, &words);
    let across = |at: usize| words.get(words.partition_point(|w| w.span.end <= at)).filter(|w| w.span.start < at);
    for fact in &analysis.facts {
        let (start, end) = (fact.start_byte, fact.end_byte);
        match &fact.record {
            Record::Date(_) => assert!(across(start).or(across(end)).is_none(), "{fact:?} {words:?}"),
            Record::Count(Count { article: false, .. })
            | Record::Money(_)
            | Record::Percent(_)
            | Record::Measure(_) => {
                for numeral in numeral::scan(&fact.text) {
                    let (start, end) = (start + numeral.span.start, start + numeral.span.end);
                    let word = words[words.partition_point(|w| w.span.end <= start)];
                    assert!(word.span.end >= end || fact.text.contains("零下"), "{fact:?} {word:?}");
                }
            }
            _ => {}
        }
    }
}

fn no_overlap(analysis: &Analysis) {
    for &kind in Kind::ALL {
        let mut end = 0;
        for fact in analysis.facts.iter().filter(|f| f.kind() == kind) {
            assert!(end <= fact.start_byte, "{fact:?} overlaps another {kind}");
            end = fact.end_byte;
        }
    }
}

/// Every id points to something.
fn references(analysis: &Analysis) {
    let facts: HashSet<String> = analysis.facts.iter().map(|f| f.id.to_string()).collect();
    let entities: HashSet<_> = analysis.entities.iter().map(|e| e.id).collect();
    assert_eq!(entities.len(), analysis.entities.len(), "an entity id stands twice");
    for fact in &analysis.facts {
        assert!(fact.entity.is_none_or(|id| entities.contains(&id)), "{fact:?}");
        let json = serde_json::to_value(&fact.record).expect("JSON");
        for field in Relation::ALL.iter().map(|relation| relation.name()) {
            if let Some(id) = json.get(field).and_then(Value::as_str).filter(|text| is_id(text)) {
                assert!(facts.contains(id), "{field} of {fact:?}");
            }
        }
    }
    for entity in &analysis.entities {
        assert!(!entity.mentions.is_empty(), "{entity:?}");
        for &id in &entity.mentions {
            let mention = analysis.fact(id).unwrap_or_else(|| panic!("{entity:?}"));
            assert_eq!(mention.entity, Some(entity.id));
        }
    }
    for link in &analysis.links {
        assert!(facts.contains(&link.from.to_string()) && facts.contains(&link.to.to_string()), "{link:?}");
    }
}

fn is_id(text: &str) -> bool {
    text.strip_prefix('f').is_some_and(|n| n.parse::<usize>().is_ok())
}

fn round_trip(analysis: &Analysis) {
    let json = serde_json::to_string(analysis).expect("JSON");
    let read: Analysis = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{e}: {json}"));
    assert_eq!(&read, analysis);
}
