//! The decimal point as it is said: 三点一四, 零点77, 二十二点6度.

use rust_decimal::Decimal;

use super::class::{Class, class};
use super::reader::{Bounds, MOST_DIGITS, Reader};
use super::{blank, digit};

impl Reader<'_> {
    /// Reads a point and the digits behind it, unless it is the hour of a clock.
    pub(super) fn point(&mut self) -> Option<()> {
        let blanks = blank::skip(self.text, self.at);
        let Some(point @ ('点' | '點')) = self.text[blanks..].chars().next() else { return Some(()) };
        let from = blank::skip(self.text, blanks + point.len_utf8());
        let after = &self.text[from..];
        let chinese = |c: char| matches!(class(c), Class::Chinese(_)) && !matches!(c, '两' | '兩');
        let spoken = after.starts_with(chinese);
        let digits = if spoken {
            after.chars().take_while(|&c| chinese(c)).take(MOST_DIGITS).count()
        } else {
            after.bytes().take_while(u8::is_ascii_digit).take(MOST_DIGITS).count()
        };
        let end: usize = after.chars().take(digits).map(char::len_utf8).sum();
        if digits == 0 || blanks > self.at && !spoken || self.clock(&after[..end], &after[end..]) {
            return Some(());
        }
        let mut value = self.pending.map_or(Decimal::ZERO, |p| p.low);
        let mut place = Decimal::ONE;
        for digit in after[..end].chars().filter_map(digit) {
            place = place.checked_div(Decimal::TEN)?;
            value = value.checked_add(place.checked_mul(Decimal::from(digit))?)?;
        }
        self.at = from + end;
        self.step = place;
        self.pending = Some(Bounds::exact(value));
        Some(())
    }

    /// Whether the digits behind a point are minutes: 三点二十, 8点一刻, 八点30.
    fn clock(&self, digits: &str, behind: &str) -> bool {
        let unit = behind.starts_with(['度', '万', '亿', '倍', '%', '％', '成', '折', '华', '摄']);
        let arabic = digits.starts_with(|c: char| c.is_ascii_digit());
        match (self.is_arabic(), arabic) {
            // 8点一过 is a time of day.
            (true, false) => !unit && behind.starts_with(char::is_alphanumeric),
            (false, false) => {
                let minutes = behind.starts_with('分') && !behind.starts_with("分之");
                minutes || behind.starts_with(['十', '刻', '半', '钟', '鐘', '整'])
            }
            // 零点77 is no time of day, nor is what the unit of something else follows.
            (_, true) => {
                let zero = self.pending.is_some_and(|p| p.high.is_zero()) && self.last().is_none();
                let minutes = digits.len() == 2 && digits < "60";
                // 1点1 that nothing follows: minutes have two digits.
                let closed = self.is_arabic() && !behind.starts_with(|c: char| c.is_alphanumeric() || c == '-');
                !(zero && !minutes || digits.len() == 1 && (unit || closed))
            }
        }
    }
}
