//! What a text in traditional script says is told in its own characters: 《貓熊》 stays one, whatever it was read as.

use crate::article::{Article, script};
use crate::extract::parts::Part;
use crate::fact::Analysis;
use crate::reference::Reference;

/// Tells what was found in an article's reading in the characters of the article.
pub(crate) fn as_written(article: &Article<'_>, reading: &Article<'_>, analysis: &mut Analysis) {
    let by_character = script::original(article.text, reading.text);
    for fact in &mut analysis.facts {
        fact.text = article.slice(fact.span()).to_owned();
        let sentence = article.sentences.get(fact.sentence).map_or(fact.span(), |s| s.span);
        fact.record.parts(&mut |part| {
            let (Part::Name(words) | Part::Words(words) | Part::Reference(_, Some(Reference::Text(words)))) = part
            else {
                return;
            };
            // One character may be read for several: the sentence knows which it was.
            let at = reading.slice(sentence).find(words.as_str()).map(|at| sentence.start + at);
            *words = match at {
                Some(at) => article.text[at..at + words.len()].to_owned(),
                None => by_character(words),
            };
        });
    }
    for entity in &mut analysis.entities {
        entity.name = by_character(&entity.name);
    }
}
