//! Compiles `seeds` into static tables in the output folder: the codes of characters, the word lists of `seeds/lexicon` as
//! one double array with `lexicon.rs`, which declares a list a file, and the segmenter's dictionary and models.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(dead_code, reason = "the build script writes entries, the crate reads them")]
#[path = "src/segment/entry.rs"]
mod entry;
#[path = "src/lexicon/format.rs"]
mod format;
#[path = "src/segment/compile.rs"]
mod segment;
#[expect(dead_code, reason = "the build script packs, the crate unpacks")]
#[path = "src/lexicon/union.rs"]
mod union;
#[path = "."]
mod trie {
    #[path = "src/trie/build.rs"]
    pub(crate) mod build;
    #[expect(dead_code, reason = "the build script fills sets, the crate asks them")]
    #[path = "src/trie/charset.rs"]
    pub(crate) mod charset;
    #[path = "src/trie/node.rs"]
    pub(crate) mod node;
}

use trie::build::{Builder, Twice, Words};
use trie::charset::{ALL, CharSet, PairSet};

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    for input in [
        "seeds",
        "lexicon/format.rs",
        "lexicon/union.rs",
        "segment/compile.rs",
        "segment/entry.rs",
        "trie/build.rs",
        "trie/charset.rs",
        "trie/node.rs",
    ] {
        println!("cargo::rerun-if-changed={}{input}", if input == "seeds" { "" } else { "src/" });
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let lists = lists(Path::new("seeds/lexicon"))?;
    let segment = |name| fs::read_to_string(Path::new("seeds/segment").join(name));
    let dictionary = segment("dictionary.txt")?;
    let codes = codes(&lists, &dictionary);
    let bytes: Vec<u8> = codes.iter().flat_map(|code| code.to_le_bytes()).collect();
    fs::write(out.join("codes.bin"), bytes)?;
    lexicon(&lists, &codes, &out)?;
    segment::compile(&dictionary, &segment("words.txt")?, &segment("tags.txt")?, &codes, &out)
}

/// Long lists that are asked for the ends of few and short texts: they are compiled in one direction, which makes the program
/// half a megabyte smaller.
const FORWARD: [&str; 10] = [
    "division_short_names",
    "division_short_names_risky",
    "facilities",
    "features",
    "org_names",
    "person_names",
    "regions",
    "townships",
    "traditional_chars",
    "world_cities",
];

/// A word list as it stands in its file.
struct List {
    path: PathBuf,
    /// Its path below the folder, without the extension: the name that users ask for.
    name: String,
    /// The field of `Lexicon`.
    field: String,
    source: String,
}

