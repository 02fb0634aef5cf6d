"""One build at a time writes into an output folder."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Where Windows locks: a locked byte cannot be read there, and the holder's number is to be.
_BEHIND = 1 << 20


class Busy(Exception):
    """Another process builds. `holder` is its number, 0 where it cannot be told."""

    def __init__(self, holder: int) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock that `file` stands for. The system takes it from a process that dies, so that none is ever left behind.

    Raises Busy. Where the disk knows no locks, or `file` cannot be written, nothing is locked.
    """
    handle: int | None = None
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    if handle is None:
        yield
        return
    try:
        _take(handle)
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    """The lock is the process's own: one that it forks does not hold it, and may outlive it."""
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            os.lseek(handle, _BEHIND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore] # elsewhere it has nothing
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise Busy(_holder(handle)) from None
    except OSError:
        return


def _holder(handle: int) -> int:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return int(os.read(handle, 20) or b"0")
    except (OSError, ValueError):
        return 0
