//! The fields of a record, one after the other, without a tree of values between.

use std::fmt::{self, Display};

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTupleStruct, Serializer,
};

use crate::Record;

/// What a field holds. What is null is not told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scalar<'a> {
    Text(&'a str),
    Integer(i64),
    Boolean(bool),
}

impl Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Boolean(truth) => write!(f, "{truth}"),
        }
    }
}

/// Tells the fields of a record that hold something, in order, `kind` first. A field of a field is told under both names
/// (`si_value`), the elements of a list one by one under the list's.
pub(super) fn fields(record: &Record, tell: &mut dyn FnMut(&str, Scalar<'_>)) {
    let mut name = String::new();
    // The record types are our own and hold nothing that cannot be told.
    let told = record.serialize(Fields { name: &mut name, tell });
    debug_assert!(told.is_ok(), "{told:?}");
}

#[derive(Debug)]
struct Unflat(String);

impl Display for Unflat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unflat {}

impl serde::ser::Error for Unflat {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Tells one value, under the name so far.
struct Fields<'a> {
    name: &'a mut String,
    tell: &'a mut dyn FnMut(&str, Scalar<'_>),
}

impl Fields<'_> {
    fn scalar(self, scalar: Scalar<'_>) -> Result<(), Unflat> {
        (self.tell)(self.name, scalar);
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Unflat> {
        let outer = self.name.len();
        if outer > 0 {
            self.name.push('_');
        }
        self.name.push_str(key);
        let told = value.serialize(Fields { name: self.name, tell: self.tell });
        self.name.truncate(outer);
        told
    }
}

impl<'a> Serializer for Fields<'a> {
    type Ok = ();
    type Error = Unflat;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Unflat>;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), Unflat>;
    type SerializeMap = Map<'a>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Unflat>;

    fn serialize_bool(self, v: bool) -> Result<(), Unflat> {
        self.scalar(Scalar::Boolean(v))
    }
    fn serialize_i8(self, v: i8) -> Result<(), Unflat> {
        self.serialize_i64(v.into())
    }
    fn serialize_i16(self, v: i16) -> Result<(), Unflat> {
        self.serialize_i64(v.into())
    }
    fn serialize_i32(self, v: i32) -> Result<(), Unflat> {
        self.serialize_i64(v.into())
    }
    fn serialize_i64(self, v: i64) -> Result<(), Unflat> {
        self.scalar(Scalar::Integer(v))
    }
    fn serialize_u8(self, v: u8) -> Result<(), Unflat> {
        self.serialize_i64(v.into())
    }
    fn serialize_u16(self, v: u16) -> Result<(), Unflat> {
        self.serialize_i64(v.into())
    }
    fn serialize_u32(self, v: u32) -> Result<(), Unflat> {
        self.serialize_i64(v.into())
    }
    fn serialize_u64(self, v: u64) -> Result<(), Unflat> {
        self.serialize_i64(i64::try_from(v).map_err(Unflat::custom)?)
    }
    fn serialize_f32(self, v: f32) -> Result<(), Unflat> {
        self.serialize_f64(v.into())
    }
    fn serialize_f64(self, v: f64) -> Result<(), Unflat> {
        self.collect_str(&v)
    }
    fn serialize_char(self, v: char) -> Result<(), Unflat> {
        self.collect_str(&v)
    }
    fn serialize_str(self, v: &str) -> Result<(), Unflat> {
        self.scalar(Scalar::Text(v))
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unflat> {
        Err(Unflat::custom("bytes"))
    }
    fn serialize_none(self) -> Result<(), Unflat> {
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unflat> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unflat> {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unflat> {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unflat> {
        self.scalar(Scalar::Text(variant))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unflat> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unflat> {
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unflat> {
        Ok(self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unflat> {
        Err(Unflat::custom("a tuple"))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unflat> {
        Ok(self)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unflat> {
        Err(Unflat::custom("a tuple variant"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Map<'a>, Unflat> {
        Ok(Map { fields: self, key: String::new() })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unflat> {
        Ok(self)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unflat> {
        Err(Unflat::custom("a struct variant"))
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Unflat;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unflat> {
        self.field(key, value)
    }

    fn end(self) -> Result<(), Unflat> {
        Ok(())
    }
}

impl SerializeSeq for Fields<'_> {
    type Ok = ();
    type Error = Unflat;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unflat> {
        value.serialize(Fields { name: self.name, tell: self.tell })
    }

    fn end(self) -> Result<(), Unflat> {
        Ok(())
    }
}

impl SerializeTupleStruct for Fields<'_> {
    type Ok = ();
    type Error = Unflat;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unflat> {
        self.serialize_element(value)
    }

    fn end(self) -> Result<(), Unflat> {
        Ok(())
    }
}

/// A record with a part laid flat into it comes as a map.
struct Map<'a> {
    fields: Fields<'a>,
    key: String,
}

impl SerializeMap for Map<'_> {
    type Ok = ();
    type Error = Unflat;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unflat> {
        let mut read = String::new();
        let mut name = String::new();
        key.serialize(Fields { name: &mut name, tell: &mut |_, key| read = key.to_string() })?;
        self.key = read;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unflat> {
        let key = std::mem::take(&mut self.key);
        self.fields.field(&key, value)
    }

    fn end(self) -> Result<(), Unflat> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;

    #[test]
    fn a_record_is_told_field_by_field() {
        let analysis = Analyzer::new().analyze("全县修路3.2万亩至今。");
        let measure = analysis.facts.iter().find(|fact| fact.text == "3.2万亩").expect("a measure");
        let mut told = Vec::new();
        fields(&measure.record, &mut |name, value| told.push(format!("{name}={value}")));
        for expected in ["kind=measure", "value=32000", "unit=亩", "approx=exact", "si_unit=m2"] {
            assert!(told.iter().any(|field| field == expected), "{expected} of {told:?}");
        }
        assert_eq!(told[0], "kind=measure");
    }
}
