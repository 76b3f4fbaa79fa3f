//! The full names of short forms: what brackets define, what the article says in full elsewhere, whose body a department or a
//! level word means, what stands before it in a list.
//!
//! Each text is asked once, however often it stands in the article; what it is short for is looked for among the bodies that
//! begin or end with the same character.

mod forms;
mod relation;

use foldhash::HashMap;

use super::entity::Subject;
use super::{Class, Name, NameKind};
use crate::chars::{chars, is_han};
use crate::lexicon::Lexicon;
use crate::sentence::Sentence;
use forms::{Form, Forms};

/// Different bodies of an article that are compared; more no article needs.
const MOST_FORMS: usize = 512;
/// Bodies of one first or last character that a short form is compared with.
const MOST_ALIKE: usize = 32;
/// Characters of a short form, and of its full one.
const MOST_SHORT: usize = 16;
const MOST_LONG: usize = 40;
/// The last characters of divisions' names, the first of short forms: 区委.
const LEVELS: &str = "省市州盟区县旗镇乡";
/// How a university's name ends.
const UNIVERSITY: &str = "大学";
/// The dateline of a university's own news: 南开|新闻网讯.
const OWN_NEWS: &str = "新闻网";
/// How far into the article that dateline begins, in characters.
const DATELINE_WITHIN: usize = 60;
/// How often full names may lead to fuller ones: 教育局, 市教育局, 杭州市教育局.
const MOST_STEPS: usize = 3;
/// Places before a level word that are asked.
const MOST_PLACES: usize = 8;
/// Characters of a title between two bodies: 党工委|副书记、|管委会.
const LONGEST_TITLE: usize = 10;

/// Gives each body of the article its full name.
pub(super) fn complete(sentences: &[Sentence<'_>], names: &mut [Vec<Name>], subject: &Subject) {
    let forms = Forms::of(sentences, names);
    if forms.all.is_empty() {
        return;
    }
    let asking = Asking { lexicon: Lexicon::shared(), forms: &forms, subject, names, sentences };
    let mut full: HashMap<&str, String> =
        forms.all.iter().filter_map(|form| Some((form.text, asking.full(form)?))).collect();
    let parts: Vec<(&str, String)> = forms.all.iter().filter_map(|f| Some((f.text, asking.part(f, &full)?))).collect();
    full.extend(parts);
    let here = asking.here(&full);
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        for name in names.iter_mut().filter(|n| n.kind == NameKind::Organization && !n.is_users()) {
            let mut own = here.get(&name.span.start).or_else(|| full.get(sentence.slice(name.span)));
            for _ in 1..MOST_STEPS {
                own = own.and_then(|own| full.get(own.as_str())).or(own);
            }
            name.canonical = own.cloned();
        }
    }
}

/// What is needed to say what a text is short for.
struct Asking<'q, 'a> {
    lexicon: &'static Lexicon,
    forms: &'q Forms<'a>,
    subject: &'q Subject,
    names: &'q [Vec<Name>],
    sentences: &'q [Sentence<'a>],
}

