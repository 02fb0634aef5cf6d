"""Processes that help this one: forked from it, told what to do over a pipe each, and gone when they have done it."""

import multiprocessing
import select
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from .orphans import ends_with_us

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: Bytes of results that wait in a pipe.
_ROOM = 1 << 20


class HelperEnded(Exception):
    """A process that helped was ended by somebody else."""

    def __str__(self) -> str:
        return "a process that helped was ended from outside, perhaps for lack of memory; run it again"


class Done(NamedTuple):
    """What a helper made of the things at these places."""

    helper: int
    places: range
    results: list[Any]


class Pool:
    """`work` is inherited, so it may hold what cannot be pickled; what it makes of a place must be picklable. Helpers are numbered from 0 on.

    No thread stands between: who waits for results here takes them out of the pipes, and who has something else to do looks now and then.
    """

    def __init__(self, work: Callable[[int], Any], helpers: int, begin: Callable[[], None]) -> None:
        """`begin` is called in each helper first."""
        context = multiprocessing.get_context("fork")
        self._orders: list[Connection] = []
        self._results: list[Connection] = []
        self._asked: list[deque[range]] = [deque() for _ in range(helpers)]
        self._helpers = []
        self._ready = select.poll()
        end_with_us = ends_with_us()
        for _ in range(helpers):
            (orders, order), (ours, theirs) = context.Pipe(duplex=False), context.Pipe(duplex=False)
            _make_room(theirs)
            self._orders.append(order)
            self._results.append(ours)
            self._ready.register(ours.fileno(), select.POLLIN)
            inherited = (*self._orders, *self._results)
            helper = context.Process(target=_help, args=(work, orders, theirs, inherited, begin, end_with_us))
            helper.start()
            for pipe in (orders, theirs):
                pipe.close()  # so that we hear when it ends
            self._helpers.append(helper)
        self._by_file = {pipe.fileno(): helper for helper, pipe in enumerate(self._results)}

    def tell(self, helper: int, places: range) -> None:
        """What a helper has to do after what it was told before. Raises HelperEnded."""
        self._asked[helper].append(places)
        try:
            self._orders[helper].send((places.start, places.stop))
        except OSError as ended:
            raise HelperEnded from ended

    def asked_of(self, helper: int) -> int:
        """How often it was told something that it has not handed over."""
        return len(self._asked[helper])

    @property
    def is_busy(self) -> bool:
        """Whether somebody has not done yet what he was told."""
        return any(self._asked)

    def done(self, *, waits: bool = False) -> Iterator[Done]:
        """What was done meanwhile; at least one where somebody `waits` for it. Raises HelperEnded, and what the work raised."""
        for file, _ in self._ready.poll(None if waits else 0):
            helper = self._by_file[file]
            try:
                is_made, results = self._results[helper].recv()
            except (EOFError, OSError) as ended:
                raise HelperEnded from ended
            if not is_made:
                raise results
            yield Done(helper, self._asked[helper].popleft(), results)

    def close(self) -> None:
        """Helpers end when they have done what they have in hand."""
        for pipe in (*self._orders, *self._results):
            pipe.close()
        for helper in self._helpers:
            helper.join()


def _make_room(results: "Connection") -> None:
    """Who is done goes on while nobody looks. Only Linux can."""
    with suppress(ImportError, OSError, AttributeError):
        import fcntl

        fcntl.fcntl(results.fileno(), fcntl.F_SETPIPE_SZ, _ROOM)


def _help(
    work: Callable[[int], Any],
    orders: "Connection",
    results: "Connection",
    inherited: "Iterable[Connection]",
    begin: Callable[[], None],
    end_with_us: Callable[[], None],
) -> None:
    end_with_us()
    for one in inherited:
        one.close()
    begin()
    with suppress(EOFError, OSError, KeyboardInterrupt):  # nobody asks any more
        while True:
            first, end = orders.recv()
            _hand_over(results, *_made(work, range(first, end)))


def _made(work: Callable[[int], Any], places: range) -> tuple[bool, Any]:
    """(True, what was made of each), or (False, what the work raised)."""
    try:
        return True, [work(at) for at in places]
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, error


def _hand_over(results: "Connection", is_made: bool, made: Any) -> None:
    try:
        results.send((is_made, made))
    except OSError:
        raise
    except Exception as error:  # it cannot be pickled
        results.send((False, TypeError(f"{type(made).__name__} cannot be handed over: {error}")))
