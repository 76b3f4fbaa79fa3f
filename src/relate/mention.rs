//! The mentions that may be an answer: of the sentence the nearest, of those before it; and what was answered before.

use super::candidate::{Candidate, Form, pieces};
use super::feature::Asked;
use super::piece::Sort;
use super::reading::{Question, Reading};
use super::row::WINDOW;
use super::slot::Slot;
use crate::reference::EntityId;

/// How many mentions of earlier sentences may be an answer, and how many where quantities crowd.
const CARRIED: [usize; 2] = [8, 2];
/// How many of its own sentence before and behind a quantity, the nearest: in a row of names with a number each.
const NAMED: [usize; 2] = [24, 8];
/// As many where quantities crowd, each with a name.
const CROWDED: [usize; 2] = [3, 2];
/// How many of one entity: a row of one name has no others.
const OF_ONE: usize = 3;
/// How many of them where they are dates: the nearest says when.
const DATED: [usize; 2] = [8, 4];
/// How many mentions of earlier sentences are looked at for them: a row of one name has no others.
const ASKED: usize = 120;
/// How far back, in sentences, an answer still holds.
pub(super) const HOLDS: usize = 12;

/// Bodies in whose house it happened: 在南开大学举行.
pub(super) fn venues(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    let near = row.named(question.at.saturating_sub(WINDOW).max(1), question.last + WINDOW);
    let venue = |&i: &usize| {
        let before = &row[i - 1];
        row[i].sort == Sort::Organization
            && before.fact.is_none()
            && reading.article.slice(before.span).ends_with(['在', '于', '到', '进', '抵'])
    };
    out.extend(near.iter().copied().filter(venue).take(4).map(|i| pieces(row, question.sentence, i, i, Form::Ending)));
}

/// The campaigns and events that the article speaks of most, where they stand farther back than others are looked for.
pub(super) fn main(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    for &fact in reading.initiatives().iter().take(2) {
        let sentence = reading.facts[fact as usize].sentence;
        let row = reading.row(sentence);
        let at = row.partition_point(|p| p.span.end <= reading.facts[fact as usize].start_byte);
        let is_named = row.get(at).is_some_and(|p| p.fact == Some(fact));
        let known = |name: &Candidate| out.iter().any(|c| reading.is_same(c, name));
        if sentence < question.sentence && is_named {
            let name = pieces(row, sentence, at, at, Form::Ending);
            if !known(&name) {
                out.push(Candidate { back: 3, ..name });
            }
        }
    }
}

/// Dates of the sentence and before it, those within a name too: 2013年整年比赛.
pub(super) fn dates(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    for &(at, fact) in row.inner_dates(question.at.saturating_sub(WINDOW), question.last + WINDOW) {
        let whole = pieces(row, question.sentence, at, at, Form::Part);
        out.push(Candidate { span: Some(reading.facts[fact as usize].span()), fact: Some(fact), ..whole });
    }
    mentions(reading, question, |s| s == Sort::Date, out);
}

/// Adds the first of some mentions, of one entity no more than [`OF_ONE`].
fn nearest(reading: &Reading<'_>, mentions: impl Iterator<Item = Candidate>, most: usize, out: &mut Vec<Candidate>) {
    let mut known: Vec<(EntityId, usize)> = Vec::new();
    let few = |mention: &Candidate| {
        let Some(entity) = reading.entity_of(mention) else { return true };
        let Some((_, times)) = known.iter_mut().find(|(of, _)| *of == entity) else {
            known.push((entity, 1));
            return true;
        };
        *times += 1;
        *times <= OF_ONE
    };
    // Some that are left out: a row of one name ends there.
    out.extend(mentions.take(2 * most).filter(few).take(most));
}

/// The mentions of some sort: of the sentence the nearest, of the sentences before it the nearest.
pub(super) fn mentions(
    reading: &Reading<'_>,
    question: &Question,
    wanted: impl Fn(Sort) -> bool,
    out: &mut Vec<Candidate>,
) {
    let row = reading.row(question.sentence);
    let near = row.named(question.at.saturating_sub(WINDOW), question.last + WINDOW);
    // Of a row of them the nearest, most of those before it: who, when and where is told first.
    let crowded = row.is_crowded(question.at);
    let [before, behind] = if wanted(Sort::Date) {
        DATED
    } else if crowded {
        CROWDED
    } else {
        NAMED
    };
    let split = near.partition_point(|&i| i < question.at);
    let fits = |&&i: &&usize| wanted(row[i].sort);
    let word = |&i: &usize| pieces(row, question.sentence, i, i, Form::Word);
    let start = out.len();
    nearest(reading, near[..split].iter().rev().filter(fits).map(word), before, out);
    out[start..].reverse();
    nearest(reading, near[split..].iter().filter(fits).map(word), behind, out);
    let (mut room, mut asked, here) = (CARRIED[usize::from(crowded)], ASKED, out.len());
    for (sentence, back) in reading.earlier(question.sentence) {
        let row = reading.row(sentence);
        let from = row.len().saturating_sub(WINDOW);
        // Told by counts: most sentences name no campaign, and many no day.
        if !Sort::NAMED.iter().any(|&sort| wanted(sort) && row.count(sort, from, row.len()) > 0) {
            continue;
        }
        let near = row.named(from, row.len());
        for &i in near.iter().rev().filter(|&&i| wanted(row[i].sort)) {
            if room == 0 || asked == 0 {
                return;
            }
            asked -= 1;
            let name = pieces(row, sentence, i, i, Form::Word);
            if out[here..].iter().any(|c| reading.is_same_entity(c, &name)) {
                continue;
            }
            room -= 1;
            out.push(Candidate { back, ..name });
        }
    }
}

/// What was answered before, where no other candidate is it: a phrase, or a mention that stands farther back.
pub(super) fn held(asked: &Asked<'_>, slot: Slot, out: &mut Vec<Candidate>) {
    let (reading, question) = (asked.reading, &asked.question);
    let Some((held, _)) = asked.decisions.held(slot) else { return };
    if question.sentence - held.sentence.min(question.sentence) <= HOLDS
        && !out.iter().any(|c| reading.is_same(c, &held))
    {
        let frame = &reading.article.sentences;
        let back = frame[question.sentence].paragraph.saturating_sub(frame[held.sentence].paragraph);
        out.push(Candidate { form: Form::Held, back, ..held });
    }
}
