"""What is known of the pictures of a site, kept between builds: a file that did not change is not opened again."""

import dataclasses
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..newsroom import sealed_files
from ..newsroom.stamps import Stamp, stamped
from ..newsroom.whole_files import digest_of_file
from .original import Original, original_of

#: Raised when what is read of a file changes.
_EDITION = 1


def read_originals(content: Path, paths: Iterable[str], most_pixels: int, cache: Path) -> Mapping[str, Original]:
    """Every picture of `paths` that is a file, by its path. `cache` is the folder of what is kept."""
    kept = _Kept(cache / "index.bin", f"pictures {_EDITION}/{version('pillow')}/{most_pixels}")
    found = {}
    for path in sorted(set(paths)):
        file = content / path
        try:
            stat = file.stat()
        except OSError:
            continue
        stamp = stamped(stat)
        original = kept.get(path, stamp)
        if original is None:
            original = original_of(file, path, digest_of_file(file), most_pixels)
        kept.put(path, stamp, original)
        found[path] = original
    kept.save()
    return found


class _Kept:
    def __init__(self, file: Path, edition: str) -> None:
        self._file, self._edition = file, edition
        self._old: dict[str, Any] = sealed_files.read(file, edition) or {}
        self._new: dict[str, Any] = {}

    def get(self, path: str, stamp: Stamp) -> Original | None:
        row = self._old.get(path)
        return Original(**row["original"]) if row and row["stamp"] == stamp else None

    def put(self, path: str, stamp: Stamp, original: Original) -> None:
        self._new[path] = {"stamp": stamp, "original": dataclasses.asdict(original)}

    def save(self) -> None:
        """Write what was read, where it differs from what was kept."""
        if self._new == self._old:
            return
        sealed_files.write(self._file, self._edition, self._new)
