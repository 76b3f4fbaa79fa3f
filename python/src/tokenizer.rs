//! jieba's words: what stands behind `shilu.jieba`.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use shilu::Span;
use shilu::segment::Segmenter;

use crate::error::raise;
use crate::lists::List;

/// Words that Python has objects for. News says few words very often, and to hand out one that there is costs a tenth of
/// making it; a slot holds the last word that fell into it, so memory is bounded.
struct Known(Vec<Slot>);

#[derive(Default)]
struct Slot {
    /// The bytes and the length of a word, 0 for none.
    key: u128,
    /// None while the word waits to be made.
    object: Option<Py<PyString>>,
    /// Where it waits in its row.
    place: usize,
}

impl Known {
    /// As many as stay in the processor's caches; a power of two.
    const SLOTS: usize = 1 << 13;

    fn new() -> Self {
        Self(std::iter::repeat_with(Slot::default).take(Self::SLOTS).collect())
    }

    fn slot(&mut self, key: u128) -> &mut Slot {
        let mixed = (key as u64 ^ (key >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        &mut self.0[(mixed >> 40) as usize % Self::SLOTS]
    }

    /// Adds the objects of a row of words to `row`, which is empty.
    fn row<'py>(&mut self, py: Python<'py>, text: &str, spans: &[Span], row: &mut VecDeque<Bound<'py, PyString>>) {
        let mut new = New::default();
        let mut again = Vec::new();
        // Stands where a word waits to be made.
        let nothing = intern!(py, "");
        for (place, &span) in spans.iter().enumerate() {
            let word = &text[span.range()];
            let Some(key) = key(text, span) else {
                row.push_back(PyString::new(py, word));
                continue;
            };
            let slot = self.slot(key);
            if slot.key == key {
                match &slot.object {
                    Some(object) => row.push_back(object.bind(py).clone()),
                    None => {
                        again.push((place, slot.place));
                        row.push_back(nothing.clone());
                    }
                }
                continue;
            }
            if word.contains(SEPARATOR) {
                row.push_back(PyString::new(py, word));
                continue;
            }
            *slot = Slot { key, object: None, place };
            new.push(word, place, key);
            row.push_back(nothing.clone());
        }
        for ((place, key), object) in new.words.iter().zip(new.objects(py)) {
            let slot = self.slot(*key);
            if slot.key == *key {
                slot.object = Some(object.clone().unbind());
            }
            row[*place] = object;
        }
        for (place, first) in again {
            row[place] = row[first].clone();
        }
    }
}

/// A word of at most fifteen bytes and its length as one number.
fn key(text: &str, span: Span) -> Option<u128> {
    const LONGEST: usize = 15;
    let length = span.end - span.start;
    if length > LONGEST {
        return None;
    }
    let rest = &text.as_bytes()[span.start..];
    let bytes = match rest.first_chunk() {
        Some(bytes) => u128::from_le_bytes(*bytes) & !(u128::MAX << (8 * length)),
        // At the end of the text.
        None => rest[..length].iter().rev().fold(0, |bytes, &byte| bytes << 8 | u128::from(byte)),
    };
    Some(bytes | (length as u128) << 120)
}

/// Words that Python has no objects for yet: made as one text that Python splits, for half of what it costs to make each from
/// its bytes.
#[derive(Default)]
struct New {
    /// The words, [`SEPARATOR`] between.
    text: String,
    /// The place of each in its row, and its key.
    words: Vec<(usize, u128)>,
}

/// Stands between words that are made together, and in none of them.
const SEPARATOR: char = '\u{1f}';

impl New {
    fn push(&mut self, word: &str, place: usize, key: u128) {
        if !self.words.is_empty() {
            self.text.push(SEPARATOR);
        }
        self.text.push_str(word);
        self.words.push((place, key));
    }

    fn objects<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, PyString>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let split = || {
            let parts = PyString::new(py, &self.text).call_method1(intern!(py, "split"), (SEPARATOR,))?;
            parts.cast_into::<PyList>()?.iter().map(|part| Ok(part.cast_into()?)).collect::<PyResult<Vec<_>>>()
        };
        split().unwrap_or_else(|_| self.text.split(SEPARATOR).map(|word| PyString::new(py, word)).collect())
    }
}

