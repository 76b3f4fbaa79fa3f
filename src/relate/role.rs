//! Who may have said, held, received or given it, when and where: what may answer the like of a quantity, and what stands behind in the
//! sentence and in the next ones, what was answered before, what the rules say.

use std::ops::Range;

use super::candidate::{Candidate, Form, pieces};
use super::feature::Asked;
use super::mention::{HOLDS, dates, held, mentions, venues};
use super::phrase;
use super::piece::Sort;
use super::reading::{Question, Reading};
use super::row::Row;
use super::slot::Slot;
use super::telling::tells;
use crate::span::Span;

/// How many pieces behind a mention a noun phrase is looked for, and how many phrases are taken there and before it.
const BEHIND: usize = 30;
const PHRASES: usize = 5;
/// How many pieces before a verb are looked at for who stands there.
const LONGEST: usize = 16;
/// How many mentions of each later sentence may be an answer.
const LATER: usize = 4;

/// Adds the candidates of a role; `runs` are the noun phrases before the mention.
pub(super) fn candidates(asked: &Asked<'_>, slot: Slot, runs: &[Range<usize>], out: &mut Vec<Candidate>) {
    let (reading, question) = (asked.reading, &asked.question);
    // Who holds it and when are mentions; elsewhere words may say it.
    let worded = !matches!(slot, Slot::Organizer | Slot::Held);
    let wanted: fn(Sort) -> bool = match slot.like() {
        Slot::Time => |sort| sort == Sort::Date,
        Slot::Place => |sort| sort == Sort::Place,
        _ => Sort::is_actor,
    };
    match slot.like() {
        Slot::Time => dates(reading, question, out),
        Slot::Place => {
            mentions(reading, question, wanted, out);
            venues(reading, question, out);
            phrase::places(reading, question, out);
            towns(reading, question, out);
        }
        _ => mentions(reading, question, wanted, out),
    }
    if worded && slot != Slot::Venue {
        let row = reading.row(question.sentence);
        let near = runs.iter().rev().take(PHRASES);
        near.for_each(|run| phrases(row, question.sentence, run.clone(), out));
        let behind = question.last + 1..row.len().min(question.last + BEHIND);
        for run in row.runs(behind.start.min(behind.end)..behind.end).into_iter().take(PHRASES) {
            phrases(row, question.sentence, run, out);
        }
        clause(asked, row, out);
    }
    for (sentence, ahead) in reading.later(question.sentence) {
        let row = reading.row(sentence);
        for &at in row.named(0, row.len()).iter().filter(|&&at| wanted(row[at].sort)).take(LATER) {
            out.push(Candidate { back: ahead, ..pieces(row, sentence, at, at, Form::Word) });
        }
        // “…”。一位村民说。
        if slot == Slot::Speaker && sentence == question.sentence + 1 {
            for run in row.runs(row.clause(0)).into_iter().take(2) {
                phrases(row, sentence, run, out);
            }
        }
    }
    held(asked, slot, out);
    by_rule(asked, slot, worded, out);
    let own = |c: &Candidate| c.sentence == question.sentence && c.first <= question.last && c.last >= question.at;
    out.retain(|c| c.span.is_none() || !own(c) && (worded || c.fact.is_some()));
}

/// 在省城召开: a noun between 在 and the verb.
fn towns(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    let kind = reading.facts[question.fact].kind();
    let behind = question.last + 1..row.len().min(question.last + BEHIND).saturating_sub(2);
    let found = behind.into_iter().find(|&at| {
        row[at].sort == Sort::Preposition
            && row[at + 1].fact.is_none()
            && row[at + 1].sort == Sort::Noun
            && reading.article.slice(row[at].span).ends_with(['在', '于'])
            && tells(reading, kind, row, at + 2)
    });
    out.extend(found.map(|at| pieces(row, question.sentence, at + 1, at + 1, Form::Run)));
}

