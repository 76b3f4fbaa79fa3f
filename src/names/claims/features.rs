//! What speaks for and against a claim, as numbers.
//!
//! Most claims of a sentence share their edges: what an edge says is asked once, and its weights are added up once
//! (`edges.rs`). What is here needs both of them, or the words between.

use super::super::{Name, NameKind};
use super::edges::{CharStats, End, Start};
use super::parts::shape;
use super::sources::{self, BEFORE_INITIAL, is_initial};
use super::{Claim, Context};
use crate::chars::{chars, is_han};
use crate::choice::{feature, letter, number, small, two};
use crate::lexicon::WordList;
use crate::segment::Pos;
use crate::sentence::Sentence;

/// A score in steps, so many that they tell apart what differs.
const fn bucket(score: i32) -> u64 {
    let step = if score < -120 {
        -8
    } else if score > 360 {
        14
    } else if score < 0 {
        (score - 14) / 15
    } else {
        score / 30 + 1
    };
    (step + 20) as u64
}

/// Whether a list has this one character.
fn holds(list: &WordList, c: char) -> bool {
    list.contains(c.encode_utf8(&mut [0; 4]))
}

/// The characters of a claim.
struct Letters {
    length: usize,
    first: [Option<char>; 2],
    last: [Option<char>; 2],
    /// Which sorts of characters there are, as bits.
    sorts: u64,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { length: 0, first: [None; 2], last: [None; 2], sorts: 0 };
        let (mut han, mut latin, mut digits, mut marks) = (true, true, false, false);
        for c in text.chars() {
            if let Some(first) = letters.first.get_mut(letters.length) {
                *first = Some(c);
            }
            letters.last = [Some(c), letters.last[0]];
            letters.length += 1;
            if is_han(c) {
                latin = false;
            } else {
                han = false;
                latin &= c.is_ascii_alphanumeric() || c == ' ';
                digits |= c.is_ascii_digit();
                marks |= !c.is_alphanumeric();
            }
        }
        letters.sorts = u64::from(han) | u64::from(latin) << 1 | u64::from(digits) << 2 | u64::from(marks) << 3;
        letters
    }
}

/// What several features of a claim are made of.
pub(super) struct Basis<'a> {
    text: &'a str,
    letters: Letters,
    size: u64,
    /// Which edges are those of words, as bits.
    aligned: u64,
    /// What was found here before.
    found: u64,
    /// How much better the tagger reads it as this name than as none.
    gain: u64,
}

