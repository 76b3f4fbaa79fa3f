//! What happens again and again: 每周三, 每年5月, 每天8时至12时, 逐月, 隔周, 周一闭馆.

use super::expression::{Body, Bound, Field, Length, Point, Reference, Routine, Run, Set, Sub, Unit, Weekday, Year};
use super::grammar::{Grammar, Read};
use super::length::length;
use super::month;
use super::point::points;
use super::reader::{Points, Reader, day_like, eat_connective};
use super::token::{Cursor, numeric, words};
use super::year;

/// What joins the days of one routine.
const AND: [&str; 7] = ["、", "以及", "和", "及", "与", "或", "逢"];
/// What is counted behind 每周, where the number is no weekday: 每周三次, 每周六天.
const COUNTED: &str = "次回趟期班场节例练讲测问更个名小天篇条封顿碗杯元万百千两到至";

impl Grammar<'_> {
    /// 每周三, 每年5月, 每天8时至12时, 逐月, 隔周, 逢周三.
    pub(super) fn set(&self) -> Option<Read> {
        let mut c = self.c;
        if c.eat("工作日") {
            return self.workdays(c, false);
        }
        let word = c.eat_any(&["每逢", "每隔", "每", "逐", "隔", "逢"])?;
        let behind = self.c.behind();
        if c.sees_any(&["天一", "月工资", "年一度"])
            || word == "隔" && behind.is_some_and(|b| "间相分阻时".contains(b))
            || word == "逢" && behind.is_some_and(|b| "恰正适时喜欣又遇相重躬欣巧凡".contains(b))
        {
            return None;
        }
        let _ = c.eat("一") || c.eat("1");
        let counted = c.eat_any(&["个", "個"]).is_some();
        if c.eat("工作日") {
            return self.workdays(c, true);
        }
        if let Some(read) = week(c, word, counted) {
            return Some(read);
        }
        if matches!(word, "逢" | "每逢") {
            let places = month_days(&mut c, true)?;
            return Some(routine(Unit::Month, places, c));
        }
        if let Some(read) = calendar_unit(c, word) {
            return read;
        }
        if counted || word == "逐" {
            return None;
        }
        // 每隔3天, 每15分钟.
        let mut c = self.c;
        c.eat(word);
        let length = length(&mut c, true)?;
        Some(read(Set::Every(length), c))
    }

    /// 工作日9时, 工作日每天9时; 工作日 alone is no date, 每个工作日 is.
    fn workdays(&self, mut c: Cursor<'_>, each: bool) -> Option<Read> {
        let _ = c.eat_any(&["每天", "每日"]);
        let day = |n| Point { field: Field::Week(0, Some(Weekday::Day(n))), ..Point::default() };
        let places = vec![Run { first: day(1), last: Some(day(5)) }];
        let found = routine(Unit::Week, places, c);
        let Body::Set(Set::At(set)) = &found.body else { return None };
        (each || !set.hours.is_empty()).then_some(found)
    }

    /// 周一闭馆, 周一至周五8:30—17:30, 周二至周日开放: a week's days of something kept, though nothing says 每.
    pub(super) fn weekly(&self) -> Option<Read> {
        let mut c = self.c;
        let places = c.eat_week().then(|| weekdays(&mut c))??;
        let many = places.len() > 1 || places.iter().any(|run| run.last.is_some());
        let mut d = c;
        d.blank();
        let routines = &words().time_routines;
        let _ = d.eat_as(routines, "always");
        if d.eat_as(routines, "closed").is_some() {
            return (!d.sees_as(routines, "once")).then(|| routine(Unit::Week, places, c));
        }
        if !many || !places.iter().any(|run| run.last.is_some()) {
            return None;
        }
        if d.sees_as(routines, "open") {
            return Some(routine(Unit::Week, places, c));
        }
        let _ = c.eat_any(&["每天", "每日"]);
        let found = routine(Unit::Week, places, c);
        let Body::Set(Set::At(set)) = &found.body else { return None };
        set.hours.iter().any(|run| run.last.is_some()).then_some(found)
    }
}

fn read(set: Set, c: Cursor<'_>) -> Read {
    Read { body: Body::Set(set), bound: Bound::None, approx: false, end: c.at, rule: "date/set" }
}

/// A routine, with the hours that stand behind its days.
fn routine(unit: Unit, places: Vec<Run>, mut c: Cursor<'_>) -> Read {
    let hours = hours(&mut c);
    read(Set::At(Box::new(Routine { unit, places, hours })), c)
}

