//! The analyzer, and the functions that need none.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};
use shilu::lexicon::WordList;
use shilu::segment::Segmenter;
use shilu::sink::Table as Rows;
use shilu::{Kind, Record};

use crate::analysis::Analysis;
use crate::arrow::{Column, Table};
use crate::error::raise;
use crate::fact::{self, Shared};
use crate::input::{self, Input};
use crate::lists::List;

/// Reads articles. It keeps no state: one serves all threads, and pickle carries it to other processes.
///
/// kinds: the kinds to report (`shilu.KINDS`), all but number by default. It changes what is reported, never what is found.
/// words: a user's words in jieba's format (`云计算 5 n`): a path, a list of lines, or a dict from word to frequency or tag.
/// organizations, places, persons: names to find wherever they stand: a path, a list of lines (`宏达系\tcompany 宏达投资控股集团`),
/// or a dict from name to what the list says of it.
/// tagger: False leaves rules and lists alone to find names: faster, fewer names.
///
/// Raises ValueError for an unknown kind, ListError (a ValueError) with file and line for a line that does not fit.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Analyzer {
    /// Reports the kinds asked for.
    reported: shilu::Analyzer,
    /// Reports all, so that tables can resolve names.
    full: shilu::Analyzer,
    kinds: Option<Vec<Kind>>,
    lists: [Option<List>; 4],
    tagger: bool,
}

/// The arguments that are lists.
const LISTS: [&str; 4] = ["words", "organizations", "places", "persons"];

fn kinds(given: &Bound<'_, PyAny>) -> PyResult<Vec<Kind>> {
    if given.is_instance_of::<PyString>() {
        return Err(PyTypeError::new_err("kinds is a sequence of names, not one name"));
    }
    let kind = |name: PyResult<Bound<'_, PyAny>>| {
        let name: String = name?.extract()?;
        let known = || Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
        let kind = Kind::ALL.iter().copied().find(|kind| kind.name() == name);
        kind.ok_or_else(|| PyValueError::new_err(format!("there is no kind {name:?}; known are {}", known())))
    };
    given.try_iter()?.map(kind).collect()
}

impl Analyzer {
    fn build(kinds: Option<Vec<Kind>>, lists: [Option<List>; 4], tagger: bool) -> Result<Self, shilu::Error> {
        let mut builder = shilu::Analyzer::builder().tagger(tagger);
        let [words, organizations, places, persons] = &lists;
        if let Some(list) = words {
            builder = builder.segmenter(Segmenter::with_dictionary(&list.name, &list.source)?);
        }
        let parse = |list: &List| WordList::parse(&list.name, &list.source);
        if let Some(list) = organizations {
            builder = builder.organizations(parse(list)?)?;
        }
        if let Some(list) = places {
            builder = builder.places(parse(list)?)?;
        }
        if let Some(list) = persons {
            builder = builder.persons(parse(list)?);
        }
        let number = kinds.as_ref().is_some_and(|kinds| kinds.contains(&Kind::Number));
        let all = Kind::ALL.iter().copied().filter(|&kind| kind != Kind::Number || number);
        let full = builder.clone().kinds(all).build();
        let reported = match &kinds {
            Some(kinds) => builder.kinds(kinds.iter().copied()).build(),
            None => full.clone(),
        };
        Ok(Self { reported, full, kinds, lists, tagger })
    }

    /// The rows of a table, a record batch for so many articles that threads have enough to do and columns stay small.
    fn table(&self, py: Python<'_>, table: Rows, mut inputs: Vec<Input>, threads: Option<usize>) -> PyResult<Table> {
        const AT_ONCE: usize = 32;
        Input::number(&mut inputs);
        let batches = input::parallel(py, inputs.len().div_ceil(AT_ONCE), input::threads(threads)?, |at| {
            let mut rows = self.rows(table);
            for input in inputs.iter().skip(at * AT_ONCE).take(AT_ONCE) {
                input.analyze(&self.full, |article, analysis| rows.push(article, &analysis));
            }
            rows.finish()
        });
        let batches = batches.into_iter().collect::<Result<Vec<_>, _>>().map_err(|error| raise(py, error))?;
        Ok(Table::new(table, batches))
    }

