//! Facts as Python objects: a class a kind, made when asked for.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use shilu::{FactId, Record};

use crate::analysis::Entity;
use crate::convert::ToPython;

/// An analysis that many objects look into.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Held>);

struct Held {
    analysis: shilu::Analysis,
    /// Where each fact stands, made when the first reference is followed.
    places: OnceLock<HashMap<FactId, usize>>,
}

impl Shared {
    pub(crate) fn new(analysis: shilu::Analysis) -> Self {
        Self(Arc::new(Held { analysis, places: OnceLock::new() }))
    }

    pub(crate) fn get(&self) -> &shilu::Analysis {
        &self.0.analysis
    }

    /// The place of a fact among all.
    pub(crate) fn place(&self, id: FactId) -> Option<usize> {
        let facts = || self.get().facts.iter().enumerate().map(|(place, fact)| (fact.id, place)).collect();
        self.0.places.get_or_init(facts).get(&id).copied()
    }

    pub(crate) fn json(&self) -> PyResult<String> {
        serde_json::to_string(self.get()).map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }
}

/// One thing that an article states, and where. Its class is that of its kind: `Count`, `Money`, `Date` …
#[pyclass(frozen, subclass, module = "shilu")]
pub(crate) struct Fact {
    analysis: Shared,
    place: usize,
}

impl Fact {
    fn get(&self) -> &shilu::Fact {
        // Places are those of the analysis's own facts.
        &self.analysis.get().facts[self.place]
    }
}

#[pymethods]
impl Fact {
    /// Unique within the article: `f12`.
    #[getter]
    fn id(&self) -> String {
        self.get().id.to_string()
    }

    /// The kind: `count`, `money`, `date` … (`shilu.KINDS`).
    #[getter]
    fn kind(&self) -> &'static str {
        self.get().kind().name()
    }

    /// The mention, exactly as it stands in the text.
    #[getter]
    fn text(&self) -> &str {
        &self.get().text
    }

    /// Where it begins, in code points: `article[fact.start:fact.end] == fact.text`.
    #[getter]
    fn start(&self) -> usize {
        self.get().start_char
    }

    /// Where it ends, exclusive, in code points.
    #[getter]
    fn end(&self) -> usize {
        self.get().end_char
    }

    /// The sentence it stands in, counted from 0.
    #[getter]
    fn sentence(&self) -> usize {
        self.get().sentence
    }

    /// The rule that found it: where to look when it is wrong.
    #[getter]
    fn rule(&self) -> &str {
        &self.get().rule
    }

    /// The entity it names; None for what is no name.
    #[getter]
    fn entity(&self) -> Option<Entity> {
        let id = self.get().entity?;
        Entity::find(&self.analysis, id)
    }

    /// The fact as the contract has it: a dict of strings, numbers, lists and ids.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let json = serde_json::to_string(self.get());
        let json = json.map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))?;
        py.import("json")?.call_method1("loads", (json,))
    }

    fn __repr__(&self) -> String {
        let fact = self.get();
        format!("<{} {} {:?} {}:{}>", class(&fact.record), fact.id, fact.text, fact.start_char, fact.end_char)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.get() == other.get().get())
    }

    fn __hash__(&self) -> u64 {
        let fact = self.get();
        let mut hasher = DefaultHasher::new();
        (fact.id, &fact.text, fact.start_byte).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, usize))> {
        let make = py.import("shilu._shilu")?.getattr("_fact")?;
        Ok((make, (self.analysis.json()?, self.place)))
    }
}

