//! Where claims of initiatives and events come from.

use memchr::memmem::Finder;

use super::{Claim, Seen, is_ours};
use crate::extract::{Kind, Mention};
use crate::lexicon::WordList;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// Words before a head noun.
const MOST_BEFORE: usize = 12;
/// Words before a name known by heart.
const MOST_BEFORE_LISTED: usize = 5;
/// Characters of a name.
const LONGEST: usize = 60;
/// Claims of a sentence, by its bytes.
const MOST: usize = 4;

/// The claims of a sentence, in the order of their ends, each once.
pub(super) fn claims(sentence: &Sentence<'_>, mentions: &[Mention], known: &[Known<'_>]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let most = MOST * sentence.span.len();
    let mut push = |start: usize, end: usize, event: bool| {
        // A name begins with no dash.
        let room = claims.len() < most && start < end && !sentence.after(start).starts_with(['-', '—', '－', '–']);
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
        push(quote.inner.start, quote.inner.end, true);
        let first = sentence.tokens_begun(quote.outer.end);
        for token in sentence.tokens[first..].iter().take(6).take_while(|t| goes_on(t)) {
            push(quote.outer.start, token.span.end, false);
        }
    }
    let mut until = 0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        headed(sentence, at, token.span.end, &mut push);
        inside(sentence, at, &mut push);
        if token.span.start >= until {
            until = listed(sentence, at, until, &mut push);
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

/// The words before a head noun that ends at byte `end`, in or with this word.
fn headed(sentence: &Sentence<'_>, at: usize, end: usize, push: &mut impl FnMut(usize, usize, bool)) {
    let (lexicon, token) = (sentence.lexicon, &sentence.tokens[at]);
    let whole = end == token.span.end;
    // 6月, 3周: behind a number it is a unit.
    let unit = end - token.span.start == "月".len() && sentence.numeral_ending(token.span.start).is_some();
    if unit {
        return;
    }
    let closes = |list: &WordList| {
        (!whole || token.may_close(list))
            && list.longest_suffix(sentence.before(end)).is_some_and(|(head, _)| whole || head.chars().count() > 1)
    };
    let initiative = closes(&lexicon.campaign_heads);
    let event = closes(&lexicon.event_heads) || closes(&lexicon.event_names);
    if initiative || event {
        back(sentence, at, MOST_BEFORE, &mut |start| {
            if initiative {
                push(start, end, false);
            }
            if event {
                push(start, end, true);
            }
        });
    }
}

/// Heads that end where no word does: 进博|会上, 会议|议程.
fn inside(sentence: &Sentence<'_>, at: usize, push: &mut impl FnMut(usize, usize, bool)) {
    let (lexicon, token) = (sentence.lexicon, &sentence.tokens[at]);
    let first = token.text.chars().next().map_or(0, char::len_utf8);
    if first == token.text.len() {
        return;
    }
    if at > 0 && token.text.starts_with(['会', '赛', '节', '展']) {
        headed(sentence, at, token.span.start + first, push);
    }
    if let Some((head, _)) = token.longest_in(&lexicon.event_heads, token.text)
        && (first + 1..token.text.len()).contains(&head.len())
    {
        headed(sentence, at, token.span.start + head.len(), push);
    }
}

/// Tells `claim` where names that end in or with this word may begin, `most` words before it at most; in 甲暨乙 also behind a name
/// of that length.
fn back(sentence: &Sentence<'_>, at: usize, most: usize, claim: &mut impl FnMut(usize)) {
    let mut start = sentence.tokens[at].span.start;
    claim(start);
    // Marks that close behind the place where the walk is.
    let (mut open, mut left) = (0, most);
    for before in sentence.tokens[..at].iter().rev() {
        if left == 0 || before.span.end != start || !goes_back(sentence, before) {
            break;
        }
        left -= 1;
        start = before.span.start;
        match before.text {
            "”" | "’" | "）" | ")" | "》" => open += 1,
            "“" | "‘" | "（" | "(" | "《" => {
                if open == 0 {
                    break;
                }
                open -= 1;
                // No name begins with brackets.
                if open == 0 && !matches!(before.text, "（" | "(" | "《") {
                    claim(start);
                }
            }
            "暨" => left = left.max(most),
            "、" | "·" | "和" | "与" | " " => {}
            _ if open == 0 => claim(start),
            _ => {}
        }
    }
}

/// Names known by heart that begin with this word; up to where the sentence is read now.
fn listed(sentence: &Sentence<'_>, at: usize, mut until: usize, push: &mut impl FnMut(usize, usize, bool)) -> usize {
    let token = &sentence.tokens[at];
    let (lexicon, start) = (sentence.lexicon, token.span.start);
    for (list, event) in [
        (&lexicon.campaign_names, false),
        (&lexicon.campaign_short_names, false),
        (&lexicon.event_names, true),
        (&lexicon.event_short_names, true),
    ] {
        if let Some((word, _)) = token.longest_in(list, sentence.after(start)) {
            let end = start + word.len();
            // 米兰|冬奥, 2019|IFA.
            if event {
                back(sentence, at, MOST_BEFORE_LISTED, &mut |start| push(start, end, true));
            } else {
                push(start, end, false);
            }
            until = until.max(end);
        }
    }
    until
}

/// A name that is looked for again.
pub(super) struct Known<'a> {
    name: Finder<'a>,
    event: bool,
}

/// The names that are looked for again.
pub(super) fn known<'a>(seen: &Seen<'a>) -> Vec<Known<'a>> {
    /// More no article needs.
    const MOST: usize = 32;
    let mut known: Vec<(&str, &[u16; 2])> = seen.iter().map(|(text, counts)| (*text, counts)).collect();
    known
        .sort_unstable_by_key(|&(text, counts)| (std::cmp::Reverse(u32::from(counts[0]) + u32::from(counts[1])), text));
    let known = known.into_iter().take(MOST);
    known.map(|(text, counts)| Known { name: Finder::new(text), event: counts[1] > counts[0] }).collect()
}

/// What the article names elsewhere.
fn again(sentence: &Sentence<'_>, known: &[Known<'_>], push: &mut impl FnMut(usize, usize, bool)) {
    for Known { name, event } in known {
        for at in name.find_iter(sentence.text().as_bytes()).take(16) {
            let start = sentence.span.start + at;
            push(start, start + name.needle().len(), *event);
        }
    }
}

/// Whether a name may go on behind its beginning with this word.
fn goes_on(token: &Token<'_>) -> bool {
    token.text.chars().all(char::is_alphanumeric) && !matches!(token.pos, Pos::Particle)
}

/// Whether a word may stand before the head of a name.
fn goes_back(sentence: &Sentence<'_>, token: &Token<'_>) -> bool {
    match token.text {
        "“" | "”" | "‘" | "’" | "、" | "·" | "（" | "）" | "(" | ")" | "《" | "》" | "-" | "—" | "+" | "/" => {
            true
        }
        // 2019 IFA.
        " " => sentence.last_char(token.span.start).is_some_and(|c| c.is_ascii_alphanumeric()),
        "举办" | "举行" | "召开" | "了" | "在" | "将" | "是" | "等" | "被" | "把" | "以" | "我们" | "他" | "她" => {
            false
        }
        text => text.chars().all(|c| c.is_alphanumeric() || c == '-'),
    }
}