/// A noun phrase whole, with its number, and its end behind 的; one that ends with a name is that.
fn phrases(row: &Row, sentence: usize, run: Range<usize>, out: &mut Vec<Candidate>) {
    let last = run.end - 1;
    // 当…时: one character is nobody, but for 他.
    let short = run.len() == 1 && row[last].span.len() == "他".len() && row[last].sort != Sort::Pronoun;
    if row[last].sort.is_actor() || short {
        return;
    }
    out.push(pieces(row, sentence, run.start, last, Form::Run));
    let counted = run.start.checked_sub(1).filter(|&before| row[before].sort == Sort::Quantity);
    if let Some(counted) = counted {
        out.push(pieces(row, sentence, counted, last, Form::Pair));
    }
    if let Some(of) = (run.start..last).rev().find(|&i| row[i].sort == Sort::Of) {
        out.push(pieces(row, sentence, of + 1, last, Form::Part));
    }
    let ends = |&i: &usize| row[i].sort.is_nominal() && row[i + 1].sort != Sort::Of && !row[i].sort.is_actor();
    out.extend((run.start..last).filter(ends).take(3).map(|i| pieces(row, sentence, run.start, i, Form::Part)));
}

/// Whatever the clause of the mention's verb has before that: 支持托管的人士表示.
fn clause(asked: &Asked<'_>, row: &Row, out: &mut Vec<Candidate>) {
    let question = &asked.question;
    let Some(verb) = asked.decisions.of(Slot::Action).filter(|verb| verb.span.is_some()) else { return };
    let start = row.clause(verb.first).start.max(verb.first.saturating_sub(LONGEST));
    let loose = |sort| {
        matches!(
            sort,
            Sort::Date | Sort::Adverb | Sort::Conjunction | Sort::Particle | Sort::Open | Sort::Close | Sort::Other
        )
    };
    let first = start + row[start..verb.first].iter().take_while(|p| loose(p.sort)).count();
    let end = verb.first - row[first..verb.first].iter().rev().take_while(|p| !p.sort.is_nominal()).count();
    let holds = first <= question.last && end > question.at;
    if end > first + 1 && !holds && !row[end - 1].sort.is_actor() {
        let phrase = pieces(row, question.sentence, first, end - 1, Form::Phrase);
        if out.iter().all(|c| c.span != phrase.span) {
            out.push(phrase);
        }
    }
}

/// What the rules say, where no other candidate is it.
fn by_rule(asked: &Asked<'_>, slot: Slot, worded: bool, out: &mut Vec<Candidate>) {
    let (reading, question) = (asked.reading, &asked.question);
    if let Some(fact) = asked.rule.mentioned(slot) {
        let mention = &reading.facts[fact as usize];
        let far = question.sentence.abs_diff(mention.sentence);
        if far <= HOLDS && out.iter().all(|c| c.fact != Some(fact)) {
            let row = reading.row(mention.sentence);
            let at = row.partition_point(|p| p.span.end <= mention.start_byte);
            if at < row.len() {
                let whole = pieces(row, mention.sentence, at, at, Form::Rule);
                out.push(Candidate { span: Some(mention.span()), fact: Some(fact), back: 0, ..whole });
            }
        }
    }
    let Some(words) = asked.rule.said(slot).filter(|_| worded) else { return };
    let row = reading.row(question.sentence);
    let mention = Span::new(row[question.at].span.start, row[question.last].span.end);
    let found = |row: &Row, sentence: usize, from: usize, to: usize, backwards: bool| {
        let text = reading.article.slice(Span::new(from, to));
        let at = if backwards { text.rfind(words) } else { text.find(words) };
        let start = from + at?;
        let span = Span::new(start, start + words.len());
        let (first, end) =
            (row.partition_point(|p| p.span.end <= span.start), row.partition_point(|p| p.span.start < span.end));
        let last = end.checked_sub(1).filter(|&last| last >= first)?;
        Some(Candidate { span: Some(span), fact: None, ..pieces(row, sentence, first, last, Form::Rule) })
    };
    let (start, end) = (row[0].span.start, row[row.len() - 1].span.end);
    let here = found(row, question.sentence, start, mention.start, true)
        .or_else(|| found(row, question.sentence, mention.end, end, false));
    let said = here.or_else(|| {
        let (sentence, _) = reading.later(question.sentence).next()?;
        let row = reading.row(sentence);
        found(row, sentence, row[0].span.start, row[row.len() - 1].span.end, false)
    });
    if let Some(said) = said.filter(|said| out.iter().all(|c| c.span != said.span)) {
        out.push(said);
    }
}
