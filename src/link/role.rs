//! Who did what, when, where, in which campaign: the references between mentions.
//!
//! One pass in the order of the text. A subject stands at the head of its clause; a count takes the last subject, date,
//! place and campaign of its sentence, and the first subject of its paragraph where its sentence names none.

use foldhash::HashMap;

use super::{id, is_actor};
use crate::article::Article;
use crate::date::DateType;
use crate::extract::parts::Part;
use crate::extract::{Kind, Mention, Number, Organization, Record};
use crate::lexicon::Lexicon;
use crate::reference::{FactId, Reference, Relation};
use crate::span::Span;

/// How far, in bytes, a person's title may stand from the body it belongs to: 区新联会 + 会长.
const LONGEST_TITLE: usize = 36;
/// How many mentions behind a campaign are asked whether they run it.
const HOST_WITHIN: usize = 6;
/// How many characters may stand between a verb that holds events and the event.
const LONGEST_BETWEEN: usize = 16;
/// How many mentions back an actor is looked for.
const ACTORS_ASKED: usize = 24;
/// How long a clause is read to see whether it only tells who speaks, in characters.
const LONGEST_CLAUSE: usize = 40;
/// How near, in bytes, its host stands to a verb, an adverb between.
const NEAR_VERB: usize = 12;
/// Words for a person named before.
const PRONOUNS: [&str; 4] = ["他", "她", "其", "本人"];

pub(super) fn assign(article: &Article<'_>, mentions: &mut [Mention]) {
    let actors = Actors::of(article, mentions);
    let mut context = Context::default();
    for at in 0..mentions.len() {
        context.enter(article, &mentions[at]);
        // Taken out while the mentions around it are asked.
        let mut record = std::mem::replace(&mut mentions[at].record, Number::default().into());
        context.fill(article, mentions, at, &actors, &mut record);
        mentions[at].record = record;
        context.carry_speaker(article, &mut mentions[at]);
        context.read(article, mentions, at);
    }
}

/// Where each body, place and person is mentioned, by its words.
struct Actors<'a>(HashMap<&'a str, Vec<usize>>);

impl<'a> Actors<'a> {
    fn of(article: &Article<'a>, mentions: &[Mention]) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::default();
        for (at, mention) in mentions.iter().enumerate().filter(|(_, m)| is_actor(m.kind())) {
            places.entry(article.slice(mention.span)).or_default().push(at);
        }
        Self(places)
    }

    /// The last mention before `at` that stands for these words, else the first after it.
    fn nearest(&self, at: usize, reference: Option<&Reference>) -> Option<FactId> {
        let Some(Reference::Text(words)) = reference else { return None };
        let places = self.0.get(words.as_str())?;
        let next = places.partition_point(|&p| p < at);
        places.get(next.saturating_sub(1)).copied().map(id)
    }
}

/// What the text before a mention leaves for it, as places among the article's mentions.
#[derive(Default)]
struct Context {
    sentence: Option<usize>,
    paragraph: usize,
    /// The sentence's last subject: a body, an acting place or a person at the head of a clause.
    subject: Option<usize>,
    /// The paragraph's first subject.
    topic: Option<usize>,
    date: Option<usize>,
    place: Option<usize>,
    body: Option<usize>,
    /// The sentence's first and last campaign.
    first_campaign: Option<usize>,
    campaign: Option<usize>,
    /// The paragraph's first campaign, in an earlier sentence: what 本次 goes back to.
    topic_campaign: Option<usize>,
    /// The article's last campaign, in an earlier sentence.
    last_campaign: Option<usize>,
    /// Where the sentence says 本次, 此次, …
    this_one: Option<usize>,
    /// The article's last body or acting place that headed a clause: what 该县 goes back to.
    owner: Option<usize>,
    /// Where the sentence says 该县, 该公司, …
    that_owner: Option<usize>,
    /// The last person: what 他 goes back to.
    person: Option<usize>,
    /// Who spoke last, and in which paragraph.
    speaker: Option<(usize, Reference)>,
    /// The end of the names read so far: what ends before it is part of one.
    covered: usize,
    /// Where the last date ends.
    date_end: usize,
}

impl Context {
    fn enter(&mut self, article: &Article<'_>, mention: &Mention) {
        if self.sentence == Some(mention.sentence) {
            return;
        }
        let sentence = article.sentences[mention.sentence];
        let same = self.paragraph == sentence.paragraph;
        let topic = self.topic.filter(|_| same);
        let topic_campaign = self.topic_campaign.or(self.first_campaign).filter(|_| same);
        let last_campaign = self.campaign.or(self.last_campaign);
        // 本次, 该县: what sends the reader back to the campaign, the body or the place named before.
        let back = &Lexicon::shared().back_references;
        let text = article.slice(sentence.span);
        let (mut this_one, mut that_owner) = (None, None);
        for (at, _) in text.char_indices().filter(|&(_, c)| back.starts(c)) {
            match back.longest_prefix(&text[at..]) {
                Some((_, "campaign")) => this_one = this_one.or(Some(sentence.span.start + at)),
                Some(_) => that_owner = that_owner.or(Some(sentence.span.start + at)),
                None => {}
            }
        }
        *self = Self {
            sentence: Some(mention.sentence),
            paragraph: sentence.paragraph,
            topic,
            topic_campaign,
            last_campaign,
            this_one,
            owner: self.owner,
            that_owner,
            person: self.person,
            speaker: self.speaker.take(),
            ..Self::default()
        };
    }

