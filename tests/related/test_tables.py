"""Products of tables: NumPy's are SciPy's, number by number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.related import tables
from pelican.plugins.related.tables import Table, bounds_of


def table(rows: list[list[int]], width: int) -> Table:
    found = [np.flatnonzero(row) for row in rows]
    data = [one for row in rows for one in row if one]
    return Table(
        np.array(data, np.int32), np.array([n for some in found for n in some], np.int32), bounds_of(np.array([len(one) for one in found], np.int64)), (len(rows), width)
    )  # fmt: skip


def plain(one: Table) -> list[list[int]]:
    made = np.zeros(one.shape, np.int64)
    for row in range(one.shape[0]):
        here = slice(one.indptr[row], one.indptr[row + 1])
        made[row, one.indices[here]] = one.data[here]
    return made.tolist()


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    rows, middle, width = (draw(st.integers(0 if n == 0 else 1, 6)) for n in range(3))
    numbers = st.sampled_from([0, 0, 0, 1, 7, 2_047])
    return (
        [[draw(numbers) for _ in range(middle)] for _ in range(rows)],
        [[draw(numbers) for _ in range(width)] for _ in range(middle)],
    )


@pytest.mark.parametrize("with_scipy", [False, True])
@pytest.mark.parametrize("at_once", [1, 5, 1_000])
@given(both=pairs())
def test_a_product_is_that_of_plain_numbers(with_scipy, at_once, both):
    left, right = both
    middle, width = len(right), len(right[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_has_scipy", lambda: with_scipy)
        patch.setattr(tables, "_AT_ONCE", at_once)
        one, other = table(left, middle), table(right, width)

        assert plain(one.times(other)) == (np.array(left, np.int64).reshape(-1, middle) @ np.array(right)).tolist()
        assert plain(other.turned()) == np.array(right).T.tolist()
        assert plain(other.rows(np.array([0, middle - 1, 0]))) == [right[0], right[-1], right[0]]
        assert all(np.diff(other.turned().indices[first:last]).min(initial=1) > 0 for first, last in zip(other.turned().indptr, other.turned().indptr[1:], strict=False))  # fmt: skip


def test_a_small_product_needs_no_scipy(monkeypatch):
    """To import it takes longer than the lists of one edit."""
    tables.expect(3)
    monkeypatch.setattr(tables, "_has_scipy", lambda: False)
    monkeypatch.setattr(Table, "of_scipy", None)

    assert plain(table([[1, 2]], 2).times(table([[0, 3], [4, 0]], 2))) == [[8, 3]]
