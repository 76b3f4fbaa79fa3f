//! Holidays and the days off around them: 春节, 国庆假期前3天, “五一”小长假.

use super::expression::{Field, Leave};
use super::reader::Reader;
use super::token::words;

impl Reader<'_> {
    /// 春节, 国庆假期前3天, “五一”小长假.
    pub(super) fn holiday(&mut self) -> bool {
        let mut c = self.c;
        if c.eat_any(&["这个", "這個", "今年的"]).is_some() && self.point.year.is_none() {
            if c.eat_any(&["假期", "小长假", "长假"]).is_some() {
                self.point.field = Field::Vague;
                self.c = c;
                return true;
            }
        } else {
            c = self.c;
        }
        let next = c.eat_any(&["下一个", "下一個"]).is_some();
        let Some(value) = c.eat_listed(&words().time_holidays) else { return false };
        let (rule, weak) = match value.strip_suffix(" weak") {
            Some(rule) => (rule, true),
            None => (value, false),
        };
        let mut leave = Leave::Day;
        let mut shown = !weak || self.point.year.is_some() || self.lone || next;
        let portions = &words().time_portions;
        if c.eat_as(portions, "leave").is_some() {
            (leave, shown) = (Leave::Holidays, true);
        } else if c.eat_as(portions, "eve").is_some() {
            (leave, shown) = (Leave::Eve, true);
        } else if c.eat_as(portions, "that-day").is_some() || c.sees("期间") || c.sees("节日") {
            shown = true;
        }
        if !shown {
            return false;
        }
        let mut days = None;
        if leave == Leave::Holidays {
            let mut first = c;
            if first.eat("前") || first.eat("头") {
                days = first.integer().map(|n| n.value).filter(|_| first.eat("天") || first.eat("日"));
            } else if first.eat_any(&["首日", "第一天"]).is_some() {
                days = Some(1);
            }
            if days.is_some() {
                c = first;
            }
        }
        // 李国庆 is a man, 迎国庆 a feast.
        let named = self.c.behind().is_some_and(|b| {
            !"于和从过至向及国年度".contains(b) && words().surnames.contains(b.encode_utf8(&mut [0; 4]))
        });
        if named
            && self.c.sees_any(&["国庆", "國慶"])
            && leave == Leave::Day
            && !c.behind().is_some_and(|b| "节節天日".contains(b))
        {
            return false;
        }
        // 法国国庆日 is not ours.
        let before = self.c.text.get(..self.c.at).unwrap_or_default();
        if self.c.sees_any(&["国庆", "國慶"])
            && words().countries.longest_suffix(before).is_some_and(|(name, _)| !name.starts_with('中'))
        {
            return false;
        }
        if leave == Leave::Day && c.is_refused("feast") {
            return false;
        }
        self.point.field = Field::Holiday(rule, leave, days);
        self.c = c;
        true
    }
}
