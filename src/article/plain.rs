//! Texts that hold more than is read: invisible characters inside words, line breaks inside sentences, blanks around numbers.
//! They are read without, and what is found is told as it stands.

use super::{Article, Sentence};
use crate::chars::is_han;
use crate::marks::marks;
use crate::span::{CharIndex, Span};

/// A reading of an article, and where its pieces stand.
pub(crate) struct Plain {
    pub(crate) text: String,
    /// Offsets of the reading behind which something is left out, and how many bytes are up to there.
    cuts: Vec<(usize, usize)>,
}

impl Plain {
    /// The reading of an article; none where nothing is left out.
    pub(crate) fn read(article: &Article<'_>) -> Option<Self> {
        let text = article.text;
        let mut plain = Self { text: String::new(), cuts: Vec::new() };
        let mut kept = 0;
        for sentence in &article.sentences {
            let part = article.slice(sentence.span);
            if !marks(part).any(|(at, _)| suspicious(&part.as_bytes()[at..])) {
                continue;
            }
            for (at, c) in part.char_indices() {
                if skipped(part, at, c) {
                    let at = sentence.span.start + at;
                    if plain.text.is_empty() {
                        plain.text.reserve(text.len());
                    }
                    plain.text.push_str(&text[kept..at]);
                    kept = at + c.len_utf8();
                    plain.cuts.push((plain.text.len(), kept - plain.text.len()));
                }
            }
        }
        if plain.cuts.is_empty() {
            return None;
        }
        plain.text.push_str(&text[kept..]);
        Some(plain)
    }

    /// The reading as an article of its own, sentence for sentence.
    pub(crate) fn article(&self, article: &Article<'_>) -> Article<'_> {
        let span = |span: &Span| Span::new(self.within(span.start), self.within(span.end));
        Article {
            text: &self.text,
            metadata: article.metadata.clone(),
            paragraphs: article.paragraphs.iter().map(span).collect(),
            sentences: article.sentences.iter().map(|s| Sentence { span: span(&s.span), ..*s }).collect(),
            traditional: article.traditional,
            simplified: None,
            chars: CharIndex::new(&self.text),
        }
    }

    /// An offset of the article in the reading.
    fn within(&self, at: usize) -> usize {
        let before = self.cuts.partition_point(|&(cut, left_out)| cut + left_out <= at);
        at - before.checked_sub(1).map_or(0, |last| self.cuts[last].1)
    }

    /// A span of the reading in the article: what is left out at its edges stays outside.
    pub(crate) fn original(&self, span: Span) -> Span {
        let left_out = |cuts: usize| cuts.checked_sub(1).map_or(0, |last| self.cuts[last].1);
        let start = span.start + left_out(self.cuts.partition_point(|&(cut, _)| cut <= span.start));
        let end = span.end + left_out(self.cuts.partition_point(|&(cut, _)| cut < span.end));
        Span::new(start, end.max(start))
    }
}

/// Whether these bytes may begin with something that is left out: a cheap look before a close one.
const fn suspicious(bytes: &[u8]) -> bool {
    match bytes {
        [b' ', next, ..] => *next >= 0xe3 || next.is_ascii_digit(),
        [b'\n' | b'\r', next, ..] => *next >= 0xe3,
        [0xc2, 0xa0 | 0xad, ..] | [0xef, 0xbb, 0xbf, ..] => true,
        // U+2009, U+200B to U+200F, U+202A to U+202F; U+2060 to U+2064.
        [0xe2, 0x80, 0x89..=0x8f | 0xaa..=0xaf, ..] | [0xe2, 0x81, 0xa0..=0xa4, ..] => true,
        _ => false,
    }
}

/// Whether a character of a sentence is left out.
fn skipped(sentence: &str, at: usize, c: char) -> bool {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => true,
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => around_number(sentence, at, c.len_utf8()),
        '\n' | '\r' => !parts_words(sentence, at),
        _ => false,
    }
}

