//! Ordinals: 第一次, 第3名, 首家, 首批.

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::Mention;
use super::amount;
use super::noun_phrase;
use super::parts::parts;
use crate::numeral::{Form, Numeral};
use crate::sentence::Sentence;
use crate::span::{CharSpan, Span};

/// An ordinal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Rank {
    /// The place in the order.
    pub value: Option<i64>,
    /// The measure word: `次`.
    pub unit: Option<String>,
    /// What is ranked.
    pub object: Option<String>,
    /// Where the object stands, in Unicode scalar values.
    pub object_span: Option<CharSpan>,
    /// Among what: `全省`.
    pub scope: Option<String>,
}

parts! {
    Rank {
        value: Value(Integer),
        unit: Words,
        object: Words,
        object_span: Span,
        scope: Words,
    }
}

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    for numeral in sentence.numerals {
        let before = sentence.before(numeral.span.start);
        // 目前|7位患者.
        let longer = || sentence.ends_longer_word(numeral.span.start - "前".len(), "前".len());
        if before.ends_with('第') {
            ordinal(sentence, numeral, out);
        } else if before.ends_with('前') && !longer() {
            among_first(sentence, numeral, out);
        }
    }
    for token in sentence.tokens {
        if token.text.starts_with('首') {
            first(sentence, token.span.start, out);
        } else if token.text == "末位" {
            push(
                sentence,
                token.span,
                None,
                Some(Span::new(token.span.end - "位".len(), token.span.end)),
                "rank/last",
                out,
            );
        }
    }
}

/// 第一, 第3名, 第十四届.
fn ordinal(sentence: &Sentence<'_>, numeral: &Numeral, out: &mut Vec<Mention>) {
    let start = numeral.span.start - "第".len();
    let phrase = Span::new(start, numeral.span.end);
    if numeral.form == Form::Fraction || amount::in_set_phrase(sentence, phrase) {
        return;
    }
    let Some(value) = numeral.value.and_then(|v| v.to_i64()).filter(|v| *v > 0) else { return };
    // 第90+3分钟: the minutes added belong to the last.
    let rest = sentence.after(numeral.span.end);
    let added = rest.strip_prefix(['+', '＋']).map_or(0, |more| {
        let digits = more.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 { rest.len() - more.len() + digits } else { 0 }
    });
    let unit = unit(sentence, numeral.span.end + added);
    let unit = unit.filter(|u| added == 0 || sentence.slice(*u) == "分钟");
    if unit.is_some_and(|u| matches!(sentence.slice(u), "季度" | "季" | "学期")) {
        return;
    }
    // （2024）明仲字第1786号 numbers a paper.
    if sentence.before(start).ends_with('字') && sentence.after(numeral.span.end).starts_with('号') {
        return;
    }
    push(sentence, Span::new(start, unit.map_or(phrase.end, |u| u.end)), Some(value), unit, "rank/ordinal", out);
}

/// 首家, 首次: 首 and a measure word.
fn first(sentence: &Sentence<'_>, start: usize, out: &mut Vec<Mention>) {
    let numbered = sentence.numeral_ending(start).is_some();
    let token_is_word = sentence.lexicon.set_phrases.longest_prefix(sentence.after(start)).is_some();
    if numbered || token_is_word {
        return;
    }
    let at = start + "首".len();
    let Some(unit) = unit(sentence, at) else { return };
    push(sentence, Span::new(start, unit.end), Some(1), Some(unit), "rank/first", out);
}

/// 前三名, 跻身前20: the first so many, where ranking is spoken of.
fn among_first(sentence: &Sentence<'_>, numeral: &Numeral, out: &mut Vec<Mention>) {
    let start = numeral.span.start - "前".len();
    let Some(value) = numeral.value.and_then(|v| v.to_i64()).filter(|v| *v > 0) else { return };
    let rest = sentence.after(numeral.span.end);
    let unit = ["名", "强", "位", "甲"].into_iter().find(|u| rest.starts_with(u));
    let ranking = sentence.lexicon.ranking_verbs.longest_suffix(sentence.before(start));
    let spoken = ranking.is_some_and(|(_, ranks)| ranks != "among");
    let timed = rest.starts_with(['个', '月', '年', '天']);
    if unit.is_none() && (timed || !spoken) {
        return;
    }
    let unit = unit.map(|u| Span::new(numeral.span.end, numeral.span.end + u.len()));
    let span = Span::new(start, unit.map_or(numeral.span.end, |u| u.end));
    push(sentence, span, Some(value), unit, "rank/among-first", out);
}

/// The measure word at byte `at`, unless its character opens a longer word: 第一部队.
fn unit(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let rest = sentence.after(at);
    let units = &sentence.lexicon.ordinal_units;
    let word = match units.longest_prefix(rest).filter(|(_, counts)| *counts != "never") {
        Some((word, _)) => word,
        None => sentence.lexicon.measure_words.longest_prefix(rest)?.0,
    };
    let token = sentence.token_at(at);
    let longer = token.is_some_and(|t| t.span.start == at && t.span.len() > word.len() && t.pos.is_nominal());
    if longer || units.get(word) == Some("never") {
        return None;
    }
    Some(Span::new(at, at + word.len()))
}

fn push(
    sentence: &Sentence<'_>,
    span: Span,
    value: Option<i64>,
    unit: Option<Span>,
    rule: &'static str,
    out: &mut Vec<Mention>,
) {
    let large = usize::from(unit.is_none() && sentence.after(span.end).starts_with('大')) * "大".len();
    // 首次 stands before verbs.
    let adverb = sentence.slice(span) == "首次";
    let object = Some(())
        .filter(|()| !adverb)
        .and_then(|()| noun_phrase::behind(sentence, beyond_amount(sentence, span.end + large)));
    let rank = Rank {
        value,
        unit: unit.map(|u| sentence.slice(u).to_owned()),
        object: object.map(|o| sentence.slice(o).to_owned()),
        object_span: object.map(|o| sentence.article.chars(o)),
        scope: among(sentence, span.start).map(str::to_owned),
    };
    out.push(Mention::new(span, rule, rank));
}

/// The byte behind an amount that follows at once: 首批超过50台救援设备.
fn beyond_amount(sentence: &Sentence<'_>, at: usize) -> usize {
    let word =
        sentence.lexicon.approximators_before.longest_prefix(sentence.after(at)).map_or(0, |(word, _)| word.len());
    let Some(place) = sentence.numeral_at(at + word) else { return at };
    let end = sentence.numerals.get(place).map_or(at, |n| n.span.end);
    sentence.lexicon.measure_words.longest_prefix(sentence.after(end)).map_or(at, |(unit, _)| end + unit.len())
}

/// Among what it ranks: 全省 in 居全省第一.
fn among<'a>(sentence: &Sentence<'a>, start: usize) -> Option<&'a str> {
    let before = sentence.before(start);
    let ranking = sentence.lexicon.ranking_verbs.longest_suffix(before).filter(|(_, ranks)| *ranks != "first");
    let bare = ranking.map_or(before, |(verb, _)| &before[..before.len() - verb.len()]);
    let (word, _) = sentence.lexicon.rank_scopes.longest_suffix(bare)?;
    Some(&bare[bare.len() - word.len()..])
}
