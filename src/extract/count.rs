//! How many of something: 98家民营企业, 1000余人次, 提出建议20余条.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Mention;
use super::amount::{self, Amount};
use super::clause::{self, Around};
use super::parts::parts;
use super::quantity::Quantity;
use crate::numeral::{Approx, Form, Numeral};
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// How many of something.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Count {
    /// The number and what it is of; `unit` is the measure word.
    #[serde(flatten)]
    pub quantity: Quantity,
    /// Whether 一 and the measure word are a mere article: 作为一项系统工程.
    pub article: bool,
}

parts! {
    Count {
        quantity: Record(Quantity),
        article: Value(Truth),
    }
}

/// The count that begins with the numeral at `place`, and the place of the numeral behind it.
pub(super) fn extract(sentence: &Sentence<'_>, place: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let numeral = sentence.numerals.get(place).filter(|n| n.form != Form::Fraction)?;
    let amount = Amount::read(sentence, place, |at| unit(sentence, at)).or_else(|| plain(sentence, place))?;
    let around = clause::around(sentence, &amount);
    if !allowed(sentence, numeral, &amount, &around) {
        return None;
    }
    let mut quantity = amount.quantity(sentence);
    around.fill(sentence, &mut quantity);
    let article = is_article(sentence, numeral, &amount, &around);
    let rule = if amount.unit.is_empty() { "count/number" } else { "count/measure-word" };
    out.push(Mention::new(amount.span, rule, Count { quantity, article }));
    Some(amount.next)
}

/// Where the measure word at byte `at` ends: 家, 人次, 件（套）.
fn unit(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let rest = sentence.after(at);
    let (word, _) = sentence.lexicon.measure_words.longest_prefix(rest)?;
    // 数十万打工仔, 120万人口: a noun begins with the measure word's character.
    if look_alike(sentence, at, word) {
        return None;
    }
    if sentence.lexicon.set_phrases.longest_prefix(rest).is_some_and(|(phrase, _)| phrase.len() > word.len()) {
        return None;
    }
    // 3个月, 8个小时, 2个百分点: another kind's unit stands behind 个.
    let behind = &rest[word.len()..];
    if sentence.lexicon.other_units.longest_prefix(behind).is_some() && word == "个" {
        return None;
    }
    Some(at + word.len() + alternative(sentence, behind))
}

/// Whether the word at byte `at` only begins with the measure word's character, and the segmenter agrees where it is asked.
fn look_alike(sentence: &Sentence<'_>, at: usize, word: &str) -> bool {
    let longer = sentence.lexicon.measure_word_look_alikes.longest_prefix(sentence.after(at));
    let token = sentence.token_at(at);
    longer.is_some_and(|(longer, sense)| {
        longer.len() > word.len() && (sense == "sure" || token.is_none_or(|t| t.span.end >= at + longer.len()))
    })
}

/// The length of a second measure word in brackets or behind a stroke: 件（套）, 台/套.
fn alternative(sentence: &Sentence<'_>, rest: &str) -> usize {
    for (open, close) in [("（", "）"), ("(", ")"), ("/", "")] {
        let Some(inner) = rest.strip_prefix(open) else { continue };
        let Some((word, _)) = sentence.lexicon.measure_words.longest_prefix(inner) else { continue };
        if inner[word.len()..].starts_with(close) {
            return open.len() + word.len() + close.len();
        }
    }
    0
}

/// A large number right before a noun, without a measure word: 18.6万退伍老兵, 约120万.
fn plain(sentence: &Sentence<'_>, place: usize) -> Option<Amount> {
    let numeral = sentence.numerals.get(place)?;
    let large = numeral.scale >= Decimal::from(10_000);
    let rest = sentence.after(numeral.span.end);
    let known = sentence.lexicon.units.longest_prefix(rest).is_some()
        || sentence.lexicon.currencies.longest_prefix(rest).is_some()
        || sentence.lexicon.other_units.longest_prefix(rest).is_some()
        || rest.starts_with(['%', '％', '‰', '-', '—', '+', '/', ':', '：', '多', '余', '级']);
    if !large || known || amount::follows_currency(sentence, numeral.span.start) {
        return None;
    }
    Amount::read(sentence, place, Some)
}

/// What the measure word asks for: some count only with their noun, or only behind digits.
fn allowed(sentence: &Sentence<'_>, numeral: &Numeral, amount: &Amount, around: &Around) -> bool {
    let behind = around.object.is_some_and(|o| o.start >= amount.core.end);
    if amount.unit.is_empty() {
        return around.object.is_some_and(|o| o.len() > "欧".len());
    }
    let unit = sentence.slice(amount.unit);
    // 一支支队伍: each of many, no number.
    if sentence.after(amount.unit.end).starts_with(unit) && sentence.slice(numeral.span) == "一" {
        return false;
    }
    let chinese = numeral.form == Form::Chinese;
    let own = sentence.slice(numeral.span);
    // 二次创业, 二手: 二 before a measure word is an ordinal; counts say 两.
    if own == "二" || numeral.form == Form::Positional {
        return false;
    }
    if unit == "次" && numbers_what_follows(sentence, numeral, amount, chinese) {
        return false;
    }
    if listed_ordinal(sentence, numeral) || numbers_a_home(sentence, amount) {
        return false;
    }
    let word = sentence.slice(Span::new(numeral.span.start, amount.unit.end));
    match sentence.lexicon.measure_words_bound.get(word).or_else(|| sentence.lexicon.measure_words_bound.get(unit)) {
        Some("never") => false,
        Some("behind") => behind,
        // 一起 is an adverb unless a case follows or was found.
        Some("case") => around
            .object
            .is_some_and(|o| behind && sentence.lexicon.case_nouns.longest_suffix(sentence.slice(o)).is_some()),
        Some("noun") if chinese => behind || around.object.is_some() && own != "一",
        Some("noun") => around.object.is_some() || amount.value.or(amount.lower).is_some_and(|v| v >= Decimal::TEN),
        // 一期, 一二类 tell which, not how many.
        Some("digits") => !chinese || behind && amount.lower != Some(Decimal::ONE),
        _ => true,
    }
}

