//! Bytes of the fuzzer as what a target reads.

use std::sync::LazyLock;

/// What news is made of, and what it should never hold: one piece a line, with escapes as Rust writes them and `\s` for a blank.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| include_str!("pieces.txt").lines().map(unescaped).collect());

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('s') => text.push(' '),
            Some('0') => text.push('\0'),
            Some('u') => {
                let code: String = chars.by_ref().skip(1).take_while(|&c| c != '}').collect();
                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            other => text.extend(other),
        }
    }
    text
}

/// A text: the bytes behind the first are UTF-8, more or less, or if the first is odd, a piece each, counted from half of it,
/// so that what the fuzzer changes, repeats and crosses are words. The highest bytes repeat the piece before, or spell a character.
pub(crate) fn text(bytes: &[u8]) -> String {
    let Some((&mode, rest)) = bytes.split_first() else { return String::new() };
    if mode % 2 == 0 {
        return String::from_utf8_lossy(rest).into_owned();
    }
    let mut text = String::new();
    let mut bytes = rest.iter().copied();
    let mut last = 0;
    while let Some(byte) = bytes.next() {
        let mut next = || bytes.next().unwrap_or_default();
        match byte {
            253 => {
                let times = usize::from(next() % 40);
                (0..times).for_each(|_| text.push_str(&PIECES[last]));
            }
            254 => {
                let offset = u32::from(next()) << 8 | u32::from(next());
                text.extend(char::from_u32(0x4e00 + offset % 0x5200));
            }
            255 => {
                let code = u32::from(next()) << 16 | u32::from(next()) << 8 | u32::from(next());
                text.extend(char::from_u32(code % 0x11_0000));
            }
            byte => {
                last = (usize::from(byte) + usize::from(mode / 2)) % PIECES.len();
                text.push_str(&PIECES[last]);
            }
        }
    }
    text
}

/// The bytes in `N` parts, apart by 0xff 0xfe, which no UTF-8 has; parts that are missing are empty.
pub(crate) fn parts<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let mut parts = [&[][..]; N];
    let mut rest = bytes;
    for (at, part) in parts.iter_mut().enumerate() {
        let end = rest.windows(2).position(|pair| pair == [0xff, 0xfe]).filter(|_| at + 1 < N);
        *part = &rest[..end.unwrap_or(rest.len())];
        rest = end.map_or(&[], |end| &rest[end + 2..]);
    }
    parts
}
