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
    if c.eat_any(&["左右", "上下", "前后不"]).is_some() {
        return true;
    }
    if c.sees("前后") && !c.sees_any(&["前后卫", "前后任"]) {
        return c.eat("前后");
    }
    if c.sees("许") && !c.sees_listed(&words().time_not_suffixes) {
        return c.eat("许");
    }
    false
}

/// 前, but not in 前3个月 or a word of its own: 前往.
pub(super) fn eat_before(c: &mut Cursor<'_>) -> bool {
    let mut behind = *c;
    let found = behind.eat("前") && !behind.peek().is_some_and(numeric) && !c.sees_listed(&words().time_not_suffixes);
    if found {
        *c = behind;
    }
    found
}

/// 以来, 至今, 起, 前, 后, 期间.
pub(super) fn bound(c: &mut Cursor<'_>, body: &Body, lone: bool) -> Bound {
    let Body::Point(point) = body else { return Bound::None };
    if c.closes() {
        return Bound::None;
    }
    let refused = c.sees_listed(&words().time_not_suffixes);
    let yearly = point.field == Field::None && point.year.is_some() && point.edge.is_none();
    if c.eat_any(&["以来", "以來", "至今", "迄今", "到现在", "到目前", "至目前"]).is_some()
        || yearly && !refused && c.eat_any(&["来", "來"]).is_some()
    {
        return Bound::Since;
    }
    if matches!(point.field, Field::Same) && point.year.is_none() {
        return Bound::None;
    }
    if c.eat_any(&["开始", "開始"]).is_some_and(|w| {
        // 9月开始 belongs only where a preposition opens it.
        let before = c.text.get(..c.at - w.len()).unwrap_or_default();
        let opened = lone || before.chars().rev().take(16).any(|b| matches!(b, '从' | '從' | '自'));
        if !opened {
            c.at -= w.len();
        }
        opened
    }) {
        return Bound::From;
    }
    if !refused && c.eat("起") {
        return Bound::From;
    }
    if c.eat_any(&["之前", "以前"]).is_some() {
        return Bound::Before;
    }
    if c.eat_any(&["之后", "以后", "之後", "以後", "过后"]).is_some() {
        return Bound::After;
    }
    if c.eat_any(&["期间", "期間"]).is_some() {
        return Bound::During;
    }
    if !matches!(point.field, Field::Whole) && eat_before(c) {
        return Bound::Before;
    }
    if !refused && c.sees_any(&["后", "後"]) && !matches!(point.field, Field::Day(_)) {
        c.eat_any(&["后", "後"]);
        return Bound::After;
    }
    Bound::None
}
