//! Places of a sentence by the gazetteer: entries, chains of levels (四川省甘孜藏族自治州泸定县) and what continues them
//! (沿滩区|兴隆村, 浙江|北部), initials (美、英).

use super::gazetteer::{self, Entry, lies_in};
use super::{Class, Name, NameKind, NameRule};
use crate::chars::{chars, is_han};
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::span::covered;

/// A place read inside a longer word: it may open an organization's name, but is no mention.
pub(super) const INNER: NameRule = NameRule::PlaceInsideWord;
/// A word that is a place only where the article says so.
pub(super) const RISKY: NameRule = NameRule::PlaceRisky;

/// Words between a place and the last word of a village, road or facility.
const MOST_STEM_TOKENS: usize = 4;
const MOST_STEM_CHARS: usize = 12;

pub(super) fn find(sentence: &Sentence<'_>, known: &[Name]) -> Vec<Name> {
    let mut places: Vec<Name> = Vec::new();
    let mut until = sentence.span.start;
    let taken = covered(known.iter().map(|n| n.span));
    let lists = sentence.text().contains("、");
    let mut known = taken.iter().peekable();
    for (place, token) in sentence.tokens.iter().enumerate() {
        if token.span.end <= until {
            continue;
        }
        while known.next_if(|s| s.end <= token.span.start).is_some() {}
        if let Some(known) = known.peek().filter(|s| s.contains(token.span)) {
            until = known.end;
            continue;
        }
        let start = token.span.start.max(until);
        let opens = start > token.span.start || token.may_open_place();
        let found = if opens { chain(sentence, start) } else { None };
        let found = found
            .or_else(|| across_words(sentence, token.span))
            .or_else(|| if lists { initials(sentence, place) } else { None });
        if let Some(name) = found {
            // The first known body that begins inside the place.
            let reach =
                taken.get(taken.partition_point(|s| s.start <= name.span.start)).filter(|s| s.start < name.span.end);
            if reach.is_some() && name.class != Class::Country && !sentence.is_border(name.span.end) {
                continue;
            }
            until = name.span.end;
            places.push(name);
        }
    }
    places
}

/// A gazetteer entry and the finer ones right behind it: one mention.
fn chain(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    let first = gazetteer::lookup(sentence, at)?;
    let mut end = at + first.len;
    // 发展|乡村 holds no 发展乡.
    if first.class == Class::Township && is_countryside(sentence, end - '乡'.len_utf8()) {
        return None;
    }
    let mut links = 1;
    let mut last = first.clone();
    while let Some(next) = gazetteer::lookup(sentence, end).and_then(|next| follows(&last, next)) {
        end += next.len;
        links += 1;
        last = next;
    }
    // 兴隆|镇: a town that bears a known name, whatever the segmenter makes of its last character; in 和县|乡村 it bears none.
    if !last.full
        && matches!(last.class, Class::County | Class::Prefecture)
        && sentence.after(end).starts_with(['镇', '乡'])
        && !is_countryside(sentence, end)
        && !sentence.lexicon.place_generics.contains(&sentence.article.text[at..end + '镇'.len_utf8()])
    {
        end += '镇'.len_utf8();
        links += 1;
        last.class = Class::Township;
        last.codes.clear();
    }
    let (named, class) = last_word(sentence, end).map_or((end, last.class), |(to, class)| (to, class));
    let grown = named > end;
    if grown {
        links += 1;
    }
    let rule = if links > 1 {
        NameRule::PlaceChain
    } else if !sentence.is_border(end) && !first.full {
        INNER
    } else if first.risky {
        RISKY
    } else {
        NameRule::PlaceGazetteer
    };
    let mut name = Name::new(Span::new(at, named), NameKind::Place, rule).classed(class);
    name.sure = links > 1 || last.full;
    name.country = last.country.or(first.country);
    name.codes = last.codes;
    if rule == INNER && !sentence.is_border(at) || sentence.after(named).starts_with("时间") {
        return None;
    }
    Some(name)
}

/// Whether a word for the country begins at byte `at`, as a town's last character does.
pub(super) fn is_countryside(sentence: &Sentence<'_>, at: usize) -> bool {
    const WORDS: [&str; 5] = ["乡村", "乡镇", "乡亲", "乡贤", "乡土"];
    sentence
        .token_at(at)
        .is_some_and(|token| token.span.start == at && WORDS.iter().any(|word| token.text.starts_with(word)))
}

/// Whether `next` may stand right behind `last` in one address; its codes narrowed to those that lie there.
fn follows(last: &Entry, mut next: Entry) -> Option<Entry> {
    if last.class == Class::Country {
        let same = next.country.is_some() && next.country == last.country && next.class != Class::Country;
        let home = last.country == Some("CN") && next.country.is_none() && !next.risky;
        return (same || home).then_some(next);
    }
    if last.codes.is_empty() {
        return None;
    }
    if next.codes.is_empty() {
        next.codes.clone_from(&last.codes);
        return matches!(next.class, Class::Feature | Class::Facility).then_some(next);
    }
    if next.class == Class::Township {
        let inside = |c: &&'static str| last.codes.iter().any(|o| o == c || lies_in(c, o));
        // The list names at most twelve counties of a frequent township.
        let many = next.codes.len() >= 12;
        let codes: Vec<_> = next.codes.iter().copied().filter(inside).collect();
        if codes.is_empty() && !many {
            return None;
        }
        next.codes = if codes.is_empty() { last.codes.clone() } else { codes };
        return Some(next);
    }
    next.codes.retain(|c| last.codes.iter().any(|o| lies_in(c, o)));
    let code = next.codes.first()?;
    next.class = gazetteer::level(code);
    Some(next)
}

