//! A sentence read once: its words, quantities, dates, names and marks in a row, each with what it does and its clause.

use std::cell::OnceCell;
use std::ops::Range;

use super::reading::{Reading, WINDOW};
use crate::article::Article;
use crate::extract::{Kind, Record};
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::segment::{Pos, Token};
use crate::span::Span;

/// What a piece of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Sort {
    Noun,
    /// A verb that names a deed as often: 调研.
    Deed,
    Verb,
    Adjective,
    Adverb,
    Pronoun,
    Preposition,
    Conjunction,
    Particle,
    /// 了 着 过.
    Aspect,
    /// 的.
    Of,
    /// 、
    ListMark,
    /// 和 及 与.
    And,
    /// 等.
    Etc,
    Locality,
    Number,
    Latin,
    Quantity,
    Rank,
    Date,
    Organization,
    Person,
    Place,
    /// A campaign or an event.
    Campaign,
    Document,
    Comma,
    Semicolon,
    Colon,
    Stop,
    Open,
    Close,
    Other,
}

/// How many sorts there are.
const SORTS: usize = Sort::Other as usize + 1;

impl Sort {
    /// Whether a noun phrase can end with it.
    pub(super) const fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Deed
                | Self::Latin
                | Self::Pronoun
                | Self::Organization
                | Self::Person
                | Self::Place
                | Self::Campaign
                | Self::Document
        )
    }

    /// Whether a noun phrase can hold it before its head.
    pub(super) const fn is_phrasal(self) -> bool {
        self.is_nominal() || matches!(self, Self::Adjective | Self::Of | Self::Number | Self::Rank | Self::Locality)
    }

    /// Whether it is who may act: a body, a place or a person.
    pub(super) const fn is_actor(self) -> bool {
        matches!(self, Self::Organization | Self::Person | Self::Place)
    }

    pub(super) const fn is_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Deed)
    }

    /// Whether it ends a clause.
    pub(super) const fn ends_clause(self) -> bool {
        matches!(self, Self::Comma | Self::Semicolon | Self::Colon | Self::Stop)
    }
}

/// What a word ends the phrase of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    Time,
    Place,
}

/// A word, a whole mention or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) sort: Sort,
    /// A hash of the word; of a mention, of what it is: a quantity's unit, a name's kind.
    pub(super) word: u32,
    /// A hash of the last character.
    pub(super) last: u32,
    /// Whether it is a word that points back or means all of a place or a body.
    pub(super) points: bool,
    /// Whether it ends a phrase of time or place, see `setting_endings.txt`.
    pub(super) ends: Option<Setting>,
    /// The clause, counted from 0 in the sentence.
    pub(super) clause: u16,
    /// The fact that it is, by its place among the article's facts.
    pub(super) fact: Option<u32>,
}

/// A sentence's pieces in order, and how many of each sort stand before each.
#[derive(Debug, Default)]
pub(super) struct Row {
    pieces: Vec<Piece>,
    /// One more than there are pieces.
    counts: Vec<[u16; SORTS]>,
    /// Where each clause ends.
    ends: Vec<usize>,
    /// Those that may say who, when, where or in which campaign, by their places: a row of quantities has none.
    named: Vec<usize>,
    /// Those that end a phrase of time or place.
    settings: Vec<usize>,
    /// Bodies, places and persons that head a clause with a verb: subjects.
    subjects: Vec<usize>,
    /// The dates within other mentions: the piece that holds each, and the fact that it is.
    inner_dates: Vec<(usize, u32)>,
    /// The noun phrases at its end, for the sentences behind it.
    last_runs: OnceCell<Vec<Range<usize>>>,
}

/// How many pieces of each sort a stretch has.
#[derive(Clone, Copy)]
pub(super) struct Counts([u16; SORTS]);

impl Counts {
    #[inline]
    pub(super) const fn of(&self, sort: Sort) -> usize {
        self.0[sort as usize] as usize
    }

    #[inline]
    pub(super) const fn verbs(&self) -> usize {
        self.of(Sort::Verb) + self.of(Sort::Deed)
    }

    #[inline]
    pub(super) const fn actors(&self) -> usize {
        self.of(Sort::Organization) + self.of(Sort::Person) + self.of(Sort::Place)
    }

