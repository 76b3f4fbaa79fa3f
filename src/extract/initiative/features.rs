//! What speaks for and against a claim, as numbers. What one of its edges says alone is asked once, and its weights added up once.

use super::nearby::Nearby;
use super::{Claim, Seen, is_ours};
use crate::choice::{self, Choice, HOPELESS, Sums, Weights, feature, letter, number, small, tag, two, word};
use crate::extract::{Kind, Mention, event};
use crate::lexicon::WordList;
use crate::segment::{Pos, Token};
use crate::sentence::{Quotation, Sentence};
use crate::span::Span;

/// A sentence and what its rules found.
pub(super) struct Context<'c, 'a> {
    pub(super) sentence: &'c Sentence<'a>,
    mentions: Nearby<'c>,
    /// A number for the rule of each mention.
    rules: Vec<u64>,
    seen: &'c Seen<'a>,
    weights: Weights<'static>,
}

/// Where claims begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// The word that holds its first byte.
    token: usize,
    /// The quotation that begins here, by its number.
    quote: Option<usize>,
    word_before: u64,
    /// What lists say of the verb before.
    initiative_verb: u64,
    event_verb: u64,
    /// What a name begins with here, of what names often begin with.
    opening: u64,
    sums: Sums,
}

/// Where claims end.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// One past the word that holds its last byte.
    token: usize,
    initiative_head: Head,
    event_head: Head,
    event_name: Head,
    sums: Sums,
}

/// The longest word of a list that the text before an end closes with.
#[derive(Debug, Clone, Copy)]
struct Head {
    bytes: usize,
    value: u64,
}

impl Head {
    fn of(text: &str, list: &WordList) -> Self {
        let found = list.longest_suffix(text);
        Self { bytes: found.map_or(0, |(word, _)| word.len()), value: value(found) }
    }

    /// What the list says of a text that ends here; asks again where the longest word begins before it.
    fn within(self, text: &str, list: &WordList) -> u64 {
        if self.bytes > text.len() { Self::of(text, list).value } else { self.value }
    }
}

/// What sort of word a name begins with: a year, an edition, the country or the world, a level, an opening mark.
fn opening(head: Option<&Token<'_>>) -> u64 {
    let Some(head) = head else { return 0 };
    let text = head.text;
    let year = |t: &str| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit());
    match text.chars().next() {
        _ if year(text.trim_end_matches('年')) => 1,
        Some('第') => 2,
        _ if matches!(text, "首届" | "首次" | "首期") => 3,
        _ if matches!(text, "本届" | "这届" | "该届" | "此次" | "本次" | "这次" | "上届" | "每届" | "各" | "该") => {
            4
        }
        _ if matches!(text, "全国" | "中国" | "国家" | "国际" | "世界" | "全球" | "亚洲") => 5,
        _ if matches!(text, "全省" | "全市" | "全县" | "全区" | "全校" | "省" | "市" | "县" | "区" | "校") => {
            6
        }
        Some('“' | '‘' | '「') => 7,
        Some(c) if c.is_ascii_digit() => 8,
        Some(c) if c.is_ascii_alphabetic() => 9,
        _ => 16 + head.pos as u64,
    }
}

/// What is kept of where claims begin and end.
pub(super) type Edges = choice::Edges<Start, End>;

/// What a list says of a word, and how long that is.
fn value(found: Option<(&str, &str)>) -> u64 {
    found.map_or(0, |(word, value)| two(number(value), small(word.chars().count(), 4)))
}

impl<'c, 'a> Context<'c, 'a> {
    pub(super) fn new(sentence: &'c Sentence<'a>, mentions: &'c [Mention], seen: &'c Seen<'a>) -> Self {
        let rules = mentions.iter().map(|m| if is_ours(m) { number(m.rule) } else { 0 }).collect();
        Self { sentence, mentions: Nearby::new(mentions), rules, seen, weights: choice::weights(Choice::Initiatives) }
    }

