"""What a process that lives on keeps from one build of a site for its next: `newsroom serve` builds at every change."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


class Lasting:
    """One of each kind. Whoever keeps something here keeps with it what it was made of, and compares that before it is used again.

    `is_wanted` is false for a process that builds once: there is no next build, and keeping costs.
    """

    def __init__(self, *, is_wanted: bool = False) -> None:
        self.is_wanted = is_wanted
        self._kept: dict[type, Any] = {}
        self._later: dict[str, Callable[[], object]] = {}

    def of(self, kind: type[T]) -> T:
        """What is kept of this kind; made empty at the first asking."""
        if kind not in self._kept:
            self._kept[kind] = kind()
        found: T = self._kept[kind]
        return found

    def at_leisure(self, name: str, work: Callable[[], object] | None) -> None:
        """What the next build will need, to be done when nobody waits for anything; None takes back what an earlier build gave under the name."""
        self._later.pop(name, None)
        if work and self.is_wanted:
            self._later[name] = work

    def rest(self) -> Iterator[Callable[[], object]]:
        """Nobody waits: what was left for that, to be called as it comes."""
        while self._later:
            yield self._later.popitem()[1]