    #[inline]
    pub(super) const fn nouns(&self) -> usize {
        self.of(Sort::Noun)
            + self.of(Sort::Latin)
            + self.of(Sort::Pronoun)
            + self.of(Sort::Campaign)
            + self.of(Sort::Document)
    }

    /// How many pieces that a noun phrase can end with, see [`Sort::is_nominal`].
    #[inline]
    pub(super) const fn nominal(&self) -> usize {
        self.nouns() + self.of(Sort::Deed) + self.actors()
    }
}

impl Row {
    fn new(pieces: Vec<Piece>) -> Self {
        let mut counts = Vec::with_capacity(pieces.len() + 1);
        let mut count = [0_u16; SORTS];
        counts.push(count);
        let (mut ends, mut named, mut settings) = (Vec::new(), Vec::new(), Vec::new());
        for (at, piece) in pieces.iter().enumerate() {
            count[piece.sort as usize] = count[piece.sort as usize].saturating_add(1);
            counts.push(count);
            let clause = usize::from(piece.clause);
            ends.resize(ends.len().max(clause + 1), at);
            ends[clause] = at + 1;
            if piece.sort.is_actor() || matches!(piece.sort, Sort::Date | Sort::Campaign) {
                named.push(at);
            }
            if piece.ends.is_some() {
                settings.push(at);
            }
        }
        let mut row = Self {
            pieces,
            counts,
            ends,
            named,
            settings,
            subjects: Vec::new(),
            inner_dates: Vec::new(),
            last_runs: OnceCell::new(),
        };
        row.subjects = row.named.iter().copied().filter(|&at| row.is_subject(at)).collect();
        row
    }

    /// The places in `from..to` of what may say who, when, where or in which campaign.
    pub(super) fn named(&self, from: usize, to: usize) -> &[usize] {
        let found = |at: usize| self.named.partition_point(|&place| place < at);
        let from = found(from);
        &self.named[from..found(to).max(from)]
    }

    /// The dates within the mentions in `from..to`: 2013年整年比赛.
    pub(super) fn inner_dates(&self, from: usize, to: usize) -> &[(usize, u32)] {
        let [from, to] = [from, to].map(|at| self.inner_dates.partition_point(|&(place, _)| place < at));
        &self.inner_dates[from..to]
    }

    /// The dates among `places` that lie within other mentions.
    fn dates_within(&self, facts: &[Fact], places: Range<usize>) -> Vec<(usize, u32)> {
        let dates = places.filter(|&place| facts[place].kind() == Kind::Date);
        let within = dates.filter_map(|place| {
            let (at, fact) =
                (self.partition_point(|p| p.span.end <= facts[place].start_byte), u32::try_from(place).ok()?);
            let piece = self.get(at)?;
            let holds = piece.fact.is_some_and(|own| own != fact) && piece.span.contains(facts[place].span());
            holds.then_some((at, fact))
        });
        within.collect()
    }

    /// Whether a piece may act, heads its clause, and a verb follows in that.
    fn is_subject(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.pieces[before].sort);
        self.pieces[at].sort.is_actor()
            && before.is_none_or(|b| {
                b.ends_clause() || matches!(b, Sort::Date | Sort::Open | Sort::Close | Sort::Conjunction | Sort::Adverb)
            })
            && self.verbs(at + 1, self.clause(at).end) > 0
    }

    /// The noun phrases among its last pieces.
    pub(super) fn last_runs(&self) -> &[Range<usize>] {
        self.last_runs.get_or_init(|| Reading::runs(self, self.len().saturating_sub(WINDOW)..self.len()))
    }

    /// The places of the subjects.
    pub(super) fn subjects(&self) -> &[usize] {
        &self.subjects
    }

    /// The places in `from..to` of what ends a phrase of time or place.
    pub(super) fn settings(&self, from: usize, to: usize) -> &[usize] {
        let [from, to] = [from, to].map(|at| self.settings.partition_point(|&place| place < at));
        &self.settings[from..to.max(from)]
    }

    /// How many pieces of each sort stand in `from..to`.
    #[inline]
    pub(super) fn counts(&self, from: usize, to: usize) -> Counts {
        let before = |at: usize| &self.counts[at.min(self.pieces.len())];
        let mut counts = *before(to);
        counts.iter_mut().zip(before(from)).for_each(|(count, before)| *count = count.saturating_sub(*before));
        Counts(counts)
    }

    /// How many pieces of a sort.
    #[inline]
    pub(super) fn count(&self, sort: Sort, from: usize, to: usize) -> usize {
        let before = |at: usize| self.counts[at.min(self.pieces.len())][sort as usize];
        usize::from(before(to).saturating_sub(before(from)))
    }

    /// How many verbs.
    pub(super) fn verbs(&self, from: usize, to: usize) -> usize {
        self.counts(from, to).verbs()
    }

    /// How many bodies, places and persons.
    pub(super) fn actors(&self, from: usize, to: usize) -> usize {
        self.counts(from, to).actors()
    }

    /// How many other pieces that a noun phrase can end with, deeds not among them.
    pub(super) fn nouns(&self, from: usize, to: usize) -> usize {
        self.counts(from, to).nouns()
    }

    /// The clause of a piece, as places.
    pub(super) fn clause(&self, at: usize) -> std::ops::Range<usize> {
        let clause = usize::from(self.pieces[at].clause);
        clause.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[clause]
    }
}