impl<'a> Context<'_, 'a> {
    /// What speaks for and against a claim and costs little, but for what its edges say alone.
    pub(super) fn tell(&self, claim: &Claim, start: &Start, end: &End, emit: &mut impl FnMut(u32)) -> Basis<'a> {
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let text = self.sentence.slice(claim.span);
        let letters = Letters::of(text);
        let size = small(letters.length, 12);
        let aligned = u64::from(start.whole) + 2 * u64::from(end.whole);
        f(1, size);
        // What was found before, and what the tagger reads.
        let found = self.found(claim, start, end, &mut f);
        let (gain, behind) = self.read(claim, start, &mut f);
        f(10, two(found, gain));
        f(11, two(found, behind));
        f(12, two(gain, size));
        f(13, two(found, size));
        let basis = Basis { text, letters, size, aligned, found, gain };
        self.words(claim, start, end, &basis, &mut f);
        self.characters(start, end, &basis, &mut f);
        if basis.letters.length == 1 {
            self.initial(claim, start, end, &basis, &mut f);
        }
        basis
    }

    /// The words inside, and those on both sides.
    fn words(&self, claim: &Claim, start: &Start, end: &End, basis: &Basis<'_>, f: &mut impl FnMut(u32, u64)) {
        let sentence = self.sentence;
        let Basis { aligned, found, size, .. } = *basis;
        let tokens = sentence.tokens.get(start.token..end.token + 1).unwrap_or_default();
        f(20, two(aligned, claim.kind as u64));
        f(21, two(aligned, small(tokens.len(), 6)));
        f(22, two(aligned, found));
        if tokens.len() <= 4 {
            f(27, tokens.iter().fold(aligned, |sum, t| two(sum, t.pos as u64)));
        }
        let (mut breaks, mut verb, mut stop) = (false, false, false);
        for token in tokens {
            breaks |=
                matches!(token.pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Conjunction | Pos::Adverb);
            verb |= token.pos == Pos::Verb;
            stop = stop || token.is_in(&sentence.lexicon.org_stop_words);
        }
        f(28, u64::from(breaks));
        f(29, two(u64::from(verb), aligned));
        f(30, two(u64::from(sentence.knows(basis.text)), size));
        f(31, u64::from(stop));
        f(46, two(start.tag_before, end.tag_after));
        f(47, two(letter(start.left), found));
        f(48, two(letter(end.right), found));
    }

    /// The characters inside.
    fn characters(&self, start: &Start, end: &End, basis: &Basis<'_>, f: &mut impl FnMut(u32, u64)) {
        let Letters { length, first, last, sorts } = basis.letters;
        f(52, two(letter(first[0]), letter(first[1])));
        f(53, two(letter(last[0]), letter(last[1])));
        if length <= 6 {
            f(54, number(basis.text));
        }
        f(55, sorts);
        let quoted = u64::from(start.left == Some('“')) | u64::from(end.right == Some('”')) << 1;
        f(56, two(quoted, basis.size));
    }

    /// What one character alone is: 中|美, 来|华.
    fn initial(&self, claim: &Claim, start: &Start, end: &End, basis: &Basis<'_>, f: &mut impl FnMut(u32, u64)) {
        let (sentence, span) = (self.sentence, claim.span);
        let Some(head) = sentence.tokens.get(start.token) else { return };
        let (left, right) = (start.left, end.right);
        f(57, two(letter(basis.letters.first[0]), letter(left)));
        f(58, two(letter(basis.letters.first[0]), letter(right)));
        let led = left.is_some_and(|c| BEFORE_INITIAL.contains(c));
        let beside = |c: Option<char>| u64::from(c.is_some_and(is_initial));
        let knows = u64::from(sentence.knows(head.text));
        let inside = two(small(chars(head.text), 4), knows);
        f(59, two(u64::from(led) | beside(left) << 1 | beside(right) << 2, inside));
        f(60, two(number(head.text), (span.start - head.span.start.min(span.start)) as u64));
        f(61, end.word_after);
        let two_on = sentence.after(span.end).chars().nth(1);
        f(62, two(letter(right), letter(two_on)));
    }

    /// What was found here before: the same, another kind, a longer or a shorter name.
    fn found(&self, claim: &Claim, start: &Start, end: &End, f: &mut impl FnMut(u32, u64)) -> u64 {
        let span = claim.span;
        let mut code = 0;
        let near = self.near(start, end).iter().zip(&self.told[start.near..]);
        for (name, [rule, class]) in near.filter(|(n, _)| n.span.overlaps(span)).take(4) {
            let tagged = u64::from(name.is_tagged());
            let kind = name.kind as u64;
            let relation = relation(name, claim);
            f(2, two(relation, two(kind, tagged)));
            f(3, two(relation, *rule));
            f(4, two(relation, *class));
            // The same says most, then what holds it.
            let this = relation * 8 + kind + 1;
            if code == 0 || relation <= 2 {
                code = this;
            }
        }
        f(5, code);
        code
    }

    /// What the tagger reads here.
    fn read(&self, claim: &Claim, start: &Start, f: &mut impl FnMut(u32, u64)) -> (u64, u64) {
        let (mut gain, mut behind) = (0, 0);
        for doubt in self.doubted(claim, start) {
            if sources::kind(doubt.label) == Some(claim.kind) {
                (gain, behind) = (bucket(doubt.gain), bucket(doubt.behind));
            } else {
                f(6, two(doubt.label as u64, bucket(doubt.behind)));
            }
        }
        f(7, gain);
        f(8, behind);
        // What stands against it on the best path.
        let best = self.best[start.best..].iter().map(|&at| &self.doubts[at as usize]);
        let near = best.take_while(|d| d.span.start < claim.span.end);
        for doubt in near.filter(|d| d.span.overlaps(claim.span) && d.span != claim.span).take(3) {
            let edges = |base: u64| {
                base + u64::from(doubt.span.start == claim.span.start) + 2 * u64::from(doubt.span.end == claim.span.end)
            };
            let relation = match () {
                () if doubt.span.contains(claim.span) => edges(1),
                () if claim.span.contains(doubt.span) => edges(5),
                () => 9,
            };
            f(9, two(relation, two(doubt.label as u64, bucket(doubt.gain))));
        }
        (gain, behind)
    }

    /// What the lists say of the text.
    pub(super) fn lists(&self, claim: &Claim, basis: &Basis<'_>, start: &Start, end: &End, emit: &mut impl FnMut(u32)) {
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        let (lexicon, text) = (self.sentence.lexicon, basis.text);
        let short = lexicon.org_short_names.get(text);
        f(69, short.map_or(0, number));
        let mut any = short.is_some();
        let mut listed = |at: u64, list: &WordList| {
            if list.contains(text) {
                any = true;
                f(70, at);
            }
        };
        match claim.kind {
            NameKind::Organization => {
                listed(0, &lexicon.org_names);
                listed(13, &lexicon.org_generics);
                listed(16, &lexicon.team_nicknames);
                listed(18, &lexicon.org_bodies);
            }
            NameKind::Person => {
                listed(1, &lexicon.person_names);
                listed(15, &lexicon.not_persons);
                listed(17, &lexicon.titles);
            }
            NameKind::Place => {
                listed(14, &lexicon.place_generics);
                if basis.size == 1 {
                    listed(11, &lexicon.country_abbreviations);
                    listed(12, &lexicon.province_abbreviations);
                    listed(10, &lexicon.place_initials);
                }
            }
        }
        if !any {
            f(70, 99);
        }
        let body = end.lists.body.within(text, &lexicon.org_suffixes);
        f(71, body);
        if claim.kind == NameKind::Organization {
            f(146, two(body, self.classes));
        }
        f(100, two(body, basis.found));
        f(101, two(body, basis.gain));
        if claim.kind != NameKind::Person {
            f(72, end.lists.place.within(text, &lexicon.place_suffixes));
            f(73, end.lists.unit.within(text, &lexicon.org_units));
        }
        let place = start.lists.place.map_or(0, |(len, sort)| two((len.cmp(&text.len()) as i8 + 2) as u64, sort));
        f(75, place);
        f(76, two(place, body));
        f(102, two(place, basis.found));
        if claim.kind == NameKind::Person {
            person(self.sentence, basis, start, end, &mut f);
        } else {
            f(130, two(start.lists.crosses, two(end.lists.crosses, basis.aligned)));
        }
        if basis.letters.sorts & 2 != 0 {
            let shape = shape(text);
            f(138, shape);
            f(139, two(shape, basis.found));
        }
        self.longer(claim, text, &mut f);
    }

    /// What stands around the claim, and elsewhere in the article.
    pub(super) fn around(
        &self,
        claim: &Claim,
        basis: &Basis<'a>,
        start: &Start,
        end: &End,
        emit: &mut impl FnMut(u32),
    ) {
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        // Lists, and names side by side.
        f(88, two(start.lists.name_before, end.lists.name_behind));
        let (title_before, title_behind) = (start.lists.title, end.lists.title);
        f(103, two(basis.gain, two(title_before, title_behind)));
        f(104, two(basis.found, two(title_before, title_behind)));
        f(105, two(basis.gain, two(end.lists.verb, basis.size)));
        f(106, two(basis.found, end.word_after));
        f(107, two(basis.gain, two(start.tag_before, end.tag_after)));
        self.neighbours(claim, basis, &mut f);
        // The rest of the article.
        let seen = self.seen.get(basis.text).copied().unwrap_or_default();
        let mut found = seen.found.map(usize::from);
        let here = self.near(start, end).iter().filter(|n| n.span == claim.span);
        here.for_each(|n| found[n.kind as usize] = found[n.kind as usize].saturating_sub(1));
        let mut read = seen.read.map(usize::from);
        for doubt in self.doubted(claim, start).filter(|d| d.behind == 0) {
            if let Some(kind) = sources::kind(doubt.label) {
                read[kind as usize] = read[kind as usize].saturating_sub(1);
            }
        }
        for kind in 0..3 {
            f(90 + kind, small(found[kind as usize], 3));
            f(93 + kind, small(read[kind as usize], 3));
        }
        let own = claim.kind as usize;
        let gain = if read[own] > 0 { bucket(seen.gain[own]) } else { 0 };
        f(96, gain);
        f(97, two(small(read[own], 2), small(found[own], 2)));
        let others = |counts: [usize; 3]| small(counts.iter().sum::<usize>() - counts[own], 2);
        f(98, two(others(read), others(found)));
    }
}

