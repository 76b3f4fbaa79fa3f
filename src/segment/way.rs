//! The words of the way through a stretch that is best.

use super::dictionary::Words;
use super::hmm::Hmm;
use super::lattice::Lattice;
use super::piece::Piece;

/// Hands on the words of the way that [`Lattice::choose`] found. With a model, a run of single characters that is no
/// word itself is cut by it; without, a run of letters and digits is one word.
#[inline(always)]
pub(super) fn follow(
    lattice: &Lattice,
    words: &Words<'_>,
    text: &str,
    mut model: Option<&mut Hmm>,
    mut found: impl FnMut(Piece),
) {
    let bytes = text.as_bytes();
    let any = model.is_some();
    let solid = |at: usize| bytes.get(lattice.slots[at].offset as usize).is_some_and(u8::is_ascii_alphanumeric);
    let choices = &lattice.choices[..lattice.len + 1];
    let single = |at: usize| choices[at].is_single() & (any || solid(at));
    let mut at = 0;
    while at < lattice.len {
        if !(single(at) & single(at + 1)) {
            let (from, choice) = (at, choices[at]);
            at += choice.length();
            found(Piece::new(from, at, choice.value()));
            continue;
        }
        let run = at;
        at += 2;
        while single(at) {
            at += 1;
        }
        match &mut model {
            None => found(Piece::new(run, at, 0)),
            Some(model) if lattice.word_at(words, text, run, at) == 0 => model.cut(lattice, bytes, run, at, &mut found),
            _ => (run..at).for_each(|at| found(lattice.piece(at, at + 1))),
        }
    }
}
