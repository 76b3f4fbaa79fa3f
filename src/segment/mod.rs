//! Words and their parts of speech.

mod jieba;

pub use jieba::Segmenter;
pub(crate) use jieba::knows;

use crate::span::Span;

/// A word of a sentence. Tokens tile their sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The word.
    pub text: &'a str,
    /// Where it stands in the article.
    pub span: Span,
    /// What it is.
    pub pos: Pos,
}

/// A part of speech, after the ICTCLAS tag set that jieba's dictionary uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pos {
    /// A common noun: 企业.
    Noun,
    /// A person's name: 张三.
    Person,
    /// A place: 四川.
    Place,
    /// An organization: 教育部.
    Organization,
    /// Another proper noun: 长征.
    ProperNoun,
    /// A time word: 今年.
    Time,
    /// A direction or locality: 东部, 里.
    Locality,
    /// A verb: 提供.
    Verb,
    /// A verb used as a noun: 调研.
    VerbalNoun,
    /// An adjective: 优秀.
    Adjective,
    /// An attributive: 民营.
    Attributive,
    /// An adverb: 累计.
    Adverb,
    /// A number: 一千.
    Numeral,
    /// A measure word: 家.
    Measure,
    /// A pronoun: 该.
    Pronoun,
    /// A preposition: 为.
    Preposition,
    /// A conjunction: 和.
    Conjunction,
    /// A particle: 的, 了.
    Particle,
    /// A prefix or suffix: 副, 们.
    Affix,
    /// A set phrase or an abbreviation: 一盘棋, 政协.
    Phrase,
    /// A Latin word or a number in digits: App, 98.
    Latin,
    /// Punctuation, blanks, anything else.
    Other,
}

impl Pos {
    /// Reads an ICTCLAS tag as jieba writes it: `n`, `nr`, `vn`, `uj`.
    pub fn from_tag(tag: &str) -> Self {
        match tag {
            "ns" | "nsf" => Self::Place,
            "nt" | "ni" => Self::Organization,
            "nz" => Self::ProperNoun,
            "vn" => Self::VerbalNoun,
            "an" | "ng" | "nl" => Self::Noun,
            "eng" => Self::Latin,
            _ => match tag.as_bytes().first() {
                Some(b'n') if tag.starts_with("nr") => Self::Person,
                Some(b'n') => Self::Noun,
                Some(b't') => Self::Time,
                Some(b's' | b'f') => Self::Locality,
                Some(b'v') => Self::Verb,
                Some(b'a' | b'z') => Self::Adjective,
                Some(b'b') => Self::Attributive,
                Some(b'd') => Self::Adverb,
                Some(b'm') => Self::Numeral,
                Some(b'q') => Self::Measure,
                Some(b'r') => Self::Pronoun,
                Some(b'p') => Self::Preposition,
                Some(b'c') => Self::Conjunction,
                Some(b'u' | b'y') => Self::Particle,
                Some(b'h' | b'k') => Self::Affix,
                Some(b'i' | b'l' | b'j') => Self::Phrase,
                _ => Self::Other,
            },
        }
    }

    /// Whether the word names something: a noun of any sort.
    pub const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun | Self::Person | Self::Place | Self::Organization | Self::ProperNoun | Self::VerbalNoun
        )
    }
}
