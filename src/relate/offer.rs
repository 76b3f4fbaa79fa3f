//! What may answer a question: by slot, the words, phrases and mentions that grammar allows, and that there is no answer.

use std::ops::Range;

use super::candidate::{CHANGES, Candidate, Form, NONE, pieces};
use super::feature::Asked;
use super::mention::{dates, held, main, mentions, venues};
use super::piece::{Piece, Sort};
use super::reading::{Question, Reading};
use super::row::Row;
use super::slot::Slot;
use super::{phrase, role};
use crate::span::Span;

/// How many pieces before a quantity a word may stand that is its verb though the dictionary has it as none.
const LOOSE_BEFORE: usize = 32;
/// How many pieces before and behind a quantity its verb and its noun are looked for.
const BEFORE: usize = 40;
const BEHIND: usize = 24;
/// How many noun phrases before a quantity are near.
const NEAR: usize = 5;
/// How many pieces a noun phrase behind a quantity may have.
const LONGEST_PHRASE: usize = 14;

/// The longest noun phrases before a quantity.
pub(super) fn runs(reading: &Reading<'_>, question: &Question) -> Vec<Range<usize>> {
    reading.row(question.sentence).runs(question.at.saturating_sub(BEFORE)..question.at)
}

/// Puts the candidates of a slot into `out`, of the phrases in `runs` those too; the first is that there is no answer.
pub(super) fn of(asked: &Asked<'_>, slot: Slot, runs: &[Range<usize>], out: &mut Vec<Candidate>) {
    out.clear();
    out.push(NONE);
    let (reading, question) = (asked.reading, &asked.question);
    match slot {
        Slot::Action => actions(reading, question, out),
        Slot::Object => objects(reading, question, runs, out),
        Slot::Change => {
            out.clear();
            out.extend((0..CHANGES.len() as u8).map(|change| Candidate { form: Form::Change(change), ..NONE }));
        }
        Slot::Agent => agents(reading, question, runs, out),
        Slot::Time => {
            dates(reading, question, out);
            phrase::times(reading, question, out);
        }
        Slot::Place => {
            mentions(reading, question, |s| s == Sort::Place, out);
            venues(reading, question, out);
            phrase::places(reading, question, out);
        }
        Slot::Campaign => {
            mentions(reading, question, |s| s == Sort::Campaign, out);
            main(reading, question, out);
        }
        _ => role::candidates(asked, slot, runs, out),
    }
    if matches!(slot, Slot::Object | Slot::Agent | Slot::Time | Slot::Place) {
        held(asked, slot, out);
    }
}

/// Verbs of the sentence, whatever word of the clause may be one that the dictionary does not know as such, and the ends of
/// what stands right before the quantity.
fn actions(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    let (at, own) = (question.at, row[question.at].clause);
    for i in at.saturating_sub(BEFORE)..row.len().min(at + BEHIND) {
        let piece = &row[i];
        if piece.fact.is_some() {
            continue;
        }
        let loose = piece.clause == own
            && i + LOOSE_BEFORE >= at
            && matches!(
                piece.sort,
                Sort::Noun
                    | Sort::Adjective
                    | Sort::Adverb
                    | Sort::Preposition
                    | Sort::Pronoun
                    | Sort::Locality
                    | Sort::Number
            );
        if !piece.sort.is_verb() && !loose {
            continue;
        }
        out.push(pieces(row, question.sentence, i, i, Form::Word));
        let next = row.get(i + 1).filter(|n| n.fact.is_none() && n.clause == piece.clause);
        let joins = next.is_some_and(|n| {
            n.sort.is_verb()
                || matches!(
                    reading.article.slice(n.span),
                    "于" | "到" | "至" | "成" | "入" | "出" | "为" | "起" | "上" | "下" | "给" | "向" | "在"
                )
        });
        if joins && (piece.sort.is_verb() || piece.span.len() == "增".len()) {
            out.push(pieces(row, question.sentence, i, i + 1, Form::Pair));
        }
    }
    if let Some(before) = at.checked_sub(1).map(|i| &row[i]).filter(|p| p.fact.is_none()) {
        let text = reading.article.slice(before.span);
        for (start, _) in text.char_indices().rev().take(2).filter(|&(start, _)| start > 0) {
            let span = Span::new(before.span.start + start, before.span.end);
            out.push(Candidate { span: Some(span), ..pieces(row, question.sentence, at - 1, at - 1, Form::Ending) });
        }
    }
    let text = &reading.facts[question.fact].text;
    let opening = text
        .char_indices()
        .find(|&(_, c)| c.is_ascii_digit() || "零〇一二两三四五六七八九十百千万亿几数多半".contains(c));
    if let Some((end, _)) = opening.filter(|&(end, _)| end > 0) {
        let start = reading.facts[question.fact].start_byte;
        let span = Some(Span::new(start, start + end));
        out.push(Candidate { span, fact: None, ..pieces(row, question.sentence, at, at, Form::Opening) });
    }
}

