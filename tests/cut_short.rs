//! Nothing is lost and nothing doubled: whenever a run ends, what it wrote is whole records, an output is complete or is not
//! there, the exit status tells, and a later run goes on.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

const SHILU: &str = env!("CARGO_BIN_EXE_shilu");

/// A folder with a file of so many articles.
fn news(articles: usize) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: String = (0..articles)
        .map(|n| {
            format!("{{\"id\": \"a{n}\", \"text\": \"今年6月，沿滩区为{n}家民营企业提供服务，同比增长三成。\"}}\n")
        })
        .collect();
    let file = folder.path().join("news.jsonl");
    fs::write(&file, lines).expect("a file");
    (folder, file)
}

fn extract(input: &Path, output: &Path) -> Command {
    let mut command = Command::new(SHILU);
    command.arg("extract").arg(input).arg("--output").arg(output).stderr(Stdio::piped());
    command
}

/// The exit status of a run, and what it complained about.
fn run(command: &mut Command) -> (Option<i32>, String) {
    let output = command.output().expect("it runs");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

/// What an undisturbed run writes.
fn whole(input: &Path) -> Vec<u8> {
    Command::new(SHILU).args(["extract", "--to", "jsonl"]).arg(input).output().expect("it runs").stdout
}

/// The lines of a page that are whole; the last may be cut.
fn records(page: &[u8]) -> Vec<Value> {
    let whole = page.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    page[..whole]
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("JSON"))
        .collect()
}

#[test]
fn a_run_killed_at_any_moment_leaves_whole_records_and_the_next_one_goes_on() {
    let (folder, input) = news(1500);
    let expected = whole(&input);
    for pause in [0, 40, 90, 160, 250, 400] {
        let output = folder.path().join(format!("facts-{pause}.jsonl"));
        let part = folder.path().join(format!("facts-{pause}.jsonl.part"));
        let mut child = extract(&input, &output).args(["-j", "2"]).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().expect("it is there, or was");
        let ended = child.wait().expect("it ends").success();
        assert_eq!(output.exists(), ended, "an output is complete or is not there");
        if let Ok(written) = fs::read(&part) {
            let records = records(&written);
            assert!(records.iter().enumerate().all(|(n, record)| record["id"] == format!("a{n}")));
        }
        assert_eq!(run(extract(&input, &output).arg("--resume")), (Some(0), String::new()));
        assert_eq!(fs::read(&output).expect("an output"), expected, "killed after {pause} ms");
        assert!(!part.exists());
    }
}

#[test]
fn a_resumed_run_drops_a_cut_line_and_reads_what_is_new() {
    let (folder, input) = news(30);
    let expected = whole(&input);
    let (output, part) = (folder.path().join("facts.jsonl"), folder.path().join("facts.jsonl.part"));
    for cut in [0, 1, expected.len() / 3, expected.len() / 2 + 1, expected.len() - 1, expected.len()] {
        fs::write(&part, &expected[..cut]).expect("a file");
        assert_eq!(run(extract(&input, &output).arg("--resume")).0, Some(0));
        assert_eq!(fs::read(&output).expect("an output"), expected, "cut at {cut}");
        fs::remove_file(&output).expect("an output");
    }
    // What a finished run wrote is kept, and what came since is added.
    fs::write(&output, &expected).expect("a file");
    let more = "{\"id\": \"a30\", \"text\": \"增长三成。\"}\n";
    fs::OpenOptions::new().append(true).open(&input).expect("a file").write_all(more.as_bytes()).expect("a file");
    assert_eq!(run(extract(&input, &output).arg("--resume")).0, Some(0));
    assert_eq!(fs::read(&output).expect("an output"), whole(&input));
}

#[test]
fn articles_of_one_id_or_of_none_are_told_apart_by_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("news.jsonl");
    let lines: String = (0..9)
        .map(|n| match n % 3 {
            0 => format!("{{\"id\": \"x\", \"text\": \"全县有{n}家企业。\"}}\n"),
            1 => format!("{{\"text\": \"全县有{n}家企业。\"}}\n"),
            _ => "no article\n".to_owned(),
        })
        .collect();
    fs::write(&input, lines).expect("a file");
    let expected = whole(&input);
    let ends: Vec<usize> =
        expected.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    let output = folder.path().join("facts.jsonl");
    for end in ends {
        fs::write(folder.path().join("facts.jsonl.part"), &expected[..end]).expect("a file");
        let (status, complaints) = run(extract(&input, &output).arg("--resume"));
        // What was refused is refused again, by name.
        assert_eq!((status, complaints.matches("news.jsonl:").count()), (Some(2), 3));
        assert_eq!(fs::read(&output).expect("an output"), expected);
    }
}

#[test]
fn a_run_is_resumed_where_that_has_a_meaning() {
    let (folder, input) = news(3);
    let output = folder.path().join("facts.parquet");
    let (status, complaint) = run(extract(&input, &output).args(["--to", "csv", "--resume"]));
    assert_eq!(
        (status, complaint.as_str()),
        (Some(2), "--resume goes on with lines of JSON: --to jsonl --output FILE\n")
    );
    let output = folder.path().join("facts.jsonl");
    fs::write(&output, "not ours\n").expect("a file");
    let (status, complaint) = run(extract(&input, &output).arg("--resume"));
    assert_eq!(status, Some(2));
    assert!(complaint.contains("facts.jsonl.part: line 1 is none that this program wrote"), "{complaint}");
    assert_eq!(fs::read_to_string(&output).expect("a file"), "not ours\n");
}

