//! What is known of the places where claims begin and end: most claims of a sentence share theirs.

use super::super::gazetteer;
use super::Context;
use crate::chars::{chars, is_han};
use crate::choice::{self, Sums, feature, letter, number, small, tag, two, word};
use crate::lexicon::{Lexicon, WordList};
use crate::sentence::Sentence;
use crate::span::Span;

/// Bytes before a stretch where a name that reaches into it may begin.
pub(super) const REACH: usize = 200;
/// No name.
const NO_NAME: u64 = 9;
/// What parts the names of a list.
const COMMA: char = '、';

/// Where claims begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// The word that holds its first byte.
    pub(super) token: usize,
    /// Whether that word begins here.
    pub(super) whole: bool,
    /// The first name that may reach here, the first doubt that begins here, the first on the best path that may reach here.
    pub(super) near: usize,
    pub(super) doubts: usize,
    pub(super) best: usize,
    /// The character before.
    pub(super) left: Option<char>,
    pub(super) tag_before: u64,
    pub(super) lists: StartLists,
    /// Whether the lists were asked.
    asked: bool,
    /// What its features say.
    pub(super) sums: Sums,
}

/// What lists and names say of a beginning: asked for claims that are not lost before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct StartLists {
    /// The bytes of the longest listed place from here on, and what the list says of it.
    pub(super) place: Option<(usize, u64)>,
    pub(super) name_before: u64,
    /// The characters of the title before, up to three.
    pub(super) title: u64,
    /// Whether the characters on both sides are a word.
    pub(super) crosses: u64,
    /// How the character before stands in names.
    pub(super) before: CharStats,
    pub(super) sums: Sums,
}

/// Where claims end.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// The word that holds its last byte.
    pub(super) token: usize,
    /// Whether that word ends here.
    pub(super) whole: bool,
    /// One past the last name that begins before it.
    pub(super) near: usize,
    /// The character behind.
    pub(super) right: Option<char>,
    pub(super) tag_after: u64,
    pub(super) word_after: u64,
    pub(super) lists: EndLists,
    asked: bool,
    pub(super) sums: Sums,
}

/// What lists and names say of an end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EndLists {
    pub(super) body: Suffix,
    pub(super) place: Suffix,
    pub(super) unit: Suffix,
    pub(super) name_behind: u64,
    /// The characters of the title behind, up to three.
    pub(super) title: u64,
    /// Whether what persons do follows.
    pub(super) verb: u64,
    /// Whether the characters on both sides are a word.
    pub(super) crosses: u64,
    /// How the character behind stands in names.
    pub(super) after: CharStats,
    pub(super) sums: Sums,
}

/// The longest word of a list that the text before an end closes with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Suffix {
    /// Its bytes, 0 for none.
    bytes: usize,
    value: u64,
    chars: u64,
}

impl Suffix {
    fn of(text: &str, list: &WordList) -> Self {
        let Some((word, value)) = list.longest_suffix(text) else { return Self::default() };
        Self { bytes: word.len(), value: number(value), chars: small(chars(word), 4) }
    }

    /// What the list says of a text that ends here; asks again where the longest word begins before it.
    pub(super) fn within(self, text: &str, list: &WordList) -> u64 {
        let this = if self.bytes > text.len() { Self::of(text, list) } else { self };
        if this.bytes == 0 {
            return 0;
        }
        two(this.value, two(this.chars, u64::from(this.bytes == text.len())))
    }
}

/// The characters of the title that `found` is, up to three.
fn title(found: Option<(&str, &str)>) -> u64 {
    found.map_or(0, |(word, _)| small(chars(word), 3))
}

/// Whether the characters on both sides of a place are a word: 战|胜.
fn across(sentence: &Sentence<'_>, at: usize) -> bool {
    let (Some(left), Some(right)) = (sentence.last_char(at), sentence.next_char(at)) else { return false };
    let pair = &sentence.article.text[at - left.len_utf8()..at + right.len_utf8()];
    is_han(left) && is_han(right) && sentence.knows(pair)
}

/// How much more often a character stands in names than elsewhere, 0 to 9 each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CharStats {
    /// As a given name alone, as the first character of one, as its last.
    pub(super) given: [u8; 3],
    pub(super) foreign: u8,
    pub(super) surname: u8,
}

