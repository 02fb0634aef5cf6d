"""The documents that may stand under each other, with their lists and all that a change of these needs. A value: changes make new ones."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import Analysis
from .document import Document, digest_of
from .headlines import column_of
from .index import Index, Rarity
from .likeness import Key, Match, rounded
from .matching import Pool, score_of
from .term_numbers import NUMBER_SHIFT

#: What a shelf knows of each list, row by row.
ROWS = ("looked", "bare", "final", "least")


@dataclass(frozen=True, slots=True)
class Card:
    """What is remembered of a document: `digest` of all that its analysis is made of, `day`, and the column that its headline names."""

    key: Key
    digest: bytes
    day: float | None = None
    column: tuple[str, str] | None = None

    @classmethod
    def of(cls, document: Document) -> "Card":
        return cls(document.key, digest_of(document), document.day, column_of(document))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that may stand under each other, numbered through the indexes of the pool; some numbers are dead.

    `cards` and `marks` (the digests of their analyses) are by number, `numbers` by key. The terms of `more` are held by so many documents
    more (or fewer) than the first index says, by `by`. `asks` says for each number of the first index, term by term, whether the holder asks for
    the term. Row by row `looked`, `bare`,
    `final` and `least` are as in `Found`; the first `limit` of those that were looked at are the list.
    """

    cards: Sequence[Card]
    marks: Sequence[bytes]
    numbers: Mapping[Key, int]
    columns: Counter[tuple[str, str]]
    rarity: Rarity
    pool: Pool
    asks: Any
    more: Any
    by: Any
    limit: int
    looked: Any
    bare: Any
    final: Any
    least: Any
    anew: Any = None
    """The numbers of those whose lists were made anew by the last change; None for all."""
    movers: Any = None
    """The numbers of those whose terms were weighed anew by it; None for all."""

    def remade(self) -> set[Key]:
        """The keys of those whose lists were made anew by the last change."""
        return set(self.numbers) if self.anew is None else {self.cards[n].key for n in self.anew.tolist()}

    def weighed(self) -> set[Key]:
        """The keys of those whose terms were weighed anew by it."""
        return set(self.numbers) if self.movers is None else {self.cards[n].key for n in self.movers.tolist()}

    def matches(self, key: Key) -> Iterator[Match]:
        """The list of a document, each when it is asked for: mostly the first few are enough."""
        row = self.numbers[key]
        pairs = zip(self.looked[row, : self.limit].tolist(), self.final[row, : self.limit].tolist(), strict=True)
        return (Match(self.cards[n].key, rounded(score_of(final))) for n, final in pairs if n >= 0)

    def holders(self, keys: Collection[Key]) -> list[Key]:
        """The keys of those in whose lists one of these stands."""
        import numpy as np

        numbers = [self.numbers[key] for key in keys if key in self.numbers]
        if not numbers:
            return []
        asked = np.zeros(len(self.cards) + 1, bool)  # the last for -1
        asked[numbers] = True
        rows = np.flatnonzero(asked[self.looked[:, : self.limit]].any(axis=1) & self.pool.alive)
        return [self.cards[n].key for n in rows.tolist()]

    def place(self, key: Key) -> tuple[Index, int]:
        """The index that holds a document, and its row there."""
        number = self.numbers[key]
        base = self.pool.indexes[0]
        return (base, number) if number < base.size else (self.pool.indexes[1], number - base.size)

    def frequency(self, terms: Any) -> Any:
        """How many documents hold each term now."""
        return self._with_more(terms, self.pool.indexes[0].uses(terms))

    def _with_more(self, terms: Any, held: Any) -> Any:
        """How many hold each term now, by how many did in the first index."""
        import numpy as np

        if len(self.more):
            place = np.minimum(np.searchsorted(self.more, terms), len(self.more) - 1)
            held = held + np.where(self.more[place] == terms, self.by[place], 0)
        return held

    def turned(self, old: Sequence[Analysis], new: Sequence[Analysis]) -> "Turned":
        """What it comes to when the new come and the old go."""
        import numpy as np

        shift = np.uint64(NUMBER_SHIFT)
        terms = np.concatenate([self.more, *(one.terms >> shift << shift for one in (*old, *new))])
        counts = [self.by, *(np.full(len(one.terms), -1) for one in old), *(np.full(len(one.terms), 1) for one in new)]
        distinct, place = np.unique(terms, return_inverse=True)
        by = np.bincount(place, weights=np.concatenate(counts), minlength=len(distinct)).astype(np.int64)
        held = self.pool.indexes[0].uses(distinct)
        before, after = self.rarity.of(distinct, self._with_more(distinct, held)), self.rarity.of(distinct, held + by)
        is_other, is_common, kept = before != after, (before < 0) & (after < 0), by != 0
        is_alone, is_across = (before == 0) | (after == 0), (before > 0) & (after < 0) | (before < 0) & (after > 0)
        return Turned(
            distinct[kept],
            by[kept],
            *(distinct[is_other & one] for one in (~is_common, is_alone, is_across, is_common)),
        )


@dataclass(frozen=True, slots=True)
class Turned:
    """The new `more` and `by` of a shelf; the `terms` whose rarity is another one then, among them those that are `alone`, held by one and
    no more then or before, and those that are `across`: they tell something then or before, and stand everywhere before or then.
    `common` are those that stand everywhere then as before: these weigh nothing but in a headline.
    """

    more: Any
    by: Any
    terms: Any
    alone: Any
    across: Any
    common: Any
