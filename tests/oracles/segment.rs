//! Words and tags are those of jieba-rs 0.11, one by one, on every text.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use jieba_rs::Jieba;
use proptest::prelude::*;
use shilu::segment::Segmenter;

#[path = "../../fuzz/checks/jieba.rs"]
mod jieba;

use jieba::difference;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

fn same(text: &str) {
    if let Some(difference) = difference(&JIEBA, &Segmenter::new(), text) {
        panic!("{difference} in {text:?}");
    }
}

#[test]
fn every_article_is_cut_alike() {
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds/articles")).expect("the articles") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("an article");
        same(&text);
        text.lines().for_each(same);
    }
}

#[test]
fn texts_at_the_edges_of_the_rules_are_cut_alike() {
    for text in [
        "",
        "\r\n\r\r\n\n",
        "他\r\n说",
        "　全角　空格　",
        "GB/T 2260-2007、T恤、C++、AT&T、#话题#、50%、-3.5%、v1.2.3-rc、a_b.c-",
        "WES-5.4.5号零件",
        "３５％同比ＡＢＣ",
        "γ射线与X射线",
        "㐀㐁𠀀𠀁人𪜀的𫝀𫠠龥龦鿿豈更",
        "王小明与欧阳娜娜、阿卜杜拉·热合曼在沿滩区",
        "的的的的的的的的",
        "一二三四五六七八九十百千万亿",
        "长春市长春药店",
        "乒乓球拍卖完了",
        "😀笑😀\u{200d}👩‍👩‍👧🇨🇳",
        "\u{0}零\u{0}",
        "\u{ffff}\u{fffd}\u{e000}字",
        "ab\u{301}c",
    ] {
        same(text);
    }
    for len in 0..600 {
        same(&"全县新增企业九十八家办理增值税".chars().cycle().take(len).collect::<String>());
    }
    for len in 250..260 {
        same(&format!("{}\r\n增长", "，".repeat(len)));
        same(&format!("{}\r\n增长", "长".repeat(len)));
        same(&format!("{}\r\na\n\nb", "\n".repeat(len)));
    }
    same(&"a.".repeat(3000));
    same(&"𠀀好".repeat(700));
}

/// A corpus of news beside the repository, which is not part of it: in a build without optimization, a sample of it.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus/raw");

#[test]
fn the_corpus_is_cut_alike() {
    let every = if cfg!(debug_assertions) { 200 } else { 1 };
    let Ok(files) = fs::read_dir(Path::new(CORPUS)) else { return skipped(&format!("there is no {CORPUS}")) };
    for path in files.filter_map(|entry| Some(entry.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "zst"))
    {
        let zstd = Command::new("zstd").args(["-dc", "--long=27"]).arg(&path).stdout(Stdio::piped()).spawn();
        let Ok(mut zstd) = zstd else { return skipped("there is no program zstd") };
        let lines = BufReader::new(zstd.stdout.take().expect("a pipe")).lines();
        for line in lines.step_by(every) {
            let article: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("an article");
            same(article["text"].as_str().unwrap_or_default());
        }
        zstd.wait().expect("it ends");
    }
}

/// Says on standard error, which the test harness does not hold back here, that a test did not run.
fn skipped(why: &str) {
    writeln!(io::stderr(), "SKIPPED the_corpus_is_cut_alike: {why}").expect("standard error");
}

/// Pieces from which texts of every kind come together, words of the dictionary and what it lacks.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车]{1,12}",
        2 => "[王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗][一-龥]{1,2}",
        2 => "[0-9a-zA-Z.%+#&_-]{1,8}",
        1 => "[，。、！？：；“”（）《》·—…\r\n\t 　]{1,3}",
        1 => "[㐀-䶿鿖-鿿豈-﫿𠀀-𠀿𪜀-𪜿𰀀-𰀿]{1,3}",
        1 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
        1 => Just("\r\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_cut_alike(text in text()) {
        prop_assert_eq!(difference(&JIEBA, &Segmenter::new(), &text), None);
    }
}

proptest! {
    // jieba's dictionary is cloned for each.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn with_a_users_words_any_text_is_cut_alike(
        text in text(),
        words in proptest::collection::vec(("[的一是在不了有和人王a1.𠀀㐀]{1,4}|新增|企业家|\\PC{1,3}", 0_u64..1000), 1..6),
    ) {
        let words: Vec<_> = words.into_iter().filter(|(word, _)| word != "#" && can_be_cut(word)).collect();
        let mut jieba = JIEBA.clone();
        let mut source = String::new();
        for (word, frequency) in &words {
            jieba.add_word(word, Some(*frequency as usize), None);
            source.push_str(&format!("{word} {frequency}\n"));
        }
        let segmenter = Segmenter::with_dictionary("words", &source).expect("a dictionary");
        let text = words.iter().fold(text, |text, (word, _)| format!("{text}{word}"));
        prop_assert_eq!(difference(&jieba, &segmenter, &text), None);
    }
}

/// Whether a dictionary may have the word: one with a blank or a mark inside would never be found, and is refused. Blanks around
/// a line are none of its word.
fn can_be_cut(word: &str) -> bool {
    word.trim() == word && Segmenter::with_dictionary("word", &format!("{word} 1\n")).is_ok()
}

#[test]
fn a_users_words_are_learnt_and_forgotten() {
    let plain = Segmenter::new();
    let mut segmenter = plain.clone();
    let text = "沿滩区新联会开展援企稳岗服务";
    let words = |segmenter: &Segmenter| {
        segmenter.tag(text, true).iter().map(|w| format!("{}/{}", w.text, w.tag)).collect::<Vec<_>>().join(" ")
    };
    let before = words(&segmenter);
    segmenter.add("mine", "新联会 50 nt\n援企稳岗 vn\n沿滩区 1000 ns\n").expect("a dictionary");
    assert_eq!(words(&segmenter), "沿滩区/ns 新联会/nt 开展/v 援企稳岗/vn 服务/vn");
    assert_eq!(words(&plain), before);
    segmenter.remove(["新联会", "援企稳岗"]);
    assert_eq!(words(&segmenter), before.replace("沿滩区/n ", "沿滩区/ns "));
    assert!(plain.has_word("服务"));
    segmenter.remove(["服务"]);
    assert!(!segmenter.has_word("服务") && plain.has_word("服务"));
}

#[test]
fn a_bad_line_of_a_dictionary_is_named() {
    for (source, expected) in [
        ("好 3 n\n新联会 3x n\n", "mine.txt:2: no text is cut into words with ' ': \"新联会 3x\" would never be found"),
        ("新联会 -3\n", "mine.txt:1: no text is cut into words with ' ': \"新联会 -3\" would never be found"),
        ("新联会 3 n 多\n", "mine.txt:1: no text is cut into words with ' ': \"新联会 3 n 多\" would never be found"),
    ] {
        let error = Segmenter::with_dictionary("mine.txt", source).err().map(|e| e.to_string());
        assert_eq!(error.as_deref(), Some(expected), "{source}");
    }
}
