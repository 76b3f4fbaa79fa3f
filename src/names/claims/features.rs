//! What speaks for and against a claim, as numbers.

use std::cell::Cell;

use super::super::tagger::Label;
use super::super::{Name, NameKind, gazetteer};
use super::sources::{BEFORE_INITIAL, is_initial};
use super::{Claim, Doubt, Seen};
use crate::chars::{chars, is_han};
use crate::choice::{feature, number};
use crate::lexicon::WordList;
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// A sentence and what is known of it before claims are settled.
pub(crate) struct Context<'c, 'a> {
    sentence: &'c Sentence<'a>,
    names: &'c [Name],
    doubts: &'c [Doubt],
    seen: &'c Seen<'a>,
    /// The last end of a claim, and what the lists say of the words behind it.
    asked: Cell<(usize, [u64; 5])>,
}

/// Bytes before a stretch where a name that reaches into it may begin.
const REACH: usize = 200;

/// Mixes two values.
const fn two(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x1_0001).wrapping_add(b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

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

fn small(count: usize, most: usize) -> u64 {
    count.min(most) as u64
}

impl<'c, 'a> Context<'c, 'a> {
    pub(crate) fn new(sentence: &'c Sentence<'a>, names: &'c [Name], doubts: &'c [Doubt], seen: &'c Seen<'a>) -> Self {
        Self { sentence, names, doubts, seen, asked: Cell::new((usize::MAX, [0; 5])) }
    }

    /// The names that may touch a stretch.
    fn near(&self, span: Span) -> &'c [Name] {
        let from = self.names.partition_point(|n| n.span.start + REACH < span.start);
        let to = from + self.names[from..].partition_point(|n| n.span.start < span.end);
        &self.names[from..to]
    }

    /// Whether this very name was found before.
    pub(crate) fn found_before(&self, claim: &Claim) -> bool {
        self.near(claim.span).iter().any(|n| n.span == claim.span && n.kind == claim.kind)
    }

    /// Whether what was found before leaves room for a claim at all.
    pub(crate) fn may_stand(&self, claim: &Claim) -> bool {
        let (sentence, span) = (self.sentence, claim.span);
        let mut near = self.near(span).iter().filter(|n| n.span.overlaps(span));
        let organization = claim.kind == NameKind::Organization;
        // A team's name that is a word elsewhere, 魔术, is a name where its rule says so.
        let nickname = organization && sentence.lexicon.team_nicknames.contains(sentence.slice(span));
        let breaks = |name: &Name| {
            // 高广福|站在: a place begins in no person.
            let begins_in = claim.kind == NameKind::Place
                && name.kind == NameKind::Person
                && name.span.start < span.start
                && name.span.end < span.end;
            // 省城专家和|县人民医院: what follows the 和 is a body of its own.
            let joined = organization
                && !name.is_tagged()
                && name.kind == claim.kind
                && name.span.start > span.start
                && name.span.end == span.end
                && sentence.before(name.span.start).ends_with(['和', '与']);
            begins_in || joined
        };
        self.found_before(claim) || !nickname && !near.any(breaks)
    }

    /// Tells `emit` what speaks for and against a claim: first what costs little, then, if `go_on` says so, the rest.
    pub(crate) fn features(&self, claim: &Claim, emit: &mut impl FnMut(u32), go_on: impl FnOnce() -> bool) {
        let (sentence, span) = (self.sentence, claim.span);
        let text = sentence.slice(span);
        let length = chars(text);
        let size = small(length, 12);
        let mut f = |kind: u32, value: u64| emit(feature(kind, value));
        f(0, 0);
        f(1, size);

        // What was found before, and what the tagger reads.
        let found = self.found(claim, &mut f);
        let (gain, behind) = self.read(claim, &mut f);
        f(10, two(found, gain));
        f(11, two(found, behind));
        f(12, two(gain, size));
        f(13, two(found, size));

        // The words inside.
        let first = sentence.tokens_ended(span.start);
        let last = sentence.tokens_ended(span.end - 1);
        let tokens = &sentence.tokens[first.min(sentence.tokens.len())..(last + 1).min(sentence.tokens.len())];
        let (Some(head), Some(tail)) = (tokens.first(), tokens.last()) else { return };
        let aligned = u64::from(head.span.start == span.start) + 2 * u64::from(tail.span.end == span.end);
        f(20, two(aligned, claim.kind as u64));
        f(21, two(aligned, small(tokens.len(), 6)));
        f(22, two(aligned, found));
        let pos = |p: Pos| p as u64;
        f(23, two(aligned & 1, pos(head.pos)));
        f(24, two(aligned & 2, pos(tail.pos)));
        f(25, number(tail.text));
        f(26, number(head.text));
        if tokens.len() <= 4 {
            let shape = tokens.iter().fold(aligned, |sum, t| two(sum, pos(t.pos)));
            f(27, shape);
        }
        let breaks = tokens
            .iter()
            .any(|t| matches!(t.pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Conjunction | Pos::Adverb));
        f(28, u64::from(breaks));
        f(29, two(u64::from(tokens.iter().any(|t| t.pos == Pos::Verb)), aligned));
        f(30, two(u64::from(sentence.knows(text)), size));
        let inside_stop = tokens.iter().any(|t| t.is_in(&sentence.lexicon.org_stop_words));
        f(31, u64::from(inside_stop));

        // The words around.
        let before = sentence.tokens[..first.min(sentence.tokens.len())].last().filter(|_| aligned & 1 == 1);
        let after = sentence.tokens.get(last + 1).filter(|_| aligned & 2 == 2);
        let word = |t: Option<&crate::segment::Token<'_>>| t.map_or(1, |t| number(t.text));
        let tag = |t: Option<&crate::segment::Token<'_>>| t.map_or(99, |t| pos(t.pos));
        let letter = |c: Option<char>| c.map_or(0, |c| c as u64);
        let (left, right) = (sentence.last_char(span.start), sentence.next_char(span.end));
        f(40, word(before));
        f(41, word(after));
        f(42, two(tag(before), pos(head.pos)));
        f(43, two(tag(after), pos(tail.pos)));
        f(44, letter(left));
        f(45, letter(right));
        f(46, two(tag(before), tag(after)));
        f(47, two(letter(left), found));
        f(48, two(letter(right), found));

        // The characters inside.
        let opens = text.chars().next();
        let closes = text.chars().next_back();
        f(50, letter(opens));
        f(51, letter(closes));
        let pair =
            |mut letters: std::iter::Take<std::str::Chars<'_>>| two(letter(letters.next()), letter(letters.next()));
        f(52, pair(text.chars().take(2)));
        let mut rev = text.chars().rev();
        f(53, two(letter(rev.next()), letter(rev.next())));
        if length <= 6 {
            f(54, number(text));
        }
        let han = text.chars().all(is_han);
        let latin = text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
        let digits = text.chars().any(|c| c.is_ascii_digit());
        let marks = text.chars().any(|c| !c.is_alphanumeric());
        f(55, u64::from(han) | u64::from(latin) << 1 | u64::from(digits) << 2 | u64::from(marks) << 3);
        f(56, two(u64::from(left == Some('“')) | u64::from(right == Some('”')) << 1, size));
        if length == 1 {
            f(57, two(letter(opens), letter(left)));
            f(58, two(letter(opens), letter(right)));
            let led = left.is_some_and(|c| BEFORE_INITIAL.contains(c));
            let beside = |c: Option<char>| u64::from(c.is_some_and(|c| is_initial(sentence, c)));
            let knows = u64::from(sentence.knows(head.text));
            let inside = two(small(chars(head.text), 4), knows);
            f(59, two(u64::from(led) | beside(left) << 1 | beside(right) << 2, inside));
            f(60, two(number(head.text), (span.start - head.span.start.min(span.start)) as u64));
            f(61, word(after));
            let two_on = sentence.after(span.end).chars().nth(1);
            f(62, two(letter(right), letter(two_on)));
        }

        // Most claims are lost by now, and the lists are slow to ask.
        if !go_on() {
            return;
        }
        self.lists(claim, text, size, &mut f);
        self.around(claim, text, left, right, &mut f);
    }

    /// What was found here before: the same, another kind, a longer or a shorter name.
    fn found(&self, claim: &Claim, f: &mut impl FnMut(u32, u64)) -> u64 {
        let span = claim.span;
        let mut code = 0;
        for name in self.near(span).iter().filter(|n| n.span.overlaps(span)).take(4) {
            let tagged = u64::from(name.is_tagged());
            let kind = name.kind as u64;
            let relation = if name.span == span {
                if name.kind == claim.kind { 1 } else { 2 }
            } else if name.span.contains(span) {
                if name.span.start == span.start {
                    3
                } else if name.span.end == span.end {
                    4
                } else {
                    5
                }
            } else if span.contains(name.span) {
                if name.span.start == span.start {
                    6
                } else if name.span.end == span.end {
                    7
                } else {
                    8
                }
            } else {
                9
            };
            f(2, two(relation, two(kind, tagged)));
            f(3, two(relation, number(name.rule)));
            f(4, two(relation, number(name.class)));
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
    fn read(&self, claim: &Claim, f: &mut impl FnMut(u32, u64)) -> (u64, u64) {
        let label = match claim.kind {
            NameKind::Organization => Label::Organization,
            NameKind::Person => Label::Person,
            NameKind::Place => Label::Place,
        };
        let (mut gain, mut behind) = (0, 0);
        let from = self.doubts.partition_point(|d| d.span.start + REACH < claim.span.start);
        let near = self.doubts[from..].iter().take_while(|d| d.span.start < claim.span.end);
        for doubt in near.clone().filter(|d| d.span == claim.span) {
            if doubt.label == label {
                (gain, behind) = (bucket(doubt.gain), bucket(doubt.behind));
            } else {
                f(6, two(doubt.label as u64, bucket(doubt.behind)));
            }
        }
        f(7, gain);
        f(8, behind);
        // What stands against it on the best path.
        let best = near.filter(|d| d.behind == 0 && d.span.overlaps(claim.span) && d.span != claim.span);
        for doubt in best.take(3) {
            let relation = if doubt.span.contains(claim.span) {
                1 + u64::from(doubt.span.start == claim.span.start) + 2 * u64::from(doubt.span.end == claim.span.end)
            } else if claim.span.contains(doubt.span) {
                5 + u64::from(doubt.span.start == claim.span.start) + 2 * u64::from(doubt.span.end == claim.span.end)
            } else {
                9
            };
            f(9, two(relation, two(doubt.label as u64, bucket(doubt.gain))));
        }
        (gain, behind)
    }

    /// What the lists say of the words behind byte `end`. Claims come in the order of their ends: most ask what the one before
    /// them has asked.
    fn behind(&self, end: usize) -> [u64; 5] {
        let (known, values) = self.asked.get();
        if known == end {
            return values;
        }
        let (lexicon, rest) = (self.sentence.lexicon, self.sentence.after(end));
        let suffix =
            |found: Option<(&str, &str)>| found.map_or(0, |(word, class)| two(number(class), chars(word) as u64));
        let values = [
            lexicon.titles.longest_prefix(rest).map_or(0, |(word, _)| small(chars(word), 3)),
            u64::from(lexicon.person_verbs.longest_prefix(rest).is_some()),
            suffix(lexicon.org_suffixes.longest_prefix(rest)),
            suffix(lexicon.place_suffixes.longest_prefix(rest)),
            suffix(lexicon.org_bodies.longest_prefix(rest)),
        ];
        self.asked.set((end, values));
        values
    }

    /// What the lists say of the text.
    fn lists(&self, claim: &Claim, text: &str, size: u64, f: &mut impl FnMut(u32, u64)) {
        let lexicon = self.sentence.lexicon;
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
                if size == 1 {
                    listed(11, &lexicon.country_abbreviations);
                    listed(12, &lexicon.province_abbreviations);
                    listed(10, &lexicon.place_initials);
                }
            }
        }
        if !any {
            f(70, 99);
        }
        let ends = |list: &WordList| {
            list.longest_suffix(text).map_or(0, |(word, class)| {
                two(number(class), two(small(chars(word), 4), u64::from(word.len() == text.len())))
            })
        };
        let body = ends(&lexicon.org_suffixes);
        f(71, body);
        if claim.kind != NameKind::Person {
            f(72, ends(&lexicon.place_suffixes));
            f(73, ends(&lexicon.org_units));
        }
        let listed = gazetteer::lookup(self.sentence, claim.span.start);
        let listed = listed.map_or(0, |entry| {
            let order = entry.len.cmp(&text.len()) as i8 + 2;
            two(order as u64, two(number(entry.class), u64::from(entry.risky) + 2 * u64::from(entry.full)))
        });
        f(75, listed);
        f(76, two(listed, body));
        if claim.kind == NameKind::Person {
            let surname = lexicon.surnames.longest_prefix(text).map_or(0, |(word, _)| chars(word));
            let given = text
                .chars()
                .skip(surname)
                .filter(|c| lexicon.given_name_chars.contains(c.encode_utf8(&mut [0; 4])))
                .count();
            let never =
                text.chars().skip(surname).any(|c| lexicon.given_name_never.contains(c.encode_utf8(&mut [0; 4])));
            let sounds = text.chars().all(|c| lexicon.transliteration_chars.contains(c.encode_utf8(&mut [0; 4])));
            f(77, two(small(surname, 2), two(size, two(small(given, 3), u64::from(never)))));
            f(78, two(u64::from(sounds), two(size, small(surname, 2))));
            f(79, u64::from(text.contains(super::super::person::DOTS)));
        }
    }

    /// What stands around the claim, and elsewhere in the article.
    fn around(&self, claim: &Claim, text: &str, left: Option<char>, right: Option<char>, f: &mut impl FnMut(u32, u64)) {
        let (sentence, span) = (self.sentence, claim.span);
        let lexicon = sentence.lexicon;
        let title = |found: Option<(&str, &str)>| found.map_or(0, |(word, _)| small(chars(word), 3));
        f(80, title(lexicon.titles.longest_suffix(sentence.before(span.start))));
        for (kind, value) in (81..).zip(self.behind(span.end)) {
            f(kind, value);
        }
        // Lists, and names side by side.
        let comma = '、'.len_utf8();
        let near = self.near(Span::new(span.start.saturating_sub(comma), span.end + comma + 1));
        let ends = |at: usize| near.iter().find(|n| n.span.end == at).map_or(9, |n| n.kind as u64);
        let begins = |at: usize| near.iter().find(|n| n.span.start == at).map_or(9, |n| n.kind as u64);
        let before = if left == Some('、') { 10 + ends(span.start - comma) } else { ends(span.start) };
        let after = if right == Some('、') { 10 + begins(span.end + comma) } else { begins(span.end) };
        f(86, before);
        f(87, after);
        f(88, two(before, after));
        // The rest of the article.
        let seen = self.seen.get(text).copied().unwrap_or_default();
        let mut found = seen.found.map(usize::from);
        let here = near.iter().filter(|n| n.span == span);
        here.for_each(|n| found[n.kind as usize] = found[n.kind as usize].saturating_sub(1));
        let from = self.doubts.partition_point(|d| d.span.start < span.start);
        let mut read = seen.read.map(usize::from);
        let here = self.doubts[from..].iter().take_while(|d| d.span.start == span.start);
        for doubt in here.filter(|d| d.span == span && d.behind == 0) {
            if let Some(kind) = super::sources::kind(doubt.label) {
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
        f(
            98,
            two(small(read.iter().sum::<usize>() - read[own], 2), small(found.iter().sum::<usize>() - found[own], 2)),
        );
    }
}
