//! What a fact says, in a few words: `98 家 · 民营企业 · 提供`.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::date::Moment;
use crate::extract::percent::PercentType;
use crate::extract::quantity::Quantity;
use crate::extract::{Date, Record};
use crate::numeral::Approx;
use crate::sink::flat::{self, Scalar};
use crate::{Fact, FactId, Reference, Relation};

/// What other facts say, where the table has them.
type Texts<'a> = &'a dyn Fn(FactId) -> Option<&'a str>;

/// The record in a few words; what the mention itself says already is left out.
pub(super) fn short(fact: &Fact, texts: Texts<'_>) -> String {
    let mut says = Says { parts: Vec::new(), texts };
    match &fact.record {
        Record::Date(date) => says.word(time(date)),
        Record::Count(count) => {
            says.word(amount(&count.quantity, count.quantity.unit.as_deref()));
            says.quantity(&count.quantity);
            says.word(count.article.then_some("article"));
        }
        Record::Measure(measure) => {
            says.word(amount(&measure.quantity, measure.quantity.unit.as_deref()));
            says.word(measure.si.as_ref().map(|si| format!("{} {}", si.value.normalize(), si.unit)));
            says.quantity(&measure.quantity);
        }
        Record::Money(money) => {
            says.word(amount(&money.quantity, money.currency.as_deref().or(money.quantity.unit.as_deref())));
            says.quantity(&money.quantity);
        }
        Record::Percent(percent) => {
            let unit = match percent.class {
                PercentType::Percent | PercentType::Fraction => "%",
                PercentType::Points => "points",
                PercentType::Multiple => "times",
            };
            says.word(amount(&percent.quantity, Some(unit)));
            says.quantity(&percent.quantity);
            says.name(percent.basis);
        }
        Record::Rank(rank) => {
            let unit = rank.unit.iter().cloned();
            says.word(rank.value.map(|v| std::iter::once(v.to_string()).chain(unit).collect::<Vec<_>>().join(" ")));
            says.word(rank.object.clone());
            says.word(rank.scope.clone());
        }
        Record::Number(n) => says.word(number(n.value, n.lower, n.upper, n.approx)),
        Record::Organization(organization) => {
            says.unless(&fact.text, &organization.name);
            says.name(Some(organization.class));
            says.word(organization.code.clone());
            says.fact("", organization.place);
        }
        Record::Quote(quote) => {
            says.reference("", quote.speaker.as_ref());
            says.word(quote.cue.clone());
            says.word(Some(if quote.direct { "direct" } else { "indirect" }));
        }
        record => says.fields(&fact.text, record),
    }
    says.parts.join(" · ")
}

/// Collects the parts of a short record that are there.
struct Says<'a> {
    parts: Vec<String>,
    texts: Texts<'a>,
}

impl Says<'_> {
    fn word(&mut self, word: Option<impl Into<String>>) {
        self.parts.extend(word.map(Into::into).filter(|word| !word.is_empty()));
    }

    /// Each field in turn: a relation with its preposition, the elements of a list together, what holds by its name.
    fn fields(&mut self, text: &str, record: &Record) {
        let mut list = String::new();
        flat::fields(record, &mut |name, value| {
            let relation = Relation::ALL.iter().find(|relation| relation.name() == name);
            match (relation, value) {
                (Some(&relation), Scalar::Text(to)) => {
                    let before = preposition(relation);
                    match FactId::parse(to) {
                        Some(id) => self.fact(before, Some(id)),
                        None => self.word(Some(format!("{before}{to}"))),
                    }
                }
                (None, Scalar::Boolean(true)) => self.word(Some(name)),
                (None, Scalar::Text(of)) if name == list => {
                    if let Some(last) = self.parts.last_mut() {
                        last.push('、');
                        last.push_str(of);
                    }
                }
                (None, Scalar::Text(own)) if matches!(name, "name" | "title") => self.unless(text, own),
                (None, Scalar::Text(words)) if name != "kind" => self.word(Some(words)),
                (None, Scalar::Integer(number)) => self.word(Some(number.to_string())),
                _ => {}
            }
            name.clone_into(&mut list);
        });
    }

    fn unless(&mut self, text: &str, name: &str) {
        self.word(Some(name).filter(|name| *name != text));
    }

    /// A value as JSON names it: `year_on_year`.
    fn name(&mut self, value: Option<impl Serialize>) {
        let json = value.and_then(|value| serde_json::to_value(value).ok());
        self.word(json.as_ref().and_then(serde_json::Value::as_str));
    }

    fn fact(&mut self, before: &str, id: Option<FactId>) {
        let text = id.and_then(self.texts);
        self.word(text.map(|text| format!("{before}{text}")));
    }

    fn reference(&mut self, before: &str, reference: Option<&Reference>) {
        match reference {
            Some(Reference::Fact(id)) => self.fact(before, Some(*id)),
            Some(Reference::Text(text)) => self.word(Some(format!("{before}{text}"))),
            None => {}
        }
    }

    fn quantity(&mut self, quantity: &Quantity) {
        self.word(quantity.object.clone());
        self.word(quantity.action.clone());
        self.name(quantity.change);
        self.reference("by ", quantity.agent.as_ref());
        self.reference("on ", quantity.time.as_ref());
        self.reference("at ", quantity.place.as_ref());
        self.fact("in ", quantity.campaign);
    }
}

