"""What lies in an output folder."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..newsroom.stamps import Stamp, digest_of, stamped
from ..newsroom.whole_files import PART, digest_of_file


def files(folder: Path, kept_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, Stamp]]:
    """(file below the folder, its stamp) of all that is no folder; a link is a file of its own, wherever it leads.

    Folders at the top whose name is in `kept_out` are not looked into.
    """
    waiting = [("", str(folder))]
    while waiting:
        above, here = waiting.pop()
        try:
            with os.scandir(here) as found:
                for one in found:
                    if not one.is_dir(follow_symlinks=False):
                        yield f"{above}{one.name}", stamped(one.stat(follow_symlinks=False))
                    elif above or one.name not in kept_out:
                        waiting.append((f"{above}{one.name}/", one.path))
        except OSError:
            continue  # what cannot be read holds nothing of ours


def digest(file: Path) -> str:
    """The digest of a file's bytes, or of where a link leads; "" where it cannot be read."""
    try:
        if stat.S_ISLNK(file.lstat().st_mode):
            return digest_of(b"\x00link " + os.fsencode(file.readlink()))
        return digest_of_file(file)
    except OSError:
        return ""


def holds(file: Path, digest_wanted: str) -> bool:
    """Whether it is a file, and no link to one, whose bytes have this digest."""
    return not file.is_symlink() and digest(file) == digest_wanted


def stamp(file: Path | str) -> Stamp | None:
    """The stamp of a file; None where there is none."""
    try:
        found = os.lstat(file)
    except OSError:
        return None
    return None if stat.S_ISDIR(found.st_mode) else stamped(found)


def remove(folder: Path, file: str) -> bool:
    """Take a file away, and the folders that this leaves empty. False where it could not be taken away."""
    target = folder / file
    try:
        target.unlink(missing_ok=True)
    except OSError:
        return False
    with contextlib.suppress(OSError):
        for one in target.parents:
            if one == folder:
                break
            one.rmdir()  # fails where something is in it
    return True


def is_part(file: str) -> bool:
    """Whether it is what a killed process was writing."""
    return file.endswith(PART)
