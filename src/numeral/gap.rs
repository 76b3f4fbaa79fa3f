//! Whether a number goes on behind a blank: 177.1 亿, 一百 五 十, but not 12 3.

use super::blank::skip;
use super::class::{Class, class};
use super::reader::Reader;

impl Reader<'_> {
    /// Whether the number goes on behind the blanks here: only where what stands there could end no other way.
    pub(super) fn continues_behind_blank(&self) -> bool {
        let at = skip(self.text, self.at);
        let mut rest = self.text[at..].chars();
        let Some(c) = rest.next() else { return false };
        let behind = skip(self.text, at + c.len_utf8());
        let after = self.text[behind..].chars().next();
        let smaller = |c: Option<char>| matches!(c.map(class), Some(Class::Multiplier(m)) if self.last().is_none_or(|last| m < last));
        match (class(c), self.pending.is_some()) {
            // 177.1 亿; 五 十; 5 千 in 7 万5 千.
            (Class::Multiplier(m), true) => {
                (m >= 10_000 || !self.is_arabic() || self.last().is_some()) && !self.opens_unit(at, c)
            }
            // 二十 亿.
            (Class::Multiplier(m), false) => m >= 10_000 && self.last().is_some_and(|last| last < m),
            // 一百 五 十, 两千 五.
            (Class::Chinese(_), false) => {
                let own_end = self.text[at + c.len_utf8()..].chars().next();
                let closes = !own_end.is_some_and(|c| class(c) != Class::Inner && c.is_alphanumeric());
                self.last().is_some() && (smaller(after) && !self.opens_unit(behind, after.unwrap_or(c)) || closes)
            }
            // 7万 5千.
            (Class::Arabic(_), false) if self.is_arabic() => {
                let digits = rest.as_str().chars().take_while(|&c| matches!(class(c), Class::Arabic(_))).count();
                let then = rest.clone().nth(digits);
                let place = at + c.len_utf8() + rest.as_str().chars().take(digits).map(char::len_utf8).sum::<usize>();
                digits < 4 && smaller(then) && !then.is_some_and(|c| self.opens_unit(place, c))
            }
            // -2.5 M.
            (Class::Inner, true) if matches!(c, 'k' | 'M') => self.thousands(at).is_some(),
            // 五百 余万, 十 余 万, 十 几亿.
            (Class::Inner | Class::Opening, false) if matches!(c, '余' | '餘' | '多' | '几' | '幾') => {
                matches!(after.map(class), Some(Class::Multiplier(m)) if m >= 10_000)
            }
            _ => false,
        }
    }
}
