"""What is known of the pictures of a site, kept between builds: a file that did not change is not opened again."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..newsroom import whole_files
from .original import Original, original_of

#: Raised when what is read of a file changes.
_EDITION = 1


def read_originals(content: Path, paths: Iterable[str], most_pixels: int, cache: Path) -> Mapping[str, Original]:
    """Every picture of `paths` that is a file, by its path. `cache` is the folder of what is kept."""
    kept = _Kept(cache / "index.json", f"{_EDITION}/{version('pillow')}/{most_pixels}")
    found = {}
    for path in sorted(set(paths)):
        file = content / path
        try:
            stat = file.stat()
        except OSError:
            continue
        stamp = [stat.st_size, stat.st_mtime_ns]
        original = kept.get(path, stamp)
        if original is None:
            original = original_of(file, path, digest_of(file), most_pixels)
        kept.put(path, stamp, original)
        found[path] = original
    kept.save()
    return found


def digest_of(file: Path) -> str:
    """What tells this content from any other."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


class _Kept:
    def __init__(self, file: Path, edition: str) -> None:
        self._file, self._edition = file, edition
        self._old: dict[str, Any] = {}
        self._new: dict[str, Any] = {}
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            if kept["edition"] == edition:
                self._old = kept["pictures"]
        except (OSError, ValueError, KeyError, TypeError):
            pass  # nothing is kept yet, or by another edition: all is read anew

    def get(self, path: str, stamp: list[int]) -> Original | None:
        row = self._old.get(path)
        return Original(**row["original"]) if row and row["stamp"] == stamp else None

    def put(self, path: str, stamp: list[int], original: Original) -> None:
        self._new[path] = {"stamp": stamp, "original": dataclasses.asdict(original)}

    def save(self) -> None:
        """Write what was read, where it differs from what was kept."""
        if self._new == self._old:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        whole_files.put(self._file, json.dumps({"edition": self._edition, "pictures": self._new}).encode())
