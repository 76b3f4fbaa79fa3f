//! Cutting text into words.

use std::cell::Cell;
use std::sync::Arc;

use super::dictionary::{Dictionary, Words};
use super::entry::Entry;
use super::guess::Guess;
use super::hmm::Hmm;
use super::jieba::Tuned;
use super::lattice::Lattice;
use super::piece::{ASTRAL, Piece};
use super::tables::{LATIN, NUMBER, TAGS, UNREADABLE};
use super::way::follow;
use super::{Edges, Pos, Tagged, Token, Word};
use crate::Error;
use crate::span::Span;

/// Cuts sentences into words: jieba's dictionary, its models for words that it does not list, and its tags.
///
/// A new one costs nothing, and so does a clone: the dictionary is part of the program.
///
/// ```
/// use shilu::segment::Segmenter;
///
/// let segmenter = Segmenter::new();
/// let words: Vec<&str> = segmenter.cut("为98家民营企业提供服务", true).iter().map(|word| word.text).collect();
/// assert_eq!(words, ["为", "98", "家", "民营企业", "提供", "服务"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Segmenter {
    pub(super) own: Option<Arc<Dictionary>>,
    /// Cuts in place of all else.
    pub(super) tuned: Option<Tuned>,
}

/// What a thread uses again from call to call.
#[derive(Default)]
struct Scratch {
    lattice: Lattice,
    hmm: Hmm,
    guess: Guess,
}

