//! What stands within quotation or book-title marks: the ground of documents, honors, campaigns, events and quotes.

use super::Scope;
use crate::span::Span;

/// A balanced pair of marks and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With the marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
}

const QUOTES: [(char, char); 5] = [('“', '”'), ('「', '」'), ('『', '』'), ('‘', '’'), ('"', '"')];
const TITLES: [(char, char); 1] = [('《', '》')];

impl Quotation {
    /// The outermost pairs of quotation marks of the sentence, in order.
    pub(crate) fn quotes(scope: &Scope<'_>) -> Vec<Self> {
        scan(scope, &QUOTES)
    }

    /// The outermost pairs of book-title marks of the sentence, in order.
    pub(crate) fn titles(scope: &Scope<'_>) -> Vec<Self> {
        scan(scope, &TITLES)
    }

    /// Both sorts, the outermost, in order.
    pub(crate) fn all(scope: &Scope<'_>) -> Vec<Self> {
        let pairs: Vec<(char, char)> = QUOTES.iter().chain(&TITLES).copied().collect();
        scan(scope, &pairs)
    }

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

/// One pass: a stack for each sort of mark, so that a wall of unclosed marks costs no more than its length.
fn scan(scope: &Scope<'_>, pairs: &[(char, char)]) -> Vec<Quotation> {
    let mut open: Vec<Vec<usize>> = vec![Vec::new(); pairs.len()];
    let mut found = Vec::new();
    for (at, c) in scope.text().char_indices() {
        let at = scope.sentence.span.start + at;
        let end = at + c.len_utf8();
        for (&(opener, closer), open) in pairs.iter().zip(&mut open) {
            // A straight mark closes where one is open.
            if c == opener && (opener != closer || open.is_empty()) {
                open.push(at);
            } else if c == closer
                && let Some(start) = open.pop()
            {
                let inner = Span::new(start + opener.len_utf8(), at);
                found.push(Quotation { outer: Span::new(start, end), inner });
            }
        }
    }
    found.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
    let mut taken = 0;
    found.retain(|q| {
        let outermost = q.outer.start >= taken && !q.inner.is_empty();
        if outermost {
            taken = q.outer.end;
        }
        outermost
    });
    found
}
