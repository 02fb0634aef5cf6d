"""Who is most like whom: the heaviest terms of a story are looked up, what is found is weighed by time, and the best by their headlines.

An archive is one index, or one with a second of what has changed since: a score is the same whichever holds a document.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .best import best_of, in_tables
from .index import Index, as_columns_of
from .lengths import LENGTH_OF_VECTOR
from .mentions import mentions
from .postings import WEIGHT_STEPS
from .tables import Table, bounds_of

#: The heaviest terms of a story that are looked up, and how many holders of theirs in an archive of 4,096 (more in larger ones, by
#: their number to the power of GROWTH): the rest costs time and changes little.
QUERY_TERMS, VISITS, GROWTH = 200, 20_000, 0.3

#: News ages: a score is divided by 1 + DECAY * ln(1 + days apart / pace).
DECAY = 0.5

#: The pace of an archive: the days in which it publishes so many stories, within bounds.
PACE_STORIES, PACE_LEAST, PACE_MOST = 3.0, 0.25, 3.0

#: What a headline that stands whole in the other's text adds, in scores; it is looked at for so many of the most alike.
HEADLINE, LOOKED_AT = 1.75, 40

#: So many are remembered beside those that are looked at: who is next when one of them goes.
NEXT = 16

#: One unit of a score in the whole numbers of the index; scores are kept in sixteenths of these.
UNIT, _PARTS = float(WEIGHT_STEPS) ** (2 - LENGTH_OF_VECTOR), 16

#: The pace of fewer stories than tell one. No other archive has it: `pace_of` gives those 3 days, or these halved until they are within bounds.
PACE = 2.0

#: A story without a date is so far from all others, a year: if it lost nothing by time, it would stand in every list.
UNKNOWN_HOURS = 365 * 24

_HOUR = 24.0
_UNKNOWN = -(1 << 40)
_LONGEST = 2_000_000  # hours in a table
_CELLS = 2_500_000  # of a table of stories by stories: so many rows are looked at in one go
_AT_HAND = 100_000  # of these are held at once: what a core has at hand
_GROUPS = 4  # for each story that is looked at: into these all others are dealt, to see how good the best are


def pace_of(days: Any) -> float:
    """The pace of an archive with stories on these days since 1970 (NaN is left out), from the middle half of them, to a power of two."""
    import numpy as np

    known = days[~np.isnan(days)]
    if len(known) < 4:
        return PACE
    first, last = np.quantile(known, [0.25, 0.75], method="nearest")
    rate = 2.0 ** round(math.log2(len(known) / 2 / max(1.0, float(last - first))))
    return min(max(PACE_STORIES / rate, PACE_LEAST), PACE_MOST)


def nearness(days: float, decay: float = DECAY, pace: float = PACE) -> float:
    """What is left of a score over so many days, 0 to 1."""
    return 1 / (1 + decay * math.log1p(days / pace))


@dataclass(frozen=True, slots=True)
class Pool:
    """Whom stories are compared with. Documents are numbered through the indexes, one after the other.

    `hours` since 1970 of each (unknown: _UNKNOWN), `order` its place among all by newness and key, `alive` whether it counts.
    """

    indexes: tuple[Index, ...]
    hours: Any
    order: Any
    alive: Any
    pace: float
    visits: float
    left: Any
    """What is left of a score over hours that can lie between two of them: in the middle over none, before it and after it over more and more."""
    since: Any
    """Hours of each since the oldest. None where there is none, where the time of one is unknown, or lies too far back for a table."""
    scales: Any
    """What products of two vectors are multiplied by, for scores in parts of a unit."""

    @classmethod
    def of(
        cls, indexes: Sequence[Index], days: Any, order: Any, alive: Any, like: tuple[float, float] | None = None
    ) -> "Pool":
        """`days` since 1970, NaN where unknown; a document that is not `alive` does not count. Pace and visits may be those of another."""
        import numpy as np

        hours = hours_of(days)
        pace, visits = like or (pace_of(days[alive]), _visits(int(alive.sum())))
        known = hours[hours != _UNKNOWN]
        span = int(np.ptp(known)) if len(known) else 0
        left = _table(np.arange(min(max(UNKNOWN_HOURS, span), _LONGEST) + 1), pace)
        is_told = 0 < len(known) == len(hours) and span < len(left)
        return cls(
            tuple(indexes),
            hours,
            order,
            alive,
            pace,
            visits,
            left=np.concatenate([left[:0:-1], left]),
            since=hours - known.min() if is_told else None,
            scales=np.concatenate([np.zeros(0), *(index.scale for index in indexes)]) * _PARTS,
        )

    @property
    def tells_pace(self) -> bool:
        """Whether its stories were enough to tell a pace."""
        return self.pace != PACE

    def is_like(self, days: Any) -> bool:
        """Whether a pool of stories on these days has the same pace and visits."""
        return self.pace == pace_of(days) and self.visits == _visits(len(days))

    def offset(self, index: int) -> int:
        """The number of the first document of an index."""
        return sum(one.size for one in self.indexes[:index])


def hours_of(days: Any) -> Any:
    """Hours since 1970 of days since then; _UNKNOWN for NaN."""
    import numpy as np

    return np.where(np.isnan(days), _UNKNOWN, np.rint(np.nan_to_num(days) * _HOUR)).astype(np.int64)


def _visits(documents: int) -> float:
    whole = 2.0 ** math.ceil(math.log2(max(2, documents)))
    return float(VISITS * max(1.0, whole / 4_096) ** GROWTH)


@dataclass(frozen=True, slots=True)
class Found:
    """The lists of some stories, all in one: whose list (`row`), who stands in it, and with what score, best first.

    `looked` holds the numbers of all that were looked at for a story, best first, then of those who are next, -1 where they were fewer; `bare`
    and `final` their scores before the headlines and with them, in whole parts (0 where nobody has looked); everybody with a score before of
    at least `least` stands there, and where it is 0 everybody that shares a term. Where more were as good as the last who was looked at than
    there is room for, `bare` is 0.
    """

    row: Any
    other: Any
    score: Any
    looked: Any
    bare: Any
    final: Any
    least: Any


def found(
    pool: Pool, asking: Index, rows: Any, hours: Any, numbers: Any, limit: int, queries: Table | None = None
) -> Found:
    """The best `limit` for each of the documents at `rows` of an index.

    `numbers` are their own in the pool, -1 for none; `hours` their time; `queries` what is asked for them, where that is known.
    """
    import numpy as np

    queries = queries or asked(asking, rows, pool.visits)
    step = max(4, _CELLS // max(1, len(pool.hours)))
    parts = [
        _found(pool, asking, queries.rows(some), rows[some], hours[some], numbers[some], limit)
        for some in np.split(np.arange(len(rows)), np.arange(step, len(rows), step))
    ]
    return joined(parts, limit)


def joined(parts: Sequence[Found], limit: int) -> Found:
    """The lists of rows that follow each other, as one."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    if not parts:
        return nobody_found(0, limit)
    shift = np.repeat(np.cumsum([0, *(len(part.least) for part in parts)])[:-1], [len(part.row) for part in parts])
    row, *rest = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("row", "other", "score", "looked", "bare", "final", "least")
    )
    return Found(row + shift, *rest)


