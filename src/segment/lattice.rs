//! The words that a text may be made of, and the likeliest way through them.
//!
//! A stretch of text is read once: each character's entry in the dictionary, then that of its pair with the one before. Entries
//! are far apart in memory, so each is asked for a pass before it is read (`prefetch`). The last pass goes back to front and
//! looks up longer words; it chooses by selecting, not by branching, and needs no graph.

use std::hint::select_unpredictable;

use super::dictionary::{REMOVED, Words, child};
use super::entry::Entry;
use super::piece::{ASTRAL, Piece};
use super::tables::{ENTRIES, UNREADABLE};
use crate::prefetch::prefetch;
use crate::trie;

/// How many characters are read before a stretch ends behind the last that no word holds: it stays in the nearest cache.
const BLOCK: usize = 256;
/// How many places behind the end of a stretch are looked at.
const BEHIND: usize = 4;
/// After how many bytes it ends anywhere.
const LONGEST: usize = 1 << 30;

/// How many characters' room a thread keeps.
const MOST_KEPT: usize = 1 << 16;

/// A character of a stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Its entry in the dictionary.
    one: Entry,
    /// That of its pair with the character before.
    pair: Entry,
    /// Where it begins in the stretch.
    pub(super) offset: u32,
}

impl Slot {
    const EMPTY: Self = Self { one: Entry::NONE, pair: Entry::NONE, offset: 0 };

    /// The code of the character, 0 for one that no word holds.
    #[inline(always)]
    pub(super) const fn code(&self) -> u16 {
        self.one.code()
    }

    /// Whether words are made of it.
    #[inline(always)]
    pub(super) const fn in_word(&self) -> bool {
        self.code() != 0
    }
}

/// The word that begins the best way on from a character: an entry, or a value in its place and in the bits of code and base
/// how many characters the word has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice(Entry);

impl Choice {
    /// The end of a stretch.
    const END: Self = Self(Entry::NONE);

    const fn new(value: u32, length: usize) -> Self {
        // A single character bears any code: words are made of it.
        Self(if length == 1 { Entry::new(1, 0, 1, value) } else { Entry(Entry::new(0, 0, 0, value).0 | length as u64) })
    }

    #[inline(always)]
    pub(super) const fn length(self) -> usize {
        match self.0.length() {
            0 => (self.0.0 & ((1 << 36) - 1)) as usize,
            length => length,
        }
    }

    /// Whether it is a single character of which words are made.
    #[inline(always)]
    pub(super) const fn is_single(self) -> bool {
        (self.0.length() == 1) & (self.0.code() != 0)
    }

    #[inline(always)]
    pub(super) const fn value(self) -> u32 {
        self.0.value()
    }
}

/// The buffers of one stretch, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// How many characters the stretch has.
    pub(super) len: usize,
    pub(super) slots: Vec<Slot>,
    /// How likely the best way on from each character is, as a logarithm, and with what word it begins.
    route: Vec<f64>,
    pub(super) choices: Vec<Choice>,
}

impl Lattice {
    /// Reads the next stretch of a text and returns its length in bytes.
    pub(super) fn read(&mut self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let (mut len, mut rest) = (0, bytes);
        let mut before = Entry::NONE;
        loop {
            let start = len;
            if self.slots.len() < start + BLOCK + BEHIND {
                self.slots.resize(2 * (start + BLOCK), Slot::EMPTY);
            }
            for slot in &mut self.slots[start..start + BLOCK] {
                let Some((one, after)) = first(rest) else { break };
                prefetch(&ENTRIES[before.place(one.code())]);
                (slot.one, slot.offset) = (one, (bytes.len() - rest.len()) as u32);
                (before, rest) = (one, after);
                len += 1;
            }
            let end = bytes.len() - rest.len();
            self.slots[len].offset = end as u32;
            if rest.is_empty() {
                break;
            }
            // What follows the last pause is read again, with what comes. Line ends stay together.
            let pauses = |slot: &Slot| !slot.in_word() && !matches!(bytes[slot.offset as usize], b'\r' | b'\n');
            if let Some(last) = self.slots[start..len].iter().rposition(pauses) {
                len = start + last + 1;
                break;
            }
            if end > LONGEST {
                len -= usize::from(rest.starts_with(b"\n"));
                break;
            }
        }
        let end = self.slots[len].offset;
        self.slots[len..len + BEHIND].fill(Slot { offset: end, ..Slot::EMPTY });
        self.len = len;
        self.probe();
        end as usize
    }

