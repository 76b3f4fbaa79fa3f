//! Tables say what the analysis says, in every encoding, and resolve what it refers to.

use std::collections::{HashMap, HashSet};
use std::fs;

use serde_json::Value;
use shilu::sink::{Format, Graph, Sink, Statement, Style, Table};
use shilu::{Analysis, Analyzer, Article, Kind};

fn texts() -> Vec<String> {
    let mut paths: Vec<_> =
        fs::read_dir("seeds/articles").expect("the articles").map(|entry| entry.expect("an article").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).expect("UTF-8")).collect()
}

/// What a sink writes of texts, each with its number as id.
fn written(texts: &[&str], style: Style) -> (String, Vec<Analysis>) {
    let mut sink = Sink::new(Vec::new(), style).expect("a sink");
    let mut analyses = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let article = Article::parse(text);
        let mut analysis = Analyzer::new().analyze_article(&article);
        analysis.id = Some(format!("a{at}"));
        sink.write(&article, &analysis).expect("a vector takes all");
        analyses.push(analysis);
    }
    (String::from_utf8(sink.finish().expect("a vector takes all")).expect("UTF-8"), analyses)
}

fn rows(page: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(page.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("CSV")
}

#[test]
fn a_statement_is_understood_without_the_analysis() {
    let text = "今年6月，纳溪区工商联启动“暖企行动”，为98家民营企业提供服务。7月5日，罗启明说：“办事不用来回跑了。”";
    let (page, _) = written(&[text], Style::new(Format::Csv(Table::Statements)));
    let rows = rows(&page);
    let count = rows.iter().find(|row| row["kind"] == "count").expect("a count");
    for (column, expected) in [
        ("who", "纳溪区工商联"),
        ("who_kind", "organization"),
        ("who_code", "510503"),
        ("deed", "提供"),
        ("what", "民营企业"),
        ("value", "98"),
        ("unit", "家"),
        ("time", "今年6月"),
        ("text", "98家"),
    ] {
        assert_eq!(count[column], expected, "{column}");
    }
    assert!(count["sentence_text"].contains("98家民营企业"));
    let quote = rows.iter().find(|row| row["kind"] == "quote").expect("a quote");
    assert_eq!((&*quote["who"], &*quote["deed"], &*quote["type"]), ("罗启明", "说", "direct"));
    assert!(quote["what"].starts_with("办事不用来回跑了"));
}

#[test]
fn every_encoding_holds_the_same_statements() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (table, _) = written(&texts, Style::new(Format::Csv(Table::Statements)));
    let (lines, _) = written(&texts, Style::new(Format::Rows(Table::Statements)));
    let table = rows(&table);
    assert_eq!(table.len(), lines.lines().count());
    assert!(table.len() > 300);
    for (row, line) in table.iter().zip(lines.lines()) {
        let line: serde_json::Map<String, Value> = serde_json::from_str(line).expect("JSON");
        assert_eq!(line.len(), row.len());
        for (column, value) in line {
            let said = match value {
                Value::Null => String::new(),
                Value::String(text) => text,
                value => value.to_string(),
            };
            // Spreadsheets are told that it is text.
            assert_eq!(row[&column].trim_start_matches('\''), said.trim_start_matches('\''), "{column}");
        }
    }
}

#[test]
fn each_thing_said_is_one_row() {
    for text in texts() {
        let article = Article::parse(&text);
        let analysis = Analyzer::new().analyze_article(&article);
        let statements = Statement::of(&article, &analysis);
        let said = |kind: Kind| analysis.facts.iter().filter(move |fact| fact.kind() == kind);
        for kind in [Kind::Measure, Kind::Money, Kind::Percent, Kind::Rank, Kind::Honor, Kind::Quote] {
            let rows: Vec<_> = statements.iter().filter(|row| row.kind == kind).map(|row| row.fact_id).collect();
            assert_eq!(rows, said(kind).map(|fact| fact.id).collect::<Vec<_>>(), "{kind}");
        }
        for kind in [Kind::Campaign, Kind::Event] {
            let entities = analysis.entities.iter().filter(|entity| entity.kind == kind);
            let named: Vec<&str> = entities.map(|entity| entity.name.as_str()).collect();
            let rows: Vec<_> = statements.iter().filter(|row| row.kind == kind).filter_map(|row| row.what).collect();
            assert_eq!(rows, named, "{kind}");
        }
        for row in &statements {
            assert_eq!(&text[row.start_byte..row.end_byte], row.text);
            assert!(row.sentence_text.is_some_and(|sentence| sentence.contains(row.text) || row.kind == Kind::Quote));
        }
    }
}

