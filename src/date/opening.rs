//! What an expression can begin with: a class for each character, and which two may follow each other.

use once_cell::sync::Lazy;

use super::token::{chinese_numeral, words};
use crate::lexicon::WordList;
use crate::numeral::arabic_digit;

/// It ends a sentence.
pub(super) const STOP: u8 = 1;
/// A number may begin or go on with it, in figures (`ARABIC`) or characters (`CHINESE`).
const ARABIC: u8 = 2;
const CHINESE: u8 = 4;
/// It may stand between two numbers of one expression: 1-2月, 9:30, 1.5小时.
const JOINS: u8 = 8;
/// It may follow the number of an expression: 年, 个, 多.
const UNIT: u8 = 16;
/// A word that an expression begins with may begin with it.
const WORD: u8 = 32;

/// An expression may begin with it where one may begin behind it: 自2020年9月起.
const FROM: u8 = 64;

/// Pairs of characters as a set of hashes: it may hold too many, never too few.
const PAIRS: usize = 1 << 16;

struct Openings {
    classes: Box<[u8; 0x1_0000]>,
    pairs: Box<[u64; PAIRS / 64]>,
    /// What `#` stands for.
    numbers: Vec<char>,
}

/// What the grammar begins with beside the word lists, and what it must be followed by. `#` stands for a number or a unit.
const GRAMMAR: [(&str, &str); 26] = [
    ("半大小多好", "#半几幾夜"),
    ("几数幾數", "#万亿"),
    ("上下", "半"),
    ("暑寒", "假期"),
    ("个個", "把"),
    ("公西", "元"),
    ("距", "今离"),
    ("每", "#逢隔工春夏秋冬周星礼上下早晚到"),
    ("逐隔", "#周星礼"),
    ("近过未最將将", "#几数半的去来來 "),
    ("今昨明前", "#（(天日年晚早晨夜"),
    ("前后後上下头此之今未最再", "#几数半兩个個的后後来來过去"),
    ("首第", "#季"),
    ("周星礼週禮", "一二三四五六日天末期拜#"),
    ("全年月季岁同", "年内初底末终尾中度期#"),
    ("截", "至止"),
    ("农夏旧农農阴", "历曆"),
    ("闰閏", "#"),
    ("工", "作"),
    ("双", "十"),
    ("初", "#"),
    ("早晚", "#"),
    ("“\"‘「『", "#"),
    ("最", "近后後"),
    ("接刚", "下刚"),
    ("還还", "#"),
];

/// What may follow a number.
const UNITS: &str =
    "年月日号號时時点點个個天周週星禮礼小分秒世季昼晚钟鐘刻载多余餘来來半几幾数數旬工交代许期時以末初收开整";

static OPENINGS: Lazy<Openings> = Lazy::new(|| {
    // Every character is asked once, not once for each opener, which a program would pay at its start.
    let figures = |c: &char| arabic_digit(*c).is_some() || chinese_numeral(*c);
    let numbers = (0..0x1_0000).filter_map(char::from_u32).filter(figures);
    let numbers = numbers.chain("几幾数數半两兩多大小好".chars()).chain(UNITS.chars()).collect();
    let mut found = Openings { classes: Box::new([0; 0x1_0000]), pairs: Box::new([0; PAIRS / 64]), numbers };
    found.mark("。！？\n", STOP);
    found.mark("0123456789０１２３４５６７８９", ARABIC);
    found.mark("-－—–―─ー~～至到/.．·:：、和与, \u{a0}\u{3000}", JOINS);
    found.mark(UNITS, UNIT);
    found.mark("自从從", FROM);
    (0..0x1_0000).filter_map(char::from_u32).filter(|&c| chinese_numeral(c)).for_each(|c| found.add(c, CHINESE));
    found.mark("万萬亿億两兩", CHINESE);
    for (openers, followers) in GRAMMAR {
        for opener in openers.chars() {
            found.add(opener, WORD);
            for follower in followers.chars() {
                if follower == '#' {
                    found.follow_by_numbers(opener);
                } else {
                    found.pair(opener, follower);
                }
            }
        }
    }
    let words = words();
    for list in [
        &words.time_years,
        &words.time_months,
        &words.time_days,
        &words.time_shifts,
        &words.time_parts,
        &words.time_seasons,
        &words.time_vague,
        &words.time_eras,
        &words.time_reigns,
        &words.time_holidays,
        &words.time_not_dates,
        &words.time_day_runs,
    ] {
        found.list(list);
    }
    found
});

