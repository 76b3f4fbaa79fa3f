//! What the tagger thinks of a name over the whole article: each place where the name stands is weighed, and it is a name in
//! all of them or in none. One sentence may mislead the tagger, all seldom do.

use std::collections::HashMap;

use super::line::{Line, chars};
use super::{Name, NameKind, tagged};
use crate::span::Span;

/// A name that the tagger has found somewhere, and where it stands.
struct Candidate<'a> {
    text: &'a str,
    /// Whether a rule found it too, so that nothing is to be settled.
    fixed: bool,
    places: Vec<Occurrence>,
}

struct Occurrence {
    line: usize,
    span: Span,
    kind: Option<NameKind>,
}

/// Places of a name that are weighed; more say nothing new.
const MOST_WEIGHED: usize = 12;
/// How much one place can say.
const MOST_SAID: i32 = 120;

pub(super) fn agree(lines: &[Line<'_>], names: &mut [Vec<Name>]) {
    let env = |k: &str, d: i32| std::env::var(k).ok().and_then(|v| v.parse().ok()).unwrap_or(d);
    let high = [env("SH_HO", -60), env("SH_HP", -20), env("SH_HL", 0)];
    let low = [env("SH_LO", -60), env("SH_LP", -30), env("SH_LL", -60)];
    let debug = std::env::var("SH_DEBUG").is_ok();
    let mut candidates = candidates(lines, names);
    if candidates.is_empty() {
        return;
    }
    find(lines, names, &mut candidates);
    for candidate in candidates.iter().filter(|c| !c.fixed) {
        let first = candidate.places.iter().find_map(|p| p.kind);
        if candidate.places.iter().all(|p| p.kind == first) && !(first == Some(NameKind::Person) && candidate.places.iter().any(|p| names_no_person(&lines[p.line], p.span))) {
            continue;
        }
        if candidate.places.is_empty() { continue; }
        let nobody = candidate.places.iter().any(|p| names_no_person(&lines[p.line], p.span));
        let mut sums = [0; 3];
        let weighed = candidate.places.len().min(MOST_WEIGHED);
        for place in &candidate.places[..weighed] {
            let fit = tagged::fit(&lines[place.line], place.span);
            if debug { eprintln!("   {:?} {:?} {}", fit, place.kind, lines[place.line].slice(Span::new(lines[place.line].text.floor_char_boundary(place.span.start.saturating_sub(18)).max(lines[place.line].span.start), lines[place.line].text.ceil_char_boundary(place.span.end+18).min(lines[place.line].span.end)))); }
            for (sum, fit) in sums.iter_mut().zip(fit) {
                *sum += fit.clamp(-MOST_SAID, MOST_SAID);
            }
            if let Some(kind) = beside(&lines[place.line], &names[place.line], place.span) { sums[kind as usize] += env("SH_BESIDE", 60); }
        }
        let mut mean = sums.map(|s| s / weighed as i32);
        if nobody { mean[NameKind::Person as usize] = -MOST_SAID; }
        let Some(kind) = [NameKind::Place, NameKind::Organization, NameKind::Person].into_iter().max_by_key(|&k| mean[k as usize]) else { continue };
        let score = mean[kind as usize];
        if debug { eprintln!("{} {:?} {:?} {:?}", candidate.text, mean, kind, candidate.places.iter().map(|p| p.kind).collect::<Vec<_>>()); }
        let verdict = if score > high[kind as usize] { Some(kind) } else { None };
        if verdict.is_none() && score > low[kind as usize] {
            for place in &candidate.places {
                if let Some(name) = names[place.line].iter_mut().find(|n| n.span == place.span && n.rule.ends_with("/tagged")) { name.sure = false; }
            }
            continue;
        }
        for place in &candidate.places {
            let line = &lines[place.line];
            let names = &mut names[place.line];
            if place.kind == verdict { continue; }
            names.retain(|n| !n.span.overlaps(place.span) || n.kind == NameKind::Place && n.span != place.span && verdict == Some(NameKind::Organization));
            if let Some(kind) = verdict {
                let name = tagged::named(line, place.span, kind);
                names.push(name);
            }
        }
    }
    for names in names.iter_mut() {
        names.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end), n.kind));
    }
}

