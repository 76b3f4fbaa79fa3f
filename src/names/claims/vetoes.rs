//! What no name is, whatever the weights say: one ordered list, each with a text that it refuses.

use super::super::{Name, NameKind, gazetteer, person, row};
use super::edges::{End, Start};
use super::{Claim, Context};
use crate::chars::{chars, is_han};
use crate::segment::Pos;
use crate::sentence::Sentence;
use crate::span::Span;

/// A claim with its text.
struct Refused<'c, 'a> {
    sentence: &'c Sentence<'a>,
    claim: &'c Claim,
    text: &'a str,
    start: &'c Start,
    end: &'c End,
}

/// Asked of every claim, in this order.
const ALWAYS: [fn(&Refused<'_, '_>) -> bool; 16] = [
    tail,
    market,
    departments,
    side_by_side,
    road_and_place,
    two_bodies,
    not_of_its_name,
    street,
    soldiers_of_a_sort,
    region,
    currency,
    eponym,
    marked,
    runs_on,
    word_behind,
    hamlet,
];

/// What persons' names do not end with: 李明|吗.
const PARTICLES: [char; 8] = ['吗', '呢', '吧', '啊', '呀', '嘛', '的', '了'];
/// Last words of roads that run from place to place: 京沪高速|无锡.
const ROADS: [&str; 7] = ["高速", "高速公路", "铁路", "高铁", "国道", "省道", "快速路"];

/// 洪泽湖|畔, 解放路|交叉口: what says where at a place is no part of it.
fn tail(this: &Refused<'_, '_>) -> bool {
    let tail = || this.sentence.lexicon.place_tails.longest_suffix(this.text);
    this.claim.kind == NameKind::Place
        && tail().is_some_and(|(tail, _)| tail.len() < this.text.len())
        && !gazetteer::is_entry(this.sentence, this.claim.span)
}

/// 无锡|市民, 厦门|市场: the city ends before the word.
fn market(this: &Refused<'_, '_>) -> bool {
    let stem = this.text.strip_suffix('市').filter(|stem| !stem.is_empty());
    let (Some(stem), Some(token)) = (stem, this.sentence.tokens.get(this.end.token)) else { return false };
    let from = (this.claim.span.start + stem.len()).max(token.span.start);
    this.claim.kind == NameKind::Place
        && !this.end.whole
        && this.sentence.knows(&this.sentence.article.text[from..token.span.end])
}

/// 民政部|门, 教育部|门: departments of a sort are no ministry.
fn departments(this: &Refused<'_, '_>) -> bool {
    this.claim.kind == NameKind::Organization
        && this.text.ends_with('部')
        && this.sentence.after(this.claim.span.end).starts_with('门')
}

/// 重庆|湖北, 美国|英国: of two listed places side by side neither holds the other. A road may be called like one, 上海|南京路, and a
/// body that lists or its last word tell may be of two.
fn side_by_side(this: &Refused<'_, '_>) -> bool {
    let span = this.claim.span;
    if this.claim.kind == NameKind::Person || this.text.len() < 12 {
        return false;
    }
    let Some(run) = row::at(this.sentence, span.start).filter(|run| run[1].0.end <= span.end) else { return false };
    let rest = &this.text[run[1].0.end - span.start..];
    let lexicon = this.sentence.lexicon;
    match this.claim.kind {
        NameKind::Place => rest.is_empty() || lexicon.place_suffixes.longest_suffix(rest).is_none(),
        _ => {
            lexicon.org_suffixes.longest_suffix(rest).is_none() && lexicon.org_bodies.longest_suffix(rest).is_none()
                || run.get(2).is_some_and(|(third, _)| third.end <= span.end)
        }
    }
}

/// 京沪高速|无锡, 连霍高速|渭南段: a road and a city are two.
fn road_and_place(this: &Refused<'_, '_>) -> bool {
    if this.claim.kind != NameKind::Place || this.text.ends_with(['站', '口', '路', '桥', '线']) {
        return false;
    }
    if !this.text.contains(['速', '铁', '道']) {
        return false;
    }
    let road = ROADS.iter().find_map(|road| Some(this.text.find(road)? + road.len()));
    road.is_some_and(|at| {
        at < this.text.len() && gazetteer::listed(this.sentence, this.claim.span.start + at).is_some()
    })
}

