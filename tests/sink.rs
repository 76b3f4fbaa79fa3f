//! Wherever facts go, each mention is found again at the offsets written for it.

use std::fs;

use serde_json::Value;
use shilu::sink::{Format, Sink, Style, Table, Unit};
use shilu::{Analysis, Analyzer, Article};

fn texts() -> Vec<String> {
    let mut paths: Vec<_> =
        fs::read_dir("seeds/articles").expect("the articles").map(|entry| entry.expect("an article").path()).collect();
    paths.sort();
    let texts = paths.into_iter().map(|path| fs::read_to_string(path).expect("UTF-8"));
    texts.chain(["😀今年6月，纳溪区🎉工商联为98家😀民营企业办事。".to_owned(), String::new()]).collect()
}

/// What a sink writes of all texts, and what was analyzed.
fn written(style: Style) -> (String, Vec<(String, Analysis)>) {
    let mut sink = Sink::new(Vec::new(), style).expect("a sink");
    let analyzed: Vec<(String, Analysis)> = texts()
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            let article = Article::parse(&text);
            let mut analysis = Analyzer::new().analyze_article(&article);
            analysis.id = Some(format!("news/{at} 号"));
            sink.write(&article, &analysis).expect("a vector takes all");
            (text, analysis)
        })
        .collect();
    (String::from_utf8(sink.finish().expect("a vector takes all")).expect("UTF-8"), analyzed)
}

fn lines(page: &str) -> Vec<Value> {
    page.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn chars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn json_lines_count_in_the_unit_asked_for() {
    for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
        let mut style = Style::new(Format::Jsonl);
        (style.unit, style.with_text) = (Some(unit), true);
        let (page, analyzed) = written(style);
        for (line, (text, analysis)) in lines(&page).iter().zip(&analyzed) {
            assert_eq!(line["text"], **text);
            let facts = line["facts"].as_array().expect("facts");
            assert_eq!(facts.len(), analysis.facts.len());
            for (fact, expected) in facts.iter().zip(&analysis.facts) {
                let slice = |start: usize, end: usize| match unit {
                    Unit::Byte => text[start..end].to_owned(),
                    Unit::Char => chars(text, start, end),
                    Unit::Utf16 => {
                        let units: Vec<u16> = text.encode_utf16().collect();
                        String::from_utf16(&units[start..end]).expect("UTF-16")
                    }
                };
                let name = match unit {
                    Unit::Byte => "byte",
                    Unit::Char => "char",
                    Unit::Utf16 => "utf16",
                };
                let [start, end] = ["start", "end"].map(|edge| number(&fact[format!("{edge}_{name}")]));
                assert_eq!(slice(start, end), expected.text);
                let units =
                    ["byte", "char", "utf16"].map(|unit| usize::from(fact.get(format!("start_{unit}")).is_some()));
                assert_eq!(units.iter().sum::<usize>(), 1);
                if let (Some(span), Some(object)) = (fact["object_span"].as_array(), fact["object"].as_str()) {
                    assert!(
                        slice(number(&span[0]), number(&span[1]))
                            .contains(object.chars().next_back().expect("an object"))
                    );
                }
            }
        }
    }
}

#[test]
fn doccano_has_a_label_for_each_fact() {
    let (page, analyzed) = written(Style::new(Format::Doccano));
    for (line, (text, analysis)) in lines(&page).iter().zip(&analyzed) {
        assert_eq!(line["text"], **text);
        for ((label, entity), fact) in line["label"]
            .as_array()
            .expect("labels")
            .iter()
            .zip(line["entities"].as_array().expect("entities"))
            .zip(&analysis.facts)
        {
            assert_eq!(chars(text, number(&label[0]), number(&label[1])), fact.text);
            assert_eq!((&label[2], &entity["label"]), (&fact.kind().name().into(), &fact.kind().name().into()));
        }
        let ids: Vec<&Value> =
            line["entities"].as_array().expect("entities").iter().map(|entity| &entity["id"]).collect();
        let relations = line["relations"].as_array().expect("relations");
        assert_eq!(relations.len(), analysis.links.len());
        assert!(relations.iter().all(|link| ids.contains(&&link["from_id"]) && ids.contains(&&link["to_id"])));
    }
}

#[test]
fn label_studio_takes_one_list_of_tasks() {
    let (page, analyzed) = written(Style::new(Format::LabelStudio));
    let tasks: Vec<Value> = serde_json::from_str(&page).expect("a list");
    assert_eq!(tasks.len(), analyzed.len());
    for (task, (text, analysis)) in tasks.iter().zip(&analyzed) {
        assert_eq!(task["data"]["text"], **text);
        let result = task["predictions"][0]["result"].as_array().expect("a result");
        assert_eq!(result.len(), analysis.facts.len() + analysis.links.len());
        for (region, fact) in result.iter().zip(&analysis.facts) {
            let value = &region["value"];
            assert_eq!(chars(text, number(&value["start"]), number(&value["end"])), fact.text);
        }
    }
}

#[test]
fn displacy_draws_mentions_that_do_not_overlap() {
    let (page, analyzed) = written(Style::new(Format::Displacy));
    let documents: Vec<Value> = serde_json::from_str(&page).expect("a list");
    for (document, (text, analysis)) in documents.iter().zip(&analyzed) {
        let mut last = 0;
        for mention in document["ents"].as_array().expect("mentions") {
            let (start, end) = (number(&mention["start"]), number(&mention["end"]));
            assert!(start >= last && end > start);
            last = end;
            let mention = chars(text, start, end);
            assert!(analysis.facts.iter().any(|fact| fact.text == mention), "{mention}");
        }
        assert!(analysis.facts.is_empty() || last > 0);
    }
}

