//! How facts connect: what needs more than its own sentence, entities, and who did what, when, where.

mod alias;
mod entity;
mod plain;
mod role;
mod script;

pub(crate) use plain::restore;
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
fn links(fact: &Fact) -> impl Iterator<Item = Link> {
    use Relation::{Agent, Awarder, Campaign, Issuer, Organization, Organizer, Place, Recipient, Speaker, Time};
    let pointed = |reference: &Option<Reference>| match reference {
        Some(Reference::Fact(id)) => Some(*id),
        _ => None,
    };
    let of_quantity = |q: &crate::extract::quantity::Quantity| {
        [Some((Agent, q.agent)), Some((Time, q.time)), Some((Place, q.place)), Some((Campaign, q.campaign))]
    };
    let one = |reference| [Some(reference), None, None, None];
    let references = match &fact.record {
        Record::Count(r) => of_quantity(&r.quantity),
        Record::Measure(r) => of_quantity(&r.quantity),
        Record::Money(r) => of_quantity(&r.quantity),
        Record::Percent(r) => of_quantity(&r.quantity),
        Record::Campaign(r) => one((Organizer, r.organizer)),
        Record::Event(r) => {
            [Some((Time, r.time)), Some((Place, pointed(&r.place))), Some((Organizer, r.organizer)), None]
        }
        Record::Person(r) => one((Organization, r.organization)),
        Record::Organization(r) => one((Place, r.place)),
        Record::Honor(r) => {
            [Some((Recipient, pointed(&r.recipient))), Some((Awarder, pointed(&r.awarder))), None, None]
        }
        Record::Quote(r) => one((Speaker, pointed(&r.speaker))),
        Record::Document(r) => one((Issuer, pointed(&r.issuer))),
        Record::Date(_) | Record::Rank(_) | Record::Number(_) | Record::Place(_) => [None; 4],
    };
    let row = |(relation, to): (Relation, Option<FactId>)| to.map(|to| Link { from: fact.id, relation, to });
    references.into_iter().flatten().filter_map(row)
}

/// Whether a mention names a body, a place or a person.
const fn is_actor(kind: Kind) -> bool {
    matches!(kind, Kind::Organization | Kind::Place | Kind::Person)
}
