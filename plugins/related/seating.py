"""Who stands where after a change: in the first index as before, in the second as before, or in the second from now on. Pure.

Numbers of before are those of the shelf. Those of now run through the first index, which keeps its numbers, then through the second: who stays
there, who moves there, who is new.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .analysis import Analysis
from .index import Index
from .likeness import Key
from .matching import asked
from .moving import has_other_length, is_asking_alike
from .reweighing import asks_anew, reweighed, without_column_in
from .shelf import Shelf, Turned
from .store import Store
from .tables import Table

#: How many documents hold each of some terms after the change.
Frequency = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who leaves the number of before.

    `others` are all terms that weigh another amount, `gone` the numbers of those who go, or come back with another text. For each number
    `is_leaving` says whether nobody has it from now on, `is_headed` whether one of the `others` stands in the headline.
    """

    turned: Turned
    others: Any
    gone: Sequence[int]
    is_leaving: Any
    is_headed: Any

    @classmethod
    def of(cls, shelf: Shelf, fresh: Mapping[Key, Analysis], going: Collection[Key], store: Store) -> "Leaving":
        """`fresh` are the analyses of those who come, or come back. Raises Lost where one of before is not there any more."""
        import numpy as np

        first, size = shelf.pool.indexes[0], shelf.pool.indexes[0].size
        gone = [n for key, n in shelf.numbers.items() if key in fresh or key in going]
        turned = shelf.turned(store.of([shelf.marks[n] for n in gone]), list(fresh.values()))
        others = np.concatenate([turned.common, turned.terms])
        # The first index has no weights for a term that one alone held when it was made, or that stood everywhere then.
        apart = np.concatenate([turned.alone, without_column_in(first, turned.across)])
        leaving, headed = np.zeros(len(shelf.cards), bool), np.zeros(len(shelf.cards), bool)
        leaving[[*gone, *first.holding(apart), *first.headed(apart)]] = True
        for n, index in enumerate(shelf.pool.indexes):
            if n:
                leaving[index.holding(turned.terms) + size] = True
            headed[index.headed(others) + shelf.pool.offset(n)] = True
        leaving |= headed & (np.arange(len(headed)) >= size)
        return cls(turned, others, gone, leaving & shelf.pool.alive, headed)

    @property
    def moving(self) -> list[int]:
        """The numbers of those who leave them for new ones."""
        import numpy as np

        gone = set(self.gone)
        return [n for n in np.flatnonzero(self.is_leaving).tolist() if n not in gone]


@dataclass(frozen=True, slots=True)
class First:
    """The first index after the change, with `asks` as on a shelf. Of each of its rows: whether the document still `stands` there; whether it
    is weighed anew (`is_weighed`), and so loudly that all others see another score (`is_loud`); whether it `asks_otherwise`, so that its
    list is made anew; whether it `is_shifted`: to it all who are weighed anew are another amount alike, and nobody else is.
    """

    index: Index
    asks: Any
    stands: Any
    is_weighed: Any
    is_loud: Any
    asks_otherwise: Any
    is_shifted: Any

    @classmethod
    def of(cls, shelf: Shelf, leaving: Leaving, frequency: Frequency) -> "First":
        import numpy as np

        before, visits = shelf.pool.indexes[0], shelf.pool.visits
        size = before.size
        stands = shelf.pool.alive[:size] & ~leaving.is_leaving[:size]
        index, rows = reweighed(before, leaving.others, shelf.rarity, frequency(leaving.others))
        asks, ask_others, ask_turned = asks_anew(before, index, shelf.asks, rows, visits)
        headed = leaving.is_headed[:size] & stands
        otherwise, shifted, weighed = headed.copy(), np.zeros(size, bool), headed.copy()
        otherwise[rows] |= ask_others
        shifted[rows] = ask_turned
        weighed[rows] = True
        otherwise &= stands
        has_other_length = (before.scale != index.scale) | (before.title_sum != index.title_sum)
        loud = (headed | has_other_length) & stands
        return cls(index, asks, stands, weighed & stands, loud, otherwise, shifted & stands & ~otherwise)


@dataclass(frozen=True, slots=True)
class Second:
    """The second index after the change: the numbers of before of those who are `staying` and `moving`, in whose order they stand there, before
    the fresh. `is_loud` says of each who moves or is fresh whether others see another score, `asks_alike` of each who moves whether it keeps its list.
    """

    index: Index
    queries: Table
    staying: Sequence[int]
    moving: Sequence[int]
    is_loud: Any
    asks_alike: Any

    @classmethod
    def of(
        cls, shelf: Shelf, leaving: Leaving, fresh: Mapping[Key, Analysis], store: Store, frequency: Frequency
    ) -> "Second":
        """Raises Lost where an analysis is not there any more."""
        import numpy as np

        size, visits, moving = shelf.pool.indexes[0].size, shelf.pool.visits, leaving.moving
        staying = [n for n in range(size, len(shelf.cards)) if shelf.pool.alive[n] and not leaving.is_leaving[n]]
        analyses = [*store.of([shelf.marks[n] for n in (*staying, *moving)]), *fresh.values()]
        index = Index.of(analyses, shelf.rarity, frequency)
        queries = asked(index, np.arange(index.size), visits)
        after = len(staying) + np.arange(len(moving))
        is_headed = leaving.is_headed[moving] | np.isin(after, index.headed(leaving.turned.terms))
        is_loud = np.ones(len(moving) + len(fresh), bool)
        is_loud[: len(moving)] = is_headed | has_other_length(shelf, moving, index, len(staying))
        alike = is_asking_alike(shelf, moving, index, queries.rows(after), leaving.turned.terms)
        return cls(index, queries, staying, moving, is_loud, ~is_headed & alike)


@dataclass(frozen=True, slots=True)
class Seats:
    """From numbers of before to those of now, of which there are `count`.

    `renumbered` has the new number for each old one: -1 for who went or is loud, who must be looked for anew in all lists; and -1 for -1. Those who
    keep their lists had the `old` numbers, and have the `keeping` ones. `loud` and `weighed` are numbers of now.
    """

    count: int
    renumbered: Any
    old: Any
    keeping: Any
    loud: Any
    weighed: Any

    @classmethod
    def of(cls, shelf: Shelf, first: First, second: Second) -> "Seats":
        import numpy as np

        size, staying, moving = first.index.size, second.staying, second.moving
        begin = size + len(staying)  # who moves, and who is new, is numbered from here on
        moved = begin + np.arange(len(moving))
        renumbered = np.full(len(shelf.cards) + 1, -1, np.int32)
        renumbered[:size] = np.where(first.stands & ~first.is_loud, np.arange(size), -1)
        renumbered[staying] = np.arange(size, begin)
        renumbered[moving] = np.where(second.is_loud[: len(moving)], -1, moved)
        there = np.flatnonzero(~first.asks_otherwise)
        return cls(
            count=begin + len(second.is_loud),
            renumbered=renumbered,
            old=np.concatenate([there, np.array(staying, np.int64), np.array(moving, np.int64)[second.asks_alike]]),
            keeping=np.concatenate([there, np.arange(size, begin), moved[second.asks_alike]]),
            loud=np.concatenate([np.flatnonzero(first.is_loud), begin + np.flatnonzero(second.is_loud)]),
            weighed=np.concatenate([np.flatnonzero(first.is_weighed), np.arange(begin, begin + len(second.is_loud))]),
        )
