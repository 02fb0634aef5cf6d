"""A file is the old one or the new one, never half of one: it is written beside its place, then moved there."""

import contextlib
import os
import stat
import threading
from pathlib import Path

#: How the name of a file ends that is being written; one that is left over was a killed process's.
PART = ".newsroom-part"


def put(target: Path, data: bytes, *, lasting: bool = False) -> None:
    """Let `target` hold these bytes. Until then it is what it was, whatever ends this process; a link is replaced, not followed.

    `lasting`: the bytes are on the disk, not only on their way to it, before the file takes its place. Raises OSError, and leaves no part.
    """
    part = target.with_name(f".{os.getpid()}-{threading.get_ident()}{PART}")
    try:
        with part.open("wb") as out:
            out.write(data)
            if lasting:
                out.flush()
                os.fsync(out.fileno())
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def holds(target: Path, data: bytes) -> bool:
    """Whether `target` is a file, and no link to one, with these bytes."""
    try:
        found = target.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False
