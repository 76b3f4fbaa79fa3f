//! What speaks for a way in which a quantity moves.

use super::{Asked, pair, word};
use crate::relate::Slot;
use crate::relate::candidate::Candidate;
use crate::relate::model::{Features, t};
use crate::relate::piece::Sort;

impl Asked<'_> {
    pub(super) fn describe_change(&self, c: &Candidate, f: &mut impl Features) {
        let row = self.row;
        let change = c.form.number();
        let at = self.question.at;
        let own = row[at].clause;
        f.add(t!("change"), change, self.kind);
        f.add(t!("by rule"), change, pair(self.change, self.kind));
        f.add(t!("by rule only"), change, self.change);
        f.add(t!("action"), change, self.action_word);
        f.add(t!("action kind"), change, pair(self.action_word, self.kind));
        if let Some(span) = self.decisions.of(Slot::Action).and_then(|a| a.span) {
            let text = self.reading.article.slice(span);
            f.add(t!("action first"), change, text.chars().next().map_or(0, u32::from));
            f.add(t!("action last"), change, text.chars().next_back().map_or(0, u32::from));
            if let Some(action) = self.decisions.of(Slot::Action) {
                f.add(t!("action prev"), change, word(row, action.first.checked_sub(1)));
                f.add(t!("action prev2"), change, word(row, action.first.checked_sub(2)));
            }
        }
        f.add(t!("object last"), change, self.object_last);
        if let Some(object) = self.decisions.of(Slot::Object).filter(|o| o.span.is_some()) {
            let first = object.span.and_then(|s| self.reading.article.slice(s).chars().next());
            f.add(t!("object first char"), change, first.map_or(0, u32::from));
        }
        f.add(t!("unit"), change, self.unit);
        let previous = self.decisions.previous(Slot::Change).map_or(9, |c| c.form.number());
        let same = |slot| {
            let (own, before) = (self.decisions.of(slot), self.decisions.previous(slot));
            own.zip(before).map_or(2, |(a, b)| u32::from(a.span == b.span))
        };
        f.add(t!("previous"), change, pair(previous, self.since.apart));
        f.add(t!("previous since"), change, pair(previous, pair(self.since.apart, self.since.verbs)));
        f.add(t!("previous action"), change, pair(previous, pair(same(Slot::Action), self.since.apart)));
        f.add(t!("previous object"), change, pair(previous, pair(same(Slot::Object), self.since.apart)));
        f.add(t!("adverb"), change, self.adverb);
        for n in 0..2 {
            f.add(t!("before"), change, pair(self.before[n], n as u32));
            f.add(t!("behind"), change, pair(self.behind[n], n as u32));
        }
        for piece in row[..at].iter().rev().take(8).take_while(|p| p.clause == own) {
            f.add(t!("in clause"), change, piece.word);
        }
        // 出现9.1%的同比下降: what the quantity is said of.
        let of = row[at + 1..].iter().take(5).take_while(|p| p.clause == own);
        for piece in of.skip_while(|p| p.sort != Sort::Of).skip(1) {
            f.add(t!("of"), change, piece.word);
        }
        let text = self.reading.article.slice(crate::span::Span::new(row[0].span.start, row[at].span.start));
        f.add(t!("character"), change, text.chars().next_back().map_or(0, u32::from));
        f.add(t!("opening"), change, self.reading.facts[self.question.fact].text.chars().next().map_or(0, u32::from));
    }
}
