//! The article's sentences as rows of pieces, each read when it is first asked for.

use std::cell::OnceCell;
use std::ops::Range;

use super::candidate::Candidate;
use super::piece::Sort;
use super::read;
use super::row::Row;
use crate::article::Article;
use crate::extract::Kind;
use crate::fact::Fact;
use crate::reference::EntityId;
use crate::segment::Token;
use crate::sentence::Sentence;
use crate::span::Span;

/// How far back, in sentences, a reading looks for what still holds.
const BACK: usize = 12;

/// How far ahead it looks for who said or held it.
const AHEAD: usize = 2;

/// The part of campaigns and events, see [`Reading::is_main`].
const INITIATIVE: usize = 3;

/// The article as the choice sees it.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) facts: &'a [Fact],
    tokens: Vec<&'a [Token<'a>]>,
    rows: Vec<OnceCell<Row>>,
    /// Where the facts of each sentence begin; one more than there are sentences.
    begins: Vec<usize>,
    /// Of each entity how many mentions it has, and the sentence of the first.
    entities: Vec<(usize, usize)>,
    /// The most mentions that a body, a place, a person, a campaign or event has.
    most: [usize; 4],
    /// The campaigns and events, each with its first mention, those mentioned most ahead.
    initiatives: Vec<u32>,
    /// The quotes by their places, each with how far those of its sentence reach up to it.
    quotes: Vec<(usize, usize)>,
}

/// What tells whether two answers are one: the words, and what they mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meant<'a> {
    entity: Option<EntityId>,
    words: Option<&'a str>,
}

impl Meant<'_> {
    /// Whether it is an answer.
    pub(super) const fn is_one(&self) -> bool {
        self.words.is_some()
    }

    /// Whether both are one answer.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.entity.is_some() && self.entity == other.entity || self.words.is_some() && self.words == other.words
    }
}

