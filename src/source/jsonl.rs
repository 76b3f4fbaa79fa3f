//! An article in a line of JSON, whatever its fields are called.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};

use super::{Entry, Fields};
use crate::article::parse_published;

/// The article of a line, or why it is none.
pub(super) fn entry(line: &str, fields: &Fields) -> Result<Entry, String> {
    let mut json = serde_json::Deserializer::from_str(line);
    Line(fields).deserialize(&mut json).and_then(|entry| json.end().map(|()| entry)).map_err(|error| {
        let told = error.to_string();
        // Its line is always 1: whoever asks knows the line already.
        told.split_once(" at line 1 ").map_or(told.clone(), |(what, column)| format!("{what} at {column}"))
    })
}

/// Dates an article, unless its record says nothing: an empty string says as little as null. What cannot be read is kept apart.
pub(super) fn date(entry: &mut Entry, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    match parse_published(text) {
        Ok(published) => entry.published = Some(published),
        Err(_) => entry.unread_time = Some(text.to_owned()),
    }
}

struct Line<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for Line<'_> {
    type Value = Entry;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Entry, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Line<'_> {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let fields = self.0;
        let mut text = None;
        let mut entry = Entry::default();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            if *key.0 == *fields.text {
                text = map.next_value::<Option<String>>()?;
            } else if *key.0 == *fields.published {
                match map.next_value()? {
                    Scalar::Null => {}
                    Scalar::Text(text) | Scalar::Number(text) => date(&mut entry, &text),
                    Scalar::Other => {
                        return Err(A::Error::custom("the publication time is neither a string nor a number"));
                    }
                }
            } else if *key.0 == *fields.id {
                entry.id = match map.next_value()? {
                    Scalar::Null => None,
                    Scalar::Text(id) | Scalar::Number(id) => Some(id.into_owned()),
                    Scalar::Other => return Err(A::Error::custom("the id is neither a string nor a number")),
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        entry.text = text.ok_or_else(|| A::Error::custom(format_args!("no field `{}`", fields.text)))?;
        Ok(entry)
    }
}

/// A key, borrowed from the line unless it holds escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// What an id or a time may be.
enum Scalar<'a> {
    Null,
    Text(Cow<'a, str>),
    Number(Cow<'a, str>),
    Other,
}

impl<'de> Deserialize<'de> for Scalar<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a number")
            }

            fn visit_unit<E>(self) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Null)
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Text(text.into()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Text(text.to_owned().into()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Number(number.to_string().into()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Number(number.to_string().into()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Number(number.to_string().into()))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Other)
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar<'de>, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_whatever_its_fields_are_called() {
        let fields = Fields { text: "content".into(), published: "pub_time".into(), id: "url".into() };
        let line = r#"{"title": "题", "content": "正\n文", "pub_time": "2020-11-25 16:25", "url": "http://a/1", "n": {"content": 1}}"#;
        let entry = entry(line, &fields).expect("an article");
        assert_eq!((entry.text.as_str(), entry.id.as_deref()), ("正\n文", Some("http://a/1")));
        assert_eq!(entry.published.map(|p| p.to_string()).as_deref(), Some("2020-11-25T16:25:00"));
    }

    #[test]
    fn times_are_read_as_data_sets_write_them() {
        for (value, expected) in [
            (r#""2020-11-25""#, Some("2020-11-25T00:00:00")),
            (r#""2020/11/25 16:25:40""#, Some("2020-11-25T16:25:40")),
            (r#""2020年11月25日 16:25""#, Some("2020-11-25T16:25:00")),
            (r#""2020-11-25T08:25:40Z""#, Some("2020-11-25T16:25:40")),
            ("1606292740", Some("2020-11-25T16:25:40")),
            ("1606292740000", Some("2020-11-25T16:25:40")),
            (r#""1606292740""#, Some("2020-11-25T16:25:40")),
            (r#""20201125""#, Some("2020-11-25T00:00:00")),
            ("null", None),
            (r#"" ""#, None),
            (r#""Wed, 25 Nov 2020 16:25:40 +0800""#, Some("2020-11-25T16:25:40")),
            (r#""2020-11-25 下午4:25""#, Some("2020-11-25T16:25:00")),
            (r#""11/25/2020""#, Some("2020-11-25T00:00:00")),
            (r#""2020-11-25 24:00""#, Some("2020-11-26T00:00:00")),
        ] {
            let line = format!("{{\"published\": {value}, \"text\": \"\"}}");
            let entry = entry(&line, &Fields::default()).expect(value);
            assert_eq!(entry.published.map(|p| p.to_string()).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn a_time_that_cannot_be_read_leaves_the_article_undated() {
        for value in [r#""soon""#, r#""2020-11""#, "12"] {
            let line = format!("{{\"published\": {value}, \"text\": \"正文\"}}");
            let entry = entry(&line, &Fields::default()).expect(value);
            assert_eq!((entry.published, entry.unread_time.as_deref()), (None, Some(value.trim_matches('"'))));
        }
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        for (line, reason) in [
            ("{}", "no field `text`"),
            (r#"{"text": null}"#, "no field `text`"),
            (r#"{"text": "", "id": [1]}"#, "the id is neither"),
            ("[]", "invalid type: sequence, expected an object"),
            (r#"{"text": ""} {"text": ""}"#, "trailing characters"),
        ] {
            let error = entry(line, &Fields::default()).expect_err(line);
            assert!(error.starts_with(reason), "{line}: {error}");
        }
    }
}