impl Openings {
    fn add(&mut self, c: char, class: u8) {
        if let Some(slot) = self.classes.get_mut(c as usize) {
            *slot |= class;
        }
    }

    fn mark(&mut self, chars: &str, class: u8) {
        chars.chars().for_each(|c| self.add(c, class));
    }

    fn pair(&mut self, first: char, second: char) {
        let at = hash(first, second);
        if let Some(word) = self.pairs.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn follow_by_numbers(&mut self, opener: char) {
        for at in 0..self.numbers.len() {
            self.pair(opener, self.numbers[at]);
        }
    }

    /// The words of a list; behind one of a single character a number or a unit must stand.
    fn list(&mut self, list: &WordList) {
        for (word, _) in list.iter() {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            self.add(first, WORD);
            match chars.next() {
                Some(second) => self.pair(first, second),
                None => self.follow_by_numbers(first),
            }
        }
    }
}

const fn hash(first: char, second: char) -> usize {
    (first as u32 ^ (second as u32).wrapping_mul(0x9E37)) as usize % PAIRS
}

/// How far a number is followed to what stands behind it, in characters.
const RUN: usize = 24;

/// The classes of a character, 0 where it has none.
#[inline]
pub(super) fn class(c: char) -> u8 {
    OPENINGS.classes.get(c as usize).copied().unwrap_or(0)
}

/// Whether an expression may begin with `c`, of class `class`, before `rest`.
pub(super) fn may_open(class: u8, c: char, rest: &str) -> bool {
    class & WORD != 0 && word_follows(c, rest)
        || class & (ARABIC | CHINESE) != 0 && unit_follows(class, rest)
        || class & FROM != 0 && opens(rest.trim_start_matches(['从', '從', ' ', '\u{a0}', '\u{3000}']))
}

/// Whether an expression may begin a text, other than with 自.
fn opens(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| may_open(class(c) & !FROM, c, chars.as_str()))
}

fn word_follows(c: char, rest: &str) -> bool {
    let Some(next) = rest.chars().find(|next| *next != ' ') else { return false };
    let at = hash(c, next);
    OPENINGS.pairs.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

/// Whether a number is followed by a unit, or is a day or a clock in figures.
fn unit_follows(first: u8, rest: &str) -> bool {
    let mut digits = 1;
    let (mut whole, mut separators) = (true, 0);
    let mut chars = rest.chars();
    for _ in 0..RUN {
        let Some(c) = chars.next() else { break };
        let class = class(c);
        if class & UNIT != 0 {
            let counted = matches!(c, '个' | '個') && !chars.as_str().starts_with(OF_TIME);
            return !counted;
        }
        if class & (ARABIC | CHINESE | JOINS) == 0 {
            break;
        }
        if class & JOINS != 0 {
            whole = false;
            if matches!(c, ':' | '：') {
                return true;
            }
            separators += u8::from(!matches!(c, '、' | '和' | '与' | ',' | ' ' | '\u{a0}' | '\u{3000}'));
        } else if whole {
            digits += 1;
        }
    }
    // 2020-11-25, 25/11/2020.
    first & ARABIC != 0 && (separators > 0 && digits == 4 || separators > 1 && digits <= 2)
}

/// What 个 counts where it counts time.
const OF_TIME: [char; 20] = [
    '月', '半', '星', '小', '季', '工', '交', '多', '余', '餘', '世', '礼', '禮', '钟', '鐘', '把', '年', '周', '昼',
    ' ',
];
