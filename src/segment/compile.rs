// Compiles the segmenter's dictionary and models; compiled into the build script alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::Error;
use super::entry::Entry;
use super::trie::build::{Builder, Twice, Words};
use super::trie::node::Node;

/// What the models write for a probability of nothing.
const NEVER: f64 = -3.14e100;
/// The tags of the tag model; the dictionary has a few more.
const MODEL_TAGS: usize = 64;

/// The class of a UTF-16 unit: 0 for what the models know, 1 for the other characters of which words are made, 2 for the
/// rest, 3 for halves of characters beyond the basic plane.
pub(crate) fn class(unit: u16) -> u8 {
    match unit {
        0x4E00..=0x9FD5 => 0,
        0x9FD6..=0x9FFF | 0x3400..=0x4DBF | 0xF900..=0xFAFF => 1,
        0xD800..=0xDFFF => 3,
        _ if u8::try_from(unit).is_ok_and(|b| b.is_ascii_alphanumeric() || b"+#&._%-".contains(&b)) => 1,
        _ => 2,
    }
}

/// The words of a dictionary with their frequencies and tags.
pub(crate) fn entries(dictionary: &str) -> impl Iterator<Item = (&str, u64, &str)> {
    dictionary.lines().filter(|line| !line.starts_with("# ")).map(|line| {
        let mut fields = line.split(' ');
        let mut field = || fields.next().unwrap_or_default();
        (field(), field().parse().expect("a frequency"), field())
    })
}

/// Writes `segment.*` into the output folder.
pub(crate) fn compile(dictionary: &str, words: &str, tags: &str, codes: &[u16], out: &Path) -> Result<(), Error> {
    let known = (0..=u16::MAX).filter(|&unit| class(unit) == 0).count();
    let mut code = String::new();
    writeln!(code, "/// The last code of a character that the models know.\npub(super) const KNOWN: u16 = {known};")?;
    let tag_model = TagModel::read(tags)?;
    let mut tags: Vec<&str> = std::iter::once("").chain(tag_model.tags.iter().copied()).chain(["eng"]).collect();
    compile_dictionary(dictionary, codes, &tag_model, &mut tags, &mut code, out)?;
    writeln!(
        code,
        "/// The names of tags; those of the tag model begin at 1.\npub(super) static TAGS: &[&str] = &{tags:?};"
    )?;
    for (constant, tag) in [("NUMBER", "m"), ("LATIN", "eng"), ("UNREADABLE", "x")] {
        writeln!(
            code,
            "/// The number of the tag `{tag}`.\npub(super) const {constant}: u8 = {};",
            number(&tags, tag)?
        )?;
    }
    compile_word_model(words, codes, known, &mut code, out)?;
    tag_model.write(codes, known, out)?;
    fs::write(out.join("segment.rs"), code)?;
    Ok(())
}

fn number(tags: &[&str], tag: &str) -> Result<u32, Error> {
    Ok(tags.iter().position(|&other| other == tag).ok_or("a tag is missing")? as u32)
}

fn compile_dictionary<'s>(
    source: &'s str,
    codes: &[u16],
    model: &TagModel<'_>,
    tags: &mut Vec<&'s str>,
    code: &mut String,
    out: &Path,
) -> Result<(), Error> {
    let mut total = 0;
    let mut frequencies: Vec<u64> = entries(source).map(|(_, frequency, _)| frequency).collect();
    frequencies.sort_unstable();
    frequencies.dedup();
    let mut words = Words::default();
    for (word, frequency, tag) in entries(source) {
        total += frequency;
        let tag = tags.iter().position(|&other| other == tag).unwrap_or_else(|| {
            tags.push(tag);
            tags.len() - 1
        });
        let weight = frequencies.binary_search(&frequency).expect("it is listed") as u32 + (Entry::LISTED >> 8);
        if word.chars().any(|c| c > '\u{FFFF}') {
            return Err(format!("the dictionary has {word:?}, which is beyond the basic plane").into());
        }
        words.push(word.encode_utf16().map(|unit| codes[unit as usize]), weight << 8 | tag as u32);
    }
    let root = lay_out(source, &words, codes, |c| single_tag(c, model, tags), out)?;
    let log_total = (total as f64).ln();
    let weights = frequencies.iter().map(|&frequency| (frequency as f64).ln() - log_total);
    // No comparison chooses a word of weight 0. There are as many weights as numbers of weights, so that none is out of range.
    let weights = [f64::NAN, 0.0 - log_total].into_iter().chain(weights).chain(std::iter::repeat(f64::NAN));
    write_floats(&out.join("segment.weights"), weights.take(1 << 16))?;
    writeln!(
        code,
        "/// The base of the words, by the codes that they begin with.\npub(super) const ROOT: u32 = {root};"
    )?;
    writeln!(code, "/// The sum of all frequencies.\npub(super) const TOTAL: u64 = {total};")?;
    writeln!(
        code,
        "/// The frequency of each weight.\npub(super) static FREQUENCIES: &[u64] = &[0, 1, {}];",
        list(frequencies)
    )?;
    Ok(())
}

