//! The kinds of fact: for each a record, the rules that find it, and its examples beside it.

pub(crate) mod actor;
pub(crate) mod amount;
pub(crate) mod border;
pub(crate) mod clause;
mod initiative;
mod listed;
pub(crate) mod noun_phrase;
#[cfg_attr(not(any(feature = "source", feature = "arrow")), allow(dead_code, reason = "CSV and Arrow ask for fields"))]
pub(crate) mod parts;
mod quantities;
pub mod quantity;

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::article::AT_ONCE;
use crate::sentence::Sentence;
use crate::span::Span;

use parts::{Field, Part, Parts};

/// Declares the kinds in the order in which they win: of two equally long mentions, the kind declared first stays. For each:
/// its record and module, its layer, its hue in reports and on terminals, and the rules that find it, or none where the
/// rules of a kind above find it too.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident in $module:ident: $layer:ident, $hue:literal, $rules:expr;)*) => {
        $(pub mod $module;)*
        $(pub use $module::$kind;)*

        /// What sort of fact a mention states.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Its name in JSON and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => stringify!($module),)* }
            }

            const fn layer(self) -> Layer {
                match self { $(Self::$kind => Layer::$layer,)* }
            }

            /// The fields of its record, in the order of JSON.
            #[cfg_attr(not(any(feature = "source", feature = "arrow")), allow(dead_code, reason = "CSV and Arrow ask for fields"))]
            pub(crate) fn fields(self) -> Vec<Field> {
                let mut fields = Vec::new();
                match self { $(Self::$kind => <$kind as Parts>::fields(&mut |field| fields.push(field)),)* }
                fields
            }

            /// The hue that it is shown in, in degrees of the colour wheel, a multiple of 15: each kind has its own.
            pub(crate) const fn hue(self) -> u16 {
                match self { $(Self::$kind => $hue,)* }
            }

            const fn rules(self) -> Option<Rules> {
                match self { $(Self::$kind => $rules,)* }
            }
        }

        /// A normalized mention: one struct a kind, told apart by `kind` in JSON.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "kind", rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Record {
            $($(#[$doc])* $kind($kind),)*
        }

        impl Record {
            /// Its kind.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind,)* }
            }

            /// What it is called, if it names something that an article may mention again: no honor, and no document, whose
            /// mention is its title.
            pub fn name(&self) -> Option<&str> {
                match self { $(Self::$kind(record) => record.name(),)* }.map(String::as_str)
            }

            /// Shows its parts, in the order of the fields.
            pub(crate) fn parts(&mut self, see: &mut dyn FnMut(Part<'_>)) {
                match self { $(Self::$kind(record) => record.parts(see),)* }
            }
        }

        $(impl From<$kind> for Record {
            fn from(record: $kind) -> Self {
                Self::$kind(record)
            }
        })*

        $(impl<'a> TryFrom<&'a Record> for &'a $kind {
            /// The kind that the record is of.
            type Error = Kind;

            fn try_from(record: &'a Record) -> Result<Self, Kind> {
                if let Record::$kind(record) = record { Ok(record) } else { Err(record.kind()) }
            }
        })*
    };
}

kinds! {
    /// Anything that places something in time.
    Date in date: Quantity, 210, Some(date::extract);
    /// An amount of money.
    Money in money: Quantity, 135, Some(quantities::extract);
    /// A ratio or a change.
    Percent in percent: Quantity, 90, None;
    /// A physical quantity.
    Measure in measure: Quantity, 45, None;
    /// An ordinal.
    Rank in rank: Quantity, 15, Some(rank::extract);
    /// How many of something.
    Count in count: Quantity, 30, None;
    /// Any number at all; reported only when asked for.
    Number in number: Number, 0, Some(number::extract);
    /// A named body.
    Organization in organization: Name, 270, Some(organization::extract);
    /// A place.
    Place in place: Name, 165, Some(place::extract);
    /// Somebody's name.
    Person in person: Name, 330, Some(person::extract);
    /// A titled text.
    Document in document: Name, 195, Some(document::extract);
    /// An award or title conferred.
    Honor in honor: Name, 60, Some(honor::extract);
    /// A named meeting, contest, fair or ceremony.
    Event in event: Name, 240, Some(event::extract);
    /// A named initiative.
    Campaign in campaign: Name, 300, Some(campaign::extract);
    /// What somebody said.
    Quote in quote: Quote, 345, Some(quote::extract);
}