/// The objects of words, one by one, made a row at a time.
struct Objects<'a, 'py> {
    py: Python<'py>,
    text: &'a str,
    spans: &'a [Span],
    known: &'a mut Known,
    row: VecDeque<Bound<'py, PyString>>,
}

impl<'py> Iterator for Objects<'_, 'py> {
    type Item = Bound<'py, PyString>;

    fn next(&mut self) -> Option<Self::Item> {
        const ROW: usize = 1 << 11;
        if self.row.is_empty() {
            let (row, rest) = self.spans.split_at(self.spans.len().min(ROW));
            self.known.row(self.py, self.text, row, &mut self.row);
            self.spans = rest;
        }
        self.row.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.row.len() + self.spans.len();
        (left, Some(left))
    }
}

impl ExactSizeIterator for Objects<'_, '_> {}

/// A segmenter with a user's words, which are added many at once: each addition lays out the dictionary anew.
struct State {
    segmenter: Segmenter,
    /// Lines of words not yet added.
    pending: String,
}

/// The words of a text, as jieba cuts them; `shilu.jieba.Tokenizer` gives it jieba's methods.
#[pyclass(frozen, subclass, module = "shilu")]
pub(crate) struct Tokenizer {
    state: Mutex<State>,
    known: Mutex<Known>,
}

impl Tokenizer {
    /// The segmenter with all words added: a clone, which costs nothing.
    fn segmenter(&self, py: Python<'_>) -> PyResult<Segmenter> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.pending.is_empty() {
            let words = std::mem::take(&mut state.pending);
            state.segmenter.add("words", &words).map_err(|error| raise(py, error))?;
        }
        Ok(state.segmenter.clone())
    }

    /// Cuts a text as `cut` says, outside the interpreter's lock where it is long enough to pay.
    fn pieces<'py>(
        &self,
        py: Python<'py>,
        text: &str,
        cut: impl FnOnce(&Segmenter) -> Vec<Span> + Send,
    ) -> PyResult<Bound<'py, PyList>> {
        const LONG: usize = 1 << 12;
        let segmenter = self.segmenter(py)?;
        let spans = if text.len() < LONG { cut(&segmenter) } else { py.detach(|| cut(&segmenter)) };
        // Nothing below lets another thread run, so the lock is free but where a build of Python has no lock of its own.
        match self.known.try_lock() {
            Ok(mut known) => {
                let words = Objects { py, text, spans: &spans, known: &mut known, row: VecDeque::new() };
                PyList::new(py, words)
            }
            Err(_) => PyList::new(py, spans.into_iter().map(|span| PyString::new(py, &text[span.range()]))),
        }
    }
}

/// A word as a line of a dictionary; a word with blanks in it would be none.
fn line(word: &str, frequency: Option<u64>, tag: Option<&str>) -> PyResult<String> {
    let whole = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace) && !text.contains('\0');
    if !whole(word) {
        return Err(PyValueError::new_err(format!("a word is not empty and holds no blank: {word:?}")));
    }
    if let Some(tag) = tag.filter(|tag| !whole(tag) || !tag.starts_with(|c: char| c.is_ascii_alphabetic())) {
        return Err(PyValueError::new_err(format!("a tag begins with a letter and holds no blank: {tag:?}")));
    }
    let frequency = frequency.map(|frequency| format!(" {frequency}")).unwrap_or_default();
    let tag = tag.map(|tag| format!(" {tag}")).unwrap_or_default();
    Ok(format!("{word}{frequency}{tag}\n"))
}

#[pymethods]
impl Tokenizer {
    #[new]
    fn new() -> Self {
        let state = State { segmenter: Segmenter::new(), pending: String::new() };
        Self { state: Mutex::new(state), known: Mutex::new(Known::new()) }
    }

