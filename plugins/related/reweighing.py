"""An index some of whose terms tell another amount by now: who holds them stays where they stand, and only their weights are others. Pure."""

import copy
from dataclasses import replace
from typing import Any

from .index import Index, Rarity, rounded_frequency
from .lengths import lengths
from .matching import picked
from .postings import AT_ONCE, squares_of, weights_of
from .tables import Table, order_of, spread

#: What an index finds out when it is asked, and would have to find out anew.
_FOUND = ("titled", "_columns_in")


def reweighed(index: Index, terms: Any, rarity: Rarity, frequency: Any) -> tuple[Index, Any]:
    """The index as it is when so many hold each of these terms, and its rows that weigh another amount, ascending.

    What told something and stands everywhere now keeps its column, in silence: it weighs nothing there until it tells something again.
    What one alone holds, before or now, and what stood everywhere when the index was made and does no more, is left out: who holds that
    belongs into another index.
    """
    import numpy as np

    column, known = index.columns(terms)
    column, frequency, now = column[known], frequency[known], rarity.of(terms, frequency)[known]
    inside, told = column < index.telling, np.zeros(len(column), bool)
    told[inside], tells = index.frequency[column[inside]] > 0, inside & (now > 0)
    stands = np.where(inside, now != 0, now < 0)
    is_other = stands & ((np.abs(now) != index.rarities[column]) | (told != tells))
    order = np.flatnonzero(is_other)[np.argsort(column[is_other])]
    if not len(order):
        return index, np.zeros(0, np.int64)
    made = copy.copy(index)
    made.is_as_made = False
    for name in _FOUND:
        vars(made).pop(name, None)
    made.rarities = index.rarities.copy()
    made.rarities[column[order]] = np.abs(now[order])
    order = order[(told | tells)[order]]
    turned = column[order]
    made.frequency = index.frequency.copy()
    made.frequency[turned] = np.where(tells[order], rounded_frequency(frequency[order]), 0.0)
    _weigh(made, index, turned)
    said = made.rarities[index.titles.indices]
    owner = index.titles.owners()
    made.title_sum = index.title_sum + np.bincount(owner, said - index.titles.data, index.size)
    made.titles = replace(index.titles, data=said)
    sizes = index.holders.sizes(turned)
    rows = np.unique(index.holders.indices[spread(index.holders.indptr[turned].astype(np.int64), sizes)])
    _measure(made, index, rows)
    return made, rows


def without_column_in(index: Index, terms: Any) -> Any:
    """Those of the terms that cannot tell something in an index, as it has no weights for them."""
    column, known = index.columns(terms)
    return terms[~(known & (column < index.telling))]


def _weigh(made: Index, index: Index, turned: Any) -> None:
    """The weights of these columns, which ascend, by term and by document."""
    import numpy as np

    sizes = index.holders.sizes(turned)
    at = spread(index.holders.indptr[turned].astype(np.int64), sizes)
    rarities = np.where(made.frequency[turned] > 0, made.rarities[turned], 0)
    weights = weights_of(index.counts[at], np.repeat(rarities, sizes))
    by_term, by_row = index.holders.data.copy(), index.weights.data.copy()
    by_term[at] = weights
    is_turned = np.zeros(index.telling, bool)
    is_turned[turned] = True
    rows = np.unique(index.holders.indices[at])
    theirs = spread(index.weights.indptr[rows].astype(np.int64), index.weights.sizes(rows))
    theirs = theirs[is_turned[index.weights.indices[theirs]]]
    by_row[theirs[order_of(index.weights.indices[theirs], index.telling)]] = weights
    made.holders, made.weights = replace(index.holders, data=by_term), replace(index.weights, data=by_row)


def _measure(made: Index, index: Index, rows: Any) -> None:
    """The lengths of these documents."""
    some = made.weights.rows(rows)
    made.scale, made.own = index.scale.copy(), index.own.copy()
    squares = squares_of(some.owners(), some.data, len(rows))
    made.scale[rows], made.own[rows] = lengths(squares, index.alone[rows])


def in_rows(index: Index, rows: Any, visits: float) -> Any:
    """For each number in the rows of these documents whether they ask for the term, row by row."""
    import numpy as np

    weights = index.weights
    place, _ = picked(index, rows, visits)
    chosen = np.zeros(len(weights.data), bool)
    chosen[place] = True
    return chosen[spread(weights.indptr[rows].astype(np.int64), weights.sizes(rows))]


def last_asked(queries: Table) -> tuple[Any, Any]:
    """(weight, column) of the last term that each document asks for, by what it asks for, where columns ascend.

    It asks for its heaviest terms, of equal ones for the first: so the last of them says of each term whether it asks for that.
    """
    import numpy as np

    count, sizes = queries.shape[0], np.diff(queries.indptr)
    lightest, last = np.full(count, np.iinfo(np.int16).max, np.int16), np.full(count, -1, np.int32)
    rows = np.flatnonzero(sizes)
    if len(rows):
        begins = queries.indptr[rows]
        lightest[rows] = np.minimum.reduceat(queries.data, begins)
        is_lightest = queries.data == np.repeat(lightest, sizes)
        last[rows] = np.maximum.reduceat(np.where(is_lightest, queries.indices, -1), begins)
    return lightest, last


def asks_of(index: Index, lightest: Any, last: Any) -> Any:
    """For each number of an index, term by term, whether its holder asks for the term, by the last that each asks for."""
    import numpy as np

    holders = index.holders
    asks = np.empty(len(holders.data), bool)
    for first in range(0, len(asks), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        weights, least = holders.data[part], lightest[holders.indices[part]]
        asks[part] = weights > least
        equal = np.flatnonzero(weights == least) + first
        asks[equal] = np.searchsorted(holders.indptr, equal, "right") - 1 <= last[holders.indices[equal]]
    return asks


def asks_anew(before: Index, now: Index, asks: Any, rows: Any, visits: float) -> tuple[Any, Any, Any]:
    """(`asks` of an index in which these rows, ascending, weigh another amount; which of them ask for other terms; which for the same, but some
    weigh another amount: if not with them, then with somebody else).
    """
    import numpy as np

    is_one = np.zeros(now.size, bool)
    is_one[rows] = True
    place = np.flatnonzero(is_one[now.holders.indices])
    columns = now.weights.indices[spread(now.weights.indptr[rows].astype(np.int64), now.weights.sizes(rows))]
    order = order_of(columns, now.telling)
    asked_now, asked_then, owner = in_rows(now, rows, visits)[order], asks[place], now.holders.indices[place]
    is_turned = before.rarities[columns[order]] != now.rarities[columns[order]]
    others, turned = np.zeros(now.size, bool), np.zeros(now.size, bool)
    others[owner[asked_now != asked_then]] = True
    turned[owner[asked_now & is_turned]] = True
    made = asks.copy()
    made[place] = asked_now
    return made, others[rows], (turned & ~others)[rows]
