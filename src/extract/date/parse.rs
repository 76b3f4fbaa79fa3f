//! The grammar of whole expressions: what stands before and behind a point or a length, and what joins two.

use super::bound::{bound, eat_approx};
use super::expression::{Body, Bound, Expression, Field, Length, Point, Unit};
use super::length::length;
use super::point::{Points, Reader, eat_connective, points};
use super::token::{Cursor, begins, numeric, words};
use crate::numeral::arabic_digit;

/// Every expression of a text, in order, none overlapping another.
pub(super) fn find(text: &str) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        if !begins(c) {
            at += c.len_utf8();
            continue;
        }
        if let Some(word) = words().time_not_dates.longest_prefix(text.get(at..).unwrap_or_default()).map(|(w, _)| w) {
            let end = at + word.len();
            match expression(text, at).filter(|e| e.end > end) {
                Some(e) => {
                    at = e.end;
                    found.push(e);
                }
                None => at = end,
            }
            continue;
        }
        match expression(text, at) {
            Some(e) => {
                at = e.end.max(at + c.len_utf8());
                found.push(e);
            }
            // A number that begins no date holds none.
            None if arabic_digit(c).is_some() => at = skip_number(text, at),
            None => at += c.len_utf8(),
        }
    }
    found
}

fn skip_number(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.chars().take_while(|&c| arabic_digit(c).is_some()).map(char::len_utf8).sum::<usize>()
}

/// The expression that begins at byte `at`.
pub(super) fn expression(text: &str, at: usize) -> Option<Expression> {
    let c = Cursor::new(text, at);
    let first = c.peek()?;
    if numeric(first) && first != '半' {
        let behind = c.behind();
        let number_goes_on = behind.is_some_and(|b| numeric(b) && b != '半' || b.is_ascii_alphabetic() || b == '第')
            || behind.is_some_and(|b| matches!(b, '.' | '．' | '·')) && arabic_digit(first).is_some();
        if number_goes_on {
            return None;
        }
    }
    let lone = text.len() < 120 && {
        let edge = |c: char| c.is_whitespace() || matches!(c, '。' | '，' | '.' | '…' | '？' | '！');
        text.get(..at).is_some_and(|t| t.trim_matches(edge).is_empty())
    };
    // A lone expression needs less to be told; but whether it is alone shows only at its end.
    if lone && let Some(e) = (Grammar { c, lone }).expression().filter(|e| is_lone(text, e)) {
        return Some(e);
    }
    Grammar { c, lone: false }.expression()
}

/// Whether nothing but the expression stands in the text.
pub(super) fn is_lone(text: &str, e: &Expression) -> bool {
    let edge = |c: char| c.is_whitespace() || matches!(c, '。' | '，' | '.' | '…' | '？' | '！');
    let outside = |t: Option<&str>| t.is_none_or(|t| t.trim_matches(edge).is_empty());
    outside(text.get(..e.start)) && outside(text.get(e.end..))
}

