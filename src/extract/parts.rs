//! What a record is made of, told once in its own file. Whoever treats all kinds alike asks for it: links and the references
//! that they fill in, texts in traditional script, texts with blanks inside, the columns of tables.

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

/// What a field of a record holds, for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    /// A list of strings.
    Texts,
    Integer,
    Truth,
    Decimal,
    /// A day or a time of day.
    Time,
    /// Where words begin and end: two integers.
    Span,
}

/// A field of a record as tables have it: its name in JSON, the names of a field within a field joined (`si_value`).
pub(crate) type Field = (&'static str, Holds);

/// A record that tells its parts: see [`parts!`].
pub(crate) trait Parts {
    /// What it is called, if it names something that an article may mention again.
    fn name(&self) -> Option<&String>;

    /// Shows each part, in the order of the fields.
    fn parts(&mut self, see: &mut dyn FnMut(Part<'_>));

    /// Shows each field.
    fn fields(see: &mut dyn FnMut(Field));
}

/// Tells the parts of a record: every field, in order, and what it is.
///
/// | a field is | type | part | column |
/// |---|---|---|---|
/// | `Name` | `String` | what it is called, here and when it is mentioned again | text |
/// | `Title` | `String` | what it is called here | text |
/// | `Words` | `Option<String>` | words of the text | text |
/// | `List` | `Vec<String>` | words of the text | list of texts |
/// | `Span` | `Option<CharSpan>` | where words stand | two integers |
/// | `Fact(…)` | `Option<FactId>` | that relation to a fact | text |
/// | `Reference(…)` | `Option<Reference>` | that relation to a fact, or words | text |
/// | `Record` | another record | its parts | its columns |
/// | `Value(…)` | anything else | none: a code, a number, a member of a closed set | as told; a field within it joins its name |
///
/// The name in JSON stands behind `as` where it is another one. A field that is left out is an error of the compiler.
macro_rules! parts {
    ($record:ident { $($field:ident $(as $column:literal)?: $what:ident $(($($of:tt)*))?,)* }) => {
        impl $crate::extract::parts::Parts for $record {
            #[allow(unused_mut, unused_assignments, reason = "a record may have no name")]
            fn name(&self) -> Option<&String> {
                let Self { $($field),* } = self;
                let mut own = None;
                $($crate::extract::parts::parts!(@name own $field $what);)*
                own
            }

            fn parts(&mut self, see: &mut dyn FnMut($crate::extract::parts::Part<'_>)) {
                let Self { $($field),* } = self;
                let _ = &see;
                $($crate::extract::parts::parts!(@part see $field $what $(($($of)*))?);)*
            }

            fn fields(see: &mut dyn FnMut($crate::extract::parts::Field)) {
                $($crate::extract::parts::parts!(
                    @field see ($crate::extract::parts::parts!(@column $field $($column)?)) $what $(($($of)*))?
                );)*
            }
        }
    };
    (@column $field:ident) => { stringify!($field) };
    (@column $field:ident $column:literal) => { $column };

    (@name $own:ident $field:ident Name) => { $own = Some($field); };
    (@name $own:ident $field:ident $what:ident) => { let _ = $field; };

    (@part $see:ident $field:ident Name) => { $see($crate::extract::parts::Part::Name($field)); };
    (@part $see:ident $field:ident Title) => { $see($crate::extract::parts::Part::Name($field)); };
    (@part $see:ident $field:ident Words) => {
        $field.iter_mut().for_each(|words| $see($crate::extract::parts::Part::Words(words)));
    };
    (@part $see:ident $field:ident List) => {
        $field.iter_mut().for_each(|words| $see($crate::extract::parts::Part::Words(words)));
    };
    (@part $see:ident $field:ident Span) => {
        $field.iter_mut().for_each(|span| $see($crate::extract::parts::Part::Span(span)));
    };
    (@part $see:ident $field:ident Fact($relation:ident)) => {
        $see($crate::extract::parts::Part::Fact($crate::reference::Relation::$relation, $field));
    };
    (@part $see:ident $field:ident Reference($relation:ident)) => {
        $see($crate::extract::parts::Part::Reference($crate::reference::Relation::$relation, $field));
    };
    (@part $see:ident $field:ident Record($record:ident)) => { $crate::extract::parts::Parts::parts($field, $see); };
    (@part $see:ident $field:ident Value($($of:tt)*)) => { let _ = $field; };

    (@field $see:ident ($column:expr) Name) => { $see(($column, $crate::extract::parts::Holds::Text)); };
    (@field $see:ident ($column:expr) Title) => { $see(($column, $crate::extract::parts::Holds::Text)); };
    (@field $see:ident ($column:expr) Words) => { $see(($column, $crate::extract::parts::Holds::Text)); };
    (@field $see:ident ($column:expr) List) => { $see(($column, $crate::extract::parts::Holds::Texts)); };
    (@field $see:ident ($column:expr) Span) => { $see(($column, $crate::extract::parts::Holds::Span)); };
    (@field $see:ident ($column:expr) Fact($relation:ident)) => {
        $see(($column, $crate::extract::parts::Holds::Text));
    };
    (@field $see:ident ($column:expr) Reference($relation:ident)) => {
        $see(($column, $crate::extract::parts::Holds::Text));
    };
    (@field $see:ident ($column:expr) Record($record:ident)) => {
        <$record as $crate::extract::parts::Parts>::fields($see);
    };
    (@field $see:ident ($column:expr) Value($holds:ident)) => {
        $see(($column, $crate::extract::parts::Holds::$holds));
    };
    (@field $see:ident ($column:expr) Value($($inner:ident: $holds:ident),+)) => {
        $($see((concat!($column, "_", stringify!($inner)), $crate::extract::parts::Holds::$holds));)+
    };
}

pub(crate) use parts;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::{Map, Value, json};

    use super::*;
    use crate::extract::{Kind, Record};

    /// A record of the kind with every field filled in: words hold the field's own name.
    fn full(kind: Kind) -> Record {
        let mut fields = Map::new();
        fields.insert("kind".to_owned(), kind.name().into());
        for (name, holds) in kind.fields() {
            let value = match holds {
                Holds::Text => json!(name),
                Holds::Texts => json!([name]),
                Holds::Integer => json!(1),
                Holds::Truth => json!(true),
                Holds::Decimal => json!("1"),
                Holds::Time => json!("2020-06-01"),
                Holds::Span => json!([0, 1]),
            };
            match name.split_once('_').filter(|_| holds != Holds::Span) {
                Some((outer, inner)) => {
                    let outer = fields.entry(outer).or_insert_with(|| json!({}));
                    outer.as_object_mut().expect("an object").insert(inner.to_owned(), value);
                }
                None => drop(fields.insert(name.to_owned(), value)),
            }
        }
        for relation in Relation::ALL {
            if let Some(field) = fields.get_mut(relation.name()) {
                *field = json!("f7");
            }
        }
        // A member of a closed set says which ones it may be; the first will do.
        loop {
            let error = match serde_json::from_value(Value::Object(fields.clone())) {
                Ok(record) => return record,
                Err(error) => error.to_string(),
            };
            let mut quoted = error.split('`').skip(1).step_by(2);
            let (wrong, right) = (quoted.next().unwrap_or_default(), quoted.next());
            let right = right.unwrap_or_else(|| panic!("{kind}: {error}"));
            let field = fields.values_mut().find(|value| *value == wrong);
            *field.unwrap_or_else(|| panic!("{kind}: {error}")) = json!(right);
        }
    }

    #[test]
    fn every_field_in_json_is_told_with_its_type() {
        for &kind in Kind::ALL {
            let mut told: BTreeMap<String, Holds> =
                kind.fields().iter().map(|&(name, holds)| (name.to_owned(), holds)).collect();
            let json = serde_json::to_value(full(kind)).expect("JSON");
            let mut flat: Vec<(String, Value)> = Vec::new();
            for (name, value) in json.as_object().expect("an object").iter().filter(|(name, _)| *name != "kind") {
                match value {
                    Value::Object(inner) => flat.extend(inner.iter().map(|(i, v)| (format!("{name}_{i}"), v.clone()))),
                    value => flat.push((name.clone(), value.clone())),
                }
            }
            for (name, value) in flat {
                let holds = told.remove(&name).unwrap_or_else(|| panic!("{kind} does not tell its {name}"));
                let fits = match holds {
                    Holds::Text | Holds::Decimal | Holds::Time => value.is_string(),
                    Holds::Texts => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
                    Holds::Span => value.as_array().is_some_and(|list| list.iter().all(Value::is_u64)),
                    Holds::Integer => value.is_i64(),
                    Holds::Truth => value.is_boolean(),
                };
                assert!(fits, "{name} of {kind} is no {holds:?}: {value}");
            }
            assert!(told.is_empty(), "{kind} tells what it has not: {told:?}");
        }
    }

    #[test]
    fn every_relation_that_a_record_has_is_a_part_and_so_is_its_name() {
        for &kind in Kind::ALL {
            let mut record = full(kind);
            let fields: BTreeSet<&str> = kind.fields().iter().map(|&(name, _)| name).collect();
            let mut seen = BTreeSet::new();
            let mut name = None;
            record.parts(&mut |part| match part {
                Part::Name(words) => name = Some(words.clone()),
                Part::Fact(relation, _) | Part::Reference(relation, _) => drop(seen.insert(relation.name())),
                Part::Words(words) => assert!(fields.contains(words.as_str()), "{words}"),
                Part::Span(_) => {}
            });
            let relations = Relation::ALL.iter().map(|relation| relation.name()).filter(|name| fields.contains(name));
            assert_eq!(seen, relations.collect(), "{kind}");
            assert_eq!(name.as_deref(), ["name", "title"].into_iter().find(|name| fields.contains(name)), "{kind}");
            assert!(record.name().is_none_or(|own| name.as_deref() == Some(own)), "{kind}");
        }
    }
}
