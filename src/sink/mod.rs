//! Where analyses go.

pub mod jsonl;
