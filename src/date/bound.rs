//! The words behind an expression that say how exactly, and on which side of it: 左右, 以来, 起, 前, 期间.

use super::expression::{Body, Bound, Field};
use super::token::{Cursor, numeric, words};

/// 左右, 许, 前后.
pub(super) fn eat_approx(c: &mut Cursor<'_>) -> bool {
    if c.closes() {
        return false;
    }
    if c.behind().is_some_and(|b| matches!(b, '点' | '點' | '时' | '半' | '0')) && c.sees("多") && !c.sees("多数")
    {
        c.eat("多");
        let _ = c.eat("钟");
        return true;
    }
    if c.eat_as(&words().time_bounds, "about").is_some() {
        return true;
    }
    if c.sees("前后") && !c.sees_any(&["前后卫", "前后任"]) {
        return c.eat("前后");
    }
    if c.sees("许") && !c.opens_a_word() {
        return c.eat("许");
    }
    false
}

/// 前, but not in 前3个月 or a word of its own: 前往.
pub(super) fn eat_before(c: &mut Cursor<'_>) -> bool {
    let mut behind = *c;
    let found = behind.eat("前") && !behind.peek().is_some_and(numeric) && !c.opens_a_word();
    if found {
        *c = behind;
    }
    found
}

/// 以来, 至今, 起, 前, 后, 期间: the words of `bounds.txt` that close a point.
pub(super) fn bound(c: &mut Cursor<'_>, body: &Body, lone: bool) -> Bound {
    let Body::Point(point) = body else { return Bound::None };
    if c.closes() {
        return Bound::None;
    }
    let mut behind = *c;
    let Some((_, said)) = behind.eat_as(&words().time_bounds, "close") else { return Bound::None };
    let (kind, condition) = said.split_once(':').unwrap_or((said, ""));
    let refused = || c.opens_a_word();
    let fits = match (condition, kind) {
        ("year", _) => point.field == Field::None && point.year.is_some() && point.edge.is_none() && !refused(),
        // 9月开始 belongs only where a preposition opens it.
        ("opened", _) => {
            let before = c.text.get(..c.at).unwrap_or_default();
            lone || before.chars().rev().take(16).any(|b| matches!(b, '从' | '從' | '自'))
        }
        ("single", "before") => {
            !matches!(point.field, Field::Whole) && !behind.peek().is_some_and(numeric) && !refused()
        }
        ("single", "after") => !matches!(point.field, Field::Day(_)) && !refused(),
        ("single", _) => !refused(),
        _ => true,
    };
    // 上年同期以来; but 同期|前.
    let same = matches!(point.field, Field::Same) && point.year.is_none() && kind != "since";
    if !fits || same {
        return Bound::None;
    }
    *c = behind;
    match kind {
        "since" => Bound::Since,
        "from" => Bound::From,
        "before" => Bound::Before,
        "after" => Bound::After,
        _ => Bound::During,
    }
}
