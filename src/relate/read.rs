//! A sentence read once, as a row of pieces.

use super::piece::{Piece, Setting, Sort, hash};
use super::row::Row;
use crate::article::Article;
use crate::extract::{Kind, Record};
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::segment::{Pos, Token};
use crate::span::Span;

/// The pieces of a sentence, in order. `places` are the places of its facts.
pub(super) fn read(article: &Article<'_>, tokens: &[Token<'_>], facts: &[Fact], places: std::ops::Range<usize>) -> Row {
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut whole = outermost(facts, places.clone()).peekable();
    let mut clause = 0;
    let mut at = tokens.first().map_or(0, |t| t.span.start);
    for token in tokens {
        // A word that a mention cuts: what is left of it before the mention, and behind.
        let mut rest = Span::new(token.span.start.max(at), token.span.end);
        while let Some(&(mention, span)) = whole.peek() {
            if span.start >= token.span.end {
                break;
            }
            if rest.start < span.start {
                push(article, Span::new(rest.start, span.start), token, &mut clause, &mut pieces);
            }
            pieces.push(of_fact(article, facts, mention, clause));
            at = span.end;
            rest.start = at.min(token.span.end).max(rest.start);
            whole.next();
        }
        if rest.start < rest.end && rest.start >= at {
            push(article, rest, token, &mut clause, &mut pieces);
        }
    }
    Row::new(pieces, facts, places)
}

/// The mentions that no other of their sentence holds, those of which the reading makes a piece.
fn outermost(facts: &[Fact], places: std::ops::Range<usize>) -> impl Iterator<Item = (u32, Span)> {
    let mut end = 0;
    places.filter_map(move |place| {
        let mention = &facts[place];
        let whole = !matches!(mention.kind(), Kind::Quote | Kind::Honor | Kind::Number);
        if !whole || mention.start_byte < end {
            return None;
        }
        end = mention.end_byte;
        Some((u32::try_from(place).unwrap_or(u32::MAX), mention.span()))
    })
}

fn of_fact(article: &Article<'_>, facts: &[Fact], place: u32, clause: u16) -> Piece {
    let mention = &facts[place as usize];
    let text = article.slice(mention.span());
    let (sort, word) = match &mention.record {
        Record::Count(r) => (Sort::Quantity, r.quantity.unit.as_deref().map_or(1, hash)),
        Record::Measure(r) => (Sort::Quantity, r.quantity.unit.as_deref().map_or(1, hash)),
        Record::Money(_) => (Sort::Quantity, 2),
        Record::Percent(_) => (Sort::Quantity, 3),
        Record::Rank(_) => (Sort::Rank, 4),
        Record::Date(_) => (Sort::Date, 5),
        Record::Organization(_) => (Sort::Organization, 6),
        Record::Person(_) => (Sort::Person, 7),
        Record::Place(_) => (Sort::Place, 8),
        Record::Campaign(_) | Record::Event(_) => (Sort::Campaign, 9),
        Record::Document(_) => (Sort::Document, 10),
        // And kinds that the weights were not learned with.
        _ => (Sort::Other, 11),
    };
    Piece { span: mention.span(), sort, word, last: last(text), points: false, ends: None, clause, fact: Some(place) }
}

fn last(text: &str) -> u32 {
    text.chars().next_back().map_or(0, u32::from)
}

fn push(article: &Article<'_>, span: Span, token: &Token<'_>, clause: &mut u16, pieces: &mut Vec<Piece>) {
    let text = article.slice(span);
    // 溢价|率, 上市|量: one noun.
    if let Some(word) = pieces.last_mut()
        && word.span.end == span.start
        && word.fact.is_none()
        && (word.sort.is_nominal() || word.sort.is_verb())
        && text.len() == "率".len()
        && Lexicon::shared().noun_endings.contains(text)
    {
        let whole = Span::new(word.span.start, span.end);
        (word.span, word.sort, word.word, word.last) = (whole, Sort::Noun, hash(article.slice(whole)), last(text));
        return;
    }
    let sort = sort(text, token, span == token.span);
    let ends = setting(text, sort);
    let points = text.starts_with(['该', '全', '本', '我', '此', '当', '各', '他', '其', '她']);
    pieces.push(Piece { span, sort, word: hash(text), last: last(text), points, ends, clause: *clause, fact: None });
    if sort.ends_clause() {
        *clause = clause.saturating_add(1);
    }
}

fn setting(text: &str, sort: Sort) -> Option<Setting> {
    if matches!(sort, Sort::Verb | Sort::Preposition) || sort.ends_clause() {
        return None;
    }
    let (_, setting) = Lexicon::shared().setting_endings.longest_suffix(text)?;
    Some(if setting == "time" { Setting::Time } else { Setting::Place })
}

fn sort(text: &str, token: &Token<'_>, whole: bool) -> Sort {
    match text {
        "的" | "之" => return Sort::Of,
        "、" => return Sort::ListMark,
        "和" | "及" | "以及" | "与" | "或" | "暨" => return Sort::And,
        "等" => return Sort::Etc,
        "，" | "," => return Sort::Comma,
        "；" | ";" => return Sort::Semicolon,
        "：" | ":" => return Sort::Colon,
        "。" | "！" | "？" | "!" | "?" | "…" | "\n" => return Sort::Stop,
        "“" | "‘" | "「" | "『" | "《" | "（" | "(" | "[" | "【" => return Sort::Open,
        "”" | "’" | "」" | "』" | "》" | "）" | ")" | "]" | "】" => return Sort::Close,
        "了" | "着" | "过" => return Sort::Aspect,
        _ => {}
    }
    // What the word was says little about its rest: 书 of 本书.
    if !whole && matches!(token.pos, Pos::Pronoun | Pos::Numeral | Pos::Measure | Pos::Other | Pos::Affix) {
        return Sort::Noun;
    }
    if whole && token.is_in(&Lexicon::shared().nouns) {
        return Sort::Noun;
    }
    let deed = if whole { token.value_in(&Lexicon::shared().action_verbs) } else { None };
    match token.pos {
        Pos::VerbalNoun => Sort::Deed,
        Pos::Verb => Sort::Verb,
        _ if deed.is_some_and(|sense| sense != "noun") => Sort::Verb,
        _ if deed.is_some() => Sort::Deed,
        // What is a time is a date by now: 青年, 当代.
        Pos::Time
        | Pos::Noun
        | Pos::Person
        | Pos::Place
        | Pos::Organization
        | Pos::ProperNoun
        | Pos::Affix
        | Pos::Phrase => Sort::Noun,
        Pos::Adjective | Pos::Attributive => Sort::Adjective,
        Pos::Adverb => Sort::Adverb,
        Pos::Pronoun => Sort::Pronoun,
        Pos::Preposition => Sort::Preposition,
        Pos::Conjunction => Sort::Conjunction,
        Pos::Particle => Sort::Particle,
        Pos::Locality => Sort::Locality,
        Pos::Numeral | Pos::Measure => Sort::Number,
        Pos::Latin => Sort::Latin,
        Pos::Other if text.chars().all(crate::chars::is_han) => Sort::Noun,
        Pos::Other => Sort::Other,
    }
}
