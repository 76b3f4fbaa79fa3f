//! A segmenter that is a jieba of the caller's (feature `jieba`).

use std::sync::Arc;

use jieba_rs::{Jieba, Token};

use super::dictionary;
use super::{Segmenter, Tagged, Word};
use crate::Error;
use crate::span::Span;

/// A jieba that the caller has tuned, in place of the dictionary and the models that the crate ships.
#[derive(Debug, Clone)]
pub(super) struct Tuned(Arc<Jieba>);

/// Cuts with this jieba: its dictionary, its models, its words.
///
/// [`Segmenter::add`] and [`Segmenter::remove`] change a copy of it; what is removed gets a frequency of 0, as in jieba itself.
///
/// ```
/// use std::sync::Arc;
///
/// use shilu::Analyzer;
///
/// let mut jieba = jieba_rs::Jieba::new();
/// jieba.add_word("援企稳岗", Some(1000), Some("vn"));
/// let analyzer = Analyzer::builder().segmenter(Arc::new(jieba).into()).build();
/// assert_eq!(analyzer.analyze("全年提供援企稳岗服务1000余人次。").facts.len(), 2);
/// ```
impl From<Arc<Jieba>> for Segmenter {
    fn from(jieba: Arc<Jieba>) -> Self {
        Self { own: None, tuned: Some(Tuned(jieba)) }
    }
}

impl Tuned {
    pub(super) fn cut<'a>(&self, text: &'a str, hmm: bool) -> Vec<Word<'a>> {
        words(self.0.cut(text, hmm))
    }

    pub(super) fn cut_for_search<'a>(&self, text: &'a str, hmm: bool) -> Vec<Word<'a>> {
        words(self.0.cut_for_search(text, hmm))
    }

    pub(super) fn cut_all<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        words(self.0.cut_all(text))
    }

    pub(super) fn tag<'a>(&'a self, text: &'a str, hmm: bool) -> Vec<Tagged<'a>> {
        let tags = self.0.tag(text, hmm).into_iter();
        tags.map(|word| Tagged { text: word.word, span: Span::new(word.byte_start, word.byte_end), tag: word.tag })
            .collect()
    }

    pub(super) fn has_word(&self, word: &str) -> bool {
        self.0.has_word(word)
    }

    /// Whether a word is not jieba's own.
    pub(super) fn is_users(&self, word: &str) -> bool {
        self.has_word(word) && !Segmenter::new().has_word(word)
    }

    /// Adds the words of a dictionary in jieba's format.
    pub(super) fn add(&mut self, name: &str, source: &str) -> Result<(), Error> {
        let lines = dictionary::lines(name, source).collect::<Result<Vec<_>, _>>()?;
        let jieba = Arc::make_mut(&mut self.0);
        for (_, line) in lines {
            // jieba adds frequencies up without asking whether the sum fits.
            let frequency = line.frequency.map(|frequency| u32::try_from(frequency).unwrap_or(u32::MAX) as usize);
            jieba.add_word(line.word, frequency, line.tag);
        }
        Ok(())
    }

    /// Gives words the frequency 0.
    pub(super) fn remove<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let jieba = Arc::make_mut(&mut self.0);
        for word in words {
            if jieba.has_word(word) {
                jieba.add_word(word, Some(0), None);
            }
        }
    }
}

fn words(tokens: Vec<Token<'_>>) -> Vec<Word<'_>> {
    tokens.into_iter().map(|word| Word { text: word.word, span: Span::new(word.byte_start, word.byte_end) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuned() -> Segmenter {
        let mut jieba = Jieba::new();
        jieba.add_word("云上链", Some(1000), Some("nz"));
        Arc::new(jieba).into()
    }

    fn cut<'a>(segmenter: &Segmenter, text: &'a str) -> Vec<&'a str> {
        segmenter.cut(text, true).iter().map(|word| word.text).collect()
    }

    #[test]
    fn every_way_to_cut_asks_the_users_jieba() {
        let segmenter = tuned();
        let text = "企业用云上链";
        let words = ["企业", "用", "云上链"];
        assert_eq!(cut(&segmenter, text), words);
        assert_eq!(segmenter.tag(text, true).iter().map(|word| word.text).collect::<Vec<_>>(), words);
        assert_eq!(segmenter.tokens(text).iter().map(|token| token.text).collect::<Vec<_>>(), words);
        assert!(segmenter.cut_for_search(text, true).iter().any(|word| word.text == "云上链"));
        assert!(segmenter.cut_all(text).iter().any(|word| word.text == "云上链"));
        assert!(segmenter.has_word("云上链") && segmenter.is_users("云上链") && !segmenter.is_users("企业"));
        let (mut cut, mut tagged) = (0, 0);
        segmenter.cut_each(text, true, |_| cut += 1);
        segmenter.tag_each(text, true, |_| tagged += 1);
        assert_eq!((cut, tagged), (3, 3));
    }

    #[test]
    fn words_are_added_to_a_copy_of_it_and_removed() {
        let first = tuned();
        let mut second = first.clone();
        second.add("mine.txt", "用云上链 99999999999999999999999 n\n").expect_err("too large a frequency");
        second.add("mine.txt", "企业用 18446744073709551615 n\n").expect("a dictionary");
        assert_eq!(cut(&second, "企业用云上链"), ["企业用", "云上链"]);
        second.remove(["企业用", "没有的词"]);
        assert_eq!(cut(&second, "企业用云上链"), ["企业", "用", "云上链"]);
        assert!(!first.has_word("企业用"));
    }
}
