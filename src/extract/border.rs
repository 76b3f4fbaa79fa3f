//! Where a name without quotation marks begins: what events and campaigns share.

use crate::names::NameKind;
use crate::segment::{Pos, Token};
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;

/// The longest name, in bytes: about 45 characters.
const LONGEST_NAME: usize = 135;
/// The longest quotation within a name, in bytes.
const LONGEST_QUOTATION: usize = 90;
/// The longest brackets within a name, in bytes: 中国（绵阳）科技城博览会.
const LONGEST_BRACKETS: usize = 36;

/// What stands before a head noun and belongs to its name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stem {
    /// Where the name begins.
    pub(crate) start: usize,
    /// 第十届, 首届, 四次.
    pub(crate) ordinal: bool,
    /// 2020年.
    pub(crate) year: bool,
    /// 成立60周年.
    pub(crate) anniversary: bool,
    /// Where its leftmost year or edition begins.
    pub(crate) mark: Option<usize>,
    /// Its last words name a body: 政治局|会议.
    pub(crate) body: bool,
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
    /// govern, particles, prepositions, punctuation and plain dates. A year or an edition (第十届) further left shows that
    /// all between belongs to the name. `quotes` are all the quotations of the sentence.
    pub(crate) fn read(sentence: &Sentence<'_>, quotes: &[Quotation], head: usize) -> Self {
        let mut stem = Self { start: head, ..Self::default() };
        let mut place = sentence.tokens_ended(head);
        let sure = stem.edition(sentence, quotes, place, head);
        while let Some(token) = sentence.previous(place) {
            if head - token.span.start > LONGEST_NAME {
                break;
            }
            let end = token.span.end;
            let within = sure.is_some_and(|sure| token.span.start > sure);
            let start = if let Some(quotation) = Quotation::ending_at(quotes, end) {
                // Two quotations side by side are two names.
                let second = stem.start == quotation.outer.end && stem.quoted;
                // “登陆”第八届进博会: a word in quotation marks before an edition is none of its name.
                let short = stem.led && sentence.slice(quotation.inner).chars().count() < 4;
                if second
                    || short && !sentence.slice(quotation.inner).ends_with('杯')
                    || !fits_inside(sentence, quotation)
                {
                    break;
                }
                (stem.quoted, stem.led) = (true, false);
                quotation.outer.start
            } else if let Some(open) = brackets(sentence, place - 1) {
                open
            } else if let Some(name) = sentence.names_ending(end).find(|n| n.kind != NameKind::Person && !within) {
                stem.body |= end == head && name.kind == NameKind::Organization;
                stem.proper = true;
                stem.led = false;
                name.span.start
            } else if within {
                let steps = stem.step(sentence, place - 1, token).unwrap_or(1);
                sentence.tokens.get(place - steps).map_or(stem.start, |t| t.span.start)
            } else {
                if !stem.anniversary && sentence.names_ending(end).any(|n| n.kind == NameKind::Person) {
                    break;
                }
                let Some(steps) = stem.step(sentence, place - 1, token) else { break };
                sentence.tokens.get(place - steps).map_or(stem.start, |t| t.span.start)
            };
            if stem.led {
                stem.mark = Some(start);
            }
            stem.start = start;
            place = sentence.tokens_ended(start);
        }
        stem.trim(sentence, &mut place, head);
        stem.before = place.checked_sub(1);
        stem.cut_joined(sentence, head);
        stem.chars = sentence.slice(Span::new(stem.start, head)).chars().count();
        stem
    }

    /// Where the nearest year or edition before the head noun begins, or the verb that governs it ends, if only words of
    /// one name stand between.
    fn edition(&self, sentence: &Sentence<'_>, quotes: &[Quotation], mut place: usize, head: usize) -> Option<usize> {
        let (mut verbs, mut marks) = (0, 0);
        while let Some(token) = sentence.previous(place) {
            let text = token.text;
            if head - token.span.start > LONGEST_NAME {
                return None;
            }
            place -= 1;
            if let Some(quotation) = Quotation::ending_at(quotes, token.span.end) {
                if !fits_inside(sentence, quotation) {
                    return None;
                }
                place = sentence.tokens_begun(quotation.outer.start);
                continue;
            }
            if let Some(open) = brackets(sentence, place) {
                place = sentence.tokens_begun(open);
                continue;
            }
            let before = sentence.previous(place);
            let ranged = before.is_some_and(|t| matches!(t.text, "至" | "到" | "、" | "—" | "-"));
            if text.ends_with('届') || is_year(text.trim_end_matches("年")) {
                let number = text == "届";
                return (!ranged).then_some(if number { before?.span.start } else { token.span.start });
            }
            // 推出创业引领计划, 开展了…: all behind the verb that governs.
            let past = text == "了" && before.is_some_and(|t| governs(sentence, place - 1, t.text));
            if past || governs(sentence, place, text) {
                let next = sentence.tokens.get(place + 1)?;
                let begins = next.pos.is_nominal() || next.is_in(&sentence.lexicon.name_verbs);
                return (begins && verbs <= 1 && marks <= 1).then_some(token.span.end);
            }
            verbs += usize::from(token.pos == Pos::Verb && !may_stand_inside(sentence, text));
            marks += usize::from(text == "、");
            let joins =
                matches!(text, "、" | "与" | "和" | "暨" | "·" | "—" | "－" | "-" | "•" | "+" | "–" | "——" | "之");
            let barred = match token.pos {
                Pos::Particle | Pos::Preposition | Pos::Pronoun | Pos::Conjunction => !joins,
                Pos::Other => !joins && !text.chars().all(char::is_alphanumeric),
                Pos::Locality => text.chars().count() == 1,
                Pos::Time => !is_season(sentence, text),
                Pos::Measure => true,
                _ => is_border(sentence, place, text) || matches!(text, "月" | "日" | "号" | "时"),
            };
            let next_name = matches!(text, "、" | "和" | "与")
                && sentence.lexicon.event_heads.longest_suffix(sentence.before(token.span.start)).is_some();
            if barred || next_name {
                return None;
            }
        }
        None
    }

    /// 暨 joins two names, even where the segmenter took it into a word.
    fn cut_joined(&mut self, sentence: &Sentence<'_>, head: usize) {
        let text = sentence.slice(Span::new(self.start, head));
        let Some((_, behind)) = text.rsplit_once('暨') else { return };
        self.start = head - behind.len();
        self.ordinal = behind.contains(['届', '次', '第']);
        self.year = behind.get(..4).is_some_and(is_year);
        self.quoted = behind.contains('“');
    }

    /// How many tokens the name takes in with the one at `place`; `None` where it begins behind it.
    fn step(&mut self, sentence: &Sentence<'_>, place: usize, token: &Token<'_>) -> Option<usize> {
        let text = token.text;
        let previous = |back: usize| place.checked_sub(back).and_then(|p| sentence.tokens.get(p));
        let next = sentence.tokens.get(place + 1).map_or("", |t| t.text);
        if text == "年" {
            previous(1).filter(|t| is_year(t.text))?;
            (self.year, self.led) = (true, true);
            return Some(2);
        }
        if is_year(text.trim_end_matches("年")) {
            (self.year, self.led) = (true, true);
            return Some(1);
        }
        if text == "周年" {
            self.anniversary = true;
            return Some(2).filter(|_| place > 0);
        }
        // 成立60周年: what the years are counted from.
        let counted =
            self.anniversary && next.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
        if counted
            && matches!(token.pos, Pos::Verb | Pos::VerbalNoun | Pos::Noun | Pos::Other)
            && text.chars().all(char::is_alphanumeric)
        {
            return Some(1);
        }
        if is_border(sentence, place, text) {
            return None;
        }
        if matches!(text, "届" | "次" | "期" | "批") {
            return self.ordinal_with(sentence, place);
        }
        if is_ordinal(text) || text.chars().count() > 1 && text.ends_with('届') {
            (self.ordinal, self.led) = (true, true);
            return Some(1);
        }
        // After a verb, an ordinal or a year begins the name: 参与|第三届博览会.
        // 高度评价|“…”论坛: a verb before the quoted part is outside the name.
        let before_quote = sentence.tokens.get(place + 1).is_some_and(|t| t.text.starts_with(['“', '「', '《']));
        if before_quote && matches!(token.pos, Pos::Verb | Pos::VerbalNoun | Pos::Adverb | Pos::Adjective) {
            return None;
        }
        let leads = std::mem::take(&mut self.led);
        if leads && token.pos == Pos::Verb && !is_body(sentence, place, text) {
            return None;
        }
        // 中俄, 中法: a country, no locality.
        if text == "中" {
            let next = next.chars().next()?;
            return sentence.lexicon.country_abbreviations.contains(next.encode_utf8(&mut [0; 4])).then_some(1);
        }
        match token.pos {
            Pos::Place | Pos::Organization | Pos::ProperNoun => {
                self.proper = true;
                Some(1)
            }
            Pos::Person => (!leads).then_some(1),
            Pos::Noun | Pos::VerbalNoun | Pos::Attributive | Pos::Phrase | Pos::Affix | Pos::Adjective => Some(1),
            Pos::Latin => text.chars().any(char::is_alphanumeric).then_some(1),
            Pos::Locality => (text.chars().count() > 1).then_some(1),
            Pos::Time => is_season(sentence, text).then_some(1),
            Pos::Verb | Pos::Adverb => {
                (is_body(sentence, place, text) || may_stand_inside(sentence, text)).then_some(1)
            }
            Pos::Numeral => text.chars().all(|c| "一二三四五六七八九十百千万".contains(c)).then_some(1),
            Pos::Other if text == "、" => self.level_list(previous(1)?.text, next),
            // A word that the dictionary does not list.
            Pos::Other if text.chars().all(char::is_alphanumeric) => Some(1),
            // A double dash joins sentences, not names.
            Pos::Other if text == "—" && (next == "—" || previous(1)?.text == "—") => None,
            Pos::Other => (matches!(text, "·" | "—" | "－" | "-" | "•" | "+" | "–") && place > 0).then_some(1),
            // 文化和旅游, 装备与技术: a conjunction between two nouns of one name.
            Pos::Conjunction if matches!(text, "与" | "和") => joins_nouns(sentence, place).then_some(1),
            _ if text.chars().count() > 1 && sentence.lexicon.name_verbs.contains(text) => Some(1),
            _ => None,
        }
    }

    /// 第十届, 十四届, 首届.
    fn ordinal_with(&mut self, sentence: &Sentence<'_>, place: usize) -> Option<usize> {
        let number = sentence.previous(place)?;
        let numeral = |t: &str| {
            !t.is_empty() && t.chars().all(|c| c.is_ascii_digit() || "第首〇一二三四五六七八九十百两".contains(c))
        };
        if !numeral(number.text) {
            return None;
        }
        (self.ordinal, self.led) = (true, true);
        let split = place.checked_sub(2).and_then(|p| sentence.tokens.get(p)).is_some_and(|t| t.text == "第");
        Some(2 + usize::from(split))
    }

    /// 省、市重点工程: the mark joins two levels, not two names.
    fn level_list(&mut self, before: &str, behind: &str) -> Option<usize> {
        let level = |t: &str| matches!(t, "省" | "市" | "县" | "区" | "国" | "乡" | "镇" | "村");
        (level(before) && behind.chars().next().is_some_and(|c| level(c.encode_utf8(&mut [0; 4])))).then_some(2)
    }

    /// A name begins with no dash, no suffix, no lone number.
    fn trim(&mut self, sentence: &Sentence<'_>, place: &mut usize, head: usize) {
        while let Some(token) =
            sentence.tokens.get(*place).filter(|t| t.span.start < head && t.span.start >= self.start)
        {
            let number = token.text != "第"
                && token.pos == Pos::Numeral
                && !is_ordinal(token.text)
                && !is_year(token.text.trim_end_matches("年"));
            let lone = sentence.lexicon.name_loose_starts.contains(token.text);
            // 二十国集团, 四次会议: the number goes on.
            let next = sentence.tokens.get(*place + 1).map_or("", |t| t.text);
            let counted =
                number && !matches!(next, "届" | "次" | "期" | "批" | "周年") && !next.starts_with(['十', '百', '千']);
            let place_mark = token.text == "等" || token.text == "个";
            if !(lone || place_mark || counted && token.text.chars().count() == 1) {
                break;
            }
            *place += 1;
            self.start = token.span.end;
        }
    }
}

