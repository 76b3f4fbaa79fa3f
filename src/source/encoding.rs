//! Which encoding bytes are in, and their text.

use std::borrow::Cow;
use std::cmp::Ordering;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell the encoding of a stream.
pub(super) const SAMPLE: usize = 1 << 16;

/// Bytes as text, and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding that the bytes were read in.
    pub encoding: &'static Encoding,
    /// How many sequences were no text in that encoding: each is U+FFFD now.
    pub replaced: usize,
}

/// Reads bytes as text: in the encoding of their byte order mark, else in the one given, else in the one [`detect`]ed.
///
/// ```
/// use shilu::source::encoding::decode;
/// let decoded = decode(b"\xb3\xc9\xb6\xbc", None).unwrap();
/// assert_eq!((decoded.text.as_ref(), decoded.encoding.name()), ("成都", "gb18030"));
/// assert!(decode(b"%PDF-1.7\n", None).is_none());
/// ```
///
/// None for what is no text at all, unless its encoding is given.
pub fn decode<'a>(bytes: &'a [u8], encoding: Option<&'static Encoding>) -> Option<Decoded<'a>> {
    if is_utf32(bytes) {
        return None;
    }
    let (encoding, mark) = match (Encoding::for_bom(bytes), encoding) {
        (Some(found), _) => found,
        (None, Some(given)) => (given, 0),
        (None, None) => (detect(bytes)?, 0),
    };
    let bytes = &bytes[mark..];
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let replaced = if bad { replacements(&text, bytes, encoding) } else { 0 };
    Some(Decoded { text, encoding, replaced })
}

/// Why UTF-32 is not read: no page and hardly any tool writes it.
pub(super) const NO_UTF32: &str = "UTF-32 is not read: convert it to UTF-8 first";

/// Whether bytes begin with the byte order mark of UTF-32; the little-endian one begins as that of UTF-16 does.
pub(super) fn is_utf32(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff")
}

/// How many of the text's U+FFFD were not there before: UTF-8 and UTF-16 can spell them, the others cannot.
fn replacements(text: &str, bytes: &[u8], encoding: &'static Encoding) -> usize {
    let now = text.matches(char::REPLACEMENT_CHARACTER).count();
    let before = if encoding == UTF_8 { bytes.windows(3).filter(|w| w == b"\xef\xbf\xbd").count() } else { 0 };
    now.saturating_sub(before).max(1)
}

/// The encoding that bytes without a byte order mark are in: UTF-8, UTF-16, GB18030 (for GBK and GB2312 too) or Big5. None
/// for what is no text: a picture, an archive, a program.
///
/// ```
/// use shilu::source::encoding::detect;
/// assert_eq!(detect("全县有98家企业。".as_bytes()).unwrap().name(), "UTF-8");
/// assert_eq!(detect(b"\x89PNG\r\n\x1a\n\x00\x00"), None);
/// ```
pub fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = memchr::memchr_iter(0, sample).count();
    if nuls <= 1 + sample.len() / 1024 && mostly_utf8(bytes) {
        return (!many_controls(sample)).then_some(UTF_8);
    }
    if let Some(encoding) = utf16(sample) {
        return Some(encoding);
    }
    if many_controls(sample) {
        return None;
    }
    if sample.contains(&0) {
        return std::str::from_utf8(bytes).is_ok().then_some(UTF_8);
    }
    legacy(sample)
}

/// How files begin that hold no text.
const MAGIC: [&[u8]; 12] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"SQLite format 3\0",
    b"MZ\x90\0",
    b"BZh",
];

/// One control character in so many bytes, and it is no text.
const CONTROLS: usize = 32;

fn many_controls(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    // A stray one, a NUL that a database left, makes no short text a program.
    controls.saturating_sub(1) * CONTROLS > sample.len()
}

/// Whether the bytes are UTF-8, or were before a few of them were lost. Three bytes a character is what tells: pairs of
/// bytes that look like UTF-8 are frequent in GBK.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xe0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // A line of another encoding among those of UTF-8 loses itself alone.
    bad * 2 <= good
}

/// UTF-16 without a byte order mark: read in one of the two byte orders, nearly all characters are those of Chinese news.
fn utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let share = |read: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        let common = |u: u16| matches!(u, 9 | 10 | 13 | 0x20..=0x7e | 0x2010..=0x2026 | 0x3000..=0x301f | 0x4e00..=0x9fff | 0xff01..=0xff5e);
        units.filter(|&u| common(u)).count() * 2
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    let enough = sample.len() >= 4 && little.max(big) * 100 >= (sample.len() - sample.len() % 2) * 95;
    enough.then_some(if little >= big { UTF_16LE } else { UTF_16BE })
}