/// One mention, to be asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// Its place among the facts.
    pub(super) fact: usize,
    pub(super) sentence: usize,
    /// Its first piece in its sentence, and its last: a quantity is one piece, a quote many.
    pub(super) at: usize,
    pub(super) last: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(article: &'a Article<'a>, sentences: &[Sentence<'a>], facts: &'a [Fact]) -> Self {
        let count = article.sentences.len();
        let mut tokens: Vec<&[Token<'_>]> = vec![&[]; count];
        sentences.iter().for_each(|s| tokens[s.index] = s.tokens);
        let mut begins = Vec::with_capacity(count + 1);
        let mut at = 0;
        for sentence in 0..=count {
            at += facts[at..].iter().take_while(|f| f.sentence < sentence).count();
            begins.push(at);
        }
        let mut entities: Vec<(usize, usize)> = Vec::new();
        for (fact, entity) in facts.iter().filter_map(|f| f.entity.map(|e| (f, e.0))) {
            if entities.len() <= entity {
                entities.resize(entity + 1, (0, usize::MAX));
            }
            entities[entity] = (entities[entity].0 + 1, entities[entity].1.min(fact.sentence));
        }
        let mut most = [0; 4];
        let mut initiatives: Vec<(usize, u32)> = Vec::new();
        let mut known = vec![false; entities.len()];
        for (place, fact) in (0..).zip(facts) {
            if let (Some(kind), Some(entity)) = (Self::part(fact.kind()), fact.entity) {
                let (mentions, _) = entities[entity.0];
                most[kind] = most[kind].max(mentions);
                if kind == INITIATIVE && !std::mem::replace(&mut known[entity.0], true) {
                    initiatives.push((mentions, place));
                }
            }
        }
        initiatives.sort_by_key(|&(mentions, place)| (std::cmp::Reverse(mentions), place));
        let initiatives = initiatives.into_iter().map(|(_, place)| place).collect();
        Self {
            entities,
            most,
            initiatives,
            quotes: quotes(facts),
            article,
            facts,
            tokens,
            rows: (0..count).map(|_| OnceCell::new()).collect(),
            begins,
        }
    }

    /// The facts of a sentence, by their places.
    pub(super) fn facts_of(&self, sentence: usize) -> Range<usize> {
        self.begins[sentence]..self.begins[sentence + 1]
    }

    /// How many mentions an entity has, and the sentence of the first.
    pub(super) fn entity(&self, entity: EntityId) -> (usize, usize) {
        self.entities.get(entity.0).copied().unwrap_or((0, usize::MAX))
    }

    /// The entity that a candidate mentions.
    pub(super) fn entity_of(&self, candidate: &Candidate) -> Option<EntityId> {
        candidate.fact.and_then(|fact| self.facts[fact as usize].entity)
    }

    /// Whether two candidates are mentions of one entity.
    pub(super) fn is_same_entity(&self, a: &Candidate, b: &Candidate) -> bool {
        self.entity_of(a).is_some_and(|entity| self.entity_of(b) == Some(entity))
    }

    /// Whether two candidates are one answer: the same words, or mentions of one entity.
    pub(super) fn is_same(&self, a: &Candidate, b: &Candidate) -> bool {
        a == b || self.meant(a).is_same(&self.meant(b))
    }

    /// What a candidate answers with.
    pub(super) fn meant(&self, candidate: &Candidate) -> Meant<'a> {
        Meant { words: candidate.span.map(|s| self.article.slice(s)), entity: self.entity_of(candidate) }
    }

    /// The subjects of the clauses before a piece, the nearest first: those of its sentence, then of the sentences before it; with how far
    /// back: 0 in the sentence, 1 in the paragraph, 2 before it.
    pub(super) fn subjects(&self, sentence: usize, at: usize) -> impl Iterator<Item = (u32, Option<EntityId>)> + '_ {
        let entity = |row: &Row, at: usize| row[at].fact.and_then(|fact| self.facts[fact as usize].entity);
        let own = self.row(sentence);
        let here = own.subjects().iter().rev().filter(move |&&s| s < at).map(move |&s| (0, entity(own, s)));
        here.chain(self.earlier(sentence).flat_map(move |(sentence, back)| {
            let row = self.row(sentence);
            row.subjects().iter().rev().map(move |&s| (1 + u32::from(back > 0), entity(row, s)))
        }))
    }

    /// Whether an entity is the one of its kind that the article names most, and more than once.
    pub(super) fn is_main(&self, kind: Kind, entity: EntityId) -> bool {
        let (mentions, _) = self.entity(entity);
        mentions > 1 && Self::part(kind).is_some_and(|kind| self.most[kind] == mentions)
    }

    /// The campaigns and events of the article by their first mentions, those mentioned most ahead.
    pub(super) fn initiatives(&self) -> &[u32] {
        &self.initiatives
    }

    const fn part(kind: Kind) -> Option<usize> {
        match kind {
            Kind::Organization => Some(0),
            Kind::Place => Some(1),
            Kind::Person => Some(2),
            Kind::Campaign | Kind::Event => Some(INITIATIVE),
            _ => None,
        }
    }

    /// The first quote of a sentence that a span lies in.
    pub(super) fn quote_around(&self, sentence: usize, span: Span) -> Option<usize> {
        let places = self.facts_of(sentence);
        let [from, to] = [places.start, places.end].map(|end| self.quotes.partition_point(|&(place, _)| place < end));
        let quotes = &self.quotes[from..to];
        // Those before it end too early, and those behind it begin no earlier.
        let &(place, _) = quotes.get(quotes.partition_point(|&(_, reach)| reach < span.end))?;
        self.facts[place].span().contains(span).then_some(place)
    }

    /// The pieces of a sentence.
    pub(super) fn row(&self, sentence: usize) -> &Row {
        self.rows[sentence]
            .get_or_init(|| read::read(self.article, self.tokens[sentence], self.facts, self.facts_of(sentence)))
    }

    /// The question about a mention; none about a quantity that another mention holds.
    pub(super) fn question(&self, fact: usize) -> Option<Question> {
        let Fact { sentence, .. } = self.facts[fact];
        let row = self.row(sentence);
        let span = self.facts[fact].span();
        let at = row.partition_point(|p| p.span.end <= span.start);
        if self.facts[fact].record.quantity().is_some() {
            row.get(at).filter(|p| p.fact == u32::try_from(fact).ok())?;
            return Some(Question { fact, sentence, at, last: at });
        }
        let end = row.partition_point(|p| p.span.start < span.end);
        let last = end.checked_sub(1).filter(|&last| last >= at)?;
        // “…，”: with its quotation marks, and what stands before the second.
        let opened = at.checked_sub(1).is_some_and(|before| row[before].sort == Sort::Open);
        let marks = row[end..].iter().take(3).take_while(|p| p.sort.ends_clause() || p.sort == Sort::Other).count();
        let closed = row.get(end + marks).is_some_and(|p| p.sort == Sort::Close);
        let marks = if opened && closed { marks + 1 } else { 0 };
        Some(Question { fact, sentence, at: at - usize::from(marks > 0), last: last + marks })
    }

    /// The sentences before this one that may still hold, the nearest first, with how many paragraphs they stand back.
    pub(super) fn earlier(&self, sentence: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let paragraph = self.article.sentences[sentence].paragraph;
        let back = (0..sentence).rev().take(BACK);
        back.filter(|&s| !self.tokens[s].is_empty()).map(move |s| (s, paragraph - self.article.sentences[s].paragraph))
    }

    /// The sentences right behind this one, with how many paragraphs they stand ahead.
    pub(super) fn later(&self, sentence: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let paragraph = self.article.sentences[sentence].paragraph;
        let ahead = sentence + 1..self.tokens.len().min(sentence + 1 + AHEAD);
        ahead.filter(|&s| !self.tokens[s].is_empty()).map(move |s| (s, self.article.sentences[s].paragraph - paragraph))
    }
}

/// The quotes among the facts, each with how far those of its sentence reach up to it.
fn quotes(facts: &[Fact]) -> Vec<(usize, usize)> {
    let mut quotes: Vec<(usize, usize)> = Vec::new();
    for (place, fact) in facts.iter().enumerate().filter(|(_, f)| f.kind() == Kind::Quote) {
        let before = quotes.last().filter(|&&(before, _)| facts[before].sentence == fact.sentence);
        quotes.push((place, before.map_or(0, |&(_, reach)| reach).max(fact.end_byte)));
    }
    quotes
}
