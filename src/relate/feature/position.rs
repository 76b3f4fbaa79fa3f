//! Where a mention or a phrase stands: in its sentence, how far back, beside what.

use super::{Asked, Since, pair, sort, steps, word};
use crate::article::Role;
use crate::relate::Slot;
use crate::relate::candidate::{Candidate, Form};
use crate::relate::model::{Features, t};
use crate::relate::piece::Sort;
use crate::relate::reading::Question;
use crate::relate::row::WINDOW;

impl Asked<'_> {
    /// Where a mention or phrase stands: in its sentence, how far back, beside what.
    pub(super) fn describe_position(&self, slot: Slot, c: &Candidate, f: &mut impl Features) {
        let here = c.sentence == self.question.sentence;
        let row = self.reading.row(c.sentence);
        let sorts = pair(row[c.last].sort as u32, c.form.number());
        let (prev, next) = (c.first.checked_sub(1), Some(c.last + 1));
        let place = if here {
            let (side, between) = self.between(c);
            let clauses = self.clauses(c);
            f.add(t!("far"), pair(side, steps(between.len)), sorts);
            f.add(t!("far kind"), pair(side, steps(between.len)), self.kind);
            f.add(t!("shape"), pair(side, between.shape), sorts);
            f.add(t!("verbs between"), pair(side, between.verbs.min(4) as u32), sorts);
            f.add(t!("quantities between"), pair(side, between.quantities.min(3) as u32), sorts);
            f.add(
                t!("breaks between"),
                pair(side, between.breaks.min(2) as u32),
                pair(sorts, between.commas.min(3) as u32),
            );
            f.add(t!("actors between"), pair(side, between.actors.min(3) as u32), pair(sorts, clauses));
            f.add(t!("dates between"), pair(side, between.dates.min(3) as u32), pair(sorts, clauses));
            f.add(t!("of between"), pair(side, between.of.min(2) as u32), pair(sorts, clauses));
            clauses
        } else {
            let sentences = (self.question.sentence.saturating_sub(c.sentence)).min(6) as u32;
            f.add(t!("sentences"), pair(sentences, c.back.min(3) as u32), sorts);
            // What stands in none before stands in one behind.
            20 + if sentences > 0 { sentences.min(2) } else { 20 } + 3 * c.back.min(2) as u32
        };
        let rule = self.rule.mentioned(slot);
        let by_rule = u32::from(c.fact.is_some() && rule == c.fact);
        let other_rule = u32::from(rule.is_some());
        f.add(t!("by rule"), pair(by_rule, other_rule), sorts);
        f.add(t!("by rule place"), pair(by_rule, other_rule), pair(sorts, place));
        f.add(t!("by rule kind"), pair(by_rule, other_rule), pair(sorts, self.kind));
        let frame = &self.reading.article.sentences;
        let opens_paragraph = c.sentence == 0 || frame[c.sentence - 1].paragraph != frame[c.sentence].paragraph;
        f.add(t!("opens paragraph"), u32::from(opens_paragraph), pair(place, pair(sorts, u32::from(c.first == 0))));
        f.add(t!("nearer"), self.nearer(c).min(4) as u32, pair(sorts, u32::from(here)));
        f.add(t!("place"), place, sorts);
        f.add(t!("place kind"), place, pair(sorts, self.kind));
        f.add(t!("place action side"), place, pair(sorts, self.action_side));
        f.add(t!("prev"), word(row, prev), pair(place, sorts));
        f.add(t!("next"), word(row, next), pair(place, sorts));
        f.add(t!("prev sort"), sort(row, prev), pair(place, sorts));
        f.add(t!("next sort"), sort(row, next), pair(place, sorts));
        f.add(t!("opens"), u32::from(c.first == 0), pair(place, sorts));
        let heads = c.first == 0 || row[c.first - 1].sort.ends_clause() || row[c.first - 1].sort == Sort::Date;
        f.add(t!("heads"), u32::from(heads), pair(place, sorts));
        let own = row[c.last].sort;
        let first = row.count(own, c.first.saturating_sub(WINDOW), c.first).min(3) as u32;
        f.add(t!("nth"), first, pair(place, sorts));
        let later = row.count(own, c.last + 1, c.last + 1 + WINDOW).min(2) as u32;
        f.add(t!("later"), later, pair(place, sorts));
        let title = self.reading.article.sentences[c.sentence].role == Role::Title;
        f.add(t!("heads paragraph"), u32::from(opens_paragraph && first == 0), pair(place, sorts));
        f.add(t!("opening nth"), pair(place, sorts), pair(self.opening, first));
        self.describe_context(slot, c, (place, sorts), f);
        f.add(t!("title"), u32::from(title), pair(place, sorts));
        f.add(t!("sentence"), c.sentence.min(2) as u32, pair(place, sorts));
        if here {
            self.describe_way_to_action(c, sorts, f);
        }
    }

    /// What the question has, beside the candidate's place and sort.
    fn describe_context(&self, slot: Slot, c: &Candidate, (place, sorts): (u32, u32), f: &mut impl Features) {
        let own = self.reading.row(c.sentence)[c.last].sort;
        f.add(t!("unit"), pair(place, sorts), self.unit);
        f.add(t!("object"), pair(place, sorts), self.object_last);
        f.add(t!("action"), pair(place, sorts), self.action_word);
        f.add(t!("adverb"), pair(place, sorts), self.adverb);
        f.add(t!("opening"), pair(place, sorts), self.opening);
        f.add(t!("pointer"), pair(place, sorts), self.pointer);
        f.add(t!("quoted"), pair(place, sorts), u32::from(self.quoted.is_some()));
        f.add(t!("offers"), pair(place, sorts), self.offers);
        let Since { apart, verbs, actors, dates } = self.since;
        f.add(t!("since"), pair(place, sorts), pair(apart, if own == Sort::Date { dates } else { actors }));
        if let Some(previous) = self.decisions.previous(slot) {
            let same = self.sameness(&previous, c);
            f.add(t!("same since"), same, pair(apart, pair(verbs, pair(actors, dates))));
            f.add(
                t!("same since sort"),
                same,
                pair(sorts, pair(apart, if own == Sort::Date { dates } else { actors })),
            );
            let given = u32::from(previous.span.is_some());
            f.add(t!("previous given"), pair(given, place), pair(sorts, apart));
        }
        // 万州区4例、渝中区1例: it stands as far from this quantity as the answer before from that one.
        let before = self.decisions.before.zip(self.decisions.previous(slot));
        let parallel = before.map_or(3, |(before, previous)| {
            let far = |question: &Question, c: &Candidate| c.last.wrapping_sub(question.at);
            let together = previous.sentence == before.sentence && c.sentence == self.question.sentence;
            if previous.span.is_none() || !together {
                2
            } else {
                u32::from(far(&before, &previous) == far(&self.question, c))
            }
        });
        f.add(t!("parallel"), parallel, pair(sorts, apart));
        f.add(t!("parallel sorts"), parallel, pair(apart, pair(self.sorts[0], self.sorts[1])));
        if let Some((held, ago)) = self.decisions.held(slot) {
            let same = self.sameness(&held, c);
            let ago = u32::from(ago.min(4));
            f.add(t!("held"), same, pair(sorts, pair(ago, apart)));
            f.add(t!("held place"), same, pair(sorts, pair(ago.min(2), place)));
            f.add(t!("held opening"), same, pair(ago.min(2), pair(apart, self.opening)));
        }
    }

    /// Whether two candidates are the same mention, or mentions of one entity.
    pub(super) fn sameness(&self, a: &Candidate, b: &Candidate) -> u32 {
        if a.span == b.span { 2 } else { u32::from(self.reading.is_same(a, b)) }
    }

    /// What stands between a candidate of the quantity's sentence and the verb.
    fn describe_way_to_action(&self, c: &Candidate, sorts: u32, f: &mut impl Features) {
        let row = self.row;
        if let Some(action) = self.decisions.of(Slot::Action).filter(|a| a.span.is_some()) {
            let side = u32::from(c.first > action.last);
            let (from, to) = if side == 0 { (c.last + 1, action.first) } else { (action.last + 1, c.first) };
            let (verbs, commas) = (row.verbs(from, to), row.count(Sort::Comma, from, to));
            f.add(t!("to action"), pair(side, steps(to.saturating_sub(from))), sorts);
            f.add(t!("to action verbs"), pair(side, verbs.min(3) as u32), pair(sorts, commas.min(2) as u32));
            f.add(t!("to action same"), u32::from(row[c.last].clause == row[action.first].clause), pair(side, sorts));
        }
    }

    /// How many pieces of a candidate's sort stand between it and the quantity, in its sentence or later ones; four are many.
    pub(super) fn nearer(&self, c: &Candidate) -> usize {
        if c.form == Form::Held {
            return 4;
        }
        let sort = self.reading.row(c.sentence)[c.last].sort;
        let mut found = 0;
        for sentence in (c.sentence..=self.question.sentence).rev() {
            let row = self.reading.row(sentence);
            let end = if sentence == self.question.sentence { self.question.at } else { row.len() };
            let start = if sentence == c.sentence { c.last + 1 } else { 0 };
            found += row.count(sort, start.max(end.saturating_sub(WINDOW)), end);
            if found >= 4 {
                break;
            }
        }
        found
    }

    /// How many pieces of a sort the quantity's sentence has before it.
    pub(super) fn richness(&self, sort: Sort) -> u32 {
        let at = self.question.at;
        self.row.count(sort, at.saturating_sub(WINDOW), at).min(2) as u32
    }
}
