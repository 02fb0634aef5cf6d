"""Each thing is taken once, neighbours by the same process, and nobody stands idle while something is left."""

import multiprocessing
import os
import signal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom import cores
from pelican.plugins.newsroom.stretches import Stretches

CONTEXT = multiprocessing.get_context("fork")


@given(st.integers(0, 40), st.integers(1, 5), st.randoms(use_true_random=False))
def test_each_is_taken_once_whoever_is_fast(count, processes, chance):
    left = Stretches(CONTEXT, count, processes)
    numbers = [left.join() for _ in range(processes)]
    taken = [left.take(chance.choice(numbers)) for _ in range(count)]

    assert sorted(numbers) == list(range(processes))
    assert sorted(taken) == list(range(count))
    for number in numbers:
        with pytest.raises(LookupError):
            left.take(number)


def test_a_process_goes_through_its_own_and_then_takes_from_the_end_of_the_longest():
    left = Stretches(CONTEXT, 9, 3)

    assert [left.take(1) for _ in range(3)] == [3, 4, 5]
    assert [left.take(2) for _ in range(2)] == [6, 7]
    assert [left.take(1) for _ in range(2)] == [2, 1]
    assert [left.take(one) for one in (0, 1)] == [0, 8]


def test_results_come_with_their_places_and_neighbours_from_one_process(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(cores, "count", lambda: 2)
    items = [n * 3 for n in range(400)]
    for anew in (None, 150):
        made = dict(cores.by_stretches(lambda n: (n + 1, os.getpid()), items, anew=anew))
        who = [made[at][1] for at in range(len(items))]

        assert [made[at][0] for at in range(len(items))] == [n + 1 for n in items]
        assert os.getpid() not in who
        # Who is done takes from the end of the other's stretch: three runs of one process at most in each part.
        assert sum(one != after for one, after in pairwise(who)) <= 3 * (3 if anew else 1)


def test_few_are_done_here_and_in_order():
    assert list(cores.by_stretches(lambda n: (n, os.getpid()), range(5))) == [(n, (n, os.getpid())) for n in range(5)]


def test_nobody_waits_for_one_that_is_killed_while_it_takes(monkeypatch):
    monkeypatch.setattr(cores.threading, "active_count", lambda: 1)
    monkeypatch.setattr(cores, "count", lambda: 2)
    ours, take = os.getpid(), Stretches.take

    def killed(left: Stretches, number: int) -> int:
        at = take(left, number)
        if at == 20 and os.getpid() != ours:
            left._lock.acquire()  # noqa: SLF001 (nobody else can be caught with it)
            os.kill(os.getpid(), signal.SIGKILL)
        return at

    monkeypatch.setattr(Stretches, "take", killed)
    with pytest.raises(cores.HelperEnded):
        list(cores.by_stretches(lambda n: n, range(4000)))
