//! The verb that tells a mention that is no quantity.

use super::candidate::{Candidate, Form, NONE, pieces};
use super::reading::{Question, Reading};
use super::row::Row;
use crate::extract::Kind;
use crate::lexicon::Lexicon;

/// How many pieces before and behind a mention its verb is looked for.
const VERB_BEFORE: usize = 14;
const VERB_BEHIND: usize = 16;

/// The verb that tells a mention, as its kind's lists have it: of speech, of holding, of giving. The nearest in the clause before the mention
/// or behind it; that there is none else.
pub(super) fn verb(reading: &Reading<'_>, question: &Question) -> Candidate {
    let row = reading.row(question.sentence);
    let kind = reading.facts[question.fact].kind();
    let tells = |at: &usize| tells(reading, kind, row, *at);
    // 李明表示，“…”; “…，”李明说: across one mark.
    let clause = |at: usize| {
        at.checked_sub(1).map_or(0, |at| row.clause(at - usize::from(row[at].sort.ends_clause() && at > 0)).start)
    };
    let before = (clause(question.at).max(question.at.saturating_sub(VERB_BEFORE))..question.at).rev().find(tells);
    let first = question.last + 1;
    let first = first + usize::from(row.get(first).is_some_and(|p| p.sort.ends_clause()));
    let end = if first < row.len() { row.clause(first).end.min(first + VERB_BEHIND) } else { first };
    let behind = (first..end).find(tells);
    let nearest = match (before, behind) {
        (Some(before), Some(behind)) if behind - question.last < question.at - before => Some(behind),
        (before, behind) => before.or(behind),
    };
    nearest.map_or(NONE, |at| pieces(row, question.sentence, at, at, Form::Word))
}

/// Whether a piece is a verb that tells mentions of a kind.
pub(super) fn tells(reading: &Reading<'_>, kind: Kind, row: &Row, at: usize) -> bool {
    let piece = &row[at];
    if piece.fact.is_some() || piece.sort.ends_clause() {
        return false;
    }
    let words = Lexicon::shared();
    let text = reading.article.slice(piece.span);
    let lists = match kind {
        Kind::Quote => [&words.speech_verbs, &words.speech_verbs],
        Kind::Honor => [&words.honor_verbs, &words.honor_giving_verbs],
        _ => [&words.host_verbs, &words.event_verbs],
    };
    lists.iter().any(|list| list.contains(text) || piece.sort.is_verb() && list.longest_suffix(text).is_some())
}