/// Whether a quotation may be part of a name.
fn fits_inside(sentence: &Sentence<'_>, quotation: &Quotation) -> bool {
    quotation.outer.len() <= LONGEST_QUOTATION && !sentence.slice(quotation.inner).contains(['。', '；', '？'])
}

/// Where the brackets open that close with the token at `place`: 中国（绵阳）科技城博览会.
fn brackets(sentence: &Sentence<'_>, place: usize) -> Option<usize> {
    let close = sentence.tokens.get(place).filter(|t| matches!(t.text, "）" | ")"))?;
    let floor = close.span.start.saturating_sub(LONGEST_BRACKETS);
    let tokens = sentence.tokens.get(..place)?.iter().rev().take_while(|t| t.span.start >= floor);
    for token in tokens {
        match token.text {
            "（" | "(" => {
                let before = sentence.before(token.span.start).chars().next_back();
                let named = before.is_some_and(char::is_alphanumeric)
                    && !sentence.after(token.span.end).starts_with(['以', '下', '简', '即']);
                return named.then_some(token.span.start);
            }
            "，" | "。" | "：" | "；" | "）" | ")" => return None,
            _ => {}
        }
    }
    None
}

/// 社会组织: a noun before it makes it one too.
fn is_body(sentence: &Sentence<'_>, place: usize, text: &str) -> bool {
    text == "组织" && sentence.previous(place).is_some_and(|t| t.pos == Pos::Noun)
}

