"""jieba.posseg's functions: words with their parts of speech."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from . import Tokenizer, _decode, _Text
from . import dt as _default

__all__ = ["POSTokenizer", "cut", "dt", "lcut", "pair"]


class pair(NamedTuple):
    """A word and its tag; unpacks as ``word, flag``."""

    word: str
    flag: str

    def __str__(self) -> str:
        return f"{self.word}/{self.flag}"

    def __repr__(self) -> str:
        return f"pair({self.word!r}, {self.flag!r})"


class POSTokenizer:
    """Cuts and tags with a tokenizer's words: `shilu.jieba.dt`'s, if none is given."""

    def __init__(self, tokenizer: Tokenizer | None = None) -> None:
        self.tokenizer = tokenizer or _default

    def cut(self, sentence: _Text, HMM: bool = True) -> Iterator[pair]:
        """The words of a text with their tags, one by one."""
        return iter(self.lcut(sentence, HMM))

    def lcut(self, sentence: _Text, HMM: bool = True) -> list[pair]:
        """The same, a list."""
        return [pair(word, flag) for word, flag in self.tokenizer._tag(_decode(sentence), HMM)]

    def __getattr__(self, name: str) -> Any:
        if name in ("cut_for_search", "lcut_for_search", "tokenize"):
            raise NotImplementedError
        return getattr(self.tokenizer, name)

    def __repr__(self) -> str:
        return f"<POSTokenizer tokenizer={self.tokenizer!r}>"


dt = POSTokenizer()


def cut(sentence: _Text, HMM: bool = True, use_paddle: bool = False) -> Iterator[pair]:
    """The words of a text with their tags, one by one.

    >>> [str(word) for word in cut("民营企业提供服务")]
    ['民营企业/n', '提供/v', '服务/vn']
    """
    return dt.cut(sentence, HMM)


def lcut(sentence: _Text, HMM: bool = True, use_paddle: bool = False) -> list[pair]:
    """The same, a list."""
    return dt.lcut(sentence, HMM)