impl<'a> Asking<'_, 'a> {
    /// What the article lets a body's text be short for.
    fn full(&self, form: &Form<'a>) -> Option<String> {
        let text = form.text;
        if chars(text) > MOST_SHORT {
            return None;
        }
        if let Some(&full) = self.forms.defined.get(text) {
            return Some(full.to_owned());
        }
        let longer = self.forms.alike(text).filter_map(|long| Some((self.relation(form, long)?, long)));
        let best = longer.max_by_key(|(score, long)| {
            let before = long.first < form.first;
            (
                score + i32::from(before) + i32::from(long.times > 1),
                if before { long.first as i64 } else { -(long.first as i64) },
            )
        });
        if let Some((_, long)) = best {
            return Some(long.text.to_owned());
        }
        self.of_state(form).or_else(|| self.of_level(form)).or_else(|| self.of_owner(form))
    }

    /// 加政府 → 加拿大政府, 加全球事务部 → 加拿大全球事务部.
    fn of_state(&self, form: &Form<'a>) -> Option<String> {
        let text = form.text;
        let first = text.chars().next()?;
        let (state, body) = text.split_at(first.len_utf8());
        let code = self.lexicon.country_abbreviations.get(state)?.split(' ').next()?;
        let known = self.lexicon.org_bodies.contains(body);
        let office = matches!(
            form.class,
            Class::Government | Class::Legislature | Class::Judiciary | Class::Military | Class::Media
        ) && chars(body) > 2
            && state != "中"
            && form.prefix <= state.len()
            && !starts_with_place(self.lexicon, text)
            && self.lexicon.org_suffixes.longest_suffix(body).is_some();
        if !known && !office || self.lexicon.org_names.contains(text) && !self.lexicon.org_names.contains(body) {
            return None;
        }
        let said = self.sentences.iter().zip(self.names).find_map(|(sentence, names)| {
            let here = |n: &&Name| n.kind == NameKind::Place && n.class == Class::Country && n.country == Some(code);
            names.iter().filter(here).map(|n| sentence.slice(n.span)).find(|t| chars(t) > 1)
        });
        let listed = || self.lexicon.countries.iter().find(|(_, c)| *c == code).map(|(name, _)| name);
        let listed = || if known { listed() } else { None };
        said.or_else(listed).map(|state| format!("{state}{body}"))
    }

    /// 区委 → 沿滩区委.
    fn of_level(&self, form: &Form<'a>) -> Option<String> {
        // 自治区|卫生健康委 → 广西壮族自治区卫生健康委.
        if let Some((word, _)) = self.lexicon.org_name_parts.longest_as(form.text, "autonomous") {
            return self.subject.ending_in(word).map(|place| format!("{place}{}", &form.text[word.len()..]));
        }
        let level = form.text.chars().next()?;
        if !LEVELS.contains(level)
            || self.lexicon.org_names.contains(form.text)
            || starts_with_place(self.lexicon, form.text)
        {
            return None;
        }
        let (place, _) = self.subject.for_level(level)?;
        Some(format!("{place}{}", &form.text[level.len_utf8()..]))
    }

    /// 校工会 → 南开大学工会, 药学院 → 南开大学药学院: the department of the body that the article is about.
    fn of_owner(&self, form: &Form<'a>) -> Option<String> {
        let text = form.text;
        if let Some(school) = self.university(form) {
            return Some(school);
        }
        if let Some((_, places)) = self.lexicon.implied_places.longest_prefix(text) {
            let place = places.split(' ').find(|place| self.mentions(place))?;
            return Some(format!("{place}{text}"));
        }
        if self.lexicon.org_names.contains(text) || form.prefix > 0 {
            return None;
        }
        if let Some((word, ends)) = self.lexicon.owner_words.longest_prefix(text)
            && let body = &text[word.len()..]
            && (self.lexicon.org_bodies.contains(body)
                || self.lexicon.org_units.longest_suffix(body).is_some()
                || self.lexicon.school_units.longest_suffix(body).is_some())
        {
            let owner = ends.split(' ').find_map(|end| self.owner(form, end)).flatten();
            let owner = owner.map(str::to_owned).or_else(|| if word.ends_with('校') { self.campus() } else { None });
            return owner.map(|owner| format!("{owner}{body}"));
        }
        self.lexicon.school_units.longest_suffix(text)?;
        if form.own || text.contains(UNIVERSITY) || self.is_complete(form) {
            return None;
        }
        let owner = self.owner(form, UNIVERSITY).flatten().map(str::to_owned).or_else(|| self.campus());
        owner.map(|owner| format!("{owner}{text}"))
    }

    /// 南开 → 南开大学: a body that is a listed university but for its last word.
    fn university(&self, form: &Form<'a>) -> Option<String> {
        let school = format!("{}{UNIVERSITY}", form.text);
        (chars(form.text) > 1 && form.prefix == 0 && self.lexicon.org_names.contains(&school)).then_some(school)
    }

    /// The university that the article is about without naming it in full: the site that has it, else the only one that it
    /// names in short.
    fn campus(&self) -> Option<String> {
        self.own_news().or_else(|| {
            let mut short = self.forms.all.iter().filter_map(|form| self.university(form));
            short.next().filter(|_| short.next().is_none())
        })
    }

    /// The university whose news site has the article: 南开新闻网讯.
    fn own_news(&self) -> Option<String> {
        let text = self.sentences.first()?.article.text.trim_start();
        let end = text.char_indices().nth(DATELINE_WITHIN).map_or(text.len(), |(at, _)| at);
        let before = &text[..text[..end].find(OWN_NEWS)?];
        let from =
            before.rfind(|c| !is_han(c)).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let school = format!("{}{UNIVERSITY}", &before[from..]);
        self.lexicon.org_names.contains(&school).then_some(school)
    }

    /// 政协|常委会 → 全国政协常委会: a part of what has a full name.
    fn part(&self, form: &Form<'a>, full: &HashMap<&'a str, String>) -> Option<String> {
        if full.contains_key(form.text) {
            return None;
        }
        form.words[1..].iter().rev().find_map(|&at| {
            let (owner, unit) = form.text.split_at(at);
            let lists = [&self.lexicon.org_units, &self.lexicon.org_bodies];
            let listed = lists.iter().any(|list| list.contains(unit));
            if let Some(whole) = full.get(owner).filter(|_| listed) {
                return Some(format!("{whole}{unit}"));
            }
            // 甘肃高院|审判委员会, where 甘肃高院 stands nowhere alone.
            let named = chars(owner) > 3 && self.head(owner).is_some() && !self.forms.known.contains_key(owner);
            if !named || !listed && self.lexicon.org_suffixes.longest_suffix(unit).is_none() {
                return None;
            }
            let owner = form.part(at);
            let alike = self.forms.alike(owner.text).filter(|long| long.text != form.text);
            let whole =
                alike.filter_map(|long| Some((self.relation(&owner, long)?, long))).max_by_key(|(score, _)| *score);
            whole.map(|(_, long)| format!("{}{unit}", long.text))
        })
    }

    /// Whether the article names a place.
    fn mentions(&self, place: &str) -> bool {
        self.sentences.iter().zip(self.names).any(|(sentence, names)| {
            names.iter().any(|n| n.kind == NameKind::Place && sentence.slice(n.span).starts_with(place))
        }) || self.forms.all.iter().any(|form| form.text.starts_with(place))
    }

    /// The body of a sort that an article is about: the only one, or the one named most, if one is; nothing where there is none.
    fn owner(&self, form: &Form<'a>, end: &str) -> Option<Option<&'a str>> {
        let alike = self.forms.end.get(&end.chars().next_back()?)?;
        let mut best: Option<&Form<'a>> = None;
        let mut times = 0;
        for long in alike.iter().map(|&at| &self.forms.all[at]) {
            // A department 软件学院 is no school of its own.
            let department = end == "学院" && !self.is_complete(long);
            if long.text == form.text || !long.text.ends_with(end) || chars(long.text) < 3 || department {
                continue;
            }
            times += long.times;
            if best.is_none_or(|best| long.times > best.times) {
                best = Some(long);
            }
        }
        best.map(|best| (best.times * 2 > times).then_some(best.text))
    }

    /// What the sentence says of a body's owner, by where the body begins: of a level word the place before it, of one in a list
    /// what the one before it has.
    fn here(&self, full: &HashMap<&'a str, String>) -> HashMap<usize, String> {
        let mut found: HashMap<usize, String> = HashMap::default();
        for (sentence, names) in self.sentences.iter().zip(self.names) {
            let mut last: Option<(&Name, String)> = None;
            for (at, name) in names.iter().enumerate().filter(|(_, n)| n.kind == NameKind::Organization) {
                let text = sentence.slice(name.span);
                if self.forms.defined.contains_key(text) {
                    last = None;
                    continue;
                }
                let own = last.as_ref().and_then(|(before, whole)| self.shared(sentence, before, whole, name));
                let own = own.or_else(|| self.of_near_place(sentence, &names[..at], text));
                let own = own.or_else(|| self.of_near_school(sentence, &names[..at], text));
                if let Some(own) = &own {
                    found.insert(name.span.start, own.clone());
                }
                let whole = own.or_else(|| full.get(text).cloned()).unwrap_or_else(|| text.to_owned());
                last = Some((name, whole));
            }
        }
        found
    }

    /// 阳城县…，任|县农机中心|主任: the place of that level that stands before it in its sentence.
    fn of_near_place(&self, sentence: &Sentence<'a>, before: &[Name], text: &str) -> Option<String> {
        let level = text.chars().next().filter(|&c| LEVELS.contains(c))?;
        if self.lexicon.org_names.contains(text) || starts_with_place(self.lexicon, text) {
            return None;
        }
        let near = before.iter().rev().filter(|n| n.kind == NameKind::Place).take(MOST_PLACES);
        let place = near.into_iter().find_map(|place| {
            let own = sentence.slice(place.span);
            let &code = place.codes.first().filter(|_| place.codes.len() == 1)?;
            let own = match place.class {
                Class::Township => own.to_owned(),
                Class::Province | Class::Prefecture | Class::County => super::entity::division(sentence, own, code)?,
                _ => return None,
            };
            own.ends_with(level).then_some(own)
        })?;
        let own = format!("{place}{}", &text[level.len_utf8()..]);
        // As the article writes it in full, if it does.
        let known = self.forms.alike(text).find(|long| long.text.ends_with(own.as_str()));
        Some(known.map_or(own, |long| long.text.to_owned()))
    }

    /// 南开大学…，在|药学院|演讲: the university that stands before it in its sentence.
    fn of_near_school(&self, sentence: &Sentence<'a>, before: &[Name], text: &str) -> Option<String> {
        self.lexicon.school_units.longest_suffix(text)?;
        let form = &self.forms.all[*self.forms.known.get(text)?];
        // 校|工会 is told by its first word.
        let told = text.starts_with(['校', '院']);
        if told || form.prefix > 0 || form.own || text.contains(UNIVERSITY) || self.is_complete(form) {
            return None;
        }
        let near = before.iter().rev().filter(|n| n.kind == NameKind::Organization).take(MOST_PLACES);
        let school = near.map(|n| sentence.slice(n.span)).find(|own| own.ends_with(UNIVERSITY) && chars(own) > 2)?;
        let whole = format!("{school}{text}");
        // What is known by itself belongs to the university that the list says.
        let names = &self.lexicon.org_names;
        (!names.contains(text) || names.contains(&whole)).then_some(whole)
    }

    /// 浙江省公安厅、|教育厅; 青山高新区党工委副书记、|管委会|主任; 全国人大民委、|外事委: what the one before it in a list has, the
    /// next one has too. `whole` is the full name of the one before.
    fn shared(&self, sentence: &Sentence<'a>, before: &Name, whole: &str, name: &Name) -> Option<String> {
        let between = sentence.article.text.get(before.span.end..name.span.start)?;
        let title = between.strip_suffix(['、', '兼']).filter(|title| chars(title) <= LONGEST_TITLE);
        let office = title.is_some_and(|title| {
            !title.is_empty() && title.chars().all(is_han) && self.lexicon.titles.longest_suffix(title).is_some()
        });
        if !office && !matches!(between, "" | "、" | "和" | "及" | "与" | "以及") {
            return None;
        }
        let text = sentence.slice(name.span);
        let form = &self.forms.all[*self.forms.known.get(text)?];
        if form.prefix > 0
            || text.starts_with(|c| c == '团' || LEVELS.contains(c))
            || starts_with_place(self.lexicon, text)
        {
            return None;
        }
        let bodies = &self.lexicon.org_bodies;
        // 区委副书记、|宣传部|部长, 全国政协常委、|外事委员会|副主任: a department of the body before it.
        let department =
            text.ends_with(['部', '会', '室', '委']) && !self.lexicon.org_name_parts.has_as(text, "parallel");
        if office && department && matches!(before.class, Class::Party | Class::Advisory | Class::Legislature) {
            let whole = whole.strip_suffix("常委会").unwrap_or(whole);
            let known = bodies.contains(text) || self.lexicon.org_suffixes.longest_suffix(text).is_some();
            return (known && !self.lexicon.org_names.contains(text)).then(|| format!("{whole}{text}"));
        }
        // 丝绸之路国际剧院联盟、|国际博物馆联盟: they go on with the same word and end alike.
        let word = &text[..form.words.get(1).copied().unwrap_or(text.len())];
        if between == "、"
            && ends_alike(whole, text)
            && !starts_with_place(self.lexicon, &text[word.len()..])
            && let Some(at) = whole.find(word).filter(|&at| at > 0)
        {
            return Some(format!("{}{text}", &whole[..at]));
        }
        let owner = self.leader(whole)?;
        let national = self.lexicon.org_names.contains(text);
        let foreign = || self.lexicon.countries.contains(owner);
        let end = |t: &str| t.chars().next_back();
        let known = bodies.contains(text) || end(whole) == end(text) && !self.is_complete(form);
        (known && (!national || foreign())).then(|| format!("{owner}{text}"))
    }

    /// What stands before the body in a full name: its place, or the body it is part of.
    fn leader<'t>(&self, whole: &'t str) -> Option<&'t str> {
        let bodies = &self.lexicon.org_bodies;
        // 青山高新区|党工委: the shortest body behind a place's last character, else the longest behind a place.
        let cuts = whole.char_indices().rev().take(MOST_SHORT).map(|(at, _)| whole.split_at(at));
        let behind_level =
            cuts.into_iter().find(|(owner, body)| owner.ends_with(|c| LEVELS.contains(c)) && bodies.contains(body));
        let longest = || bodies.longest_suffix(whole).map(|(body, _)| whole.split_at(whole.len() - body.len()));
        if let Some((owner, _)) = behind_level.or_else(longest)
            && (starts_with_place(self.lexicon, owner) || self.lexicon.org_names.contains(owner))
        {
            return Some(owner);
        }
        let (owner, _) = self.lexicon.org_names.longest_prefix(whole)?;
        (owner.len() < whole.len() && chars(owner) > 2).then_some(owner)
    }

    /// The head of a name: its last word, as the lists say it.
    fn head<'t>(&self, text: &'t str) -> Option<&'t str> {
        let (suffixes, bodies) = (&self.lexicon.org_suffixes, &self.lexicon.org_bodies);
        let ends = [suffixes, bodies].map(|list| list.longest_suffix(text).map(|(word, _)| word));
        ends.into_iter().flatten().max_by_key(|word| word.len())
    }

    /// Whether a name needs nothing before it: it has a head and a stem of its own (南开|大学), or begins with another body's name.
    fn is_complete(&self, form: &Form<'a>) -> bool {
        if form.prefix > 0 {
            return true;
        }
        let listed = [&self.lexicon.org_names, &self.lexicon.org_short_names]
            .iter()
            .any(|list| list.longest_prefix(form.text).is_some_and(|(own, _)| own.len() < form.text.len()));
        let Some(head) = self.head(form.text) else { return listed };
        let stem = chars(form.text) - chars(head);
        match form.class {
            Class::School => head.ends_with("大学") && stem >= 2,
            Class::Company => ["公司", "集团", "银行"].iter().any(|w| head.ends_with(w)) && stem >= 2,
            Class::Hospital => stem >= 2,
            _ => listed,
        }
    }
}

/// Whether `long` has the characters of `short` in their order.
fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|l| l == c))
}

/// Whether two names have their last two characters in common.
fn ends_alike(one: &str, other: &str) -> bool {
    one.chars().rev().zip(other.chars().rev()).take(2).filter(|(a, b)| a == b).count() == 2
}

/// Whether 区新联会 can be short for it: 沿滩区 is a division, 高新技术产业园区 is none.
fn ends_with_division(lexicon: &Lexicon, text: &str) -> bool {
    lexicon.divisions.longest_suffix(text).is_some() || lexicon.townships.longest_suffix(text).is_some()
}

fn starts_with_place(lexicon: &Lexicon, text: &str) -> bool {
    lexicon.divisions.longest_prefix(text).is_some()
        || lexicon.division_short_names.longest_prefix(text).is_some()
        || lexicon.townships.longest_prefix(text).is_some()
        || lexicon.countries.longest_prefix(text).is_some()
}
