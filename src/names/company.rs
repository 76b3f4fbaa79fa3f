//! Companies by what is said of them: shares, reports, founders (匹凸匹|投资者, 子公司|普莱德), or by the core of a full name
//! that the article gives (中科寒武纪科技股份有限公司 → 寒武纪).

use foldhash::HashMap;

use super::{Class, Name, NameKind, NameRule, gazetteer};
use crate::chars::{chars, is_han};
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// Names that may be companies of one article; more no article needs.
const MOST: usize = 32;
/// Words and characters of a short name.
const MOST_TOKENS: usize = 4;
const MOST_CHARS: usize = 8;

/// What an article says of a word that may be a company.
#[derive(Default)]
struct Evidence<'a> {
    /// The words beside it that tell a company, each once.
    cues: Vec<&'a str>,
    /// Whether one of them tells it alone.
    strong: bool,
    /// Whether it is the core of a full name, and what stands before it there.
    core: Option<Option<char>>,
}

impl Evidence<'_> {
    /// Whether this is enough for a word that stands so many times in the article.
    fn tells(&self, times: usize) -> bool {
        self.core.is_some() && times > 0 || self.strong && (self.cues.len() > 1 || times > 2)
    }
}

pub(super) fn find(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    let mut found: HashMap<&str, Evidence<'_>> = HashMap::default();
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        by_cue(sentence, names, &mut found);
        for name in names.iter().filter(|n| n.kind == NameKind::Organization && n.class == Class::Company) {
            for core in cores(sentence, name.span) {
                let start = name.span.start + (core.as_ptr() as usize - sentence.slice(name.span).as_ptr() as usize);
                found.entry(core).or_default().core =
                    Some(sentence.last_char(start).filter(|_| start > name.span.start));
            }
        }
    }
    let mut found: Vec<(&str, Evidence<'_>)> = found.into_iter().collect();
    // The best told first, then the longest.
    found.sort_unstable_by_key(|(text, e)| (std::cmp::Reverse(e.cues.len() + usize::from(e.core.is_some())), *text));
    found.truncate(MOST);
    found.sort_unstable_by_key(|(text, _)| (std::cmp::Reverse(text.len()), *text));
    for (text, evidence) in found {
        let times = sentences.iter().map(|sentence| times(sentence, text, evidence.core.flatten())).sum();
        // 大藤峡|有限公司: called after a place, which it is elsewhere.
        let is_place = || {
            sentences.iter().zip(names.iter()).any(|(sentence, names)| {
                names.iter().any(|n| n.kind == NameKind::Place && sentence.slice(n.span) == text)
            })
        };
        if evidence.tells(times) && (evidence.strong || !is_place()) {
            everywhere(text, sentences, names);
        }
    }
}

/// How often `text` stands in a sentence, but behind the character that stands before it in a full name.
fn times(sentence: &Sentence<'_>, text: &str, not_behind: Option<char>) -> usize {
    let at = sentence.text().match_indices(text).map(|(at, _)| sentence.span.start + at);
    at.filter(|&at| not_behind.is_none() || sentence.last_char(at) != not_behind).count()
}

/// The words before or behind a cue.
fn by_cue<'a>(sentence: &Sentence<'a>, names: &[Name], found: &mut HashMap<&'a str, Evidence<'a>>) {
    let cues = &sentence.lexicon.company_cues;
    for (at, token) in sentence.tokens.iter().enumerate() {
        let Some(side) = token.value_in(cues) else { continue };
        let tokens = if side.starts_with("after") {
            before(sentence, &sentence.tokens[..at])
        } else {
            behind(sentence, &sentence.tokens[at + 1..])
        };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let span = Span::new(first.span.start, last.span.end);
        let taken = |n: &Name| n.span.overlaps(span) && (n.kind == NameKind::Organization || !n.is_tagged());
        let distinctive = tokens
            .iter()
            .any(|t| !sentence.knows(t.text) || tokens.len() > 1 && sentence.is_distinctive(t.text, t.pos));
        let word = sentence.slice(span);
        if distinctive
            && (2..=MOST_CHARS).contains(&chars(word))
            && !names.iter().any(taken)
            && may_name(sentence, word)
        {
            let evidence = found.entry(word).or_default();
            evidence.strong |= !side.ends_with("weak");
            if !evidence.cues.contains(&token.text) {
                evidence.cues.push(token.text);
            }
        }
    }
}

/// The last of `tokens` that may make a name; a quotation mark may close behind it.
fn before<'t, 'a>(sentence: &Sentence<'_>, tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let end = tokens.len() - usize::from(tokens.last().is_some_and(|t| t.text == "”"));
    let count = tokens[..end].iter().rev().take(MOST_TOKENS).take_while(|t| may_stand_inside(sentence, t)).count();
    &tokens[end - count..end]
}

