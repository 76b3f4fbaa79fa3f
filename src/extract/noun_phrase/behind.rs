//! The noun phrase that begins at a place: 新的社会阶层人士 in 12名新的社会阶层人士担任委员.

use super::{LONGEST_PHRASE, NEAR_CROWD, Role, Roles, is_person, row, uncrowded, words_from};
use crate::chars;
use crate::names::NameKind;
use crate::segment::{Pos, Token};
use crate::sentence::Sentence;
use crate::span::Span;

/// The noun phrase that begins at byte `at`: 新的社会阶层人士 in 12名新的社会阶层人士担任委员.
pub(crate) fn behind(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    let words = row(words_from(sentence, at).take(LONGEST_PHRASE).take_while(uncrowded(NEAR_CROWD)));
    let roles = Roles::new(sentence, &words);
    let i = usize::from(roles.at(0) == Role::Of);
    let mut phrase = Phrase { sentence, words: &words, roles: &roles, i, start: None, head: None };
    while phrase.step().is_some() {}
    let start = phrase.start?;
    // 6所高等院校: a set phrase that nothing follows is the head.
    let last = || words.get(phrase.i.checked_sub(1)?).filter(|w| w.pos == Pos::Phrase).map(|w| w.span.end);
    let head = phrase.head.or_else(last)?;
    (start < head).then(|| Span::new(start, head))
}

/// A noun phrase that is read word by word.
struct Phrase<'p, 'a> {
    sentence: &'p Sentence<'a>,
    words: &'p [Token<'a>],
    roles: &'p Roles<'p, 'p, 'a>,
    /// Which word is looked at.
    i: usize,
    start: Option<usize>,
    /// Where the noun that is its head so far ends.
    head: Option<usize>,
}

