//! Where expressions begin: a look at two characters passes over nearly everything else.

use super::expression::{Body, Expression, Field, Month, Reference, Sub, Year};
use super::grammar::Grammar;
use super::memory::Place;
use super::opening::{OPENS, STOP, classes, may_open};
use super::token::{Cursor, numeric, words};
use crate::numeral::arabic_digit;

/// The expressions of a text, in order, none overlapping another.
pub(crate) struct Scan<'t> {
    text: &'t str,
    at: usize,
    place: Place,
}

impl<'t> Scan<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0, place: Place { sentence: 0, paragraph: 0 } }
    }

    /// Where the expression given last stands.
    pub(crate) const fn place(&self) -> Place {
        self.place
    }

    /// Reads on from byte `at`, within the expression given last.
    pub(crate) const fn go_back(&mut self, at: usize) {
        self.at = at;
    }

    /// Whether nothing stands before: there less is needed to tell a date.
    fn leads(&self, at: usize) -> bool {
        self.text.len() < LONE && self.text.get(..at).is_some_and(nothing)
    }

    /// Goes on to the next character that an expression may begin with.
    fn skip(&mut self) -> Option<char> {
        let rest = self.text.get(self.at..)?;
        let classes = classes();
        // At the beginning of a short text less opens an expression.
        let opening = if self.text.len() < LONE { u8::MAX } else { STOP | OPENS };
        let mut chars = rest.chars();
        loop {
            let c = chars.next()?;
            let class = classes.get(c as usize).copied().unwrap_or(0);
            if class & opening == 0 {
                continue;
            }
            let at = self.at + rest.len() - chars.as_str().len() - c.len_utf8();
            if class & STOP != 0 {
                self.place.sentence += 1;
                self.place.paragraph += usize::from(c == '\n');
            } else if may_open(class, c, chars.as_str()) || self.leads(at) {
                self.at = at;
                return Some(c);
            }
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = Expression;

    fn next(&mut self) -> Option<Expression> {
        loop {
            let Some(c) = self.skip() else {
                self.at = self.text.len();
                return None;
            };
            let (found, next) = step(self.text, self.at, c);
            self.at = next;
            if let Some(e) = found.filter(exists) {
                return Some(e);
            }
        }
    }
}

/// The expression that begins at byte `at` with `c`, and where to look for the next.
fn step(text: &str, at: usize, c: char) -> (Option<Expression>, usize) {
    let not = words().time_not_dates.longest_prefix(&text[at..]).map_or(0, |(word, _)| word.len());
    let found = expression(text, at).filter(|e| e.end > at + not);
    let next = match &found {
        Some(e) => e.end,
        None if not > 0 => at + not,
        // A number that begins no date holds none.
        None if arabic_digit(c).is_some() => skip_number(text, at),
        None => at + c.len_utf8(),
    };
    (found, next)
}

/// Whether the calendar has the day that an expression names: never 2月30日.
fn exists(e: &Expression) -> bool {
    let Body::Point(point) = &e.body else { return true };
    let Field::Month(Month::Is(Reference::Stated(month)), Some(Sub::Day(day))) = point.field else { return true };
    let year = match point.year {
        Some(Year::Stated(year)) => year,
        Some(Year::Short(year)) => 2000 + year,
        _ => 2000,
    };
    super::calendar::day(year, month as i8, day).is_some()
}

fn skip_number(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.chars().take_while(|&c| arabic_digit(c).is_some()).map(char::len_utf8).sum::<usize>()
}

/// The expression that begins at byte `at`.
fn expression(text: &str, at: usize) -> Option<Expression> {
    let c = Cursor::new(text, at);
    let first = c.peek()?;
    if first.is_whitespace() {
        return None;
    }
    if numeric(first) && first != '半' {
        let behind = c.behind();
        let number_goes_on = behind.is_some_and(|b| numeric(b) && b != '半' || b.is_ascii_alphabetic() || b == '第')
            || behind.is_some_and(|b| matches!(b, '.' | '．' | '·')) && arabic_digit(first).is_some();
        if number_goes_on {
            return None;
        }
    }
    let lone = text.len() < LONE && text.get(..at).is_some_and(nothing);
    // A lone expression needs less to be told; but whether it is alone shows only at its end.
    if lone && let Some(e) = (Grammar { c, lone }).expression().filter(|e| is_lone(text, e)) {
        return Some(e);
    }
    Grammar { c, lone: false }.expression()
}

/// The longest text that an expression may be alone in, in bytes.
const LONE: usize = 120;

/// Whether a text holds no more than blanks and stops.
fn nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '。' | '，' | '.' | '…' | '？' | '！'))
}

/// Whether nothing but the expression stands in the text.
pub(crate) fn is_lone(text: &str, e: &Expression) -> bool {
    text.get(..e.start).is_none_or(nothing) && text.get(e.end..).is_none_or(nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a scan finds that tries to read an expression at every character.
    fn everywhere(text: &str) -> Vec<Expression> {
        let (mut at, mut found) = (0, Vec::new());
        while let Some(c) = text[at..].chars().next() {
            let (e, next) = step(text, at, c);
            found.extend(e.filter(exists));
            at = next;
        }
        found
    }

    #[test]
    fn no_expression_is_passed_over() {
        let texts = include_str!("../extract/date.txt")
            .lines()
            .chain(include_str!("../../seeds/articles/02-statistics.txt").lines());
        for text in texts.map(|line| line.replace(['[', ']'], "")) {
            assert_eq!(Scan::new(&text).collect::<Vec<_>>(), everywhere(&text), "{text}");
        }
    }

    #[test]
    fn no_word_of_time_is_passed_over() {
        let lists = words();
        for list in [
            &lists.time_years,
            &lists.time_months,
            &lists.time_days,
            &lists.time_day_runs,
            &lists.time_shifts,
            &lists.time_parts,
            &lists.time_seasons,
            &lists.time_vague,
            &lists.time_eras,
            &lists.time_reigns,
            &lists.time_holidays,
            &lists.time_presents,
        ] {
            for (word, _) in list.iter() {
                for behind in ["", "，", "三年", " 3 天", "周三", "月5日", "个小时", "以来", "期间", "假期", "元年"]
                {
                    let text = format!("据悉，{word}{behind}。");
                    assert_eq!(Scan::new(&text).collect::<Vec<_>>(), everywhere(&text), "{text}");
                }
            }
        }
    }
}
