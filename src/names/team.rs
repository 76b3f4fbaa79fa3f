//! Teams by short names that are words elsewhere (活塞, 太阳): teams where the article is about a match.

use foldhash::HashSet;

use super::{Class, Name, NameKind, NameRule};
use crate::sentence::Sentence;
use crate::span::Span;

/// Different words of matches that make an article a report of one.
const ENOUGH_WORDS: usize = 3;
/// Different teams: a match has two.
const ENOUGH_TEAMS: usize = 2;

pub(super) fn find<'a>(sentences: &[Sentence<'a>], names: &mut [Vec<Name>]) {
    let found: Vec<Vec<Span>> =
        sentences.iter().zip(names.iter()).map(|(sentence, names)| nicknames(sentence, names)).collect();
    if found.iter().all(Vec::is_empty) {
        return;
    }
    let listed = sentences.iter().zip(&found).flat_map(|(sentence, spans)| spans.iter().map(|&s| sentence.slice(s)));
    let told = sentences.iter().zip(names.iter()).flat_map(|(sentence, names)| {
        names
            .iter()
            .filter(|n| n.kind == NameKind::Organization && n.class == Class::Team)
            .map(|n| sentence.slice(n.span))
    });
    let teams: HashSet<&str> = listed.chain(told).collect();
    if teams.len() < ENOUGH_TEAMS {
        return;
    }
    let told = |sentence: &Sentence<'a>| {
        sentence.tokens.iter().filter(|t| t.is_in(&sentence.lexicon.match_words)).map(|t| t.text)
    };
    let words: HashSet<&str> = sentences.iter().flat_map(told).collect();
    if words.len() < ENOUGH_WORDS {
        return;
    }
    for (names, spans) in names.iter_mut().zip(found) {
        for span in spans {
            names.retain(|n| !n.span.overlaps(span));
            names.push(
                Name::new(span, NameKind::Organization, NameRule::OrganizationTeam).classed(Class::Team).sure(false),
            );
        }
    }
}

/// Listed short names that are words of their own and no part of a longer name.
fn nicknames(sentence: &Sentence<'_>, names: &[Name]) -> Vec<Span> {
    let mut found = Vec::new();
    for token in sentence.tokens {
        let start = token.span.start;
        let Some((word, _)) = token.longest_in(&sentence.lexicon.team_nicknames, sentence.after(start)) else {
            continue;
        };
        let span = Span::new(start, start + word.len());
        let longer = |n: &Name| {
            n.span.overlaps(span) && (!span.contains(n.span) || n.kind == NameKind::Organization || n.is_users())
        };
        if sentence.is_border(span.end) && !names.iter().any(longer) {
            found.push(span);
        }
    }
    found
}
