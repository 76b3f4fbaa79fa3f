//! A user's own organizations are found exactly as listed.

use std::fmt::Write as _;

use shilu::lexicon::WordList;
use shilu::{Analyzer, Record};

fn found(analyzer: &Analyzer, text: &str) -> Vec<(String, String, String)> {
    let facts = analyzer.analyze(text).facts;
    facts
        .into_iter()
        .filter_map(|fact| match fact.record {
            Record::Organization(body) => Some((fact.text, body.name, format!("{:?}", body.class))),
            _ => None,
        })
        .collect()
}

fn analyzer(list: &str) -> Analyzer {
    Analyzer::builder().organizations(WordList::parse("mine.txt", list).expect("a list")).expect("types").build()
}

#[test]
fn one_of_two_hundred_thousand_is_found() {
    let mut list = String::new();
    for number in 0..200_000 {
        writeln!(list, "远山{number:06}号合作社\tcompany").expect("a line");
    }
    let analyzer = analyzer(&list);
    for number in ["000000", "124242", "199999"] {
        let name = format!("远山{number}号合作社");
        let bodies = found(&analyzer, &format!("今年6月，{name}为98家农户供应种苗。"));
        assert_eq!(bodies, [(name.clone(), name, "Company".to_owned())]);
    }
}

#[test]
fn a_name_of_any_length_is_found_whole() {
    for name in ["云", "云上七号", &"长江上游生态渔业合作示范".repeat(8)] {
        let analyzer = analyzer(&format!("{name}\tteam\n"));
        let bodies = found(&analyzer, &format!("昨日，{name}获得表彰。"));
        assert_eq!(bodies, [(name.to_owned(), name.to_owned(), "Team".to_owned())]);
    }
}

#[test]
fn a_short_form_bears_its_full_name() {
    let analyzer = analyzer("宏达系\tcompany 宏达投资控股集团\n");
    let bodies = found(&analyzer, "宏达系今年新增投资3亿元。");
    assert_eq!(bodies, [("宏达系".to_owned(), "宏达投资控股集团".to_owned(), "Company".to_owned())]);
}

#[test]
fn a_listed_name_wins_over_what_is_found_around_it() {
    // 教育局 alone would go with its county.
    let analyzer = analyzer("教育局家委会\tassociation\n");
    let bodies = found(&analyzer, "阳城县教育局家委会召开会议。");
    assert_eq!(bodies, [("教育局家委会".to_owned(), "教育局家委会".to_owned(), "Association".to_owned())]);
}

#[test]
fn a_listed_body_keeps_the_places_inside_it_and_no_other_names() {
    let analyzer = analyzer("云河县王建国工作室\tcompany\n");
    let facts = analyzer.analyze("昨日，云河县王建国工作室揭牌，县长王建国到场。").facts;
    let persons = facts.iter().filter(|fact| matches!(fact.record, Record::Person(_)));
    assert_eq!(persons.map(|fact| fact.start_char).collect::<Vec<_>>(), [17]);
}
