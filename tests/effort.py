"""What work costs, in seconds of this thread on a processor: what else the machine has to do counts for nothing."""

import time
from collections.abc import Callable


def effort(work: Callable[[], object], tries: int = 1) -> float:
    """The processor seconds that `work` takes, the least of some tries."""
    return min(_once(work) for _ in range(tries))


def growth(work: Callable[[int], object], count: int, least: float = 0.01) -> float:
    """How many times as much four times `count` costs as `count` does: 4 where the cost follows the length, 16 where its square does.

    What costs less than `least` seconds is taken to cost that: it is too little to be measured.
    """
    return effort(lambda: work(4 * count), 3) / max(effort(lambda: work(count), 3), least)


def _once(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began
