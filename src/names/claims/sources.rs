//! Where claims come from.

use foldhash::HashMap;
use once_cell::sync::Lazy;

use super::super::starts::Starts;
use super::super::tagged::Doubt;
use super::super::tagger::Label;
use super::super::{Name, NameKind, gazetteer};
use super::Claim;
use super::edges::REACH;
use crate::chars::{chars, is_han, is_word};
use crate::lexicon::Lexicon;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::trie::{self, CharSet};

/// How far behind the best reading a doubt may be for its edges to be moved.
const NEAR: i32 = 15;
/// Words before a last word that may begin the name.
const MOST_BEFORE: usize = 3;
/// The same before a last word that tells a body: “一带一路”绿色发展国际|联盟.
const MOST_OF_BODY: usize = 6;
/// Characters of a name.
const LONGEST: usize = 30;
/// Claims of a sentence, and as many more for each of its characters: of a thousand sentences of news the densest has one a character.
const MOST: usize = 64;
const A_CHARACTER: usize = 2;
/// What stands before the initial of a place: 来|华, 驻|美.
pub(super) const BEFORE_INITIAL: &str =
    "来赴驻访对在抵离援留旅返回入进出涉亲反侨侵防驶飞寓游迎助销输遣挺仇媚排拉联携遏抗倚滞归投向从自由经至到往";

/// What may be a name by more than being near one: found, read by the tagger, listed, or named elsewhere in the article. In the
/// order of their ends, each once.
pub(super) fn told(sentence: &Sentence<'_>, names: &[Name], doubts: &[Doubt], said: &Said<'_>) -> Vec<Claim> {
    let mut claims = Claims::new(sentence, &[]);
    let mut push = |start: usize, end: usize, kind: NameKind| claims.push(start, end, kind);
    for name in names {
        push(name.span.start, name.span.end, name.kind);
    }
    for doubt in doubts {
        let Some(kind) = kind(doubt.label) else { continue };
        push(doubt.span.start, doubt.span.end, kind);
    }
    listed(sentence, &mut push);
    initials(sentence, &mut push);
    foreign(sentence, &mut push);
    familiar(sentence, &mut push);
    again(sentence, said, &mut push);
    claims.in_order()
}

/// What else may be one, but for what touches the names that are sure: other edges and kinds of what was found and read, words
/// before a last word, quotations. In the order of their ends, each once; some may be told already.
pub(super) fn derived(
    sentence: &Sentence<'_>,
    names: &[Name],
    doubts: &[Doubt],
    told: &[Claim],
    sure: &[Span],
) -> Vec<Claim> {
    let mut claims = Claims::new(sentence, sure);
    let mut push = |start: usize, end: usize, kind: NameKind| claims.push(start, end, kind);
    for name in names.iter().filter(|name| !touches(sure, name.span)) {
        // 武汉, 利物浦: a city's name may be its team's.
        if name.kind == NameKind::Place {
            push(name.span.start, name.span.end, NameKind::Organization);
        }
        moved(sentence, name.span, name.kind, &mut push);
    }
    for doubt in doubts.iter().filter(|doubt| doubt.behind >= -NEAR && !touches(sure, doubt.span)) {
        if let Some(kind) = kind(doubt.label) {
            moved(sentence, doubt.span, kind, &mut push);
        }
    }
    // Names side by side may be one.
    for (at, name) in names.iter().enumerate() {
        for next in names[at + 1..].iter().take(3).filter(|n| n.span.start == name.span.end) {
            push(name.span.start, next.span.end, next.kind);
            push(name.span.start, next.span.end, name.kind);
        }
    }
    last_words(sentence, sure, &mut push);
    quoted(sentence, &mut push);
    joined(names, told, &mut claims);
    claims.in_order()
}

/// Whether one of some spans, in the order of their ends, overlaps another.
fn touches(spans: &[Span], span: Span) -> bool {
    let behind = spans.partition_point(|s| s.end <= span.start);
    spans[behind..].iter().take_while(|s| s.end <= span.end + REACH).any(|s| s.overlaps(span))
}

