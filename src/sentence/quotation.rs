//! What stands within quotation or book-title marks: the ground of documents, honors, campaigns, events and quotes.

use crate::chars::BRACKETS;
use crate::marks::marks;
use crate::span::Span;

/// A balanced pair of marks and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With the marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
}

/// The quotations of one sentence, each list in order.
#[derive(Debug, Default)]
pub(crate) struct Quotations {
    /// The outermost pairs of quotation marks: what may be speech.
    pub(crate) outer: Vec<Quotation>,
    /// Those short enough for a name; within longer ones, the pairs inside.
    pub(crate) names: Vec<Quotation>,
    /// The outermost pairs of book-title marks.
    pub(crate) titles: Vec<Quotation>,
    /// Names and titles, none within another.
    pub(crate) marked: Vec<Quotation>,
}

/// Opening and closing marks; titles come last. A straight mark closes where one is open.
const PAIRS: [(char, char); 6] = [BRACKETS[0], BRACKETS[1], BRACKETS[2], BRACKETS[3], ('"', '"'), BRACKETS[4]];
const TITLE: usize = PAIRS.len() - 1;
/// The longest quotation that may be a name, in bytes: 30 characters.
const LONGEST_NAME: usize = 90;

impl Quotation {
    /// The quotation of `all` that ends at byte `at`.
    pub(crate) fn ending_at(all: &[Self], at: usize) -> Option<&Self> {
        all.binary_search_by_key(&at, |q| q.outer.end).ok().and_then(|place| all.get(place))
    }

    /// Whether the span lies within one of `all`.
    pub(crate) fn holds(all: &[Self], span: Span) -> bool {
        let place = all.partition_point(|q| q.inner.end < span.end);
        all.get(place).is_some_and(|q| q.inner.contains(span))
    }
}

impl Quotations {
    /// Reads a sentence that begins at byte `start` of the article.
    pub(crate) fn read(sentence: &str, start: usize) -> Self {
        let mut found = Self::default();
        let (mut quotes, mut titles) = pairs(sentence, start);
        if quotes.is_empty() && titles.is_empty() {
            return found;
        }
        sort(&mut titles);
        sort(&mut quotes);
        found.titles = outermost(&titles);
        found.outer = outermost(&quotes);
        quotes.retain(|q| q.inner.len() <= LONGEST_NAME);
        found.names = outermost(&quotes);
        quotes.extend(&found.titles);
        sort(&mut quotes);
        found.marked = outermost(&quotes);
        found
    }
}

/// All balanced pairs, quotation marks and title marks apart. One pass with a stack for each sort of mark, so that a wall
/// of unclosed marks costs no more than its length.
fn pairs(sentence: &str, start: usize) -> (Vec<Quotation>, Vec<Quotation>) {
    let mut open: [Vec<usize>; PAIRS.len()] = std::array::from_fn(|_| Vec::new());
    let (mut quotes, mut titles) = (Vec::new(), Vec::new());
    for (at, mark) in marks(sentence) {
        let end = start + at + mark.len_utf8();
        for (sort, (&(opener, closer), open)) in PAIRS.iter().zip(&mut open).enumerate() {
            if mark == opener && (opener != closer || open.is_empty()) {
                open.push(start + at);
            } else if mark == closer
                && let Some(begin) = open.pop()
            {
                let inner = Span::new(begin + opener.len_utf8(), start + at);
                let pair = Quotation { outer: Span::new(begin, end), inner };
                if sort == TITLE { titles.push(pair) } else { quotes.push(pair) }
            }
        }
    }
    (quotes, titles)
}

/// Puts pairs in the order of the text, the longer of two that begin together first.
fn sort(pairs: &mut [Quotation]) {
    pairs.sort_by_key(|pair| (pair.outer.start, std::cmp::Reverse(pair.outer.end)));
}

/// Those that hold something and lie within no other.
fn outermost(sorted: &[Quotation]) -> Vec<Quotation> {
    let mut taken = 0;
    let mut found = Vec::with_capacity(sorted.len());
    for &pair in sorted {
        if pair.outer.start >= taken && !pair.inner.is_empty() {
            taken = pair.outer.end;
            found.push(pair);
        }
    }
    found
}
