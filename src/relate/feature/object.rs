//! What describes a noun phrase that may be what is counted.

use super::{Asked, Rule, pair, steps};
use crate::relate::Slot;
use crate::relate::candidate::Candidate;
use crate::relate::model::{Features, t};

impl Asked<'_> {
    pub(super) fn describe_object(&self, c: &Candidate, f: &mut impl Features) {
        let here = c.sentence == self.question.sentence;
        let row = self.reading.row(c.sentence);
        let head = &row[c.last];
        let form = c.form.number();
        let rule = Rule::agrees(self.rule.said(Slot::Object), c.span.map_or("", |s| self.reading.article.slice(s)));
        f.add(t!("rule"), rule, form);
        f.add(t!("rule kind"), rule, self.kind);
        f.add(t!("rule action"), rule, self.action_side);
        f.add(t!("head kind"), head.word, self.kind);
        f.add(t!("head unit"), head.word, self.unit);
        f.add(t!("last unit"), head.last, self.unit);
        f.add(t!("unit form"), self.unit, form);
        f.add(t!("action last"), self.action_word, head.last);
        f.add(t!("action side form"), pair(self.action_side, form), self.kind);
        if !here {
            f.add(
                t!("earlier"),
                (self.question.sentence - c.sentence).min(3) as u32,
                pair(self.kind, c.back.min(1) as u32),
            );
            f.add(t!("earlier opens"), u32::from(c.first == 0), 0);
            return;
        }
        self.describe_near(c, form, f);
    }

    /// A noun phrase of the quantity's own sentence.
    fn describe_near(&self, c: &Candidate, form: u32, f: &mut impl Features) {
        let (side, between) = self.between(c);
        let clauses = self.clauses(c);
        let far = side * 16 + steps(between.len);
        f.add(t!("far form"), far, form);
        f.add(t!("far kind"), far, self.kind);
        f.add(t!("far unit"), far, self.unit);
        f.add(t!("clauses form"), clauses, form);
        f.add(t!("clauses kind"), clauses, pair(self.kind, form));
        f.add(t!("shape form"), between.shape, pair(side, form));
        f.add(t!("shape kind"), between.shape, pair(side, self.kind));
        f.add(t!("verbs between"), pair(side, between.verbs.min(4) as u32), pair(form, clauses));
        f.add(t!("quantities between"), pair(side, between.quantities.min(3) as u32), pair(form, clauses));
        f.add(t!("nouns between"), pair(side, between.nouns.min(4) as u32), pair(form, clauses));
        f.add(t!("lists between"), pair(side, between.lists.min(2) as u32), pair(form, clauses));
        f.add(t!("behind word form"), self.behind[0], pair(form, far));
        f.add(t!("before sort form"), self.sorts[0], pair(form, far));
        f.add(t!("behind sort form"), self.sorts[2], pair(form, far));
        f.add(t!("sorts form"), pair(self.sorts[0], self.sorts[2]), pair(form, far));
        f.add(t!("rank form"), pair(self.rank, self.nth), pair(form, far));
        if let Some(action) = self.decisions.of(Slot::Action).filter(|a| a.span.is_some()) {
            let place = if c.last < action.first {
                0
            } else if c.first > action.last {
                1
            } else {
                2
            };
            let touches = u32::from(c.last + 1 == action.first) + 2 * u32::from(action.last + 1 == c.first);
            let overlaps = action.span.zip(c.span).is_some_and(|(a, s)| a.overlaps(s));
            f.add(t!("action overlaps"), u32::from(overlaps), form);
            f.add(t!("action place"), pair(place, side), pair(self.action_side, form));
            f.add(t!("action touches"), pair(touches, side), pair(self.action_side, form));
            f.add(t!("action place far"), pair(place, side), pair(self.action_side, far));
        }
        if let Some(previous) = self.decisions.previous(Slot::Object).and_then(|p| p.span.zip(Some(p))) {
            let same = u32::from(c.span.is_some_and(|s| s.end == previous.0.end));
            f.add(t!("same as before"), same, pair(self.sorts[0], self.sorts[2]));
            f.add(t!("same since"), same, pair(self.since.apart, pair(self.since.verbs, self.sorts[2])));
        }
    }
}
