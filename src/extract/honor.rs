//! Awards and titles conferred: 被评为沿滩区经济和社会事业发展先进个人.

mod title;

use serde::{Deserialize, Serialize};

use super::parts::parts;
use super::{Mention, actor};
use crate::names::{Name, NameKind};
use crate::reference::Reference;
use crate::segment::Pos;
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;
use title::{is_date_or_ordinal, is_lone_level, is_praise, level, undated};

/// An award or title conferred.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Honor {
    /// The title alone.
    pub title: String,
    /// Who got it.
    pub recipient: Option<Reference>,
    /// Whose honor it is: 国家级, 省级.
    pub level: Option<String>,
    /// Who gave it.
    pub awarder: Option<Reference>,
}

parts! {
    Honor {
        title: Title,
        recipient: Reference(Recipient),
        level: Value(Text),
        awarder: Reference(Awarder),
    }
}

/// The longest title, in characters.
const LONGEST_TITLE: usize = 32;
/// The longest brackets within a title, in words.
const LONGEST_BRACKETS: usize = 8;
/// The longest recipient between a verb of giving and the title, in characters.
const LONGEST_RECIPIENT: usize = 30;

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let before = out.len();
    conferred(sentence, out);
    known(sentence, before, out);
}

/// Honors that everybody knows, also where nobody confers them: 诺贝尔文学奖得主. Those from place `before` on are of this sentence.
fn known(sentence: &Sentence<'_>, before: usize, out: &mut Vec<Mention>) {
    let mut until = sentence.span.start;
    for token in sentence.tokens {
        let start = token.span.start;
        if start < until {
            continue;
        }
        let Some((title, _)) = token.longest_in(&sentence.lexicon.honor_names, sentence.after(start)) else { continue };
        let span = Span::new(start, start + title.len());
        until = span.end;
        let goes_on = sentence.after(span.end).starts_with(['委', '基', '评', '组']);
        if !goes_on && !out[before..].iter().any(|m| m.span.overlaps(span)) {
            let record = Honor { title: title.to_owned(), level: level(sentence, title), ..Honor::default() };
            out.push(Mention::new(span, "honor/known", record));
        }
    }
}

/// Honors behind the verbs that confer them.
fn conferred(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    let quotes = &sentence.quotations.names;
    let mut done = sentence.span.start;
    let mut giver = None;
    for token in sentence.tokens {
        let start = token.span.start;
        if start < done {
            continue;
        }
        let Some((verb, grade)) = token.longest_in(&sentence.lexicon.honor_verbs, sentence.after(start)) else {
            continue;
        };
        // 获得者, 获奖者: who has it, not that it is given.
        let who = sentence.after(start + verb.len()).starts_with(['者', '人', '率']);
        if who || Quotation::holds(quotes, Span::new(start, start + verb.len())) {
            continue;
        }
        done = start + verb.len();
        let list = Award { sentence, quotes, grade, verb: Span::new(start, done) };
        let (titles, given) = list.titles();
        let Some(last) = titles.last() else { continue };
        done = last.end;
        let (recipient, awarder) = list.parties(titles.first().map_or(done, |t| t.start));
        let mut awarder = given.or(awarder);
        // 授予甲“…”称号，授予乙“…”称号: one giver.
        if grade == "give" {
            awarder = awarder.or_else(|| giver.take());
            giver.clone_from(&awarder);
        }
        for span in titles {
            let title = sentence.slice(span).to_owned();
            let level = level(sentence, &title);
            let reference = |text: &Option<String>| text.clone().and_then(Reference::words);
            let record = Honor { title, level, recipient: reference(&recipient), awarder: reference(&awarder) };
            out.push(Mention::new(span, "honor/conferred", record));
        }
    }
}

/// A verb that confers, with its sentence.
struct Award<'s, 'a> {
    sentence: &'s Sentence<'a>,
    quotes: &'s [Quotation],
    grade: &'s str,
    verb: Span,
}

