//! Where a segmenter and jieba-rs differ; `tests/oracles/segment.rs` asks it too.

use jieba_rs::Jieba;
use shilu::segment::{Segmenter, Word};

/// Where the two first differ, if they do.
pub(crate) fn difference(jieba: &Jieba, segmenter: &Segmenter, text: &str) -> Option<String> {
    let ours = |words: Vec<Word<'_>>| -> Vec<(String, usize)> {
        words.iter().map(|word| (word.text.to_owned(), word.span.start)).collect()
    };
    let theirs = |words: Vec<jieba_rs::Token<'_>>| -> Vec<(String, usize)> {
        words.iter().map(|word| (word.word.to_owned(), word.byte_start)).collect()
    };
    let mut pairs = vec![("all", ours(segmenter.cut_all(text)), theirs(jieba.cut_all(text)))];
    for hmm in [true, false] {
        pairs.push(("cut", ours(segmenter.cut(text, hmm)), theirs(jieba.cut(text, hmm))));
        pairs.push(("search", ours(segmenter.cut_for_search(text, hmm)), theirs(jieba.cut_for_search(text, hmm))));
        let tags = segmenter.tag(text, hmm).iter().map(|w| (format!("{}/{}", w.text, w.tag), w.span.start)).collect();
        let jieba_tags = jieba.tag(text, hmm).iter().map(|w| (format!("{}/{}", w.word, w.tag), w.byte_start)).collect();
        pairs.push(("tag", tags, jieba_tags));
    }
    pairs.into_iter().find_map(|(mode, ours, theirs)| {
        let at = ours.iter().zip(&theirs).position(|(a, b)| a != b).unwrap_or(ours.len().min(theirs.len()));
        (ours != theirs).then(|| format!("{mode} {:?}, not {:?}", ours.get(at), theirs.get(at)))
    })
}