/// 党中央|国务院, 商务部|外交部: two bodies that lists have, in one breath.
fn two_bodies(this: &Refused<'_, '_>) -> bool {
    if this.claim.kind != NameKind::Organization || this.text.len() < 12 {
        return false;
    }
    let list = &this.sentence.lexicon.org_names;
    let Some((first, _)) = list.longest_prefix(this.text).filter(|(first, _)| first.len() < this.text.len()) else {
        return false;
    };
    list.longest_prefix(&this.text[first.len()..]).is_some_and(|(next, class)| {
        chars(next) > 2 && row::is_authority(class) && first.len() + next.len() == this.text.len()
    })
}

/// 国务院|决策部署, 在人民医院|住院, 邻国|政府, 次日|江门警方: words that no body's name begins or ends with.
fn not_of_its_name(this: &Refused<'_, '_>) -> bool {
    if this.claim.kind != NameKind::Organization {
        return false;
    }
    let Refused { sentence, text, .. } = *this;
    let (lexicon, words) = (sentence.lexicon, &sentence.lexicon.org_refusals);
    let listed = || lexicon.org_names.contains(text) || lexicon.org_short_names.contains(text);
    if let Some((word, how)) = words.longest_prefix(text).filter(|(word, _)| word.len() < text.len()) {
        let rest = &text[word.len()..];
        let refused = match how {
            "state" => lexicon.org_bodies.contains(rest) || lexicon.org_generics.contains(rest),
            "day" => gazetteer::listed(sentence, this.claim.span.start + word.len()).is_some(),
            _ => false,
        };
        if refused && !listed() {
            return true;
        }
    }
    let ends = words.longest_suffix(text).filter(|(word, _)| word.len() < text.len());
    if ends.is_some_and(|(_, how)| matches!(how, "tail" | "deed")) && !listed() {
        return true;
    }
    // 全县乡镇|有|中学: what there is.
    let tokens = sentence.tokens.get(this.start.token + 1..this.end.token).unwrap_or_default();
    let has = tokens.iter().any(|t| matches!(t.text, "有" | "没有" | "设有" | "建有") && t.pos == Pos::Verb);
    // 日本|所|销售的电动车.
    let done = text.strip_suffix('所').is_some_and(|stem| {
        gazetteer::listed(sentence, this.claim.span.start).is_some_and(|entry| entry.len == stem.len())
            && sentence.tokens.get(this.end.token + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbalNoun))
    });
    has || done
}

/// 西安市政府|东路, 郑州市法院|西街: a street is called after a body.
fn street(this: &Refused<'_, '_>) -> bool {
    let rest = this.sentence.after(this.claim.span.end);
    let behind = rest.strip_prefix(['东', '西', '南', '北', '中', '前', '后']).unwrap_or(rest);
    let road = |t: &str| this.sentence.lexicon.region_parts.longest_as(t, "road").map(|(word, _)| word.len());
    this.claim.kind == NameKind::Organization
        && road(behind).is_some_and(|len| {
            this.end.whole && this.sentence.is_border(this.claim.span.end + (rest.len() - behind.len()) + len)
        })
}

/// 殖民者|军团, 侵略者|军队: soldiers of a sort.
fn soldiers_of_a_sort(this: &Refused<'_, '_>) -> bool {
    let stem = ["军团", "军队", "部队", "大军"].iter().find_map(|word| this.text.strip_suffix(word));
    this.claim.kind == NameKind::Organization && stem.is_some_and(|stem| stem.ends_with('者'))
}

/// 江南|大部: a region is no body.
fn region(this: &Refused<'_, '_>) -> bool {
    let lexicon = this.sentence.lexicon;
    let stem = || {
        let (part, _) = lexicon.region_parts.longest_end_as(this.text, "part")?;
        this.text.strip_suffix(part).filter(|stem| !stem.is_empty())
    };
    this.claim.kind == NameKind::Organization
        && stem().is_some_and(|stem| {
            lexicon.weather_regions.contains(stem)
                || gazetteer::listed(this.sentence, this.claim.span.start).is_some_and(|entry| entry.len == stem.len())
        })
}

