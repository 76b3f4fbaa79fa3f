//! Named initiatives and events, settled: what their rules found, quotations, words before a head noun, names known by heart and
//! what the article names elsewhere each claim to be a name, and a choice learned from texts marked by hand decides.

use foldhash::HashMap;
use once_cell::sync::Lazy;

use super::{Kind, Mention, Record, campaign, event};
use crate::choice::{self, Weights, feature, number};
use crate::lexicon::WordList;
use crate::segment::{Pos, Token};
use crate::sentence::{Quotation, Sentence};
use crate::span::Span;

static WEIGHTS: &[u8] = include_bytes!("../../seeds/model/initiatives.bin");

/// The weights that the crate ships.
#[expect(clippy::expect_used, reason = "the trainer writes a power of two of rows")]
static MODEL: Lazy<Weights<'static>> = Lazy::new(|| Weights::new(WEIGHTS).expect("the weights of the crate"));

/// Words before a head noun.
const MOST_BEFORE: usize = 12;
/// Characters of a name.
const LONGEST: usize = 60;
/// Claims of a sentence, by its bytes.
const MOST: usize = 4;
/// What a name that the rules found has before it, in steps of the weights.
const FOUND: i32 = 10;

/// A stretch that may name an initiative or an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) span: Span,
    /// Whether it would be an event.
    pub(crate) event: bool,
}

impl Claim {
    fn kind(self) -> Kind {
        if self.event { Kind::Event } else { Kind::Campaign }
    }
}

/// How often each text is an initiative and an event in the article.
type Seen<'a> = HashMap<&'a str, [u16; 2]>;

/// Settles the initiatives and events of an article's sentences.
pub(super) fn settle(sentences: &[Sentence<'_>], found: &mut [Vec<Mention>]) {
    let seen = seen(sentences, found);
    let known = known(&seen);
    for (sentence, mentions) in sentences.iter().zip(found) {
        let claims = claims(sentence, mentions, &known);
        if claims.is_empty() {
            continue;
        }
        #[cfg(feature = "train")]
        note(sentence, mentions, &seen, &claims);
        #[cfg(feature = "train")]
        let weights = crate::train::weights(1).unwrap_or(*MODEL);
        #[cfg(not(feature = "train"))]
        let weights = *MODEL;
        let scored: Vec<(Span, i32)> = claims
            .iter()
            .map(|claim| {
                let found = mentions.iter().any(|m| m.span == claim.span && m.kind() == claim.kind());
                let mut sum = if found { FOUND } else { 0 };
                features(sentence, mentions, &seen, *claim, &mut |feature| {
                    sum += i32::from(weights.say(feature)[usize::from(claim.event)] as i8);
                });
                (claim.span, sum)
            })
            .collect();
        let chosen: Vec<Claim> = choice::best(&scored).into_iter().map(|at| claims[at]).collect();
        let stands = |m: &Mention| chosen.iter().any(|c| c.span == m.span && c.kind() == m.kind());
        mentions.retain(|m| !is_ours(m) || stands(m));
        for claim in chosen {
            if !mentions.iter().any(|m| m.span == claim.span && m.kind() == claim.kind()) {
                let record: Record = match claim.event {
                    true => event::named(sentence, claim.span).into(),
                    false => campaign::named(sentence, claim.span).into(),
                };
                let rule = if claim.event { "event/claim" } else { "campaign/claim" };
                mentions.push(Mention::new(claim.span, rule, record));
            }
        }
    }
}

fn is_ours(mention: &Mention) -> bool {
    matches!(mention.kind(), Kind::Campaign | Kind::Event)
}

fn seen<'a>(sentences: &[Sentence<'a>], found: &[Vec<Mention>]) -> Seen<'a> {
    let mut seen = Seen::default();
    for (sentence, mentions) in sentences.iter().zip(found) {
        for mention in mentions.iter().filter(|m| is_ours(m)) {
            let counts = seen.entry(sentence.slice(mention.span)).or_default();
            let count = &mut counts[usize::from(mention.kind() == Kind::Event)];
            *count = count.saturating_add(1);
        }
    }
    seen
}