/// Claims of a sentence while they are made.
struct Claims<'s, 'a> {
    sentence: &'s Sentence<'a>,
    /// What none may overlap.
    sure: &'s [Span],
    /// How many there is room for.
    most: usize,
    claims: Vec<Claim>,
}

impl<'s, 'a> Claims<'s, 'a> {
    fn new(sentence: &'s Sentence<'a>, sure: &'s [Span]) -> Self {
        let most = MOST + sentence.span.len() * A_CHARACTER / '中'.len_utf8();
        Self { sentence, sure, most, claims: Vec::with_capacity(sentence.tokens.len()) }
    }

    fn push(&mut self, start: usize, end: usize, kind: NameKind) {
        let (sentence, text) = (self.sentence, self.sentence.article.text);
        let room = self.claims.len() < self.most
            && start < end
            && start >= sentence.span.start
            && end <= sentence.span.end
            && (kind != NameKind::Place || end - start > 4 || may_be_place(&text[start..end]));
        // No count where the bytes tell.
        if room
            && (end - start <= LONGEST || chars(&text[start..end]) <= LONGEST)
            && !touches(self.sure, Span::new(start, end))
        {
            self.claims.push(Claim { span: Span::new(start, end), kind });
        }
    }

    fn in_order(mut self) -> Vec<Claim> {
        self.claims.sort_unstable_by_key(Claim::key);
        self.claims.dedup();
        self.claims
    }
}

/// Places and bodies with what stands right behind them, as one: 北京|历代帝王庙.
fn joined(names: &[Name], told: &[Claim], claims: &mut Claims<'_, '_>) {
    let mut heads: Vec<Span> =
        names.iter().filter(|n| n.kind != NameKind::Person).map(|n| n.span).filter(|s| s.end - s.start > 3).collect();
    if heads.is_empty() {
        return;
    }
    heads.sort_unstable_by_key(|s| (s.end, s.start));
    heads.dedup();
    let others = claims.claims.len();
    for at in 0..told.len() + others {
        let Claim { span, kind } = told.get(at).copied().unwrap_or_else(|| claims.claims[at - told.len()]);
        if kind == NameKind::Person || span.end - span.start < 6 {
            continue;
        }
        let from = heads.partition_point(|s| s.end < span.start);
        for head in heads[from..].iter().take_while(|s| s.end == span.start) {
            claims.push(head.start, span.end, kind);
        }
    }
}

/// Whether so short a text may be a place: of single characters those that stand for one.
fn may_be_place(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(is_initial) || letters.next().is_some()
}

/// What a tagger's label names.
pub(super) fn kind(label: Label) -> Option<NameKind> {
    match label {
        Label::Organization => Some(NameKind::Organization),
        Label::Person => Some(NameKind::Person),
        Label::Place => Some(NameKind::Place),
        Label::Title => None,
    }
}

/// The same name with a word more or less on either side; a person's or a town's with a character less or more.
fn moved(sentence: &Sentence<'_>, span: Span, kind: NameKind, push: &mut impl FnMut(usize, usize, NameKind)) {
    let first = sentence.tokens_ended(span.start);
    let last = sentence.tokens_ended(span.end - 1);
    let word = |t: &&Token<'_>| is_word(t.text);
    if let Some(token) = sentence.tokens.get(first) {
        if token.span.end < span.end {
            push(token.span.end, span.end, kind);
        }
        if token.span.start < span.start && is_word(token.text) {
            push(token.span.start, span.end, kind);
        }
    }
    if let Some(token) = sentence.previous(first).filter(word)
        && token.span.end == span.start
    {
        push(token.span.start, span.end, kind);
    }
    if let Some(token) = sentence.tokens.get(last) {
        if token.span.start > span.start {
            push(span.start, token.span.start, kind);
        }
        if token.span.end > span.end && is_word(token.text) {
            push(span.start, token.span.end, kind);
        }
        if let Some(next) = sentence.tokens.get(last + 1).filter(word) {
            push(span.start, next.span.end, kind);
            // 药学院|党委 has one word more; more than one a body alone has.
            if kind == NameKind::Organization
                && let Some(next) = sentence.tokens.get(last + 2).filter(word)
            {
                push(span.start, next.span.end, kind);
            }
        }
    }
    let text = sentence.slice(span);
    if kind == NameKind::Person || text.ends_with('市') {
        let tail = text.chars().next_back().map_or(0, char::len_utf8);
        push(span.start, span.end - tail, kind);
    }
    if kind == NameKind::Person {
        let head = text.chars().next().map_or(0, char::len_utf8);
        push(span.start + head, span.end, kind);
        if let Some(next) = sentence.next_char(span.end).filter(|&c| is_han(c)) {
            push(span.start, span.end + next.len_utf8(), kind);
        }
    }
}

