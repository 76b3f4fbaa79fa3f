//! The words that a text may be made of, and the likeliest way through them.
//!
//! A stretch of text is read once: each character's code, its own node in the dictionary and that of its pair with the next
//! one, loads that do not wait for each other. A second pass goes back to front and follows only pairs that open longer words;
//! it chooses by selecting, not by branching, and needs no graph.

use std::hint::select_unpredictable;

use super::dictionary::{REMOVED, Words};
use super::hmm::Hmm;
use super::tables::{FIRSTS, NODES, ROOT};
use crate::trie;
use crate::trie::node::Node;

/// The code that stands for every character beyond the basic plane of which words are made. It is that of half a character,
/// so that no single step of a trie answers to it.
pub(super) const ASTRAL: u16 = u16::MAX;

/// After how many characters a stretch ends at the next character that no word holds: it stays in the nearest cache.
const STRETCH: usize = 512;
/// How many places behind the end of a stretch are looked at.
const BEHIND: usize = 5;
/// After how many bytes it ends anywhere.
const LONGEST: usize = 1 << 30;

/// How many characters' room a thread keeps.
const MOST_KEPT: usize = 1 << 16;

/// A character of a stretch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Its node in the dictionary; the label is its code in any case, 0 for a character that no word holds.
    one: Node,
    /// Where it begins in the stretch.
    pub(super) offset: u32,
}

impl Slot {
    #[inline(always)]
    pub(super) const fn code(&self) -> u16 {
        self.one.label()
    }

    /// Whether words are made of it.
    #[inline(always)]
    pub(super) const fn in_word(&self) -> bool {
        self.code() != 0
    }
}

/// The word that begins the best way on from a character: its node but for label and base, and its length in their place.
#[derive(Debug, Clone, Copy)]
struct Choice(u64);

impl Choice {
    const LENGTH: u64 = (1 << 40) - 1;

    #[inline(always)]
    const fn new(node: Node, length: usize) -> Self {
        Self(node.0 & !Self::LENGTH | length as u64)
    }

    #[inline(always)]
    const fn length(self) -> usize {
        (self.0 & Self::LENGTH) as usize
    }

    /// The word's value, 0 for one that the dictionary lacks.
    #[inline(always)]
    const fn value(self) -> u32 {
        Node(self.0).value()
    }
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
    /// The nodes of two, three and four characters from each on.
    pairs: Vec<Node>,
    triples: Vec<Node>,
    fours: Vec<Node>,
    /// How likely the best way on from each character is, as a logarithm, and with what word it begins.
    route: Vec<f64>,
    choices: Vec<Choice>,
}

impl Lattice {
    /// Reads the next stretch of a text and returns its length in bytes.
    pub(super) fn read(&mut self, text: &str) -> usize {
        self.slots.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some((one, len)) = first(text, bytes, at) {
            self.slots.push(Slot { one, offset: at as u32 });
            // Line ends stay together.
            let pause = one.label() == 0 && self.slots.len() >= STRETCH && !matches!(bytes[at], b'\r' | b'\n');
            at += len;
            if pause || at > LONGEST {
                break;
            }
        }
        let end = at;
        // The end, and what is looked at behind it.
        self.slots.extend([Slot { one: Node::EMPTY, offset: end as u32 }; BEHIND]);
        self.probe();
        end
    }

    /// Looks up the words of two, three and four characters. The nodes are far apart in memory: no look-up waits for what
    /// another one finds, so that many are under way at once.
    fn probe(&mut self) {
        let Self { slots, pairs, triples, fours, .. } = self;
        pairs.clear();
        pairs.extend(slots.windows(2).map(|slots| guess_child(slots[0].one.base(), slots[1].code())));
        triples.clear();
        triples.extend(slots.windows(3).zip(pairs).map(|(slots, pair)| {
            *pair = check(*pair, slots[1].code());
            guess_child(pair.base(), slots[2].code())
        }));
        fours.clear();
        fours.extend(slots.windows(4).zip(triples).map(|(slots, triple)| {
            *triple = check(*triple, slots[2].code());
            guess_child(triple.base(), slots[3].code())
        }));
    }

    /// How many characters the stretch has.
    pub(super) fn len(&self) -> usize {
        self.slots.len() - BEHIND
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
        let (mut route, mut choices) = (std::mem::take(&mut self.route), std::mem::take(&mut self.choices));
        if route.len() < self.slots.len() {
            route.resize(self.slots.len(), 0.0);
            choices.resize(self.slots.len(), Choice(0));
        }
        route[self.len()..self.slots.len()].fill(0.0);
        choices[self.len()] = Choice(0);
        match words.own {
            None => self.choose_back(words, &mut route, &mut choices, |_, _| None),
            Some(own) => self.choose_back(words, &mut route, &mut choices, |at, route| {
                own.may_begin(self.slots[at].code()).then(|| self.best_with_own(words, text, at, route))
            }),
        }
        (self.route, self.choices) = (route, choices);
    }

