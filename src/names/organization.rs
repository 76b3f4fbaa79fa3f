//! Organizations that rules know better than a tagger: by complete names, by a place or its level word and a body
//! (沿滩区|委统战部, 县|教育局), by quotation marks or a stock code.

use super::{Class, Name, NameKind, NameRule, is_level};
use crate::chars::{chars, is_han, is_word};
use crate::marks::marks;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::span::{covered, covering};

/// What makes a level word general: 全县教育局, 各市政府.
const GENERAL: [char; 15] = ['全', '各', '该', '本', '某', '每', '两', '外', '跨', '这', '哪', '多', '几', '我', '级'];
/// The youth league's committees say their level in the middle.
const YOUTH_LEAGUE: [&str; 5] = ["团省委", "团市委", "团县委", "团区委", "团州委"];

/// Complete names, as a user or our own list says them.
pub(super) fn known(sentence: &Sentence<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut until = sentence.span.start;
    for token in sentence.tokens {
        let at = token.span.start;
        if at < until {
            continue;
        }
        let Some((word, class)) = token.longest_in(&sentence.lexicon.org_names, sentence.after(at)) else { continue };
        let end = at + word.len();
        // A short name inside another word: 民进 in 人民进步.
        if !sentence.is_border(end) && (chars(word) < 3 || chars(word) < 5 && !inside_is_a_title(sentence, end)) {
            continue;
        }
        until = end;
        found.push(named(at, end, NameRule::OrganizationListed, class));
    }
    found
}

fn named(start: usize, end: usize, rule: NameRule, class: &'static str) -> Name {
    Name::new(Span::new(start, end), NameKind::Organization, rule).classed(Class::from_list(class)).sure(true)
}

/// Whether the rest of the word that holds `at` is a title: 县委|书记 as one word.
fn inside_is_a_title(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.token_at(at) else { return true };
    sentence.lexicon.titles.contains(&sentence.article.text[at..token.span.end])
}

/// What the rules find, beside the complete names.
pub(super) fn find(sentence: &Sentence<'_>, places: &[Name]) -> Vec<Name> {
    let mut found = bodies(sentence, places);
    for (at, c) in marks(sentence.text()).filter(|(_, c)| matches!(c, '“' | '「' | '（' | '(')) {
        let at = sentence.span.start + at;
        found.extend(if matches!(c, '“' | '「') { quoted(sentence, at, c, places) } else { by_code(sentence, at) });
    }
    found
}

/// A place or a level word and a body behind it.
fn bodies(sentence: &Sentence<'_>, places: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    for place in places {
        let Some((end, class)) = body_at(sentence, place.span.end) else { continue };
        let mut name = named(place.span.start, end, NameRule::OrganizationPlaceAndBody, class);
        // 南开|中学: a word that is a district's short name too gives no code.
        if place.rule != super::place::RISKY {
            name.codes.clone_from(&place.codes);
        }
        found.push(name);
    }
    let inside = covered(places.iter().map(|p| p.span));
    let mut until = sentence.span.start;
    for token in sentence.tokens {
        let at = token.span.start;
        let mut letters = token.text.chars();
        let Some(first) = letters.next() else { continue };
        if first == '团'
            && let Some(word) = YOUTH_LEAGUE.iter().find(|w| sentence.after(at).starts_with(**w))
        {
            found.push(named(at, at + word.len(), NameRule::OrganizationYouthLeague, "association"));
            continue;
        }
        // 及省|税务局: a function word drawn into the level word.
        let glued = matches!(first, '及' | '和' | '与' | '由' | '对' | '向')
            && letters.next().is_some_and(is_level)
            && letters.next().is_none();
        if !glued && !is_level(first) {
            continue;
        }
        let at = if glued { at + first.len_utf8() } else { at };
        let Some(level) = sentence.next_char(at) else { continue };
        let general = sentence.last_char(at).is_some_and(|c| GENERAL.contains(&c));
        if at < until || general || covering(&inside, at).is_some() {
            continue;
        }
        let Some((end, class)) = body_at(sentence, at + level.len_utf8()) else { continue };
        until = end;
        found.push(named(at, end, NameRule::OrganizationLevelAndBody, class));
    }
    found
}

/// The body that begins at byte `at`, to its end.
fn body_at(sentence: &Sentence<'_>, at: usize) -> Option<(usize, &'static str)> {
    let (word, class) = sentence.lexicon.org_bodies.longest_prefix(sentence.after(at))?;
    let mut end = at + word.len();
    if sentence.is_border(end) || inside_is_a_title(sentence, end) {
        return Some((end, class));
    }
    // The longest one may run into the next word: take the longest that ends where a word does.
    for c in word.chars().rev() {
        end -= c.len_utf8();
        if end > at && sentence.is_border(end) {
            return sentence.lexicon.org_bodies.get(&sentence.article.text[at..end]).map(|class| (end, class));
        }
    }
    None
}

/// Characters of a name in quotation marks.
const MOST_QUOTED: usize = 14;

/// “银龄调解队”, “红马甲”志愿服务队: a team or body named in the quotation marks that open at byte `at`.
fn quoted(sentence: &Sentence<'_>, at: usize, open: char, places: &[Name]) -> Option<Name> {
    let close = if open == '“' { '”' } else { '」' };
    let from = at + open.len_utf8();
    let (inner, _) = sentence.after(from).char_indices().take(MOST_QUOTED + 1).find(|&(_, c)| c == close)?;
    let text = &sentence.after(from)[..inner];
    if text.is_empty() {
        return None;
    }
    let behind = from + inner + close.len_utf8();
    if let Some((end, class)) = behind_quotes(sentence, behind) {
        let place = places.iter().find(|p| p.span.end == at);
        let start = place.map_or(at, |p| p.span.start);
        return Some(named(start, end, NameRule::OrganizationQuotedAndLastWord, class));
    }
    let (word, class) = sentence.lexicon.org_quoted.longest_suffix(text)?;
    let plain = text.chars().all(|c| is_han(c) || c.is_alphanumeric());
    (plain && word.len() < text.len()).then(|| named(from, from + inner, NameRule::OrganizationQuoted, class))
}

