"""What was seen of the folder of stories before a build, for all who need its files: they need not go through it once more.

Such a build is made of what lay there at that moment. A file that comes, goes or changes afterwards is not as it was seen, and the next
build finds that.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from .looked_at import files
from .stamps import Stamp

#: By inner path; None as the stamp of what leads nowhere.
Seen = Mapping[str, Stamp | None]

_shown: dict[Path, Seen] = {}


@contextmanager
def shown(content: Path, found: Mapping[str, Stamp | None]) -> Iterator[None]:
    """Meanwhile `found`, by path, holds all files of this folder as whoever goes through it now would find them; it may hold others, too."""
    start = f"{content}/"
    _shown[content] = {path[len(start) :]: stamp for path, stamp in found.items() if path.startswith(start)}
    try:
        yield
    finally:
        del _shown[content]


@contextmanager
def looked(content: Path) -> Iterator[None]:
    """Look through a folder, which nobody need do again meanwhile."""
    apart: set[str] = set()
    found = dict(files([content], apart=apart))
    with shown(content, found) if is_one_way(apart) else nullcontext():
        yield


def is_one_way(apart: Collection[str]) -> bool:
    """Whether all who go through a folder of which `looked_at.files` has told what lies `apart` come by the same files, under the same names."""
    return not apart and os.sep == "/"


def seen(content: Path) -> Seen | None:
    """What was seen of a folder; None where whoever wants to know has to look."""
    return _shown.get(content)
