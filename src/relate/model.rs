//! The learned weights: for each slot a table of features, and the sum over those that a candidate has.

use super::Slot;

/// How many entries a slot's table has.
pub(super) const ENTRIES: usize = 1 << 15;
/// What a weight's unit is worth.
const STEP: f32 = 1.0 / 24.0;

/// A feature: its template and up to two values. The values are hashes of words, or small numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feature {
    pub(crate) template: &'static str,
    pub(crate) first: u32,
    pub(crate) second: u32,
    pub(crate) hash: u32,
}

/// Takes the features of one candidate.
pub(super) trait Features {
    /// A feature: a template's name, its hash (see [`template`]), and two values.
    fn add(&mut self, template: (&'static str, u32), first: u32, second: u32);
}

/// A template with its hash.
pub(super) const fn template(name: &'static str) -> (&'static str, u32) {
    (name, super::piece::hash(name))
}

#[inline]
fn mix(template: u32, first: u32, second: u32) -> u32 {
    let values = first.wrapping_mul(0xcc9e_2d51).wrapping_add(second.wrapping_mul(0x1b87_3593));
    let sum = template.wrapping_add(values);
    (sum ^ (sum >> 15)).wrapping_mul(0x2c1b_3c6d)
}

/// The weights of all slots: for each slot [`ENTRIES`] entries of two bytes, a check and a weight.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    bytes: &'a [u8],
}

impl<'a> Model<'a> {
    /// A model over its bytes; what is missing weighs nothing.
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// A slot's entries; none where the bytes do not reach.
    pub(super) fn table(&self, slot: Slot) -> Option<&Table> {
        let start = slot as usize * size_of::<Table>();
        self.bytes.get(start..start + size_of::<Table>())?.try_into().ok()
    }
}

/// The entries of one slot.
pub(super) type Table = [u8; ENTRIES * 2];

/// What a feature weighs.
#[inline]
pub(super) fn weight(table: Option<&Table>, hash: u32) -> i32 {
    let Some(table) = table else { return 0 };
    // The upper bits are the best mixed: they are the entry, the lower ones its check.
    let at = (hash >> (u32::BITS - ENTRIES.trailing_zeros())) as usize * 2;
    // Whether the entry is this feature's is hard to predict: no branch.
    let known = i32::from(table[at] == hash as u8);
    known * i32::from(table[at + 1].cast_signed())
}

/// Sums a candidate's weights.
pub(super) struct Sum<'m> {
    pub(super) table: Option<&'m Table>,
    pub(super) sum: i32,
}

impl Features for Sum<'_> {
    #[inline]
    fn add(&mut self, template: (&'static str, u32), first: u32, second: u32) {
        self.sum += weight(self.table, mix(template.1, first, second));
    }
}

/// Lists a candidate's features.
#[derive(Default)]
pub(super) struct List(pub(super) Vec<Feature>);

impl Features for List {
    fn add(&mut self, template: (&'static str, u32), first: u32, second: u32) {
        self.0.push(Feature { template: template.0, first, second, hash: mix(template.1, first, second) });
    }
}

/// What a sum is worth as a score.
pub(super) fn score(sum: i32) -> f32 {
    sum as f32 * STEP
}
