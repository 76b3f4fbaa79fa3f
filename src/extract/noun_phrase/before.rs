//! The noun phrase that ends before a place: 发展建议 in 提出发展建议20余条.

use super::{Role, Roles, is_person, near_before};
use crate::chars;
use crate::extract::quantity::Change;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// The noun phrase that ends before byte `at`, and the byte where the look went on from: 发展建议 in 提出发展建议20余条.
pub(crate) fn before(sentence: &Sentence<'_>, at: usize) -> (Option<Span>, usize) {
    let words = near_before(sentence, at);
    let roles = Roles::new(sentence, &words);
    // 被多人打伤, 来自3个县: what stands before is not counted.
    if words.first().is_some_and(|w| matches!(w.text, "被" | "来自")) {
        return (None, words.first().map_or(at, |w| w.span.end));
    }
    let mut phrase = Phrase { sentence, words: &words, roles: &roles, i: 0, start: at, end: None };
    phrase.skip_amount_words();
    if phrase.role(0) == Role::Etc {
        phrase.i += 1;
    }
    let from = words.get(phrase.i).map_or(at, |w| w.span.end);
    phrase.start = from;
    while phrase.step().is_some() {}
    match phrase.end {
        Some(end) if phrase.start < end => {
            let span = trim_edges(sentence, Span::new(phrase.start, end));
            let lone = matches!(sentence.slice(span), "点" | "级" | "");
            ((!lone).then_some(span), phrase.start)
        }
        _ => (None, from),
    }
}

/// A noun phrase that is read word by word, from its last word on backwards.
struct Phrase<'p, 'a> {
    sentence: &'p Sentence<'a>,
    words: &'p [Token<'a>],
    roles: &'p Roles<'p, 'p, 'a>,
    /// Which word is looked at.
    i: usize,
    start: usize,
    /// Where its last word ends, once there is one.
    end: Option<usize>,
}

impl<'a> Phrase<'_, 'a> {
    /// The role of the word so many places before.
    fn role(&self, on: usize) -> Role {
        self.roles.at(self.i + on)
    }

    fn word(&self, on: usize) -> Option<&Token<'a>> {
        self.words.get(self.i + on)
    }

    fn text(&self, on: usize) -> &'a str {
        self.word(on).map_or("", |w| w.text)
    }

    /// 参展企业共达1708家: words of amount stand between.
    fn skip_amount_words(&mut self) {
        let lexicon = self.sentence.lexicon;
        let mut level = None;
        while self.i < 6 {
            let (role, text) = (self.role(0), self.text(0));
            // 客流恢复至800人: a level is reached by what stands before the verb.
            let reached =
                level.is_some_and(|at| at == '至' || Change::of(lexicon, text).is_some()) && role == Role::Verb;
            let former = |word: &str| lexicon.context_words.has_as(word, "former");
            let former = former(text) || text == "的" && former(self.text(1));
            if !matches!(role, Role::Adverb | Role::Aspect) && !reached && !former {
                break;
            }
            level = text.chars().next_back().filter(|c| matches!(c, '至' | '到'));
            self.i += 1;
        }
    }

    /// Whether the phrase so far is 人 alone, which takes the word before it.
    fn is_lone(&self) -> bool {
        self.end.is_some_and(|end| end - self.start == "人".len())
    }

    /// Takes the word looked at in; `None` where the phrase begins behind it.
    fn step(&mut self) -> Option<()> {
        let word = self.words.get(self.i)?;
        let (open, next) = (self.end.is_none(), self.role(1));
        let nominal = matches!(next, Role::Noun | Role::Modifier);
        match self.role(0) {
            Role::Noun if self.governs(word) => return None,
            Role::Noun => {
                self.end.get_or_insert(word.span.end);
            }
            Role::Verb if open && self.names_deed(word) => self.end = Some(word.span.end),
            // 今天电影票房, 连续五天客流: when is no part of what, unless it is a season's or an edition's name.
            Role::Modifier if !open && word.pos == Pos::Time && !word.text.ends_with(['季', '节', '期']) => {
                return None;
            }
            Role::Modifier | Role::Locality if !open => {}
            // 网格/长: what follows a noun and is tagged an adjective ends its name.
            Role::Modifier if nominal && word.pos != Pos::Time && word.text != "新" => self.end = Some(word.span.end),
            Role::Verb if !open && verb_modifies(self.sentence, self.words, self.roles, self.i) => {}
            // 来自16个省份的新生300名: another amount's noun owns it.
            Role::Of if !open && nominal && !counted(self.roles, self.i + 1) => {}
            // 手机214部、电脑19台: another amount ends there.
            Role::And
                if !open
                    && matches!(next, Role::Noun | Role::Closing)
                    && word.text != "与"
                    && self.role(2) != Role::Numeral => {}
            Role::Closing if !matches!(word.text, "）" | ")") || nominal => {
                let opened = opening(self.words, self.i)?;
                self.end.get_or_insert(word.span.end);
                self.i = opened;
            }
            // 首套房贷利率: an ordinal qualifies.
            Role::Numeral if !open && word.text.starts_with('首') => {}
            // 传承/人, 充电/桩: a head of one character takes the word before it.
            Role::Verb | Role::Adverb if self.is_lone() && word.span.end == self.start => {}
            _ => return None,
        }
        self.start = self.word(0).map_or(self.start, |w| w.span.start);
        self.i += 1;
        Some(())
    }

    /// 培训骨干800名: a verbal noun that can be done to the rest is the verb.
    fn governs(&self, word: &Token<'_>) -> bool {
        let next = self.role(1);
        let leads = || {
            !matches!(next, Role::Noun | Role::Modifier | Role::Verb | Role::And | Role::Of)
                || self.word(1).is_some_and(|w| {
                    matches!(w.pos, Pos::Place | Pos::Time | Pos::Organization)
                        || w.text.starts_with(['全', '该', '本'])
                        || self.sentence.lexicon.context_words.ends_as(w.text, "division")
                })
        };
        self.end.is_some()
            && !self.is_lone()
            && (word.pos == Pos::VerbalNoun || matches!(next, Role::Adverb | Role::Break))
            && leads()
            && word.is_in(&self.sentence.lexicon.action_verbs)
    }

    /// Whether a verb is the name of a deed; 开展招聘80场: what a light verb does is one.
    fn names_deed(&self, word: &Token<'_>) -> bool {
        let verbs = &self.sentence.lexicon.action_verbs;
        word.value_in(verbs) == Some("noun")
            || word.text == "组织"
            || self.word(1).is_some_and(|w| w.value_in(verbs) == Some("light"))
    }
}

