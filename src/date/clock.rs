//! Times of day: 9时30分, 下午三点半, 20:15, 两点一刻, 24时, 9~11点.

use super::expression::{Clock, Point};
use super::reader::{Reader, eat_connective, with_clock};
use super::token::{Cursor, Script, numeric};

/// Reads a clock. `anchored` says that a day or a part of the day stands before, so that less tells a time.
pub(super) fn clock(r: &mut Reader<'_>, anchored: bool) -> bool {
    let mut c = r.c;
    let _ = anchored && c.eat_any(&["约", "大约"]).is_some();
    let from = c;
    let Some((mut first, open)) = one(&mut c, anchored || r.lone) else { return range_of_hours(r, anchored) };
    if !anchored && !stands(r, &from, &c, &first, open) {
        return false;
    }
    // 上午12点 is noon, 凌晨12点 where the day begins.
    if first.hour == 12 && r.point.part == Some("MO") && from.stands_behind("凌晨") {
        first.hour = 0;
    }
    let mut point = with_clock(&r.point, first);
    let mut m = c;
    m.blank();
    match m.eat_any(&["pm", "p.m.", "PM", "P.M.", "p.m", "am", "a.m.", "AM", "A.M.", "a.m"]) {
        Some(word) if !m.peek().is_some_and(|n| n.is_ascii_alphabetic()) => {
            point.part = Some(if word.starts_with(['p', 'P']) { "AF" } else { "MO" });
            c = m;
        }
        _ => {}
    }
    let _ = c.eat("整");
    r.point = point;
    r.c = c;
    true
}

/// One time; whether it is an hour alone.
fn one(c: &mut Cursor<'_>, anchored: bool) -> Option<(Clock, bool)> {
    let mut at = *c;
    let hour = at.integer().filter(|n| n.value <= 24 && n.script != Script::Positional && n.len <= 3)?;
    let hour_value = hour.value as i8;
    let mut clock = Clock { hour: hour_value, minute: None, second: None };
    if at.sees_any(&[":", "："]) && hour.script == Script::Arabic && hour.len <= 2 {
        at.eat_any(&[":", "："]);
        let two = |at: &mut Cursor<'_>| {
            at.integer().filter(|n| n.script == Script::Arabic && n.len == 2 && n.value < 60).map(|n| n.value as i8)
        };
        clock.minute = Some(two(&mut at)?);
        let mut s = at;
        if s.eat_any(&[":", "："]).is_some() {
            let second = two(&mut s)?;
            clock.second = Some(second);
            at = s;
        }
        if at.peek().is_some_and(|n| n.is_ascii_digit() || n == ':' || n == '%') {
            return None;
        }
        let _ = anchored && (at.eat("分") || at.eat("时"));
        *c = at;
        return valid(clock).then_some((clock, false));
    }
    at.blank();
    let word = at.eat_any(&["时", "時", "点钟", "點鐘", "点", "點"])?;
    let dotted = word.starts_with(['点', '點']);
    if !dotted && at.is_refused("clock:时") {
        return None;
    }
    let mut half = at;
    if half.eat("半") && !half.is_refused("half:clock") {
        at = half;
        clock.minute = Some(30);
        let _ = at.eat("钟");
    } else if let Some(quarters) = quarter(&mut at) {
        clock.minute = Some(quarters * 15);
    } else {
        let mut m = at;
        m.blank();
        let _ = m.eat("过") || m.eat("过了");
        let zero = m.eat("零") || m.eat("〇");
        if let Some(minute) = m.integer().filter(|n| n.value < 60 && (n.len <= 3)) {
            let mut u = m;
            u.blank();
            let unit = u.eat("分") && !u.is_refused("clock:分");
            // 7点30, 九点零九: two digits, and nothing that they could count.
            let bare = dotted
                && (zero || minute.len >= 2)
                && !m.peek().is_some_and(|n| numeric(n) || matches!(n, '.' | '%' | '％'))
                && !m.is_refused("clock:点");
            if unit {
                m = u;
                clock.minute = Some(minute.value as i8);
                let mut s = m;
                let _ = s.eat("零");
                if let Some(second) = s.integer().filter(|n| n.value < 60)
                    && s.eat("秒")
                {
                    clock.second = Some(second.value as i8);
                    m = s;
                }
                at = m;
            } else if bare {
                clock.minute = Some(minute.value as i8);
                at = m;
            }
        }
    }
    *c = at;
    valid(clock).then_some((clock, dotted && word.len() == 3 && clock.minute.is_none()))
}

