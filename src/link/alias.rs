//! Short names that brackets define for an event or a campaign: 第八届江海博览会（以下简称“江博会”）.

use crate::article::{Article, Role};
use crate::extract::parts::Part;
use crate::extract::{Kind, Mention, Record};
use crate::names::definitions;
use crate::span::Span;

/// Definitions of one article; more no article needs.
const MOST: usize = 16;

/// A short name and what it is short for.
pub(super) struct Alias {
    pub(super) kind: Kind,
    pub(super) short: String,
    pub(super) full: String,
}

/// Finds the short names that the article defines, and names them wherever they stand.
pub(super) fn complete(article: &Article<'_>, mentions: &mut Vec<Mention>) -> Vec<Alias> {
    let mut aliases: Vec<(Alias, Record)> = Vec::new();
    for mention in mentions.iter() {
        let full = match &mention.record {
            Record::Event(event) => &event.name,
            Record::Campaign(campaign) => &campaign.name,
            _ => continue,
        };
        let behind = article.text[mention.span.end..].trim_start_matches(['”', '」', '』']);
        for short in definitions(behind) {
            if aliases.iter().any(|(alias, _)| alias.short == short) {
                continue;
            }
            let alias = Alias { kind: mention.kind(), short: short.to_owned(), full: full.clone() };
            aliases.push((alias, named(&mention.record, short)));
        }
        if aliases.len() >= MOST {
            break;
        }
    }
    for (alias, record) in &aliases {
        everywhere(article, alias, record, mentions);
    }
    aliases.into_iter().map(|(alias, _)| alias).collect()
}

/// The record of what bears another name.
fn named(record: &Record, name: &str) -> Record {
    let mut record = record.clone();
    record.parts(&mut |part| {
        if let Part::Name(own) = part {
            name.clone_into(own);
        }
    });
    record
}

fn everywhere(article: &Article<'_>, alias: &Alias, record: &Record, mentions: &mut Vec<Mention>) {
    let mut found = Vec::new();
    for (number, sentence) in article.sentences.iter().enumerate().filter(|(_, s)| s.role != Role::Furniture) {
        for (at, _) in article.slice(sentence.span).match_indices(&alias.short) {
            let start = sentence.span.start + at;
            let span = Span::new(start, start + alias.short.len());
            let first = mentions.partition_point(|m| m.span.start < sentence.span.start);
            let near = mentions[first..].iter().take_while(|m| m.span.start < span.end);
            if near
                .filter(|m| m.kind().is_name())
                .all(|m| !m.span.overlaps(span) || span.contains(m.span) && m.kind() != alias.kind)
            {
                let rule = if alias.kind == Kind::Event { "event/defined" } else { "campaign/defined" };
                found.push(Mention { sentence: number, ..Mention::new(span, rule, record.clone()) });
            }
        }
    }
    if !found.is_empty() {
        mentions.retain(|m| {
            let place = found.partition_point(|f| f.span.end <= m.span.start);
            !(m.kind().is_name() && found.get(place).is_some_and(|f| f.span.contains(m.span)))
        });
        mentions.extend(found);
        Mention::sort(mentions);
    }
}
