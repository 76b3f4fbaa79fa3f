//! The model file: an alphabet, a trie over it as a double array, rows of weights. Nothing of it is copied or built when read.

use std::hint::select_unpredictable;

/// A score for each label's part, eight bits of precision in sixteen of room.
pub(crate) type Lanes = [i16; 16];

/// The longest n-gram.
pub(crate) const ORDER: usize = 4;
/// The first position that an n-gram of each order scores, counted from its own first character.
pub(crate) const FIRST: [isize; ORDER] = [-2, -2, -1, 0];

/// Positions before the first and behind the last character that n-grams may score.
pub(crate) const MARGIN: usize = 2;

/// The code of no character, of the edge of a sentence, of all characters that the model does not know.
const NONE: u16 = 0;
pub(crate) const EDGE: u16 = 1;
pub(crate) const RARE: u16 = 2;
/// What the file begins with.
pub(crate) const MAGIC: [u8; 8] = *b"shilu-n1";
/// Numbers in the header.
const HEADER: usize = 3;

/// The character that stands for `c`: one digit for all, one letter for all, full-width punctuation for half-width.
pub(crate) fn fold(c: char) -> char {
    match c {
        '0'..='9' | '０'..='９' => '0',
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 'a',
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '•' | '・' | '‧' | '．' => '·',
        _ => c,
    }
}

/// A model read in place.
#[derive(Debug, Clone)]
pub(crate) struct Model<'m> {
    /// Scores from lane to lane.
    pub(super) transitions: [Lanes; 16],
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
            pages: pages.as_chunks::<2>().0,
            page_of,
            ngrams: ngrams.as_chunks::<8>().0,
            rows: rows.as_chunks::<16>().0,
        })
    }

    /// The code of a character.
    pub(super) fn code(&self, c: char) -> u16 {
        let c = fold(c) as usize;
        let page = self.page_of.get(c >> 8).copied().unwrap_or(0);
        match self.pages.get(usize::from(page) * 256 + (c & 255)) {
            None | Some([0, 0]) => RARE,
            Some(&code) => u16::from_le_bytes(code),
        }
    }

    /// Adds what the n-grams of `codes` say to the scores, of which there are [`MARGIN`] more on either side.
    ///
    /// The tables are larger than the processor's near caches. So all n-grams of an order are looked up before those of the
    /// next, and all rows are noted before the first is read: no look-up waits for another one.
    pub(super) fn score(&self, codes: &[u16], search: &mut Search, scores: &mut [Lanes]) {
        let Search { slots, rows } = search;
        slots.clear();
        slots.extend(codes.iter().map(|&code| self.child(Slot(0), code)));
        rows.clear();
        for (order, first) in FIRST.into_iter().enumerate() {
            if order > 0 {
                slots.truncate(codes.len().saturating_sub(order));
                for (slot, &code) in slots.iter_mut().zip(codes.iter().skip(order)) {
                    let ends = slot.base() == 0;
                    *slot = self.child(*slot, select_unpredictable(ends, NONE, code));
                }
            }
            for (start, slot) in slots.iter().enumerate() {
                let (mut row, mut mask) = (slot.value(), slot.mask());
                while mask != 0 {
                    let target = (start + MARGIN).wrapping_add_signed(first) + mask.trailing_zeros() as usize;
                    rows.push((row as u32, target as u32));
                    row += 1;
                    mask &= mask - 1;
                }
            }
        }
        for &(row, target) in rows.iter() {
            if let (Some(row), Some(score)) = (self.rows.get(row as usize), scores.get_mut(target as usize)) {
                add(score, row);
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
    /// The rows to add, and to which score.
    rows: Vec<(u32, u32)>,
}

fn add(to: &mut Lanes, row: &[u8; 16]) {
    for lane in 0..16 {
        to[lane] += i16::from(row[lane] as i8);
    }
}