impl Record {
    /// The number, its bounds and what is said of it, of a count, a measure, an amount of money or a percentage.
    pub(crate) const fn quantity(&self) -> Option<&quantity::Quantity> {
        match self {
            Self::Count(r) => Some(&r.quantity),
            Self::Measure(r) => Some(&r.quantity),
            Self::Money(r) => Some(&r.quantity),
            Self::Percent(r) => Some(&r.quantity),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub(crate) const fn quantity_mut(&mut self) -> Option<&mut quantity::Quantity> {
        match self {
            Self::Count(r) => Some(&mut r.quantity),
            Self::Measure(r) => Some(&mut r.quantity),
            Self::Money(r) => Some(&mut r.quantity),
            Self::Percent(r) => Some(&mut r.quantity),
            _ => None,
        }
    }
}

/// What adds every mention that a sentence may state, as the rules of a kind see it.
type Rules = fn(&Sentence<'_>, &mut Vec<Mention>);

impl Kind {
    /// Whether it names somebody or something.
    pub(crate) const fn is_name(self) -> bool {
        matches!(self.layer(), Layer::Name)
    }

    /// Whether it names a body, a place or a person: who may act.
    pub(crate) const fn is_actor(self) -> bool {
        matches!(self, Self::Organization | Self::Place | Self::Person)
    }

    /// Whether its borders are borders of words.
    pub(crate) const fn bounds_words(self) -> bool {
        matches!(self.layer(), Layer::Quantity) || self.is_actor()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads a kind's name as JSON and the command line have it.
///
/// ```
/// use shilu::Kind;
///
/// assert_eq!("money".parse::<Kind>()?, Kind::Money);
/// let error = "monney".parse::<Kind>().unwrap_err();
/// assert!(error.to_string().starts_with("\"monney\" is no kind of fact, expected one of date, money, percent"));
/// # Ok::<(), shilu::Error>(())
/// ```
impl FromStr for Kind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let kind = Self::ALL.iter().copied().find(|kind| kind.name() == name);
        kind.ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|kind| kind.name()).collect();
            Error::Kind { name: name.to_owned(), known: known.join(", ") }
        })
    }
}

/// Mentions of one layer contradict each other where they overlap; mentions of different layers do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    Quantity,
    Name,
    Quote,
    Number,
}

/// A span and what it says.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    /// The sentence, counted from 0.
    pub(crate) sentence: usize,
    pub(crate) rule: &'static str,
    pub(crate) record: Record,
    /// A date as written, until the dates before it say what it means.
    pub(crate) expression: Option<Box<crate::date::Expression>>,
}

impl Mention {
    pub(crate) fn new(span: Span, rule: &'static str, record: impl Into<Record>) -> Self {
        Self { span, sentence: 0, rule, record: record.into(), expression: None }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.record.kind()
    }

    /// Puts mentions in the order of the text, the longer of two that begin together first.
    pub(crate) fn sort(mentions: &mut [Self]) {
        mentions.sort_by_key(|mention| (mention.span.start, Reverse(mention.span.end), mention.kind()));
    }
}

/// The mentions of an article's sentences, none contradicting another, in the order of the text. `numbers` says whether every number is asked for.
///
/// Each kind reads some sentences before the next one does: its rules and words stay in the processor's caches, and so do the
/// sentences.
pub(crate) fn extract(sentences: &[Sentence<'_>], numbers: bool) -> Vec<Mention> {
    let mut found: Vec<Vec<Mention>> = sentences.iter().map(|_| Vec::new()).collect();
    let mut kept = Kept::default();
    for (sentences, found) in sentences.chunks(AT_ONCE).zip(found.chunks_mut(AT_ONCE)) {
        for rules in Kind::ALL.iter().filter(|&&kind| numbers || kind != Kind::Number).filter_map(|kind| kind.rules()) {
            for (sentence, mentions) in sentences.iter().zip(&mut *found) {
                rules(sentence, mentions);
            }
        }
    }
    initiative::settle(sentences, &mut found);
    for (sentence, mentions) in sentences.iter().zip(&mut found) {
        mentions.iter_mut().for_each(|mention| mention.sentence = sentence.index);
        resolve(mentions, &mut kept);
    }
    let mut all = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|mentions| all.extend(mentions));
    all
}

/// Drops what contradicts a longer mention of its layer: quantities that overlap, names that cross, two mentions of one
/// kind that overlap at all. Of two as long, the kind declared first stays. Names of different kinds may nest.
fn resolve(mentions: &mut Vec<Mention>, kept: &mut Kept) {
    // Longest first; then each later mention asks only those already kept.
    mentions.sort_by_key(|m| (Reverse(m.span.len()), m.kind(), m.span.start));
    kept.0.iter_mut().for_each(Vec::clear);
    mentions.retain(|mention| kept.admit(mention));
    Mention::sort(mentions);
}

/// The spans of the mentions of a sentence that are kept so far, by kind and in order. Since they come longest first, a later
/// one can only lie inside a kept one or cross its edge: it is enough to know which bytes are taken, and which are edges.
#[derive(Default)]
struct Kept([Vec<Span>; Kind::ALL.len()]);

impl Kept {
    fn admit(&mut self, mention: &Mention) -> bool {
        let (kind, ours) = (mention.kind(), mention.span);
        for &other in Kind::ALL.iter().filter(|other| other.layer() == kind.layer()) {
            let spans = &self.0[other as usize];
            let nests = other != kind && kind.layer() == Layer::Name;
            // Kept spans of one kind do not overlap: only the last to begin before our end, and those inside us, can meet us.
            let last = |count: usize| count.checked_sub(1).and_then(|at| spans.get(at)).copied();
            let meets = last(spans.partition_point(|span| span.start < ours.end));
            let first = last(spans.partition_point(|span| span.start <= ours.start));
            for span in [meets, first].into_iter().flatten() {
                if span.overlaps(ours) && !(nests && span.contains(ours) && span != ours) {
                    return false;
                }
            }
        }
        let spans = &mut self.0[kind as usize];
        spans.insert(spans.partition_point(|span| span.start < ours.start), ours);
        true
    }
}
