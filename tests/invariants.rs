//! What holds for any text at all.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::Value;
use shilu::extract::Count;
use shilu::{Analysis, Analyzer, Article, Kind, Record, Relation, numeral};

/// Reads a text, reporting every kind, and checks all that must hold.
fn check(text: &str) {
    tiles(text);
    let analyzer = Analyzer::builder().kinds(Kind::ALL.iter().copied()).build();
    let analysis = analyzer.analyze(text);
    spans(text, &analysis);
    no_overlap(&analysis);
    references(&analysis);
    round_trip(&analysis);
    words(text, &analyzer, &analysis);
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

/// Words tile the text, none is empty, none crosses an edge of a date, and no number is divided.
fn words(text: &str, analyzer: &Analyzer, analysis: &Analysis) {
    let words = analyzer.words(text);
    let mut end = 0;
    for word in &words {
        assert_eq!((word.span.start, text.get(word.span.range())), (end, Some(word.text)));
        assert!(!word.text.is_empty() && !word.tag.is_empty(), "{word:?}");
        end = word.span.end;
    }
    assert_eq!(end, text.len());
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

/// What news is made of, and what it should never hold.
fn piece() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "年",
        "月",
        "日",
        "时",
        "分",
        "上午",
        "今年",
        "去年同期",
        "2020年",
        "9月22日",
        "近年来",
        "截至",
        "以来",
        "至",
        "到",
        "第",
        "次",
        "名",
        "家",
        "人次",
        "余",
        "多",
        "近",
        "约",
        "上百",
        "数十",
        "一",
        "二",
        "三",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "〇",
        "两",
        "半",
        "廿",
        "壹",
        "元",
        "美元",
        "公里",
        "亩",
        "℃",
        "%",
        "百分之",
        "分之",
        "成",
        "倍",
        "个百分点",
        "同比增长",
        "下降",
        "民营企业",
        "提供",
        "新增",
        "沿滩区",
        "四川省",
        "自贡市",
        "区委",
        "人民法院",
        "有限公司",
        "张三",
        "记者",
        "会长",
        "王警官",
        "表示",
        "指出",
        "：",
        "，",
        "。",
        "！",
        "？",
        "…",
        "……",
        "、",
        "；",
        "“",
        "”",
        "‘",
        "’",
        "「",
        "」",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "【",
        "】",
        "〔",
        "〕",
        "-",
        "—",
        "——",
        "~",
        ".",
        ",",
        "/",
        ":",
        " ",
        "\u{3000}",
        "\n",
        "\r\n",
        "\t",
        "行动",
        "工程",
        "会议",
        "荣获",
        "先进个人",
        "号",
        "国发〔2020〕5号",
        "本报讯",
        "新华社北京3月5日电",
        "来源:",
        "编辑:",
        "0",
        "1",
        "98",
        "1,000",
        "3.5",
        "９８",
        "１．５",
        "-5",
        "1/3",
        "A",
        "f1",
        "G20",
        "App",
    ];
    const JUNK: &[char] = &[
        '\0',
        '\u{1b}',
        '\u{7f}',
        '\u{85}',
        '\u{9b}',
        '\u{a0}',
        '\u{ad}',
        '\u{300}',
        '\u{61c}',
        '\u{200b}',
        '\u{200d}',
        '\u{202e}',
        '\u{2028}',
        '\u{2060}',
        '\u{d7ff}',
        '\u{e000}',
        '\u{f8ff}',
        '\u{fdd0}',
        '\u{feff}',
        '\u{fffd}',
        '\u{ffff}',
        '\u{1f600}',
        '\u{1f468}',
        '\u{1f3fb}',
        '\u{20000}',
        '\u{10ffff}',
        '𝟗',
        '٣',
        '①',
        '㈠',
        '½',
        '㎡',
    ];
    prop_oneof![
        8 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => prop::sample::select(JUNK).prop_map(String::from),
        1 => prop::char::range('\u{4e00}', '\u{9fff}').prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => (prop::sample::select(WORDS), 2..40_usize).prop_map(|(word, times)| word.repeat(times)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_an_analysis(pieces in prop::collection::vec(piece(), 0..80)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_unicode_has_an_analysis(text in "\\PC{0,60}|.{0,60}|(?s).{0,60}") {
        check(&text);
    }
}

/// News, cut and put together wrongly.
#[test]
fn pieces_of_articles_have_an_analysis() {
    let mut articles: Vec<_> = std::fs::read_dir("seeds/articles")
        .expect("the articles")
        .map(|entry| entry.expect("an article").path())
        .collect();
    articles.sort();
    let texts: Vec<String> = articles.iter().map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect();
    for (at, text) in texts.iter().enumerate() {
        let chars: Vec<char> = text.chars().collect();
        let other: Vec<char> = texts[(at + 5) % texts.len()].chars().collect();
        check(text);
        check(&chars.iter().rev().collect::<String>());
        check(&chars.iter().filter(|c| !"。，\n".contains(**c)).collect::<String>());
        check(&chars.iter().zip(&other).flat_map(|(a, b)| [*a, *b]).collect::<String>());
    }
}

/// Numbers longer than any that is meant.
#[test]
fn long_numbers_have_an_analysis() {
    for (run, times) in
        [("7", 100_000), ("0", 100_000), ("９", 30_000), ("1,", 10_000), ("3.", 10_000), ("123,456", 5_000)]
    {
        check(&format!("共{}家企业", run.repeat(times)));
    }
}

/// One thing over and over, as much as a rule or a nesting can be asked for.
#[test]
fn long_runs_have_an_analysis() {
    for run in [
        "一",
        "二〇",
        "十",
        "万",
        "亿",
        "百",
        "半",
        "三分之",
        "百分之",
        "第",
        "年",
        "2020年",
        "1月",
        "日",
        "至",
        "3至",
        "近",
        "余",
        "个",
        "元",
        "%",
        "“",
        "”",
        "“”",
        "《",
        "》",
        "（",
        "）",
        "(",
        "【",
        "「",
        "。",
        "，",
        "、",
        "…",
        "？！",
        " ",
        "\u{3000}",
        "\n",
        "\r",
        "\u{feff}",
        "\0",
        "\u{1b}[",
        "\u{301}",
        "👨‍👩‍👧",
        "\u{10ffff}",
        "\u{ffff}",
        "\u{e000}",
        "区",
        "省市县",
        "张",
        "公司",
        "委员会",
        "记者",
        "表示：“",
        "行动",
        "a",
        "A1",
    ] {
        check(&run.repeat(600));
        check(&format!("2020年，{}98家。", run.repeat(20)));
    }
}