/// The kind of the names on either side in a list: 李永兵、赵晨江、常景等.
fn beside(line: &Line<'_>, names: &[Name], span: Span) -> Option<NameKind> {
    let list = '、';
    let before = line.before(span.start).strip_suffix(list).map(|b| line.span.start + b.len());
    let behind = line.after(span.end).starts_with(list).then(|| span.end + list.len_utf8());
    let kind = |fits: &dyn Fn(&Name) -> bool| names.iter().filter(|n| fits(n)).map(|n| n.kind).next();
    let left = before.and_then(|at| kind(&|n: &Name| n.span.end == at));
    let right = behind.and_then(|at| kind(&|n: &Name| n.span.start == at));
    match (left, right) {
        (Some(a), Some(b)) if a != b => None,
        _ => left.or(right),
    }
}

/// 台风“贝碧嘉”, 陶寺|遗址: what stands beside it tells a storm or a place.
fn names_no_person(line: &Line<'_>, span: Span) -> bool {
    let before = line.before(span.start).trim_end_matches(['“', '"', '「']);
    before.ends_with("台风") || before.ends_with("飓风") || before.ends_with("风暴") || SITES.iter().any(|s| line.after(span.end).starts_with(s))
}

const SITES: [&str; 5] = ["遗址", "古城", "盆地", "河谷", "古镇"];

fn candidates<'a>(lines: &[Line<'a>], names: &[Vec<Name>]) -> Vec<Candidate<'a>> {
    let mut known: HashMap<&str, bool> = HashMap::new();
    for (line, names) in lines.iter().zip(names) {
        for name in names {
            let text = line.slice(name.span);
            *known.entry(text).or_default() |= !name.rule.ends_with("/tagged");
        }
    }
    let add = std::env::var("SH_ADD").unwrap_or_default(); let add: Vec<&'static str> = Box::leak(add.into_boxed_str()).split(',').collect(); for a in add { if a.len() > 1 { known.entry(a).or_default(); } }
    known.into_iter().filter(|(text, fixed)| !fixed && chars(text) > 1 && chars(text) <= 12).map(|(text, fixed)| Candidate { text, fixed, places: Vec::new() }).collect()
}

/// Finds where each candidate stands.
fn find(lines: &[Line<'_>], names: &[Vec<Name>], candidates: &mut [Candidate<'_>]) {
    let mut by_start: HashMap<[char; 2], Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let mut chars = candidate.text.chars();
        if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
            by_start.entry([a, b]).or_default().push(at);
        }
    }
    for alike in by_start.values_mut() {
        alike.sort_by_key(|&at| std::cmp::Reverse(candidates[at].text.len()));
    }
    for (number, (line, names)) in lines.iter().zip(names).enumerate() {
        if line.tokens.is_empty() {
            continue;
        }
        let mut chars = line.slice(line.span).char_indices().peekable();
        let mut until = 0;
        let mut first = 0;
        while let Some((at, a)) = chars.next() {
            let Some(&(_, b)) = chars.peek() else { break };
            if at < until {
                continue;
            }
            let Some(alike) = by_start.get(&[a, b]) else { continue };
            let start = line.span.start + at;
            while names.get(first).is_some_and(|n| n.span.end <= start) {
                first += 1;
            }
            for &which in alike {
                let text = candidates[which].text;
                if !line.after(start).starts_with(text) {
                    continue;
                }
                let span = Span::new(start, start + text.len());
                let over = || names[first..].iter().take_while(|n| n.span.start < span.end).filter(|n| n.span.overlaps(span));
                let same = over().find(|n| n.span == span && n.rule.ends_with("/tagged"));
                if same.is_none() && !(line.is_border(span.start) || line.is_border(span.end)) { continue; }
                if same.is_none() && over().any(|n| !span.contains(n.span) || n.span == span) {
                    continue;
                }
                candidates[which].places.push(Occurrence { line: number, span, kind: same.map(|n| n.kind) });
                until = at + text.len();
                break;
            }
        }
    }
}
