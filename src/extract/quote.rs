//! What somebody said: “办得好！”他说.

use serde::{Deserialize, Serialize};

use super::parts::parts;
use super::{Mention, actor};
use crate::names::NameKind;
use crate::reference::Reference;
use crate::segment::Pos;
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;

/// What somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quote {
    /// Who said it.
    pub speaker: Option<Reference>,
    /// The verb that introduces it: 表示, 指出.
    pub cue: Option<String>,
    /// Whether it stands within quotation marks.
    pub direct: bool,
}

parts! {
    Quote {
        speaker: Reference(Speaker),
        cue: Words,
        direct: Value(Truth),
    }
}

/// The shortest quotation that its own punctuation shows to be speech, in characters.
const SHORTEST_SPEECH: usize = 6;
/// The longest clause behind a quotation that tells the speaker, in characters.
const LONGEST_CLAUSE: usize = 40;
/// The longest clause of the next sentence that tells the speaker, in characters.
const LONGEST_NEXT: usize = 30;

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let quotes = &sentence.quotations.outer;
    let mut speaker: Option<String> = None;
    // Where the last word begins: asked once, for a row of brackets has none.
    let last_word = if quotes.is_empty() { None } else { sentence.text().rfind(char::is_alphanumeric) };
    let last_word = last_word.map_or(0, |at| sentence.span.start + at);
    for (place, &quote) in quotes.iter().enumerate() {
        let before = cue_before(sentence, quote);
        let behind = if before.is_none() { cue_behind(sentence, quote) } else { None };
        let closes = quote.outer.end > last_word;
        let cue = before.or(behind).or_else(|| if closes { cue_next(sentence, quote) } else { None });
        let (evident, rule) = match (&cue, reads_like_speech(sentence, quote)) {
            (Some(_), _) => (true, "quote/cue"),
            (None, true) => (true, "quote/speech"),
            _ => (false, ""),
        };
        if !evident {
            continue;
        }
        let span = trimmed(sentence, quote.inner);
        if span.is_empty() {
            continue;
        }
        let said = cue.as_ref().and_then(|cue| cue.speaker.clone());
        if said.is_some() {
            speaker = said;
        } else if place == 0 || speaker.is_none() {
            speaker = follower(sentence, quote.outer.end);
        }
        let record =
            Quote { speaker: speaker.clone().and_then(Reference::words), cue: cue.map(|cue| cue.verb), direct: true };
        out.push(Mention::new(span, rule, record));
    }
    if let Some(mention) = indirect(sentence, quotes) {
        out.push(mention);
    }
}

/// A verb of speech and who is its subject.
struct Cue {
    verb: String,
    speaker: Option<String>,
}

/// 他说：“…”, 李明表示，“…”: the verb before the quotation.
fn cue_before(sentence: &Sentence<'_>, quote: Quotation) -> Option<Cue> {
    let before = sentence.before(quote.outer.start).trim_end();
    let (text, mark) = match before.strip_suffix(['：', ':']) {
        Some(text) => (text, '：'),
        None => match before.strip_suffix(['，', ',']) {
            Some(text) => (text, '，'),
            None => (before, ' '),
        },
    };
    let chars = sentence.slice(quote.inner).chars().count();
    let (verb, grade) = sentence.lexicon.speech_verbs.longest_suffix(text)?;
    let at = sentence.span.start + (text.len() - verb.len());
    if !begins(sentence, at) && verb.chars().count() < 2 && mark != '：' {
        return None;
    }
    // 称“…”, 提出“…”: without a mark only a sentence is speech.
    let fits = match mark {
        '：' => true,
        '，' => chars >= 5 && (!grade.is_empty() || sentence.slice(quote.inner).ends_with(['。', '！', '？'])),
        _ => sentence.lexicon.context_words.has_as(verb, "quoting") && chars >= 8 && sentence_like(sentence, quote),
    };
    fits.then(|| Cue { verb: bare(sentence, verb).to_owned(), speaker: actor::before(sentence, at) })
}

