"""The best of those whom a story shares something with: whose headlines are looked at, and who is next when one of these goes. Pure."""

from dataclasses import dataclass
from typing import Any

from .tables import bounds_of, ordered


@dataclass(frozen=True, slots=True)
class Best:
    """Of pairs, each of a row and somebody with a score before the headlines: the `places` of those who have room, row by row, the best first.

    `is_looked` says which of these are looked at: as many as are wanted, and who is as good as the last of them. The rest are next.
    `least` is the score that is known of each row: everybody who reaches it has room. `is_full`: more are as good as the last who is looked at
    than there is room for.
    """

    places: Any
    is_looked: Any
    least: Any
    is_full: Any


def best_of(row: Any, bare: Any, least: Any, count: int, width: int) -> Best:
    """`count` are looked at, and there is room for `width`. Everybody who has at least a score is given; of least 0 everybody who has any."""
    import numpy as np

    places = ordered(row, -bare)
    row, bare = row[places], bare[places]
    sizes = np.bincount(row, minlength=len(least))
    first = bounds_of(sizes)[:-1]
    last, beyond = np.zeros(len(least)), np.zeros(len(least))
    enough, over = np.flatnonzero(sizes >= count), np.flatnonzero(sizes > width)
    last[enough] = bare[first[enough] + count - 1]
    beyond[over] = bare[first[over] + width]
    is_looked, has_room = bare >= last[row], bare > beyond[row]
    is_full = last <= beyond
    is_full &= sizes > width
    chosen = np.flatnonzero(is_looked | has_room)
    kept = np.bincount(row[chosen], minlength=len(least))
    known = least.copy()
    known[over] = bare[chosen][(bounds_of(kept)[1:] - 1)[over]]
    return Best(places[chosen], is_looked[chosen], known, is_full)


def in_tables(
    best: Best, row: Any, number: Any, bare: Any, final: Any, order: Any, width: int
) -> tuple[Any, Any, Any, Any]:
    """(the places of the pairs of `best` in the order in which they stand: who is looked at by the scores with the headlines, then who is next; numbers, scores before and with them, in tables).

    Where a row is full its scores before are 0: who else is as good as the last is not known.
    """
    import numpy as np

    ranked = ordered(row, 1 - best.is_looked, -np.where(best.is_looked, final, bare), order)
    row, number, bare, final = row[ranked], number[ranked], bare[ranked], final[ranked]
    sizes = np.bincount(row, minlength=len(best.least))
    nth = np.arange(len(row)) - bounds_of(sizes)[row]
    inside = nth < width
    shape = len(best.least), width
    looked, before, after = np.full(shape, -1, np.int32), np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    bare = np.where(best.is_full[row], 0, bare)
    for table, values in ((looked, number), (before, bare), (after, final)):
        table[row[inside], nth[inside]] = values[inside]
    return ranked, looked, before, after
