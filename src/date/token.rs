//! The words and numbers that expressions of time are made of.

use crate::lexicon::{Lexicon, WordList, said_of};
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

    /// Whether the word stands before.
    pub(super) fn stands_behind(&self, word: &str) -> bool {
        self.text.as_bytes().get(..self.at).is_some_and(|before| before.ends_with(word.as_bytes()))
    }

    #[inline]
    pub(super) fn sees(&self, word: &str) -> bool {
        let (rest, word) = (self.text.as_bytes().get(self.at..).unwrap_or_default(), word.as_bytes());
        // Most characters differ in their third byte.
        rest.get(2) == word.get(2) && rest.starts_with(word) || word.len() < 3 && rest.starts_with(word)
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

    /// Eats the longest word that a list has as this, and gives it with what the list says of it.
    pub(super) fn eat_as(&mut self, list: &'static WordList, class: &str) -> Option<(&'t str, &'static str)> {
        let found = list.longest_as(self.rest(), class)?;
        self.at += found.0.len();
        Some(found)
    }

    /// Whether a word stands here that a list has as this.
    pub(super) fn sees_as(&self, list: &WordList, class: &str) -> bool {
        list.longest_as(self.rest(), class).is_some()
    }

    /// Whether a word of `refused.txt` stands here that makes no date of this: 90年|代.
    pub(super) fn is_refused(&self, part: &str) -> bool {
        self.sees_as(&words().time_refused, part)
    }

    /// Eats a word for a week.
    pub(super) fn eat_week(&mut self) -> bool {
        self.eat_as(&words().time_units, "week").is_some()
    }

    /// What `lead_ins.txt` says of the word before, as this.
    pub(super) fn led_by(&self, class: &str) -> Option<&'static str> {
        let (_, value) = words().time_lead_ins.longest_suffix(self.text.get(..self.at)?)?;
        said_of(value, class)
    }

    /// Whether a word of a list stands here.
    pub(super) fn sees_listed(&self, list: &WordList) -> bool {
        list.longest_prefix(self.rest()).is_some()
    }

    /// Whether the character here, which might close a date, belongs to a word of its own: 前往, but not 前|提交.
    pub(super) fn opens_a_word(&self) -> bool {
        words().time_not_suffixes.longest_prefix(self.rest()).is_some_and(|(_, value)| value.is_empty())
    }

    /// Whether the text or the clause ends here: no expression goes on across such a mark.
    pub(super) fn closes(&self) -> bool {
        self.peek().is_none_or(|c| matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '”' | '！' | '？' | '》'))
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

/// Dates are not written in the digits of cheques: 登陆时 is no six o'clock.
pub(super) fn chinese_numeral(c: char) -> bool {
    let formal = matches!(c, '壹' | '贰' | '貳' | '叁' | '參' | '肆' | '伍' | '陆' | '陸' | '柒' | '捌' | '玖');
    chinese_digit(c).is_some() && !formal || matches!(c, '十' | '拾' | '廿' | '卅' | '百' | '千')
}

/// Whether a number may go on with this character.
pub(crate) fn numeric(c: char) -> bool {
    arabic_digit(c).is_some() || chinese_numeral(c) || matches!(c, '万' | '亿' | '几' | '数' | '半' | '两')
}

/// The lists of `seeds/lexicon/time`.
pub(super) fn words() -> &'static Lexicon {
    Lexicon::shared()
}
