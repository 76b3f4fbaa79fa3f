"""jieba's functions over shilu's segmenter: ``import shilu.jieba as jieba`` is enough for a program that uses jieba.

The words are those of jieba-rs, many times as fast and ready at once: nothing is built or cached. jieba-rs and jieba disagree
on ASCII joined by ``-``, ``.`` or letters (``2020-09-23``, ``398.5mm``) and on the tags of words that the dictionary lacks; this module
follows jieba-rs. A word may hold no blank.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import IO, Any, Union

from .._shilu import Tokenizer as _Tokenizer

__all__ = [
    "Tokenizer",
    "add_word",
    "cut",
    "cut_for_search",
    "del_word",
    "disable_parallel",
    "dt",
    "enable_parallel",
    "get_FREQ",
    "initialize",
    "lcut",
    "lcut_for_search",
    "load_userdict",
    "setLogLevel",
    "set_dictionary",
    "suggest_freq",
    "tokenize",
]

_Text = Union[str, bytes, bytearray]


def _decode(text: _Text) -> str:
    if isinstance(text, str):
        return text
    try:
        return bytes(text).decode("utf-8")
    except UnicodeDecodeError:
        return bytes(text).decode("gbk", "ignore")


class Tokenizer(_Tokenizer):
    """Cuts text into words, as ``jieba.Tokenizer`` does. Safe to share between threads."""

    def __new__(cls, dictionary: str | os.PathLike[str] | None = None) -> Tokenizer:
        return super().__new__(cls)

    def __init__(self, dictionary: str | os.PathLike[str] | None = None) -> None:
        self.initialized = True
        if dictionary is not None:
            self.set_dictionary(dictionary)

    def initialize(self, dictionary: str | os.PathLike[str] | None = None) -> None:
        """There is nothing to wait for; a dictionary is added as `load_userdict` does."""
        if dictionary is not None:
            self.set_dictionary(dictionary)

    def set_dictionary(self, dictionary_path: str | os.PathLike[str]) -> None:
        """Adds the words of a dictionary. jieba's own stays: a larger one comes on top of it."""
        self._load(os.fspath(dictionary_path), "dictionary")

    def cut(self, sentence: _Text, cut_all: bool = False, HMM: bool = True, use_paddle: bool = False) -> Iterator[str]:
        """The words of a text, one by one. With ``cut_all``, every word of the dictionary that stands in it."""
        return iter(self.lcut(sentence, cut_all, HMM))

    def lcut(self, sentence: _Text, cut_all: bool = False, HMM: bool = True, use_paddle: bool = False) -> list[str]:
        """The words of a text, a list."""
        if sentence.__class__ is not str:
            sentence = _decode(sentence)
        return self._cut_all(sentence) if cut_all else self._cut(sentence, HMM)

    def cut_for_search(self, sentence: _Text, HMM: bool = True) -> Iterator[str]:
        """The words of a text for an index: each behind the words of two and three characters within it."""
        return iter(self.lcut_for_search(sentence, HMM))

    def lcut_for_search(self, sentence: _Text, HMM: bool = True) -> list[str]:
        """The same, a list."""
        return self._cut_for_search(_decode(sentence), HMM)

    def tokenize(self, unicode_sentence: str, mode: str = "default", HMM: bool = True) -> Iterator[tuple[str, int, int]]:
        """The words with where they begin and end, in code points. ``mode`` is ``default`` or ``search``."""
        if not isinstance(unicode_sentence, str):
            raise ValueError("jieba: the input parameter should be unicode.")
        return iter(self._tokenize(unicode_sentence, mode == "search", HMM))

    def add_word(self, word: _Text, freq: int | None = None, tag: str | None = None) -> None:
        """Adds a word; without a frequency it gets the one that makes it a word. ``freq=0`` forgets it.

        Raises ValueError for a word that is empty or holds a blank.
        """
        if freq == 0:
            self._remove(_decode(word))
        else:
            self._add(_decode(word), None if freq is None else int(freq), tag)

    def del_word(self, word: _Text) -> None:
        """Forgets a word, one of jieba's dictionary too."""
        self._remove(_decode(word))

    def load_userdict(self, f: str | os.PathLike[str] | IO[Any] | Iterable[str]) -> None:
        """Adds the words of a dictionary, a line each: ``云计算 5 n``, ``云计算 5``, ``云计算 n``, ``云计算``. A path, an open file or lines.

        Raises shilu.ListError, a ValueError, with file and line for a line that does not fit.
        """
        if isinstance(f, (str, os.PathLike)):
            self._load(os.fspath(f), "userdict")
        else:
            self._load([_decode(line).rstrip("\r\n") for line in f], str(getattr(f, "name", "userdict")))

    def suggest_freq(self, segment: _Text | Iterable[_Text], tune: bool = False) -> int:
        """The frequency that makes one word of a str, or that keeps the parts of a tuple apart; ``tune`` sets it."""
        parts = [_decode(segment)] if isinstance(segment, (str, bytes, bytearray)) else [_decode(part) for part in segment]
        freq = self._suggest(parts)
        if tune:
            self.add_word("".join(parts), freq)
        return freq

    def get_FREQ(self, k: str, d: int | None = None) -> int | None:
        """The frequency of a word in the dictionary, ``d`` if it lacks it."""
        return self._frequency(k) or d

    def __reduce__(self) -> Any:
        raise TypeError("a Tokenizer is not pickled: make one in each process")

    def __repr__(self) -> str:
        return "<shilu.jieba.Tokenizer>"


dt = Tokenizer()

cut = dt.cut
lcut = dt.lcut
cut_for_search = dt.cut_for_search
lcut_for_search = dt.lcut_for_search
tokenize = dt.tokenize
add_word = dt.add_word
del_word = dt.del_word
load_userdict = dt.load_userdict
set_dictionary = dt.set_dictionary
suggest_freq = dt.suggest_freq
get_FREQ = dt.get_FREQ
initialize = dt.initialize


def enable_parallel(processnum: int | None = None) -> None:
    """Does nothing: a text is cut faster than it is handed to another process, and threads run side by side."""


def disable_parallel() -> None:
    """Does nothing, as `enable_parallel`."""


def setLogLevel(log_level: int | str) -> None:
    """Does nothing: nothing is logged."""
