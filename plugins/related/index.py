"""The articles of one language by their terms: how much each term weighs in each article, and who holds a term.

All weights are whole numbers, and so are their sums: a score does not depend on the order in which it was added up, on the machine,
or on who else was looked at in the same breath. A weight is ln(1 + count) times the rarity of the term, both in fixed steps.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from .analysis import Analysis
from .lengths import lengths
from .postings import LONE, RARITY_STEPS, Postings, places_of, squares_of
from .tables import Table, bounds_of, spread
from .term_numbers import LABEL, NUMBER_SHIFT

if TYPE_CHECKING:
    from .heads import Heads

#: A word in more than this share of all stories (and in more than COMMON_FLOOR of them), or in more than COMMON_CAP, tells nothing.
COMMON, COMMON_FLOOR, COMMON_CAP = 0.2, 40, 5_000

#: What an index is made of.
_PLAIN = ("terms", "rarities", "frequency", "everywhere", "lone", "counts", "alone", "scale", "own", "title_sum")
_SPARSE = ("holders", "weights", "titles")


@dataclass(frozen=True, slots=True)
class Rarity:
    """What the presence of a term tells, by the number of documents that hold it.

    Frequencies are taken to half powers of two, the number of all documents to a whole one: that changes seldom when one more
    document comes, and depends on the set of documents alone.
    """

    whole: float
    common: float

    @classmethod
    def among(cls, documents: int) -> "Rarity":
        """The rarity of terms in a set of so many documents."""
        many = 2.0 ** (round(2 * math.log2(max(1, documents))) / 2)
        return cls(2.0 ** math.ceil(math.log2(max(2, documents))), min(max(COMMON_FLOOR, COMMON * many), COMMON_CAP))

    def of(self, terms: Any, frequency: Any) -> Any:
        """The rarities of terms in whole steps; 0 for one that nobody shares, and below 0 for a word that stands everywhere."""
        import numpy as np

        numbers = np.arange(int(frequency.max(initial=0)) + 1)
        rounded = rounded_frequency(numbers)
        steps = np.rint(RARITY_STEPS * np.log1p(self.whole / rounded)).astype(np.int32)
        table = np.where(numbers >= 2, np.where(rounded <= self.common, steps, -steps), 0).astype(np.int32)
        rarities = table[frequency]
        common = np.flatnonzero(rarities < 0)
        labels = common[(terms[common] & np.uint64(LABEL)) != 0]
        rarities[labels] = -rarities[labels]
        return rarities

    @property
    def alone(self) -> int:
        """The rarity of what one document alone holds: it is alike to itself by that, and to nobody else."""
        return round(RARITY_STEPS * math.log1p(self.whole))


def rounded_frequency(frequency: Any) -> Any:
    """A number of documents at the nearest half power of two."""
    import numpy as np

    return 2.0 ** (np.round(2 * np.log2(np.maximum(frequency, 1))) / 2)


class Index:
    """Some documents with their weights, by document and by term.

    `terms` are the numbers of the terms that are shared: first those that tell something, `telling` of them, ascending, then those that
    stand everywhere. `weights` has a row for each document and a column for each telling term, `holders` is the same by term; `frequency` is that of the columns, rounded, and 0 of one that stands everywhere by now. `everywhere` says of each document which of the other terms it
    holds. `lone` are the terms that nobody shares, ascending, each with the place of who holds it, and `alone` is what they add to the square of
    a length. `counts` says how often a holder says a term, in the order of `holders`. `scale` is what a score is multiplied by for the length of a vector, `own` what a document shares with itself.
    """

    is_as_made = False
    """Whether it is what was made of documents alone: nothing of it can have been weighed anew since."""
    heads: "Heads | None" = None
    """Held only while all lists are made."""

    def __init__(self, postings: Postings, titles: Sequence[Any], rarity: Rarity, frequencies: Any = None) -> None:
        """`titles` are the terms of each headline. `frequencies(terms)` says how many documents hold each term, where that is more than those that are given."""
        import numpy as np

        self.size, self.is_as_made = len(titles), frequencies is None
        first, here = postings.beginnings()
        frequency = frequencies(postings.numbers(first)) if frequencies else here
        self.alone = postings.squares_of(first[frequency == 1], rarity.alone, self.size)
        is_shared = frequency >= 2
        numbers, frequency = postings.numbers(first[is_shared]), frequency[is_shared]
        rarities = rarity.of(numbers, frequency)
        tells, everywhere = rarities > 0, rarities < 0
        self.terms = np.concatenate([numbers[tells], numbers[everywhere]])
        self.telling = int(tells.sum())
        self.rarities = np.abs(np.concatenate([rarities[tells], rarities[everywhere]]))
        self.frequency = rounded_frequency(frequency[tells])
        of_all = np.full(len(here), LONE, np.int32)
        of_all[is_shared] = rarities
        # Of a large archive each takes its part of the memory.
        del (
            numbers,
            frequency,
            rarities,
            tells,
            everywhere,
            is_shared,
        )
        bounds = bounds_of(here[of_all > 0])
        places, weights, self.counts, self.lone, self.everywhere = postings.dealt(first, here, of_all, self.size)
        del first, here, of_all
        bounds = bounds.astype(np.int32) if len(weights) < 1 << 31 else bounds
        self.holders = Table(weights, places, bounds, (self.telling, self.size))
        self.weights = self.holders.turned()
        self.scale, self.own = lengths(squares_of(places, weights, self.size), self.alone)
        self._headlines(titles, rarity, frequencies)

    @classmethod
    def of(cls, analyses: list[Analysis], rarity: Rarity, frequencies: Any = None) -> "Index":
        """The analyses are taken out of the list."""
        titles = [one.title for one in analyses]
        return cls(Postings(analyses), titles, rarity, frequencies)

    def parts(self) -> dict[str, Any]:
        """All that it holds, as arrays by name; `of_parts` makes an index of them again."""
        made = {name: getattr(self, name) for name in _PLAIN}
        for name in _SPARSE:
            table = getattr(self, name)
            made |= {f"{name}.{part}": getattr(table, part) for part in ("data", "indices", "indptr")}
        return made

    @classmethod
    def of_parts(cls, parts: Mapping[str, Any]) -> "Index":
        made: Index = object.__new__(cls)
        for name in _PLAIN:
            setattr(made, name, parts[name])
        made.size, made.telling = len(made.scale), len(made.frequency)
        shapes = {
            "holders": (made.telling, made.size),
            "weights": (made.size, made.telling),
            "titles": (made.size, len(made.terms)),
        }
        for name in _SPARSE:
            data, indices, bounds = (parts[f"{name}.{part}"] for part in ("data", "indices", "indptr"))
            setattr(made, name, Table(data, indices, bounds, shapes[name]))
        return made

    def _headlines(self, titles: Sequence[Any], rarity: Rarity, frequencies: Any) -> None:
        """`titles` has a row for each document and a column for each of `terms`, with the rarities of its headline; `title_sum` adds them.

        A term that nobody else holds cannot be found again, and is missed all the same.
        """
        import numpy as np

        title = np.concatenate([*titles, np.zeros(0, np.uint64)])
        owner = np.repeat(np.arange(self.size), np.array([len(one) for one in titles], np.int64))
        column, known = self.columns(title)
        lonely = ~known  # or of a document that is none of them, and then nobody's
        if frequencies:
            lonely[lonely] = frequencies(title[lonely]) == 1
        tells = self.rarities[column[known]]
        bounds = np.searchsorted(owner[known], np.arange(self.size + 1))
        self.titles = Table(tells, column[known], bounds, (self.size, len(self.terms)))
        found = np.bincount(owner[known], weights=tells, minlength=self.size)
        missed = np.bincount(owner[lonely], minlength=self.size) * rarity.alone
        self.title_sum = found + missed

    @cached_property
    def titled(self) -> tuple[Any, int]:
        """(for each of `terms` its place among those that stand in a headline, -1 for the rest; how many these are)."""
        import numpy as np

        stands = np.zeros(len(self.terms), bool)
        stands[self.titles.indices] = True
        count = int(stands.sum())
        places = np.full(len(self.terms), -1, np.int32)
        places[stands] = np.arange(count, dtype=np.int32)
        return places, count

    def uses(self, terms: Any) -> Any:
        """How many of these documents hold each term."""
        import numpy as np

        column, known = self.columns(terms)
        uses, tells = np.zeros(len(terms), np.int64), known & (column < self.telling)
        common = known & ~tells
        uses[common] = self._everywhere_uses[column[common] - self.telling]
        uses[tells] = self.holders.sizes(column[tells])
        uses[~known] = self._alone(terms[~known])[1]
        return uses

    @cached_property
    def _everywhere_uses(self) -> Any:
        """How many hold each of the terms that stand everywhere."""
        return self.everywhere.sum(axis=0)

    def holding(self, terms: Any) -> Any:
        """The places of all who hold one of the terms, ascending."""
        import numpy as np

        column, known = self.columns(terms)
        at, is_there = self._alone(terms[~known])
        tells = column[known & (column < self.telling)]
        common = column[known & (column >= self.telling)] - self.telling
        return np.unique(
            np.concatenate(
                [
                    self.holders.indices[
                        spread(self.holders.indptr[tells].astype(np.int64), self.holders.sizes(tells))
                    ],
                    np.flatnonzero(self.everywhere[:, common].any(axis=1)),
                    places_of(self.lone[at[is_there]]),
                ]
            )
        )

    def headed(self, terms: Any) -> Any:
        """The places of all in whose headline one of the terms stands, ascending; of terms that several hold."""
        import numpy as np

        column, known = self.columns(terms)
        owner = self.titles.owners()
        return np.unique(owner[np.isin(self.titles.indices, column[known])])

    def _alone(self, terms: Any) -> tuple[Any, Any]:
        """(where each stands among those that nobody shares, whether it does)."""
        import numpy as np

        if not len(self.lone):
            return np.zeros(len(terms), np.int64), np.zeros(len(terms), bool)
        at = np.minimum(np.searchsorted(self.lone, terms), len(self.lone) - 1)
        return at, (self.lone[at] ^ terms) >> np.uint64(NUMBER_SHIFT) == 0

    def columns_in(self, other: "Index") -> tuple[Any, Any]:
        """(column in another index, whether there is one) of each of `terms`. Looked up are those of the smaller one, once and in their order."""
        import numpy as np

        if other not in self._columns_in:
            if len(self.terms) <= len(other.terms):
                self._columns_in[other] = other.columns(self.terms)
            else:
                theirs, is_here = other.columns_in(self)
                column, known = np.zeros(len(self.terms), np.int64), np.zeros(len(self.terms), bool)
                column[theirs[is_here]], known[theirs[is_here]] = np.flatnonzero(is_here), True
                self._columns_in[other] = column, known
        return self._columns_in[other]

    @cached_property
    def _columns_in(self) -> WeakKeyDictionary["Index", tuple[Any, Any]]:
        return WeakKeyDictionary()

    def columns(self, terms: Any) -> tuple[Any, Any]:
        """(column, whether there is one) of each term."""
        import numpy as np

        column, known = np.zeros(len(terms), np.int64), np.zeros(len(terms), bool)
        for first, part in ((0, self.terms[: self.telling]), (self.telling, self.terms[self.telling :])):
            if len(part):
                found = np.minimum(np.searchsorted(part, terms), len(part) - 1)
                here = part[found] == terms
                column[here], known[here] = found[here] + first, True
        return column, known


def as_columns_of(index: Index, asking: Index, table: Table, width: int) -> Table:
    """The same rows with the first `width` columns of another index; terms it does not know are left out. A table of the index itself is as it is."""
    if index is asking:
        return table
    columns, known = (found.take(table.indices) for found in asking.columns_in(index))
    return Table(table.data, columns, table.indptr, (table.shape[0], width)).only(known & (columns < width))


def heads_held(index: Index, asking: Index, rows: Any, width: int) -> Any:
    """Which of the terms that stand in headlines of an index the documents at these rows of `asking` hold: a row of truth values for each, `width` of
    them, in which the terms have the places of `Index.titled`.
    """
    import numpy as np

    of, _ = index.titled
    found = np.zeros((len(rows), width), bool)
    for held in (as_columns_of(index, asking, one, len(index.terms)) for one in _held(asking, rows)):
        place = of.take(held.indices)
        here = np.flatnonzero(place >= 0)
        found.reshape(-1)[held.owners().take(here).astype(np.int64) * width + place.take(here)] = True
    return found


def _held(asking: Index, rows: Any) -> tuple[Table, Table]:
    """For each row the terms that the document shares with somebody: those that tell something, and those that stand everywhere. The numbers say nothing."""
    import numpy as np

    row, column = np.nonzero(asking.everywhere[rows])
    column += asking.telling
    bounds = bounds_of(np.bincount(row, minlength=len(rows)))
    return asking.weights.rows(rows), Table(column, column, bounds, (len(rows), len(asking.terms)))
