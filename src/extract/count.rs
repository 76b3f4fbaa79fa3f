//! How many of something: 98家民营企业, 1000余人次, 提出建议20余条.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use super::quantity::Quantity;

/// How many of something.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// The number and what it is of; `unit` is the measure word.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// Whether 一 and the measure word are a mere article: 作为一项系统工程.
    pub article: bool,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
