//! Wherever an article comes from, it states the same.

use std::fs;
use std::io::{Cursor, Write};

use encoding_rs::{BIG5, GB18030, GBK};
use jiff::civil::DateTime;
use shilu::article::{Article, Role, parse_published};
use shilu::source::{Entry, Format, Options, Source, files};
use shilu::{Analysis, Analyzer};

/// What the pages say of every article.
const PUBLISHED: &str = "2024-03-12T09:15:00";
const SOURCE: &str = "泸江在线";
const EDITOR: &str = "周敏";
const AUTHOR: &str = "何立群";

fn published() -> DateTime {
    parse_published(PUBLISHED).expect("a time")
}

fn articles() -> Vec<(String, String)> {
    let read = |path: std::path::PathBuf| (path.display().to_string(), fs::read_to_string(path).expect("UTF-8"));
    files("seeds/articles".as_ref(), None, Some(Format::Text))
        .into_iter()
        .map(|path| read(path.expect("a file")))
        .collect()
}

/// The one article of a stream.
fn entry(name: &str, bytes: Vec<u8>) -> Entry {
    let mut source = Source::new(name, Cursor::new(bytes), &Options::default()).expect("a source");
    let entry = source.next().expect("an article").expect("an article").read().expect("an article");
    assert!(source.next().is_none());
    entry
}

fn analyze(entry: &Entry) -> Analysis {
    Analyzer::new().analyze_article(&entry.article(Some(published())))
}

/// What the facts say, without where they stand.
fn said(analysis: &Analysis) -> Vec<String> {
    let fact = |fact: &shilu::Fact| {
        let mut fields = serde_json::to_value(fact).expect("JSON");
        let all = fields.as_object_mut().expect("an object");
        for place in ["start_byte", "end_byte", "start_char", "end_char", "object_span", "sentence"] {
            all.remove(place);
        }
        fields.to_string()
    };
    analysis.facts.iter().map(fact).collect()
}

#[test]
fn seven_encodings_of_an_article_state_the_same() {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for (name, text) in articles() {
        let mut plain = Entry::default();
        plain.text = text.clone();
        let expected = analyze(&plain);
        let marked = format!("\u{feff}{text}");
        for bytes in [
            text.clone().into_bytes(),
            marked.clone().into_bytes(),
            utf16(&text, u16::to_le_bytes),
            utf16(&text, u16::to_be_bytes),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            GB18030.encode(&text).0.into_owned(),
            GBK.encode(&text).0.into_owned(),
        ] {
            let read = entry("a.txt", bytes);
            assert_eq!((read.replaced, &read.text), (0, &text), "{name}");
            assert_eq!(analyze(&read), expected, "{name}");
        }
    }
    let traditional =
        "民國113年3月12日，臺北市政府表示，去年為九十八家企業提供服務一千餘人次，補助新臺幣120萬元，較前年增加三成。";
    assert_eq!(entry("a.txt", BIG5.encode(traditional).0.into_owned()).text, traditional);
}

#[test]
fn lines_and_tables_are_read_in_the_encodings_of_texts() {
    let rows: String = (0..50).map(|n| format!("a{n},今年6月全县新增民营企业{n}家，同比增长三成\n")).collect();
    let lines: String = (0..50)
        .map(|n| format!("{{\"id\":\"a{n}\",\"text\":\"今年6月全县新增民营企业{n}家，同比增长三成\"}}\n"))
        .collect();
    for (name, text) in [("a.csv", format!("id,text\n{rows}")), ("a.jsonl", lines)] {
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in
            [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), GBK.encode(&text).0.into_owned(), le]
        {
            let source = Source::new(name, Cursor::new(bytes), &Options::default()).expect("a source");
            let entries: Vec<Entry> = source.map(|raw| raw.expect("a row").read().expect("an article")).collect();
            assert_eq!(entries.len(), 50);
            assert_eq!((entries[7].id.as_deref(), entries[7].replaced), (Some("a7"), 0));
            assert_eq!(entries[7].text, "今年6月全县新增民营企业7家，同比增长三成");
        }
    }
}

