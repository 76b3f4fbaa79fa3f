//! Where facts make words whole, and where they end them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::Analyzer;
use super::date;
use crate::chars::is_han;
use crate::date::DateType;
use crate::extract::percent::PercentType;
use crate::extract::place::Level;
use crate::extract::{Count, Measure, Money, Record};
use crate::fact::Fact;
use crate::lexicon::{Lexicon, PLACES};
use crate::numeral;
use crate::segment::Tagged;
use crate::span::Span;

/// The longest place that no list knows and that is one word, in characters.
const LONGEST_PLACE: usize = 5;

/// What the facts say of words.
pub(super) struct Edges<'t, 'a> {
    analyzer: &'a Analyzer,
    text: &'t str,
    /// jieba's words.
    plain: &'t [Tagged<'a>],
    /// The last organization.
    body: Span,
    /// Words that stay whole, with their tags.
    whole: Vec<(Span, &'a str)>,
    /// Where words end and begin.
    borders: Vec<usize>,
}

impl<'t, 'a> Edges<'t, 'a> {
    pub(super) fn new(analyzer: &'a Analyzer, text: &'t str, plain: &'t [Tagged<'a>]) -> Self {
        Self { analyzer, text, plain, body: Span::new(0, 0), whole: Vec::new(), borders: Vec::new() }
    }

    pub(super) fn take(&mut self, fact: &Fact) {
        let span = fact.span();
        match &fact.record {
            Record::Date(date) => self.date(span, date.class == DateType::Duration),
            Record::Count(count) if count.article => {}
            Record::Percent(percent) => {
                self.number(span, None, matches!(percent.class, PercentType::Percent | PercentType::Fraction));
            }
            Record::Count(Count { quantity, .. })
            | Record::Measure(Measure { quantity, .. })
            | Record::Money(Money { quantity, .. }) => self.number(span, quantity.unit.as_deref(), false),
            Record::Rank(rank) => self.number(span, rank.unit.as_deref(), false),
            Record::Organization(_) => self.organization(span),
            Record::Person(_) => self.person(span),
            Record::Place(place) => self.place(span, place.level),
            _ => {}
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        &self.text[span.range()]
    }

    fn bound(&mut self, span: Span) {
        self.borders.extend([span.start, span.end]);
    }

    /// Makes one word of a stretch, unless it is empty.
    fn join(&mut self, start: usize, end: usize, tag: &'a str) {
        if start < end {
            self.whole.push((Span::new(start, end), tag));
        }
    }

    /// The word of the dictionary that jieba sees at a byte.
    fn word_at(&self, at: usize) -> Option<&Tagged<'a>> {
        let word = self.plain.get(self.plain.partition_point(|word| word.span.end <= at))?;
        self.analyzer.is_listed(self.slice(word.span)).then_some(word)
    }

    /// The word of the dictionary that jieba sees on both sides of a border.
    fn word_across(&self, border: usize) -> Option<Span> {
        self.word_at(border).map(|word| word.span).filter(|word| word.start < border)
    }

    /// The longer word of the dictionary that jieba sees a fact in.
    fn word_around(&self, span: Span) -> Option<&Tagged<'a>> {
        self.word_at(span.start).filter(|word| word.span.contains(span) && word.span != span)
    }

    /// Whether a place or a person is but a part of a word: 发展中国家, 中国科学院, 毛泽东思想.
    fn is_part(&self, name: Span) -> bool {
        self.word_around(name).is_some_and(|word| {
            // 张健|先生; and the dictionary has names with a character too many.
            let titled = title(self.slice(word.span)).is_some_and(|title| word.span.end - title.len() == name.end);
            let longer = word.span.len() - name.len();
            !titled && (longer > "王".len() || !word.tag.starts_with("nr"))
        })
    }

    /// 红海|局势, 吕梁|煤炭资源: where a word that takes a name's last character begins, so that the name ends there; the word
    /// has a number of characters that is `sure` to be no mistake of the segmenter's.
    fn next_word(&self, name: Span, sure: impl Fn(usize) -> bool) -> Option<usize> {
        let word = self.word_across(name.end).filter(|word| word.start > name.start)?;
        let taken = self.text[word.start..name.end].chars().count();
        (taken == 1 && sure(self.slice(word).chars().count())).then_some(word.start)
    }

    /// Makes one word of a fact if the dictionary or jieba does; says whether.
    fn is_word(&mut self, span: Span, tag: &'a str) -> bool {
        let place = self.plain.partition_point(|word| word.span.start < span.start);
        let plain = self.plain.get(place).is_some_and(|word| word.span == span);
        let word = plain || self.analyzer.is_listed(self.slice(span));
        if word {
            self.join(span.start, span.end, tag);
        }
        word
    }

    /// `length`: what says how exactly it is meant stands apart, as before a count: 近|700年.
    fn date(&mut self, span: Span, length: bool) {
        self.bound(span);
        if self.is_word(span, "t") {
            return;
        }
        let text = self.slice(span);
        let about = Lexicon::shared().approximators_before.longest_prefix(text).filter(|_| length);
        let start = about.map_or(0, |(word, _)| word.len());
        for core in date::cores(&text[start..]) {
            self.join(span.start + start + core.start, span.start + start + core.end, "t");
        }
    }

    /// The numerals of a quantity and its unit. `ratio`: what makes hundredths or tenths of them belongs to them.
    fn number(&mut self, span: Span, unit: Option<&str>, ratio: bool) {
        // 孤身一人, 十里长街.
        if self.word_around(span).is_some() {
            return;
        }
        let text = self.slice(span);
        let mut numbers: Vec<Span> = Vec::new();
        for numeral in numeral::scan(text) {
            let Span { mut start, mut end } = numeral.span;
            if text[start..].starts_with("零下") {
                continue;
            }
            if text[..start].ends_with('第') {
                start -= '第'.len_utf8();
            }
            if let Some(sign) = text[end..].chars().next().filter(|&c| ratio && "%％﹪‰成折".contains(c)) {
                end += sign.len_utf8();
            }
            match numbers.last_mut() {
                // 3至5|个: the unit is said once.
                Some(last) if Lexicon::shared().range_connectives.get(&text[last.end..start]) == Some("") => {
                    last.end = end
                }
                _ => numbers.push(Span::new(start, end)),
            }
        }
        let unit_at = span.start + numbers.last().map_or(0, |last| last.end);
        for number in numbers {
            self.join(span.start + number.start, span.start + number.end, "m");
        }
        self.borders.push(span.start);
        // 2|项目: a word that begins with the unit's character is none.
        if self.word_across(span.end).is_none_or(|word| word.start < unit_at) {
            self.borders.push(span.end);
            if let Some(unit) = unit.filter(|unit| self.text[unit_at..].starts_with(unit) && unit.chars().all(is_han)) {
                self.join(unit_at, unit_at + unit.len(), "q");
            }
        }
    }

    fn organization(&mut self, mut span: Span) {
        // 红海局|势 is none.
        if self.next_word(span, |chars| chars != 3).is_some() {
            return;
        }
        // 我校|党委.
        if let Some(word) = self.word_across(span.start).filter(|word| self.slice(*word).chars().count() == 2) {
            span.start = word.end.min(span.end);
        }
        // 财政部长: what is left of the word would be a single character.
        let around = self.word_around(span).map_or(0, |word| self.slice(word.span).chars().count());
        if around == self.slice(span).chars().count() + 1 {
            return;
        }
        self.bound(span);
        self.body = span;
        self.is_word(span, "nt");
    }

    /// 王强, 买买提·艾力, but 王|警官.
    fn person(&mut self, mut span: Span) {
        if self.is_part(span) {
            return;
        }
        if let Some(end) = self.next_word(span, |chars| chars > 3) {
            span.end = end;
            // 爱戴|伟大领袖: what is left is a surname at best.
            if span.len() <= "戴".len() {
                return;
            }
        }
        self.bound(span);
        let text = self.slice(span);
        let mut at = span.start;
        for name in text.split(|c: char| c.is_whitespace() || date::is_mark(c)) {
            let end = at + name.len() - title(name).map_or(0, str::len);
            self.join(at, end, "nr");
            at += name.len();
            at += self.text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// 四川省|自贡市|沿滩区|云上坝村: a word a level.
    fn place(&mut self, span: Span, level: Option<Level>) {
        let span = Span::new(span.start, self.next_word(span, |_| true).unwrap_or(span.end));
        if self.is_part(span) {
            return;
        }
        let text = self.slice(span);
        // 浙江|北部, 加州|南部.
        let direction = Lexicon::shared().place_suffixes.longest_suffix(text).filter(|(_, class)| *class == "region");
        let proper = &text[..text.len() - direction.map_or(0, |(word, _)| word.len())];
        let listed = |at: usize| PLACES.longest_prefix(&text[at..]).map(|(word, list, _)| (at + word.len(), list));
        let mut levels: Vec<Span> = Vec::new();
        let (mut at, mut full) = (0, true);
        while let Some((mut end, list)) = listed(at) {
            full = matches!(list, "divisions" | "townships");
            // 兴隆|镇云上坝村: a town that bears a known name.
            if !full && text[end..].starts_with(['镇', '乡']) {
                end += '镇'.len_utf8();
                full = true;
            }
            // 八里|台校区 is in 八里台.
            if end < text.len() && listed(end).is_none() && self.word_across(span.start + end).is_some() {
                break;
            }
            levels.push(Span::new(at, end));
            at = end;
        }
        let rest = proper.get(at..).unwrap_or_default();
        let chars = rest.chars().count();
        let facility = level == Some(Level::Facility);
        match levels.last_mut() {
            // 阳城|县, 南京|西路.
            Some(last) if chars == 1 || chars == 2 && !full => last.end = proper.len(),
            Some(_) if facility => {}
            _ if (1..=LONGEST_PLACE).contains(&chars)
                && !rest.contains(|c: char| c.is_whitespace() || date::is_mark(c)) =>
            {
                levels.push(Span::new(at, proper.len()));
            }
            _ => {}
        }
        // 沿滩|区委: the committee takes its level along.
        let behind = &self.text[span.end..];
        let committee = self.body.contains(span) && behind.starts_with('委') && !behind.starts_with("委员");
        let mut end = span.end;
        if let Some(last) = levels.last_mut().filter(|last| committee && last.end == text.len())
            && let Some((at, '省' | '市' | '区' | '县' | '州' | '旗' | '镇' | '乡' | '村')) =
                text[last.range()].char_indices().next_back()
            && at > '区'.len_utf8()
        {
            last.end = last.start + at;
            end = span.start + last.end;
        }
        self.bound(Span::new(span.start, end));
        for level in levels {
            self.join(span.start + level.start, span.start + level.end, "ns");
        }
    }

    /// The words that stay whole, by where they begin, none overlapping another; and all borders but those inside them, in
    /// order.
    pub(super) fn settle(mut self, own: &[Tagged<'a>]) -> (BTreeMap<usize, (usize, &'a str)>, Vec<usize>) {
        self.borders.extend(self.whole.iter().flat_map(|(span, _)| [span.start, span.end]));
        self.borders.sort_unstable();
        self.borders.dedup();
        let uncrossed = |word: &&Tagged<'a>| {
            let inner = self.borders.partition_point(|&border| border <= word.span.start);
            self.borders.get(inner).is_none_or(|&border| border >= word.span.end)
        };
        self.whole.extend(own.iter().filter(uncrossed).map(|word| (word.span, word.tag)));
        // A date or a number is never cut for a name's sake.
        self.whole.sort_by_key(|(span, tag)| (!matches!(*tag, "t" | "m" | "q"), span.start, Reverse(span.end)));
        let mut whole: BTreeMap<usize, (usize, &'a str)> = BTreeMap::new();
        for (span, tag) in self.whole {
            if whole.range(..span.end).next_back().is_none_or(|(_, (end, _))| *end <= span.start) {
                whole.insert(span.start, (span.end, tag));
            }
        }
        self.borders.extend(whole.iter().flat_map(|(start, (end, _))| [*start, *end]));
        self.borders.sort_unstable();
        self.borders.dedup();
        self.borders.retain(|border| whole.range(..border).next_back().is_none_or(|(_, (end, _))| end <= border));
        (whole, self.borders)
    }
}

/// The title of two characters or more that a person's name ends with: 警官 in 王警官.
fn title(name: &str) -> Option<&str> {
    let lexicon = Lexicon::shared();
    let titles = [&lexicon.surname_titles, &lexicon.titles].into_iter().filter_map(|list| list.longest_suffix(name));
    titles.map(|(title, _)| title).find(|title| title.len() < name.len() && title.chars().nth(1).is_some())
}
