"""What would lead out of the folders of a site: addresses that climb, and links in the content folder to somewhere else."""

import os
import re
from collections.abc import Iterator
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
    root = content.resolve()
    found = []
    for here, folders, names in os.walk(content):
        for name in (*folders, *names):
            file = Path(here) / name
            if file.is_symlink() and not _is_inside(file, root):
                found.append(file)
    return sorted(found)


def _is_inside(link: Path, root: Path) -> bool:
    """A link that leads nowhere is harmless, wherever that would be."""
    return not link.exists() or link.resolve().is_relative_to(root)


def problems(site: "Site") -> Iterator[Problem]:
    for link in links_out(site.content):
        yield Problem(
            site.shown(link), 0, 0, "E19", "this link leads out of the content folder", "put a copy of what it leads to in its place"
        )  # fmt: skip
