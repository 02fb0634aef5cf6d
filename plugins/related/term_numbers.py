"""The numbers by which terms are known, the same on every machine (of BLAKE2b, RFC 7693), and those of the words of many texts at once.

What stands between two blanks is looked up as it is written: which words it holds is asked once in a process, however often it stands
there, and whether it was asked already is found in the bytes of many texts at once.
"""

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from .copies import checksum_of
from .pieces import Cut, Seen, cut
from .tables import bounds_of, spread
from .words import reader_of

#: A term in 64 bits: 36 of its number, of which the first tells tags and categories; 20 for the place of a document; 8 of its count.
NUMBER_SHIFT, PLACE_SHIFT = 28, 8
LABEL = 1 << 63
#: So many documents have a place.
PLACES = 1 << (NUMBER_SHIFT - PLACE_SHIFT)
NUMBER = ((1 << 64) - 1) >> NUMBER_SHIFT << NUMBER_SHIFT

_REMEMBERED = 500_000
#: Pieces of less than so many words of 64 bits are looked up without Python: nearly all of a Latin script, most of another.
_WORDS = (2, 4)


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
    """The numbers of the words of some texts, one text after the other, and how many each has.

    In `lengths` is how much stands between the blanks of each; of that `forms` tells apart what differs in more than capitals, and
    `checksums` are those of its small letters.
    """

    numbers: Any
    sizes: Any
    lengths: Any
    forms: Any
    checksums: Any


class _Pieces:
    """What stands between blanks, in each language, and the numbers of the words in it: from `first` on, so many as `sizes` says."""

    def __init__(self) -> None:
        self.numbers, self.first, self.sizes = array("Q"), array("q"), array("q")
        self.forms, self.checksums = array("q"), array("I")
        self._form_of: dict[str, int] = {}
        self._of: dict[str, _Places] = {}

    def of(self, lang: str) -> "_Places":
        if lang not in self._of:
            self._of[lang] = _Places(self, lang)
        return self._of[lang]

    def take(self, piece: str, words: Sequence[str]) -> int:
        found = [NUMBERS[word] for word in words]
        place, folded = len(self.sizes), piece.casefold()
        self.first.append(len(self.numbers))
        self.sizes.append(len(found))
        self.numbers.extend(found)
        self.forms.append(self._form_of.setdefault(folded, place))
        self.checksums.append(checksum_of(folded))
        return place


class _Places(dict[str, int]):
    """The place of each piece of a language among all. Fills itself."""

    def __init__(self, pieces: _Pieces, lang: str) -> None:
        super().__init__()
        self._pieces, self._words = pieces, reader_of(lang)
        self._seen = [Seen(words) for words in _WORDS]

    def __missing__(self, piece: str) -> int:
        self[piece] = place = self._pieces.take(piece, self._words(piece))
        return place

    def found(self, texts: Sequence[str]) -> tuple[Any, Any]:
        """(the places of what stands between the blanks of texts, how much that is in each)."""
        import numpy as np

        made, least = cut(texts, self._seen[-1].size), 0
        at = np.full(len(made.begins), -1, np.int64)
        for seen in self._seen:
            chosen = np.flatnonzero((made.sizes >= least) & (made.sizes < seen.size))
            least = seen.size
            words = seen.words(made, chosen)
            at[chosen] = seen.find(words)
            unknown = np.flatnonzero(at[chosen] < 0)
            if not len(unknown):
                continue
            at[chosen[unknown]] = self._asked(made, chosen[unknown])
            new, once = np.unique(at[chosen[unknown]], return_index=True)
            seen.add([one[unknown[once]] for one in words], new)
        long = np.flatnonzero(made.sizes >= least)
        at[long] = self._asked(made, long)
        return at, made.counts

    def _asked(self, made: Cut, some: Any) -> Any:
        import numpy as np

        told = zip(made.begins[some].tolist(), made.sizes[some].tolist(), strict=True)
        return np.fromiter((self[made.piece(*one)] for one in told), np.int64, len(some))


_pieces = _Pieces()


def numbers_in(texts: Iterable[tuple[str, str]]) -> InTexts:
    """Those of texts that are given with their languages, in the order of their words."""
    global _pieces  # noqa: PLW0603 (a process's own; what it has looked up it need not look up again)
    import numpy as np

    if len(_pieces.sizes) > _REMEMBERED:
        _pieces = _Pieces()
    by_language: dict[str, list[int]] = {}
    given = list(texts)
    for n, (lang, _) in enumerate(given):
        by_language.setdefault(lang, []).append(n)
    lengths, parts = np.zeros(len(given), np.int64), []
    for lang, some in by_language.items():
        at, lengths[some] = _pieces.of(lang).found([given[n][1] for n in some])
        parts.append((some, at))
    bounds = bounds_of(lengths)
    at = parts[0][1] if len(parts) == 1 else np.zeros(bounds[-1], np.int64)
    if len(parts) > 1:
        for some, found in parts:
            at[spread(bounds[some], lengths[some])] = found
    first, sizes, forms = (_taken(some, np.int64, at) for some in (_pieces.first, _pieces.sizes, _pieces.forms))
    numbers, checksums = (
        _taken(_pieces.numbers, np.uint64, spread(first, sizes)),
        _taken(_pieces.checksums, np.uint32, at),
    )
    ends = bounds_of(sizes)
    return InTexts(numbers, np.diff(ends[bounds]), lengths, forms, checksums)


def _taken(some: "array[int]", kind: Any, at: Any) -> Any:
    import numpy as np

    return np.frombuffer(some, kind)[at] if len(at) else np.zeros(0, kind)
