//! What happens again and again: 每周三, 每年5月, 每天8时至12时, 逐月, 隔周.

use super::expression::{Body, Bound, Field, Length, Point, Set, Sub, Unit, Weekday, Year};
use super::grammar::{Grammar, Read};
use super::length::length;
use super::month;
use super::point::{Points, Reader, eat_connective, points};
use super::token::Cursor;
use super::year;

impl Grammar<'_> {
    /// 工作日9时, 工作日每天9时; 工作日 alone is no date.
    fn workdays(&self) -> Option<Read> {
        let mut c = self.c;
        c.eat("工作日");
        let _ = c.eat_any(&["每天", "每日"]);
        let mut point = Point::default();
        let last = time_of(&mut c, &mut point);
        (last.is_none() && (point.clock.is_some() || point.part.is_some())).then(|| Read {
            body: Body::Set(Set::WorkDays(Box::new(point))),
            bound: Bound::None,
            approx: false,
            end: c.at,
            rule: "date/set",
        })
    }

    /// 每周三, 每年5月, 每天8时至12时, 逐月, 隔周.
    pub(super) fn set(&self) -> Option<Read> {
        if self.c.sees("工作日") {
            return self.workdays();
        }
        let mut c = self.c;
        let word = c.eat_any(&["每逢", "每隔", "每", "逐", "隔"])?;
        let read = |set: Set, c: Cursor<'_>| {
            Some(Read { body: Body::Set(set), bound: Bound::None, approx: false, end: c.at, rule: "date/set" })
        };
        if c.sees_any(&["天一", "月工资", "年一度"]) {
            return None;
        }
        let _ = c.eat("一") || c.eat("1");
        let counted = c.eat_any(&["个", "個"]).is_some();
        if c.eat("工作日") {
            let mut point = Point::default();
            let _ = time_of(&mut c, &mut point);
            return read(Set::WorkDays(Box::new(point)), c);
        }
        let mut weekly = c;
        let parted = self.c.behind().is_some_and(|b| "间相分阻".contains(b));
        if word == "隔" && !counted && !parted && weekly.eat("周") {
            return read(Set::Every(alternate(Unit::Week)), weekly);
        }
        if weekly.eat_any(&["周", "星期", "礼拜", "週", "禮拜"]).is_some() && word != "隔" {
            let end = weekly.eat_any(&["末"]).is_some();
            let mut day = weekly;
            let weekday = if end { Some(Weekday::End) } else { super::point::eat_weekday(&mut day) };
            if let Some(weekday) = weekday {
                let mut point = Point { field: Field::Week(0, Some(weekday)), ..Point::default() };
                let mut c = if end { weekly } else { day };
                let mut last = None;
                let mut d = c;
                if !end
                    && eat_connective(&mut d)
                    && d.eat_any(&["周", "星期"]).is_some()
                    && let Some(weekday) = super::point::eat_weekday(&mut d)
                {
                    last = Some(Box::new(Point { field: Field::Week(0, Some(weekday)), ..Point::default() }));
                    c = d;
                }
                let time = time_of(&mut c, &mut point);
                return read(Set::At(Unit::Week, Box::new(point), time.or(last)), c);
            }
            return read(Set::At(Unit::Week, Box::default(), None), weekly).filter(|_| !weekly.sees("刊"));
        }
        let units = [
            ("年度", Unit::Year),
            ("年", Unit::Year),
            ("季度", Unit::Quarter),
            ("季", Unit::Quarter),
            ("月", Unit::Month),
        ];
        let days = [
            ("天", Unit::Day),
            ("日", Unit::Day),
            ("晚", Unit::Day),
            ("小时", Unit::Hour),
            ("分钟", Unit::Minute),
            ("秒", Unit::Second),
        ];
        let unit = units.iter().chain(&days).find(|(word, _)| c.sees(word)).copied();
        if let Some((name, unit)) = unit {
            c.eat(name);
            if c.sees_any(&["级", "均"])
                || word == "隔" && !matches!(unit, Unit::Year | Unit::Month | Unit::Day)
                || name == "季" && c.sees("度")
            {
                return None;
            }
            if word == "隔" && parted {
                return None;
            }
            if word == "隔" {
                return read(Set::Every(alternate(unit)), c);
            }
            let mut point = Point::default();
            let mut last = None;
            if word != "逐" {
                let mut d = c;
                let _ = d.eat("的");
                let mut reader = Reader { c: d, point: Point::default(), second: None, lone: false };
                let inner = match unit {
                    Unit::Year => month::month(&mut reader, false) || inner_season(&mut reader),
                    Unit::Month => reader.day_number(false) || month::weekday_of_month(&mut reader),
                    _ => false,
                };
                if inner {
                    (point, last, c) = (reader.point, reader.second.map(Box::new), reader.c);
                    // 每年6月至9月.
                    let mut e = c;
                    if last.is_none()
                        && eat_connective(&mut e)
                        && let Some(Points { first, second: None }) = points(&mut e, false)
                    {
                        (last, c) = (Some(Box::new(first)), e);
                    }
                }
                if unit == Unit::Day || inner {
                    if name == "晚" {
                        point.part = Some("EV");
                    }
                    last = time_of(&mut c, &mut point).or(last);
                }
            }
            return read(Set::At(unit, Box::new(point), last), c);
        }
        if counted || word == "逐" {
            return None;
        }
        // 每隔3天, 每15分钟.
        let mut c = self.c;
        c.eat(word);
        let length = length(&mut c, true)?;
        read(Set::Every(length), c)
    }
}

/// Every second one: 隔周, 隔日.
fn alternate(unit: Unit) -> Length {
    Length { parts: vec![(2.into(), unit)], ..Length::default() }
}

/// The time in 每天晚上8点, 每天8时至12时; the last one of a range.
fn time_of(c: &mut Cursor<'_>, point: &mut Point) -> Option<Box<Point>> {
    let mut d = *c;
    d.blank();
    let _ = d.eat("的");
    let Points { first, second } = points(&mut d, true)?;
    if first.field != Field::None || first.year.is_some() || first.clock.is_none() && first.part.is_none() {
        return None;
    }
    (point.part, point.clock) = (first.part.or(point.part), first.clock);
    *c = d;
    let mut e = d;
    let last = second.or_else(|| {
        eat_connective(&mut e).then_some(())?;
        let Points { first, second: None } = points(&mut e, true)? else { return None };
        (first.field == Field::None && first.year.is_none()).then(|| {
            *c = e;
            first
        })
    });
    last.map(Box::new)
}

fn inner_season(r: &mut Reader<'_>) -> bool {
    r.point.year = Some(Year::Publication(0));
    let found = year::part_of_year(r) || r.holiday();
    r.point.year = None;
    found && !matches!(r.point.field, Field::Month(_, Some(Sub::First(_))))
}