/// Writes the dictionary's array and returns the base of its words: nothing, single characters by their codes, and behind them
/// the trie of all words.
fn lay_out(
    source: &str,
    words: &Words,
    codes: &[u16],
    tag: impl Fn(char) -> Result<u32, Error>,
    out: &Path,
) -> Result<u32, Error> {
    let mut builder = Builder::default();
    builder.add(words).map_err(|Twice(a, b)| format!("the dictionary has its words {a} and {b} alike"))?;
    let (nodes, bases) = builder.build().ok_or("the dictionary is too large")?;
    let nodes: Vec<Node> = nodes.into_iter().map(Node::from_bytes).collect();
    // How many characters lead to each node.
    let mut lengths = vec![0; nodes.len()];
    for (word, ..) in entries(source) {
        let mut base = bases[0];
        for (before, unit) in word.encode_utf16().enumerate() {
            let place = base as usize + codes[unit as usize] as usize;
            (lengths[place], base) = (before + 1, nodes[place].base());
        }
    }
    let start = Entry::SINGLES + (1 << 16);
    let entry = |place: usize, value: u32| {
        let base = if nodes[place].base() == Node::LEAF { 0 } else { start + nodes[place].base() };
        Entry::new(nodes[place].label(), base, lengths[place], value)
    };
    let mut array = vec![Entry::NONE; Entry::PLACES];
    for unit in 0..=u16::MAX {
        let code = codes[unit as usize];
        let place = bases[0] as usize + code as usize;
        let node = nodes.get(place).filter(|node| node.label() == code && code != 0);
        let value = match (node.map_or(0, |node| node.value()), char::from_u32(unit.into())) {
            (0, Some(c)) => Entry::UNLISTED | tag(c)?,
            (value, _) => value,
        };
        array[Entry::SINGLES as usize + code as usize] = match node {
            // No word holds it: all that is known is its tag.
            _ if class(unit) > 1 => Entry::new(0, 0, 1, value & 0xFF),
            None => Entry::new(code, 0, 1, value),
            // Where words begin, what is no word is no choice beside them: it has no weight.
            Some(_) if value < Entry::LISTED => entry(place, value & 0xFF),
            Some(_) => entry(place, value),
        };
    }
    for (place, node) in nodes.iter().enumerate().filter(|(_, node)| node.label() != 0) {
        *array.get_mut(start as usize + place).ok_or("the dictionary is too large")? = entry(place, node.value());
    }
    let bytes: Vec<u8> = array.iter().flat_map(|entry| entry.0.to_le_bytes()).collect();
    fs::write(out.join("segment.entries"), bytes)?;
    Ok(start + bases[0])
}

/// The tag of a character that is no word.
fn single_tag(c: char, model: &TagModel<'_>, tags: &[&str]) -> Result<u32, Error> {
    match c {
        '0'..='9' => number(tags, "m"),
        'a'..='z' | 'A'..='Z' => number(tags, "eng"),
        _ => model.single(c).map_or_else(|| number(tags, "x"), |tag| Ok(tag as u32 + 1)),
    }
}

/// The model of words that the dictionary lacks: four states, and for each character how likely it is in each.
fn compile_word_model(source: &str, codes: &[u16], known: usize, code: &mut String, out: &Path) -> Result<(), Error> {
    let mut lines = source.lines().filter(|line| !line.starts_with('#'));
    let mut line = || lines.next().ok_or("the model of words is cut off");
    writeln!(
        code,
        "/// Where a word of the model begins: B, E, M, S.\npub(super) static START: [f64; 4] = [{}];",
        line()?.replace(' ', ", ")
    )?;
    writeln!(code, "/// From state to state.\npub(super) static STEP: [[f64; 4]; 4] = [")?;
    for _ in 0..4 {
        writeln!(code, "    [{}],", line()?.replace(' ', ", "))?;
    }
    writeln!(code, "];")?;
    let mut emissions = vec![[NEVER; 4]; known + 1];
    for state in 0..4 {
        for pair in line()?.split(',') {
            let (character, value) = pair.split_once(':').ok_or("no colon in the model of words")?;
            let unit = character.encode_utf16().next().ok_or("no character in the model of words")?;
            if let Some(row) = emissions.get_mut(codes[unit as usize] as usize) {
                row[state] = value.parse()?;
            }
        }
    }
    write_floats(&out.join("segment.emissions"), emissions.into_iter().flatten())
}

/// The model of tags: a state is a place in a word (B, M, E, S) and a tag.
struct TagModel<'s> {
    tags: Vec<&'s str>,
    start: [[f64; MODEL_TAGS]; 4],
    /// From `[place][tag]` to `[place][tag]`.
    step: BTreeMap<(usize, usize, usize, usize), f64>,
    /// The states of each character, in order, with how likely it is in them.
    states: BTreeMap<char, BTreeMap<(usize, usize), f64>>,
}

