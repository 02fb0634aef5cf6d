"""Which lists need their roles and reasons anew: those of which something is another than what is remembered. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from .facts import Facts
from .memory import Changes, Memory
from .reasons import Reason

#: So many tags that more or fewer stories use are no longer compared with every other one.
_MANY = 64

#: An entry as it is remembered: the path of the story, its role, kind and names of its reason.
Row = tuple[str, str, str, tuple[str, ...]]


def dirty_lists(
    lists: Mapping[str, Sequence[str]],
    facts: Mapping[str, Facts],
    tags_of: Callable[[str], Iterable[str]],
    *,
    before: Memory,
    memory: Memory,
    changes: Changes,
    weighed: Collection[str],
) -> set[str]:
    """The stories whose entries may be others than those that are remembered.

    `weighed` are the stories whose words weigh another amount; `memory` knows
    pins, uses of tags and what names tell now. `tags_of` gives the keys of all
    tags of a story, of those too that weigh nothing: that is sooner known than
    its facts are put together.
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
    other = {
        path
        for path, items in lists.items()
        if before.lists.get(path) != items or before.more.get(path) != memory.more.get(path)
    }
    turned = _turned(before.uses, memory.uses)
    for path in _with_both(lists, tags_of, turned):
        items = lists[path] if path not in other else ()
        if _is_another_order(facts, path, items, before.uses, memory.uses):
            other.add(path)
    return found | pinning | other


def _turned(before: Mapping[str, int], now: Mapping[str, int]) -> Mapping[str, Collection[str]]:
    """The tags that another number of stories uses: each with those that it now stands before and stood behind, or the other way about. Of
    very many, each with all that may be.
    """
    every = before.keys() | now.keys()
    changed = [tag for tag in every if before.get(tag) != now.get(tag)]
    if len(changed) > _MANY:
        return dict.fromkeys(changed, every)
    found = {
        tag: {other for other in every if _stands_before(tag, other, before) != _stands_before(tag, other, now)}
        for tag in changed
    }
    return {tag: others for tag, others in found.items() if others}


def _stands_before(tag: str, other: str, uses: Mapping[str, int]) -> bool:
    mine, theirs = uses.get(tag, 0), uses.get(other, 0)
    return mine < theirs or (mine == theirs and tag < other)


def _with_both(
    paths: Iterable[str], tags_of: Callable[[str], Iterable[str]], turned: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """The stories that have two tags which may stand in another order."""
    for path in paths if turned else ():
        tags = set(tags_of(path))
        if any(not tags.isdisjoint(turned[tag]) for tag in turned.keys() & tags):
            yield path


def _is_another_order(
    facts: Mapping[str, Facts], path: str, items: Sequence[str], before: Mapping[str, int], now: Mapping[str, int]
) -> bool:
    """Whether the tags that a story shares with one of its list stand in another order by how many use them."""
    ours = facts[path].tags if items else frozenset()
    for item in items:
        both = ours & facts[item].tags
        if len(both) > 1:
            one, other = (sorted(both, key=lambda tag: (uses.get(tag, 0), tag)) for uses in (before, now))
            if one != other:
                return True
    return False


def reason_of_row(row: Row) -> Reason:
    return Reason(row[2], row[3])
