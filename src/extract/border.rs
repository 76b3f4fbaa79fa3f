//! Where a name without quotation marks begins: what events and campaigns share.

use super::Scope;
use super::quotation::Quotation;
use crate::segment::{Pos, Token};
use crate::span::Span;

/// The longest name, in bytes: about 45 characters.
const LONGEST_NAME: usize = 135;
/// The longest quotation within a name, in bytes.
const LONGEST_QUOTATION: usize = 90;

/// What stands before a head noun and belongs to its name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stem {
    /// Where the name begins.
    pub(crate) start: usize,
    /// 第十届, 首届, 四次.
    pub(crate) ordinal: bool,
    /// 2020年.
    pub(crate) year: bool,
    /// The word taken last is an ordinal or a year.
    led: bool,
    /// Part of it is quoted.
    pub(crate) quoted: bool,
    /// It names a place, an organization or another proper noun.
    pub(crate) proper: bool,
    /// How many characters it has.
    pub(crate) chars: usize,
    /// The place of the token before it, if the sentence has one.
    pub(crate) before: Option<usize>,
}

impl Stem {
    /// Walks left from the head noun at `head` over nouns, places, years, ordinals and quotations; stops at verbs that
    /// govern, particles, prepositions, punctuation and plain dates. `quotes` are all the quotations of the sentence.
    pub(crate) fn read(scope: &Scope<'_>, quotes: &[Quotation], head: usize) -> Self {
        let mut stem = Self { start: head, ..Self::default() };
        let mut place = scope.tokens.partition_point(|t| t.span.end <= head);
        while let Some(token) = place.checked_sub(1).and_then(|p| scope.tokens.get(p)) {
            if head - token.span.start > LONGEST_NAME {
                break;
            }
            if let Some(quotation) = Quotation::ending_at(quotes, token.span.end) {
                // Two quotations side by side are two names.
                let second = stem.start == quotation.outer.end && stem.quoted;
                if second
                    || quotation.outer.len() > LONGEST_QUOTATION
                    || scope.slice(quotation.inner).contains(['。', '；', '：', '？'])
                {
                    break;
                }
                stem.quoted = true;
                stem.start = quotation.outer.start;
                place = scope.tokens.partition_point(|t| t.span.start < quotation.outer.start);
                continue;
            }
            let Some(steps) = stem.step(scope, place - 1, token) else { break };
            place -= steps;
            stem.start = scope.tokens.get(place).map_or(stem.start, |t| t.span.start);
        }
        stem.trim(scope, &mut place, head);
        stem.before = place.checked_sub(1);
        stem.cut_joined(scope, head);
        stem.chars = scope.slice(Span::new(stem.start, head)).chars().count();
        stem
    }

    /// 暨 joins two names, even where the segmenter took it into a word.
    fn cut_joined(&mut self, scope: &Scope<'_>, head: usize) {
        let text = scope.slice(Span::new(self.start, head));
        let Some((_, behind)) = text.rsplit_once('暨') else { return };
        self.start = head - behind.len();
        self.ordinal = behind.contains(['届', '次', '第']);
        self.year = behind.get(..4).is_some_and(is_year);
        self.quoted = behind.contains('“');
    }

