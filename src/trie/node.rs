// One node of a trie in eight bytes; compiled into the crate and into its build script, so that both agree.

/// A node of a double array: the character that leads to it, where its children lie, and what a word that ends here means.
///
/// The child by code `c` lies at `base + c` and bears `c` as its label. No two nodes share a base, so the label alone tells
/// whose child it is: one load answers a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node(pub(crate) u64);

impl Node {
    /// The base of a node without children: no array reaches it.
    pub(crate) const LEAF: u32 = (1 << 24) - 1;
    /// A place that holds no node.
    pub(crate) const EMPTY: Self = Self::new(0, Self::LEAF, 0);

    pub(crate) const fn new(label: u16, base: u32, value: u32) -> Self {
        Self(label as u64 | (base as u64) << 16 | (value as u64) << 40)
    }

    #[inline(always)]
    pub(crate) const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    pub(crate) const fn to_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    #[inline(always)]
    pub(crate) const fn label(self) -> u16 {
        self.0 as u16
    }

    #[inline(always)]
    pub(crate) const fn base(self) -> u32 {
        (self.0 >> 16) as u32 & Self::LEAF
    }

    #[inline(always)]
    pub(crate) const fn value(self) -> u32 {
        (self.0 >> 40) as u32
    }
}
