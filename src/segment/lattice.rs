//! The words that a text may be made of, and the likeliest way through them.
//!
//! A stretch of text is read once: each character's code, its own node in the dictionary and that of its pair with the next
//! one, loads that do not wait for each other. A second pass goes back to front and follows only pairs that open longer words;
//! it chooses by selecting, not by branching, and needs no graph.

use super::dictionary::{REMOVED, Words};
use super::hmm::Hmm;
use super::tables::{NODES, ROOT, WORDS};
use crate::trie;
use crate::trie::node::Node;

/// The code that stands for every character beyond the basic plane of which words are made. It is that of half a character,
/// so that no single step of a trie answers to it.
pub(super) const ASTRAL: u16 = u16::MAX;

/// After how many characters a stretch ends at the next character that no word holds: it stays in the nearest cache.
const STRETCH: usize = 512;
/// After how many bytes it ends anywhere.
const LONGEST: usize = 1 << 30;

/// How many characters' room a thread keeps.
const MOST_KEPT: usize = 1 << 16;

/// A character of a stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Its node in the dictionary; the label is its code in any case, 0 for a character that no word holds.
    one: Node,
    /// The node of it and the next character.
    pair: Node,
    /// Where it begins in the stretch.
    pub(super) offset: u32,
}

impl Slot {
    pub(super) const fn code(&self) -> u16 {
        self.one.label()
    }

    /// Whether words are made of it.
    pub(super) const fn in_word(&self) -> bool {
        self.code() != 0
    }
}

/// The best way on from a character.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// How likely the rest is, as a logarithm.
    probability: f64,
    /// The character behind the word.
    end: u32,
    /// The word's value, 0 for one that the dictionary lacks.
    value: u32,
}

/// A word of a stretch, by its characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Its value where that is known; 0 does not say that the dictionary lacks it.
    pub(super) value: u32,
}

/// The buffers of one stretch, used again for the next.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    slots: Vec<Slot>,
    route: Vec<Step>,
}

impl Lattice {
    /// Reads the next stretch of a text and returns its length in bytes.
    pub(super) fn read(&mut self, text: &str) -> usize {
        self.slots.clear();
        let mut previous = Node::EMPTY;
        let mut end = text.len();
        for (at, c) in text.char_indices() {
            let code = word_code(c);
            let one = trie::child(NODES, ROOT, code).unwrap_or(Node::new(code, Node::LEAF, 0));
            if let Some(last) = self.slots.last_mut() {
                last.pair = trie::child(NODES, previous.base(), code).unwrap_or(Node::EMPTY);
            }
            self.slots.push(Slot { one, pair: Node::EMPTY, offset: at as u32 });
            previous = one;
            // Line ends stay together.
            if code == 0 && self.slots.len() >= STRETCH && !matches!(c, '\r' | '\n') || at >= LONGEST {
                end = at + c.len_utf8();
                break;
            }
        }
        // The end, and what a pair behind it would look at.
        let stop = Slot { one: Node::EMPTY, pair: Node::EMPTY, offset: end as u32 };
        self.slots.extend([stop, stop]);
        end
    }

    /// How many characters the stretch has.
    pub(super) fn len(&self) -> usize {
        self.slots.len() - 2
    }

    pub(super) fn slot(&self, at: usize) -> &Slot {
        &self.slots[at]
    }

    /// The bytes of characters.
    pub(super) fn bytes(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        self.slots[from].offset as usize..self.slots[to].offset as usize
    }

    /// Finds the likeliest way through the stretch.
    pub(super) fn choose(&mut self, words: &Words<'_>, text: &str) {
        let len = self.len();
        self.route.clear();
        self.route.resize(len + 2, Step { probability: 0.0, end: 0, value: 0 });
        for at in (0..len).rev() {
            self.route[at] = match words.own {
                Some(own) if own.may_begin(self.slots[at].code()) => self.best_with_own(words, text, at),
                _ => self.best(words, at),
            };
        }
    }

    /// The best step from a character at which no word of the user begins.
    #[inline(always)]
    fn best(&self, words: &Words<'_>, at: usize) -> Step {
        let slot = &self.slots[at];
        let next = self.route[at + 1].probability;
        let (one, two) = (slot.one.value(), slot.pair.value());
        let mut best = Step { probability: words.weight(one) + next, end: at as u32 + 1, value: one };
        if one == 0 {
            best.probability = f64::NEG_INFINITY;
        }
        best.offer(words.weight(two) + self.route[at + 2].probability, at + 2, two);
        let mut base = slot.pair.base();
        let mut end = at + 2;
        while base != Node::LEAF {
            let Some(node) = trie::child(NODES, base, self.slots[end].code()) else { break };
            base = node.base();
            end += 1;
            best.offer(
                words.weight(node.value()) + self.route.get(end).map_or(0.0, |s| s.probability),
                end,
                node.value(),
            );
        }
        if best.value == 0 {
            // A character that no word holds parts what stands before it from what follows.
            best.probability = if slot.in_word() { words.unknown + next } else { 0.0 };
        }
        best
    }

