"""Plain values in a file of the cache: what was cut short, altered, or written by another Python is as if it were not there."""

import contextlib
import marshal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from .seals import seal_of
from .whole_files import put

T = TypeVar("T")

#: Bytes in which the two lines end that stand before the values.
_HEAD = 1_000


def read(file: Path, what: str) -> Any:
    """The values that `write` has kept in this file as `what`; None where it holds none that may be believed."""
    try:
        whole = file.read_bytes()
        first, seal = whole[:_HEAD].split(b"\n", 2)[:2]
        data = memoryview(whole)[len(first) + len(seal) + 2 :]  # no copy: it may be many megabytes
        if first != title(what) or seal != _seal(data):
            return None
        return marshal.loads(data)  # noqa: S302 (made by us)
    except (OSError, ValueError, TypeError, EOFError, MemoryError):
        return None


def write(file: Path, what: str, values: Any) -> None:
    """Keep plain values. Where the folder cannot be written nothing is kept and nothing fails. Raises ValueError for what is no plain value."""
    data = marshal.dumps(values)
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        put(file, title(what), b"\n", _seal(data), b"\n", data)


def kept(file: Path, what: str, make: Callable[[], T]) -> T:
    """What was kept, else what `make` gives, which is kept from now on. For plain values that are not None."""
    found: T | None = read(file, what)
    if found is None:
        found = make()
        write(file, what, found)
    return found


def _seal(data: bytes | memoryview) -> bytes:
    """In a line: it has no end of one in it."""
    return seal_of(data).hex().encode()


def title(what: str) -> bytes:
    """The first line of a file: marshal's form is that of one version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    return f"newsroom {what}, {sys.implementation.name} {version}, marshal {marshal.version}".encode()
