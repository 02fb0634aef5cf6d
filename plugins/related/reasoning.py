"""Which lists need their roles and reasons anew: those of which something is another than what is remembered. Pure."""

from collections.abc import Collection, Mapping, Sequence

from .facts import Facts
from .memory import Changes, Memory
from .reasons import Reason

#: An entry as it is remembered: the path of the story, its role, kind and names of its reason.
Row = tuple[str, str, str, tuple[str, ...]]


def dirty_lists(
    lists: Mapping[str, Sequence[str]],
    facts: Mapping[str, Facts],
    *,
    before: Memory,
    memory: Memory,
    changes: Changes,
    weighed: Collection[str],
) -> set[str]:
    """The stories whose entries may be others than those that are remembered.

    `weighed` are the stories whose words weigh another amount; `memory` knows
    pins, uses of tags and what names tell now.
    """
    names = {name for name, told in before.told.items() if memory.told.get(name) != told}
    tags = {tag for tag in before.uses.keys() | memory.uses.keys() if before.uses.get(tag) != memory.uses.get(tag)}
    found = set()
    for path, items in lists.items():
        if (
            path not in before.entries
            or before.lists.get(path) != items
            or before.more.get(path) != memory.more.get(path)
            or path in changes.paths
            or changes.touch(items)
            or before.pins.get(path) != memory.pins.get(path)
            or (names and not names.isdisjoint(before.asked.get(path, ())))
            or (path in before.spoken and not {path, *items}.isdisjoint(weighed))
            or (tags and _is_another_order(facts, path, items, tags, before.uses, memory.uses))
        ):
            found.add(path)
    return found


def _is_another_order(
    facts: Mapping[str, Facts], path: str, items: Sequence[str], tags: Collection[str], before: Mapping[str, int], now: Mapping[str, int],
) -> bool:  # fmt: skip
    """Whether the tags that a story shares with one of its list stand in another order by how many use them."""
    ours = facts[path].tags if items else frozenset()
    if ours.isdisjoint(tags):
        return False
    for item in items:
        both = ours & facts[item].tags
        if len(both) > 1 and not both.isdisjoint(tags):
            one, other = (sorted(both, key=lambda tag: (uses.get(tag, 0), tag)) for uses in (before, now))
            if one != other:
                return True
    return False


def reason_of_row(row: Row) -> Reason:
    return Reason(row[2], row[3])