/// 韩元, 日元: money is nobody; 壹拾壹元壹角: nor is an amount of it.
fn currency(this: &Refused<'_, '_>) -> bool {
    let (sentence, start) = (this.sentence, this.claim.span.start);
    let number = sentence.numeral_at(start).map(|at| sentence.numerals[at].span);
    let amount = |number: Span| chars(sentence.slice(number)) > 1 && sentence.after(number.end).starts_with('元');
    this.claim.kind == NameKind::Person && sentence.lexicon.currencies.contains(this.text) || number.is_some_and(amount)
}

/// 沙雷|菌, 马尔堡|病毒: what is called after somebody is nobody.
fn eponym(this: &Refused<'_, '_>) -> bool {
    let heads = &this.sentence.lexicon.eponym_heads;
    this.claim.kind == NameKind::Person && heads.longest_prefix(this.sentence.after(this.claim.span.end)).is_some()
}

/// ，安然; Vega S3 Pro: no person's name begins with a mark or has a digit.
fn marked(this: &Refused<'_, '_>) -> bool {
    this.claim.kind == NameKind::Person
        && (!this.text.starts_with(char::is_alphanumeric) || this.text.bytes().any(|b| b.is_ascii_digit()))
}

/// 李明|吗, 李明|亮相: the last character belongs to what follows.
fn runs_on(this: &Refused<'_, '_>) -> bool {
    if this.claim.kind != NameKind::Person || chars(this.text) != 3 || !this.text.chars().all(is_han) {
        return false;
    }
    let surname = this.sentence.lexicon.surnames.longest_prefix(this.text).is_some();
    let last = this.text.chars().next_back().unwrap_or_default();
    if !surname || this.sentence.lexicon.person_names.contains(this.text) {
        return false;
    }
    let next = this.sentence.tokens.get(this.end.token);
    let word = next.is_some_and(|t| {
        !this.end.whole
            && t.span.start + last.len_utf8() == this.claim.span.end
            && !matches!(t.pos, Pos::Person | Pos::Noun)
            && this.sentence.knows(t.text)
    });
    PARTICLES.contains(&last) || word && this.start.whole
}

/// 李明|亮相车展: the last character and the next one are a word.
fn word_behind(this: &Refused<'_, '_>) -> bool {
    this.claim.kind == NameKind::Person && person::runs_on(this.sentence, this.claim.span)
}

/// 马王|堆, 王家坪, 李家沱: a hamlet, or a bridge, a road and a site called after it.
fn hamlet(this: &Refused<'_, '_>) -> bool {
    let Refused { sentence, text, .. } = *this;
    let mut letters = text.chars().skip(1);
    let (Some('家'), Some(last), None) = (letters.next(), letters.next(), letters.next()) else { return false };
    this.claim.kind == NameKind::Person
        && "坪沱沟湾庄村屯堡集寨坝塘岭坡峪口店营河桥畈场院咀嘴坳冲巷街镇界宅埠渡梁崖洼台垭岗圩洞池峡峁浜渠"
            .contains(last)
        && !sentence.lexicon.person_names.contains(text)
}

impl Context<'_, '_> {
    /// Whether a claim may be a name at all.
    pub(super) fn may_stand(&self, claim: &Claim, start: &Start, end: &End, found: bool) -> bool {
        let text = self.sentence.slice(claim.span);
        let this = Refused { sentence: self.sentence, claim, text, start, end };
        !ALWAYS.iter().any(|refuses| refuses(&this)) && (found || self.has_room(claim, start, end))
    }

    /// Whether what was found before leaves room for a claim that was not.
    fn has_room(&self, claim: &Claim, start: &Start, end: &End) -> bool {
        let (sentence, span) = (self.sentence, claim.span);
        let mut near = self.near(start, end).iter().filter(|n| n.span.overlaps(span));
        let organization = claim.kind == NameKind::Organization;
        // A team's name that is a word elsewhere, 魔术, is a name where its rule says so.
        let text = sentence.slice(span);
        let nickname = organization && sentence.lexicon.team_nicknames.contains(text);
        // API认证: letters alone are a body where a list has them or brackets explain one, 英国建筑研究院(BRE).
        let letters = organization
            && text.len() <= 4
            && text.bytes().all(|b| b.is_ascii_uppercase())
            && !start.left.is_some_and(|c| matches!(c, '(' | '（'))
            && !sentence.lexicon.org_names.contains(text)
            && !sentence.lexicon.org_short_names.contains(text);
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
        !nickname && !letters && !near.any(breaks)
    }
}
