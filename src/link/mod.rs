//! How facts connect: what needs more than its own sentence, entities, and who did what, when, where.

mod alias;
mod entity;
mod plain;
mod role;
mod script;

pub(crate) use plain::restore;
pub(crate) use script::as_written;

use crate::article::Article;
use crate::explain::{Explain, Explanation};
use crate::extract::parts::Part;
use crate::extract::{Kind, Mention, date};
use crate::fact::{Entity, Fact, Link};
use crate::reference::{FactId, Reference};
use crate::relate;
use crate::sentence::Sentence;

/// Mentions, in the order of the text, become facts with ids, offsets and links.
pub(crate) fn link(
    article: &Article<'_>,
    sentences: &[Sentence<'_>],
    mut mentions: Vec<Mention>,
    explain: Option<Explain<'_>>,
) -> (Vec<Fact>, Vec<Entity>, Vec<Link>) {
    date::complete(article, &mut mentions);
    let aliases = alias::complete(article, &mut mentions);
    role::assign(article, &mut mentions);
    let mut facts: Vec<Fact> = mentions.into_iter().enumerate().map(|(at, m)| fact(article, at, m)).collect();
    let entities = entity::group(&mut facts, &aliases);
    if let Some(Explain { weights, into }) = explain {
        let explained = relate::explain(article, sentences, &facts, weights).into_iter();
        let asked = |fact: usize| relate::Slot::of(facts[fact].kind());
        into.extend(explained.map(|(fact, slots)| Explanation::new(article.text, fact, asked(fact), slots)));
    }
    relate::relate(article, sentences, &mut facts);
    let mut links = Vec::new();
    facts.iter_mut().for_each(|fact| relations(fact, &mut links));
    (facts, entities, links)
}

/// The id of the mention at this place.
const fn id(place: usize) -> FactId {
    FactId(place + 1)
}

fn fact(article: &Article<'_>, place: usize, mention: Mention) -> Fact {
    let chars = article.chars(mention.span);
    Fact {
        id: id(place),
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
}

/// Adds the relations of one fact to others, as rows.
fn relations(fact: &mut Fact, links: &mut Vec<Link>) {
    let from = fact.id;
    fact.record.parts(&mut |part| {
        let (relation, to) = match part {
            Part::Fact(relation, to) => (relation, *to),
            Part::Reference(relation, Some(Reference::Fact(to))) => (relation, Some(*to)),
            _ => return,
        };
        links.extend(to.map(|to| Link { from, relation, to }));
    });
}

/// Whether a mention names a body, a place or a person.
const fn is_actor(kind: Kind) -> bool {
    kind.is_actor()
}
