"""How alike two stories are: weighted words, word pairs, tags and categories, and how far apart in time they stand.

Rare terms count more than common ones. What is ours was measured on sets of linked news stories (docs/decisions/0011): the story asked
for is cut to its heaviest terms while the others are kept whole and scaled by the length of their vector; time is counted at the pace of
the archive; and a story whose headline stands in the other's text counts for more.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from .analyses import Keeper, analyses_of
from .analysis import names_of, numbers_of
from .cores import in_parts, on_all_cores
from .document import Document
from .headlines import columns_of, without_column
from .index import Index, Rarity
from .matching import PACE, UNIT, Found, Pool, asked, found, hours_of, joined, near
from .words import words_of

#: What a story shares with one about something else, as a share of what it shares with itself, times the square of the rarity of a
#: word that it alone holds: below it editors of four archives (26, 80, 254, 1,039 stories) have linked next to nothing.
#: Fewer than FEW stories are no measure.
CHANCE, FEW = 0.45, 32

_DIGITS = 6  # of a score, so that ties are ties on every machine
_EACH = 250  # rows that go to one process at a time

Key = tuple[str, ...]


class Dated(Protocol):
    """A document, or what is remembered of one."""

    @property
    def key(self) -> Key: ...

    @property
    def day(self) -> float | None: ...


class Match(NamedTuple):
    """Another document and how alike it is; scores compare within one list only."""

    key: Key
    score: float


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that two documents have in common. `kind`: tag, category, pair or word; `weight` is its part of the score."""

    kind: str
    name: str
    weight: float


class Likeness:
    """The documents of an archive, ready to be compared. Their order does not matter.

    Those of one language see each other only, unless languages are `mixed`. A `keeper` keeps what is costly between runs.
    """

    def __init__(self, documents: Iterable[Document], *, mixed: bool = False, keeper: Keeper | None = None) -> None:
        self._mixed = mixed
        by_language: dict[str, list[Document]] = {}
        for document in sorted(documents, key=lambda one: one.key):
            by_language.setdefault(self._shelf(document.language), []).append(document)
        self._shelves = {language: Shelf(members, keeper) for language, members in by_language.items()}

    def _shelf(self, language: str) -> str:
        """The shelf of a language; one for all where languages are mixed."""
        return "" if self._mixed else language

    def by_chance(self, document: Document) -> float:
        """The score that a document about something else reaches by the words that many hold: what a match is measured against."""
        shelf = self._shelves.get(self._shelf(document.language))
        return shelf.by_chance(document) if shelf else 0.0

    def pace(self, lang: str) -> float:
        """The days in which the archive of a language publishes a few stories: so fast its news ages."""
        shelf = self._shelves.get(self._shelf(Document((), lang=lang).language))
        return shelf.pace if shelf else PACE

    def uses(self, name: str, lang: str) -> int:
        """How many documents of a language hold the words of a name, one after the other."""
        shelf = self._shelves.get(self._shelf(Document((), lang=lang).language))
        return shelf.uses(words_of(name, lang)) if shelf else 0

    def ranked(self, document: Document, limit: int | None = None) -> tuple[Match, ...]:
        """The documents most like this one, best first, at most `limit`; ties are broken by the newer, then by the key.

        `document` need not be one of the archive's. It is never in its own list, nor is one that shares nothing with it.
        """
        shelf = self._shelves.get(self._shelf(document.language))
        return shelf.ranked(document, limit) if shelf else ()

    def ranked_all(self, limit: int) -> Mapping[Key, tuple[Match, ...]]:
        """The list of each document, by key; of many they are made on all cores."""
        return Rankings([shelf.ranked_all(limit) for shelf in self._shelves.values()])

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        """What makes `other` like `document`, the weightiest first."""
        name = self._shelf(document.language)
        shelf = self._shelves.get(name)
        return shelf.shared(document, other) if shelf and name == self._shelf(other.language) else ()

    def shared_words(self, document: Document, other: Document, words: Iterable[str]) -> tuple[Shared, ...]:
        """Of some words those that make `other` like `document`, the weightiest first."""
        name = self._shelf(document.language)
        shelf = self._shelves.get(name)
        return shelf.shared_words(document, other, words) if shelf and name == self._shelf(other.language) else ()


