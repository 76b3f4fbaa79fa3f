//! What a record is made of, for whoever treats all kinds alike: links, texts in traditional script, texts with blanks inside.

use crate::reference::{FactId, Reference, Relation};
use crate::span::CharSpan;

/// A part of a record that is said in the text's own words, or points into the article.
pub(crate) enum Part<'r> {
    /// What it is called.
    Name(&'r mut String),
    /// Other words of the text.
    Words(&'r mut String),
    /// Where words of it stand.
    Span(&'r mut CharSpan),
    /// The fact that it is related to, once that is known.
    Fact(Relation, &'r mut Option<FactId>),
    /// The fact that it is related to, or words where no fact says it.
    Reference(Relation, &'r mut Option<Reference>),
}

/// A record that tells its parts. Values of closed sets, such as a type or a code, are none.
pub(crate) trait Parts {
    /// What it is called, if it names something that an article may mention again.
    fn name(&self) -> Option<&String> {
        None
    }

    /// Shows each part, in the order of the fields.
    fn parts(&mut self, see: &mut dyn FnMut(Part<'_>));
}

/// Shows the words that a field may hold.
pub(super) fn words(field: &mut Option<String>, see: &mut dyn FnMut(Part<'_>)) {
    if let Some(words) = field {
        see(Part::Words(words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Kind, Record};

    /// A record of the kind with all that may be null filled in.
    fn full(kind: Kind) -> Record {
        let mut json = serde_json::json!({"kind": kind.name()});
        let fields = json.as_object_mut().expect("an object");
        for (name, value) in [
            ("value", serde_json::json!("1")),
            ("lower", serde_json::json!("1")),
            ("upper", serde_json::json!("1")),
            ("approx", serde_json::json!("exact")),
            ("object_span", serde_json::json!([0, 1])),
            ("article", serde_json::json!(false)),
            ("acts", serde_json::json!(false)),
            ("direct", serde_json::json!(false)),
            ("roles", serde_json::json!(["会长"])),
            ("parts", serde_json::json!(["新引擎"])),
            ("level", serde_json::Value::Null),
            ("code", serde_json::Value::Null),
            ("country", serde_json::Value::Null),
            ("number", serde_json::json!("国发〔2020〕5号")),
            ("basis", serde_json::Value::Null),
            ("change", serde_json::Value::Null),
            ("si", serde_json::Value::Null),
            ("currency", serde_json::Value::Null),
            ("timex", serde_json::Value::Null),
            ("start", serde_json::Value::Null),
            ("end", serde_json::Value::Null),
            ("grain", serde_json::Value::Null),
            ("mod", serde_json::Value::Null),
            ("anchor", serde_json::Value::Null),
            ("zone", serde_json::Value::Null),
        ] {
            fields.insert(name.to_owned(), value);
        }
        for relation in Relation::ALL {
            fields.insert(relation.name().to_owned(), serde_json::json!("f7"));
        }
        for words in ["name", "title", "unit", "object", "action", "scope", "head", "cue"] {
            fields.insert(words.to_owned(), serde_json::json!(words));
        }
        let class = match kind {
            Kind::Date => "date",
            Kind::Percent => "percent",
            Kind::Campaign => "brand",
            _ => "other",
        };
        fields.insert("type".to_owned(), serde_json::json!(class));
        if kind == Kind::Rank {
            fields.insert("value".to_owned(), serde_json::json!(1));
        }
        serde_json::from_value(json).unwrap_or_else(|e| panic!("{kind}: {e}"))
    }

    #[test]
    fn every_field_that_holds_words_a_place_or_a_relation_is_a_part() {
        for &kind in Kind::ALL {
            let mut record = full(kind);
            let json = serde_json::to_value(&record).expect("JSON");
            let mut seen: Vec<String> = Vec::new();
            let mut name = None;
            record.parts(&mut |part| match part {
                Part::Name(words) => name = Some(words.clone()),
                Part::Words(words) => seen.push(words.clone()),
                Part::Span(_) => seen.push("object_span".to_owned()),
                Part::Fact(relation, _) | Part::Reference(relation, _) => seen.push(relation.name().to_owned()),
            });
            for (field, value) in json.as_object().expect("an object") {
                let is_part = Relation::ALL.iter().any(|relation| relation.name() == field)
                    || matches!(
                        field.as_str(),
                        "unit" | "object" | "action" | "scope" | "head" | "cue" | "object_span"
                    );
                assert_eq!(seen.iter().any(|seen| seen == field), is_part, "{field} of {kind}: {value}");
            }
            assert_eq!(name.is_some(), json.get("name").or_else(|| json.get("title")).is_some(), "{kind}");
            assert!(record.name().is_none_or(|own| name.as_deref() == Some(own)), "{kind}");
        }
    }
}
