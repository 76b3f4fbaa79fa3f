//! Amounts of money: 1.2亿元, 3000美元, 人民币2万元.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Mention;
use super::amount::{self, Amount};
use super::clause::{self, Around};
use super::noun_phrase;
use super::parts::parts;
use super::quantity::{Change, Quantity};
use crate::chars::is_han;
use crate::numeral::{self, Approx, Form};
use crate::sentence::Sentence;
use crate::span::Span;

/// An amount of money.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Money {
    /// The number and what it is of; `unit` is the currency word as written.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// The ISO 4217 code: `CNY`.
    pub currency: Option<String>,
}

parts! {
    Money {
        quantity: Record(Quantity),
        currency: Value(Text),
    }
}

/// The money that begins with the numeral at `place`, and the place of the numeral behind it.
pub(super) fn extract(sentence: &Sentence<'_>, place: usize, free: bool, out: &mut Vec<Mention>) -> Option<usize> {
    let numeral = sentence.numerals.get(place)?;
    let before = prefix(sentence, numeral.span.start);
    let (mut amount, rule) = worded(sentence, place, free || before.is_some())
        .map(|a| (a, "money/currency-word"))
        .or_else(|| signed(sentence, place, before?).map(|a| (a, "money/currency-sign")))
        .or_else(|| priced(sentence, place, free).map(|a| (a, "money/each")))
        .or_else(|| unworded(sentence, place, free).map(|a| (a, "money/context")))?;
    small(sentence, &mut amount);
    parts(sentence, &mut amount);
    up_to(sentence, &mut amount);
    // 人民币约2万元: an approximator may stand between.
    let before = if amount.span.start == numeral.span.start { before } else { prefix(sentence, amount.span.start) };
    if let Some(before) = before {
        amount.begin_at(sentence, before.start);
    }
    closing_code(sentence, &mut amount);
    let mut quantity = amount.quantity(sentence);
    let around = around(sentence, &amount);
    around.fill(sentence, &mut quantity);
    if sentence.slice(amount.unit).contains('/') {
        quantity.change = Some(Change::Rate);
    }
    let currency = currency(sentence, &amount, before);
    out.push(Mention::new(amount.span, rule, Money { quantity, currency }));
    Some(amount.next)
}

/// 1.2亿元, 50余万元, 3块钱, 5毛.
fn worded(sentence: &Sentence<'_>, place: usize, free: bool) -> Option<Amount> {
    let positional = sentence.numerals.get(place)?.form == Form::Positional;
    if positional || !free { None } else { Amount::read(sentence, place, |at| unit(sentence, at)) }
}

/// Where the currency word at byte `at` ends: 元, 万美元's 美元, 块钱, 元/吨.
fn unit(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let rest = sentence.after(at);
    let coin = ["块钱", "毛钱", "分钱", "角钱"]
        .into_iter()
        .find(|c| rest.starts_with(c))
        .or_else(|| coins_follow(sentence, at))
        .or_else(|| spoken_yuan(sentence, at))
        .or_else(|| lone_cents(sentence, at));
    let word = match coin {
        Some(coin) => coin,
        None => sentence.lexicon.currencies.longest_prefix(rest)?.0,
    };
    let behind = &rest[word.len()..];
    // 元旦, 元素: another word begins with the currency's character.
    let token = sentence.token_at(at);
    let other = sentence
        .lexicon
        .currency_look_alikes
        .longest_prefix(rest)
        .is_some_and(|(w, _)| w.len() > word.len() && token.is_none_or(|t| t.span.end >= at + w.len()));
    let latin = |c: char| c.is_ascii_alphanumeric();
    if other || word.ends_with(latin) && behind.starts_with(latin) {
        return None;
    }
    let word_end = at + word.len();
    let whole =
        if behind.starts_with('钱') && word == "元" || behind.starts_with(['整', '正']) { "整".len() } else { 0 };
    Some(word_end + whole + per(sentence, &behind[whole..]))
}

