//! Who, where, which body: the names of an article, found before any kind reads its sentences.

use crate::article::Article;
use crate::lexicon::Lexicon;
use crate::segment::Token;
use crate::span::Span;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameKind {
    Organization,
    Person,
    Place,
}

/// A name found in the text. Names of different kinds may nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) span: Span,
    pub(crate) kind: NameKind,
    /// The rule that found it.
    pub(crate) rule: &'static str,
}

/// The names of each sentence, in order. `tokens[i]` are the words of `article.sentences[i]`, empty for furniture.
pub(crate) fn find(article: &Article<'_>, tokens: &[Vec<Token<'_>>], _lexicon: &Lexicon) -> Vec<Vec<Name>> {
    debug_assert_eq!(article.sentences.len(), tokens.len());
    vec![Vec::new(); tokens.len()]
}
