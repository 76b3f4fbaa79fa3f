//! The statement table: a row for each thing that an article says, with names, codes and times in place of ids.

use std::borrow::Cow;

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::column::{name, row};
use super::resolve::{Party, Resolver};
use crate::date::Moment;
use crate::extract::percent::{Basis, PercentType};
use crate::extract::quantity::{Change, Quantity};
use crate::numeral::Approx;
use crate::{Analysis, Article, Entity, Fact, FactId, Kind, Record};

row! {
    /// One thing that an article says, understood without the rest of the analysis.
    ///
    /// A count, a measure, an amount of money, a percentage, a rank, an honor or a quote is a row each. A campaign or an event
    /// is one row at its first mention, with what any of its mentions says of it. 一 as a mere article (作为一项工程) says nothing
    /// and is left out.
    ///
    /// ```
    /// use shilu::{Analyzer, Article, sink::Statement};
    ///
    /// let article = Article::parse("今年6月，纳溪区工商联为98家民营企业提供服务。");
    /// let analysis = Analyzer::new().analyze_article(&article);
    /// let statement = &Statement::of(&article, &analysis)[0];
    /// assert_eq!((statement.what.as_deref(), statement.text), (Some("民营企业"), "98家"));
    /// assert_eq!(statement.who.as_deref(), Some("纳溪区工商联"));
    /// ```
    Statement<'a> {
        /// The article's id, as the caller gave it.
        article_id: Option<&'a str>,
        /// The article's headline.
        article_title: Option<&'a str>,
        /// When the article was published, in Beijing time.
        article_published: Option<DateTime>,
        /// The fact that says it, unique within the article: `f12`.
        fact_id: FactId,
        /// What is said: count, measure, money, percent, rank, honor, quote, event or campaign.
        kind: Kind,
        /// What sort of that kind: of a percentage percent, points, multiple or fraction; of an event meeting, forum …; of a campaign activity, strategy …; of a quote direct or indirect.
        class as "type": Option<Cow<'a, str>>,
        /// Who did it, said it, got the honor, runs the campaign or event: the full name, or the words of the text.
        who: Option<Cow<'a, str>>,
        /// What that is: organization, place, person; null for mere words.
        who_kind: Option<Kind>,
        /// The GB/T 2260 code of that place, or of the place that the organization's name begins with.
        who_code: Option<&'a str>,
        /// The verb, as written: 提供; of a quote 表示, 指出.
        deed: Option<&'a str>,
        /// What is counted or measured, conferred or said: the object, the honor's title, the quoted words, the name of the campaign or event.
        what: Option<&'a str>,
        /// The number, exact; null for a range and for vague ones (数十). In percent for percentages, points and fractions, in times for multiples; of a rank the place in the order.
        value: Option<Decimal>,
        /// The least it can be; null where open.
        lower: Option<Decimal>,
        /// The most it can be; null where open.
        upper: Option<Decimal>,
        /// How exactly it is meant: exact, about, more_than, less_than, range, vague.
        approx: Option<Approx>,
        /// The measure word or unit as written: 家, 公里, 元; of a percentage %, 个百分点 or 倍.
        unit: Option<&'a str>,
        /// The value of a measure in the coherent unit.
        si_value: Option<Decimal>,
        /// That unit's UCUM code: m, m2, kg, Cel.
        si_unit: Option<&'a str>,
        /// The currency of an amount of money, ISO 4217.
        currency: Option<&'a str>,
        /// Which way, or as what, the number moves: new, total, increase, decrease, rate.
        change: Option<Change>,
        /// What a percentage is compared with: year_on_year, period_on_period.
        basis: Option<Basis>,
        /// Among what a rank holds (全省), whose an honor is (国家级).
        scope: Option<&'a str>,
        /// When, in the words of the text: 今年6月.
        time: Option<&'a str>,
        /// When that begins.
        time_start: Option<DateTime>,
        /// When that ends, exclusive: the first instant after it.
        time_end: Option<DateTime>,
        /// Where, the full name; null where it is `who` itself.
        place: Option<Cow<'a, str>>,
        /// The GB/T 2260 code of that place.
        place_code: Option<&'a str>,
        /// The country of that place, ISO 3166 alpha-2.
        country: Option<&'a str>,
        /// The campaign or event in whose course it happened, its full name.
        campaign: Option<Cow<'a, str>>,
        /// Who conferred an honor.
        awarder: Option<Cow<'a, str>>,
        /// The mention, exactly as it stands in the text.
        text: &'a str,
        /// The number of Unicode scalar values before it: what SQL and Python count.
        start_char: usize,
        /// The number of Unicode scalar values up to its end.
        end_char: usize,
        /// Its first byte in the UTF-8 text.
        start_byte: usize,
        /// One past its last byte.
        end_byte: usize,
        /// The sentence it stands in, counted from 0.
        sentence: usize,
        /// That sentence.
        sentence_text: Option<&'a str>,
        /// The rule that found it.
        rule: &'a str,
    }
}

