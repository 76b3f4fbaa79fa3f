//! Organizations of a sentence: by complete names, by a place or its level word and a body (沿滩区|委统战部, 县|教育局), by
//! last word and what stands before it (江苏鼎元五金股份有限公司), by quotation marks or a stock code.

use super::atom::{Atom, Stuff, cut, marks};
use super::line::{Line, chars, covered, covering, is_distinctive, is_glued, is_han, is_word};
use super::marked::{by_code, by_company_ending, quoted, speaks_of_companies};
use super::place::RISKY;
use super::{Name, NameKind};
use crate::segment::Pos;
use crate::span::Span;

/// How far a name reaches to the left of its last word.
const MOST_ATOMS: usize = 12;
const MOST_CHARS: usize = 32;
/// The characters that stand for a division: 县|教育局.
const LEVELS: [char; 12] = ['省', '市', '区', '县', '镇', '乡', '村', '州', '旗', '校', '盟', '厂'];
/// What makes a level word general: 全县教育局, 各市政府.
const GENERAL: [char; 14] = ['全', '各', '该', '本', '某', '每', '两', '外', '跨', '这', '哪', '多', '几', '我'];

/// Complete names, as listed.
pub(super) fn known(line: &Line<'_>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut until = line.span.start;
    for token in line.tokens {
        if token.span.start < until {
            continue;
        }
        let at = token.span.start;
        let Some((word, class)) = line.lexicon.org_names.longest_prefix(line.after(at)) else { continue };
        let end = at + word.len();
        if !line.is_border(end) && chars(word) < 3 {
            continue;
        }
        // A short name inside another name: 民进 in 人民进步.
        if !line.is_border(end) && chars(word) < 5 && !inside_is_a_title(line, end) {
            continue;
        }
        until = end;
        found.push(
            Name::new(Span::new(at, end), NameKind::Organization, "organization/listed").classed(class).sure(true),
        );
    }
    found
}

/// Whether the rest of the word that holds `at` is a title: 县委|书记 as one word.
fn inside_is_a_title(line: &Line<'_>, at: usize) -> bool {
    let Some(token) = line.token_at(at) else { return true };
    line.lexicon.titles.contains(&line.text[at..token.span.end])
}

pub(super) fn find(line: &Line<'_>, known: &[Name], places: &[Name]) -> Vec<Name> {
    let mut found: Vec<Name> = known.to_vec();
    found.extend(bodies(line, places));
    let mut stuff: Vec<(Span, Stuff)> = marks(&found, Stuff::Body).collect();
    stuff.extend(marks(places, Stuff::Place));
    let atoms = cut(line, &stuff);
    found.extend(by_last_word(line, &atoms));
    found.extend(quoted(line, &atoms));
    found.extend(by_code(line, &atoms));
    found.extend(by_company_ending(line, &atoms));
    let mut found = longest(found);
    for name in &mut found {
        extend_right(line, &atoms, name);
        extend_left(line, places, name);
    }
    longest(found)
}

/// Of names that overlap, the longest.
fn longest(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|n| (n.span.start, std::cmp::Reverse(n.span.end)));
    let mut kept: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(name.span) => {
                if name.span.len() > last.span.len() {
                    *last = name;
                }
            }
            _ => kept.push(name),
        }
    }
    kept
}