fn valid(clock: Clock) -> bool {
    clock.hour < 24 || clock.hour == 24 && clock.minute.unwrap_or(0) == 0 && clock.second.unwrap_or(0) == 0
}

/// 一刻, 3刻.
fn quarter(c: &mut Cursor<'_>) -> Option<i8> {
    let mut at = *c;
    let n = at.integer().filter(|n| matches!(n.value, 1 | 3))?;
    let found = at.eat("刻钟") || at.eat("刻");
    found.then(|| {
        *c = at;
        n.value as i8
    })
}

/// Whether a time without a day before it is one: not 3点建议, 上涨11点, 25:21.
fn stands(r: &Reader<'_>, from: &Cursor<'_>, end: &Cursor<'_>, clock: &Clock, open: bool) -> bool {
    if r.lone {
        return true;
    }
    let before = from.behind();
    let after = end.peek();
    if clock.minute.is_some() && !open {
        // A score or a ratio: 以25:21, 1:10的比例.
        let ratio = before.is_some_and(|b| "以比为成按约分是".contains(b))
            || end.is_refused("score")
            || end.sees_any(&["-", "的成绩", "）"])
                && clock.hour < 6
                && from.sees_any(&["0", "1", "2", "3", "4"])
                && !from.sees_any(&["00", "01", "02", "03", "04", "05"]);
        return !ratio;
    }
    if !open {
        // 8时, 三点钟.
        return !before.is_some_and(|b| "小同历".contains(b))
            && (clock.hour != 1 || from.sees("1") || clock.minute.is_some());
    }
    if before.is_some_and(|b| "涨跌升降有这几每第了差报收高低".contains(b)) {
        return false;
    }
    // Points of a plan are seldom that many.
    if from.sees_any(&["十一", "十二"]) && !end.is_refused("points") {
        return true;
    }
    let cued = before.is_none_or(|b| "，。至到于在从自前过近，；：（“、的截".contains(b))
        && (after.is_none_or(|a| "，。、前后左许多开过整；的）起就准到至".contains(a))
            || end.sees_any(&["左右", "开始", "许"]));
    cued && clock.hour > 4 && !end.sees_any(&["的是", "，一是"])
}

/// 9~11点, 0—24时.
fn range_of_hours(r: &mut Reader<'_>, anchored: bool) -> bool {
    let mut c = r.c;
    let hour_like = |n: &super::token::Int| n.value <= 24 && n.script != Script::Positional;
    if !anchored && c.behind().is_some_and(numeric) {
        return false;
    }
    let Some(first) = c.integer().filter(hour_like) else { return adjacent_hours(r, anchored) };
    if !eat_connective(&mut c) {
        return adjacent_hours(r, anchored);
    }
    let Some((last, open)) = one(&mut c, anchored).filter(|(last, _)| i32::from(last.hour) > first.value) else {
        return false;
    };
    if open && !anchored && !r.lone {
        return false;
    }
    let begin = Clock { hour: first.value as i8, minute: None, second: None };
    r.point = with_clock(&r.point, begin);
    r.second = Some(Point { part: r.point.part, clock: Some(last), ..Point::default() });
    r.c = c;
    true
}

/// 下午七八点.
fn adjacent_hours(r: &mut Reader<'_>, anchored: bool) -> bool {
    let mut c = r.c;
    if !anchored {
        return false;
    }
    let Some(pair) = c.integer().filter(|n| n.script == Script::Positional && n.len == 2) else { return false };
    let (first, last) = (pair.value / 10, pair.value % 10);
    if last != first + 1 || c.eat_any(&["点钟", "点", "时"]).is_none() {
        return false;
    }
    let hour = |hour: i32| Clock { hour: hour as i8, minute: None, second: None };
    r.point = with_clock(&r.point, hour(first));
    // To the end of the later hour.
    r.second = Some(Point { part: r.point.part, clock: Some(hour(last + 1)), ..Point::default() });
    r.c = c;
    true
}