/// The end of the nouns behind a closing quotation mark that make the whole a body.
fn behind_quotes(sentence: &Sentence<'_>, from: usize) -> Option<(usize, &'static str)> {
    let mut best = None;
    for token in sentence.tokens.iter().skip(sentence.tokens_ended(from)).take(5) {
        if !part_of_a_name(sentence, token) || token.pos == Pos::Place {
            break;
        }
        if let Some((_, class)) =
            sentence.lexicon.org_quoted.longest_suffix(sentence.article.text.get(from..token.span.end)?)
        {
            best = Some((token.span.end, class));
        }
    }
    best
}

/// 东华精工（002633）: the words before a stock code, whose bracket opens at byte `at`.
fn by_code(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    let rest = sentence.after(at).strip_prefix(['（', '('])?;
    let code = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    if !(5..=6).contains(&code) || !rest[code..].starts_with(['）', ')', '.']) {
        return None;
    }
    let mut start = at;
    for token in sentence.tokens[..sentence.tokens_ended(at)].iter().rev().take(5) {
        let bound = matches!(token.pos, Pos::Preposition | Pos::Particle | Pos::Time | Pos::Conjunction);
        if token.span.end != start || bound || !token.text.chars().all(|c| c.is_alphanumeric() || c == '*') {
            break;
        }
        start = token.span.start;
    }
    (2..=12)
        .contains(&chars(&sentence.article.text[start..at]))
        .then(|| named(start, at, NameRule::OrganizationStockCode, "company"))
}

/// 深圳市公安局|福田分局, 国家卫生健康委|医政司: the unit of a body that stands right behind it.
pub(super) fn extend_right(sentence: &Sentence<'_>, name: &mut Name) {
    let from = name.span.end;
    let mut best = None;
    for token in sentence.tokens.iter().skip(sentence.tokens_ended(from)).take(4) {
        let vague = token.pos == Pos::VerbalNoun && !token.is_in(&sentence.lexicon.org_verbs);
        if token.span.start < from || !part_of_a_name(sentence, token) || vague || token.text.starts_with(is_level) {
            break;
        }
        if let Some((_, class)) = unit(sentence, &sentence.article.text[from..token.span.end]) {
            best = Some((token.span.end, class));
        }
    }
    if let Some((end, class)) = best {
        // 江西省工信厅|副厅长: an officer of the body is no unit of it.
        if sentence
            .lexicon
            .titles
            .longest_prefix(sentence.after(from))
            .is_some_and(|(title, _)| from + title.len() > end)
        {
            return;
        }
        name.span.end = end;
        if !class.is_empty() {
            name.class = Class::from_list(class);
        }
    }
}

/// 遵义市桐梓县|委党校, 老挝|公安部, 中国驻|委内瑞拉大使馆: the place right before a name belongs to it.
pub(super) fn extend_left(sentence: &Sentence<'_>, places: &[Name], name: &mut Name) {
    for _ in 0..2 {
        let mut at = name.span.start;
        if sentence.before(at).ends_with('驻') {
            at -= '驻'.len_utf8();
        }
        // Places come in order and do not overlap.
        let before = places.partition_point(|p| p.span.end < at);
        let Some(place) = places.get(before).filter(|p| p.span.end == at && p.rule != super::place::RISKY) else {
            return;
        };
        name.span.start = place.span.start;
        if name.codes.is_empty() {
            name.codes.clone_from(&place.codes);
        }
    }
}

/// What makes a stretch behind a body a unit of it.
fn unit(sentence: &Sentence<'_>, stem: &str) -> Option<(usize, &'static str)> {
    // 法院|一楼东大厅, 法规室|副局级干部: a room, a rank.
    if stem.ends_with("大厅") || stem.contains('副') {
        return None;
    }
    if let Some((word, class)) = sentence.lexicon.org_units.longest_suffix(stem) {
        let alone = word.len() == stem.len();
        return (!alone || chars(word) > 1).then_some((word.len(), class));
    }
    let (word, class) = sentence.lexicon.org_suffixes.longest_suffix(stem)?;
    (class != "company" && chars(word) > 1 && chars(stem) >= 3 && word.len() < stem.len())
        .then_some((word.len(), class))
}

/// Whether a word may stand inside a name.
fn part_of_a_name(sentence: &Sentence<'_>, token: &Token<'_>) -> bool {
    let (text, pos) = (token.text, token.pos);
    if !is_word(text) || sentence.lexicon.org_stop_words.contains(text) || sentence.is_glued(text) {
        return false;
    }
    pos.is_nominal()
        || matches!(pos, Pos::Other | Pos::Attributive | Pos::Locality | Pos::Phrase | Pos::Latin)
        || pos == Pos::Adjective && (chars(text) == 1 || sentence.is_distinctive(text, pos))
        || pos == Pos::Verb && sentence.lexicon.org_verbs.contains(text)
        || pos == Pos::Numeral && text.chars().all(is_han) && (chars(text) == 1 || text.starts_with('第'))
        || sentence.is_distinctive(text, pos)
}