/// 九块九, 三块五毛, 九角九分: a smaller coin follows at once.
fn coins_follow(sentence: &Sentence<'_>, at: usize) -> Option<&'static str> {
    let rest = sentence.after(at);
    let (coin, smaller) =
        [("块", "毛角分"), ("毛", "分"), ("角", "分")].into_iter().find(|(coin, _)| rest.starts_with(coin))?;
    let place = sentence.numeral_at(at + coin.len())?;
    let next = sentence.numerals.get(place)?;
    let behind = sentence.after(next.span.end);
    let closed =
        behind.is_empty() || behind.starts_with(|c: char| smaller.contains(c) || "，。；、！？,）钱R多到".contains(c));
    (closed && next.value.is_some_and(|v| v < Decimal::TEN) && !amount::in_set_phrase(sentence, next.span))
        .then_some(coin)
}

/// 每斤7块, 3.04块以上: 块 that closes its clause behind a price, and counts no pieces.
fn spoken_yuan(sentence: &Sentence<'_>, at: usize) -> Option<&'static str> {
    let behind = sentence.after(at).strip_prefix('块')?;
    let closed = behind.chars().next().is_none_or(|c| "，。；、！？,”）".contains(c))
        || sentence.lexicon.price_words.longest_as(behind, "behind").is_some();
    let place = sentence.numeral_ending(at).filter(|_| closed)?;
    let numeral = sentence.numerals.get(place)?;
    let before = sentence.before(numeral.span.start).trim_end_matches(['约', '近', '超', '大']);
    let cents = numeral.value.is_some_and(|v| v.scale() > 0) || numeral.approx == Approx::Range;
    (cents || before.is_empty() || sentence.lexicon.price_words.ends_as(before, "spoken")).then_some("块")
}

/// 五分 as all that a text says: nothing is scored there and no clock read, so it is the coin.
fn lone_cents(sentence: &Sentence<'_>, at: usize) -> Option<&'static str> {
    const MOST_BYTES: usize = 64;
    let text = Some(sentence.article.text).filter(|t| t.len() <= MOST_BYTES && sentence.after(at).starts_with('分'))?;
    let number = text.trim().strip_suffix('分')?;
    let alone = sentence.after(at).trim_end() == "分" && sentence.before(at).trim_start() == number;
    (alone && sentence.numerals.first().is_some_and(|n| sentence.slice(n.span) == number)).then_some("分")
}

/// The length of /吨, /人·年 behind a currency word.
fn per(sentence: &Sentence<'_>, rest: &str) -> usize {
    let Some(inner) = rest.strip_prefix('/').or_else(|| rest.strip_prefix('／')) else { return 0 };
    let lists = [&sentence.lexicon.units, &sentence.lexicon.measure_words, &sentence.lexicon.other_units];
    let longest = lists.iter().filter_map(|l| l.longest_prefix(inner)).map(|(word, _)| word.len()).max();
    longest.map_or(0, |word| rest.len() - inner.len() + word)
}

/// $5, US$3000, ¥12.5, USD 500.
fn signed(sentence: &Sentence<'_>, place: usize, prefix: Span) -> Option<Amount> {
    let numeral = sentence.numerals.get(place)?;
    let word = sentence.slice(prefix);
    let tight = !word.chars().any(is_han);
    let rest = sentence.after(numeral.span.end);
    let counted = sentence.lexicon.measure_words.longest_prefix(rest).is_some();
    (tight || !counted).then_some(())?;
    let mut amount = Amount::read(sentence, place, Some)?;
    english_scale(sentence, &mut amount);
    Some(amount)
}

/// $3.5 billion, US$450 million.
fn english_scale(sentence: &Sentence<'_>, amount: &mut Amount) {
    const SCALES: [(&str, i64); 6] = [
        ("trillion", 1_000_000_000_000),
        ("billion", 1_000_000_000),
        ("million", 1_000_000),
        ("thousand", 1_000),
        ("bn", 1_000_000_000),
        ("mn", 1_000_000),
    ];
    let rest = sentence.after(amount.span.end);
    let blanks = numeral::skip_blanks(rest, 0);
    let Some((word, scale)) = SCALES.into_iter().find(|(word, _)| rest[blanks..].starts_with(word)) else { return };
    let end = blanks + word.len();
    if rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return;
    }
    let times = |n: Option<Decimal>| n.and_then(|n| n.checked_mul(scale.into())).map(|n| n.normalize());
    (amount.value, amount.lower, amount.upper) = (times(amount.value), times(amount.lower), times(amount.upper));
    amount.span.end += end;
    amount.core.end = amount.span.end;
}

/// 房价2万一平米, 3万一吨: a price of each, whose 元 goes without saying.
fn priced(sentence: &Sentence<'_>, place: usize, free: bool) -> Option<Amount> {
    let prices = &sentence.lexicon.price_words;
    let numeral = sentence.numerals.get(place).filter(|n| n.scale >= Decimal::from(10_000) && free)?;
    let each = sentence.numerals.get(place + 1)?;
    let one = each.span.start == numeral.span.end && sentence.slice(each.span) == "一";
    let rest = sentence.after(each.span.end);
    let before = sentence.before(numeral.span.start);
    if !one || prices.longest_as(rest, "each").is_none() || !prices.ends_as(before, "before") {
        return None;
    }
    let mut amount = Amount::read(sentence, place, Some)?;
    amount.next = place + 2;
    Some(amount)
}

/// The currency word or sign right before byte `at`, but for a blank: 人民币 in 人民币2万元.
fn prefix(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let before = sentence.before(at);
    let trimmed = before.trim_end_matches(' ');
    let (word, _) = sentence.lexicon.currencies.longest_suffix(trimmed)?;
    let start = sentence.span.start + trimmed.len() - word.len();
    let letters = word.chars().all(|c| c.is_ascii_alphabetic());
    let cut = letters && sentence.before(start).ends_with(|c: char| c.is_ascii_alphanumeric());
    // 100元200元: the word belongs to the number before it.
    let owned = sentence.numeral_ending(start).is_some()
        || matches!(word, "元" | "圆" | "块钱" | "镑" | "盾")
        || letters && word.chars().count() < 3;
    (!cut && !owned).then(|| Span::new(start, start + word.len()))
}

/// A large number without a currency word where only money can be meant: 年薪两百万, 资产规模突破5000亿.
fn unworded(sentence: &Sentence<'_>, place: usize, free: bool) -> Option<Amount> {
    let numeral = sentence.numerals.get(place)?;
    if numeral.scale < Decimal::from(10_000) || !free {
        return None;
    }
    let amount = Amount::read(sentence, place, Some)?;
    let rest = sentence.after(amount.span.end);
    let closed = rest.is_empty()
        || rest.starts_with(['，', '。', '；', '、', '！', '？', ',', '）', '”', ' ', '的', '多'])
        || rest.starts_with("大关");
    let (noun, _) = noun_phrase::before(sentence, amount.span.start);
    let noun = noun.filter(|n| sentence.lexicon.money_nouns.longest_suffix(sentence.slice(*n)).is_some())?;
    // 捐款35万人次, 出口7000万吨: another kind knows the unit.
    let bare = || {
        [&sentence.lexicon.measure_words, &sentence.lexicon.units]
            .iter()
            .all(|list| list.longest_prefix(rest).is_none())
    };
    (closed || noun.end == amount.span.start && bare()).then_some(amount)
}

/// 9毛钱 is 0.9: a coin's worth.
fn small(sentence: &Sentence<'_>, amount: &mut Amount) {
    let size = match sentence.slice(amount.unit).chars().next() {
        Some('毛' | '角') => Decimal::new(1, 1),
        Some('分') => Decimal::new(1, 2),
        _ => return,
    };
    let worth = |n: Option<Decimal>| n.and_then(|n| n.checked_mul(size));
    (amount.value, amount.lower, amount.upper) = (worth(amount.value), worth(amount.lower), worth(amount.upper));
}

/// 3元5角, 8块5, 十块零五毛: the coins behind the notes.
fn parts(sentence: &Sentence<'_>, amount: &mut Amount) {
    let mut step = match sentence.slice(amount.unit).chars().next() {
        Some('毛' | '角') => Decimal::new(1, 1),
        Some('分') => return,
        _ => Decimal::ONE,
    };
    while let Some(next) = sentence.numerals.get(amount.next) {
        let and = usize::from(sentence.after(amount.span.end).starts_with('又')) * "又".len();
        if next.span.start != amount.span.end + and || next.scale > Decimal::ONE {
            return;
        }
        let Some(value) = next.value.filter(|v| *v < Decimal::ONE_HUNDRED) else { return };
        let rest = sentence.after(next.span.end);
        let coin = [
            ("角", Decimal::new(1, 1)),
            ("毛", Decimal::new(1, 1)),
            ("分", Decimal::new(1, 2)),
            ("美分", Decimal::new(1, 2)),
            ("欧分", Decimal::new(1, 2)),
        ]
        .into_iter()
        .find(|(coin, size)| rest.starts_with(coin) && *size < step);
        let written = sentence.slice(amount.unit).starts_with('块');
        let (size, mut end) = match coin {
            Some((coin, size)) => (size, next.span.end + coin.len()),
            // 三块零四: the 零 stands for no dimes.
            // 20块钱|一张: nothing follows the word that ends an amount.
            None if written
                && step == Decimal::ONE
                && value < Decimal::TEN
                && !sentence.slice(amount.unit).ends_with('钱') =>
            {
                let cents = sentence.slice(next.span).starts_with(['零', '〇', '0']);
                (Decimal::new(1, if cents { 2 } else { 1 }), next.span.end)
            }
            None if step == Decimal::new(1, 1) && value < Decimal::TEN && !rest.starts_with(['元', '块']) => {
                (Decimal::new(1, 2), next.span.end)
            }
            None => return,
        };
        if sentence.after(end).starts_with(['钱', '整']) {
            end += "钱".len();
        }
        let sum = |old: Option<Decimal>| old.and_then(|o| o.checked_add(value.checked_mul(size)?));
        (amount.value, amount.lower, amount.upper) = (sum(amount.value), sum(amount.lower), sum(amount.upper));
        amount.span.end = end;
        amount.core.end = end;
        amount.next += 1;
        step = size;
    }
}

/// 五块六到五块七毛八: from coins up to coins.
fn up_to(sentence: &Sentence<'_>, amount: &mut Amount) {
    let rest = sentence.after(amount.span.end);
    let Some(word) = rest.chars().next().filter(|c| matches!(c, '到' | '至' | '-' | '~' | '—')) else { return };
    let begin = amount.span.end + word.len_utf8();
    let coins = amount.span.end > amount.unit.end && amount.approx == Approx::Exact;
    if !coins || sentence.numerals.get(amount.next).is_none_or(|n| n.span.start != begin) {
        return;
    }
    let Some(mut second) = worded(sentence, amount.next, true) else { return };
    small(sentence, &mut second);
    parts(sentence, &mut second);
    if second.approx != Approx::Exact || second.span.start != begin || amount.value > second.value {
        return;
    }
    (amount.lower, amount.upper, amount.value, amount.approx) = (amount.value, second.value, None, Approx::Range);
    (amount.span.end, amount.core.end, amount.next) = (second.span.end, second.core.end, second.next);
}

/// 两块九毛九RMB: the code behind coins.
fn closing_code(sentence: &Sentence<'_>, amount: &mut Amount) {
    let rest = sentence.after(amount.span.end);
    let code = ["人民币", "RMB", "CNY"].into_iter().find(|c| rest.starts_with(c));
    if let Some(code) = code.filter(|_| amount.span.end > amount.unit.end && amount.approx == Approx::Exact) {
        amount.span.end += code.len();
    }
}

/// What the money is for, and what is done with it: it stands before as a rule, behind only with 的 or as a bare noun.
fn around(sentence: &Sentence<'_>, amount: &Amount) -> Around {
    let mut around = clause::around(sentence, amount);
    let behind = around.object.is_some_and(|o| o.start >= amount.span.end);
    if !behind || !sentence.after(amount.span.end).starts_with('的') {
        around.object = around.before.or(around.object);
    }
    around
}

/// The ISO code: the prefix says it, else the word, else where the article was written.
fn currency(sentence: &Sentence<'_>, amount: &Amount, prefix: Option<Span>) -> Option<String> {
    let codes = &sentence.lexicon.currencies;
    let of = |word: &str| codes.get(word).and_then(|c| c.split(' ').next()).map(str::to_owned);
    let unit = sentence.slice(amount.unit);
    let plain = unit.split(['/', '／']).next().unwrap_or(unit).trim_end_matches(['整', '正', '钱']);
    let vague = matches!(plain, "" | "元" | "圆" | "块" | "毛" | "角" | "分");
    match prefix.and_then(|p| of(sentence.slice(p))) {
        Some(code) if vague => Some(code),
        _ if vague => Some(home(sentence).to_owned()),
        _ => of(plain).or_else(|| Some(home(sentence).to_owned())),
    }
}

/// How much of the article is looked at to know where it was written.
const HEAD: usize = 2_000;

/// What 元 alone is: TWD or HKD in their regions' news, which is set in traditional script; else CNY.
fn home(sentence: &Sentence<'_>) -> &'static str {
    if !sentence.article.traditional {
        return "CNY";
    }
    let text = sentence.article.text;
    let end = (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let homes = &sentence.lexicon.currency_homes;
    let told = |currency: &&&str| {
        let head = &text[..end];
        head.char_indices().any(|(at, c)| homes.starts(c) && homes.longest_as(&head[at..], currency).is_some())
    };
    ["HKD", "TWD"].iter().find(told).copied().unwrap_or("CNY")
}