#[test]
fn web_annotations_point_by_position_and_by_quotation() {
    let (page, analyzed) = written(Style::new(Format::WebAnnotation));
    for (page, (text, analysis)) in lines(&page).iter().zip(&analyzed) {
        let id = page["id"].as_str().expect("an id");
        assert!(id.starts_with("urn:article:news/") && !id.contains(' '));
        let items = page["items"].as_array().expect("items");
        assert_eq!(items.len(), analysis.facts.len() + analysis.links.len());
        for (item, fact) in items.iter().zip(&analysis.facts) {
            let (position, quote) = (&item["target"]["selector"][0], &item["target"]["selector"][1]);
            assert_eq!(chars(text, number(&position["start"]), number(&position["end"])), fact.text);
            let around = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().expect("a quotation"));
            assert!(text.contains(&around.concat()));
            assert_eq!(item["body"][1]["value"]["kind"], fact.kind().name());
        }
    }
}

#[test]
fn brat_has_a_line_a_mention_and_a_line_a_link() {
    let (page, analyzed) = written(Style::new(Format::Brat));
    let documents: Vec<&str> = page.split("\n\n").collect();
    for (document, (text, analysis)) in
        documents.iter().zip(analyzed.iter().filter(|(_, analysis)| !analysis.facts.is_empty()))
    {
        let mentions = document.lines().filter(|line| line.starts_with('T'));
        for (line, fact) in mentions.clone().zip(&analysis.facts) {
            let fields: Vec<&str> = line.split('\t').collect();
            let (kind, span) = fields[1].split_once(' ').expect("a kind");
            let pieces: String = span
                .split(';')
                .map(|piece| {
                    let (start, end) = piece.split_once(' ').expect("two offsets");
                    chars(text, start.parse().expect("a number"), end.parse().expect("a number"))
                })
                .collect();
            assert_eq!((kind, pieces), (fact.kind().name(), fact.text.replace('\n', "")));
        }
        assert_eq!(mentions.count(), analysis.facts.len());
        assert_eq!(document.lines().filter(|line| line.starts_with('R')).count(), analysis.links.len());
    }
}

#[test]
fn csv_is_a_row_a_fact_under_the_columns_names() {
    let mut style = Style::new(Format::Csv(Table::Facts));
    style.mark = true;
    let (page, analyzed) = written(style);
    let mut rows = csv::Reader::from_reader(page.strip_prefix('\u{feff}').expect("a mark").as_bytes());
    let names = rows.headers().expect("names").clone();
    assert_eq!(names.iter().take(3).collect::<Vec<_>>(), ["article_id", "article_title", "article_published"]);
    let column = |name: &str| names.iter().position(|column| column == name).expect("a column");
    let facts = analyzed.iter().flat_map(|(text, analysis)| analysis.facts.iter().map(move |fact| (text, fact)));
    let mut count = 0;
    for (row, (text, fact)) in rows.records().map(|row| row.expect("a row")).zip(facts.clone()) {
        let cell = |name: &str| &row[column(name)];
        assert_eq!((cell("kind"), cell("text").trim_start_matches('\'')), (fact.kind().name(), fact.text.as_str()));
        let offset = |name: &str| cell(name).parse::<usize>().expect("a number");
        assert_eq!(chars(text, offset("start_char"), offset("end_char")), fact.text);
        count += 1;
    }
    assert_eq!(count, facts.count());
}

/// A text as one format writes it.
fn one(format: Format, text: &str) -> String {
    let article = Article::parse(text);
    let mut analysis = Analyzer::new().analyze_article(&article);
    analysis.id = Some("https://example.org/1".to_owned());
    let mut sink = Sink::new(Vec::new(), Style::new(format)).expect("a sink");
    sink.write(&article, &analysis).expect("a vector takes all");
    String::from_utf8(sink.finish().expect("a vector takes all")).expect("UTF-8")
}

#[test]
fn each_format_is_what_its_readers_expect() {
    let text = "全县有98家民营企业。";
    let json = |format| serde_json::from_str::<Value>(one(format, text).lines().next().expect("a line")).expect("JSON");
    assert!(one(Format::Brat, text).starts_with("T1\tcount 3 6\t98家\n#1\tAnnotatorNotes T1\t{"));
    assert_eq!(json(Format::Doccano)["label"][0], serde_json::json!([3, 6, "count"]));
    let tasks = serde_json::from_str::<Value>(&one(Format::LabelStudio, text)).expect("JSON");
    assert_eq!(tasks[0]["predictions"][0]["result"][0]["value"]["labels"], serde_json::json!(["count"]));
    let page = json(Format::WebAnnotation);
    let target = &page["items"][0]["target"];
    assert_eq!((&target["source"], &target["selector"][0]["start"]), (&"https://example.org/1".into(), &3.into()));
    assert!(one(Format::Json, text).starts_with("{\n  \"id\": \"https://example.org/1\",\n"));
    let report = one(Format::Html, "<script>全县有98家企业。");
    let mark = "&lt;script&gt;全县有<mark class=\"count h30\" data-fact=\"f1\" tabindex=\"0\">98家</mark>";
    assert!(report.contains(mark), "{report}");
}

#[test]
fn displacy_draws_no_mention_inside_another() {
    let objects = one(Format::Displacy, "3月8日，沿滩区工商联成立。");
    let objects = serde_json::from_str::<Value>(&objects).expect("JSON");
    let ents = objects[0]["ents"].as_array().expect("mentions");
    assert_eq!(ents[0], serde_json::json!({"start": 0, "end": 4, "label": "date"}));
    let ends = ents.iter().map(|ent| (ent["start"].as_u64(), ent["end"].as_u64())).collect::<Vec<_>>();
    assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{ends:?}");
}
