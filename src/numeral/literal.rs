//! Digits: 98, 1,234.5, ２．７２.

use rust_decimal::Decimal;

use super::arabic_digit;
use super::reader::{MOST_DIGITS, Reader};

impl Reader<'_> {
    /// An Arabic literal with thousands separators and a decimal point.
    pub(super) fn arabic(&mut self) -> Option<Decimal> {
        let mut digits = String::new();
        let mut too_long = false;
        let mut last_nonzero = 0_u32;
        let push = |c: char, digits: &mut String| digits.push(char::from(b'0' + arabic_digit(c).unwrap_or(0) as u8));
        while let Some(c) = self.peek() {
            if arabic_digit(c).is_some() {
                self.step_over(c);
                if digits.len() < MOST_DIGITS { push(c, &mut digits) } else { too_long = true }
            } else if matches!(c, ',' | '，') && (1..=3).contains(&digits.len()) && self.grouped(c) {
                while self.peek() == Some(c) && self.group(c) {
                    self.step_over(c);
                    for _ in 0..3 {
                        if let Some(d) = self.peek() {
                            self.step_over(d);
                            if digits.len() < MOST_DIGITS { push(d, &mut digits) } else { too_long = true }
                        }
                    }
                }
            } else {
                break;
            }
        }
        for (place, digit) in digits.bytes().rev().enumerate() {
            if digit != b'0' {
                last_nonzero = place as u32;
                break;
            }
        }
        self.step = Decimal::from(10_u64.checked_pow(last_nonzero.min(18)).unwrap_or(1));
        if digits.is_empty() {
            digits.push('0');
        }
        if let Some(point) = self.peek().filter(|c| matches!(c, '.' | '．')) {
            let mut rest = self.rest()[point.len_utf8()..].chars();
            if rest.next().is_some_and(|c| arabic_digit(c).is_some()) {
                self.step_over(point);
                digits.push('.');
                let mut places = 0;
                while let Some(c) = self.peek().filter(|&c| arabic_digit(c).is_some()) {
                    self.step_over(c);
                    places += 1;
                    if digits.len() < MOST_DIGITS { push(c, &mut digits) } else { too_long = true }
                }
                self.step = Decimal::new(1, places.min(20));
            }
        }
        if too_long { None } else { self.power(digits.parse().ok()?) }
    }

    /// The value of digits with the power of ten that they may have behind them: 2e5, -1.2e-1.
    fn power(&mut self, value: Decimal) -> Option<Decimal> {
        const MOST_BYTES: usize = 2;
        let Some(exponent) = self.rest().strip_prefix('e') else { return Some(value) };
        let (down, digits) = exponent.strip_prefix('-').map_or((false, exponent), |digits| (true, digits));
        let len = digits.bytes().take_while(u8::is_ascii_digit).count();
        let closed = !digits[len..].starts_with(|c: char| c.is_ascii_alphabetic());
        if !(1..=MOST_BYTES).contains(&len) || !closed {
            return Some(value);
        }
        let power =
            (0..digits[..len].parse().ok()?).try_fold(Decimal::ONE, |power, _: u32| power.checked_mul(Decimal::TEN))?;
        self.at = self.text.len() - digits.len() + len;
        if down { value.checked_div(power) } else { value.checked_mul(power) }
    }

    /// Whether groups of three digits follow; a full-width comma separates them only between full-width digits.
    fn grouped(&self, comma: char) -> bool {
        let wide = self.text[..self.at].chars().next_back().is_some_and(|c| ('０'..='９').contains(&c));
        (comma == ',' || wide) && self.group(comma)
    }

    fn group(&self, comma: char) -> bool {
        let mut rest = self.rest()[comma.len_utf8()..].chars();
        let three = (0..3).all(|_| rest.next().is_some_and(|c| arabic_digit(c).is_some()));
        three && rest.next().is_none_or(|c| arabic_digit(c).is_none())
    }
}