    /// Direct speech without a speaker goes on from the quote before it, in its paragraph or as the next one.
    fn carry_speaker(&mut self, article: &Article<'_>, mention: &mut Mention) {
        let Record::Quote(quote) = &mut mention.record else { return };
        if let Some(speaker) = &quote.speaker {
            self.speaker = Some((self.paragraph, speaker.clone()));
            return;
        }
        let Some((paragraph, speaker)) = &self.speaker else { return };
        let sentence = article.slice(article.sentences[mention.sentence].span).trim();
        let alone = sentence.starts_with(['“', '「']) && sentence.ends_with(['”', '」']);
        if *paragraph == self.paragraph || alone && paragraph + 1 == self.paragraph {
            quote.speaker = Some(speaker.clone());
            self.speaker = Some((self.paragraph, speaker.clone()));
        }
    }

    /// Who runs a campaign: the subject of its verb, or whoever stands in 由…主办, …举办的.
    fn organizer(&self, article: &Article<'_>, all: &[Mention], at: usize, subject: Option<FactId>) -> Option<FactId> {
        let span = all[at].span;
        let hosts = &Lexicon::shared().host_verbs;
        let sentence = article.sentences[all[at].sentence].span;
        // 青山县“清溪”行动: whose it is stands right before it.
        if let Some(owner) = actor_before(all, at, span.start, 0) {
            return Some(owner);
        }
        let behind = &article.text[span.end..sentence.end];
        if let Some(rest) = behind.trim_start_matches(['”', '，']).strip_prefix('由') {
            let start = sentence.end - rest.len();
            return all[at + 1..]
                .iter()
                .take(HOST_WITHIN)
                .position(|m| m.span.start == start && is_actor(m.kind()))
                .map(|p| id(at + 1 + p));
        }
        let before = article.text[sentence.start..span.start].trim_end_matches('“');
        let attribute = before.strip_suffix('的');
        let before = attribute.unwrap_or(before).trim_end_matches('了');
        let verb = hosts.longest_suffix(before).map(|(verb, _)| before.len() - verb.len());
        if let (Some(_), Some(verb)) = (attribute, verb) {
            // 县工会联合举办的: the host stands right before the verb.
            let host = before[..verb].trim_end_matches(['联', '合', '共', '同', '即', '将', '所']);
            return actor_before(all, at, sentence.start + host.len(), 0);
        }
        // 举行了今年第二场“…”活动: a date or a count may stand between.
        let near = before.char_indices().rev().take(LONGEST_BETWEEN).take_while(|(_, c)| c.is_alphanumeric());
        let verb = verb.or_else(|| near.map(|(p, _)| p).find(|&p| hosts.longest_prefix(&before[p..]).is_some()))?;
        // 祝贺中国成功举办…: who stands near the verb before who heads the sentence.
        actor_before(all, at, sentence.start + verb, NEAR_VERB).or(subject)
    }

    /// Remembers what later mentions hang on.
    fn read(&mut self, article: &Article<'_>, mentions: &[Mention], at: usize) {
        let mention = &mentions[at];
        let nested = mention.span.end <= self.covered;
        match &mention.record {
            Record::Date(date) => {
                self.date_end = mention.span.end;
                if !nested && matches!(date.class, DateType::Date | DateType::Range | DateType::Time) {
                    self.date = Some(at);
                }
            }
            Record::Campaign(_) => {
                self.first_campaign = self.first_campaign.or(Some(at));
                self.campaign = Some(at);
            }
            record if is_actor(mention.kind()) && !nested => {
                let acts = !matches!(record, Record::Place(place) if !place.acts);
                if acts && heads_clause(article, mention, self.date_end) {
                    if !speaks(article, mention) {
                        self.subject = Some(at);
                        self.topic = self.topic.or(self.subject);
                    }
                    if mention.kind() != Kind::Person {
                        self.owner = Some(at);
                    }
                }
                match mention.kind() {
                    Kind::Place => self.place = Some(at),
                    Kind::Organization => self.body = Some(at),
                    Kind::Person => self.person = Some(at),
                    _ => {}
                }
            }
            _ => {}
        }
        if !matches!(mention.kind(), Kind::Quote | Kind::Date) {
            self.covered = self.covered.max(mention.span.end);
        }
    }