/// 1043次列车 names a train; 十四届一次会议, 第十四届全国人大一次会议: which session, not how many.
fn numbers_what_follows(sentence: &Sentence<'_>, numeral: &Numeral, amount: &Amount, chinese: bool) -> bool {
    const REACH: usize = 14;
    let before = sentence.before(numeral.span.start);
    let numbered = sentence.lexicon.numbered_runs.longest_prefix(sentence.after(amount.unit.end));
    match numbered {
        Some((_, "session")) if chinese && before.chars().rev().take(REACH).any(|c| c == '届') => true,
        Some((_, "")) => true,
        _ => chinese && before.ends_with(['届', '第']),
    }
}

/// 第三、四位: the second of two ordinals.
fn listed_ordinal(sentence: &Sentence<'_>, numeral: &Numeral) -> bool {
    let Some(first) = sentence.before(numeral.span.start).strip_suffix('、') else { return false };
    let end = sentence.span.start + first.len();
    let place = sentence.numeral_ending(end);
    place.and_then(|p| sentence.numerals.get(p)).is_some_and(|n| sentence.before(n.span.start).ends_with('第'))
}

/// 418幢|16层, 乾龙小区|6栋, 黄泥村|三组, 起火的是|5栋: which house, which door, which group of a village.
fn numbers_a_home(sentence: &Sentence<'_>, amount: &Amount) -> bool {
    let words = &sentence.lexicon.context_words;
    let unit = sentence.slice(amount.unit);
    if !words.has_as(unit, "home") || amount.span.end != amount.unit.end {
        return false;
    }
    let (before, behind) = (sentence.before(amount.span.start), sentence.after(amount.span.end));
    if unit == "组" {
        return words.longest_end_as(before, "settled").is_some_and(|(word, _)| matches!(word, "村" | "社区"));
    }
    // The number of what holds it stands before it, or of what it holds behind it; 3栋18层|住宅 are counted.
    let closes =
        |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphabetic() || "一二三四五六七八九十".contains(c));
    let inner = || {
        let numeral = sentence.numerals.get(sentence.numeral_before(amount.span.end).map_or(0, |place| place + 1))?;
        let rest = sentence.after(numeral.span.end);
        let (word, _) = words.longest_as(rest, "home").filter(|_| numeral.span.start == amount.span.end)?;
        (word != "层" || closes(&rest[word.len()..])).then_some(())
    };
    let outer = words.longest_end_as(before, "home").map(|(word, _)| amount.span.start - word.len());
    let held = outer.is_some_and(|at| sentence.numeral_ending(at).is_some()) && (unit != "层" || closes(behind));
    if held || inner().is_some() {
        return true;
    }
    let settled = words.ends_as(before, "settled")
        && sentence.token_before(amount.span.start).is_some_and(|t| t.pos != Pos::Verb && t.pos != Pos::Adjective);
    // A noun behind it is what is counted: 在3栋|楼, 小区3栋|住宅.
    let ends = behind.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends && (settled || before.ends_with("的是") || before.ends_with("位于") || before.ends_with('在'))
}

/// 一 and a measure word that introduce a noun and number nothing: not behind it, not beside other counts.
fn is_article(sentence: &Sentence<'_>, numeral: &Numeral, amount: &Amount, around: &Around) -> bool {
    if sentence.slice(numeral.span) != "一" || amount.unit.is_empty() {
        return false;
    }
    let before = sentence.before(amount.span.start);
    let contrast = sentence.lexicon.context_words.ends_as(before, "contrast");
    let postposed = around.object.is_some_and(|o| o.end <= amount.span.start);
    let rest = sentence.after(amount.span.end);
    let ends = rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '！', '？', ',', '）', '”']);
    !contrast && !postposed && !ends
}

/// Counts without a numeral: 多家企业, 若干名.
pub(super) fn vague(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let words = &sentence.lexicon.context_words;
    for token in sentence.tokens.iter().filter(|t| t.text.starts_with(['多', '若', '数'])) {
        let Some(word) = ["多", "若干", "数"].into_iter().find(|w| token.text.starts_with(w)) else {
            continue;
        };
        let start = token.span.start;
        let at = start + word.len();
        let next = sentence.numeral_before(start).map_or(0, |index| index + 1);
        let touches = sentence.numeral_ending(start).is_some()
            || sentence.numerals.get(next).is_some_and(|n| n.span.overlaps(Span::new(start, at)));
        // 更多台资企业, 许多家庭.
        let more = word == "多" && words.ends_as(sentence.before(start), "degree");
        if touches || more {
            continue;
        }
        let Some(end) = unit(sentence, at) else { continue };
        let measure = sentence.slice(Span::new(at, end));
        if !sentence.lexicon.vague_measure_words.contains(measure) {
            continue;
        }
        let span = Span::new(start, end);
        let amount = Amount::vague(span, Span::new(at, end));
        let around = clause::around(sentence, &amount);
        let adverbial = words.has_as(measure, "adverb");
        if around.object.is_none() && !adverbial {
            continue;
        }
        let mut quantity = amount.quantity(sentence);
        quantity.approx = Approx::Vague;
        around.fill(sentence, &mut quantity);
        out.push(Mention::new(span, "count/vague", Count { quantity, article: false }));
    }
}
