//! The fuzzer's corpus, and what once broke, holds what the fuzzer checks. `fuzz/run TARGET` looks for more.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/checks/mod.rs"]
mod checks;

#[test]
fn every_input_of_the_corpus_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let mut read = 0;
    for folder in fs::read_dir(&corpus).expect("the corpus") {
        let folder = folder.expect("a folder").path();
        let target = folder.file_name().expect("a name").to_string_lossy().into_owned();
        for input in fs::read_dir(&folder).expect("a folder") {
            let input = input.expect("an input").path();
            let bytes = fs::read(&input).expect("an input");
            let held = std::panic::catch_unwind(|| checks::run(&target, &bytes));
            assert!(held.is_ok(), "{} does not hold", input.display());
            read += 1;
        }
    }
    assert!(read > 100, "{read} inputs");
}

/// Every target is built by `fuzz/Cargo.toml` and has a corpus.
#[test]
fn every_target_has_a_corpus() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let names = |folder: &str| {
        let entries = fs::read_dir(root.join(folder)).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("a manifest");
    let targets = names("fuzz_targets");
    assert_eq!(targets, names("corpus"));
    for target in targets {
        assert!(manifest.contains(&format!("name = \"{target}\"\n")), "{target} is not built");
    }
}
