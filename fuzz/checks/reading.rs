//! Analyses, dates, numerals and words.

use std::sync::LazyLock;

use jiff::civil::DateTime;
use shilu::lexicon::WordList;
use shilu::segment::Segmenter;
use shilu::{Analyzer, Article, Kind, date, numeral};

use super::input;
use super::text::{check, tokens};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builder().kinds(Kind::ALL.iter().copied()).build());

/// All that holds of an analysis, and that the same text gives the same one.
pub(crate) fn analyze(text: &str) {
    let analysis = check(&ANALYZER, text);
    assert_eq!(ANALYZER.analyze(text), analysis, "read twice");
}

/// The same with a user's lists and dictionary; kinds change what is reported and nothing else.
pub(crate) fn options(bytes: &[u8]) {
    let [head, text, dictionary, organizations, persons, places] = input::parts(bytes);
    let text = input::text(text);
    let list = |bytes: &[u8]| WordList::parse("list", &input::text(bytes));
    let mut builder = Analyzer::builder().tagger(head.first().is_none_or(|byte| byte % 2 == 0));
    if let Ok(segmenter) = Segmenter::with_dictionary("words", &input::text(dictionary)) {
        builder = builder.segmenter(segmenter);
    }
    if let Ok(list) = list(organizations) {
        builder = builder.clone().organizations(list).unwrap_or(builder);
    }
    if let Ok(list) = list(places) {
        builder = builder.clone().places(list).unwrap_or(builder);
    }
    if let Ok(list) = list(persons) {
        builder = builder.persons(list);
    }
    let published = head
        .get(3)
        .map(|&days| DateTime::constant(2020, 1, 1, 0, 0, 0, 0) + jiff::Span::new().days(i32::from(days) * 30));
    let all = builder.clone().kinds(Kind::ALL.iter().copied()).build();
    let whole = check(&all, &text);
    all.explain(&Article::parse(&text), None);
    let mask = u32::from_le_bytes([*head.get(1).unwrap_or(&0xff), *head.get(2).unwrap_or(&0xff), 0, 0]);
    let wanted = |kind: Kind| Kind::ALL.iter().position(|&known| known == kind).is_some_and(|at| mask >> at & 1 == 1);
    let number = wanted(Kind::Number);
    // Numbers that are no other kind's may stand where another kind is not looked for: they are asked for in both or in none.
    let before = if number {
        whole
    } else {
        builder.clone().kinds(Kind::ALL.iter().copied().filter(|&kind| kind != Kind::Number)).build().analyze(&text)
    };
    let some = builder.kinds(Kind::ALL.iter().copied().filter(|&kind| wanted(kind))).build();
    let part = some.analyze(&text);
    let facts: Vec<_> = before.facts.iter().filter(|fact| wanted(fact.kind())).collect();
    assert_eq!(part.facts.iter().collect::<Vec<_>>(), facts, "kinds alone");
    if let Some(published) = published {
        some.analyze_published(&text, published);
    }
}

/// Dates stand in order, apart, on the borders of characters, and survive JSON.
pub(crate) fn date(bytes: &[u8]) {
    let (&days, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    let said =
        (days > 0).then(|| DateTime::constant(1990, 1, 1, 8, 0, 0, 0) + jiff::Span::new().days(i32::from(days) * 99));
    let text = input::text(bytes);
    let mut end = 0;
    for found in date::find(&text, said) {
        let span = found.span;
        assert!(end <= span.start && span.start < span.end && text.get(span.range()).is_some(), "{span:?}");
        end = span.end;
        let json = serde_json::to_string(&found.date).expect("JSON");
        let read: date::Date = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
        assert_eq!(read, found.date);
    }
}

/// Numerals stand in order, apart, on the borders of characters, and their bounds are in order.
pub(crate) fn numeral(text: &str) {
    let mut end = 0;
    for found in numeral::scan(text) {
        let span = found.span;
        assert!(end <= span.start && span.start < span.end && text.get(span.range()).is_some(), "{found:?}");
        end = span.end;
        if let (Some(lower), Some(upper)) = (found.lower, found.upper) {
            assert!(lower <= upper, "{found:?}");
        }
    }
}

/// Words tile the text, with a user's dictionary too.
pub(crate) fn words(bytes: &[u8]) {
    let [text, dictionary] = input::parts(bytes);
    let text = input::text(text);
    let words = ANALYZER.words(&text);
    tokens(&text, &words);
    // A user's words need no tag, those of the dictionary have one.
    assert!(words.iter().all(|word| !word.tag.is_empty()), "{words:?}");
    // Without a user's words it would be the same again.
    if dictionary.len() > 1
        && let Ok(segmenter) = Segmenter::with_dictionary("words", &input::text(dictionary))
    {
        let analyzer = Analyzer::builder().segmenter(segmenter).build();
        tokens(&text, &analyzer.words(&text));
    }
}
