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
    is_article_same: Callable[[Any], bool],
    are_lists_same: bool,
) -> Believed:
    """`lists` are the files of long lists that the last build made, `last` how each page came about, `alike` the numbers of lists of names of which
    none is a template's own. `entry` gives what the ledger says of a file that stands, `name_of` the digest of a template's name.
    """
    files: dict[str, tuple[str, ...]] = {}
    traces: dict[str, Unasked] = {}
    entries: dict[str, Entry] = {}
    for name, one in promised.items():
        if one.article is None:
            of_one = lists.get(name, ()) if are_lists_same else ()
        else:
            of_one = (name,) if is_article_same(one.article) else ()
        standing = [
            (packed, noted)
            for file in of_one
            if (packed := last.get(file)) is not None and len(packed) == 4 and packed[1] in alike and file not in gathered
            and packed[2].startswith(name_of(one.template)) and (noted := entry(file)) is not None and noted.digest == packed[0]
        ]  # fmt: skip
        if not of_one or len(standing) < len(of_one):
            continue
        files[name] = of_one
        for file, (packed, noted) in zip(of_one, standing, strict=True):
            traces[file], entries[file] = packed, noted
    return Believed(files, traces, entries)


def are_alike(names: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The numbers of those lists of names of their own that pages have by what they are given, and by nothing that a plugin gives to all templates."""
    return frozenset(
        at for at, some in enumerate(names) if some[:1] == ("",) and not any(one.startswith(GLOBAL) for one in some)
    )