thread_local! {
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

impl Segmenter {
    /// jieba's default dictionary.
    pub const fn new() -> Self {
        Self { own: None, tuned: None }
    }

    /// The default dictionary and the words of a user's, see [`Segmenter::add`].
    ///
    /// # Errors
    /// As [`Segmenter::add`].
    pub fn with_dictionary(name: &str, source: &str) -> Result<Self, Error> {
        let mut segmenter = Self::new();
        segmenter.add(name, source)?;
        Ok(segmenter)
    }

    /// Adds the words of a dictionary in jieba's format, `word frequency tag` a line, where frequency and tag may be missing:
    /// a word without a frequency gets what makes it one word. Other segmenters, clones too, do not learn them.
    ///
    /// # Errors
    /// [`Error::List`] with `name` and the line that is malformed; nothing is added then.
    ///
    /// ```
    /// # use shilu::segment::Segmenter;
    /// let mut segmenter = Segmenter::new();
    /// segmenter.add("mine.txt", "援企稳岗 100 vn\n新联会\n")?;
    /// let words: Vec<&str> = segmenter.cut("新联会援企稳岗", true).iter().map(|word| word.text).collect();
    /// assert_eq!(words, ["新联会", "援企稳岗"]);
    /// let error = segmenter.add("mine.txt", "新联会 ten n").unwrap_err();
    /// assert_eq!(error.to_string(), "mine.txt:1: no text is cut into words with ' ': \"新联会 ten\" would never be found");
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn add(&mut self, name: &str, source: &str) -> Result<(), Error> {
        if let Some(tuned) = &mut self.tuned {
            return tuned.add(name, source);
        }
        let mut own = self.own.as_deref().cloned().unwrap_or_default();
        own.add(name, source, |word| self.suggest(&[word]))?;
        self.own = Some(Arc::new(own));
        Ok(())
    }

    /// Forgets words, those of jieba's dictionary too.
    ///
    /// ```
    /// # use shilu::segment::Segmenter;
    /// let mut segmenter = Segmenter::new();
    /// segmenter.remove(["民营企业"]);
    /// let words: Vec<&str> = segmenter.cut("民营企业", true).iter().map(|word| word.text).collect();
    /// assert_eq!(words, ["民营", "企业"]);
    /// ```
    pub fn remove<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        if let Some(tuned) = &mut self.tuned {
            return tuned.remove(words);
        }
        let mut own = self.own.as_deref().cloned().unwrap_or_default();
        own.remove(words);
        self.own = Some(Arc::new(own));
    }

    /// Whether the dictionary has this very word.
    pub fn has_word(&self, word: &str) -> bool {
        self.tuned.as_ref().map_or_else(|| self.words().get(word) != 0, |tuned| tuned.has_word(word))
    }

    /// The frequency of a word in the dictionary, 0 if it lacks it.
    pub fn frequency(&self, word: &str) -> u64 {
        let words = self.words();
        words.frequency(words.get(word))
    }

    /// The frequency, as jieba suggests it, at which `parts` are one word if there is only one of them, and else no longer are.
    ///
    /// ```
    /// # let mut segmenter = shilu::segment::Segmenter::new();
    /// let apart = segmenter.suggest(&["中", "将"]);
    /// segmenter.add("mine.txt", &format!("中将 {apart}"))?;
    /// let words: Vec<&str> = segmenter.cut("如果放到post中将出错", false).iter().map(|word| word.text).collect();
    /// assert_eq!(words, ["如果", "放到", "post", "中", "将", "出错"]);
    /// # Ok::<(), shilu::Error>(())
    /// ```
    pub fn suggest(&self, parts: &[&str]) -> u64 {
        // A part that is no word has frequency 1.
        let one = self.words().weight(Entry::UNLISTED);
        let known = |word: &str| self.frequency(word).max(1) as f64;
        let mut log = 0.0;
        if let [word] = parts {
            self.cut_each(word, false, |part| log = log + known(part.text).ln() + one);
            // As in jieba: the frequency at which the word is as likely as its parts together, and one more.
            return ((log - one).exp() as u64 + 1).max(self.frequency(word).max(1));
        }
        parts.iter().for_each(|part| log += known(part).ln() + one);
        ((log - one).exp() as u64).min(self.frequency(&parts.concat()))
    }

    /// The words of `text`, which they tile; with `hmm`, characters that no word of the dictionary joins may be joined by
    /// jieba's model.
    pub fn cut<'a>(&self, text: &'a str, hmm: bool) -> Vec<Word<'a>> {
        let mut words = Vec::with_capacity(capacity(text));
        self.cut_each(text, hmm, |word| words.push(word));
        words
    }

    /// Hands each word of [`Segmenter::cut`] to `found` and allocates nothing, once a thread has its buffers.
    ///
    /// ```
    /// # let segmenter = shilu::segment::Segmenter::new();
    /// let mut words = Vec::new();
    /// for sentence in ["今日开幕。", "明日闭幕。"] {
    ///     words.clear();
    ///     segmenter.cut_each(sentence, true, |word| words.push(word.text));
    ///     assert_eq!(words.len(), 3);
    /// }
    /// ```
    pub fn cut_each<'a>(&self, text: &'a str, hmm: bool, mut found: impl FnMut(Word<'a>)) {
        if let Some(tuned) = &self.tuned {
            return tuned.cut(text, hmm).into_iter().for_each(found);
        }
        let mut words = Tiles::of(text);
        self.pieces(text, hmm, |stretch, piece, _| found(words.next(stretch.bytes(piece))));
    }

    /// The words of `text` for an index: each word of [`Segmenter::cut`] behind the words of two and three characters within
    /// it.
    ///
    /// ```
    /// # let segmenter = shilu::segment::Segmenter::new();
    /// let words: Vec<&str> = segmenter.cut_for_search("中国科学院", true).iter().map(|word| word.text).collect();
    /// assert_eq!(words, ["中国", "科学", "学院", "科学院", "中国科学院"]);
    /// ```
    pub fn cut_for_search<'a>(&self, text: &'a str, hmm: bool) -> Vec<Word<'a>> {
        if let Some(tuned) = &self.tuned {
            return tuned.cut_for_search(text, hmm);
        }
        let mut words = Vec::with_capacity(capacity(text));
        self.pieces(text, hmm, |stretch, piece, _| stretch.parts(piece, &mut words));
        words
    }

    /// Every word of the dictionary that stands in `text`, and what stands between Chinese words.
    ///
    /// ```
    /// # let segmenter = shilu::segment::Segmenter::new();
    /// let words: Vec<&str> = segmenter.cut_all("民营企业").iter().map(|word| word.text).collect();
    /// assert_eq!(words, ["民", "民营", "民营企业", "营", "企", "企业", "业"]);
    /// ```
    pub fn cut_all<'a>(&self, text: &'a str) -> Vec<Word<'a>> {
        if let Some(tuned) = &self.tuned {
            return tuned.cut_all(text);
        }
        let mut words = Vec::with_capacity(capacity(text));
        let mut scratch = SCRATCH.take().unwrap_or_default();
        each_stretch(&mut scratch.lattice, self.words(), text, |_, _, _| {}, |stretch| stretch.all(&mut words));
        scratch.give_back();
        words
    }

    /// The words of [`Segmenter::cut`] with their tags.
    ///
    /// ```
    /// # let segmenter = shilu::segment::Segmenter::new();
    /// let tags: Vec<_> = segmenter.tag("民营企业提供服务", true).iter().map(|word| (word.text, word.tag)).collect();
    /// assert_eq!(tags, [("民营企业", "n"), ("提供", "v"), ("服务", "vn")]);
    /// ```
    pub fn tag<'a>(&'a self, text: &'a str, hmm: bool) -> Vec<Tagged<'a>> {
        let mut words = Vec::with_capacity(capacity(text));
        self.tag_each(text, hmm, |word| words.push(word));
        words
    }

    /// Hands each word of [`Segmenter::tag`] to `found` and allocates nothing, once a thread has its buffers.
    pub fn tag_each<'a>(&'a self, text: &'a str, hmm: bool, mut found: impl FnMut(Tagged<'a>)) {
        if let Some(tuned) = &self.tuned {
            return tuned.tag(text, hmm).into_iter().for_each(found);
        }
        let words = self.words();
        self.tagged(text, hmm, |Word { text, span }, tag| found(Tagged { text, span, tag: words.tag(tag) }));
    }

    /// The words of `text` with their parts of speech, as the rules see them.
    pub fn tokens<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        let mut tokens = Vec::with_capacity(capacity(text));
        self.tokens_at(text, 0, &mut tokens);
        tokens
    }

    /// Appends the words of a stretch of an article that begins at byte `start`.
    pub(crate) fn tokens_at<'a>(&self, text: &'a str, start: usize, tokens: &mut Vec<Token<'a>>) {
        if let Some(tuned) = &self.tuned {
            return tuned.tag(text, true).into_iter().for_each(|Tagged { span, tag, .. }| {
                // jieba ties its slices to itself: cut them again.
                tokens.push(Token::new(&text[span.start..], span.len(), start + span.start, Pos::from_tag(tag)));
            });
        }
        let words = self.words();
        let mut tiles = Tiles::of(text);
        self.pieces(text, true, |stretch, piece, guess| {
            let tag = stretch.tag(piece, guess);
            let pos = POS.get(tag as usize).copied().unwrap_or_else(|| Pos::from_tag(words.tag(tag)));
            let Word { text: word, span } = tiles.next(stretch.bytes(piece));
            let start = start + span.start;
            tokens.push(match stretch.edges(piece) {
                Some(edges) => Token::with_edges(word, start, pos, edges),
                None => Token::new(&text[span.start..], word.len(), start, pos),
            });
        });
    }

    /// Hands on where each word of `text` stands, and its tag, which outlives the text. `written` is the same text as the author
    /// wrote it, byte for byte as long: a jieba, which ties its tags to the text, reads that one.
    pub(crate) fn tag_spans<'s>(&'s self, text: &str, written: &'s str, mut found: impl FnMut(Span, &'s str)) {
        if let Some(tuned) = &self.tuned {
            return tuned.tag(written, true).into_iter().for_each(|word| found(word.span, word.tag));
        }
        let words = self.words();
        self.tagged(text, true, |word, tag| found(word.span, words.tag(tag)));
    }

    /// Whether a user added this very word.
    pub(crate) fn is_users(&self, word: &str) -> bool {
        let own = || self.own.as_ref().is_some_and(|own| own.has(word));
        self.tuned.as_ref().map_or_else(own, |tuned| tuned.is_users(word))
    }

    fn words(&self) -> Words<'_> {
        Words::new(self.own.as_deref())
    }

    /// Hands on every word with the number of its tag.
    #[inline(always)]
    fn tagged<'a>(&self, text: &'a str, hmm: bool, mut found: impl FnMut(Word<'a>, u8)) {
        let mut words = Tiles::of(text);
        self.pieces(text, hmm, |stretch, piece, guess| {
            found(words.next(stretch.bytes(piece)), stretch.tag(piece, guess));
        });
    }

    /// Hands on every word of [`Segmenter::cut`] within its stretch.
    #[inline(always)]
    fn pieces<'a>(&self, text: &'a str, hmm: bool, mut found: impl FnMut(&Stretch<'a, '_>, Piece, &mut Guess)) {
        let mut scratch = SCRATCH.take().unwrap_or_default();
        let Scratch { lattice, hmm: model, guess } = &mut *scratch;
        each_stretch(
            lattice,
            self.words(),
            text,
            |lattice, words, text| lattice.choose(words, text),
            |stretch| {
                let model = hmm.then_some(&mut *model);
                follow(stretch.lattice, &stretch.words, stretch.text, model, |piece| found(stretch, piece, guess));
            },
        );
        scratch.give_back();
    }
}