/// Each function reads a word of one role, and gives `None` where the phrase ends before it.
impl<'a> Phrase<'_, 'a> {
    /// The role of the word so many places on.
    fn role(&self, on: usize) -> Role {
        self.roles.at(self.i + on)
    }

    fn word(&self, on: usize) -> Option<&Token<'a>> {
        self.words.get(self.i + on)
    }

    fn previous(&self) -> Option<&Token<'a>> {
        self.words.get(self.i.checked_sub(1)?)
    }

    fn begin(&mut self, word: &Token<'_>) {
        self.start.get_or_insert(word.span.start);
    }

    fn step(&mut self) -> Option<()> {
        let word = self.words.get(self.i)?;
        let role = self.role(0);
        let opens =
            self.head.is_some() && self.role(1) != Role::Of && word.is_in(&self.sentence.lexicon.predicate_openers);
        if role == Role::Noun && self.is_apart(word) || opens {
            return None;
        }
        match role {
            Role::Noun => {
                self.begin(word);
                self.head = Some(word.span.end);
            }
            Role::Adverb | Role::Preposition => self.adverb(word)?,
            Role::And => self.and(word)?,
            Role::Verb => self.verb(word)?,
            Role::Modifier | Role::Numeral => self.quality(word)?,
            Role::Locality => self.locality(word)?,
            Role::Of => self.of()?,
            Role::Opening => self.opening(word)?,
            _ => return None,
        }
        self.i += 1;
        Some(())
    }

    /// Whether a noun right behind the head is no part of the phrase.
    fn is_apart(&self, word: &Token<'_>) -> bool {
        let (lexicon, next) = (self.sentence.lexicon, self.role(1));
        let deed = || word.is_in(&lexicon.action_verbs);
        // 合作伙伴东盟, 企业北京: a name behind the head is another phrase.
        let named = || {
            word.text.chars().count() > 1
                && (matches!(word.pos, Pos::Place | Pos::Organization) || begins_name(self.sentence, word))
                && self.previous().is_some_and(|w| w.pos == Pos::Noun)
                && lexicon.activity_nouns.longest_suffix(word.text).is_none()
        };
        // 老人义诊: what is done to people is not their name.
        let done = || {
            deed()
                && self.previous().is_some_and(|w| w.value_in(&lexicon.activity_nouns) == Some("person"))
                && next != Role::Noun
        };
        // 31个省报告新增病例: before another verb, what the dictionary calls a noun is one.
        let does = || word.pos == Pos::Noun && next == Role::Verb && deed();
        self.head == Some(word.span.start) && (named() || done() || does())
    }

    fn adverb(&mut self, word: &Token<'_>) -> Option<()> {
        if self.head.is_some() {
            return None;
        }
        let (role, next) = (self.role(0), self.role(1));
        let whose = word.text == "各" || word.pos == Pos::Pronoun && word.text.starts_with(['我', '本', '该', '贵']);
        // 各学院, 我校师生.
        if role == Role::Adverb && whose && matches!(next, Role::Noun | Role::Modifier) {
            self.begin(word);
            return Some(());
        }
        if role == Role::Preposition && abroad(self.words, self.roles, self.i) {
            self.begin(word);
            self.i += 1;
            return Some(());
        }
        if let Some(after) = relative_end(self.words, self.roles, self.i) {
            self.start = None;
            self.i = after;
            return Some(());
        }
        // 一项特别方案: before the only noun of its clause, it qualifies.
        if word.pos == Pos::Adverb
            && word.text.chars().count() == 2
            && next == Role::Noun
            && matches!(self.role(2), Role::Break | Role::Closing)
            && !word.is_in(&self.sentence.lexicon.amount_words)
        {
            self.begin(word);
            return Some(());
        }
        // 互需项目, 急需物资: two short words make one that qualifies.
        let short = |on: usize| self.word(on).is_some_and(|w| is_short(self.sentence, w));
        if short(0) && short(1) && self.role(2) == Role::Noun {
            self.begin(word);
            self.i += 1;
            return Some(());
        }
        None
    }

    fn and(&mut self, word: &Token<'_>) -> Option<()> {
        let next = self.role(1);
        // 鲜活、多元的城市: qualities in a row.
        if self.head.is_none() && self.start.is_some() && relative_end(self.words, self.roles, self.i).is_some() {
            return Some(());
        }
        // 地级及以上城市.
        if self.word(1).is_some_and(|w| matches!(w.text, "以上" | "以下")) && self.role(2) == Role::Noun {
            self.i += 1;
            return Some(());
        }
        if self.head.is_none() || !matches!(next, Role::Noun | Role::Modifier) {
            return None;
        }
        // 罪名与某某构成共谋: 与 joins common nouns alone.
        let with = word.text == "与"
            && self.word(1).is_some_and(|w| matches!(w.pos, Pos::Person | Pos::Place | Pos::Organization));
        (!with && !listed_amount(self.roles, self.words, self.i + 1)).then_some(())
    }

    fn verb(&mut self, word: &Token<'_>) -> Option<()> {
        let next = self.role(1);
        // 乡村振兴之路: what a noun does, as a name.
        if self.head.is_some() && self.word(1).is_some_and(|w| w.text == "之") && self.role(2) == Role::Noun {
            return Some(());
        }
        let bare = self.start.is_some() && self.head.is_none();
        // 20家社会组织: a deed's name ends the phrase.
        let closes = bare
            && word.value_in(&self.sentence.lexicon.action_verbs) == Some("noun")
            && !matches!(next, Role::Noun | Role::Modifier | Role::Numeral | Role::Aspect);
        let body = word.text == "组织" && self.start.is_some() && !matches!(next, Role::Noun | Role::Modifier);
        // 两次重大调整, 3次关键选择: behind a quality a deed is named.
        let named = || {
            bare && names_deed(self.sentence, word)
                && self.roles.get(self.i.wrapping_sub(1)) == Some(Role::Modifier)
                && matches!(next, Role::Adverb | Role::Break | Role::And | Role::Closing)
        };
        if closes || body || named() {
            self.head = Some(word.span.end);
            return Some(());
        }
        match verb_in_phrase(self.sentence, self.words, self.roles, self.i, self.head.is_some()) {
            VerbUse::Modifier => self.begin(word),
            VerbUse::Relative(after) => {
                self.start = None;
                self.i = after;
            }
            VerbUse::Predicate => return None,
        }
        Some(())
    }

    /// A quality, or a number within the phrase.
    fn quality(&mut self, word: &Token<'_>) -> Option<()> {
        let (role, next) = (self.role(0), self.role(1));
        let Some(head) = self.head else {
            if role == Role::Numeral && !matches!(next, Role::Noun | Role::Modifier | Role::Locality) {
                return None;
            }
            self.begin(word);
            return Some(());
        };
        if role == Role::Modifier && next == Role::Noun {
            return Some(());
        }
        // 两架俄罗斯米-8直升机: a model's name between its country and what it is.
        if self.previous().is_some_and(|w| w.pos == Pos::Place)
            && let Some(after) = (1..4).find(|&on| self.role(on) == Role::Noun)
        {
            self.i += after - 1;
            return Some(());
        }
        // 国际性知名设计大奖: a quality opens a longer phrase.
        if role == Role::Modifier && self.sentence.before(head).ends_with('性') && self.role(2) == Role::Noun {
            self.i += 1;
            return Some(());
        }
        // 世界500强企业: a numeral that belongs to a name.
        let strong = self.word(1).filter(|w| role == Role::Numeral && w.text == "强").map(|w| w.span.end)?;
        self.i += 1;
        self.head = Some(strong);
        Some(())
    }

    fn locality(&mut self, word: &Token<'_>) -> Option<()> {
        let next = self.role(1);
        let Some(head) = self.head else {
            return matches!(next, Role::Noun | Role::Modifier | Role::Numeral).then(|| self.begin(word));
        };
        // 多个武装地下军火库: where things lie is a part of their name.
        (word.text.chars().count() > 1 && next == Role::Noun && head == word.span.start).then_some(())
    }

    fn of(&mut self) -> Option<()> {
        let owned = self.head.is_some() && self.roles.get(self.i.wrapping_sub(1)) == Some(Role::Noun);
        let goes_on = abroad(self.words, self.roles, self.i + 1)
            || matches!(self.role(1), Role::Noun | Role::Modifier | Role::Verb);
        if owned && !attributive(self.sentence, self.words, self.i) || !goes_on {
            return None;
        }
        self.head = None;
        Some(())
    }

    fn opening(&mut self, word: &Token<'_>) -> Option<()> {
        let close = closing(self.words, self.i)?;
        let quoted = !word.text.starts_with(['（', '(']);
        if quoted && self.head.is_none() {
            self.begin(word);
            self.head = Some(self.words.get(close).map_or(word.span.end, |w| w.span.end));
        } else if quoted || self.head.is_none() || self.roles.get(close + 1) != Some(Role::Noun) {
            return None;
        }
        self.i = close;
        Some(())
    }
}

