"""How much of the headline of one story stands in another: asked of many pairs at once."""

from collections.abc import Sequence
from typing import Any

from .index import Index, as_columns_of
from .tables import Table, spread

#: So many numbers of a table of stories by stories, or by terms, are held at once.
_CELLS = 1_000_000


def mentions(indexes: Sequence[Index], asking: Index, rows: Any, bounds: Any, others: Any) -> Any:
    """How much of the one headline stands in the other story, 0 to 1, whichever way it is more.

    `others` are the candidates of all rows, numbered through the indexes; those of the row `rows[n]` of the index that is `asking` stand
    from `bounds[n]` to `bounds[n + 1]`.
    """
    import numpy as np

    best = np.zeros(len(others))
    owner, offset = np.repeat(np.arange(len(rows)), np.diff(bounds)), 0
    for index in indexes:
        inside = np.flatnonzero((others >= offset) & (others < offset + index.size))
        if len(inside):
            titles, held = asking.titles.rows(rows), _held(asking, rows)
            if index is not asking:
                titles = as_columns_of(index, asking, titles, len(index.terms))
                held = as_columns_of(index, asking, held, len(index.terms))
            pairs = owner[inside], others[inside] - offset
            said = _share(_in_parts(_said, index, titles, *pairs, index.size), asking.title_sum[rows][pairs[0]])
            places, count = index.titled
            held = held.only(places[held.indices] >= 0)
            told = _share(_in_parts(_told, index, held, *pairs, count), index.title_sum[pairs[1]])
            best[inside] = np.maximum(said, told)
        offset += index.size
    return best


def _share(said: Any, sums: Any) -> Any:
    import numpy as np

    return np.divide(said, sums, out=np.zeros(len(said)), where=sums > 0)


def _in_parts(work: Any, index: Index, table: Table, owner: Any, places: Any, width: int) -> Any:
    """What `work` finds for pairs of a row of the table and a place in the index, sorted by row; of so many rows at once as fit into a table of this width."""
    import numpy as np

    step = max(1, _CELLS // max(1, width))
    rows = np.arange(table.shape[0])
    firsts = rows[::step]
    found = []
    for first, begin, end in zip(firsts, owner.searchsorted(firsts), owner.searchsorted(firsts + step), strict=True):
        some = table.rows(rows[first : first + step])
        found.append(work(index, some, owner[begin:end] - first, places[begin:end]))
    return np.concatenate(found)


def _said(index: Index, titles: Table, owner: Any, places: Any) -> Any:
    """How much the terms of these headlines tell that stand in the documents at these places."""
    import numpy as np

    tells = titles.only(titles.indices < index.telling)
    first = index.holders.indptr[tells.indices].astype(np.int64)
    sizes = index.holders.sizes(tells.indices)
    # 32 bits hold a row, and not a cell
    row = tells.owners().astype(np.int64)
    cells = np.repeat(row * index.size, sizes) + index.holders.indices[spread(first, sizes)]
    said = np.bincount(cells, np.repeat(tells.data, sizes), titles.shape[0] * index.size)[owner * index.size + places]
    common = titles.only(titles.indices >= index.telling)
    if len(common.data):
        of_pair = common.rows(owner)
        pair = of_pair.owners()
        holds = index.everywhere[places[pair], of_pair.indices - index.telling]
        said = said + np.bincount(pair, of_pair.data * holds, len(owner))
    return said


def _told(index: Index, held: Table, owner: Any, places: Any) -> Any:
    """How much of the headlines of the documents at these places stands in who asks."""
    import numpy as np

    of, count = index.titled
    marked = np.zeros((held.shape[0], count), bool)
    marked[held.owners(), of[held.indices]] = True
    titles = index.titles.rows(places)
    pair = titles.owners()
    return np.bincount(pair, titles.data * marked[owner[pair], of[titles.indices]], len(places))


def _held(asking: Index, rows: Any) -> Table:
    """For each row all terms that the document shares with anybody; the numbers say nothing."""
    import numpy as np

    tells = asking.weights.rows(rows)
    row, column = np.nonzero(asking.everywhere[rows])
    owner = np.concatenate([tells.owners(), row])
    order = np.argsort(owner, kind="stable")
    columns = np.concatenate([tells.indices, column + asking.telling])[order]
    bounds = owner[order].searchsorted(np.arange(len(rows) + 1))
    return Table(columns, columns, bounds, (len(rows), len(asking.terms)))
