//! The words of news: jieba's, reconciled with what the analyzer finds.

use super::Analyzer;
use crate::article::Article;
use crate::date::DateType;
use crate::extract::percent::PercentType;
use crate::extract::place::Level;
use crate::extract::{Kind, Record};
use crate::fact::Fact;
use crate::lexicon::{Lexicon, PLACES};
use crate::numeral;
use crate::segment::Tagged;
use crate::span::Span;

mod date;

/// The kinds of fact whose borders are borders of words.
const KINDS: [Kind; 9] = [
    Kind::Date,
    Kind::Money,
    Kind::Percent,
    Kind::Measure,
    Kind::Rank,
    Kind::Count,
    Kind::Organization,
    Kind::Place,
    Kind::Person,
];
/// What may stand between the two numbers of a range.
const RANGES: [&str; 10] = ["至", "到", "-", "－", "—", "——", "–", "―", "~", "～"];
/// The longest place that no list knows and that is one word, in characters.
const LONGEST_PLACE: usize = 5;

impl Analyzer {
    /// The words of a text of news with their tags: jieba's, but for those that contradict what [`Analyzer::analyze`] finds.
    ///
    /// They tile the text, its blanks and furniture too, and are the same whatever kinds are reported.
    ///
    /// | what | its words | for example |
    /// |---|---|---|
    /// | date | one, `t`, apart from the words that bound it and from those between two dates | 截至 \| 2020年9月底, 9月22日 \| 至 \| 25日, 1至10月 |
    /// | number of a quantity | one, `m`, with 第, 万, 亿, 余, 多, %; its unit is as jieba cuts it | 1000余 \| 家, 2.3万亿 \| 元, 3.5%, 第十四 \| 届 |
    /// | 一 as a mere article | jieba's | 一个 \| 重要 \| 项目 |
    /// | person | one, `nr`; a title of two characters and more behind a surname is apart | 县长 \| 王强, 买买提·艾力, 王 \| 警官 |
    /// | place | one a level, `ns`; behind a place, the name of a region or a facility is as jieba cuts it | 四川省 \| 自贡市 \| 沿滩区, 浙江 \| 北部 |
    /// | organization | as jieba cuts it, `nt` if that is one word: its edges are edges of words, and so are those of its places | 沿滩 \| 区委 \| 统战部, 区委 \| 书记 |
    ///
    /// A word that an edge crosses gives way, and the stretch between two edges is cut anew; every other word is jieba's.
    /// A word that the user added to the [`Segmenter`](crate::segment::Segmenter) stays whole, with its own tag, whatever is
    /// found inside it, unless an edge of something that reaches beyond it crosses it.
    ///
    /// ```
    /// use shilu::Analyzer;
    ///
    /// let analyzer = Analyzer::new();
    /// let words = analyzer.words("2020年11月25日，县长王强走访企业1000余家。");
    /// let words: Vec<String> = words.iter().map(|word| format!("{}/{}", word.text, word.tag)).collect();
    /// assert_eq!(words.join(" "), "2020年11月25日/t ，/x 县长/n 王强/nr 走访/v 企业/n 1000余/m 家/q 。/x");
    /// ```
    pub fn words<'a>(&'a self, text: &'a str) -> Vec<Tagged<'a>> {
        let article = Article::parse(text);
        let facts = Self { kinds: KINDS.to_vec(), ..self.clone() }.analyze_article(&article).facts;
        let reading = article.reading();
        let text = Text { written: text, read: reading.as_ref().map_or(text, |reading| reading.text) };
        let mut plain = Vec::new();
        self.cut(text, Span::new(0, text.read.len()), &mut plain);

        let own: Vec<Tagged<'a>> = plain.iter().filter(|word| self.is_users(text.slice(word.span))).copied().collect();
        let inside_own =
            |span: Span| own.get(own.partition_point(|w| w.span.end < span.end)).is_some_and(|w| w.span.contains(span));
        let mut edges =
            Edges { text: text.read, plain: &plain, body: Span::new(0, 0), whole: Vec::new(), borders: Vec::new() };
        for fact in facts.iter().filter(|fact| !inside_own(fact.span())) {
            edges.take(fact);
        }
        let (whole, borders) = edges.settle(&own);

        let mut words = Vec::with_capacity(plain.len());
        let mut whole = whole.into_iter().peekable();
        let (mut start, mut place) = (0, 0);
        for end in borders.into_iter().chain([text.read.len()]).filter(|&end| end > 0) {
            let span = Span::new(start, end);
            start = end;
            if let Some((_, tag)) = whole.next_if(|(whole, _)| whole.start == span.start) {
                words.push(Tagged { text: &text.written[span.range()], span, tag });
                continue;
            }
            place += plain[place..].partition_point(|word| word.span.end <= span.start);
            let inside = plain[place..].partition_point(|word| word.span.end <= end);
            let inside = &plain[place..place + inside];
            let tiled = inside.first().is_some_and(|word| word.span.start == span.start)
                && inside.last().is_some_and(|word| word.span.end == end);
            if tiled {
                words.extend_from_slice(inside);
            } else {
                self.cut(text, span, &mut words);
            }
        }
        words
    }

