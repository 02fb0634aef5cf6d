"""The pictures that were made, kept by content: each is made once, on all cores, and found again by every later build."""

import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from .derivatives import Derivative, Set
from .encoding import Unmade, made
from .metadata import without_metadata
from .options import Options
from .original import Original
from .seals import Seals
from .svg import cleaned


class Shelf:
    """A folder of made pictures. A name holds what a picture was made of, so that what stands here as it was put here is right for ever."""

    def __init__(self, content: Path, folder: Path, options: Options) -> None:
        self._content, self._folder, self._options = content, folder, options
        self._seals = Seals(folder)

    def file(self, derivative_file: str) -> Path:
        return self._folder / PurePosixPath(derivative_file).name

    def has(self, wanted: Set) -> bool:
        """Whether every file of a set lies here as it was written."""
        return all(self._seals.hold(self.file(one.file).name) for one in wanted.all)

    def fill(self, sets: Iterable[Set]) -> Mapping[str, str]:
        """Make what is missing. What could not be made: path of the original -> why."""
        missing = {one.fallback.file: one for one in sets if not self.has(one)}
        faults: dict[str, str] = {}
        workers = max(1, min(os.cpu_count() or 1, 8))
        with ThreadPoolExecutor(workers) as pool:
            rows = sorted(missing.values(), key=lambda one: one.original.path)
            for number, (one, fault) in enumerate(zip(rows, pool.map(self._make, rows), strict=True), start=1):
                if fault:
                    faults[one.original.path] = fault
                _progress(number, len(rows))
        self.save()
        return faults

    def save(self) -> None:
        """Remember how the pictures were put here, for the next build."""
        self._seals.save()

    def bytes_of(self, wanted: Set, one: Derivative) -> bytes:
        """One file, made now and for later builds if it was not before. What cannot be made is given as it is: the desk has said so, or will."""
        if not self._seals.hold(self.file(one.file).name):
            if self._make(wanted):
                return (self._content / wanted.original.path).read_bytes()
            self.save()
        return self.file(one.file).read_bytes()

    def clean(self, original: Original) -> Path:
        """The file of an original as readers may have it."""
        kept = self._folder / f"{original.digest}{PurePosixPath(original.path).suffix.lower()}"
        if not self._seals.hold(kept.name):
            data = (self._content / original.path).read_bytes()
            self._seals.put(
                kept.name, cleaned(data) if original.kind == "svg" else without_metadata(data, original.kind)
            )
        return kept

    def _make(self, wanted: Set) -> str:
        try:
            for one, data in made(self._content / wanted.original.path, wanted, self._options):
                self._seals.put(self.file(one.file).name, data)
        except Unmade as error:
            return str(error)
        return ""


def _progress(done: int, of: int) -> None:
    """A line that counts, on a terminal and where there is something to wait for."""
    if of > 3 and sys.stderr.isatty():
        print(f"\rnewsroom: pictures {done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)