    fn rows(&self, table: Rows) -> shilu::sink::Rows {
        let rows = shilu::sink::Rows::new(table);
        match &self.kinds {
            Some(kinds) => rows.kinds(kinds.iter().copied()),
            None => rows,
        }
    }
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (kinds=None, *, words=None, organizations=None, places=None, persons=None, tagger=true))]
    fn new(
        py: Python<'_>,
        kinds: Option<&Bound<'_, PyAny>>,
        words: Option<&Bound<'_, PyAny>>,
        organizations: Option<&Bound<'_, PyAny>>,
        places: Option<&Bound<'_, PyAny>>,
        persons: Option<&Bound<'_, PyAny>>,
        tagger: bool,
    ) -> PyResult<Self> {
        let kinds = kinds.map(self::kinds).transpose()?;
        let given = [words, organizations, places, persons];
        let mut lists = [const { None }; 4];
        for ((list, given), name) in lists.iter_mut().zip(given).zip(LISTS) {
            let separator = if name == "words" { " " } else { "\t" };
            *list = given.map(|given| List::new(given, name, separator)).transpose()?;
        }
        Self::build(kinds, lists, tagger).map_err(|error| raise(py, error))
    }

    /// Reads one article.
    ///
    /// text: a str, or an `Article` that `shilu.read` gave.
    /// id: the caller's name for it.
    /// published: when it was published: a str (`2020-11-25`, `2020-11-25 16:25`, RFC 3339), a date or a datetime; one with a
    /// zone is told in Beijing time. It wins over what the page says; without either, 今年 stays unresolved.
    ///
    /// Raises ValueError if `published` is no time. Analysis itself never fails.
    #[pyo3(signature = (text, *, id=None, published=None))]
    fn extract(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        id: Option<String>,
        published: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Analysis> {
        let input = Input::one(text, id, published)?;
        let analysis = py.detach(|| input.analyze(&self.reported, |_, analysis| analysis));
        analysis.map(Analysis::new).ok_or_else(|| PyTypeError::new_err("a text is a str or a shilu.Article, not None"))
    }

    /// Reads many articles, on `threads` threads (one a core by default) while other Python threads run; answers in order.
    ///
    /// texts: any sequence of str or `Article`: a list, a generator, a pandas, Polars or Arrow column.
    /// ids: as many names, whatever their type. published: as many times, or one for all.
    ///
    /// Raises ValueError if there are not as many, naming the place of what is no time.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn extract_many(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Vec<Analysis>> {
        let inputs = Input::many(texts, ids, published, false)?;
        let analyses = input::parallel(py, inputs.len(), input::threads(threads)?, |at| {
            inputs[at].analyze(&self.reported, |_, analysis| analysis)
        });
        Ok(analyses.into_iter().flatten().map(Analysis::new).collect())
    }

    /// The lines that `shilu extract --to jsonl` writes of these articles, each a `bytes` with its line feed. As `extract_many`.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn lines<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        ids: Option<&Bound<'py, PyAny>>,
        published: Option<&Bound<'py, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let inputs = Input::many(texts, ids, published, false)?;
        let lines = input::parallel(py, inputs.len(), input::threads(threads)?, |at| {
            let line = |_: &shilu::Article<'_>, analysis: shilu::Analysis| {
                let mut line = serde_json::to_vec(&analysis).map_err(std::io::Error::from)?;
                line.push(b'\n');
                Ok(line)
            };
            inputs[at].analyze(&self.reported, line)
        });
        let line = |line: Result<Vec<u8>, shilu::Error>| {
            line.map(|line| PyBytes::new(py, &line)).map_err(|error| raise(py, error))
        };
        lines.into_iter().flatten().map(line).collect()
    }

    /// The table of facts, a row each: common columns, then a nullable struct a kind. Anything that takes Arrow takes it:
    /// `pyarrow.table(t)`, `polars.DataFrame(t)`, `pandas.DataFrame.from_arrow(t)`, DuckDB's `FROM t`. A text that is None has no row.
    ///
    /// An article without an id has its place in the row as one, so that tables can be joined.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn facts(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        self.table(py, Rows::Facts, Input::many(texts, ids, published, true)?, threads)
    }

    /// The table of entities: who and what is named, with full names and codes. As `facts`.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn entities(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        self.table(py, Rows::Entities, Input::many(texts, ids, published, true)?, threads)
    }

    /// The table of links: how facts are connected, with the words of both. As `facts`.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn links(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        self.table(py, Rows::Links, Input::many(texts, ids, published, true)?, threads)
    }

    /// The table of articles: title, publication time, source, authors. As `facts`.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn articles(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        self.table(py, Rows::Articles, Input::many(texts, ids, published, true)?, threads)
    }

    /// The statement table: a row for each thing said, with names, codes and times in place of ids: who, deed, what, value, unit,
    /// time, place, campaign, and the sentence. As `facts`.
    #[pyo3(signature = (texts, *, ids=None, published=None, threads=None))]
    fn statements(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Table> {
        self.table(py, Rows::Statements, Input::many(texts, ids, published, true)?, threads)
    }

    /// An Arrow array with as many lists as there are texts, each of structs: the rows of a table (`facts` or another) of one text.
    /// None where the text is None. What user-defined functions of DuckDB, Polars and DataFusion return.
    #[pyo3(signature = (texts, *, table="facts", ids=None, published=None, threads=None))]
    fn column(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        table: &str,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
    ) -> PyResult<Column> {
        const AT_ONCE: usize = 32;
        let table = crate::arrow::table(table)?;
        let inputs = Input::many(texts, ids, published, true)?;
        let parts = input::parallel(py, inputs.len().div_ceil(AT_ONCE), input::threads(threads)?, |at| {
            let mut rows = self.rows(table);
            let mut lengths = Vec::new();
            for input in inputs.iter().skip(at * AT_ONCE).take(AT_ONCE) {
                let before = rows.len();
                let analyzed = input.analyze(&self.full, |article, analysis| rows.push(article, &analysis));
                lengths.push(analyzed.map(|()| rows.len() - before));
            }
            rows.finish().map(|batch| (batch, lengths))
        });
        let parts = parts.into_iter().collect::<Result<Vec<_>, _>>().map_err(|error| raise(py, error))?;
        Column::new(table, parts)
    }

    /// The words of news: jieba's, but a date, a number, a person and each level of a place are one word. A list of `Word`s that
    /// tile the text.
    fn words(&self, py: Python<'_>, text: &str) -> Vec<Word> {
        py.detach(|| {
            let mut chars = 0;
            let word = |word: shilu::segment::Tagged<'_>| {
                let start = chars;
                chars += word.text.chars().count();
                Word { text: word.text.to_owned(), tag: word.tag.to_owned(), start, end: chars }
            };
            self.full.words(text).into_iter().map(word).collect()
        })
    }

    /// The kinds that are reported, or None if that was not said.
    #[getter]
    fn kinds(&self) -> Option<Vec<&'static str>> {
        self.kinds.as_ref().map(|kinds| kinds.iter().map(|kind| kind.name()).collect())
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        let arguments = PyDict::new(py);
        arguments.set_item("kinds", self.kinds())?;
        for (name, list) in LISTS.iter().zip(&self.lists) {
            let lines = list.as_ref().map(|list| list.source.lines().map(str::to_owned).collect::<Vec<_>>());
            arguments.set_item(name, lines)?;
        }
        arguments.set_item("tagger", self.tagger)?;
        Ok((PyTuple::empty(py), arguments))
    }

    fn __repr__(&self) -> String {
        let kinds = self.kinds().map(|kinds| kinds.join(", "));
        format!("<Analyzer {}>", kinds.as_deref().unwrap_or("of all kinds"))
    }
}

