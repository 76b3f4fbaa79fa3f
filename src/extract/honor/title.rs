//! The words of an honor's title, and what stands before it in a list.

use crate::sentence::Sentence;
use crate::span::Span;

/// 先进…, 优秀…: the first word says that it is an honor, whoever gets it.
pub(super) fn is_praise(sentence: &Sentence<'_>, text: &str) -> bool {
    let text = text.trim_start_matches(['省', '市', '县', '区']);
    let praise = sentence.lexicon.honor_praise.longest_prefix(text).map(|(word, _)| &text[word.len()..]);
    praise.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('的'))
}

/// Whether the item is but a level of the list: 省 in 省、市先进集体.
pub(super) fn is_lone_level(sentence: &Sentence<'_>, text: &str) -> bool {
    sentence.lexicon.honor_lone_levels.contains(text)
}

/// 2025年, 首批, 第三批.
pub(super) fn is_date_or_ordinal(text: &str) -> bool {
    let rest = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || "—-至".contains(c))
        .trim_start_matches(['年', '度', '月']);
    rest.is_empty() || matches!(rest, "首批" | "首届") || rest.starts_with('第') && rest.ends_with(['批', '届'])
}

/// The item without the batch or the count before it, and the year before quoted words: 第七批|…, 两次|二等功, 2023年|“…”. A
/// year and an edition right before the words are part of the title: 2023年度全市教育工作先进单位, 第九届云河文学奖.
pub(super) fn undated(sentence: &Sentence<'_>, item: Span) -> Span {
    let text = sentence.slice(item);
    let mut rest = text;
    if let Some((ordinal, behind)) = rest.split_once('批')
        && (ordinal == "首" || ordinal.starts_with('第') && ordinal.chars().count() <= 4)
        && !behind.is_empty()
    {
        rest = behind;
    }
    let counted = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两多数".contains(c));
    if counted.len() < rest.len()
        && let Some(behind) = counted.strip_prefix(['次', '项', '个'])
        && !behind.is_empty()
    {
        rest = behind;
    }
    if let Some((_, behind)) = rest.split_once("——")
        && !behind.is_empty()
    {
        rest = behind;
    }
    Span::new(item.end - rest.len(), item.end)
}

/// The level that the title's words say.
pub(super) fn level(sentence: &Sentence<'_>, title: &str) -> Option<String> {
    let mut best = None;
    for (at, _) in title.char_indices() {
        let Some((word, value)) = title.get(at..).and_then(|rest| sentence.lexicon.honor_levels.longest_prefix(rest))
        else {
            continue;
        };
        // A lone 市 or 区 says a level only behind a name or at the edge.
        let lone = word.chars().count() == 1;
        if !lone || at == 0 || word == "省" || at <= 12 && best.is_none() {
            best = best.or(Some(value.to_owned()));
        }
    }
    best
}
