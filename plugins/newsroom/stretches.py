"""Which of many things each of some processes takes next. What stands near each other goes to the same one as long as it can."""

from typing import Any


class Stretches:
    """Each process goes through a stretch of its own, in order; who is done takes from the end of the longest that is left.

    To be made before the processes are forked: they share it.
    """

    def __init__(self, context: Any, count: int, processes: int) -> None:
        """Of `count` things for so many processes, each of them given by its place, from 0 on. `context` is that of `multiprocessing`."""
        edges = [count * n // processes for n in range(processes + 1)]
        self._lock = context.Lock()
        self._first, self._end = (context.RawArray("q", some) for some in (edges[:-1], edges[1:]))
        self._joined = context.RawValue("q", 0)

    def join(self) -> int:
        """A number for a process, which it gives when it asks what to take."""
        with self._lock:
            number: int = self._joined.value
            self._joined.value += 1
        return number % len(self._first)

    def take(self, number: int) -> int:
        """The place of the next thing for a process. Raises LookupError where all were taken."""
        with self._lock:
            if self._first[number] < self._end[number]:
                self._first[number] += 1
                return int(self._first[number]) - 1
            left = [end - first for first, end in zip(self._first, self._end, strict=True)]
            most = max(range(len(left)), key=left.__getitem__)
            if not left[most]:
                raise LookupError("nothing is left")
            self._end[most] -= 1
            return int(self._end[most])
