//! The model file: an alphabet, a trie over it as a double array, rows of weights. Nothing of it is copied or built when read.

use std::hint::select_unpredictable;

use crate::prefetch::prefetch;

/// A score for each label's part, eight bits of precision in sixteen of room.
pub(crate) type Lanes = [i16; 16];

/// The longest n-gram.
pub(crate) const ORDER: usize = 4;
/// The first position that an n-gram of each order scores, counted from its own first character.
pub(crate) const FIRST: [isize; ORDER] = [-2, -2, -1, 0];

/// Positions before the first and behind the last character that n-grams may score.
pub(crate) const MARGIN: usize = 2;

/// The code of no character, of the edge of a sentence, of all characters that the model does not know.
pub(crate) const NONE: u16 = 0;
pub(crate) const EDGE: u16 = 1;
pub(crate) const RARE: u16 = 2;
/// What the file begins with.
pub(crate) const MAGIC: [u8; 8] = *b"shilu-n2";
/// Numbers in the header.
const HEADER: usize = 3;

/// A model read in place.
#[derive(Debug, Clone)]
pub(crate) struct Model<'m> {
    /// Scores from lane to lane.
    pub(super) transitions: [Lanes; 16],
    /// The same by the lane that is gone to.
    pub(super) back: [Lanes; 16],
    pages: &'m [[u8; 2]],
    page_of: &'m [u8; 256],
    ngrams: &'m [[u8; 8]],
    rows: &'m [[u8; 16]],
}

/// One state of a trie: where its children lie, the code that leads here, what it holds.
///
/// From the low end: 22 bits of base, 14 of code, 22 of value, 6 that tell which positions have a row. Bases differ from
/// state to state, so a code alone tells whose child a slot is.
#[derive(Debug, Clone, Copy)]
struct Slot(u64);

impl Slot {
    fn base(self) -> usize {
        (self.0 & 0x3f_ffff) as usize
    }

    fn code(self) -> u16 {
        (self.0 >> 22 & 0x3fff) as u16
    }

    fn value(self) -> usize {
        (self.0 >> 36 & 0x3f_ffff) as usize
    }

    fn mask(self) -> u32 {
        (self.0 >> 58) as u32
    }
}

impl<'m> Model<'m> {
    /// Reads a model file; `None` if it is none.
    pub(crate) fn new(bytes: &'m [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (header, rest) = rest.split_at_checked(HEADER * 4)?;
        let (header, _) = header.as_chunks::<4>();
        let count = |at: usize| u32::from_le_bytes(header[at]) as usize;
        let (page_of, rest) = rest.split_first_chunk::<256>()?;
        let (pages, rest) = rest.split_at_checked(count(0) * 512)?;
        let (lanes, rest) = rest.split_at_checked(512)?;
        let (ngrams, rows) = rest.split_at_checked(count(1) * 8)?;
        let mut transitions = [[0; 16]; 16];
        for (to, from) in transitions.iter_mut().flatten().zip(lanes.as_chunks::<2>().0) {
            *to = i16::from_le_bytes(*from);
        }
        (rows.len() == count(2) * 16).then_some(())?;
        Some(Self {
            transitions,
            back: std::array::from_fn(|to| std::array::from_fn(|from| transitions[from][to])),
            pages: pages.as_chunks::<2>().0,
            page_of,
            ngrams: ngrams.as_chunks::<8>().0,
            rows: rows.as_chunks::<16>().0,
        })
    }

    /// The code of a character.
    pub(super) fn code(&self, c: char) -> u16 {
        let c = c as usize;
        let page = self.page_of.get(c >> 8).copied().unwrap_or(0);
        match self.pages.get(usize::from(page) * 256 + (c & 255)) {
            None | Some([0, 0]) => RARE,
            Some(&code) => u16::from_le_bytes(code),
        }
    }

    /// Adds what the n-grams of `codes` say to the scores, of which there are [`MARGIN`] more on either side. Behind the last
    /// character stand [`ORDER`] codes of none.
    ///
    /// The tables are larger than the processor's near caches. So all n-grams of an order are looked up before those of the
    /// next, all are noted before the rows of the first are read, and what will be read is asked for: no look-up waits for
    /// another one.
    pub(super) fn score(&self, codes: &[u16], search: &mut Search, scores: &mut [Lanes]) {
        let Search { slots, notes } = search;
        slots.clear();
        slots.resize(codes.len().saturating_sub(ORDER), Slot(0));
        let room = slots.len() * ORDER;
        if notes.len() < room {
            notes.resize(room, Note::default());
        }
        let notes = &mut notes[..room];
        let mut noted = 0;
        for (order, first) in FIRST.into_iter().enumerate() {
            let (codes, behind) = (codes.get(order..).unwrap_or_default(), codes.get(order + 1..).unwrap_or_default());
            for ((start, slot), (&code, &next)) in slots.iter_mut().enumerate().zip(codes.iter().zip(behind)) {
                let ends = order > 0 && slot.base() == 0;
                *slot = self.child(*slot, select_unpredictable(ends, NONE, code));
                if let Some(child) = self.ngrams.get(slot.base() + usize::from(next)) {
                    prefetch(child);
                }
                if let Some(row) = self.rows.get(slot.value()) {
                    prefetch(row);
                }
                let target = (start + MARGIN).wrapping_add_signed(first) as u32;
                notes[noted] = Note { row: slot.value() as u32, target, mask: slot.mask() };
                // One without rows is written over: whether it has any is hard to predict.
                noted += usize::from(slot.mask() != 0);
            }
        }
        for note in &notes[..noted] {
            let (mut row, mut mask) = (note.row as usize, note.mask);
            while mask != 0 {
                let target = note.target as usize + mask.trailing_zeros() as usize;
                if let (Some(row), Some(score)) = (self.rows.get(row), scores.get_mut(target)) {
                    add(score, row);
                }
                row += 1;
                mask &= mask - 1;
            }
        }
    }

    /// The child by this code; an empty one if there is none. The root's base is 0.
    #[inline(always)]
    fn child(&self, of: Slot, code: u16) -> Slot {
        let at = of.base() + usize::from(code);
        let slot = Slot(u64::from_le_bytes(self.ngrams[select_unpredictable(at < self.ngrams.len(), at, 0)]));
        select_unpredictable((slot.code() == code) & (code != NONE), slot, Slot(0))
    }
}

/// The buffers of one search, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// The n-gram of the order at hand that begins at each character.
    slots: Vec<Slot>,
    /// The n-grams that have rows, from the first on.
    notes: Vec<Note>,
}

/// An n-gram's rows: its first one, and a bit for each score behind the first target that has one.
#[derive(Debug, Clone, Copy, Default)]
struct Note {
    row: u32,
    target: u32,
    mask: u32,
}

fn add(to: &mut Lanes, row: &[u8; 16]) {
    for lane in 0..16 {
        to[lane] += i16::from(row[lane] as i8);
    }
}
