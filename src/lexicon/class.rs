//! Words of a list by what it says of them: a value may hold several classes, each with what it says, `cut close:since`.

use super::{WordList, said_of};

impl WordList {
    /// The longest word that `text` begins with and that the list has as `class`, and what it says of it: `since` of `close` for
    /// a word of the value `cut close:since`.
    pub(crate) fn longest_as<'t>(&self, text: &'t str, class: &str) -> Option<(&'t str, &str)> {
        self.prefixes(text).filter_map(|(word, value)| Some((word, said_of(value, class)?))).last()
    }

    /// Whether the list has `word` as `class`.
    pub(crate) fn has_as(&self, word: &str, class: &str) -> bool {
        self.get(word).is_some_and(|value| said_of(value, class).is_some())
    }

    /// [`WordList::longest_suffix`] among the words that the list has as `class`, and what it says of the word as that.
    pub(crate) fn longest_end_as<'t>(&self, text: &'t str, class: &str) -> Option<(&'t str, &str)> {
        let (word, value) = self.longest_end(text, |number| said_of(self.value(number), class).is_some())?;
        Some((word, said_of(value, class)?))
    }

    /// Whether `text` ends with a word that the list has as `class`.
    pub(crate) fn ends_as(&self, text: &str, class: &str) -> bool {
        self.longest_end_as(text, class).is_some()
    }
}
