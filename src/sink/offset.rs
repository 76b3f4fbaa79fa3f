//! Offsets in the unit that a reader counts in.

use crate::extract::parts::Part;
use crate::{CharSpan, Fact, Record};

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Bytes of UTF-8: Rust, C, Go.
    Byte,
    /// Unicode scalar values: Python, SQL.
    Char,
    /// Code units of UTF-16: JavaScript, Java.
    Utf16,
}

/// A text's offsets in one unit, told from those that facts carry.
pub(super) struct Offsets {
    unit: Unit,
    /// The bytes and characters that begin a character of two units in UTF-16: few, if any.
    wide: Vec<(usize, usize)>,
    /// Where each character begins, if bytes are asked for.
    starts: Vec<usize>,
}

impl Offsets {
    pub(super) fn new(text: &str, unit: Unit) -> Self {
        let wide = match unit {
            Unit::Utf16 => {
                let places = text.char_indices().enumerate().filter(|(_, (_, c))| c.len_utf16() == 2);
                places.map(|(char, (byte, _))| (byte, char)).collect()
            }
            _ => Vec::new(),
        };
        let starts = match unit {
            Unit::Byte => text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect(),
            _ => Vec::new(),
        };
        Self { unit, wide, starts }
    }

    /// Where a fact begins and ends.
    pub(super) fn of(&self, fact: &Fact) -> (usize, usize) {
        let wide = |byte: usize| self.wide.partition_point(|&(at, _)| at < byte);
        match self.unit {
            Unit::Byte => (fact.start_byte, fact.end_byte),
            Unit::Char => (fact.start_char, fact.end_char),
            Unit::Utf16 => (fact.start_char + wide(fact.start_byte), fact.end_char + wide(fact.end_byte)),
        }
    }

    fn at(&self, char: usize) -> usize {
        match self.unit {
            Unit::Byte => self.starts.get(char).or(self.starts.last()).copied().unwrap_or(char),
            Unit::Char => char,
            Unit::Utf16 => char + self.wide.partition_point(|&(_, at)| at < char),
        }
    }

    /// The record with its own spans in the unit.
    pub(super) fn record(&self, record: &Record) -> Record {
        let mut record = record.clone();
        record.parts(&mut |part| {
            if let Part::Span(CharSpan(start, end)) = part {
                (*start, *end) = (self.at(*start), self.at(*end));
            }
        });
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;

    #[test]
    fn every_unit_finds_the_mention_and_its_object() {
        let text = "😀好。🎉全县为98家😀民营企业办事。";
        let analysis = Analyzer::new().analyze(text);
        let fact = analysis.facts.iter().find(|fact| fact.text == "98家").expect("a count");
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let chars: Vec<char> = text.chars().collect();
        for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
            let offsets = Offsets::new(text, unit);
            let slice = |start: usize, end: usize| match unit {
                Unit::Byte => text[start..end].to_owned(),
                Unit::Char => chars[start..end].iter().collect(),
                Unit::Utf16 => String::from_utf16(&utf16[start..end]).expect("UTF-16"),
            };
            let (start, end) = offsets.of(fact);
            assert_eq!(slice(start, end), "98家");
            assert_eq!(slice(offsets.at(9), offsets.at(11)), "家😀");
        }
    }
}
