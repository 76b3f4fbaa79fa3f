//! The order of the house: which module may ask which, so that each can be read on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use shilu::{Kind, Relation};

type Graph = BTreeMap<String, BTreeSet<String>>;

/// All files of Rust in a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file without comments, and without its tests: these may ask whom they like.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("UTF-8");
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first names of all paths that begin with `prefix`: of `use crate::{a::B, c}` both `a` and `c`.
fn asked(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let mut depth = 0;
        let mut name = String::new();
        let mut fresh = true;
        for c in rest.chars() {
            match c {
                '{' => (depth, fresh) = (depth + 1, depth == 0),
                '}' => depth -= 1,
                ',' => fresh = depth == 1,
                c if fresh && (c.is_alphanumeric() || c == '_') => {
                    name.push(c);
                    continue;
                }
                c if c.is_whitespace() => continue,
                _ => fresh = false,
            }
            if !name.is_empty() {
                found.insert(std::mem::take(&mut name));
                fresh = c == ',' && depth == 1;
            }
            if depth <= 0 {
                break;
            }
        }
    }
    found
}

/// A way from a module back to itself, if there is one.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    fn walk(graph: &Graph, at: &str, way: &mut Vec<String>, done: &mut BTreeSet<String>) -> bool {
        if let Some(first) = way.iter().position(|module| module == at) {
            way.drain(..first);
            way.push(at.to_owned());
            return true;
        }
        if !done.insert(at.to_owned()) {
            return false;
        }
        way.push(at.to_owned());
        if graph.get(at).into_iter().flatten().any(|next| walk(graph, next, way, done)) {
            return true;
        }
        way.pop();
        false
    }
    let (mut way, mut done) = (Vec::new(), BTreeSet::new());
    graph.keys().any(|module| walk(graph, module, &mut way, &mut done)).then_some(way)
}

/// Which module a name is of that `lib.rs` or a `mod.rs` shows further up: `Error` of `error`.
fn shown(root: &Path, modules: &BTreeSet<String>) -> BTreeMap<String, String> {
    let code = code(root);
    let mut owners = BTreeMap::new();
    for line in code.split("pub use ").skip(1) {
        let line = line.split(';').next().unwrap_or_default();
        let Some((module, names)) = line.trim_start_matches("crate::").split_once("::") else { continue };
        if modules.contains(module) {
            for name in names.split(['{', '}', ',', ' ', '\n', ':']).filter(|name| !name.is_empty()) {
                owners.insert(name.to_owned(), module.to_owned());
            }
        }
    }
    owners
}

#[test]
fn no_module_of_the_crate_asks_one_that_asks_it() {
    let source = source();
    let module = |path: &Path| {
        let first = path.strip_prefix(&source).expect("a file of the crate").components().next().expect("a name");
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    let all = files(&source);
    let modules: BTreeSet<String> = all.iter().map(|path| module(path)).collect();
    let owners = shown(&source.join("lib.rs"), &modules);
    let mut graph = Graph::new();
    for path in &all {
        let own = module(path);
        if own == "lib" || own == "main" {
            continue;
        }
        let asked = asked(&code(path), "crate::").into_iter().map(|name| owners.get(&name).cloned().unwrap_or(name));
        graph.entry(own.clone()).or_default().extend(asked.filter(|name| *name != own && modules.contains(name)));
    }
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 30, "{graph:?}");
    assert_eq!(circle(&graph), None, "modules that ask each other in a circle");
}

/// The files of a folder with the modules that each asks. `mod.rs` declares them: it knows every file, and every file knows it.
fn within(folder: &Path) -> Graph {
    let module = |path: &Path| {
        let first = path.strip_prefix(folder).expect("a file of the folder").components().next().expect("a name");
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    let all = files(folder);
    let modules: BTreeSet<String> = all.iter().map(|path| module(path)).filter(|name| name != "mod").collect();
    let owners = shown(&folder.join("mod.rs"), &modules);
    let own_path = folder.strip_prefix(source()).expect("a folder of the crate").display().to_string();
    let own_path = format!("crate::{}::", own_path.replace('/', "::"));
    let mut graph = Graph::new();
    for path in &all {
        let own = module(path);
        if own == "mod" {
            continue;
        }
        let deep = path.strip_prefix(folder).expect("a file of the folder").components().count() > 1;
        let code = code(path);
        let mut names = asked(&code, &own_path);
        names.extend(asked(&code, if deep { "super::super::" } else { "super::" }));
        let names = names.into_iter().map(|name| owners.get(&name).cloned().unwrap_or(name));
        graph.entry(own.clone()).or_default().extend(names.filter(|name| *name != own && modules.contains(name)));
    }
    graph
}

#[test]
fn no_file_asks_one_of_its_folder_that_asks_it() {
    for (room, edges) in ROOMS {
        let graph = within(&source().join(room));
        assert!(graph.values().map(BTreeSet::len).sum::<usize>() >= edges, "{room}: {graph:?}");
        assert_eq!(circle(&graph), None, "files of {room} that ask each other in a circle");
    }
}

/// The folders whose files ask each other in one direction only, and how many such edges each has at least.
const ROOMS: [(&str, usize); 5] = [("date", 30), ("extract", 30), ("names", 30), ("numeral", 20), ("relate", 30)];

/// The functions of a file that are longer than 80 lines.
fn long_functions(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("UTF-8");
    let lines: Vec<&str> = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines().collect();
    let mut long = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let words: Vec<&str> = code.split([' ', '(']).take_while(|word| !word.contains('"')).collect();
        let Some(name) = words.iter().position(|&word| word == "fn").and_then(|fun| words.get(fun + 1)) else {
            continue;
        };
        let signature = words.iter().take_while(|&&word| word != "fn");
        if code.starts_with("//") || signature.clone().any(|w| !w.starts_with("pub") && !SIGNATURE.contains(w)) {
            continue;
        }
        let end = lines[at..].iter().position(|line| line.strip_prefix(indent) == Some("}")).unwrap_or(0);
        if !code.ends_with('}') && !code.ends_with(';') && end >= 80 {
            long.push(format!("{}: {name} has {} lines", path.display(), end + 1));
        }
    }
    long
}

