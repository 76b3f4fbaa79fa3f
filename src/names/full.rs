//! The full names of short forms: what brackets define, what the article says in full elsewhere, whose body a department or a
//! level word means, what stands before it in a list.
//!
//! Each text is asked once, however often it stands in the article; what it is short for is looked for among the bodies that
//! begin or end with the same character.

use foldhash::HashMap;

use super::entity::Subject;
use super::spread::definitions;
use super::{Name, NameKind, gazetteer};
use crate::chars::{chars, is_han};
use crate::lexicon::Lexicon;
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// Different bodies of an article that are compared; more no article needs.
const MOST_FORMS: usize = 512;
/// Bodies of one first or last character that a short form is compared with.
const MOST_ALIKE: usize = 32;
/// Characters of a short form, and of its full one.
const MOST_SHORT: usize = 16;
const MOST_LONG: usize = 40;
/// The last characters of divisions' names, the first of short forms: 区委.
const LEVELS: &str = "省市州盟区县旗镇乡";
/// What is left out where a party's or a country's body is named in short: 中国|证监会.
const LEFT_OUT: [&str; 5] = ["中国共产党", "中国人民", "中国", "中共", "全国"];
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
/// How a company's name in full ends.
const FORMAL: [&str; 4] = ["有限公司", "有限责任公司", "股份公司", "株式会社"];
/// The parts of a company that are none by themselves.
const PARTS: [&str; 6] = ["分公司", "子公司", "分行", "支行", "分社", "分院"];
/// Bodies that stand beside a party's committee, not under it.
const PARALLEL: [&str; 6] = ["管委会", "管理委员会", "人大常委会", "政府办公室", "居委会", "村委会"];

/// A body as the article writes it.
struct Form<'a> {
    text: &'a str,
    class: &'static str,
    /// The first time it stands there, in the order of the article's bodies.
    first: usize,
    times: usize,
    /// Where its words begin, in bytes, the first at 0.
    words: Vec<usize>,
    /// Bytes of the place, or of what is left out, that it begins with.
    prefix: usize,
    /// Whether it has a word of its own that no dictionary knows: 善品堂|国学院.
    own: bool,
}

impl<'a> Form<'a> {
    fn of(sentence: &Sentence<'a>, names: &[Name], name: &Name, first: usize) -> Self {
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
        let left_out = LEFT_OUT.iter().find(|w| text.starts_with(**w) && text.len() > w.len()).map(|w| w.len());
        let prefix = left_out.or(place).or_else(listed).unwrap_or(0);
        let words: Vec<usize> = words.collect();
        let mut inside = tokens.iter().take_while(|t| t.span.start < name.span.end);
        let own = inside.any(|t| {
            let unit = sentence.lexicon.school_units.longest_suffix(t.text).is_some();
            t.pos != Pos::Person && !unit && sentence.is_distinctive(t.text, t.pos)
        });
        Self { text, class: name.class, first, times: 1, words, prefix, own }
    }

    /// Whether a word begins at byte `at`, or a pair of characters within a longer word: 金融|管理局.
    fn begins_part(&self, at: usize) -> bool {
        let place = self.words.partition_point(|&word| word <= at);
        let word = self.words.get(place.wrapping_sub(1)).copied().unwrap_or(0);
        (at - word).is_multiple_of(2 * '一'.len_utf8())
    }

    /// What it is called behind its place.
    fn stem(&self) -> &'a str {
        &self.text[self.prefix..]
    }
}

/// The bodies of an article, by their texts and by how they begin and end.
#[derive(Default)]
struct Forms<'a> {
    all: Vec<Form<'a>>,
    known: HashMap<&'a str, usize>,
    begin: HashMap<char, Vec<usize>>,
    end: HashMap<char, Vec<usize>>,
    /// What brackets say that a text is short for.
    defined: HashMap<&'a str, &'a str>,
}