def nobody_found(count: int, limit: int) -> Found:
    """The lists of so many documents before somebody has looked."""
    import numpy as np

    nothing = np.zeros(0, np.int64)
    looked, bare, final = (np.zeros((count, remembered(limit)), np.int32) for _ in range(3))
    return Found(nothing, nothing, np.zeros(0), looked, bare, final, np.zeros(count))


def looked_at(limit: int) -> int:
    """How many of the most alike are looked at to fill a list of `limit`."""
    return max(LOOKED_AT, 2 * limit)


def remembered(limit: int) -> int:
    """How many of the most alike are kept from one build to the next, so that another can take the place of one that goes."""
    return looked_at(limit) + NEXT


def _found(pool: Pool, asking: Index, queries: Table, rows: Any, hours: Any, numbers: Any, limit: int) -> Found:
    import numpy as np

    width = remembered(limit)
    row, other, bare = _nearest(pool, asking, queries, hours, numbers, width + 1)
    best = best_of(row, bare, np.zeros(len(rows)), looked_at(limit), width)
    row, other, bare = row[best.places], other[best.places], bare[best.places]
    final = np.zeros(len(row))
    seen = np.flatnonzero(best.is_looked)
    limits = bounds_of(np.bincount(row[seen], minlength=len(rows)))
    said = mentions(pool.indexes, asking, rows, limits, other[seen])
    final[seen] = np.rint(bare[seen] * (1 + HEADLINE * said))
    ranked, looked, before, after = in_tables(best, row, other, bare, final, pool.order[other], width)
    row, other, final = row[ranked], other[ranked], final[ranked]
    shown = np.arange(len(row)) - bounds_of(np.bincount(row, minlength=len(rows)))[row] < limit
    return Found(row[shown], other[shown].astype(np.int32), score_of(final[shown]), looked, before, after, best.least)


