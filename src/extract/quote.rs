//! What somebody said: “办得好！”他说.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::Reference;

/// What somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// Who said it.
    pub speaker: Option<Reference>,
    /// The verb that introduces it: 表示, 指出.
    pub cue: Option<String>,
    /// Whether it stands within quotation marks.
    pub direct: bool,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
