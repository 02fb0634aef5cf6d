"""How alike two stories are: weighted words, word pairs, tags and categories, and how far apart in time they stand.

Rare terms count more than common ones. What is ours was measured on sets of linked news stories: the saturation is ln(1 + tf); the
story asked for is cut to its heaviest terms while the others are kept whole and scaled by the length of their vector; and a story
whose headline stands in the other's text counts for more. Frequencies are rounded, so that one more story changes few lists.
"""

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import LABEL, Analysis, analysed, names_of
from .document import Document

#: A word in more than this share of all stories (and in more than COMMON_FLOOR of them), or in more than COMMON_CAP, tells nothing.
COMMON, COMMON_FLOOR, COMMON_CAP = 0.2, 20, 5_000

#: The heaviest terms of a story that are looked up; the rest costs time and changes little.
QUERY_TERMS = 200

#: Exponent of the vector's length: 1 would be the cosine, less prefers stories that say more.
LENGTH_OF_VECTOR = 0.75

#: News ages: a score is divided by 1 + DECAY * ln(1 + days apart / DECAY_DAYS).
DECAY, DECAY_DAYS = 0.35, 2.0

#: What a headline that stands whole in the other's text adds, in scores; it is looked at for so many of the most alike.
HEADLINE, LOOKED_AT = 2.0, 40

