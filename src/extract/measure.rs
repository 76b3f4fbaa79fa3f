//! Physical quantities: 12.5公里, 3.2万亩, -5℃, 65岁.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use super::quantity::Quantity;

/// A physical quantity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measure {
    /// The number and what it is of; `unit` as written.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The value in the coherent unit; null for levels and scores.
    pub si: Option<Si>,
}

/// A value in a coherent unit of the SI, rounded to 4 decimals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Si {
    /// The number.
    pub value: Decimal,
    /// The unit's UCUM code: `m`, `m2`, `kg`, `Cel`.
    pub unit: String,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
