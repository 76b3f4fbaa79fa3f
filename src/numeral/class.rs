//! What each character can do in a numeral: one table look-up answers.

/// What a character can do in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing.
    None,
    /// 3, ３.
    Arabic(u32),
    /// 三, 〇, 两, 叁.
    Chinese(u32),
    /// 廿, 卅, 卌.
    Tens(u32),
    /// 十, 百, 千, 万, 亿.
    Multiplier(u64),
    /// Begins a numeral with the right characters beside it: 上, 数, 负, 参, -.
    Opening,
    /// Goes on in one that has begun: 多, 点, 分, 又, a blank.
    Inner,
}

const fn code(c: char) -> u8 {
    match c {
        '0'..='9' => 0x10 + (c as u32 - '0' as u32) as u8,
        '０'..='９' => 0x10 + (c as u32 - '０' as u32) as u8,
        '零' | '〇' | '○' => 0x20,
        '一' | '壹' => 0x21,
        '二' | '两' | '兩' | '贰' | '貳' => 0x22,
        '三' | '叁' | '叄' | '參' => 0x23,
        '四' | '肆' => 0x24,
        '五' | '伍' => 0x25,
        '六' | '陆' | '陸' => 0x26,
        '七' | '柒' => 0x27,
        '八' | '捌' => 0x28,
        '九' | '玖' => 0x29,
        '廿' => 0x32,
        '卅' => 0x33,
        '卌' => 0x34,
        '十' | '拾' => 0x41,
        '百' | '佰' => 0x42,
        '千' | '仟' => 0x43,
        '万' | '萬' => 0x44,
        '亿' | '億' => 0x48,
        '几' | '幾' | '数' | '數' | '上' | '成' | '好' | '负' | '負' | '半' | '参' | '-' | '－' | '−' | '.' => {
            0x50
        }
        '多' | '余' | '餘' | '来' | '來' | '点' | '點' | '分' | '又' | '兆' | '/' | '／' | ',' | '，' | '．' | ' '
        | '\u{3000}' | 'k' | 'M' | 'e' => 0x60,
        _ => 0,
    }
}

/// The characters of one page of 256 that has any class but [`Class::None`].
type Page = [u8; 256];

const PAGES: usize = page_count();
/// The place in [`TABLE`] of each page of the Basic Multilingual Plane; 0 where it has no class.
static PLACES: [u8; 256] = places();
static TABLE: [Page; PAGES] = table();

const fn class_in_page(page: u32) -> bool {
    let mut low = 0;
    while low < 256 {
        if let Some(c) = char::from_u32(page * 256 + low)
            && code(c) != 0
        {
            return true;
        }
        low += 1;
    }
    false
}

const fn places() -> [u8; 256] {
    let mut places = [0; 256];
    let (mut page, mut next) = (0, 1);
    while page < 256 {
        if class_in_page(page) {
            places[page as usize] = next;
            next += 1;
        }
        page += 1;
    }
    places
}

const fn page_count() -> usize {
    let (mut page, mut count) = (0, 1);
    while page < 256 {
        if class_in_page(page) {
            count += 1;
        }
        page += 1;
    }
    count
}

const fn table() -> [Page; PAGES] {
    let mut table = [[0; 256]; PAGES];
    let places = places();
    let mut page = 0;
    while page < 256 {
        let place = places[page as usize] as usize;
        let mut low = 0;
        while place > 0 && low < 256 {
            if let Some(c) = char::from_u32(page * 256 + low) {
                table[place][low as usize] = code(c);
            }
            low += 1;
        }
        page += 1;
    }
    table
}

fn look_up(c: u32) -> u8 {
    let place = PLACES.get((c >> 8) as usize).copied().unwrap_or(0);
    TABLE[usize::from(place)][(c & 0xff) as usize]
}

pub(super) fn class(c: char) -> Class {
    let code = look_up(c as u32);
    let low = u32::from(code & 0xf);
    match code >> 4 {
        1 => Class::Arabic(low),
        2 => Class::Chinese(low),
        3 => Class::Tens(low * 10),
        4 => Class::Multiplier(10_u64.pow(low)),
        5 => Class::Opening,
        6 => Class::Inner,
        _ => Class::None,
    }
}

/// Whether a numeral can begin with this character.
pub(super) fn opens(c: char) -> bool {
    opening(look_up(c as u32))
}

const fn opening(code: u8) -> bool {
    code >= 0x10 && code < 0x60
}

/// The first byte from `at` on where a numeral can begin.
pub(super) fn next_opening(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    while let Some(&lead) = bytes.get(at) {
        let (c, len) = match lead {
            0..=0x7f => (u32::from(lead), 1),
            0xe0..=0xef => {
                let tail = |i: usize| u32::from(bytes.get(at + i).copied().unwrap_or(0) & 0x3f);
                (u32::from(lead & 0xf) << 12 | tail(1) << 6 | tail(2), 3)
            }
            0xf0.. => (0, 4),
            _ => (0, 2),
        };
        if opening(look_up(c)) {
            return Some(at);
        }
        at += len;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_what_the_list_says_for_every_character() {
        for c in '\0'..=char::MAX {
            let expected = if (c as u32) < 0x1_0000 { code(c) } else { 0 };
            assert_eq!(look_up(c as u32), expected, "{c:?}");
        }
    }
}
