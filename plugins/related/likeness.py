"""How alike two stories are: weighted words, word pairs, tags and categories, and how far apart in time they stand.

Rare terms count more than common ones. What is ours was measured on sets of linked news stories: the saturation is ln(1 + tf); the
story asked for is cut to its heaviest terms while the others are kept whole and scaled by the length of their vector; and a story
whose headline stands in the other's text counts for more. Frequencies are rounded, so that one more story changes few lists.
"""

import math
import multiprocessing
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import LABEL, Analysis, analysed, names_of, numbers_of
from .document import Document
from .words import words_of

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

#: What a story shares with one about something else, as a share of what it shares with itself, times the square of the rarity of a
#: word that it alone holds: half of what an editor would call faint in archives of 26, 80, 254 and 1,039 stories.
#: Fewer than FEW stories are no measure.
CHANCE, FEW = 0.5, 32

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
    """The documents of an archive, ready to be compared. Their order does not matter.

    Those of one language see each other only, unless languages are `mixed`.
    """

    def __init__(self, documents: Iterable[Document], *, mixed: bool = False) -> None:
        self._mixed = mixed
        by_language: dict[str, list[Document]] = {}
        for document in sorted(documents, key=lambda one: one.key):
            by_language.setdefault(self._shelf(document.language), []).append(document)
        self._indexes = {language: _Index(members) for language, members in by_language.items()}

    def _shelf(self, language: str) -> str:
        """The index of a language; one for all where languages are mixed."""
        return "" if self._mixed else language

    def by_chance(self, document: Document) -> float:
        """The score that a document about something else reaches by the words that many hold: what a match is measured against."""
        index = self._indexes.get(self._shelf(document.language))
        return index.by_chance(document) if index else 0.0

    def uses(self, name: str, lang: str) -> int:
        """How many documents of a language hold the words of a name, one after the other."""
        index = self._indexes.get(self._shelf(Document((), lang=lang).language))
        return index.uses(words_of(name, lang)) if index else 0

    def ranked(self, document: Document, limit: int | None = None) -> tuple[Match, ...]:
        """The documents most like this one, best first, at most `limit`; ties are broken by the newer, then by the key.

        `document` need not be one of the archive's. It is never in its own list, nor is one that shares nothing with it.
        """
        index = self._indexes.get(self._shelf(document.language))
        return index.ranked(document, limit) if index else ()

    def ranked_all(self, limit: int) -> dict[tuple[str, ...], tuple[Match, ...]]:
        """The list of each document, by key; of many they are made on all cores, which share the index."""
        found: dict[tuple[str, ...], tuple[Match, ...]] = {}
        for index in self._indexes.values():
            for document, matches in zip(index.documents, _on_all_cores(index, limit), strict=True):
                found[document.key] = matches
        return found

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        """What makes `other` like `document`, the weightiest first."""
        shelf = self._shelf(document.language)
        index = self._indexes.get(shelf)
        return index.shared(document, other) if index and shelf == self._shelf(other.language) else ()


