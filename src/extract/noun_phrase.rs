//! The noun phrase before or behind a place in a sentence: 新的社会阶层人士 in 12名新的社会阶层人士.
//!
//! All looks are bounded in words, so that a sentence without punctuation costs no more than its length.

mod before;
mod behind;
mod role;

pub(crate) use before::before;
pub(crate) use behind::behind;
use role::Roles;
pub(super) use role::{Role, role};

use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// How many words a noun phrase may have.
const LONGEST_PHRASE: usize = 24;
/// How many words before an amount can say what is done with it.
const REACH: usize = 40;
/// How many of them may be numbers and measure words: behind a longer row of amounts stands nothing that is said of this one, but
/// 共 or 新增 may be said of the whole row.
const CROWD: usize = 12;
/// How many where its noun and its verb are looked for.
const NEAR_CROWD: usize = 6;

/// The words from byte `at` on; the one that `at` cuts begins there.
pub(super) fn words_from<'s, 'a>(
    sentence: &'s Sentence<'a>,
    at: usize,
) -> impl Iterator<Item = Token<'a>> + use<'s, 'a> {
    let place = sentence.tokens_ended(at);
    sentence.tokens.get(place..).unwrap_or_default().iter().map(move |t| {
        if t.span.start >= at {
            return *t;
        }
        let span = Span::new(at, t.span.end);
        // What the word was says little about its rest: 书 of 本书.
        let function = matches!(t.pos, Pos::Pronoun | Pos::Numeral | Pos::Measure | Pos::Other | Pos::Affix);
        Token::new(sentence.after(span.start), span.len(), span.start, if function { Pos::Noun } else { t.pos })
    })
}

/// The words before byte `at`, the nearest first; the one that `at` cuts ends there.
pub(crate) fn words_before<'s, 'a>(
    sentence: &'s Sentence<'a>,
    at: usize,
) -> impl Iterator<Item = Token<'a>> + use<'s, 'a> {
    let place = sentence.tokens_begun(at);
    sentence.tokens.get(..place).unwrap_or_default().iter().rev().map(move |t| {
        if t.span.end <= at {
            return *t;
        }
        let span = Span::new(t.span.start, at);
        Token::new(sentence.after(span.start), span.len(), span.start, t.pos)
    })
}

/// The words of the clause before byte `at` that may say something of what begins there, the nearest first.
pub(super) fn clause_before<'s, 'a>(
    sentence: &'s Sentence<'a>,
    at: usize,
) -> impl Iterator<Item = Token<'a>> + use<'s, 'a> {
    words_before(sentence, at).take(REACH).take_while(uncrowded(CROWD))
}

/// The same as far as its noun and its verb may stand.
pub(super) fn near_before<'a>(sentence: &Sentence<'a>, at: usize) -> Vec<Token<'a>> {
    row(words_before(sentence, at).take(REACH).take_while(uncrowded(NEAR_CROWD)))
}

/// Whether words of a row are still of one clause, and not too many of them numbers.
fn uncrowded(most: usize) -> impl FnMut(&Token<'_>) -> bool {
    let mut crowd = 0;
    move |word| {
        crowd += usize::from(matches!(word.pos, Pos::Numeral | Pos::Measure));
        crowd <= most && !ends_clause(word)
    }
}

/// Words to be looked at by place; most rows are short, and none grows twice.
pub(super) fn row<'a>(words: impl Iterator<Item = Token<'a>>) -> Vec<Token<'a>> {
    let mut row = Vec::with_capacity(LONGEST_PHRASE / 2);
    row.extend(words);
    row
}

/// Whether a word ends a clause.
pub(crate) fn ends_clause(word: &Token<'_>) -> bool {
    let first = word.text.chars().next();
    matches!(first, Some(',' | '，' | ';' | '；' | '。' | ':' | '：' | '！' | '？' | '!' | '?' | '…' | '\n'))
}

/// Whether a noun is a class of people: 人员, 大师, 爱好者.
pub(super) fn is_person(sentence: &Sentence<'_>, noun: &str) -> bool {
    let ending = || noun.chars().count() > 1 && sentence.lexicon.context_words.ends_as(noun, "person");
    sentence.lexicon.activity_nouns.longest_suffix(noun).is_some_and(|(_, sense)| sense == "person") || ending()
}
