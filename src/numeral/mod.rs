//! Numbers as Chinese news writes them: 98, 1.2亿, 一千余, 三五百, 壹佰贰拾叁, １，２３４, 三分之二.
//!
//! [`scan`] finds every numeral of a text in one pass; what it counts or measures is for others to say.

mod fraction;
mod literal;
mod opening;
mod read;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Approx {
    /// 98家.
    #[default]
    Exact,
    /// 约, 左右, 上下.
    About,
    /// 余, 多, 超, 逾, 以上, 不少于.
    MoreThan,
    /// 近, 不足, 不到, 以下, 以内.
    LessThan,
    /// 3至5, 三五.
    Range,
    /// 数十, 上百, 几.
    Vague,
}

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Digits, perhaps with 万 or 亿 behind them: 98, 1.2亿.
    Arabic,
    /// Characters: 一千二百.
    Chinese,
    /// Characters read digit by digit: 二〇二〇, 五四.
    Positional,
    /// A fraction: 三分之二, 百分之五, 1/3. The value is the quotient.
    Fraction,
}

/// A number read from a text.
///
/// `lower` and `upper` enclose what it can mean: an exact number encloses itself; 3000多 lies in [3000, 4000), the step being
/// one of its last non-zero digit; 十几万 in [100000, 200000); 数十 in [20, 100); 上百 from 100 up; 三五百 in [300, 500].
/// A vague or range numeral has no `value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Where it stands in the text.
    pub span: Span,
    /// The number, exact; `None` where it names none (数十, 三五百).
    pub value: Option<Decimal>,
    /// The least it can mean.
    pub lower: Option<Decimal>,
    /// The most it can mean.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approx: Approx,
    /// How it is written.
    pub form: Form,
    /// The multiplier it ends with: 10000 in 3.5万, 1 in 98.
    pub scale: Decimal,
    /// Numerator and denominator of a fraction.
    pub fraction: Option<(Decimal, Decimal)>,
    /// Whether a Latin letter stands right before it, as in G20: then it is likely a name's.
    pub after_letter: bool,
}

/// Every numeral of `text`, in order, none overlapping another.
///
/// ```
/// let text = "累计投入1.2亿元，惠及三千余户、上百个村";
/// let values: Vec<_> = shilu::numeral::scan(text).iter().map(|n| (&text[n.span.range()], n.value.map(|v| v.to_string()))).collect();
/// assert_eq!(values, [("1.2亿", Some("120000000".into())), ("三千余", Some("3000".into())), ("上百", None)]);
/// ```
pub fn scan(text: &str) -> Vec<Numeral> {
    scan_at(text, 0)
}

/// The numerals of a stretch of an article that begins at byte `start`.
pub(crate) fn scan_at(text: &str, start: usize) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !read::begins(c) {
            at += c.len_utf8();
            continue;
        }
        let (numeral, end) = read::numeral(text, at);
        if let Some(mut numeral) = numeral {
            numeral.span = Span::new(numeral.span.start + start, numeral.span.end + start);
            found.push(numeral);
        }
        at = end.max(at + c.len_utf8());
    }
    found
}

/// The numeral that begins at byte `at`, for those who look for a number there and nowhere else.
pub(crate) fn read_at(text: &str, at: usize) -> Option<Numeral> {
    let first = text.get(at..)?.chars().next()?;
    if read::begins(first) { read::numeral(text, at).0 } else { None }
}

