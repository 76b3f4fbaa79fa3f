//! A numeral with the words around it that change its value: 近3万, 50余, 3至5, 90以上. What counts, measures and money share.

use rust_decimal::Decimal;

use super::quantity::Quantity;
use crate::numeral::{self, Approx, Form, Numeral};
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// A number as meant, with its unit: what a mention of a quantity spans.
#[derive(Debug, Clone)]
pub(crate) struct Amount {
    /// From the approximator before to the approximator behind: 近3万户, 90岁以上.
    pub(crate) span: Span,
    /// From the first digit to the end of the unit.
    pub(crate) core: Span,
    /// The unit as written.
    pub(crate) unit: Span,
    /// The place of the numeral after the last one used.
    pub(crate) next: usize,
    pub(crate) value: Option<Decimal>,
    pub(crate) lower: Option<Decimal>,
    pub(crate) upper: Option<Decimal>,
    pub(crate) approx: Approx,
}

/// The longest word of the approximators before a number, in characters.
const LONGEST_PREFIX: usize = 6;
/// How many characters of a set phrase may stand before its numeral.
const LONGEST_PHRASE: usize = 6;

impl Amount {
    /// Reads the amount whose first numeral is `sentence.numerals[place]`. `unit` says where the unit that begins at a byte ends.
    pub(crate) fn read(sentence: &Sentence<'_>, place: usize, unit: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        let first = sentence.numerals.get(place)?;
        let unit_at = |at: usize| {
            let begin = at + numeral::skip_blanks(sentence.after(at), 0);
            let unit = unit(begin).map(|end| Span::new(begin, end))?;
            // No unit, no blank before it.
            Some(if unit.is_empty() { Span::new(at, at) } else { unit })
        };
        let own_unit = unit_at(first.span.end);
        let mut amount = match Self::range(sentence, place, first, own_unit, &unit_at) {
            Some(range) => range,
            None => Self::single(first, own_unit?, place + 1),
        };
        amount.and_a_half(sentence);
        amount.widen(sentence);
        amount.bounded(sentence, &unit_at);
        Some(amount)
    }

    /// An amount that no numeral states: 多家.
    pub(crate) fn vague(span: Span, unit: Span) -> Self {
        Self { span, core: span, unit, next: 0, value: None, lower: None, upper: None, approx: Approx::Vague }
    }

    fn single(numeral: &Numeral, unit: Span, next: usize) -> Self {
        let span = Span::new(numeral.span.start, unit.end);
        let Numeral { value, lower, upper, approx, .. } = *numeral;
        Self { span, core: span, unit, next, value, lower, upper, approx }
    }

    /// 两米半, 三岁半: half a unit more.
    fn and_a_half(&mut self, sentence: &Sentence<'_>) {
        let rest = sentence.after(self.span.end);
        let halves = matches!(self.approx, Approx::Exact | Approx::Range) && !self.unit.is_empty();
        if !halves || !rest.starts_with('半') || sentence.lexicon.half_words.longest_prefix(rest).is_some() {
            return;
        }
        let half = |n: Option<Decimal>| {
            // -31度半 is colder than -31度.
            let away = Decimal::new(if n.is_some_and(|n| n.is_sign_negative()) { -5 } else { 5 }, 1);
            n.and_then(|n| n.checked_add(away))
        };
        // 三到五岁半: the half is the second's.
        let lower = if self.approx == Approx::Range { self.lower } else { half(self.lower) };
        (self.value, self.lower, self.upper) = (half(self.value), lower, half(self.upper));
        self.span.end += "半".len();
        self.core.end = self.span.end;
    }

