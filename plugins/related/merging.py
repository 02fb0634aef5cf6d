"""Lists into which some come that were weighed anew, and from which some go: what is known of the rest is enough, unless too many went.

A list is the best of those that were looked at, and looked at are those with the highest scores before the headlines. Both scores of each
are kept, so that only those who come have to be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .best import best_of, in_tables
from .matching import Pool, with_headlines


@dataclass(frozen=True, slots=True)
class Looked:
    """Those that were looked at, and who is next, with a row for each list: their numbers (-1 for none), their scores before the headlines and
    with them, and the least score before that is known, 0 for any: as in `Found`."""

    numbers: Any
    bare: Any
    final: Any
    least: Any


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes (`other`) into whose list (`owner`), by numbers in the pool, with what score before the headlines."""

    owner: Any
    other: Any
    bare: Any

    @classmethod
    def all(cls, parts: Sequence["Coming"]) -> "Coming":
        import numpy as np

        nobody = cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        some = [nobody, *parts]
        return cls(*(np.concatenate([getattr(one, name) for one in some]) for name in ("owner", "other", "bare")))

    def of(self, chosen: Any) -> "Coming":
        return Coming(self.owner[chosen], self.other[chosen], self.bare[chosen])


def merged(pool: Pool, rows: Any, old: Looked, coming: Coming, count: int) -> tuple[Looked, Any]:
    """(the lists of these `rows` of the pool with those who come, which of them are not known by that and must be made anew).

    `old` are the same rows, where whoever left is -1; `count` are looked at. `coming` are sorted by nothing; their owners are among the rows.
    """
    import numpy as np

    width = old.numbers.shape[1]
    there = old.numbers >= 0
    unknown = (there & (old.bare == 0)).any(axis=1)
    row = np.concatenate([np.nonzero(there)[0], np.searchsorted(rows, coming.owner)])
    number = np.concatenate([old.numbers[there], coming.other])
    bare = np.concatenate([old.bare[there], coming.bare])
    final = np.concatenate([old.final[there], np.zeros(len(coming.owner))])
    unknown |= (old.least > 0) & (np.bincount(row, minlength=len(rows)) < count)
    best = best_of(row, bare, old.least, count, width)
    row, number, bare, final = (one[best.places] for one in (row, number, bare, final))
    unseen = np.flatnonzero(best.is_looked & (final == 0) & ~unknown[row])
    final[unseen] = _with_headlines(pool, rows[row[unseen]], number[unseen], bare[unseen])
    _, numbers, before, after = in_tables(best, row, number, bare, final, pool.order[number], width)
    return Looked(numbers, before, after, best.least), unknown


def _with_headlines(pool: Pool, owner: Any, other: Any, bare: Any) -> Any:
    """Scores with the headlines, of pairs of numbers in the pool with their scores before."""
    import numpy as np

    final = np.zeros(len(bare))
    for n, index in enumerate(pool.indexes):
        offset = pool.offset(n)
        here = np.flatnonzero((other >= offset) & (other < offset + index.size))
        final[here] = with_headlines(pool, index, other[here] - offset, owner[here], bare[here])
    return final
