//! What counts, measures, amounts of money and percentages have in common.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::parts::parts;
use crate::lexicon::Lexicon;
use crate::numeral::Approx;
use crate::reference::{FactId, Reference};
use crate::span::CharSpan;

/// Which way, or as what, a quantity moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// 新增.
    New,
    /// 累计, 共, 总数.
    Total,
    /// 增加, 增长, 上升.
    Increase,
    /// 减少, 下降.
    Decrease,
    /// 每, 平均: so many for each.
    Rate,
}

impl Change {
    /// The change that a word states: 新增, 累计, 每.
    pub(crate) fn of(lexicon: &Lexicon, word: &str) -> Option<Self> {
        let listed = lexicon.change_verbs.get(word).or_else(|| word.starts_with('每').then_some("rate"));
        let sense = listed.or_else(|| Self::verb_within(lexicon, word).map(|(_, sense)| sense))?;
        Some(match sense {
            "new" => Self::New,
            "total" => Self::Total,
            "increase" => Self::Increase,
            "decrease" => Self::Decrease,
            _ => Self::Rate,
        })
    }

    /// The verb of a word that holds its subject too, as dictionaries have some: 价格|下降, 成本|增加; where it begins, and what it says.
    pub(crate) fn verb_within<'l>(lexicon: &'l Lexicon, word: &str) -> Option<(usize, &'l str)> {
        let (verb, sense) = lexicon.change_verbs.longest_suffix(word)?;
        let subject = &word[..word.len() - verb.len()];
        let moves = matches!(sense, "increase" | "decrease") && verb.chars().count() == 2;
        (moves && subject.chars().count() == 2 && !subject.contains('负')).then_some((subject.len(), sense))
    }
}

/// A number with its bounds, what it is of, and who did what with it.
///
/// The number's own bounds are those of a [`Numeral`](crate::numeral::Numeral); the words around it narrow or open them:
///
/// | words | bounds | for example |
/// |---|---|---|
/// | 超, 逾, 过, 突破, 不少于, 以上 | from the number up | 不少于5家: [5, …) |
/// | 近, 不足, 不到, 以下, 以内 | up to the number | 近百家: (…, 100] |
/// | 约, 左右, 上下 | open at both ends | 约300户: (…, …), value 300 |
/// | 至, 到, — between two numbers | from the one to the other | 3至5个: [3, 5], 2~3万人: [20000, 30000] |
/// | 以上不满 between two numbers | the same | 5000元以上不满1万元: [5000, 10000] |
///
/// ```
/// use shilu::{Analyzer, Record};
///
/// let bounds = |text| {
///     let facts = Analyzer::new().analyze(text).facts;
///     let Some(Record::Count(count)) = facts.into_iter().map(|f| f.record).find(|r| matches!(r, Record::Count(_))) else {
///         return (None, None);
///     };
///     (count.quantity.lower.map(|n| n.to_string()), count.quantity.upper.map(|n| n.to_string()))
/// };
/// assert_eq!(bounds("走访企业不少于5家。"), (Some("5".into()), None));
/// assert_eq!(bounds("惠及近百家企业。"), (None, Some("100".into())));
/// assert_eq!(bounds("每组安排3至5个名额。"), (Some("3".into()), Some("5".into())));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quantity {
    /// The number, exact; null for a range and for vague ones (数十).
    pub value: Option<Decimal>,
    /// The least it can be; null where open.
    pub lower: Option<Decimal>,
    /// The most it can be; null where open.
    pub upper: Option<Decimal>,
    /// How exactly it is meant.
    pub approx: Approx,
    /// The unit or measure word as written: `家`, `人次`, `公里`.
    pub unit: Option<String>,
    /// What is counted, the longest noun phrase without a clause: `民营企业`.
    pub object: Option<String>,
    /// Where the object stands, in Unicode scalar values.
    pub object_span: Option<CharSpan>,
    /// The verb that it quantifies: `提供`.
    pub action: Option<String>,
    /// Which way, or as what, it moves.
    pub change: Option<Change>,
    /// Who did it: a mention, or the words of a noun phrase where no mention names it.
    pub agent: Option<Reference>,
    /// When: a date, or the words that say it where no date does: 事故发生后.
    pub time: Option<Reference>,
    /// Where: a mention, or the words that say it where none does: 灾区.
    pub place: Option<Reference>,
    /// In which campaign.
    pub campaign: Option<FactId>,
}

parts! {
    Quantity {
        value: Value(Decimal),
        lower: Value(Decimal),
        upper: Value(Decimal),
        approx: Value(Text),
        unit: Words,
        object: Words,
        object_span: Span,
        action: Words,
        change: Value(Text),
        agent: Reference(Agent),
        time: Reference(Time),
        place: Reference(Place),
        campaign: Fact(Campaign),
    }
}
