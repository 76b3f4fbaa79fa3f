//! Where claims of initiatives and events come from.

use super::{Claim, Seen, is_ours};
use crate::extract::{Kind, Mention};
use crate::lexicon::WordList;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// Words before a head noun.
const MOST_BEFORE: usize = 12;
/// Characters of a name.
const LONGEST: usize = 60;
/// Claims of a sentence, by its bytes.
const MOST: usize = 4;

/// The claims of a sentence, in the order of their ends, each once.
pub(super) fn claims(sentence: &Sentence<'_>, mentions: &[Mention], known: &[(&str, bool)]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let most = MOST * sentence.span.len();
    let mut push = |start: usize, end: usize, event: bool| {
        let room = claims.len() < most && start < end;
        // No count where the bytes tell.
        if room && (end - start <= LONGEST || sentence.slice(Span::new(start, end)).chars().count() <= LONGEST) {
            claims.push(Claim { span: Span::new(start, end), event });
        }
    };
    for mention in mentions.iter().filter(|m| is_ours(m)) {
        found(sentence, mention, &mut push);
    }
    for quote in &sentence.quotations.names {
        push(quote.outer.start, quote.outer.end, false);
        push(quote.outer.start, quote.outer.end, true);
        let first = sentence.tokens_begun(quote.outer.end);
        for token in sentence.tokens[first..].iter().take(6).take_while(|t| goes_on(t)) {
            push(quote.outer.start, token.span.end, false);
        }
    }
    let mut until = 0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        headed(sentence, at, &mut push);
        if token.span.start >= until {
            until = listed(sentence, token, until, &mut push);
        }
    }
    again(sentence, known, &mut push);
    claims.sort_unstable_by_key(|c| (c.span.end, c.span.start, c.event));
    claims.dedup();
    claims
}

/// What the rules found, as the other kind too, and with a word or more on either side.
fn found(sentence: &Sentence<'_>, mention: &Mention, push: &mut impl FnMut(usize, usize, bool)) {
    let (span, event) = (mention.span, mention.kind() == Kind::Event);
    push(span.start, span.end, event);
    push(span.start, span.end, !event);
    let first = sentence.tokens_ended(span.start);
    for token in sentence.tokens[..first].iter().rev().take(3).take_while(|t| goes_on(t)) {
        push(token.span.start, span.end, event);
    }
    let last = sentence.tokens_begun(span.end);
    for token in sentence.tokens[last..].iter().take(3).take_while(|t| goes_on(t)) {
        push(span.start, token.span.end, event);
    }
}

/// The words before a head noun that closes this one.
fn headed(sentence: &Sentence<'_>, at: usize, push: &mut impl FnMut(usize, usize, bool)) {
    let (lexicon, token) = (sentence.lexicon, &sentence.tokens[at]);
    let end = token.span.end;
    let closes = |list: &WordList| token.may_close(list) && list.longest_suffix(sentence.before(end)).is_some();
    let (initiative, event) =
        (closes(&lexicon.campaign_heads), closes(&lexicon.event_heads) || closes(&lexicon.event_names));
    if !initiative && !event {
        return;
    }
    let mut claim = |start: usize| {
        if initiative {
            push(start, end, false);
        }
        if event {
            push(start, end, true);
        }
    };
    let mut start = token.span.start;
    claim(start);
    for before in sentence.tokens[..at].iter().rev().take(MOST_BEFORE) {
        if before.span.end != start || !goes_back(before) {
            break;
        }
        start = before.span.start;
        // A closing mark alone begins nothing.
        if !matches!(before.text, "”" | "’" | "）" | "、" | "·" | "和" | "与" | "暨") {
            claim(start);
        }
    }
}

/// Names known by heart that begin with this word; up to where the sentence is read now.
fn listed(
    sentence: &Sentence<'_>,
    token: &Token<'_>,
    mut until: usize,
    push: &mut impl FnMut(usize, usize, bool),
) -> usize {
    let (lexicon, start) = (sentence.lexicon, token.span.start);
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
    until
}

/// The names that are looked for again, and whether each is an event's.
pub(super) fn known<'a>(seen: &Seen<'a>) -> Vec<(&'a str, bool)> {
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
