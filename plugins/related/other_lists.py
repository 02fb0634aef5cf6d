"""Which lists are others after a change: asked of all at once, by numbers."""

from collections.abc import Iterable
from typing import Any

from .likeness import Key
from .shelf import Shelf


def other_lists(before: Shelf, now: Shelf, keys: Iterable[Key]) -> set[Key]:
    """Those of the keys, all of which stand on both shelves, whose lists are not the same as before."""
    import numpy as np

    asked = list(keys)
    old, new = _rows(before, asked), _rows(now, asked)
    there = np.unique(old[0][old[0] >= 0])
    numbers = np.full(len(before.cards) + 1, -1, np.int64)  # the last for -1, which stands behind all others
    numbers[there] = [now.numbers.get(before.cards[n].key, -2) for n in there.tolist()]
    # A score of another number of parts is another score as it is shown, too.
    is_same = (numbers[old[0]] == new[0]) & ((old[1] == new[1]) | (new[0] < 0))
    return {asked[n] for n in np.flatnonzero(~is_same.all(axis=1)).tolist()}


def _rows(shelf: Shelf, keys: list[Key]) -> tuple[Any, Any]:
    """(numbers, scores in parts) of those that are shown, none behind all others."""
    import numpy as np

    rows = np.array([shelf.numbers[key] for key in keys], np.int64)
    numbers, final = shelf.looked[rows, : shelf.limit], shelf.final[rows, : shelf.limit]
    order = np.argsort(numbers < 0, axis=1, kind="stable")
    return np.take_along_axis(numbers, order, 1), np.take_along_axis(final, order, 1)