    /// The best step from a character at which words of the user begin.
    #[cold]
    fn best_with_own(&self, words: &Words<'_>, text: &str, at: usize) -> Step {
        let mut best = Step { probability: f64::NEG_INFINITY, end: at as u32 + 1, value: 0 };
        self.each_word(words, text, at, |end, value| {
            best.offer(words.weight(value) + self.route[end].probability, end, value);
        });
        if best.value == 0 {
            best.probability = words.unknown + self.route[at + 1].probability;
        }
        best
    }

    /// Every word that begins at a character, the shortest first: where it ends, and its value.
    pub(super) fn each_word(&self, words: &Words<'_>, text: &str, at: usize, mut found: impl FnMut(usize, u32)) {
        let mut base = Some(ROOT);
        let mut own = words.own.filter(|own| own.may_begin(self.slots[at].code())).map(|own| (own, own.root()));
        for end in at..self.len() {
            let code = self.slots[end].code();
            if code == 0 {
                break;
            }
            let node = base.and_then(|base| trie::child(NODES, base, code));
            base = node.map(Node::base);
            let own_node = own.and_then(|(own, base)| {
                let c = text[self.slots[end].offset as usize..].chars().next()?;
                trie::step(own.nodes(), base, c)
            });
            own = own.and_then(|(own, _)| Some((own, own_node?.base())));
            let value = match own_node.map_or(0, Node::value) {
                0 => node.map_or(0, Node::value),
                REMOVED => 0,
                value => value,
            };
            if value != 0 {
                found(end + 1, value);
            }
            if base.is_none() && own.is_none() {
                break;
            }
        }
    }

    /// The value of the word that these characters are, 0 if they are none.
    pub(super) fn word_at(&self, words: &Words<'_>, text: &str, from: usize, to: usize) -> u32 {
        let slot = &self.slots[from];
        if words.own.is_none_or(|own| !own.may_begin(slot.code())) {
            match to - from {
                1 => return slot.one.value(),
                2 => return slot.pair.value(),
                _ if slot.pair.base() == Node::LEAF => return 0,
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

    /// Hands on the words of the way that [`Lattice::choose`] found. With a model, a run of single characters that is no
    /// word itself is cut by it; without, a run of letters and digits is one word.
    #[inline(always)]
    pub(super) fn follow(
        &self,
        words: &Words<'_>,
        text: &str,
        mut model: Option<&mut Hmm>,
        mut found: impl FnMut(Piece),
    ) {
        let bytes = text.as_bytes();
        let any = model.is_some();
        let single = |at: usize| any || bytes[self.slots[at].offset as usize].is_ascii_alphanumeric();
        let mut at = 0;
        let mut run = 0;
        while at <= self.len() {
            let Step { end, value, .. } = self.route[at];
            let (end, in_word) = (end as usize, self.slots[at].in_word());
            if in_word && end == at + 1 && single(at) {
                at = end;
                continue;
            }
            match at - run {
                0 => {}
                1 => found(Piece { from: run, to: at, value: self.route[run].value }),
                _ => match &mut model {
                    None => found(Piece { from: run, to: at, value: 0 }),
                    Some(model) if self.word_at(words, text, run, at) == 0 => {
                        model.cut(self, bytes, run, at, &mut found);
                    }
                    _ => {
                        (run..at).for_each(|one| found(Piece { from: one, to: one + 1, value: self.route[one].value }))
                    }
                },
            }
            if at == self.len() {
                break;
            }
            let end = if in_word { end } else { at + 1 + usize::from(self.is_line_end(bytes, at)) };
            found(Piece { from: at, to: end, value });
            at = end;
            run = at;
        }
    }
    /// Whether the buffers are more than a thread should keep.
    pub(super) fn is_huge(&self) -> bool {
        self.slots.capacity() > MOST_KEPT
    }

    /// Whether a carriage return and a line feed stand here, which are one word.
    fn is_line_end(&self, bytes: &[u8], at: usize) -> bool {
        let at = self.slots[at].offset as usize;
        bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')
    }
}

impl Step {
    /// Takes a longer word where it is as likely as the best so far.
    #[inline(always)]
    fn offer(&mut self, probability: f64, end: usize, value: u32) {
        let better = probability >= self.probability;
        self.probability = if better { probability } else { self.probability };
        self.end = if better { end as u32 } else { self.end };
        self.value = if better { value } else { self.value };
    }
}

/// The code of a character of which words are made, 0 for any other.
#[inline(always)]
fn word_code(c: char) -> u16 {
    if (c as u32) < 0x1_0000 {
        let code = trie::code(c);
        if code <= WORDS { code } else { 0 }
    } else {
        match c {
            '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}' => ASTRAL,
            _ => 0,
        }
    }
}
