//! Named meetings, forums, contests, fairs, festivals, ceremonies: 第三届进博会, 2020年沿滩区春季线上招聘会.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::{FactId, Reference};

/// A named event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Its name, inner quotes kept.
    pub name: String,
    /// What sort of event.
    pub r#type: EventType,
    /// When it is held.
    pub time: Option<FactId>,
    /// Where it is held.
    pub place: Option<Reference>,
    /// Who holds it.
    pub organizer: Option<FactId>,
}

/// What sort of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum EventType {
    Meeting,
    Forum,
    Contest,
    Exhibition,
    Festival,
    Ceremony,
    Training,
    #[default]
    Other,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
