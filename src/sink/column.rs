//! Rows declared once: a struct with its fields is a table with its columns, in CSV, JSON lines, Arrow and Parquet alike.

use std::borrow::Cow;

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{EntityId, FactId, Kind};

/// What the cells of a column hold. Any cell may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Type {
    /// A string.
    Text,
    /// A list of strings; in CSV they are separated by `|`.
    Texts,
    /// A signed integer of 64 bits.
    Integer,
    /// True or false.
    Truth,
    /// An exact number: 38 digits, ten of them after the point. In JSON a string.
    Decimal,
    /// A civil time without a zone, to the microsecond. In JSON and CSV as ISO 8601 writes it: `2020-06-01T00:00:00`.
    Time,
}

impl Type {
    /// Its name in the documentation of a table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Texts => "list of texts",
            Self::Integer => "integer",
            Self::Truth => "boolean",
            Self::Decimal => "decimal(38, 10)",
            Self::Time => "timestamp",
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Type,
    /// What they say: the documentation of the field that it is.
    pub about: &'static str,
}

impl Column {
    pub(super) const fn new(name: &'static str, holds: Type, about: &'static str) -> Self {
        Self { name, holds, about }
    }
}

/// One cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Integer(i64),
    Truth(bool),
    Decimal(Decimal),
    Time(DateTime),
}

impl Cell<'_> {
    /// Adds what the cell says to a text; the elements of a list stand apart by `separator`.
    #[cfg(feature = "source")]
    pub(super) fn write(&self, out: &mut String, separator: &str) {
        use std::fmt::Write;
        // A string takes all that is written to it.
        let _ = match self {
            Self::Null => Ok(()),
            Self::Text(text) => out.write_str(text),
            Self::Texts(texts) => out.write_str(&texts.join(separator)),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Truth(truth) => write!(out, "{truth}"),
            Self::Decimal(number) => write!(out, "{number}"),
            Self::Time(time) => write!(out, "{time}"),
        };
    }
}

/// A type that a column can hold.
pub(super) trait Field {
    const HOLDS: Type;

    fn cell(&self) -> Cell<'_>;
}

impl<T: Field> Field for Option<T> {
    const HOLDS: Type = T::HOLDS;

    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, T::cell)
    }
}

impl Field for &str {
    const HOLDS: Type = Type::Text;

    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(self))
    }
}

impl Field for String {
    const HOLDS: Type = Type::Text;

    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(self))
    }
}

impl Field for Cow<'_, str> {
    const HOLDS: Type = Type::Text;

    fn cell(&self) -> Cell<'_> {
        Cell::Text(Cow::Borrowed(self))
    }
}

impl Field for &[String] {
    const HOLDS: Type = Type::Texts;

    fn cell(&self) -> Cell<'_> {
        Cell::Texts(self.iter().map(|text| Cow::Borrowed(text.as_str())).collect())
    }
}

impl Field for &[FactId] {
    const HOLDS: Type = Type::Texts;

    fn cell(&self) -> Cell<'_> {
        Cell::Texts(self.iter().map(|id| Cow::Owned(id.to_string())).collect())
    }
}

impl Field for usize {
    const HOLDS: Type = Type::Integer;

    fn cell(&self) -> Cell<'_> {
        i64::try_from(*self).map_or(Cell::Null, Cell::Integer)
    }
}

impl Field for bool {
    const HOLDS: Type = Type::Truth;

    fn cell(&self) -> Cell<'_> {
        Cell::Truth(*self)
    }
}

impl Field for Decimal {
    const HOLDS: Type = Type::Decimal;

    fn cell(&self) -> Cell<'_> {
        Cell::Decimal(*self)
    }
}

impl Field for DateTime {
    const HOLDS: Type = Type::Time;

    fn cell(&self) -> Cell<'_> {
        Cell::Time(*self)
    }
}

/// Types that are told by their name in JSON.
macro_rules! named {
    ($($type:ty),*) => {
        $(impl Field for $type {
            const HOLDS: Type = Type::Text;

            fn cell(&self) -> Cell<'_> {
                name(self).map_or(Cell::Null, |name| Cell::Text(Cow::Owned(name)))
            }
        })*
    };
}

named!(
    EntityId,
    FactId,
    Kind,
    crate::Relation,
    crate::numeral::Approx,
    crate::extract::quantity::Change,
    crate::extract::percent::Basis
);

/// The string that a value is in JSON.
pub(super) fn name(value: &impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Some(name),
        _ => None,
    }
}

/// What is a row of a table.
pub(super) trait Row: Serialize {
    /// Hands over the cells, in the order of the columns.
    fn cells(&self, take: &mut dyn FnMut(Cell<'_>));
}

/// Declares the struct of a row: each field is a column of its name and type, documented by the field's own comment.
macro_rules! row {
    (
        $(#[$about:meta])*
        $name:ident<$life:lifetime> {
            $($(#[doc = $doc:literal])+ $field:ident $(as $column:literal)?: $type:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name<$life> {
            $($(#[doc = $doc])+ pub $field: $type,)*
        }

        impl<$life> $name<$life> {
            /// The columns that its fields are, in order.
            pub const COLUMNS: &'static [$crate::sink::Column] = &[
                $($crate::sink::Column::new(
                    $crate::sink::column::row!(@name $field $($column)?),
                    <$type as $crate::sink::column::Field>::HOLDS,
                    concat!($($doc),+),
                ),)*
            ];
        }

        impl $crate::sink::column::Row for $name<'_> {
            fn cells(&self, take: &mut dyn FnMut($crate::sink::column::Cell<'_>)) {
                $(take($crate::sink::column::Field::cell(&self.$field));)*
            }
        }

        impl serde::Serialize for $name<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                let mut row = serializer.serialize_struct(stringify!($name), Self::COLUMNS.len())?;
                $(row.serialize_field($crate::sink::column::row!(@name $field $($column)?), &self.$field)?;)*
                row.end()
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $column:literal) => { $column };
}

pub(super) use row;
