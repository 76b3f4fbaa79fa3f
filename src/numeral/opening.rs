//! What opens a numeral before its digits: a sign, 上 in 上百, 数 in 数十.

use rust_decimal::Decimal;

use super::blank;
use super::class::{Class, class};
use super::reader::{Bounds, Prefix, Reader};

impl Reader<'_> {
    /// A sign stands before a digit and behind no other number or letter.
    pub(super) fn sign(&mut self) -> Decimal {
        let Some(c @ ('-' | '－' | '−' | '负' | '負')) = self.peek() else { return Decimal::ONE };
        let before = self.text[..self.at].chars().next_back();
        let next = self.text[self.at + c.len_utf8()..].chars().next();
        let minus = if matches!(c, '负' | '負') {
            // 负的二十五点三 is as good as 负二十五点三.
            let sign = self.at + c.len_utf8();
            let of = usize::from(self.text[sign..].starts_with('的')) * "的".len();
            let digits = blank::skip(self.text, sign + of);
            let word = before.is_some_and(|b| matches!(b, '胜' | '勝' | '自' | '担' | '肩' | '正' | '抱' | '辜'));
            let number = match self.text[digits..].chars().next().map(class) {
                Some(Class::Arabic(_) | Class::Chinese(_)) => true,
                Some(Class::Multiplier(m)) => m < 10_000,
                _ => false,
            };
            (!word && number).then_some(digits)
        } else {
            let number = matches!(next.map(class), Some(Class::Arabic(_)));
            let sign = self.at + c.len_utf8();
            let adjoins = number && !before.is_some_and(joins);
            let apart = || blank::skip(self.text, sign);
            if adjoins { Some(sign) } else { Some(apart()).filter(|&digits| digits > sign && self.alone(digits)) }
        };
        let Some(digits) = minus else { return Decimal::ONE };
        self.at = digits;
        Decimal::NEGATIVE_ONE
    }

    /// Whether a line says nothing but a sign, here, and the digits at a byte behind it: - 1,200, as tables set it.
    fn alone(&self, digits: usize) -> bool {
        let before = self.text[..self.at].trim_end_matches([' ', '\u{3000}']);
        let rest = &self.text[digits..];
        (before.is_empty() || before.ends_with('\n'))
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && rest
                .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'))
                .lines()
                .next()
                .is_none_or(str::is_empty)
    }

    /// 上百, 数十, 几百, 好几万; 几 alone.
    pub(super) fn prefix(&mut self) -> Option<Prefix> {
        let rest = self.rest();
        let c @ ('上' | '数' | '數' | '几' | '幾' | '好') = rest.chars().next()? else { return None };
        let several = c == '好';
        if several && !rest.starts_with("好几") && !rest.starts_with("好幾") {
            return None;
        }
        let word = if several { "好几".len() } else { c.len_utf8() };
        let next = rest[word..].chars().next();
        let multiplied = match next.map(class) {
            Some(Class::Multiplier(m)) => Some(m),
            _ => None,
        };
        let prefix = match c {
            '上' if multiplied.is_some_and(|m| m >= 100) && !rest[word..].starts_with("万一") => Prefix::Upwards,
            '上' => return None,
            '数' | '數' if multiplied.is_none() => return None,
            _ if matches!(next, Some('乎' | '何' | '曾' | '率' | '度' | '经' | '近' | '分')) => return None,
            _ => Prefix::Some,
        };
        self.at += word;
        if prefix == Prefix::Some {
            self.pending = Some(Bounds { low: Decimal::TWO, high: Decimal::TEN });
        }
        Some(prefix)
    }
}

/// Whether a hyphen behind this character joins and is no sign: 2020-11, 10%-20%, 乙-5.
fn joins(before: char) -> bool {
    before.is_ascii_alphanumeric()
        || matches!(class(before), Class::Arabic(_) | Class::Chinese(_) | Class::Multiplier(_))
        || matches!(before, '-' | '—' | '－' | ')' | '）' | '”' | '%' | '％' | '月' | '日' | '年' | '℃')
}