/// “…”他说, “…，”李明赛后说道: the verb behind the quotation.
fn cue_behind(sentence: &Sentence<'_>, quote: Quotation) -> Option<Cue> {
    let inner = sentence.slice(quote.inner);
    let closed = inner.ends_with(['。', '，', '！', '？', '…', ',', '!', '?', '～']);
    let mut rest = sentence.after(quote.outer.end);
    let mut offset = quote.outer.end;
    if !closed {
        let mark = rest.chars().next().filter(|c| matches!(c, '，' | '。' | ','))?;
        offset += mark.len_utf8();
        rest = sentence.after(offset);
        if !sentence_like(sentence, quote) {
            return None;
        }
    }
    let ends = |c: char| matches!(c, '，' | '。' | '；' | '：' | '“' | '！' | '？' | ',');
    let clause = match rest.char_indices().take(LONGEST_CLAUSE + 1).find(|&(_, c)| ends(c)) {
        Some((end, _)) => &rest[..end],
        None if rest.chars().nth(LONGEST_CLAUSE).is_none() => rest,
        None => return None,
    };
    let clause_end = offset + clause.len();
    let first = sentence.tokens_ended(offset);
    let tokens = sentence.tokens.get(first..).unwrap_or_default();
    let mut best: Option<(usize, &str)> = None;
    for token in tokens.iter().take_while(|t| t.span.start < clause_end) {
        let Some((verb, _)) = sentence.lexicon.speech_verbs.longest_prefix(sentence.after(token.span.start)) else {
            continue;
        };
        let ends = token.span.start + verb.len();
        let closes = ends >= clause_end || sentence.word_begins(ends);
        if closes
            && token.span.start > offset
            && best.is_none_or(|(_, v)| !matches!(v, "说" | "说道" | "表示" | "介绍"))
        {
            best = Some((token.span.start, verb));
        }
    }
    // An unlisted name can swallow its verb: 李晓说.
    if best.is_none() {
        best = sentence.lexicon.speech_verbs.longest_suffix(clause).map(|(verb, _)| (clause_end - verb.len(), verb));
    }
    let (at, verb) = best?;
    let speaker = actor::before(sentence, at).or_else(|| clause_actor(sentence, offset, at));
    Some(Cue { verb: bare(sentence, verb).to_owned(), speaker })
}

/// The person between a quotation and its verb where words stand between the two: 李明在接受采访时说.
fn clause_actor(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<String> {
    let names = sentence.names_from(start);
    let name =
        names.iter().take_while(|n| n.span.start < end).find(|n| n.span.end <= end && n.kind == NameKind::Person);
    name.map(|n| sentence.slice(n.span).to_owned()).or_else(|| {
        let token =
            sentence.tokens_from(start).iter().take_while(|t| t.span.end <= end).find(|t| t.pos == Pos::Person)?;
        Some(token.text.to_owned())
    })
}

/// Who the sentence goes on about behind a quotation without a verb of speech.
fn follower(sentence: &Sentence<'_>, at: usize) -> Option<String> {
    let names = sentence.names_from(at).iter();
    let name = names.take_while(|n| n.span.start - at < 90).find(|n| n.kind == NameKind::Person);
    name.map(|n| sentence.slice(n.span).to_owned())
}

/// Whether the quotation shows by itself that somebody speaks: it ends like a sentence, and is one.
fn reads_like_speech(sentence: &Sentence<'_>, quote: Quotation) -> bool {
    let inner = sentence.slice(quote.inner);
    let ends = inner.ends_with(['。', '！', '？', '…', '!', '?']) || inner.ends_with(['，', ',']);
    let before = sentence.before(quote.outer.start).trim_end();
    let after = sentence.after(quote.outer.end);
    // “…”。: a whole sentence within the marks, its full stop outside.
    let alone =
        before.is_empty() && (after.is_empty() || after.starts_with(['。', '，'])) && inner.chars().count() >= 15;
    let announced = before.ends_with(['：', ':']) && sentence_like(sentence, quote);
    if alone && sentence_like(sentence, quote) || announced {
        return true;
    }
    let opens = before.is_empty() || before.ends_with(['，', '。', '”', '：', '！', '？', '…']);
    ends && opens && inner.chars().count() >= SHORTEST_SPEECH && !names_initiative(sentence, quote)
}

/// Whether words in quotation marks are a clause of their own: a pronoun or an inner comma, and some length.
fn sentence_like(sentence: &Sentence<'_>, quote: Quotation) -> bool {
    let inner = sentence.slice(quote.inner);
    let chars = inner.chars().count();
    let inside = inner.trim_end_matches(['，', '。', '！', '？', '…']);
    let marks = inside.contains(['，', '。', '！', '？', '；']);
    (chars >= SHORTEST_SPEECH && marks || chars >= 8 && spoken(sentence, inner, "clause"))
        && !names_initiative(sentence, quote)
}

/// “不忘初心、牢记使命”主题教育: a name, whatever its punctuation.
fn names_initiative(sentence: &Sentence<'_>, quote: Quotation) -> bool {
    let rest = sentence.after(quote.outer.end);
    sentence.lexicon.campaign_heads.longest_prefix(rest).is_some() || rest.starts_with(['的', '为', '等'])
}

/// The content without closing punctuation and blanks.
fn trimmed(sentence: &Sentence<'_>, inner: Span) -> Span {
    let text = sentence.slice(inner);
    let end = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '。' | '，' | '！' | '？' | '；' | '…' | '、' | ',' | '!' | '?' | '.')
    });
    let start = end.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '…' | '—'));
    Span::new(inner.start + end.len() - start.len(), inner.start + end.len())
}

