//! What was read without blanks and invisible characters is told where it stands in the article.

use crate::article::Article;
use crate::article::plain::Plain;
use crate::extract::Record;
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
        let object = match &mut fact.record {
            Record::Count(record) => &mut record.quantity.object_span,
            Record::Measure(record) => &mut record.quantity.object_span,
            Record::Money(record) => &mut record.quantity.object_span,
            Record::Percent(record) => &mut record.quantity.object_span,
            Record::Rank(record) => &mut record.object_span,
            _ => continue,
        };
        if let Some(CharSpan(start, end)) = *object
            && let (Some(&start), Some(&end)) = (starts.get(start), starts.get(end))
        {
            *object = Some(article.chars(plain.original(Span::new(start, end))));
        }
    }
}
