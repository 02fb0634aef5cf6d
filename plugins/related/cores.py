"""Work of few and heavy parts, shared among the cores of a machine."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ..newsroom.cores import mapped

#: Jobs after which other processes go on: each has a copy by then of much that we hold.
_ANEW = 40

T = TypeVar("T")
R = TypeVar("R")


def on_all_cores(work: Callable[[T], R], jobs: Sequence[T], anew: int = _ANEW, *, crowds: bool = True) -> list[R]:
    """The result of each job, in their order. `work` may hold anything; what it returns must bear pickling. Other processes go on after `anew` jobs.

    Where the build makes articles and pages meanwhile, it waits for us sooner or later: so we take of its cores unless `crowds` is False.
    """
    return list(mapped(work, jobs, few=2, chunk=1, anew=anew, crowds=crowds))


def one_by_one(work: Callable[[T], R], jobs: Sequence[T]) -> Iterator[R]:
    """The same for whoever puts each result away before the next: they are not all held beside what is made of them."""
    return mapped(work, jobs, few=2, chunk=1, anew=_ANEW, crowds=True)


def in_parts(count: int, each: int) -> list[range]:
    """0 to `count` in ranges of at most `each`."""
    return [range(first, min(first + each, count)) for first in range(0, count, each)]