#[test]
fn compressed_files_are_unpacked() {
    let text = "全县有98家企业。";
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).expect("a vector takes all");
    let gz = gz.finish().expect("a vector takes all");
    let zst = zstd::encode_all(text.as_bytes(), 1).expect("a vector takes all");
    assert_eq!(entry("a.txt.gz", gz.clone()).text, text);
    assert_eq!(entry("a.txt", zst.clone()).text, text);
    // What is cut short is an error, however it is packed.
    for cut in [gz[..gz.len() - 9].to_vec(), zst[..zst.len() - 5].to_vec()] {
        let mut source = Source::new("a.txt", Cursor::new(cut), &Options::default()).expect("a source");
        assert!(source.next().expect("an article").is_err());
        assert!(source.next().is_none());
    }
}

/// A page made of a template and an article: `{{title}}` and its like are filled in, `{{paragraphs|before|behind}}` is each paragraph.
fn page(template: &str, title: &str, paragraphs: &[&str]) -> String {
    let time = published();
    let mut page = template.to_owned();
    if let Some((before, rest)) = template.split_once("{{paragraphs|") {
        let (marks, after) = rest.split_once("}}").expect("an end");
        let (open, close) = marks.split_once('|').expect("two marks");
        let body: String = paragraphs.iter().map(|paragraph| format!("{open}{}{close}", escaped(paragraph))).collect();
        page = format!("{before}{body}{after}");
    }
    for (name, value) in [
        ("title", escaped(title)),
        ("source", SOURCE.to_owned()),
        ("editor", EDITOR.to_owned()),
        ("author", AUTHOR.to_owned()),
        ("authors", format!("本报记者 {AUTHOR}")),
        ("iso", time.to_string()),
        ("minute", time.strftime("%Y-%m-%d %H:%M").to_string()),
        ("day", time.strftime("%Y-%m-%d").to_string()),
        ("han", time.strftime("%Y年%m月%d日%H:%M").to_string()),
        ("spaced", time.strftime("%Y年%m月%d日 %H:%M").to_string()),
        ("year", time.strftime("%Y").to_string()),
        ("slash", time.strftime("%m/%d").to_string()),
        ("clock", time.strftime("%H:%M:%S").to_string()),
    ] {
        page = page.replace(&format!("{{{{{name}}}}}"), &value);
    }
    assert!(!page.contains("{{"), "{page}");
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[test]
fn a_page_states_what_its_text_states_whatever_the_site() {
    let mut wrong = Vec::new();
    let templates: Vec<_> = files("tests/pages".as_ref(), None, None)
        .into_iter()
        .map(|template| {
            let template = template.expect("a page");
            let html = fs::read_to_string(&template).expect("UTF-8");
            (template, html)
        })
        .collect();
    assert_eq!(templates.len(), 12);
    for (name, text) in articles() {
        let article = Article::parse(&text).published(published());
        let title = article.metadata.title.clone().expect("a title");
        let body: Vec<&str> = article
            .paragraphs
            .iter()
            .filter(|p| article.sentences.iter().any(|s| s.role == Role::Body && p.contains(s.span)))
            .map(|p| article.slice(*p))
            .collect();
        let plain = format!("{title}\n{}", body.join("\n"));
        let expected = Analyzer::new().analyze_article(&Article::parse(&plain).published(published()));
        for (template, frame) in &templates {
            let html = page(frame, &title, &body);
            let bytes =
                if html.contains("charset=gb2312") { GBK.encode(&html).0.into_owned() } else { html.into_bytes() };
            let entry = entry(if name.len() % 2 == 0 { "-" } else { "a.html" }, bytes);
            let found = analyze(&entry);
            let metadata = entry.article(None).metadata;
            let about =
                [metadata.title, metadata.published.map(|time| time.to_string()), metadata.source, metadata.editor];
            let place = format!("{} {name}", template.display());
            // One author is named by the pages that name any.
            let authors = if frame.contains("{{author") { vec![AUTHOR.to_owned()] } else { metadata.authors.clone() };
            let right = [title.as_str(), PUBLISHED, SOURCE, EDITOR].map(|text| Some(text.to_owned()));
            if about != right || metadata.authors != authors {
                wrong.push(format!("{place}: {about:?} {:?}", metadata.authors));
            }
            if said(&found) != said(&expected) {
                let first = said(&found).into_iter().zip(said(&expected)).find(|(a, b)| a != b);
                wrong.push(format!("{place}: {} facts, not {}: {first:?}", found.facts.len(), expected.facts.len()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_field_that_is_missing_is_an_error_of_its_record_alone() {
    let mut options = Options::default();
    options.fields.text = "content".into();
    let lines = "{\"content\": \"甲\"}\n{\"text\": \"乙\"}\n{\"content\": \"丙\", \"id\": 3}\n";
    let source = Source::new("a.jsonl", Cursor::new(lines), &options).expect("a source");
    let read: Vec<Result<Entry, String>> =
        source.map(|raw| raw.expect("a line").read().map_err(|e| e.to_string())).collect();
    assert_eq!(read[0].as_ref().map(|entry| entry.text.as_str()), Ok("甲"));
    assert!(read[1].as_ref().is_err_and(|error| error.starts_with("a.jsonl:2: no field `content`")));
    assert_eq!(read[2].as_ref().map(|entry| entry.id.as_deref()), Ok(Some("3")));
}

/// What the pages of `furniture.txt` say, each from its line: title, publication time, author, source.
#[test]
fn pages_laid_out_in_sixty_four_ways_say_who_when_and_where() {
    const TEXT: [&str; 3] = [
        "本市第四十家社区食堂昨天在城南街道开业，供应早餐、午餐和晚餐，菜品四十余种，六十岁以上老人凭卡用餐享受八折。",
        "食堂由旧仓库改造而成，面积三百二十平方米，可同时容纳一百二十人用餐，开业首日接待居民六百多人次。",
        "城南街道负责人表示，食堂每月公布一次账目，接受居民监督；今年还将新建五家，覆盖全部社区。",
    ];
    const WORDS: [(&str, &str); 7] = [
        ("{T}", "社区食堂开到居民家门口"),
        ("{D}", "2024-03-12"),
        ("{H}", "10:09"),
        ("{C}", "2024年03月12日"),
        ("{S}", "江城晚报"),
        ("{A}", "何立群"),
        ("{E}", "周敏"),
    ];
    let rows = include_str!("furniture.txt").lines().filter(|line| !line.starts_with('#'));
    let (mut pages, mut right) = (0, [0; 5]);
    for row in rows {
        let row = WORDS.iter().fold(row.to_owned(), |row, (name, word)| row.replace(name, word));
        let parts: Vec<&str> = row.split('¦').map(str::trim).collect();
        let [head, above, open, behind] = parts[..] else { panic!("four parts: {row}") };
        let tags: Vec<&str> = open.split('<').skip(1).filter_map(|tag| tag.split([' ', '>']).next()).collect();
        let close: String = tags.iter().rev().map(|tag| format!("</{tag}>")).collect();
        let text: String = TEXT.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
        let page =
            format!("<!doctype html><html><head>{head}</head><body>{above}{open}{text}{close}{behind}</body></html>");
        let entry = entry("a.html", page.clone().into_bytes());
        let said = entry.article(None).metadata;
        let author = said.authors == [WORDS[5].1] || !page.contains(WORDS[5].1) && said.authors.is_empty();
        let found = [
            said.title.as_deref() == Some(WORDS[0].1),
            said.published.is_some_and(|time| time.to_string().starts_with("2024-03-12T10:09")),
            author,
            said.source.as_deref() == Some(WORDS[4].1),
            TEXT.iter().all(|paragraph| entry.text.contains(paragraph)),
        ];
        pages += 1;
        right.iter_mut().zip(found).for_each(|(right, found)| *right += usize::from(found));
    }
    assert_eq!(pages, 64);
    for (field, right) in ["title", "published", "author", "source", "text"].into_iter().zip(right) {
        assert!(right * 10 >= pages * 9, "{field}: {right} of {pages}");
    }
}
