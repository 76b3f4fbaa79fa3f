//! Titled texts: 《区委统一战线工作领导小组工作规则》.

use once_cell::sync::Lazy;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::Mention;
use super::listed::from_list;
use super::parts::parts;
use crate::names::NameKind;
use crate::reference::Reference;
use crate::segment::Pos;
use crate::sentence::Quotation;
use crate::sentence::Sentence;
use crate::span::Span;

/// A titled text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Document {
    /// What sort of text.
    #[serde(rename = "type")]
    pub class: DocumentType,
    /// Who issued it.
    pub issuer: Option<Reference>,
    /// Its number: 国发〔2020〕5号.
    pub number: Option<String>,
}

parts! {
    Document {
        class as "type": Value(Text),
        issuer: Reference(Issuer),
        number: Words,
    }
}

/// What sort of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
#[non_exhaustive]
pub enum DocumentType {
    Law,
    Regulation,
    Plan,
    Rules,
    Notice,
    Opinion,
    Agreement,
    Report,
    Book,
    Article,
    Film,
    Song,
    Newspaper,
    #[default]
    Other,
}

/// 国发〔2020〕5号, （2020）京01民终123号.
static NUMBER: Lazy<Option<Regex>> =
    Lazy::new(|| Regex::new(r"^[（(]?([㐀-鿿〇々]{1,8}[〔\[（(]\d{4}[〕\])）]第?\d{1,6}号)").ok());

pub(crate) fn extract(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    for &title in &sentence.quotations.titles {
        if sentence.slice(title.inner).trim().is_empty() {
            continue;
        }
        let record = Document {
            class: context_type(sentence, title.outer)
                .or_else(|| title_type(sentence, sentence.slice(title.inner)))
                .or_else(|| neighbour_type(sentence, title.outer))
                .unwrap_or_default(),
            issuer: issuer(sentence, title.outer.start),
            number: number(sentence, title.outer),
        };
        out.push(Mention::new(title.inner, "document/title-marks", record));
    }
    for &quote in &sentence.quotations.names {
        quoted_plan(sentence, quote, out);
    }
    laws(sentence, out);
}

/// “2021-2025年发展规划”: quotation marks stand for title marks where the words end like a title.
fn quoted_plan(sentence: &Sentence<'_>, quote: Quotation, out: &mut Vec<Mention>) {
    let text = sentence.slice(quote.inner);
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '—' | '－' | '–' | '（' | '）' | '·'));
    if text.chars().count() < 7 || !plain || !sentence.lexicon.context_words.ends_as(text, "title") {
        return;
    }
    let record = Document { class: title_type(sentence, text).unwrap_or_default(), ..Document::default() };
    out.push(Mention::new(quote.inner, "document/quoted", record));
}

/// The type that the title's last words say: 关于加强……的通知, ……条例（修订草案）.
fn title_type(sentence: &Sentence<'_>, title: &str) -> Option<DocumentType> {
    let mut title = title.trim();
    while let Some(open) = title.strip_suffix(['）', ')', '〉']).and_then(|t| t.rfind(['（', '(', '〈'])) {
        title = title.get(..open)?;
    }
    if title.starts_with('论') {
        return Some(DocumentType::Book);
    }
    let mark = sentence.lexicon.document_provisional.longest_suffix(title).map_or(0, |(mark, _)| mark.len());
    let title = if mark < title.len() { &title[..title.len() - mark] } else { title };
    sentence.lexicon.document_heads.longest_suffix(title).and_then(|(_, value)| from_list(value))
}

/// The type that a word beside the marks says: 电影《…》, 小品《…》, 《…》一书.
fn context_type(sentence: &Sentence<'_>, outer: Span) -> Option<DocumentType> {
    let contexts = &sentence.lexicon.document_contexts;
    let behind = contexts.longest_prefix(sentence.after(outer.end)).filter(|(word, _)| word.starts_with('一'));
    let before = contexts.longest_suffix(sentence.before(outer.start));
    // A place before the marks says little: a newspaper only if the title reads like one.
    let sure = |&(_, value): &(&str, &str)| !matches!(value, "newspaper");
    before.filter(sure).or(behind.filter(sure)).and_then(|(_, value)| from_list(value))
}

/// 杂志《…》 where the title itself says nothing.
fn neighbour_type(sentence: &Sentence<'_>, outer: Span) -> Option<DocumentType> {
    let title = sentence.slice(outer).trim_matches(['《', '》']);
    if title.ends_with('报') && title.chars().count() <= 8 {
        return Some(DocumentType::Newspaper);
    }
    let before = sentence.lexicon.document_contexts.longest_suffix(sentence.before(outer.start));
    let behind = sentence.lexicon.document_contexts.longest_prefix(sentence.after(outer.end));
    let said = |found: Option<(&str, &str)>| {
        found.is_some_and(|(word, _)| sentence.lexicon.context_words.has_as(word, "periodical"))
    };
    (said(before) || said(behind)).then_some(DocumentType::Newspaper)
}

/// The number in brackets behind the title.
fn number(sentence: &Sentence<'_>, outer: Span) -> Option<String> {
    let found = NUMBER.as_ref()?.captures(sentence.after(outer.end))?;
    found.get(1).map(|number| number.as_str().to_owned())
}

/// The body whose name ends right before the title, or before a verb of issuing.
fn issuer(sentence: &Sentence<'_>, start: usize) -> Option<Reference> {
    let before = sentence.before(start);
    let verb = sentence.lexicon.document_issuing_verbs.longest_suffix(before).map_or(0, |(verb, _)| verb.len());
    let end = start - verb;
    if let Some(name) =
        sentence.names_around(Span::new(end, end)).find(|n| n.kind == NameKind::Organization && n.span.end == end)
    {
        return Reference::words(sentence.slice(name.span));
    }
    let last = sentence.tokens_ended(end);
    let mut first = last;
    while let Some(token) = sentence.previous(first) {
        let named = token.pos.is_nominal() || token.pos == Pos::Phrase;
        if !named || token.pos == Pos::Person || end - token.span.start > 60 {
            break;
        }
        first -= 1;
    }
    let start = sentence.tokens.get(first).filter(|t| t.span.start < end)?.span.start;
    let name = sentence.slice(Span::new(start, end)).trim_start_matches(['及', '和', '与', '由']);
    let body = sentence.lexicon.org_suffixes.longest_suffix(name).is_some_and(|(suffix, _)| suffix.len() < name.len());
    if body { Reference::words(name) } else { None }
}

/// Laws without title marks: 对外贸易法、海商法.
fn laws(sentence: &Sentence<'_>, out: &mut Vec<Mention>) {
    const NATION: &str = "中华人民共和国";
    for (at, c) in sentence.text().char_indices().filter(|&(_, c)| c == '法') {
        let end = sentence.span.start + at + c.len_utf8();
        if sentence.lexicon.law_continuations.longest_prefix(sentence.after(end)).is_some() {
            continue;
        }
        let Some((known, _)) = sentence.lexicon.law_names.longest_suffix(sentence.before(end)) else { continue };
        let mut start = end - known.len();
        if sentence.before(start).ends_with(NATION) {
            start -= NATION.len();
        }
        // 水法 ends 节水法 too: the name begins a word, or its list item.
        if sentence.word_begins(start)
            || sentence.before(start).is_empty()
            || sentence.before(start).ends_with(['、', '，', '和'])
        {
            let record = Document { class: DocumentType::Law, ..Document::default() };
            out.push(Mention::new(Span::new(start, end), "document/law", record));
        }
    }
}
