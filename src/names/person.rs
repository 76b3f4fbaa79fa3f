//! Persons that rules know: well-known ones, names with a dot, 刘某, 王警官; a Han name beside its title where no tagger reads.

use super::{Name, NameKind, NameRule};
use crate::chars::{chars, is_alphanumeric, is_han};
use crate::lexicon::WordList;
use crate::marks::marks;
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::span::covered;

/// Words of one character that end a foreign name.
const ENDS_FOREIGN: [&str; 16] =
    ["于", "和", "与", "在", "对", "从", "向", "被", "将", "及", "等", "则", "也", "就", "曾", "为"];
/// Dots and dashes inside foreign names.
pub(super) const DOTS: [char; 5] = ['·', '•', '・', '-', '‧'];

/// `alone`: no tagger reads, so names beside a title are looked for too.
pub(super) fn find(sentence: &Sentence<'_>, names: &[Name], alone: bool) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut until = sentence.span.start;
    let doubtful = |n: &&Name| n.rule == super::place::RISKY || n.rule == super::place::INNER;
    let mut taken = covered(names.iter().filter(|n| !doubtful(n)).map(|n| n.span)).into_iter().peekable();
    let text = sentence.text();
    let (dots, nobodies) = (marks(text).any(|(_, c)| DOTS.contains(&c)), text.contains("某"));
    for token in sentence.tokens {
        let at = token.span.start.max(until);
        if token.span.end <= until || !token.text.starts_with(is_alphanumeric) {
            continue;
        }
        while taken.next_if(|s| s.end <= at).is_some() {}
        if let Some(name) = taken.peek().filter(|s| s.start <= at) {
            until = name.end;
            continue;
        }
        let whole = at == token.span.start;
        let may = |list: &WordList| !whole || token.may_open(list);
        let title = || sentence.after(at).chars().skip(1).take(2).any(|c| sentence.lexicon.surname_titles.starts(c));
        let surname = if may(&sentence.lexicon.surnames) && (nobodies || alone || title()) {
            sentence.lexicon.surnames.longest_prefix(sentence.after(at)).map(|(surname, _)| surname)
        } else {
            None
        };
        let name = if may(&sentence.lexicon.person_names) { listed(sentence, at) } else { None };
        let name = name
            .or_else(|| if dots { dotted(sentence, at) } else { None })
            .or_else(|| if nobodies { nameless(sentence, at, surname?) } else { None })
            .or_else(|| with_title(sentence, at, surname?))
            .or_else(|| if alone { titled(sentence, at, surname?) } else { None });
        if let Some(name) = name {
            until = name.span.end;
            found.push(name);
        }
    }
    found
}

fn person(start: usize, end: usize, rule: NameRule) -> Name {
    Name::new(Span::new(start, end), NameKind::Person, rule).sure(true)
}

/// Well-known people of three characters and more.
fn listed(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    let (word, _) = sentence.lexicon.person_names.longest_prefix(sentence.after(at))?;
    let end = at + word.len();
    (chars(word) >= 3 && sentence.is_border(at) && sentence.is_border(end))
        .then(|| person(at, end, NameRule::PersonListed))
}

/// 史蒂夫·乔布斯, 买买提·艾力, 迈克尔-桑托斯.
fn dotted(sentence: &Sentence<'_>, at: usize) -> Option<Name> {
    // 长|威尔伯・罗斯: the segmenter may draw a character too many to the left.
    let first = sentence.next_char(at)?;
    let foreign = first.is_ascii() || sentence.lexicon.transliteration_chars.contains(first.encode_utf8(&mut [0; 4]));
    let at = if foreign { at } else { at + first.len_utf8() };
    let rest = sentence.after(at);
    let mut end = 0;
    let mut parts = 0;
    let mut foreign = true;
    loop {
        let part = &rest[end..];
        let len: usize =
            part.chars().take_while(|&c| is_han(c) || c.is_ascii_uppercase()).take(8).map(char::len_utf8).sum();
        if len == 0 {
            return None;
        }
        let next = part[len..].chars().next();
        if next.is_some_and(|c| DOTS.contains(&c))
            && part[len..].chars().nth(1).is_some_and(|c| is_han(c) || c.is_ascii_uppercase())
        {
            foreign &= spells_foreign(sentence, &part[..len]);
            let dot = next.map_or(0, char::len_utf8);
            end += len + dot;
            parts += 1;
            if parts > 4 {
                return None;
            }
            continue;
        }
        if parts == 0 {
            return None;
        }
        // The last part runs as far as the characters are those of foreign names and words allow.
        let last = bracketed(sentence, at + end).or_else(|| last_part(sentence, at + end))?;
        let dot = rest[..end].chars().next_back();
        let dash = dot == Some('-');
        // 西蒙·玻利瓦尔|国际机场 is named after one.
        if sentence.lexicon.place_suffixes.longest_prefix(sentence.after(last)).is_some() {
            return None;
        }
        if !foreign || dash && chars(&rest[..end]) < 2 {
            return None;
        }
        return Some(person(at, last, NameRule::PersonDotted));
    }
}

