//! Places: 自贡沿滩区, 成渝地区, 凉山, 美国.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The name, in full where the article or the gazetteer knows it: 沿滩 → 沿滩区.
    pub name: String,
    /// What sort of place.
    pub level: Option<Level>,
    /// The GB/T 2260 code of the finest division it names: `510311`.
    pub code: Option<String>,
    /// ISO 3166 alpha-2: `CN`.
    pub country: Option<String>,
    /// Whether it stands for its authorities: 沿滩区召开会议.
    pub acts: bool,
}

/// What sort of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Level {
    Country,
    Province,
    Prefecture,
    County,
    Township,
    Village,
    Region,
    Feature,
    Facility,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}

impl Level {
    /// Whether a GB/T 2260 code names it alone.
    pub(crate) const fn is_division(self) -> bool {
        matches!(self, Self::Province | Self::Prefecture | Self::County)
    }
}
