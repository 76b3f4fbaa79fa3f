//! How facts connect: what needs more than its own sentence, entities, and who did what, when, where.

mod alias;
mod entity;
mod role;
mod script;

pub(crate) use script::as_written;

use crate::article::Article;
use crate::extract::{Kind, Mention, Record, date};
use crate::fact::{Entity, Fact, FactId, Link, Reference, Relation};

/// Mentions, in the order of the text, become facts with ids, offsets and links.
pub(crate) fn link(article: &Article<'_>, mut mentions: Vec<Mention>) -> (Vec<Fact>, Vec<Entity>, Vec<Link>) {
    date::complete(article, &mut mentions);
    let aliases = alias::complete(article, &mut mentions);
    role::assign(article, &mut mentions);
    let mut facts: Vec<Fact> = mentions.into_iter().enumerate().map(|(at, m)| fact(article, at, m)).collect();
    let entities = entity::group(&mut facts, &aliases);
    let links = facts.iter().flat_map(links).collect();
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

/// The references of one fact, as rows.
fn links(fact: &Fact) -> Vec<Link> {
    use Relation::{Agent, Awarder, Campaign, Issuer, Organization, Organizer, Place, Recipient, Speaker, Time};
    let pointed = |reference: &Option<Reference>| match reference {
        Some(Reference::Fact(id)) => Some(*id),
        _ => None,
    };
    let of_quantity = |q: &crate::extract::quantity::Quantity| {
        vec![(Agent, q.agent), (Time, q.time), (Place, q.place), (Campaign, q.campaign)]
    };
    let references = match &fact.record {
        Record::Count(r) => of_quantity(&r.quantity),
        Record::Measure(r) => of_quantity(&r.quantity),
        Record::Money(r) => of_quantity(&r.quantity),
        Record::Percent(r) => of_quantity(&r.quantity),
        Record::Campaign(r) => vec![(Organizer, r.organizer)],
        Record::Event(r) => vec![(Time, r.time), (Place, pointed(&r.place)), (Organizer, r.organizer)],
        Record::Person(r) => vec![(Organization, r.organization)],
        Record::Organization(r) => vec![(Place, r.place)],
        Record::Honor(r) => vec![(Recipient, pointed(&r.recipient)), (Awarder, pointed(&r.awarder))],
        Record::Quote(r) => vec![(Speaker, pointed(&r.speaker))],
        Record::Document(r) => vec![(Issuer, pointed(&r.issuer))],
        Record::Date(_) | Record::Rank(_) | Record::Number(_) | Record::Place(_) => Vec::new(),
    };
    let row = |(relation, to): (Relation, Option<FactId>)| to.map(|to| Link { from: fact.id, relation, to });
    references.into_iter().filter_map(row).collect()
}

/// Whether a mention names a body, a place or a person.
const fn is_actor(kind: Kind) -> bool {
    matches!(kind, Kind::Organization | Kind::Place | Kind::Person)
}