impl Award<'_, '_> {
    /// The titles behind the verb, one after the other, and who is said between to give them.
    fn titles(&self) -> (Vec<Span>, Option<String>) {
        let sentence = self.sentence;
        let mut titles = Vec::new();
        let Some(at) = self.first_title() else { return (titles, None) };
        let (mut at, giver) = self.attribute(at);
        let mut level_before = false;
        while let Some(item) = self.item(at) {
            let text = sentence.slice(item);
            if is_lone_level(sentence, text) {
                level_before = true;
            } else if let Some(mut title) = self.title(item) {
                // 省、市先进集体: the level belongs to the list.
                let lead = sentence.slice(title).chars().next().filter(|c| "省市县区".contains(*c));
                if let Some(lead) = lead.filter(|_| level_before) {
                    title.start += lead.len_utf8();
                }
                titles.push(title);
            } else if !titles.is_empty() {
                break;
            } else {
                return (titles, None);
            }
            let Some(next) = self.separator(item.end) else { break };
            at = next;
        }
        (titles, giver)
    }

    /// 中国武术协会颁发的|武德风尚奖, 2024年度的|巴克利奖: where the title begins behind what says who gives it or which it is.
    fn attribute(&self, at: usize) -> (usize, Option<String>) {
        let sentence = self.sentence;
        let whole = sentence.after(at);
        let rest = ["本年度", "本届", "该年度"].iter().find_map(|word| whole.strip_prefix(word)).unwrap_or(whole);
        let at = at + whole.len() - rest.len();
        let clause = until(rest, &['，', '。', '、', '；', '“', '号']);
        // 最高荣誉“地球卫士奖”: what it is called.
        if rest[clause.len()..].starts_with('“') && ["荣誉", "殊荣", "奖项"].iter().any(|class| clause.ends_with(class))
        {
            return (at + clause.len(), None);
        }
        let clause = until(clause, &['奖']);
        let Some((before, _)) = clause.split_once('的') else { return (at, None) };
        let behind = at + before.len() + '的'.len_utf8();
        if before.ends_with(['度', '年']) || before.ends_with("唯一") || before.ends_with("最高") {
            return (behind, None);
        }
        let giving = self.sentence.lexicon.honor_giving_verbs.longest_suffix(before);
        let giver = giving.map(|(verb, _)| &before[..before.len() - verb.len()]);
        match giver.filter(|giver| !giver.is_empty()) {
            Some(giver) => (behind, self.giver(behind - before.len() - '的'.len_utf8(), giver)),
            None => (at, None),
        }
    }

    /// Where the first title begins: behind the recipient for verbs of giving.
    fn first_title(&self) -> Option<usize> {
        let sentence = self.sentence;
        let rest = sentence.after(self.verb.end);
        let skipped = rest.trim_start_matches(['了', '为', '过', '：']);
        let at = sentence.span.end - skipped.len();
        if self.grade != "give" {
            return Some(at);
        }
        let clause = until(skipped, &['，', '。', '；', '！']).len();
        let quote = self.quote_from(at).filter(|q| q.outer.start < at + clause);
        match quote {
            Some(quote) => {
                let between = sentence.slice(Span::new(at, quote.outer.start));
                (between.chars().count() <= LONGEST_RECIPIENT).then_some(quote.outer.start)
            }
            None => {
                // 授予李明全国劳动模范称号: the title begins with its level.
                let text = skipped.get(..clause)?;
                text.find("称号").filter(|_| !text.is_empty())?;
                let level =
                    ["全国", "国家", "全省", "全市", "省级", "市级", "“"].iter().filter_map(|l| text.find(l)).min()?;
                Some(at + level)
            }
        }
    }

    /// The first quotation that begins at or behind byte `at`.
    fn quote_from(&self, at: usize) -> Option<&Quotation> {
        self.quotes.get(self.quotes.partition_point(|q| q.outer.start < at))
    }

