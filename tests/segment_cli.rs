//! `shilu segment`, as users run it.

use assert_cmd::Command;

/// What a run wrote, what it complained about, and its exit code.
fn segment(args: &[&str], input: &[u8]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_shilu")).arg("segment").args(args).write_stdin(input).output();
    let output = output.expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("a code"))
}

#[test]
fn a_line_of_words_answers_each_line() {
    let input = "全县新增民营企业98家。\r\n\n　王小明　赴沿滩区调研".as_bytes();
    let good = |out: &str| (out.to_owned(), String::new(), 0);
    assert_eq!(segment(&[], input), good("全县 新增 民营企业 98 家 。\n\n王小明 赴 沿滩区 调研\n"));
    assert_eq!(
        segment(&["--tag", "-"], input),
        good("全县/n 新增/v 民营企业/n 98/m 家/q 。/x\n\n王小明/nr 赴/v 沿滩区/n 调研/vn\n")
    );
    assert_eq!(segment(&["--no-hmm"], "陶敬之赴沿滩区".as_bytes()), good("陶 敬 之 赴 沿滩区\n"));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let (out, err, code) =
        segment(&["no-such-file.txt", "-"], b"\xe5\x85\xa8\xe5\x8e\xbf\n\xff\n\xe4\xbc\x81\xe4\xb8\x9a\n");
    assert_eq!((out.as_str(), code), ("全县\n\n企业\n", 2));
    let complaints: Vec<&str> = err.lines().collect();
    assert!(complaints[0].starts_with("no-such-file.txt: ") && complaints[1] == "-:2: not UTF-8", "{err}");
}

#[test]
fn a_dictionary_adds_words_and_a_bad_line_of_it_ends_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.txt");
    let path = path.to_str().expect("a path");
    std::fs::write(path, "新联会 nt\n").expect("a file");
    let (out, _, code) = segment(&["--tag", "--dictionary", path], "区新联会".as_bytes());
    assert_eq!((out.as_str(), code), ("区/n 新联会/nt\n", 0));
    std::fs::write(path, "新联会 nt\n好 3x\n").expect("a file");
    let (out, err, code) = segment(&["--dictionary", path], "区新联会".as_bytes());
    let reason = "no text is cut into words with ' ': \"好 3x\" would never be found";
    assert_eq!((out.as_str(), err.as_str(), code), ("", format!("{path}:2: {reason}\n").as_str(), 2));
}

#[test]
fn a_dictionary_is_read_from_the_right_as_jieba_reads_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.txt");
    let path = path.to_str().expect("a path");
    std::fs::write(path, "新联会 3 nt\n区新联 nz\n工商联会 2000\nC++ 3 nz\n").expect("a file");
    let (out, err, code) = segment(&["--tag", "--dictionary", path], "新联会与工商联会".as_bytes());
    assert_eq!((out.as_str(), err.as_str(), code), ("新联会/nt 与/p 工商联会/\n", "", 0));
    for (line, c) in [("开放 平台 2000", ' '), ("甲/乙 3 n", '/'), ("<b>", '<'), ("阿·布", '·')] {
        std::fs::write(path, format!("新联会\n{line}\n")).expect("a file");
        let (out, err, code) = segment(&["--dictionary", path], "新联会".as_bytes());
        assert_eq!((out.as_str(), code), ("", 2), "{line}");
        assert!(err.starts_with(&format!("{path}:2: no text is cut into words with {c:?}")), "{err}");
    }
}

#[test]
fn texts_and_dictionaries_are_read_in_the_encodings_of_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.txt");
    let (gbk, big5) = (encoding_rs::GBK, encoding_rs::BIG5);
    std::fs::write(&path, gbk.encode("新联会 nt\n").0).expect("a file");
    let path = path.to_str().expect("a path");
    let text = "区新联会召开会议，研究民营经济工作。\n";
    let expected = segment(&["--dictionary", path], text.as_bytes());
    assert!(expected.0.starts_with("区 新联会 召开") && expected.2 == 0, "{expected:?}");
    assert_eq!(segment(&["--dictionary", path], &gbk.encode(text).0), expected);
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(segment(&["--dictionary", path], &utf16), expected);
    let (out, err, code) = segment(&["--encoding", "big5"], &big5.encode("今年開會\n").0);
    assert_eq!((out.replace(' ', "").as_str(), err.as_str(), code), ("今年開會\n", "", 0));
}

#[test]
fn news_is_cut_into_whole_dates_numbers_and_names() {
    let input = "县长王强于2020年11月25日走访企业1000余家。\n\n3 月 8 日增长3.5%\n".as_bytes();
    let good = |out: &str| (out.to_owned(), String::new(), 0);
    assert_eq!(
        segment(&["--news"], input),
        good("县长 王强 于 2020年11月25日 走访 企业 1000余 家 。\n\n3月8日 增长 3.5%\n")
    );
    assert_eq!(
        segment(&["--news", "--tag"], input),
        good("县长/n 王强/nr 于/p 2020年11月25日/t 走访/v 企业/n 1000余/m 家/q 。/x\n\n3月8日/t 增长/v 3.5%/m\n")
    );
    let (out, err, code) = segment(&["--news", "--no-hmm"], input);
    assert!(out.is_empty() && err.contains("--no-hmm") && code == 2, "{err}");
}