/// Occurrences of a text that are looked at.
const MOST_LOOKED_AT: usize = 8;
/// Bytes of the article before and behind a claim where they are looked for.
const AROUND: usize = 1500;

impl<'a> Context<'_, 'a> {
    /// Whether the words stand beside more than one character in the article: 李斯特 is always followed by 菌, so it is no whole.
    fn neighbours(&self, claim: &Claim, basis: &Basis<'a>, f: &mut impl FnMut(u32, u64)) {
        if basis.letters.length < 2 {
            return;
        }
        let known = self.beside.borrow().get(basis.text).copied();
        let [count, sides] = known.unwrap_or_else(|| {
            let told = self.beside(claim, basis.text);
            self.beside.borrow_mut().insert(basis.text, told);
            told
        });
        f(108, two(small(count as usize, 8), sides));
        f(109, two(claim.kind as u64, two(small(count as usize, 2), two(sides, basis.gain))));
    }

    /// How often a text stands near a claim, and on which sides it has always the same character.
    fn beside(&self, claim: &Claim, text: &str) -> [u64; 2] {
        let article = &self.sentence.article.text;
        let border = |at: usize| (0..=at).rev().find(|&at| article.is_char_boundary(at)).unwrap_or(0);
        let from = border(claim.span.start.saturating_sub(AROUND));
        let to = border((claim.span.end + AROUND).min(article.len()));
        let (mut count, mut left, mut right) = (0, None, None);
        let (mut same_left, mut same_right) = (true, true);
        let near = memchr::memmem::find_iter(&article.as_bytes()[from..to], text);
        for at in near.take(MOST_LOOKED_AT) {
            let at = from + at;
            let before = article[..at].chars().next_back().filter(|&c| is_han(c));
            let after = article[at + text.len()..].chars().next().filter(|&c| is_han(c));
            same_left &= before.is_some() && left.is_none_or(|c| c == before);
            same_right &= after.is_some() && right.is_none_or(|c| c == after);
            (left, right) = (Some(before), Some(after));
            count += 1;
        }
        [count, u64::from(same_left) + 2 * u64::from(same_right)]
    }
}

