//! The dictionary and the models as the build script laid them out.

use super::entry::Entry;
use crate::trie::table;

/// A weight for each number of a weight.
pub(super) type Weights = [[u8; 8]; 1 << 16];

/// A table that has an entry for every index.
const fn whole<const LEN: usize>(table: &[[u8; 8]]) -> &[[u8; 8]; LEN] {
    match table.first_chunk() {
        Some(table) => table,
        None => panic!("a table of the build script is cut off"),
    }
}

include!(concat!(env!("OUT_DIR"), "/segment.rs"));

/// The dictionary.
pub(super) static ENTRIES: &[[u8; 8]; Entry::PLACES] = whole(table!("segment.entries", 8));
/// How likely each weight is, as a logarithm; that of 0 is no number.
pub(super) static WEIGHTS: &Weights = whole(table!("segment.weights", 8));
/// How likely a character is in the four states of the model of words.
pub(super) static EMISSIONS: &[[u8; 32]] = table!("segment.emissions", 32);
/// The model of tags: rows of characters, states, how likely they are, and steps between them.
pub(super) static TAG_ROWS: &[[u8; 8]] = table!("segment.tags.rows", 8);
pub(super) static TAG_STATES: &[[u8; 1]] = table!("segment.tags.states", 1);
pub(super) static TAG_VALUES: &[[u8; 8]] = table!("segment.tags.values", 8);
pub(super) static TAG_STEPS: &[[u8; 8]] = table!("segment.tags.steps", 8);
