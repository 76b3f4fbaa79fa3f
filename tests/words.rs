//! The words of news: jieba's, reconciled with the facts.

use shilu::segment::Segmenter;
use shilu::{Analyzer, Kind};

/// The words of a text as `word/tag`, blanks apart.
fn words(analyzer: &Analyzer, text: &str) -> String {
    let words = analyzer.words(text);
    assert_eq!(words.iter().map(|word| word.text).collect::<String>(), text);
    let words = words.iter().filter(|word| !word.text.trim().is_empty());
    words.map(|word| format!("{}/{}", word.text, word.tag)).collect::<Vec<_>>().join(" ")
}

/// Checks that a text is cut into these words, given with the tags that matter.
fn cut_as(analyzer: &Analyzer, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let found = words(analyzer, text);
        let (mut found, mut expected) = (found.split(' '), expected.split(' '));
        loop {
            let (word, wanted) = (found.next(), expected.next());
            let same = match (word, wanted) {
                (Some(word), Some(wanted)) => word == wanted || word.split_once('/').is_some_and(|(w, _)| w == wanted),
                (word, wanted) => word == wanted,
            };
            assert!(same, "{word:?}, not {wanted:?} in {:?}", words(analyzer, text));
            if word.is_none() {
                break;
            }
        }
    }
}

#[test]
fn a_date_is_one_word_without_what_bounds_it() {
    cut_as(
        &Analyzer::new(),
        &[
            ("2020年11月25日上午9时30分，大会开幕。", "2020年11月25日上午9时30分/t ， 大会 开幕 。"),
            ("截至2020年9月底已有进展。", "截至 2020年9月底/t 已有 进展 。"),
            ("自2020年9月起，2018年以来", "自 2020年9月/t 起 ， 2018年/t 以来"),
            ("9月22日至25日开放", "9月22日/t 至 25日/t 开放"),
            ("周一至周五上午9:00至11:00", "周一/t 至 周五上午9:00/t 至 11:00/t"),
            ("1至10月，1、2月，2019—2020年", "1至10月/t ， 1、2月/t ， 2019—2020年/t"),
            ("夏至前后播种", "夏至/t 前后 播种"),
            ("昨日（3月8日）召开", "昨日/t （ 3月8日/t ） 召开"),
            ("“十三五”期间建成", "“ 十三五/t ” 期间 建成"),
            ("近三年来，近年来，今年以来", "近三年来/t ， 近年来/t ， 今年以来/t"),
            ("历时近3个月", "历时 近 3个月/t"),
            ("2020-11-25 16:25发布", "2020-11-25/t 16:25/t 发布"),
            ("新时代新征程", "新 时代 新 征程"),
        ],
    );
}

#[test]
fn a_number_is_one_word_and_its_unit_another() {
    cut_as(
        &Analyzer::new(),
        &[
            ("为98家企业提供服务1000余人次", "为 98/m 家/q 企业 提供 服务 1000余/m 人次/q"),
            ("累计投资2.3万亿元，增长3.5%", "累计 投资 2.3万亿/m 元/q ， 增长 3.5%/m"),
            ("惠及数十家企业、上百个村", "惠及 数十/m 家/q 企业 、 上百/m 个/q 村"),
            ("每组3至5个名额，约2~3万人", "每组 3至5/m 个/q 名额 ， 约 2~3万/m 人/q"),
            ("第十四届、第3名、第一次", "第十四/m 届/q 、 第3/m 名/q 、 第一/m 次/q"),
            ("约占三分之二，三成以上", "约 占 三分之二/m ， 三成/m 以上"),
            ("提高2.3个百分点", "提高 2.3/m 个 百分点"),
            ("气温降到零下5℃，全长12.5公里", "气温 降到 零下 5/m ℃ ， 全长 12.5/m 公里/q"),
            ("这是一个重要项目", "这是 一个/m 重要 项目"),
            ("他孤身一人前往", "他 孤身一人 前往"),
            ("发扬“三牛”精神，统一思想", "发扬 “ 三牛 ” 精神 ， 统一 思想"),
        ],
    );
}

#[test]
fn a_name_is_one_word_apart_from_its_title() {
    cut_as(
        &Analyzer::new(),
        &[
            ("县长王强会见买买提·艾力。", "县长 王强/nr 会见 买买提·艾力/nr 。"),
            ("区委书记李卫国出席", "区委/nt 书记 李卫国/nr 出席"),
            ("张健先生说", "张健/nr 先生 说"),
            ("王警官说，刘某被抓", "王/nr 警官 说 ， 刘某/nr 被 抓"),
            ("自贡市沿滩区兴隆镇云上坝村", "自贡市/ns 沿滩区/ns 兴隆镇/ns 云上坝村/ns"),
            ("浙江北部、北京南站、南京西路", "浙江/ns 北部 、 北京南站/ns 、 南京西路/ns"),
            ("沿滩区委统战部召开会议", "沿滩/ns 区委 统战部 召开 会议"),
            ("教育部、桐梓县人民医院", "教育部/nt 、 桐梓县/ns 人民 医院"),
        ],
    );
}

