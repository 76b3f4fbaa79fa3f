//! Days in figures and in brackets: 2020-11-25, 2020/11/25, 今（9）日, 昨日（3月8日）.

use super::expression::{Field, Month, Point, Reference, Sub, Weekday, Year};
use super::month;
use super::reader::{Reader, eat_weekday, part_code};
use super::token::{Cursor, Int, Script, numeric, words};

impl Reader<'_> {
    /// 2020-11-25, 2020/11/25, 2020.11.25, 25/11/2020; 11-25 and 20201125 where they stand alone.
    pub(super) fn numeric_date(&mut self) -> bool {
        let mut c = self.c;
        let Some(first) = c.integer().filter(|n| n.script == Script::Arabic) else { return false };
        let digits = |n: Option<Int>| n.filter(|n| n.script == Script::Arabic && n.len <= 2).map(|n| n.value);
        let separators = ["-", "/", ".", "．", "·", "－"];
        let (year, month, day);
        match first.len {
            4 if (1000..2200).contains(&first.value) => {
                let separator = c.eat_any(&separators);
                let blank = separator.is_none() && self.lone && c.eat(" ");
                if separator.is_none() && !blank {
                    return false;
                }
                let Some(m) = digits(c.integer()) else { return false };
                let mut d = c;
                let again = d.eat_any(&separators).is_some() || blank && d.eat(" ");
                let number = if again { digits(d.integer()) } else { None };
                match number {
                    Some(n) => {
                        c = d;
                        day = Some(n);
                    }
                    None if self.lone && separator == Some("-") && c.peek().is_none() => day = None,
                    None => return false,
                }
                (year, month) = (Some(Year::Stated(first.value as i16)), m);
            }
            8 if (1900..2100).contains(&(first.value / 10_000)) && (self.lone || self.plain_digits(&c)) => {
                year = Some(Year::Stated((first.value / 10_000) as i16));
                month = first.value / 100 % 100;
                day = Some(first.value % 100);
            }
            1 | 2 => {
                let Some(separator) = c.eat_any(&separators) else { return false };
                let padded = first.len == 2 && first.value < 10 || c.sees("0");
                let Some(second) = digits(c.integer()) else { return false };
                let mut d = c;
                let third = if d.eat(separator) { d.integer().filter(|n| n.script == Script::Arabic) } else { None };
                let third = third.and_then(|n| match n.len {
                    4 if (1900..2100).contains(&n.value) => Some(Year::Stated(n.value as i16)),
                    // 05/05/89: padded, so that it is no row of numbers (35/36/37).
                    2 if separator == "/" && padded => Some(Year::Short(n.value as i16)),
                    _ => None,
                });
                if let Some(y) = third {
                    c = d;
                    // As written in Hong Kong: the day first.
                    (year, month, day) = (Some(y), second, Some(first.value));
                } else {
                    let _ = (separator == "/").then(|| c.eat_any(&["日", "号", "號"]));
                    let mut t = c;
                    t.blank();
                    let timed =
                        t.at > c.at && t.integer().is_some_and(|n| n.len <= 2) && t.sees_any(&["点", "时", ":", "："]);
                    let day_word = c.behind().is_some_and(|b| matches!(b, '日' | '号' | '號'));
                    if !(self.lone || timed && separator != "." || day_word) || c.sees_any(&["%", "％"]) {
                        return false;
                    }
                    (year, month, day) = (None, first.value, Some(second));
                }
            }
            _ => return false,
        }
        let valid = (1..=12).contains(&month) && day.is_none_or(|d| (1..=31).contains(&d));
        if !valid || c.peek().is_some_and(|n| n.is_ascii_digit()) {
            return false;
        }
        self.point.year = year;
        self.point.field = Field::Month(Month::Is(Reference::Stated(month)), day.map(|d| Sub::Day(d as i8)));
        let _ = c.eat("日");
        // 2020-11-25T16:25.
        let mut t = c;
        if t.eat("T") && t.integer().is_some() {
            c.eat("T");
        }
        self.c = c;
        true
    }

    /// Whether eight digits that end here stand for a day: 20240307批次, never a number of something.
    fn plain_digits(&self, end: &Cursor<'_>) -> bool {
        let behind = self.c.behind();
        let numbers = behind.is_some_and(|b| b.is_ascii_alphanumeric() || "号码话线机编第№#-_—:：.“＋+".contains(b));
        !numbers
            && !end.peek().is_some_and(|n| {
                numeric(n) || n.is_ascii_alphabetic() || "元人次号户股名件只吨块点%％.-—号字份条".contains(n)
            })
    }

    /// 今（9）日, 昨（3月8日）晚.
    pub(super) fn bracketed_day(&mut self) -> bool {
        let mut c = self.c;
        let Some(word) = c.eat_any(&["今", "昨", "明", "前"]) else { return false };
        if c.eat_any(&["（", "("]).is_none() {
            return false;
        }
        let mut inner = Reader { c, point: Point::default(), second: None, lone: false };
        if !month::month(&mut inner, false) && !inner.day_number(true) {
            return false;
        }
        c = inner.c;
        if c.eat_any(&["）", ")"]).is_none() {
            return false;
        }
        let part = c.eat_listed(&words().time_day_part_chars).map(part_code);
        if part.is_none() && c.eat_any(&["日", "天"]).is_none() && !c.sees_listed(&words().time_parts) {
            return false;
        }
        let distance = match word {
            "今" => 0,
            "昨" => -1,
            "前" => -2,
            _ => 1,
        };
        self.point.field = Field::Day(Reference::Publication(distance));
        self.point.apposed = Some(Box::new(inner.point));
        self.point.part = part;
        self.c = c;
        true
    }

    /// 昨日（3月8日）, 2月9日（星期三）, 8月当月.
    pub(super) fn appose(&mut self) {
        if self.point.apposed.is_some() || self.second.is_some() {
            return;
        }
        let monthly = matches!(self.point.field, Field::Month(_, None));
        if monthly && self.point.edge.is_none() && self.c.eat("当月") {
            return;
        }
        let daily = matches!(
            self.point.field,
            Field::Day(_)
                | Field::Holiday(..)
                | Field::Weekday(_)
                | Field::Week(_, Some(_))
                | Field::DayOfMonth(_)
                | Field::Month(_, Some(Sub::Day(_)))
        );
        if !daily {
            return;
        }
        let numbered = matches!(self.point.field, Field::Month(_, Some(Sub::Day(_))) | Field::DayOfMonth(_));
        let mut c = self.c;
        if numbered {
            // 8月3日星期一, 3月13日 星期三.
            let mut d = c;
            d.blank();
            if d.eat_week()
                && let Some(Weekday::Day(day)) = eat_weekday(&mut d)
                && !d.sees_any(&["报", "刊", "期"])
            {
                (self.point.weekday, self.c) = (Some(day), d);
                return;
            }
        }
        let bracket = c.eat_any(&["（", "("]).is_some();
        let comma = !bracket && c.eat_any(&["，", ", ", ","]).is_some();
        if !bracket && !comma {
            return;
        }
        c.blank();
        let mut inner = Reader { c, point: Point::default(), second: None, lone: false };
        let read = inner.date() || !numbered && bracket && inner.day_number(true);
        let weekday = match inner.point.field {
            Field::Weekday(day) => Some(day),
            _ => None,
        };
        let day = matches!(
            inner.point.field,
            Field::Month(_, Some(Sub::Day(_))) | Field::DayOfMonth(_) | Field::Day(_) | Field::Holiday(..)
        );
        let own_weekday = matches!(self.point.field, Field::Weekday(_));
        if !read
            || inner.second.is_some()
            || !(weekday.is_some() || day)
            || (comma && !(weekday.is_some() && numbered || own_weekday && day))
        {
            return;
        }
        c = inner.c;
        if bracket && c.eat_any(&["）", ")"]).is_none() {
            return;
        }
        // 8日，周三 may be two things in a list; taken as one only before a stop.
        if comma && !c.peek().is_none_or(|n| matches!(n, '，' | '。' | ',' | '、' | '）' | '；')) {
            return;
        }
        if weekday.is_some() {
            self.point.weekday = weekday.filter(|_| numbered);
        } else if !matches!(inner.point.field, Field::Holiday(..) | Field::Month(Month::Lunar(..), _)) {
            self.point.apposed = Some(Box::new(inner.point));
        }
        self.c = c;
    }
}
