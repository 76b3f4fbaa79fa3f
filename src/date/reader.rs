//! A point being read, and what its readers share.

use super::expression::{Clock, Point, Weekday};
use super::token::{Cursor, Int, Script, numeric};

/// A point, and the one that a range written with one unit ends at: 1—7月.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Points {
    pub(super) first: Point,
    pub(super) second: Option<Point>,
}

/// A point being read.
pub(super) struct Reader<'t> {
    pub(super) c: Cursor<'t>,
    pub(super) point: Point,
    pub(super) second: Option<Point>,
    /// Whether the expression stands alone in its text, so that less tells a date.
    pub(super) lone: bool,
}

/// What joins the two numbers of a range.
pub(super) fn eat_connective(c: &mut Cursor<'_>) -> bool {
    let mut at = *c;
    at.blank();
    let found = at.eat_any(&["——", "—", "–", "-", "－", "~", "～", "―", "─", "ー", "至", "到"]).is_some();
    if found {
        at.blank();
        *c = at;
    }
    found
}

/// A day of the week by its character, or the weekend.
pub(super) fn eat_weekday(c: &mut Cursor<'_>) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 9] = [
        ("一", Weekday::Day(1)),
        ("二", Weekday::Day(2)),
        ("三", Weekday::Day(3)),
        ("四", Weekday::Day(4)),
        ("五", Weekday::Day(5)),
        ("六", Weekday::Day(6)),
        ("日", Weekday::Day(7)),
        ("天", Weekday::Day(7)),
        ("末", Weekday::End),
    ];
    let (word, day) = DAYS.iter().find(|(word, _)| c.sees(word))?;
    let mut at = *c;
    at.eat(word);
    if at.peek().is_some_and(|n| numeric(n) && !n.is_ascii_digit() && n != '十')
        && *word != "日"
        && *word != "天"
        && *word != "末"
    {
        return None;
    }
    *c = at;
    Some(*day)
}

/// Whether a number can be a day of a month.
pub(super) fn day_like(n: &Int) -> bool {
    (1..=31).contains(&n.value) && n.script != Script::Positional && (n.script == Script::Chinese || n.len <= 2)
}

/// The TIMEX3 code of a part of the day, as the lists write it.
pub(super) fn part_code(code: &str) -> &'static str {
    match code {
        "MO" => "MO",
        "MI" => "MI",
        "AF" => "AF",
        "EV" => "EV",
        "NI" => "NI",
        _ => "DT",
    }
}

/// A clock of the same point, with another hour.
pub(super) fn with_clock(point: &Point, clock: Clock) -> Point {
    Point { clock: Some(clock), ..point.clone() }
}
