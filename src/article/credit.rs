//! Lines of page furniture that name who made the page: `编辑丨王丽 责编丨赵强 校对丨孙梅`, `一审：王丽`, `文/周通`.

use super::Metadata;
use crate::lexicon::Lexicon;

/// What a label of `page/labels.txt` says of the name behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    Editor,
    Author,
    Source,
    Time,
    Other,
}

/// The longest name behind a label, in characters: pen names are longer than others.
const LONGEST_NAME: usize = 14;
/// The most words of one label.
const MOST_NAMES: usize = 12;

/// The label that `text` begins with, and how many bytes it has.
fn label(text: &str) -> Option<(Label, usize)> {
    let (word, value) = Lexicon::shared().page_labels.longest_prefix(text)?;
    let label = match value {
        "editor" => Label::Editor,
        "author" => Label::Author,
        "source" => Label::Source,
        "time" => Label::Time,
        _ => Label::Other,
    };
    Some((label, word.len()))
}

const fn is_separator(c: char) -> bool {
    matches!(c, ':' | '：' | '丨' | '｜' | '|' | '/' | '／' | '︱' | '┃')
}

/// What may stand between two fields of a line.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || is_separator(c)
        || matches!(c, '；' | ';' | '，' | ',' | '。' | '·' | '•' | '【' | '】' | '[' | ']' | '（' | '）' | '(' | ')')
}

/// Whether a character may stand in a name of a person, a pen name or an account: 李明_NB125.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '·' | '_' | '-' | '＿')
}

/// A line that is a label alone: its name stands in the next one.
pub(crate) fn lone_label(line: &str) -> Option<Label> {
    let (label, end) = label(line)?;
    let rest = line[end..].trim_start();
    let mut rest = rest.chars();
    (rest.next().is_some_and(is_separator) && rest.all(is_filler)).then_some(label)
}

/// Takes a line that holds nothing but the name of a label before it.
pub(super) fn name_line(line: &str, label: Label, metadata: &mut Metadata) -> bool {
    let named = line.chars().count() <= LONGEST_NAME
        && !line.is_empty()
        && line.chars().all(|c| is_of_name(c) || c == ' ' || c == '、');
    named && matches!(label, Label::Editor | Label::Author | Label::Other) && {
        line.split([' ', '、']).filter(|name| !name.is_empty()).for_each(|name| note(name, label, metadata));
        true
    }
}

/// Reads a line made of labels and names alone; says whether it is one.
pub(crate) fn read(line: &str, metadata: &mut Metadata) -> bool {
    let mut rest = line.trim_matches(is_filler);
    let mut found: Vec<(Label, Vec<&str>)> = Vec::new();
    while !rest.is_empty() {
        let Some((label, end)) = label(rest) else { return false };
        let behind = &rest[end..];
        let value = behind.trim_start();
        let separated = value.starts_with(is_separator);
        let apart = value.len() < behind.len();
        // Without a mark a label may be any word: 记者获悉.
        if !(separated || apart && !found.is_empty()) || matches!(label, Label::Source | Label::Time) {
            return false;
        }
        let mut value = value.trim_start_matches(|c: char| is_separator(c) || c.is_whitespace());
        let mut names = Vec::new();
        while names.len() < MOST_NAMES && !value.is_empty() && !labels(value) {
            let end = value.find(|c| !is_of_name(c)).unwrap_or(value.len());
            let (name, behind) = value.split_at(end);
            if name.is_empty() || !is_somebody(name, label) {
                return false;
            }
            names.push(name);
            let next = behind.trim_start_matches(|c: char| is_filler(c) || matches!(c, '、' | '&' | '/'));
            if next.len() == behind.len() && !next.is_empty() && !labels(next) {
                return false;
            }
            value = next;
        }
        found.push((label, names));
        rest = value.trim_start_matches(is_filler);
    }
    for (label, names) in &found {
        whole(names).iter().for_each(|name| note(name, *label, metadata));
    }
    !found.is_empty()
}

/// The names of a field: a surname and a given name of one character each may stand apart, 王　丽.
fn whole(names: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for name in names {
        let single = name.chars().count() == 1;
        match found.last_mut() {
            Some(last) if open && single => {
                last.push_str(name);
                open = false;
            }
            _ => {
                found.push((*name).to_owned());
                open = single;
            }
        }
    }
    found
}

/// Whether another field begins here.
fn labels(text: &str) -> bool {
    label(text).is_some_and(|(_, end)| text[end..].trim_start().starts_with(is_separator))
}

/// Whether a word can stand for somebody behind a label: a short name, an account, a body. Longer words are a caption.
fn is_somebody(name: &str, label: Label) -> bool {
    let length = name.chars().count();
    length <= 4
        || length <= LONGEST_NAME
            && (label == Label::Editor && length <= 8
                || name.chars().any(|c| c.is_ascii_alphanumeric() || c == '_')
                || ["desk", "body"].iter().any(|class| Lexicon::shared().page_bodies.ends_as(name, class)))
}

/// Takes a name for what its label says, unless the metadata has one.
fn note(name: &str, label: Label, metadata: &mut Metadata) {
    // 李明_NB125: the number of an account.
    let name = name.split(['_', '＿']).next().unwrap_or(name);
    match label {
        Label::Editor if !name.is_empty() => {
            metadata.editor.get_or_insert_with(|| name.to_owned());
        }
        Label::Author if is_person(name) && !metadata.authors.iter().any(|author| author == name) => {
            metadata.authors.push(name.to_owned());
        }
        _ => {}
    }
}

/// Whether a word among the names of a byline can be a person's name.
pub(super) fn is_person(name: &str) -> bool {
    (2..=4).contains(&name.chars().count())
        && name.chars().all(|c| c.is_alphabetic())
        && !Lexicon::shared().page_not_names.contains(name)
        && !Lexicon::shared().page_bodies.ends_as(name, "body")
}

/// Whether a line is a share bar, a link to other articles or a word on copyright: none of it is the article's text.
pub(crate) fn is_phrase(line: &str) -> bool {
    line.len() <= 240
        && !line.trim_end_matches('。').contains('。')
        && Lexicon::shared().page_phrases.longest_prefix(line).is_some()
}
