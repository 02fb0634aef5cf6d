"""The numbers by which terms are known, the same on every machine (of BLAKE2b, RFC 7693), and those of the words of many texts at once.

What stands between two blanks is looked up as it is written: which words it holds is asked once in a process, however often it stands there.
"""

import hashlib
from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

from .tables import spread
from .words import words_of

#: A term in 64 bits: 36 of its number, of which the first tells tags and categories; 20 for the place of a document; 8 of its count.
NUMBER_SHIFT, PLACE_SHIFT = 28, 8
LABEL = 1 << 63
#: So many documents have a place.
PLACES = 1 << (NUMBER_SHIFT - PLACE_SHIFT)
NUMBER = ((1 << 64) - 1) >> NUMBER_SHIFT << NUMBER_SHIFT

_REMEMBERED = 500_000


class _Numbers(dict[str, int]):
    """The numbers of words. Fills itself, and begins anew when it has grown too large."""

    def __missing__(self, word: str) -> int:
        if len(self) > 2 * _REMEMBERED:
            self.clear()
        number = int.from_bytes(
            hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
        )
        self[word] = number = number & NUMBER & ~LABEL
        return number


#: The number of each word, found when somebody asks for it.
NUMBERS = _Numbers()


class InTexts(NamedTuple):
    """The numbers of the words of some texts, one text after the other, and how many each has."""

    numbers: Any
    sizes: Any


class _Pieces:
    """What stands between blanks, in each language, and the numbers of the words in it: from `first` on, so many as `sizes` says."""

    def __init__(self) -> None:
        self.numbers, self.first, self.sizes = array("Q"), array("q"), array("q")
        self._of: dict[str, _Places] = {}

    def of(self, lang: str) -> "_Places":
        if lang not in self._of:
            self._of[lang] = _Places(self, lang)
        return self._of[lang]

    def take(self, piece: str, lang: str) -> int:
        found = [NUMBERS[word] for word in words_of(piece, lang)]
        self.first.append(len(self.numbers))
        self.sizes.append(len(found))
        self.numbers.extend(found)
        return len(self.sizes) - 1


class _Places(dict[str, int]):
    """The place of each piece of a language among all. Fills itself."""

    def __init__(self, pieces: _Pieces, lang: str) -> None:
        super().__init__()
        self._pieces, self._lang = pieces, lang

    def __missing__(self, piece: str) -> int:
        self[piece] = place = self._pieces.take(piece, self._lang)
        return place


_pieces = _Pieces()


def numbers_in(texts: Iterable[tuple[str, str]]) -> InTexts:
    """Those of texts that are given with their languages, in the order of their words."""
    global _pieces  # noqa: PLW0603 (a process's own; what it has looked up it need not look up again)
    import numpy as np

    if len(_pieces.sizes) > _REMEMBERED:
        _pieces = _Pieces()
    places, lengths = [], []
    for lang, text in texts:
        found = text.split()
        places.append(np.fromiter(map(_pieces.of(lang).__getitem__, found), np.int64, len(found)))
        lengths.append(len(found))
    at = np.concatenate(places) if places else np.zeros(0, np.int64)
    sizes = np.frombuffer(_pieces.sizes, np.int64)[at] if len(at) else at
    if not sizes.any():
        return InTexts(np.zeros(0, np.uint64), np.zeros(len(lengths), np.int64))
    ends = np.concatenate([[0], np.cumsum(sizes)])
    bounds = ends[np.concatenate([[0], np.cumsum(lengths)])]
    first = np.frombuffer(_pieces.first, np.int64)[at]
    return InTexts(np.frombuffer(_pieces.numbers, np.uint64)[spread(first, sizes)], np.diff(bounds))
