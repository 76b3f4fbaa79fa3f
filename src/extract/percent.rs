//! Ratios and changes: 5.6%, 三成, 2.3个百分点, 1.5倍, 三分之二.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use super::quantity::Quantity;

/// A ratio or a change. `value` is in percent, in times for a multiple.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Percent {
    /// The number and what it is of.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// What sort of ratio.
    pub r#type: PercentType,
    /// What it is compared with.
    pub basis: Option<Basis>,
}

/// What sort of ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PercentType {
    /// 5.6%, 百分之三十, 三成.
    #[default]
    Percent,
    /// 2.3个百分点.
    Points,
    /// 1.5倍.
    Multiple,
    /// 三分之二, 一半.
    Fraction,
}

/// What a change is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 同比, 比上年, 较上年.
    #[default]
    YearOnYear,
    /// 环比.
    PeriodOnPeriod,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
