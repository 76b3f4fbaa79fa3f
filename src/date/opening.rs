//! What an expression can begin with: a class for each character, and which rows of characters make a beginning.

use once_cell::sync::Lazy;

use super::token::{chinese_numeral, words};
use crate::lexicon::said_of;

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

/// A word that an expression begins with may be it alone, or with a number behind it.
const ALONE: u8 = 128;

/// An expression may begin with a character of any of these classes.
pub(super) const OPENS: u8 = ARABIC | CHINESE | WORD | FROM;

/// What a row of characters that an expression begins with may be: all that must be known of it, the beginning of a longer
/// row, or one that a number must follow.
const WHOLE: u8 = 1;
const PART: u8 = 2;
const BEFORE_NUMBER: u8 = 4;

/// Rows of characters as a table of hashes: it may hold too many, never too few.
const ROWS: usize = 1 << 17;

struct Openings {
    classes: Box<[u8; 0x1_0000]>,
    rows: Box<[u8; ROWS]>,
}

/// What the grammar begins with beside the word lists: the first characters, and what may follow; `#` stands for a number.
const PAIRS: &[(&str, &str)] = &[
    ("大小多", "半"),
    ("好", "几幾"),
    ("头", "#"),
    ("近", "大"),
    ("个個", "把"),
    ("今昨明前", "（("),
    ("每逐隔", "#逢隔春夏秋冬年月日天周星礼週禮季小分秒晚工个個"),
    ("闰閏早晚", "#"),
    ("首", "季"),
    ("周週", "一二三四五六日天末"),
    ("年", "内初底末终尾中"),
    ("月", "初底末中"),
    ("岁", "末初"),
    ("逢", "#周星礼农"),
    ("农夏旧農阴", "历曆"),
    ("同", "期"),
    ("全", "年"),
    ("暑寒", "假期"),
];

/// Longer rows that the grammar begins with.
const PHRASES: &[&str] = &[
    "工作日",
    "星期#",
    "星期日",
    "星期天",
    "礼拜#",
    "礼拜日",
    "礼拜天",
    "禮拜#",
    "禮拜天",
    "公元#",
    "公元元",
    "公元前#",
    "西元#",
    "西元前#",
    "距今",
    "距离现在",
    "最后一",
    "最後一",
];

/// What a shift may shift: 上周, 本世纪, 下个小时, 这个假期.
const SHIFTED: &str = "周星礼週禮月季年半世小钟鐘假长長";
/// What a holiday may stand behind.
const BEFORE_HOLIDAY: [&str; 4] = ["下一个", "下一個", "这个", "這個"];

/// What may follow a number beside the units of time.
const UNITS: &str = "号號时時点點个個多余餘来來半几幾数數旬代许期以末初收开整";