    /// Appends the segmenter's words of a stretch.
    fn cut<'a>(&'a self, text: Text<'a, '_>, span: Span, words: &mut Vec<Tagged<'a>>) {
        let push = |within: Span, tag| {
            let span = Span::new(span.start + within.start, span.start + within.end);
            words.push(Tagged { text: &text.written[span.range()], span, tag });
        };
        #[cfg(feature = "jieba")]
        if let Some(jieba) = &self.jieba {
            // jieba ties its tags to the text: it reads what is written.
            for word in jieba.tag(&text.written[span.range()], true) {
                push(Span::new(word.byte_start, word.byte_end), word.tag);
            }
            return;
        }
        self.segmenter.tag_spans(text.slice(span), push);
    }

    /// Whether the user added the word.
    fn is_users(&self, word: &str) -> bool {
        #[cfg(feature = "jieba")]
        if let Some(jieba) = &self.jieba {
            return jieba.has_word(word) && !crate::segment::Segmenter::new().has_word(word);
        }
        self.segmenter.is_users(word)
    }
}

/// A text, and what it is read as: byte for byte as long.
#[derive(Clone, Copy)]
struct Text<'a, 'r> {
    written: &'a str,
    read: &'r str,
}

impl<'r> Text<'_, 'r> {
    fn slice(self, span: Span) -> &'r str {
        &self.read[span.range()]
    }
}

/// What the facts say of words.
struct Edges<'t, 'a> {
    text: &'t str,
    /// jieba's words.
    plain: &'t [Tagged<'a>],
    /// The last organization.
    body: Span,
    /// Words that stay whole, with their tags.
    whole: Vec<(Span, &'a str)>,
    /// Where words end and begin.
    borders: Vec<usize>,
}