/// The claims of a sentence, in the order of their ends, each once.
fn claims(sentence: &Sentence<'_>, mentions: &[Mention], known: &[(&str, bool)]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let most = MOST * sentence.span.len();
    let mut push = |start: usize, end: usize, event: bool| {
        if claims.len() < most && start < end && sentence.slice(Span::new(start, end)).chars().count() <= LONGEST {
            claims.push(Claim { span: Span::new(start, end), event });
        }
    };
    for mention in mentions.iter().filter(|m| is_ours(m)) {
        let (span, event) = (mention.span, mention.kind() == Kind::Event);
        push(span.start, span.end, event);
        push(span.start, span.end, !event);
        // A word or two more before it.
        let first = sentence.tokens.partition_point(|t| t.span.end <= span.start);
        for token in sentence.tokens[..first].iter().rev().take(3).take_while(|t| goes_on(t)) {
            push(token.span.start, span.end, event);
        }
        // Or behind it.
        let last = sentence.tokens.partition_point(|t| t.span.start < span.end);
        for token in sentence.tokens[last..].iter().take(3).take_while(|t| goes_on(t)) {
            push(span.start, token.span.end, event);
        }
    }
    for quote in &sentence.quotations.names {
        push(quote.outer.start, quote.outer.end, false);
        push(quote.outer.start, quote.outer.end, true);
        let first = sentence.tokens.partition_point(|t| t.span.start < quote.outer.end);
        for token in sentence.tokens[first..].iter().take(6).take_while(|t| goes_on(t)) {
            push(quote.outer.start, token.span.end, false);
        }
    }
    let lexicon = sentence.lexicon;
    let mut until = 0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        let end = token.span.end;
        let closes = |list: &WordList| token.may_close(list) && list.longest_suffix(sentence.before(end)).is_some();
        let (initiative, event) =
            (closes(&lexicon.campaign_heads), closes(&lexicon.event_heads) || closes(&lexicon.event_names));
        if initiative || event {
            let mut start = token.span.start;
            if initiative {
                push(start, end, false);
            }
            if event {
                push(start, end, true);
            }
            for before in sentence.tokens[..at].iter().rev().take(MOST_BEFORE) {
                if before.span.end != start || !goes_back(before) {
                    break;
                }
                start = before.span.start;
                // A closing mark alone begins nothing.
                if matches!(before.text, "”" | "’" | "）" | "、" | "·" | "和" | "与" | "暨") {
                    continue;
                }
                if initiative {
                    push(start, end, false);
                }
                if event {
                    push(start, end, true);
                }
            }
        }
        let start = token.span.start;
        if start < until {
            continue;
        }
        for (list, event) in [
            (&lexicon.campaign_names, false),
            (&lexicon.campaign_short_names, false),
            (&lexicon.event_names, true),
            (&lexicon.event_short_names, true),
        ] {
            if let Some((word, _)) = token.longest_in(list, sentence.after(start)) {
                push(start, start + word.len(), event);
                until = until.max(start + word.len());
            }
        }
    }
    again(sentence, known, &mut push);
    claims.sort_unstable_by_key(|c| (c.span.end, c.span.start, c.event));
    claims.dedup();
    claims
}

/// The names that are looked for again, and whether each is an event's.
fn known<'a>(seen: &Seen<'a>) -> Vec<(&'a str, bool)> {
    /// More no article needs.
    const MOST: usize = 32;
    let mut known: Vec<(&str, &[u16; 2])> = seen.iter().map(|(text, counts)| (*text, counts)).collect();
    known
        .sort_unstable_by_key(|&(text, counts)| (std::cmp::Reverse(u32::from(counts[0]) + u32::from(counts[1])), text));
    known.into_iter().take(MOST).map(|(text, counts)| (text, counts[1] > counts[0])).collect()
}

/// What the article names elsewhere.
fn again(sentence: &Sentence<'_>, known: &[(&str, bool)], push: &mut impl FnMut(usize, usize, bool)) {
    let text = sentence.text();
    for &(name, event) in known {
        for (at, _) in text.match_indices(name).take(16) {
            let start = sentence.span.start + at;
            push(start, start + name.len(), event);
        }
    }
}

/// Whether a name may go on behind its beginning with this word.
fn goes_on(token: &Token<'_>) -> bool {
    token.text.chars().all(char::is_alphanumeric) && !matches!(token.pos, Pos::Particle)
}

/// Whether a word may stand before the head of a name.
fn goes_back(token: &Token<'_>) -> bool {
    if matches!(token.text, "“" | "”" | "‘" | "’" | "、" | "·" | "（" | "）" | "-" | "—" | "+" | "/") {
        return true;
    }
    token.text.chars().all(char::is_alphanumeric)
        && !matches!(token.text, "了" | "在" | "将" | "是" | "等" | "被" | "把" | "以" | "我们" | "他" | "她")
}