class _Index:
    """The documents of one language: for each term the documents that hold it, with the term's weight there."""

    def __init__(self, documents: list[Document]) -> None:
        import numpy as np

        self._np, self.documents = np, documents
        self._numbers = {document.key: n for n, document in enumerate(documents)}
        analyses = _all_analysed(documents)
        sizes = [len(one.terms) for one in analyses]
        self._bounds = np.concatenate([[0], np.cumsum(sizes)])
        counts = np.concatenate([one.counts for one in analyses])
        titles = [one.title for one in analyses]
        terms = np.concatenate([one.terms for one in analyses])
        del analyses
        order = np.argsort(terms, kind="stable")
        ordered = terms[order]
        is_new = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, bool)
        self._terms = ordered[is_new]
        group = (np.cumsum(is_new) - 1).astype(np.int32)
        del terms, ordered, is_new
        self._frequency = np.bincount(group, minlength=len(self._terms))
        self._places = np.empty(len(order), np.int32)
        self._places[order] = group
        self._rarity = self._rarities()
        said = np.log1p(counts)
        self._weights = (said * self._rarity[self._places]).astype(np.float32)
        lonely = self._frequency[self._places] == 1
        alone = np.where(lonely, said * np.log1p(self._whole_number()), self._weights)
        whole = np.bincount(
            np.repeat(np.arange(len(documents)), sizes), weights=alone.astype(np.float64) ** 2, minlength=len(documents)
        )
        self._whole = whole ** ((2 - LENGTH_OF_VECTOR) / 2)
        del said, lonely, alone
        self._post(np.repeat(np.arange(len(documents), dtype=np.int32), sizes), order[self._frequency[group] > 1])
        self._days = np.array([math.nan if one.day is None else one.day for one in documents])
        self._titles = np.searchsorted(self._terms, np.concatenate(titles)).astype(np.int32)
        self._title_bounds = np.concatenate([[0], np.cumsum([len(one) for one in titles])])
        told = np.log1p(len(documents) / self._frequency)
        self._told = told
        self._title_sums = np.array([told[self._title(n)].sum() for n in range(len(documents))])
        self._marks = np.zeros(len(self._terms), bool)

    def _post(self, owners: Any, order: Any) -> None:
        """Who holds each term, and how much it weighs there; `order` leaves out what one document alone holds."""
        np = self._np
        lengths = np.sqrt(
            np.bincount(owners, weights=self._weights.astype(np.float64) ** 2, minlength=len(self.documents))
        )
        self._scales = np.array([_scale(length) for length in lengths.tolist()])
        self._holders = owners[order]
        self._held = (self._weights[order] * self._scales[self._holders]).astype(np.float32)
        self._starts = np.concatenate([[0], np.cumsum(np.where(self._frequency > 1, self._frequency, 0))])

    def ranked(self, document: Document, limit: int | None) -> tuple[Match, ...]:
        np = self._np
        places, weights = self._terms_of(document)
        terms, asked = _heaviest(np, places, weights)
        rows, lengths = self._rows(terms)
        held = self._held[rows] * np.repeat(asked, lengths)
        scores = self._nearness(document.day)
        scores *= np.bincount(self._holders[rows], weights=held, minlength=len(self.documents))
        own = self._numbers.get(document.key)
        if own is not None:
            scores[own] = 0.0
        candidates = self._best(scores, max(LOOKED_AT, 2 * limit) if limit else len(scores))
        final = scores[candidates] * (1 + HEADLINE * self._mentions(document, places, candidates))
        found = []
        for n, score in zip(candidates.tolist(), final.tolist(), strict=True):
            rounded = round(score, _DIGITS)
            if rounded:
                other = self.documents[n]
                found.append((-rounded, -(other.day or 0.0), other.key))
        return tuple(Match(key, -score) for score, _, key in sorted(found)[:limit])

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        np = self._np
        places, weights = _heaviest(np, *self._terms_of(document))
        theirs = dict(zip(*(column.tolist() for column in self._terms_of(other)), strict=True))
        names = names_of(document)
        scale = _scale(math.sqrt(math.fsum(weight * weight for weight in theirs.values()))) * _nearness(
            document.day, other.day
        )
        found = [
            Shared(*names[int(self._terms[place])], round(weight * theirs[place] * scale, _DIGITS))
            for place, weight in zip(places.tolist(), weights.tolist(), strict=True)
            if theirs.get(place)
        ]
        return tuple(sorted(found, key=lambda one: (-one.weight, one.kind, one.name)))

    def by_chance(self, document: Document) -> float:
        n = self._numbers.get(document.key)
        return (
            round(CHANCE * float(self._whole[n]) / math.log1p(max(FEW, self._whole_number())) ** 2, _DIGITS)
            if n is not None
            else 0.0
        )

    def uses(self, words: Sequence[str]) -> int:
        np = self._np
        if not words or not len(self._terms):
            return len(self.documents)
        terms = np.array(numbers_of(words), np.uint64)
        places = np.minimum(np.searchsorted(self._terms, terms), len(self._terms) - 1)
        return int(np.where(self._terms[places] == terms, self._frequency[places], 0).min())

    def _terms_of(self, document: Document) -> tuple[Any, Any]:
        """(places among the terms, weights) of a document, of this archive or of none."""
        n = self._numbers.get(document.key)
        if n is not None and self.documents[n] == document:
            first, last = self._bounds[n], self._bounds[n + 1]
            return self._places[first:last], self._weights[first:last]
        np = self._np
        analysis = analysed(document)
        places = np.minimum(np.searchsorted(self._terms, analysis.terms), len(self._terms) - 1)
        known = self._terms[places] == analysis.terms
        places = places[known]
        return places, (np.log1p(analysis.counts[known]) * self._rarity[places]).astype(np.float32)

    def _rows(self, terms: Any) -> tuple[Any, Any]:
        """The rows of all who hold the terms, term by term, and how many hold each."""
        np = self._np
        first = self._starts[terms]
        lengths = self._starts[terms + 1] - first
        ends = np.cumsum(lengths)
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - lengths), lengths), lengths

    def _title(self, n: int) -> Any:
        return self._titles[self._title_bounds[n] : self._title_bounds[n + 1]]

    def _rarities(self) -> Any:
        """Of each term: what its presence tells. Frequencies are taken to half powers of two, their number to a whole one."""
        np = self._np
        total, whole = len(self.documents), self._whole_number()
        rounded = 2.0 ** (np.round(2 * np.log2(self._frequency)) / 2)
        rarity = np.log1p(whole / rounded)
        common = min(max(COMMON_FLOOR, COMMON * _to_half_powers(total)), COMMON_CAP)
        is_label = (self._terms & np.uint64(LABEL)) != 0
        return np.where(is_label | ((self._frequency >= 2) & (rounded <= common)), rarity, 0.0)

    def _whole_number(self) -> float:
        """The number of documents, to a whole power of two."""
        return float(2.0 ** math.ceil(math.log2(max(2, len(self.documents)))))

    def _nearness(self, day: float | None) -> Any:
        np = self._np
        if day is None:
            return np.ones(len(self.documents))
        near = 1 / (1 + DECAY * np.log1p(np.abs(self._days - day) / DECAY_DAYS))
        return np.where(np.isnan(near), 1.0, near)

    def _best(self, scores: Any, count: int) -> Any:
        """The places of the `count` highest scores and of all that tie with the last of them."""
        np = self._np
        if count >= len(scores):
            return np.nonzero(scores.round(_DIGITS))[0]
        alike = np.nonzero(scores)[0]
        if len(alike) <= count:
            return alike
        found = scores[alike]
        least = np.partition(found, len(found) - count)[len(found) - count] - 10.0**-_DIGITS
        return alike[found >= least]

    def _mentions(self, document: Document, places: Any, candidates: Any) -> Any:
        """How much of the one headline stands in the other story, 0 to 1, whichever way it is more, for each candidate."""
        np = self._np
        if not len(candidates):
            return np.zeros(0)
        own = self._numbers.get(document.key)
        there = np.zeros(len(self.documents))
        if own is not None and self._title_sums[own]:
            title = self._title(own)
            rows, lengths = self._rows(title)
            told = np.repeat(self._told[title], lengths)
            there = (
                np.bincount(self._holders[rows], weights=told, minlength=len(self.documents)) / self._title_sums[own]
            )
        self._marks[places] = True
        titles = [self._title(n) for n in candidates.tolist()]
        terms = np.concatenate(titles)
        found = np.where(self._marks[terms], self._told[terms], 0.0)
        self._marks[places] = False
        owners = np.repeat(np.arange(len(titles)), [len(one) for one in titles])
        here = np.bincount(owners, weights=found, minlength=len(titles))
        sums = self._title_sums[candidates]
        return np.maximum(there[candidates], np.divide(here, sums, out=np.zeros(len(sums)), where=sums > 0))


