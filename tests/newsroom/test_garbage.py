"""While a site is built Python looks for garbage less often, and afterwards as before."""

import contextlib
import gc
import weakref

import pytest
from pelican.plugins.newsroom.garbage import few_collections, give_back, look_no_more, sweep, tidy, undisturbed


@pytest.mark.parametrize("error", [None, ZeroDivisionError])
def test_it_is_as_before_when_the_build_ends(error):
    before = gc.get_threshold()
    with contextlib.suppress(ZeroDivisionError), few_collections():
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
        if error:
            raise error

    assert gc.get_threshold() == before


class Thing:
    """Something that another may lead to."""


def test_what_was_set_aside_and_is_wanted_no_more_is_found_at_a_quiet_moment():
    one, other = Thing(), Thing()
    one.other, other.other = other, one
    is_there = weakref.ref(one)
    gc.freeze()
    del one, other

    tidy()

    assert is_there() is None


@pytest.fixture
def looked_for_again():
    yield
    gc.enable()
    gc.unfreeze()


def in_a_circle():
    one, other = Thing(), Thing()
    one.other, other.other = other, one
    return weakref.ref(one)


@pytest.mark.usefixtures("looked_for_again")
def test_where_nobody_looks_any_more_what_was_made_since_is_swept_together():
    look_no_more()
    frozen = gc.get_freeze_count()
    with undisturbed():
        is_there = in_a_circle()
    assert not gc.isenabled()
    assert gc.get_freeze_count() <= frozen  # what others held may have gone meanwhile

    sweep()

    assert is_there() is None


def test_what_was_made_undisturbed_is_set_aside_and_looked_for_afterwards():
    with undisturbed(), undisturbed():
        assert not gc.isenabled()
        in_a_circle()

    assert gc.isenabled()
    assert gc.get_freeze_count()
    gc.unfreeze()


def test_giving_memory_back_fails_nowhere(monkeypatch):
    give_back()
    monkeypatch.setattr("ctypes.CDLL", lambda _name: object())

    give_back()