fn lists(root: &Path) -> Result<Vec<List>, Error> {
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    let mut lists = Vec::new();
    for path in files {
        let name = path.strip_prefix(root)?.with_extension("").to_string_lossy().replace('\\', "/");
        let field = name.replace(['/', '-'], "_");
        let source = fs::read_to_string(&path)?;
        lists.push(List { path, name, field, source });
    }
    Ok(lists)
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

/// The code of each UTF-16 unit: its rank by how often words have it, within its class: characters that the segmenter's
/// models know first, then the others that its dictionary may hold, then the rest. U+0000 keeps 0.
fn codes(lists: &[List], dictionary: &str) -> Vec<u16> {
    let mut counts = vec![0_u64; 1 << 16];
    for unit in lists.iter().flat_map(|list| list.source.encode_utf16()) {
        counts[unit as usize] += 1;
    }
    for (word, frequency, _) in segment::entries(dictionary) {
        for unit in word.encode_utf16() {
            counts[unit as usize] += frequency;
        }
    }
    let mut units: Vec<u16> = (1..=u16::MAX).collect();
    units.sort_by_key(|&unit| (segment::class(unit), std::cmp::Reverse(counts[unit as usize])));
    let mut codes = vec![0; 1 << 16];
    for (rank, unit) in units.into_iter().enumerate() {
        codes[unit as usize] = rank as u16 + 1;
    }
    codes
}

/// Writes the lists: `lexicon.nodes`, `lexicon.values`, `lexicon.ends` and `lexicon.rs`.
fn lexicon(lists: &[List], codes: &[u16], out: &Path) -> Result<(), Error> {
    let word_codes =
        |word: &'_ str| word.encode_utf16().map(|unit| codes[unit as usize]).collect::<Vec<_>>().into_iter();
    let mut builder = Builder::default();
    let mut values = format::Values::default();
    let mut compiled = Vec::new();
    for List { path, name, field, source } in lists {
        let shown = path.display();
        let title = source.lines().next().and_then(|l| l.strip_prefix('#')).unwrap_or_default().trim();
        if title.is_empty() {
            return Err(format!("{shown}:1: the first line must be a comment with source and licence").into());
        }
        let wrong = |(line, reason)| format!("{shown}:{line}: {reason}");
        let entries = format::read(source).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        let (words, starts, ends) = format::encode(&entries, &mut values, word_codes);
        let mut add = |words| builder.add(words).map_err(|Twice(a, b)| wrong(format::twice(&entries, a, b)));
        let longest = entries.iter().map(|entry| entry.word.chars().count()).max().unwrap_or_default();
        let forward = FORWARD.contains(&field.as_str());
        if forward && longest > format::LONGEST {
            return Err(format!("{shown}: a word has {longest} characters, {} are allowed", format::LONGEST).into());
        }
        let reversed = (!forward).then(|| words.reversed());
        let roots = (add(&words)?, reversed.as_ref().map(&mut add).transpose()?);
        let file = fs::canonicalize(path)?;
        compiled.push(((name, field), title, file, roots, words.len(), starts.0, ends.0, words.pairs()));
    }
    let places = places(lists, &mut values, word_codes);
    let pairs = set(&places.pairs());
    let places = builder.add(&places).map_err(|_| "a place is listed twice")?;
    let mut traditional = CharSet::<ALL>::new();
    let chars = lists.iter().find(|list| list.field == "traditional_chars");
    for entry in chars.iter().flat_map(|list| format::read(&list.source)).flatten() {
        let mut units = entry.word.encode_utf16();
        // One that is read as a longer or shorter one stays what it is.
        if let (Some(unit), None, true) = (units.next(), units.next(), entry.word.len() == entry.value.len()) {
            traditional.insert(codes[unit as usize]);
        }
    }
    let (nodes, bases) = builder.build().ok_or("the word lists are too large")?;
    fs::write(out.join("lexicon.nodes"), nodes.as_flattened())?;
    fs::write(out.join("lexicon.values"), &values.text)?;
    fs::write(out.join("lexicon.ends"), values.ends.iter().flat_map(|end| end.to_le_bytes()).collect::<Vec<u8>>())?;

    let mut fields = String::new();
    let mut inits = String::new();
    let (mut names, mut arms) = (String::new(), String::new());
    for ((name, field), title, file, (forward, backward), len, starts, ends, pairs) in compiled {
        let (forward, backward) = (bases[forward], backward.map_or(format::NO_ROOT, |root| bases[root]));
        writeln!(fields, "    #[doc = {title:?}]\n    pub(crate) {field}: WordList,")?;
        write!(names, "{name:?}, ")?;
        writeln!(arms, "            {name:?} => &COMPILED.{field},")?;
        writeln!(
            inits,
            "    {field}: WordList::compiled({name:?}, include_str!({file:?}), {forward}, {backward}, {len}, {starts:?}, {ends:?}, {}),",
            set(&pairs)
        )?;
    }
    let code = format!(
        "/// The word lists of `seeds/lexicon`, one a file; `seeds/README.md` says what each holds.\n\
         #[derive(Debug)]\npub struct Lexicon {{\n{fields}}}\n\n\
         const NAMES: &[&str] = &[{names}];\n\n\
         fn named(name: &str) -> Option<&'static WordList> {{\n    Some(match name {{\n{arms}            _ => return None,\n    }})\n}}\n\n\
         static COMPILED: Lexicon = Lexicon {{\n{inits}}};\n\n\
         pub(crate) static PLACES: Places = Places {{ forward: {}, pairs: {} }};\n\n\
         static TRADITIONAL: CharSet<ALL> = CharSet({:?});\n",
        bases[places], pairs, traditional.0
    );
    fs::write(out.join("lexicon.rs"), code)?;
    Ok(())
}

/// A set of pairs as the crate declares it.
fn set(PairSet { bits, shift, singles }: &PairSet) -> String {
    format!("PairSet {{ bits: Cow::Borrowed(&{bits:?}), shift: {shift}, singles: {singles} }}")
}

/// The lists of places as one.
fn places<'s, C: Iterator<Item = u16>>(
    lists: &'s [List],
    values: &mut format::Values<'s>,
    codes: impl Fn(&'s str) -> C,
) -> Words {
    let mut words = Words::default();
    let mut seen = HashSet::new();
    for (place, name) in union::PLACES.iter().enumerate() {
        let list = lists.iter().find(|list| list.field == *name);
        for entry in list.iter().flat_map(|list| format::read(&list.source)).flatten() {
            if seen.insert(entry.word) {
                words.push(codes(entry.word), union::pack(place as u32, values.place(entry.value)));
            }
        }
    }
    words
}