/// A place or a level word and a body behind it.
fn bodies(line: &Line<'_>, places: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    for place in places {
        let Some((end, class)) = body_at(line, place.span.end) else { continue };
        let span = Span::new(place.span.start, end);
        let mut name = Name::new(span, NameKind::Organization, "organization/place-and-body").classed(class).sure(true);
        name.codes.clone_from(&place.codes);
        found.push(name);
    }
    let inside = covered(places.iter().map(|p| p.span));
    for (place, token) in line.tokens.iter().enumerate() {
        let at = token.span.start;
        if let Some(word) =
            ["团省委", "团市委", "团县委", "团区委", "团州委"].iter().find(|w| line.after(at).starts_with(**w))
        {
            let span = Span::new(at, at + word.len());
            found.push(
                Name::new(span, NameKind::Organization, "organization/youth-league").classed("association").sure(true),
            );
            continue;
        }
        // 及省|税务局: a function word drawn into the level word.
        let at = at + if is_glued_level(token.text) { '及'.len_utf8() } else { 0 };
        let Some(level) = line.next_char(at).filter(|c| LEVELS.contains(c)) else { continue };
        let general = place > 0 && line.last_char(at).is_some_and(|c| GENERAL.contains(&c));
        if general || covering(&inside, at).is_some() {
            continue;
        }
        let Some((end, class)) = body_at(line, at + level.len_utf8()) else { continue };
        // 市场部, 区域: the word must not be another.
        if found.last().is_some_and(|n: &Name| n.span.end > at) {
            continue;
        }
        found.push(
            Name::new(Span::new(at, end), NameKind::Organization, "organization/level-and-body")
                .classed(class)
                .sure(true),
        );
    }
    found
}

fn is_glued_level(text: &str) -> bool {
    let mut chars = text.chars();
    let joins = chars.next().is_some_and(|c| matches!(c, '及' | '和' | '与' | '由' | '对' | '向'));
    joins && chars.next().is_some_and(|c| LEVELS.contains(&c)) && chars.next().is_none()
}

/// The body that begins at byte `at`, to its end.
fn body_at(line: &Line<'_>, at: usize) -> Option<(usize, &'static str)> {
    let (word, class) = line.lexicon.org_bodies.longest_prefix(line.after(at))?;
    let end = at + word.len();
    if line.is_border(end) || inside_is_a_title(line, end) {
        return Some((end, class));
    }
    // The longest one may run into the next word: take the longest that ends where a word does.
    let mut end = end;
    for c in word.chars().rev() {
        end -= c.len_utf8();
        if end > at && line.is_border(end) {
            return line.lexicon.org_bodies.get(&line.text[at..end]).map(|class| (end, class));
        }
    }
    None
}

/// 深圳市公安局|福田分局, 国家卫生健康委|医政司: the unit of a body that stands right behind it.
fn extend_right(line: &Line<'_>, atoms: &[Atom<'_>], name: &mut Name) {
    let mut end = name.span.end;
    let place = atoms.partition_point(|a| a.span.start < end);
    if atoms.get(place).is_none_or(|a| a.span.start != end) {
        return;
    }
    let mut best = None;
    let from = end;
    for atom in atoms.iter().skip(place).take(4) {
        let vague = atom.stuff == Stuff::Word(Pos::VerbalNoun) && !line.lexicon.org_verbs.contains(atom.text);
        if !part_of_a_name(line, atom)
            || vague
            || atom.stuff == Stuff::Body && (atom.span.start > from || atom.text.starts_with(LEVELS))
        {
            break;
        }
        end = atom.span.end;
        let stem = &line.text[from..end];
        if let Some((_, class)) = unit(line, stem) {
            best = Some((end, class));
        }
    }
    if let Some((end, class)) = best {
        name.span.end = end;
        if !class.is_empty() {
            name.class = class;
        }
    }
}

/// 遵义市桐梓县|委党校, 老挝|公安部, 中国驻|委内瑞拉大使馆: the place right before a name belongs to it.
fn extend_left(line: &Line<'_>, places: &[Name], name: &mut Name) {
    for _ in 0..2 {
        let mut at = name.span.start;
        if line.before(at).ends_with('驻') {
            at -= '驻'.len_utf8();
        }
        // Places come in order and do not overlap.
        let before = places.partition_point(|p| p.span.end < at);
        let Some(place) = places.get(before).filter(|p| p.span.end == at && p.rule != RISKY) else { return };
        name.span.start = place.span.start;
        if name.codes.is_empty() {
            name.codes.clone_from(&place.codes);
        }
    }
}