    /// 3至5个, 2~3万人, 3亿元至5亿元, 5000元以上不满1万元.
    fn range(
        sentence: &Sentence<'_>,
        place: usize,
        first: &Numeral,
        own_unit: Option<Span>,
        unit_at: &impl Fn(usize) -> Option<Span>,
    ) -> Option<Self> {
        let end = own_unit.map_or(first.span.end, |u| u.end);
        let rest = sentence.after(end);
        let blanks = numeral::skip_blanks(rest, 0);
        let (connective, joins) = sentence.lexicon.range_connectives.longest_prefix(&rest[blanks..])?;
        let behind = numeral::skip_blanks(rest, blanks + connective.len());
        // 10 — 20人: with blanks only what joins the ends of a range.
        if behind > connective.len() && matches!(joins, "list" | "between") {
            return None;
        }
        let frozen = Frozen::of(sentence, first.span.start, end + behind);
        let begin = end + behind + frozen.word();
        // The 零 of 零下 is read as a number of its own.
        let at =
            (place + 1..=place + 2).find(|&at| sentence.numerals.get(at).is_some_and(|n| n.span.start == begin))?;
        let second = sentence.numerals.get(at)?;
        let unit = unit_at(second.span.end)?;
        // 2%和3%之间: without 之间, it joins two.
        if joins == "between" && !sentence.after(unit.end).starts_with("之间") {
            return None;
        }
        let same = |a: Span, b: Span| {
            sentence.slice(a).ends_with(sentence.slice(b)) || sentence.slice(b).ends_with(sentence.slice(a))
        };
        // 1、2月 counts as a range for dates, 2、3级 for the force of wind: elsewhere 、 lists.
        let next = || first.value.and_then(|v| v.checked_add(Decimal::ONE)) == second.value;
        let listed = joins == "list" && !(own_unit.is_none() && sentence.slice(unit) == "级" && next());
        if listed || own_unit.is_some_and(|own| !same(own, unit)) || first.form == Form::Fraction {
            return None;
        }
        let mut low = first.value.or(first.lower)?;
        let high = second.value.or(second.upper)?;
        // 2~3万, 一百二十到一百五十万: the multiplier behind the second is meant for both.
        if own_unit.is_none()
            && let Some(factor) = shared_multiplier(sentence, first, second)
            && low <= high.checked_div(factor)?
        {
            low = low.checked_mul(factor)?;
        }
        // 零下3℃至零上5℃: the sign of the first is its own.
        let thawed = frozen == Frozen::Thawed;
        let start = first.span.start - if thawed { "零下".len() } else { 0 };
        let low = if thawed { -low } else { low };
        // 200万元至10万元: the text may begin with the greater.
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        let span = Span::new(start, unit.end);
        let (lower, upper) = (Some(low), Some(high));
        Some(Self { span, core: span, unit, next: at + 1, value: None, lower, upper, approx: Approx::Range })
    }

