//! What holds for any text at all.

use proptest::prelude::*;
use shilu::lexicon::WordList;
use shilu::{Analyzer, Kind, date};

#[path = "../../fuzz/checks/text.rs"]
mod text;

/// Reads a text, reporting every kind, and checks all that must hold.
fn check(text: &str) {
    text::check(&Analyzer::builder().kinds(Kind::ALL.iter().copied()).build(), text);
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

/// Few characters, of every plane, so that words share beginnings and ends.
fn listed_word() -> impl Strategy<Value = String> {
    "[市区委员会局a·\u{3400}\u{20000}\u{20001}😀\u{ffff}]{1,5}"
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

    /// A date said anywhere, read on days at the ends of the calendar too.
    #[test]
    fn any_text_has_its_dates_in_order(
        text in "[0-9０-９一二三四五六七八九十百零〇两半几个年月日号时点分秒周星期天季度世纪代前后内来起至到—~/.:（）“”今昨明去上下本每第初底末旬晚早春农历正腊闰国庆清近未过截自从公元民康熙 ，]{0,40}",
    ) {
        for day in ["-9999-01-01T00:00", "1900-01-31T00:00", "2020-02-29T23:59", "9999-12-31T00:00"] {
            let mut end = 0;
            for found in date::find(&text, day.parse().ok()) {
                prop_assert!(end <= found.span.start && found.span.start < found.span.end);
                prop_assert!(text.get(found.span.range()).is_some());
                end = found.span.end;
            }
        }
    }

    #[test]
    fn a_list_finds_what_a_search_word_by_word_finds(
        words in prop::collection::btree_map(listed_word(), "[a-c]{0,1}", 0..40),
        text in "[市区委员会局a·\u{3400}\u{20000}\u{20001}😀\u{ffff}]{0,9}",
    ) {
        let source: String = words.iter().map(|(word, value)| format!("{word}\t{value}\n")).collect();
        let list = WordList::parse("l", &source).expect("a list");
        let listed = |word: &str| words.get(word).map(String::as_str);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for &at in &ends {
            prop_assert_eq!(list.get(&text[at..]), listed(&text[at..]));
            prop_assert_eq!(list.contains(&text[..at]), listed(&text[..at]).is_some());
        }
        let prefixes: Vec<_> = ends.iter().filter_map(|&at| Some((&text[..at], listed(&text[..at])?))).collect();
        prop_assert_eq!(list.prefixes(&text).collect::<Vec<_>>(), prefixes.clone());
        prop_assert_eq!(list.longest_prefix(&text), prefixes.last().copied());
        let suffix = ends.iter().find_map(|&at| Some((&text[at..], listed(&text[at..])?)));
        prop_assert_eq!(list.longest_suffix(&text), suffix);
        for word in words.keys() {
            prop_assert!(word.chars().next().is_some_and(|c| list.starts(c)));
            prop_assert!(word.chars().next_back().is_some_and(|c| list.ends(c)));
        }
        prop_assert_eq!(list.iter().collect::<Vec<_>>(), words.iter().map(|(w, v)| (&**w, &**v)).collect::<Vec<_>>());
    }
}

/// News, cut and put together wrongly.
#[test]
fn pieces_of_articles_have_an_analysis() {
    let mut articles: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/articles"))
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
