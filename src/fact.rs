//! What an analysis says: facts, the entities they mention, the links between them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::article::Metadata;
use crate::extract::{Kind, Record};
use crate::span::Span;

/// Declares an id that is a number in memory and a prefixed string in JSON.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub usize);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let number = text.strip_prefix($prefix).and_then(|n| n.parse().ok());
                number.map(Self).ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is no {}", stringify!($name))))
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "pattern": concat!("^", $prefix, "[0-9]+$")})
            }
        }
    };
}

id! {
    /// A fact's id, unique within its article: `f12` in JSON.
    FactId, "f"
}
id! {
    /// An entity's id, unique within its article: `e3` in JSON.
    EntityId, "e"
}

/// Another mention's id, or plain text where no mention says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Reference {
    /// A mention of the article.
    Fact(FactId),
    /// What the text says.
    Text(String),
}

impl Reference {
    /// These words, unless they read like an id: JSON could not tell them from one.
    pub(crate) fn words(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let id = text.strip_prefix('f').is_some_and(|n| n.parse::<usize>().is_ok());
        (!id).then_some(Self::Text(text))
    }
}

/// One thing that the article states, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// How two facts are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Who did what is counted.
    Agent,
    /// When.
    Time,
    /// Where.
    Place,
    /// In which campaign.
    Campaign,
    /// Who runs a campaign or an event.
    Organizer,
    /// Whose officer a person is.
    Organization,
    /// Who got an honor.
    Recipient,
    /// Who gave it.
    Awarder,
    /// Who said a quote.
    Speaker,
    /// Who issued a document.
    Issuer,
}

/// A connection from one fact to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
}