/// Whether the blanks that hold this line break part two words of another script: they do in English.
fn parts_words(sentence: &str, at: usize) -> bool {
    let before = sentence[..at].trim_end().chars().next_back();
    let behind = sentence[at..].trim_start().chars().next();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    word(before) && word(behind)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '+' | '/' | ':')
}

/// Whether a blank is one of those that set a number apart from the Chinese on both its sides: 今年 6 月, 98 家. Where it stands
/// on one side alone, it parts more than that: the halves of a headline.
fn around_number(sentence: &str, at: usize, length: usize) -> bool {
    let (before, behind) = (&sentence[..at], &sentence[at + length..]);
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let (Some(left), Some(right)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    if is_han(left) && right.is_ascii_digit() {
        let rest = behind.trim_start_matches(is_number);
        // 1 000: a group of three digits that a blank parts is read through by the numerals.
        let mut rest = rest.chars();
        return match rest.next() {
            None => true,
            Some(c) if blank(c) => rest.next().is_some_and(|c| is_han(c) || c.is_ascii_digit()),
            Some(c) => !is_han(c) && !c.is_alphabetic(),
        };
    }
    if is_han(right) && (left.is_ascii_digit() || left == '%') {
        let mut rest = before.trim_end_matches(is_number).chars().rev();
        return match rest.next() {
            None => true,
            Some(c) if blank(c) => rest.next().is_some_and(|c| is_han(c) || c.is_ascii_digit()),
            Some(c) => !is_han(c) && !c.is_alphabetic(),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::Analyzer;

    /// The mentions of a text, with what they say.
    fn facts(text: &str) -> Vec<(String, String)> {
        let analysis = Analyzer::new().analyze(text);
        for fact in &analysis.facts {
            assert_eq!(fact.text, text[fact.span().range()]);
            let chars: String = text.chars().skip(fact.start_char).take(fact.end_char - fact.start_char).collect();
            assert_eq!(chars, fact.text);
        }
        analysis.facts.into_iter().map(|fact| (fact.text, serde_json::to_string(&fact.record).expect("JSON"))).collect()
    }

    /// What a text states with nothing to leave out.
    fn stripped(text: &str) -> Vec<(String, String)> {
        let bare = |text: &str| text.replace([' ', '\n', '\u{200b}', '\u{ad}', '\u{feff}', '\u{2060}'], "");
        let record = |record: &str| {
            let mut record: serde_json::Value = serde_json::from_str(record).expect("JSON");
            record.as_object_mut().expect("an object").remove("object_span");
            record.to_string()
        };
        facts(text).into_iter().map(|(mention, told)| (bare(&mention), record(&told))).collect()
    }

    #[test]
    fn what_is_not_read_changes_no_fact() {
        let plain = "纳溪区民营经济座谈会召开\n3月8日，纳溪区工商联召开会议，为98家民营企业提供服务1000余人次，协调贷款1.2亿元，同比增长5.6%，办结35件。";
        let expected = stripped(plain);
        assert!(expected.len() > 8);
        for odd in [
            "纳溪区民营经济座谈会召开\n3\u{200b}月8日，纳溪区工\u{feff}商联召开会议，为98家民\u{ad}营企业提供服务1\u{2060}000余人次，协调贷\u{200b}款1.2亿元，同比增长5.6%，办结35件。",
            "纳溪区民营经济座谈会召开\n3 月 8 日，纳溪区工商联召开会议，为 98 家民营企业提供服务 1000 余人次，协调贷款 1.2 亿元，同比增长 5.6%，办结 35 件。",
            "纳溪区民营经济座谈会召开\n\n3月8日，纳溪区工商联召开会议，为98\n家民营企业提供服务1000余人次，协调\n贷款1.2亿元，同比增长5.6%，办结35\n件。",
        ] {
            assert_eq!(stripped(odd), expected, "{odd}");
        }
    }

    #[test]
    fn a_blank_on_one_side_of_a_number_parts_more() {
        for (sentence, at) in [("招商会开幕 98个项目签约", 15), ("排名第1 企业之多", 10), ("Top 10 企业", 3)]
        {
            assert!(!super::around_number(sentence, at, 1), "{sentence}");
        }
    }
}
