//! The answers that readers gave, and which candidates agree with them.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead, BufReader};

use serde_json::Value;
use shilu::explain::Candidate;
use shilu::{Analysis, FactId};

const FIELDS: [&str; 11] = [
    "object",
    "action",
    "change",
    "agent",
    "time",
    "place",
    "campaign",
    "speaker",
    "recipient",
    "awarder",
    "organizer",
];
/// What readers call the roles of a kind: who, and by whom.
const CALLED: [(&str, &str, &str); 5] = [
    ("quote", "who", "speaker"),
    ("honor", "who", "recipient"),
    ("honor", "by", "awarder"),
    ("event", "by", "organizer"),
    ("campaign", "by", "organizer"),
];

/// What readers say, by field: each answer that is right.
pub type Answers = HashMap<String, Vec<Option<String>>>;

/// A text with what readers say of its quantities.
pub struct Text {
    pub id: String,
    pub text: String,
    pub published: Option<String>,
    /// By the quantity's first and last code point, its answers by field.
    pub answers: HashMap<(usize, usize), Answers>,
    /// Whether it is scored; others are for training alone.
    pub scored: bool,
    /// How much its questions count.
    pub counts: f32,
    pub fold: usize,
}

/// The texts of a file in the form of the gold: a null or `|`-separated words a field, a list where null is one of the answers.
pub fn load(path: &str, scored: bool, folds: usize) -> Result<Vec<Text>, Box<dyn Error>> {
    let lines = std::fs::read_to_string(path)?;
    let mut texts = lines.lines().map(|line| read(line, scored)).collect::<Result<Vec<_>, _>>()?;
    texts.sort_by(|a, b| a.id.cmp(&b.id));
    for (n, text) in texts.iter_mut().enumerate() {
        text.fold = n % folds;
    }
    Ok(texts)
}

fn read(line: &str, scored: bool) -> Result<Text, Box<dyn Error>> {
    let row: Value = serde_json::from_str(line)?;
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let mut answers = HashMap::new();
    for fact in row["facts"].as_array().into_iter().flatten() {
        let kind = fact["kind"].as_str().unwrap_or_default();
        let words = fact["text"].as_str().unwrap_or_default();
        let nth = fact["nth"].as_u64().unwrap_or(0) as usize;
        let Some((byte, _)) = text.match_indices_overlapping(words).nth(nth) else {
            return Err(format!("{}: {words} is not in the text", row["id"]).into());
        };
        let start = text[..byte].chars().count();
        let mut fields = HashMap::new();
        for field in FIELDS {
            let Some(value) = fact.get(called(kind, field)).or_else(|| fact.get(field)) else { continue };
            let values = match value {
                Value::Array(values) => values.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
                Value::String(words) => words.split('|').map(|w| Some(w.to_owned())).collect(),
                _ => vec![None],
            };
            fields.insert(field.to_owned(), values);
        }
        if !fields.is_empty() {
            answers.insert((start, start + words.chars().count()), fields);
        }
    }
    let published = row["published"].as_str().map(str::to_owned);
    Ok(Text {
        id: row["id"].as_str().unwrap_or_default().to_owned(),
        text,
        published,
        answers,
        scored,
        counts: 1.0,
        fold: 0,
    })
}

/// The marks of a file that holds places and no text: `{"file", "article", "paragraphs": [first, end], "chars", "facts"}` a line. The
/// text is those paragraphs, blank ones not counted, of that article of that file of `corpus`; `at` is a quantity, and an answer
/// is null or its first and last code point.
pub fn load_marks(path: &str, corpus: &str, folds: usize) -> Result<Vec<Text>, Box<dyn Error>> {
    let mut wanted: HashMap<String, HashMap<String, Vec<Value>>> = HashMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let key = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
        wanted.entry(key("file")).or_default().entry(key("article")).or_default().push(row);
    }
    let mut texts = Vec::new();
    for (file, articles) in wanted {
        let packed = std::fs::File::open(format!("{corpus}/{file}.jsonl.zst"))?;
        let mut unpacked = zstd::Decoder::new(packed)?;
        unpacked.window_log_max(27)?;
        for line in BufReader::new(unpacked).lines() {
            let article: Value = serde_json::from_str(&line?)?;
            let id = article["id"].as_str().unwrap_or_default();
            // An id may stand twice; the text that was marked has its length.
            let rows = articles.get(id).into_iter().flatten();
            texts.extend(rows.filter_map(|row| marked(row, &article)));
        }
    }
    texts.sort_by(|a, b| a.id.cmp(&b.id));
    texts.iter_mut().enumerate().for_each(|(n, text)| text.fold = n % folds);
    Ok(texts)
}