    /// 大于10小于20, 超过5人且不足10人: a second number closes the side that the first leaves open.
    fn bounded(&mut self, sentence: &Sentence<'_>, unit_at: &impl Fn(usize) -> Option<Span>) {
        let closing = match (self.approx, self.lower, self.upper) {
            (Approx::MoreThan, Some(_), None) => "less_than",
            (Approx::LessThan, None, Some(_)) => "more_than",
            _ => return,
        };
        let rest = sentence.after(self.span.end).trim_start_matches(' ');
        let rest = ["并且", "并", "且", "但"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let words = &sentence.lexicon.approximators_before;
        let Some((word, _)) = words.longest_prefix(rest).filter(|(_, sense)| *sense == closing) else { return };
        let begin = sentence.span.end - rest.len() + word.len();
        let Some(second) = sentence.numerals.get(self.next).filter(|n| n.span.start == begin) else { return };
        let Some(unit) = unit_at(second.span.end).filter(|u| sentence.slice(*u) == sentence.slice(self.unit)) else {
            return;
        };
        let (lower, upper) = match closing {
            "less_than" => (self.lower, second.value),
            _ => (second.value, self.upper),
        };
        if second.approx == Approx::Exact && lower < upper {
            (self.value, self.lower, self.upper, self.approx) = (None, lower, upper, Approx::Range);
            (self.span.end, self.core.end, self.next) = (unit.end, unit.end, self.next + 1);
        }
    }

    /// Takes in the approximators at both ends.
    fn widen(&mut self, sentence: &Sentence<'_>) {
        self.widen_before(sentence);
        self.widen_behind(sentence);
    }

    fn widen_before(&mut self, sentence: &Sentence<'_>) {
        let before = sentence.before(self.span.start);
        let words = &sentence.lexicon.approximators_before;
        if !before.chars().next_back().is_some_and(|c| words.ends(c)) {
            return;
        }
        let longest = before.char_indices().rev().take(LONGEST_PREFIX).filter_map(|(at, _)| {
            let start = sentence.span.start + at;
            let word = &before[at..];
            // The segmenter may glue 约 to the word before it: ask which words really end so.
            let whole = || {
                let single = word.chars().count() == 1;
                single && sentence.lexicon.approximator_look_alikes.longest_suffix(before).is_none()
            };
            let begins = || match word {
                // 产值过亿元 is more than a hundred million, but 走过3个村 is a walk: 过 changes a number only before a multiplier such as 亿.
                "过" => {
                    let first = sentence.after(self.core.start).chars().next();
                    sentence.word_begins(start) && first.and_then(numeral::multiplier).is_some_and(|m| m > 10)
                }
                _ => sentence.word_begins(start) || whole(),
            };
            words.get(word).filter(|_| begins()).map(|sense| (start, sense))
        });
        let Some((start, sense)) = longest.last() else { return };
        // In 突破了3万 the verb says "more than" but is no part of the mention.
        match sense.strip_prefix("outside ") {
            Some(sense) => self.mean(sense),
            None => {
                self.mean(sense);
                self.span.start = start;
            }
        }
    }

    fn widen_behind(&mut self, sentence: &Sentence<'_>) {
        let after = self.span.end;
        if let Some((word, sense)) = sentence.lexicon.approximators_after.longest_prefix(sentence.after(after)) {
            // 3家多元化企业, 一条多品牌道路: 多 behind a unit closes the amount.
            let whole = sentence.after(after + word.len()).chars().next().is_none_or(|c| {
                !c.is_alphanumeric() || matches!(c, '的' | '了' | '钱' | '地' | '远' | '高' | '长' | '重' | '宽' | '深')
            });
            if word.len() > "多".len() || whole {
                self.mean(sense);
                self.span.end += word.len();
            }
        }
    }

    /// Takes in what stands before the number, 人民币, and the approximator before that.
    pub(crate) fn begin_at(&mut self, sentence: &Sentence<'_>, start: usize) {
        self.span.start = start;
        self.widen_before(sentence);
    }

    /// Narrows what the number means: `about`, `more_than`, `less_than`.
    fn mean(&mut self, sense: &str) {
        if self.approx == Approx::Range || self.approx == Approx::Vague {
            return;
        }
        match sense {
            // 大约十多: the number says more than 大约.
            "about" if self.approx == Approx::MoreThan && self.upper.is_some() => {}
            "about" => (self.approx, self.lower, self.upper) = (Approx::About, None, None),
            "more_than" => (self.approx, self.lower, self.upper) = (Approx::MoreThan, self.value, None),
            "less_than" => (self.approx, self.lower, self.upper) = (Approx::LessThan, None, self.value),
            _ => {}
        }
    }

    /// The quantity that it states, `unit` as written.
    pub(crate) fn quantity(&self, sentence: &Sentence<'_>) -> Quantity {
        let unit = sentence.slice(self.unit);
        Quantity {
            value: self.value,
            lower: self.lower,
            upper: self.upper,
            approx: self.approx,
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
            ..Quantity::default()
        }
    }
}

/// What 零下 and 零上 say of the two ends of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frozen {
    /// The second end has no word of its own.
    Unsaid,
    /// 零下4到零下1℃: what stands before the first is said of both.
    Both,
    /// 零下3到零上5℃.
    Thawed,
}

impl Frozen {
    fn of(sentence: &Sentence<'_>, first: usize, second: usize) -> Self {
        let below = sentence.before(first).ends_with("零下");
        match sentence.after(second) {
            rest if below && rest.starts_with("零下") => Self::Both,
            rest if below && rest.starts_with("零上") => Self::Thawed,
            _ => Self::Unsaid,
        }
    }

    /// How long the word before the second end is.
    const fn word(self) -> usize {
        match self {
            Self::Unsaid => 0,
            Self::Both | Self::Thawed => "零下".len(),
        }
    }
}

/// What the second number of a range ends with and the first lacks: 万 in 2~3万, 千 in 两到三千.
fn shared_multiplier(sentence: &Sentence<'_>, first: &Numeral, second: &Numeral) -> Option<Decimal> {
    let large = |c: char| numeral::multiplier(c).filter(|m| *m >= 10_000);
    let own = sentence.slice(first.span);
    let trailing = sentence.slice(second.span).chars().rev().map_while(large);
    let product = trailing.map(Decimal::from).try_fold(Decimal::ONE, Decimal::checked_mul)?;
    if product > Decimal::ONE {
        return (!own.contains(|c| large(c).is_some())).then_some(product);
    }
    (first.scale == Decimal::ONE && second.scale > Decimal::ONE).then_some(second.scale)
}