/// What a name that was found here is to a claim: the same, another kind, a longer or a shorter one, one that crosses it.
fn relation(name: &Name, claim: &Claim) -> u64 {
    let span = claim.span;
    let side = |base: u64| match () {
        () if name.span.start == span.start => base,
        () if name.span.end == span.end => base + 1,
        () => base + 2,
    };
    match () {
        () if name.span == span => 1 + u64::from(name.kind != claim.kind),
        () if name.span.contains(span) => side(3),
        () if span.contains(name.span) => side(6),
        () => 9,
    }
}

/// Whether a claim reads like a person's name.
fn person(sentence: &Sentence<'_>, basis: &Basis<'_>, start: &Start, end: &End, f: &mut impl FnMut(u32, u64)) {
    let (lexicon, text, size) = (sentence.lexicon, basis.text, basis.size);
    let surname = lexicon.surnames.longest_prefix(text).map_or(0, |(word, _)| chars(word));
    let (mut given, mut never) = (0, false);
    for c in text.chars().skip(surname) {
        given += usize::from(holds(&lexicon.given_name_chars, c));
        never = never || holds(&lexicon.given_name_never, c);
    }
    let sounds = text.chars().all(|c| holds(&lexicon.transliteration_chars, c));
    f(77, two(small(surname, 2), two(size, two(small(given, 3), u64::from(never)))));
    f(78, two(u64::from(sounds), two(size, small(surname, 2))));
    f(79, u64::from(text.contains(super::super::person::DOTS)));
    let mut stats = [CharStats::default(); 4];
    for (stats, c) in stats.iter_mut().zip(text.chars()) {
        *stats = CharStats::of(lexicon, Some(c));
    }
    let crosses = two(start.lists.crosses, end.lists.crosses);
    f(131, two(crosses, basis.aligned));
    let after = u64::from(end.lists.after.given[2]);
    let half = |value: u8| u64::from(value / 2);
    match (basis.letters.length, surname) {
        (2, 1) => {
            let given = u64::from(stats[1].given[0]);
            f(122, two(u64::from(stats[0].surname), given));
            f(123, given);
            f(124, two(given / 2, two(after / 2, crosses)));
        }
        (3, 1) => {
            let [first, last] = [stats[1].given[1], stats[2].given[2]];
            let sum = u64::from(first + last);
            f(122, two(half(stats[0].surname), 20 + sum));
            f(123, two(1 + u64::from(first), 1 + u64::from(last)));
            f(124, two(20 + half(last), crosses));
            f(125, two(half(last), after / 2));
        }
        (4, 2) => f(123, two(50, u64::from(stats[2].given[1] + stats[3].given[2]))),
        _ => {}
    }
    // How foreign the name sounds, and the characters beside it.
    let (mut sum, mut least) = (0, 9);
    for c in text.chars().filter(|&c| is_han(c)) {
        let foreign = CharStats::of(lexicon, Some(c)).foreign;
        sum += u64::from(foreign);
        least = least.min(foreign);
    }
    let mean = sum / basis.size.max(1);
    f(126, two(mean, two(u64::from(least), basis.size.min(5))));
    f(127, two(mean, two(half(start.lists.before.foreign), half(end.lists.after.foreign))));
    f(132, two(mean / 2, two(basis.gain, small(surname, 2))));
}