    /// The stretch from `at` to the end of one item of the list.
    fn item(&self, at: usize) -> Option<Span> {
        let sentence = self.sentence;
        let mut end = at;
        let mut place = sentence.tokens_ended(at);
        while let Some(token) = sentence.tokens.get(place) {
            if let Some(quote) = self.quote_from(token.span.start).filter(|q| q.outer.start == token.span.start) {
                // Two quotations side by side are two items.
                if sentence.slice(Span::new(at, end)).ends_with(['”', '」']) {
                    break;
                }
                end = quote.outer.end;
                place = sentence.tokens_begun(end);
                continue;
            }
            let text = token.text;
            // 中国自动化学会(CAA)优秀博士学位论文奖.
            if end > at
                && matches!(text, "（" | "(")
                && let Some(close) = self.closing(place)
            {
                end = close;
                place = sentence.tokens_begun(end);
                continue;
            }
            let rank = end > at && (text == "暨" || text.starts_with('第')) && self.complete(Span::new(at, end));
            let stop = rank
                || matches!(token.pos, Pos::Conjunction | Pos::Particle | Pos::Preposition | Pos::Pronoun)
                || text.chars().any(|c| !c.is_alphanumeric() && c != '·' && c != '—' && c != '-' && c != '+')
                || sentence.lexicon.honor_closings.contains(text)
                || matches!(text, "后" | "时" | "以来" | "之后" | "并" | "的" | "等" | "和" | "及")
                || token.pos == Pos::Adverb && text.chars().count() > 1 && end > at
                || is_count(sentence, place) && end > at;
            // 经济和社会发展先进个人: what lacks a head goes on across the conjunction.
            let joins =
                matches!(text, "和" | "与" | "及" | "、" | "或") && end > at && !self.complete(Span::new(at, end));
            if stop && !joins {
                break;
            }
            end = token.span.end;
            if sentence.slice(Span::new(at, end)).chars().count() > LONGEST_TITLE {
                return None;
            }
            place += 1;
        }
        (end > at).then(|| Span::new(at, end))
    }

    /// Where the brackets close that open with the token at `place`, if the title goes on behind them.
    fn closing(&self, place: usize) -> Option<usize> {
        let tokens = self.sentence.tokens.get(place..)?.iter().take(LONGEST_BRACKETS);
        let close = tokens.into_iter().find(|t| matches!(t.text, "）" | ")"))?.span.end;
        self.sentence.next_char(close).is_some_and(char::is_alphanumeric).then_some(close)
    }

    /// Whether the words so far are a title, or a level that the list shares.
    fn complete(&self, item: Span) -> bool {
        let text = self.sentence.slice(item);
        let lone = is_lone_level(self.sentence, text);
        lone || text.contains(['”', '」'])
            || is_praise(self.sentence, text)
            || self.sentence.lexicon.honor_heads.longest_suffix(text).is_some()
    }

    /// The title within an item, if it is one.
    fn title(&self, item: Span) -> Option<Span> {
        let sentence = self.sentence;
        let whole = self.quote_from(item.start).filter(|q| item.contains(q.outer));
        let title = match whole {
            Some(quote)
                if quote.outer.end == item.end
                    && is_date_or_ordinal(sentence.slice(Span::new(item.start, quote.outer.start))) =>
            {
                undated(sentence, quote.inner)
            }
            // “中国工业百强区”50强: the quoted words are a title by themselves.
            Some(quote)
                if is_date_or_ordinal(sentence.slice(Span::new(item.start, quote.outer.start)))
                    && sentence.lexicon.honor_heads.longest_suffix(sentence.slice(quote.inner)).is_some() =>
            {
                undated(sentence, quote.inner)
            }
            // 顶科协奖“数学奖”: what it is called.
            Some(quote) if quote.outer.end == item.end && self.says_class(Span::new(item.start, quote.outer.start)) => {
                quote.inner
            }
            _ => undated(sentence, item),
        };
        let text = sentence.slice(title);
        let chars = text.chars().count();
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let headed = sentence.lexicon.honor_heads.longest_suffix(&plain).is_some_and(|(head, _)| {
            head.chars().count() < chars
                || head.ends_with("等奖")
                || self.grade == "strong" && chars >= 3
                || head.starts_with("优秀")
                || head.starts_with("先进")
                || chars >= 4
        });
        let headed = headed || chars >= 4 && is_praise(self.sentence, text);
        let called = self.called(item.end);
        let last = sentence.tokens.get(sentence.tokens.partition_point(|t| t.span.end < item.end));
        let nominal = last.is_some_and(|t| t.pos.is_nominal() || t.pos == Pos::Other);
        let first_bad = text.contains(['枚', '块'])
            || text.starts_with(['者', '该', '此', '本', '这'])
            || text.ends_with("最高")
            || self.names_body(title) && !headed
            || sentence.lexicon.campaign_verbs.contains(text)
            || text.ends_with(['和', '等']);
        let fits = match self.grade {
            "strong" => whole.is_some() || headed || called || nominal && chars >= 5 && self.closes(item.end),
            "give" => whole.is_some() || headed,
            "named" => headed || called,
            // 设置了|最具潜力奖, 评出|金奖、银奖.
            "prize" => (headed || sentence.lexicon.honor_heads.contains(text)) && text.ends_with('奖'),
            "head" => headed && level(sentence, text).is_some() && chars >= 6,
            _ => headed && (chars >= 4) || called && (whole.is_some() || chars >= 4),
        };
        (fits && !first_bad && chars >= 2).then_some(title)
    }

