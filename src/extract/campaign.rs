//! Named initiatives: “四新行动”品牌活动, “雷霆”专项行动, 基层统战工作提升年.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::FactId;

/// A named initiative.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// The quoted name without quotes, or the whole name with its head where nothing is quoted.
    pub name: String,
    /// The class noun: 行动, 品牌活动, 战略.
    pub head: Option<String>,
    /// What sort of initiative.
    pub r#type: CampaignType,
    /// The names of its parts, where the article lists them.
    pub parts: Vec<String>,
    /// Who runs it: an organization or a place.
    pub organizer: Option<FactId>,
}

/// What sort of initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum CampaignType {
    #[default]
    Activity,
    Education,
    Project,
    Strategy,
    Policy,
    Enforcement,
    Service,
    ThemedPeriod,
    Brand,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
