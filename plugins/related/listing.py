"""The lists of an archive: chosen, with no orphan, and none too short; what is remembered of an earlier choice and still holds is not chosen again. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from .choosing import Choosing
from .cores import in_parts, on_all_cores
from .memory import Changes, Memory
from .options import Options
from .rescue import orphans_of, rescued

#: So many stories are worth further processes, and so many go to one of them at a time.
_MANY, _EACH = 600, 300


class Listing:
    """`lists` by path, in the order of `paths`, and `more`: (whose list, what) of what stands there for being near and no more.

    `before` is what is remembered, of stories that are not `stale`; what was asked this time is put into `memory`.
    """

    def __init__(
        self, choosing: Choosing, paths: Sequence[str], options: Options, *, before: Memory, changes: Changes, stale: Collection[str], memory: Memory,
    ) -> None:  # fmt: skip
        self._choosing, self._paths, self._options = choosing, paths, options
        self._before, self._changes, self._stale, self._memory = before, changes, stale, memory
        self.more: set[tuple[str, str]] = set()
        self.lists = self._made()

    def _made(self) -> dict[str, list[str]]:
        limit, choosing = self._options.limit, self._choosing
        shown = rescued(self._chosen(), limit, self._strong_hosts, may_come=self._may_come, may_go=choosing.may_go)
        if self._options.at_least:
            for path, items in shown.items():
                near = self._fillers(path, items)
                items.extend(near)
                self.more.update((path, one) for one in near)
            alone = frozenset(orphans_of(shown, limit))
            shown = rescued(shown, limit, self._weak_hosts(shown), may_come=self._may_come, may_go=choosing.may_go)
            for host, items in shown.items() if alone else ():
                self.more.update((host, item) for item in items[:limit] if item in alone)
        return {path: items[: max(limit, len(choosing.pins.get(path, ())))] for path, items in shown.items()}

    def _chosen(self) -> dict[str, list[str]]:
        """The list of each story before rescue; of many on all cores."""
        limit, choosing, known = self._options.limit, self._choosing, self._before.chosen
        anew = [path for path in self._paths if path in self._stale or path not in known]
        if len(anew) < _MANY:
            made = {path: list(choosing.chosen(path, limit)) for path in anew}
        else:
            parts = on_all_cores(
                lambda part: [list(choosing.chosen(anew[n], limit)) for n in part], in_parts(len(anew), _EACH)
            )
            made = dict(zip(anew, (one for part in parts for one in part), strict=True))
        self._memory.chosen = {path: made[path] if path in made else known[path] for path in self._paths}
        return self._memory.chosen

    def _strong_hosts(self, orphan: str) -> Iterable[str]:
        """Where an orphan belongs: the stories that it is like."""
        known = None if orphan in self._stale else self._before.hosts.get(orphan)
        if known is None:
            pins = self._choosing.pins.get(orphan, ())
            found = self._choosing.chosen(orphan, 3 * self._options.limit)
            known = [path for path in found if path not in pins]
        self._memory.hosts[orphan] = known
        return known

    def _weak_hosts(self, lists: Mapping[str, Sequence[str]]) -> Callable[[str], Iterable[str]]:
        """Where an orphan that is like nothing may stand as "More from ...": near, with room before without."""
        limit = self._options.limit

        def hosts(orphan: str) -> Iterable[str]:
            near = None if orphan in self._stale else self._before.around.get(orphan)
            if near is None or not self._changes.leave(self._choosing.facts[orphan], near[1], near[2]):
                near = self._choosing.around(orphan)
            self._memory.around[orphan] = tuple(near)
            return sorted(near[0], key=lambda path: len(lists.get(path, ())) >= limit)

        return hosts

    def _fillers(self, path: str, items: Sequence[str]) -> Iterable[str]:
        if len(items) >= min(self._options.at_least, self._options.limit):
            return ()
        beside = tuple(items)
        known, near = self._before.fillers.get(path, ((), None))
        if (
            near is None
            or known != beside
            or self._changes.touch((path, *beside))
            or not self._changes.leave(self._choosing.facts[path], near[1], near[2])
        ):
            near = self._choosing.fillers(path, items)
        self._memory.fillers[path] = (beside, tuple(near))
        found: Iterable[str] = near[0]
        return found

    def _may_come(self, owner: str, item: str, beside: Sequence[str]) -> bool:
        asked = (owner, item, tuple(beside))
        known = None if self._changes.touch((owner, item, *beside)) else self._before.comes.get(asked)
        if known is None:
            known = self._choosing.may_come(owner, item, beside)
        self._memory.comes[asked] = known
        return known