/// Whether a numeral stands for a number of its own: in no set phrase, name, ordinal or code.
pub(crate) fn is_free(sentence: &Sentence<'_>, numeral: &Numeral) -> bool {
    let before = sentence.before(numeral.span.start);
    let mut back = before.chars().rev();
    let (last, second) = (back.next(), back.next());
    let joined = last.is_some_and(|c| matches!(c, '-' | '－' | '/' | '.' | ':' | '：' | '·' | '#' | '№' | '_'))
        && second.is_some_and(|c| c.is_ascii_alphanumeric());
    !(numeral.after_letter
        || joined
        || is_code(sentence, numeral)
        || last == Some('第')
        || sentence.names_around(numeral.span).next().is_some()
        || in_phrase(sentence, numeral))
}

/// Whether a number is one to call or to look up by, not one of something: 热线12345, 尾号1234, 13900005678.
fn is_code(sentence: &Sentence<'_>, numeral: &Numeral) -> bool {
    let own = sentence.slice(numeral.span);
    let digits = own.len();
    if digits < 3 || !own.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mobile = digits == 11 && own.starts_with('1') && !own.starts_with("10") && !own.ends_with("000");
    let before = sentence.before(numeral.span.start).trim_end_matches(['：', ':', ' ', '“', '为', '是', '（', '(']);
    let cue = sentence.lexicon.code_cues.longest_suffix(before).map(|(_, value)| value);
    let hotline = match digits {
        3 => own.starts_with("11") || own.starts_with("12"),
        5 => ["10", "11", "12", "95", "96"].iter().any(|head| own.starts_with(head)),
        _ => digits == 11,
    };
    mobile || cue == Some("code") || cue == Some("call") && hotline
}

/// Whether the number is part of a set phrase, or of a word that names something: 四大班子, 三亚.
pub(crate) fn in_phrase(sentence: &Sentence<'_>, numeral: &Numeral) -> bool {
    in_set_phrase(sentence, numeral.span) || numeral.form != Form::Arabic && in_word(sentence, numeral.span)
}

/// Whether the number is part of a set phrase or a word: 统一, 四大班子, 千岛湖.
pub(crate) fn in_set_phrase(sentence: &Sentence<'_>, numeral: Span) -> bool {
    let phrases = &sentence.lexicon.set_phrases;
    let covers = |start: usize| {
        phrases.longest_prefix(sentence.after(start)).is_some_and(|(phrase, _)| start + phrase.len() >= numeral.end)
    };
    if covers(numeral.start) {
        return true;
    }
    let before = sentence.before(numeral.start);
    before.char_indices().rev().take(LONGEST_PHRASE).any(|(at, _)| {
        let start = sentence.span.start + at;
        // A phrase of three characters and more is one wherever the segmenter cuts.
        let long = sentence.slice(Span::new(start, numeral.start)).chars().count() >= 2;
        covers(start) && (sentence.word_begins(start) || long || longer_than_two(sentence, start))
    })
}

/// Whether the dictionary knows the number as part of a word that names something: 三亚, 唯一.
fn in_word(sentence: &Sentence<'_>, numeral: Span) -> bool {
    let Some(token) = sentence.token_at(numeral.start) else { return false };
    let longer = token.span.start < numeral.start || token.span.end > numeral.end;
    let names = !matches!(token.pos, Pos::Numeral | Pos::Measure | Pos::Time | Pos::Other | Pos::Latin | Pos::Adverb);
    let rest = sentence.slice(Span::new(numeral.end.min(token.span.end), token.span.end));
    let counted = [&sentence.lexicon.measure_words, &sentence.lexicon.units, &sentence.lexicon.currencies]
        .iter()
        .any(|list| list.contains(rest))
        || matches!(rest, "到" | "至" | "块钱" | "毛钱" | "分钱" | "角钱");
    longer && names && !counted && token.span.end >= numeral.end
}

/// Whether the set phrase at byte `start` has more than two characters.
fn longer_than_two(sentence: &Sentence<'_>, start: usize) -> bool {
    let phrase = sentence.lexicon.set_phrases.longest_prefix(sentence.after(start));
    phrase.is_some_and(|(phrase, _)| phrase.chars().count() > 2)
}

/// Whether a currency sign or 人民币 stands right before byte `at`.
pub(crate) fn follows_currency(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .lexicon
        .currencies
        .longest_suffix(sentence.before(at))
        .is_some_and(|(word, _)| word != "元" && word != "圆")
}