impl<'a> Statement<'a> {
    /// What an article says, in the order of the text.
    ///
    /// Names are resolved among the facts of the analysis: an analyzer that leaves out kinds leaves out their names here.
    pub fn of(article: &Article<'a>, analysis: &'a Analysis) -> Vec<Self> {
        let resolver = Resolver::new(analysis);
        analysis
            .facts
            .iter()
            .filter_map(|fact| {
                let mut row = Self::bare(article, analysis, fact);
                row.fill(fact, &resolver).then_some(row)
            })
            .collect()
    }

    /// The row with what every fact has.
    fn bare(article: &Article<'a>, analysis: &'a Analysis, fact: &'a Fact) -> Self {
        let sentence = article.sentences.get(fact.sentence).map(|sentence| sentence.span.range());
        Self {
            article_id: analysis.id.as_deref(),
            article_title: analysis.metadata.title.as_deref(),
            article_published: analysis.metadata.published,
            fact_id: fact.id,
            kind: fact.kind(),
            class: None,
            who: None,
            who_kind: None,
            who_code: None,
            deed: None,
            what: None,
            value: None,
            lower: None,
            upper: None,
            approx: None,
            unit: None,
            si_value: None,
            si_unit: None,
            currency: None,
            change: None,
            basis: None,
            scope: None,
            time: None,
            time_start: None,
            time_end: None,
            place: None,
            place_code: None,
            country: None,
            campaign: None,
            awarder: None,
            text: &fact.text,
            start_char: fact.start_char,
            end_char: fact.end_char,
            start_byte: fact.start_byte,
            end_byte: fact.end_byte,
            sentence: fact.sentence,
            sentence_text: sentence.and_then(|range| article.text.get(range)),
            rule: &fact.rule,
        }
    }

    /// Adds what the record says; false if it is no statement.
    fn fill(&mut self, fact: &'a Fact, resolver: &Resolver<'a>) -> bool {
        match &fact.record {
            Record::Count(count) if count.article => return false,
            Record::Count(count) => self.quantity(&count.quantity, resolver),
            Record::Measure(measure) => {
                self.quantity(&measure.quantity, resolver);
                self.si_value = measure.si.as_ref().map(|si| si.value);
                self.si_unit = measure.si.as_ref().map(|si| si.unit.as_str());
            }
            Record::Money(money) => {
                self.quantity(&money.quantity, resolver);
                self.currency = money.currency.as_deref();
            }
            Record::Percent(percent) => {
                self.quantity(&percent.quantity, resolver);
                self.class = name(&percent.class).map(Cow::Owned);
                self.basis = percent.basis;
                self.unit = self.unit.or(Some(match percent.class {
                    PercentType::Percent | PercentType::Fraction => "%",
                    PercentType::Points => "个百分点",
                    PercentType::Multiple => "倍",
                }));
            }
            Record::Rank(rank) => {
                self.value = rank.value.map(Decimal::from);
                (self.unit, self.what, self.scope) =
                    (rank.unit.as_deref(), rank.object.as_deref(), rank.scope.as_deref());
            }
            Record::Honor(honor) => {
                self.who(resolver.party(&honor.recipient));
                self.awarder = resolver.party(&honor.awarder).name.map(Cow::Borrowed);
                (self.what, self.scope) = (Some(honor.title.as_str()), honor.level.as_deref());
            }
            Record::Quote(quote) => {
                self.who(resolver.party(&quote.speaker));
                self.class = Some(Cow::Borrowed(if quote.direct { "direct" } else { "indirect" }));
                (self.deed, self.what) = (quote.cue.as_deref(), Some(fact.text.as_str()));
            }
            Record::Campaign(_) | Record::Event(_) => return self.named(fact, resolver),
            // Names, times and bare numbers say nothing by themselves.
            _ => return false,
        }
        true
    }

