"""A file is the old one or the new one, never half of one: it is written beside its place, then moved there."""

import contextlib
import hashlib
import itertools
import os
import shutil
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

#: How the name of a file ends that is being written; one that is left over was a killed process's.
PART = ".newsroom-part"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
#: Tells the files apart that this process has put beside their places.
_numbers = itertools.count(1)


def put(target: str | Path, *data: bytes, lasting: bool = False) -> None:
    """Let `target` hold these bytes, one after the other. Until then it is what it was, whatever ends this process; a link is replaced, not followed.

    `lasting`: the bytes are on the disk, not only on their way to it, before the file takes its place. Raises OSError, and leaves no part.
    """
    with _gone_if_it_fails(put_beside(os.fspath(target), *data, lasting=lasting)) as part:
        os.replace(part, target)  # noqa: PTH105


def put_beside(target: str, *data: bytes, lasting: bool = False) -> str:
    """A file with these bytes beside `target`, for whoever moves it there, in this process or another. Raises OSError, and leaves none then.

    Paths are texts, and the file is the system's: a site has tens of thousands of pages, and a `Path` or an object around the file costs as
    much as writing to it.
    """
    with _gone_if_it_fails(_part_of(target)) as part:
        out = os.open(part, _NEW, 0o666)
        try:
            for one in data:
                rest = memoryview(one)
                while rest:  # a disk that is nearly full takes a part, and says so the next time
                    rest = rest[os.write(out, rest) :]
            if lasting:
                os.fsync(out)
        finally:
            os.close(out)
    return part


def holds(target: Path, data: bytes) -> bool:
    """Whether `target` is a file, and no link to one, with these bytes."""
    try:
        found = target.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def put_copy(source: Path, target: Path) -> str:
    """Let `target` hold what `source` holds; the digest of that. As `put`, and in pieces: the file may be a film. Raises OSError."""
    with _gone_if_it_fails(_part_of(str(target))) as part:
        shutil.copyfile(source, part)
        digest = digest_of_file(Path(part))
        os.replace(part, target)  # noqa: PTH105
    return digest


def digest_of_file(file: Path) -> str:
    """The digest of a file's bytes, as `digest_of`. Raises OSError."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


@contextlib.contextmanager
def _gone_if_it_fails(part: str) -> Iterator[str]:
    """Nothing is left of a part whose writing failed."""
    try:
        yield part
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise


def _part_of(target: str) -> str:
    return os.path.join(os.path.dirname(target), f".{os.getpid()}-{threading.get_ident()}-{next(_numbers)}{PART}")  # noqa: PTH118, PTH120