/// Declares the class of each kind: its attributes are fields of its record.
macro_rules! classes {
    ($($(#[$doc:meta])* $kind:ident { $($(#[$about:meta])* $name:ident: $record:ident => $value:expr;)* })*) => {
        $(
            $(#[$doc])*
            #[pyclass(frozen, extends = Fact, module = "shilu")]
            pub(crate) struct $kind;

            #[pymethods]
            impl $kind {
                $(
                    $(#[$about])*
                    #[getter]
                    fn $name(slf: PyRef<'_, Self>) -> PyResult<Py<PyAny>> {
                        let py = slf.py();
                        let fact: &Fact = slf.as_super();
                        match &fact.get().record {
                            Record::$kind($record) => ToPython::to_python(&$value, py, &fact.analysis),
                            _ => Ok(py.None()),
                        }
                    }
                )*
            }
        )*

        /// The object of a fact, of its kind's class.
        pub(crate) fn object(py: Python<'_>, analysis: &Shared, place: usize) -> PyResult<Py<PyAny>> {
            let base = Fact { analysis: analysis.clone(), place };
            Ok(match &base.get().record {
                $(Record::$kind(_) => Py::new(py, PyClassInitializer::from(base).add_subclass($kind))?.into_any(),)*
                #[allow(unreachable_patterns, reason = "kinds may be added to the library")]
                _ => Py::new(py, base)?.into_any(),
            })
        }

        fn class(record: &Record) -> &'static str {
            match record {
                $(Record::$kind(_) => stringify!($kind),)*
                #[allow(unreachable_patterns, reason = "kinds may be added to the library")]
                _ => "Fact",
            }
        }

        /// Adds the classes of all kinds.
        pub(crate) fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {
            module.add_class::<Fact>()?;
            $(module.add_class::<$kind>()?;)*
            module.add_function(wrap_pyfunction!(_fact, module)?)
        }
    };
}

/// Makes a fact anew, for pickle.
#[pyfunction]
fn _fact(py: Python<'_>, json: &str, place: usize) -> PyResult<Py<PyAny>> {
    let analysis = crate::analysis::parse(json)?;
    if place >= analysis.get().facts.len() {
        return Err(pyo3::exceptions::PyValueError::new_err("there is no such fact"));
    }
    object(py, &analysis, place)
}

/// Adds what counts, measures, money and percentages share to what is their own.
macro_rules! with_quantities {
    ({$($before:tt)*} $($(#[$doc:meta])* quantity $kind:ident { $($more:tt)* })*) => {
        classes! {
            $($before)*
            $($(#[$doc])* $kind {
                /// The number, exact (`decimal.Decimal`); None for a range and for vague ones (数十).
                value: r => r.quantity.value;
                /// The least it can be (`decimal.Decimal`); None where open.
                lower: r => r.quantity.lower;
                /// The most it can be (`decimal.Decimal`); None where open.
                upper: r => r.quantity.upper;
                /// How exactly it is meant: exact, about, more_than, less_than, range, vague.
                approx: r => r.quantity.approx;
                /// The measure word or unit as written: 家, 公里, 元.
                unit: r => r.quantity.unit;
                /// What is counted or measured: 民营企业.
                object: r => r.quantity.object;
                /// Where the object stands, in code points: (start, end).
                object_span: r => r.quantity.object_span;
                /// The verb that it quantifies: 提供.
                action: r => r.quantity.action;
                /// Which way, or as what, it moves: new, total, increase, decrease, rate.
                change: r => r.quantity.change;
                /// Who did it: a fact, or the words of the text where no mention names it.
                agent: r => r.quantity.agent;
                /// When: a date, or the words of the text where no date says it.
                time: r => r.quantity.time;
                /// Where: a fact, or the words of the text where no mention names it.
                place: r => r.quantity.place;
                /// The campaign or event in whose course it happened.
                campaign: r => r.quantity.campaign;
                $($more)*
            })*
        }
    };
}

with_quantities! {
    {
        /// Anything that places something in time: 今年6月, 近年来, 1月至10月, 每周三.
        Date {
            /// What sort of expression: date, time, range, duration, set.
            r#type: r => r.class;
            /// The TIMEX3 value: 2020-06, P3M, XXXX-WXX-3; for a range the EDTF interval.
            timex: r => r.timex;
            /// When its interval begins (`datetime.datetime`).
            time_start: r => r.start;
            /// When its interval ends, exclusive (`datetime.datetime`).
            time_end: r => r.end;
            /// The smallest unit that it names: year, month, day, hour …
            grain: r => r.grain;
            /// TIMEX3's modifier: APPROX, START, END, BEFORE …
            r#mod: r => r.modifier;
            /// What it was resolved against: absolute, publication, context.
            anchor: r => r.anchor;
            /// The zone that it names: 北京时间.
            zone: r => r.zone;
        }
        /// An ordinal: 第一次, 第3名, 首批.
        Rank {
            /// The place in the order.
            value: r => r.value;
            /// The measure word: 次.
            unit: r => r.unit;
            /// What is ranked.
            object: r => r.object;
            /// Where the object stands, in code points: (start, end).
            object_span: r => r.object_span;
            /// Among what: 全省.
            scope: r => r.scope;
        }
        /// Any number at all; reported only when asked for.
        Number {
            /// The number, exact (`decimal.Decimal`).
            value: r => r.value;
            /// The least it can be (`decimal.Decimal`).
            lower: r => r.lower;
            /// The most it can be (`decimal.Decimal`).
            upper: r => r.upper;
            /// How exactly it is meant: exact, about, more_than, less_than, range, vague.
            approx: r => r.approx;
        }
        /// A named body: 沿滩区委统战部.
        Organization {
            /// The full name as far as the article gives it.
            name: r => r.name;
            /// What sort of body: party, government, company, school …
            r#type: r => r.class;
            /// The place that its name begins with.
            place: r => r.place;
            /// The GB/T 2260 code of that place.
            code: r => r.code;
        }
        /// A place: 遵义市桐梓县.
        Place {
            /// The name, in full where the article or the gazetteer knows it.
            name: r => r.name;
            /// country, province, prefecture, county, township, village, region, feature, facility.
            level: r => r.level;
            /// The GB/T 2260 code.
            code: r => r.code;
            /// ISO 3166 alpha-2.
            country: r => r.country;
            /// Whether it stands for its authorities: 沿滩区召开会议.
            acts: r => r.acts;
        }
        /// Somebody's name.
        Person {
            /// The full name as far as the article gives it.
            name: r => r.name;
            /// The titles that the article gives: a list of str.
            roles: r => r.roles;
            /// Whose officer the person is: an organization.
            organization: r => r.organization;
        }
        /// A titled text: 《民营经济促进法》.
        Document {
            /// What sort of text: law, plan, report …
            r#type: r => r.class;
            /// Who issued it: a fact, or the words of the text.
            issuer: r => r.issuer;
            /// Its number: 国发〔2020〕5号.
            number: r => r.number;
        }
        /// An award or title conferred.
        Honor {
            /// The title alone.
            title: r => r.title;
            /// Who got it: a fact, or the words of the text.
            recipient: r => r.recipient;
            /// Whose honor it is: 国家级, 省级.
            level: r => r.level;
            /// Who gave it: a fact, or the words of the text.
            awarder: r => r.awarder;
        }
        /// A named meeting, contest, fair or ceremony: 第三届进博会.
        Event {
            /// Its name.
            name: r => r.name;
            /// What sort of event: meeting, forum, contest …
            r#type: r => r.class;
            /// When it is held: a date.
            time: r => r.time;
            /// Where it is held: a fact, or the words of the text.
            place: r => r.place;
            /// Who holds it: a fact.
            organizer: r => r.organizer;
        }
        /// A named initiative: “四新行动”品牌活动.
        Campaign {
            /// The quoted name without quotes, or the whole name.
            name: r => r.name;
            /// The class noun: 行动, 战略.
            head: r => r.head;
            /// What sort of initiative: activity, project, strategy …
            r#type: r => r.class;
            /// The names of its parts: a list of str.
            parts: r => r.parts;
            /// Who runs it: a fact.
            organizer: r => r.organizer;
        }
        /// What somebody said.
        Quote {
            /// Who said it: a fact, or the words of the text.
            speaker: r => r.speaker;
            /// The verb that introduces it: 表示, 指出.
            cue: r => r.cue;
            /// Whether it stands within quotation marks.
            direct: r => r.direct;
        }
    }
    /// How many of something: 98家民营企业, 1000余人次.
    quantity Count {
        /// Whether 一 and the measure word are a mere article: 作为一项系统工程.
        article: r => r.article;
    }
    /// A physical quantity: 12.5公里, -5℃.
    quantity Measure {
        /// The value in the coherent unit (`decimal.Decimal`); None for levels and scores.
        si_value: r => r.si.as_ref().map(|si| si.value);
        /// That unit's UCUM code: m, m2, kg, Cel.
        si_unit: r => r.si.as_ref().map(|si| si.unit.clone());
    }
    /// An amount of money: 1.2亿元.
    quantity Money {
        /// The ISO 4217 code: CNY.
        currency: r => r.currency;
    }
    /// A ratio or a change: 5.6%, 三成, 2.3个百分点.
    quantity Percent {
        /// What sort of ratio: percent, points, multiple, fraction.
        r#type: r => r.class;
        /// What it is compared with: year_on_year, period_on_period.
        basis: r => r.basis;
    }
}