#[derive(Clone, Copy)]
pub(super) struct Grammar<'t> {
    pub(super) c: Cursor<'t>,
    lone: bool,
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
    fn expression(&self) -> Option<Expression> {
        let read = self.set().or_else(|| self.until()).or_else(|| self.from()).or_else(|| self.longest())?;
        let zone = zone(&self.c);
        let Read { body, bound, approx, end, rule } = read;
        Some(Expression { start: self.c.at, end, body, bound, approx, zone, rule })
    }

    /// Of the readings that stand for themselves, the longest.
    fn longest(&self) -> Option<Read> {
        let readings = [self.point(), self.span(), self.length(), self.vague(), self.plan(), self.era()];
        readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
    }

    /// 截至目前, 截至12月22日.
    fn until(&self) -> Option<Read> {
        let mut c = self.c;
        c.eat_any(&["截至到", "截止到", "截止至", "截至", "截止", "截止於", "截止于", "截至於"])?;
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
    fn from(&self) -> Option<Read> {
        let mut c = self.c;
        c.eat_any(&["自从", "自從", "自", "从", "從"])?;
        c.blank();
        let inner = Grammar { c, lone: false };
        let read = inner.point().or_else(|| inner.era())?;
        matches!(read.bound, Bound::Since | Bound::From).then_some(read)
    }

    /// 近三年, 过去的一年, 未来五年, 距今4300年.
    fn span(&self) -> Option<Read> {
        let mut c = self.c;
        const PAST: [&str; 12] =
            ["最近的", "最近", "近", "过去的", "过去", "過去", "前", "上", "此前", "之前", "刚刚过去的", "這"];
        const FUTURE: [&str; 15] = [
            "未来的",
            "未来",
            "未來",
            "今后的",
            "今后",
            "今後",
            "接下来的",
            "接下来",
            "将来",
            "之后",
            "此后",
            "后",
            "後",
            "下",
            "再过",
        ];
        let behind = c.behind();
        if c.eat("距今") || c.eat("距离现在") {
            let _ = c.eat_any(&["约", "大约", "已有", "已", "有"]);
            let first = long_ago(&mut c)?;
            let mut d = c;
            if eat_connective(&mut d) && long_ago(&mut d).is_some() {
                c = d;
                return Some(Read {
                    body: Body::Past(first),
                    bound: Bound::None,
                    approx: true,
                    end: c.at,
                    rule: "date/ages-ago",
                });
            }
            let _ = c.eat("前");
            return Some(Read {
                body: Body::Ago(first),
                bound: Bound::None,
                approx: true,
                end: c.at,
                rule: "date/ages-ago",
            });
        }
        let past = c.eat_any(&PAST);
        let word = past.or_else(|| c.eat_any(&FUTURE))?;
        let single = matches!(word, "前" | "上" | "后" | "後" | "下" | "这" | "這" | "头" | "近");
        if single && behind.is_some_and(|b| numeric(b) || "以之年月日天时点分今明去目此向先日早当附最新".contains(b))
        {
            return None;
        }
        let small = c.peek();
        let length = length(&mut c, matches!(word, "近" | "未来"))?;
        if matches!(word, "上" | "下" | "后" | "後" | "前") && (length.vague.is_some() || small == Some('一')) {
            return None;
        }
        // 堵塞近5个小时, 历时近三年: how long, not since when.
        let lasted = self.c.text.get(..self.c.at).is_some_and(|t| LASTING.iter().any(|w| t.ends_with(w)));
        let fine = super::calendar::finest(&length).is_some_and(|u| u < Unit::Day);
        if word == "近" && (lasted || fine) {
            return None;
        }
        let _ = c.eat_any(&["以来", "以來", "来", "來", "间", "里", "以内", "之内", "内"]).is_some();
        let body = if past.is_some() { Body::Past(length) } else { Body::Future(length) };
        Some(Read { body, bound: Bound::None, approx: false, end: c.at, rule: "date/span-to-now" })
    }

    /// 三个月, 3至5天, 三年来, 三天前, 半年后, 30天内.
    fn length(&self) -> Option<Read> {
        let mut c = self.c;
        let start = c.at;
        let mut d = c;
        // 3至5天: the first number has no unit of its own.
        if let Some(first) = d.integer()
            && (eat_connective(&mut d) || d.eat("、"))
        {
            let mut unit = d;
            if let Some(second) = length(&mut unit, true) {
                let same = |u: Unit| Length { parts: vec![(first.value.into(), u)], ..Length::default() };
                let pair = match second.parts.as_slice() {
                    [(value, u)] if *value > first.value.into() => Some(same(*u)),
                    _ => None,
                };
                if let Some(low) = pair {
                    let _ = unit.eat_any(&["以内", "之内", "内"]);
                    return Some(Read {
                        body: Body::Lengths(low, second),
                        bound: Bound::None,
                        approx: false,
                        end: unit.at,
                        rule: "date/lengths",
                    });
                }
            }
        }
        let first = length(&mut c, true)?;
        let mut d = c;
        if eat_connective(&mut d) {
            let mut e = d;
            if let Some(second) = length(&mut e, true) {
                return Some(Read {
                    body: Body::Lengths(first, second),
                    bound: Bound::None,
                    approx: false,
                    end: e.at,
                    rule: "date/lengths",
                });
            }
        }
        let read = |body: Body, c: Cursor<'_>, bound: Bound, approx: bool| {
            Some(Read { body, bound, approx, end: c.at, rule: "date/length" })
        };
        let approx = eat_approx(&mut c);
        c.blank();
        let refused = c.sees_listed(&words().time_not_suffixes);
        if c.eat_any(&["以来", "以來"]).is_some() || !refused && c.eat_any(&["来", "來"]).is_some() {
            return read(Body::Past(first), c, Bound::None, approx);
        }
        if c.eat_any(&["以前", "之前"]).is_some() {
            return read(Body::Ago(first), c, Bound::Before, approx);
        }
        if c.eat_any(&["以后", "之后", "以後", "之後", "过后"]).is_some() {
            return read(Body::Later(first), c, Bound::After, approx);
        }
        if !refused && c.eat("前") {
            return read(Body::Ago(first), c, Bound::None, approx);
        }
        if !refused && c.eat_any(&["后", "後"]).is_some() {
            return read(Body::Later(first), c, Bound::None, approx);
        }
        if c.eat_any(&["以内", "之内"]).is_some() || !refused && c.eat_any(&["内", "內"]).is_some() {
            return read(Body::Length(first), c, Bound::Within, approx);
        }
        let _ = start;
        read(Body::Length(first), c, Bound::None, approx)
    }

    /// 近年来, 目前.
    fn vague(&self) -> Option<Read> {
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
    fn plan(&self) -> Option<Read> {
        let mut c = self.c;
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
    fn era(&self) -> Option<Read> {
        let mut c = self.c;
        let days = c.eat_listed(&words().time_eras)?;
        let bound = match c
            .eat_any(&["以来", "以來", "以后", "之后", "期间", "时期", "以前", "之前", "前夕", "至今", "后", "前"])
        {
            Some("以来" | "以來" | "至今") => Bound::Since,
            Some("以后" | "之后" | "后") => Bound::After,
            Some("期间" | "时期") => Bound::During,
            Some(_) => Bound::Before,
            None => return None,
        };
        Some(Read { body: Body::Era(days), bound, approx: false, end: c.at, rule: "date/era" })
    }

    /// A point or a range of two, with what stands behind.
    fn point(&self) -> Option<Read> {
        let mut c = self.c;
        let Points { first, second } = points(&mut c, self.lone)?;
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
        let is_range = range.is_some();
        read.body = match range {
            Some(last) => Body::Range(Box::new(first), Box::new(last)),
            None => Body::Point(Box::new(first)),
        };
        if !approx && eat_approx(&mut c) {
            read.approx = true;
        }
        if is_range {
            read.rule = "date/range";
            let _ = c.eat_any(&["期间", "之间", "间", "止"]);
        } else {
            read.bound = bound(&mut c, &read.body);
        }
        read.end = c.at;
        Some(read)
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
    c.sees_listed(&words().time_presents)
        && !c.sees_any(&["今天（", "今天(", "今日", "今年", "今晚", "今早", "今晨", "今春", "今夏"])
        && (!c.sees("今天") || c.sees("今天为止"))
}

/// 周一至周五 is a range, 5日至上海 none; a day and a clock make none.
fn comparable(first: &Point, last: &Point) -> bool {
    let timed = |p: &Point| p.clock.is_some();
    let dayless = |p: &Point| p.field == Field::None && p.year.is_none();
    if timed(last) != timed(first) && !(first.part.is_some() || last.part.is_some()) {
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

/// Words that turn 近日 to the future.
const COMING: [&str; 7] = ["将于", "将在", "拟于", "计划于", "计划在", "有望于", "有望在"];

/// Verbs whose object is a length.
const LASTING: [&str; 16] = [
    "历时", "长达", "用时", "耗时", "经过", "持续", "历经", "达", "时隔", "花费", "花了", "用了", "已有", "延长",
    "为期", "成立",
];

/// 4300年, where no year of the calendar is meant.
fn long_ago(c: &mut Cursor<'_>) -> Option<Length> {
    let mut d = *c;
    if let Some(n) = d.integer() {
        let approx = d.eat_any(&["多", "余"]).is_some();
        if d.eat("年") {
            *c = d;
            let approx = approx.then_some(super::Modifier::MoreThan);
            return Some(Length { parts: vec![(n.value.into(), Unit::Year)], vague: None, approx });
        }
    }
    length(c, false)
}

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

/// 北京时间 and 当地时间 stand before, outside the mention.
fn zone(c: &Cursor<'_>) -> Option<&'static str> {
    const ZONES: [(&str, &str); 8] = [
        ("北京时间", "北京时间"),
        ("北京時間", "北京时间"),
        ("当地时间", "当地时间"),
        ("當地時間", "当地时间"),
        ("格林尼治时间", "格林尼治时间"),
        ("世界时", "世界时"),
        ("美东时间", "美东时间"),
        ("莫斯科时间", "莫斯科时间"),
    ];
    let before = c.text.get(..c.at)?;
    ZONES.iter().find(|(word, _)| before.ends_with(word)).map(|(_, zone)| *zone)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::date::resolve::{Clues, resolve};

    proptest! {
        #[test]
        fn any_text_has_its_dates_in_order(text in "[0-9０-９一二三四五六七八九十百零〇两半几个年月日号时点分秒周星期天季度世纪代前后内来起至到—~/.:（）“”今昨明去上下本每第初底末旬晚早春农历正腊闰国庆清近未过截自从公元民康熙 ，]{0,40}") {
            let mut end = 0;
            for e in find(&text) {
                prop_assert!(end <= e.start && e.start < e.end);
                prop_assert!(text.get(e.start..e.end).is_some());
                end = e.end;
                for day in ["-9999-01-01T00:00", "1900-01-31T00:00", "2020-02-29T23:59", "9999-12-31T00:00"] {
                    let reference = day.parse().ok();
                    let _ = resolve(&e, &Clues { reference, ..Clues::default() });
                    let _ = resolve(&e, &Clues { reference, forward: true, lone: true, ..Clues::default() });
                }
            }
        }
    }
}
