"""A list that is made later is a list in all that a template or a plugin may do with one, and is made at most once."""

import copy
import json
import operator

import pytest
from pelican.plugins.newsroom.late_list import LateList


@pytest.fixture
def late():
    made = []

    def make():
        made.append(1)
        return iter([3, 1, 2])

    one = LateList.made_by(make)
    assert not made
    yield one
    assert len(made) == 1


@pytest.mark.parametrize(
    "ask",
    [
        list, len, bool, sorted, tuple, max, lambda one: one[0], lambda one: one[-1], lambda one: one[1:], lambda one: operator.add(one, [4]),
        lambda one: operator.add([4], one), lambda one: 1 in one, lambda one: one == [3, 1, 2], lambda one: one != [3], lambda one: one * 2, lambda one: one.index(2),
        lambda one: list(reversed(one)), lambda one: one.copy(), copy.copy, lambda one: [*one], lambda one: one < [4], lambda one: one.count(1),
        lambda one: json.dumps([*one]), str,
    ],
)  # fmt: skip
def test_it_answers_as_a_list_does(late, ask):
    assert ask(late) == ask([3, 1, 2])
    assert ask(late) == ask([3, 1, 2])


def test_it_changes_as_a_list_does(late):
    late.append(4)
    late.sort()
    late.remove(3)

    assert late == [1, 2, 4]


def test_it_has_no_more_attributes_than_a_list():
    with pytest.raises(AttributeError):
        _ = LateList.made_by(list).slug