impl<'t, 'a> Edges<'t, 'a> {
    fn take(&mut self, fact: &Fact) {
        let span = fact.span();
        match &fact.record {
            Record::Date(date) => self.date(span, date.r#type == DateType::Duration),
            Record::Count(count) if count.article => {}
            Record::Percent(percent) => {
                self.number(span, matches!(percent.r#type, PercentType::Percent | PercentType::Fraction))
            }
            Record::Count(_) | Record::Measure(_) | Record::Money(_) | Record::Rank(_) => self.number(span, false),
            Record::Organization(_) => self.organization(span),
            Record::Person(_) => self.person(span),
            Record::Place(place) => self.place(span, place.level),
            _ => {}
        }
    }

    fn slice(&self, span: Span) -> &'t str {
        &self.text[span.range()]
    }

    fn bound(&mut self, span: Span) {
        self.borders.extend([span.start, span.end]);
    }

    /// Makes one word of what is not blank.
    fn join(&mut self, start: usize, end: usize, tag: &'a str) {
        if start < end {
            self.whole.push((Span::new(start, end), tag));
        }
    }

    /// Makes one word of a fact if jieba does.
    fn is_word(&mut self, span: Span, tag: &'a str) -> bool {
        let place = self.plain.partition_point(|word| word.span.start < span.start);
        let word = self.plain.get(place).is_some_and(|word| word.span == span);
        if word {
            self.join(span.start, span.end, tag);
        }
        word
    }

    /// `length`: what says how exactly it is meant stands apart, as before a count: 近|700年.
    fn date(&mut self, span: Span, length: bool) {
        self.bound(span);
        if self.is_word(span, "t") {
            return;
        }
        let text = self.slice(span);
        let about = Lexicon::shared().approximators_before.longest_prefix(text).filter(|_| length);
        let start = about.map_or(0, |(word, _)| word.len());
        for core in date::cores(&text[start..]) {
            self.join(span.start + start + core.start, span.start + start + core.end, "t");
        }
    }

    /// The numerals of a quantity. `ratio`: what makes hundredths or tenths of them belongs to them.
    fn number(&mut self, span: Span, ratio: bool) {
        self.bound(span);
        let text = self.slice(span);
        let mut last: Option<Span> = None;
        for numeral in numeral::scan(text) {
            let Span { mut start, mut end } = numeral.span;
            if text[start..].starts_with("零下") {
                continue;
            }
            if text[..start].ends_with('第') {
                start -= '第'.len_utf8();
            }
            if let Some(sign) = text[end..].chars().next().filter(|&c| ratio && "%％﹪‰成折".contains(c)) {
                end += sign.len_utf8();
            }
            // 3至5|个: the unit is said once.
            match &mut last {
                Some(last) if RANGES.contains(&&text[last.end..start]) => last.end = end,
                _ => {
                    last.inspect(|last| self.join(span.start + last.start, span.start + last.end, "m"));
                    last = Some(Span::new(start, end));
                }
            }
        }
        last.inspect(|last| self.join(span.start + last.start, span.start + last.end, "m"));
    }

    fn organization(&mut self, span: Span) {
        self.bound(span);
        self.body = span;
        self.is_word(span, "nt");
    }

    /// 王强, 买买提·艾力, but 王|警官.
    fn person(&mut self, span: Span) {
        self.bound(span);
        let text = self.slice(span);
        let mut at = span.start;
        for name in text.split(|c: char| c.is_whitespace() || is_mark(c)) {
            let surname = Lexicon::shared().surnames.longest_prefix(name).map_or("", |(surname, _)| surname);
            let title = &name[surname.len()..];
            let titled = title.chars().count() > 1 && Lexicon::shared().surname_titles.contains(title);
            let end = at + if titled { surname.len() } else { name.len() };
            self.join(at, end, "nr");
            at += name.len();
            at += self.text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// 四川省|自贡市|沿滩区|云上坝村: a word a level.
    fn place(&mut self, span: Span, level: Option<Level>) {
        let inside = self.body.contains(span);
        // 中国科学院|大学: a word that is part of the name has no part of its own.
        if inside
            && self
                .plain
                .get(self.plain.partition_point(|word| word.span.end < span.end))
                .is_some_and(|word| word.span != span && word.span.contains(span) && self.body.contains(word.span))
        {
            return;
        }
        let text = self.slice(span);
        let mut levels: Vec<Span> = Vec::new();
        let (mut at, mut full) = (0, true);
        while let Some((word, list, _)) = PLACES.longest_prefix(&text[at..]) {
            let start = at;
            at += word.len();
            full = matches!(list, "divisions" | "townships");
            // 兴隆|镇云上坝村: a town that bears a known name.
            if !full && text[at..].starts_with(['镇', '乡']) {
                at += '镇'.len_utf8();
                full = true;
            }
            levels.push(Span::new(start, at));
        }
        let rest = &text[at..];
        let chars = rest.chars().count();
        let common = matches!(level, Some(Level::Region | Level::Facility));
        match levels.last_mut() {
            // 阳城|县, 南京|西路.
            Some(last) if level != Some(Level::Region) && (chars == 1 || chars == 2 && !full) => last.end = text.len(),
            Some(_) if common => {}
            _ if (1..=LONGEST_PLACE).contains(&chars) && !rest.contains(|c: char| c.is_whitespace() || is_mark(c)) => {
                levels.push(Span::new(at, text.len()))
            }
            _ => {}
        }
        // 沿滩|区委: the committee takes its level along.
        let behind = &self.text[span.end..];
        let committee = inside && behind.starts_with('委') && !behind.starts_with("委员");
        let mut end = span.end;
        if let Some(last) = levels.last_mut().filter(|last| committee && last.end == text.len())
            && let Some((at, '省' | '市' | '区' | '县' | '州' | '旗' | '镇' | '乡' | '村')) =
                text[last.range()].char_indices().next_back()
            && at > '区'.len_utf8()
        {
            last.end = last.start + at;
            end = span.start + last.end;
        }
        self.bound(Span::new(span.start, end));
        for level in levels {
            self.join(span.start + level.start, span.start + level.end, "ns");
        }
    }

    /// The words that stay whole, none overlapping another, and the borders outside them; both in order.
    fn settle(mut self, own: &[Tagged<'a>]) -> (Vec<(Span, &'a str)>, Vec<usize>) {
        self.borders.extend(self.whole.iter().flat_map(|(span, _)| [span.start, span.end]));
        self.borders.sort_unstable();
        self.borders.dedup();
        let mut own_words = Vec::new();
        for word in own {
            let inner = self.borders.partition_point(|&border| border <= word.span.start);
            if self.borders.get(inner).is_none_or(|&border| border >= word.span.end) {
                own_words.push((word.span, word.tag));
            }
        }
        self.whole.append(&mut own_words);
        self.whole.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut until = 0;
        self.whole.retain(|(span, _)| {
            let free = until <= span.start;
            if free {
                until = span.end;
            }
            free
        });
        self.borders.extend(self.whole.iter().flat_map(|(span, _)| [span.start, span.end]));
        self.borders.sort_unstable();
        self.borders.dedup();
        let whole = &self.whole;
        let mut place = 0;
        self.borders.retain(|&border| {
            place += whole[place..].partition_point(|(span, _)| span.end <= border);
            whole.get(place).is_none_or(|(span, _)| border <= span.start)
        });
        (self.whole, self.borders)
    }
}

/// Whether a character is never part of a word: a bracket, a quotation mark, a comma.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '"'
            | '（'
            | '）'
            | '('
            | ')'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '「'
            | '」'
            | '『'
            | '』'
            | '【'
            | '】'
            | '['
            | ']'
            | '〔'
            | '〕'
            | '，'
            | ','
            | '；'
            | ';'
    )
}
