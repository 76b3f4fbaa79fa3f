//! Phrases that say when or where though no date or name does: 事故发生后, 本赛季, 某电商平台上, 灾区; and several dates or places in a row.

use std::ops::Range;

use super::candidate::{Candidate, Form, pieces};
use super::piece::{Piece, Setting, Sort};
use super::reading::{Question, Reading};
use super::row::WINDOW;

/// How many phrases of its sentence may be an answer, and how many of earlier ones in its paragraph.
const HERE: usize = 8;
const EARLIER: usize = 3;
/// How many sentences back.
const BACK: usize = 4;
/// How far behind a quantity a phrase of its clause may stand.
const BEHIND: usize = 12;
/// How many pieces the longest has.
const LONGEST: usize = 9;

/// Phrases of time: from the beginning of their clause or the last words of it, and dates in a row.
pub(super) fn times(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    let near = question.at.saturating_sub(WINDOW)..reading.row(question.sentence).len().min(question.last + BEHIND);
    several(reading, question, Sort::Date, near, out);
    let ends = ends(reading, question, Setting::Time);
    for (sentence, end, back) in ends {
        let row = reading.row(sentence);
        let clause = row.clause(end).start.max(end.saturating_sub(WINDOW));
        let loose = |p: &&Piece| {
            matches!(
                p.sort,
                Sort::Preposition | Sort::Conjunction | Sort::Particle | Sort::Open | Sort::Close | Sort::Other
            )
        };
        let first = clause + row[clause..end].iter().take_while(loose).count();
        let mut add = |first: usize, form: Form| {
            let own = sentence == question.sentence && (first..=end).contains(&question.at);
            if end - first < LONGEST && !own {
                out.push(Candidate { back, ..pieces(row, sentence, first, end, form) });
            }
        };
        add(first, Form::Phrase);
        if sentence != question.sentence {
            continue;
        }
        if end > first && row[end].sort != Sort::Locality {
            add(end, Form::Word);
        }
        if end > first + 1 {
            add(end - 1, Form::Tail);
        }
        // 今年世界杯|期间: without the date before it.
        let dated = row[first..end].iter().take_while(|p| p.sort == Sort::Date).count();
        if dated > 0 && first + dated < end - 1 {
            add(first + dated, Form::Part);
        }
    }
}

/// Phrases of place: noun phrases that end so, what stands behind 在 and the like, and places in a row.
pub(super) fn places(reading: &Reading<'_>, question: &Question, out: &mut Vec<Candidate>) {
    for (sentence, end, back) in ends(reading, question, Setting::Place) {
        let row = reading.row(sentence);
        let first = begins(row, end);
        let mut add = |first: usize, form: Form| {
            out.push(Candidate { back, ..pieces(row, sentence, first, end, form) });
        };
        let of = (first..end).rev().find(|&i| row[i].sort == Sort::Of);
        if end > first || row[end].sort != Sort::Locality {
            add(first, Form::Phrase);
        }
        if sentence == question.sentence
            && let Some(of) = of.filter(|&of| of + 1 < end)
        {
            add(of + 1, Form::Part);
        }
    }
    let row = reading.row(question.sentence);
    let near = question.at.saturating_sub(WINDOW)..row.len().min(question.last + BEHIND);
    let governs = |&i: &usize| {
        row[i].sort == Sort::Preposition
            && reading.article.slice(row[i].span).ends_with(['在', '于', '到', '至', '从', '往'])
    };
    let governed = if row.count(Sort::Preposition, near.start, near.end) > 0 { near.clone() } else { 0..0 };
    for at in governed.filter(governs).take(HERE) {
        let end = at + 1 + row[at + 1..].iter().take(LONGEST).take_while(|p| p.sort.is_phrasal()).count();
        let holds = (at + 1..end).contains(&question.at);
        if end > at + 2 && !holds && row[end - 1].ends.is_none() {
            out.push(pieces(row, question.sentence, at + 1, end - 1, Form::Run));
        } else if end > at + 2 && !holds && row[end - 1].sort == Sort::Locality {
            // 某电商平台|上.
            out.push(pieces(row, question.sentence, at + 1, end - 2, Form::Tail));
        }
    }
    several(reading, question, Sort::Place, near, out);
}

/// 北京、武汉、广州: in all of them; 南宁至广州: between two; 2021年和2022年: in both.
fn several(reading: &Reading<'_>, question: &Question, sort: Sort, near: Range<usize>, out: &mut Vec<Candidate>) {
    let row = reading.row(question.sentence);
    let joins = |piece: &Piece| {
        matches!(piece.sort, Sort::ListMark | Sort::And)
            || piece.fact.is_none() && matches!(reading.article.slice(piece.span), "至" | "到" | "—" | "－" | "-")
    };
    let mut behind = near.start;
    for &at in row.named(near.start, near.end).iter().filter(|&&at| row[at].sort == sort) {
        if at < behind {
            continue;
        }
        let mut end = at;
        while end + 2 < near.end && row[end + 2].sort == sort && joins(&row[end + 1]) {
            end += 2;
        }
        if end > at {
            out.push(pieces(row, question.sentence, at, end, Form::Pair));
        }
        behind = end + 1;
    }
}

/// Where the noun phrase that ends at a piece begins; it may hold a quotation, “远望”号船上.
fn begins(row: &[Piece], end: usize) -> usize {
    let inner = |p: &&Piece| p.sort.is_phrasal() && p.sort != Sort::Locality;
    let run = |end: usize| end - row[..end].iter().rev().take(LONGEST).take_while(inner).count();
    let mut first = run(end);
    if let Some(close) = first.checked_sub(1).filter(|&at| row[at].sort == Sort::Close) {
        let mut quoted = row[..close].iter().rev().take(LONGEST).take_while(|p| !p.sort.ends_clause());
        if let Some(inside) = quoted.position(|p| p.sort == Sort::Open) {
            first = run(close - 1 - inside);
        }
    }
    while first < end && row[first].sort == Sort::Of {
        first += 1;
    }
    first
}

/// Where phrases of a setting end, with how many paragraphs they stand back: those of the quantity's sentence that are nearest to it, and the
/// first of each sentence before it in its paragraph.
fn ends(reading: &Reading<'_>, question: &Question, setting: Setting) -> Vec<(usize, usize, usize)> {
    let row = reading.row(question.sentence);
    let own = row.settings(question.at.saturating_sub(WINDOW), question.last + BEHIND);
    let wanted = |row: &[Piece], at: usize| row[at].ends == Some(setting);
    let mut ends: Vec<_> =
        own.iter().rev().filter(|&&at| wanted(row, at)).take(HERE).map(|&at| (question.sentence, at, 0)).collect();
    let mut room = EARLIER;
    for (sentence, back) in reading.earlier(question.sentence).take(BACK).take_while(|&(_, back)| back == 0) {
        let row = reading.row(sentence);
        let found = row.settings(0, WINDOW).iter().filter(|&&at| wanted(row, at)).take(room.min(2));
        let before = ends.len();
        ends.extend(found.map(|&at| (sentence, at, back)));
        room -= ends.len() - before;
    }
    ends
}
