"""Which of many things each of some processes does next. What stands near each other goes to the same one as long as it can. Pure."""

from itertools import pairwise


class Stretches:
    """Each process goes through a stretch of its own, in order; who is done takes from the end of the longest that is left."""

    def __init__(self, count: int, processes: int) -> None:
        """Of `count` things for so many processes; both are given by their places, from 0 on."""
        edges = [count * n // processes for n in range(processes + 1)]
        self._left = [range(first, end) for first, end in pairwise(edges)]

    def take(self, process: int, most: int) -> range:
        """The next things for a process, by their places, at most so many; none where all were taken."""
        own = self._left[process]
        if own:
            self._left[process] = own[most:]
            return own[:most]
        longest = max(range(len(self._left)), key=lambda one: len(self._left[one]))
        of = self._left[longest]
        at = max(0, len(of) - most)
        self._left[longest] = of[:at]
        return of[at:]

    @property
    def count(self) -> int:
        """How many were not taken yet."""
        return sum(map(len, self._left))
