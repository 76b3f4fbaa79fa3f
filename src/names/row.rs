//! Places in a row: 北京|上海|广州, a road and the city where it runs, 京沪高速|无锡, the city of its people, 无锡|市民, a street
//! that is called after a body. Where one of them is settled, lists tell the others.

use super::gazetteer::{self, Entry, lies_in};
use super::{Class, Name, NameKind, NameRule};
use crate::chars::{chars, is_han};
use crate::segment::Token;
use crate::sentence::Sentence;
use crate::span::Span;

/// Places of one row.
const MOST_IN_ROW: usize = 12;
/// Last words of roads that run from place to place.
const ROADS: [&str; 7] = ["高速公路", "高速", "快速路", "铁路", "高铁", "国道", "省道"];
/// What stands behind a place on a road.
const ON_ROAD: [&str; 9] = ["段", "路段", "至", "到", "往", "方向", "境内", "附近", "互通"];
/// What stands behind a city whose 市 it takes.
const OF_CITY: [&str; 2] = ["市民", "市场"];
/// Words of one character that stand behind a row; others go on with its last place: 安哥拉|中国城.
const BEHIND_ROW: &str = "等和与及的两三四五六七八九十多各在将已也都先均是有为至到之以从向被则";
/// Words of a street's name behind its division, and their characters.
const MOST_WORDS: usize = 4;
const MOST_CHARS: usize = 10;

/// Completes the places of a sentence.
pub(super) fn complete(sentence: &Sentence<'_>, names: &mut Vec<Name>) {
    if sentence.tokens.is_empty() {
        return;
    }
    let count = names.len();
    let mut found: Vec<Name> = Vec::new();
    let mut until = sentence.span.start;
    for token in sentence.tokens {
        let at = token.span.start;
        let opens = |entry: &gazetteer::Listed| entry.full || !entry.risky;
        if at < until || !token.may_open_place() || !gazetteer::listed(sentence, at).as_ref().is_some_and(opens) {
            continue;
        }
        if let Some(street) = street(sentence, at) {
            until = street.span.end;
            replace(sentence, names, street);
        } else if let Some(run) = self::at(sentence, at) {
            until = run.last().map_or(at, |(span, _)| span.end);
            // 南|京 is no initial.
            let inside = |n: &Name| run.iter().any(|(span, _)| span.contains(n.span) && *span != n.span);
            names.retain(|n| n.rule != NameRule::PlaceInitial || !inside(n));
            found.extend(run.into_iter().map(|(span, entry)| named(span, entry)));
        } else if let Some(city) = of_its_people(sentence, at) {
            found.push(city);
        }
    }
    found.retain(|name| free(names, name.span));
    names.extend(found);
    roads(sentence, names);
    committee_and_government(sentence, names);
    bodies(sentence, names);
    if names.len() != count {
        Name::sort(names);
    }
}

/// The listed places of one level that stand side by side from byte `at` on, two at least, none in another.
pub(super) fn at(sentence: &Sentence<'_>, at: usize) -> Option<Vec<(Span, Entry)>> {
    let mut run: Vec<(Span, Entry)> = Vec::new();
    let mut end = at;
    while let Some(entry) = gazetteer::lookup(sentence, end).filter(is_division) {
        if run.last().is_some_and(|(_, last)| !apart(last, &entry)) || run.len() == MOST_IN_ROW {
            break;
        }
        let span = Span::new(end, end + entry.len);
        end = span.end;
        run.push((span, entry));
    }
    // 上海|南京西路: the last one opens a longer name.
    let longer = |end: usize| {
        let rest = sentence.after(end);
        let behind = rest.strip_prefix(['东', '西', '南', '北', '中']).unwrap_or(rest);
        [rest, behind].iter().any(|rest| {
            sentence.lexicon.region_parts.longest_as(rest, "road").is_some()
                || sentence.lexicon.place_suffixes.longest_prefix(rest).is_some_and(|(word, _)| chars(word) > 1)
        }) || gazetteer::listed(sentence, end).is_some_and(|inner| !inner.risky && inner.class != Class::Country)
    };
    if run.len() > 1 && longer(end) {
        run.pop();
    }
    let closes = |end: usize| {
        let alone = |t: &Token<'_>| t.span.start == end && chars(t.text) == 1 && t.text.starts_with(is_han);
        let joint = |t: &Token<'_>| t.text.starts_with(|c| BEHIND_ROW.contains(c));
        sentence.is_border(end) && sentence.token_from(end).is_none_or(|t| !alone(t) || joint(t))
    };
    (run.len() > 1 && run.last().is_some_and(|(span, _)| closes(span.end))).then_some(run)
}