/// What makes a stretch behind a body a unit of it.
fn unit(line: &Line<'_>, stem: &str) -> Option<(usize, &'static str)> {
    if let Some((word, class)) = line.lexicon.org_units.longest_suffix(stem) {
        let alone = word.len() == stem.len();
        return (!alone || chars(word) > 1).then_some((word.len(), class));
    }
    let (word, class) = line.lexicon.org_suffixes.longest_suffix(stem)?;
    (chars(word) > 1 && chars(stem) >= 3 && word.len() < stem.len()).then_some((word.len(), class))
}

/// Whether an atom may stand inside a name.
pub(super) fn part_of_a_name(line: &Line<'_>, atom: &Atom<'_>) -> bool {
    let Stuff::Word(pos) = atom.stuff else { return true };
    if !is_word(atom.text) || line.lexicon.org_stop_words.contains(atom.text) || is_glued(atom.text) {
        return false;
    }
    pos.is_nominal()
        || matches!(pos, Pos::Other | Pos::Attributive | Pos::Locality | Pos::Phrase | Pos::Latin)
        || pos == Pos::Adjective && (chars(atom.text) == 1 || is_distinctive(atom.text, pos))
        || pos == Pos::Verb && line.lexicon.org_verbs.contains(atom.text)
        || pos == Pos::Numeral
            && atom.text.chars().all(is_han)
            && (chars(atom.text) == 1 || atom.text.starts_with('第'))
        || is_distinctive(atom.text, pos)
}

/// How sure a last word makes a name.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Strength {
    /// 队, 部, 中心: only behind a place or a name of its own.
    Weak,
    /// 学院, 协会, 有限公司: behind any noun.
    Strong,
}

fn strength(word: &str, class: &str) -> Strength {
    let general =
        ["学校", "中学", "小学", "高中", "初中", "职校", "大学", "高校", "幼儿园", "党校", "妇联", "联盟", "中职"];
    let strong = chars(word) >= 2
        && (matches!(class, "school" | "association")
            || word.ends_with("有限公司")
            || word == "集团"
            || word == "志愿服务队"
            || word == "服务队")
        && !general.contains(&word);
    if strong { Strength::Strong } else { Strength::Weak }
}

/// 昆山市宏远钢管有限公司: from the last word to the left as far as a name goes.
fn by_last_word(line: &Line<'_>, atoms: &[Atom<'_>]) -> Vec<Name> {
    let mut found = Vec::new();
    for (place, atom) in atoms.iter().enumerate() {
        let Stuff::Word(pos) = atom.stuff else { continue };
        if !atom.text.chars().all(is_han)
            || chars(atom.text) == 1 && matches!(pos, Pos::Particle | Pos::Preposition | Pos::Conjunction)
        {
            continue;
        }
        let reach = run_start(line, atoms, place);
        // 中学|校长 as one word: the title is no part of the name.
        let title = line.lexicon.titles.longest_suffix(atom.text).map_or(0, |(title, _)| title.len());
        let end = if title < atom.text.len() { atom.span.end - title } else { atom.span.end };
        let stem = &line.text[reach.1..end];
        let Some((word, class)) = line.lexicon.org_suffixes.longest_suffix(stem) else { continue };
        let head = end - word.len();
        // The last word begins where a word begins, or the dictionary does not know the word that holds it.
        let Some(first) = (0..=place).rev().take(6).find(|&p| atoms[p].span.start <= head) else { continue };
        let cut = atoms[first].span.start < head;
        let unknown = matches!(atoms[first].stuff, Stuff::Word(pos) if is_distinctive(atoms[first].text, pos));
        if cut && !unknown && chars(word) == 1 {
            continue;
        }
        // 黄石科技|城, 中国半导体|产业: a company's short last word says little where no company is spoken of.
        if line.lexicon.company_endings.contains(word)
            && word != "集团"
            && word != "银行"
            && !speaks_of_companies(line, end)
        {
            continue;
        }
        // The atoms up to the last word; with the atom that holds it, where it begins inside one.
        let run = &atoms[reach.0..if cut { first + 1 } else { first }];
        if let Some(start) = name_start(line, run, word, class) {
            let span = Span::new(start, end);
            let text = line.slice(span);
            let class_noun = line.lexicon.org_false_ends.longest_suffix(text).is_some();
            if chars(text) < 3 || line.lexicon.org_generics.contains(text) || text == word || class_noun {
                continue;
            }
            let sure = chars(text) >= 4 && chars(word) >= 2;
            let mut name = Name::new(span, NameKind::Organization, "organization/last-word").classed(class).sure(sure);
            widen_bracket(line, atoms, &mut name);
            found.push(name);
        }
    }
    found
}

