//! Ordinals: 第一次, 第3名, 首家, 首批.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::span::CharSpan;

/// An ordinal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rank {
    /// The place in the order.
    pub value: Option<i64>,
    /// The measure word: `次`.
    pub unit: Option<String>,
    /// What is ranked.
    pub object: Option<String>,
    /// Where the object stands, in Unicode scalar values.
    pub object_span: Option<CharSpan>,
    /// Among what: `全省`.
    pub scope: Option<String>,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
