//! Titled texts: 《区委统一战线工作领导小组工作规则》.

use serde::{Deserialize, Serialize};

use super::{Mention, Scope};
use crate::fact::Reference;

/// A titled text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// What sort of text.
    pub r#type: DocumentType,
    /// Who issued it.
    pub issuer: Option<Reference>,
    /// Its number: 国发〔2020〕5号.
    pub number: Option<String>,
}

/// What sort of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DocumentType {
    Law,
    Regulation,
    Plan,
    Rules,
    Notice,
    Opinion,
    Agreement,
    Report,
    Book,
    Article,
    Film,
    Song,
    Newspaper,
    #[default]
    Other,
}

pub(crate) fn extract(_scope: &Scope<'_>, _out: &mut Vec<Mention>) {}