/// What may stand before `fn`.
const SIGNATURE: [&str; 6] = ["const", "unsafe", "async", "super", "super)", "crate)"];

#[test]
fn files_have_at_most_500_lines_and_functions_80() {
    let mut wrong = Vec::new();
    for path in files(&source()) {
        let lines = fs::read_to_string(&path).expect("UTF-8").lines().count();
        if lines > 500 {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        wrong.extend(long_functions(&path));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a new kind touches beside its own two files, at most: the table of kinds, what a reader is told, what it states.
const OF_A_KIND: [&str; 5] =
    ["src/extract/mod.rs", "README.md", "README.zh.md", "CHANGELOG.md", "src/sink/statement.rs"];
/// Names every kind and needs no new one: the weights were not learned with it, and it is one of the others.
const OF_THE_KINDS_LEARNED: &str = "src/relate/read.rs";

/// Whether a text names a kind: in code, in JSON, or in a table of Markdown.
fn names(text: &str, kind: Kind) -> bool {
    let (name, variant) = (kind.name(), format!("{kind:?}"));
    [format!("Kind::{variant}"), format!("Record::{variant}"), format!("`{name}`"), format!("\"{name}\"")]
        .iter()
        .chain([&format!("{variant} in {name}:")])
        .any(|form| {
            text.match_indices(form.as_str()).any(|(at, _)| !text[at + form.len()..].starts_with(char::is_alphanumeric))
        })
}

#[test]
fn a_new_kind_touches_at_most_five_other_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "tests", "benches", "examples"].map(|folder| files(&root.join(folder)));
    let mut all: Vec<PathBuf> = folders.into_iter().flatten().collect();
    all.extend(["README.md", "README.zh.md", "ARCHITECTURE.md", "docs/tables.md"].map(|file| root.join(file)));
    let every = |path: &&PathBuf| {
        let text = fs::read_to_string(path).expect("UTF-8");
        Kind::ALL.iter().all(|&kind| names(&text, kind))
    };
    for path in all.iter().filter(every) {
        let path = path.strip_prefix(root).expect("a file of the project").to_str().expect("UTF-8");
        let known = OF_A_KIND.contains(&path) || path == OF_THE_KINDS_LEARNED;
        assert!(known, "{path} names every kind: a new one has to be added there too");
    }
    for readme in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(root.join(readme)).expect("UTF-8");
        for kind in Kind::ALL {
            assert!(text.contains(&format!("\n| `{kind}` |")), "{readme} has no row for {kind}");
        }
    }
    let text = fs::read_to_string(root.join("CONTRIBUTING.md")).expect("UTF-8");
    let section =
        text.split("## Add a kind of fact").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a section");
    for path in OF_A_KIND {
        assert!(section.contains(&format!("`{path}`")), "CONTRIBUTING.md does not send to {path}");
    }
}

#[test]
fn the_page_of_a_report_follows_each_relation() {
    let script = fs::read_to_string(source().join("sink/html/page.js")).expect("UTF-8");
    for relation in Relation::ALL {
        assert!(script.contains(&format!("\"{relation}\"")), "page.js does not follow {relation}");
    }
}

#[test]
fn a_circle_is_found_and_a_fork_is_none() {
    let graph = |edges: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    assert_eq!(circle(&graph(&[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])), None);
    assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")])).map(|way| way.join(" ")), Some("b c b".into()));
    let names: Vec<String> =
        asked("use crate::{a::B, c};\nlet x = crate::d::e(); use xcrate::f;", "crate::").into_iter().collect();
    assert_eq!(names, ["a", "c", "d"]);
}
