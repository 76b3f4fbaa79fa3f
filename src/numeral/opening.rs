//! What opens a numeral before its digits: a sign, 上 in 上百, 数 in 数十.

use rust_decimal::Decimal;

use super::read::{Bounds, Reader};
use super::{arabic_digit, chinese_digit, multiplier};

/// A word before the digits that is part of the number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prefix {
    /// 上百: from there up.
    Upwards,
    /// 数十, 几百, 好几万: 2 to 9 of them. 几 alone too.
    Some,
}

impl Reader<'_> {
    /// A sign stands before a digit and behind no other number or letter.
    pub(super) fn sign(&mut self) -> Decimal {
        let Some(c) = self.peek() else { return Decimal::ONE };
        let before = self.text[..self.at].chars().next_back();
        let number = |c: char| c.is_ascii_alphanumeric() || arabic_digit(c).is_some() || chinese_digit(c).is_some();
        let behind = |b: char| {
            number(b)
                || multiplier(b).is_some()
                || matches!(b, '-' | '—' | '－' | ')' | '）' | '”' | '%' | '％' | '月' | '日' | '年' | '℃')
        };
        let next = self.text[self.at + c.len_utf8()..].chars().next();
        let minus = matches!(c, '-' | '－' | '−')
            && next.is_some_and(|n| arabic_digit(n).is_some())
            && !before.is_some_and(behind)
            || matches!(c, '负' | '負')
                && !before.is_some_and(|b| matches!(b, '胜' | '勝' | '自' | '担' | '肩' | '正' | '抱' | '辜'))
                && next.is_some_and(|n| {
                    arabic_digit(n).is_some() || multiplier(n).is_some_and(|m| m < 10_000) || chinese_digit(n).is_some()
                });
        if minus {
            self.step_over(c);
            return Decimal::NEGATIVE_ONE;
        }
        Decimal::ONE
    }

    /// 上百, 数十, 几百, 好几万; 几 alone.
    pub(super) fn prefix(&mut self) -> Option<Prefix> {
        let rest = self.rest();
        let c = rest.chars().next()?;
        let word = if rest.starts_with("好几") || rest.starts_with("好幾") { "好几".len() } else { c.len_utf8() };
        let multiplied = rest[word..].chars().next().and_then(multiplier);
        match c {
            '上' if multiplied.is_some_and(|m| m >= 100) && !rest[word..].starts_with("万一") => {
                self.at += word;
                Some(Prefix::Upwards)
            }
            '数' | '數' if multiplied.is_some() => {
                self.at += word;
                self.pending = Some(Bounds { low: Decimal::TWO, high: Decimal::TEN });
                Some(Prefix::Some)
            }
            '几' | '幾' | '好' if c != '好' || word > c.len_utf8() => {
                let after = rest[word..].chars().next();
                if matches!(after, Some('乎' | '何' | '曾' | '率' | '度' | '经' | '近' | '分')) {
                    return None;
                }
                self.at += word;
                self.pending = Some(Bounds { low: Decimal::TWO, high: Decimal::TEN });
                Some(Prefix::Some)
            }
            _ => None,
        }
    }
}