_DIGITS = 6  # of a score, so that ties are ties on every machine
_MANY = 1_500  # documents from which analysis is shared among processes


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
        import numpy as np

        self._np, self._documents = np, documents
        self._numbers = {document.key: n for n, document in enumerate(documents)}
        self._analyses = _all_analysed(documents)
        terms = np.concatenate([one.terms for one in self._analyses])
        owners = np.repeat(np.arange(len(documents)), [len(one.terms) for one in self._analyses])
        order = np.argsort(terms, kind="stable")
        self._terms, starts, frequency = np.unique(terms[order], return_index=True, return_counts=True)
        self._rarity = self._rarities(frequency)
        self._rarity_anywhere = np.log1p(len(documents) / frequency)
        weights = (
            np.log1p(np.concatenate([one.counts for one in self._analyses]))
            * self._rarity[np.searchsorted(self._terms, terms)]
        )
        self._scales = self._scales_of(weights, owners)
        self._holders, self._held = owners[order], (weights * self._scales[owners])[order]
        self._starts = np.append(starts, len(order))
        self._days = np.array([math.nan if one.day is None else one.day for one in documents])
        self._headlines = [self._headline(one) for one in self._analyses]

    def ranked(self, document: Document, limit: int | None) -> tuple[Match, ...]:
        np = self._np
        analysis = self._analysis_of(document)
        scores = np.zeros(len(self._documents))
        for term, weight in zip(*self._query(analysis), strict=True):
            first, last = self._starts[term], self._starts[term + 1]
            scores[self._holders[first:last]] += weight * self._held[first:last]
        scores *= self._nearness(document.day)
        own = self._numbers.get(document.key)
        if own is not None:
            scores[own] = 0.0
        candidates = self._best(scores, max(LOOKED_AT, 2 * limit) if limit else len(scores))
        headline = self._headline(analysis)
        found = []
        for n in candidates.tolist():
            other = self._documents[n]
            score = round(float(scores[n]) * (1 + HEADLINE * self._mentions(analysis, headline, n)), _DIGITS)
            if score:
                found.append((-score, -(other.day or 0.0), other.key))
        return tuple(Match(key, -score) for score, _, key in sorted(found)[:limit])

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        np = self._np
        mine, theirs = self._analysis_of(document), self._analysis_of(other)
        terms, weights = self._query(mine)
        numbers = self._terms[terms]
        places = np.searchsorted(theirs.terms, numbers)
        places[places == len(theirs.terms)] = 0
        names = names_of(document)
        their_weights = np.log1p(theirs.counts) * self._rarity_of(theirs.terms)
        scale = _scale(float(np.sqrt(np.sum(their_weights**2)))) * _nearness(document.day, other.day)
        found = [
            Shared(*names[int(number)], round(float(weight * their_weights[place]) * scale, _DIGITS))
            for number, weight, place in zip(numbers.tolist(), weights.tolist(), places.tolist(), strict=True)
            if len(theirs.terms) and int(theirs.terms[place]) == number
        ]
        return tuple(sorted(found, key=lambda one: (-one.weight, one.kind, one.name)))

    def _analysis_of(self, document: Document) -> Analysis:
        n = self._numbers.get(document.key)
        return analysed(document) if n is None or self._documents[n] != document else self._analyses[n]

    def _rarities(self, frequency: Any) -> Any:
        """Of each term: what its presence tells. Frequencies are taken to half powers of two, their number to a whole one."""
        np = self._np
        total = len(self._documents)
        whole = 2.0 ** math.ceil(math.log2(max(2, total)))
        rounded = 2.0 ** (np.round(2 * np.log2(frequency)) / 2)
        rarity = np.log1p(whole / rounded)
        common = min(max(COMMON_FLOOR, COMMON * _to_half_powers(total)), COMMON_CAP)
        is_label = (self._terms & np.uint64(LABEL)) != 0
        return np.where(is_label | ((frequency >= 2) & (rounded <= common)), rarity, 0.0)

    def _rarity_of(self, terms: Any) -> Any:
        """The rarity of terms that may be in no document."""
        return self._looked_up(terms, self._rarity)

    def _looked_up(self, terms: Any, values: Any) -> Any:
        np = self._np
        places = np.minimum(np.searchsorted(self._terms, terms), len(self._terms) - 1)
        return np.where(self._terms[places] == terms, values[places], 0.0)

    def _scales_of(self, weights: Any, owners: Any) -> Any:
        """What each document's weights are multiplied by, so that a longer one is not like everything."""
        np = self._np
        lengths = np.sqrt(np.bincount(owners, weights=weights**2, minlength=len(self._documents)))
        return np.array([_scale(length) for length in lengths.tolist()])

    def _query(self, analysis: Analysis) -> tuple[Any, Any]:
        """(places among the terms, weights) of a document's heaviest terms, the heaviest first."""
        np = self._np
        weights = np.log1p(analysis.counts) * self._rarity_of(analysis.terms)
        known = np.nonzero(weights)[0]
        chosen = known[np.argsort(-weights[known].round(_DIGITS), kind="stable")[:QUERY_TERMS]]
        return np.searchsorted(self._terms, analysis.terms[chosen]), weights[chosen]

    def _nearness(self, day: float | None) -> Any:
        np = self._np
        if day is None:
            return np.ones(len(self._documents))
        near = 1 / (1 + DECAY * np.log1p(np.abs(self._days - day) / DECAY_DAYS))
        return np.where(np.isnan(near), 1.0, near)

    def _best(self, scores: Any, count: int) -> Any:
        """The places of the `count` highest scores and of all that tie with the last of them."""
        np = self._np
        rounded = scores.round(_DIGITS)
        if count >= len(scores):
            return np.nonzero(rounded)[0]
        least = np.partition(rounded, len(rounded) - count)[len(rounded) - count]
        return np.nonzero((rounded >= least) & (rounded > 0))[0]

    def _headline(self, analysis: Analysis) -> tuple[Any, Any, float]:
        """The terms of a headline, how rare each is, and the sum."""
        rarity = self._looked_up(analysis.title, self._rarity_anywhere)
        return analysis.title, rarity, float(rarity.sum())

    def _mentions(self, analysis: Analysis, headline: tuple[Any, Any, float], n: int) -> float:
        """How much of the one headline stands in the other story, 0 to 1, whichever way it is more."""
        return max(self._share(headline, self._analyses[n].terms), self._share(self._headlines[n], analysis.terms))

    def _share(self, headline: tuple[Any, Any, float], terms: Any) -> float:
        title, rarity, total = headline
        if not total or not len(terms):
            return 0.0
        np = self._np
        places = np.minimum(np.searchsorted(terms, title), len(terms) - 1)
        return float(rarity[terms[places] == title].sum()) / total


def _all_analysed(documents: Sequence[Document]) -> list[Analysis]:
    """The analyses in the order of the documents; of many on all cores."""
    if len(documents) < _MANY or (os.cpu_count() or 1) < 2:
        return list(map(analysed, documents))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor() as pool:
        return list(pool.map(analysed, documents, chunksize=100))


def _to_half_powers(number: int) -> float:
    """A number at the nearest half power of two: it changes when there are many more, and not with each."""
    return float(2.0 ** (round(2 * math.log2(max(1, number))) / 2))


def _scale(length: float) -> float:
    return length**-LENGTH_OF_VECTOR if length else 0.0


def _nearness(day: float | None, other: float | None) -> float:
    if day is None or other is None:
        return 1.0
    return 1 / (1 + DECAY * math.log1p(abs(day - other) / DECAY_DAYS))
