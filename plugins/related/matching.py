"""Who is most like whom: the heaviest terms of a story are looked up, what is found is weighed by time, and the best by their headlines.

An archive is one index, or one with a second of what has changed since: a score is the same whichever holds a document.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .index import LENGTH_OF_VECTOR, WEIGHT_STEPS, Index
from .tables import Table, bounds_of, spread

#: The heaviest terms of a story that are looked up, and how many holders of theirs in an archive of 4,096 (more in larger ones, by
#: their number to the power of GROWTH): the rest costs time and changes little.
QUERY_TERMS, VISITS, GROWTH = 200, 20_000, 0.3

#: News ages: a score is divided by 1 + DECAY * ln(1 + days apart / pace).
DECAY = 0.38

#: The pace of an archive: the days in which it publishes so many stories, within bounds.
PACE_STORIES, PACE_LEAST, PACE_MOST = 3.0, 0.25, 3.0

#: What a headline that stands whole in the other's text adds, in scores; it is looked at for so many of the most alike.
HEADLINE, LOOKED_AT = 1.5, 40

#: One unit of a score in the whole numbers of the index; scores are kept in sixteenths of these.
UNIT, _PARTS = float(WEIGHT_STEPS) ** (2 - LENGTH_OF_VECTOR), 16

#: The pace of fewer stories than tell one.
PACE = 2.0

_HOUR = 24.0
_UNKNOWN = -(1 << 40)
_LONGEST = 2_000_000  # hours in a table
_CELLS = 1_000_000  # of a table of stories by stories that is held at once


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
    table: Any
    """What is left of a score after each hour that can lie between two of them."""

    @classmethod
    def of(
        cls, indexes: Sequence[Index], days: Any, order: Any, alive: Any, like: tuple[float, float] | None = None
    ) -> "Pool":
        """`days` since 1970, NaN where unknown; a document that is not `alive` does not count. Pace and visits may be those of another."""
        import numpy as np

        hours = hours_of(days)
        pace, visits = like or (pace_of(days[alive]), _visits(int(alive.sum())))
        known = hours[hours != _UNKNOWN]
        span = int(known.max() - known.min()) if len(known) else 0
        return cls(tuple(indexes), hours, order, alive, pace, visits, _table(np.arange(min(span, _LONGEST) + 1), pace))

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

    `looked` holds the numbers of all that were looked at for a story, best first, -1 where they were fewer; `bare` and `final` their scores
    before the headlines and with them, in whole parts; `least` the smallest of those before, 0 where everybody that shares a term was
    looked at. Where more were as good as the last of them, `bare` is 0.
    """

    row: Any
    other: Any
    score: Any
    looked: Any
    bare: Any
    final: Any
    least: Any


