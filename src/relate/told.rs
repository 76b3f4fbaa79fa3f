//! What was answered for the events and campaigns of an article, for whoever mentions them again: 第七届丝绸之路国际博览会, 本届丝博会.

use super::Decisions;
use super::candidate::Candidate;
use super::reading::Reading;
use super::slot::SEATS;

/// How many of them are remembered.
const REMEMBERED: usize = 8;

/// What was answered for a mention of the same, by seat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) answers: [Option<Candidate>; SEATS],
    /// Whether only the name is like.
    pub(super) alike: bool,
}

/// The last of them, each with its answers and the mention that each answer was given for.
#[derive(Default)]
pub(super) struct Memory(Vec<(usize, [Option<(Candidate, usize)>; SEATS])>);

impl Memory {
    /// What others that mention the same as a fact were answered with.
    pub(super) fn of(&self, reading: &Reading<'_>, fact: usize) -> Option<Told> {
        let found = self.0.iter().rev().find(|&&(known, _)| is_same(reading, known, fact));
        let alike = || self.0.iter().rev().find(|&&(known, _)| is_like(reading, known, fact));
        let (known, answers) = found.or_else(alike)?;
        let answers = answers.map(|answer| answer.filter(|&(_, by)| by != fact).map(|(answer, _)| answer));
        Some(Told { answers, alike: !is_same(reading, *known, fact) })
    }

    /// Remembers what a fact was answered with, where its like was not answered before.
    pub(super) fn keep(&mut self, reading: &Reading<'_>, fact: usize, decisions: &Decisions) {
        let known = self.0.iter().position(|&(known, _)| is_same(reading, known, fact));
        let at = known.unwrap_or_else(|| {
            if self.0.len() == REMEMBERED {
                self.0.remove(0);
            }
            self.0.push((fact, [None; SEATS]));
            self.0.len() - 1
        });
        for (kept, own) in self.0[at].1.iter_mut().zip(decisions.own) {
            if kept.is_none_or(|(_, by)| by == fact) {
                *kept = own.filter(|own| own.span.is_some()).map(|own| (own, fact));
            }
        }
    }
}

/// Whether two facts mention one entity.
fn is_same(reading: &Reading<'_>, a: usize, b: usize) -> bool {
    let entity = reading.facts[a].entity;
    a == b || entity.is_some() && entity == reading.facts[b].entity
}

/// Whether one fact's words are the other's, some left out, up to the same last one: 丝博会.
fn is_like(reading: &Reading<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (&reading.facts[a], &reading.facts[b]);
    let (short, long) = if a.text.len() < b.text.len() { (&a.text, &b.text) } else { (&b.text, &a.text) };
    let mut rest = long.chars();
    a.kind() == b.kind() && short.chars().next_back() == long.chars().next_back() && short.chars().all(|c| rest.any(|other| other == c))
}
