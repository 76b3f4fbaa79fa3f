//! What describes who said or held it, when and where, beside what describes the like of a quantity.

use super::{Asked, EDGE, Rule, pair, steps};
use crate::extract::Record;
use crate::relate::candidate::Candidate;
use crate::relate::model::{Features, t};
use crate::relate::piece::hash;
use crate::relate::slot::Slot;
use crate::relate::telling;

pub(super) use telling::verb;

/// How far behind a candidate the verb may stand that tells of it.
const VERB_WITHIN: usize = 10;

/// What a mention that is no quantity is called by: a quote by its verb, all else by the last character of its name.
pub(super) fn title(record: &Record) -> Option<u32> {
    let last = |name: &str| name.chars().next_back().map_or(0, u32::from);
    match record {
        Record::Quote(quote) => Some(pair(quote.cue.as_deref().map_or(EDGE, hash), u32::from(quote.direct))),
        Record::Event(event) => Some(last(&event.name)),
        Record::Honor(honor) => Some(last(&honor.title)),
        Record::Campaign(campaign) => Some(last(campaign.head.as_deref().unwrap_or_default())),
        _ => None,
    }
}

impl Asked<'_> {
    pub(super) fn describe_role(&self, slot: Slot, c: &Candidate, f: &mut impl Features) {
        match slot {
            Slot::Held => self.describe_time(slot, c, f),
            Slot::Venue => self.describe_setting(slot, c, f),
            _ => self.describe_agent(slot, c, f),
        }
        let row = self.reading.row(c.sentence);
        let sorts = pair(row[c.last].sort as u32, c.form.number());
        let back = self.back(c, 2);
        let text = c.span.map_or("", |s| self.reading.article.slice(s));
        let rule = self.rule.mentioned(slot).map(|fact| &self.reading.facts[fact as usize]);
        let entity = self.reading.entity_of(c);
        let same = match (self.rule.said(slot), rule) {
            (Some(words), _) => Rule::agrees(Some(words), text),
            (_, Some(rule)) => 4 + u32::from(rule.entity.is_some() && rule.entity == entity || rule.text == text),
            _ => 0,
        };
        f.add(t!("rule"), same, sorts);
        f.add(t!("rule back"), same, pair(back, self.kind));
        f.add(t!("rule unit"), same, self.unit);
        // Who is told of within what others say.
        let said = c.span.and_then(|span| self.reading.quote_around(c.sentence, span)).is_some();
        f.add(t!("said"), u32::from(said), pair(sorts, back));
        f.add(t!("said quoted"), u32::from(said), pair(u32::from(self.quoted.is_some()), back));
        if !matches!(slot, Slot::Held | Slot::Venue) {
            self.describe_verb(c, (sorts, back), f);
        }
    }

    /// The verb behind a candidate that tells such mentions, and the pronoun before the mention's own.
    fn describe_verb(&self, c: &Candidate, (sorts, back): (u32, u32), f: &mut impl Features) {
        let row = self.reading.row(c.sentence);
        let kind = self.reading.facts[self.question.fact].kind();
        let end = row.clause(c.last).end.min(c.last + 1 + VERB_WITHIN);
        let verb = (c.last + 1..end).find(|&at| telling::tells(self.reading, kind, row, at));
        let far = verb.map_or(99, |verb| steps(verb - c.last));
        let word = verb.map_or(EDGE, |verb| row[verb].word);
        f.add(t!("tells"), far, pair(sorts, back));
        f.add(t!("tells word"), word, pair(sorts, back));
        let own = self.decisions.of(Slot::Action).filter(|own| own.span.is_some());
        let its = own.map_or(2, |own| u32::from(c.sentence == self.question.sentence && verb == Some(own.first)));
        f.add(t!("tells it"), its, pair(sorts, far));
        f.add(t!("tells it back"), its, pair(back, self.action_side));
        let nearer = self.nearer(c).min(3) as u32;
        f.add(t!("pronoun"), self.pronoun, pair(sorts, pair(back, nearer)));
        f.add(t!("pronoun sort"), u32::from(self.pronoun != EDGE), pair(sorts, pair(back, nearer)));
        let head = row[c.last].word;
        f.add(t!("head title"), head, self.kind);
        f.add(t!("sort nearer"), pair(sorts, nearer), pair(back, self.unit));
    }

    /// What speaks for nobody, no time, no place.
    pub(super) fn describe_no_role(&self, slot: Slot, f: &mut impl Features) {
        let given = u32::from(self.rule.said(slot).is_some()) + 2 * u32::from(self.rule.mentioned(slot).is_some());
        f.add(t!("none rule"), given, self.kind);
        f.add(t!("none rule unit"), given, self.unit);
        f.add(t!("none pronoun"), self.pronoun, self.kind);
        f.add(t!("none quoted kind"), u32::from(self.quoted.is_some()), self.kind);
        f.add(t!("none since kind"), self.since.apart, pair(self.kind, self.action_side));
    }

    /// The word before the mention's verb, in its clause, that points back: 他.
    pub(super) fn pronoun_before(&self, verb: &Candidate) -> u32 {
        let Some(first) = verb.span.map(|_| verb.first) else { return EDGE };
        let clause = self.row.clause(first).start;
        let start = clause.max(first.saturating_sub(VERB_WITHIN));
        let points = self.row[start..first].iter().enumerate().rev();
        let behind = |at: usize| start + at > self.question.last || start + at < self.question.at;
        points.into_iter().find(|(at, p)| p.points && behind(*at)).map_or(EDGE, |(_, p)| p.word)
    }
}
