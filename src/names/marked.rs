//! Organizations that a mark in the text gives away: quotation marks, a stock code, a company's usual last word.

use super::atom::{Atom, Stuff};
use super::line::{Line, chars, is_distinctive, is_glued, is_han};
use super::organization::part_of_a_name;
use super::{Name, NameKind};
use crate::segment::{Pos, knows};
use crate::span::Span;

/// “银龄调解队”, “红马甲”志愿服务队: a team or body named in quotation marks.
pub(super) fn quoted(line: &Line<'_>, atoms: &[Atom<'_>]) -> Vec<Name> {
    let mut found = Vec::new();
    let mut open = None;
    for (place, atom) in atoms.iter().enumerate() {
        match atom.text {
            "“" | "「" | "\"" if open.is_none() => open = Some(place),
            "”" | "」" | "\"" => {
                let Some(from) = open.take() else { continue };
                let inner = Span::new(atoms[from].span.end, atom.span.start);
                if inner.is_empty() || chars(line.slice(inner)) > 14 {
                    continue;
                }
                if let Some((end, class)) = behind_quotes(line, atoms, place + 1) {
                    let mut start = atoms[from].span.start;
                    if from > 0 && matches!(atoms[from - 1].stuff, Stuff::Place | Stuff::Body) {
                        start = atoms[from - 1].span.start;
                    }
                    let name =
                        Name::new(Span::new(start, end), NameKind::Organization, "organization/quoted-and-last-word");
                    found.push(name.classed(class).sure(true));
                    continue;
                }
                let text = line.slice(inner);
                let plain = text.chars().all(|c| is_han(c) || c.is_alphanumeric());
                if let Some((word, class)) = line.lexicon.org_quoted.longest_suffix(text)
                    && plain
                    && word.len() < text.len()
                {
                    found.push(
                        Name::new(inner, NameKind::Organization, "organization/quoted").classed(class).sure(true),
                    );
                }
            }
            _ => {}
        }
    }
    found
}

/// The end of the nouns behind a closing quotation mark that make the whole a body.
fn behind_quotes(line: &Line<'_>, atoms: &[Atom<'_>], place: usize) -> Option<(usize, &'static str)> {
    let from = atoms.get(place)?.span.start;
    let mut best = None;
    for atom in atoms.iter().skip(place).take(5) {
        if !part_of_a_name(line, atom) || atom.stuff == Stuff::Place {
            break;
        }
        if let Some((_, class)) = line.lexicon.org_quoted.longest_suffix(&line.text[from..atom.span.end]) {
            best = Some((atom.span.end, class));
        }
    }
    best
}

/// 东华精工（002633）: the name before a stock code.
pub(super) fn by_code(line: &Line<'_>, atoms: &[Atom<'_>]) -> Vec<Name> {
    let mut found = Vec::new();
    for (place, atom) in atoms.iter().enumerate() {
        if !matches!(atom.text, "（" | "(") || place == 0 {
            continue;
        }
        // A known name before the code is the name.
        if atoms[place - 1].stuff == Stuff::Body {
            continue;
        }
        let rest = line.after(atom.span.end);
        let code = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let tail = rest.get(code..).unwrap_or_default();
        if !(5..=6).contains(&code) || !tail.starts_with(['）', ')', '.']) {
            continue;
        }
        let mut first = place;
        while first > 0
            && place - first < 5
            && atoms[first - 1].text.chars().all(|c| c.is_alphanumeric() || c == '*')
            && !matches!(atoms[first - 1].stuff, Stuff::Word(Pos::Preposition | Pos::Particle | Pos::Time))
        {
            first -= 1;
        }
        let span = Span::new(atoms[first].span.start, atom.span.start);
        if (2..=12).contains(&chars(line.slice(span))) {
            let name = Name::new(span, NameKind::Organization, "organization/stock-code");
            found.push(name.classed("company").sure(true));
        }
    }
    found
}

/// 华升科技：, 广汇通信公告: two characters and a company's usual last word, where a company is spoken of.
pub(super) fn by_company_ending(line: &Line<'_>, atoms: &[Atom<'_>]) -> Vec<Name> {
    let mut found = Vec::new();
    for (place, atom) in atoms.iter().enumerate().skip(1) {
        if !line.lexicon.company_endings.contains(atom.text) {
            continue;
        }
        let mut first = place;
        while first > 0 && place - first < 2 && chars(&line.text[atoms[first - 1].span.start..atom.span.start]) <= 3 {
            let before = &atoms[first - 1];
            if !before.text.chars().all(is_han) {
                break;
            }
            first -= 1;
        }
        let stem = &line.text[atoms[first].span.start..atom.span.start];
        let one = place - first == 1;
        let named = one && (is_distinctive(stem, Pos::Other) || matches!(atoms[first].stuff, Stuff::Place))
            || place - first == 2 && chars(stem) == 2;
        let spoken = speaks_of_companies(line, atom.span.end);
        let opens = line.last_char(atoms[first].span.start).is_none_or(|c| !is_han(c));
        let stop = line.lexicon.org_stop_words.contains(stem);
        let introduced = line.after(atom.span.end).starts_with(['：', ':', '（', '(', '）']);
        let named = named || one && spoken && (opens && introduced || atoms[first].stuff == Stuff::Body);
        let plain = atoms[first..place].iter().all(|a| match a.stuff {
            Stuff::Word(pos) => {
                !is_glued(a.text) && !matches!(pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Conjunction)
            }
            _ => true,
        });
        let named = named && plain && !stem.contains(['大', '新', '的', '以', '和', '与', '等']) | introduced;
        let country = line.lexicon.countries.contains(stem);
        if named && chars(stem) >= 2 && !stop && !country && (spoken || opens && one && !knows(stem)) {
            let span = Span::new(atoms[first].span.start, atom.span.end);
            let name = Name::new(span, NameKind::Organization, "organization/company-ending");
            found.push(name.classed("company").sure(spoken));
        }
    }
    found
}

/// Whether what follows is said of companies.
pub(super) fn speaks_of_companies(line: &Line<'_>, at: usize) -> bool {
    let rest = line.after(at);
    rest.starts_with(['：', ':', '（', '(', '】', '）'])
        || line.lexicon.company_cues.longest_prefix(rest).is_some_and(|(_, side)| side == "after")
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || rest.is_empty()
}