/// The end of a last part that brackets with the original spelling follow: 阿卜杜·拉赫曼（Abdul Rahman）.
fn bracketed(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let rest = sentence.after(at);
    let end: usize = rest.chars().take_while(|&c| is_han(c)).take(8).map(char::len_utf8).sum();
    let mut next = rest[end..].chars();
    let bracket = next.next().is_some_and(|c| matches!(c, '（' | '('));
    (end > 0 && bracket && next.next().is_some_and(|c| c.is_ascii_alphabetic())).then_some(at + end)
}

fn spells_foreign(sentence: &Sentence<'_>, text: &str) -> bool {
    let foreign = |c: char| c.is_ascii() || sentence.lexicon.transliteration_chars.contains(c.encode_utf8(&mut [0; 4]));
    let spelled = text.chars().filter(|&c| foreign(c)).count();
    let apart = text.contains(['和', '与', '的', '及', '在', '对', '说', '是', '了']);
    !apart && spelled + usize::from(chars(text) >= 3) >= chars(text)
}

/// Where a run of characters of foreign names that begins at `at` ends, at a word's end where there is one.
fn last_part(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut border = None;
    for c in sentence.after(at).chars().take(7) {
        if !sentence.lexicon.transliteration_chars.contains(c.encode_utf8(&mut [0; 4])) {
            break;
        }
        end += c.len_utf8();
        if sentence.is_border(end) {
            border = Some(end);
            // 布托|于18日: a function word ends the name.
            let next = sentence.token_at(end).map_or("", |t| t.text);
            if ENDS_FOREIGN.contains(&next) {
                break;
            }
        }
    }
    border.or((end > at).then_some(end)).filter(|&e| e > at)
}

/// 刘某, 马某某, 李某甲.
fn nameless(sentence: &Sentence<'_>, at: usize, surname: &str) -> Option<Name> {
    let rest = sentence.after(at + surname.len());
    let marks = rest.chars().take_while(|&c| c == '某').count();
    if marks == 0 || marks > 2 {
        return None;
    }
    let mut end = at + surname.len() + marks * '某'.len_utf8();
    if let Some(tail) = sentence.next_char(end).filter(|&c| is_han(c))
        && (is_ordinal(tail) || marks == 1 && is_tail_of_nameless(sentence, end, tail))
    {
        end += tail.len_utf8();
    }
    Some(person(at, end, NameRule::PersonNameless))
}

fn is_ordinal(c: char) -> bool {
    matches!(c, '甲' | '乙' | '丙' | '丁' | '戊')
}

/// 顾某强: a single character behind 某 that is no word of its own.
fn is_tail_of_nameless(sentence: &Sentence<'_>, at: usize, tail: char) -> bool {
    let mut buffer = [0; 4];
    let Some(token) = sentence.token_at(at) else { return false };
    let function = matches!(
        token.pos,
        Pos::Preposition | Pos::Conjunction | Pos::Particle | Pos::Adverb | Pos::Pronoun | Pos::Numeral | Pos::Measure
    );
    // 顾|某勤: the segmenter may join both.
    let alone = chars(token.text) == 1 || token.text.starts_with('某');
    alone
        && sentence.is_border(at + tail.len_utf8())
        && !sentence.lexicon.given_name_never.contains(tail.encode_utf8(&mut buffer))
        && (is_given(sentence, tail) || !function && token.pos != Pos::Verb)
}