/// Noun phrases: behind the quantity, of whatever length; before it and elsewhere in the sentence, the longest; of the two
/// sentences before it.
fn objects(reading: &Reading<'_>, question: &Question, runs: &[Range<usize>], out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    let at = question.at;
    let mut first = at + 1;
    while row.get(first).is_some_and(|p| matches!(p.sort, Sort::Of | Sort::Open | Sort::Close)) {
        first += 1;
    }
    let mut until = first;
    for i in first..row.len().min(first + LONGEST_PHRASE) {
        let piece = &row[i];
        if piece.sort.ends_clause() || piece.sort == Sort::Quantity {
            break;
        }
        // 约30%营收: the dictionary calls a verb what ends a clause as a noun.
        let ends =
            row.get(i + 1).is_none_or(|n| n.sort.ends_clause() || matches!(n.sort, Sort::Of | Sort::Close | Sort::Etc));
        if piece.sort.is_nominal() || piece.sort == Sort::Verb && ends && piece.span.len() > "营".len() {
            out.push(pieces(row, question.sentence, first, i, Form::Behind));
            until = i + 1;
        }
    }
    let crowded = row.is_crowded(at);
    for (near, run) in runs.iter().rev().enumerate() {
        // 甲市3例、乙市5例: in a row of names with a number each no far one of them is what is counted.
        if crowded && near >= NEAR && run.len() == 1 && row[run.start].sort.is_actor() {
            continue;
        }
        out.push(pieces(row, question.sentence, run.start, run.end - 1, Form::Run));
        if near < NEAR {
            parts(row, question.sentence, run.clone(), out);
        }
    }
    verbal(row, question, runs, out);
    for run in row.runs(until..row.len().min(at + BEHIND + 10)).into_iter().take(5) {
        out.push(pieces(row, question.sentence, run.start, run.end - 1, Form::Run));
    }
    for (sentence, back) in reading.earlier(question.sentence).take(2).filter(|&(_, back)| back < 2) {
        let row = reading.row(sentence);
        for run in row.last_runs().iter().rev().take(5) {
            let phrase = pieces(row, sentence, run.start, run.end - 1, Form::Run);
            out.push(Candidate { back, ..phrase });
        }
    }
    by_rule(reading, question, out);
}

/// 公铁|联运|完成31.7万标准箱, 装机|占比|近90%, 占比|达94%: what the dictionary has as verbs, of which one more word says what they do.
fn verbal(row: &Row, question: &Question, runs: &[Range<usize>], out: &mut Vec<Candidate>) {
    let at = question.at;
    let is_long = |n: usize| row[n].sort == Sort::Verb && row[n].span.len() > "营".len();
    let does = |n: usize| row[n].sort.is_verb() || matches!(row[n].sort, Sort::Adverb | Sort::Quantity);
    for last in (at.saturating_sub(BEFORE)..at).filter(|&n| is_long(n) && does(n + 1)) {
        let first = last - usize::from(last > 0 && row[last - 1].sort == Sort::Verb);
        if let Some(run) = runs.iter().find(|run| run.end == first) {
            out.push(pieces(row, question.sentence, run.start, last, Form::Part));
        } else if row[last].clause == row[at].clause {
            out.push(pieces(row, question.sentence, last, last, Form::Tail));
        }
    }
}

/// What the rules take for the object, where no phrase is it: they part what the dictionary has as one word, 价格|下降, and join what it
/// parts, 充电|桩.
fn by_rule(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    let Some(words) = reading.facts[question.fact].record.quantity().and_then(|q| q.object.as_deref()) else {
        return;
    };
    let (start, at, end) = (row[0].span.start, row[question.at].span, row[row.len() - 1].span.end);
    let before = reading.article.slice(Span::new(start, at.start)).rfind(words).map(|found| start + found);
    let behind = || reading.article.slice(Span::new(at.end, end)).find(words).map(|found| at.end + found);
    let Some(start) = before.or_else(behind) else { return };
    let span = Span::new(start, start + words.len());
    let first = row.partition_point(|p| p.span.end <= span.start);
    let last = row.partition_point(|p| p.span.end < span.end);
    if last < row.len() && out.iter().all(|c| c.span != Some(span)) {
        let phrase = pieces(row, question.sentence, first, last, Form::Rule);
        out.push(Candidate { span: Some(span), fact: None, ..phrase });
    }
}