class Rankings(Mapping[Key, tuple[Match, ...]]):
    """The lists of many documents; a list is put into words when somebody asks for it."""

    def __init__(self, parts: Sequence[tuple[Sequence[Key], Found]]) -> None:
        import numpy as np

        self._places: dict[Key, tuple[int, int]] = {}
        self._parts = parts
        self._bounds = [np.searchsorted(one.row, np.arange(len(keys) + 1)) for keys, one in parts]
        for part, (keys, _) in enumerate(parts):
            self._places.update((key, (part, row)) for row, key in enumerate(keys))

    def __getitem__(self, key: Key) -> tuple[Match, ...]:
        part, row = self._places[key]
        keys, one = self._parts[part]
        first, last = self._bounds[part][row : row + 2]
        others, scores = one.other[first:last].tolist(), one.score[first:last].tolist()
        return tuple(Match(keys[n], rounded(score)) for n, score in zip(others, scores, strict=True))

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Shelf:
    """The documents that may stand under each other."""

    def __init__(self, documents: Sequence[Document], keeper: Keeper | None = None) -> None:
        self.documents = documents
        self._columns = columns_of(documents)
        self._numbers = {document.key: n for n, document in enumerate(documents)}
        analyses = analyses_of([without_column(one, self._columns) for one in documents], keeper)
        self._rarity = Rarity.among(len(documents))
        self._index = Index.of(analyses, self._rarity)
        self._pool = Pool.of((self._index,), *times(documents))

    @property
    def pace(self) -> float:
        return float(self._pool.pace)

    def by_chance(self, document: Document) -> float:
        """As the function of that name says; 0 for a document that does not stand on this shelf."""
        n = self._numbers.get(document.key)
        if n is None:
            return 0.0
        return by_chance(float(self._index.own[n]), self._rarity)

    def uses(self, words: Sequence[str]) -> int:
        """How many documents hold all of these words; every one where there are none."""
        import numpy as np

        if not words:
            return len(self.documents)
        return int(self._index.uses(np.array(numbers_of(words), np.uint64)).min())

    def ranked(self, document: Document, limit: int | None) -> tuple[Match, ...]:
        """The documents most like one, best first, at most `limit` or all of them for None; `document` itself is not among them and need not stand here."""
        import numpy as np

        asking, row = self._asking(document)
        number = self._numbers.get(document.key, -1)
        hours = Pool.of((), *times([document])).hours
        some = limit if limit is not None else len(self.documents)
        one = found(self._pool, asking, np.array([row]), hours, np.array([number]), some)
        keys = [self.documents[n].key for n in one.other.tolist()]
        return tuple(Match(key, rounded(score)) for key, score in zip(keys, one.score.tolist(), strict=True))

    def ranked_all(self, limit: int) -> tuple[Sequence[Key], Found]:
        """The keys of all documents, and for each the numbers and scores of its `limit` best; computed on all cores."""
        parts = on_all_cores(
            lambda part: lists_of(self._pool, self._index, part, limit), in_parts(len(self.documents), _EACH)
        )
        return [one.key for one in self.documents], joined(parts, limit)

    def shared(self, document: Document, other: Document) -> tuple[Shared, ...]:
        return self._both(document, other, names_of(without_column(document, self._columns)))

    def shared_words(self, document: Document, other: Document, words: Iterable[str]) -> tuple[Shared, ...]:
        return self._both(document, other, {number: ("word", word) for word in words for number in numbers_of([word])})

    def _both(self, document: Document, other: Document, names: Mapping[int, tuple[str, str]]) -> tuple[Shared, ...]:
        """Of the terms that have a name those that both hold."""
        return held_by_both(self._pool, self._asking(document), self._asking(other), (document, other), names)

    def _asking(self, document: Document) -> tuple[Index, int]:
        """An index that holds the document, and its row there: the archive's own, or one for it alone."""
        n = self._numbers.get(document.key)
        if n is not None and self.documents[n] == document:
            return self._index, n
        alone = analyses_of([without_column(document, self._columns)])
        return Index.of(alone, self._rarity, self._index.uses), 0


def by_chance(own: float, rarity: Rarity) -> float:
    """The score that a document about something else reaches, by what one shares with itself."""
    return float(round(CHANCE * (own / UNIT) / math.log1p(max(FEW, rarity.whole)) ** 2, _DIGITS))


def held_by_both(
    pool: Pool,
    one: tuple[Index, int],
    other: tuple[Index, int],
    documents: Sequence[Dated],
    names: Mapping[int, tuple[str, str]],
) -> tuple[Shared, ...]:
    """Of the terms that have a name those that two documents hold, each given by an index and its row there, the weightiest first."""
    import numpy as np

    (asking, row), (theirs, place) = one, other
    query = asked(asking, np.array([row]), pool.visits)
    first, last = theirs.weights.indptr[place : place + 2]
    terms, weights = theirs.terms[theirs.weights.indices[first:last]], theirs.weights.data[first:last]
    weight_of = dict(zip(terms.tolist(), weights.tolist(), strict=True))
    hours = hours_of(times(documents)[0])
    kept = float(near(pool, hours[:1], hours[1:])[0])
    part = float(theirs.scale[place]) * kept / UNIT
    both = [
        Shared(*names[term], round(weight * weight_of[term] * part, _DIGITS))
        for term, weight in zip(asking.terms[query.indices].tolist(), query.data.tolist(), strict=True)
        if term in names and term in weight_of
    ]
    return tuple(sorted(both, key=lambda found: (-found.weight, found.kind, found.name)))


def rounded(score: float) -> float:
    return round(score, _DIGITS)


def times(documents: Sequence[Dated]) -> tuple[Any, Any, Any]:
    """(days, order by newness and key, alive) of documents, as a pool wants them."""
    import numpy as np

    days = np.array([math.nan if one.day is None else one.day for one in documents], np.float64)
    newest = sorted(range(len(documents)), key=lambda n: (-(documents[n].day or 0.0), documents[n].key))
    order = np.empty(len(documents), np.int64)
    order[newest] = np.arange(len(documents))
    return days, order, np.ones(len(documents), bool)


def lists_of(pool: Pool, asking: Index, part: range, limit: int) -> Found:
    """The lists of some documents of an index that is the first of its pool."""
    import numpy as np

    rows = np.arange(part.start, part.stop)
    return found(pool, asking, rows, pool.hours[rows], rows, limit)
