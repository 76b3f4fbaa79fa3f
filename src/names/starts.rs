//! Names by their first two characters: what is asked at every character of an article.

use foldhash::HashMap;

use crate::trie::{self, CharSet};

/// Names that may begin with the same two characters; more than these no article needs.
const MOST_ALIKE: usize = 24;

/// What is known of names, by how they begin.
pub(super) struct Starts<T> {
    by_start: HashMap<[char; 2], Vec<T>>,
    /// The first characters of them all: most positions of an article begin none.
    firsts: CharSet,
}

impl<T> Starts<T> {
    pub(super) fn new() -> Self {
        Self { by_start: HashMap::default(), firsts: CharSet::new() }
    }

    /// Those that begin like `name`, to add to while there is room; none for a name of one character.
    pub(super) fn like(&mut self, name: &str) -> Option<&mut Vec<T>> {
        let key = start(name)?;
        self.firsts.insert(trie::edges(key[0]).0);
        Some(self.by_start.entry(key).or_default()).filter(|alike| alike.len() < MOST_ALIKE)
    }

    /// Whether a name may begin with `c`: a filter of two loads.
    #[inline]
    pub(super) fn may_begin(&self, c: char) -> bool {
        self.firsts.may_hold(trie::edges(c).0)
    }

    /// Those that begin as `text` does.
    pub(super) fn at(&self, text: &str) -> &[T] {
        start(text).and_then(|key| self.by_start.get(&key)).map_or(&[], Vec::as_slice)
    }
}

fn start(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}
