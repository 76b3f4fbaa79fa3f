//! What sort of body a name is that does not say so itself: 阿维塔 is a company where it has a chairman.

use foldhash::HashMap;

use super::{Class, Name, NameKind, tagged};
use crate::sentence::Sentence;
use crate::span::Span;

/// Sets the sort of each body whose name tells none, the same for the whole article.
pub(super) fn classify(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    let open = |name: &Name| name.kind == NameKind::Organization && name.class.is_unknown();
    let mut told: HashMap<&str, Class> = HashMap::default();
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        for name in names.iter().filter(|n| open(n)) {
            let text = sentence.slice(name.span);
            let class = by_name(sentence, text, name.canonical.as_deref())
                .or_else(|| if is_company_here(sentence, name.span) { Some(Class::Company) } else { None });
            if let Some(class) = class {
                told.entry(text).or_insert(class);
            }
        }
    }
    for (sentence, names) in sentences.iter().zip(names.iter()) {
        for name in names.iter().filter(|n| n.kind == NameKind::Organization && !n.class.is_unknown()) {
            // Said in full elsewhere, or told there: 粉笔教育 of 粉笔教育科技有限公司.
            let text = sentence.slice(name.span);
            if name.class == Class::Company || !told.contains_key(text) {
                told.insert(text, name.class);
            }
        }
    }
    let whole: Vec<(&str, Class)> = told
        .iter()
        .filter(|(_, class)| **class == Class::Company)
        .map(|(text, class)| (*text, *class))
        .take(MOST)
        .collect();
    for (sentence, names) in sentences.iter().zip(names) {
        for name in names.iter_mut().filter(|n| open(n)) {
            let text = sentence.slice(name.span);
            let longer = || whole.iter().find(|(full, _)| full.len() > text.len() && full.contains(text));
            if let Some(class) = told.get(text).copied().or_else(|| longer().map(|(_, class)| *class)) {
                name.class = class;
            }
        }
    }
}

/// Companies of an article that shorter names are looked for in.
const MOST: usize = 64;

/// What lists, the full name and the word of its trade say: 安心|财险.
fn by_name(sentence: &Sentence<'_>, text: &str, full: Option<&str>) -> Option<Class> {
    let lexicon = sentence.lexicon;
    let listed = lexicon.org_short_names.get(text).filter(|class| !class.is_empty()).map(Class::from_list);
    let full = || full.map(|full| tagged::class(sentence, full)).filter(|class| !class.is_unknown());
    let trade = || lexicon.company_trades.longest_suffix(text).filter(|(word, _)| word.len() < text.len());
    listed.or_else(full).or_else(|| trade().map(|_| Class::Company))
}

/// Whether what stands beside a name tells a company: 阿维塔|董事长, 收购|拼酷, 拼酷|品牌.
fn is_company_here(sentence: &Sentence<'_>, span: Span) -> bool {
    let cues = &sentence.lexicon.company_cues;
    let behind = sentence.after(span.end).trim_start_matches(['”', '」', '’']);
    let sure = cues.longest_prefix(behind).is_some_and(|(_, side)| side.starts_with("after"));
    let before = sentence.before(span.start).trim_end_matches(['“', '「', '‘']);
    sure || cues.longest_suffix(before).is_some_and(|(_, side)| side.starts_with("before"))
}
