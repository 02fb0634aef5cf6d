"""Python's search for garbage, while a site is read or built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: New objects after which Python looks among them, and how often it does so before it looks among older ones, and among all.
_SELDOM = (50_000, 20, 20)


@contextmanager
def few_collections() -> Iterator[None]:
    """What a check or a build holds it holds to its end: to look through all of it again and again takes time and finds nothing.

    The search goes on among what is new, where pages that were made leave theirs.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Tens of thousands of values are made here and none is thrown away: looking for garbage among them takes a third of the time.

    What was made here is set aside until the next time: the first search after it would go through all of it, and find nothing. Where nobody
    looks anyway this does nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def tidy() -> None:
    """Look through all there is, also what was set aside: for a moment at which nobody waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def look_no_more() -> None:
    """Tidy for the last time: from now on nothing is looked through but what is made from now on, and that when `sweep` is called."""
    tidy()
    gc.disable()


def sweep() -> None:
    """Look through what was made since nobody looks any more: a fraction of all there is."""
    gc.collect()


def give_back() -> None:
    """Give the machine the memory that was let go: the C library keeps it for more of the same, and helpers would get it too."""
    import ctypes

    with suppress(OSError, AttributeError):  # another library than Linux's
        ctypes.CDLL(None).malloc_trim(0)
