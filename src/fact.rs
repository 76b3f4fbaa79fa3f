//! What an analysis says: facts, the entities they mention, the links between them.

use serde::{Deserialize, Serialize};

use crate::article::Metadata;
use crate::extract::{Kind, Record};
pub use crate::reference::{EntityId, FactId, Reference, Relation};
use crate::span::Span;

/// One thing that the article states, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fact {
    /// Unique within the article.
    pub id: FactId,
    /// The mention, exactly as it stands in the text.
    pub text: String,
    /// Its first byte in the UTF-8 text.
    pub start_byte: usize,
    /// One past its last byte.
    pub end_byte: usize,
    /// The number of Unicode scalar values before it.
    pub start_char: usize,
    /// The number of Unicode scalar values up to its end.
    pub end_char: usize,
    /// The sentence it stands in, counted from 0.
    pub sentence: usize,
    /// The rule that found it: where to look when it is wrong.
    pub rule: String,
    /// The entity it names, for names.
    pub entity: Option<EntityId>,
    /// What it says, normalized; `kind` in JSON tells which.
    #[serde(flatten)]
    pub record: Record,
}

impl Fact {
    /// Where it stands, in bytes.
    pub const fn span(&self) -> Span {
        Span::new(self.start_byte, self.end_byte)
    }

    /// Its kind.
    pub const fn kind(&self) -> Kind {
        self.record.kind()
    }
}

/// Somebody or something that the article names, however often and however shortened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Entity {
    /// Unique within the article.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// Its full name as far as the article gives it.
    pub name: String,
    /// Its mentions, in order.
    pub mentions: Vec<FactId>,
}

/// A connection from one fact to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Link {
    /// The fact that has it.
    pub from: FactId,
    /// What it is.
    pub relation: Relation,
    /// The fact it points to.
    pub to: FactId,
}

/// All that was read from one article: one line of JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Analysis {
    /// The caller's name for the article.
    #[serde(default)]
    pub id: Option<String>,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// The facts, in the order of the text.
    pub facts: Vec<Fact>,
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// How the facts are connected.
    pub links: Vec<Link>,
}

impl Analysis {
    /// The fact with this id.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The facts of one kind, each with its record, in the order of the text.
    ///
    /// ```
    /// use shilu::Analyzer;
    /// use shilu::extract::{Count, Money};
    ///
    /// let analysis = Analyzer::new().analyze("为98家企业协调贷款1.2亿元。");
    /// let counts: Vec<&str> = analysis.all::<Count>().map(|(fact, _)| fact.text.as_str()).collect();
    /// assert_eq!(counts, ["98家"]);
    /// let (_, money) = analysis.all::<Money>().next().unwrap();
    /// assert_eq!(money.quantity.value, Some(120_000_000.into()));
    /// ```
    pub fn all<'a, T: 'a>(&'a self) -> impl Iterator<Item = (&'a Fact, &'a T)>
    where
        &'a T: TryFrom<&'a Record>,
    {
        self.facts.iter().filter_map(|fact| Some((fact, <&T>::try_from(&fact.record).ok()?)))
    }
}