/// The first of `tokens` that may make a name.
fn behind<'t, 'a>(sentence: &Sentence<'_>, tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let count = tokens.iter().take(MOST_TOKENS).take_while(|t| may_stand_inside(sentence, t)).count();
    &tokens[..count]
}

fn may_stand_inside(sentence: &Sentence<'_>, token: &Token<'_>) -> bool {
    let name = |pos: Pos| {
        pos.is_nominal()
            || matches!(pos, Pos::Other | Pos::Attributive | Pos::Latin | Pos::Adjective)
            || sentence.is_distinctive(token.text, pos)
    };
    token.text.chars().all(|c| is_han(c) || c.is_ascii_alphabetic())
        && name(token.pos)
        && !matches!(token.pos, Pos::Time | Pos::Locality)
        && !token.is_in(&sentence.lexicon.org_stop_words)
        && !token.is_in(&sentence.lexicon.titles)
        && sentence.lexicon.company_cues.get(token.text).is_none()
}

fn may_name(sentence: &Sentence<'_>, word: &str) -> bool {
    let lexicon = sentence.lexicon;
    let lists = [
        &lexicon.org_generics,
        &lexicon.place_generics,
        &lexicon.divisions,
        &lexicon.division_short_names,
        &lexicon.countries,
        &lexicon.not_persons,
    ];
    !lists.iter().any(|list| list.contains(word))
}

/// What a full name may be called: less its place, its legal form and the words of its trade, and the names inside.
fn cores<'a>(sentence: &Sentence<'a>, span: Span) -> Vec<&'a str> {
    let text = sentence.slice(span);
    let Some(mut stem) =
        ["有限公司", "有限责任公司", "股份公司", "集团公司"].iter().find_map(|end| text.strip_suffix(end))
    else {
        return Vec::new();
    };
    let mut forms = Vec::new();
    while let Some((word, "company")) = sentence.lexicon.org_suffixes.longest_suffix(stem) {
        stem = &stem[..stem.len() - word.len()];
        forms.push(stem);
    }
    if let Some(place) = gazetteer::listed(sentence, span.start)
        && let Some(rest) = stem.get(place.len..)
    {
        let len = place.len;
        forms = forms.iter().filter_map(|f| f.get(len..)).collect();
        stem = rest;
    }
    let start = span.start + (stem.as_ptr() as usize - text.as_ptr() as usize);
    // 中科|寒武纪, 澜微特|电子: the words from the end, and three characters or more from the beginning.
    let borders = sentence.tokens.iter().map(|t| t.span.start).filter(|&at| at > start && at < start + stem.len());
    for at in borders {
        let (head, tail) = stem.split_at(at - start);
        forms.push(tail);
        forms.extend(Some(head).filter(|head| chars(head) > 2));
    }
    forms.push(stem);
    forms.retain(|f| {
        let start = span.start + (f.as_ptr() as usize - text.as_ptr() as usize);
        let tokens =
            sentence.tokens[sentence.tokens_ended(start)..].iter().take_while(|t| t.span.start < start + f.len());
        // 商用车 is what the company makes.
        let own = tokens.into_iter().any(|t| sentence.is_distinctive(t.text, t.pos) || !sentence.knows(t.text));
        let plain = f.chars().all(|c| is_han(c) || c.is_ascii_alphanumeric());
        own && plain
            && (2..=MOST_CHARS).contains(&chars(f))
            && (chars(f) > 2 || !sentence.knows(f))
            && may_name(sentence, f)
    });
    forms
}

/// Names a company wherever it stands and no longer body does.
fn everywhere(text: &str, sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    for (sentence, names) in sentences.iter().zip(names) {
        if sentence.tokens.is_empty() {
            continue;
        }
        for (at, _) in sentence.text().match_indices(text) {
            let start = sentence.span.start + at;
            let span = Span::new(start, start + text.len());
            if !sentence.is_border(span.start) && !sentence.is_border(span.end) && sentence.knows(text) {
                continue;
            }
            let over = |n: &&Name| n.span.overlaps(span);
            let stays = |n: &Name| {
                n.is_users()
                    || n.kind == NameKind::Organization && n.span.contains(span) && !n.class.is_unknown()
                    || !n.is_tagged() && n.span != span && !span.contains(n.span)
            };
            if names.iter().filter(over).any(stays) {
                continue;
            }
            names.retain(|n| !n.span.overlaps(span));
            names.push(Name::new(span, NameKind::Organization, NameRule::OrganizationCompany).classed(Class::Company));
        }
    }
}