def found(pool: Pool, asking: Index, rows: Any, hours: Any, numbers: Any, limit: int) -> Found:
    """The best `limit` for each of the documents at `rows` of an index. `numbers` are their own in the pool, -1 for none; `hours` their time."""

    step = max(16, _CELLS // max(1, len(pool.hours)))
    parts = [
        _found(pool, asking, rows[at : at + step], hours[at : at + step], numbers[at : at + step], limit)
        for at in range(0, len(rows), step)
    ]
    return joined(parts, limit)


def joined(parts: Sequence[Found], limit: int) -> Found:
    """The lists of rows that follow each other, as one."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    if not parts:
        nothing = np.zeros(0, np.int64)
        table = np.zeros((0, looked_at(limit)), np.int32)
        return Found(nothing, nothing, np.zeros(0), table, table, table, np.zeros(0))
    shift = np.repeat(np.cumsum([0, *(len(part.least) for part in parts)])[:-1], [len(part.row) for part in parts])
    row, *rest = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("row", "other", "score", "looked", "bare", "final", "least")
    )
    return Found(row + shift, *rest)


def looked_at(limit: int) -> int:
    return max(LOOKED_AT, 2 * limit)


def _found(pool: Pool, asking: Index, rows: Any, hours: Any, numbers: Any, limit: int) -> Found:
    import numpy as np

    count = looked_at(limit)
    queries = asked(asking, rows, pool.visits)
    bounds, others, scores = _alike(pool, asking, queries, hours, numbers)
    looked = np.full((len(rows), count), -1, np.int32)
    before, after = np.zeros((len(rows), count), np.int32), np.zeros((len(rows), count), np.int32)
    least = np.zeros(len(rows))
    owners, kept = [], []
    for n in range(len(rows)):
        mine = scores[bounds[n] : bounds[n + 1]]
        if len(mine) > count:
            least[n] = np.partition(mine, len(mine) - count)[len(mine) - count]
            best = np.flatnonzero(mine >= max(least[n], 1.0))
        else:
            best = np.flatnonzero(mine)
        kept.append(best + bounds[n])
        owners.append(len(best))
    place = np.concatenate(kept) if kept else np.zeros(0, np.int64)
    row = np.repeat(np.arange(len(rows)), owners)
    other, bare = others[place], scores[place]
    limits = np.concatenate([[0], np.cumsum(owners)])
    final = np.rint(bare * (1 + HEADLINE * _mentions(pool, asking, rows, limits, other)))
    ranked = np.lexsort((pool.order[other], -final, row))
    row, other, bare, final = row[ranked], other[ranked], bare[ranked], final[ranked]
    first = np.searchsorted(row, np.arange(len(rows)))
    nth = np.arange(len(row)) - first[row]
    inside = nth < count
    looked[row[inside], nth[inside]] = other[inside]
    before[row[inside], nth[inside]] = np.where(np.array(owners)[row] > count, 0, bare)[inside]
    after[row[inside], nth[inside]] = final[inside]
    shown = nth < limit
    return Found(row[shown], other[shown], score_of(final[shown]), looked, before, after, least)


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
    final[order] = np.rint(bare[order] * (1 + HEADLINE * _mentions(pool, index, asking, limits, numbers[order])))
    return final


def asked(index: Index, rows: Any, visits: float) -> Table:
    """The heaviest terms of documents, as a table with the columns of the index."""
    import numpy as np

    weights = index.weights
    chosen, sizes = [], []
    for row in rows.tolist():
        first, last = weights.indptr[row], weights.indptr[row + 1]
        visited = index.frequency[weights.indices[first:last]]
        if last - first > QUERY_TERMS or visited.sum() > visits:
            heaviest = np.argsort(-weights.data[first:last].astype(np.int16), kind="stable")[:QUERY_TERMS]
            enough = int(np.searchsorted(np.cumsum(visited[heaviest]), visits, "right"))
            chosen.append(first + np.sort(heaviest[: max(1, enough)]))
        else:
            chosen.append(np.arange(first, last))
        sizes.append(len(chosen[-1]))
    picked = np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
    bounds = bounds_of(np.array(sizes, np.int64))
    return Table(weights.data[picked], weights.indices[picked], bounds, (len(rows), index.telling))


def _alike(pool: Pool, asking: Index, queries: Any, hours: Any, numbers: Any) -> tuple[Any, Any, Any]:
    """(bounds, numbers, scores): row by row everybody who shares a term that is asked for, before the headlines."""
    import numpy as np

    owners, others, scores = [], [], []
    for n, index in enumerate(pool.indexes):
        mine = queries if index is asking else as_columns_of(index, asking, queries, index.telling)
        products = mine.times(index.holders)
        owner = np.repeat(np.arange(products.shape[0]), np.diff(products.indptr))
        other = products.indices + pool.offset(n)
        owners.append(owner)
        others.append(other)
        scores.append(scored(pool, products.data, index.scale[products.indices], hours[owner], pool.hours[other]))
    owner, other, score = (np.concatenate(parts) for parts in (owners, others, scores))
    score[~pool.alive[other] | (other == numbers[owner])] = 0.0
    if len(pool.indexes) > 1:
        ordered = np.argsort(owner, kind="stable")
        owner, other, score = owner[ordered], other[ordered], score[ordered]
    return np.searchsorted(owner, np.arange(queries.shape[0] + 1)), other, score


def scored(pool: Pool, products: Any, scales: Any, hours: Any, theirs: Any) -> Any:
    """Scores before the headlines, in whole parts, from the products of two vectors and the time of both."""
    import numpy as np

    return np.rint(products * scales * near(pool, hours, theirs) * _PARTS)


def near(pool: Pool, hours: Any, theirs: Any) -> Any:
    """What is left of scores over the time between."""
    import numpy as np

    apart = np.abs(theirs - hours)
    if not len(apart):
        return np.ones(0)
    if apart.max() < len(pool.table):
        return pool.table[apart]
    known = (theirs != _UNKNOWN) & (hours != _UNKNOWN)
    return np.where(known, _table(np.where(known, apart, 0), pool.pace), 1.0)


def _table(hours: Any, pace: float) -> Any:
    import numpy as np

    left = 1 / (1 + DECAY * np.log1p(hours / (_HOUR * pace)))
    # Without the last bits, in which the logarithms of two machines may differ.
    return np.rint(left * 2.0**40) / 2.0**40


def as_columns_of(index: Index, asking: Index, table: Table, width: int) -> Table:
    """The same rows with the first `width` columns of another index; terms it does not know are left out."""
    import numpy as np

    columns, known = index.columns(asking.terms[table.indices])
    known &= columns < width
    owner = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))[known]
    bounds = np.searchsorted(owner, np.arange(table.shape[0] + 1))
    return Table(table.data[known], columns[known], bounds, (table.shape[0], width))


def _mentions(pool: Pool, asking: Index, rows: Any, bounds: Any, others: Any) -> Any:
    """How much of the one headline stands in the other story, 0 to 1, whichever way it is more.

    `others` are the candidates of all rows; those of the row `rows[n]` of the index stand from `bounds[n]` to `bounds[n + 1]`.
    """
    import numpy as np

    best = np.zeros(len(others))
    sums = asking.title_sum[rows]
    for number, index in enumerate(pool.indexes):
        offset = pool.offset(number)
        same = index is asking
        titles = asking.titles.rows(rows)
        if not same:
            titles = as_columns_of(index, asking, titles, len(index.terms))
        marked = np.zeros(len(index.terms), bool)
        held = _held(asking, rows, index)
        for n in range(len(rows)):
            here = slice(bounds[n], bounds[n + 1])
            places = others[here] - offset
            inside = (places >= 0) & (places < index.size)
            places = places[inside]
            if not len(places):
                continue
            first, last = titles.indptr[n], titles.indptr[n + 1]
            said = _said(index, places, titles.indices[first:last], titles.data[first:last])
            share = said / sums[n] if sums[n] else np.zeros(len(places))
            terms = held[n]
            marked[terms] = True
            share = np.maximum(share, _told(index, places, marked))
            marked[terms] = False
            best[bounds[n] + np.flatnonzero(inside)] = share
    return best


def _said(index: Index, places: Any, columns: Any, tells: Any) -> Any:
    """How much the terms of these columns tell in each of some documents, by who holds them."""
    import numpy as np

    said = np.zeros(len(places), np.int64)
    common = columns >= index.telling
    if common.any():
        said += index.everywhere[np.ix_(places, columns[common] - index.telling)] @ tells[common]
    bounds, holders = index.holders.indptr, index.holders.indices
    for column, tell in zip(columns[~common].tolist(), tells[~common].tolist(), strict=True):
        here = holders[bounds[column] : bounds[column + 1]]
        found = here.searchsorted(places)
        found[found == len(here)] = 0
        said += tell * (here[found] == places)
    return said


def _held(asking: Index, rows: Any, index: Index) -> list[Any]:
    """For each row the columns, in another index, of all terms that the document shares with anybody."""
    import numpy as np

    first, last = asking.weights.indptr[rows], asking.weights.indptr[rows + 1]
    held = [
        np.concatenate([asking.weights.indices[one:end], np.flatnonzero(asking.everywhere[row]) + asking.telling])
        for one, end, row in zip(first.tolist(), last.tolist(), rows.tolist(), strict=True)
    ]
    if index is asking or not held:
        return held
    columns, known = index.columns(asking.terms[np.concatenate(held)])
    ends = np.cumsum([len(one) for one in held])[:-1]
    return [one[is_known] for one, is_known in zip(np.split(columns, ends), np.split(known, ends), strict=True)]


def _told(index: Index, places: Any, marked: Any) -> Any:
    """How much of the headlines of some documents stands among the terms that are marked."""
    import numpy as np

    titles = index.titles
    first = titles.indptr[places]
    sizes = titles.indptr[places + 1] - first
    at = spread(first, sizes)
    told = np.bincount(
        np.repeat(np.arange(len(places)), sizes), titles.data[at] * marked[titles.indices[at]], len(places)
    )
    sums = index.title_sum[places]
    return np.divide(told, sums, out=np.zeros(len(places)), where=sums > 0)
