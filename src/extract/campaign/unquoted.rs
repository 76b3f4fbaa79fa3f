//! Initiatives without quotation marks: a stem and a strong head, or a name that everybody knows.

use super::super::Mention;
use super::super::border::Stem;
use super::{Campaign, ends_word, first_word, from_list};
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;

/// Names without quotation marks that end in a strong head: 爱心扶贫接力行动, 乡村振兴战略.
pub(super) fn find(sentence: &Sentence<'_>, quotes: &[Quotation], out: &mut Vec<Mention>) {
    for (place, token) in sentence.tokens.iter().enumerate() {
        if !token.may_close(&sentence.lexicon.campaign_heads) {
            continue;
        }
        let end = token.span.end;
        let Some((head, value)) = sentence.lexicon.campaign_heads.longest_suffix(sentence.before(end)) else {
            continue;
        };
        if value.ends_with("never") || !value.ends_with("named") && !matches!(head, "活动" | "计划" | "工程") {
            continue;
        }
        // 行动计划, 行动方案: the head goes on.
        let next = sentence.tokens.get(place + 1).map_or("", |t| t.text);
        if sentence.lexicon.campaign_heads.contains(next)
            || sentence.lexicon.event_heads.contains(next)
            || sentence.lexicon.document_heads.contains(next)
        {
            continue;
        }
        let head_start = end - head.len();
        let head_start = sentence.token_at(head_start).map_or(head_start, |t| t.span.start);
        let stem = Stem::read(sentence, quotes, head_start);
        let span = Span::new(stem.start, end);
        // “…”战略 is a quoted name; in 打击制售“…”犯罪专项行动 the quotation is but a part.
        let led = sentence.token_at(stem.start);
        let led = led.is_some_and(|t| t.is_in(&sentence.lexicon.name_verbs));
        let behind_quote = Quotation::ending_at(quotes, head_start).is_some();
        if Quotation::holds(quotes, Span::new(head_start, end))
            || behind_quote
            || stem.quoted && !led
            || stem.chars == 0
        {
            continue;
        }
        if !named(sentence, &stem, head, value, head_start, end) {
            continue;
        }
        let name = sentence.slice(span).to_owned();
        let class = last_class(sentence, head);
        let record = Campaign {
            name,
            head: Some(class.to_owned()),
            class: from_list(first_word(value)).unwrap_or_default(),
            parts: Vec::new(),
            organizer: None,
        };
        out.push(Mention::new(span, "campaign/head", record));
    }
}

/// The class noun of a listed head: 提升行动 is a sort of 行动.
fn last_class<'h>(sentence: &Sentence<'_>, head: &'h str) -> &'h str {
    sentence.lexicon.campaign_classes.longest_suffix(head).map_or(head, |(class, _)| class)
}

/// Whether stem and head together are a name and no description.
fn named(sentence: &Sentence<'_>, stem: &Stem, head: &str, value: &str, head_start: usize, end: usize) -> bool {
    let text = sentence.slice(Span::new(stem.start, end));
    let chars = text.chars().count();
    let verb =
        stem.before.and_then(|p| sentence.tokens.get(p)).map(|t| sentence.before(t.span.end)).unwrap_or_default();
    let verb = verb.trim_end_matches(['了', '的']);
    let opened = sentence.lexicon.campaign_verbs.longest_suffix(verb).is_some_and(|(_, value)| !value.is_empty());
    let stem_chars = sentence.slice(Span::new(stem.start, head_start)).chars().count();
    let whole_stem = chars - last_class(sentence, head).chars().count().min(chars);
    match head {
        "活动" => opened && stem_chars >= 8,
        "工程" | "计划" => opened && stem_chars >= 4,
        "倡议" => false,
        // 战略伙伴, 战略合作: no initiative.
        _ if head.ends_with("战略") => {
            let goes_on = sentence.token_from(end);
            opened && whole_stem >= 2 && !goes_on.is_some_and(|t| t.pos.is_nominal())
        }
        _ if head.ends_with("活动") => opened && whole_stem >= 7,
        _ if head.ends_with("专项行动") || head.ends_with("专项整治行动") => stem_chars >= 3,
        _ if value.starts_with("themed_period") => opened && stem_chars >= 2,
        "行动" => opened && stem_chars >= 3 || stem_chars >= 6 && stem.proper,
        _ => opened && whole_stem >= 4 || whole_stem >= 7,
    }
}

/// Initiatives known by their bare names: 河长制, 扫黄打非.
pub(super) fn known(sentence: &Sentence<'_>, quotes: &[Quotation], out: &mut Vec<Mention>) {
    let mut at = sentence.span.start;
    for token in sentence.tokens {
        if token.span.start < at {
            continue;
        }
        let rest = sentence.after(token.span.start);
        let Some((name, value)) = token.longest_in(&sentence.lexicon.campaign_names, rest) else { continue };
        let span = Span::new(token.span.start, token.span.start + name.len());
        // The short ones are names only in quotation marks.
        if value.ends_with("quoted")
            || name.chars().count() < 4 && !name.ends_with('制')
            || !ends_word(sentence, span.end)
            || Quotation::holds(quotes, span)
        {
            continue;
        }
        at = span.end;
        let head = ["战略", "行动", "工程", "计划"].iter().find(|h| name.ends_with(**h)).map(|h| (*h).to_owned());
        let record = Campaign {
            name: name.to_owned(),
            head,
            class: from_list(first_word(value)).unwrap_or_default(),
            ..Campaign::default()
        };
        out.push(Mention::new(span, "campaign/known", record));
    }
}