/// Listed places.
fn listed(sentence: &Sentence<'_>, push: &mut impl FnMut(usize, usize, NameKind)) {
    for token in sentence.tokens {
        let at = token.span.start;
        if token.may_open_place()
            && let Some(entry) = gazetteer::listed(sentence, at)
        {
            push(at, at + entry.len, NameKind::Place);
            // 无锡市|新吴区.
            let mut end = at + entry.len;
            for _ in 0..3 {
                let Some(next) = gazetteer::listed(sentence, end) else { break };
                push(end, end + next.len, NameKind::Place);
                end += next.len;
                push(at, end, NameKind::Place);
            }
        }
        if let Some((word, _)) = token.longest_in(&sentence.lexicon.org_names, sentence.after(at)) {
            push(at, at + word.len(), NameKind::Organization);
        }
        if let Some((word, _)) = token.longest_in(&sentence.lexicon.org_short_names, sentence.after(at)) {
            push(at, at + word.len(), NameKind::Organization);
        }
        if let Some((word, _)) = token.longest_in(&sentence.lexicon.person_names, sentence.after(at)) {
            push(at, at + word.len(), NameKind::Person);
        }
    }
}

/// The characters that stand for a place in compounds, and those of them that stand for a country or a part of the world and for
/// no province: one look instead of three.
static INITIALS: Lazy<[CharSet<1024>; 3]> = Lazy::new(|| {
    let lexicon = Lexicon::shared();
    let (countries, provinces) = (&lexicon.country_abbreviations, &lexicon.province_abbreviations);
    let mut sets = [CharSet::new(), CharSet::new(), CharSet::new()];
    for (word, value) in countries.iter().chain(provinces.iter()).chain(lexicon.place_initials.iter()) {
        let mut letters = word.chars();
        let (Some(c), None) = (letters.next(), letters.next()) else { continue };
        let code = trie::edges(c).0;
        sets[0].insert(code);
        if countries.contains(word) {
            sets[2].insert(code);
        }
        let state = countries.contains(word) || value.starts_with("country") || value.starts_with("region");
        if state && !provinces.contains(word) {
            sets[1].insert(code);
        }
    }
    sets
});

/// Whether a character stands for a place in compounds: 中, 沪.
pub(super) fn is_initial(c: char) -> bool {
    INITIALS[0].may_hold(trie::edges(c).0)
}

/// Whether a character stands for a country or a part of the world and for no province: 中, 非; not 澳.
fn is_state(c: char) -> bool {
    INITIALS[1].may_hold(trie::edges(c).0)
}