/// Whether a word stands left of names, in none: a verb that governs them, an adverb, 记者.
fn is_border(sentence: &Sentence<'_>, place: usize, text: &str) -> bool {
    let listed = text != "中"
        && (sentence.lexicon.name_borders.contains(text) || sentence.lexicon.campaign_verbs.contains(text));
    listed && !is_body(sentence, place, text) || governs(sentence, place, text)
}

/// Whether a word is a verb that initiatives and events are objects of: 举办, 开展.
fn governs(sentence: &Sentence<'_>, place: usize, text: &str) -> bool {
    let lexicon = sentence.lexicon;
    let listed = lexicon.campaign_verbs.get(text).is_some_and(|value| !value.is_empty())
        || lexicon.event_verbs.get(text).is_some_and(|grade| grade.starts_with("before"));
    listed && !is_body(sentence, place, text)
}

/// 春季, 新年: a time of the year that may be part of a name; 今天, 上午 may not.
fn is_season(sentence: &Sentence<'_>, text: &str) -> bool {
    text.ends_with(['季', '节', '春', '夏', '秋', '冬', '期']) || sentence.lexicon.name_verbs.contains(text)
}

/// Whether a conjunction stands between two nouns, neither of which ends a name of its own.
fn joins_nouns(sentence: &Sentence<'_>, place: usize) -> bool {
    let noun = |t: Option<&Token<'_>>| {
        t.is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::VerbalNoun) && t.text.chars().count() > 1)
    };
    let before = sentence.previous(place);
    let ends_name = before.is_some_and(|t| {
        sentence.lexicon.event_heads.longest_suffix(t.text).is_some()
            || sentence.lexicon.campaign_heads.longest_suffix(t.text).is_some()
    });
    noun(before) && noun(sentence.tokens.get(place + 1)) && !ends_name
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
    let number = text.strip_prefix('第').map(|rest| rest.trim_end_matches(['届', '次', '期', '批']));
    matches!(text, "首届" | "首次" | "首批")
        || number.is_some_and(|n| {
            !n.is_empty() && n.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十百〇".contains(c))
        })
}

/// Whether a verb may stand inside a name: a listed one, or one made of listed ones.
fn may_stand_inside(sentence: &Sentence<'_>, verb: &str) -> bool {
    let listed = |c: char| sentence.lexicon.name_verbs.contains(c.encode_utf8(&mut [0; 4]));
    sentence.lexicon.name_verbs.contains(verb) || verb.chars().count() == 2 && verb.chars().all(listed)
}
