//! Times that have a name: 近年来, 目前, “十四五”期间, 党的十八大以来.

use super::expression::{Body, Bound};
use super::grammar::{Grammar, Read};
use super::token::{Cursor, chinese_numeral, words};

impl Grammar<'_> {
    /// 近年来, 目前.
    pub(super) fn vague(&self) -> Option<Read> {
        let mut c = self.c;
        let value = c.eat_listed(&words().time_vague)?;
        let ahead = self.c.text.get(..self.c.at).is_some_and(|t| COMING.iter().any(|w| t.ends_with(w)));
        let value = match value {
            "PAST_REF" if ahead => "FUTURE_REF",
            "PAST_REF" => "PAST_REF",
            "PRESENT_REF" => "PRESENT_REF",
            _ => "FUTURE_REF",
        };
        let _ = value == "PAST_REF" && c.eat("以来");
        Some(Read { body: Body::Vague(value), bound: Bound::None, approx: false, end: c.at, rule: "date/vague" })
    }

    /// “十四五”期间, 十三五末.
    pub(super) fn plan(&self) -> Option<Read> {
        let mut c = self.c;
        if !c.peek().is_some_and(|first| chinese_numeral(first) || matches!(first, '“' | '"' | '「' | '‘' | '『'))
        {
            return None;
        }
        let quoted = c.eat_any(&["“", "\"", "「", "‘", "『"]).is_some();
        let number = plan_number(&mut c)?;
        if quoted && c.eat_any(&["”", "\"", "」", "’", "』"]).is_none() {
            return None;
        }
        let bound = match c.eat_any(&[
            "期间",
            "時期",
            "时期",
            "期間",
            "以来",
            "五年",
            "初期",
            "末期",
            "末",
            "初",
            "收官之年",
            "开局之年",
        ]) {
            Some("以来") => Bound::Since,
            Some("期间" | "期間" | "时期" | "時期" | "五年") => Bound::During,
            Some(_) => Bound::None,
            None => return None,
        };
        Some(Read { body: Body::Plan(number), bound, approx: false, end: c.at, rule: "date/plan" })
    }

    /// 党的十八大以来, 抗战期间.
    pub(super) fn era(&self) -> Option<Read> {
        let mut c = self.c;
        let days = c.eat_listed(&words().time_eras)?;
        let bound = match c
            .eat_any(&["以来", "以來", "以后", "之后", "期间", "时期", "以前", "之前", "前夕", "至今", "后", "前"])
        {
            Some("以来" | "以來" | "至今") => Bound::Since,
            Some("以后" | "之后" | "后") => Bound::After,
            Some("期间" | "时期") => Bound::During,
            // 改革开放|前沿.
            Some("前") if (Cursor { at: c.at - "前".len(), ..c }).sees_listed(&words().time_not_suffixes) => {
                return None;
            }
            Some(_) => Bound::Before,
            None => return None,
        };
        Some(Read { body: Body::Era(days), bound, approx: false, end: c.at, rule: "date/era" })
    }
}

/// Words that turn 近日 to the future.
const COMING: [&str; 7] = ["将于", "将在", "拟于", "计划于", "计划在", "有望于", "有望在"];
/// 一五 to 二十五, the numbers of five-year plans.
fn plan_number(c: &mut Cursor<'_>) -> Option<i16> {
    const PLANS: [(&str, i16); 16] = [
        ("十一五", 11),
        ("十二五", 12),
        ("十三五", 13),
        ("十四五", 14),
        ("十五五", 15),
        ("十六五", 16),
        ("十七五", 17),
        ("一五", 1),
        ("二五", 2),
        ("三五", 3),
        ("四五", 4),
        ("五五", 5),
        ("六五", 6),
        ("七五", 7),
        ("八五", 8),
        ("九五", 9),
    ];
    if let Some((_, n)) = PLANS.iter().find(|(word, _)| c.eat(word)) {
        return Some(*n);
    }
    c.eat("十五").then_some(10)
}
