//! What one sentence says for sure holds for the whole article: a name is found wherever it stands again, and a short form
//! that the article defines means the full one.

use foldhash::HashMap;

use super::starts::Starts;
use super::{Class, Name, NameKind, NameRule, gazetteer, place, tagged};
use crate::chars::{chars, is_word};
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// What a name found elsewhere is.
struct Known<'a> {
    text: &'a str,
    kind: NameKind,
    rule: NameRule,
    class: Class,
    codes: Vec<&'static str>,
    country: Option<&'static str>,
    canonical: Option<&'a str>,
}

/// The names an article has for sure.
type Register<'a> = Starts<Known<'a>>;

impl<'a> Register<'a> {
    fn add(&mut self, known: Known<'a>) {
        if let Some(alike) = self.like(known.text)
            && !alike.iter().any(|k| k.text == known.text)
        {
            alike.push(known);
        }
    }

    /// The longest known name that `text` begins with.
    fn longest(&self, text: &str) -> Option<&Known<'a>> {
        self.at(text).iter().filter(|k| text.starts_with(k.text)).max_by_key(|k| k.text.len())
    }
}

/// Finds again what is sure, and what risky words the article makes sure.
pub(super) fn spread(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    vote(sentences, names);
    let mut register = Register::new();
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        for name in names {
            learn(sentence, name, &mut register);
        }
    }
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        drop_unproved_places(sentence, names, &register);
        again(sentence, names, &register);
    }
}

/// One name has one nature in an article: what the tagger takes it for most often, a place if it is as often one.
fn vote(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    let mut votes: HashMap<&str, [usize; 3]> = HashMap::default();
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        for name in names {
            votes.entry(sentence.slice(name.span)).or_default()[name.kind as usize] += 1;
        }
    }
    votes.retain(|_, counts| counts.iter().filter(|&&n| n > 0).count() > 1);
    if votes.is_empty() {
        return;
    }
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        for name in names.iter_mut().filter(|n| n.is_tagged()) {
            let Some(counts) = votes.get(sentence.slice(name.span)) else { continue };
            let most = counts.iter().copied().max().unwrap_or_default();
            let kinds = [NameKind::Place, NameKind::Organization, NameKind::Person];
            let Some(kind) = kinds.into_iter().find(|&kind| counts[kind as usize] == most) else { continue };
            if kind != name.kind {
                *name = tagged::named(sentence, name.span, kind);
            }
        }
    }
}

fn learn<'a>(sentence: &Sentence<'a>, name: &Name, register: &mut Register<'a>) {
    let text = sentence.slice(name.span);
    let known = |text: &'a str, rule, canonical: Option<&'a str>| Known {
        text,
        kind: name.kind,
        rule,
        class: name.class,
        codes: name.codes.clone(),
        country: name.country,
        canonical,
    };
    if name.sure {
        match name.kind {
            NameKind::Organization => {
                if chars(text) >= 3 {
                    register.add(known(text, NameRule::OrganizationAgain, None));
                }
                // 县教育局 → 教育局.
                if name.rule == NameRule::OrganizationLevelAndBody || name.rule == NameRule::OrganizationPlaceAndBody {
                    let mut bare = text.char_indices().skip(1).map(|(at, _)| &text[at..]);
                    if let Some(body) = bare.find(|t| sentence.lexicon.org_bodies.contains(t))
                        && chars(body) >= 3
                        && sentence
                            .lexicon
                            .org_suffixes
                            .longest_suffix(body)
                            .is_some_and(|(w, _)| w.len() < body.len() || chars(body) > 3)
                        && !sentence.lexicon.org_generics.contains(body)
                    {
                        register.add(known(body, NameRule::OrganizationBareBody, Some(text)));
                    }
                }
                for alias in definitions(sentence.after(name.span.end)) {
                    register.add(known(alias, NameRule::OrganizationDefined, Some(text)));
                }
            }
            NameKind::Person => {
                register.add(known(text, NameRule::PersonAgain, None));
                if let Some((_, last)) = text.rsplit_once(['·', '•', '-', '‧', '・'])
                    && chars(last) >= 2
                {
                    register.add(known(last, NameRule::PersonLastPart, Some(text)));
                }
            }
            NameKind::Place => {}
        }
    }
    if name.kind == NameKind::Place {
        // 自贡沿滩区 → 沿滩区, 沿滩.
        if let Some(code) = name.codes.first()
            && matches!(name.class, Class::County | Class::Prefecture | Class::Province)
        {
            let full = finest(sentence, text, code);
            let stem = full.strip_suffix(['省', '市', '县', '区', '旗', '州']).unwrap_or(full);
            if full.len() > stem.len() && chars(stem) >= 2 {
                register.add(known(full, NameRule::PlaceAgain, None));
                register.add(known(stem, NameRule::PlaceShort, Some(full)));
            }
        } else if name.sure
            && matches!(name.class, Class::Village | Class::Facility | Class::Township | Class::Feature)
            && chars(text) >= 3
        {
            register.add(known(text, NameRule::PlaceAgain, None));
        }
    }
}

/// Characters of a division's full name.
const LONGEST_DIVISION: usize = 12;

