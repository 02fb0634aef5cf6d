"""Files of two layers: what is large is written seldom, and what has changed since then into a small file beside it.

Each file has a name of its own, drawn at random, and its parts have seals. What is cut short, altered, of another version of its format or of
another Python is as if it were not there, and so are changes of another whole: without them it is an older one.
"""

import json
import marshal
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ..newsroom.sealed_files import title
from ..newsroom.seals import seal_of
from ..newsroom.stamps import digest_of
from ..newsroom.whole_files import put

#: The whole is written anew when what has changed since has more than this part of its bytes.
_SHARE = 8
#: How the name of the file ends in which that stands.
CHANGES = ".since"
#: What is raised by a file that is not as it was written.
UNFIT = (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError, OverflowError, MemoryError)


def changes_of(file: Path) -> Path:
    """The file beside this one that holds what changed since it was written whole."""
    return file.with_name(file.name + CHANGES)


def put_parts(file: Path, what: str, parts: Iterable[bytes], *, lasting: bool = False) -> None:
    """Write the whole; there are no changes then. Raises OSError."""
    _put(file, what, "", parts, lasting=lasting)
    changes_of(file).unlink(missing_ok=True)


def put_since(file: Path, what: str, name: str, size: int, parts: Sequence[bytes]) -> bool:
    """Write what has changed since the whole of this name and of so many bytes; False where that is too much. Raises OSError.

    Nobody waits until it is on the disk: lost in a power failure, the whole is there as it was.
    """
    if sum(map(len, parts)) * _SHARE > size:
        return False
    _put(changes_of(file), what, name, parts, lasting=False)
    return True


def got(file: Path, what: str, of: str, wanted: Iterable[int]) -> tuple[str, list[Any]]:
    """The name of a file that belongs to the one of the name `of`, and the values of the parts that are wanted, which come first; None for the
    others. Raises one of UNFIT.
    """
    with file.open("rb") as lines:
        first, second = lines.readline(), lines.readline()
        seal, _, contents = second.removesuffix(b"\n").partition(b" ")
        if first != _first(what) or seal != _sealed(contents):
            raise ValueError("no file of ours")
        name, belongs, *told = json.loads(contents)
        if belongs != of:
            raise ValueError("what belongs to another")
        found: list[Any] = [None] * len(told)
        for at in wanted:
            length, seal = told[at]
            data = lines.read(length)
            if len(data) != length or seal_of(data).hex() != seal:
                raise ValueError("not as it was sealed")
            found[at] = marshal.loads(data)  # noqa: S302 (made by us)
        return str(name), found


def name_in(file: Path) -> str:
    """What tells a file from any other, as far as its first lines say. Raises OSError."""
    with file.open("rb") as lines:
        return digest_of(lines.readline() + lines.readline())


def lies_there(file: Path, name: str) -> bool:
    """Whether the file of this name lies there still."""
    try:
        with file.open("rb") as lines:
            lines.readline()
            return f'["{name}", '.encode() in lines.readline()
    except OSError:
        return False


def _put(file: Path, what: str, of: str, parts: Iterable[bytes], *, lasting: bool) -> None:
    told = json.dumps([os.urandom(16).hex(), of, *([len(part), seal_of(part).hex()] for part in parts)]).encode()
    put(file, _first(what), _sealed(told) + b" " + told + b"\n", *parts, lasting=lasting)


def _sealed(contents: bytes) -> bytes:
    return seal_of(contents).hex().encode()


def _first(what: str) -> bytes:
    return title(what) + b"\n"
