//! Numbers as Chinese news writes them: 98, 1.2亿, 一千余, 三五百, 壹佰贰拾叁, １，２３４, 三分之二.
//!
//! [`scan`] finds every numeral of a text in one pass; what it counts or measures is for others to say.

mod blank;
mod cardinal;
mod class;
mod company;
mod fraction;
mod gap;
mod literal;
mod opening;
mod point;
mod read;
mod reader;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::span::Span;
pub(crate) use blank::skip as skip_blanks;
use class::{Class, class};

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
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
#[non_exhaustive]
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
/// `lower` and `upper` enclose what it can mean; `None` is open. They follow from how it is said:
///
/// | said | meant | for example |
/// |---|---|---|
/// | a number | itself | 98: [98, 98] |
/// | 多, 余, 几 behind it | up to one more of its last digit that is not zero | 3000多: [3000, 4000], 1250多: [1250, 1260], 十几万: [100000, 200000], 500多亿: [500亿, 600亿] |
/// | 来 behind it | about it, both ends open | 十来: (…, …), value 10 |
/// | 数, 几, 好几 before a multiplier | from two of it to ten | 数十: [20, 100], 好几万: [20000, 100000] |
/// | 上 before a multiplier, 成千上万 | from one of it up | 上百: [100, …), 成千上万: [1000, …) |
/// | two digits side by side | from the one to the other | 三五百: [300, 500], 七八十: [70, 80] |
///
/// A vague one and a range have no `value`. Words that stand around a number and narrow it (近, 超, 不少于, 以上) are read with
/// its unit: see [`Quantity`](crate::extract::quantity::Quantity).
///
/// ```
/// use shilu::numeral::{Approx, scan};
///
/// let bounds = |text| {
///     let numeral = scan(text).remove(0);
///     (numeral.lower.map(|n| n.to_string()), numeral.upper.map(|n| n.to_string()), numeral.approx)
/// };
/// assert_eq!(bounds("3000多家"), (Some("3000".into()), Some("4000".into()), Approx::MoreThan));
/// assert_eq!(bounds("三五百人"), (Some("300".into()), Some("500".into()), Approx::Range));
/// assert_eq!(bounds("数十次"), (Some("20".into()), Some("100".into()), Approx::Vague));
/// assert_eq!(bounds("上百个村"), (Some("100".into()), None, Approx::Vague));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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

impl Numeral {
    /// 一, the fields that a numeral has unless it says otherwise.
    const ONE: Self = Self {
        span: Span::new(0, 0),
        value: Some(Decimal::ONE),
        lower: Some(Decimal::ONE),
        upper: Some(Decimal::ONE),
        approx: Approx::Exact,
        form: Form::Chinese,
        scale: Decimal::ONE,
        fraction: None,
        after_letter: false,
    };
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
    while let Some(opening) = class::next_opening(text, at) {
        let (numeral, end) = read::numeral(text, opening);
        if let Some(mut numeral) = numeral {
            numeral.span = Span::new(numeral.span.start + start, numeral.span.end + start);
            found.push(numeral);
        }
        at = end;
    }
    found
}

/// The numeral that begins at byte `at`, for those who look for a number there and nowhere else.
pub(crate) fn read_at(text: &str, at: usize) -> Option<Numeral> {
    let first = text.get(at..)?.chars().next()?;
    if class::opens(first) { read::numeral(text, at).0 } else { None }
}

/// The value of a decimal digit of either width: 3, ３.
pub(crate) fn arabic_digit(c: char) -> Option<u32> {
    match class(c) {
        Class::Arabic(digit) => Some(digit),
        _ => None,
    }
}

/// The value of a Chinese digit: 三, 〇, 两, 叁.
pub(crate) fn chinese_digit(c: char) -> Option<u32> {
    match class(c) {
        Class::Chinese(digit) => Some(digit),
        _ => None,
    }
}

/// The value of a digit of either script.
fn digit(c: char) -> Option<u32> {
    arabic_digit(c).or_else(|| chinese_digit(c))
}

/// The value of a multiplier: 十, 百, 千, 万, 亿.
pub(crate) fn multiplier(c: char) -> Option<u64> {
    match class(c) {
        Class::Multiplier(m) => Some(m),
        _ => None,
    }
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
            ("1千零20人", "1千零20=1020"),
            ("三千零售店", "三千=3000 零=0"),
            ("负 1200元", "负 1200=-1200"),
            ("气温二十二点6度", "二十二点6=22.6"),
            ("晚八点30集合", "八=8 30=30"),
            ("华氏22点6度", "22点6=22.6"),
            ("8点一过就开门", "8=8 一=1"),
            ("下跌.5个点", ".5=0.5"),
            ("一百 五 十 二人", "一百 五 十=150 二=2"),
            ("共一百 五 十 二。", "一百 五 十 二=152"),
            ("7万 5千 4百", "7万 5千 4百=75400"),
            ("7万 5千米", "7万=70000 5=5"),
            ("投入二十 亿元", "二十 亿=2000000000"),
            ("惠及五百 余万人", "五百 余万=5000000[5000000,6000000]"),
            ("一 二 三 四", "一=1 二=2 三=3 四=4"),
            ("五 分之 一", "五 分之 一=0.2"),
            ("三分一受訪者", "三分一=0.3333333333333333333333333333"),
            ("三分三十秒", "三=3 三十=30"),
            ("五兆六十二億元", "五兆六十二億=5006200000000"),
            ("30兆瓦", "30=30"),
            ("12k人", "12k=12000"),
            ("12km", "12=12"),
            ("一半以上", "一半=0.5"),
            ("一半天下雨", "一=1"),
            ("3万零5百", "3万零5百=30500"),
            ("零十", "零十=10"),
            ("千三", "千三=1300"),
            ("万一，万三里路", ""),
            ("- 1,200", "- 1,200=-1200"),
            ("- 1,200户", "1,200=1200"),
            ("1点1", "1点1=1.1"),
            ("8点1人到场", "8=8 1=1"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn every_integer_below_a_million_and_each_ninth_ten_thousand_above_reads_back_from_its_chinese_form() {
        let sections: Vec<String> = (0..10_000).map(section).collect();
        (0..100).chain((100..1_000).step_by(9)).for_each(|high| read_back(high, &sections));
    }

    /// Every number that `high` 万 begin, in one text.
    fn read_back(high: u32, sections: &[String]) {
        let mut text = String::new();
        for low in 0..10_000_u32 {
            if high > 0 {
                text.push_str(&sections[high as usize]);
                text.push('万');
                text.push_str(if (1..1_000).contains(&low) { "零" } else { "" });
            }
            if high == 0 || low > 0 {
                text.push_str(&sections[low as usize]);
            }
            text.push('，');
        }
        let found = scan(&text);
        let texts = text.split_terminator('，');
        assert!(found.len() == 10_000 && texts.clone().zip(&found).all(|(own, n)| own == &text[n.span.range()]));
        for (numeral, low) in found.iter().zip(0..) {
            assert_eq!(numeral.value, Some(Decimal::from(high * 10_000 + low)), "{}", &text[numeral.span.range()]);
        }
    }

    /// A number below ten thousand as it is said: 零, 一十, 一千零五.
    fn section(n: u32) -> String {
        const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let (mut out, mut gap) = (String::new(), false);
        for (factor, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = n / factor % 10;
            if digit == 0 {
                gap = !out.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                out.push('零');
            }
            out.push_str(DIGITS[digit as usize]);
            out.push_str(unit);
        }
        if out.is_empty() { DIGITS[0].to_owned() } else { out }
    }
}