/// The first atom, and its byte, of the run of atoms before `place` that a name may be made of.
fn run_start(line: &Line<'_>, atoms: &[Atom<'_>], place: usize) -> (usize, usize) {
    let end = atoms[place].span.end;
    let mut first = place;
    let mut brackets = false;
    // 鼎|元: the segmenter cuts a company's own name into words of one character, whatever their tags.
    let company = line.text[..end].ends_with("有限公司");
    let single = |a: &Atom<'_>| {
        chars(a.text) == 1
            && a.text.chars().all(is_han)
            && matches!(a.stuff, Stuff::Word(Pos::Measure | Pos::Verb | Pos::Adverb | Pos::Adjective | Pos::Numeral))
            && !matches!(
                a.text,
                "为" | "是" | "有" | "至" | "向" | "由" | "在" | "对" | "与" | "到" | "被" | "将" | "经" | "给"
            )
    };
    while first > 0 && place - first < MOST_ATOMS {
        let before = &atoms[first - 1];
        let bracket = matches!(before.text, "（" | "）" | "(" | ")");
        let joined = matches!(before.text, "和" | "与" | "及" | "·") && first < place;
        let closes = matches!(before.text, "）" | ")");
        let fits = joined
            || part_of_a_name(line, before)
            || company && single(before)
            || given_verb(atoms, first - 1, company);
        if (if bracket { !brackets && !closes } else { !fits })
            || chars(&line.text[before.span.start..end]) > MOST_CHARS
        {
            break;
        }
        if bracket {
            // 绿长青（湖北）生态科技: a place in brackets only.
            let place_inside =
                first >= 3 && atoms[first - 2].stuff == Stuff::Place && matches!(atoms[first - 3].text, "（" | "(");
            if before.text == "）" || before.text == ")" {
                if !place_inside {
                    break;
                }
                brackets = true;
            } else {
                brackets = false;
            }
        }
        first -= 1;
    }
    (first, atoms[first].span.start)
}

/// 宁波市|建国|中学: a verb of two characters between a place and the last word is a name's own.
fn given_verb(atoms: &[Atom<'_>], place: usize, far: bool) -> bool {
    let verb = atoms
        .get(place)
        .is_some_and(|a| matches!(a.stuff, Stuff::Word(Pos::Verb | Pos::Adjective)) && chars(a.text) == 2);
    let heads = ["中学", "小学", "大学", "医院", "学校", "幼儿园", "公司"];
    let head = atoms.get(place + 1).is_some_and(|a| heads.iter().any(|h| a.text.starts_with(h)));
    verb && (head || far) && place > 0 && atoms[place - 1].stuff == Stuff::Place
}

fn ends_a_name(line: &Line<'_>, run: &[Atom<'_>], at: usize) -> bool {
    let before = &line.text[run[0].span.start..run[at - 1].span.end];
    line.lexicon.org_suffixes.longest_suffix(before).is_some_and(|(word, _)| chars(word) >= 4)
}