/// 李明表示，…: what is said without quotation marks, to the end of the sentence.
fn indirect(sentence: &Sentence<'_>, quotes: &[Quotation]) -> Option<Mention> {
    for token in sentence.tokens.iter().filter(|t| t.pos == Pos::Other && matches!(t.text, "，" | "：" | ",")) {
        let (at, mark) = (token.span.start, token.text);
        if Quotation::holds(quotes, token.span) {
            continue;
        }
        let before = sentence.before(at);
        let Some((verb, "clause")) = sentence.lexicon.speech_verbs.longest_suffix(before) else { continue };
        let verb_start = at - verb.len();
        // 俗称: no verb of its own; 据…介绍: a source; 做了介绍: a noun.
        if !begins(sentence, verb_start) || sourced(sentence, verb_start) || is_noun(sentence, verb_start) {
            continue;
        }
        let start = at + mark.len();
        let rest = sentence.after(start);
        if rest.trim_start().starts_with(['“', '「', '"']) || rest.chars().nth(5).is_none() {
            return None;
        }
        let Some(speaker) = actor::before(sentence, verb_start) else { continue };
        if sentence.lexicon.quote_sources.contains(&speaker) {
            continue;
        }
        let span = trimmed(sentence, Span::new(start, sentence.span.end));
        if span.is_empty() {
            return None;
        }
        // Speech that quotes speech is told once, in its own words.
        let inner = quotes.iter().find(|q| q.outer.start >= start && tells(sentence, **q));
        if let Some(inner) = inner {
            let record =
                Quote { speaker: Reference::words(speaker), cue: Some(bare(sentence, verb).to_owned()), direct: true };
            return Some(Mention::new(trimmed(sentence, inner.inner), "quote/within", record));
        }
        let record =
            Quote { speaker: Reference::words(speaker), cue: Some(bare(sentence, verb).to_owned()), direct: false };
        return Some(Mention::new(span, "quote/indirect", record));
    }
    None
}

/// Whether a verb of speech may begin at a byte: a word does, or a person's name ends there, 李|明说.
fn begins(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word_begins(at) || actor::name_ending(sentence, at).is_some_and(|name| name.kind == NameKind::Person)
}

/// 分享道, 说道: the verb without its complement.
fn bare<'t>(sentence: &Sentence<'_>, verb: &'t str) -> &'t str {
    verb.strip_suffix('道').filter(|verb| sentence.lexicon.speech_verbs.contains(verb)).unwrap_or(verb)
}

/// Whether the clause before the verb names a source and no speaker: 据警方介绍.
fn sourced(sentence: &Sentence<'_>, verb: usize) -> bool {
    let before = sentence.before(verb);
    let start = before
        .rfind(['，', '。', '；', '：', ',', '”'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    before[start..].trim_start_matches(|c: char| c.is_whitespace() || c == '另').starts_with(['据', '按'])
}

/// Whether the verb is but a noun here: 做了全面介绍.
fn is_noun(sentence: &Sentence<'_>, verb: usize) -> bool {
    let last = sentence.token_before(verb);
    last.is_some_and(|t| sentence.lexicon.noun_signs.contains(t.text))
}

/// “…”。青年干部李明在会上说。: the sentence behind the quotation says whose it is.
fn cue_next(sentence: &Sentence<'_>, quote: Quotation) -> Option<Cue> {
    let end = sentence.span.end;
    if !sentence_like(sentence, quote) {
        return None;
    }
    let next = sentence.article.text.get(end..)?.trim_start_matches([' ', '\u{3000}']);
    let stop =
        next.char_indices().take(LONGEST_NEXT).find(|(_, c)| !(c.is_alphanumeric() || *c == '·')).map(|(at, _)| at)?;
    let clause = next.get(..stop).filter(|_| next[stop..].starts_with('。'))?;
    let (verb, _) = sentence.lexicon.speech_verbs.longest_suffix(clause)?;
    let subject = clause.strip_suffix(verb).filter(|subject| !subject.ends_with('知'))?;
    let subject = subject.split_once(['在', '对', '向', '接']).map_or(subject, |(who, _)| who);
    let subject = subject.trim_end_matches(['也', '还', '又', '则', '都']);
    let speaker = actor::titled(sentence, subject).unwrap_or(subject);
    (speaker.chars().count() > 1)
        .then(|| Cue { verb: bare(sentence, verb).to_owned(), speaker: Some(speaker.to_owned()) })
}

/// Whether a quotation within reported speech is more than a phrase: it speaks of 我, 你, 这, or has clauses.
fn tells(sentence: &Sentence<'_>, quote: Quotation) -> bool {
    let inner = sentence.slice(quote.inner);
    let marks = inner.trim_end_matches(['，', '。', '！', '？', '…']).contains(['，', '。', '！', '？']);
    (marks || spoken(sentence, inner, "deictic")) && sentence_like(sentence, quote)
}

/// Whether a word of somebody speaking stands in a text that says so much of it.
fn spoken(sentence: &Sentence<'_>, text: &str, sign: &str) -> bool {
    let words = &sentence.lexicon.speech_words;
    let says = |at: usize| words.prefixes(&text[at..]).any(|(_, signs)| signs.split(' ').any(|own| own == sign));
    text.char_indices().any(|(at, c)| words.starts(c) && says(at))
}
