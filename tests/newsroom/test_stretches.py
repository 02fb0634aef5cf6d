"""Each thing is taken once, neighbours by the same process, and nobody stands idle while something is left."""

import os
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom.stretches import Stretches


@given(st.integers(0, 40), st.integers(1, 5), st.randoms(use_true_random=False))
def test_each_is_taken_once_whoever_is_fast(count, processes, chance):
    left, taken = Stretches(count, processes), []
    while left.count:
        most, before = chance.randint(1, 9), left.count
        some = left.take(chance.randrange(processes), most)
        taken += some
        assert 1 <= len(some) <= most
        assert left.count == before - len(some)

    assert sorted(taken) == list(range(count))
    assert [len(left.take(number, 3)) for number in range(processes)] == [0] * processes


def test_a_process_goes_through_its_own_and_then_takes_from_the_end_of_the_longest():
    left = Stretches(9, 3)

    assert [list(left.take(1, 2)) for _ in range(2)] == [[3, 4], [5]]
    assert list(left.take(2, 2)) == [6, 7]
    assert [list(left.take(1, 1)) for _ in range(2)] == [[2], [1]]
    assert [list(left.take(one, 4)) for one in (0, 1)] == [[0], [8]]


def test_one_stretch_is_dealt_out_in_order():
    left = Stretches(5, 1)

    assert [list(left.take(0, 2)) for _ in range(4)] == [[0, 1], [2, 3], [4], []]


def test_results_come_with_their_places_and_neighbours_from_one_process(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(cores, "count", lambda: 2)
    items = [n * 3 for n in range(400)]
    for anew in (None, 150):
        made = dict(cores.by_stretches(lambda n: (n + 1, os.getpid()), items, anew=anew))
        who = [made[at][1] for at in range(len(items))]

        assert [made[at][0] for at in range(len(items))] == [n + 1 for n in items]
        assert len(set(who)) == (4 if anew else 2)
        assert os.getpid() in who
        # Who is done takes from the end of the other's stretch, less and less.
        assert sum(one != after for one, after in pairwise(who)) <= 20 * (3 if anew else 1)


def test_few_are_done_here_and_in_order():
    assert list(cores.by_stretches(lambda n: (n, os.getpid()), range(5))) == [(n, (n, os.getpid())) for n in range(5)]
