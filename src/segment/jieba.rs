//! The one file that knows jieba.

use jieba_rs::Jieba;
use once_cell::sync::Lazy;

use super::{Pos, Token};
use crate::Error;
use crate::span::Span;

/// jieba's own dictionary, unpacked on first use and shared by all threads.
static SHARED: Lazy<Jieba> = Lazy::new(Jieba::new);

/// Cuts sentences into words: jieba's dictionary, its HMM for words it does not list, and its tags.
///
/// ```
/// let segmenter = shilu::segment::Segmenter::new();
/// let words: Vec<&str> = segmenter.cut("为98家民营企业提供服务").iter().map(|t| t.text).collect();
/// assert_eq!(words, ["为", "98", "家", "民营企业", "提供", "服务"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Segmenter {
    own: Option<std::sync::Arc<Jieba>>,
}

impl Segmenter {
    /// jieba's default dictionary.
    pub fn new() -> Self {
        Self::default()
    }

    /// The default dictionary and the words of a user dictionary in jieba's format: `word freq tag` a line.
    ///
    /// # Errors
    /// [`Error::List`] with `name` and the line that jieba refuses.
    pub fn with_dictionary(name: &str, source: &str) -> Result<Self, Error> {
        let mut jieba = SHARED.clone();
        for (at, line) in source.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let refuse = |reason: String| Error::List { list: name.to_owned(), line: at + 1, reason };
            let mut parts = line.split_whitespace();
            let word = parts.next().unwrap_or_default();
            let freq =
                parts.next().map(str::parse).transpose().map_err(|_| refuse(format!("{line:?} has no frequency")))?;
            jieba.add_word(word, freq, parts.next());
        }
        Ok(Self { own: Some(std::sync::Arc::new(jieba)) })
    }

    /// The words of `text`, which they tile.
    pub fn cut<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        self.cut_at(text, 0)
    }

    /// The words of a stretch of an article that begins at byte `start`.
    pub(crate) fn cut_at<'a>(&self, text: &'a str, start: usize) -> Vec<Token<'a>> {
        let mut at = start;
        let jieba: &Jieba = self.own.as_deref().unwrap_or(&SHARED);
        let tags = jieba.tag(text, true);
        let mut tokens = Vec::with_capacity(tags.len());
        for tag in tags {
            // jieba's own slices borrow the text, but `Tag` ties them to the dictionary: cut them again.
            let end = at + tag.word.len();
            let text = &text[at - start..end - start];
            tokens.push(Token { text, span: Span::new(at, end), pos: Pos::from_tag(tag.tag) });
            at = end;
        }
        tokens
    }
}

/// Whether the default dictionary has this very word: one that it lacks is often a name.
pub(crate) fn knows(word: &str) -> bool {
    SHARED.has_word(word)
}
