"""Work shared among the cores of a machine: the same results in the same order as from one."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: What forked children find when they begin: nothing of it is copied.
_work: list[Callable[[Any], Any]] = []


def cores() -> int:
    """How many processes may work at once; 1 where none can be forked safely: a lock that a thread holds would stay shut in the child."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_all_cores(work: Callable[[T], R], jobs: Sequence[T]) -> list[R]:
    """The result of each job, in their order. `work` may hold anything; what it returns must bear pickling."""
    processes = min(cores(), len(jobs))
    if processes < 2:
        return [work(job) for job in jobs]
    _work.append(work)
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            return pool.map(_do, jobs, chunksize=1)
    finally:
        _work.pop()


def _do(job: Any) -> Any:
    return _work[-1](job)


def in_parts(count: int, each: int) -> list[range]:
    """0 to `count` in ranges of at most `each`."""
    return [range(first, min(first + each, count)) for first in range(0, count, each)]