def _nearest(pool: Pool, asking: Index, queries: Table, hours: Any, numbers: Any, count: int) -> tuple[Any, Any, Any]:
    """(row, number, score before the headlines) of all who are as good as the best `count` of their row, and of not many more."""
    import numpy as np

    nobody = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    found, step = [nobody], max(1, _AT_HAND // max(1, len(pool.hours)))
    for first in range(0, len(hours), step):
        here = slice(first, first + step)
        scores = _alike(pool, asking, queries.between(first, first + step), hours[here], numbers[here])
        least = np.rint(_at_least(scores, count))  # scores are not whole yet
        row, other = np.divmod(np.flatnonzero(scores >= least[:, None] - 0.5), max(1, scores.shape[1]))
        bare = np.rint(scores[row, other])
        reached = np.flatnonzero(bare >= least[row])
        found.append((row[reached] + first, other[reached], bare[reached]))
    row, other, bare = (np.concatenate(some) for some in zip(*found, strict=True))
    return row, other, bare


def _at_least(scores: Any, count: int) -> Any:
    """A score for each row that at least `count` reach and not many more, found without a look at the order of all; 1 where it is not worth that."""
    import numpy as np

    width = _GROUPS * count
    groups = scores.shape[1] // width
    if groups < 2:
        return np.ones(len(scores))
    best = scores[:, : groups * width].reshape(len(scores), groups, width).max(axis=1)
    return np.maximum(np.partition(best, width - count, axis=1)[:, width - count], 1.0)


def score_of(final: Any) -> Any:
    """Scores as they are shown, of those in whole parts."""
    return final / (_PARTS * UNIT)


def with_headlines(pool: Pool, index: Index, rows: Any, numbers: Any, bare: Any) -> Any:
    """Scores with the headlines, of pairs: a row of an index and a number in the pool, with their scores before."""
    import numpy as np

    order = np.argsort(rows, kind="stable")
    asking, sizes = np.unique(rows, return_counts=True)
    limits = np.concatenate([[0], np.cumsum(sizes)])
    final = np.empty(len(rows))
    final[order] = np.rint(bare[order] * (1 + HEADLINE * mentions(pool.indexes, index, asking, limits, numbers[order])))
    return final


def asked(index: Index, rows: Any, visits: float) -> Table:
    """The heaviest terms of documents, as a table with the columns of the index."""
    weights = index.weights
    place, sizes = picked(index, rows, visits)
    return Table(weights.data[place], weights.indices[place], bounds_of(sizes), (len(rows), index.telling))


def picked(index: Index, rows: Any, visits: float) -> tuple[Any, Any]:
    """(where the heaviest terms of documents stand in the weights of the index, row by row; how many of each)."""
    import numpy as np

    weights = index.weights
    is_partly_silent = not index.frequency.all()  # where something stands everywhere by now that had told something
    chosen, sizes = [], []
    for row in rows.tolist():
        first, last = weights.indptr[row], weights.indptr[row + 1]
        visited, place = index.frequency[weights.indices[first:last]], np.arange(first, last)
        if is_partly_silent:
            place, visited = place[visited > 0], visited[visited > 0]
        if len(place) > QUERY_TERMS or visited.sum() > visits:
            heaviest = np.argsort(-weights.data[place].astype(np.int16), kind="stable")[:QUERY_TERMS]
            enough = int(np.searchsorted(np.cumsum(visited[heaviest]), visits, "right"))
            place = place[np.sort(heaviest[: max(1, enough)])]
        chosen.append(place)
        sizes.append(len(chosen[-1]))
    return np.concatenate(chosen) if chosen else np.zeros(0, np.int64), np.array(sizes, np.int64)


def _alike(pool: Pool, asking: Index, queries: Table, hours: Any, numbers: Any) -> Any:
    """Scores before the headlines, row by row of everybody in the pool, in parts that are not yet whole."""
    import numpy as np

    parts = [as_columns_of(index, asking, queries, index.telling).product(index.holders) for index in pool.indexes]
    scores = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
    scores *= pool.scales
    _age(pool, scores, hours)
    if not pool.alive.all():
        scores[:, ~pool.alive] = 0.0
    known = np.flatnonzero(numbers >= 0)
    scores[known, numbers[known]] = 0.0
    return scores


def scored(pool: Pool, products: Any, scales: Any, hours: Any, theirs: Any) -> Any:
    """Scores before the headlines, in whole parts, from the products of two vectors and the time of both."""
    import numpy as np

    scores = products * scales  # of a power of two no bit depends on when it is multiplied by
    scores *= near(pool, hours, theirs)
    return np.rint(scores, out=scores)


def may_reach(products: Any, scales: Any, least: Any) -> Any:
    """Whether a score before the headlines may be at least so high: time only takes away from it. Sooner known than the score."""
    return products * scales > least - 1


def near(pool: Pool, hours: Any, theirs: Any) -> Any:
    """What is left of scores over the time between."""
    import numpy as np

    apart = np.abs(theirs - hours)
    if not apart.size:
        return np.ones(apart.shape)
    middle = len(pool.left) // 2
    if apart.max() > middle or hours.min() == _UNKNOWN:
        known = (theirs != _UNKNOWN) & (hours != _UNKNOWN)
        apart = np.where(known, apart, UNKNOWN_HOURS if pool.tells_pace else 0)
    return pool.left.take(apart + middle) if apart.max() <= middle else _table(apart, pool.pace)


def _age(pool: Pool, scores: Any, hours: Any) -> None:
    """Leave of scores, row by row of everybody in the pool, what `near` leaves of them."""
    middle = len(pool.left) // 2
    since = hours if pool.since is None else hours - pool.hours[0] + pool.since[0]
    if pool.since is None or since.min() < 0 or since.max() > middle:
        scores *= near(pool, hours[:, None], pool.hours)
        return
    for row, hour in enumerate(since.tolist()):
        scores[row] *= pool.left[middle - hour :].take(pool.since)


def _table(hours: Any, pace: float) -> Any:
    import numpy as np

    left = 1 / (1 + DECAY * np.log1p(hours / (_HOUR * pace)))
    # Without the last bits, in which the logarithms of two machines may differ.
    return np.rint(left * 2.0**40) / 2.0**40
