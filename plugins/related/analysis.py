"""One article taken apart for comparison: its terms with their weighted counts. Nothing of any other article enters, so it can be kept.

A term is a word, a pair of neighbouring words, a tag or a category, known by a 64-bit number that is the same on every machine
(BLAKE2b, RFC 7693). Fields are weighted before the count is saturated, as in BM25F (Robertson, Zaragoza and Taylor, "Simple BM25
extension to multiple weighted fields", CIKM 2004); long texts count a little less.
"""

import hashlib
import itertools
from collections.abc import Iterator
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
    """The terms of an article, as arrays of NumPy (uint64 and float64)."""
    import numpy as np

    numbers: list[int] = []
    weights: list[float] = []
    for number, weight in _weighted(document):
        numbers.append(number)
        weights.append(weight)
    terms, places = np.unique(np.array(numbers, np.uint64), return_inverse=True)
    counts = np.bincount(places, weights=np.array(weights), minlength=len(terms)) if numbers else np.zeros(0)
    return Analysis(terms, counts, np.unique(np.array(list(_headline(document)), np.uint64)))


def names_of(document: Document) -> dict[int, tuple[str, str]]:
    """Number -> (kind, name) of every term: tag, category, pair or word."""
    found: dict[int, tuple[str, str]] = {}
    for words in _fields(document):
        found.update((_number(word), ("word", word)) for word in words)
        found.update(
            (_pair(first, second), ("pair", f"{first} {second}")) for first, second in itertools.pairwise(words)
        )
    found.update((_label(f"#{tag.key}"), ("tag", tag.name)) for tag in document.tags)
    found.update((_label(f"/{one.key}"), ("category", one.name)) for one in document.categories)
    return found


def _weighted(document: Document) -> Iterator[tuple[int, float]]:
    title, deck, text = _fields(document)
    shorter = 1 / (1 - LENGTH + LENGTH * (len(title) + len(deck) + len(text)) / USUAL_WORDS)
    for words, weight in ((title, TITLE), (deck, DECK), (text, TEXT)):
        yield from ((_number(word), weight * shorter) for word in words)
    for words, weight in ((title, TITLE_PAIR), (text, PAIR)):
        yield from ((_pair(first, second), weight) for first, second in itertools.pairwise(words))
    damped = TAG * min(1.0, MANY_TAGS / max(1, len(document.tags)))
    yield from ((_label(f"#{tag.key}"), damped) for tag in document.tags)
    yield from ((_label(f"/{one.key}"), CATEGORY) for one in document.categories)


def _headline(document: Document) -> Iterator[int]:
    words = words_of(document.title, document.lang)
    yield from map(_number, words)
    yield from (_pair(first, second) for first, second in itertools.pairwise(words))


def _fields(document: Document) -> tuple[list[str], list[str], list[str]]:
    title, deck, text = (words_of(part, document.lang) for part in (document.title, document.deck, document.text))
    return title, deck, text


@lru_cache(maxsize=500_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little") & _WORDS


def _pair(first: str, second: str) -> int:
    return ((_number(first) * _MIX) ^ (_number(second) + 1)) & _WORDS


def _label(name: str) -> int:
    return _number(name) | LABEL
