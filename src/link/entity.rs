//! Mentions of one entity share its id.

use foldhash::HashMap;

use super::alias::Alias;
use crate::extract::{Kind, Place, Record};
use crate::fact::{Entity, Fact};
use crate::reference::EntityId;

/// Groups the names by what they name and marks each fact with its entity.
pub(super) fn group(facts: &mut [Fact], aliases: &[Alias]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut known: HashMap<(Kind, &str), EntityId> = HashMap::default();
    let mut ids = Vec::with_capacity(facts.len());
    for fact in facts.iter() {
        let Some((mut key, name)) = identity(fact) else {
            ids.push(None);
            continue;
        };
        if let Some(alias) = aliases.iter().find(|a| a.kind == fact.kind() && a.short == key) {
            key = &alias.full;
        }
        let id = *known.entry((fact.kind(), key)).or_insert_with(|| {
            let id = EntityId(entities.len() + 1);
            entities.push(Entity { id, kind: fact.kind(), name: String::new(), mentions: Vec::new() });
            id
        });
        let entity = &mut entities[id.0 - 1];
        entity.mentions.push(fact.id);
        // The longest name is the fullest: 自贡沿滩区 rather than 沿滩.
        if name.len() > entity.name.len() {
            name.clone_into(&mut entity.name);
        }
        ids.push(Some(id));
    }
    for (fact, id) in facts.iter_mut().zip(ids) {
        fact.entity = id;
    }
    entities
}

/// What tells an entity from others of its kind, and its name. Facts that name nothing have none.
fn identity(fact: &Fact) -> Option<(&str, &str)> {
    let name = match &fact.record {
        Record::Document(_) => fact.text.as_str(),
        record => record.name()?,
    };
    let key = match &fact.record {
        // A code names a division however it is written; below the county only the name does.
        Record::Place(Place { code: Some(code), level: Some(level), .. }) if level.is_division() => code,
        _ => name,
    };
    Some((key, name))
}
