//! The mentions of a sentence, by place: a row of dates has a claim and a mention a word, and each claim asks for those near it.

use crate::extract::Mention;
use crate::span::Span;

pub(super) struct Nearby<'m> {
    mentions: &'m [Mention],
    /// Where the short ones begin, and their places.
    short: Vec<(usize, usize)>,
    /// How long the longest of them is.
    longest: usize,
    long: Vec<usize>,
}

impl<'m> Nearby<'m> {
    /// What is longer than this is looked at for every claim: a sentence holds few such.
    const SHORT: usize = 120;

    pub(super) fn new(mentions: &'m [Mention]) -> Self {
        let (mut short, mut long, mut longest) = (Vec::with_capacity(mentions.len()), Vec::new(), 0);
        for (place, mention) in mentions.iter().enumerate() {
            if mention.span.len() <= Self::SHORT {
                short.push((mention.span.start, place));
                longest = longest.max(mention.span.len());
            } else {
                long.push(place);
            }
        }
        short.sort_unstable();
        Self { mentions, short, longest, long }
    }

    /// Those that may overlap or touch a span, with their places, in no certain order.
    pub(super) fn of(&self, span: Span) -> impl Iterator<Item = (usize, &'m Mention)> + use<'_, 'm> {
        let from = self.short.partition_point(|&(start, _)| start + self.longest < span.start);
        let short = self.short[from..].iter().take_while(move |&&(start, _)| start <= span.end);
        let mentions = self.mentions;
        short.map(|&(_, place)| place).chain(self.long.iter().copied()).map(move |place| (place, &mentions[place]))
    }
}
