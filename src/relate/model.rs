//! The learned weights: for each slot of a quantity a table of features, for all others one together, and the sum over those that a
//! candidate has.

use super::slot::{SEATS, Slot};

/// The weights, as `tools/train-links` writes them: for quantities, and for all else.
static LINKS: &[u8] = include_bytes!("../../seeds/model/links.bin");
static ROLES: &[u8] = include_bytes!("../../seeds/model/roles.bin");

/// How many entries a table has.
pub(super) const ENTRIES: usize = 1 << 16;
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

/// A template by its name; compilers do not always see that its hash can be known before anything runs.
macro_rules! t {
    ($name:literal) => {
        const { $crate::relate::model::template($name) }
    };
}

pub(super) use t;

/// What tells the features of slots that share a table apart.
const fn salt(slot: Slot) -> u32 {
    if slot.is_role() { (slot as u32).wrapping_mul(0x9e37_79b1) } else { 0 }
}

#[inline]
fn mix(template: u32, first: u32, second: u32) -> u32 {
    let values = first.wrapping_mul(0xcc9e_2d51).wrapping_add(second.wrapping_mul(0x1b87_3593));
    let sum = template.wrapping_add(values);
    (sum ^ (sum >> 15)).wrapping_mul(0x2c1b_3c6d)
}

/// The weights of all slots: tables of [`ENTRIES`] entries of two bytes, a check and a weight.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    links: &'a [u8],
    roles: &'a [u8],
}

impl<'a> Model<'a> {
    /// The crate's own weights, or those in `bytes`, first for quantities; what is missing weighs nothing.
    pub(crate) fn new(bytes: Option<&'a [u8]>) -> Self {
        let Some(bytes) = bytes else { return Self { links: LINKS, roles: ROLES } };
        let (links, roles) = bytes.split_at(bytes.len().min(SEATS * size_of::<Table>()));
        Self { links, roles }
    }

    /// A slot's weights.
    pub(super) fn weights(&self, slot: Slot) -> Weights<'a> {
        let bytes =
            if slot.is_role() { self.roles.get(..) } else { self.links.get(slot as usize * size_of::<Table>()..) };
        let table = bytes.and_then(|bytes| bytes.get(..size_of::<Table>())?.try_into().ok());
        Weights { table, salt: salt(slot) }
    }
}

/// A table of weights.
type Table = [u8; ENTRIES * 2];

/// The weights of one slot.
#[derive(Clone, Copy)]
pub(super) struct Weights<'m> {
    /// None where the bytes do not reach.
    table: Option<&'m Table>,
    salt: u32,
}

impl<'m> Weights<'m> {
    /// A sum of nothing yet.
    pub(super) const fn sum(self) -> Sum<'m> {
        Sum { weights: self, sum: 0 }
    }

    /// A list of nothing yet.
    pub(super) const fn list(self) -> List {
        List { salt: self.salt, features: Vec::new() }
    }

    /// What a listed feature weighs.
    pub(super) fn of(self, feature: &Feature) -> i32 {
        weight(self.table, feature.hash)
    }
}

/// What a feature weighs.
#[inline]
fn weight(table: Option<&Table>, hash: u32) -> i32 {
    let Some(table) = table else { return 0 };
    // The upper bits are the best mixed: they are the entry, the lower ones its check.
    let at = (hash >> (u32::BITS - ENTRIES.trailing_zeros())) as usize * 2;
    // Whether the entry is this feature's is hard to predict: no branch.
    let known = i32::from(table[at] == hash as u8);
    known * i32::from(table[at + 1].cast_signed())
}

/// Sums a candidate's weights.
pub(super) struct Sum<'m> {
    weights: Weights<'m>,
    pub(super) sum: i32,
}

impl Features for Sum<'_> {
    #[inline]
    fn add(&mut self, template: (&'static str, u32), first: u32, second: u32) {
        let Weights { table, salt } = self.weights;
        self.sum += weight(table, mix(template.1.wrapping_add(salt), first, second));
    }
}

/// Lists a candidate's features.
pub(super) struct List {
    salt: u32,
    pub(super) features: Vec<Feature>,
}

impl Features for List {
    fn add(&mut self, template: (&'static str, u32), first: u32, second: u32) {
        let hash = mix(template.1.wrapping_add(self.salt), first, second);
        self.features.push(Feature { template: template.0, first, second, hash });
    }
}

/// What a sum is worth as a score.
pub(super) fn score(sum: i32) -> f32 {
    sum as f32 * STEP
}
