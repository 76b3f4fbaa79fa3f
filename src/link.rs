//! How facts connect: what needs more than its own sentence, entities, and who did what, when, where.

use crate::article::Article;
use crate::extract::{Mention, date};
use crate::fact::{Entity, Fact, FactId, Link};

/// Mentions become facts with ids, offsets and links.
pub(crate) fn link(article: &Article<'_>, mut mentions: Vec<Mention>) -> (Vec<Fact>, Vec<Entity>, Vec<Link>) {
    date::complete(article, &mut mentions);
    let facts = mentions
        .into_iter()
        .enumerate()
        .map(|(at, mention)| {
            let chars = article.chars(mention.span);
            Fact {
                id: FactId(at + 1),
                text: article.slice(mention.span).to_owned(),
                start_byte: mention.span.start,
                end_byte: mention.span.end,
                start_char: chars.0,
                end_char: chars.1,
                sentence: mention.sentence,
                rule: mention.rule.to_owned(),
                entity: None,
                record: mention.record,
            }
        })
        .collect();
    (facts, Vec::new(), Vec::new())
}
