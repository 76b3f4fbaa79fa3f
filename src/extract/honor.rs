//! Awards and titles conferred: 被评为沿滩区经济和社会事业发展先进个人.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::Reference;

/// An award or title conferred.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Honor {
    /// The title alone.
    pub title: String,
    /// Who got it.
    pub recipient: Option<Reference>,
    /// Whose honor it is: 国家级, 省级.
    pub level: Option<String>,
    /// Who gave it.
    pub awarder: Option<Reference>,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