    /// Looks up pairs, and asks for the words of three characters.
    fn probe(&mut self) {
        let slots = &mut self.slots[..self.len + 1];
        let mut before = Entry::NONE;
        let mut code = slots[0].code();
        for at in 0..slots.len() - 1 {
            let next = slots[at + 1].code();
            let pair = child(before, code);
            prefetch(&ENTRIES[pair.place(next)]);
            before = slots[at].one;
            slots[at].pair = pair;
            code = next;
        }
    }

    /// How many characters the stretch has.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn slot(&self, at: usize) -> &Slot {
        &self.slots[at]
    }

    /// The bytes of a word.
    #[inline(always)]
    pub(super) fn bytes(&self, piece: Piece) -> std::ops::Range<usize> {
        let (from, to) = piece.ends();
        self.slots[from].offset as usize..self.slots[to].offset as usize
    }

    /// The entry of the two characters from `at` on.
    #[inline(always)]
    fn pair(&self, at: usize) -> Entry {
        self.slots[at + 1].pair
    }

    /// Finds the likeliest way through the stretch.
    pub(super) fn choose(&mut self, words: &Words<'_>, text: &str) {
        if self.route.len() < self.slots.len() {
            self.route.resize(self.slots.len(), 0.0);
            self.choices.resize(self.slots.len(), Choice::END);
        }
        self.route[self.len..self.len + BEHIND].fill(0.0);
        self.choices[self.len] = Choice::END;
        let mut left = self.len;
        loop {
            left = match words.own {
                None => self.choose_back(words, left, |_| true),
                Some(own) => self.choose_back(words, left, |code| !own.may_begin(code)),
            };
            let Some(at) = left.checked_sub(1) else { break };
            (self.route[at], self.choices[at]) = self.best_of_each(words, text, at);
            left = at;
        }
    }

    /// Chooses the best way on from each of the first `left` characters, the last one first, as long as words of up to four
    /// characters decide, all of them the dictionary's, which `plain` says; returns how many are left. The loop calls nothing.
    #[inline(always)]
    fn choose_back(&mut self, words: &Words<'_>, left: usize, plain: impl Fn(u16) -> bool) -> usize {
        let Self { slots, route, choices, .. } = self;
        let (slots, route, choices) = (&slots[..left + BEHIND], &mut route[..left + BEHIND], &mut choices[..left]);
        let mut codes = [slots[left].code(), slots[left + 1].code(), slots[left + 2].code()];
        let mut two = slots[left].pair;
        let mut ahead = route[left];
        for at in (0..left).rev() {
            let one = slots[at].one;
            let three = child(two, codes[1]);
            // A character that no word holds parts what stands before it from what follows.
            let floor = select_unpredictable(one.code() == 0, 0.0_f64.to_bits(), f64::NEG_INFINITY.to_bits());
            let mut best = (f64::from_bits(floor), one);
            // Of two as likely, the longer word. The way on from the next character is known last.
            if !three.is_leaf() {
                let four = child(three, codes[2]);
                if !four.is_leaf() {
                    return at + 1;
                }
                best = offer(best, words.weight(four.value()) + route[at + 4], four);
            }
            best = offer(best, words.weight(three.value()) + route[at + 3], three);
            best = offer(best, words.weight(two.value()) + route[at + 2], two);
            best = offer(best, words.weight(one.value()) + ahead, one);
            if best.0 < f64::MIN || !plain(one.code()) {
                return at + 1;
            }
            route[at] = best.0;
            choices[at] = Choice(best.1);
            ahead = best.0;
            codes = [one.code(), codes[0], codes[1]];
            two = slots[at].pair;
        }
        0
    }

    /// The best way on from a character by asking each word: long ones, the user's, and those that are not likely at all.
    #[inline(never)]
    fn best_of_each(&self, words: &Words<'_>, text: &str, at: usize) -> (f64, Choice) {
        let mut best = (f64::NEG_INFINITY, Choice::END);
        self.each_word(words, text, at, |end, value| {
            let score = words.weight(value) + self.route[end];
            if score >= best.0 {
                best = (score, Choice::new(value, end - at));
            }
        });
        if best.1.length() == 0 {
            best = (words.weight(Entry::UNLISTED) + self.route[at + 1], Choice::new(0, 1));
        }
        best
    }

    /// Every word that begins at a character, the shortest first: where it ends, and its value.
    pub(super) fn each_word(&self, words: &Words<'_>, text: &str, at: usize, mut found: impl FnMut(usize, u32)) {
        let mut entry = self.slots[at].one;
        let mut own = words.own.filter(|own| own.may_begin(self.slots[at].code())).map(|own| (own, own.root()));
        for end in at..self.len() {
            let code = self.slots[end].code();
            if code == 0 {
                break;
            }
            if end > at {
                entry = child(entry, code);
            }
            let own_node = own.and_then(|(own, base)| {
                let c = text[self.slots[end].offset as usize..].chars().next()?;
                trie::step(own.nodes(), base, c)
            });
            own = own.and_then(|(own, _)| Some((own, own_node?.base())));
            let value = match own_node.map_or(0, |node| node.value()) {
                0 => entry.word(),
                REMOVED => 0,
                value => value,
            };
            if value != 0 {
                found(end + 1, value);
            }
            if entry.is_leaf() && own.is_none() {
                break;
            }
        }
    }

    /// The value of the word that these characters are, 0 if they are none.
    pub(super) fn word_at(&self, words: &Words<'_>, text: &str, from: usize, to: usize) -> u32 {
        if words.own.is_none_or(|own| !own.may_begin(self.slots[from].code())) {
            match to - from {
                1 => return self.slots[from].one.word(),
                2 => return self.pair(from).value(),
                _ if self.pair(from).is_leaf() => return 0,
                _ => {}
            }
        }
        let mut value = 0;
        self.each_word(words, text, from, |end, word| {
            if end == to {
                value = word;
            }
        });
        value
    }

    /// The word of these characters; of single ones the value is that of the way chosen.
    #[inline(always)]
    pub(super) fn piece(&self, from: usize, to: usize) -> Piece {
        Piece::new(from, to, if to - from == 1 { self.choices[from].value() } else { 0 })
    }

    /// Whether the buffers are more than a thread should keep.
    pub(super) fn is_huge(&self) -> bool {
        self.slots.capacity() > MOST_KEPT
    }
}

