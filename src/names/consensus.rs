//! What the tagger thinks of a name over the whole article: each place where the name stands is weighed, and it is a name in
//! all of them or in none. One sentence may mislead the tagger, all of them seldom do.

use foldhash::HashMap;

use super::starts::Starts;
use super::{Name, NameKind, tagged};
use crate::chars::chars;
use crate::sentence::Sentence;
use crate::span::Span;

/// A name that the tagger alone has found, and where it stands.
struct Candidate<'a> {
    text: &'a str,
    places: Vec<Occurrence>,
}

struct Occurrence {
    sentence: usize,
    span: Span,
    /// What it was found as here.
    kind: Option<NameKind>,
}

/// Places of a name that are weighed; more say nothing new.
const MOST_WEIGHED: usize = 12;
/// How much one place can say, in steps of the tagger's scores.
const MOST_SAID: i32 = 120;
/// How much a neighbour in a list says: 李永兵、赵晨江、常景 are of one kind.
const LISTED: i32 = 60;
/// Characters of a name whose nature may be in doubt.
const MOST_CHARS: usize = 12;
/// Above the first a name is one everywhere, below the second nowhere, by [`NameKind`]. The tagger misses bodies more often
/// than it invents them.
const BOUNDS: [(i32, i32); 3] = [(-60, -60), (-20, -30), (0, -60)];
/// What stands before the name of a storm.
const STORMS: [&str; 3] = ["台风", "飓风", "风暴"];
/// What stands behind the name of a site.
const SITES: [&str; 5] = ["遗址", "古城", "盆地", "河谷", "古镇"];

/// Settles what each name of the tagger is.
pub(super) fn agree(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    for names in names.iter_mut() {
        Name::sort(names);
    }
    let mut candidates = candidates(sentences, names);
    if candidates.is_empty() {
        return;
    }
    find(sentences, names, &mut candidates);
    for candidate in &candidates {
        let Some(kind) = candidate.places.iter().find_map(|p| p.kind) else { continue };
        let nobody = candidate.places.iter().any(|p| names_no_person(&sentences[p.sentence], p.span));
        let settled = candidate.places.iter().all(|p| p.kind == Some(kind)) && !(nobody && kind == NameKind::Person);
        if !settled {
            settle(candidate, nobody, sentences, names);
        }
    }
}

fn settle(candidate: &Candidate<'_>, nobody: bool, sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    let weighed = &candidate.places[..candidate.places.len().min(MOST_WEIGHED)];
    let mut scores = [0; 3];
    for place in weighed {
        let fit = tagged::fit(&sentences[place.sentence], place.span);
        for (score, fit) in scores.iter_mut().zip(fit) {
            *score += fit.clamp(-MOST_SAID, MOST_SAID);
        }
        if let Some(kind) = beside(&sentences[place.sentence], &names[place.sentence], place.span) {
            scores[kind as usize] += LISTED;
        }
    }
    let score = |kind: NameKind| match kind {
        NameKind::Person if nobody => -MOST_SAID,
        _ => scores[kind as usize] / weighed.len() as i32,
    };
    let kinds = [NameKind::Place, NameKind::Organization, NameKind::Person];
    let Some(kind) = kinds.into_iter().max_by_key(|&kind| score(kind)) else { return };
    let (everywhere, nowhere) = BOUNDS[kind as usize];
    let score = score(kind);
    for place in &candidate.places {
        let names = &mut names[place.sentence];
        if score > everywhere {
            if place.kind != Some(kind) {
                let inside = |n: &Name| n.kind == NameKind::Place && n.span != place.span;
                names.retain(|n| !n.span.overlaps(place.span) || inside(n) && kind == NameKind::Organization);
                names.push(tagged::named(&sentences[place.sentence], place.span, kind));
            }
        } else if score <= nowhere {
            names.retain(|n| n.span != place.span || !n.is_tagged());
        } else {
            // As it is, and nothing for the rest of the article.
            names.iter_mut().filter(|n| n.span == place.span && n.is_tagged()).for_each(|n| n.sure = false);
        }
    }
}