#[test]
fn what_a_table_refers_to_stands_in_the_table_beside_it() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let of = |table| rows(&written(&texts, Style::new(Format::Csv(table))).0);
    let key = |row: &HashMap<String, String>, id: &str| (row["article_id"].clone(), row[id].clone());
    let articles: HashSet<String> = of(Table::Articles).iter().map(|row| row["article_id"].clone()).collect();
    let facts: HashSet<_> = of(Table::Facts).iter().map(|row| key(row, "id")).collect();
    let entities: HashSet<_> = of(Table::Entities).iter().map(|row| key(row, "entity_id")).collect();
    assert_eq!(articles.len(), texts.len());
    for fact in of(Table::Facts) {
        assert!(articles.contains(&fact["article_id"]));
        assert!(fact["entity"].is_empty() || entities.contains(&key(&fact, "entity")));
    }
    for link in of(Table::Links) {
        assert!(facts.contains(&key(&link, "from_id")) && facts.contains(&key(&link, "to_id")));
        assert!(!link["from_text"].is_empty() && !link["to_text"].is_empty());
    }
    for entity in of(Table::Entities) {
        let mentions: Vec<&str> = entity["mentions"].split('|').collect();
        assert_eq!(mentions.len().to_string(), entity["mention_count"]);
        assert!(mentions.iter().all(|id| facts.contains(&(entity["article_id"].clone(), (*id).to_owned()))));
    }
    for statement in of(Table::Statements) {
        assert!(facts.contains(&key(&statement, "fact_id")));
    }
}

#[test]
fn kinds_choose_rows_but_lose_no_name() {
    let text = "今年6月，纳溪区工商联为98家民营企业协调贷款1.2亿元。";
    for table in [Table::Statements, Table::Facts] {
        let mut style = Style::new(Format::Csv(table));
        style.kinds = Some(vec![Kind::Money]);
        let rows = rows(&written(&[text], style).0);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["kind"], "money");
        assert_eq!(rows[0].get("who").map_or("纳溪区工商联", String::as_str), "纳溪区工商联");
    }
}

#[test]
fn a_graph_has_every_end_of_every_relation_and_each_node_once() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let of = |file| rows(&written(&texts, Style::new(Format::Neo4j(file))).0);
    let nodes: Vec<String> = [Graph::Articles, Graph::Entities, Graph::Statements]
        .into_iter()
        .flat_map(of)
        .map(|row| row["id:ID"].clone())
        .collect();
    let known: HashSet<&String> = nodes.iter().collect();
    assert_eq!(known.len(), nodes.len());
    let relations = of(Graph::Relations);
    assert!(relations.len() > nodes.len());
    for relation in &relations {
        assert!(known.contains(&relation[":START_ID"]) && known.contains(&relation[":END_ID"]), "{relation:?}");
    }
    let types: HashSet<&str> = relations.iter().map(|relation| relation[":TYPE"].as_str()).collect();
    assert!(["AGENT", "SAID_IN", "MENTIONED_IN", "ABOUT"].iter().all(|name| types.contains(name)), "{types:?}");
    assert!(of(Graph::Statements).iter().all(|row| row[":LABEL"].starts_with("Statement;")));
}

