//! The words and numbers that expressions of time are made of.

use once_cell::sync::Lazy;

use crate::lexicon::{Lexicon, WordList};
use crate::numeral::{arabic_digit, chinese_digit};

/// A place in a text, to read on from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// How an integer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Arabic,
    /// 二〇二〇.
    Positional,
    /// 二十五.
    Chinese,
}

/// An integer as dates use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Int {
    pub(super) value: i32,
    /// How many characters it has.
    pub(super) len: u8,
    pub(super) script: Script,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub(super) fn behind(&self) -> Option<char> {
        self.text.get(..self.at).and_then(|t| t.chars().next_back())
    }

    pub(super) fn sees(&self, word: &str) -> bool {
        self.rest().starts_with(word)
    }

    pub(super) fn sees_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.sees(w))
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.sees(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Eats the first of `words` that stands here.
    pub(super) fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let word = words.iter().find(|w| self.sees(w))?;
        self.at += word.len();
        Some(word)
    }

    /// Eats the longest word of a list, and gives its value.
    pub(super) fn eat_listed(&mut self, list: &'static WordList) -> Option<&'static str> {
        let (word, value) = list.longest_prefix(self.rest())?;
        self.at += word.len();
        Some(value)
    }

    /// Whether a word of a list stands here.
    pub(super) fn sees_listed(&self, list: &WordList) -> bool {
        list.longest_prefix(self.rest()).is_some()
    }

    /// Eats a blank or two.
    pub(super) fn blank(&mut self) {
        for _ in 0..2 {
            match self.peek() {
                Some(c @ (' ' | '\u{a0}' | '\u{3000}')) => self.at += c.len_utf8(),
                _ => return,
            }
        }
    }

    /// Eats a non-negative integer of at most eight digits.
    pub(super) fn integer(&mut self) -> Option<Int> {
        match self.peek()? {
            c if arabic_digit(c).is_some() => self.arabic(),
            c if chinese_numeral(c) => self.chinese(),
            _ => None,
        }
    }

    fn arabic(&mut self) -> Option<Int> {
        let (mut value, mut len, mut at) = (0i32, 0u8, self.at);
        for c in self.rest().chars() {
            let Some(digit) = arabic_digit(c) else { break };
            if len == 8 {
                return None;
            }
            value = value * 10 + digit as i32;
            len += 1;
            at += c.len_utf8();
        }
        self.at = at;
        (len > 0).then_some(Int { value, len, script: Script::Arabic })
    }

    fn chinese(&mut self) -> Option<Int> {
        let (mut total, mut pending, mut value) = (0i32, None::<i32>, 0i32);
        let (mut len, mut at, mut scaled) = (0u8, self.at, false);
        for c in self.rest().chars() {
            if len == 8 {
                return None;
            }
            // 二00二年.
            let zero = (len > 0 && !scaled && matches!(c, '0' | '０' | 'Ｏ')).then_some(0);
            if let Some(digit) = chinese_digit(c).or(zero) {
                if scaled && pending.is_some_and(|p| p > 0) {
                    break;
                }
                pending = Some(digit as i32);
                value = value.checked_mul(10)?.checked_add(digit as i32)?;
            } else {
                let scale = match c {
                    '十' | '拾' => 10,
                    '百' => 100,
                    '千' => 1000,
                    '廿' => {
                        (total, scaled) = (total + 20, true);
                        len += 1;
                        at += c.len_utf8();
                        continue;
                    }
                    '卅' => {
                        (total, scaled) = (total + 30, true);
                        len += 1;
                        at += c.len_utf8();
                        continue;
                    }
                    _ => break,
                };
                if !scaled && len > 1 {
                    break;
                }
                total = total.checked_add(pending.take().unwrap_or(1).checked_mul(scale)?)?;
                scaled = true;
            }
            len += 1;
            at += c.len_utf8();
        }
        if len == 0 {
            return None;
        }
        self.at = at;
        let (value, script) = match (scaled, len) {
            (true, _) => (total + pending.unwrap_or(0), Script::Chinese),
            (false, 1) => (value, Script::Chinese),
            (false, _) => (value, Script::Positional),
        };
        Some(Int { value, len, script })
    }
}

fn chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || matches!(c, '十' | '拾' | '廿' | '卅' | '百' | '千')
}

/// Whether a number may go on with this character.
pub(super) fn numeric(c: char) -> bool {
    arabic_digit(c).is_some() || chinese_numeral(c) || matches!(c, '万' | '亿' | '几' | '数' | '半' | '两')
}

/// The lists of `seeds/lexicon/time`.
pub(super) fn words() -> &'static Lexicon {
    Lexicon::shared()
}

/// Which characters an expression can begin with, one bit each of the Basic Multilingual Plane.
static BEGINNINGS: Lazy<Box<[u64; 1024]>> = Lazy::new(|| {
    let mut bits = Box::new([0u64; 1024]);
    let mut set = |c: char| {
        if let Some(word) = bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    };
    let lists = [
        &words().time_years,
        &words().time_months,
        &words().time_days,
        &words().time_shifts,
        &words().time_parts,
        &words().time_seasons,
        &words().time_vague,
        &words().time_eras,
        &words().time_reigns,
        &words().time_holidays,
    ];
    for list in lists {
        list.iter().filter_map(|(word, _)| word.chars().next()).for_each(&mut set);
    }
    ('0'..='9').chain('０'..='９').for_each(&mut set);
    "零〇一二两兩三四五六七八九十廿卅百千壹半大小多好几数幾數个公元西距每逐隔自从從截近過过未今后前後头首第周星礼週禮全年月季岁同去至农夏旧农農闰工双“\"‘「『初早直"
        .chars()
        .for_each(set);
    bits
});

/// Whether an expression can begin with this character.
pub(super) fn begins(c: char) -> bool {
    BEGINNINGS.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
}