impl<'a> Forms<'a> {
    fn of(sentences: &[Sentence<'a>], names: &[Vec<Name>]) -> Self {
        let mut forms = Self::default();
        let mut order = 0;
        for (sentence, names) in sentences.iter().zip(names) {
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

    fn add(&mut self, form: Form<'a>) {
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
    fn school(&mut self, sentence: &Sentence<'a>, name: &Name, order: usize) {
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
        self.add(Form::of(sentence, &[], &Name::new(span, NameKind::Organization, name.rule).classed("school"), order));
    }

    /// What the brackets behind a body say of it: 零碳工场（ZEDfactory）, …（以下简称“…”）.
    fn define(&mut self, sentence: &Sentence<'a>, before: Option<Span>, behind: &[Name], span: Span) {
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
        let other = ["简称", "英文名", "英文简称", "英文缩写"].iter().fold(other, |o, w| o.trim_start_matches(w));
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
    fn alike(&self, text: &str) -> impl Iterator<Item = &Form<'a>> {
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
        self.of_state(text).or_else(|| self.of_level(form)).or_else(|| self.of_owner(form))
    }

    /// How surely `short` is short for `long`; nothing where it is not.
    fn relation(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        if long.text.len() <= short.text.len() {
            // 中兴公司 is no longer than 中兴通讯.
            return (long.text.len() == short.text.len()).then(|| self.by_core(short, long)).flatten();
        }
        let alike = short.class.is_empty() || long.class.is_empty() || short.class == long.class;
        // A club bears its owner's name: 恒大 ← 广州恒大.
        let club = long.class == "team" && long.stem() == short.text;
        let differ = if alike || club { 0 } else { 6 };
        self.ending(short, long)
            .or_else(|| self.beginning(short, long))
            .or_else(|| self.by_core(short, long))
            .or_else(|| self.by_heads(short, long))
            .map(|score| score - differ + long.times.min(6) as i32)
    }

    /// 教育局 ← 杭州市教育局, 督察组 ← 中央第四生态环境保护督察组.
    fn ending(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let before = long.text.strip_suffix(short.text)?;
        if super::LEVEL_WORDS.contains(&before) {
            return Some(30);
        }
        let first = short.text.chars().next()?;
        if LEVELS.contains(first) {
            return ends_with_division(self.lexicon, &long.text[..before.len() + first.len_utf8()]).then_some(30);
        }
        if !before.chars().all(is_han) {
            return None;
        }
        // 中兴|通讯 needs no 中国 before it, 国家税务总局 neither; 宁夏校友会 may be that of 南开.
        let trade = self.lexicon.company_trades.longest_suffix(short.text).is_some() && chars(short.text) > 3;
        if self.is_complete(short) || trade && short.class == "company" || short.text.starts_with("国家") {
            let foreign = short.text.ends_with("公司") && before != "中国" && self.lexicon.countries.contains(before);
            let school = self.lexicon.org_names.get(before) == Some("school");
            // 硚口区|科协 ← 武汉市|硚口区科协.
            let upper =
                self.lexicon.divisions.contains(before) && short.text[..short.prefix].ends_with(|c| LEVELS.contains(c));
            return (foreign || school || upper || before == "中国人民").then_some(26);
        }
        if self.lexicon.org_names.contains(before) || self.forms.known.contains_key(before) {
            return Some(28);
        }
        if LEFT_OUT.contains(&before) || long.prefix > 0 && before.len() <= long.prefix {
            return Some(26);
        }
        let national = self.lexicon.org_names.contains(short.text) || short.prefix > 0;
        let begins = chars(before) > 1 && long.words.contains(&before.len());
        (begins && chars(short.text) > 2 && !national).then_some(20)
    }

    /// 中兴 ← 中兴通讯, 易捷航空 ← 英国|易捷航空公司.
    fn beginning(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let behind = long.text.strip_prefix(short.text).or_else(|| long.stem().strip_prefix(short.text))?;
        let formal = FORMAL.iter().any(|w| behind.ends_with(w));
        let trade = self.is_trade(behind);
        let latin = behind == "公司" && short.text.is_ascii();
        let legal = formal && self.lexicon.org_suffixes.contains(behind);
        if (legal || (formal || trade && !latin) && short.prefix == 0) && !PARTS.iter().any(|w| behind.ends_with(w)) {
            // 波音公司 says least, 宇通客车股份有限公司 most.
            return Some(if formal {
                26
            } else if behind == "公司" {
                18
            } else {
                24
            });
        }
        if behind == "俱乐部" && short.prefix == 0 {
            return Some(18);
        }
        // 武汉 ← 武汉卓尔: a place that acts as a body is a team.
        if long.prefix == short.text.len() && chars(behind) <= 3 && matches!(long.class, "team" | "") {
            return Some(22);
        }
        let school = matches!(behind, "大学" | "学院" | "中学" | "小学" | "学校");
        (school && self.head(short.text).is_none()).then_some(22)
    }

    /// Whether a company's name goes on like this: 通讯, 通讯公司.
    fn is_trade(&self, behind: &str) -> bool {
        let trades = &self.lexicon.company_trades;
        let shorter = || ["集团公司", "公司", "集团"].iter().find_map(|w| behind.strip_suffix(w));
        trades.contains(behind) || shorter().is_some_and(|trade| trades.contains(trade))
    }

    /// 中兴公司 ← 中兴通讯, 鲁能俱乐部 ← 山东|鲁能: what stands before a general head is what another body begins with, or is.
    fn by_core(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let core = ["集团公司", "公司", "集团", "俱乐部"].iter().find_map(|w| short.text.strip_suffix(w))?;
        let behind = long.stem().strip_prefix(core).or_else(|| long.text.strip_prefix(core))?;
        let trade = self.is_trade(behind);
        let fits = if behind.is_empty() { long.prefix > 0 } else { trade && !short.text.ends_with("集团") };
        (chars(core) > 1 && fits).then_some(22)
    }

    /// 北大 ← 北京|大学, 世卫组织 ← 世界|卫生|组织: the first characters of the words, in their order.
    fn by_heads(&self, short: &Form<'a>, long: &Form<'a>) -> Option<i32> {
        let count = chars(short.text);
        if !(2..=10).contains(&count)
            || !short.text.chars().all(is_han)
            || short.text.starts_with(|c| LEVELS.contains(c))
            || long.text.starts_with(short.text)
            || long.stem().starts_with(short.text)
        {
            return None;
        }
        if short.prefix > 0 || starts_with_place(self.lexicon, short.text) {
            // 南开档案馆 is short for 南开大学档案馆; 北京市公安局 for no 北京市东城区公安局.
            let same = short.text.chars().zip(long.text.chars()).take_while(|(a, b)| a == b);
            let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
            let division = self.lexicon.divisions.longest_prefix(short.text).is_some_and(|(p, _)| chars(p) > 2);
            if same == 0 || division || count < 4 || starts_with_place(self.lexicon, &long.text[same..]) {
                return None;
            }
        } else if self.is_complete(short) {
            return None;
        }
        // 中央委员会 is another body than 中央纪律检查委员会, 天津大学 than 天津师范大学; 南开|档案馆 is that of 南开大学.
        let listed = self.lexicon.org_names.contains(short.text);
        let head = self.head(short.text).filter(|head| chars(head) > 1);
        let long_head = self.head(long.text);
        if head.is_some_and(|head| long_head.is_none_or(|long| !is_subsequence(head, long))) {
            return None;
        }
        // 使馆 ← 中国驻巴林大使馆.
        if head == Some(short.text) && long_head.is_some_and(|long| long.len() > head.map_or(0, str::len)) {
            return (!listed).then_some(16);
        }
        if (listed || short.prefix > 0) && ends_alike(short.text, long.text) {
            let owner = &long.text[..long.text.len() - head.map_or(0, str::len)];
            if !self.forms.known.contains_key(owner)
                && !owner.ends_with(UNIVERSITY)
                && long.text.ends_with("大使馆") == short.text.ends_with("大使馆")
            {
                return None;
            }
        }
        match (count, jumps(short.text, long)?) {
            // 国米 ← 国际米兰, 北大 ← 北京大学.
            (2, 0) if listed && chars(long.stem()) == 4 => {
                let letters: Vec<char> = long.stem().chars().collect();
                short.text.chars().eq([letters[0], letters[2]]).then_some(18)
            }
            (2, 0) if long.words.len() <= 3 && !listed => Some(18),
            (3.., 0) => Some(22),
            (4.., 1) => Some(16),
            _ => None,
        }
    }

    /// 加政府 → 加拿大政府.
    fn of_state(&self, text: &str) -> Option<String> {
        let first = text.chars().next()?;
        let (state, body) = text.split_at(first.len_utf8());
        let code = self.lexicon.country_abbreviations.get(state)?.split(' ').next()?;
        if self.lexicon.org_names.contains(text) || !self.lexicon.org_bodies.contains(body) {
            return None;
        }
        let said = self.sentences.iter().zip(self.names).find_map(|(sentence, names)| {
            let here = |n: &&Name| n.kind == NameKind::Place && n.class == "country" && n.country == Some(code);
            names.iter().filter(here).map(|n| sentence.slice(n.span)).find(|t| chars(t) > 1)
        });
        let listed = || self.lexicon.countries.iter().find(|(_, c)| *c == code).map(|(name, _)| name);
        said.or_else(listed).map(|state| format!("{state}{body}"))
    }

    /// 区委 → 沿滩区委.
    fn of_level(&self, form: &Form<'a>) -> Option<String> {
        // 自治区|卫生健康委 → 广西壮族自治区卫生健康委.
        if let Some(word) = ["自治区", "自治州", "自治县"].iter().find(|w| form.text.starts_with(**w)) {
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
        if let Some(school) = self.own_news().filter(|school| school.strip_suffix(UNIVERSITY) == Some(text)) {
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
            let owner = owner.map(str::to_owned).or_else(|| if word.ends_with('校') { self.own_news() } else { None });
            return owner.map(|owner| format!("{owner}{body}"));
        }
        self.lexicon.school_units.longest_suffix(text)?;
        if form.own || text.contains(UNIVERSITY) || self.is_complete(form) {
            return None;
        }
        let owner = self.owner(form, UNIVERSITY).flatten().map(str::to_owned).or_else(|| self.own_news());
        owner.map(|owner| format!("{owner}{text}"))
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
            let whole = full.get(owner)?;
            let lists = [&self.lexicon.org_units, &self.lexicon.org_bodies];
            lists.iter().any(|list| list.contains(unit)).then(|| format!("{whole}{unit}"))
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

    /// 济宁市…，郭建伟在任|市土地综合整治中心|主任: the place of that level that stands before it in its sentence.
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
                "township" => own.to_owned(),
                "province" | "prefecture" | "county" => super::entity::division(sentence, own, code)?,
                _ => return None,
            };
            own.ends_with(level).then_some(own)
        })?;
        let own = format!("{place}{}", &text[level.len_utf8()..]);
        // As the article writes it in full, if it does.
        let known = self.forms.alike(text).find(|long| long.text.ends_with(own.as_str()));
        Some(known.map_or(own, |long| long.text.to_owned()))
    }

    /// 南开大学…，在|周恩来政府管理学院|演讲: the university that stands before it in its sentence.
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

    /// 浙江省公安厅、|教育厅; 滨州高新区党工委副书记、|管委会|副主任; 全国人大民委、|外事委: what the one before it in a list has, the
    /// next one has too. `whole` is the full name of the one before.
    fn shared(&self, sentence: &Sentence<'a>, before: &Name, whole: &str, name: &Name) -> Option<String> {
        let between = sentence.article.text.get(before.span.end..name.span.start)?;
        let title = between.strip_suffix('、').filter(|title| chars(title) <= LONGEST_TITLE);
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
        let department = text.ends_with(['部', '会', '室', '委']) && !PARALLEL.contains(&text);
        if office && department && matches!(before.class, "party" | "advisory" | "legislature") {
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
        // 滨州高新技术产业开发区|党工委: the shortest body behind a place's last character, else the longest behind a place.
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
            "school" => head.ends_with("大学") && stem >= 2,
            "company" => ["公司", "集团", "银行"].iter().any(|w| head.ends_with(w)) && stem >= 2,
            "hospital" => stem >= 2,
            _ => listed,
        }
    }
}

/// How many characters of `short` are neither the first of a word of `long` nor right behind the one before them, where that is
/// least; nothing where it is no abbreviation at all. The first must stand near the beginning, the last in the last word.
fn jumps(short: &str, long: &Form<'_>) -> Option<usize> {
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
    let last_word = long.words.last().copied().unwrap_or(0);
    let ends = letters.iter().zip(&least).filter(|((at, _), _)| *at >= last_word);
    ends.filter_map(|(_, jumps)| *jumps).min()
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
