//! The command line, as users run it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const ARTICLE: &str = "seeds/articles/01-local-government.txt";

fn shilu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shilu"));
    command.env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

/// What a run wrote, what it complained about, and its exit code.
fn run(command: &mut Command) -> (String, String, i32) {
    let output = command.output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("a code"))
}

fn lines(page: &str) -> Vec<Value> {
    page.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn ids(page: &str) -> Vec<String> {
    lines(page).iter().map(|analysis| analysis["id"].as_str().unwrap_or("null").to_owned()).collect()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

#[test]
fn a_file_becomes_one_line_with_its_path_as_id() {
    let (out, err, code) = run(shilu().args(["extract", ARTICLE]));
    assert_eq!((err.as_str(), code), ("", 0));
    assert_eq!(ids(&out), [ARTICLE]);
    assert_eq!(lines(&out)[0]["metadata"]["source"], "泸江在线");
}

#[test]
fn standard_input_is_a_text_unless_said_otherwise() {
    let (out, _, code) = run(shilu().args(["extract", "--kinds", "number"]).write_stdin("全县有98家企业。"));
    assert_eq!((lines(&out)[0]["facts"][0]["text"].as_str(), code), (Some("98"), 0));
    assert_eq!(lines(&out)[0]["id"], Value::Null);
    let (out, _, code) =
        run(shilu().args(["extract", "-", "--from", "jsonl"]).write_stdin("{\"id\": 7, \"text\": \"\"}\n"));
    assert_eq!((ids(&out), code), (vec!["7".to_owned()], 0));
}

#[test]
fn lines_come_out_in_the_order_they_went_in() {
    let input: String =
        (0..1000).map(|n| format!("{{\"id\": \"a{n}\", \"text\": \"全县有{n}家企业。\", \"more\": [1]}}\n")).collect();
    let (out, _, code) = run(shilu().args(["extract", "--from", "jsonl", "--kinds", "number"]).write_stdin(input));
    assert_eq!(code, 0);
    assert_eq!(ids(&out), (0..1000).map(|n| format!("a{n}")).collect::<Vec<_>>());
    for (n, analysis) in lines(&out).iter().enumerate() {
        assert_eq!(analysis["facts"][0]["value"], n.to_string());
    }
}

#[test]
fn a_bad_line_is_named_and_the_rest_go_on() {
    let input: &[u8] = b"\xef\xbb\xbf{\"id\": \"a\", \"text\": \"1\"}\r\n\n{\"id\": \"b\"}\nno json \x1b[31m\n{\"id\": [], \"text\": \"\"}\n\
        {\"text\": \"\", \"published\": \"soon\"}\n{\"id\": null, \"text\": \"\", \"published\": \"\"}\n{\"text\": \"9\", \"id\": \"z\"}";
    let folder = folder(&[("news.jsonl", input)]);
    let (file, rejects) = (path(&folder, "news.jsonl"), path(&folder, "rejects"));
    let (out, err, code) = run(shilu().args(["extract", &file, "--rejects", &rejects]));
    assert_eq!((ids(&out), code), (["a", "null", "null", "z"].map(str::to_owned).to_vec(), 2));
    let complaints: Vec<&str> = err.lines().collect();
    for (line, start) in complaints.iter().zip([
        ":6: warning: \"soon\" is no publication time, the article is read undated",
        ":3: no field `text`",
        ":4: expected ident",
        ":5: the id is neither a string nor a number",
    ]) {
        assert!(line.strip_prefix(&file).expect("the file's name").starts_with(start), "{line} is not {start}");
    }
    assert_eq!(complaints[4..], ["4 articles read, 3 refused"]);
    assert!(!err.contains('\u{1b}'));
    let rejects = lines(&fs::read_to_string(rejects).expect("a file"));
    assert_eq!((rejects.len(), &rejects[1]["line"], &rejects[1]["file"]), (3, &4.into(), &file.into()));
    assert_eq!(rejects[1]["record"], "no json \u{1b}[31m\n");
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_counted() {
    let line = |bad: &[u8]| [b"{\"text\": \"\xe5\xb7\xa5\xe5\x8e\x82", bad, b"\"}\n"].concat();
    let many = [line(b"\xff"), line(b""), line(b"\xff\xfe")].concat();
    let folder = folder(&[("a.jsonl", &many)]);
    let file = path(&folder, "a.jsonl");
    let (out, err, code) = run(shilu().args(["extract", &file, "--with-text"]));
    assert_eq!((lines(&out).len(), code), (3, 0));
    assert_eq!(lines(&out)[0]["text"], "工厂\u{fffd}");
    assert_eq!(err, format!("{file}: warning: 3 sequences of bytes are no text in its encoding, replaced by U+FFFD\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_go_on() {
    let folder = folder(&[("a.txt", "甲".as_bytes()), ("b.txt", b"%PDF-1.7\n"), ("d.txt", "丁".as_bytes())]);
    let files: Vec<String> = ["a.txt", "b.txt", "c.txt", "c.jsonl", "d.txt"].map(|name| path(&folder, name)).into();
    let (out, err, code) = run(shilu().arg("extract").args(&files));
    assert_eq!((ids(&out), code), (vec![files[0].clone(), files[4].clone()], 2));
    let complaints: Vec<&str> = err.lines().collect();
    assert!(complaints[0].starts_with(&format!("{}: no text, it looks like a binary file", files[1])), "{err}");
    assert!(complaints[1].starts_with(&format!("{}: No such file", files[2])), "{err}");
    assert!(complaints[2].starts_with(&format!("{}: No such file", files[3])), "{err}");
    assert_eq!(complaints[3..], ["2 articles read, 3 refused"]);
}

#[test]
fn a_folder_is_read_in_order_of_names() {
    let folder = folder(&[
        ("b/2.txt", b"2"),
        ("b/1.txt", b"1"),
        ("a.jsonl", b"{\"id\": \"x\", \"text\": \"\"}\n{\"id\": \"y\", \"text\": \"\"}\n"),
        ("c.txt", b""),
        ("notes.md", b"no article"),
    ]);
    let root = folder.path().display().to_string();
    let (out, err, code) = run(shilu().args(["extract", &root]));
    assert_eq!((err.as_str(), code), ("", 0));
    let name = |name: &str| Path::new(&root).join(name).display().to_string();
    assert_eq!(ids(&out), ["x".to_owned(), "y".to_owned(), name("b/1.txt"), name("b/2.txt"), name("c.txt")]);
    let (out, _, _) = run(shilu().args(["extract", &root, "--from", "jsonl"]));
    assert_eq!(ids(&out), ["x", "y"]);
    let empty = tempfile::tempdir().expect("a folder");
    let (out, err, code) = run(shilu().arg("extract").arg(empty.path()));
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.contains("holds no file of articles"), "{err}");
}

#[test]
fn kinds_filter_what_is_reported() {
    let (out, ..) = run(shilu().args(["extract", ARTICLE, "--kinds", "number"]));
    let kinds: Vec<Value> =
        lines(&out)[0]["facts"].as_array().expect("facts").iter().map(|f| f["kind"].clone()).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| kind == "number"));
    let (_, err, code) = run(shilu().args(["extract", ARTICLE, "--kinds", "date,colour"]));
    assert_eq!(code, 2);
    assert!(err.contains("colour") && err.contains("campaign"), "{err}");
}

#[test]
fn a_records_own_publication_wins_over_the_flag_and_the_flag_over_the_page() {
    let input = r#"{"text": "县里办了一件大事\n2020-11-25 16:25来源:四川在线\n好。"}
{"text": "好。", "published": "2021-01-02"}"#;
    let published = |args: &[&str]| {
        let (out, ..) = run(shilu().args(["extract", "--from", "jsonl"]).args(args).write_stdin(input));
        lines(&out).iter().map(|a| a["metadata"]["published"].as_str().expect("a time").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(published(&[]), ["2020-11-25T16:25:00", "2021-01-02T00:00:00"]);
    assert_eq!(published(&["--published", "2019-05-06"]), ["2019-05-06T00:00:00", "2021-01-02T00:00:00"]);
    assert_eq!(run(shilu().args(["extract", "--published", "soon"])).2, 2);
}

#[test]
fn json_is_a_stream_of_objects() {
    let (out, _, code) = run(shilu().args(["extract", "--to", "json", ARTICLE, ARTICLE]));
    let objects: Vec<Value> =
        serde_json::Deserializer::from_str(&out).into_iter().collect::<Result<_, _>>().expect("objects");
    assert_eq!((objects.len(), code), (2, 0));
    assert!(out.starts_with("{\n"));
}

#[test]
fn a_table_shows_each_sentence_once_and_obeys_no_text() {
    let text = "全县\u{1b}[m有98家企业\u{9b}J和7家医院。";
    let table = |color: bool| {
        let mut command = shilu();
        command.args(["extract", "--to", "table", "--kinds", "number"]).write_stdin(text);
        if color {
            command.env("CLICOLOR_FORCE", "1");
        }
        run(&mut command).0
    };
    let plain = table(false);
    assert_eq!(plain.matches("家医院").count(), 1);
    assert!(plain.contains("\n  number  98  98\n  number  7   7\n"), "{plain}");
    assert!(plain.contains("全县\\u{1b}[m有") && plain.contains("\\u{9b}J"), "{plain}");
    assert!(plain.chars().all(|c| c == '\n' || !c.is_control()));
    let colored = table(true);
    assert!(colored.contains("\u{1b}[31mnumber") && colored.contains("全县\\u{1b}[m有"), "{colored:?}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_shilu"))
        .args(["extract", "seeds/articles", "seeds/articles", "--to", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((String::from_utf8_lossy(&output.stderr).as_ref(), output.status.code()), ("", Some(0)));
}

#[test]
fn a_slow_writer_is_answered_line_by_line() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_shilu"))
        .args(["extract", "--from", "jsonl"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for id in ["a", "b"] {
        writeln!(input, "{{\"id\": \"{id}\", \"text\": \"好。\"}}").expect("it listens");
        let answer = answers.next().expect("an answer").expect("UTF-8");
        assert_eq!(ids(&answer), [id]);
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn the_schema_is_json() {
    let (out, _, code) = run(shilu().arg("schema"));
    let schema: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((schema["title"].as_str(), code), (Some("Analysis"), 0));
}

#[test]
fn help_fits_a_screen() {
    let (out, _, code) = run(shilu().args(["extract", "--help"]));
    assert_eq!(code, 0);
    assert!(out.lines().count() <= 30 && out.lines().all(|line| line.chars().count() <= 120), "{out}");
}

#[test]
fn json_may_be_an_array_of_records() {
    let array = "[\n  {\"id\": \"a\", \"text\": \"全县有98家企业。\"},\n  {\"id\": \"b\", \"text\": \"好。\"}\n]\n";
    let folder = folder(&[("news.json", array.as_bytes()), ("one.json", b"{\n \"text\": \"1\",\n \"id\": \"c\"\n}\n")]);
    let (out, err, code) = run(shilu().args(["extract", &path(&folder, "news.json"), &path(&folder, "one.json")]));
    assert_eq!((ids(&out), err.as_str(), code), (["a", "b", "c"].map(str::to_owned).to_vec(), "", 0));
    assert_eq!(lines(&out)[0]["facts"][0]["text"], "98家");
    let (out, _, code) = run(shilu().arg("extract").write_stdin(array));
    assert_eq!((ids(&out), code), (["a", "b"].map(str::to_owned).to_vec(), 0));
    let columns = "{\"text\": {\"0\": \"甲\"}, \"id\": {\"0\": 1}}";
    let (out, err, code) = run(shilu().args(["extract", "--from", "json"]).write_stdin(columns));
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.starts_with("-:1: invalid type: map, expected a string"), "{err}");
}

#[test]
fn what_an_output_is_to_hold_is_never_guessed() {
    let folder = folder(&[]);
    for name in ["out.xlsx", "out.jsonl.gz", "out.txt"] {
        let file = path(&folder, name);
        let (_, err, code) = run(shilu().args(["extract", "-o", &file]).write_stdin("好。"));
        assert_eq!(code, 2);
        assert!(err.starts_with(&format!("{file}: nothing is known of files that end in .")), "{err}");
        assert!(!Path::new(&file).exists());
    }
    let file = path(&folder, "out.txt");
    let (_, err, code) = run(shilu().args(["extract", "-o", &file, "--to", "table"]).write_stdin("好。"));
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(Path::new(&file).exists());
}

#[test]
fn a_table_may_be_apart_by_tabs_and_an_open_quotation_is_named() {
    let folder = folder(&[
        ("tabs.csv", "题,副题\tid\ttext\n甲,乙\ta\t全县有98家企业。\n".as_bytes()),
        ("open.csv", "id,text\nb,好\nc,\"坏\nd,没了\n".as_bytes()),
    ]);
    let (out, err, code) = run(shilu().args(["extract", &path(&folder, "tabs.csv")]));
    assert_eq!((ids(&out), err.as_str(), code), (vec!["a".to_owned()], "", 0));
    let file = path(&folder, "open.csv");
    let (out, err, code) = run(shilu().args(["extract", &file]));
    assert_eq!((ids(&out), code), (vec!["b".to_owned()], 2));
    assert!(err.starts_with(&format!("{file}: line 3: a quotation opens in this row and never closes")), "{err}");
}

#[test]
fn a_publication_time_is_read_as_feeds_and_pages_write_it_or_said_to_be_none() {
    for (time, read) in [
        ("Wed, 25 Nov 2020 16:25:00 +0800", Some("2020-11-25T16:25:00")),
        ("2020-11-25 下午4:25", Some("2020-11-25T16:25:00")),
        ("11/25/2020", Some("2020-11-25T00:00:00")),
        ("2020-11-25 24:00", Some("2020-11-26T00:00:00")),
        ("2020-11", None),
    ] {
        let record = serde_json::json!({"text": "今年9月开学。", "published": time}).to_string();
        let (out, err, code) = run(shilu().args(["extract", "--from", "jsonl"]).write_stdin(record));
        let found = lines(&out);
        assert_eq!((found[0]["metadata"]["published"].as_str(), code), (read, 0), "{time}");
        let warning = format!("-:1: warning: {time:?} is no publication time, the article is read undated\n");
        assert_eq!(err, if read.is_some() { String::new() } else { warning });
    }
}

#[test]
fn odd_bytes_are_read_or_named() {
    let text = "全县有98家企业。".repeat(3);
    let (gbk, _, _) = encoding_rs::GBK.encode("一行旧编码的字\n");
    let mixed = [text.as_bytes(), b"\n", &gbk, text.as_bytes(), b"\n"].concat();
    let utf32: Vec<u8> = format!("\u{feff}{text}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let folder = folder(&[("nul.txt", "全县有98家\0企业。".as_bytes()), ("mixed.txt", &mixed), ("wide.txt", &utf32)]);
    let (out, err, code) = run(shilu().args(["extract", &path(&folder, "nul.txt"), "--with-text"]));
    assert_eq!((lines(&out)[0]["text"].as_str(), err.as_str(), code), (Some("全县有98家\0企业。"), "", 0));
    let (out, err, code) = run(shilu().args(["extract", &path(&folder, "mixed.txt"), "--with-text"]));
    assert_eq!((lines(&out)[0]["text"].as_str().map(|read| read.matches(&text).count()), code), (Some(2), 0));
    assert!(err.contains("are no text in its encoding, replaced by U+FFFD"), "{err}");
    let (out, err, code) = run(shilu().args(["extract", &path(&folder, "wide.txt")]));
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.ends_with("UTF-32 is not read: convert it to UTF-8 first\n"), "{err}");
}

#[test]
fn help_lists_what_the_build_reads() {
    let (out, _, _) = run(shilu().args(["extract", "--help"]));
    assert!(out.contains("jsonl, json") && out.contains("Formats: jsonl json csv"));
    assert_eq!(out.contains("parquet"), cfg!(feature = "parquet"));
}

#[test]
fn explain_prints_the_candidates_of_each_slot_and_all_of_them_as_json() {
    let text = "县工商联为98家民营企业提供服务1000余人次。";
    let (page, complaint, code) = run(shilu().args(["explain", "-"]).write_stdin(text));
    assert_eq!((complaint.as_str(), code), ("", 0));
    assert!(page.contains("【98家】民营企业") && page.contains("【1000余人次】"), "{page}");
    assert_eq!(page.lines().filter(|line| line.starts_with("  object ")).count(), 2, "{page}");
    let (page, _, _) = run(shilu().args(["explain", "--json", "-"]).write_stdin(text));
    let slots = lines(&page)[0]["slots"].as_array().expect("slots").clone();
    assert_eq!(slots.len(), 7);
    assert!(slots[0]["candidates"][0]["features"][0]["template"].is_string());
    let (_, complaint, code) = run(shilu().args(["explain", "no-such-file.txt"]));
    assert!(complaint.contains("no-such-file.txt") && code == 2, "{complaint}");
}
