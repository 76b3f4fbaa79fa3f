//! The grammar of whole expressions: what stands before and behind a point or a length, and what joins two.

use super::bound::{bound, eat_approx, eat_before};
use super::expression::{Body, Bound, Expression, Field, Length, Moved, Point, Unit};
use super::length::length;
use super::point::points;
use super::reader::{Points, Reader, eat_connective};
use super::token::{Cursor, numeric, words};
use crate::numeral::arabic_digit;

#[derive(Clone, Copy)]
pub(super) struct Grammar<'t> {
    pub(super) c: Cursor<'t>,
    /// Whether nothing else stands in the text.
    pub(super) lone: bool,
}

/// A body, what bounds it, where it ends.
pub(super) struct Read {
    pub(super) body: Body,
    pub(super) bound: Bound,
    pub(super) approx: bool,
    pub(super) end: usize,
    pub(super) rule: &'static str,
}

impl<'t> Grammar<'t> {
    pub(super) fn expression(&self) -> Option<Expression> {
        let read = match self.c.peek()? {
            '每' | '逐' | '隔' | '工' | '逢' => self.set(),
            '周' | '星' | '礼' => self.weekly(),
            _ => self.opened(),
        };
        let read = read.or_else(|| self.longest())?;
        let zone = zone(&self.c);
        let Read { body, bound, approx, end, rule } = read;
        Some(Expression { start: self.c.at, end, body, bound, approx, zone, rule })
    }

    /// Of the readings that stand for themselves, the longest.
    fn longest(&self) -> Option<Read> {
        let first = self.c.peek()?;
        let arabic = arabic_digit(first).is_some();
        let counts = arabic
            || numeric(first)
            || matches!(first, '多' | '大' | '小' | '好' | '幾' | '數' | '兩' | '个' | '個' | '上');
        let mut best = self.point();
        // 3月, 2020年: no length where they are a point.
        let mut behind = self.c;
        let pointed = arabic && best.is_some() && behind.integer().is_some_and(|n| behind.sees("月") || n.len == 4);
        let mut take = |read: Option<Read>| {
            if let Some(read) = read
                && best.as_ref().is_none_or(|best| read.end > best.end)
            {
                best = Some(read);
            }
        };
        if counts && !pointed {
            take(self.length());
        }
        if !arabic {
            take(self.span());
            take(self.vague());
            take(self.plan());
            take(self.era());
        }
        best
    }

    /// What a word of `bounds.txt` opens: 截至目前, 最迟9月30日, 自2020年9月起.
    fn opened(&self) -> Option<Read> {
        let mut c = self.c;
        match c.eat_as(&words().time_bounds, "open")?.1 {
            "until" => self.until(c),
            "from" => self.from(c),
            _ => None,
        }
    }

    /// 截至目前, 截至12月22日.
    fn until(&self, mut c: Cursor<'_>) -> Option<Read> {
        c.blank();
        if sees_present(&c) {
            c.eat_listed(&words().time_presents);
            return Some(Read {
                body: Body::Vague("PRESENT_REF"),
                bound: Bound::Until,
                approx: false,
                end: c.at,
                rule: "date/until-now",
            });
        }
        let Points { first, .. } = points(&mut c, true)?;
        let approx = eat_approx(&mut c);
        let _ = c.eat("为止") || c.eat("止");
        Some(Read { body: Body::Point(Box::new(first)), bound: Bound::Until, approx, end: c.at, rule: "date/until" })
    }

    /// 自2020年9月起, 从2018年至今: 自 and 从 belong only where the same expression is closed.
    fn from(&self, mut c: Cursor<'t>) -> Option<Read> {
        c.blank();
        let inner = Grammar { c, lone: false };
        let read = inner.point().or_else(|| inner.era())?;
        matches!(read.bound, Bound::Since | Bound::From).then_some(read)
    }

    /// A point or a range of two, with what stands behind.
    fn point(&self) -> Option<Read> {
        let mut c = self.c;
        let Points { mut first, second } = points(&mut c, self.lone)?;
        let mut read = Read {
            body: Body::Point(Box::default()),
            bound: Bound::None,
            approx: false,
            end: c.at,
            rule: "date/point",
        };
        let mut early = c;
        let approx = eat_approx(&mut early);
        if approx {
            c = early;
        }
        read.approx = approx;
        let range = match second {
            Some(second) => Some(second),
            None => self.range_end(&mut c, &first),
        };
        if let (None, Some((length, sign))) = (&range, self.distance(&mut c, &first)) {
            let moved = Moved { from: Some(first), length, sign, at: None };
            read.body = Body::Moved(Box::new(moved));
            (read.end, read.rule) = (c.at, "date/moved");
            return Some(read);
        }
        let is_range = range.is_some();
        // 3点—5点pm: said once for both.
        if let Some(Point { part: part @ Some("AF"), clock: Some(end), .. }) = &range
            && first.clock.is_some_and(|begin| begin.hour < end.hour && end.hour <= 12)
        {
            first.part = first.part.or(*part);
        }
        read.body = match range {
            Some(last) => Body::Range(Box::new(first), Box::new(last)),
            None => Body::Point(Box::new(first)),
        };
        if !approx && eat_approx(&mut c) {
            read.approx = true;
        }
        if is_range {
            read.rule = "date/range";
            let _ = c.eat_as(&words().time_bounds, "range").is_some() || eat_before(&mut c);
        } else {
            read.bound = bound(&mut c, &read.body, self.lone);
        }
        read.end = c.at;
        Some(read)
    }

