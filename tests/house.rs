//! The order of the house: which module may ask which, so that each can be read on its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use shilu::Relation;

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

/// `mod.rs` declares the kinds and calls their rules: it knows every file, and every file knows its `Mention`.
#[test]
fn no_file_of_the_kinds_asks_one_that_asks_it() {
    let folder = source().join("extract");
    let module = |path: &Path| {
        let first = path.strip_prefix(&folder).expect("a file of the kinds").components().next().expect("a name");
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    let all = files(&folder);
    let modules: BTreeSet<String> = all.iter().map(|path| module(path)).filter(|name| name != "mod").collect();
    let owners = shown(&folder.join("mod.rs"), &modules);
    let mut graph = Graph::new();
    for path in &all {
        let own = module(path);
        if own == "mod" {
            continue;
        }
        let deep = path.strip_prefix(&folder).expect("a file of the kinds").components().count() > 1;
        let code = code(path);
        let mut names = asked(&code, "crate::extract::");
        names.extend(asked(&code, if deep { "super::super::" } else { "super::" }));
        let names = names.into_iter().map(|name| owners.get(&name).cloned().unwrap_or(name));
        graph.entry(own.clone()).or_default().extend(names.filter(|name| *name != own && modules.contains(name)));
    }
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 30, "{graph:?}");
    assert_eq!(circle(&graph), None, "files that ask each other in a circle");
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
