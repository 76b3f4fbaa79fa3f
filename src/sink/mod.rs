//! Where analyses go.

pub mod json;
pub mod jsonl;
#[cfg(feature = "table")]
pub mod table;
