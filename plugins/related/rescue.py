"""No orphans: every document stands in somebody's list. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K")


def _always(_owner: object, _item: object) -> bool:
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
    may_come: Callable[[K, K], bool] = _always,
    may_go: Callable[[K, K], bool] = _always,
) -> dict[K, list[K]]:
    """The lists with each orphan in the last place it can have of those shown in the list of its own best match.

    It asks its `hosts` in their order, by default those of its own list, and goes where `may_come` (owner of the list, orphan) lets it,
    in the place of one that stands in another list too and that `may_go` (owner, item) does not protect. Where nobody can make room it
    stays an orphan.
    """
    made = {key: list(items) for key, items in lists.items()}
    inside = Counter(item for items in made.values() for item in items[:slot])
    for orphan in orphans_of(made, slot):
        for host in list(hosts(orphan) if hosts else made[orphan]):
            if (
                host != orphan
                and host in made
                and may_come(host, orphan)
                and _placed(orphan, host, made[host], slot, inside, may_go)
            ):
                inside[orphan] += 1
                break
    return made


def _placed(orphan: K, host: K, items: list[K], slot: int, inside: Counter[K], may_go: Callable[[K, K], bool]) -> bool:
    """Put the orphan into a list; False where nothing there can make room."""
    rest = [item for item in items if item != orphan]
    if len(rest) < slot:
        items[:] = [*rest, orphan]
        return True
    place = next((n for n in range(slot - 1, -1, -1) if inside[rest[n]] > 1 and may_go(host, rest[n])), None)
    if place is None:
        return False
    displaced = rest.pop(place)
    inside[displaced] -= 1
    items[:] = [*rest[: slot - 1], orphan, displaced, *rest[slot - 1 :]]
    return True