impl Scratch {
    /// Keeps the buffers for the thread's next call, unless they have grown on a text without a pause.
    fn give_back(self: Box<Self>) {
        if !self.lattice.is_huge() {
            SCRATCH.set(Some(self));
        }
    }
}

/// Words that tile a text, one behind another.
struct Tiles<'a> {
    rest: &'a str,
    start: usize,
}

impl<'a> Tiles<'a> {
    const fn of(text: &'a str) -> Self {
        Self { rest: text, start: 0 }
    }

    /// The next word, by how many bytes it has.
    #[inline(always)]
    fn next(&mut self, bytes: usize) -> Word<'a> {
        let (text, rest) = self.rest.split_at(bytes);
        let span = Span::new(self.start, self.start + bytes);
        (self.rest, self.start) = (rest, span.end);
        Word { text, span }
    }
}

/// Reads the stretches of a text one after another.
#[inline(always)]
fn each_stretch<'a>(
    lattice: &mut Lattice,
    words: Words<'_>,
    text: &'a str,
    prepare: impl Fn(&mut Lattice, &Words<'_>, &str),
    mut found: impl FnMut(&Stretch<'a, '_>),
) {
    let mut start = 0;
    while start < text.len() {
        let len = lattice.read(&text[start..]);
        let text = &text[start..start + len];
        prepare(lattice, &words, text);
        found(&Stretch { text, start, lattice, words });
        start += len;
    }
}

