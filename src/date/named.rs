//! Times that have a name: 近年来, 目前, “十四五”期间, 党的十八大以来.

use super::expression::{Body, Bound};
use super::grammar::{Grammar, Read};
use super::token::{Cursor, chinese_numeral, words};

impl Grammar<'_> {
    /// 近年来, 目前.
    pub(super) fn vague(&self) -> Option<Read> {
        let mut c = self.c;
        let value = c.eat_listed(&words().time_vague)?;
        let value = match value {
            "PAST_REF" if self.c.led_by("ahead").is_some() => "FUTURE_REF",
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
        let bound = match c.eat_as(&words().time_bounds, "plan")?.1 {
            "since" => Bound::Since,
            "during" => Bound::During,
            _ => Bound::None,
        };
        Some(Read { body: Body::Plan(number), bound, approx: false, end: c.at, rule: "date/plan" })
    }

    /// 党的十八大以来, 抗战期间.
    pub(super) fn era(&self) -> Option<Read> {
        let mut c = self.c;
        let days = c.eat_listed(&words().time_eras)?;
        let from = c;
        let bound = match c.eat_as(&words().time_bounds, "era")? {
            // 改革开放|前沿.
            ("前", _) if from.sees_listed(&words().time_not_suffixes) => return None,
            (_, "since") => Bound::Since,
            (_, "after") => Bound::After,
            (_, "during") => Bound::During,
            _ => Bound::Before,
        };
        Some(Read { body: Body::Era(days), bound, approx: false, end: c.at, rule: "date/era" })
    }
}

/// The number of a five-year plan: 一五, 十五, 十四五.
fn plan_number(c: &mut Cursor<'_>) -> Option<i16> {
    let mut at = *c;
    let tens = if at.eat("十") { 10 } else { 0 };
    let ones = at.peek().and_then(|digit| "一二三四五六七八九".chars().position(|n| n == digit));
    at.at += if ones.is_some() { "一".len() } else { 0 };
    match ones {
        Some(ones) if at.eat("五") && (tens == 0 || ones < LAST_PLAN) => {
            *c = at;
            Some(tens + 1 + ones as i16)
        }
        _ => c.eat("十五").then_some(10),
    }
}

/// 十七五 is far enough ahead.
const LAST_PLAN: usize = 7;
