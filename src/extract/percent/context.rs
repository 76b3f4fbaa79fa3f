//! What a ratio is of, which way it moves, and against what: 地区生产总值同比增长5.6%.

use super::{Basis, PercentType};
use crate::extract::amount::Amount;
use crate::extract::clause::Around;
use crate::extract::listed::from_list;
use crate::extract::noun_phrase;
use crate::extract::quantity::{Change, Quantity};
use crate::segment::Token;
use crate::sentence::Sentence;
use crate::span::Span;

/// How many words before a ratio are looked at.
const REACH: usize = 30;

/// What was read around a ratio.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    object: Option<Span>,
    change: Option<Change>,
    pub(super) basis: Option<Basis>,
}

impl Context {
    pub(super) fn fill(self, sentence: &Sentence<'_>, quantity: &mut Quantity) {
        Around { object: self.object, change: self.change, ..Around::default() }.fill(sentence, quantity);
    }
}

pub(super) fn read(sentence: &Sentence<'_>, amount: &Amount, kind: PercentType) -> Context {
    let before = clause_before(sentence, amount.span.start);
    let mut context = Context { basis: basis_before(sentence, &before), ..Context::default() };
    let mut at = amount.span.start;
    match moving_verb(sentence, &before) {
        Some((place, change)) => {
            context.change = change;
            at = subject_end(sentence, &before, place);
            context.object = object_before(sentence, at);
        }
        None => {
            let (mut object, from) = noun_phrase::before(sentence, at);
            // 门票收入却出现了9.1%的下降: the verb says only that there was one.
            let seen = before.iter().take(4).find(|w| matches!(w.text, "出现" | "实现" | "呈现" | "取得"));
            if let Some(verb) = seen.filter(|_| object.is_none()) {
                object = noun_phrase::before(sentence, verb.span.start).0;
            }
            context.object = object;
            at = object.map_or(from, |o| o.start);
            // 上调房贷利率0.15个百分点: the verb stands before what moves.
            let mut verbs = before.iter().filter(|w| w.span.end <= at).take(3);
            if kind != PercentType::Fraction && object.is_some() {
                context.change = verbs.find_map(|v| moves(sentence, v.text));
            }
        }
    }
    if let Some(object) = context.object {
        shed_extent(sentence, object, &mut context);
    }
    if context.change.is_none() || context.object.is_none() {
        behind(sentence, amount, &mut context);
    }
    context
}

/// The words of the clause before byte `at`, the nearest first.
fn clause_before<'a>(sentence: &Sentence<'a>, at: usize) -> Vec<Token<'a>> {
    noun_phrase::words_before(sentence, at).take(REACH).take_while(|w| !noun_phrase::ends_clause(w)).collect()
}

/// Increase or decrease, as a word says.
fn moves(sentence: &Sentence<'_>, word: &str) -> Option<Change> {
    Change::of(sentence.lexicon, word).filter(|c| matches!(c, Change::Increase | Change::Decrease))
}

/// The verb right before the number that says which way it moves; a level reached (提升至) moves nowhere.
fn moving_verb(sentence: &Sentence<'_>, before: &[Token<'_>]) -> Option<(usize, Option<Change>)> {
    let mut level = false;
    for (place, word) in before.iter().enumerate().take(6) {
        if let Some(change) = moves(sentence, word.text) {
            // 增幅 and the like are nouns: their number may follow 为 or 达.
            if word.text.ends_with(['幅', '率']) {
                return None;
            }
            let reached = level || word.text.ends_with(['至', '到']);
            return Some((place, (!reached).then_some(change)));
        }
        level |= matches!(word.text, "至" | "到" | "为" | "成");
        let passes =
            word.is_in(&sentence.lexicon.amount_words) || sentence.lexicon.context_words.has_as(word.text, "passing");
        if !passes {
            return None;
        }
    }
    None
}

/// Where the subject ends: before 同比, before 比上年, before the adverbs.
fn subject_end(sentence: &Sentence<'_>, before: &[Token<'_>], verb: usize) -> usize {
    let words = &sentence.lexicon.context_words;
    let mut end = before.get(verb).map_or(sentence.span.start, |w| w.span.start);
    // 价格下降 is one word to the dictionary: the price is what moves. 大幅|下降 has no subject within.
    let within = before.get(verb).filter(|w| sentence.lexicon.change_verbs.get(w.text).is_none());
    if let Some((subject, _)) = within.and_then(|w| Change::verb_within(sentence.lexicon, w.text))
        && within.is_none_or(|w| words.longest_as(w.text, "adverbial").is_none())
    {
        return end + subject;
    }
    let mut place = verb + 1;
    while let Some(word) = before.get(place) {
        let adverb = word.is_in(&sentence.lexicon.amount_words) || words.has_as(word.text, "beside");
        if !adverb {
            break;
        }
        end = word.span.start;
        place += 1;
    }
    // 比上年同期, 较2022年, 与上年相比: all that stands from there on says with what it is compared.
    let compared =
        before.iter().enumerate().skip(place).take(14).find(|(_, w)| matches!(w.text, "比" | "较" | "较之" | "比起"));
    match compared {
        Some((_, word)) => word.span.start,
        None => end,
    }
}

