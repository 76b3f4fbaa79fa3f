//! What describes when, where and in which campaign it may have happened.

use super::{Asked, pair, word};
use crate::date::DateType;
use crate::extract::Record;
use crate::relate::Slot;
use crate::relate::candidate::Candidate;
use crate::relate::model::{Features, t};
use crate::relate::piece::Sort;

impl Asked<'_> {
    pub(super) fn describe_time(&self, slot: Slot, c: &Candidate, f: &mut impl Features) {
        self.describe_position(slot, c, f);
        let Some(fact) = c.fact.map(|f| &self.reading.facts[f as usize]) else { return self.describe_phrase(c, f) };
        let Record::Date(date) = &fact.record else { return };
        let sort = match date.class {
            DateType::Date => 0,
            DateType::Time => 1,
            DateType::Range => 2,
            DateType::Duration => 3,
            _ => 4,
        };
        let grain = date.grain.map_or(20, |g| g as u32);
        let here = u32::from(c.sentence == self.question.sentence);
        f.add(t!("date sort"), sort, here);
        f.add(t!("date sort kind"), sort, self.kind);
        f.add(t!("date grain"), pair(sort, grain), here);
        f.add(t!("date grain place"), pair(sort, grain), pair(here, u32::from(c.first == 0)));
        f.add(t!("date mod"), date.modifier.map_or(30, |m| m as u32), sort);
        f.add(t!("date first"), fact.text.chars().next().map_or(0, u32::from), here);
        f.add(t!("date last"), fact.text.chars().next_back().map_or(0, u32::from), here);
        // 较2005年, 比上年: what it is compared with.
        let row = self.reading.row(c.sentence);
        let prev = word(row, c.first.checked_sub(1));
        f.add(t!("date prev sort"), prev, sort);
        let inside = self.reading.facts.iter().skip(c.fact.map_or(0, |f| f as usize + 1)).take(3);
        f.add(
            t!("date next near"),
            u32::from(inside.filter(|n| n.sentence == fact.sentence).any(|n| matches!(n.record, Record::Date(_)))),
            here,
        );
        if let Some(previous) = self.decisions.previous(Slot::Time) {
            let same = u32::from(previous.fact == c.fact);
            f.add(t!("same as before"), same, pair(here, self.richness(Sort::Date)));
        }
        let grains = self.finer(c, grain);
        f.add(t!("finer"), grains, here);
    }

    /// A phrase of time or place that no mention is.
    fn describe_phrase(&self, c: &Candidate, f: &mut impl Features) {
        let row = self.reading.row(c.sentence);
        let (form, here) = (c.form.number(), u32::from(c.sentence == self.question.sentence));
        f.add(t!("phrase end"), row[c.last].word, pair(form, here));
        f.add(t!("phrase last"), row[c.last].last, pair(form, here));
        f.add(t!("phrase first sort"), row[c.first].sort as u32, pair(form, here));
        f.add(t!("phrase size"), (c.last - c.first).min(6) as u32, pair(form, here));
    }

    /// How many dates before the quantity in its sentence are of a finer grain.
    fn finer(&self, c: &Candidate, grain: u32) -> u32 {
        let finer = self.grains.iter().filter(|&&(fact, g)| fact.is_some() && fact != c.fact && g > grain);
        finer.count().min(2) as u32
    }

    /// A place or a campaign: where, or in whose course.
    pub(super) fn describe_setting(&self, slot: Slot, c: &Candidate, f: &mut impl Features) {
        self.describe_position(slot, c, f);
        let row = self.reading.row(c.sentence);
        let sorts = row[c.last].sort as u32;
        self.describe_entity(c, f, sorts);
        if c.fact.is_none() {
            self.describe_phrase(c, f);
        }
        if let Some(agent) = self.decisions.of(Slot::Agent) {
            let overlaps = agent.span.zip(c.span).map_or(0, |(a, s)| if a == s { 2 } else { u32::from(a.overlaps(s)) });
            f.add(t!("is agent"), overlaps, sorts);
            f.add(t!("names agent"), u32::from(self.reading.is_same_entity(&agent, c)), sorts);
            let sort = agent.span.map_or(99, |_| self.reading.row(agent.sentence)[agent.last].sort as u32);
            f.add(t!("agent sort"), sort, pair(sorts, u32::from(c.sentence == self.question.sentence)));
        }
        // 在…举行, 于…开幕; “新”智汇行动。聚焦…: a short sentence that heads its paragraph.
        let sentence = &self.reading.article.sentences[c.sentence];
        let heads = c.first <= 1 && sentence.span.len() < 90;
        f.add(t!("run-in"), u32::from(heads), pair(sorts, c.back.min(1) as u32));
        if let Some(object) = self.decisions.of(Slot::Object).filter(|o| o.span.is_some()) {
            let before = object.span.zip(c.span).is_some_and(|(o, s)| o.start == s.end || o.overlaps(s));
            f.add(t!("before object"), u32::from(before), sorts);
        }
        let type_of = c.fact.map_or(0, |fact| match &self.reading.facts[fact as usize].record {
            Record::Campaign(c) => 51 + c.class as u32,
            Record::Event(e) => 81 + e.class as u32,
            _ => 0,
        });
        if slot == Slot::Campaign {
            let rivals = self.reading.initiatives().len().min(4) as u32;
            let (mentions, first) = self.reading.entity_of(c).map_or((0, 9), |e| self.reading.entity(e));
            let back = self.back(c, 3);
            let first = pair(first.min(3) as u32, rivals);
            f.add(t!("rivals"), rivals, pair(sorts, pair(back, 0)));
            f.add(t!("rivals mentions"), pair(mentions.min(4) as u32, rivals), back);
            f.add(t!("rivals first"), first, back);
            f.add(t!("rivals type"), pair(type_of, rivals), back);
            // A league's clubs, a project's pipes: what it is says what it has.
            f.add(t!("type unit"), type_of, self.unit);
            f.add(t!("type object"), type_of, self.object_last);
            f.add(t!("type action"), type_of, self.action_word);
            f.add(t!("type pointer"), pair(type_of, self.pointer), back);
        }
        // 大会期间, 会上, 活动现场: what the sentence calls it again.
        let again = self.nouns().contains(&row[c.last].last);
        let here = u32::from(c.sentence == self.question.sentence);
        f.add(t!("again"), u32::from(again), pair(sorts, here));
        let previous = if row[c.last].sort == Sort::Place {
            self.decisions.previous(Slot::Place)
        } else {
            self.decisions.previous(Slot::Campaign)
        };
        if let Some(previous) = previous {
            let entity = |f: Option<u32>| f.and_then(|f| self.reading.facts[f as usize].entity);
            let same = if previous.fact == c.fact {
                2
            } else {
                u32::from(entity(previous.fact).is_some() && entity(previous.fact) == entity(c.fact))
            };
            f.add(t!("same as before"), same, pair(sorts, self.nth));
        }
        f.add(t!("setting type"), type_of, u32::from(c.sentence == self.question.sentence));
    }
}