    /// What the weights say of a claim.
    pub(super) fn score(&self, claim: Claim, edges: &mut Edges) -> i32 {
        let column = usize::from(claim.event);
        let span = claim.span;
        let start = *edges.start(span.start - self.sentence.span.start, || {
            let mut sums = Sums::default();
            let start = self.tell_start(span.start, &mut |feature| self.weights.add(&mut sums, feature));
            Start { sums, ..start }
        });
        let end = *edges.end(span.end - self.sentence.span.start, || {
            let mut sums = Sums::default();
            let end = self.tell_end(span.end, &mut |feature| self.weights.add(&mut sums, feature));
            End { sums, ..end }
        });
        let mut sum = start.sums[column] + end.sums[column];
        let mut add = |feature| sum += self.weights.step(feature, column);
        self.tell(claim, &start, &end, &mut add);
        if sum <= HOPELESS {
            return sum;
        }
        let mut add = |feature| sum += self.weights.step(feature, column);
        self.tell_more(claim, &start, &end, &mut add);
        sum
    }

    /// Tells `emit` what speaks for and against a claim.
    #[cfg(feature = "train")]
    pub(super) fn features(&self, claim: Claim, emit: &mut impl FnMut(u32)) {
        let start = self.tell_start(claim.span.start, emit);
        let end = self.tell_end(claim.span.end, emit);
        self.tell(claim, &start, &end, emit);
        self.tell_more(claim, &start, &end, emit);
    }

    /// What a beginning alone says.
    fn tell_start(&self, at: usize, emit: &mut impl FnMut(u32)) -> Start {
        let (sentence, lexicon) = (self.sentence, self.sentence.lexicon);
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let token = sentence.tokens_ended(at);
        let (head, before) = (sentence.tokens.get(token), sentence.previous(token));
        let second = token.checked_sub(2).and_then(|at| sentence.tokens.get(at));
        let word_before = word(before);
        f(0, 0);
        f(12, word(head));
        f(16, word_before);
        f(17, two(tag(before), tag(head)));
        f(20, two(word_before, word(second)));
        f(22, word(second));
        let led = sentence.before(at).trim_end_matches(['了', '的', '过']);
        let initiative_verb = value(lexicon.campaign_verbs.longest_suffix(led));
        let event_verb = value(lexicon.event_verbs.longest_suffix(led));
        f(56, initiative_verb);
        f(57, event_verb);
        f(59, u64::from(lexicon.host_verbs.longest_suffix(led).is_some()));
        // Names and years.
        let (mut place, mut body, mut date, mut touching) = (false, false, false, Vec::new());
        for (number, mention) in self.mentions.of(Span::new(at, at)) {
            if mention.span.start == at {
                place |= mention.kind() == Kind::Place;
                body |= mention.kind() == Kind::Organization;
                date |= mention.kind() == Kind::Date;
            }
            if mention.span.end == at {
                touching.push((number, mention.kind() as u64));
            }
        }
        touching.sort_unstable();
        touching.iter().take(3).for_each(|&(_, kind)| f(74, kind));
        f(70, u64::from(place));
        f(71, u64::from(body));
        f(72, u64::from(date));
        let mut letters = sentence.before(at).chars().rev();
        let last = letter(letters.next());
        f(75, last);
        f(85, two(last, letter(letters.next())));
        let named = u64::from(place) + 2 * u64::from(body) + 4 * u64::from(date);
        let opening = two(opening(head), named);
        f(86, two(opening, tag(before)));
        f(87, two(opening, two(u64::from(initiative_verb > 0), u64::from(event_verb > 0))));
        let quotes = &sentence.quotations.names;
        let quote = quotes.binary_search_by_key(&at, |q| q.outer.start).ok();
        if let Some(quote) = quote.and_then(|at| quotes.get(at)) {
            let inner = sentence.slice(quote.inner);
            f(32, small(inner.chars().count(), 16));
            f(33, u64::from(inner.contains(['，', '。', '；', '？', '！', '：'])));
            f(34, number(inner));
            f(37, inner.chars().rev().take(2).fold(0, |sum, c| two(sum, c as u64)));
        }
        Start { token, quote, word_before, initiative_verb, event_verb, opening, sums: Sums::default() }
    }

