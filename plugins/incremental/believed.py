"""Pages that nobody need name: what they would be given by name is what they were given when they were made. Pure."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..newsroom.writer import Promised
from .ledger_file import Entry
from .plan import Packed, Unasked
from .recorder import GLOBAL


@dataclass(frozen=True, slots=True)
class Believed:
    """Of pages that were promised, and that stand as the last build left them."""

    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The files of each page or long list, by the name under which it was promised."""
    traces: Mapping[str, Unasked] = field(default_factory=dict)
    """How the page in each of these files came about."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """What the ledger says of each."""


def believed(
    promised: Mapping[str, Promised],
    *,
    lists: Mapping[str, tuple[str, ...]],
    last: Mapping[str, Packed],
    alike: Container[int],
    gathered: Container[str],
    entry: Callable[[str], Entry | None],
    name_of: Callable[[Any], bytes],
    same_articles: Container[str],
    place_of: Callable[[Any], str],
    are_lists_same: bool,
) -> Believed:
    """`lists` are the files of long lists that the last build made, `last` how each page came about, `alike` the numbers of lists of names of which
    none is a template's own. `entry` gives what the ledger says of a file that stands, `name_of` the digest of a template's name. The articles at
    the places `same_articles` are what they were.
    """
    files: dict[str, tuple[str, ...]] = {}
    traces: dict[str, Unasked] = {}
    entries: dict[str, Entry] = {}
    said = {
        id(template): name_of(template)
        for template in {id(one.template): one.template for one in promised.values()}.values()
    }
    for name, (template, _, article) in promised.items():
        if article is None:
            of_one = lists.get(name, ()) if are_lists_same else ()
        else:
            of_one = (name,) if place_of(article) in same_articles else ()
        standing = []
        for file in of_one:
            packed = last.get(file)
            if (
                packed is None
                or len(packed) != 4
                or packed[1] not in alike
                or not packed[2].startswith(said[id(template)])
                or file in gathered
            ):
                break
            noted = entry(file)
            if noted is None or noted[0] != packed[0]:
                break
            standing.append((file, packed, noted))
        if not of_one or len(standing) < len(of_one):
            continue
        files[name] = of_one
        for file, packed, noted in standing:
            traces[file], entries[file] = packed, noted
    return Believed(files, traces, entries)


def are_alike(names: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The numbers of those lists of names of their own that pages have by what they are given, and by nothing that a plugin gives to all templates."""
    return frozenset(
        at for at, some in enumerate(names) if some[:1] == ("",) and not any(one.startswith(GLOBAL) for one in some)
    )
