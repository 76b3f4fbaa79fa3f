//! Named bodies: 沿滩区委统战部, 四川在线, 自贡市中级人民法院.

use serde::{Deserialize, Serialize};

use super::Mention;
use super::listed::from_list;
use super::parts::parts;
use crate::names::NameKind;
use crate::reference::FactId;
use crate::sentence::Sentence;

/// A named body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Organization {
    /// The full name as far as the article gives it: 区新联会 → 沿滩区新联会.
    pub name: String,
    /// What sort of body.
    #[serde(rename = "type")]
    pub class: OrganizationType,
    /// The place of its prefix.
    pub place: Option<FactId>,
    /// The GB/T 2260 code of its prefix.
    pub code: Option<String>,
}

parts! {
    Organization {
        name: Name,
        class as "type": Value(Text),
        place: Fact(Place),
        code: Value(Text),
    }
}

/// What sort of body an organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
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

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    for name in sentence.names.iter().filter(|n| n.kind == NameKind::Organization) {
        let record = Organization {
            name: name.canonical.clone().unwrap_or_else(|| sentence.slice(name.span).to_owned()),
            class: from_list(name.class.id()).unwrap_or_default(),
            place: None,
            code: name.codes.first().map(|c| (*c).to_owned()),
        };
        out.push(Mention::new(name.span, name.rule.id(), record));
    }
}
