//! What a text in traditional script says is told in its own characters: 《貓熊》 stays one, whatever it was read as.

use crate::article::{Article, script};
use crate::extract::Record;
use crate::extract::quantity::Quantity;
use crate::fact::{Analysis, Reference};

/// Tells what was found in an article's reading in the characters of the article.
pub(crate) fn as_written(article: &Article<'_>, reading: &Article<'_>, analysis: &mut Analysis) {
    let by_character = script::original(article.text, reading.text);
    for fact in &mut analysis.facts {
        fact.text = article.slice(fact.span()).to_owned();
        let sentence = article.sentences.get(fact.sentence).map_or(fact.span(), |s| s.span);
        for text in texts(&mut fact.record) {
            // One character may be read for several: the sentence knows which it was.
            let place = reading.slice(sentence).find(text.as_str()).map(|at| sentence.start + at);
            *text = match place {
                Some(at) => article.text[at..at + text.len()].to_owned(),
                None => by_character(text),
            };
        }
    }
    for entity in &mut analysis.entities {
        entity.name = by_character(&entity.name);
    }
}

/// What a record quotes from the text; values of closed sets, such as an honor's level, are none.
fn texts(record: &mut Record) -> Vec<&mut String> {
    fn plain(reference: &mut Option<Reference>) -> Option<&mut String> {
        match reference {
            Some(Reference::Text(text)) => Some(text),
            _ => None,
        }
    }
    fn of_quantity(quantity: &mut Quantity) -> Vec<&mut String> {
        [&mut quantity.unit, &mut quantity.object, &mut quantity.action].into_iter().flatten().collect()
    }
    match record {
        Record::Count(r) => of_quantity(&mut r.quantity),
        Record::Measure(r) => of_quantity(&mut r.quantity),
        Record::Money(r) => of_quantity(&mut r.quantity),
        Record::Percent(r) => of_quantity(&mut r.quantity),
        Record::Rank(r) => [&mut r.unit, &mut r.object, &mut r.scope].into_iter().flatten().collect(),
        Record::Organization(r) => vec![&mut r.name],
        Record::Place(r) => vec![&mut r.name],
        Record::Person(r) => std::iter::once(&mut r.name).chain(&mut r.roles).collect(),
        Record::Document(r) => r.number.iter_mut().chain(plain(&mut r.issuer)).collect(),
        Record::Honor(r) => {
            std::iter::once(&mut r.title).chain(plain(&mut r.recipient)).chain(plain(&mut r.awarder)).collect()
        }
        Record::Event(r) => std::iter::once(&mut r.name).chain(plain(&mut r.place)).collect(),
        Record::Campaign(r) => std::iter::once(&mut r.name).chain(&mut r.head).chain(&mut r.parts).collect(),
        Record::Quote(r) => r.cue.iter_mut().chain(plain(&mut r.speaker)).collect(),
        Record::Date(_) | Record::Number(_) => Vec::new(),
    }
}
