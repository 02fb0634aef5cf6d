"""Tables with few numbers in them, row by row, and their products."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_AT_ONCE = 60_000  # numbers that are added up in one go: what a core has at hand
_TURNED = 1_000_000  # numbers that find their places in one go


@dataclass(frozen=True)
class Table:
    """The numbers (`data`) of row n and their columns (`indices`) stand from `indptr[n]` to `indptr[n + 1]`. All are whole numbers."""

    data: Any
    indices: Any
    indptr: Any
    shape: tuple[int, int]

    def rows(self, chosen: Any) -> "Table":
        """Some rows, in the order in which they are asked for."""
        import numpy as np

        first, sizes = self.indptr[chosen].astype(np.int64), self.sizes(chosen)
        at = spread(first, sizes)
        return Table(self.data.take(at), self.indices.take(at), bounds_of(sizes), (len(sizes), self.shape[1]))

    def between(self, first: int, last: int) -> "Table":
        """The rows from one to another, not copied."""
        bounds = self.indptr[first : last + 1]
        here = slice(bounds[0], bounds[-1])
        return Table(self.data[here], self.indices[here], bounds - bounds[0], (len(bounds) - 1, self.shape[1]))

    def only(self, chosen: Any) -> "Table":
        """The same rows with some of their numbers, by a mask."""
        import numpy as np

        at = np.flatnonzero(chosen)
        return Table(self.data.take(at), self.indices.take(at), np.searchsorted(at, self.indptr), self.shape)

    def turned(self) -> "Table":
        """The same with rows for columns; in each row the columns ascend."""
        import numpy as np

        columns = self.shape[1]
        bounds = bounds_of(self._in_columns())
        data, owner = np.empty(len(self.data), self.data.dtype), np.empty(len(self.data), np.int32)
        free = bounds[:-1].copy()
        for first in range(0, len(self.data), _TURNED):  # some at once: their order takes more memory than they do
            part = slice(first, first + _TURNED)
            some = self.indices[part]
            order, counts = order_of(some, columns), np.bincount(some, minlength=columns)
            place = spread(free, counts)
            data[place] = self.data[part][order]
            owner[place] = self._rows_of(first, first + len(some))[order]
            free += counts
        return Table(data, owner, bounds, (columns, self.shape[0]))

    def _in_columns(self) -> Any:
        """How many numbers stand in each column."""
        import numpy as np

        counts = np.zeros(self.shape[1], np.int64)
        for first in range(0, len(self.indices), _TURNED):  # they are copied to be counted
            counts += np.bincount(self.indices[first : first + _TURNED], minlength=len(counts))
        return counts

    def owners(self) -> Any:
        """The row of each number."""
        return self._rows_of(0, len(self.indices))

    def _rows_of(self, first: int, last: int) -> Any:
        """The row of each number from one place to another."""
        import numpy as np

        begin, end = int(self.indptr.searchsorted(first, "right")) - 1, int(self.indptr.searchsorted(last))
        sizes = np.diff(self.indptr[begin : end + 1].clip(first, last))
        return np.repeat(np.arange(begin, end, dtype=np.int32), sizes)

    def product(self, other: "Table") -> Any:
        """The product, exact, as an array with all its numbers."""
        import numpy as np

        return np.concatenate([np.zeros((0, other.shape[1])), *(some for _, some in self.products(other))])

    def products(self, other: "Table") -> Iterator[tuple[int, Any]]:
        """Rows of the product, exact and with all their numbers, some at once, each time with the number of the first."""
        sizes = other.sizes(self.indices)
        ends = bounds_of(sizes)[self.indptr]  # how many numbers are added up before each row
        rows, first = self.shape[0], 0
        most = max(1, _AT_ONCE // max(1, other.shape[1]))
        while first < rows:
            last = min(int(ends.searchsorted(ends[first] + _AT_ONCE, "right")) - 1, first + most, rows)
            last = max(last, first + 1)
            yield first, self._product(other, sizes, first, last)
            first = last

    def _product(self, other: "Table", sizes: Any, first: int, last: int) -> Any:
        """Some rows of the product; `sizes` says how many numbers of the other table each of ours is multiplied by."""
        import numpy as np

        width = other.shape[1]
        here = slice(self.indptr[first], self.indptr[last])
        sizes = sizes[here]
        at = spread(other.indptr.take(self.indices[here]), sizes)
        begin = np.repeat(np.arange(last - first) * width, np.diff(self.indptr[first : last + 1]))
        place = np.repeat(begin, sizes)
        place += other.indices.take(at)
        # Weights are whole numbers of 16 bits. Sums of their products below 2^53 are exact, in whatever order.
        products = np.repeat(self.data[here].astype(np.float64), sizes)
        products *= other.data.take(at)
        return np.bincount(place, products, (last - first) * width).reshape(last - first, width)

    def sizes(self, rows: Any) -> Any:
        """How many entries each of these rows has: int64, as long as `rows`."""
        import numpy as np

        rows = np.asarray(rows)
        return self.indptr.take(rows + 1).astype(np.int64) - self.indptr.take(rows)


def order_of(numbers: Any, below: int) -> Any:
    """The places of whole numbers that are all below one, the least first, of equal ones in their order: 16 bits are sorted in one go, without comparing."""
    import numpy as np

    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    for shift in range(16, below.bit_length(), 16):
        order = order[np.argsort((numbers[order] >> shift).astype(np.uint16), kind="stable")]
    return order


def below(tables: Sequence[Table], width: int) -> Table:
    """The rows of tables of this width, one table below the other."""
    import numpy as np

    nothing = Table(np.zeros(0, np.int16), np.zeros(0, np.int32), np.zeros(1, np.int64), (0, width))
    data, indices = (np.concatenate([getattr(one, name) for one in (nothing, *tables)]) for name in ("data", "indices"))
    sizes = [np.diff(one.indptr) for one in (nothing, *tables)]
    return Table(data, indices, bounds_of(np.concatenate(sizes)), (sum(one.shape[0] for one in tables), width))


def spread(first: Any, sizes: Any) -> Any:
    """The numbers from each of `first` on, so many of each as `sizes` says, in one row."""
    import numpy as np

    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - sizes), sizes)


def bounds_of(sizes: Any) -> Any:
    """Where rows of these sizes begin, and the last ends."""
    import numpy as np

    bounds = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=bounds[1:])
    return bounds


def ordered(*keys: Any) -> Any:
    """The places of whole numbers, sorted by the first key, then by the next: as `numpy.lexsort`, in a third of its time where all fits into one number."""
    import numpy as np

    count = len(keys[0])
    if not count:
        return np.arange(0)
    places, bits = count.bit_length(), [int(np.ptp(key)).bit_length() for key in keys]
    if sum(bits) + places > 63:
        return np.lexsort(keys[::-1])
    told = np.zeros(count, np.int64)
    for key, size in zip(keys, bits, strict=True):
        told = told << size | (key - key.min()).astype(np.int64)
    told = told << places | np.arange(count)
    told.sort()
    return told & ((1 << places) - 1)
