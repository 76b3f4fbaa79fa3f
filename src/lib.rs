//! `shilu` (实录) extracts facts from Chinese news: dates, counts, money, organizations, people, places and more. Each fact has its
//! exact place in the text and a normalized value, and links say who did what, when and where.
//!
//! ```
//! use shilu::Analyzer;
//! use shilu::extract::Count;
//!
//! let analysis = Analyzer::new().analyze("沿滩区为98家民营企业提供援企稳岗服务1000余人次。");
//! let mut counts = analysis.all::<Count>().map(|(fact, count)| (fact.text.as_str(), count.quantity.object.as_deref()));
//! assert_eq!(counts.next(), Some(("98家", Some("民营企业"))));
//! assert_eq!(counts.next(), Some(("1000余人次", Some("援企稳岗服务"))));
//! ```
//!
//! # Where to find what
//!
//! - [`Analyzer`] reads an article from beginning to end; its [builder](Analyzer::builder) chooses kinds, words and lists.
//! - [`Analysis`] is what it returns: [`Fact`]s, each with a [`Record`]; [`extract`] has a module for each kind of record.
//! - The steps can be used alone: [`article`] splits a text into sentences, [`segment`] cuts words, [`numeral`] finds numbers,
//!   [`date`] finds dates, [`lexicon`] holds the word lists.
//! - `source` reads files of many formats, [`sink`] writes what was found.
//!
//! # What to rely on
//!
//! - Reading never fails and never panics, whatever the text, and takes time linear in its length.
//! - `&text[fact.span().range()]` is the mention, byte for byte: the text is never changed before it is read.
//! - An analyzer keeps no state: it is `Send + Sync`, and the same text gives the same facts.
//! - Types are `#[non_exhaustive]` where later versions may add fields or kinds.
//!
//! # Crate features
//!
//! None is on by default. A feature adds items; it changes no type and nothing that is found.
//!
//! | feature | what it adds |
//! |---|---|
//! | `source` | the module `source`: files, streams and folders in any encoding, web pages, JSON lines, CSV, gzip, zstd; CSV output |
//! | `arrow` | tables as Arrow record batches, `sink::Rows`, and Arrow files |
//! | `parquet` | articles from Parquet, tables to it, with `arrow` |
//! | `table` | facts as a table for reading |
//! | `schema` | the JSON Schema of an [`Analysis`], `sink::schema` |
//! | `jieba` | a [`Segmenter`](segment::Segmenter) from a `jieba_rs::Jieba` of your own |
//! | `cli` | the command line `shilu`, with `source`, `table` and `schema` |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod analyzer;
pub mod article;
mod chars;
mod choice;
pub mod date;
mod error;
pub mod explain;
pub mod extract;
pub mod fact;
pub mod lexicon;
mod link;
mod marks;
mod names;
pub mod numeral;
mod prefetch;
mod reference;
mod relate;
pub mod segment;
mod sentence;
pub mod sink;
#[cfg(feature = "source")]
pub mod source;
mod span;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;
mod trie;

pub use analyzer::{Analyzer, AnalyzerBuilder};
pub use article::Article;
pub use error::Error;
pub use extract::{Kind, Record};
pub use fact::{Analysis, Entity, Fact, Link};
pub use reference::{EntityId, FactId, Reference, Relation};
pub use span::{CharSpan, Span};
// Their types stand in records: dates and times, exact numbers.
pub use {jiff, rust_decimal};

/// The examples of README.md and README.zh.md compile and run.
#[cfg(all(doctest, feature = "source"))]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;
    #[doc = include_str!("../README.zh.md")]
    struct Chinese;
}