/// A word with its part of speech, and where it stands in code points.
#[pyclass(frozen, get_all, eq, hash, module = "shilu")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Word {
    /// The word.
    text: String,
    /// Its part of speech as jieba names it: n, nr, vn.
    tag: String,
    /// Where it begins, in code points.
    start: usize,
    /// Where it ends, exclusive.
    end: usize,
}

/// What a word is made of.
type Fields<'a> = (&'a str, &'a str, usize, usize);

#[pymethods]
impl Word {
    fn __repr__(&self) -> String {
        format!("<Word {}/{} {}:{}>", self.text, self.tag, self.start, self.end)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Fields<'_>)> {
        Ok((py.get_type::<Self>().into_any(), (&self.text, &self.tag, self.start, self.end)))
    }

    #[new]
    fn new(text: String, tag: String, start: usize, end: usize) -> Self {
        Self { text, tag, start, end }
    }
}

/// Facts found without the rest of an article, as objects.
fn found(py: Python<'_>, text: &str, found: Vec<(shilu::Span, serde_json::Value)>) -> PyResult<Vec<Py<PyAny>>> {
    let article = shilu::Article::parse(text);
    let fact = |(at, (span, mut record)): (usize, (shilu::Span, serde_json::Value))| {
        let chars = article.chars(span);
        let sentence = article.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        if let Some(fact) = record.as_object_mut() {
            let rule = fact["kind"].clone();
            fact.insert("id".into(), format!("f{}", at + 1).into());
            fact.insert("text".into(), article.slice(span).into());
            fact.insert("rule".into(), rule);
            for (name, number) in [
                ("start_byte", span.start),
                ("end_byte", span.end),
                ("start_char", chars.0),
                ("end_char", chars.1),
                ("sentence", sentence),
            ] {
                fact.insert(name.into(), number.into());
            }
        }
        record
    };
    // The contract's own shape: the library's types grow, and are not built by hand.
    let facts: Vec<_> = found.into_iter().enumerate().map(fact).collect();
    let metadata = shilu::article::Metadata::default();
    let analysis = serde_json::json!({"metadata": metadata, "facts": facts, "entities": [], "links": []});
    let analysis = serde_json::from_value(analysis).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let shared = Shared::new(analysis);
    (0..shared.get().facts.len()).map(|place| fact::object(py, &shared, place)).collect()
}