/// Whether a name of a place or a body begins with the word.
fn begins_name(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    let names = &mut sentence.names_around(word.span);
    names.any(|n| n.span.start == word.span.start && matches!(n.kind, NameKind::Place | NameKind::Organization))
}

/// Whether a word has one character and can open a compound, as 都 and 已 before a predicate cannot.
fn is_short(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    word.text.chars().count() == 1
        && matches!(word.pos, Pos::Adverb | Pos::Verb)
        && !sentence.lexicon.context_words.has_as(word.text, "predicate")
}

/// Whether a verb may name a deed: it has two characters and takes no other deed.
fn names_deed(sentence: &Sentence<'_>, word: &Token<'_>) -> bool {
    word.text.chars().count() == 2 && word.value_in(&sentence.lexicon.action_verbs).is_none_or(|v| v == "noun")
}

/// 阳性的患者: a quality, not an owner, stands before 的.
fn attributive(sentence: &Sentence<'_>, words: &[Token<'_>], of: usize) -> bool {
    let before = of.checked_sub(1).and_then(|i| words.get(i));
    before.is_some_and(|w| sentence.lexicon.context_words.ends_as(w.text, "quality"))
}

/// Whether the words from `i` on are another amount's noun: 展商367家 behind 、.
fn listed_amount(roles: &Roles<'_, '_, '_>, words: &[Token<'_>], from: usize) -> bool {
    for (role, word) in roles.from(from).zip(words.iter().skip(from)) {
        match role {
            Role::Noun | Role::Modifier => {}
            Role::Numeral => return word.pos == Pos::Numeral,
            _ => return false,
        }
    }
    false
}

enum VerbUse {
    Modifier,
    /// A clause that ends with the 的 at this place.
    Relative(usize),
    Predicate,
}