/// 王警官, 苏大夫: a surname and a title, one mention.
fn with_title(sentence: &Sentence<'_>, at: usize, surname: &str) -> Option<Name> {
    let behind = at + surname.len();
    let (title, _) = sentence.lexicon.surname_titles.longest_prefix(sentence.after(behind))?;
    let end = behind + title.len();
    let word = || {
        sentence.lexicon.titles.contains(&sentence.article.text[at..end])
            || sentence.knows(&sentence.article.text[at..end])
    };
    if !sentence.is_border(end) || sentence.lexicon.surnames_also_words.contains(surname) || word() {
        return None;
    }
    // 副主任 is no Mr 副; a name before it goes with the title: 习近平总书记.
    let glued = sentence.last_char(at).is_some_and(is_han)
        && sentence.token_before(at).is_some_and(|t| {
            t.pos == Pos::Person && chars(t.text) == 1 || t.span.end != at || matches!(t.text, "副" | "老" | "小")
        });
    (!glued).then(|| person(at, end, NameRule::PersonSurnameAndTitle))
}

/// 会长|张嘉琪: a Han name beside a title or before a verb of saying.
fn titled(sentence: &Sentence<'_>, at: usize, surname: &str) -> Option<Name> {
    let behind = at + surname.len();
    let title = |found: Option<(&str, &str)>| found.is_some_and(|(title, _)| chars(title) >= 2);
    let before = title(sentence.lexicon.titles.longest_suffix(sentence.before(at)));
    [2, 1].into_iter().find_map(|given| {
        let end = end_after(sentence, behind, given).filter(|&end| sentence.is_border(end))?;
        let after = sentence.after(end);
        let said = || {
            title(sentence.lexicon.titles.longest_prefix(after))
                || sentence.lexicon.person_verbs.longest_prefix(after).is_some()
        };
        if !(before || said()) || sentence.lexicon.surnames_also_words.contains(surname) {
            return None;
        }
        let text = &sentence.article.text[at..end];
        let token = sentence.token_at(at).filter(|t| t.span.start == at)?;
        // A word of the dictionary is a name only if the dictionary says so.
        let word = token.span.end >= end && sentence.knows(text) && token.pos != Pos::Person;
        let bound = |pos: Pos| matches!(pos, Pos::Preposition | Pos::Particle | Pos::Pronoun | Pos::Conjunction);
        let inside = sentence.tokens.iter().skip(sentence.tokens_ended(at)).take_while(|t| t.span.start < end);
        let not = word || sentence.lexicon.not_persons.contains(text) || inside.into_iter().any(|t| bound(t.pos));
        (!not).then(|| person(at, end, NameRule::PersonTitled))
    })
}

fn end_after(sentence: &Sentence<'_>, at: usize, count: usize) -> Option<usize> {
    let mut end = at;
    let mut chars = sentence.after(at).chars();
    for _ in 0..count {
        let c = chars.next().filter(|&c| is_han(c))?;
        end += c.len_utf8();
    }
    Some(end)
}

fn is_given(sentence: &Sentence<'_>, c: char) -> bool {
    sentence.lexicon.given_name_chars.contains(c.encode_utf8(&mut [0; 4]))
}

/// Characters that stand right behind a name as words of their own: 李国立|即, 王安平|和.
const BEHIND: &str = "说曰称道问答在于和与及等的地得了着过是为任被将从向对把也都就又还则即已曾获以因当到来去给让由用拿带先出家同表前后上里中内这那其一二三两";

/// Whether a name of three characters is one too long: in 李明|亮相车展 and 李云|南下考察 its last character and the next one are a
/// word, and the next two are none.
pub(super) fn runs_on(sentence: &Sentence<'_>, name: Span) -> bool {
    let text = sentence.slice(name);
    let lexicon = sentence.lexicon;
    let one = || lexicon.surnames.longest_prefix(text).is_some_and(|(surname, _)| chars(surname) == 1);
    if chars(text) != 3 || !text.chars().all(is_han) || !sentence.is_border(name.start) || !one() {
        return false;
    }
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    let rest = sentence.after(name.end);
    let mut letters = rest.chars();
    let (Some(next), second) = (letters.next().filter(|&c| is_han(c)), letters.next()) else { return false };
    let word = &sentence.article.text[name.end - last..name.end + next.len_utf8()];
    let own = second.filter(|&c| is_han(c)).is_some_and(|c| sentence.knows(&rest[..next.len_utf8() + c.len_utf8()]));
    let given = lexicon.given_name_chars.contains(&text[text.len() - last..]);
    sentence.knows(word)
        && !own
        && !BEHIND.contains(next)
        && !lexicon.person_names.contains(text)
        && (!given || lexicon.name_runs_on.contains(word))
}