    /// The words, a list of str.
    fn _cut<'py>(&self, py: Python<'py>, text: &str, hmm: bool) -> PyResult<Bound<'py, PyList>> {
        self.pieces(py, text, |segmenter| {
            // News has some five bytes a word.
            let mut spans = Vec::with_capacity(text.len() / 5 + 1);
            segmenter.cut_each(text, hmm, |word| spans.push(word.span));
            spans
        })
    }

    /// Every word of the dictionary that stands in the text.
    fn _cut_all<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyList>> {
        self.pieces(py, text, |segmenter| segmenter.cut_all(text).iter().map(|word| word.span).collect())
    }

    /// The words for an index.
    fn _cut_for_search<'py>(&self, py: Python<'py>, text: &str, hmm: bool) -> PyResult<Bound<'py, PyList>> {
        self.pieces(py, text, |segmenter| segmenter.cut_for_search(text, hmm).iter().map(|word| word.span).collect())
    }

    /// The words with where they begin and end in code points.
    fn _tokenize(&self, py: Python<'_>, text: &str, search: bool, hmm: bool) -> PyResult<Vec<(String, usize, usize)>> {
        let segmenter = self.segmenter(py)?;
        Ok(py.detach(|| {
            let words = if search { segmenter.cut_for_search(text, hmm) } else { segmenter.cut(text, hmm) };
            let points = CodePoints::new(text);
            let token = |word: shilu::segment::Word<'_>| {
                (word.text.to_owned(), points.before(word.span.start), points.before(word.span.end))
            };
            words.into_iter().map(token).collect()
        }))
    }

    /// The words with their tags.
    fn _tag(&self, py: Python<'_>, text: &str, hmm: bool) -> PyResult<Vec<(String, String)>> {
        let segmenter = self.segmenter(py)?;
        Ok(py.detach(|| {
            let mut words = Vec::new();
            segmenter.tag_each(text, hmm, |word| words.push((word.text.to_owned(), word.tag.to_owned())));
            words
        }))
    }

    fn _add(&self, word: &str, frequency: Option<u64>, tag: Option<&str>) -> PyResult<()> {
        let line = line(word, frequency, tag)?;
        self.state.lock().unwrap_or_else(PoisonError::into_inner).pending.push_str(&line);
        Ok(())
    }

    fn _remove(&self, py: Python<'_>, word: &str) -> PyResult<()> {
        self.segmenter(py)?;
        self.state.lock().unwrap_or_else(PoisonError::into_inner).segmenter.remove([word]);
        Ok(())
    }

    /// Adds the lines of a dictionary; a file's name is told in errors.
    fn _load(&self, py: Python<'_>, given: &Bound<'_, PyAny>, name: &str) -> PyResult<()> {
        let list = List::new(given, name, " ")?;
        self.segmenter(py)?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut segmenter = state.segmenter.clone();
        py.detach(|| segmenter.add(&list.name, &list.source)).map_err(|error| raise(py, error))?;
        state.segmenter = segmenter;
        Ok(())
    }

    /// The frequency of a word in the dictionary, 0 if it lacks it.
    fn _frequency(&self, py: Python<'_>, word: &str) -> PyResult<u64> {
        Ok(self.segmenter(py)?.frequency(word))
    }

    /// The frequency that makes one word of these parts, or, of several, that keeps them apart.
    fn _suggest(&self, py: Python<'_>, parts: Vec<String>) -> PyResult<u64> {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Ok(self.segmenter(py)?.suggest(&parts))
    }
}

/// Turns bytes into code points, for spans in any order.
struct CodePoints<'a> {
    /// The number of code points before each block.
    before: Vec<usize>,
    bytes: &'a [u8],
}

const BLOCK: usize = 64;

impl<'a> CodePoints<'a> {
    fn new(text: &'a str) -> Self {
        let mut before = vec![0];
        let mut sum = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            sum += starts(block);
            before.push(sum);
        }
        Self { before, bytes: text.as_bytes() }
    }

    fn before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.before[block] + starts(&self.bytes[block * BLOCK..byte])
    }
}

/// How many code points begin in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