def _heaviest(np: Any, places: Any, weights: Any) -> tuple[Any, Any]:
    """The heaviest terms of a document, the heaviest first."""
    known = np.nonzero(weights)[0]
    chosen = known[np.argsort(-weights[known].astype(np.float64).round(_DIGITS), kind="stable")[:QUERY_TERMS]]
    return places[chosen], weights[chosen].astype(np.float64)


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


def _on_all_cores(index: "_Index", limit: int) -> list[tuple[Match, ...]]:
    """The lists of all documents of an index. Children are forked, so that nothing of the index is copied; elsewhere one core works."""
    if (
        len(index.documents) < _MANY
        or (os.cpu_count() or 1) < 2
        or "fork" not in multiprocessing.get_all_start_methods()
    ):
        return [index.ranked(document, limit) for document in index.documents]
    _shared.append((index, limit))
    try:
        with multiprocessing.get_context("fork").Pool() as pool:
            return pool.map(_one, range(len(index.documents)), chunksize=100)
    finally:
        _shared.pop()


#: What forked children find when they begin.
_shared: list[tuple["_Index", int]] = []


def _one(n: int) -> tuple[Match, ...]:
    index, limit = _shared[-1]
    return index.ranked(index.documents[n], limit)


def _scale(length: float) -> float:
    return length**-LENGTH_OF_VECTOR if length else 0.0


def _nearness(day: float | None, other: float | None) -> float:
    return 1.0 if day is None or other is None else nearness(abs(day - other))


def nearness(days: float, decay: float = DECAY) -> float:
    """What is left of a score over so many days, 0 to 1."""
    return 1 / (1 + decay * math.log1p(days / DECAY_DAYS))
