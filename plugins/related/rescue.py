"""No orphans: every document stands in somebody's list. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")


def _always(_owner: object, _item: object, _beside: object = ()) -> bool:
    return True


def orphans_of(lists: Mapping[K, Sequence[K]], slot: int) -> list[K]:
    """Those that stand in nobody's first `slot` places."""
    inside = {item for items in lists.values() for item in items[:slot]}
    return [key for key in lists if key not in inside]


def rescued(
    lists: Mapping[K, Sequence[K]],
    slot: int,
    hosts: Callable[[K], Iterable[K]] | None = None,
    *,
    may_come: Callable[[K, K, Sequence[K]], bool] = _always,
    may_go: Callable[[K, K], bool] = _always,
) -> dict[K, list[K]]:
    """The lists with each orphan in the last place it can have of those shown in the list of its own best match.

    It asks its `hosts` in their order, by default those of its own list, and goes where `may_come` (owner of the list, orphan, what else
    is shown there) lets it, in the place of one that stands in another list too and that `may_go` (owner, item) does not protect. Where
    nobody can make room it stays an orphan.
    """
    made = {key: list(items) for key, items in lists.items()}
    inside = Counter(item for items in made.values() for item in items[:slot])
    for orphan in orphans_of(made, slot):
        for host in list(hosts(orphan) if hosts else made[orphan]):
            if host != orphan and host in made and _placed(orphan, host, made[host], slot, inside, may_come, may_go):
                inside[orphan] += 1
                break
    return made


def _placed(
    orphan: K,
    host: K,
    items: list[K],
    slot: int,
    inside: Counter[K],
    may_come: Callable[[K, K, Sequence[K]], bool],
    may_go: Callable[[K, K], bool],
) -> bool:
    """Put the orphan into a list; False where nothing there can make room."""
    rest = [item for item in items if item != orphan]
    if len(rest) < slot:
        if not may_come(host, orphan, rest):
            return False
        items[:] = [*rest, orphan]
        return True
    for place in _free(rest[:slot], host, inside, may_go):
        beside = [*rest[:place], *rest[place + 1 : slot]]
        if may_come(host, orphan, beside):
            inside[rest[place]] -= 1
            items[:] = [*beside, orphan, rest[place], *rest[slot:]]
            return True
    return False


def _free(shown: Sequence[K], host: K, inside: Counter[K], may_go: Callable[[K, K], bool]) -> Iterator[int]:
    """The places, the last first, of those that stand in another list too and may lose this one."""
    return (n for n in range(len(shown) - 1, -1, -1) if inside[shown[n]] > 1 and may_go(host, shown[n]))
