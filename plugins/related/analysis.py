"""One article taken apart for comparison: its terms with their weighted counts. Nothing of any other article enters, so it can be kept.

A term is a word, a pair of neighbouring words, a tag or a category, known by a number that is the same on every machine (of
BLAKE2b, RFC 7693). Fields are weighted before the count is saturated, as in BM25F (Robertson, Zaragoza and Taylor, "Simple BM25
extension to multiple weighted fields", CIKM 2004); long texts count less. Counts are whole numbers, so that no sum depends on an order.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .document import Document
from .words import words_of

#: Changes when an article's analysis does: what was kept of an earlier one no longer holds.
VERSION = 2

#: Weight of one occurrence, by where it stands. Tags and categories count once; the words of a tag's name count as words, too.
TITLE, DECK, TEXT, PAIR, TITLE_PAIR, TAG, TAG_WORD, CATEGORY = 6.0, 2.0, 1.0, 0.8, 1.5, 2.0, 2.0, 3.0

#: How much more a word counts among the first words of the text, and how many these are: news says first what it is about.
FIRST, FIRST_WORDS = 0.3, 60

#: A story with more tags than this says less with each of them.
MANY_TAGS = 20

#: How much a long text counts less: 0 not at all, 1 in proportion to its words over USUAL_WORDS.
LENGTH, USUAL_WORDS = 0.5, 400

#: A term in 64 bits: 36 of its number, of which the first tells tags and categories; 20 for the place of a document; 8 of its count.
NUMBER_SHIFT, PLACE_SHIFT = 28, 8
LABEL = 1 << 63
PLACES = 1 << (NUMBER_SHIFT - PLACE_SHIFT)

#: The count is kept as ln(1 + count) in so many steps to the unit, at most 255 of them.
STEPS = 40

_NUMBER = ((1 << 64) - 1) >> NUMBER_SHIFT << NUMBER_SHIFT
_WORD = _NUMBER & ~LABEL
_MIX = 0x9E3779B97F4A7C15  # of D. Knuth's multiplicative hashing: 2^64 over the golden ratio


@dataclass(frozen=True, slots=True)
class Analysis:
    """`terms` are numbers, ascending, each once, with their count in the low bits; `title` the numbers of the headline."""

    terms: Any
    title: Any


def analysed(document: Document) -> Analysis:
    """The terms of an article, as arrays of NumPy (uint64)."""
    import numpy as np

    title, deck, text = (_numbers(words) for words in _fields(document))
    shorter = 1 / (1 - LENGTH + LENGTH * (len(title) + len(deck) + len(text)) / USUAL_WORDS)
    damped = TAG * min(1.0, MANY_TAGS / max(1, len(document.tags)))
    tags = np.array([_label(f"#{tag.key}") for tag in document.tags], np.uint64)
    named = [word for tag in document.tags for word in sorted(set(_words_of_a_tag(tag.name, document.lang)))]
    categories = np.array([_label(f"/{one.key}") for one in document.categories], np.uint64)
    pieces = [
        (title, TITLE * shorter), (deck, DECK * shorter), (text, TEXT * shorter), (text[:FIRST_WORDS], FIRST * shorter),
        (_pairs(title), TITLE_PAIR), (_pairs(text), PAIR), (tags, damped), (_numbers(named), TAG_WORD), (categories, CATEGORY),
    ]  # fmt: skip
    numbers = np.concatenate([piece for piece, _ in pieces])
    weights = np.repeat([weight for _, weight in pieces], [len(piece) for piece, _ in pieces])
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    first = np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]])) if len(numbers) else order
    counts = np.add.reduceat(weights[order], first) if len(first) else weights
    steps = np.clip(np.rint(STEPS * np.log1p(counts)), 1, 255).astype(np.uint64)
    return Analysis(numbers[first] | steps, np.unique(np.concatenate([title, _pairs(title)])))


def names_of(document: Document) -> dict[int, tuple[str, str]]:
    """Number -> (kind, name) of every term: tag, category, pair or word."""
    found: dict[int, tuple[str, str]] = {}
    for words in _fields(document):  # pairs of the deck are no terms, and do no harm
        found.update((_NUMBERS[word], ("word", word)) for word in words)
        found.update(
            (_pair(first, second), ("pair", f"{first} {second}")) for first, second in itertools.pairwise(words)
        )
    for tag in document.tags:
        for word in _words_of_a_tag(tag.name, document.lang):
            found.setdefault(_NUMBERS[word], ("word", word))
    found.update((_label(f"#{tag.key}"), ("tag", tag.name)) for tag in document.tags)
    found.update((_label(f"/{one.key}"), ("category", one.name)) for one in document.categories)
    return found


def numbers_of(words: Sequence[str]) -> list[int]:
    """The numbers of the pairs in a run of words; of the word where it stands alone."""
    if len(words) == 1:
        return [_NUMBERS[words[0]]]
    return [_pair(first, second) for first, second in itertools.pairwise(words)]


def _fields(document: Document) -> tuple[list[str], list[str], list[str]]:
    title, deck, text = (words_of(part, document.lang) for part in (document.title, document.deck, document.text))
    return title, deck, text


def _words_of_a_tag(name: str, lang: str) -> list[str]:
    """Names of tags are written as words, or as slugs are."""
    return words_of(name.replace("-", " ").replace("_", " "), lang)


class _Numbers(dict[str, int]):
    """The numbers of words. Fills itself, and begins anew when it has grown too large."""

    def __missing__(self, word: str) -> int:
        if len(self) > 1_000_000:
            self.clear()
        number = int.from_bytes(
            hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
        )
        self[word] = number = number & _WORD
        return number


_NUMBERS = _Numbers()


def _numbers(words: list[str]) -> Any:
    import numpy as np

    return np.fromiter(map(_NUMBERS.__getitem__, words), np.uint64, len(words))


def _pairs(numbers: Any) -> Any:
    """The numbers of neighbouring words: `_pair` for a whole text."""
    import numpy as np

    shift = np.uint64(NUMBER_SHIFT)
    return (((numbers[:-1] >> shift) * np.uint64(_MIX)) ^ ((numbers[1:] >> shift) + np.uint64(1)) * np.uint64(_MIX >> 1)) & np.uint64(_WORD)  # fmt: skip


def _pair(first: str, second: str) -> int:
    one, two = _NUMBERS[first] >> NUMBER_SHIFT, _NUMBERS[second] >> NUMBER_SHIFT
    return ((one * _MIX) ^ ((two + 1) * (_MIX >> 1))) & _WORD  # as `_pairs`, whose numbers end at 64 bits


def _label(name: str) -> int:
    return _NUMBERS[name] | LABEL