/// Mixes two values.
const fn two(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x1_0001).wrapping_add(b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn small(count: usize, most: usize) -> u64 {
    count.min(most) as u64
}

fn text_of(token: Option<&Token<'_>>) -> u64 {
    token.map_or(1, |t| number(t.text))
}

fn pos_of(token: Option<&Token<'_>>) -> u64 {
    token.map_or(99, |t| t.pos as u64)
}

/// Tells `emit` what speaks for and against a claim.
fn features(sentence: &Sentence<'_>, mentions: &[Mention], seen: &Seen<'_>, claim: Claim, emit: &mut impl FnMut(u32)) {
    let lexicon = sentence.lexicon;
    let span = claim.span;
    let text = sentence.slice(span);
    let length = text.chars().count();
    let mut f = |kind: u32, value: u64| emit(feature(kind, value));
    f(0, 0);
    f(1, small(length, 8));
    f(2, small(length / 3, 12));

    // What the rules found.
    let mut found = 0;
    for mention in mentions.iter().filter(|m| m.span.overlaps(span)) {
        let kind = mention.kind();
        let relation = if mention.span == span {
            1
        } else if mention.span.contains(span) {
            2 + u64::from(mention.span.start == span.start) + 2 * u64::from(mention.span.end == span.end)
        } else if span.contains(mention.span) {
            6 + u64::from(mention.span.start == span.start) + 2 * u64::from(mention.span.end == span.end)
        } else {
            10
        };
        if is_ours(mention) {
            let same = u64::from(kind == claim.kind());
            f(3, two(relation, same));
            f(4, two(relation, number(mention.rule)));
            found = found.max(two(relation, same) >> 8);
        } else if !matches!(kind, Kind::Count | Kind::Number | Kind::Measure | Kind::Money | Kind::Percent) {
            f(5, two(relation, kind as u64));
        }
    }
    f(6, found);

    // The words inside and around.
    let first = sentence.tokens.partition_point(|t| t.span.end <= span.start);
    let end = sentence.tokens.partition_point(|t| t.span.start < span.end);
    let inside = &sentence.tokens[first..end.max(first)];
    let (Some(head), Some(tail)) = (inside.first(), inside.last()) else { return };
    let aligned = u64::from(head.span.start == span.start) + 2 * u64::from(tail.span.end == span.end);
    f(10, aligned);
    f(11, small(inside.len(), 10));
    f(12, number(head.text));
    f(13, two(head.pos as u64, aligned));
    f(14, number(tail.text));
    f(15, two(tail.pos as u64, aligned));
    let before = first.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    let second = first.checked_sub(2).and_then(|at| sentence.tokens.get(at));
    let after = sentence.tokens.get(end);
    f(16, text_of(before));
    f(17, two(pos_of(before), head.pos as u64));
    f(18, text_of(after));
    f(19, two(pos_of(after), tail.pos as u64));
    f(20, two(text_of(before), text_of(second)));
    f(21, two(text_of(before), number(tail.text)));
    f(22, text_of(second));
    let has = |test: &dyn Fn(&Token<'_>) -> bool| u64::from(inside.iter().any(test));
    f(
        23,
        has(&|t| t.pos == Pos::Particle) + 2 * has(&|t| matches!(t.pos, Pos::Preposition | Pos::Pronoun | Pos::Adverb)),
    );
    f(24, small(inside.iter().filter(|t| t.pos == Pos::Verb).count(), 3));
    f(25, small(inside.iter().filter(|t| matches!(t.text, "、" | "和" | "与")).count(), 2));

    // Marks.
    let quoted = text.starts_with(['“', '‘', '「']);
    let closed = text.ends_with(['”', '’', '」']);
    let open = text.matches(['“', '‘']).count();
    let close = text.matches(['”', '’']).count();
    f(30, two(u64::from(quoted) + 2 * u64::from(closed), small(open, 2) * 3 + small(close, 2)));
    f(31, u64::from(open == close));
    let quote = sentence.quotations.names.iter().find(|q| q.outer.start == span.start);
    if let Some(quote) = quote {
        let inner = sentence.slice(quote.inner);
        f(32, small(inner.chars().count(), 16));
        f(33, u64::from(inner.contains(['，', '。', '；', '？', '！', '：'])));
        f(34, number(inner));
        let known = u64::from(lexicon.campaign_names.contains(inner))
            + 2 * u64::from(lexicon.campaign_short_names.contains(inner))
            + 4 * u64::from(lexicon.event_short_names.contains(inner));
        f(42, two(known, u64::from(closed)));
        let rest = sentence.slice(Span::new(quote.outer.end.min(span.end), span.end));
        f(35, number(rest));
        f(36, two(small(rest.chars().count(), 8), u64::from(closed)));
        let last: Vec<char> = inner.chars().rev().take(2).collect();
        f(37, last.iter().fold(0, |sum, &c| two(sum, c as u64)));
        f(38, two(value(lexicon.campaign_heads.longest_suffix(inner)), u64::from(closed)));
        f(39, two(text_of(before), u64::from(closed)));
    }
    let within = Quotation::holds(&sentence.quotations.names, span);
    f(40, u64::from(within));
    f(41, u64::from(sentence.before(span.start).ends_with('《')) + 2 * u64::from(text.contains('《')));

    // Lists.
    f(50, value(lexicon.campaign_heads.longest_suffix(text)));
    f(51, value(lexicon.event_heads.longest_suffix(text)));
    f(52, value(lexicon.campaign_heads.longest_prefix(sentence.after(span.end))));
    f(53, value(lexicon.event_heads.longest_prefix(sentence.after(span.end))));
    f(
        54,
        u64::from(lexicon.campaign_names.contains(text))
            + 2 * u64::from(lexicon.event_names.contains(text))
            + 4 * u64::from(lexicon.event_short_names.contains(text))
            + 8 * u64::from(lexicon.campaign_short_names.contains(text)),
    );
    f(55, value(lexicon.event_names.longest_suffix(text)));
    let led = sentence.before(span.start).trim_end_matches(['了', '的', '过']);
    f(56, value(lexicon.campaign_verbs.longest_suffix(led)));
    f(57, value(lexicon.event_verbs.longest_suffix(led)));
    f(58, value(lexicon.event_verbs.longest_prefix(sentence.after(span.end))));
    f(59, u64::from(lexicon.host_verbs.longest_suffix(led).is_some()));
    f(60, u64::from(lexicon.org_names.contains(text)) + 2 * u64::from(lexicon.org_generics.contains(text)));
    f(61, value(lexicon.document_heads.longest_prefix(sentence.after(span.end))));
    f(62, two(value(lexicon.campaign_heads.longest_suffix(text)), value(lexicon.campaign_verbs.longest_suffix(led))));
    f(63, two(value(lexicon.event_heads.longest_suffix(text)), value(lexicon.event_verbs.longest_suffix(led))));

    // Names, years, editions.
    let opening =
        |kind_of: &dyn Fn(&Mention) -> bool| mentions.iter().any(|m| m.span.start == span.start && kind_of(m));
    let touching = |m: &&Mention| m.span.end == span.start;
    f(70, u64::from(opening(&|m| m.kind() == Kind::Place)));
    f(71, u64::from(opening(&|m| m.kind() == Kind::Organization)));
    f(72, u64::from(opening(&|m| m.kind() == Kind::Date)));
    f(
        73,
        u64::from(text.contains('届'))
            + 2 * u64::from(text.starts_with('第'))
            + 4 * u64::from(text.starts_with(|c: char| c.is_ascii_digit())),
    );
    for mention in mentions.iter().filter(touching).take(3) {
        f(74, mention.kind() as u64);
    }
    f(75, sentence.before(span.start).chars().next_back().map_or(0, |c| c as u64));
    f(76, sentence.after(span.end).chars().next().map_or(0, |c| c as u64));
    let mut letters = text.chars();
    f(77, two(letters.next().map_or(0, |c| c as u64), letters.next().map_or(0, |c| c as u64)));
    let mut letters = text.chars().rev();
    let (a, b, c) = (letters.next(), letters.next(), letters.next());
    let code = |c: Option<char>| c.map_or(0, |c| c as u64);
    f(78, two(code(a), code(b)));
    f(79, two(two(code(a), code(b)), code(c)));
    if length <= 10 {
        f(80, number(text));
    }
    let counts = seen.get(text).copied().unwrap_or_default();
    f(81, small(usize::from(counts[usize::from(claim.event)]), 3));
    f(82, two(small(sentence.article.text.len() / 400, 5), small(length / 4, 5)));
    f(83, two(head.pos as u64, small(inside.len(), 6)));
    f(84, inside.iter().take(3).fold(0, |sum, t| two(sum, t.pos as u64)));
}

/// What a list says of a word, and how long that is.
fn value(found: Option<(&str, &str)>) -> u64 {
    found.map_or(0, |(word, value)| two(number(value), small(word.chars().count(), 4)))
}

/// Tells the trainer the claims of a sentence.
#[cfg(feature = "train")]
fn note(sentence: &Sentence<'_>, mentions: &[Mention], seen: &Seen<'_>, claims: &[Claim]) {
    use crate::train::{Claimed, collects};
    if !collects() {
        return;
    }
    let told = claims.iter().map(|&claim| {
        let mut numbers = Vec::new();
        features(sentence, mentions, seen, claim, &mut |feature| numbers.push(feature));
        let name = match claim.event {
            true => event::named(sentence, claim.span).name,
            false => campaign::named(sentence, claim.span).name,
        };
        Claimed { span: claim.span, column: usize::from(claim.event), name, features: numbers }
    });
    crate::train::note(1, told.collect());
}