    fn quantity(&mut self, quantity: &'a Quantity, resolver: &Resolver<'a>) {
        (self.value, self.lower, self.upper) = (quantity.value, quantity.lower, quantity.upper);
        (self.approx, self.change) = (Some(quantity.approx), quantity.change);
        (self.unit, self.deed) = (quantity.unit.as_deref(), quantity.action.as_deref());
        self.what = quantity.object.as_deref();
        self.who(resolver.party(&quantity.agent));
        self.time(resolver.party(&quantity.time));
        self.place(resolver.party(&quantity.place));
        self.campaign = resolver.party(&quantity.campaign).name.map(Cow::Borrowed);
    }

    /// A campaign or an event: told once, at the first mention of its entity, with what the first mention that knows says.
    fn named(&mut self, fact: &'a Fact, resolver: &Resolver<'a>) -> bool {
        let entity = resolver.entity(fact);
        if entity.is_some_and(|entity| entity.mentions.first() != Some(&fact.id)) {
            return false;
        }
        let mentions = |entity: &'a Entity| resolver.mentions(entity).collect();
        let mentions: Vec<&Fact> = entity.map_or_else(|| vec![fact], mentions);
        for mention in mentions.into_iter().rev() {
            let (own, class, organizer) = match &mention.record {
                Record::Campaign(campaign) => {
                    (&campaign.name, name(&campaign.class), resolver.party(&campaign.organizer))
                }
                Record::Event(event) => {
                    self.time(resolver.party(&event.time));
                    self.place(resolver.party(&event.place));
                    (&event.name, name(&event.class), resolver.party(&event.organizer))
                }
                _ => continue,
            };
            self.who(organizer);
            self.class = class.map(Cow::Owned);
            self.what = Some(entity.map_or(own.as_str(), |entity| entity.name.as_str()));
        }
        true
    }

    fn who(&mut self, party: Party<'a>) {
        if let Some(name) = party.name {
            self.who = Some(Cow::Borrowed(name));
            (self.who_kind, self.who_code) = (party.kind, party.code);
        }
    }

    fn time(&mut self, party: Party<'a>) {
        let Some(name) = party.name else { return };
        let date = party.fact.and_then(|fact| match &fact.record {
            Record::Date(date) => Some(date),
            _ => None,
        });
        self.time = Some(party.fact.map_or(name, |fact| fact.text.as_str()));
        self.time_start = date.and_then(|date| date.start).map(instant);
        self.time_end = date.and_then(|date| date.end).map(instant);
    }

    fn place(&mut self, party: Party<'a>) {
        if let Some(name) = party.name {
            self.place = Some(Cow::Borrowed(name));
            (self.place_code, self.country) = (party.code, party.country);
        }
    }
}

/// A moment's first instant.
fn instant(moment: Moment) -> DateTime {
    match moment {
        Moment::Day(day) => day.to_datetime(jiff::civil::Time::midnight()),
        Moment::Time(time) => time,
    }
}
