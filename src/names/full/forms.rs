//! The bodies of an article as it writes them, and what brackets say of them.

use foldhash::HashMap;

use super::super::spread::definitions;
use super::super::{Class, Name, NameKind, gazetteer};
use super::{MOST_ALIKE, MOST_FORMS, MOST_LONG, UNIVERSITY};
use crate::chars::chars;
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// Last words that say but what a company is.
const GENERAL: [&str; 5] = ["公司", "总公司", "集团", "集团公司", "有限公司"];

/// A body as the article writes it.
#[derive(Clone)]
pub(super) struct Form<'a> {
    pub(super) text: &'a str,
    pub(super) class: Class,
    /// The first time it stands there, in the order of the article's bodies.
    pub(super) first: usize,
    pub(super) times: usize,
    /// Where its words begin, in bytes, the first at 0.
    pub(super) words: Vec<usize>,
    /// Bytes of the place, or of what is left out, that it begins with.
    pub(super) prefix: usize,
    /// Whether it has a word of its own that no dictionary knows: 善品堂|国学院.
    pub(super) own: bool,
}

impl<'a> Form<'a> {
    pub(super) fn of(sentence: &Sentence<'a>, names: &[Name], name: &Name, first: usize) -> Self {
        let text = sentence.slice(name.span);
        let tokens = &sentence.tokens[sentence.tokens_ended(name.span.start)..];
        let inside = tokens.iter().map(|t| t.span.start).take_while(|&at| at < name.span.end);
        let words = std::iter::once(0).chain(inside.filter(|&at| at > name.span.start).map(|at| at - name.span.start));
        let place = names
            .iter()
            .filter(|n| n.kind == NameKind::Place && n.span.start == name.span.start && n.span.end < name.span.end)
            .map(|n| n.span.len())
            .max();
        let listed =
            || gazetteer::listed(sentence, name.span.start).filter(|e| !e.risky && e.len < text.len()).map(|e| e.len);
        let firsts = sentence.lexicon.org_name_parts.prefixes(text).filter(|(word, _)| word.len() < text.len());
        let left_out = firsts.filter(|(_, value)| *value == "left-out").map(|(word, _)| word.len()).last();
        let prefix = left_out.or(place).or_else(listed).unwrap_or(0);
        let words: Vec<usize> = words.collect();
        let mut inside = tokens.iter().take_while(|t| t.span.start < name.span.end);
        let own = inside.any(|t| {
            let unit = sentence.lexicon.school_units.longest_suffix(t.text).is_some();
            t.pos != Pos::Person && !unit && sentence.is_distinctive(t.text, t.pos)
        });
        Self { text, class: name.class, first, times: 1, words, prefix, own }
    }

    /// The body that the first `at` bytes of the text name. The place that the whole begins with may be longer than the part:
    /// 大连市公安局|中山分局.
    pub(super) fn part(&self, at: usize) -> Self {
        Self {
            text: &self.text[..at],
            class: Class::Unknown,
            first: self.first,
            times: self.times,
            words: self.words.iter().copied().take_while(|&word| word < at).collect(),
            prefix: if self.prefix < at { self.prefix } else { 0 },
            own: self.own,
        }
    }

    /// Whether a word begins at byte `at`, or a pair of characters within a longer word: 金融|管理局.
    pub(super) fn begins_part(&self, at: usize) -> bool {
        let place = self.words.partition_point(|&word| word <= at);
        let word = self.words.get(place.wrapping_sub(1)).copied().unwrap_or(0);
        (at - word).is_multiple_of(2 * '一'.len_utf8())
    }

    /// What it is called behind its place.
    pub(super) fn stem(&self) -> &'a str {
        &self.text[self.prefix..]
    }
}

/// The bodies of an article, by their texts and by how they begin and end.
#[derive(Default)]
pub(super) struct Forms<'a> {
    pub(super) all: Vec<Form<'a>>,
    pub(super) known: HashMap<&'a str, usize>,
    pub(super) begin: HashMap<char, Vec<usize>>,
    pub(super) end: HashMap<char, Vec<usize>>,
    /// What brackets say that a text is short for.
    pub(super) defined: HashMap<&'a str, &'a str>,
}