/// Whether the nouns from `i` on, backwards, follow a number.
fn counted(roles: &Roles<'_, '_, '_>, i: usize) -> bool {
    roles.from(i).find(|r| !matches!(r, Role::Noun | Role::Modifier)) == Some(Role::Numeral)
}

/// Takes leading particles and unpaired marks off a phrase.
fn trim_edges(sentence: &Sentence<'_>, span: Span) -> Span {
    let text = sentence.slice(span);
    let trimmed = text.trim_start_matches(['的', '、', '和', '及', '·', '-', '—', ' ', '/', '掉', '获']);
    let start = span.end - trimmed.len();
    // 播种机数量: the machines are counted.
    let counted = trimmed.strip_suffix("人数").filter(|b| is_person(sentence, b));
    let bare = counted
        .or_else(|| ["数量", "总数", "总量"].iter().find_map(|w| trimmed.strip_suffix(w)).filter(|b| !b.is_empty()));
    let bare = bare.map_or(trimmed, |b| b.trim_end_matches('的'));
    Span::new(start, start + bare.len())
}

/// Whether a verb belongs to the noun behind it: 参展企业, 宣传横幅 and not 提出建议.
fn verb_modifies(sentence: &Sentence<'_>, words: &[Token<'_>], roles: &Roles<'_, '_, '_>, i: usize) -> bool {
    let Some(word) = words.get(i) else { return false };
    let before = roles.at(i + 1);
    // 开展调查研究活动: another verb before it takes the whole as its object.
    let governed = before == Role::Verb
        && words.get(i + 1).is_some_and(|w| w.value_in(&sentence.lexicon.action_verbs) == Some("light"))
        && !word.is_in(&sentence.lexicon.action_verbs);
    let own = word.value_in(&sentence.lexicon.action_verbs);
    governed || own == Some("state") || own == Some("noun") && matches!(before, Role::Noun | Role::Modifier)
}

/// The place of what opens the bracket or quotation that closes at `i`, backwards.
fn opening(words: &[Token<'_>], i: usize) -> Option<usize> {
    let open = words.get(i)?.text.chars().next().and_then(chars::opening)?;
    (i + 1..words.len()).find(|&p| words.get(p).is_some_and(|w| w.text.starts_with(open)))
}
