//! What a record's fields are in Python: exact numbers `decimal.Decimal`, times `datetime.datetime`, references the facts themselves.

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use shilu::date::Moment;
use shilu::{CharSpan, FactId, Reference};

use crate::fact::{self, Shared};

/// A field's type, as Python has it.
pub(crate) trait ToPython {
    /// The value; `analysis` is where references are looked up.
    fn to_python(&self, py: Python<'_>, analysis: &Shared) -> PyResult<Py<PyAny>>;
}

impl<T: ToPython> ToPython for Option<T> {
    fn to_python(&self, py: Python<'_>, analysis: &Shared) -> PyResult<Py<PyAny>> {
        self.as_ref().map_or_else(|| Ok(py.None()), |value| value.to_python(py, analysis))
    }
}

impl ToPython for Reference {
    fn to_python(&self, py: Python<'_>, analysis: &Shared) -> PyResult<Py<PyAny>> {
        match self {
            Self::Fact(id) => id.to_python(py, analysis),
            Self::Text(text) => text.into_py_any(py),
        }
    }
}

impl ToPython for FactId {
    fn to_python(&self, py: Python<'_>, analysis: &Shared) -> PyResult<Py<PyAny>> {
        match analysis.place(*self) {
            Some(place) => fact::object(py, analysis, place),
            // The fact is of a kind that was not asked for.
            None => Ok(py.None()),
        }
    }
}

impl ToPython for Moment {
    fn to_python(&self, py: Python<'_>, _: &Shared) -> PyResult<Py<PyAny>> {
        match self {
            Self::Day(day) => day.to_datetime(jiff::civil::Time::midnight()).into_py_any(py),
            Self::Time(time) => time.into_py_any(py),
            // The library's type may grow; whatever it grows lies in a day.
            other => other.day().to_datetime(jiff::civil::Time::midnight()).into_py_any(py),
        }
    }
}

impl ToPython for CharSpan {
    fn to_python(&self, py: Python<'_>, _: &Shared) -> PyResult<Py<PyAny>> {
        (self.0, self.1).into_py_any(py)
    }
}

/// Types that Python has as they are.
macro_rules! plain {
    ($($type:ty),*) => {
        $(impl ToPython for $type {
            fn to_python(&self, py: Python<'_>, _: &Shared) -> PyResult<Py<PyAny>> {
                self.clone().into_py_any(py)
            }
        })*
    };
}

plain!(bool, i64, String, Vec<String>, Decimal, &str);

/// Types that are told by their name in JSON.
macro_rules! named {
    ($($type:ty),* $(,)?) => {
        $(impl ToPython for $type {
            fn to_python(&self, py: Python<'_>, _: &Shared) -> PyResult<Py<PyAny>> {
                match serde_json::to_value(self) {
                    Ok(Value::String(name)) => name.into_py_any(py),
                    _ => Ok(py.None()),
                }
            }
        })*
    };
}

named!(
    shilu::numeral::Approx,
    shilu::extract::quantity::Change,
    shilu::extract::percent::PercentType,
    shilu::extract::percent::Basis,
    shilu::extract::organization::OrganizationType,
    shilu::extract::place::Level,
    shilu::extract::campaign::CampaignType,
    shilu::extract::event::EventType,
    shilu::extract::document::DocumentType,
    shilu::date::DateType,
    shilu::date::Grain,
    shilu::date::Modifier,
    shilu::date::Anchor,
);