impl<'a> Forms<'a> {
    pub(super) fn of(sentences: &[Sentence<'a>], names: &[Vec<Name>]) -> Self {
        let mut forms = Self::default();
        let mut order = 0;
        for (sentence, names) in sentences.iter().zip(names) {
            // 南开大学|新校区 names the university too.
            names.iter().filter(|n| n.kind == NameKind::Place).for_each(|n| forms.school(sentence, n, order));
            let mut last: Option<Span> = None;
            for (at, name) in names.iter().enumerate().filter(|(_, n)| n.kind == NameKind::Organization) {
                order += 1;
                let text = sentence.slice(name.span);
                if let Some(&known) = forms.known.get(text) {
                    forms.all[known].times += 1;
                } else if forms.all.len() < MOST_FORMS && chars(text) <= MOST_LONG {
                    forms.add(Form::of(sentence, names, name, order));
                }
                forms.school(sentence, name, order);
                forms.define(sentence, last.replace(name.span), &names[at..], name.span);
            }
        }
        forms
    }

    pub(super) fn add(&mut self, form: Form<'a>) {
        let place = self.all.len();
        self.known.insert(form.text, place);
        let heads = [form.text, form.stem()].map(|t| t.chars().next());
        for head in heads.iter().enumerate().filter(|(at, head)| *at == 0 || **head != heads[0]).filter_map(|(_, h)| *h)
        {
            self.begin.entry(head).or_default().push(place);
        }
        if let Some(last) = form.text.chars().next_back() {
            self.end.entry(last).or_default().push(place);
        }
        self.all.push(form);
    }

    /// 复旦大学|新闻系 names the university too.
    pub(super) fn school(&mut self, sentence: &Sentence<'a>, name: &Name, order: usize) {
        let text = sentence.slice(name.span);
        let Some(at) = text.find(UNIVERSITY) else { return };
        let school = &text[..at + UNIVERSITY.len()];
        if school.len() == text.len()
            || self.known.contains_key(school)
            || self.all.len() >= MOST_FORMS
            || !sentence.lexicon.org_names.contains(school)
        {
            return;
        }
        let span = Span::new(name.span.start, name.span.start + school.len());
        self.add(Form::of(
            sentence,
            &[],
            &Name::new(span, NameKind::Organization, name.rule).classed(Class::School),
            order,
        ));
    }

    /// What the brackets behind a body say of it: 零碳工场（ZEDfactory）, …（以下简称“…”）.
    pub(super) fn define(&mut self, sentence: &Sentence<'a>, before: Option<Span>, behind: &[Name], span: Span) {
        let rest = sentence.after(span.end);
        let Some(inside) = rest.strip_prefix(['（', '(']) else { return };
        let full = sentence.slice(span);
        for short in definitions(rest) {
            // 最高人民法院、最高人民检察院（下称“两高”）.
            let both = before.filter(|b| {
                let between = sentence.article.text.get(b.end..span.start).unwrap_or_default();
                short.starts_with('两') && matches!(between, "、" | "和" | "与")
            });
            let full = both.map_or(full, |b| sentence.slice(Span::new(b.start, span.end)));
            self.defined.entry(short).or_insert(full);
        }
        let Some(end) = inside.char_indices().take(MOST_LONG).find(|(_, c)| matches!(c, '）' | ')')) else { return };
        let other = inside[..end.0].trim();
        let label = sentence.lexicon.org_name_parts.longest_as(other, "label").map_or(0, |(word, _)| word.len());
        let other = &other[label..];
        let other = other.trim_start_matches(['为', '：', ':', ' ']).trim_matches(['“', '”', '"', '，', ',']);
        let latin = |t: &str| t.chars().all(|c| c.is_ascii_alphanumeric() || " .&-".contains(c));
        let name = |t: &str| t.starts_with(|c: char| c.is_ascii_uppercase()) && latin(t) && chars(t) > 1;
        let start = sentence.span.start + (other.as_ptr() as usize - sentence.slice(sentence.span).as_ptr() as usize);
        let body =
            behind.iter().any(|n| n.kind == NameKind::Organization && n.span == Span::new(start, start + other.len()));
        let shorter = |a: &str, b: &str| latin(a) || !latin(b) && chars(a) < chars(b);
        if body && other != full {
            let (short, full) = if shorter(other, full) { (other, full) } else { (full, other) };
            // 中共中央党校（国家行政学院）: two names, neither short for the other.
            let own = chars(short) > 4 && !latin(short);
            let of = self.known.get(full).map(|&at| &self.all[at]);
            if !own || full.starts_with(short) || of.is_some_and(|of| jumps(short, of).is_some()) {
                self.defined.entry(short).or_insert(full);
            }
        } else if !latin(full) && name(other) {
            self.defined.entry(other).or_insert(full);
        }
    }

    /// The bodies that a text may be short for.
    pub(super) fn alike(&self, text: &str) -> impl Iterator<Item = &Form<'a>> {
        let of = |index: &'_ HashMap<char, Vec<usize>>, c: Option<char>| -> Vec<usize> {
            c.and_then(|c| index.get(&c)).map(|found| found[..found.len().min(MOST_ALIKE)].to_vec()).unwrap_or_default()
        };
        let mut found = of(&self.begin, text.chars().next());
        found.extend(of(&self.end, text.chars().next_back()));
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| &self.all[at])
    }
}

/// How many characters of `short` are neither the first of a word of `long` nor right behind the one before them, where that is
/// least; nothing where it is no abbreviation at all. The first must stand near the beginning, the last in the last word.
pub(super) fn jumps(short: &str, long: &Form<'_>) -> Option<usize> {
    let wanted: Vec<char> = short.chars().collect();
    let letters: Vec<(usize, char)> = long.text.char_indices().collect();
    let from = [0, long.prefix];
    // The least jumps with the character wanted last at this place.
    let mut least: Vec<Option<usize>> =
        letters.iter().map(|&(at, c)| (c == wanted[0] && from.contains(&at)).then_some(0)).collect();
    for (step, &c) in wanted[1..].iter().enumerate() {
        let mut next: Vec<Option<usize>> = vec![None; letters.len()];
        let mut before: Option<usize> = None;
        for (place, &(at, own)) in letters.iter().enumerate() {
            if place > 0 {
                if own == c {
                    // 亚投行 ends as 亚洲基础设施投资银行 does.
                    let ends = step + 2 == wanted.len() && wanted.len() > 2 && place + 1 == letters.len();
                    let begins = ends || long.begins_part(at);
                    let apart = before.map(|jumps| jumps + usize::from(!begins));
                    next[place] = [apart, least[place - 1]].into_iter().flatten().min();
                }
                before = [before, least[place - 1]].into_iter().flatten().min();
            }
        }
        least = next;
    }
    // 中海油 is short for 中国|海洋|石油|总公司: a word that says but what it is may be left out.
    let word = |back: usize| long.words.len().checked_sub(back).map(|at| long.words[at]);
    let last_word = word(1).unwrap_or(0);
    let general = GENERAL.contains(&&long.text[last_word..]) && !short.ends_with(['司', '团']);
    let last_word = if general { word(2).unwrap_or(last_word) } else { last_word };
    let ends = letters.iter().zip(&least).filter(|((at, _), _)| *at >= last_word);
    ends.filter_map(|(_, jumps)| *jumps).min()
}
