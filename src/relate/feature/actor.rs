//! What describes who may have done it.

use super::{Asked, pair, steps};
use crate::extract::Record;
use crate::relate::Slot;
use crate::relate::candidate::Candidate;
use crate::relate::model::{Features, t};
use crate::relate::piece::Sort;

impl Asked<'_> {
    pub(super) fn describe_agent(&self, slot: Slot, c: &Candidate, f: &mut impl Features) {
        self.describe_position(slot, c, f);
        let row = self.reading.row(c.sentence);
        let head = &row[c.last];
        let sorts = pair(head.sort as u32, c.form.number());
        f.add(t!("sort unit"), sorts, self.unit);
        f.add(t!("sort action"), sorts, self.action_word);
        f.add(t!("sort change"), sorts, self.decisions.of(Slot::Change).map_or(9, |c| c.form.number()));
        f.add(t!("sort object"), sorts, self.object_last);
        // Who is the object is not the agent.
        if let Some(object) = self.decisions.of(Slot::Object) {
            let overlaps =
                object.span.zip(c.span).map_or(0, |(o, s)| if o == s { 2 } else { u32::from(o.overlaps(s)) });
            f.add(t!("is object"), overlaps, sorts);
            let starts = object.span.zip(c.span).is_some_and(|(o, s)| o.start == s.end || o.start == s.start);
            f.add(t!("before object"), u32::from(starts), sorts);
        }
        self.describe_entity(c, f, sorts);
        // The subject of the verb: it heads the clause that the verb stands in.
        if let Some(action) =
            self.decisions.of(Slot::Action).filter(|a| a.span.is_some() && c.sentence == self.question.sentence)
        {
            let heads = c.first == 0 || row[c.first - 1].sort.ends_clause() || row[c.first - 1].sort == Sort::Date;
            let clauses = row[action.first].clause.abs_diff(head.clause).min(4);
            let before = c.last < action.first;
            f.add(t!("subject"), pair(u32::from(heads), u32::from(before)), pair(sorts, u32::from(clauses)));
            let nouns = if before { row.counts(c.last + 1, action.first).nominal() } else { 0 };
            f.add(t!("nouns to action"), nouns.min(5) as u32, pair(sorts, u32::from(clauses)));
        }
        f.add(t!("head action"), head.last, self.action_word);
        f.add(t!("head unit"), head.last, self.unit);
        if let Some(previous) = self.decisions.previous(slot) {
            let same = u32::from(previous.span == c.span);
            f.add(t!("same as before"), same, pair(sorts, u32::from(previous.sentence == self.question.sentence)));
        }
    }

    /// How much the article speaks of a candidate, and what sort it is.
    pub(super) fn describe_entity(&self, c: &Candidate, f: &mut impl Features, sorts: u32) {
        let Some(fact) = c.fact.map(|f| &self.reading.facts[f as usize]) else { return };
        let sort = match &fact.record {
            Record::Organization(o) => 1 + o.class as u32,
            Record::Place(p) => 40 + p.level.map_or(0, |l| 1 + l as u32) + if p.acts { 20 } else { 0 },
            Record::Person(p) => 100 + p.roles.len().min(2) as u32,
            Record::Event(_) => 110,
            Record::Campaign(_) => 111,
            _ => 120,
        };
        f.add(t!("entity sort"), sort, self.kind);
        let Some(entity) = fact.entity else { return };
        let (mentions, first) = self.reading.entity(entity);
        f.add(t!("mentions"), steps(mentions), sorts);
        f.add(t!("named early"), u32::from(first <= 1), sorts);
        let main = u32::from(self.reading.is_main(fact.kind(), entity));
        let back = self.back(c, 2);
        f.add(t!("main"), main, pair(sorts, back));
        f.add(t!("main opening"), main, pair(pair(sorts, back), self.opening));
        let acted = u32::from(self.decisions.acted(entity).min(3));
        f.add(t!("acted"), acted, pair(sorts, back));
        // Which subject it is, counted from the nearest: the first is what the text goes on about.
        let turn = self.subjects.iter().flatten().position(|&(_, subject)| subject == Some(entity));
        let apart = turn.and_then(|turn| self.subjects[turn]).map_or(9, |(apart, _)| apart);
        let turn = turn.map_or(9, |turn| turn as u32);
        f.add(t!("turn"), turn, pair(sorts, apart));
        f.add(t!("turn back"), turn, pair(sorts, back));
        f.add(t!("turn opening"), turn, pair(pair(apart, back), self.opening));
        f.add(t!("turn action"), turn.min(2), pair(back, self.action_word));
        if let Some(speaker) = self.quoted {
            f.add(t!("speaks"), u32::from(speaker == Some(entity)), sorts);
        }
    }
}