    /// What an end alone says.
    fn tell_end(&self, at: usize, emit: &mut impl FnMut(u32)) -> End {
        let (sentence, lexicon) = (self.sentence, self.sentence.lexicon);
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let token = sentence.tokens_begun(at);
        let (tail, after) = (sentence.previous(token), sentence.tokens.get(token));
        f(14, word(tail));
        f(18, word(after));
        f(19, two(tag(after), tag(tail)));
        let rest = sentence.after(at);
        f(52, value(lexicon.campaign_heads.longest_prefix(rest)));
        f(53, value(lexicon.event_heads.longest_prefix(rest)));
        f(58, value(lexicon.event_verbs.longest_prefix(rest)));
        f(61, value(lexicon.document_heads.longest_prefix(rest)));
        let mut letters = rest.chars();
        let next = letter(letters.next());
        f(76, next);
        f(64, two(next, letter(letters.next())));
        f(65, u64::from(event::follows(sentence, at)));
        let text = sentence.before(at);
        End {
            token,
            initiative_head: Head::of(text, &lexicon.campaign_heads),
            event_head: Head::of(text, &lexicon.event_heads),
            event_name: Head::of(text, &lexicon.event_names),
            sums: Sums::default(),
        }
    }

    /// What both edges and the words between say, and costs little.
    fn tell(&self, claim: Claim, start: &Start, end: &End, emit: &mut impl FnMut(u32)) {
        let sentence = self.sentence;
        let text = sentence.slice(claim.span);
        let length = text.chars().count();
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        f(1, small(length, 8));
        f(2, small(length / 3, 12));
        if length <= 10 {
            f(80, number(text));
        }
        let counts = self.seen.get(text).copied().unwrap_or_default();
        f(81, small(usize::from(counts[usize::from(claim.event)]), 3));
        f(82, two(small(sentence.article.text.len() / 400, 5), small(length / 4, 5)));
        self.found(claim, &mut f);
        self.words(claim, start, end, &mut f);
    }

    /// What marks, lists and characters say.
    fn tell_more(&self, claim: Claim, start: &Start, end: &End, emit: &mut impl FnMut(u32)) {
        let text = self.sentence.slice(claim.span);
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        self.marks(claim, start, text, &mut f);
        self.lists(start, end, text, &mut f);
    }

    /// What the rules found here.
    fn found(&self, claim: Claim, f: &mut impl FnMut(u32, u64)) {
        let span = claim.span;
        let mut found = 0;
        for (place, mention) in self.mentions.of(span).filter(|(_, m)| m.span.overlaps(span)) {
            let kind = mention.kind();
            let edges = u64::from(mention.span.start == span.start) + 2 * u64::from(mention.span.end == span.end);
            let relation = match () {
                () if mention.span == span => 1,
                () if mention.span.contains(span) => 2 + edges,
                () if span.contains(mention.span) => 6 + edges,
                () => 10,
            };
            if is_ours(mention) {
                let same = u64::from(kind == claim.kind());
                f(3, two(relation, same));
                f(4, two(relation, self.rules[place]));
                found = found.max(two(relation, same) >> 8);
            } else if !matches!(kind, Kind::Count | Kind::Number | Kind::Measure | Kind::Money | Kind::Percent) {
                f(5, two(relation, kind as u64));
            }
        }
        f(6, found);
    }

    /// The words inside.
    fn words(&self, claim: Claim, start: &Start, end: &End, f: &mut impl FnMut(u32, u64)) {
        let inside = self.sentence.tokens.get(start.token..end.token).unwrap_or_default();
        let (Some(head), Some(tail)) = (inside.first(), inside.last()) else { return };
        let span = claim.span;
        let aligned = u64::from(head.span.start == span.start) + 2 * u64::from(tail.span.end == span.end);
        f(10, aligned);
        f(11, small(inside.len(), 10));
        f(13, two(head.pos as u64, aligned));
        f(15, two(tail.pos as u64, aligned));
        f(21, two(start.word_before, number(tail.text)));
        let (mut particle, mut function, mut verbs, mut joints) = (false, false, 0, 0);
        for token in inside {
            particle |= token.pos == Pos::Particle;
            function |= matches!(token.pos, Pos::Preposition | Pos::Pronoun | Pos::Adverb);
            verbs += usize::from(token.pos == Pos::Verb);
            joints += usize::from(matches!(token.text, "、" | "和" | "与"));
        }
        f(23, u64::from(particle) + 2 * u64::from(function));
        f(24, small(verbs, 3));
        f(25, small(joints, 2));
        f(83, two(head.pos as u64, small(inside.len(), 6)));
        f(84, inside.iter().take(3).fold(0, |sum, t| two(sum, t.pos as u64)));
    }