/// 中|美, 京|沪, 来|华: places of one character.
fn initials(sentence: &Sentence<'_>, push: &mut impl FnMut(usize, usize, NameKind)) {
    for token in sentence.tokens {
        // Bytes tell soonest: no word of more than four such characters.
        if token.text.len() > 4 * '中'.len_utf8() || !token.text.starts_with(is_han) || !token.text.contains(is_initial)
        {
            continue;
        }
        let count = chars(token.text);
        // 中英|两国, 中日韩: two or more states that open a word.
        let run = token.text.chars().take_while(|&c| is_state(c)).count();
        let mut run = if run > 1 { run } else { 0 };
        let all = token.text.chars().all(is_initial);
        // 巴渝: a state stands beside a state, else the word is another.
        let states = token.text.chars().filter(|&c| is_state(c)).count();
        let maybe = token.text.chars().filter(|&c| INITIALS[2].may_hold(trie::edges(c).0)).count();
        if all && count > 1 && states == 1 && maybe < 2 {
            continue;
        }
        let mut before = None;
        for (at, c) in token.text.char_indices() {
            let start = token.span.start + at;
            let led = before.is_some_and(|b: char| BEFORE_INITIAL.contains(b));
            // 亚运|城市: what follows a state is a state.
            let other = before.is_some_and(is_state) && !is_state(c);
            let doubtful = count == 1 || !other && !sentence.knows(token.text);
            if (all || led || doubtful || run > 0) && is_initial(c) {
                push(start, start + c.len_utf8(), NameKind::Place);
            }
            run = run.saturating_sub(1);
            before = Some(c);
        }
    }
}

/// 药学院, 历代帝王庙, 吴都路: words before a last word that tells a body or a place.
fn last_words(sentence: &Sentence<'_>, sure: &[Span], push: &mut impl FnMut(usize, usize, NameKind)) {
    let lexicon = sentence.lexicon;
    for (place, token) in sentence.tokens.iter().enumerate().filter(|(_, token)| !touches(sure, token.span)) {
        let end = token.span.end;
        let text = sentence.before(end);
        let mut suffix = None;
        if token.may_close(&lexicon.org_suffixes) {
            suffix = lexicon.org_suffixes.longest_suffix(text).map(|(w, _)| (w, NameKind::Organization));
        }
        if suffix.is_none() && token.may_close(&lexicon.org_units) {
            suffix = lexicon.org_units.longest_suffix(text).map(|(w, _)| (w, NameKind::Organization));
        }
        if suffix.is_none() && token.may_close(&lexicon.org_bodies) {
            suffix = lexicon.org_bodies.longest_suffix(text).map(|(w, _)| (w, NameKind::Organization));
        }
        let place_suffix = if token.may_close(&lexicon.place_suffixes) {
            lexicon.place_suffixes.longest_suffix(text).map(|(w, _)| (w, NameKind::Place))
        } else {
            None
        };
        for (word, kind) in [suffix, place_suffix].into_iter().flatten() {
            let from = end - word.len();
            if !sentence.is_border(from) && from > token.span.start && kind == NameKind::Place && chars(word) == 1 {
                // 泰山路 as one word.
                push(token.span.start, end, kind);
            }
            let mut start = from;
            if sentence.is_border(from) && chars(word) > 1 {
                push(from, end, kind);
            }
            let mut taken = 0;
            for before in sentence.tokens[..=place].iter().rev() {
                if before.span.start >= from {
                    continue;
                }
                let most = if kind == NameKind::Organization && chars(word) > 1 { MOST_OF_BODY } else { MOST_BEFORE };
                if before.span.end < start || !may_stand_inside(before) || taken == most {
                    break;
                }
                start = before.span.start;
                taken += 1;
                push(start, end, kind);
            }
        }
    }
}

fn may_stand_inside(token: &Token<'_>) -> bool {
    is_word(token.text) && !matches!(token.pos, Pos::Particle | Pos::Pronoun)
        || matches!(token.text, "“" | "”" | "·" | "-")
}

/// Latin words: OnePlus, Graham Stuart.
fn foreign(sentence: &Sentence<'_>, push: &mut impl FnMut(usize, usize, NameKind)) {
    let latin = |t: &Token<'_>| t.text.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut run: Option<(usize, usize)> = None;
    for token in sentence.tokens {
        if latin(token) {
            run = match run {
                Some((start, end))
                    if sentence.article.text[end..token.span.start]
                        .trim_matches([' ', '.', '·', '-', '&'])
                        .is_empty() =>
                {
                    Some((start, token.span.end))
                }
                _ => Some((token.span.start, token.span.end)),
            };
            if let Some((start, end)) = run {
                push(start, end, NameKind::Organization);
                push(start, end, NameKind::Person);
                if start < token.span.start {
                    push(token.span.start, token.span.end, NameKind::Organization);
                    push(token.span.start, token.span.end, NameKind::Person);
                }
            }
        }
    }
}

