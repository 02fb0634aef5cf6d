"""The lists of a shelf, taken along to the numbers that everybody has after a change. Pure."""

from typing import Any

from .seating import Seats
from .shelf import ROWS, Shelf


def kept_rows(shelf: Shelf, seats: Seats) -> dict[str, Any]:
    """The rows of those who keep a list."""
    import numpy as np

    rows: dict[str, Any] = {}
    for name in ROWS:
        table = getattr(shelf, name)
        made = np.zeros((seats.count, *table.shape[1:]), table.dtype)
        made[seats.keeping] = seats.renumbered[table[seats.old]] if name == "looked" else table[seats.old]
        rows[name] = made
    return rows


def had_others(shelf: Shelf, seats: Seats) -> Any:
    """Of each number of now whether its list held one of the loud, or somebody who went."""
    import numpy as np

    found = np.zeros(seats.count, bool)
    looked = shelf.looked[seats.old]
    found[seats.keeping] = ((seats.renumbered[looked] < 0) & (looked >= 0)).any(axis=1)
    return found


def forget(looked: Any, is_shifted: Any, seats: Seats) -> None:
    """Take all who are weighed anew out of the lists of those to whom they are another amount."""
    import numpy as np

    rows = np.flatnonzero(is_shifted)
    is_one = np.zeros(seats.count + 1, bool)  # the last for -1
    is_one[seats.weighed] = True
    looked[rows] = np.where(is_one[looked[rows]], -1, looked[rows])