    /// How far a point lies from a day: 2月13号的3天后, 圣诞节的前一天, 13日后的第3天.
    fn distance(&self, c: &mut Cursor<'_>, day: &Point) -> Option<(Length, i64)> {
        if !day.names_a_day() || day.clock.is_some() || day.part.is_some() {
            return None;
        }
        let mut d = *c;
        // 国庆节第二天: the feast is the first.
        if matches!(day.field, Field::Holiday(..)) {
            let mut nth = *c;
            let _ = nth.eat("的");
            if nth.eat("第")
                && let Some(n) = nth.integer().filter(|n| (1..=15).contains(&n.value))
                && nth.eat_any(&["天", "日"]).is_some()
            {
                *c = nth;
                return Some((Length { parts: vec![((n.value - 1).into(), Unit::Day)], ..Length::default() }, 1));
            }
        }
        let counted = d.eat_any(&["后的第", "後的第"]).is_some();
        if !counted {
            d.eat("的");
        }
        if let Some(word) = d.eat_any(&["前一", "后一", "後一"]) {
            let unit = match d.eat_any(&["天", "日", "周", "年"]) {
                Some("周") => Unit::Week,
                Some("年") => Unit::Year,
                Some(_) => Unit::Day,
                None => return None,
            };
            *c = d;
            let length = Length { parts: vec![(1.into(), unit)], ..Length::default() };
            return Some((length, if word.starts_with('前') { -1 } else { 1 }));
        }
        if !d.peek().is_some_and(numeric) {
            return None;
        }
        if counted {
            let n = d.integer().filter(|_| d.eat("天"))?;
            *c = d;
            return Some((Length { parts: vec![(n.value.into(), Unit::Day)], ..Length::default() }, 1));
        }
        let length = length(&mut d, false).filter(|length| length.vague.is_none())?;
        let sign = if d.eat_as(&words().time_bounds, "moved")?.1 == "before" { -1 } else { 1 };
        *c = d;
        Some((length, sign))
    }

    /// The second point of 8月15日—16日, 1月至10月, 今天8时到14时.
    fn range_end(&self, c: &mut Cursor<'_>, first: &Point) -> Option<Point> {
        let mut d = *c;
        let opened = d.eat("起");
        let between = !opened && first.edge.is_none() && {
            let mut e = *c;
            e.eat_any(&["和", "与", "與"]).is_some()
                && points(&mut e, false).is_some_and(|p| p.second.is_none())
                && (e.eat("之间") || e.eat("间"))
        };
        if between {
            d.eat_any(&["和", "与", "與"]);
        } else {
            if opened {
                let _ = d.eat("，");
            }
            if !eat_connective(&mut d) {
                return None;
            }
        }
        if sees_present(&d) {
            return None;
        }
        let Points { first: last, second: None } = points(&mut d, false).or_else(|| hour_alone(&mut d, first))? else {
            return None;
        };
        if !comparable(first, &last) {
            return None;
        }
        *c = d;
        Some(last)
    }
}

/// Whether 目前 or 今 stands here, and not 今天 or 今年.
fn sees_present(c: &Cursor<'_>) -> bool {
    words().time_presents.longest_prefix(c.rest()).is_some_and(|(_, value)| value.is_empty())
}

/// 周一至周五 is a range, 10日至12日16时 too; 5日至上海 none, nor 5日到9时.
fn comparable(first: &Point, last: &Point) -> bool {
    let timed = |p: &Point| p.clock.is_some();
    let dayless = |p: &Point| p.field == Field::None && p.year.is_none();
    let dated = first.names_a_day() && last.names_a_day();
    if timed(last) != timed(first) && !dated && !(first.part.is_some() || last.part.is_some()) {
        return false;
    }
    if dayless(last) && !timed(last) && last.part.is_none() {
        return false;
    }
    !matches!(last.field, Field::Same | Field::Vague)
}

/// 今晚8点到9: never; a clock that needs its range to be told: 下午3点到5点.
fn hour_alone(c: &mut Cursor<'_>, first: &Point) -> Option<Points> {
    first.clock?;
    let mut reader = Reader { c: *c, point: Point::default(), second: None, lone: false };
    super::clock::clock(&mut reader, true).then_some(())?;
    *c = reader.c;
    Some(Points { first: reader.point, second: reader.second })
}
/// 北京时间 and 当地时间 stand before, outside the mention.
fn zone(c: &Cursor<'_>) -> Option<&'static str> {
    c.led_by("zone")
}
