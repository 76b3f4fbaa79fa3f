//! Regions and roads that are called like a county: 江南大部 and 滨江东路 lie in no county's code.

use super::{Class, Name, NameKind, NameRule};
use crate::sentence::Sentence;

/// Takes the codes from regions and roads that only share a county's name.
pub(super) fn uncode(sentences: &[Sentence<'_>], names: &mut [Vec<Name>]) {
    for (sentence, names) in sentences.iter().zip(names.iter_mut()) {
        for name in names.iter_mut().filter(|n| n.kind == NameKind::Place) {
            let text = sentence.slice(name.span);
            let part = sentence.lexicon.region_parts.longest_end_as(text, "part");
            let stem = part.map(|(part, _)| &text[..text.len() - part.len()]).filter(|stem| !stem.is_empty());
            // 南宁市江南区 … 江南: what the article says in full elsewhere is the county.
            let region = |text: &str| sentence.lexicon.weather_regions.contains(text);
            if name.rule != NameRule::PlaceShort && region(stem.unwrap_or(text)) {
                name.class = Class::Region;
                name.codes.clear();
                name.canonical = None;
            } else if stem.is_some() && name.class.is_unknown() {
                name.class = Class::Region;
            } else if name.class == Class::Feature && !name.codes.is_empty() && is_road_alone(sentence, text) {
                name.codes.clear();
            }
        }
    }
}

/// 滨江|东路: nothing but a short name stands before the road.
fn is_road_alone(sentence: &Sentence<'_>, text: &str) -> bool {
    let Some((road, _)) = sentence.lexicon.region_parts.longest_end_as(text, "road") else { return false };
    let stem = &text[..text.len() - road.len()];
    let stem = stem.strip_suffix(['东', '西', '南', '北', '中', '一', '二', '三']).unwrap_or(stem);
    sentence.lexicon.division_short_names.contains(stem) || sentence.lexicon.division_short_names_risky.contains(stem)
}
