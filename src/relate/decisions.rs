//! What was chosen for a mention and for those before it.

use super::candidate::Candidate;
use super::reading::{Question, Reading};
use super::slot::{SEATS, Slot};
use crate::reference::EntityId;

/// What was chosen so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Decisions {
    /// For this mention, by seat.
    pub(super) own: [Option<Candidate>; SEATS],
    /// For the mention before, and where that stands.
    previous: [Option<Candidate>; SEATS],
    pub(super) before: Option<Question>,
    /// The last answer of a slot that names somebody or something, and how many mentions ago.
    held: [Option<(Candidate, u8)>; SEATS],
    /// Who did it so far, with how many mentions, the last first.
    agents: [Option<(EntityId, u8)>; AGENTS],
}

/// Of how many agents it is counted what they did.
const AGENTS: usize = 4;

impl Decisions {
    /// What this mention was answered with; nothing as long as a slot has not been asked for.
    pub(super) const fn of(&self, slot: Slot) -> Option<Candidate> {
        self.own[slot.seat()]
    }

    /// What the mention before was answered with.
    pub(super) const fn previous(&self, slot: Slot) -> Option<Candidate> {
        self.previous[slot.seat()]
    }

    /// The last answer of a slot that is one, with how many mentions ago it was given.
    pub(super) const fn held(&self, slot: Slot) -> Option<(Candidate, u8)> {
        self.held[slot.seat()]
    }

    /// How many mentions an entity was the agent of.
    pub(super) fn acted(&self, entity: EntityId) -> u8 {
        self.agents.iter().flatten().find(|(agent, _)| *agent == entity).map_or(0, |&(_, times)| times)
    }

    /// What the next mention sees of these.
    pub(super) fn carried(mut self, question: Question, reading: &Reading<'_>) -> Self {
        for (held, own) in self.held.iter_mut().zip(self.own) {
            *held = match (own.filter(|own| own.span.is_some()), *held) {
                (Some(own), _) => Some((own, 0)),
                (None, held) => held.map(|(held, ago)| (held, ago.saturating_add(1))),
            };
        }
        let agent = self.of(Slot::Agent).and_then(|agent| reading.entity_of(&agent));
        if let Some(agent) = agent {
            let at = self.agents.iter().position(|known| known.is_some_and(|(known, _)| known == agent));
            let times = at.and_then(|at| self.agents[at]).map_or(0, |(_, times)| times);
            self.agents[..=at.unwrap_or(AGENTS - 1)].rotate_right(1);
            self.agents[0] = Some((agent, times.saturating_add(1)));
        }
        Self { own: [None; SEATS], previous: self.own, before: Some(question), ..self }
    }
}