/// 周三 behind 每; 周 behind 隔.
fn week(mut c: Cursor<'_>, word: &str, counted: bool) -> Option<Read> {
    if !c.eat_week() {
        return None;
    }
    if word == "隔" {
        return (!counted).then(|| read(Set::Every(alternate(Unit::Week)), c));
    }
    let mut d = c;
    if let Some(places) = weekdays(&mut d) {
        return Some(routine(Unit::Week, places, d));
    }
    (word != "逢" && !c.sees("刊")).then(|| read(Set::At(Box::new(plain(Unit::Week))), c))
}

fn plain(unit: Unit) -> Routine {
    Routine { unit, places: Vec::new(), hours: Vec::new() }
}

/// 月, 5月 or 天 behind 每, 逐 or 隔; the inner `None` where the word is another.
fn calendar_unit(mut c: Cursor<'_>, word: &str) -> Option<Option<Read>> {
    let (name, unit) = c.eat_as(&words().time_routines, "unit")?;
    let unit = Unit::from_list(unit);
    if c.sees_any(&["级", "均"])
        || word == "隔" && !matches!(unit, Unit::Year | Unit::Month | Unit::Day)
        || name == "季" && c.sees("度")
    {
        return Some(None);
    }
    if word == "隔" {
        return Some(Some(read(Set::Every(alternate(unit)), c)));
    }
    if word == "逐" {
        return Some(Some(read(Set::At(Box::new(plain(unit))), c)));
    }
    let mut d = c;
    let _ = d.eat_any(&["的", "逢"]);
    let places = match unit {
        Unit::Year => parts_of_year(&mut d),
        Unit::Month => month_days(&mut d, false).or_else(|| {
            let mut reader = Reader { c: d, point: Point::default(), second: None, lone: false };
            month::weekday_of_month(&mut reader).then(|| {
                d = reader.c;
                vec![Run::from(reader.point)]
            })
        }),
        _ => None,
    };
    if places.is_some() {
        c = d;
    }
    let timed = unit == Unit::Day || places.is_some();
    let places = places.unwrap_or_default();
    if name == "晚" {
        return Some(Some(evening(places, c)));
    }
    Some(Some(if timed { routine(unit, places, c) } else { read(Set::At(Box::new(plain(unit))), c) }))
}

/// 每晚7点半: the hours are those of the evening.
fn evening(places: Vec<Run>, mut c: Cursor<'_>) -> Read {
    let mut hours = hours(&mut c);
    let hour = |point: &Point| point.clock.map_or(0, |clock| clock.hour);
    let late = |point: &mut Point| point.part = point.part.or(Some("EV"));
    for run in &mut hours {
        // 每晚23:00-01:00: the second is the next day's.
        let begin = hour(&run.first);
        run.last.iter_mut().filter(|last| begin < 12 && hour(last) > begin).for_each(late);
        late(&mut run.first);
    }
    if hours.is_empty() {
        hours.push(Point { part: Some("EV"), ..Point::default() }.into());
    }
    read(Set::At(Box::new(Routine { unit: Unit::Day, places, hours })), c)
}

/// Every second one: 隔周, 隔日.
fn alternate(unit: Unit) -> Length {
    Length { parts: vec![(2.into(), unit)], ..Length::default() }
}

/// 二、四; 一至五; 一三五; 六和周日. 周 has been read.
fn weekdays(c: &mut Cursor<'_>) -> Option<Vec<Run>> {
    let mut at = *c;
    let mut days: Vec<Run> = Vec::new();
    loop {
        let mut run = Run::from(weekday(&mut at)?);
        let mut d = at;
        if eat_connective(&mut d) {
            let _ = d.eat_week();
            if let Some(last) = weekday(&mut d) {
                (run.last, at) = (Some(last), d);
            }
        }
        days.push(run);
        let mut d = at;
        d.blank();
        let joined = d.eat_any(&AND).is_some();
        let named = d.eat_week();
        // 一三五: but in 周六天 the number is none of a day.
        let bare = !joined && !named;
        if weekday(&mut d.clone()).is_none() || bare && (d.sees_any(&["天", "末"]) || d.at > at.at) {
            break;
        }
        at = d;
    }
    let end = matches!(days.first(), Some(Run { first: Point { field: Field::Week(_, Some(Weekday::End)), .. }, .. }));
    let counts = at.peek().is_some_and(|next| COUNTED.contains(next) || numeric(next) && !next.is_ascii_digit());
    if counts && !end || at.is_refused("weekday") {
        return None;
    }
    *c = at;
    Some(days)
}

/// A day of the week by its character, in a point of its own.
fn weekday(c: &mut Cursor<'_>) -> Option<Point> {
    let first = c.peek()?;
    let day = match "一二三四五六".chars().position(|c| c == first) {
        Some(at) => Weekday::Day(at as i8 + 1),
        None if matches!(first, '日' | '天') => Weekday::Day(7),
        None if first == '末' => Weekday::End,
        None => return None,
    };
    c.at += first.len_utf8();
    Some(Point { field: Field::Week(0, Some(day)), ..Point::default() })
}