    /// Whether the span is a body's name and no honor.
    fn names_body(&self, span: Span) -> bool {
        self.sentence.names_ending(span.end).any(|n| n.kind == NameKind::Organization && n.span.start <= span.start)
    }

    /// Whether the words before a quotation say what sort of honor it is, and no place or body whose it is.
    fn says_class(&self, span: Span) -> bool {
        let text = self.sentence.slice(span);
        text.ends_with(['奖', '荣']) || ["荣誉", "称号", "奖项"].iter().any(|class| text.ends_with(class))
    }

    /// Whether the item ends its phrase: what follows is a mark, a count or nothing.
    fn closes(&self, at: usize) -> bool {
        let rest = self.sentence.after(at);
        let place = self.sentence.tokens_ended(at);
        rest.starts_with(|c: char| !c.is_alphanumeric())
            || rest.is_empty()
            || rest.starts_with(['和', '等', '及'])
            || is_count(self.sentence, place)
    }

    /// Whether 称号 or 荣誉 closes the list at or behind byte `at`.
    fn called(&self, at: usize) -> bool {
        let rest = self.sentence.after(at);
        let closings = &self.sentence.lexicon.honor_closings;
        closings.prefixes(rest).any(|(closing, _)| closing.contains("称号") || closing.contains("荣誉"))
    }

    /// Where the next item begins: behind the count, the closing words and the separator.
    fn separator(&self, end: usize) -> Option<usize> {
        let sentence = self.sentence;
        let mut at = end;
        let mut place = sentence.tokens_ended(at);
        if is_count(sentence, place) {
            place += 2;
            at = sentence.tokens.get(place.checked_sub(1)?)?.span.end;
        }
        let rest = sentence.after(at);
        if rest.starts_with(['“', '「']) {
            return Some(at);
        }
        let closing =
            sentence.lexicon.honor_closings.longest_prefix(rest).filter(|(closing, _)| !closing.starts_with('等'));
        let closing = closing.map_or(0, |(closing, _)| closing.len());
        at += closing;
        let rest = sentence.after(at);
        let separator = ["、", "和", "及", "与", "以及", "，以及", "暨"]
            .iter()
            .filter(|s| rest.starts_with(**s))
            .max_by_key(|s| s.len())?;
        Some(at + separator.len())
    }

    /// Who got it and who gave it.
    fn parties(&self, first_title: usize) -> (Option<String>, Option<String>) {
        let sentence = self.sentence;
        let before = nearest(sentence.before(self.verb.start));
        if self.grade == "give" {
            let between =
                sentence.slice(Span::new(self.verb.end, first_title)).trim_matches(|c: char| !c.is_alphanumeric());
            let between = between.trim_start_matches(['了', '给']);
            // 被市政府授予: the giver stands between 被 and the verb.
            if let Some((_, giver)) = before.rsplit_once('被').filter(|(_, g)| !g.contains('，')) {
                let at = self.verb.start - giver.len() - '被'.len_utf8();
                return (self.subject(at), self.giver(self.verb.start - giver.len(), giver));
            }
            let recipient = if between.is_empty() { None } else { Some(between.to_owned()) };
            let awarder = actor::before(sentence, self.verb.start);
            return match recipient {
                Some(recipient) => (Some(recipient), awarder),
                None => match awarder_for(sentence, self.verb.start) {
                    Some((giver, recipient)) => (Some(recipient), Some(giver)),
                    None => (awarder, None),
                },
            };
        }
        let start = self.verb.start;
        // 作为全国劳动模范，李明…: the person comes behind.
        if self.grade == "head" {
            let person = sentence.names_from(first_title).iter().find(|n| n.kind == NameKind::Person);
            return (person.map(|n| sentence.slice(n.span).to_owned()), None);
        }
        // 省妇联发布“…”: who announces gives.
        if ["发布", "公布", "揭晓", "表彰"].contains(&sentence.slice(self.verb)) {
            return (None, self.subject(start));
        }
        if let Some((_, giver)) = before.rsplit_once('被').filter(|(_, g)| !g.is_empty() && !g.contains('，')) {
            let at = self.verb.start - giver.len() - '被'.len_utf8();
            return (self.subject(at), self.giver(self.verb.start - giver.len(), giver));
        }
        (self.subject(start), None)
    }

