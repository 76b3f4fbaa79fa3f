//! What the packages are made of: every dependency has its reason, nothing outside a package is read when it is built, and what
//! the compiler cannot prove stands in one place.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a name, or of an ending, that are the repository's own.
fn files(folder: &Path, wanted: &impl Fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with('.') {
                files(&path, wanted, found);
            }
        } else if wanted(&path) {
            found.push(path);
        }
    }
}

fn manifests() -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(root(), &|path| path.ends_with("Cargo.toml"), &mut found);
    found
}

#[test]
fn every_dependency_has_a_reason_beside_it() {
    let manifests = manifests();
    assert!(manifests.len() >= 5);
    for manifest in manifests {
        let text = read(&manifest);
        let mut section = "";
        for line in text.lines() {
            if line.starts_with('[') {
                section = line.trim_matches(['[', ']']);
                continue;
            }
            let declares = section.ends_with("dependencies") && line.contains('=') && !line.starts_with('#');
            // What the workspace declares has its reason where it is used.
            if declares && section != "workspace.dependencies" {
                assert!(line.contains(" # "), "{}: {line}", manifest.display());
            }
        }
    }
}

#[test]
fn every_dependency_comes_from_the_registry_or_the_repository() {
    for manifest in manifests() {
        let text = read(&manifest);
        for line in text.lines().filter(|line| !line.trim_start().starts_with('#')) {
            assert!(!line.contains("git = "), "{}: {line}", manifest.display());
        }
    }
    for lock in ["Cargo.lock", "fuzz/Cargo.lock", "python/Cargo.lock"] {
        let lock = read(&root().join(lock));
        for source in lock.lines().filter(|line| line.starts_with("source = ")) {
            assert_eq!(source, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
        }
    }
}

/// The literals of a build script, where a path could stand.
fn literals(code: &str) -> Vec<&str> {
    let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

#[test]
fn the_build_script_reads_the_package_alone() {
    let mut scripts = Vec::new();
    files(root(), &|path| path.ends_with("build.rs") && path.parent() != Some(&root().join("src/trie")), &mut scripts);
    assert_eq!(scripts, [root().join("build.rs")]);
    let code = read(&scripts[0]);
    for literal in literals(&code) {
        assert!(
            (!literal.starts_with('/') || literal == "/" || literal.starts_with("//"))
                && !literal.contains("../")
                && !literal.contains("://"),
            "{literal}"
        );
    }
    // It asks the environment where to write, and starts no program.
    for asked in code.split("env::var").skip(1) {
        assert!(asked.starts_with("(\"OUT_DIR\")"), "{}", asked.lines().next().unwrap_or_default());
    }
    assert!(!code.contains("Command") && !code.contains("std::net") && !code.contains("home_dir"));
    // What it reads is published with it.
    let manifest = read(&root().join("Cargo.toml"));
    for folder in ["/build.rs", "/seeds", "/src"] {
        assert!(manifest.contains(&format!("    \"{folder}\",\n")));
    }
}

#[test]
fn unsafe_code_stands_in_one_place() {
    let mut sources = Vec::new();
    for folder in ["src", "python/src", "benches", "tools", "fuzz/checks", "fuzz/fuzz_targets", "examples"] {
        files(&root().join(folder), &|path| path.extension().is_some_and(|ending| ending == "rs"), &mut sources);
    }
    assert!(sources.len() > 100);
    let code = |path: &PathBuf| {
        let text = read(path);
        text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect::<Vec<_>>().join("\n")
    };
    let holds = |path: &&PathBuf| {
        let code = code(path);
        code.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == "unsafe")
    };
    let found: Vec<_> = sources.iter().filter(holds).collect();
    assert_eq!(found, [&root().join("src/prefetch.rs")]);
}