/// What stands before the fact that a record is related to.
const fn preposition(relation: Relation) -> &'static str {
    match relation {
        Relation::Agent | Relation::Organizer | Relation::Awarder | Relation::Issuer => "by ",
        Relation::Time => "on ",
        Relation::Place => "at ",
        Relation::Campaign => "in ",
        Relation::Recipient => "to ",
        Relation::Organization | Relation::Speaker => "",
    }
}

/// `>1000 人次`, `3–5 个`.
fn amount(quantity: &Quantity, unit: Option<&str>) -> Option<String> {
    let number = number(quantity.value, quantity.lower, quantity.upper, quantity.approx);
    Some([number.as_deref(), unit].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn number(value: Option<Decimal>, lower: Option<Decimal>, upper: Option<Decimal>, approx: Approx) -> Option<String> {
    let sign = match approx {
        Approx::About => "≈",
        Approx::MoreThan => ">",
        Approx::LessThan => "<",
        Approx::Exact | Approx::Range | Approx::Vague => "",
    };
    match (value, lower, upper) {
        (Some(value), ..) => Some(format!("{sign}{value}")),
        (None, Some(lower), Some(upper)) => Some(format!("{lower}–{upper}")),
        (None, Some(lower), None) => Some(format!("≥{lower}")),
        (None, None, Some(upper)) => Some(format!("≤{upper}")),
        (None, None, None) => None,
    }
}

/// `2020-06 [2020-06-01, 2020-07-01)`
fn time(date: &Date) -> Option<String> {
    // Seconds say nothing in news.
    let moment = |moment: Moment| {
        let text = moment.to_string();
        text.strip_suffix(":00").map_or(text.clone(), str::to_owned)
    };
    let interval = match (date.start.map(moment), date.end.map(moment)) {
        (Some(start), Some(end)) => Some(format!("[{start}, {end})")),
        (Some(start), None) => Some(format!("[{start}, …)")),
        (None, Some(end)) => Some(format!("(…, {end})")),
        (None, None) => None,
    };
    let modifier = date.modifier.and_then(|m| serde_json::to_value(m).ok());
    let modifier = modifier.as_ref().and_then(serde_json::Value::as_str).map(str::to_lowercase);
    let parts = [date.timex.clone(), interval, modifier, date.zone.clone()];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn records_in_a_few_words() {
        for (record, expected) in [
            (
                json!({"kind": "count", "value": "98", "approx": "exact", "unit": "家", "object": "民营企业", "action": "提供",
                       "agent": "f2", "time": "f9", "article": false}),
                "98 家 · 民营企业 · 提供 · by 区新联会",
            ),
            (
                json!({"kind": "date", "type": "date", "timex": "2020-06", "start": "2020-06-01", "end": "2020-07-01"}),
                "2020-06 [2020-06-01, 2020-07-01)",
            ),
            (
                json!({"kind": "date", "type": "range", "timex": "2020-11-25", "end": "2020-11-25T17:00:00", "mod": "ON_OR_BEFORE"}),
                "2020-11-25 (…, 2020-11-25T17:00) on_or_before",
            ),
            (
                json!({"kind": "count", "lower": "20", "upper": "100", "approx": "vague", "unit": "次", "article": false}),
                "20–100 次",
            ),
            (
                json!({"kind": "money", "value": "1200000", "approx": "less_than", "unit": "元", "currency": "CNY"}),
                "<1200000 CNY",
            ),
            (
                json!({"kind": "percent", "value": "2.3", "approx": "exact", "type": "points", "change": "increase", "basis": "year_on_year"}),
                "2.3 points · increase · year_on_year",
            ),
            (
                json!({"kind": "measure", "value": "3.2", "approx": "about", "unit": "亩", "si": {"value": "2133.3330", "unit": "m2"}}),
                "≈3.2 亩 · 2133.333 m2",
            ),
            (
                json!({"kind": "rank", "value": 1, "unit": "次", "object": "会议", "scope": "全省"}),
                "1 次 · 会议 · 全省",
            ),
            (
                json!({"kind": "campaign", "name": "新引擎", "head": "行动", "type": "activity", "parts": ["甲", "乙"], "organizer": "f2"}),
                "新引擎 · 行动 · activity · 甲、乙 · by 区新联会",
            ),
            (json!({"kind": "quote", "speaker": "王某", "cue": "说", "direct": true}), "王某 · 说 · direct"),
            (json!({"kind": "person", "name": "题", "roles": ["会长", "书记"]}), "会长、书记"),
        ] {
            let fact = Fact {
                id: FactId(1),
                text: "题".to_owned(),
                start_byte: 0,
                end_byte: 3,
                start_char: 0,
                end_char: 1,
                sentence: 0,
                rule: String::new(),
                entity: None,
                record: serde_json::from_value(record).expect("a record"),
            };
            assert_eq!(short(&fact, &|id| (id == FactId(2)).then_some("区新联会")), expected);
        }
    }
}
