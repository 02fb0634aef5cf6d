"""Arrays in a file of `.cache/newsroom/`, read without being copied: what the lists of related stories need after a change.

A file begins with a head in JSON, sealed, that tells size, form and sum of each array. One that was cut short, altered or written by
other code is as if it were not there.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..newsroom import seals
from ..newsroom.seals import seal_of

_MAGIC = b"newsroom"
_ALIGNED = 64


def write_arrays(file: Path, head: Any, arrays: Mapping[str, Any]) -> None:
    """Put head and arrays in the place of the file, whole or not at all. Raises OSError."""
    import numpy as np

    told, parts, end = [], [], 0
    for name, given in sorted(arrays.items()):
        array = np.ascontiguousarray(given)
        end += -end % _ALIGNED
        told.append([name, array.dtype.str, list(array.shape), end, _sum(array)])
        parts.append((end, array))
        end += array.nbytes
    text = json.dumps({"head": head, "arrays": told, "size": end}, ensure_ascii=False).encode()
    start = _start(len(text))
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with part.open("wb") as out:
            out.write(_MAGIC + len(text).to_bytes(8, "little") + seal_of(text) + text)
            for at, array in parts:
                out.seek(start + at)
                out.write(array.data.cast("B") if array.size else b"")
            out.truncate(start + end)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def read_arrays(file: Path) -> tuple[Any, dict[str, Any]] | None:
    """(head, arrays by name, which cannot be written to); None for a file that is not as it was written."""
    import numpy as np

    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        with file.open("rb") as given:
            begin = given.read(len(_MAGIC) + 8 + seals.SIZE)
            length = int.from_bytes(begin[8:16], "little")
            if begin[:8] != _MAGIC or length > file.stat().st_size:
                return None
            text = given.read(length)
        if begin[16:] != seal_of(text):
            return None
        told = json.loads(text)
        start = _start(length)
        if file.stat().st_size != start + told["size"]:
            return None
        whole = np.memmap(file, np.uint8, "r") if told["size"] else np.zeros(start, np.uint8)
        arrays = {}
        for name, kind, shape, at, total in told["arrays"]:
            dtype = np.dtype(kind)
            size = dtype.itemsize * int(np.prod(shape, dtype=np.int64))
            array = np.asarray(whole[start + at : start + at + size]).view(dtype).reshape(shape)
            if _sum(array) != total:
                return None
            arrays[name] = array
        return told["head"], arrays
    return None


def _start(length: int) -> int:
    """Where the arrays begin, behind a head of this length."""
    end = len(_MAGIC) + 8 + seals.SIZE + length
    return end + -end % _ALIGNED


def _sum(array: Any) -> int:
    """What changes with any one number of an array."""
    import numpy as np

    plain = array.reshape(-1).view(np.uint8)
    whole = len(plain) // 8 * 8
    return (int(plain[:whole].view(np.uint64).sum()) + int(plain[whole:].sum())) % (1 << 63)
