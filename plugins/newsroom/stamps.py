"""What changes when a file does: its stamp, which is looked up at once, and the digest of its bytes, which decides."""

import os
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

#: Size, time of the last change in nanoseconds, the same of its entry in the file system, inode.
Stamp = tuple[int, int, int, int]

#: The stamp of what was looked up: tens of thousands of times in a build.
stamped: Callable[[os.stat_result], Stamp] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def digest_of(data: bytes | memoryview) -> str:
    """32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_of_files(files: Iterable[Path]) -> str:
    """The same of the bytes of several files, in the order of their paths: what a cache holds for whose content is made by their code."""
    told = blake2b(digest_size=16)
    for file in sorted(files):
        told.update(file.read_bytes())
    return told.hexdigest()


@cache
def digest_of_code(folder: Path) -> str:
    """The same of the Python files of a folder, which stand for as long as this process does."""
    return digest_of_files(folder.rglob("*.py"))
