//! What describes a verb that the quantity may be an argument of.

use super::{Asked, Between, EDGE, Rule, opening, pair, sort, steps, word};
use crate::relate::candidate::Candidate;
use crate::relate::model::{Features, t};
use crate::relate::piece::{Sort, hash};
use crate::relate::slot::Slot;

impl Asked<'_> {
    pub(super) fn describe_action(&self, c: &Candidate, f: &mut impl Features) {
        let row = self.row;
        let text = c.span.map_or("", |s| self.reading.article.slice(s));
        let verb = hash(text);
        let head = &row[c.first];
        let tail = &row[c.last];
        let form = c.form.number();
        let (side, between) = self.between(c);
        let far = side * 16 + steps(between.len);
        let clauses = self.clauses(c);
        let (prev, next) = (c.first.checked_sub(1), Some(c.last + 1));
        let sorts = head.sort as u32;
        let rule = Rule::agrees(self.rule.said(Slot::Action), text);
        f.add(t!("rule"), rule, form);
        f.add(t!("rule kind"), rule, pair(self.kind, side));
        f.add(t!("verb"), verb, 0);
        f.add(t!("verb kind"), verb, self.kind);
        f.add(t!("verb side"), verb, side);
        f.add(t!("verb clauses"), verb, clauses);
        f.add(t!("verb first"), u32::from(text.chars().next().unwrap_or_default()), form);
        f.add(t!("verb last"), tail.last, form);
        f.add(t!("form sort"), form, sorts);
        f.add(t!("form far"), pair(form, sorts), far);
        f.add(t!("form clauses"), pair(form, sorts), clauses);
        f.add(t!("form kind side"), pair(form, sorts), pair(self.kind, side));
        f.add(t!("shape"), pair(side, form), between.shape);
        f.add(t!("shape sort"), pair(side, sorts), between.shape);
        f.add(t!("verbs between"), side * 8 + between.verbs.min(5) as u32, form);
        f.add(t!("verbs between clauses"), side * 8 + between.verbs.min(5) as u32, clauses);
        f.add(t!("quantities between"), side * 8 + between.quantities.min(3) as u32, clauses);
        f.add(t!("of between"), side * 8 + between.of.min(2) as u32, pair(between.verbs.min(3) as u32, clauses));
        f.add(t!("actors between"), side * 8 + between.actors.min(2) as u32, clauses);
        f.add(t!("lists between"), side * 8 + between.lists.min(2) as u32, clauses);
        f.add(t!("prepositions between"), side * 8 + between.prepositions.min(2) as u32, clauses);
        f.add(t!("nouns between"), side * 8 + between.nouns.min(4) as u32, clauses);
        f.add(t!("prev word"), word(row, prev), side);
        f.add(t!("next word"), word(row, next), side);
        f.add(t!("prev sort"), sort(row, prev), pair(form, side));
        f.add(t!("next sort"), sort(row, next), pair(form, side));
        f.add(t!("prev next sort"), pair(sort(row, prev), sort(row, next)), pair(sorts, side));
        f.add(t!("before far"), self.before[0], far);
        f.add(t!("behind far"), self.behind[0], far);
        f.add(t!("behind sort far"), self.sorts[2], far);
        f.add(t!("before sort far"), self.sorts[0], far);
        f.add(t!("around sort far"), pair(self.sorts[0], self.sorts[2]), far);
        f.add(
            t!("around sorts verbs"),
            pair(self.sorts[0], self.sorts[2]),
            pair(side * 8 + between.verbs.min(3) as u32, clauses),
        );
        f.add(t!("unit far"), self.unit, far);
        f.add(t!("unit clauses"), self.unit, pair(side * 8 + between.verbs.min(3) as u32, clauses));
        f.add(t!("kind far"), self.kind, far);
        f.add(t!("kind clauses"), self.kind, pair(side * 8 + between.verbs.min(3) as u32, clauses));
        f.add(t!("rank clauses"), pair(self.rank, self.nth), pair(clauses, side));
        self.describe_clause(c, (side, clauses), &between, f);
    }

    /// What stands around a verb in its clause, and whether it was the verb of the quantity before.
    fn describe_clause(&self, c: &Candidate, (side, clauses): (u32, u32), between: &Between, f: &mut impl Features) {
        let row = self.row;
        let (verb, sorts) = (hash(c.span.map_or("", |s| self.reading.article.slice(s))), row[c.first].sort as u32);
        // Whether the verb heads its clause, and is the last before the quantity in its own.
        let heads = c.first == 0 || row[c.first - 1].sort.ends_clause();
        f.add(t!("heads"), u32::from(heads), pair(side, clauses));
        let aspect = row.get(c.last + 1).is_some_and(|p| p.sort == Sort::Aspect);
        f.add(t!("aspect"), u32::from(aspect), pair(side, clauses));
        let adverb = c.first > 0 && row[c.first - 1].sort == Sort::Adverb;
        f.add(t!("adverb"), u32::from(adverb), pair(side, clauses));
        // 开展的…, 供水受影响村: what stands in a phrase before 的 and its noun.
        let attribute =
            row[c.last + 1..].iter().take(6).take_while(|p| !p.sort.ends_clause()).position(|p| p.sort == Sort::Of);
        f.add(t!("attribute"), attribute.map_or(9, |n| n as u32), side);
        let opened = row[..c.first]
            .iter()
            .rev()
            .take(10)
            .take_while(|p| !p.sort.ends_clause())
            .find(|p| p.sort == Sort::Preposition);
        f.add(t!("opened"), opened.map_or(EDGE, |p| p.word), pair(side, clauses));
        let rest = row.verbs(c.last + 1, row.clause(c.last).end).min(3) as u32;
        f.add(t!("verbs left"), rest, pair(side, clauses));
        f.add(t!("verb left"), verb, pair(rest, side));
        let own = row.clause(self.question.at);
        let behind = row.verbs(self.question.at + 1, own.end).min(2) as u32;
        f.add(t!("verb behind"), verb, pair(behind, side));
        f.add(t!("verb opening"), pair(opening(row, c.first), clauses), sorts);
        f.add(t!("verb unit"), verb, self.unit);
        if let Some(previous) =
            self.decisions.previous(Slot::Action).filter(|p| p.sentence == c.sentence && p.span.is_some())
        {
            let same = u32::from(previous.span == c.span);
            f.add(t!("same as before"), same, pair(self.sorts[0], clauses));
            f.add(t!("same since"), same, pair(self.since.apart, pair(self.since.verbs, self.sorts[0])));
            f.add(t!("same as before kind"), same, pair(self.kind, between.verbs.min(3) as u32));
        }
    }
}
