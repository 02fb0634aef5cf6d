"""Tables with few numbers in them, row by row, and their products.

SciPy multiplies four times as fast as NumPy, and to import it takes as long as a few hundred rows do: so after a small change it stays
out. Both give the same, for all numbers are whole.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_MANY = 500  # rows that are worth an import of SciPy
_AT_ONCE = 2_000_000  # numbers that NumPy adds up in one go


def expect(rows: int) -> None:
    """Say of how many rows products will be asked for, before they are asked for part by part."""
    if rows > _MANY:
        import scipy.sparse  # noqa: F401


def _has_scipy() -> bool:
    return "scipy.sparse" in sys.modules


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
        return Table(self.data[at], self.indices[at], bounds_of(sizes), (len(sizes), self.shape[1]))

    def turned(self) -> "Table":
        """The same with rows for columns; in each row the columns ascend."""
        import numpy as np

        rows, columns = self.shape
        if _has_scipy():
            made = self.of_scipy.T.tocsr()
            return Table(made.data, made.indices, made.indptr, (columns, rows))
        owner = np.repeat(np.arange(rows, dtype=np.int32), np.diff(self.indptr))
        order = np.argsort(self.indices, kind="stable")
        sizes = np.bincount(self.indices, minlength=columns)
        return Table(self.data[order], owner[order], bounds_of(sizes), (columns, rows))

    def times(self, other: "Table") -> "Table":
        """The product, exact; numbers that come to nothing may be left out, and the columns of a row stand in any order."""
        import numpy as np

        if _has_scipy():
            made = self.of_scipy @ other.of_scipy
            return Table(made.data, made.indices, made.indptr, (self.shape[0], other.shape[1]))
        ends = bounds_of(other.sizes(self.indices))[self.indptr]
        found = [self._product(other, first, last) for first, last in _portions(ends, other.shape[1])]
        owner, column, data = (np.concatenate(parts) for parts in zip(*found, strict=True)) if found else (np.zeros(0, np.int64),) * 3  # fmt: skip
        bounds = np.searchsorted(owner, np.arange(self.shape[0] + 1))
        return Table(data, column, bounds, (self.shape[0], other.shape[1]))

    def _product(self, other: "Table", first: int, last: int) -> tuple[Any, Any, Any]:
        """(row, column, number) of some rows of the product."""
        import numpy as np

        width = other.shape[1]
        here = slice(self.indptr[first], self.indptr[last])
        terms = self.indices[here]
        sizes = other.sizes(terms)
        at = spread(other.indptr[terms].astype(np.int64), sizes)
        owner = np.repeat(np.arange(last - first), np.diff(self.indptr[first : last + 1]))
        place = other.indices[at] + np.repeat(owner * width, sizes)
        # Sums of whole numbers below 2^53 are exact, in whatever order.
        sums = np.bincount(place, other.data[at] * np.repeat(self.data[here], sizes), (last - first) * width)
        found = np.flatnonzero(sums)
        row = found // width
        return row + first, found - row * width, sums[found].astype(np.int64)

    def sizes(self, rows: Any) -> Any:
        import numpy as np

        return self.indptr[np.asarray(rows) + 1].astype(np.int64) - self.indptr[rows]

    @cached_property
    def of_scipy(self) -> Any:
        from scipy.sparse import csr_matrix

        return csr_matrix((self.data, self.indices, self.indptr), shape=self.shape)  # type: ignore[no-untyped-call]


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


def _portions(ends: Any, width: int) -> Iterator[tuple[int, int]]:
    """Rows, from one to another, that are multiplied in one go. `ends` says how many numbers are added up before each row."""
    rows, first = len(ends) - 1, 0
    most = max(1, _AT_ONCE // max(1, width))
    while first < rows:
        last = min(int(ends.searchsorted(ends[first] + _AT_ONCE, "right")) - 1, first + most, rows)
        last = max(last, first + 1)
        yield first, last
        first = last
