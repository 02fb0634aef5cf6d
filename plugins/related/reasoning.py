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
    found = {path for path, items in lists.items() if not changes.paths.isdisjoint(items)}
    found |= {path for path in lists if path in changes.paths or path not in before.entries}
    found |= {path for path in before.spoken if path in lists and not {path, *lists[path]}.isdisjoint(weighed)}
    if names:
        found |= {path for path, asked in before.asked.items() if path in lists and not names.isdisjoint(asked)}
    if lists is before.lists:  # then nobody came, went, or has another tag
        return found
    pinning = {path for path in lists if before.pins.get(path) != memory.pins.get(path)}
    other = {path for path, items in lists.items() if before.lists.get(path) != items or before.more.get(path) != memory.more.get(path)}  # fmt: skip
    tags = {tag for tag in before.uses.keys() | memory.uses.keys() if before.uses.get(tag) != memory.uses.get(tag)}
    if tags:
        other |= {path for path, items in lists.items() if _is_another_order(facts, path, items, tags, before.uses, memory.uses)}  # fmt: skip
    return found | pinning | other


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
