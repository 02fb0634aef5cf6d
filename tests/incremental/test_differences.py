"""What has changed between two values: whoever applies it has the second."""

import copy
import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.incremental.differences import applied, difference

_leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2) | st.binary(max_size=2)
_values = st.recursive(
    _leaves,
    lambda some: (
        st.lists(some, max_size=4) | st.dictionaries(st.sampled_from("abc"), some, max_size=3) | st.tuples(some, some)
    ),
    max_leaves=12,
)


@given(_values, _values)
def test_what_is_applied_is_what_it_is_now(before, now):
    was = copy.deepcopy(before)
    how = marshal.loads(marshal.dumps(difference(before, now)))  # noqa: S302 (our own)

    assert applied(before, how) == now
    assert before == was, "nobody changes what stands in the file"


@given(_values)
def test_of_two_that_are_equal_nothing_is_told(value):
    assert difference(value, copy.deepcopy(value)) == ()


@given(st.lists(_values, min_size=2, max_size=4))
def test_a_part_that_stayed_is_the_same_object(items):
    before, now = {"rows": items}, {"rows": [*items[:-1], "another"]}
    found = applied(before, difference(before, now))

    assert all(one is other for one, other in zip(found["rows"][:-1], items[:-1], strict=True))


def test_little_is_told_of_little():
    before = {"pages": [(n, "x" * 50) for n in range(1000)], "by name": {str(n): (n,) for n in range(1000)}}
    now = {"pages": [*before["pages"][:-1], (5, "y")], "by name": before["by name"] | {"7": (8,)}}

    assert len(marshal.dumps(difference(before, now))) < 200


@pytest.mark.parametrize(
    ("before", "now"), [(1, True), (0, False), ([1], (1,)), ({}, []), (None, {}), ({"a": None}, {}), ({}, {"a": None})]
)
def test_what_is_of_another_kind_has_changed(before, now):
    found = applied(before, difference(before, now))

    assert (type(found), found) == (type(now), now)


@pytest.mark.parametrize("other", [{}, [], 3, {"a": 1}])
def test_what_was_told_of_another_value_is_refused(other):
    how = difference({"a": {"b": [1, 2, 3]}, "c": 1}, {"a": {"b": [1, 2, 4]}})

    with pytest.raises((LookupError, TypeError, ValueError)):
        applied(other, how)