fn is_division(entry: &Entry) -> bool {
    !entry.risky && matches!(entry.class, Class::Country | Class::Province | Class::Prefecture)
}

/// Whether two places are of one level, states, provinces or cities, and neither lies in the other.
fn apart(one: &Entry, other: &Entry) -> bool {
    match (one.country, other.country) {
        (Some(a), Some(b)) => one.class == other.class && a != b,
        (None, None) => match (one.codes.first(), other.codes.first()) {
            (Some(a), Some(b)) if one.class == other.class => a != b,
            (Some(a), Some(b)) => {
                let inside = other.codes.iter().any(|b| lies_in(b, a) || lies_in(a, b));
                is_city(one, a) && is_city(other, b) && !inside
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether a division is a city: a prefecture or one of the four that are provinces.
fn is_city(entry: &Entry, code: &str) -> bool {
    entry.class == Class::Prefecture || ["11", "12", "31", "50"].iter().any(|city| code.starts_with(city))
}

fn named(span: Span, entry: Entry) -> Name {
    let mut name = Name::new(span, NameKind::Place, NameRule::PlaceGazetteer).classed(entry.class);
    (name.codes, name.country, name.sure) = (entry.codes, entry.country, entry.full);
    name
}

fn free(names: &[Name], span: Span) -> bool {
    !names.iter().any(|n| n.span.overlaps(span))
}

/// 无锡|市民, 厦门|市场.
fn of_its_people(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    let entry = gazetteer::lookup(sentence, at).filter(is_division)?;
    // 厦门市|民: the list has the city with its last character.
    let text = &sentence.article.text[at..at + entry.len];
    let stem = text.strip_suffix('市').unwrap_or(text);
    let behind = at + stem.len();
    let word = OF_CITY.iter().find(|word| sentence.after(behind).starts_with(**word))?;
    let entry = gazetteer::lookup(sentence, at)
        .filter(|entry| entry.len == stem.len())
        .or_else(|| gazetteer::within(sentence, Span::new(at, behind)))
        .filter(|entry| entry.len == stem.len() && is_division(entry) && entry.class != Class::Country)?;
    sentence.is_border(behind + word.len()).then(|| named(Span::new(at, behind), entry))
}

/// 西安市|政府东路, 郑州市|法院西街: a street called after a body.
fn street(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    let entry = gazetteer::lookup(sentence, at).filter(|entry| entry.full)?;
    let mut from = at + entry.len;
    while let Some(inner) = gazetteer::lookup(sentence, from).filter(|inner| inner.full) {
        from += inner.len;
    }
    let lexicon = sentence.lexicon;
    let tokens = sentence.tokens_from(from).iter().take(MOST_WORDS);
    let end = tokens.map(|t| t.span.end).find(|&end| {
        let stem = &sentence.article.text[from..end];
        let Some((road, _)) = lexicon.region_parts.longest_end_as(stem, "road") else { return false };
        let core = &stem[..stem.len() - road.len()];
        let core = core.strip_suffix(['东', '西', '南', '北', '中', '前', '后']).unwrap_or(core);
        let lists = [&lexicon.org_bodies, &lexicon.org_suffixes];
        chars(stem) <= MOST_CHARS && chars(core) > 1 && lists.iter().any(|list| list.longest_suffix(core).is_some())
    })?;
    let mut name = Name::new(Span::new(at, end), NameKind::Place, NameRule::PlaceChain);
    gazetteer::describe(sentence, &mut name);
    Some(name)
}

/// Sets a place where what stands inside it stood.
fn replace(sentence: &Sentence<'_>, names: &mut Vec<Name>, mut place: Name) {
    let outer = |n: &&Name| n.span.overlaps(place.span) && !place.span.contains(n.span);
    if let Some(longer) = names.iter().find(outer) {
        // 陕西|西安市政府东路.
        if longer.kind != NameKind::Place || longer.span.contains(place.span) || longer.span.end > place.span.end {
            return;
        }
        place.span.start = longer.span.start;
        gazetteer::describe(sentence, &mut place);
    }
    names.retain(|n| n.is_users() || !place.span.contains(n.span));
    if free(names, place.span) {
        names.push(place);
    }
}

/// 京|港|澳|高速: a road by the initials of its ends; 京沪高速|无锡: where on it; 渭南|段: the stretch is no part of the city.
fn roads(sentence: &Sentence<'_>, names: &mut Vec<Name>) {
    let letter = |n: &Name| n.kind == NameKind::Place && n.rule == NameRule::PlaceInitial;
    Name::sort(names);
    for last in (1..names.len()).rev() {
        let Some(end) = names.get(last).filter(|n| letter(n)).map(|n| n.span.end) else { continue };
        let Some(road) = ROADS.iter().find(|road| sentence.after(end).starts_with(**road)) else { continue };
        let mut first = last;
        while first > 0 && letter(&names[first - 1]) && names[first - 1].span.end == names[first].span.start {
            first -= 1;
        }
        let span = Span::new(names[first].span.start, end + road.len());
        if first < last && free(&names[last + 1..], span) {
            let name = Name::new(span, NameKind::Place, NameRule::PlaceChain).classed(Class::Facility);
            names.splice(first..=last, [name]);
        }
    }
    for at in 0..names.len() {
        // 沪|昆高速: the second initial stands for nothing elsewhere.
        let Some(name) = names.get(at).filter(|n| letter(n)) else { continue };
        let Some(second) = sentence.next_char(name.span.end) else { continue };
        let end = name.span.end + second.len_utf8();
        let road = ROADS.iter().find(|road| sentence.after(end).starts_with(**road));
        let Some(road) = road.filter(|_| sentence.lexicon.division_short_names.starts(second)) else { continue };
        let span = Span::new(name.span.start, end + road.len());
        if free(&names[at + 1..], span) {
            names[at] = Name::new(span, NameKind::Place, NameRule::PlaceChain).classed(Class::Facility);
        }
    }
    let mut found = Vec::new();
    for name in names.iter_mut().filter(|n| n.kind == NameKind::Place && !n.is_users()) {
        let text = sentence.slice(name.span);
        if let Some(stem) = text.strip_suffix('段').filter(|stem| chars(stem) > 1)
            && gazetteer::listed(sentence, name.span.start)
                .is_some_and(|e| matches!(e.class, Class::Province | Class::Prefecture | Class::County))
        {
            let mut city = Name { span: Span::new(name.span.start, name.span.start + stem.len()), ..name.clone() };
            gazetteer::describe(sentence, &mut city);
            if matches!(city.class, Class::Province | Class::Prefecture | Class::County) {
                *name = city;
            }
        }
        if ROADS.iter().any(|road| text.ends_with(road)) {
            found.extend(on_road(sentence, name.span.end));
        }
    }
    found.retain(|name| free(names, name.span));
    names.extend(found);
}

/// 市委|市政府: two bodies of one level in one breath.
fn committee_and_government(sentence: &Sentence<'_>, names: &mut Vec<Name>) {
    let mut found: Vec<Name> = Vec::new();
    for both in names.iter_mut().filter(|n| n.kind == NameKind::Organization && !n.is_users()) {
        let Some((before, behind)) = sentence.slice(both.span).split_once('委') else { continue };
        let one_level = |level: &&&str| before.ends_with(**level) && behind.strip_prefix(**level) == Some("政府");
        if super::LEVEL_WORDS.iter().find(one_level).is_some() {
            let border = both.span.end - behind.len();
            let government = Name::new(Span::new(border, both.span.end), both.kind, both.rule);
            found.push(government.classed(Class::Government).sure(both.sure));
            both.span.end = border;
            both.class = Class::Party;
        }
    }
    names.extend(found);
}

/// Whether a listed body of this class speaks for a state or a party.
pub(super) fn is_authority(class: &str) -> bool {
    matches!(class, "government" | "party" | "legislature" | "judiciary" | "military")
}

/// 党中央|国务院: of two listed authorities in one breath both; 各国|央行: the body behind states in general.
fn bodies(sentence: &Sentence<'_>, names: &mut Vec<Name>) {
    let lexicon = sentence.lexicon;
    let listed = |at: usize, least: usize| {
        let (word, class) = lexicon.org_names.longest_prefix(sentence.after(at))?;
        let span = Span::new(at, at + word.len());
        let stands = is_authority(class) && chars(word) >= least && sentence.is_border(span.end);
        let name = || Name::new(span, NameKind::Organization, NameRule::OrganizationListed);
        stands.then(|| name().classed(Class::from_list(class)).sure(true))
    };
    let bodies = names.iter().filter(|n| n.kind == NameKind::Organization);
    let named =
        bodies.filter(|n| lexicon.org_names.contains(sentence.slice(n.span)) && chars(sentence.slice(n.span)) > 2);
    let mut found: Vec<Name> = named.filter_map(|n| listed(n.span.end, 3)).collect();
    for (at, _) in sentence.text().match_indices('国') {
        let at = sentence.span.start + at + '国'.len_utf8();
        if lexicon.org_refusals.ends_as(sentence.before(at), "state") {
            found.extend(listed(at, 2));
        }
    }
    found.retain(|name| free(names, name.span));
    names.extend(found);
}

/// The listed place that a road is followed by, where what stands behind it tells that the road is there.
fn on_road(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    let first = gazetteer::lookup(sentence, at).filter(|e| !e.risky && !e.codes.is_empty())?;
    let mut end = at + first.len;
    while let Some(inner) = gazetteer::lookup(sentence, end).filter(|e| !e.risky && !e.codes.is_empty()) {
        end += inner.len;
    }
    let rest = sentence.after(end);
    let told = rest.chars().next().is_none_or(|c| !c.is_alphanumeric()) || ON_ROAD.iter().any(|w| rest.starts_with(w));
    let mut name = Name::new(Span::new(at, end), NameKind::Place, NameRule::PlaceChain);
    gazetteer::describe(sentence, &mut name);
    (told && !name.codes.is_empty()).then_some(name)
}

/// Bodies of an article that are looked for by their level.
const MOST_BODIES: usize = 32;

/// 雷山县人民医院 … 和|县人民医院: what the article says with its place stands with the level alone too.
pub(super) fn by_level(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    let mut known: Vec<(&str, Class)> = Vec::new();
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        for body in names.iter().filter(|n| n.kind == NameKind::Organization && !n.is_users()) {
            let inside = |n: &&Name| n.kind == NameKind::Place && n.span.start == body.span.start;
            let Some(place) = names.iter().find(inside).filter(|p| p.span.end < body.span.end) else { continue };
            let level = sentence.slice(place.span).chars().next_back().map_or(0, char::len_utf8);
            let short = sentence.slice(Span::new(place.span.end - level, body.span.end));
            let told = super::LEVEL_WORDS.iter().any(|word| short.starts_with(word)) && chars(short) > 4;
            if told && known.len() < MOST_BODIES && !known.contains(&(short, body.class)) {
                known.push((short, body.class));
            }
        }
    }
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        let count = names.len();
        for &(short, class) in &known {
            for (at, _) in sentence.text().match_indices(short) {
                let span = Span::new(sentence.span.start + at, sentence.span.start + at + short.len());
                // 和县 is a county, and 和|县人民医院 two words.
                let begins = sentence.is_border(span.start)
                    || sentence.last_char(span.start).is_some_and(|c| "和与及由在向对到".contains(c));
                if begins && free(names, span) && sentence.is_border(span.end) {
                    let name = Name::new(span, NameKind::Organization, NameRule::OrganizationAgain);
                    names.push(name.classed(class).sure(true));
                }
            }
        }
        if names.len() > count {
            Name::sort(names);
        }
    }
}
