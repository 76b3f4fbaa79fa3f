//! W3C Web Annotation: mentions as annotations of the article.

use std::fmt::{self, Display};
use std::io::Write;

use serde::{Serialize, Serializer};

use crate::{Analysis, Error, Fact, FactId, Kind, Record, Relation};

/// The characters quoted on either side of a mention, by which it is found again.
const CONTEXT: usize = 12;

/// Writes the facts as an annotation page on one line: a mention is identified, its record the body, its place told by position
/// and by quotation; a link between two facts is an annotation too. Offsets count characters, as the standard says.
///
/// # Errors
/// [`Error::Io`] if the stream cannot be written.
pub(super) fn write(out: &mut impl Write, text: &str, analysis: &Analysis) -> Result<(), Error> {
    let source = Iri(analysis.id.as_deref().unwrap_or("article"));
    let mentions = analysis.facts.iter().map(|fact| mention(fact, text, source));
    let links = analysis.links.iter().map(|link| Annotation {
        id: None,
        class: "Annotation",
        motivation: "linking",
        body: (
            Tag { class: "TextualBody", purpose: "classifying", value: Label::Relation(link.relation) },
            Body::Fact(Name { source, fact: link.to }),
        ),
        target: Target::Fact(Name { source, fact: link.from }),
    });
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: source,
        class: "AnnotationPage",
        items: mentions.chain(links).collect(),
    };
    serde_json::to_writer(&mut *out, &page).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn mention<'a>(fact: &'a Fact, text: &'a str, source: Iri<'a>) -> Annotation<'a> {
    let (before, after) = (&text[..fact.start_byte], &text[fact.end_byte..]);
    let prefix = before.char_indices().rev().take(CONTEXT).last().map_or("", |(at, _)| &before[at..]);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
    Annotation {
        id: Some(Name { source, fact: fact.id }),
        class: "Annotation",
        motivation: "identifying",
        body: (
            Tag { class: "TextualBody", purpose: "tagging", value: Label::Kind(fact.kind()) },
            Body::Record { class: "Dataset", value: &fact.record },
        ),
        target: Target::Text {
            source,
            selector: (
                Position { class: "TextPositionSelector", start: fact.start_char, end: fact.end_char },
                Quote { class: "TextQuoteSelector", exact: &fact.text, prefix, suffix },
            ),
        },
    }
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: Iri<'a>,
    class: &'static str,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Name<'a>>,
    class: &'static str,
    motivation: &'static str,
    body: (Tag, Body<'a>),
    target: Target<'a>,
}

#[derive(Serialize)]
struct Tag {
    class: &'static str,
    purpose: &'static str,
    value: Label,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Label {
    Kind(Kind),
    Relation(Relation),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Record { class: &'static str, value: &'a Record },
    Fact(Name<'a>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Text { source: Iri<'a>, selector: (Position, Quote<'a>) },
    Fact(Name<'a>),
}

#[derive(Serialize)]
struct Position {
    class: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Quote<'a> {
    class: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// An article's id as an IRI: one with a scheme as it is, another as a name of ours.
#[derive(Clone, Copy)]
struct Iri<'a>(&'a str);

impl Display for Iri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme =
            self.0.split_once(':').is_some_and(|(s, _)| s.len() > 1 && s.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !scheme {
            f.write_str("urn:article:")?;
        }
        for c in self.0.chars() {
            if c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
                || c.is_alphanumeric()
            {
                write!(f, "{c}")?;
            } else {
                c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))?;
            }
        }
        Ok(())
    }
}

impl Serialize for Iri<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A fact as an IRI: its article's, and its id behind.
struct Name<'a> {
    source: Iri<'a>,
    fact: FactId,
}

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}#{}", self.source, self.fact))
    }
}
