"""The files of a folder that Pelican's generators take, by its settings, of those that somebody has seen there. Pure."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from posixpath import split
from typing import Any

from .site import any_of


class Included:
    """Whether a path is one of a text, by that and the extensions that texts have."""

    def __init__(self) -> None:
        self.known: dict[tuple[Any, tuple[Any, ...]], bool] = {}


class Chosen:
    """What was chosen of the files of the folder last, and of which: after most edits they have the names that they had."""

    def __init__(self) -> None:
        self.asked: Any = None
        self.files: list[str] = []


def is_plain(path: str) -> bool:
    """Whether a folder is named as whoever goes through the one above it calls it, or as "" for that itself."""
    return not path or not {"", ".", ".."}.intersection(path.split("/"))


def chosen(
    files: Iterable[str],
    folder: str,
    paths: Iterable[str],
    exclude: Iterable[str],
    ignores: Sequence[str],
    endings: Collection[str],
) -> set[str]:
    """As Pelican's `get_files` gives them, of the `files` below a folder without links: those below `paths`, which are plain, whose names
    end with one of `endings`; names of `ignores`, as `fnmatch` reads them, and folders of `exclude` are left out.
    """
    is_ignored = any_of(tuple(ignores))
    left_out = {split(f"{folder}/{one}") if not one.startswith("/") else split(one) for one in exclude}

    def is_wanted(name: str) -> bool:
        stem, _, ending = name.rpartition(".")
        return bool(stem.strip(".")) and ending in endings and not is_ignored(name)

    parted = ((one, *one.rpartition("/")) for one in files)
    wanted = [(above, one) for one, above, _, name in parted if is_wanted(name)]
    found: set[str] = set()
    for path in paths:
        reach = _Reach(folder, path, left_out, is_ignored)
        found |= {one if above else f"./{one}" for above, one in wanted if reach.reaches(above)}
        found |= {one for _, one in wanted if one == path}
    return found


@dataclass(slots=True)
class _Reach:
    """The folders that are gone through from one of them on: not those that are left out, nor what is below them."""

    folder: str
    path: str
    left_out: Collection[tuple[str, str]]
    is_ignored: Callable[[str], object]
    known: dict[str, bool] = field(default_factory=dict)

    def reaches(self, inner: str) -> bool:
        known = self.known.get(inner)
        if known is None:
            known = self.known[inner] = inner == self.path or self._goes_into(inner)
        return known

    def _goes_into(self, inner: str) -> bool:
        above, name = split(inner)
        here = f"{self.folder}/{above}" if above else self.folder
        return bool(inner) and self.reaches(above) and (here, name) not in self.left_out and not self.is_ignored(name)