/// 沿滩区|兴隆村, 阳城|南站, 浙江|北部: where the place that begins with a listed one really ends, and its level.
fn last_word(sentence: &Sentence<'_>, from: usize) -> Option<(usize, Class)> {
    let place = sentence.tokens_ended(from);
    let mut found = None;
    for token in sentence.tokens.iter().skip(place).take(MOST_STEM_TOKENS) {
        let text = &sentence.article.text[from.max(token.span.start)..token.span.end];
        if !text.chars().all(is_han) || chars(&sentence.article.text[from..token.span.end]) > MOST_STEM_CHARS {
            break;
        }
        let stem = &sentence.article.text[from..token.span.end];
        if let Some((word, class)) = sentence.lexicon.place_suffixes.longest_suffix(stem)
            && ends_here(sentence, stem, word, class, text)
        {
            found = Some((token.span.end, Class::from_list(class)));
        }
        if !may_stand_inside(token.pos) || sentence.lexicon.org_stop_words.contains(text) {
            break;
        }
    }
    found
}

/// Whether a stretch behind a place ends it: 北部 must follow directly, 村 needs a name, 南站 needs none.
fn ends_here(sentence: &Sentence<'_>, stem: &str, word: &str, class: &str, token: &str) -> bool {
    let alone = word.len() == stem.len();
    if class == "region" {
        return alone;
    }
    if alone {
        let definite = [
            "站",
            "机场",
            "港",
            "新区",
            "新城",
            "大桥",
            "开发区",
            "高新区",
            "经开区",
            "试验区",
            "自贸区",
            "商圈",
            "保税区",
        ];
        let common = ["工作站", "加油站", "收费站"];
        return definite.iter().any(|w| word.ends_with(w)) && !common.contains(&word) && chars(word) > 1;
    }
    // 集成电路 is no road: a single last character is a word, or its word is a name.
    let own = token.len() == word.len() || chars(word) > 1 || sentence.is_distinctive(token, Pos::Other);
    own && !sentence.lexicon.place_generics.contains(stem) && !sentence.lexicon.place_generics.contains(token)
        || token == word && chars(stem) > chars(word) && own && !sentence.lexicon.place_generics.contains(stem)
}

fn may_stand_inside(pos: Pos) -> bool {
    pos.is_nominal()
        || matches!(pos, Pos::Other | Pos::Locality | Pos::Attributive | Pos::Numeral | Pos::Phrase | Pos::Adjective)
}

/// A full division name that the segmenter cut through: 从定|日县. In 亚运|城市 there is none.
fn across_words(sentence: &Sentence<'_>, token: Span) -> Option<Name> {
    let text = sentence.slice(token);
    for (inner, first) in text.char_indices().skip(1).take(4) {
        let at = token.start + inner;
        if !sentence.lexicon.divisions.starts(first) {
            continue;
        }
        let Some(entry) = gazetteer::lookup(sentence, at) else { continue };
        if entry.full && entry.class != Class::Township && sentence.is_border(at + entry.len) && !sentence.knows(text) {
            return chain(sentence, at);
        }
    }
    None
}

/// 美、英、法; 京、津、冀: initials in a list of at least two.
fn initials(sentence: &Sentence<'_>, place: usize) -> Option<Name> {
    let token = sentence.tokens.get(place)?;
    // 法|等国: the last of a list may be drawn into the next word.
    let letter = |at: usize| -> Option<&str> {
        let text = sentence.tokens.get(at)?.text;
        let end = text.chars().next()?.len_utf8();
        let alone = text.len() == end || text[end..].starts_with('等');
        let known = |text| {
            sentence.lexicon.country_abbreviations.contains(text)
                || sentence.lexicon.province_abbreviations.contains(text)
        };
        (alone && known(&text[..end])).then_some(&text[..end])
    };
    let initial = |at: usize| letter(at).is_some();
    let comma = |at: usize| sentence.tokens.get(at).is_some_and(|t| t.text == "、");
    let listed =
        |at: usize| initial(at) && (comma(at + 1) && initial(at + 2) || at >= 2 && comma(at - 1) && initial(at - 2));
    if !listed(place) {
        return None;
    }
    // A list has one nature: each must be a country, or each a province.
    let neighbour = if comma(place + 1) && initial(place + 2) { place + 2 } else { place.checked_sub(2)? };
    let (text, other) = (letter(place)?, letter(neighbour)?);
    let countries = &sentence.lexicon.country_abbreviations;
    let provinces = &sentence.lexicon.province_abbreviations;
    let span = Span::new(token.span.start, token.span.start + text.len());
    let mut name = Name::new(span, NameKind::Place, NameRule::PlaceInitial);
    if let (Some(country), true) = (countries.get(text), countries.contains(other)) {
        name.country = country.split(' ').next();
        return Some(name.classed(Class::Country));
    }
    name.codes = vec![provinces.get(text).filter(|_| provinces.contains(other))?];
    Some(name.classed(Class::Province))
}