#[test]
fn a_full_disk_is_named_and_no_output_is_left_that_looks_complete() {
    let (_folder, input) = news(400);
    for to in ["jsonl", "csv", "html", "bio"] {
        let (status, complaint) = run(extract(&input, Path::new("/dev/full")).args(["--to", to]));
        assert_eq!(status, Some(2), "{to}");
        assert!(complaint.contains("/dev/full: No space left on device"), "{to}: {complaint}");
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let (status, complaint) =
            run(Command::new(SHILU).arg("extract").arg(&input).args(["--to", to]).stdout(full).stderr(Stdio::piped()));
        assert_eq!(status, Some(2), "{to}");
        assert!(complaint.contains("No space left on device"), "{to}: {complaint}");
    }
}

/// A limit of the system on a file's size stands for a disk that fills up: the write that passes it fails, or the run is killed.
#[test]
fn a_disk_that_fills_up_leaves_whole_records_and_the_next_run_goes_on() {
    let (folder, input) = news(400);
    let expected = whole(&input);
    assert!(expected.len() > 200_000);
    for (to, ignored) in
        [("jsonl", "trap '' XFSZ;"), ("jsonl", ""), ("csv", "trap '' XFSZ;"), ("html", "trap '' XFSZ;")]
    {
        let (output, part) = (folder.path().join("facts"), folder.path().join("facts.part"));
        let script = format!("ulimit -c 0; ulimit -f 100; {ignored} exec \"$0\" \"$@\"");
        let mut limited = Command::new("bash");
        limited
            .args(["-c", &script, SHILU, "extract", "--to", to, "--output"])
            .arg(&output)
            .arg(&input)
            .stderr(Stdio::piped());
        let (status, complaint) = run(&mut limited);
        assert_ne!(status, Some(0));
        assert!(!output.exists());
        if !ignored.is_empty() {
            assert!(complaint.contains("facts: File too large"), "{complaint}");
        }
        assert_eq!(part.exists(), to == "jsonl", "what is of no use is taken away");
        if to == "jsonl" {
            assert!(expected.starts_with(&fs::read(&part).expect("a part")));
            assert_eq!(run(extract(&input, &output).args(["--to", to, "--resume"])).0, Some(0));
            assert_eq!(fs::read(&output).expect("an output"), expected);
            fs::remove_file(&output).expect("an output");
        }
    }
}

#[test]
fn an_output_that_was_there_stays_until_the_new_one_is_complete() {
    let (folder, input) = news(5);
    let output = folder.path().join("facts.csv");
    fs::write(&output, "before").expect("a file");
    let (status, _) = run(extract(&input, &output).args(["--rejects", "/nowhere/at/all"]));
    assert_eq!((status, fs::read_to_string(&output).expect("a file").as_str()), (Some(2), "before"));
    assert!(!folder.path().join("facts.csv.part").exists());
    let link = folder.path().join("link.csv");
    std::os::unix::fs::symlink(&output, &link).expect("a link");
    assert_eq!(run(&mut extract(&input, &link)).0, Some(0));
    assert!(link.is_symlink() && fs::read_to_string(&output).expect("a file").starts_with("article_id"));
}

#[test]
fn a_reader_slower_than_the_writer_gets_all() {
    let (_folder, input) = news(300);
    let expected = whole(&input);
    let mut child = Command::new(SHILU).arg("extract").arg(&input).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut pipe = child.stdout.take().expect("a pipe");
    let (mut read, mut some) = (Vec::<u8>::new(), vec![0; 9_973]);
    loop {
        std::thread::sleep(Duration::from_millis(2));
        match pipe.read(&mut some).expect("a pipe") {
            0 => break,
            length => read.extend(&some[..length]),
        }
    }
    assert!(child.wait().expect("it ends").success());
    assert_eq!(read, expected);
}

#[test]
fn a_reader_that_leaves_has_had_whole_records_in_their_order() {
    let (_folder, input) = news(3000);
    let mut child = Command::new(SHILU).arg("extract").arg(&input).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    for n in 0..10 {
        let record: Value = serde_json::from_str(&lines.next().expect("a line").expect("UTF-8")).expect("JSON");
        assert_eq!(record["id"], format!("a{n}"));
    }
    drop(lines);
    child.wait().expect("it ends");
}

#[test]
fn a_file_that_changes_while_it_is_read_gives_whole_records_or_errors() {
    let (folder, input) = news(2000);
    let growing = input.clone();
    let writer = std::thread::spawn(move || {
        for n in 2000..2400 {
            let mut file = fs::OpenOptions::new().append(true).open(&growing).expect("a file");
            // Half a line, then its rest.
            file.write_all(format!("{{\"id\": \"a{n}\", \"te").as_bytes()).expect("a file");
            file.write_all("xt\": \"增长三成。\"}\n".as_bytes()).expect("a file");
        }
    });
    let output = folder.path().join("facts.jsonl");
    let (status, complaints) = run(&mut extract(&input, &output));
    writer.join().expect("it writes");
    let records = records(&fs::read(&output).expect("an output"));
    assert!(records.iter().enumerate().all(|(n, record)| record["id"] == format!("a{n}")));
    // At most the last line was met half written; the status says so.
    assert!(records.len() >= 2000 && complaints.lines().filter(|line| line.contains("news.jsonl:")).count() <= 1);
    assert_eq!(status, Some(if complaints.is_empty() { 0 } else { 2 }));
}