#[test]
fn bio_labels_spell_the_mentions() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (page, analyses) = written(&texts, Style::new(Format::Bio));
    let mut lines = page.lines();
    let layers: Vec<&str> = lines.next().expect("columns").split(' ').skip(4).collect();
    assert_eq!(layers.len(), Kind::ALL.len() - 1);
    let (mut article, mut spelled) = (0, vec![vec![Vec::<String>::new(); layers.len()]; texts.len()]);
    for line in lines {
        if let Some(id) = line.strip_prefix("# newdoc id = a") {
            article = id.parse().expect("a number");
            continue;
        }
        let mut cells = line.split('\t');
        let c = cells.next().expect("a character");
        for (mentions, label) in spelled[article].iter_mut().zip(cells) {
            match label {
                "B" => mentions.push(c.to_owned()),
                "I" => mentions.last_mut().expect("a mention").push_str(c),
                label => assert_eq!(label, "O"),
            }
        }
    }
    for (analysis, spelled) in analyses.iter().zip(&spelled) {
        for (layer, mentions) in layers.iter().zip(spelled) {
            let facts = analysis.facts.iter().filter(|f| format!("SHILU:{}", f.kind().name().to_uppercase()) == *layer);
            let expected: Vec<String> =
                facts.map(|fact| fact.text.chars().filter(|c| !c.is_whitespace()).collect()).collect();
            assert_eq!(mentions, &expected, "{layer}");
        }
    }
}

/// The text of an XML document between two tags, entities resolved.
fn text_of(xml: &str) -> String {
    let inner = xml.split_once("<TEXT>").expect("a text").1.split_once("</TEXT>").expect("its end").0;
    let plain = inner.split('<').enumerate().map(|(at, part)| match at {
        0 => part,
        _ => part.split_once('>').expect("the end of a tag").1,
    });
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#13;", "\r"), ("&amp;", "&")];
    entities.iter().fold(plain.collect(), |text: String, (name, c)| text.replace(name, c))
}

#[test]
fn timeml_holds_the_text_and_a_tag_a_date() {
    for text in texts().iter().map(String::as_str).chain(["3<5 & \"好\"，今年6月。", ""]) {
        let (page, analyses) = written(&[text], Style::new(Format::TimeMl));
        assert_eq!(text_of(&page), text);
        let dates = analyses[0].facts.iter().filter(|fact| fact.kind() == Kind::Date).count();
        assert_eq!(page.matches("</TIMEX3>").count() - page.matches("<DCT>").count(), dates);
    }
}

#[test]
fn timeml_tells_ranges_by_their_ends_and_anchors_by_the_publication() {
    let text = "2020-11-25 16:25来源：江城在线\n1月至10月，进出口增长。自2020年9月起施行。每周三开放。";
    let (page, _) = written(&[text], Style::new(Format::TimeMl));
    for part in [
        "<DCT><TIMEX3 tid=\"t0\" type=\"TIME\" value=\"2020-11-25T16:25:00\"",
        "type=\"DURATION\" value=\"P10M\" beginPoint=",
        "type=\"DATE\" value=\"2020-01\"/>",
        "type=\"DATE\" value=\"2020-10\"/>",
        "type=\"DATE\" value=\"2020-09\" mod=\"ON_OR_AFTER\"",
        "type=\"SET\" value=\"XXXX-WXX-3\"",
        "anchorTimeID=\"t0\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn the_columns_are_described_where_readers_look_for_them() {
    let path = "docs/tables.md";
    let mut page = fs::read_to_string(path).expect(path);
    for table in Table::ALL.iter().filter(|table| **table != Table::Facts) {
        let (begin, end) = (format!("<!-- columns of {} -->\n", table.name()), "<!-- /columns -->");
        let start = page.find(&begin).expect("the table's place") + begin.len();
        let length = page[start..].find(end).expect("its end");
        let columns = table.describe();
        if std::env::var_os("SHILU_DOCS").is_some() {
            page.replace_range(start..start + length, &columns);
        } else {
            let told = &page[start..start + length];
            assert_eq!(told, columns, "{path} is old: SHILU_DOCS=1 cargo test --test tables writes it anew");
        }
    }
    if std::env::var_os("SHILU_DOCS").is_some() {
        fs::write(path, page).expect(path);
    }
}

fn shilu(arguments: &[&str]) -> (String, String, i32) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_shilu"));
    let output = command.arg("extract").args(arguments).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().expect("a code"))
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_holds_every_table_as_it_is_written_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = format!("{}/", folder.path().display());
    for (to, extension) in [("csv", "csv"), ("jsonl", "jsonl")] {
        let (out, err, code) = shilu(&["seeds/articles", "-o", &path, "--to", to, "-j", "3"]);
        assert_eq!((out.as_str(), err.as_str(), code), ("", "", 0));
        for table in Table::ALL {
            let (alone, _, _) = shilu(&["seeds/articles", "--to", &format!("{}.{extension}", table.name())]);
            let file = folder.path().join(format!("{}.{extension}", table.name()));
            assert!(fs::read_to_string(file).expect("a table") == alone, "{}", table.name());
        }
    }
    assert_eq!(names(folder.path()).len(), 10);
}