/// Takes a shorter word where it is likelier than the best so far.
#[inline(always)]
fn offer(best: (f64, Entry), score: f64, entry: Entry) -> (f64, Entry) {
    // Neither is more than a comparison and a move, and both leave the best alone where the score is no number.
    let likelier = if score > best.0 { score } else { best.0 };
    (likelier, select_unpredictable(score > best.0, entry, best.1))
}

/// The entry of the first character, and what follows it.
#[inline(always)]
fn first(text: &[u8]) -> Option<(Entry, &[u8])> {
    // Nearly all Chinese characters have three bytes, which need no more care where the text is known to be well formed.
    match text {
        &[a @ 0xE0..=0xEF, b, c, ref rest @ ..] => {
            let unit = u16::from(a) << 12 | u16::from(b & 0x3F) << 6 | u16::from(c & 0x3F);
            Some((single(trie::unit_code(unit)), rest))
        }
        // The two are one word.
        [b'\r', rest @ ..] if rest.starts_with(b"\n") => Some((Entry::new(0, 0, 2, UNREADABLE as u32), rest)),
        &[a @ ..0x80, ref rest @ ..] => Some((single(trie::unit_code(a.into())), rest)),
        &[a, b, ref rest @ ..] if a < 0xE0 => {
            let unit = u16::from(a & 0x1F) << 6 | u16::from(b & 0x3F);
            Some((single(trie::unit_code(unit)), rest))
        }
        &[a, b, c, d, ref rest @ ..] => {
            let c = u32::from(a & 7) << 18 | u32::from(b & 0x3F) << 12 | u32::from(c & 0x3F) << 6 | u32::from(d & 0x3F);
            let entry = match c {
                0x20000..=0x2A6DF | 0x2A700..=0x2EBEF | 0x2F800..=0x2FA1F => {
                    Entry::new(ASTRAL, 0, 1, Entry::UNLISTED | UNREADABLE as u32)
                }
                _ => Entry::new(0, 0, 1, UNREADABLE as u32),
            };
            Some((entry, rest))
        }
        _ => None,
    }
}

#[inline(always)]
fn single(code: u16) -> Entry {
    Entry::from_bytes(ENTRIES[Entry::SINGLES as usize + code as usize])
}
