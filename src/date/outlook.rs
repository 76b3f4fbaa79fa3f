//! What a clause says of its date: still to come, over, or set down for a day that may lie on either side of publication.

use super::expression::{Bound, Expression};
use super::token::words;

/// How a month or day without a year is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outlook {
    /// 将, 拟, 有效期至: the next one.
    Coming,
    /// 已, 曾, 发生: the last one.
    Past,
    /// 上映, 开幕, 公示时间: the nearest one.
    Scheduled,
    /// The clause does not say: the nearest one, but only a near one if it is still to come.
    Open,
}

/// The text before and behind an expression.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clause<'a> {
    before: &'a str,
    after: &'a str,
    /// 截至X: a deadline where an act stands before it.
    until: bool,
    /// 最迟X: a deadline wherever it stands.
    deadline: bool,
    /// X以来 has begun.
    begun: bool,
}

/// How far a clause's cues are looked for, in characters.
const CLAUSE: usize = 40;

fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '！' | '？' | '：' | '\n' | ',' | ';')
}

/// The first cue of each sort in a clause, as the bytes before it.
#[derive(Default)]
struct Cues {
    coming: Option<usize>,
    past: Option<usize>,
    done: Option<usize>,
    scheduled: Option<usize>,
}

impl Cues {
    /// Those of a clause that goes on to the first stop.
    fn of(text: &str) -> Self {
        let cues = &words().time_cues;
        let mut found = Self::default();
        let mut at = 0;
        for _ in 0..CLAUSE {
            let rest = text.get(at..).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let Some((word, value)) = cues.longest_prefix(rest) else {
                if is_stop(c) {
                    break;
                }
                at += c.len_utf8();
                continue;
            };
            match value {
                "coming" => found.coming = found.coming.or(Some(at)),
                "past" => found.past = found.past.or(Some(at)),
                "done" => found.done = found.done.or(Some(at)),
                "scheduled" => found.scheduled = found.scheduled.or(Some(at)),
                _ => {}
            }
            if word.ends_with(is_stop) {
                break;
            }
            at += word.len();
        }
        found
    }

    fn over(&self) -> Option<usize> {
        self.past.into_iter().chain(self.done).min()
    }
}

impl<'a> Clause<'a> {
    pub(super) fn around(text: &'a str, e: &Expression) -> Self {
        Self {
            before: text.get(..e.start).unwrap_or_default(),
            after: text.get(e.end..).unwrap_or_default(),
            until: e.bound == Bound::Until,
            begun: e.bound == Bound::Since,
            deadline: e.bound == Bound::Until && !text.get(e.start..).unwrap_or_default().starts_with('截'),
        }
    }

    /// What the clause says.
    pub(super) fn outlook(&self) -> Outlook {
        if self.begun {
            return Outlook::Past;
        }
        let (head, before) = self.before_here();
        let behind = Cues::of(self.after);
        let term = self.term();
        let announced = || words().time_cues.longest_suffix(head).is_some_and(|(_, value)| value == "coming");
        if before.coming.is_some() || behind.coming.is_some() || term == Some("coming") && before.past.is_none() {
            return Outlook::Coming;
        }
        if before.past.is_some() || behind.over().is_some() {
            return Outlook::Past;
        }
        // 气象台预测，16日至18日有明显降水.
        if announced() {
            return Outlook::Coming;
        }
        // 4月2日，他被砸伤: where nothing stands behind the date, the next clause tells.
        if let Some(next) = self.after.strip_prefix('，') {
            let next = Cues::of(next);
            match (next.coming, next.over()) {
                // 计划 may be a noun there: what is to come is the nearest of its name.
                (Some(coming), over) if over.is_none_or(|over| coming < over) => return Outlook::Scheduled,
                (_, Some(_)) => return Outlook::Past,
                _ if next.scheduled.is_some() => return Outlook::Scheduled,
                _ => {}
            }
        }
        if before.scheduled.is_some() || behind.scheduled.is_some() || term.is_some() {
            return Outlook::Scheduled;
        }
        Outlook::Open
    }

    /// The text before this clause without the stop between them, and the cues of the clause before the date.
    fn before_here(&self) -> (&'a str, Cues) {
        let mut from = self.before.len();
        for (at, c) in self.before.char_indices().rev().take(CLAUSE) {
            if is_stop(c) {
                break;
            }
            from = at;
        }
        let (head, own) = self.before.split_at(from);
        let head = if own.is_empty() { head.strip_suffix('，').unwrap_or_default() } else { "" };
        (head, Cues::of(own))
    }

    /// What the words right before the date say of a term: 报名截止时间为, 有效期至, 公示时间：.
    fn term(&self) -> Option<&'static str> {
        let joints = |c: char| c.is_whitespace() || "：:为是至到在于截止即起从自（(“".contains(c);
        let head = self.before.trim_end_matches(joints);
        if self.deadline {
            return Some("coming");
        }
        let (_, value) = words().time_terms.longest_suffix(head)?;
        let closed = self.until || self.before[head.len()..].contains(['至', '到', '止']);
        match value {
            "act" => closed.then_some("coming"),
            _ => Some(value),
        }
    }

    /// Whether 至 or 到 stands right before the date, so that it ends what an earlier one began.
    pub(super) fn ends_a_range(&self) -> bool {
        self.before.ends_with(['至', '到'])
    }
}