/// Every date of a text that was said at `said` (a str, a date or a datetime), a list of `Date`s; without words or names, so it is fast.
///
/// Raises ValueError if `said` is no time.
#[pyfunction]
#[pyo3(signature = (text, said=None))]
pub(crate) fn dates(py: Python<'_>, text: &str, said: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<Py<PyAny>>> {
    let said = said.map_or(Ok(None), input::time)?;
    let json = |record: Record| serde_json::to_value(record).unwrap_or_default();
    let dates = shilu::date::find(text, said).map(|found| (found.span, json(found.date.into()))).collect();
    found(py, text, dates)
}

/// Every number of a text, a list of `Number`s: 98, 1.2亿, 一千余, 三五百.
#[pyfunction]
pub(crate) fn numbers(py: Python<'_>, text: &str) -> PyResult<Vec<Py<PyAny>>> {
    let number = |numeral: shilu::numeral::Numeral| {
        let record = serde_json::json!({"kind": "number", "value": numeral.value, "lower": numeral.lower,
            "upper": numeral.upper, "approx": numeral.approx});
        (numeral.span, record)
    };
    found(py, text, shilu::numeral::scan(text).into_iter().map(number).collect())
}

/// The sentences of a text, a list of str in order; blanks between them are left out.
#[pyfunction]
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let article = shilu::Article::parse(text);
    article.sentences.iter().map(|sentence| &text[sentence.span.range()]).collect()
}
