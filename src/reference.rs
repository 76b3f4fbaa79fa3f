//! Ids of facts and entities, references to them, and how facts are related.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is no {}", stringify!($name))))
            }
        }

        impl $name {
            /// The id that JSON writes so.
            pub(crate) fn parse(text: &str) -> Option<Self> {
                text.strip_prefix($prefix)?.parse().ok().map(Self)
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
        FactId::parse(&text).is_none().then_some(Self::Text(text))
    }
}

/// Declares the relations with their names in JSON.
macro_rules! relations {
    ($($(#[$doc:meta])* $relation:ident $name:literal,)*) => {
        /// How two facts are connected.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Relation {
            $($(#[$doc])* $relation,)*
        }

        impl Relation {
            /// Every relation.
            pub const ALL: &[Self] = &[$(Self::$relation),*];

            /// Its name in JSON: that of the field that holds the other fact's id.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$relation => $name,)* }
            }
        }
    };
}

relations! {
    /// Who did what is counted.
    Agent "agent",
    /// When.
    Time "time",
    /// Where.
    Place "place",
    /// In which campaign.
    Campaign "campaign",
    /// Who runs a campaign or an event.
    Organizer "organizer",
    /// Whose officer a person is.
    Organization "organization",
    /// Who got an honor.
    Recipient "recipient",
    /// Who gave it.
    Awarder "awarder",
    /// Who said a quote.
    Speaker "speaker",
    /// Who issued a document.
    Issuer "issuer",
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
