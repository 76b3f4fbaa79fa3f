//! `shilu` (实录) reads a Chinese news article and writes down what it says: typed, normalized, linked facts.
//!
//! ```
//! use shilu::{Analyzer, Record};
//!
//! let analysis = Analyzer::new().analyze("沿滩区为98家民营企业提供援企稳岗服务1000余人次。");
//! for fact in &analysis.facts {
//!     if let Record::Count(count) = &fact.record {
//!         println!("{}: {:?} {:?}", fact.text, count.quantity.value, count.quantity.object);
//!     }
//! }
//! ```
//!
//! [`Analyzer`] is the whole line; its stations are public: [`article`] splits, [`segment`] cuts words, [`numeral`] scans
//! numbers, [`date`] reads dates alone, [`extract`] holds a module for each kind of fact, [`sink`] writes.

pub mod analyzer;
pub mod article;
mod chars;
pub mod date;
mod error;
pub mod extract;
pub mod fact;
pub mod lexicon;
mod link;
mod marks;
mod names;
pub mod numeral;
mod prefetch;
mod reference;
pub mod segment;
mod sentence;
pub mod sink;
#[cfg(feature = "source")]
pub mod source;
mod span;
mod trie;

pub use analyzer::{Analyzer, AnalyzerBuilder};
pub use article::Article;
pub use error::Error;
pub use extract::{Kind, Record};
pub use fact::{Analysis, Entity, Fact, Link};
pub use reference::{EntityId, FactId, Reference, Relation};
pub use span::{CharSpan, Span};

/// The README's examples compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