    /// How many tokens the name takes in with the one at `place`; `None` where it begins behind it.
    fn step(&mut self, scope: &Scope<'_>, place: usize, token: &Token<'_>) -> Option<usize> {
        let text = token.text;
        let previous = |back: usize| place.checked_sub(back).and_then(|p| scope.tokens.get(p));
        if text == "年" {
            previous(1).filter(|t| is_year(t.text))?;
            (self.year, self.led) = (true, true);
            return Some(2);
        }
        if is_year(text.trim_end_matches("年")) {
            (self.year, self.led) = (true, true);
            return Some(1);
        }
        // 社会组织: a noun before it makes it one too.
        let body = text == "组织" && previous(1).is_some_and(|t| t.pos == Pos::Noun);
        let border =
            text != "中" && scope.lexicon.name_borders.contains(text) || scope.lexicon.campaign_verbs.contains(text);
        if border && !body {
            return None;
        }
        if matches!(text, "届" | "次" | "期" | "批") {
            return self.ordinal_with(scope, place);
        }
        if is_ordinal(text) || text.chars().count() > 1 && text.ends_with('届') {
            (self.ordinal, self.led) = (true, true);
            return Some(1);
        }
        // Behind a verb an ordinal or a year begins the name: 参与第三届博览会.
        let leads = std::mem::take(&mut self.led);
        if leads && token.pos == Pos::Verb && !body {
            return None;
        }
        // 中俄, 中法: a country, no locality.
        if text == "中" {
            let next = scope.tokens.get(place + 1).and_then(|t| t.text.chars().next())?;
            return scope.lexicon.country_abbreviations.contains(next.encode_utf8(&mut [0; 4])).then_some(1);
        }
        match token.pos {
            Pos::Place | Pos::Organization | Pos::ProperNoun | Pos::Person => {
                self.proper = true;
                Some(1)
            }
            Pos::Noun | Pos::VerbalNoun | Pos::Attributive | Pos::Phrase | Pos::Affix | Pos::Adjective => Some(1),
            Pos::Latin => text.chars().any(char::is_alphanumeric).then_some(1),
            Pos::Locality => (text.chars().count() > 1).then_some(1),
            Pos::Time => text.ends_with(['季', '节', '春', '夏', '秋', '冬', '期']).then_some(1),
            Pos::Verb | Pos::Adverb => (body || may_stand_inside(scope, text)).then_some(1),
            Pos::Numeral => text.chars().all(|c| "一二三四五六七八九十百千万".contains(c)).then_some(1),
            Pos::Other if text == "、" => self.level_list(previous(1)?.text, scope.tokens.get(place + 1)?.text),
            // A word that the dictionary does not list.
            Pos::Other if text.chars().all(char::is_alphanumeric) => Some(1),
            Pos::Other => (matches!(text, "·" | "—" | "－" | "-" | "•" | "+" | "–") && place > 0).then_some(1),
            _ if text.chars().count() > 1 && scope.lexicon.name_verbs.contains(text) => Some(1),
            _ => None,
        }
    }

    /// 第十届, 十四届, 首届.
    fn ordinal_with(&mut self, scope: &Scope<'_>, place: usize) -> Option<usize> {
        let number = place.checked_sub(1).and_then(|p| scope.tokens.get(p))?;
        let numeral = |t: &str| {
            !t.is_empty() && t.chars().all(|c| c.is_ascii_digit() || "第首〇一二三四五六七八九十百两".contains(c))
        };
        if !numeral(number.text) {
            return None;
        }
        (self.ordinal, self.led) = (true, true);
        let split = place.checked_sub(2).and_then(|p| scope.tokens.get(p)).is_some_and(|t| t.text == "第");
        Some(2 + usize::from(split))
    }

    /// 省、市重点工程: the mark joins two levels, not two names.
    fn level_list(&mut self, before: &str, behind: &str) -> Option<usize> {
        let level = |t: &str| matches!(t, "省" | "市" | "县" | "区" | "国" | "乡" | "镇" | "村");
        (level(before) && behind.chars().next().is_some_and(|c| level(c.encode_utf8(&mut [0; 4])))).then_some(2)
    }

    /// A name begins with no dash, no suffix, no lone number.
    fn trim(&mut self, scope: &Scope<'_>, place: &mut usize, head: usize) {
        while let Some(token) = scope.tokens.get(*place).filter(|t| t.span.start < head && t.span.start >= self.start) {
            let number = token.text != "第"
                && token.pos == Pos::Numeral
                && !is_ordinal(token.text)
                && !is_year(token.text.trim_end_matches("年"));
            let lone = matches!(
                token.text,
                "·" | "—"
                    | "－"
                    | "-"
                    | "•"
                    | "+"
                    | "–"
                    | "们"
                    | "日"
                    | "月"
                    | "号"
                    | "新"
                    | "大"
                    | "性"
                    | "化"
                    | "主要"
                    | "重要"
                    | "重大"
            );
            let counted =
                number && !scope.tokens.get(*place + 1).is_some_and(|t| matches!(t.text, "届" | "次" | "期" | "批"));
            let place_mark = token.text == "等" || token.text == "个";
            if !(lone || place_mark || counted && token.text.chars().count() == 1) {
                break;
            }
            *place += 1;
            self.start = token.span.end;
        }
    }
}

/// 1998, 2025, 二〇二〇.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|b| b.is_ascii_digit())
        || text.chars().count() == 4
            && text.starts_with(['一', '二'])
            && text.chars().all(|c| "〇零一二三四五六七八九".contains(c))
}

/// 第十二, 首届, 第一次.
fn is_ordinal(text: &str) -> bool {
    matches!(text, "首届" | "首次" | "首批")
        || text.starts_with('第')
            && text.chars().nth(1).is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十百〇".contains(c))
}

/// Whether a verb may stand inside a name: a listed one, or one made of listed ones.
fn may_stand_inside(scope: &Scope<'_>, verb: &str) -> bool {
    let listed = |c: char| scope.lexicon.name_verbs.contains(c.encode_utf8(&mut [0; 4]));
    scope.lexicon.name_verbs.contains(verb) || verb.chars().count() == 2 && verb.chars().all(listed)
}
