"""What would lead out of the folders of a site: addresses that climb, and links in the content folder to somewhere else."""

import os
import re
from collections.abc import Iterable, Iterator
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


def links_out(content: Path) -> list[Path]:
    """The links of the file system below the content folder that lead out of it. The folder may be a link itself."""
    root, found, folders = content.resolve(), [], [str(content)]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:  # nobody may look into it, so nothing in it is read
            continue
        for entry in entries:
            if entry.is_symlink():
                if not _is_inside(Path(entry.path), root):
                    found.append(Path(entry.path))
            elif entry.is_dir():
                folders.append(entry.path)
    return sorted(found)


def _is_inside(link: Path, root: Path) -> bool:
    """A link that leads nowhere is harmless, wherever that would be."""
    return not link.exists() or link.resolve().is_relative_to(root)


def problems(site: "Site", links: Iterable[Path]) -> Iterator[Problem]:
    """`links`: those that `links_out` has found in the content folder of the site."""
    for link in links:
        yield Problem(
            site.shown(link), 0, 0, "E19", "this link leads out of the content folder", "put a copy of what it leads to in its place"
        )  # fmt: skip