/// A part of a text that no word crosses the edge of, and the words that it may be made of.
struct Stretch<'a, 's> {
    text: &'a str,
    /// Where it begins in the text.
    start: usize,
    lattice: &'s Lattice,
    words: Words<'s>,
}

impl<'a> Stretch<'a, '_> {
    /// How many bytes a word has.
    #[inline(always)]
    fn bytes(&self, piece: Piece) -> usize {
        self.lattice.bytes(piece).len()
    }

    fn word(&self, piece: Piece) -> Word<'a> {
        let bytes = self.lattice.bytes(piece);
        Word { text: &self.text[bytes.clone()], span: Span::new(self.start + bytes.start, self.start + bytes.end) }
    }

    /// The codes of a word's edges, if words are made of those characters.
    #[inline(always)]
    fn edges(&self, piece: Piece) -> Option<Edges> {
        let code = |at: usize| self.lattice.slot(at).code();
        let (from, to) = piece.ends();
        let edges = Edges { first: code(from), second: code(from + 1), last: code(to - 1) };
        let known = |code: u16| (code != 0) & (code != ASTRAL);
        (known(edges.first) & known(edges.second) & known(edges.last)).then_some(edges)
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes()[self.lattice.slot(at).offset as usize]
    }

    /// Whether a character is Chinese: words are made of it, and it is no ASCII.
    fn is_chinese(&self, at: usize) -> bool {
        self.lattice.slot(at).in_word() && !self.byte(at).is_ascii()
    }

    /// The number of a word's tag: the dictionary's, else a guess.
    #[inline(always)]
    fn tag(&self, piece: Piece, guess: &mut Guess) -> u8 {
        // What no word holds may be a word of the user all the same.
        let known = (piece.value != 0) & ((piece.value >= Entry::UNLISTED) | self.words.own.is_none());
        if known { piece.value as u8 } else { self.tag_unlisted(piece, guess) }
    }

    fn tag_unlisted(&self, piece: Piece, guess: &mut Guess) -> u8 {
        let (from, to) = piece.ends();
        let word = self.word(piece).text;
        let in_word = self.lattice.slot(from).in_word();
        let value = if in_word { self.lattice.word_at(&self.words, self.text, from, to) } else { self.words.get(word) };
        let solid = |b: &&u8| b.is_ascii_alphanumeric();
        if value != 0 {
            value as u8
        } else if word.bytes().any(|b| b.is_ascii_alphanumeric()) {
            if word.as_bytes().iter().filter(solid).all(u8::is_ascii_digit) { NUMBER } else { LATIN }
        } else if in_word && !word.is_ascii() {
            let lattice = self.lattice;
            guess.tag((from..to).map(|at| lattice.slot(at).code()), |at| lattice.slot(from + at).offset as usize)
        } else {
            UNREADABLE
        }
    }

    /// Every word of the dictionary, and what stands between Chinese words.
    fn all(&self, words: &mut Vec<Word<'a>>) {
        let mut at = 0;
        while at < self.lattice.len() {
            if !self.is_chinese(at) {
                let joins =
                    |at: usize| self.byte(at).is_ascii_alphanumeric() || matches!(self.byte(at), b'+' | b'#' | b'\n');
                let to =
                    (at + 1..self.lattice.len()).take_while(|&end| joins(at) && joins(end)).last().unwrap_or(at) + 1;
                words.push(self.word(Piece::new(at, to, 0)));
                at = to;
                continue;
            }
            let end = (at..self.lattice.len()).find(|&at| !self.is_chinese(at)).unwrap_or(self.lattice.len());
            for from in at..end {
                self.lattice.each_word(&self.words, self.text, from, |to, _| {
                    if to <= end {
                        words.push(self.word(Piece::new(from, to, 0)));
                    }
                });
            }
            at = end;
        }
    }

    /// The shorter words within a word, as one may search for them.
    fn parts(&self, piece: Piece, words: &mut Vec<Word<'a>>) {
        let (from, to) = piece.ends();
        let whole = self.word(piece);
        // `WES-5.4.5` is found by `WES` too; digits alone and single letters are noise.
        if whole.text.contains(JOINTS) {
            let mut start = whole.span.start;
            for text in whole.text.split(JOINTS) {
                if text.len() >= 2 && text.bytes().any(|b| b.is_ascii_alphabetic()) {
                    words.push(Word { text, span: Span::new(start, start + text.len()) });
                }
                start += text.len() + 1;
            }
        }
        if self.lattice.slot(from).in_word() {
            for len in [2, 3] {
                for at in from..(to + 1).saturating_sub(len).max(from) {
                    if to - from > len && self.lattice.word_at(&self.words, self.text, at, at + len) != 0 {
                        words.push(self.word(Piece::new(at, at + len, 0)));
                    }
                }
            }
        }
        words.push(whole);
    }
}

/// What joins letters and digits in a number of a part, a version, a host.
const JOINTS: [char; 3] = ['.', '_', '-'];

/// How many words to make room for.
pub(crate) const fn capacity(text: &str) -> usize {
    // Words have a little less than two characters; a text may also be one word.
    if text.len() < 1 << 14 { text.len() / 4 + 1 } else { 1 << 12 }
}

/// The parts of speech of the shared dictionary's tags.
static POS: [Pos; TAGS.len()] = {
    let mut parts = [Pos::Other; TAGS.len()];
    let mut at = 0;
    while at < TAGS.len() {
        parts[at] = Pos::from_tag(TAGS[at]);
        at += 1;
    }
    parts
};
