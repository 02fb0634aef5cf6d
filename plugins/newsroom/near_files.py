"""What a writer may have meant who names a file that is not there."""

import os
from collections.abc import Iterable
from pathlib import Path

from .options import nearest

#: In a folder of more files nobody looks for a name that is near: an old archive may have as many links that lead nowhere.
MOST = 300


def name_near(name: str, names: list[str], most: int = MOST) -> str:
    """The name most like this one, as a picture's with another ending; "" for none, and among very many."""
    return nearest(name, names) if len(names) <= most else ""


def file_near(content: Path, asked: Iterable[str]) -> str:
    """Of the paths below the content folder that were asked for, the first in whose folder a file has a name that is near; "" for none."""
    for path in asked:
        folder, slash, name = path.rpartition("/")
        near = name_near(name, _names(content / folder))
        if near:
            return f"{folder}{slash}{near}"
    return ""


def _names(folder: Path) -> list[str]:
    """The files of a folder that anybody may show; none of one that is not there."""
    try:
        return sorted(one.name for one in os.scandir(folder) if one.is_file() and not one.name.startswith("."))
    except (OSError, ValueError):
        return []