#[test]
fn the_outputs_name_tells_the_encoding_of_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, first) in [("a.jsonl", "{\"article_id\":"), ("a.csv", "article_id,"), ("a.txt", "article_id,")] {
        let path = folder.path().join(name).display().to_string();
        assert_eq!(shilu(&["seeds/articles", "--to", "statements", "-o", &path]).2, 0);
        assert!(fs::read_to_string(&path).expect("a table").starts_with(first), "{name}");
    }
    let (_, err, code) = shilu(&["seeds/articles", "--to", "statements.xml"]);
    assert_eq!(code, 2);
    assert!(err.contains("csv, jsonl, arrow or parquet"), "{err}");
    let (_, err, code) = shilu(&["seeds/articles", "--to", "neo4j"]);
    assert_eq!(code, 2);
    assert!(err.contains("name a folder with --output"), "{err}");
}

#[test]
fn articles_without_ids_can_be_joined_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = folder.path().join("news.jsonl");
    fs::write(&lines, "{\"text\":\"全县有98家企业。\"}\n{\"text\":\"增长三成。\"}\n").expect("a file");
    let (out, _, _) = shilu(&[&lines.display().to_string(), "--to", "statements"]);
    let ids: Vec<String> = rows(&out).iter().map(|row| row["article_id"].clone()).collect();
    assert_eq!(ids, [1, 2].map(|line| format!("{}:{line}", lines.display())));
}

#[test]
fn graphs_and_timeml_are_files_of_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let (graph, texts) = (folder.path().join("graph"), folder.path().join("texts"));
    assert_eq!(shilu(&["seeds/articles", "--to", "neo4j", "-o", &graph.display().to_string()]).2, 0);
    assert_eq!(names(&graph), ["articles.csv", "entities.csv", "relations.csv", "statements.csv"]);
    assert_eq!(shilu(&["seeds/articles", "--to", "timeml", "-o", &texts.display().to_string()]).2, 0);
    assert!(names(&texts).len() == 12 && names(&texts).iter().all(|name| name.ends_with(".tml")));
}

#[cfg(feature = "parquet")]
#[test]
fn files_of_columns_hold_as_many_rows_as_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = format!("{}/", folder.path().display());
    for to in ["csv", "arrow", "parquet"] {
        assert_eq!(shilu(&["seeds/articles", "-o", &path, "--to", to]).2, 0);
    }
    for table in Table::ALL {
        let file = |extension: &str| folder.path().join(format!("{}.{extension}", table.name()));
        let expected = rows(&fs::read_to_string(file("csv")).expect("CSV")).len();
        let parquet = fs::File::open(file("parquet")).expect("Parquet");
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(parquet).expect("Parquet");
        assert_eq!(reader.schema().fields(), table.schema().fields());
        let batches = reader.build().expect("a reader");
        assert_eq!(batches.map(|batch| batch.expect("rows").num_rows()).sum::<usize>(), expected, "{}", table.name());
        let arrow = fs::File::open(file("arrow")).expect("Arrow");
        let batches = arrow_ipc::reader::FileReader::try_new(arrow, None).expect("Arrow");
        assert_eq!(batches.map(|batch| batch.expect("rows").num_rows()).sum::<usize>(), expected, "{}", table.name());
    }
}
