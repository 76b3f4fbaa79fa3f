// Lays tries out as one double array; compiled into the crate and into its build script.

use super::charset::PairSet;
use super::node::Node;

/// Words as codes, with a value each.
#[derive(Default)]
pub(crate) struct Words {
    codes: Vec<u16>,
    /// Where each word ends in `codes`, and its value.
    ends: Vec<(usize, u32)>,
}

impl Words {
    pub(crate) fn push(&mut self, codes: impl Iterator<Item = u16>, value: u32) {
        self.codes.extend(codes);
        self.ends.push((self.codes.len(), value));
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The same words read from their ends.
    pub(crate) fn reversed(&self) -> Self {
        let mut words = Self { codes: Vec::with_capacity(self.codes.len()), ends: Vec::with_capacity(self.len()) };
        for at in 0..self.len() {
            words.push(self.word(at).iter().rev().copied(), self.ends[at].1);
        }
        words
    }

    /// The word added last.
    pub(crate) fn last(&self) -> &[u16] {
        self.len().checked_sub(1).map_or(&[], |at| self.word(at))
    }

    /// The pairs that the words begin with; 0 stands for what does not follow a single character.
    pub(crate) fn pairs(&self) -> PairSet {
        let code = |at: usize, place| self.word(at).get(place).copied().unwrap_or(0);
        PairSet::of((0..self.len()).map(|at| (code(at, 0), code(at, 1))))
    }

    fn word(&self, at: usize) -> &[u16] {
        let start = if at == 0 { 0 } else { self.ends[at - 1].0 };
        &self.codes[start..self.ends[at].0]
    }
}

/// Two words of one trie are the same: their places, in order.
#[derive(Debug)]
pub(crate) struct Twice(pub(crate) usize, pub(crate) usize);

/// A node before it has a place.
struct Draft {
    code: u16,
    value: u32,
    /// Its children, which stand next to each other.
    children: std::ops::Range<usize>,
}

/// Tries that share one array, each with a root of its own.
#[derive(Default)]
pub(crate) struct Builder {
    drafts: Vec<Draft>,
    roots: Vec<usize>,
}

impl Builder {
    /// Adds a trie of these words, none empty, and returns the place of its root among the bases that [`Builder::build`] gives.
    pub(crate) fn add(&mut self, words: &Words) -> Result<usize, Twice> {
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_by(|&a, &b| words.word(a as usize).cmp(words.word(b as usize)));
        let mut twice: Option<Twice> = None;
        for pair in order.windows(2) {
            let (a, b) = (pair[0] as usize, pair[1] as usize);
            if words.word(a) == words.word(b) && twice.as_ref().is_none_or(|t| b < t.1) {
                twice = Some(Twice(a, b));
            }
        }
        if let Some(twice) = twice {
            return Err(twice);
        }
        let root = self.drafts.len();
        self.roots.push(root);
        self.drafts.push(Draft { code: 0, value: 0, children: 0..0 });
        // Breadth first: the words below each draft, as a range of `order`, and how many codes they share.
        let mut queue = std::collections::VecDeque::from([(root, 0..order.len(), 0)]);
        while let Some((draft, range, depth)) = queue.pop_front() {
            let first = self.drafts.len();
            let mut at = range.start;
            while at < range.end {
                let word = words.word(order[at] as usize);
                let Some(&code) = word.get(depth) else {
                    self.drafts[draft].value = words.ends[order[at] as usize].1;
                    at += 1;
                    continue;
                };
                let start = at;
                while at < range.end && words.word(order[at] as usize).get(depth) == Some(&code) {
                    at += 1;
                }
                queue.push_back((self.drafts.len(), start..at, depth + 1));
                self.drafts.push(Draft { code, value: 0, children: 0..0 });
            }
            self.drafts[draft].children = first..self.drafts.len();
        }
        Ok(self.roots.len() - 1)
    }

    /// The array, and the base of each root; `None` if the nodes are more than the array can address.
    pub(crate) fn build(self) -> Option<(Vec<[u8; 8]>, Vec<u32>)> {
        // Large families first, while there is room; the many small ones fill the holes.
        let mut order: Vec<u32> = (0..self.drafts.len() as u32).collect();
        order.retain(|&at| !self.drafts[at as usize].children.is_empty());
        order.sort_by_key(|&at| std::cmp::Reverse(self.drafts[at as usize].children.len()));
        let mut room = Room::default();
        let mut bases = vec![Node::LEAF; self.drafts.len()];
        let mut codes = Vec::new();
        for at in order {
            codes.clear();
            codes.extend(self.drafts[self.drafts[at as usize].children.clone()].iter().map(|child| child.code));
            bases[at as usize] = room.take(&codes)?;
        }
        let mut nodes = vec![Node::EMPTY.to_bytes(); room.len()];
        for (at, draft) in self.drafts.iter().enumerate() {
            for child in draft.children.clone() {
                let Draft { code, value, .. } = self.drafts[child];
                nodes[bases[at] as usize + code as usize] = Node::new(code, bases[child], value).to_bytes();
            }
        }
        Some((nodes, self.roots.iter().map(|&root| bases[root]).collect()))
    }
}

/// Which places are taken, and which bases: a bit each.
#[derive(Default)]
struct Room {
    taken: Vec<u64>,
    bases: Vec<u64>,
    /// No block of 64 places before this one has room.
    low: usize,
    /// Where the search for a family of this size begins: what lies before has been tried in vain.
    start: usize,
    size: usize,
}

/// How many blocks a family may search before the next one begins where it ended.
const PATIENCE: usize = 64;

impl Room {
    /// A base whose places for these codes, which ascend, are free; they are taken then.
    fn take(&mut self, codes: &[u16]) -> Option<u32> {
        while self.taken.get(self.low) == Some(&u64::MAX) {
            self.low += 1;
        }
        if codes.len() != self.size {
            self.size = codes.len();
            self.start = 0;
        }
        let first = codes[0] as usize;
        let from = self.low.max(self.start).saturating_sub(first / 64 + 1);
        let mut block = from;
        let base = loop {
            // Each bit is a base: 64 are tried at once.
            let mut conflict = self.bases.get(block).copied().unwrap_or(0);
            for &code in codes {
                conflict |= window(&self.taken, block * 64 + code as usize);
                if conflict == u64::MAX {
                    break;
                }
            }
            if conflict != u64::MAX {
                break block * 64 + conflict.trailing_ones() as usize;
            }
            block += 1;
        };
        if block - from > PATIENCE {
            self.start = block + first / 64;
        }
        if base + u16::MAX as usize >= Node::LEAF as usize {
            return None;
        }
        mark(&mut self.bases, base);
        for &code in codes {
            mark(&mut self.taken, base + code as usize);
        }
        Some(base as u32)
    }

    fn len(&self) -> usize {
        self.taken.len() * 64
    }
}

/// The 64 bits from `at` on. Build scripts are not optimized, and half of this one's time was spent here: no calls.
fn window(bits: &[u64], at: usize) -> u64 {
    let (place, shift) = (at / 64, at % 64);
    let low = if place < bits.len() { bits[place] >> shift } else { 0 };
    if shift == 0 || place + 1 >= bits.len() { low } else { low | bits[place + 1] << (64 - shift) }
}

fn mark(bits: &mut Vec<u64>, at: usize) {
    if bits.len() <= at / 64 {
        bits.resize(at / 64 + 1, 0);
    }
    bits[at / 64] |= 1 << (at % 64);
}
