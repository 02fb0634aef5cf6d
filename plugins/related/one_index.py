"""A shelf whose second index has grown, with all its documents in one index again. Their lists stay as they are: nobody is compared."""

from dataclasses import replace
from typing import Any

from .cores import in_parts, on_all_cores
from .index import Index
from .likeness import times
from .matching import Pool, asked
from .reweighing import asks_of, last_asked
from .shelf import Shelf
from .store import Store

#: Rows that go to one process at a time.
_EACH = 250


def in_one_index(shelf: Shelf, store: Store) -> Shelf:
    """The shelf as a clean start would number it. Raises Lost."""
    import numpy as np

    old = np.array([shelf.numbers[key] for key in sorted(shelf.numbers)], np.int64)
    cards, marks = [shelf.cards[n] for n in old.tolist()], [shelf.marks[n] for n in old.tolist()]
    index = Index.of(store.of(marks), shelf.rarity)
    pool = Pool.of((index,), *times(cards), like=(shelf.pool.pace, shelf.pool.visits))
    renumbered = np.full(len(shelf.cards) + 1, -1, np.int32)  # the last for -1
    renumbered[old] = np.arange(len(old))
    nothing = np.zeros(0, np.int64)
    return replace(
        shelf,
        cards=cards,
        marks=marks,
        numbers={one.key: n for n, one in enumerate(cards)},
        pool=pool,
        asks=asks_on_all_cores(index, pool.visits),
        more=np.zeros(0, np.uint64),
        by=nothing,
        looked=renumbered[shelf.looked[old]],
        bare=shelf.bare[old],
        final=shelf.final[old],
        least=shelf.least[old],
        anew=_known(renumbered, shelf.anew),
        movers=_known(renumbered, shelf.movers),
    )


def asks_on_all_cores(index: Index, visits: float) -> Any:
    """For each number of an index, term by term, whether the holder asks for the term."""
    import numpy as np

    def work(part: range) -> Any:
        return last_asked(asked(index, np.arange(part.start, part.stop), visits))

    parts = on_all_cores(work, in_parts(index.size, _EACH))
    return asks_of(index, *(np.concatenate(some) for some in zip(*parts, strict=True)))


def _known(renumbered: Any, numbers: Any) -> Any:
    found = renumbered[numbers]
    return found[found >= 0]