impl<'s> TagModel<'s> {
    fn read(source: &'s str) -> Result<Self, Error> {
        let mut model =
            Self { tags: Vec::new(), start: [[NEVER; MODEL_TAGS]; 4], step: BTreeMap::new(), states: BTreeMap::new() };
        let first = |text: &str| text.chars().next().ok_or("no character in the model of tags");
        let mut allowed: BTreeMap<char, Vec<(usize, usize)>> = BTreeMap::new();
        let mut section = "";
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if line.starts_with('@') {
                section = line;
                continue;
            }
            let mut parts = line.split('|');
            let head = parts.next().unwrap_or_default();
            match section {
                "@TAGS" => model.tags = line.split(',').collect(),
                "@START" => {
                    let [place, tag, value] = fields(line)?;
                    model.start[place.parse::<usize>()?][tag.parse::<usize>()?] = value.parse()?;
                }
                "@TRANS" => {
                    let from = state(head)?;
                    for part in parts {
                        let [place, tag, value] = fields(part)?;
                        model.step.insert((from.0, from.1, place.parse()?, tag.parse()?), value.parse()?);
                    }
                }
                "@EMIT" => {
                    let state = state(head)?;
                    for part in parts {
                        let [character, value] = fields(part)?;
                        model.states.entry(first(character)?).or_default().insert(state, value.parse()?);
                    }
                }
                "@CHAR_STATE" => {
                    let states = parts.map(state).collect::<Result<_, _>>()?;
                    allowed.insert(first(head)?, states);
                }
                _ => return Err(format!("the model of tags has no section {section:?}").into()),
            }
        }
        // A state that the character is never seen in, or may not have, cannot be chosen.
        for (character, states) in &mut model.states {
            let allowed = allowed.get(character).filter(|states| !states.is_empty());
            states.retain(|state, value| *value > NEVER && allowed.is_none_or(|allowed| allowed.contains(state)));
        }
        Ok(model)
    }

    /// The tag of a word of one character: the likeliest by itself, the last of those as likely.
    fn single(&self, c: char) -> Option<usize> {
        let mut best = (NEVER, None);
        for (&(place, tag), &value) in self.states.get(&c).into_iter().flatten() {
            let score = self.start[place][tag] + value;
            if place == 3 && score > NEVER && score >= best.0 {
                best = (score, Some(tag));
            }
        }
        best.1
    }

    /// Writes the model as the search reads it: within a word the tag stays, between words it may change.
    fn write(&self, codes: &[u16], known: usize, out: &Path) -> Result<(), Error> {
        if self.tags.len() != MODEL_TAGS {
            return Err("the model of tags has not its number of tags".into());
        }
        let mut within = [[[NEVER; MODEL_TAGS]; 2]; 2];
        let mut between = vec![NEVER; 2 * MODEL_TAGS * 2 * MODEL_TAGS];
        for (&(from, tag, to, next), &value) in &self.step {
            if value > 0.0 {
                return Err("the model of tags has a step that is more than certain".into());
            }
            match (from, to) {
                (0 | 1, 1 | 2) if tag == next => within[from][to - 1][tag] = value,
                (2 | 3, 0 | 3) => {
                    let row = to / 3 * MODEL_TAGS + next;
                    between[row * 2 * MODEL_TAGS + (from - 2) * MODEL_TAGS + tag] = value;
                }
                _ => return Err(format!("the model of tags goes from {from},{tag} to {to},{next}").into()),
            }
        }
        let floats = self.start[0].iter().chain(&self.start[3]).chain(within.as_flattened().as_flattened());
        write_floats(&out.join("segment.tags.steps"), floats.copied().chain(between))?;

        let mut rows = vec![[0_u8; 8]; known + 1];
        let mut tags = Vec::new();
        let mut values = Vec::new();
        for (&character, states) in &self.states {
            let row = character.encode_utf16(&mut [0; 2])[0] as usize;
            let row =
                rows.get_mut(codes[row] as usize).ok_or("the model of tags has a character unknown to the other")?;
            row[..4].copy_from_slice(&(tags.len() as u32).to_le_bytes());
            for (place, end) in row[4..].iter_mut().enumerate() {
                *end = states.range(..(place + 1, 0)).count().try_into()?;
            }
            tags.extend(states.keys().map(|&(_, tag)| tag as u8));
            values.extend(states.values().copied());
        }
        fs::write(out.join("segment.tags.rows"), rows.as_flattened())?;
        fs::write(out.join("segment.tags.states"), tags)?;
        write_floats(&out.join("segment.tags.values"), values.into_iter())
    }
}

/// A state `place,tag`.
fn state(text: &str) -> Result<(usize, usize), Error> {
    let [place, tag] = fields(text)?;
    Ok((place.parse()?, tag.parse()?))
}

fn fields<const N: usize>(text: &str) -> Result<[&str; N], Error> {
    let fields: Vec<&str> = text.split(',').collect();
    fields.try_into().map_err(|_| format!("not {N} fields: {text:?}").into())
}

fn write_floats(path: &Path, floats: impl Iterator<Item = f64>) -> Result<(), Error> {
    fs::write(path, floats.flat_map(f64::to_le_bytes).collect::<Vec<u8>>())?;
    Ok(())
}

fn list(numbers: Vec<u64>) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}