/// 小姜, 老李: a surname with what one calls people by.
fn familiar(sentence: &Sentence<'_>, push: &mut impl FnMut(usize, usize, NameKind)) {
    for token in sentence.tokens {
        let Some(called) = token.text.chars().next().filter(|c| matches!(c, '小' | '老' | '阿')) else { continue };
        let from = token.span.start + called.len_utf8();
        if let Some((surname, _)) = sentence.lexicon.surnames.longest_prefix(sentence.after(from)) {
            push(token.span.start, from + surname.len(), NameKind::Person);
        }
    }
}

/// “南开”: what quotation marks hold.
fn quoted(sentence: &Sentence<'_>, push: &mut impl FnMut(usize, usize, NameKind)) {
    let text = sentence.text();
    for (at, _) in text.match_indices('“') {
        let from = at + '“'.len_utf8();
        let Some((inner, _)) = text[from..].char_indices().take(12).find(|&(_, c)| c == '”') else { continue };
        if inner > 0 && is_word(&text[from..from + inner]) {
            push(sentence.span.start + from, sentence.span.start + from + inner, NameKind::Organization);
        }
    }
}

/// What the article names somewhere.
pub(crate) struct Said<'a> {
    /// By how it begins.
    starts: Starts<(&'a str, NameKind)>,
    /// By its last two characters.
    ends: HashMap<[char; 2], Vec<(&'a str, NameKind)>>,
}

impl<'a> Said<'a> {
    /// What begins as `text` does.
    pub(super) fn at(&self, text: &str) -> &[(&'a str, NameKind)] {
        self.starts.at(text)
    }

    /// What ends as `text` does.
    pub(super) fn ending_as(&self, text: &str) -> &[(&'a str, NameKind)] {
        ends(text).and_then(|key| self.ends.get(&key)).map_or(&[], Vec::as_slice)
    }
}

/// The last two characters of a text, the last one first.
fn ends(text: &str) -> Option<[char; 2]> {
    let mut letters = text.chars().rev();
    Some([letters.next()?, letters.next()?])
}

/// Names that may end with the same two characters; more than these no article needs.
const MOST_ALIKE: usize = 24;

/// The names of an article that may stand elsewhere too: those found and those that the tagger reads first.
pub(crate) fn said<'a>(sentences: &[Sentence<'a>], names: &[Vec<Name>], doubts: &[Vec<Doubt>]) -> Said<'a> {
    let mut said = Said { starts: Starts::new(), ends: HashMap::default() };
    for ((sentence, names), doubts) in sentences.iter().zip(names).zip(doubts) {
        let found = names.iter().map(|n| (n.span, n.kind));
        let read = doubts.iter().filter(|d| d.behind == 0).filter_map(|d| Some((d.span, kind(d.label)?)));
        for (span, kind) in found.chain(read) {
            let text = sentence.slice(span);
            if chars(text) <= LONGEST
                && let Some(alike) = said.starts.like(text)
                && !alike.contains(&(text, kind))
            {
                alike.push((text, kind));
                if let Some(key) = ends(text) {
                    let alike = said.ends.entry(key).or_default();
                    if alike.len() < MOST_ALIKE {
                        alike.push((text, kind));
                    }
                }
            }
        }
    }
    said
}

/// What the article names elsewhere.
fn again(sentence: &Sentence<'_>, said: &Said<'_>, push: &mut impl FnMut(usize, usize, NameKind)) {
    for (at, c) in sentence.text().char_indices() {
        if !said.starts.may_begin(c) {
            continue;
        }
        let start = sentence.span.start + at;
        let rest = sentence.after(start);
        for &(text, kind) in said.at(rest).iter().filter(|(text, _)| rest.starts_with(text)) {
            push(start, start + text.len(), kind);
        }
    }
}
