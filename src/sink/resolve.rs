//! What ids stand for: facts and entities, found by id.

use foldhash::HashMap;

use super::flat;
use crate::{Analysis, Entity, EntityId, Fact, FactId, Kind, Record, Reference};

/// Finds the facts and entities of one analysis by their ids. An id that nothing has is nobody: kinds may have been left out.
pub(super) struct Resolver<'a> {
    facts: HashMap<FactId, &'a Fact>,
    entities: HashMap<EntityId, &'a Entity>,
}

/// What another mention's id or plain text names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Party<'a> {
    /// The full name, or the words of the text.
    pub(super) name: Option<&'a str>,
    /// What it is, where a mention names it.
    pub(super) kind: Option<Kind>,
    /// The GB/T 2260 code.
    pub(super) code: Option<&'a str>,
    /// ISO 3166 alpha-2.
    pub(super) country: Option<&'a str>,
    /// The mention.
    pub(super) fact: Option<&'a Fact>,
}

/// A field that refers to another mention, or says in words what no mention names.
pub(super) trait Refers {
    fn fact(&self) -> Option<FactId>;

    fn words(&self) -> Option<&str>;
}

impl Refers for Option<FactId> {
    fn fact(&self) -> Option<FactId> {
        *self
    }

    fn words(&self) -> Option<&str> {
        None
    }
}

impl Refers for Option<Reference> {
    fn fact(&self) -> Option<FactId> {
        match self {
            Some(Reference::Fact(id)) => Some(*id),
            _ => None,
        }
    }

    fn words(&self) -> Option<&str> {
        match self {
            Some(Reference::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        Self {
            facts: analysis.facts.iter().map(|fact| (fact.id, fact)).collect(),
            entities: analysis.entities.iter().map(|entity| (entity.id, entity)).collect(),
        }
    }

    pub(super) fn fact(&self, id: FactId) -> Option<&'a Fact> {
        self.facts.get(&id).copied()
    }

    /// The entity that a fact names.
    pub(super) fn entity(&self, fact: &Fact) -> Option<&'a Entity> {
        self.entities.get(&fact.entity?).copied()
    }

    /// The entity's mentions.
    pub(super) fn mentions(&self, entity: &'a Entity) -> impl Iterator<Item = &'a Fact> {
        entity.mentions.iter().filter_map(|&id| self.fact(id))
    }

    /// Whom or what a field refers to.
    pub(super) fn party(&self, field: &'a impl Refers) -> Party<'a> {
        let Some(fact) = field.fact().and_then(|id| self.fact(id)) else {
            return Party { name: field.words(), ..Party::default() };
        };
        let entity = self.entity(fact);
        Party {
            name: Some(entity.map_or(fact.text.as_str(), |entity| entity.name.as_str())),
            kind: Some(fact.kind()),
            code: own_code(fact).or_else(|| entity.and_then(|entity| self.code(entity))),
            country: own_country(fact).or_else(|| entity.and_then(|entity| self.country(entity))),
            fact: Some(fact),
        }
    }

    /// The code of an entity: of the first mention that has one.
    pub(super) fn code(&self, entity: &'a Entity) -> Option<&'a str> {
        self.mentions(entity).find_map(own_code)
    }

    /// The country of an entity.
    pub(super) fn country(&self, entity: &'a Entity) -> Option<&'a str> {
        self.mentions(entity).find_map(own_country)
    }

    /// The type of an entity, as JSON names it.
    pub(super) fn class(&self, entity: &'a Entity) -> Option<String> {
        self.mentions(entity).find_map(|fact| {
            let mut class = None;
            flat::fields(&fact.record, &mut |name, value| {
                if matches!(name, "type" | "level") {
                    class = Some(value.to_string());
                }
            });
            class
        })
    }
}

fn own_code(fact: &Fact) -> Option<&str> {
    match &fact.record {
        Record::Place(place) => place.code.as_deref(),
        Record::Organization(organization) => organization.code.as_deref(),
        _ => None,
    }
}

fn own_country(fact: &Fact) -> Option<&str> {
    match &fact.record {
        Record::Place(place) => place.country.as_deref(),
        _ => None,
    }
}