/// The last division of a chain: 自贡沿滩区 → 沿滩区.
fn finest<'t>(sentence: &Sentence<'_>, text: &'t str, code: &str) -> &'t str {
    let ends = text.char_indices().rev().map(|(at, _)| &text[at..]).take(LONGEST_DIVISION);
    let listed = |t: &&str| sentence.lexicon.divisions.get(t).is_some_and(|codes| codes.split(' ').any(|c| c == code));
    ends.into_iter().find(listed).unwrap_or(text)
}

/// The short forms that brackets right behind a name define: （以下简称“宏宝集团”）.
pub(crate) fn definitions(rest: &str) -> Vec<&str> {
    let Some(inside) = rest.strip_prefix(['（', '(']) else { return Vec::new() };
    let mut found = Vec::new();
    for cue in ["以下简称", "简称", "下称", "以下称"] {
        let Some(tail) = inside.strip_prefix(cue) else { continue };
        let tail = tail.trim_start_matches(['为', '：', ':', '，', ',', '“', '"', '「']);
        let tail = tail.char_indices().nth(16).map_or(tail, |(at, _)| &tail[..at]);
        let end = tail.find(['”', '"', '」', '）', ')', '或', '，']).unwrap_or(0);
        let alias = &tail[..end];
        if (2..=12).contains(&chars(alias)) && is_word(alias) && !alias.starts_with('本') && !alias.starts_with("公司")
        {
            found.push(alias);
        }
        break;
    }
    found
}

/// A word that is a place only where the article says so stays where its full name stands somewhere.
fn drop_unproved_places(sentence: &Sentence<'_>, names: &mut Vec<Name>, register: &Register<'_>) {
    names.retain(|name| {
        if name.rule == place::INNER {
            return false;
        }
        if name.rule != place::RISKY {
            return true;
        }
        let text = sentence.slice(name.span);
        register
            .longest(text)
            .is_some_and(|k| k.text == text && k.kind == NameKind::Place && k.rule != NameRule::PlaceAgain)
            || between_places(sentence, name, text)
    });
}

/// A risky word that the segmenter too takes for a place, in a list or behind 在.
fn between_places(sentence: &Sentence<'_>, name: &Name, text: &str) -> bool {
    let token = sentence.token_at(name.span.start);
    let tagged = token.is_some_and(|t| t.text == text && t.pos == Pos::Place);
    let before = sentence.last_char(name.span.start);
    let full = sentence.lexicon.divisions.contains(text);
    if tagged && full && text.ends_with('县') {
        return true;
    }
    (tagged || full) && before.is_some_and(|c| matches!(c, '在' | '、' | '从' | '至' | '到' | '赴' | '（' | '；'))
}

/// Finds the known names where nothing longer stands.
fn again(sentence: &Sentence<'_>, names: &mut Vec<Name>, register: &Register<'_>) {
    if sentence.tokens.is_empty() {
        return;
    }
    Name::sort(names);
    let text = sentence.text();
    let mut until = 0;
    let mut found: Vec<Name> = Vec::new();
    // The first name that may still reach where we are.
    let mut first = 0;
    for (at, c) in text.char_indices() {
        if at < until || !register.may_begin(c) {
            continue;
        }
        let Some(known) = register.longest(&text[at..]) else { continue };
        let span = Span::new(sentence.span.start + at, sentence.span.start + at + known.text.len());
        if !fits(sentence, span, known) {
            continue;
        }
        until = at + known.text.len();
        while names.get(first).is_some_and(|n| n.span.end <= span.start) {
            first += 1;
        }
        let end = first + names[first..].partition_point(|n| n.span.start < span.end);
        if let Some(same) = names[first..end].iter_mut().find(|n| n.span == span && n.kind == known.kind) {
            if same.canonical.is_none() {
                same.canonical = known.canonical.map(str::to_owned);
            }
            continue;
        }
        if !names[first..end].iter().all(|n| !n.span.overlaps(span) || span.contains(n.span) && span != n.span) {
            continue;
        }
        let mut name = Name::new(span, known.kind, known.rule).classed(known.class);
        name.codes.clone_from(&known.codes);
        name.country = known.country;
        name.canonical = known.canonical.map(str::to_owned);
        found.push(name);
    }
    if !found.is_empty() {
        names.retain(|n| {
            let over = found.get(found.partition_point(|f| f.span.end <= n.span.start));
            !over.is_some_and(|f| f.span.contains(n.span) && f.kind == n.kind)
        });
        names.extend(found);
    }
}

/// Whether a known name may stand here: at least one edge is a word's edge, two for two characters.
fn fits(sentence: &Sentence<'_>, span: Span, known: &Known<'_>) -> bool {
    let (begins, ends) = (sentence.is_border(span.start), sentence.is_border(span.end));
    let long = chars(known.text) >= 3;
    if known.rule == NameRule::PlaceShort {
        // 沿滩 must not be cut from a longer listed word.
        let listed = gazetteer::listed(sentence, span.start).is_some_and(|e| e.len > span.len());
        return begins && (ends || long) && !listed;
    }
    match known.kind {
        NameKind::Person if long => begins || ends,
        // 李伟|指出: the segmenter drew one character too many into the name.
        NameKind::Person => {
            let tail = sentence.token_at(span.end).map_or("", |t| &sentence.article.text[span.end..t.span.end]);
            begins && (ends || chars(tail) == 1 && sentence.lexicon.given_name_never.contains(tail))
        }
        _ => begins && ends || chars(known.text) >= 5 && (begins || ends),
    }
}
