//! Tries over characters, searched in place: a double array whose node is eight bytes, so that a step is one load.
//!
//! A character is read as its UTF-16 units, each turned into a *code*: its rank by frequency. Frequent characters have low
//! codes, and what the news touch of an array lies close together. All tries share the codes.

pub(crate) mod build;
pub(crate) mod charset;
pub(crate) mod node;

pub(crate) use charset::CharSet;
use node::Node;

/// Bytes of the build script, where lines of the cache begin.
#[repr(C, align(64))]
pub(crate) struct Aligned<B: ?Sized>(pub(crate) B);

/// The table of a file of the output folder, as little-endian numbers of `$width` bytes each.
macro_rules! table {
    ($file:literal, $width:literal) => {{
        static BYTES: &$crate::trie::Aligned<[u8]> =
            &$crate::trie::Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/", $file)));
        BYTES.0.as_chunks::<$width>().0
    }};
}
pub(crate) use table;

/// The code of each UTF-16 unit, written by the build script; that of U+0000 is 0 and labels no node.
static CODES: &[[u8; 2]; 1 << 16] = match table!("codes.bin", 2).first_chunk() {
    Some(codes) => codes,
    None => panic!("the codes are cut off"),
};

/// The code of a character of the basic plane, of U+0000 for any other.
#[inline(always)]
pub(crate) fn code(c: char) -> u16 {
    CODES.get(c as usize).map_or(0, |&bytes| u16::from_le_bytes(bytes))
}

/// The code of a UTF-16 unit.
#[inline(always)]
pub(crate) fn unit_code(unit: u16) -> u16 {
    u16::from_le_bytes(CODES[unit as usize])
}

/// The codes of a character, in the order of its units.
fn codes(c: char) -> impl DoubleEndedIterator<Item = u16> {
    let mut units = [0; 2];
    let len = c.encode_utf16(&mut units).len();
    units.into_iter().take(len).map(unit_code)
}

/// The first code of a character, and the last one.
#[inline(always)]
pub(crate) fn edges(c: char) -> (u16, u16) {
    if (c as u32) < 0x1_0000 {
        (code(c), code(c))
    } else {
        (codes(c).next().unwrap_or(0), codes(c).next_back().unwrap_or(0))
    }
}

/// The codes of a word.
pub(crate) fn word_codes(word: &str) -> impl Iterator<Item = u16> {
    word.chars().flat_map(codes)
}

/// The child by one code.
#[inline(always)]
pub(crate) fn child(nodes: &[[u8; 8]], base: u32, code: u16) -> Option<Node> {
    let node = Node::from_bytes(*nodes.get(base as usize + code as usize)?);
    (node.label() == code).then_some(node)
}

/// The node that a character leads to, read forwards.
#[inline(always)]
pub(crate) fn step(nodes: &[[u8; 8]], base: u32, c: char) -> Option<Node> {
    if (c as u32) < 0x1_0000 { child(nodes, base, code(c)) } else { astral(nodes, base, codes(c)) }
}

/// The node that a character leads to, read backwards.
#[inline(always)]
pub(crate) fn step_back(nodes: &[[u8; 8]], base: u32, c: char) -> Option<Node> {
    if (c as u32) < 0x1_0000 { child(nodes, base, code(c)) } else { astral(nodes, base, codes(c).rev()) }
}

#[cold]
fn astral(nodes: &[[u8; 8]], base: u32, mut codes: impl Iterator<Item = u16>) -> Option<Node> {
    codes.try_fold(Node::new(0, base, 0), |node, code| child(nodes, node.base(), code))
}
