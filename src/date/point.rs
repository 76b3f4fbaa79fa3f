//! Places on the calendar: 今年6月, 25日上午, 上周三, 国庆假期前3天, 2020-11-25 16:25.

use super::Modifier;
use super::clock;
use super::expression::{Field, Point, Reference, Sub, Weekday, Year};
use super::month;
use super::reader::{Points, Reader, day_like, eat_connective, eat_weekday, part_code};
use super::token::{Cursor, Script, chinese_numeral, numeric, words};
use super::year;
use crate::numeral::arabic_digit;

/// Reads the point that begins here.
pub(super) fn points(c: &mut Cursor<'_>, lone: bool) -> Option<Points> {
    let mut reader = Reader { c: *c, point: Point::default(), second: None, lone };
    reader.read().then_some(())?;
    *c = reader.c;
    Some(Points { first: reader.point, second: reader.second })
}

impl Reader<'_> {
    fn read(&mut self) -> bool {
        let dated = self.date();
        if dated {
            self.appose();
        }
        let bare = !dated;
        let timed = self.time(bare);
        if timed && self.c.sees_any(&["（", "("]) && self.point.apposed.is_none() {
            self.appose();
        }
        dated || timed
    }

    /// Year, month, day; whatever of them is there.
    pub(super) fn date(&mut self) -> bool {
        let first = self.c.peek();
        let lead_ins = &words().time_lead_ins;
        if first.is_some_and(|c| arabic_digit(c).is_some()) && self.numeric_date()
            || matches!(first, Some('今' | '昨' | '明' | '前')) && self.bracketed_day()
        {
            return true;
        }
        let lunar = !self.c.sees_any(&["农历新年", "農曆新年"]) && self.c.eat_as(lead_ins, "lunar").is_some();
        let before = self.c;
        let opened = lunar;
        let has_year = year::year(self);
        if has_year && self.point.field != Field::None {
            self.year_edge(false);
            return true;
        }
        if has_year {
            let of = self.c;
            self.c.eat("的");
            self.c.blank();
            // 甲辰年二月: such a year has the months of the Chinese calendar.
            let cycle = matches!(self.point.year, Some(Year::Cycle(_)));
            let lunar = lunar || cycle || self.c.eat_as(lead_ins, "lunar").is_some();
            if self.second.is_none() && self.below_year(lunar) {
                return true;
            }
            self.c = of;
            if cycle && !opened {
                // 辛亥年 alone may be any of its name.
                return false;
            }
            self.year_edge(false);
            return !lunar || cycle || self.point.field != Field::None;
        }
        self.c = before;
        if self.below_year(lunar) {
            return true;
        }
        !lunar && self.year_edge(true)
    }

    fn below_year(&mut self, lunar: bool) -> bool {
        if lunar {
            // 农历新年.
            return month::month(self, true) || self.holiday();
        }
        if self.c.closes() {
            return false;
        }
        let year = self.point.year.is_some();
        // What no number begins is not asked of one.
        let first = self.c.peek();
        if first.is_some_and(|c| arabic_digit(c).is_some() || chinese_numeral(c)) {
            return year::quarter(self)
                || month::month(self, false)
                || self.holiday()
                || (!year && self.day_of_month());
        }
        self.whole(year)
            || year::part_of_year(self)
            || month::month(self, false)
            || self.week()
            || !year && self.c.sees_any(&["最后一", "最後一"]) && month::weekday_of_month(self)
            || self.day_word()
            || self.holiday()
    }

    /// 全年, 年内; 整年 behind a year; 同期; 此时 behind a year.
    fn whole(&mut self, year: bool) -> bool {
        if self.c.eat_any(&["全年", "年内"]).is_some() || year && self.c.eat_any(&["整年", "内"]).is_some() {
            self.point.field = Field::Whole;
            return true;
        }
        if self.c.eat("同期") {
            self.point.field = Field::Same;
            return true;
        }
        // 去年此时.
        if year && self.c.eat_any(&["此时", "这个时候", "这时候", "這個時候"]).is_some() {
            self.point.field = Field::Day(Reference::Publication(0));
            return true;
        }
        false
    }

    /// 初, 年底, 伊始. Without a year only the words that hold 年 themselves.
    fn year_edge(&mut self, bare: bool) -> bool {
        if bare && !matches!(self.c.peek(), Some('年' | '岁')) {
            return false;
        }
        let long =
            matches!(self.point.field, Field::Years(..) | Field::DecadeOf(..) | Field::Decade(_) | Field::Century(_));
        let mut c = self.c;
        let portions = &words().time_portions;
        let found = long.then(|| c.eat_as(portions, "edge-of-era")).flatten();
        let found = found.or_else(|| c.eat_as(portions, "edge-of-year"));
        let Some((word, edge)) = found.or_else(|| if bare { None } else { c.eat_as(portions, "edge") }) else {
            return false;
        };
        if word.len() == 3 && self.suffix_refused() {
            return false;
        }
        if bare {
            if self.c.behind().is_some_and(|b| numeric(b) || "今去前后明本每当同历往来近半全周".contains(b))
                || word == "年终" && !c.sees("前")
            {
                return false;
            }
            self.point.year = Some(Year::Publication(0));
        }
        self.c = c;
        self.point.edge = Some(match edge {
            "start" => Modifier::Start,
            "mid" => Modifier::Mid,
            _ => Modifier::End,
        });
        true
    }

    /// Whether the character here belongs to a word of its own: 初中, 前往.
    pub(super) fn suffix_refused(&self) -> bool {
        self.c.opens_a_word()
    }

    /// 上周三, 本周末, 周五, 下个星期.
    fn week(&mut self) -> bool {
        let mut c = self.c;
        let shift = c.eat_listed(&words().time_shifts).and_then(|v| v.parse::<i32>().ok());
        if let Some(shift) = shift
            && c.eat("半周")
        {
            self.point.field = Field::HalfWeek(if shift < 0 { 1 } else { 2 });
            self.c = c;
            return matches!(shift, -1 | 1);
        }
        if !c.eat_week() {
            return false;
        }
        if shift.is_none() && self.c.behind().is_some_and(|b| numeric(b) || b == '每') {
            return false;
        }
        // 上周星期三, 上周周五; but 上周|周先生.
        if shift.is_some() {
            let mut named = c;
            if named.eat_week() && eat_weekday(&mut named.clone()).is_some() {
                c = named;
            }
        }
        let weekday = eat_weekday(&mut c);
        match (shift, weekday) {
            (Some(shift), None) => {
                if c.is_refused("week") {
                    return false;
                }
                self.point.field = Field::Week(shift, None);
            }
            (Some(shift), Some(day)) => self.point.field = Field::Week(shift, Some(day)),
            (None, Some(Weekday::Day(day))) => self.point.field = Field::Weekday(day),
            (None, Some(Weekday::End)) => self.point.field = Field::Week(0, Some(Weekday::End)),
            (None, None) => return false,
        }
        self.c = c;
        true
    }

    /// 昨天, 次日, 今晚; 今明两天.
    fn day_word(&mut self) -> bool {
        let mut c = self.c;
        if let Some(days) = c.eat_listed(&words().time_day_runs).and_then(|value| {
            let (from, to) = value.split_once(' ')?;
            Some(Field::Days(from.parse().ok()?, to.parse().ok()?))
        }) {
            self.point.field = days;
            self.c = c;
            return true;
        }
        let Some(value) = c.eat_listed(&words().time_days) else { return false };
        let mut fields = value.split(' ');
        let (base, distance) = (fields.next(), fields.next().and_then(|d| d.parse().ok()).unwrap_or(0));
        self.point.field = Field::Day(match base {
            Some("context") => Reference::Context(distance),
            _ => Reference::Publication(distance),
        });
        self.point.part = fields.next().map(part_code);
        self.c = c;
        true
    }

    /// 25日.
    fn day_of_month(&mut self) -> bool {
        let mut c = self.c;
        let Some(first) = c.integer().filter(day_like) else { return false };
        let mut second = None;
        let mut d = c;
        if !c.sees("日") && (eat_connective(&mut d) || d.eat("、")) {
            second = d.integer().filter(day_like).filter(|s| s.value > first.value);
            if second.is_some() {
                c = d;
            }
        }
        let mut spaced = c;
        spaced.blank();
        let word = spaced.eat_any(&["日", "号", "號"]);
        let Some(word) = word.filter(|w| spaced.at == c.at + w.len() || *w == "日") else { return false };
        c = spaced;
        if self.day_refused(&c) {
            return false;
        }
        // 有朝一日, 一日之内.
        let one_day = first.value == 1 && first.script == Script::Chinese;
        if one_day && (self.c.behind().is_some_and(|b| "朝某终整另这那旦哪".contains(b)) || c.is_refused("day:一日"))
        {
            return false;
        }
        if word != "日" && !self.lone {
            let timed = c.sees_listed(&words().time_parts) || c.sees_any(&["晚", "早"]) && !c.opens_a_word();
            let weekday = c.sees_any(&["（周", "（星期", "(周"]);
            if !timed && !weekday && !self.behind_a_day() {
                return false;
            }
        }
        // 有效期7日, 停留4日: how long.
        if self.c.led_by("length").is_some() {
            return false;
        }
        // 5至15日的拘留 is a length.
        let detained = self
            .c
            .text
            .get(..self.c.at)
            .is_some_and(|t| t.ends_with("拘留") || t.ends_with("处") || t.ends_with("处以"));
        if second.is_some() && (detained || c.sees_any(&["拘留", "的拘留", "行政拘留", "以下"])) {
            return false;
        }
        self.point.field = Field::DayOfMonth(first.value as i8);
        self.second = second.map(|s| Point { field: Field::DayOfMonth(s.value as i8), ..self.point.clone() });
        self.c = c;
        true
    }

    /// Whether another day stands before, joined to what follows: 9月10号，11号; 九号到十五号.
    fn behind_a_day(&self) -> bool {
        let before = self.c.text.get(..self.c.at).unwrap_or_default();
        let joint = |c: char| matches!(c, '，' | '、' | '和' | '至' | '到' | '-' | '—' | '~' | '～');
        before.strip_suffix(joint).is_some_and(|day| day.ends_with(['日', '号', '號']))
    }

    /// What follows 日 where no day is meant: 日元, 10日内.
    pub(super) fn day_refused(&self, c: &Cursor<'_>) -> bool {
        c.is_refused("day:日") && !c.sees("内瓦")
    }

    /// A day without its unit, as brackets have it: 今（9）日.
    pub(super) fn day_number(&mut self, bare: bool) -> bool {
        let mut c = self.c;
        let Some(day) = c.integer().filter(day_like) else { return false };
        if c.eat_any(&["日", "号", "號"]).is_none() && !bare {
            return false;
        }
        self.point.field = Field::DayOfMonth(day.value as i8);
        self.c = c;
        true
    }

    /// The part of the day and the clock.
    fn time(&mut self, bare: bool) -> bool {
        if self.c.closes() {
            return false;
        }
        let start = self.c;
        let of = self.c;
        if !bare {
            self.c.eat("的");
        }
        self.c.blank();
        let had_part = self.point.part.is_some();
        let mut parted = false;
        if let Some(code) = self.c.eat_listed(&words().time_parts) {
            self.point.part = Some(part_code(code));
            parted = true;
        } else if !bare && !had_part && !self.suffix_refused() && self.names_a_day() {
            let mut c = self.c;
            if let Some(code) = c.eat_listed(&words().time_day_part_chars) {
                self.c = c;
                self.point.part = Some(part_code(code));
                parted = true;
            }
        }
        if bare && self.c.sees_any(&["晚", "早"]) {
            // 到晚7点半: the character alone counts where its clock follows.
            let mut c = self.c;
            let code = c.eat_listed(&words().time_day_part_chars).map(part_code);
            let mut reader = Reader { c, point: Point { part: code, ..Point::default() }, second: None, lone: false };
            if c.peek().is_some_and(numeric) && clock::clock(&mut reader, true) {
                (self.c, self.point, self.second) = (reader.c, reader.point, reader.second);
                return true;
            }
        }
        let anchored = !bare || parted;
        if parted && bare {
            // 下午的三点一刻.
            let mut clocked = Reader { c: self.c, point: self.point.clone(), second: None, lone: self.lone };
            if clocked.c.eat("的") && clock::clock(&mut clocked, true) {
                (self.c, self.point, self.second) = (clocked.c, clocked.point, clocked.second);
                return true;
            }
        }
        if parted {
            // 晚上的10点; brackets may stand between: 昨晚（1月13日）8时.
            if self.c.sees_any(&["（", "("]) {
                self.appose();
            }
            self.c.blank();
        }
        let can_hold_clock = bare || parted || had_part || self.names_a_day();
        if can_hold_clock && clock::clock(self, anchored) {
            return true;
        }
        if parted {
            return true;
        }
        self.c = if bare { start } else { of };
        false
    }

    /// Whether what was read is a day or finer.
    pub(super) fn names_a_day(&self) -> bool {
        self.point.names_a_day()
    }
}

impl Point {
    /// Whether it is a day or finer.
    pub(super) fn names_a_day(&self) -> bool {
        matches!(
            self.field,
            Field::Day(_)
                | Field::Weekday(_)
                | Field::Week(_, Some(_))
                | Field::DayOfMonth(_)
                | Field::DayOfYear(_)
                | Field::Holiday(..)
                | Field::Month(_, Some(Sub::Day(_) | Sub::Nth(..) | Sub::Last(1)))
        ) && self.edge.is_none()
    }
}