    /// Who gives, of the words from byte `start` on: a name, or nouns alone; a clause is nobody.
    fn giver(&self, start: usize, text: &str) -> Option<String> {
        let sentence = self.sentence;
        let own = text.trim_start_matches('由');
        let span = Span::new(start + text.len() - own.len(), start + text.len());
        // 市委、市政府: a name begins it, and one ends it.
        let opens = sentence.names_from(span.start).first().is_some_and(|n| n.span.start == span.start);
        let closes = |n: &Name| n.kind != NameKind::Person && (opens || n.span.start <= span.start);
        let named = sentence.names_ending(span.end).any(closes);
        let mut words = sentence.tokens_from(span.start).iter().take_while(|t| t.span.start < span.end);
        let nouns = words.all(|t| {
            let joins = matches!(t.text, "、" | "和" | "与" | "及" | "等");
            joins || t.pos.is_nominal() || t.pos == Pos::Other && t.text.chars().all(char::is_alphanumeric)
        });
        (!own.is_empty() && (named || nouns)).then(|| own.to_owned())
    }

    /// The one before byte `at`, else the first name of the sentence.
    fn subject(&self, at: usize) -> Option<String> {
        let sentence = self.sentence;
        actor::before(sentence, at).filter(|who| who.chars().count() <= 20).or_else(|| {
            let name = sentence.names.iter().find(|n| n.kind == NameKind::Person).or(sentence.names.first());
            let name = name.filter(|n| n.span.end <= at)?;
            Some(sentence.slice(name.span).to_owned())
        })
    }
}

/// 黄石市为她颁发了: giver and recipient before the verb.
fn awarder_for(sentence: &Sentence<'_>, at: usize) -> Option<(String, String)> {
    let before = nearest(sentence.before(at));
    let clause =
        before.rfind(['，', '。', '；']).map_or(before, |i| before.get(i + '，'.len_utf8()..).unwrap_or_default());
    let (giver, who) = clause.rsplit_once('为').or_else(|| clause.rsplit_once('向'))?;
    let giver = giver.trim();
    let recipient = match who {
        "他" | "她" | "其" => actor::antecedent(sentence, at)?,
        who => who.to_owned(),
    };
    let fits = |text: &str| !text.is_empty() && text.chars().count() <= 20;
    (fits(giver) && fits(&recipient)).then(|| (giver.to_owned(), recipient))
}

/// The last 30 characters.
fn nearest(before: &str) -> &str {
    let start = before.char_indices().rev().nth(29).map_or(0, |(at, _)| at);
    before.get(start..).unwrap_or_default()
}

/// The text up to one of the marks, 80 characters at most.
fn until<'t>(text: &'t str, marks: &[char]) -> &'t str {
    let end = text.char_indices().enumerate().find(|(n, (_, c))| *n >= 80 || marks.contains(c));
    end.and_then(|(_, (at, _))| text.get(..at)).unwrap_or(text)
}

/// 2名, 3个: a count behind a title.
fn is_count(sentence: &Sentence<'_>, place: usize) -> bool {
    let digits = sentence.tokens.get(place).is_some_and(|t| {
        t.text.bytes().all(|b| b.is_ascii_digit())
            || t.pos == Pos::Numeral && t.text.chars().all(|c| "一二三四五六七八九十两".contains(c))
    });
    digits
        && sentence.tokens.get(place + 1).is_some_and(|t| {
            matches!(t.text, "名" | "个" | "人" | "项" | "次" | "枚" | "家" | "篇" | "件" | "块" | "位")
        })
}
