"""One article taken apart for comparison: its terms with their weighted counts. Nothing of any other article enters, so it can be kept.

A term is a word, a pair of neighbouring words, a tag or a category, known by a 64-bit number that is the same on every machine
(BLAKE2b, RFC 7693). Fields are weighted before the count is saturated, as in BM25F (Robertson, Zaragoza and Taylor, "Simple BM25
extension to multiple weighted fields", CIKM 2004); long texts count a little less.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .document import Document
from .words import words_of

#: Weight of one occurrence, by where it stands. Tags and categories count once.
TITLE, DECK, TEXT, PAIR, TITLE_PAIR, TAG, CATEGORY = 4.0, 2.0, 1.0, 0.7, 2.0, 2.0, 1.0

#: A story with more tags than this says less with each of them.
MANY_TAGS = 20

#: How much a long text counts less: 0 not at all, 1 in proportion to its words over USUAL_WORDS.
LENGTH, USUAL_WORDS = 0.3, 400

#: The bit that tells tags and categories from words.
LABEL = 1 << 63

_WORDS = LABEL - 1
_MIX = 0x9E3779B97F4A7C15  # of D. Knuth's multiplicative hashing: 2^64 over the golden ratio


@dataclass(frozen=True, slots=True)
class Analysis:
    """`terms` are numbers, ascending, each once; `counts` their weighted counts. `title` are the terms of the headline."""

    terms: Any
    counts: Any
    title: Any


def analysed(document: Document) -> Analysis:
    """The terms of an article, as arrays of NumPy (uint64 and float32)."""
    import numpy as np

    title, deck, text = (_numbers(words) for words in _fields(document))
    shorter = 1 / (1 - LENGTH + LENGTH * (len(title) + len(deck) + len(text)) / USUAL_WORDS)
    damped = TAG * min(1.0, MANY_TAGS / max(1, len(document.tags)))
    tags = np.array([_label(f"#{tag.key}") for tag in document.tags], np.uint64)
    categories = np.array([_label(f"/{one.key}") for one in document.categories], np.uint64)
    pieces = [
        (title, TITLE * shorter), (deck, DECK * shorter), (text, TEXT * shorter), (_pairs(title), TITLE_PAIR), (_pairs(text), PAIR),
        (tags, damped), (categories, CATEGORY),
    ]  # fmt: skip
    numbers = np.concatenate([piece for piece, _ in pieces])
    weights = np.repeat([weight for _, weight in pieces], [len(piece) for piece, _ in pieces])
    terms, places = np.unique(numbers, return_inverse=True)
    counts = np.bincount(places, weights=weights, minlength=len(terms)).astype(np.float32)
    return Analysis(terms, counts, np.unique(np.concatenate([title, _pairs(title)])))


def names_of(document: Document) -> dict[int, tuple[str, str]]:
    """Number -> (kind, name) of every term: tag, category, pair or word."""
    found: dict[int, tuple[str, str]] = {}
    for words in _fields(document):  # pairs of the deck are no terms, and do no harm
        found.update((_number(word), ("word", word)) for word in words)
        found.update(
            (_pair(first, second), ("pair", f"{first} {second}")) for first, second in itertools.pairwise(words)
        )
    found.update((_label(f"#{tag.key}"), ("tag", tag.name)) for tag in document.tags)
    found.update((_label(f"/{one.key}"), ("category", one.name)) for one in document.categories)
    return found


def numbers_of(words: Sequence[str]) -> list[int]:
    """The numbers of the pairs in a run of words; of the word where it stands alone."""
    if len(words) == 1:
        return [_number(words[0])]
    return [_pair(first, second) for first, second in itertools.pairwise(words)]


def _fields(document: Document) -> tuple[list[str], list[str], list[str]]:
    title, deck, text = (words_of(part, document.lang) for part in (document.title, document.deck, document.text))
    return title, deck, text


@lru_cache(maxsize=500_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little") & _WORDS


def _numbers(words: list[str]) -> Any:
    import numpy as np

    return np.fromiter(map(_number, words), np.uint64, len(words))


def _pairs(numbers: Any) -> Any:
    """The numbers of neighbouring words: `_pair` for a whole text."""
    import numpy as np

    return ((numbers[:-1] * np.uint64(_MIX)) ^ (numbers[1:] + np.uint64(1))) & np.uint64(_WORDS)


def _pair(first: str, second: str) -> int:
    return ((_number(first) * _MIX) ^ (_number(second) + 1)) & _WORDS  # as `_pairs`, whose numbers end at 64 bits


def _label(name: str) -> int:
    return _number(name) | LABEL
