//! Colleges by their bare names (会计学院, 继续教育学院), where the article names the school that they belong to.

use super::{Class, Name, NameKind, NameRule};
use crate::chars::{chars, is_han};
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

const COLLEGE: &str = "学院";
const JOINT: &str = "与";
/// Words before the last, characters in all.
const MOST_TOKENS: usize = 5;
const MOST_CHARS: usize = 12;

pub(super) fn find(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    let school = |sentence: &Sentence<'_>, n: &Name| n.class == Class::School && chars(sentence.slice(n.span)) > 3;
    if !sentences.iter().zip(names.iter()).any(|(sentence, names)| names.iter().any(|n| school(sentence, n))) {
        return;
    }
    for (sentence, names) in sentences.iter().zip(names) {
        for (at, token) in sentence.tokens.iter().enumerate().filter(|(_, t)| t.text.ends_with(COLLEGE)) {
            let before =
                sentence.tokens[..at].iter().rev().take(MOST_TOKENS).take_while(|t| may_stand_inside(sentence, t));
            // 与 joins words of a name and begins none.
            let words = before.clone().count();
            let first = before.filter(|t| t.text != JOINT).last().unwrap_or(token);
            let span = Span::new(first.span.start, token.span.end);
            let text = sentence.slice(span);
            // 服务|学院, 促进|学院: what is done to a college; 汉语言|文化学院: a name that goes on to the left.
            let listed = sentence.before(span.start).ends_with('、') || sentence.after(span.end).starts_with('、');
            let deed = words == 1 && matches!(first.pos, Pos::Verb | Pos::VerbalNoun) && !listed;
            let cut =
                sentence.tokens[..at - words].last().is_some_and(|t| t.span.end == span.start && t.pos == Pos::Person);
            let named = (4..=MOST_CHARS).contains(&chars(text))
                && !deed
                && !cut
                && !sentence.lexicon.org_generics.contains(text);
            if named && !names.iter().any(|n| n.span.overlaps(span)) {
                names.push(
                    Name::new(span, NameKind::Organization, NameRule::OrganizationCollege).classed(Class::School),
                );
            }
        }
    }
}

fn may_stand_inside(sentence: &Sentence<'_>, token: &Token<'_>) -> bool {
    let part = token.pos.is_nominal() && !matches!(token.pos, Pos::Time | Pos::Person | Pos::Place | Pos::Locality)
        || token.text == JOINT
        || token.is_in(&sentence.lexicon.org_verbs);
    part && token.text.chars().all(is_han)
        && !token.is_in(&sentence.lexicon.org_stop_words)
        && !token.text.ends_with(COLLEGE)
}
