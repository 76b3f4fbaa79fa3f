//! The words of news: jieba's, reconciled with what the analyzer finds.

use super::Analyzer;
use crate::article::Article;
use crate::extract::Kind;
use crate::segment::Tagged;
use crate::span::Span;

mod date;
mod edges;

use edges::Edges;

impl Analyzer {
    /// The words of a text of news with their tags: jieba's, but for those that contradict what [`Analyzer::analyze`] finds.
    ///
    /// They tile the text, its blanks and furniture too, and are the same whatever kinds are reported. A word may hold the
    /// blanks that set off its numbers: `3 月 8 日`.
    ///
    /// | what | its words | for example |
    /// |---|---|---|
    /// | date | one, `t`; what bounds it and what stands between two dates are words of their own | 截至 \| 2020年9月底, 9月22日 \| 至 \| 25日, 1至10月 |
    /// | quantity | the number, `m`, with 第, 万, 亿, 余, 多, %, and its unit, `q` | 1000余 \| 家, 2.3万亿 \| 元, 3.5%, 3至5 \| 个, 第十四 \| 届 |
    /// | 一 as a mere article | jieba's | 一个 \| 重要 \| 项目 |
    /// | person | one, `nr`; a title of two characters and more behind a surname is a word of its own | 县长 \| 王强, 买买提·艾力, 王 \| 警官 |
    /// | place | one a level, `ns`; regions and facilities behind a listed place are as jieba cuts them | 四川省 \| 自贡市 \| 沿滩区, 浙江 \| 北部 |
    /// | organization | jieba's between its edges, its places but as above; `nt` if that is one word | 沿滩 \| 区委 \| 统战部, 区委 \| 书记 |
    ///
    /// A word that an edge crosses gives way: what is left of it is cut anew, together with the word beside it. Every other
    /// word is jieba's. A longer word of the dictionary stays where a place, a person or a quantity is but a part of it
    /// (发展中国家, 毛泽东思想, 孤身一人), and where it would lose a character to a name (红海 \| 局势). A word that the user added to the
    /// [`Segmenter`](crate::segment::Segmenter) stays whole, with its own tag, whatever is found inside it; it gives way only
    /// to what reaches beyond it.
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
        let facts =
            Self { kinds: Kind::ALL.iter().copied().filter(|kind| kind.bounds_words()).collect(), ..self.clone() }
                .analyze_article(&article)
                .facts;
        let reading = article.reading();
        let text = Text { written: text, read: reading.as_ref().map_or(text, |reading| reading.text) };
        let mut plain = Vec::new();
        self.cut(text, Span::new(0, text.read.len()), &mut plain);

        let own: Vec<Tagged<'a>> = plain.iter().filter(|word| self.is_users(text.slice(word.span))).copied().collect();
        let inside_own =
            |span: Span| own.get(own.partition_point(|w| w.span.end < span.end)).is_some_and(|w| w.span.contains(span));
        let mut edges = Edges::new(self, text.read, &plain);
        for fact in facts.iter().filter(|fact| !inside_own(fact.span())) {
            edges.take(fact);
        }
        let (whole, borders) = edges.settle(&own);

        let mut words = Vec::with_capacity(plain.len());
        let (mut start, mut place) = (0, 0);
        for end in borders.into_iter().chain([text.read.len()]).filter(|&end| end > 0) {
            let span = Span::new(start, end);
            start = end;
            if let Some((_, tag)) = whole.get(&span.start) {
                words.push(Tagged { text: &text.written[span.range()], span, tag });
                continue;
            }
            place += plain[place..].partition_point(|word| word.span.start < span.start);
            let inside = plain[place..].partition_point(|word| word.span.end <= end);
            self.remake(text, span, &plain[place..place + inside], &mut words);
        }
        words
    }

    /// Appends the words of a stretch between two edges: `inside`, and what is left of those that the edges cross, cut anew
    /// with the word beside it.
    fn remake<'a>(&'a self, text: Text<'a, '_>, span: Span, inside: &[Tagged<'a>], words: &mut Vec<Tagged<'a>>) {
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { return self.cut(text, span, words) };
        let left = if first.span.start > span.start { first.span.end } else { span.start };
        let right = if last.span.end < span.end { last.span.start } else { span.end };
        if left > right {
            return self.cut(text, span, words);
        }
        self.cut(text, Span::new(span.start, left), words);
        words.extend(inside.iter().filter(|word| left <= word.span.start && word.span.end <= right));
        self.cut(text, Span::new(right, span.end), words);
    }

    /// Appends the segmenter's words of a stretch.
    fn cut<'a>(&'a self, text: Text<'a, '_>, span: Span, words: &mut Vec<Tagged<'a>>) {
        let mut push = |within: Span, tag| {
            let span = Span::new(span.start + within.start, span.start + within.end);
            words.push(Tagged { text: &text.written[span.range()], span, tag });
        };
        self.segmenter.tag_spans(text.slice(span), &text.written[span.range()], &mut push);
    }

    /// Whether the dictionary has the word.
    fn is_listed(&self, word: &str) -> bool {
        self.segmenter.has_word(word)
    }

    /// Whether the user added the word.
    fn is_users(&self, word: &str) -> bool {
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