impl CharStats {
    pub(super) fn of(lexicon: &Lexicon, c: Option<char>) -> Self {
        let value = c.and_then(|c| lexicon.name_chars.get(c.encode_utf8(&mut [0; 4]))).unwrap_or_default();
        match *value.as_bytes() {
            [a, b, c, foreign, surname] => {
                Self { given: [a - b'0', b - b'0', c - b'0'], foreign: foreign - b'0', surname: surname - b'0' }
            }
            _ => Self::default(),
        }
    }
}

/// What is kept of where claims begin and end.
#[derive(Debug, Default)]
pub(super) struct Edges(choice::Edges<Start, End>);

impl Edges {
    /// Forgets all, for a sentence of that many bytes.
    pub(super) fn clear(&mut self, bytes: usize) {
        self.0.clear(bytes);
    }

    /// A claim's beginning and its end, and what both say.
    pub(super) fn of(&mut self, context: &Context<'_, '_>, span: Span) -> (Start, End) {
        let weights = context.weights;
        let start = *self.0.start(span.start - context.sentence.span.start, || {
            let mut sums = Sums::default();
            let start = context.tell_start(span.start, &mut |feature| weights.add(&mut sums, feature));
            Start { sums, ..start }
        });
        let end = *self.0.end(span.end - context.sentence.span.start, || {
            let mut sums = Sums::default();
            let end = context.tell_end(span.end, &mut |feature| weights.add(&mut sums, feature));
            End { sums, ..end }
        });
        (start, end)
    }

    /// The same with what lists say.
    pub(super) fn listed(&mut self, context: &Context<'_, '_>, span: Span, start: &mut Start, end: &mut End) {
        let weights = context.weights;
        if !start.asked {
            let mut sums = Sums::default();
            start.lists = context.list_start(span.start, start, &mut |feature| weights.add(&mut sums, feature));
            start.lists.sums = sums;
            start.asked = true;
            *self.0.start(span.start - context.sentence.span.start, || *start) = *start;
        }
        if !end.asked {
            let mut sums = Sums::default();
            end.lists = context.list_end(span.end, end, &mut |feature| weights.add(&mut sums, feature));
            end.lists.sums = sums;
            end.asked = true;
            *self.0.end(span.end - context.sentence.span.start, || *end) = *end;
        }
    }
}

impl Context<'_, '_> {
    /// What a beginning alone says.
    pub(super) fn tell_start(&self, at: usize, emit: &mut impl FnMut(u32)) -> Start {
        let sentence = self.sentence;
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let token = sentence.tokens_ended(at);
        let head = sentence.tokens.get(token);
        let whole = head.is_some_and(|t| t.span.start == at);
        let before = sentence.previous(token).filter(|_| whole);
        let pos = tag(head);
        let left = sentence.last_char(at);
        f(0, 0);
        f(23, two(u64::from(whole), pos));
        f(26, head.map_or(0, |t| number(t.text)));
        f(40, word(before));
        f(42, two(tag(before), pos));
        f(44, letter(left));
        let first = sentence.next_char(at);
        f(50, letter(first));
        let two_before = sentence.before(at).chars().rev().nth(1);
        f(110, two(letter(two_before), letter(left)));
        f(111, two(word(before), word(token.checked_sub(2).and_then(|t| sentence.tokens.get(t)))));
        Start {
            token,
            whole,
            near: self.names.partition_point(|n| n.span.start + REACH < at),
            doubts: self.doubts.partition_point(|d| d.span.start < at),
            best: self.best.partition_point(|&d| self.doubts[d as usize].span.start + REACH < at),
            left,
            tag_before: tag(before),
            lists: StartLists::default(),
            asked: false,
            sums: Sums::default(),
        }
    }

