"""How alike two stories are: weighted words, word pairs, tags and categories, and how far apart in time they stand.

The weighing is BM25F's (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004):
fields are weighted before the count is saturated, long texts count a little less, rare terms count more. Two things are ours,
both measured on sets of linked news stories: the saturation is ln(1 + tf), and the story asked for is cut to its heaviest terms
while the others are kept whole and scaled by the length of their vector.
"""

import heapq
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .document import Document
from .words import words_of

#: Weight of one occurrence, by where it stands. Tags and categories count once.
TITLE, DECK, TEXT, PAIR, TAG, CATEGORY = 4.0, 2.0, 1.0, 0.7, 2.0, 1.0

#: A story with more tags than this says less with each of them.
MANY_TAGS = 20

#: How much a long text counts less: 0 not at all, 1 in proportion to its words over USUAL_WORDS.
LENGTH, USUAL_WORDS = 0.2, 400

#: A word in more than this share of all stories (and in more than COMMON_FLOOR of them) tells nothing about one.
COMMON, COMMON_FLOOR = 0.2, 20

#: The heaviest terms of a story that are looked up; the rest costs time and changes little.
QUERY_TERMS = 120

#: Exponent of the vector's length: 1 would be the cosine, less prefers stories that say more.
LENGTH_OF_VECTOR = 0.75

#: News ages: a score is divided by 1 + DECAY * ln(1 + days apart / DECAY_DAYS).
DECAY, DECAY_DAYS = 0.25, 2.0

_DIGITS = 6  # of a score, so that ties are ties on every machine

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """Another document and how alike it is; scores compare within one list only."""

    key: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that two documents have in common. `kind`: tag, category, pair or word; `weight` is its part of the score."""

    kind: str
    name: str
    weight: float


class Likeness:
    """The documents of an archive, ready to be compared. Their order does not matter; those of one language see each other only."""

    def __init__(self, documents: Iterable[Document]) -> None:
        by_language: dict[str, list[Document]] = {}
        for document in sorted(documents, key=lambda one: one.key):
            by_language.setdefault(document.language, []).append(document)
        self._indexes = {language: _Index(members) for language, members in by_language.items()}

    def ranked(self, document: Document, limit: int | None = None) -> tuple[Match, ...]:
        """The documents most like this one, best first, at most `limit`; ties are broken by the newer, then by the key.

        `document` need not be one of the archive's. It is never in its own list, nor is one that shares nothing with it.
        """
        index = self._indexes.get(document.language)
        return index.ranked(document, limit) if index else ()

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        """What makes `other` like `document`, the weightiest first."""
        index = self._indexes.get(document.language)
        return index.shared(document, other) if index and document.language == other.language else ()


class _Index:
    """The documents of one language: for each term the documents that hold it, with the term's weight there."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = documents
        counts = [_counts(document) for document in documents]
        frequency = Counter(term for count in counts for term in count)
        total = len(documents)
        common = max(COMMON_FLOOR, COMMON * total)
        self._rarity = {
            term: math.log(1 + (total - n + 0.5) / (n + 0.5))
            for term, n in frequency.items()
            if _is_label(term) or 2 <= n <= common
        }  # fmt: skip
        self._weights = {one.key: self._weighed(count) for one, count in zip(documents, counts, strict=True)}
        self._lengths = [_length(self._weights[document.key]) for document in documents]
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for n, document in enumerate(documents):
            for term, weight in self._weights[document.key].items():
                self._holders.setdefault(term, []).append((n, weight * self._lengths[n]))

    def ranked(self, document: Document, limit: int | None) -> tuple[Match, ...]:
        scores = [0.0] * len(self._documents)
        for term, weight in self._query(document):
            for n, other in self._holders.get(term, ()):
                scores[n] += weight * other
        found = (
            (-round(score * _nearness(document.day, other.day), _DIGITS), -(other.day or 0.0), other.key)
            for score, other in zip(scores, self._documents, strict=True)
            if score and other.key != document.key
        )
        rows = sorted(found) if limit is None else heapq.nsmallest(limit, found)
        return tuple(Match(key, -score) for score, _, key in rows if score)

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        theirs = self._weights_of(other)
        scale = _length(theirs) * _nearness(document.day, other.day)
        names = {f"#{tag.key}": tag.name for tag in other.tags} | {
            f"/{term.key}": term.name for term in other.categories
        }
        found = [
            Shared(_kind(term), names.get(term, term), round(weight * theirs[term] * scale, _DIGITS))
            for term, weight in self._query(document)
            if term in theirs
        ]
        return tuple(sorted(found, key=lambda one: (-one.weight, one.kind, one.name)))

    def _query(self, document: Document) -> list[tuple[str, float]]:
        weights = self._weights_of(document)
        return heapq.nsmallest(QUERY_TERMS, weights.items(), key=lambda item: (-item[1], item[0]))

    def _weights_of(self, document: Document) -> Weights:
        known = self._weights.get(document.key)
        return self._weighed(_counts(document)) if known is None else known

    def _weighed(self, counts: Weights) -> Weights:
        rarity = self._rarity
        return {term: math.log1p(count) * rarity[term] for term, count in counts.items() if term in rarity}


def _counts(document: Document) -> Weights:
    """Term -> its weighted count in this document alone. Tags begin with `#`, categories with `/`; pairs hold a blank."""
    title = words_of(document.title, document.lang)
    deck = words_of(document.deck, document.lang)
    text = words_of(document.text, document.lang)
    shorter = 1 / (1 - LENGTH + LENGTH * (len(title) + len(deck) + len(text)) / USUAL_WORDS)
    found: Weights = {}
    for words, weight in ((title, TITLE), (deck, DECK), (text, TEXT)):
        for word in words:
            found[word] = found.get(word, 0.0) + weight * shorter
    for words in (title, text):
        for pair in _pairs(words):
            found[pair] = found.get(pair, 0.0) + PAIR
    damped = TAG * min(1.0, MANY_TAGS / max(1, len(document.tags)))
    found.update((f"#{tag.key}", damped) for tag in document.tags)
    found.update((f"/{category.key}", CATEGORY) for category in document.categories)
    return found


def _pairs(words: list[str]) -> Iterator[str]:
    return map(" ".join, itertools.pairwise(words))


def _length(weights: Weights) -> float:
    """What a document's weights are multiplied by, so that a longer one is not like everything."""
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return length**-LENGTH_OF_VECTOR if length else 0.0


def _nearness(day: float | None, other: float | None) -> float:
    if day is None or other is None:
        return 1.0
    return 1 / (1 + DECAY * math.log1p(abs(day - other) / DECAY_DAYS))


def _is_label(term: str) -> bool:
    return term.startswith(("#", "/"))


def _kind(term: str) -> str:
    if _is_label(term):
        return "tag" if term.startswith("#") else "category"
    return "pair" if " " in term else "word"
