//! What the trainers in `tools/` learn from: the claims of a text as they are settled, and weights of their own to settle by.

use std::cell::RefCell;

use crate::choice::{Choice, trial};
use crate::span::Span;

/// A claim and what speaks for it.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Where it stands.
    pub span: Span,
    /// The column of the table of weights.
    pub column: usize,
    /// What it would be called.
    pub name: String,
    /// The numbers of what speaks for and against it.
    pub features: Vec<u32>,
}

/// Two choices are learned: that of names, that of initiatives and events.
pub const CHOICES: usize = 2;

thread_local! {
    static COLLECTED: RefCell<Option<[Vec<Vec<Claimed>>; CHOICES]>> = const { RefCell::new(None) };
}

/// The claims of each sentence that are settled while `read` runs.
pub fn collect(read: impl FnOnce()) -> [Vec<Vec<Claimed>>; CHOICES] {
    COLLECTED.with_borrow_mut(|collected| *collected = Some(Default::default()));
    read();
    COLLECTED.with_borrow_mut(Option::take).unwrap_or_default()
}

/// Weights to settle a choice by on this thread instead of the crate's own.
pub fn settle_by(choice: usize, weights: &'static [u8]) {
    trial::settle_by(choice, weights);
}

/// Whether claims are asked for.
pub(crate) fn collects() -> bool {
    COLLECTED.with_borrow(Option::is_some)
}

pub(crate) fn note(choice: Choice, claims: Vec<Claimed>) {
    COLLECTED.with_borrow_mut(|collected| {
        if let Some(collected) = collected {
            collected[choice as usize].push(claims);
        }
    });
}