    /// What lists say of a beginning.
    pub(super) fn list_start(&self, at: usize, start: &Start, emit: &mut impl FnMut(u32)) -> StartLists {
        let sentence = self.sentence;
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let title = title(sentence.lexicon.titles.longest_suffix(sentence.before(at)));
        f(80, title);
        // 战|胜芬: whether the characters on both sides are a word.
        let crosses = u64::from(across(sentence, at));
        f(114, two(crosses, u64::from(start.whole)));
        let cue = sentence.previous(start.token).and_then(|t| t.value_in(&sentence.lexicon.company_cues));
        f(115, cue.map_or(0, number));
        let before = CharStats::of(sentence.lexicon, start.left);
        let from = self.names.partition_point(|n| n.span.start + REACH < at.saturating_sub(COMMA.len_utf8()));
        let near = self.names[from..].iter().take_while(|n| n.span.start < at);
        let ends = |at: usize| near.clone().find(|n| n.span.end == at).map_or(NO_NAME, |n| n.kind as u64);
        let name_before = if start.left == Some(COMMA) { 10 + ends(at - COMMA.len_utf8()) } else { ends(at) };
        f(86, name_before);
        let place = gazetteer::listed(sentence, at);
        let place = place.map(|p| (p.len, two(number(p.class.id()), u64::from(p.risky) + 2 * u64::from(p.full))));
        StartLists { place, name_before, title, crosses, before, sums: Sums::default() }
    }

    /// What an end alone says.
    pub(super) fn tell_end(&self, at: usize, emit: &mut impl FnMut(u32)) -> End {
        let sentence = self.sentence;
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let token = sentence.tokens_ended(at - 1);
        let tail = sentence.tokens.get(token);
        let whole = tail.is_some_and(|t| t.span.end == at);
        let after = sentence.tokens.get(token + 1).filter(|_| whole);
        let pos = tag(tail);
        let right = sentence.next_char(at);
        let word_after = word(after);
        let two_on = sentence.after(at).chars().nth(1);
        f(112, two(letter(right), letter(two_on)));
        f(113, two(word_after, word(sentence.tokens.get(token + 2))));
        f(24, two(2 * u64::from(whole), pos));
        f(25, tail.map_or(0, |t| number(t.text)));
        f(41, word_after);
        f(43, two(tag(after), pos));
        f(45, letter(right));
        f(51, letter(sentence.last_char(at)));
        End {
            token,
            whole,
            near: self.names.partition_point(|n| n.span.start < at),
            right,
            tag_after: tag(after),
            word_after,
            lists: EndLists::default(),
            asked: false,
            sums: Sums::default(),
        }
    }

    /// What lists say of an end.
    pub(super) fn list_end(&self, at: usize, end: &End, emit: &mut impl FnMut(u32)) -> EndLists {
        let (sentence, lexicon) = (self.sentence, self.sentence.lexicon);
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let rest = sentence.after(at);
        let behind = |list: &WordList| {
            list.longest_prefix(rest).map_or(0, |(word, class)| two(number(class), chars(word) as u64))
        };
        let title = title(lexicon.titles.longest_prefix(rest));
        let verb = u64::from(lexicon.person_verbs.longest_prefix(rest).is_some());
        f(81, title);
        f(82, verb);
        let crosses = u64::from(across(sentence, at));
        f(116, two(crosses, u64::from(end.whole)));
        let next = sentence.tokens.get(end.token + 1).filter(|_| end.whole);
        f(117, next.and_then(|t| t.value_in(&lexicon.company_cues)).map_or(0, number));
        f(
            118,
            next.map_or(0, |t| {
                u64::from(t.is_in(&lexicon.place_verbs)) + 2 * u64::from(t.is_in(&lexicon.speech_verbs))
            }),
        );
        let after = CharStats::of(lexicon, end.right);
        f(83, behind(&lexicon.org_suffixes));
        f(84, behind(&lexicon.place_suffixes));
        f(85, behind(&lexicon.org_bodies));
        let begins = |at: usize| {
            let name = self.names.get(self.names.partition_point(|n| n.span.start < at));
            name.filter(|n| n.span.start == at).map_or(NO_NAME, |n| n.kind as u64)
        };
        let name_behind = if end.right == Some(COMMA) { 10 + begins(at + COMMA.len_utf8()) } else { begins(at) };
        f(87, name_behind);
        let text = sentence.before(at);
        EndLists {
            body: Suffix::of(text, &lexicon.org_suffixes),
            place: Suffix::of(text, &lexicon.place_suffixes),
            unit: Suffix::of(text, &lexicon.org_units),
            name_behind,
            title,
            verb,
            crosses,
            after,
            sums: Sums::default(),
        }
    }
}