/// The shorter ends of a run.
fn parts(row: &[Piece], sentence: usize, run: Range<usize>, out: &mut Vec<Candidate>) {
    for i in run.start..run.end - 1 {
        if row[i].sort.is_nominal() && row[i + 1].sort != Sort::Of {
            out.push(pieces(row, sentence, run.start, i, Form::Part));
        }
    }
}

/// Bodies, places and persons of the sentence, the noun phrases before the quantity, whole and in part, and who was named before.
fn agents(reading: &Reading<'_>, question: &Question, runs: &[Range<usize>], out: &mut Vec<Candidate>) {
    // 论坛设有4个分会场: what is held may have done it too.
    mentions(reading, question, |s| s.is_actor() || s == Sort::Campaign, out);
    let row = reading.row(question.sentence);
    for (near, run) in runs.iter().rev().enumerate() {
        if run.len() > 1 || !row[run.start].sort.is_actor() {
            out.push(pieces(row, question.sentence, run.start, run.end - 1, Form::Run));
        }
        if near >= 4 || run.len() < 2 {
            continue;
        }
        // 中国潮玩产业|总价值: whose figure it is; 高端化的|企业: who, without what is said of him.
        for i in (run.start..run.end - 1)
            .filter(|&i| {
                row[i].sort.is_nominal() && row[i + 1].sort != Sort::Of && (i > run.start || row[i].fact.is_none())
            })
            .take(5)
        {
            out.push(pieces(row, question.sentence, run.start, i, Form::Part));
        }
        let after = (run.start..run.end - 1).rev().find(|&i| row[i].sort == Sort::Of);
        if let Some(of) = after {
            out.push(pieces(row, question.sentence, of + 1, run.end - 1, Form::Part));
        }
    }
    together(row, question, runs, out);
    // 被|警方|控制: who did it stands behind.
    let governs = |&i: &usize| {
        row[i].sort == Sort::Preposition
            && matches!(reading.article.slice(row[i].span), "被" | "由" | "受" | "经" | "让")
    };
    let behind = question.last + 1..row.len().min(question.last + BEHIND);
    for by in behind.clone().filter(governs).take(2) {
        let run = row.runs(by + 1..behind.end).into_iter().next().filter(|run| run.start == by + 1);
        if let Some(run) = run.filter(|run| run.len() > 1 || !row[run.start].sort.is_actor()) {
            out.push(pieces(row, question.sentence, run.start, run.end - 1, Form::Behind));
        }
    }
}

/// 江苏、浙江, 公司和学校: several do it together; 商务部等7部门, 江苏、浙江等地: with what sums them up.
fn together(row: &Row, question: &Question, runs: &[Range<usize>], out: &mut Vec<Candidate>) {
    let joins = |two: &[Range<usize>]| {
        two[0].end + 1 == two[1].start && matches!(row[two[0].end].sort, Sort::And | Sort::ListMark)
    };
    for (at, run) in runs.iter().enumerate().rev().take(6) {
        let more = runs[..=at].windows(2).rev().take(8).take_while(|two| joins(two)).count();
        if more > 0 {
            out.push(pieces(row, question.sentence, runs[at - 1].start, run.end - 1, Form::Pair));
        }
        if more > 1 {
            out.push(pieces(row, question.sentence, runs[at - more].start, run.end - 1, Form::Pair));
        }
        if let Some(last) = summed(row, run.end).filter(|&last| last < question.at) {
            out.push(pieces(row, question.sentence, runs[at - more].start, last, Form::Phrase));
        }
    }
}

/// The last piece of what sums up a list that ends before a piece: 等7部门, 等地部分地区.
fn summed(row: &[Piece], etc: usize) -> Option<usize> {
    row.get(etc).filter(|p| p.sort == Sort::Etc)?;
    let counted = etc + 1 + usize::from(row.get(etc + 1).is_some_and(|p| p.sort == Sort::Quantity));
    let phrase = row[counted..].iter().take(LONGEST_PHRASE).take_while(|p| p.sort.is_phrasal() && p.sort != Sort::Of);
    let last = counted + phrase.count() - 1;
    (last > etc && (row[last].sort.is_nominal() || row[last].sort == Sort::Quantity)).then_some(last)
}
