"""What would lead out of the folders of a site, or round and round in them: addresses that climb, and links in the content folder."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .problem import Problem

if TYPE_CHECKING:
    from .site import Site


#: What stands in no path: control characters, and what is a slash elsewhere.
_NEVER = re.compile(r"[\x00-\x1f\\]")


def climbs(path: str) -> bool:
    """Whether a path below a folder leads out of it, or is no path of an address at all."""
    return ".." in path.split("/") or path.startswith("/") or _NEVER.search(path) is not None


def links_astray(content: Path) -> list[Path]:
    """The links of the file system below the content folder that lead out of it, or back into a folder that they lie in. That may be a
    link itself.
    """
    root, found, folders, inside = content.resolve(), [], [str(content)], False
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:  # nobody may look into it, so nothing in it is read
            continue
        for entry in entries:
            if entry.is_symlink():
                if not _is_inside(Path(entry.path), root):
                    found.append(Path(entry.path))
                elif os.path.isdir(entry.path):  # noqa: PTH112  (the entry's own raises where a link leads to itself)
                    inside = True
            elif entry.is_dir():
                folders.append(entry.path)
    return sorted([*found, *_circles(str(content), found)] if inside else found)


def files_below(folder: str, circles: set[str] | None = None) -> Iterator[tuple[str, list[str]]]:
    """(folder, names of the files in it) of a folder and of all below it, through links too; none leads back to where it came from.

    `circles` is given the links that would.
    """
    ways = {folder: frozenset[str]()}
    for here, folders, names in os.walk(folder, followlinks=True):
        above, real = ways.pop(here), os.path.realpath(here)
        if real in above:
            folders.clear()
            if circles is not None:
                circles.add(here)
            continue
        ways.update((os.path.join(here, one), above | {real}) for one in folders)  # noqa: PTH118 (as `os.walk` names it)
        yield here, names


def _circles(folder: str, out: Collection[Path]) -> list[Path]:
    """Those in the way of which lies a link that leads out are not looked for: that one is told."""
    if out:
        return []
    found: set[str] = set()
    for _ in files_below(folder, found):
        pass
    real, start = Path(os.path.realpath(folder)), Path(folder)
    links = {Path(os.path.realpath(Path(one).parent)) / Path(one).name for one in found}
    return [start / one.relative_to(real) for one in links]


def _is_inside(link: Path, root: Path) -> bool:
    """A link that leads nowhere is harmless, wherever that would be."""
    return not link.exists() or link.resolve().is_relative_to(root)


def problems(site: "Site", links: Iterable[Path]) -> Iterator[Problem]:
    """`links`: those that `links_astray` has found in the content folder of the site."""
    root = site.content.resolve()
    for link in links:
        said, remedy = (
            ("this link leads back into a folder that it lies in", "take it away")
            if _is_inside(link, root)
            else ("this link leads out of the content folder", "put a copy of what it leads to in its place")
        )
        yield Problem(site.shown(link), 0, 0, "E19", said, remedy)