/// The value of a decimal digit of either width: 3, ３.
pub(crate) fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a Chinese digit: 三, 〇, 两, 叁.
pub(crate) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '叄' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a multiplier: 十, 百, 千, 万, 亿.
pub(crate) fn multiplier(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A numeral as `text value [lower, upper]`; the bounds only where they say more.
    fn told(text: &str) -> String {
        let told = scan(text).into_iter().map(|n| {
            let number = |d: Option<Decimal>| d.map_or_else(|| "?".to_owned(), |d| d.normalize().to_string());
            let own = &text[n.span.range()];
            match n.approx {
                Approx::Exact => format!("{own}={}", number(n.value)),
                Approx::About => format!("{own}~{}", number(n.value)),
                _ => format!("{own}={}[{},{}]", number(n.value), number(n.lower), number(n.upper)),
            }
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numerals_have_the_value_a_reader_gives_them() {
        for (text, expected) in [
            ("98家", "98=98"),
            ("1.2亿元", "1.2亿=120000000"),
            ("3万5千人", "3万5千=35000"),
            ("一亿五", "一亿五=150000000"),
            ("两千四百五", "两千四百五=2450"),
            ("一万三", "一万三=13000"),
            ("一百零五", "一百零五=105"),
            ("一千零五十", "一千零五十=1050"),
            ("十五", "十五=15"),
            ("廿三", "廿三=23"),
            ("三点一四", "三点一四=3.14"),
            ("十二点五亿", "十二点五亿=1250000000"),
            ("1.2万亿元", "1.2万亿=1200000000000"),
            ("7,024万股", "7,024万=70240000"),
            ("１，２３４．５", "１，２３４．５=1234.5"),
            ("２．７２％", "２．７２=2.72"),
            ("壹佰贰拾叁元整", "壹佰贰拾叁=123"),
            ("二〇二〇年", "二〇二〇=2020"),
            ("增幅为-11.81%", "-11.81=-11.81"),
            ("负五度", "负五=-5"),
            ("1000余人次", "1000余=1000[1000,2000]"),
            ("1250多人", "1250多=1250[1250,1260]"),
            ("3.5万余户", "3.5万余=35000[35000,36000]"),
            ("4000多亿元", "4000多亿=400000000000[400000000000,500000000000]"),
            ("30余万元", "30余万=300000[300000,400000]"),
            ("二十余人", "二十余=20[20,30]"),
            ("十几万人", "十几万=100000[100000,200000]"),
            ("三十几万", "三十几万=300000[300000,400000]"),
            ("十来个", "十来~10"),
            ("数十次", "数十=?[20,100]"),
            ("几百人", "几百=?[200,1000]"),
            ("好几万人", "好几万=?[20000,100000]"),
            ("几张纸", "几=?[2,10]"),
            ("上百万只", "上百万=?[1000000,?]"),
            ("成千上万户", "成千上万=?[1000,?]"),
            ("百余项", "百余=100[100,200]"),
            ("超千家", "千=1000"),
            ("近百人", "百=100"),
            ("三五百人", "三五百=?[300,500]"),
            ("七八十岁", "七八十=?[70,80]"),
            ("十七八岁", "十七八=?[17,18]"),
            ("两三个", "两三=?[2,3]"),
            ("三分之二", "三分之二=0.6666666666666666666666666667"),
            ("百分之三点五", "百分之三点五=0.035"),
            ("1/3", "1/3=0.3333333333333333333333333333"),
            ("比分1/4决赛", "1/4=0.25"),
            ("100—300户", "100=100 300=300"),
            ("2020/11/25", "2020=2020 11=11 25=25"),
            ("万达广场千万不要，万一呢", ""),
            ("下午三点二十分", "三=3 二十=20"),
            ("几乎全部", ""),
            ("1,2,3名", "1=1 2=2 3=3"),
            ("五四运动", "五四=54"),
            ("12万千瓦", "12万=120000"),
            ("5千克", "5=5"),
            ("海拔五千米", "五千=5000"),
            ("950百帕", "950=950"),
            ("四万万人", "四万万=400000000"),
            ("177.1 亿元", "177.1 亿=17710000000"),
            ("1万-5万元", "1万=10000 5万=50000"),
            ("负十", "负十=-10"),
            ("五百卅四", "五百卅四=534"),
            ("一百五十四点零五", "一百五十四点零五=154.05"),
            ("负一百点三", "负一百点三=-100.3"),
            ("十点三十分", "十=10 三十=30"),
            ("三又二分之一", "三又二分之一=3.5"),
            ("３／５", "３／５=0.6"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn every_integer_reads_back_from_its_chinese_form() {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let below_ten_thousand = |n: u32| {
            let mut out = String::new();
            let mut gap = false;
            for (factor, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = n / factor % 10;
                if digit == 0 {
                    gap = !out.is_empty();
                    continue;
                }
                if gap {
                    out.push('零');
                    gap = false;
                }
                out.push_str(digits[digit as usize]);
                out.push_str(unit);
            }
            out
        };
        for n in (1..10_000).chain((10_000..10_000_000).step_by(997)) {
            let (high, low) = (n / 10_000, n % 10_000);
            let mut text = String::new();
            if high > 0 {
                text = below_ten_thousand(high) + "万";
                if low > 0 && low < 1000 {
                    text.push('零');
                }
            }
            text += &below_ten_thousand(low);
            let found = scan(&text);
            assert_eq!(found.first().and_then(|f| f.value), Some(Decimal::from(n)), "{text}");
            assert_eq!(found[0].span.len(), text.len(), "{text}");
        }
    }
}
