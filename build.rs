//! Compiles `seeds/lexicon/**/*.txt` into static tables: `lexicon.rs` in the output folder declares `struct Lexicon`
//! with one word list a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/lexicon/format.rs"]
mod format;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new("seeds/lexicon");
    println!("cargo::rerun-if-changed=seeds/lexicon");
    println!("cargo::rerun-if-changed=src/lexicon/format.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();

    let mut fields = String::new();
    let mut inits = String::new();
    for file in files {
        let source = fs::read_to_string(&file)?;
        let entries = format::read(&source).map_err(|(line, reason)| format!("{}:{line}: {reason}", file.display()))?;
        let title = source.lines().next().and_then(|l| l.strip_prefix('#')).unwrap_or_default().trim();
        if title.is_empty() {
            return Err(
                format!("{}:1: the first line must be a comment with source and licence", file.display()).into()
            );
        }
        let longest = entries.iter().map(|(word, _)| word.chars().count()).max().unwrap_or(0);
        let (bytes, values) = format::compile(entries)?;
        let name = file.strip_prefix(root)?.with_extension("").to_string_lossy().replace(['/', '\\', '-'], "_");
        fs::write(out.join(format!("{name}.fst")), bytes)?;
        writeln!(fields, "    #[doc = {title:?}]\n    pub {name}: WordList,")?;
        writeln!(
            inits,
            "            {name}: WordList::compiled(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.fst\")), &{values:?}, {longest}),"
        )?;
    }
    let code = format!(
        "/// The word lists of `seeds/lexicon`, one a file.\n#[derive(Debug)]\npub struct Lexicon {{\n{fields}}}\n\n\
         impl Lexicon {{\n    fn compiled() -> Self {{\n        Self {{\n{inits}        }}\n    }}\n}}\n"
    );
    fs::write(out.join("lexicon.rs"), code)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "txt") {
            files.push(path);
        }
    }
    Ok(())
}
