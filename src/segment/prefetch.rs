#![allow(unsafe_code)]
use super::entry::Entry;
use super::tables::ENTRIES;
#[inline(always)]
pub(super) fn prefetch(place: usize) {
    let entry = &ENTRIES[place & (Entry::PLACES - 1)];
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(entry.as_ptr().cast());
    }
}
