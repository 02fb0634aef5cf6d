"""Tables and their products, number by number."""

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


@pytest.mark.parametrize("at_once", [1, 5, 1_000])
@given(both=pairs())
def test_a_product_is_that_of_plain_numbers(at_once, both):
    left, right = both
    middle, width = len(right), len(right[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "_AT_ONCE", at_once)
        patch.setattr(tables, "_TURNED", at_once)
        one, other = table(left, middle), table(right, width)
        expected = (np.array(left, np.int64).reshape(-1, middle) @ np.array(right)).tolist()

        found = {first + n: line for first, some in one.products(other) for n, line in enumerate(some.tolist())}
        assert [found[n] for n in range(len(left))] == expected
        assert one.product(other).tolist() == expected
        assert plain(other.turned()) == np.array(right).T.tolist()
        assert plain(other.rows(np.array([0, middle - 1, 0]))) == [right[0], right[-1], right[0]]
        assert plain(other.only(other.data > 1)) == [[one if one > 1 else 0 for one in row] for row in right]
        assert all(np.diff(other.turned().indices[first:last]).min(initial=1) > 0 for first, last in zip(other.turned().indptr, other.turned().indptr[1:], strict=False))  # fmt: skip


def test_products_of_weights_in_sixteen_bits_are_whole():
    row = Table(np.full(200, 2_047, np.int16), np.arange(200, dtype=np.int32), np.array([0, 200]), (1, 200))

    assert row.product(row.turned()).tolist() == [[200 * 2_047**2]]
    assert row.turned().data.dtype == np.int16


def test_a_table_with_more_columns_than_sixteen_bits_count_is_turned():
    wide = Table(np.array([1, 2, 3, 4], np.int32), np.array([5, 70_000, 5, 65_541], np.int32), np.array([0, 2, 4]), (2, 70_001))  # fmt: skip
    turned = wide.turned()

    assert turned.data.tolist() == [1, 3, 4, 2]
    assert turned.indices.tolist() == [0, 1, 1, 0]
    assert [n for n, size in enumerate(np.diff(turned.indptr)) for _ in range(size)] == [5, 5, 65_541, 70_000]
