//! Words and tags are those of jieba-rs, in every mode, with a user's words too.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use shilu::segment::Segmenter;

use super::{input, jieba::difference};

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Compares the two on a text.
pub(crate) fn check(bytes: &[u8]) {
    let text = input::text(bytes);
    if let Some(difference) = difference(&JIEBA, &Segmenter::new(), &text) {
        panic!("{difference} in {text:?}");
    }
}