/// Where a name that ends with the last word at `head` begins.
fn name_start(line: &Line<'_>, run: &[Atom<'_>], word: &str, class: &str) -> Option<usize> {
    let strength = strength(word, class);
    let (company, team) = (class == "company", class == "team");
    let bare = matches!(word, "公司" | "集团" | "基地");
    // Behind the last conjunction that joins two things: 广大党员和|志愿者服务队.
    let joint = run.iter().rposition(|a| matches!(a.text, "和" | "与" | "及"));
    // A whole name before the conjunction is another's: 甲有限公司与|乙有限公司.
    let (run, joint) = match joint {
        Some(at) if at > 0 && ends_a_name(line, run, at) => (&run[at + 1..], None),
        joint => (run, joint),
    };
    // 县自来水厂: a level word alone opens a name, where nothing before it makes it general.
    let lone = |a: &Atom<'_>| {
        chars(a.text) == 1
            && a.text.starts_with(['省', '市', '区', '县', '镇', '乡'])
            && line.last_char(a.span.start).is_none_or(|c| !is_han(c))
    };
    let opens = |a: &Atom<'_>| matches!(a.stuff, Stuff::Place | Stuff::Body) || lone(a);
    let level_body = |a: &Atom<'_>| a.stuff == Stuff::Body && a.text.starts_with(LEVELS);
    let own = |a: &Atom<'_>| matches!(a.stuff, Stuff::Word(pos) if is_distinctive(a.text, pos) && chars(a.text) > 1);
    let anchor = run.iter().position(opens);
    if let Some(anchor) = anchor {
        // 华夏银行苏州分行: what stands before the place is a name too, or else another word.
        // 绿长青（湖北）生态科技有限公司: the place in brackets is in the middle.
        if anchor > 1 && matches!(run[anchor - 1].text, "（" | "(") {
            return run.first().map(|a| a.span.start);
        }
        let mut start = run.iter().rposition(level_body).unwrap_or(anchor);
        if start == anchor && company && start > 0 && own(&run[start - 1]) {
            return Some(run[start - 1].span.start);
        }
        if start > anchor && run[start - 1].stuff == Stuff::Place {
            start -= 1;
        }
        // 某省高院|委托…警方: what follows a whole body is its unit, or another matter.
        let between = &run[anchor + 1..];
        let apart = |a: &Atom<'_>| {
            matches!(a.stuff, Stuff::Body | Stuff::Place)
                || a.stuff == Stuff::Word(Pos::VerbalNoun) && !line.lexicon.org_verbs.contains(a.text)
        };
        if run[anchor].stuff == Stuff::Body && start == anchor && (between.len() > 3 || between.iter().any(apart)) {
            return None;
        }
        // 美国公司: a country and a class noun name none.
        if bare && start == anchor && line.lexicon.countries.contains(run[anchor].text) && !between.iter().any(own) {
            return None;
        }
        // A conjunction between two bodies or places joins no name.
        if let Some(joint) = joint
            && joint > anchor
        {
            let right = &run[joint + 1..];
            if right.iter().any(opens) {
                return right.iter().position(opens).map(|p| right[p].span.start);
            }
            if joint == anchor + 1 {
                return None;
            }
        }
        return run.get(start).map(|a| a.span.start);
    }
    let run = match joint {
        Some(joint) if strength == Strength::Weak || team => &run[joint + 1..],
        _ => run,
    };
    if let Some(own) = run.iter().position(own) {
        return Some(run[own].span.start);
    }
    let alone = run.len() == 1 && chars(run[0].text) == 1;
    let lead = run.iter().position(|a| !matches!(a.text, "和" | "与" | "及"))?;
    let modifies = |a: &Atom<'_>| !matches!(a.stuff, Stuff::Word(Pos::Adjective | Pos::Numeral | Pos::Locality));
    let start = run.iter().skip(lead).find(|a| modifies(a))?;
    (strength == Strength::Strong && !alone && !line.lexicon.org_generics.contains(run[lead].text))
        .then_some(start.span.start)
}

/// 新余健云投资管理中心|（有限合伙）.
fn widen_bracket(line: &Line<'_>, _atoms: &[Atom<'_>], name: &mut Name) {
    for tail in ["（有限合伙）", "(有限合伙)", "（特殊普通合伙）", "（普通合伙）"] {
        if line.after(name.span.end).starts_with(tail) {
            name.span.end += tail.len();
        }
    }
}