/// The noun phrase before byte `at`; where the clause begins there, that of the clause before.
fn object_before(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let (object, from) = noun_phrase::before(sentence, at);
    if object.is_some() {
        return object;
    }
    let first =
        noun_phrase::words_before(sentence, from).next().or_else(|| noun_phrase::words_before(sentence, at).next())?;
    let comma = noun_phrase::words_before(sentence, at)
        .take(4)
        .find(|w| noun_phrase::ends_clause(w))
        .or_else(|| noun_phrase::ends_clause(&first).then_some(first))?;
    if comma.text.starts_with(['。', '；', ';', '！', '？']) {
        return None;
    }
    let clause = clause_before(sentence, comma.span.start);
    // The number that closes the clause before: what it is of moves now.
    let start = clause.last().map_or(comma.span.start, |w| w.span.start);
    let number = sentence
        .numeral_before(comma.span.start)
        .and_then(|index| sentence.numerals.get(index))
        .filter(|n| n.span.start >= start);
    let near = number.filter(|n| sentence.slice(Span::new(n.span.end, comma.span.start)).chars().count() <= 6);
    match near {
        Some(number) => noun_phrase::before(sentence, approximated(sentence, number.span.start)).0,
        None => noun_phrase::behind(sentence, start),
    }
}

/// The byte where the approximator before a number begins.
fn approximated(sentence: &Sentence<'_>, at: usize) -> usize {
    let before = sentence.before(at);
    sentence.lexicon.approximators_before.longest_suffix(before).map_or(at, |(word, _)| at - word.len())
}

/// 油价跌幅: the noun says which way; what is left moves.
fn shed_extent(sentence: &Sentence<'_>, object: Span, context: &mut Context) {
    let text = sentence.slice(object);
    let Some((noun, way)) = sentence.lexicon.context_words.longest_end_as(text, "extent") else { return };
    let rest = text[..text.len() - noun.len()].trim_end_matches(['的', '比', '同', '环']);
    context.change = context.change.or(Some(if way == "decrease" { Change::Decrease } else { Change::Increase }));
    if !rest.is_empty() {
        context.object = Some(Span::new(object.start, object.start + rest.len()));
    }
}

/// 9.1%的同比下降, 三成股份: what stands behind.
fn behind(sentence: &Sentence<'_>, amount: &Amount, context: &mut Context) {
    let rest = sentence.after(amount.span.end);
    let Some(of) = rest.strip_prefix('的') else {
        if context.object.is_none() {
            context.object = noun_phrase::behind(sentence, amount.span.end);
        }
        return;
    };
    let mut bare = of;
    for (word, basis) in [("同比", Basis::YearOnYear), ("环比", Basis::PeriodOnPeriod)] {
        if let Some(cut) = of.strip_prefix(word) {
            bare = cut;
            context.basis = Some(basis);
        }
    }
    let change = sentence.lexicon.change_verbs.longest_prefix(bare).and_then(|(word, _)| moves(sentence, word));
    if context.change.is_none() && change.is_some() {
        context.change = change;
    } else if change.is_none() && context.change.is_none() {
        context.object = noun_phrase::behind(sentence, amount.span.end).or(context.object);
    }
}

/// What the clause compares with.
fn basis_before(sentence: &Sentence<'_>, before: &[Token<'_>]) -> Option<Basis> {
    for (place, word) in before.iter().enumerate() {
        match word.text {
            "同比" => return Some(Basis::YearOnYear),
            "环比" => return Some(Basis::PeriodOnPeriod),
            _ if word.text.contains("同比") => return Some(Basis::YearOnYear),
            "比" | "较" | "较之" => {
                let end = before.first().map_or(word.span.end, |w| w.span.end);
                let than = sentence.slice(Span::new(word.span.end, end));
                debug_assert!(place < REACH);
                return sentence
                    .lexicon
                    .context_words
                    .longest_as(than, "basis")
                    .and_then(|(_, basis)| from_list(basis));
            }
            _ => {}
        }
    }
    None
}