/// The kind of the names on either side in a list.
fn beside(sentence: &Sentence<'_>, names: &[Name], span: Span) -> Option<NameKind> {
    let comma = '、'.len_utf8();
    let left = sentence.before(span.start).ends_with('、').then(|| span.start - comma);
    let right = sentence.after(span.end).starts_with('、').then(|| span.end + comma);
    let left = left.and_then(|at| names.iter().find(|n| n.span.end == at)).map(|n| n.kind);
    let right = right.and_then(|at| names.iter().find(|n| n.span.start == at)).map(|n| n.kind);
    match (left, right) {
        (Some(a), Some(b)) if a != b => None,
        _ => left.or(right),
    }
}

/// 台风“贝碧嘉”, 陶寺|遗址: what stands beside it tells a storm or a site.
fn names_no_person(sentence: &Sentence<'_>, span: Span) -> bool {
    let before = sentence.before(span.start).trim_end_matches(['“', '"', '「']);
    let after = sentence.after(span.end);
    STORMS.iter().any(|s| before.ends_with(s)) || SITES.iter().any(|s| after.starts_with(s))
}

fn candidates<'a>(sentences: &[Sentence<'a>], names: &[Vec<Name>]) -> Vec<Candidate<'a>> {
    let mut tagged: HashMap<&str, bool> = HashMap::default();
    for (sentence, names) in sentences.iter().zip(names) {
        for name in names {
            *tagged.entry(sentence.slice(name.span)).or_insert(true) &= name.is_tagged();
        }
    }
    let doubtful = |text: &str| (2..=MOST_CHARS).contains(&chars(text));
    let texts = tagged.into_iter().filter(|(text, tagged)| *tagged && doubtful(text));
    let mut candidates: Vec<_> = texts.map(|(text, _)| Candidate { text, places: Vec::new() }).collect();
    // The longest first, and one order in every run.
    candidates.sort_unstable_by_key(|c| (std::cmp::Reverse(c.text.len()), c.text));
    candidates
}

/// Finds where each candidate stands and no longer name does.
fn find(sentences: &[Sentence<'_>], names: &[Vec<Name>], candidates: &mut [Candidate<'_>]) {
    let mut starts = Starts::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(alike) = starts.like(candidate.text) {
            alike.push(at);
        }
    }
    for (number, (sentence, names)) in
        sentences.iter().zip(names).enumerate().filter(|(_, (sentence, _))| !sentence.tokens.is_empty())
    {
        let mut until = sentence.span.start;
        // The first name that may still reach where we are.
        let mut first = 0;
        for (at, c) in sentence.text().char_indices() {
            let start = sentence.span.start + at;
            if start < until || !starts.may_begin(c) {
                continue;
            }
            let alike = starts.at(sentence.after(start));
            if alike.is_empty() {
                continue;
            }
            while names.get(first).is_some_and(|n| n.span.end <= start) {
                first += 1;
            }
            let place = alike.iter().find_map(|&which| {
                let text = candidates[which].text;
                let span = Span::new(start, start + text.len());
                sentence
                    .after(start)
                    .starts_with(text)
                    .then(|| stands(sentence, &names[first..], span))
                    .flatten()
                    .map(|kind| (which, span, kind))
            });
            if let Some((which, span, kind)) = place {
                candidates[which].places.push(Occurrence { sentence: number, span, kind });
                until = span.end;
            }
        }
    }
}

/// Whether a name may stand here, and what the tagger found it as.
fn stands(sentence: &Sentence<'_>, names: &[Name], span: Span) -> Option<Option<NameKind>> {
    let mut over = names.iter().take_while(|n| n.span.start < span.end).filter(|n| n.span.overlaps(span));
    if let Some(same) = over.clone().find(|n| n.span == span && n.is_tagged()) {
        return Some(Some(same.kind));
    }
    let borders = sentence.is_border(span.start) || sentence.is_border(span.end);
    (borders && over.all(|n| span.contains(n.span) && n.span != span && !n.is_users())).then_some(None)
}
