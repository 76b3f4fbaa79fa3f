//! Parts of speech.

/// A part of speech, after the ICTCLAS tag set that jieba's dictionary uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    pub const fn from_tag(tag: &str) -> Self {
        match tag.as_bytes() {
            b"ns" | b"nsf" => Self::Place,
            b"nt" | b"ni" => Self::Organization,
            b"nz" => Self::ProperNoun,
            b"vn" => Self::VerbalNoun,
            b"an" | b"ng" | b"nl" => Self::Noun,
            b"eng" => Self::Latin,
            [b'n', b'r', ..] => Self::Person,
            [b'n', ..] => Self::Noun,
            [b't', ..] => Self::Time,
            [b's' | b'f', ..] => Self::Locality,
            [b'v', ..] => Self::Verb,
            [b'a' | b'z', ..] => Self::Adjective,
            [b'b', ..] => Self::Attributive,
            [b'd', ..] => Self::Adverb,
            [b'm', ..] => Self::Numeral,
            [b'q', ..] => Self::Measure,
            [b'r', ..] => Self::Pronoun,
            [b'p', ..] => Self::Preposition,
            [b'c', ..] => Self::Conjunction,
            [b'u' | b'y', ..] => Self::Particle,
            [b'h' | b'k', ..] => Self::Affix,
            [b'i' | b'l' | b'j', ..] => Self::Phrase,
            _ => Self::Other,
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