impl std::ops::Deref for Row {
    type Target = [Piece];

    fn deref(&self) -> &[Piece] {
        &self.pieces
    }
}

/// A hash of a text that is the same on every machine.
pub(super) const fn hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// The pieces of a sentence, in order. `places` are the places of its facts.
pub(super) fn read(article: &Article<'_>, tokens: &[Token<'_>], facts: &[Fact], places: std::ops::Range<usize>) -> Row {
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut whole = outermost(facts, places.clone()).peekable();
    let mut clause = 0;
    let mut at = tokens.first().map_or(0, |t| t.span.start);
    for token in tokens {
        // A word that a mention cuts: what is left of it before the mention, and behind.
        let mut rest = Span::new(token.span.start.max(at), token.span.end);
        while let Some(&(mention, span)) = whole.peek() {
            if span.start >= token.span.end {
                break;
            }
            if rest.start < span.start {
                push(article, Span::new(rest.start, span.start), token, &mut clause, &mut pieces);
            }
            pieces.push(of_fact(article, facts, mention, clause));
            at = span.end;
            rest.start = at.min(token.span.end).max(rest.start);
            whole.next();
        }
        if rest.start < rest.end && rest.start >= at {
            push(article, rest, token, &mut clause, &mut pieces);
        }
    }
    let mut row = Row::new(pieces);
    row.inner_dates = row.dates_within(facts, places);
    row
}

/// The mentions that no other of their sentence holds, those of which the reading makes a piece.
fn outermost(facts: &[Fact], places: std::ops::Range<usize>) -> impl Iterator<Item = (u32, Span)> {
    let mut end = 0;
    places.filter_map(move |place| {
        let mention = &facts[place];
        let whole = !matches!(mention.kind(), Kind::Quote | Kind::Honor | Kind::Number);
        if !whole || mention.start_byte < end {
            return None;
        }
        end = mention.end_byte;
        Some((u32::try_from(place).unwrap_or(u32::MAX), mention.span()))
    })
}

fn of_fact(article: &Article<'_>, facts: &[Fact], place: u32, clause: u16) -> Piece {
    let mention = &facts[place as usize];
    let text = article.slice(mention.span());
    let (sort, word) = match &mention.record {
        Record::Count(r) => (Sort::Quantity, r.quantity.unit.as_deref().map_or(1, hash)),
        Record::Measure(r) => (Sort::Quantity, r.quantity.unit.as_deref().map_or(1, hash)),
        Record::Money(_) => (Sort::Quantity, 2),
        Record::Percent(_) => (Sort::Quantity, 3),
        Record::Rank(_) => (Sort::Rank, 4),
        Record::Date(_) => (Sort::Date, 5),
        Record::Organization(_) => (Sort::Organization, 6),
        Record::Person(_) => (Sort::Person, 7),
        Record::Place(_) => (Sort::Place, 8),
        Record::Campaign(_) | Record::Event(_) => (Sort::Campaign, 9),
        Record::Document(_) => (Sort::Document, 10),
        // And kinds that the weights were not learned with.
        _ => (Sort::Other, 11),
    };
    Piece { span: mention.span(), sort, word, last: last(text), points: false, ends: None, clause, fact: Some(place) }
}