/// 1日、11日、21日; 5、15日; 10日至15日; 初一、十五. `bare`: behind 逢 the unit may be missing.
fn month_days(c: &mut Cursor<'_>, bare: bool) -> Option<Vec<Run>> {
    let mut at = *c;
    let lunar = at.eat_as(&words().time_lead_ins, "lunar").is_some();
    let mut days: Vec<Run> = Vec::new();
    let mut unit = false;
    let mut day = |at: &mut Cursor<'_>| -> Option<Point> {
        let first_ten = at.eat("初");
        let n = at.integer().filter(day_like)?;
        unit = at.eat_any(&["日", "号", "號"]).is_some() || first_ten;
        Some(Point { field: Field::DayOfMonth(n.value as i8), ..Point::default() })
    };
    loop {
        let mut d = at;
        d.blank();
        let Some(first) = day(&mut d) else { break };
        let mut run = Run::from(first);
        at = d;
        if eat_connective(&mut d)
            && let Some(last) = day(&mut d)
        {
            (run.last, at) = (Some(last), d);
        }
        days.push(run);
        let mut d = at;
        let joined = d.eat_any(&AND).is_some();
        let _ = d.eat("逢");
        if !joined && d.at == at.at || !d.peek().is_some_and(|next| numeric(next) || next == '初') {
            break;
        }
        at = d;
    }
    let closed = at.peek().is_none_or(|next| "，。；赶开为的有集".contains(next));
    let told = unit || lunar && days.len() > 1 || bare && days.len() > 1 && closed;
    if days.is_empty() || !told || at.is_refused("set") {
        return None;
    }
    *c = at;
    // The days of the Chinese calendar have no value in TIMEX3.
    Some(if lunar { Vec::new() } else { days })
}

/// 5月, 3月、9月, 6月至9月, 春节, 第一季度, behind 每年.
fn parts_of_year(c: &mut Cursor<'_>) -> Option<Vec<Run>> {
    let mut found = Vec::new();
    let mut at = *c;
    loop {
        let mut reader = Reader { c: at, point: Point::default(), second: None, lone: false };
        if !month::month(&mut reader, false) {
            break;
        }
        let mut run = Run { first: reader.point, last: reader.second };
        at = reader.c;
        let mut d = at;
        if run.last.is_none()
            && eat_connective(&mut d)
            && let Some(Points { first, second: None }) = points(&mut d, false)
        {
            (run.last, at) = (Some(first), d);
        }
        found.push(run);
        *c = at;
        if at.eat_any(&["、", "和", "及"]).is_none() {
            break;
        }
    }
    if found.is_empty() {
        // Seasons and feasts are read as behind a year.
        let year = Some(Year::Publication(0));
        let mut reader = Reader { c: at, point: Point { year, ..Point::default() }, second: None, lone: false };
        let read = year::part_of_year(&mut reader) || reader.holiday();
        if !read || matches!(reader.point.field, Field::Month(_, Some(Sub::First(_)))) {
            return None;
        }
        *c = reader.c;
        found.push(Point { field: reader.point.field, ..Point::default() }.into());
    }
    Some(found)
}

/// The hours of a routine: 晚上8点, 8时至12时, 7:00—9:00、17:00—19:00, 22:00至次日6:00.
fn hours(c: &mut Cursor<'_>) -> Vec<Run> {
    let mut found = Vec::new();
    let mut d = *c;
    d.blank();
    let _ = d.eat("的");
    while let Some(run) = hour(&mut d) {
        found.push(run);
        *c = d;
        if d.eat_any(&["、", "和", "及"]).is_none() || !d.peek().is_some_and(numeric) {
            break;
        }
    }
    found
}

/// A time of the day, or from one to another.
fn hour(c: &mut Cursor<'_>) -> Option<Run> {
    let timed = |p: &Point| p.field == Field::None && p.year.is_none() && (p.clock.is_some() || p.part.is_some());
    let mut d = *c;
    let Points { first, second } = points(&mut d, true).filter(|p| timed(&p.first))?;
    *c = d;
    if second.is_some() {
        return Some(Run { first, last: second });
    }
    let last = eat_connective(&mut d).then_some(()).and_then(|()| {
        let Points { first: mut last, second: None } = points(&mut d, true)? else { return None };
        // 22:00至次日6:00.
        if matches!(last.field, Field::Day(Reference::Context(1))) {
            last.field = Field::None;
        }
        timed(&last).then_some(last)
    });
    if last.is_some() {
        *c = d;
    }
    Some(Run { first, last })
}
