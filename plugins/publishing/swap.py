"""Two folders change places. Where the system can, in one step: nobody ever finds neither of them."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths count from the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2, RENAME_SWAP of macOS's renamex_np
#: What systems and file systems answer that cannot do it.
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places in one step. False where this system cannot; then nothing was done.

    Raises OSError for every other failure, as `os.rename` does.
    """
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            code = library.renamex_np(*names, _EXCHANGE)
        else:
            code = library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    except AttributeError:
        return False
    if code == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def replace(old: Path, new: Path, aside: Path) -> None:
    """`new` takes the place of the folder `old`. Where that takes two steps, the old one lies at `aside` between them."""
    if exchange(new, old):
        return
    old.rename(aside)
    new.rename(old)