    /// Fills in the relations of a record: the mention that its words stand for, else what the record says, else what the
    /// text around it says.
    fn fill(&self, article: &Article<'_>, all: &[Mention], at: usize, actors: &Actors<'_>, record: &mut Record) {
        let kind = record.kind();
        let related = |relation| self.related(article, all, at, kind, relation);
        record.parts(&mut |part| match part {
            Part::Fact(relation, to) => *to = to.or_else(|| related(relation)),
            Part::Reference(relation, to) => {
                let meant = match &*to {
                    // 他 stands for the last person told.
                    Some(Reference::Text(words)) if PRONOUNS.contains(&words.as_str()) => self.person.map(id),
                    reference => actors.nearest(at, reference.as_ref()),
                };
                let told = meant.map(Reference::Fact).or_else(|| to.take());
                *to = told.or_else(|| related(relation).map(Reference::Fact));
            }
            Part::Name(_) | Part::Words(_) | Part::Span(_) => {}
        });
        if let Record::Organization(Organization { code: code @ None, .. }) = record {
            *code = prefix(all, at).and_then(|place| match &all[place].record {
                Record::Place(place) => place.code.clone(),
                _ => None,
            });
        }
    }

    /// What a mention of the kind has this relation to, as far as the text around it says.
    fn related(
        &self,
        article: &Article<'_>,
        all: &[Mention],
        at: usize,
        kind: Kind,
        relation: Relation,
    ) -> Option<FactId> {
        let span = all[at].span;
        let owner = self.owner.filter(|_| self.that_owner.is_some_and(|that| that < span.start));
        let subject = self.subject.or(owner).or(self.topic);
        match relation {
            Relation::Agent => subject.map(id),
            // Who holds an event, when and where, is for `relate` to say.
            _ if kind == Kind::Event => None,
            Relation::Organizer => self.organizer(article, all, at, subject.map(id)),
            Relation::Time => self.date.map(id),
            Relation::Place => match kind {
                Kind::Organization => prefix(all, at).map(id),
                _ => self.place.filter(|&place| Some(place) != subject).map(id),
            },
            Relation::Campaign => {
                let said_back = self.this_one.is_some_and(|this| this < span.start);
                self.topic_campaign.or(self.last_campaign).filter(|_| said_back).or(self.campaign).map(id)
            }
            Relation::Organization => self.body.filter(|&body| is_title(article, all[body].span, span)).map(id),
            Relation::Recipient => self.subject.map(id),
            Relation::Awarder | Relation::Speaker | Relation::Issuer => None,
        }
    }
}

/// Whether an actor stands at the head of a clause: behind punctuation, a date or nothing, and not as an attribute.
fn heads_clause(article: &Article<'_>, mention: &Mention, date_end: usize) -> bool {
    let sentence = article.sentences[mention.sentence].span;
    let mut before = article.text[sentence.start..mention.span.start].chars().rev().skip_while(|c| c.is_whitespace());
    let marks = ['，', ',', '；', ';', '：', ':', '。', '”', '！', '？', '）', ')'];
    let head = date_end == mention.span.start || before.next().is_none_or(|c| marks.contains(&c));
    head && !article.text[mention.span.end..].starts_with(['的', '籍', '至'])
}

/// The actor that ends at byte `end`, or at most `gap` bytes before it, the nearest and longest, among the mentions before `at`.
fn actor_before(all: &[Mention], at: usize, end: usize, gap: usize) -> Option<FactId> {
    let before = all[..at].iter().enumerate().rev().take(ACTORS_ASKED);
    let near = before.filter(|(_, m)| is_actor(m.kind()) && m.span.end <= end && end - m.span.end <= gap);
    near.max_by_key(|(_, m)| (m.span.end, m.span.len())).map(|(place, _)| id(place))
}

/// Whether a person only tells what follows: 李明在会上介绍，….
fn speaks(article: &Article<'_>, mention: &Mention) -> bool {
    if mention.kind() != Kind::Person {
        return false;
    }
    let sentence = article.sentences[mention.sentence].span;
    let rest = &article.text[mention.span.end..sentence.end];
    let stop = rest
        .char_indices()
        .take(LONGEST_CLAUSE)
        .find(|(_, c)| matches!(c, '，' | '：' | '。' | '；' | ','))
        .map(|(at, _)| at);
    let clause = stop.and_then(|at| rest.get(..at)).unwrap_or_default();
    Lexicon::shared().speech_verbs.longest_suffix(clause).is_some()
}

/// The place that an organization's name begins with, among the mentions.
fn prefix(all: &[Mention], at: usize) -> Option<usize> {
    let begins = |m: &&Mention| m.span.start == all[at].span.start;
    let inside = all[at + 1..].iter().take_while(begins).position(|m| m.kind() == Kind::Place);
    inside.map(|p| p + at + 1)
}

/// Whether nothing but a title stands between a body and a person: 区新联会|会长|张嘉琪.
fn is_title(article: &Article<'_>, body: Span, person: Span) -> bool {
    let Some(between) = article.text.get(body.end..person.start) else { return false };
    between.len() <= LONGEST_TITLE && between.chars().all(|c| c.is_alphabetic() || c == '、')
}