    /// The marks inside, and the quotation that it begins with.
    fn marks(&self, claim: Claim, start: &Start, text: &str, f: &mut impl FnMut(u32, u64)) {
        let (sentence, lexicon, span) = (self.sentence, self.sentence.lexicon, claim.span);
        let quoted = text.starts_with(['“', '‘', '「']);
        let closed = u64::from(text.ends_with(['”', '’', '」']));
        let (mut open, mut close, mut title, mut edition, mut joined) = (0, 0, false, false, false);
        for c in text.chars() {
            joined |= c == '暨';
            open += usize::from(matches!(c, '“' | '‘'));
            close += usize::from(matches!(c, '”' | '’'));
            title |= c == '《';
            edition |= c == '届';
        }
        f(30, two(u64::from(quoted) + 2 * closed, small(open, 2) * 3 + small(close, 2)));
        f(31, u64::from(open == close));
        f(68, u64::from(joined));
        f(40, u64::from(Quotation::holds(&sentence.quotations.names, span)));
        f(41, u64::from(sentence.before(span.start).ends_with('《')) + 2 * u64::from(title));
        let digit = text.starts_with(|c: char| c.is_ascii_digit());
        f(73, u64::from(edition) + 2 * u64::from(text.starts_with('第')) + 4 * u64::from(digit));
        let Some(quote) = start.quote.and_then(|at| sentence.quotations.names.get(at)) else { return };
        let inner = sentence.slice(quote.inner);
        let known = u64::from(lexicon.campaign_names.contains(inner))
            + 2 * u64::from(lexicon.campaign_short_names.contains(inner))
            + 4 * u64::from(lexicon.event_short_names.contains(inner));
        f(42, two(known, closed));
        let rest = sentence.slice(Span::new(quote.outer.end.min(span.end), span.end));
        f(35, number(rest));
        f(36, two(small(rest.chars().count(), 8), closed));
        f(38, two(value(lexicon.campaign_heads.longest_suffix(inner)), closed));
        f(39, two(start.word_before, closed));
    }

    /// What lists say of the text, and its characters.
    fn lists(&self, start: &Start, end: &End, text: &str, f: &mut impl FnMut(u32, u64)) {
        let lexicon = self.sentence.lexicon;
        let initiative = end.initiative_head.within(text, &lexicon.campaign_heads);
        let event = end.event_head.within(text, &lexicon.event_heads);
        f(50, initiative);
        f(51, event);
        f(
            54,
            u64::from(lexicon.campaign_names.contains(text))
                + 2 * u64::from(lexicon.event_names.contains(text))
                + 4 * u64::from(lexicon.event_short_names.contains(text))
                + 8 * u64::from(lexicon.campaign_short_names.contains(text)),
        );
        f(55, end.event_name.within(text, &lexicon.event_names));
        f(60, u64::from(lexicon.org_names.contains(text)) + 2 * u64::from(lexicon.org_generics.contains(text)));
        f(62, two(initiative, start.initiative_verb));
        f(63, two(event, start.event_verb));
        f(66, two(initiative, start.opening));
        f(67, two(event, start.opening));
        let mut letters = text.chars();
        f(77, two(letter(letters.next()), letter(letters.next())));
        let mut letters = text.chars().rev();
        let last = two(letter(letters.next()), letter(letters.next()));
        f(78, last);
        f(79, two(last, letter(letters.next())));
    }
}
