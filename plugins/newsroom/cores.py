"""Work on all cores: the same results in the same order, on one core and where a process cannot be forked too."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TypeVar

from .pool import HelperEnded, Pool
from .stretches import Stretches

__all__ = ["FEW", "HelperEnded", "are_shared", "beside", "by_stretches", "can_share", "count", "mapped"]

T = TypeVar("T")
R = TypeVar("R")

#: Items under which a second process costs more than it gives.
FEW = 150
#: Items that a process takes at a time.
_CHUNK = 25
#: How often it is told some before it has handed over the first, at most, and no more of what is left than one part of so many for each.
_AHEAD, _PARTS = 40, 4
#: How much nicer than others a process is that gives way to them: where they want a core, they have three quarters of it.
_NICER = 5


def count() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(
    work: Callable[[T], R],
    items: Sequence[T],
    *,
    few: int | None = None,
    chunk: int = _CHUNK,
    anew: int | None = None,
    gives_way: bool = False,
    crowds: bool = False,
) -> Generator[R, None, None]:
    """`work` of each item, in their order; on all cores where there are at least `few` (FEW unless said), `chunk` at a time.

    This process works, too, while somebody asks it for a result.

    After `anew` items other processes go on, but for the last few: one that looks at a value of ours counts that in the value, and so gets a copy of it; who
    has helped for long has a copy of nearly all we hold. Who `gives_way` leaves the cores to others that want them.

    While every core has a process of ours at work (`beside`), this one works alone: what helpers got of a core another of ours would lose, and
    all that goes to and fro would be work besides. `crowds`: not so where little goes to and fro, and others wait for it.

    `work` is inherited by a fork, so it may hold what cannot be pickled; items and results must be picklable. A process with threads is
    not forked: the child could inherit a lock that nobody opens again; and one that Python calls a daemon may have no children. Whoever
    helps is killed when we are; where a helper is killed from outside, as for lack of memory, what it had at hand is lost, and that raises
    HelperEnded.
    """
    done = 0
    if not crowds and are_shared(len(items), few):
        for made in _while_taken(work, items):
            yield made
            done += 1
    left = items[done:]
    if not are_shared(len(left), few):
        yield from map(work, left)
        return
    for first, end in _shifts(len(left), anew):
        yield from _in_order(_together(work, left[first:end], chunk, gives_way=gives_way, in_order=True))


def by_stretches(
    work: Callable[[T], R], items: Sequence[T], *, anew: int | None = None, gives_way: bool = False
) -> Generator[tuple[int, R], None, None]:
    """As `mapped`, but each result comes with the place of its item, in any order: a process has at hand for an item what it needed for those that stand before it.

    Other processes go on where the number of results is a multiple of `anew`, whoever made them.
    """
    at, count = 0, len(items)
    if are_shared(count):
        for made in _while_taken(work, items):
            yield at, made
            at += 1
    if not are_shared(count - at):
        yield from ((place, work(items[place])) for place in range(at, count))
        return
    while at < count:
        some = items[at : at + anew - at % anew] if anew else items[at:]
        for place, made in _together(work, some, _CHUNK, gives_way=gives_way, in_order=False):
            yield at + place, made
        at += len(some)


def _shifts(count: int, anew: int | None) -> list[tuple[int, int]]:
    """From where to where the same processes work. What is left in the end is done with what stands before it where it is less than half."""
    if not count:
        return []
    starts = [n * (anew or count) for n in range(max(1, round(count / anew) if anew else 1))]
    return list(zip(starts, [*starts[1:], count], strict=True))


def _in_order(results: Generator[tuple[int, R], None, None]) -> Generator[R, None, None]:
    with closing(results):
        come: dict[int, R] = {}
        following = 0
        for place, result in results:
            come[place] = result
            while following in come:
                yield come.pop(following)
                following += 1


def _together(
    work: Callable[[T], R], items: Sequence[T], chunk: int, *, gives_way: bool, in_order: bool
) -> Generator[tuple[int, R], None, None]:
    """Each result with the place of its item, as it comes. This process does what its helpers do, and takes in between what they have done. All take
    from one row `in_order`, otherwise each from a stretch of its own.
    """
    helpers = max(1, min(count(), len(items)) - 1)
    stretches = 1 if in_order else helpers + 1
    left = Stretches(len(items), stretches)
    pool = Pool(lambda at: work(items[at]), helpers, partial(_at_work, _NICER if gives_way else 0))

    def tell(helper: int) -> None:
        """So much that it has to do while we are about something else, and so little that all are done at one time."""
        share = left.count // (_PARTS * (helpers + 1))
        for _ in range(max(2, min(_AHEAD, share // chunk)) - pool.asked_of(helper)):
            if left.count <= helpers + 1 and pool.asked_of(helper):
                break
            if places := left.take(helper % stretches, max(1, min(chunk, share))):
                pool.tell(helper, places)

    try:
        for helper in range(helpers):
            tell(helper)
        while left.count or pool.is_busy:
            for one in pool.done(waits=not left.count):
                tell(one.helper)
                yield from zip(one.places, one.results, strict=True)
            for at in left.take(stretches - 1, 1):
                yield at, work(items[at])
    finally:
        pool.close()


#: Each says whether another process of ours is at work beside this one.
beside: set[Callable[[], bool]] = set()


def _are_taken() -> bool:
    """Whether no core is left for a process that would help."""
    return sum(is_at_work() for is_at_work in tuple(beside)) >= count() - 1


def _while_taken(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """The results that this process makes alone, until a core is left for another."""
    for item in items:
        if not _are_taken():
            return
        yield work(item)


def are_shared(items: int, few: int | None = None) -> bool:
    """Whether so many are worked on by all cores."""
    return can_share() and items >= (FEW if few is None else few)


def can_share() -> bool:
    """Whether there is another core, and this process may be forked to use it."""
    return (
        count() > 1
        and "fork" in multiprocessing.get_all_start_methods()
        and threading.active_count() == 1
        and not multiprocessing.current_process().daemon
    )


def _at_work(nicer: int) -> None:
    beside.clear()  # they are beside the one that it helps
    os.nice(nicer)