static OPENINGS: Lazy<Openings> = Lazy::new(|| {
    let mut found = Openings { classes: Box::new([0; 0x1_0000]), rows: Box::new([0; ROWS]) };
    found.mark("。！？\n", STOP);
    found.mark("0123456789０１２３４５６７８９", ARABIC);
    found.mark("-－—–―─ー~～至到/.．·:：、和与, \u{a0}\u{3000}", JOINS);
    found.mark(UNITS, UNIT);
    for (word, value) in words().time_bounds.iter() {
        match said_of(value, "open") {
            Some("until") => found.row(word.chars()),
            Some(_) => found.mark(word, FROM),
            None => {}
        }
    }
    for (word, _) in words().time_spans.iter().filter(|(_, value)| *value != "lasting") {
        found.row(word.chars().chain(['#']));
    }
    for (word, _) in words().time_units.iter() {
        word.chars().take(1).for_each(|c| found.add(c, UNIT));
    }
    ('\u{2000}'..='\u{9fff}').filter(|&c| chinese_numeral(c)).for_each(|c| found.add(c, CHINESE));
    found.mark("万萬亿億两兩几幾数數半多", CHINESE);
    for (firsts, seconds) in PAIRS {
        for first in firsts.chars() {
            for second in seconds.chars() {
                found.row([first, second].into_iter());
            }
        }
    }
    PHRASES.iter().for_each(|phrase| found.row(phrase.chars()));
    for (stem, branch) in super::year::cycle() {
        found.row([stem, branch, '年'].into_iter());
    }
    // 第一季度, 第一至三季度.
    for n in "一二三四1234１２３４".chars() {
        "季至到、-－–—~～".chars().for_each(|next| found.row(['第', n, next].into_iter()));
    }
    // “十四五”期间.
    for quote in "“\"‘「『".chars() {
        for n in "一二三四五六七八九".chars() {
            found.row([quote, n, '五'].into_iter());
            found.row([quote, '十', n].into_iter());
        }
    }
    let words = words();
    for list in [
        &words.time_years,
        &words.time_months,
        &words.time_days,
        &words.time_parts,
        &words.time_seasons,
        &words.time_vague,
        &words.time_holidays,
        &words.time_not_dates,
        &words.time_day_runs,
    ] {
        list.iter().for_each(|(word, _)| found.row(word.chars()));
    }
    for (word, _) in words.time_reigns.iter() {
        found.row(word.chars().chain(['#']));
        found.row(word.chars().chain(['元']));
    }
    for (word, _) in words.time_holidays.iter() {
        BEFORE_HOLIDAY.iter().for_each(|before| found.row(before.chars().chain(word.chars())));
    }
    let of_era = words.time_bounds.iter().filter(|(_, value)| said_of(value, "era").is_some());
    let behind_era: String = of_era.filter_map(|(word, _)| word.chars().next()).collect();
    for (list, behind) in [(&words.time_shifts, SHIFTED), (&words.time_eras, &behind_era)] {
        for (word, _) in list.iter() {
            behind.chars().for_each(|c| found.row(word.chars().chain([c])));
        }
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

    fn flag(&mut self, hash: u32, flag: u8) {
        for place in places(hash) {
            if let Some(slot) = self.rows.get_mut(place) {
                *slot |= flag;
            }
        }
    }

    /// A row of characters that an expression begins with; `#` stands for a number.
    fn row(&mut self, chars: impl Iterator<Item = char>) {
        let (mut hash, mut flag) = (0, WHOLE);
        let mut first = None;
        let mut count = 0;
        for c in chars {
            if c == '#' {
                flag = BEFORE_NUMBER;
                break;
            }
            if count > 0 {
                self.flag(hash, PART);
            }
            first = first.or(Some(c));
            count += 1;
            hash = mix(hash, c);
        }
        if let Some(first) = first {
            self.add(first, if count == 1 { WORD | ALONE } else { WORD });
        }
        self.flag(hash, flag);
    }
}

const fn mix(hash: u32, c: char) -> u32 {
    (hash.rotate_left(7) ^ c as u32).wrapping_mul(0x9E37_79B1)
}

/// The two places of a row in the table: what only one of them tells is another row's.
const fn places(hash: u32) -> [usize; 2] {
    [(hash >> 16) as usize % ROWS, (hash.wrapping_mul(0x85EB_CA6B) >> 16) as usize % ROWS]
}

/// How far a number is followed to what stands behind it, in characters.
const RUN: usize = 24;

/// The classes of all characters of the basic plane, 0 for none.
pub(super) fn classes() -> &'static [u8; 0x1_0000] {
    &OPENINGS.classes
}

/// The classes of a character, 0 where it has none.
#[inline]
fn class(c: char) -> u8 {
    OPENINGS.classes.get(c as usize).copied().unwrap_or(0)
}

/// Whether an expression may begin with `c`, of class `class`, before `rest`.
pub(super) fn may_open(class: u8, c: char, rest: &str) -> bool {
    class & WORD != 0 && word_follows(class, c, rest)
        || class & (ARABIC | CHINESE) != 0 && unit_follows(class, rest)
        || class & FROM != 0 && opens(rest.trim_start_matches(['从', '從', ' ', '\u{a0}', '\u{3000}']))
}

/// Whether an expression may begin a text, other than with 自.
fn opens(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| may_open(class(c) & !FROM, c, chars.as_str()))
}

/// Whether a row of characters that an expression may begin with stands here.
fn word_follows(class: u8, c: char, rest: &str) -> bool {
    let rows = &OPENINGS.rows;
    let mut hash = mix(0, c);
    let mut chars = rest.chars();
    if class & ALONE == 0 {
        let Some(next) = chars.next() else { return false };
        hash = mix(hash, next);
    }
    loop {
        let [flags, others] = places(hash).map(|place| rows.get(place).copied().unwrap_or(0));
        let flags = flags & others;
        if flags & WHOLE != 0 {
            return true;
        }
        if flags & BEFORE_NUMBER != 0 {
            let number = chars.as_str().trim_start_matches([' ', '\u{a0}', '\u{3000}']).chars().next();
            if number.is_some_and(|n| self::class(n) & (ARABIC | CHINESE) != 0) {
                return true;
            }
        }
        if flags & PART == 0 {
            return false;
        }
        let Some(next) = chars.next() else { return false };
        hash = mix(hash, next);
    }
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
    // 2020-11-25, 25/11/2020, 20201125.
    first & ARABIC != 0 && (whole && digits == 8 || separators > 0 && digits == 4 || separators > 1 && digits <= 2)
}

/// What 个 counts where it counts time.
const OF_TIME: [char; 20] = [
    '月', '半', '星', '小', '季', '工', '交', '多', '余', '餘', '世', '礼', '禮', '钟', '鐘', '把', '年', '周', '昼',
    ' ',
];
