//! What was read without blanks and invisible characters is told where it stands in the article.

use crate::article::Article;
use crate::article::plain::Plain;
use crate::extract::parts::Part;
use crate::fact::Analysis;
use crate::span::{CharSpan, Span};

/// Tells what was found in the reading where it stands in the article.
pub(crate) fn restore(plain: &Plain, article: &Article<'_>, analysis: &mut Analysis) {
    let starts: Vec<usize> = plain.text.char_indices().map(|(at, _)| at).chain([plain.text.len()]).collect();
    for fact in &mut analysis.facts {
        let span = plain.original(fact.span());
        (fact.start_byte, fact.end_byte) = (span.start, span.end);
        CharSpan(fact.start_char, fact.end_char) = article.chars(span);
        fact.text = article.slice(span).to_owned();
        fact.record.parts(&mut |part| {
            if let Part::Span(words) = part
                && let (Some(&start), Some(&end)) = (starts.get(words.0), starts.get(words.1))
            {
                *words = article.chars(plain.original(Span::new(start, end)));
            }
        });
    }
}