/// What no Chinese text does without, in either script: read in the wrong encoding, there is hardly any of it.
const FREQUENT: &str = "，。、：“”「」（）《》的一在是了有不人中大为為上年月日这這我他地到时時来來以会會国國市区區县縣和与與新公司家业業发發工作政府";

/// GB18030 or Big5: the one in which it reads like Chinese; where neither does or both do, what a browser would say.
fn legacy(sample: &[u8]) -> Option<&'static Encoding> {
    let read = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let frequent = text.chars().filter(|&c| FREQUENT.contains(c)).count();
        (frequent, text.matches(char::REPLACEMENT_CHARACTER).count())
    };
    let ((in_gb, lost_in_gb), (in_big5, lost_in_big5)) = (read(GB18030), read(BIG5));
    let big5 = match in_big5.cmp(&in_gb) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(sample, false);
            detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny) == BIG5
        }
    };
    let (encoding, lost) = if big5 { (BIG5, lost_in_big5) } else { (GB18030, lost_in_gb) };
    let beyond_ascii = sample.iter().filter(|b| !b.is_ascii()).count();
    // A character has two bytes: one in five lost is noise.
    (lost * 10 <= beyond_ascii).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str =
        "今年6月，纳溪区工商联为98家民营企业提供援企稳岗服务1000余人次，同比增长三成。“办得好！”他说。\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn traditional() -> String {
        "今年六月，臺北市政府為九十八家企業提供服務一千餘人次，較去年增長三成。".repeat(3)
    }

    #[test]
    fn the_encoding_is_told_from_the_bytes() {
        for (bytes, encoding) in [
            (NEWS.as_bytes().to_vec(), UTF_8),
            (utf16(NEWS, u16::to_le_bytes), UTF_16LE),
            (utf16(NEWS, u16::to_be_bytes), UTF_16BE),
            (GB18030.encode(NEWS).0.into_owned(), GB18030),
            (BIG5.encode(&traditional()).0.into_owned(), BIG5),
            (GB18030.encode("中国").0.into_owned(), GB18030),
            (b"only ASCII".to_vec(), UTF_8),
            (Vec::new(), UTF_8),
        ] {
            let decoded = decode(&bytes, None).expect("a text");
            assert_eq!((decoded.encoding, decoded.replaced), (encoding, 0), "{}", decoded.text);
        }
    }

    #[test]
    fn a_mark_is_believed_and_left_out() {
        let marked = format!("\u{feff}{NEWS}");
        for bytes in [marked.as_bytes().to_vec(), utf16(&marked, u16::to_le_bytes), utf16(&marked, u16::to_be_bytes)] {
            assert_eq!(decode(&bytes, Some(GB18030)).expect("a text").text, NEWS);
        }
    }

    #[test]
    fn what_is_lost_is_counted() {
        let mut bytes = NEWS.repeat(4).into_bytes();
        (bytes[30], bytes[90]) = (0xff, 0xff);
        let decoded = decode(&bytes, None).expect("a text");
        assert_eq!(decoded.encoding, UTF_8);
        assert!((2..=6).contains(&decoded.replaced), "{}", decoded.replaced);
        let cut = &NEWS.as_bytes()[..NEWS.len() - 3];
        assert_eq!(decode(cut, None).expect("a text").encoding, UTF_8);
    }

    #[test]
    fn a_line_in_another_encoding_loses_itself_alone() {
        let bytes = [NEWS.repeat(3).as_bytes(), &GB18030.encode(NEWS).0, NEWS.repeat(3).as_bytes()].concat();
        let decoded = decode(&bytes, None).expect("a text");
        assert_eq!((decoded.encoding, decoded.text.matches(NEWS.trim_end()).count()), (UTF_8, 6));
        assert!(decoded.replaced > 0);
    }

    #[test]
    fn a_stray_nul_makes_no_program_of_a_text() {
        for text in [format!("{}\0{NEWS}", "全县"), "全县\0".to_owned()] {
            assert_eq!(decode(text.as_bytes(), None).expect("a text").text, text);
        }
    }

    #[test]
    fn utf_32_is_no_utf_16() {
        let little: Vec<u8> = format!("\u{feff}{NEWS}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let big: Vec<u8> = format!("\u{feff}{NEWS}").chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!((decode(&little, None), decode(&big, None)), (None, None));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&b"%PDF-1.7 ..."[..], b"PK\x03\x04....", b"\x7fELF\x02\x01\x01\0\0\0", &noise] {
            assert_eq!(decode(bytes, None), None);
        }
    }
}
