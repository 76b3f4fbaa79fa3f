//! What a caller hands in: texts, ids, publication times, one or many.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::civil::DateTime;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyString};
use shilu::source::Entry;

use crate::error::raise;
use crate::source::Article;

/// A text, or an article that was read.
pub(crate) enum Text {
    Plain(PyBackedStr),
    Entry(Arc<Entry>),
}

impl Text {
    fn new(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(article) = given.cast::<Article>() {
            return Ok(Self::Entry(article.get().entry()));
        }
        if given.is_instance_of::<PyString>() {
            return given
                .extract()
                .map(Self::Plain)
                .map_err(|_| PyValueError::new_err("the text holds half of a surrogate pair, which no UTF-8 has"));
        }
        Err(PyTypeError::new_err(format!("a text is a str or a shilu.Article, not {}", given.get_type())))
    }
}

/// An article to be analyzed.
pub(crate) struct Input {
    /// None where there is no text: a null.
    text: Option<Text>,
    id: Option<String>,
    published: Option<DateTime>,
}

impl Input {
    /// What one call hands in.
    pub(crate) fn one(
        text: &Bound<'_, PyAny>,
        id: Option<String>,
        published: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        Ok(Self { text: Some(Text::new(text)?), id, published: published.map_or(Ok(None), time)? })
    }

    /// The articles of a sequence, with their ids and times; one time may serve all. `nulls` says whether a text may be None.
    pub(crate) fn many(
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        nulls: bool,
    ) -> PyResult<Vec<Self>> {
        let mut inputs = Vec::new();
        for text in items(texts)? {
            let text = if nulls && text.is_none() { None } else { Some(Text::new(&text)?) };
            inputs.push(Self { text, id: None, published: None });
        }
        let as_many = |what: &str, number: usize| match number == inputs.len() {
            true => Ok(()),
            false => Err(PyValueError::new_err(format!("{} texts, but {number} {what}", inputs.len()))),
        };
        if let Some(ids) = ids {
            let ids = items(ids)?;
            as_many("ids", ids.len())?;
            for (input, id) in inputs.iter_mut().zip(ids) {
                input.id = if id.is_none() { None } else { Some(id.str()?.to_string()) };
            }
        }
        match published {
            None => {}
            Some(one) if is_time(one)? => {
                let time = time(one)?;
                inputs.iter_mut().for_each(|input| input.published = time);
            }
            Some(many) => {
                let times = items(many)?;
                let number = times.len();
                if number != inputs.len() {
                    return Err(PyValueError::new_err(format!("{} texts, but {number} times", inputs.len())));
                }
                for (at, (input, given)) in inputs.iter_mut().zip(times).enumerate() {
                    let place = |error: PyErr| match error.is_instance_of::<PyValueError>(given.py()) {
                        true => PyValueError::new_err(format!("published[{at}]: {}", error.value(given.py()))),
                        false => error,
                    };
                    input.published = time(&given).map_err(place)?;
                }
            }
        }
        Ok(inputs)
    }

    /// Hands the article and its analysis to `see`; nothing where there is no text.
    pub(crate) fn analyze<T>(
        &self,
        analyzer: &shilu::Analyzer,
        see: impl FnOnce(&shilu::Article<'_>, shilu::Analysis) -> T,
    ) -> Option<T> {
        let (article, own) = match self.text.as_ref()? {
            Text::Plain(text) => {
                let article = shilu::Article::parse(text);
                let article = match self.published {
                    Some(time) => article.published(time),
                    None => article,
                };
                (article, None)
            }
            Text::Entry(entry) => (entry.article(self.published), entry.id.clone()),
        };
        let mut analysis = analyzer.analyze_article(&article);
        analysis.id = self.id.clone().or(own);
        Some(see(&article, analysis))
    }

    /// Gives each article without an id its place in the row as one: tables refer to articles by their ids.
    pub(crate) fn number(inputs: &mut [Self]) {
        for (at, input) in inputs.iter_mut().enumerate() {
            let named = matches!(&input.text, Some(Text::Entry(entry)) if entry.id.is_some());
            if input.id.is_none() && !named {
                input.id = Some(at.to_string());
            }
        }
    }
}

/// The elements of a list, a tuple, a generator, a pandas, Polars or Arrow column.
fn items<'py>(given: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    if given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>() {
        return Err(PyTypeError::new_err("a sequence of texts is asked for, not one text"));
    }
    for method in ["to_pylist", "to_list"] {
        if given.hasattr(method)? {
            return given.call_method0(method)?.try_iter()?.collect();
        }
    }
    given.try_iter()?.collect()
}

/// Whether this is one publication time, not many.
fn is_time(given: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(given.is_instance_of::<PyString>() || given.hasattr("isoformat")?)
}

/// A publication time: a string as pages write it, a `date`, a `datetime`; one with a zone is told in Beijing time.
pub(crate) fn time(given: &Bound<'_, PyAny>) -> PyResult<Option<DateTime>> {
    if given.is_none() {
        return Ok(None);
    }
    if !is_time(given)? {
        return Err(PyTypeError::new_err(format!(
            "published is a str, a date or a datetime, not {}",
            given.get_type()
        )));
    }
    let text = match given.cast::<PyString>() {
        Ok(text) => text.to_string(),
        Err(_) => given.call_method0("isoformat")?.extract()?,
    };
    // What pandas has where there is none.
    if text == "NaT" {
        return Ok(None);
    }
    shilu::article::parse_published(&text).map(Some).map_err(|error| raise(given.py(), error))
}

/// How many threads: as many as asked for, or one a core.
pub(crate) fn threads(asked: Option<usize>) -> PyResult<usize> {
    match asked {
        Some(0) => Err(PyValueError::new_err("threads is at least 1")),
        Some(asked) => Ok(asked),
        None => Ok(thread::available_parallelism().map_or(1, NonZeroUsize::get)),
    }
}

/// What `work` makes of each of `count` pieces, in order; done by many threads while others may run Python.
pub(crate) fn parallel<T: Send>(
    py: Python<'_>,
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    py.detach(|| {
        let threads = threads.min(count);
        if threads <= 1 {
            return (0..count).map(&work).collect();
        }
        let next = AtomicUsize::new(0);
        let run = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= count {
                    return done;
                }
                done.push((at, work(at)));
            }
        };
        let mut done: Vec<(usize, T)> = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
            let mut done = run();
            for other in others {
                match other.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, made)| made).collect()
    })
}