#[test]
fn a_word_that_only_holds_a_name_stays_jiebas() {
    cut_as(
        &Analyzer::new(),
        &[
            ("广大发展中国家", "广大 发展中国家"),
            ("学习毛泽东思想", "学习 毛泽东思想"),
            ("红海局势紧张", "红海 局势 紧张"),
            ("财政部长出席", "财政部长 出席"),
        ],
    );
}

#[test]
fn a_text_without_facts_is_cut_as_jieba_cuts_it() {
    let (analyzer, segmenter) = (Analyzer::new(), Segmenter::new());
    for text in ["", " \r\n", "　大家都说办得好，\r\n群众很满意！\n\n", "App与GB/T标准、C++、AT&T😀"]
    {
        assert_eq!(analyzer.words(text), segmenter.tag(text, true), "{text}");
    }
}

#[test]
fn what_is_read_otherwise_is_cut_as_written() {
    cut_as(
        &Analyzer::new(),
        &[
            (
                "沿灘區為98家民營企業提供服務1000餘人次。",
                "沿灘區/ns 為 98/m 家/q 民營企業 提供 服務 1000餘/m 人次/q 。",
            ),
            ("县\u{200b}长王\u{200b}强", "县 \u{200b} 长 王\u{200b}强/nr"),
        ],
    );
    let spaced = "3 月 8 日，纳溪区为 98 家企业办事。";
    let analyzer = Analyzer::new();
    let found: Vec<&str> = analyzer.words(spaced).iter().map(|word| word.text).collect();
    assert_eq!(found, ["3 月 8 日", "，", "纳溪区", "为", " ", "98", " ", "家", "企业", "办事", "。"]);
}

#[test]
fn furniture_is_cut_as_jieba_cuts_it() {
    let text = "全县民营经济提质增效\n2020-11-25 16:25:40来源:江城在线编辑:杨立群\n增长3.5%。";
    let furniture = "2020-11-25 16:25:40来源:江城在线编辑:杨立群";
    let found = words(&Analyzer::new(), text);
    let plain: Vec<&str> = Segmenter::new().cut(furniture, true).iter().map(|word| word.text).collect();
    assert!(found.ends_with("增长/v 3.5%/m 。/x"), "{found}");
    for word in plain.iter().filter(|word| !word.trim().is_empty()) {
        assert!(found.contains(&format!("{word}/")), "{word} in {found}");
    }
}

#[test]
fn a_users_word_stays_whole_unless_a_fact_reaches_beyond_it() {
    let dictionary = "沿滩区新联会 100 nt\n五四奖章 100 nz\n长王 100000 n\n";
    let segmenter = Segmenter::with_dictionary("mine.txt", dictionary).expect("a dictionary");
    let analyzer = Analyzer::builder().segmenter(segmenter).build();
    cut_as(
        &analyzer,
        &[
            ("沿滩区新联会新增会员98家", "沿滩区新联会/nt 新增 会员 98/m 家/q"),
            ("荣获五四奖章", "荣获 五四奖章/nz"),
            ("县长王强说", "县长 王强/nr 说"),
        ],
    );
}

#[test]
fn the_kinds_that_are_reported_do_not_change_the_words() {
    let text = "2020年11月25日，县长王强为98家企业协调贷款1.2亿元。";
    let expected = words(&Analyzer::new(), text);
    for &kind in Kind::ALL {
        assert_eq!(words(&Analyzer::builder().kinds([kind]).build(), text), expected);
    }
}

#[cfg(feature = "jieba")]
#[test]
fn a_jieba_of_the_users_cuts_what_facts_leave() {
    let mut jieba = jieba_rs::Jieba::new();
    jieba.add_word("援企稳岗", Some(1000), Some("vn"));
    jieba.add_word("沿滩区新联会", Some(1000), Some("nt"));
    let analyzer = Analyzer::builder().segmenter(std::sync::Arc::new(jieba).into()).build();
    cut_as(
        &analyzer,
        &[
            ("县长王强提供援企稳岗服务1000余人次", "县长 王强/nr 提供 援企稳岗/vn 服务 1000余/m 人次/q"),
            ("沿滩区新联会新增会员98家", "沿滩区新联会/nt 新增 会员 98/m 家/q"),
            ("沿灘區為98家企業服務", "沿灘區/ns 為 98/m 家/q 企業 服務"),
        ],
    );
}