/// What a verb at `i` does: 参赛选手, 来自各地的选手, 选手参赛.
fn verb_in_phrase(
    sentence: &Sentence<'_>,
    words: &[Token<'_>],
    roles: &Roles<'_, '_, '_>,
    i: usize,
    behind_head: bool,
) -> VerbUse {
    let Some(word) = words.get(i) else { return VerbUse::Predicate };
    let run = roles.from(i).take_while(|r| *r == Role::Verb).count();
    let next = roles.at(i + run);
    if behind_head {
        // 列车进出站任务: a verb between nouns belongs to the name of an activity.
        let behind = roles.from(i + run).take_while(|r| *r == Role::Modifier).count();
        let head = words.get(i + run + behind).filter(|_| roles.get(i + run + behind) == Some(Role::Noun));
        let named = head.is_some_and(|h| {
            sentence.lexicon.activity_nouns.longest_suffix(h.text).is_some_and(|(_, v)| v.is_empty())
                || h.text.chars().count() == 1
                    && words.get(i + run + behind + 1).is_some_and(|h| h.is_in(&sentence.lexicon.activity_nouns))
        });
        // 网红打卡地, 村民议事厅: a noun of one character makes the verb before it a part of its name.
        let suffix =
            words.get(i + 1).filter(|w| run == 1 && w.text.chars().count() == 1 && w.span.start == word.span.end);
        if word.text.chars().count() == 2
            && suffix.is_some_and(|w| sentence.lexicon.context_words.has_as(w.text, "naming"))
        {
            return VerbUse::Modifier;
        }
        // 新冠肺炎确诊病例, 洪水受灾群众: people in a state.
        if word.value_in(&sentence.lexicon.action_verbs) == Some("state")
            && run == 1
            && head.is_some_and(|h| is_person(sentence, h.text))
        {
            return VerbUse::Modifier;
        }
        let work = head.is_some_and(|h| h.text == "工作");
        if named && word.value_in(&sentence.lexicon.action_verbs).is_none_or(|v| v == "noun" || work && v.is_empty()) {
            return VerbUse::Modifier;
        }
        return VerbUse::Predicate;
    }
    if let Some(after) = relative_end(words, roles, i) {
        return VerbUse::Relative(after);
    }
    let transitive = word.value_in(&sentence.lexicon.action_verbs).is_some_and(|v| matches!(v, "" | "light"));
    // 80名营救人员: people are named after what they do.
    let doer = words
        .get(i + 1)
        .filter(|_| run == 1 && next == Role::Noun)
        .is_some_and(|h| is_person(sentence, h.text) && word.text.chars().count() > 1);
    if doer || next == Role::Noun && !transitive { VerbUse::Modifier } else { VerbUse::Predicate }
}

/// Whether 在英 or 驻华 begins at `i`, with a noun behind it.
fn abroad(words: &[Token<'_>], roles: &Roles<'_, '_, '_>, i: usize) -> bool {
    let place = words.get(i + 1).is_some_and(|w| w.text.chars().count() == 1);
    place
        && words.get(i).is_some_and(|w| w.text == "在")
        && matches!(roles.get(i + 2), Some(Role::Noun | Role::Modifier))
}

/// The place of the 的 that ends a relative clause beginning at `i`: 分别来自不同岗位的.
fn relative_end(words: &[Token<'_>], roles: &Roles<'_, '_, '_>, i: usize) -> Option<usize> {
    for (place, role) in (i + 1..).zip(roles.from(i + 1)).take(10) {
        match role {
            Role::Of => {
                let next = roles.at(place + 1);
                let goes_on =
                    matches!(next, Role::Noun | Role::Modifier | Role::Verb) || abroad(words, roles, place + 1);
                return goes_on.then_some(place);
            }
            Role::Break if words.get(place).is_none_or(|w| w.text != "、") => return None,
            // 名为“白鹭”号的渔船.
            Role::Numeral if words.get(place).is_some_and(|w| w.text == "号") => {}
            Role::Numeral => return None,
            _ => {}
        }
    }
    None
}

/// The place of what closes the bracket or quotation that opens at `i`.
fn closing(words: &[Token<'_>], i: usize) -> Option<usize> {
    let close = words.get(i)?.text.chars().next().and_then(chars::closing)?;
    (i + 1..words.len()).find(|&p| words.get(p).is_some_and(|w| w.text.starts_with(close)))
}
