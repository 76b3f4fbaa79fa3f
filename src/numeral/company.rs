//! Characters that are numbers in some company only: 兆, 参, k and M, 千 before a unit.

use rust_decimal::Decimal;

use super::Form;
use super::class::{Class, class};
use super::reader::Reader;

impl Reader<'_> {
    /// 五兆六十二億, 3兆日元: 兆 is a million millions behind a number, and mega before a unit.
    pub(super) fn trillions(&self) -> bool {
        let number = self.pending.is_some() || self.last.is_some_and(|m| m < 10_000);
        let behind = &self.rest()["兆".len()..];
        let currency =
            ["元", "圓", "円", "美元", "日元", "日圆", "日圓", "韩元", "新台币", "新台幣", "台幣", "韓元", "美金"];
        let digit = |c: char| matches!(class(c), Class::Chinese(_) | Class::Arabic(_));
        number && (behind.starts_with(digit) || currency.iter().any(|w| behind.starts_with(w)))
    }

    /// 40k, -2.5 M: what the letter at byte `at` multiplies digits with. Before letters it opens a unit or a code; 5M宽带 is no number.
    pub(super) fn thousands(&self, at: usize) -> Option<Decimal> {
        let mut rest = self.text[at..].chars();
        let (letter, next) = (rest.next()?, rest.next());
        let closed = !next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '·'));
        let factor = match letter {
            'k' if closed => Decimal::ONE_THOUSAND,
            'M' if !next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '·')) => Decimal::from(1_000_000),
            _ => return None,
        };
        (self.form == Form::Arabic && self.pending.is_some() && self.last.is_none()).then_some(factor)
    }

    /// 参萬, 贰佰零参: 参 is a formal 3 only beside other formal digits and multipliers, never in 参加 and 人参.
    pub(super) fn formal_three(&self, at: usize) -> bool {
        let Some(behind) = self.text[at..].strip_prefix('参') else { return false };
        let digit = |c: char| matches!(c, '零' | '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖');
        let multiplier = |c: char| matches!(c, '拾' | '佰' | '仟' | '万' | '亿');
        let (before, next) = (self.text[..at].chars().next_back(), behind.chars().next());
        let opens =
            before.is_none_or(|c| digit(c) || multiplier(c) || !c.is_alphabetic() || "币计共为整元".contains(c));
        match next {
            Some('拾' | '佰' | '仟') => true,
            Some('万' | '亿') => opens,
            next => {
                let closed = next.is_none_or(|c| digit(c) || !c.is_alphabetic() || "元圆角分整".contains(c));
                closed && before.is_some_and(|c| digit(c) || multiplier(c))
            }
        }
    }

    /// 12万千瓦, 5千克, 950百帕: the multiplier at byte `at` belongs to the unit. 海拔五千米 is told in metres.
    pub(super) fn opens_unit(&self, at: usize, c: char) -> bool {
        let next = self.text[at + c.len_utf8()..].chars().next();
        let unit = match c {
            '千' => {
                matches!(next, Some('克' | '米' | '瓦' | '伏' | '卡' | '赫' | '帕' | '焦' | '牛' | '安' | '字' | '比'))
            }
            '百' => matches!(next, Some('帕')),
            _ => false,
        };
        unit && (self.form == Form::Arabic || self.pending.is_none() && self.last.is_some())
    }
}
