//! Named bodies: 沿滩区委统战部, 四川在线, 自贡市中级人民法院.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::FactId;

/// A named body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organization {
    /// The full name as far as the article gives it: 区新联会 → 沿滩区新联会.
    pub name: String,
    /// What sort of body.
    pub r#type: OrganizationType,
    /// The place of its prefix.
    pub place: Option<FactId>,
    /// The GB/T 2260 code of its prefix.
    pub code: Option<String>,
}

/// What sort of body an organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum OrganizationType {
    Party,
    Government,
    Legislature,
    /// 政协.
    Advisory,
    Judiciary,
    Military,
    Association,
    Company,
    School,
    Hospital,
    Media,
    Research,
    Institution,
    Team,
    International,
    #[default]
    Other,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