fn last(text: &str) -> u32 {
    text.chars().next_back().map_or(0, u32::from)
}

fn push(article: &Article<'_>, span: Span, token: &Token<'_>, clause: &mut u16, pieces: &mut Vec<Piece>) {
    let text = article.slice(span);
    // 溢价|率, 上市|量: one noun.
    if let Some(word) = pieces.last_mut()
        && word.span.end == span.start
        && word.fact.is_none()
        && (word.sort.is_nominal() || word.sort.is_verb())
        && text.len() == "率".len()
        && Lexicon::shared().noun_endings.contains(text)
    {
        let whole = Span::new(word.span.start, span.end);
        (word.span, word.sort, word.word, word.last) = (whole, Sort::Noun, hash(article.slice(whole)), last(text));
        return;
    }
    let sort = sort(text, token, span == token.span);
    let ends = setting(text, sort);
    let points = text.starts_with(['该', '全', '本', '我', '此', '当', '各', '他', '其', '她']);
    pieces.push(Piece { span, sort, word: hash(text), last: last(text), points, ends, clause: *clause, fact: None });
    if sort.ends_clause() {
        *clause = clause.saturating_add(1);
    }
}

fn setting(text: &str, sort: Sort) -> Option<Setting> {
    if matches!(sort, Sort::Verb | Sort::Preposition) || sort.ends_clause() {
        return None;
    }
    let (_, setting) = Lexicon::shared().setting_endings.longest_suffix(text)?;
    Some(if setting == "time" { Setting::Time } else { Setting::Place })
}

fn sort(text: &str, token: &Token<'_>, whole: bool) -> Sort {
    match text {
        "的" | "之" => return Sort::Of,
        "、" => return Sort::ListMark,
        "和" | "及" | "以及" | "与" | "或" | "暨" => return Sort::And,
        "等" => return Sort::Etc,
        "，" | "," => return Sort::Comma,
        "；" | ";" => return Sort::Semicolon,
        "：" | ":" => return Sort::Colon,
        "。" | "！" | "？" | "!" | "?" | "…" | "\n" => return Sort::Stop,
        "“" | "‘" | "「" | "『" | "《" | "（" | "(" | "[" | "【" => return Sort::Open,
        "”" | "’" | "」" | "』" | "》" | "）" | ")" | "]" | "】" => return Sort::Close,
        "了" | "着" | "过" => return Sort::Aspect,
        _ => {}
    }
    // What the word was says little about its rest: 书 of 本书.
    if !whole && matches!(token.pos, Pos::Pronoun | Pos::Numeral | Pos::Measure | Pos::Other | Pos::Affix) {
        return Sort::Noun;
    }
    if whole && token.is_in(&Lexicon::shared().nouns) {
        return Sort::Noun;
    }
    let deed = if whole { token.value_in(&Lexicon::shared().action_verbs) } else { None };
    match token.pos {
        Pos::VerbalNoun => Sort::Deed,
        Pos::Verb => Sort::Verb,
        _ if deed.is_some_and(|sense| sense != "noun") => Sort::Verb,
        _ if deed.is_some() => Sort::Deed,
        // What is a time is a date by now: 青年, 当代.
        Pos::Time
        | Pos::Noun
        | Pos::Person
        | Pos::Place
        | Pos::Organization
        | Pos::ProperNoun
        | Pos::Affix
        | Pos::Phrase => Sort::Noun,
        Pos::Adjective | Pos::Attributive => Sort::Adjective,
        Pos::Adverb => Sort::Adverb,
        Pos::Pronoun => Sort::Pronoun,
        Pos::Preposition => Sort::Preposition,
        Pos::Conjunction => Sort::Conjunction,
        Pos::Particle => Sort::Particle,
        Pos::Locality => Sort::Locality,
        Pos::Numeral | Pos::Measure => Sort::Number,
        Pos::Latin => Sort::Latin,
        Pos::Other if text.chars().all(crate::chars::is_han) => Sort::Noun,
        Pos::Other => Sort::Other,
    }
}