fn marked(row: &Value, article: &Value) -> Option<Text> {
    let number = |value: &Value| Some(value.as_u64()? as usize);
    let paragraphs: Vec<&str> = article["text"].as_str()?.split('\n').filter(|p| !p.trim().is_empty()).collect();
    let (first, end) = (number(&row["paragraphs"][0])?, number(&row["paragraphs"][1])?);
    let text = paragraphs.get(first..end)?.join("\n");
    let chars: Vec<char> = text.chars().collect();
    if number(&row["chars"])? != chars.len() {
        return None;
    }
    let words = |at: &Value| Some(chars.get(number(&at[0])?..number(&at[1])?)?.iter().collect::<String>());
    let mut answers = HashMap::new();
    for fact in row["facts"].as_array()? {
        let mut fields = HashMap::new();
        let kind = fact["kind"].as_str().unwrap_or_default();
        for field in FIELDS {
            let Some(given) = fact.get(called(kind, field)).or_else(|| fact.get(field)).and_then(Value::as_array)
            else {
                continue;
            };
            let read = |v: &Value| if v.is_array() { words(v) } else { v.as_str().map(str::to_owned) };
            fields.insert(field.to_owned(), given.iter().map(read).collect());
        }
        answers.insert((number(&fact["at"][0])?, number(&fact["at"][1])?), fields);
    }
    let id = format!("{} {first}", article["id"].as_str()?);
    let published = article["published"].as_str().map(str::to_owned);
    Some(Text { id, text, published, answers, scored: false, counts: 1.0, fold: 0 })
}

/// What readers call a field of a kind.
fn called<'f>(kind: &str, field: &'f str) -> &'f str {
    CALLED.iter().find(|&&(of, _, own)| kind.contains(of) && own == field).map_or(field, |&(_, called, _)| called)
}

trait Overlapping {
    fn match_indices_overlapping<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (usize, &'a str)>;
}

impl Overlapping for str {
    fn match_indices_overlapping<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self[from..].find(words)?;
            from = at + self[at..].chars().next()?.len_utf8();
            Some((at, words))
        })
    }
}

/// Words as the scorer compares them: without quotation marks and blanks.
fn plain(words: &str) -> String {
    let marks = "“”‘’\"'「」『』《》<>";
    words
        .chars()
        .filter(|c| !marks.contains(*c) && !c.is_whitespace())
        .map(|c| if c == ',' { '，' } else { c })
        .collect()
}

/// Whether a candidate agrees with one of the answers, as `score.py` compares them.
pub fn agrees(field: &str, candidate: &Candidate, answers: &[Option<String>], analysis: &Analysis) -> bool {
    if field == "change" {
        let change = candidate.change.and_then(|c| serde_json::to_value(c).ok());
        let change = change.as_ref().and_then(Value::as_str);
        return answers.iter().any(|a| a.as_deref() == change);
    }
    let Some(text) = &candidate.text else { return answers.iter().any(Option::is_none) };
    let mut forms = vec![plain(text)];
    if field != "object" && field != "action" {
        forms.extend(candidate.fact.and_then(|f| name(analysis, f)).map(|n| plain(&n)));
    }
    answers.iter().flatten().any(|answer| {
        let answer = plain(answer);
        forms.iter().any(|form| {
            let long = form.chars().count().min(answer.chars().count()) >= 2;
            *form == answer || field == "object" && long && (form.ends_with(&answer) || answer.ends_with(form.as_str()))
        })
    })
}

/// The full name of a mention.
pub fn name(analysis: &Analysis, fact: FactId) -> Option<String> {
    let value = serde_json::to_value(analysis.facts.get(fact.0 - 1)?).ok()?;
    value["name"].as_str().map(str::to_owned)
}
