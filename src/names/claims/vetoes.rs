//! What no name is, whatever the weights say: one ordered list, each with a text that it refuses.

use super::super::{Class, Name, NameKind, gazetteer};
use super::edges::{End, Start};
use super::{Claim, Context};
use crate::chars::{chars, is_han};
use crate::segment::Pos;
use crate::sentence::Sentence;

/// A claim with its text.
struct Refused<'c, 'a> {
    sentence: &'c Sentence<'a>,
    claim: &'c Claim,
    text: &'a str,
    start: &'c Start,
    end: &'c End,
}

/// Asked of every claim, in this order.
const ALWAYS: [fn(&Refused<'_, '_>) -> bool; 8] =
    [tail, market, departments, side_by_side, road_and_place, two_bodies, currency, runs_on];

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
    let level = '市'.len_utf8();
    let Some(token) = this.sentence.tokens.get(this.end.token) else { return false };
    this.claim.kind == NameKind::Place
        && !this.end.whole
        && this.text.ends_with('市')
        && this.text.len() > level
        && token.span.start == this.claim.span.end - level
        && this.sentence.knows(token.text)
}

/// 民政部|门, 教育部|门: departments of a sort are no ministry.
fn departments(this: &Refused<'_, '_>) -> bool {
    this.claim.kind == NameKind::Organization
        && this.text.ends_with('部')
        && this.sentence.after(this.claim.span.end).starts_with('门')
}

/// 重庆|湖北, 美国|英国: of two listed places side by side neither holds the other.
fn side_by_side(this: &Refused<'_, '_>) -> bool {
    if this.claim.kind != NameKind::Place || this.text.len() < 12 {
        return false;
    }
    let mut at = this.claim.span.start;
    let Some(first) = gazetteer::lookup(this.sentence, at) else { return false };
    at += first.len;
    if at >= this.claim.span.end || first.risky {
        return false;
    }
    let Some(next) = gazetteer::lookup(this.sentence, at).filter(|next| at + next.len <= this.claim.span.end) else {
        return false;
    };
    let division = |class: Class| matches!(class, Class::Province | Class::Prefecture | Class::Country);
    if next.risky || !division(first.class) || !division(next.class) {
        return false;
    }
    match (first.country, next.country) {
        (Some(a), Some(b)) => first.class == next.class && a != b,
        (None, None) => {
            !first.codes.iter().any(|outer| next.codes.iter().any(|inner| gazetteer::lies_in(inner, outer)))
                && !first.codes.is_empty()
                && !next.codes.is_empty()
        }
        _ => false,
    }
}

/// 京沪高速|无锡: a road and a city are two, but for a stretch of the road.
fn road_and_place(this: &Refused<'_, '_>) -> bool {
    if this.claim.kind != NameKind::Place || this.text.ends_with(['段', '站', '口', '路', '桥', '线']) {
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
    let authority = |class: &str| matches!(class, "government" | "party" | "legislature" | "judiciary" | "military");
    list.longest_prefix(&this.text[first.len()..])
        .is_some_and(|(next, class)| chars(next) > 2 && authority(class) && first.len() + next.len() == this.text.len())
}

/// 韩元, 日元: money is nobody.
fn currency(this: &Refused<'_, '_>) -> bool {
    this.claim.kind == NameKind::Person && this.sentence.lexicon.currencies.contains(this.text)
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

impl Context<'_, '_> {
    /// Whether a claim may be a name at all.
    pub(super) fn may_stand(&self, claim: &Claim, start: &Start, end: &End) -> bool {
        let text = self.sentence.slice(claim.span);
        let this = Refused { sentence: self.sentence, claim, text, start, end };
        !ALWAYS.iter().any(|refuses| refuses(&this))
            && (self.found_before(claim, start, end) || self.has_room(claim, start, end))
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
