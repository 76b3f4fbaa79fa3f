//! A cardinal number: digits and multipliers, as far as they make one.

use rust_decimal::Decimal;

use super::blank;
use super::class::{Class, class};
use super::reader::{Bounds, MOST_DIGITS, Prefix, Reader};
use super::{Approx, Form, Numeral, chinese_digit, multiplier};
use crate::span::Span;

/// A cardinal number at byte `at`, and the byte to go on from.
pub(super) fn cardinal(text: &str, at: usize) -> (Option<Numeral>, usize) {
    let mut reader = Reader::new(text, at);
    let sign = reader.sign();
    let prefixed = reader.prefix();
    let digits_from = reader.at;
    let complete = reader.body();
    let end = reader.at.max(at + text[at..].chars().next().map_or(0, char::len_utf8));
    if complete.is_none() || reader.at == digits_from && !matches!(prefixed, Some(Prefix::Some)) {
        return (None, end);
    }
    let found = reader.finish(at, sign, prefixed);
    (found, end)
}

/// Whether a Latin letter stands right before byte `at`: G20.
pub(super) fn follows_letter(text: &str, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).is_some_and(u8::is_ascii_alphabetic)
}

impl Reader<'_> {
    /// Digits and multipliers, as far as they make a number. `None` if it is too long to be one.
    fn body(&mut self) -> Option<()> {
        let begin = self.at;
        while let Some(c) = self.peek() {
            let goes_on = match class(c) {
                Class::Arabic(_) => self.arabic_part()?,
                // .5: a point before digits, behind nothing that it could belong to.
                Class::Opening if c == '.' && self.at == begin && self.opens_decimal() => self.arabic_part()?,
                Class::Chinese(digit) => {
                    // 2万|一平米: a price of each.
                    let big = self.last.is_some_and(|last| last >= 10_000);
                    let each = || {
                        big && c == '一'
                            && !self.rest()[c.len_utf8()..].chars().next().is_some_and(|n| class(n) != Class::None)
                    };
                    let foreign = self.is_arabic() && (self.pending.is_some() || self.last.is_none() || each());
                    !foreign && self.chinese(c, digit)?
                }
                Class::Tens(tens) => self.tens(c, tens)?,
                Class::Multiplier(m) => !self.opens_unit(self.at, c) && self.multiply(c, m)?,
                Class::Opening if c == '参' => self.formal_three(self.at) && self.chinese(c, 3)?,
                Class::Opening if matches!(c, '几' | '幾') => self.few(c, begin),
                Class::Inner if matches!(c, ' ' | '\u{3000}') => {
                    let goes_on = self.continues_behind_blank();
                    if goes_on {
                        self.at = blank::skip(self.text, self.at);
                    }
                    goes_on
                }
                // 22点6度, 1点一.
                Class::Inner if matches!(c, '点' | '點') && self.is_arabic() && self.pending.is_some() => {
                    let before = self.at;
                    self.point()?;
                    self.at > before
                }
                Class::Inner if c == '兆' && self.trillions() => self.multiply(c, 1_000_000_000_000)?,
                // 40k, but neither km nor kW.
                Class::Inner if self.thousands(self.at).is_some() => {
                    self.pending = self.pending?.times(self.thousands(self.at)?);
                    self.step_over(c);
                    return self.pending.map(drop);
                }
                Class::Inner if self.more(c)? => {
                    self.units_after_more()?;
                    return Some(());
                }
                _ => false,
            };
            if !goes_on {
                return Some(());
            }
        }
        Some(())
    }

    /// Arabic digits. `Some(false)` where they cannot belong to this number.
    fn arabic_part(&mut self) -> Option<bool> {
        if self.pending.is_some() || self.last.is_some() && self.form == Form::Chinese {
            return Some(false);
        }
        let before = self.at;
        let value = self.arabic()?;
        // 3万5000: what follows a multiplier must be smaller than it.
        if self.last.is_some_and(|m| value >= Decimal::from(m)) {
            self.at = before;
            return Some(false);
        }
        self.form = Form::Arabic;
        self.pending = Some(Bounds::exact(value));
        Some(true)
    }

    fn opens_decimal(&self) -> bool {
        let behind = self.text[..self.at].chars().next_back();
        let digits = self.rest()[1..].starts_with(|c: char| c.is_ascii_digit());
        digits && !behind.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.' || class(c) != Class::None && c != ' ')
    }

    /// 廿三, 五百卅四.
    fn tens(&mut self, c: char, tens: u32) -> Option<bool> {
        if self.pending.is_some() || self.last == Some(10) || self.form == Form::Arabic {
            return Some(false);
        }
        self.step_over(c);
        self.section = self.section.plus(Bounds::exact(Decimal::from(tens)))?;
        self.last = Some(10);
        self.zero = false;
        Some(true)
    }

    /// 十几万: between one and the next of what it follows.
    fn few(&mut self, c: char, begin: usize) -> bool {
        let follows = self.last.is_some() && self.pending.is_none() && self.at > begin && self.approx == Approx::Exact;
        if follows {
            self.step_over(c);
            self.pending = Some(Bounds { low: Decimal::ZERO, high: Decimal::TEN });
            self.approx = Approx::MoreThan;
        }
        follows
    }

    /// A Chinese digit. `Some(false)` where it cannot belong to this number.
    fn chinese(&mut self, c: char, digit: u32) -> Option<bool> {
        let value = Decimal::from(digit);
        if digit == 0 && self.pending.is_none() && self.last.is_some() {
            // 三千零售店: without a digit behind it, the character opens another word.
            let behind = self.rest()[c.len_utf8()..].chars().next();
            let digits = match behind.map_or(Class::None, class) {
                Class::Chinese(_) | Class::Arabic(_) | Class::Tens(_) => true,
                Class::Multiplier(m) => self.last.is_some_and(|last| m < last),
                _ => matches!(behind, Some('几' | '幾')) || self.formal_three(self.at + c.len_utf8()),
            };
            if digits {
                self.step_over(c);
                self.zero = true;
            }
            return Some(digits);
        }
        match self.pending {
            None => {
                self.step_over(c);
                self.pending = Some(Bounds::exact(value));
                self.step = Decimal::ONE;
            }
            Some(before) if self.pair(before, digit) => {
                self.step_over(c);
                self.pending = Some(Bounds { low: before.low, high: value });
                self.approx = Approx::Range;
            }
            // 二〇二〇, 五四: digits in a row are read one by one.
            Some(before)
                if self.last.is_none()
                    && matches!(self.approx, Approx::Exact | Approx::Range)
                    && !matches!(c, '两' | '兩') =>
            {
                self.step_over(c);
                let mut value = Bounds::exact(if self.approx == Approx::Range {
                    before.low * Decimal::TEN + before.high
                } else {
                    before.low
                })
                .times(Decimal::TEN)?
                .plus(Bounds::exact(value))?;
                let mut places = 2;
                self.approx = Approx::Exact;
                self.form = Form::Positional;
                while let Some((c, digit)) = self.peek().and_then(|c| Some((c, chinese_digit(c)?))) {
                    self.step_over(c);
                    places += 1;
                    if places > MOST_DIGITS {
                        while self.peek().is_some_and(|c| chinese_digit(c).is_some()) {
                            let c = self.peek()?;
                            self.step_over(c);
                        }
                        return None;
                    }
                    value = value.times(Decimal::TEN)?.plus(Bounds::exact(Decimal::from(digit)))?;
                }
                self.pending = Some(value);
            }
            Some(_) => return Some(false),
        }
        if self.approx == Approx::Exact {
            self.point()?;
        }
        Some(true)
    }

    /// Whether two digits side by side are a range: 三五, 七八, 两三. 三五 alone skips one.
    fn pair(&self, before: Bounds, digit: u32) -> bool {
        let follows = |c: char| matches!(class(c), Class::Chinese(_));
        let after = self.rest().chars().nth(1);
        self.approx == Approx::Exact
            && before.low == before.high
            && before.low >= Decimal::ONE
            && !self.text[..self.at].ends_with(['零', '〇'])
            && (before.low + Decimal::ONE == Decimal::from(digit) || before.low == Decimal::from(3) && digit == 5)
            && !after.is_some_and(follows)
    }

    /// 十, 百, 千, 万, 亿. `Some(false)` where it cannot belong to this number.
    fn multiply(&mut self, c: char, m: u64) -> Option<bool> {
        let factor = Decimal::from(m);
        if m < 10_000 {
            // 千 behind 百, 十 behind 十: another number begins.
            if self.last.is_some_and(|last| last < 10_000 && last <= m) || self.form == Form::Positional {
                return Some(false);
            }
            // 零十 is ten: a 零 before a multiplier says nothing.
            let said = |p: &Bounds| !p.high.is_zero() || self.form == Form::Arabic;
            let digit = self.pending.take().filter(said).unwrap_or(Bounds::ONE);
            self.step_over(c);
            self.section = self.section.plus(digit.times(factor)?)?;
            self.step = if self.form == Form::Arabic { self.step.checked_mul(factor)? } else { factor };
        } else {
            // 四万万: the same multiplier twice, with nothing between.
            let twice = m == self.big && self.last == Some(m) && self.pending.is_none() && self.section.high.is_zero();
            if self.form == Form::Positional
                || m == self.big && !(twice && self.above.high < Decimal::from(100_000_000))
            {
                return Some(false);
            }
            if twice {
                self.step_over(c);
                self.above = self.above.times(factor)?;
                self.step = self.step.checked_mul(factor)?;
                return Some(true);
            }
            let mut value = self.section.plus(self.pending.take().unwrap_or(Bounds::ZERO))?;
            let empty = value.high.is_zero() && self.above.high.is_zero();
            if empty {
                value = Bounds::ONE;
            }
            self.step_over(c);
            self.above = if m > self.big {
                self.above.plus(value)?.times(factor)?
            } else {
                self.above.plus(value.times(factor)?)?
            };
            self.step = if empty { factor } else { self.step.checked_mul(factor)? };
            self.section = Bounds::ZERO;
            self.big = m;
        }
        self.last = Some(m);
        self.zero = false;
        if self.approx == Approx::Exact {
            self.point()?;
        }
        Some(true)
    }

    /// 多, 余, 来 behind a number that can have more: 3000多, 十余, 十来个.
    fn more(&mut self, c: char) -> Option<bool> {
        let after = self.rest()[c.len_utf8()..].chars().next();
        let whole = self.total()?;
        let round = self.last.is_some() || self.form == Form::Arabic && whole.low >= Decimal::TEN;
        let enough = round && self.approx == Approx::Exact && self.form != Form::Positional;
        match c {
            '多' | '余' | '餘' if enough => self.approx = Approx::MoreThan,
            '来' | '來'
                if enough
                    && self.form == Form::Chinese
                    && !matches!(
                        after,
                        Some('自' | '到' | '看' | '说' | '源' | '宾' | '访' | '临' | '袭' | '，' | '。')
                    ) =>
            {
                self.approx = Approx::About;
            }
            _ => return Some(false),
        }
        self.step_over(c);
        if self.approx == Approx::MoreThan {
            let step = Bounds { low: Decimal::ZERO, high: self.step };
            match &mut self.pending {
                Some(pending) => *pending = pending.plus(step)?,
                None if self.big == self.last.unwrap_or(0) => self.above = self.above.plus(step)?,
                None => self.section = self.section.plus(step)?,
            }
        }
        Some(true)
    }

    /// 30多万, 十余亿: multipliers may follow.
    fn units_after_more(&mut self) -> Option<()> {
        loop {
            let at = blank::skip(self.text, self.at);
            let next = self.text[at..].chars().next();
            let Some((c, m)) = next.and_then(|c| Some((c, multiplier(c)?))) else { return Some(()) };
            let small = m < 10_000;
            if small && (at > self.at || self.form == Form::Chinese || self.opens_unit(at, c)) {
                return Some(());
            }
            let before = std::mem::replace(&mut self.at, at);
            if !self.multiply(c, m)? {
                self.at = before;
                return Some(());
            }
        }
    }

    fn total(&self) -> Option<Bounds> {
        let pending = match (self.pending, self.last) {
            // 两千四百五: a digit behind a multiplier, no 零 between, counts tenths of it.
            (Some(pending), Some(last))
                if !self.zero && pending.high <= Decimal::from(10) && pending.low.scale() == 0 =>
            {
                pending.times(Decimal::from(last / 10))?
            }
            (Some(pending), _) => pending,
            (None, _) => Bounds::ZERO,
        };
        self.above.plus(self.section)?.plus(pending)
    }

    fn finish(self, start: usize, sign: Decimal, prefix: Option<Prefix>) -> Option<Numeral> {
        let total = self.total()?.times(sign)?;
        let (low, high) = if sign.is_sign_negative() { (total.high, total.low) } else { (total.low, total.high) };
        let (value, lower, upper, approx) = match (prefix, self.approx) {
            (Some(Prefix::Upwards), _) => (None, Some(low), None, Approx::Vague),
            (Some(Prefix::Some), _) => (None, Some(low), Some(high), Approx::Vague),
            (None, Approx::Range) => (None, Some(low), Some(high), Approx::Range),
            (None, Approx::About) => (Some(low), None, None, Approx::About),
            (None, approx) => (Some(low), Some(low), Some(high), approx),
        };
        let own = &self.text[start..self.at];
        let trailing: Decimal = own
            .chars()
            .rev()
            .map_while(multiplier)
            .map(Decimal::from)
            .fold(Decimal::ONE, |a, b| a.checked_mul(b).unwrap_or(a));
        Some(Numeral {
            span: Span::new(start, self.at),
            value: value.map(|v| v.normalize()),
            lower: lower.map(|v| v.normalize()),
            upper: upper.map(|v| v.normalize()),
            approx,
            form: self.form,
            scale: trailing,
            fraction: None,
            after_letter: follows_letter(self.text, start),
        })
    }
}
