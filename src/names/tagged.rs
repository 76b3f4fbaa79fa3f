//! What the tagger finds in a sentence, as names.

use std::cell::RefCell;

use once_cell::sync::Lazy;

use super::gazetteer;
use super::tagger::{Label, Model, Paths, Reading, Scratch, Tagged};
use super::{Class, Name, NameKind, NameRule};
use crate::sentence::Sentence;
use crate::span::Span;

static WEIGHTS: &[u8] = include_bytes!("../../seeds/model/names.bin");

/// The model that the crate ships.
#[expect(clippy::expect_used, reason = "the trainer reads each file it writes")]
static MODEL: Lazy<Model<'static>> = Lazy::new(|| Model::new(WEIGHTS).expect("the model of the crate"));

thread_local! {
    static SCRATCH: RefCell<(Scratch, Paths, Vec<Tagged>)> = RefCell::default();
}

/// What an amount in formal figures is written with: 壹拾壹元壹角.
const FORMAL_AMOUNT: &str = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整";

/// How much worse than at best a sentence may read with a name that is still a claim: four in logarithms of odds.
const MARGIN: i32 = 96;

/// A stretch that the tagger might take for a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doubt {
    pub(crate) span: Span,
    pub(crate) label: Label,
    /// How much worse the sentence reads with it than at best.
    pub(crate) behind: i32,
    /// How much better it is as this name than as none.
    pub(crate) gain: i32,
}

/// The names of a sentence, and all that might be names.
pub(super) fn find(sentence: &Sentence<'_>) -> (Vec<Name>, Vec<Doubt>) {
    SCRATCH.with_borrow_mut(|(scratch, paths, found)| {
        found.clear();
        let readings = MODEL.tag_and_doubt(sentence.text(), MARGIN, scratch, paths, found);
        let doubt = |reading: Reading| Doubt {
            span: Span::new(sentence.span.start + reading.bytes.start, sentence.span.start + reading.bytes.end),
            label: reading.label,
            behind: reading.behind,
            gain: reading.gain,
        };
        let names = found.iter().filter_map(|tagged| name(sentence, tagged)).collect();
        (names, readings.into_iter().map(doubt).collect())
    })
}

fn name(sentence: &Sentence<'_>, tagged: &Tagged) -> Option<Name> {
    let span = Span::new(sentence.span.start + tagged.bytes.start, sentence.span.start + tagged.bytes.end);
    let text = sentence.slice(span);
    // Rare in the news, so that the tagger takes them for rare names.
    if text.chars().all(|c| FORMAL_AMOUNT.contains(c)) {
        return None;
    }
    let kind = match tagged.label {
        Label::Organization => NameKind::Organization,
        Label::Person => NameKind::Person,
        Label::Place => NameKind::Place,
        Label::Title => return None,
    };
    Some(named(sentence, span, kind))
}

/// A name as the tagger tells it.
pub(super) fn named(sentence: &Sentence<'_>, span: Span, kind: NameKind) -> Name {
    match kind {
        NameKind::Organization => {
            let class = class(sentence, sentence.slice(span));
            Name::new(span, kind, NameRule::OrganizationTagged).classed(class).sure(true)
        }
        NameKind::Person => Name::new(span, kind, NameRule::PersonTagged).sure(true),
        NameKind::Place => {
            let mut name = Name::new(span, kind, NameRule::PlaceTagged);
            gazetteer::describe(sentence, &mut name);
            name
        }
    }
}

/// How well a stretch fits as a name, by [`NameKind`], against no name at all.
pub(super) fn fit(sentence: &Sentence<'_>, span: Span) -> [i32; 3] {
    let bytes = span.start - sentence.span.start..span.end - sentence.span.start;
    SCRATCH.with_borrow_mut(|(scratch, ..)| {
        let fit = MODEL.fit(sentence.text(), bytes, scratch);
        [fit[Label::Organization as usize], fit[Label::Person as usize], fit[Label::Place as usize]]
    })
}

/// What sort of body a name tells.
pub(super) fn class(sentence: &Sentence<'_>, text: &str) -> Class {
    let lexicon = sentence.lexicon;
    let lists = [&lexicon.org_names, &lexicon.org_bodies, &lexicon.org_suffixes];
    let ends = lists.map(|list| list.longest_suffix(text).filter(|(_, class)| !class.is_empty()));
    // 专业委员会 says more than 委员会, 老挝|公安部 more than 部; of ends as long, the first list's.
    ends.into_iter()
        .flatten()
        .rev()
        .max_by_key(|(word, _)| word.len())
        .map_or(Class::Unknown, |(_, class)| Class::from_list(class))
}
