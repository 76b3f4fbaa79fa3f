//! Analyses as Python objects.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use shilu::EntityId;

use crate::fact::{self, Shared};

/// Reads an analysis back from its JSON.
pub(crate) fn parse(json: &str) -> PyResult<Shared> {
    serde_json::from_str(json).map(Shared::new).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// All that was read from one article.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Analysis {
    shared: Shared,
    /// The facts as objects, made when first asked for.
    facts: PyOnceLock<Py<PyTuple>>,
}

impl Analysis {
    pub(crate) fn new(analysis: shilu::Analysis) -> Self {
        Self { shared: Shared::new(analysis), facts: PyOnceLock::new() }
    }
}

#[pymethods]
impl Analysis {
    /// Reads back what `to_json` wrote.
    ///
    /// Raises ValueError if it is something else.
    #[staticmethod]
    fn from_json(json: &str) -> PyResult<Self> {
        Ok(Self { shared: parse(json)?, facts: PyOnceLock::new() })
    }

    /// The caller's name for the article; None if there is none.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.shared.get().id.as_deref()
    }

    /// What the page says about itself.
    #[getter]
    fn metadata(&self) -> Metadata {
        Metadata(self.shared.clone())
    }

    /// The facts, a tuple in the order of the text.
    #[getter]
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let facts = self.facts.get_or_try_init(py, || {
            let facts = (0..self.shared.get().facts.len()).map(|place| fact::object(py, &self.shared, place));
            PyTuple::new(py, facts.collect::<PyResult<Vec<_>>>()?).map(Bound::unbind)
        })?;
        Ok(facts.bind(py).clone())
    }

    /// Who and what is named, a tuple of entities.
    #[getter]
    fn entities<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let entity = |place| Entity { shared: self.shared.clone(), place };
        PyTuple::new(py, (0..self.shared.get().entities.len()).map(entity))
    }

    /// How the facts are connected, a tuple of links.
    #[getter]
    fn links<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let link = |place| Link { shared: self.shared.clone(), place };
        PyTuple::new(py, (0..self.shared.get().links.len()).map(link))
    }

    /// The contract: the very line that `shilu extract --to jsonl` writes, without its line feed.
    fn to_json(&self) -> PyResult<String> {
        self.shared.json()
    }

    /// The contract as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.shared.json()?,))
    }

    fn __len__(&self) -> usize {
        self.shared.get().facts.len()
    }

    fn __repr__(&self) -> String {
        let analysis = self.shared.get();
        let id = analysis.id.as_deref().map(|id| format!("{id:?} ")).unwrap_or_default();
        format!("<Analysis {id}{} facts>", analysis.facts.len())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.shared.get() == other.get().shared.get())
    }

    fn __hash__(&self) -> u64 {
        let analysis = self.shared.get();
        let mut hasher = DefaultHasher::new();
        (&analysis.id, analysis.facts.len()).hash(&mut hasher);
        analysis.facts.iter().for_each(|fact| (fact.start_byte, &fact.text).hash(&mut hasher));
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.shared.json()?,)))
    }
}

/// What a page says about itself, none of which is a fact of the news.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Metadata(Shared);

#[pymethods]
impl Metadata {
    /// The headline.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.get().metadata.title.as_deref()
    }

    /// When it was published, in Beijing time (`datetime.datetime`).
    #[getter]
    fn published(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.0.get().metadata.published.map(|time| time.into_py_any(py)).transpose()
    }

    /// The place and day that the text opens with.
    #[getter]
    fn dateline(&self) -> Option<&str> {
        self.0.get().metadata.dateline.as_deref()
    }

    /// Who published it.
    #[getter]
    fn source(&self) -> Option<&str> {
        self.0.get().metadata.source.as_deref()
    }

    /// The page's editor.
    #[getter]
    fn editor(&self) -> Option<&str> {
        self.0.get().metadata.editor.as_deref()
    }

    /// Reporters and correspondents: a list of str.
    #[getter]
    fn authors(&self) -> Vec<String> {
        self.0.get().metadata.authors.clone()
    }

    /// The channel or column.
    #[getter]
    fn channel(&self) -> Option<&str> {
        self.0.get().metadata.channel.as_deref()
    }

    fn __repr__(&self) -> String {
        let metadata = &self.0.get().metadata;
        let text = |text: Option<String>| text.map_or_else(|| "None".to_owned(), |text| format!("{text:?}"));
        let published = text(metadata.published.map(|time| time.to_string()));
        let (title, source) = (text(metadata.title.clone()), text(metadata.source.clone()));
        format!("<Metadata title={title} published={published} source={source}>")
    }
}

/// Somebody or something that an article names, however often.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Entity {
    shared: Shared,
    place: usize,
}

impl Entity {
    pub(crate) fn find(shared: &Shared, id: EntityId) -> Option<Self> {
        let place = shared.get().entities.iter().position(|entity| entity.id == id)?;
        Some(Self { shared: shared.clone(), place })
    }

    fn get(&self) -> &shilu::Entity {
        &self.shared.get().entities[self.place]
    }
}

#[pymethods]
impl Entity {
    /// Unique within the article: `e3`.
    #[getter]
    fn id(&self) -> String {
        self.get().id.to_string()
    }

    /// What it is: organization, place, person, campaign, event, document.
    #[getter]
    fn kind(&self) -> &'static str {
        self.get().kind.name()
    }

    /// Its full name as far as the article gives it.
    #[getter]
    fn name(&self) -> &str {
        &self.get().name
    }

    /// The facts that mention it, a tuple in the order of the text.
    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let places = self.get().mentions.iter().filter_map(|&id| self.shared.place(id));
        let facts = places.map(|place| fact::object(py, &self.shared, place)).collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, facts)
    }

    fn __repr__(&self) -> String {
        let entity = self.get();
        format!("<Entity {} {} {:?}>", entity.id, entity.kind, entity.name)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.get() == other.get().get())
    }

    fn __hash__(&self) -> u64 {
        let entity = self.get();
        let mut hasher = DefaultHasher::new();
        (entity.id, &entity.name).hash(&mut hasher);
        hasher.finish()
    }
}

/// A connection from one fact to another.
#[pyclass(frozen, module = "shilu")]
pub(crate) struct Link {
    shared: Shared,
    place: usize,
}

impl Link {
    fn get(&self) -> &shilu::Link {
        &self.shared.get().links[self.place]
    }

    fn fact(&self, py: Python<'_>, id: shilu::FactId) -> PyResult<Option<Py<PyAny>>> {
        self.shared.place(id).map(|place| fact::object(py, &self.shared, place)).transpose()
    }
}

#[pymethods]
impl Link {
    /// The fact that has it.
    #[getter]
    fn source(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.fact(py, self.get().from)
    }

    /// What it is: agent, time, place, campaign, organizer, organization, recipient, awarder, speaker, issuer.
    #[getter]
    fn relation(&self) -> String {
        match serde_json::to_value(self.get().relation) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }

    /// The fact that it points to.
    #[getter]
    fn target(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.fact(py, self.get().to)
    }

    fn __repr__(&self) -> String {
        let link = self.get();
        format!("<Link {} {} {}>", link.from, self.relation(), link.to)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.get() == other.get().get())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.get().from, self.get().to).hash(&mut hasher);
        hasher.finish()
    }
}

/// The JSON Schema (2020-12) of `Analysis.to_json`, a dict.
#[pyfunction]
pub(crate) fn json_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let schema = serde_json::to_string(&shilu::sink::schema());
    let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
    py.import("json")?.call_method1("loads", (schema,))
}
