"""The lists of an archive: chosen, with no orphan, and none too short; what is remembered of an earlier choice and still holds is not chosen again. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from .choosing import Choosing
from .cores import in_parts, on_all_cores
from .memory import Changes, Memory
from .options import Options
from .rescue import orphans_of, rescued

#: So many stories are worth further processes, which take longer to begin than a few thousand lists, and so many go to one of them at a time.
_MANY, _EACH = 20_000, 300
#: Jobs after which other processes go on: for each list the facts of many stories are looked at, and so copied.
_ANEW = 10


class Listing:
    """`lists` by path, in the order of `paths`, and `more`: by path what stands there for being near and no more.

    `before` is what is remembered, of stories that are not `stale`; what was asked this time is put into `memory`.
    """

    def __init__(
        self,
        choosing: Choosing,
        paths: Sequence[str],
        options: Options,
        *,
        before: Memory,
        changes: Changes,
        stale: Collection[str],
        memory: Memory,
    ) -> None:
        self._choosing, self._paths, self._options = choosing, paths, options
        self._before, self._changes, self._stale, self._memory = before, changes, stale, memory
        self.more: dict[str, list[str]] = {}
        memory.chosen = self._chosen()
        self.is_as_before = self._is_settled()
        if self.is_as_before:
            memory.lists, memory.more = before.lists, before.more
        else:
            memory.lists = self._made()
            memory.more = self.more
        self.lists, self.more = memory.lists, memory.more

    def _is_settled(self) -> bool:
        """Whether every question that led to the lists of before has the answer that it had: then the same lists come of it.

        Asked are those alone that may have another answer.
        """
        before, changes, memory, choosing = self._before, self._changes, self._memory, self._choosing
        is_same = changes.paths == changes.said and before.pins == memory.pins
        if not is_same or list(before.lists) != self._paths or memory.chosen != before.chosen:
            return False
        hosts = {path: self._hosts(path) for path in self._stale if path in before.hosts}
        around = {path: tuple(choosing.around(path)) for path in self._stale if path in before.around}
        comes = {
            asked: choosing.may_come(*asked) for asked in before.comes if changes.touch((asked[0], asked[1], *asked[2]))
        }
        fillers = {
            path: (beside, tuple(choosing.fillers(path, beside)))
            for path, (beside, near) in before.fillers.items()
            if not self._is_near_still(path, beside, near)
        }
        if (
            any(before.hosts[path] != one for path, one in hosts.items())
            or any(before.around[path][0] != one[0] for path, one in around.items())
            or any(before.comes[asked] != one for asked, one in comes.items())
            or any(before.fillers[path][1][0] != one[1][0] for path, one in fillers.items())
        ):
            return False
        memory.hosts, memory.comes = before.hosts | hosts, before.comes | comes
        memory.around, memory.fillers = before.around | around, before.fillers | fillers
        return True

    def _made(self) -> dict[str, list[str]]:
        limit, choosing = self._options.limit, self._choosing
        shown = rescued(self._memory.chosen, limit, self._strong_hosts, may_come=self._may_come, may_go=choosing.may_go)
        if self._options.at_least:
            for path, items in shown.items():
                near = self._fillers(path, items)
                items.extend(near)
                self._note(path, near)
            alone = frozenset(orphans_of(shown, limit))
            shown = rescued(shown, limit, self._weak_hosts(shown), may_come=self._may_come, may_go=choosing.may_go)
            for host, items in shown.items() if alone else ():
                self._note(host, [item for item in items[:limit] if item in alone])
        lists = {path: items[: max(limit, len(choosing.pins.get(path, ())))] for path, items in shown.items()}
        self.more = {
            path: [item for item in items if item in self.more[path]]
            for path, items in lists.items()
            if path in self.more
        }
        return lists

    def _note(self, path: str, items: Collection[str]) -> None:
        if items:
            self.more.setdefault(path, []).extend(items)

    def _chosen(self) -> dict[str, list[str]]:
        """The list of each story before rescue; of many on all cores."""
        limit, choosing, known = self._options.limit, self._choosing, self._before.chosen
        anew = [path for path in self._paths if path in self._stale or path not in known]
        if len(anew) < _MANY:
            made = {path: list(choosing.chosen(path, limit)) for path in anew}
        else:
            parts = on_all_cores(
                lambda part: [list(choosing.chosen(anew[n], limit)) for n in part], in_parts(len(anew), _EACH), _ANEW
            )
            made = dict(zip(anew, (one for part in parts for one in part), strict=True))
        return {path: made[path] if path in made else known[path] for path in self._paths}

    def _strong_hosts(self, orphan: str) -> Iterable[str]:
        """Where an orphan belongs: the stories that it is like."""
        known = None if orphan in self._stale else self._before.hosts.get(orphan)
        if known is None:
            known = self._hosts(orphan)
        self._memory.hosts[orphan] = known
        return known

    def _hosts(self, orphan: str) -> list[str]:
        pins = self._choosing.pins.get(orphan, ())
        return [path for path in self._choosing.chosen(orphan, 3 * self._options.limit) if path not in pins]

    def _weak_hosts(self, lists: Mapping[str, Sequence[str]]) -> Callable[[str], Iterable[str]]:
        """Where an orphan that is like nothing may stand as "More from ...": near, with room before without."""
        full = {path for path, items in lists.items() if len(items) >= self._options.limit}

        def hosts(orphan: str) -> Iterable[str]:
            near = None if orphan in self._stale else self._before.around.get(orphan)
            if near is None or not self._changes.leave(self._choosing.stamps[orphan], near[1], near[2], whole=True):
                near = self._choosing.around(orphan)
            self._memory.around[orphan] = tuple(near)
            return [*(path for path in near[0] if path not in full), *(path for path in near[0] if path in full)]

        return hosts

    def _fillers(self, path: str, items: Sequence[str]) -> Collection[str]:
        if len(items) >= min(self._options.at_least, self._options.limit):
            return ()
        beside = tuple(items)
        near = self._near(path, beside)
        self._memory.fillers[path] = (beside, tuple(near))
        found: Collection[str] = near[0]
        return found

    def _near(self, path: str, beside: tuple[str, ...]) -> Any:
        """What fills a list: as it was found before, where nothing that was looked at is another."""
        known, near = self._before.fillers.get(path, ((), None))
        if near is None or known != beside or not self._is_near_still(path, beside, near):
            return self._choosing.fillers(path, beside)
        return near

    def _is_near_still(self, path: str, beside: tuple[str, ...], near: Any) -> bool:
        changes = self._changes
        return not changes.touch((path, *beside)) and changes.leave(self._choosing.stamps[path], near[1], near[2])

    def _may_come(self, owner: str, item: str, beside: Sequence[str]) -> bool:
        asked = (owner, item, tuple(beside))
        known = None if self._changes.touch((owner, item, *beside)) else self._before.comes.get(asked)
        if known is None:
            known = self._choosing.may_come(owner, item, beside)
        self._memory.comes[asked] = known
        return known
