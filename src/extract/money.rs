//! Amounts of money: 1.2亿元, 50余万元, 人民币2万元.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use super::quantity::Quantity;

/// An amount of money.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// The number and what it is of; `unit` is the currency word as written.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The ISO 4217 code: `CNY`.
    pub currency: Option<String>,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