    /// The best way on from each character, the last one first; `own` knows it where words of the user begin.
    #[inline(always)]
    fn choose_back(
        &self,
        words: &Words<'_>,
        route: &mut [f64],
        choices: &mut [Choice],
        own: impl Fn(usize, &[f64]) -> Option<(f64, Choice)>,
    ) {
        let len = self.len();
        let (slots, choices) = (&self.slots[..len + BEHIND], &mut choices[..len]);
        let (pairs, triples, fours) = (&self.pairs[..len], &self.triples[..len], &self.fours[..len]);
        // How likely the best ways are from the next four characters on.
        let mut ahead = [0.0; 4];
        for at in (0..len).rev() {
            let best = own(at, route).unwrap_or_else(|| {
                let one = slots[at].one;
                let mut best = (f64::NEG_INFINITY, Choice::new(one, 1));
                if one.value() != 0 {
                    best.0 = words.weight(one.value()) + ahead[0];
                }
                best = offer(best, words.weight(pairs[at].value()) + ahead[1], Choice::new(pairs[at], 2));
                best = offer(best, words.weight(triples[at].value()) + ahead[2], Choice::new(triples[at], 3));
                let four = check(fours[at], slots[at + 3].code());
                best = offer(best, words.weight(four.value()) + ahead[3], Choice::new(four, 4));
                if four.base() != Node::LEAF {
                    best = self.best_long(words, at, four.base(), best, route);
                }
                if best.1.value() == 0 {
                    // A character that no word holds parts what stands before it from what follows.
                    best.0 = if slots[at].in_word() { words.unknown + ahead[0] } else { 0.0 };
                }
                best
            });
            (route[at], choices[at]) = best;
            ahead = [best.0, ahead[0], ahead[1], ahead[2]];
        }
    }

    /// The best way on, words of more than four characters too.
    #[inline(never)]
    fn best_long(
        &self,
        words: &Words<'_>,
        at: usize,
        base: u32,
        mut best: (f64, Choice),
        route: &[f64],
    ) -> (f64, Choice) {
        let (mut base, mut end) = (base, at + 4);
        while base != Node::LEAF {
            let Some(node) = trie::child(NODES, base, self.slots[end].code()) else { break };
            (base, end) = (node.base(), end + 1);
            best = offer(best, words.weight(node.value()) + route[end], Choice::new(node, end - at));
        }
        best
    }

    /// The best way on from a character at which words of the user begin.
    #[cold]
    fn best_with_own(&self, words: &Words<'_>, text: &str, at: usize, route: &[f64]) -> (f64, Choice) {
        let mut best = (f64::NEG_INFINITY, Choice(1));
        self.each_word(words, text, at, |end, value| {
            let choice = Choice::new(Node::new(0, 0, value), end - at);
            best = offer(best, words.weight(value) + route[end], choice);
        });
        if best.1.value() == 0 {
            best.0 = words.unknown + route[at + 1];
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
                2 => return self.pairs[from].value(),
                _ if self.pairs[from].base() == Node::LEAF => return 0,
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
        let solid = |at: usize| bytes.get(self.slots[at].offset as usize).is_some_and(u8::is_ascii_alphanumeric);
        let single = |at: usize| (self.choices[at].length() == 1) & self.slots[at].in_word() && (any || solid(at));
        let mut at = 0;
        while at < self.len() {
            let value = self.choices[at].value();
            if !(single(at) & single(at + 1)) {
                let to = at + self.choices[at].length() + usize::from(self.is_line_end(bytes, at));
                found(Piece { from: at, to, value });
                at = to;
                continue;
            }
            let run = at;
            while single(at) {
                at += 1;
            }
            match &mut model {
                None => found(Piece { from: run, to: at, value: 0 }),
                Some(model) if self.word_at(words, text, run, at) == 0 => model.cut(self, bytes, run, at, &mut found),
                _ => (run..at).for_each(|at| found(Piece { from: at, to: at + 1, value: self.choices[at].value() })),
            }
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

/// Takes a longer word where it is as likely as the best so far.
#[inline(always)]
fn offer(best: (f64, Choice), score: f64, choice: Choice) -> (f64, Choice) {
    // Neither is more than a comparison and a move, and both leave the best alone where the score is no number.
    let likelier = if score > best.0 { score } else { best.0 };
    (likelier, select_unpredictable(score >= best.0, choice, best.1))
}

/// The node at the place of a child, whoever's it is: the caller compares its label once it has come. No node beyond the end.
#[inline(always)]
fn guess_child(base: u32, code: u16) -> Node {
    let place = base as usize + code as usize;
    // No word leads to the first place: its code would be that of U+0000.
    Node::from_bytes(NODES[select_unpredictable(place < NODES.len(), place, 0)])
}

/// The node, if it is the child by this code; an empty one if not.
#[inline(always)]
fn check(node: Node, code: u16) -> Node {
    select_unpredictable(node.label() == code, node, Node::EMPTY)
}

/// The node of the character at `at`, whose label is 0 if no word holds the character, and its length in bytes.
#[inline(always)]
fn first(text: &str, bytes: &[u8], at: usize) -> Option<(Node, usize)> {
    // Nearly all Chinese characters have three bytes, which need no more care where the text is known to be well formed.
    if let Some(&[a @ 0xE0..=0xEF, b, c]) = bytes.get(at..at + 3) {
        let unit = u16::from(a) << 12 | u16::from(b & 0x3F) << 6 | u16::from(c & 0x3F);
        return Some((Node::from_bytes(FIRSTS[trie::unit_code(unit) as usize]), 3));
    }
    let c = text.get(at..)?.chars().next()?;
    let node = match c {
        '\0'..='\u{FFFF}' => Node::from_bytes(FIRSTS[trie::code(c) as usize]),
        '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}' => {
            Node::new(ASTRAL, Node::LEAF, 0)
        }
        _ => Node::EMPTY,
    };
    Some((node, c.len_utf8()))
}
