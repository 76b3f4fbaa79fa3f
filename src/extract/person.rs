//! Persons and their titles: 区新联会会长张嘉骊, 王警官, 刘某.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::FactId;

/// Somebody's name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The full name as far as the article gives it.
    pub name: String,
    /// The titles that the article gives: `区新联会会长`.
    pub roles: Vec<String>,
    /// Whose officer the person is.
    pub organization: Option<FactId>,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
