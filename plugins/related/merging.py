"""Lists into which some come that were weighed anew, and from which some go: what is known of the rest is enough, unless too many went.

A list is the best of those that were looked at, and looked at are those with the highest scores before the headlines. Both scores of each
are kept, so that only those who come have to be compared.
"""

from dataclasses import dataclass
from typing import Any

from .matching import Pool, with_headlines


@dataclass(frozen=True, slots=True)
class Looked:
    """Those that were looked at, with a row for each list: their numbers, best first (-1 for none), their scores before the headlines and
    with them, and the least score that was looked at, 0 for any. Where a score before the headlines is 0 more were as good as the last."""

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

    def of(self, chosen: Any) -> "Coming":
        return Coming(self.owner[chosen], self.other[chosen], self.bare[chosen])


def merged(pool: Pool, rows: Any, old: Looked, coming: Coming) -> tuple[Looked, Any]:
    """(the lists of these `rows` of the pool with those who come, which of them are not known by that and must be made anew).

    `old` are the same rows, where whoever left is -1. `coming` are sorted by nothing; their owners are among the rows.
    """
    import numpy as np

    count = old.numbers.shape[1]
    there = old.numbers >= 0
    unknown = (there & (old.bare == 0)).any(axis=1)
    place = np.searchsorted(rows, coming.owner)
    final = np.zeros(len(coming.owner))
    for n, index in enumerate(pool.indexes):
        offset = pool.offset(n)
        here = np.flatnonzero((coming.other >= offset) & (coming.other < offset + index.size))
        final[here] = with_headlines(pool, index, coming.other[here] - offset, coming.owner[here], coming.bare[here])
    row = np.concatenate([np.nonzero(there)[0], place])
    number = np.concatenate([old.numbers[there], coming.other])
    bare = np.concatenate([old.bare[there], coming.bare])
    final = np.concatenate([old.final[there], final])
    sizes = np.bincount(row, minlength=len(rows))
    unknown |= (old.least > 0) & (sizes < count)
    by_score = np.lexsort((-bare, row))
    first = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    least = old.least.copy()
    full = np.flatnonzero(sizes > count)
    least[full] = bare[by_score[first[full] + count - 1]]
    kept = bare >= least[row]
    row, number, bare, final = row[kept], number[kept], bare[kept], final[kept]
    best = np.lexsort((pool.order[number], -final, row))
    row, number, bare, final = row[best], number[best], bare[best], final[best]
    sizes = np.bincount(row, minlength=len(rows))
    nth = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    bare = np.where(sizes[row] > count, 0, bare)
    inside = nth < count
    made = Looked(np.full(old.numbers.shape, -1, np.int32), np.zeros(old.bare.shape, np.int32), np.zeros(old.final.shape, np.int32), least)  # fmt: skip
    for table, values in ((made.numbers, number), (made.bare, bare), (made.final, final)):
        table[row[inside], nth[inside]] = values[inside]
    return made, unknown
