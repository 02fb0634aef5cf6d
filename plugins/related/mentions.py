"""How much of the headline of one story stands in another: asked of many pairs at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from .index import Index, as_columns_of, heads_held
from .tables import spread

#: So many numbers of a table of stories by stories, or by terms, are held at once.
_CELLS = 400_000


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
            pairs = owner[inside], others[inside] - offset
            if index is asking and index.heads is not None:
                own = rows.take(pairs[0])
                said, told = index.heads.held(own, pairs[1]), index.heads.held(pairs[1], own)
            else:
                said = _in_parts(partial(_said, index, asking), rows, *pairs, index.size)
                told = _in_parts(partial(_told, index, asking), rows, *pairs, index.titled[1])
            said, told = _share(said, asking.title_sum[rows][pairs[0]]), _share(told, index.title_sum[pairs[1]])
            best[inside] = np.maximum(said, told)
        offset += index.size
    return best


def _share(said: Any, sums: Any) -> Any:
    import numpy as np

    return np.divide(said, sums, out=np.zeros(len(said)), where=sums > 0)


def _in_parts(work: Callable[[Any, Any, Any], Any], rows: Any, owner: Any, places: Any, width: int) -> Any:
    """What `work` finds for pairs of one of the rows and a place in an index, sorted by row; of so many rows at once as fit into a table of this width."""
    import numpy as np

    step = max(1, _CELLS // max(1, width))
    firsts = np.arange(0, len(rows), step)
    found = []
    for first, begin, end in zip(firsts, owner.searchsorted(firsts), owner.searchsorted(firsts + step), strict=True):
        found.append(work(rows[first : first + step], owner[begin:end] - first, places[begin:end]))
    return np.concatenate(found)


def _said(index: Index, asking: Index, rows: Any, owner: Any, places: Any) -> Any:
    """How much the terms of the headlines at these rows tell that stand in the documents at these places."""
    import numpy as np

    titles = as_columns_of(index, asking, asking.titles.rows(rows), len(index.terms))
    tells = titles.only(titles.indices < index.telling)
    sizes = index.holders.sizes(tells.indices)
    # 32 bits hold a row, and not a cell
    cells = np.repeat(tells.owners().astype(np.int64) * index.size, sizes)
    cells += index.holders.indices.take(spread(index.holders.indptr.take(tells.indices), sizes))
    said = np.bincount(cells, np.repeat(tells.data.astype(np.float64), sizes), titles.shape[0] * index.size)
    said = said.take(owner * index.size + places)
    common = titles.only(titles.indices >= index.telling)
    if len(common.data):
        of_pair = common.rows(owner)
        pair = of_pair.owners()
        holds = index.everywhere[places[pair], of_pair.indices - index.telling]
        said = said + np.bincount(pair, of_pair.data * holds, len(owner))
    return said


def _told(index: Index, asking: Index, rows: Any, owner: Any, places: Any) -> Any:
    """How much of the headlines of the documents at these places stands in the documents at these rows."""
    import numpy as np

    of, count = index.titled
    marked = heads_held(index, asking, rows, count).reshape(-1)
    titles = index.titles.rows(places)
    pair = titles.owners()
    holds = marked.take((owner * count).take(pair) + of.take(titles.indices))
    return np.bincount(pair, titles.data * holds, len(places))
