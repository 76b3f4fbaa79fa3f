//! What each word does in a noun phrase.

use std::cell::Cell;

use crate::chars::is_han;
use crate::lexicon::said_of;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;

/// What a word does in a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Role {
    /// It can be the head: 企业.
    Noun,
    /// It stands before the head: 优秀, 民营.
    Modifier,
    Verb,
    /// 的.
    Of,
    /// 、 和 及.
    And,
    /// 等.
    Etc,
    Opening,
    Closing,
    /// 了 着 过.
    Aspect,
    Adverb,
    Preposition,
    Locality,
    Numeral,
    /// A comma, a full stop, anything that no phrase crosses.
    Break,
}

/// The roles of a row of words, each found when it is first asked for: most phrases end long before their row does.
pub(super) struct Roles<'w, 's, 'a> {
    sentence: &'s Sentence<'a>,
    words: &'w [Token<'a>],
    known: Vec<Cell<Option<Role>>>,
}

impl<'w, 's, 'a> Roles<'w, 's, 'a> {
    pub(super) fn new(sentence: &'s Sentence<'a>, words: &'w [Token<'a>]) -> Self {
        Self { sentence, words, known: vec![Cell::new(None); words.len()] }
    }

    /// The role of the word at `i`, if there is one.
    pub(super) fn get(&self, i: usize) -> Option<Role> {
        let known = self.known.get(i)?;
        if known.get().is_none() {
            known.set(self.words.get(i).map(|word| role(self.sentence, word)));
        }
        known.get()
    }

    /// The same; behind the row, a break.
    pub(super) fn at(&self, i: usize) -> Role {
        self.get(i).unwrap_or(Role::Break)
    }

    /// The roles from the word at `i` on.
    pub(super) fn from(&self, i: usize) -> impl Iterator<Item = Role> {
        (i..self.words.len()).map_while(|i| self.get(i))
    }
}

pub(in crate::extract) fn role(sentence: &Sentence<'_>, word: &Token<'_>) -> Role {
    match word.text {
        "的" | "之" => return Role::Of,
        "、" | "和" | "及" | "以及" | "或" | "暨" | "和/或" => return Role::And,
        "与" => return Role::And,
        "等" => return Role::Etc,
        "“" | "‘" | "「" | "『" | "《" | "（" | "(" => return Role::Opening,
        "”" | "’" | "」" | "』" | "》" | "）" | ")" => return Role::Closing,
        "了" | "着" | "过" | "到" | "出" | "为" | "成" | "起" => return Role::Aspect,
        "-" | "·" | "/" | "—" => return Role::Modifier,
        _ => {}
    }
    if word.value_in(&sentence.lexicon.context_words).is_some_and(|value| said_of(value, "qualifying").is_some()) {
        return Role::Modifier;
    }
    if word.is_in(&sentence.lexicon.amount_words) {
        return Role::Adverb;
    }
    if glued_deed(sentence, word) {
        return Role::Verb;
    }
    let titled = || word.pos == Pos::Verb && word.is_in(&sentence.lexicon.titles);
    if word.is_in(&sentence.lexicon.nouns) || titled() {
        return Role::Noun;
    }
    let deed = word.value_in(&sentence.lexicon.action_verbs);
    let names_deed = word.pos == Pos::VerbalNoun || deed == Some("noun") && word.pos != Pos::Verb;
    match word.pos {
        _ if deed.is_some() && !names_deed => Role::Verb,
        Pos::Noun | Pos::Person | Pos::Place | Pos::Organization | Pos::ProperNoun => Role::Noun,
        Pos::VerbalNoun => Role::Noun,
        Pos::Verb => Role::Verb,
        // Abbreviations and set phrases name things, idioms qualify them: 政协, 无人机; 造型各异.
        Pos::Phrase if names_thing(sentence, word.text) => Role::Noun,
        Pos::Adjective | Pos::Attributive | Pos::Affix | Pos::Phrase | Pos::Latin => Role::Modifier,
        Pos::Locality => Role::Locality,
        Pos::Numeral | Pos::Measure => Role::Numeral,
        Pos::Time => Role::Modifier,
        Pos::Adverb | Pos::Pronoun => Role::Adverb,
        Pos::Preposition => Role::Preposition,
        Pos::Conjunction => Role::Break,
        Pos::Particle => Role::Break,
        // A word that the dictionary does not know is most often a name of something.
        Pos::Other if word.text.chars().all(is_han) => Role::Noun,
        Pos::Other => Role::Break,
    }
}

/// Whether the dictionary calls a noun what is an adverb and its verb: 全面实施.
fn glued_deed(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    const TWO: usize = "全面".len();
    word.pos == Pos::Noun
        && word.text.len() == 2 * TWO
        && word.text.is_char_boundary(TWO)
        && sentence.lexicon.predicate_openers.contains(&word.text[..TWO])
        && sentence.lexicon.action_verbs.contains(&word.text[TWO..])
}

fn names_thing(sentence: &Sentence<'_>, word: &str) -> bool {
    word.chars().count() < 4 || sentence.lexicon.activity_nouns.longest_suffix(word).is_some()
}
