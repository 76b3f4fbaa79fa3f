"""shilu in spaCy: a tokenizer whose words no fact breaks, and a component that marks the facts.

>>> import spacy                                                                            # doctest: +SKIP
>>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "shilu.Tokenizer.v1"}}})
>>> nlp.add_pipe("shilu")
>>> doc = nlp("今年6月，全县新增民营企业98家。")
>>> [(span.text, span.label_, span._.fact.value) for span in doc.spans["shilu"] if span.label_ == "count"]

All facts stand in ``doc.spans["shilu"]``, those that overlap no longer one in ``doc.ents``; ``span._.fact`` is the fact and
``doc._.analysis`` the analysis. spaCy finds both by their entry points.
"""

from typing import Any, Callable, Optional

from spacy.language import Language

from ._shilu import Analyzer

__all__ = ["Component", "Tokenizer", "make_component", "make_tokenizer"]


class Tokenizer:
    """spaCy's tokenizer from `Analyzer.words`: numbers, dates and names are whole."""

    def __init__(self, vocab: Any, analyzer: Optional[Analyzer] = None) -> None:
        self.vocab = vocab
        self.analyzer = analyzer or Analyzer()

    def __call__(self, text: str) -> Any:
        """The words of a text as a ``Doc``; its text is the text."""
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for word in self.analyzer.words(text):
            # A single blank behind a word is told by the word, any other stands for itself.
            if word.text == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            elif word.text:
                words.append(word.text)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: it keeps no state."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "Tokenizer":
        """Itself."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Writes nothing."""

    def from_disk(self, _: Any, **__: Any) -> "Tokenizer":
        """Itself."""
        return self


class Component:
    """Marks the facts of a document; ``published`` in ``doc.user_data`` says when it was published."""

    def __init__(self, analyzer: Analyzer, key: str = "shilu") -> None:
        from spacy.tokens import Doc, Span

        self.analyzer = analyzer
        self.key = key
        if not Span.has_extension("fact"):
            Span.set_extension("fact", getter=_fact)
        if not Doc.has_extension("analysis"):
            Doc.set_extension("analysis", default=None)

    def __call__(self, doc: Any) -> Any:
        """The document with its facts. A fact that ends inside a word is widened to the word."""
        from spacy.util import filter_spans

        analysis = self.analyzer.extract(doc.text, published=doc.user_data.get("published"))
        doc._.analysis = analysis
        spans = []
        for place, fact in enumerate(analysis.facts):
            span = doc.char_span(fact.start, fact.end, label=fact.kind, span_id=str(place), alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans[self.key] = spans
        doc.set_ents(filter_spans(list(doc.ents) + spans))
        return doc


def _fact(span: Any) -> Any:
    analysis = span.doc._.analysis
    if analysis is None or not span.id_.isdigit():
        return None
    return analysis.facts[int(span.id_)]


def make_tokenizer() -> Callable[[Any], Tokenizer]:
    """What ``shilu.Tokenizer.v1`` names."""
    return lambda nlp: Tokenizer(nlp.vocab)


@Language.factory("shilu", default_config={"kinds": None})
def make_component(nlp: Language, name: str, kinds: Optional[list[str]]) -> Component:
    """What ``nlp.add_pipe("shilu")`` makes."""
    return Component(Analyzer(kinds))
