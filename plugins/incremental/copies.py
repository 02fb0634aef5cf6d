"""Files that are copied into the output as they are: read only where their source has another stamp than last time."""

import fnmatch
import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..newsroom.stamps import stamped
from ..newsroom.whole_files import digest_of_file, put_copy
from .ledger import Ledger

#: A file that changed a moment ago may change once more without another stamp.
_MOMENT = 2_000_000_000


def copy(source: Path, file: str, output: Path, ledger: Ledger) -> None:
    """Let `file` below the output folder hold what `source` holds. Raises OSError."""
    found = source.stat()
    trace = ["copy", str(source), *stamped(found)]
    entry = ledger.entry(file)
    if entry and entry.trace == trace:
        ledger.keep(file, trace)
        return
    digest = digest_of_file(source)
    if not ledger.stands(file, digest):
        ledger.begin(file)
        target = output / file
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = put_copy(source, target)
    is_settled = time.time_ns() - found.st_mtime_ns > _MOMENT and stamped(source.stat()) == stamped(found)
    ledger.note(file, digest, trace if is_settled else None)


def below(folder: Path, ignores: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """(file, its way below the folder) of all that Pelican copies of a folder, links followed; names that a glob of `ignores` fits are left out."""
    for here, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(one for one in folders if not _is_ignored(one, ignores))
        for name in sorted(files):
            file = Path(here) / name
            if not _is_ignored(name, ignores) and _is_file(file):
                yield file, file.relative_to(folder).as_posix()


def of_theme(theme: Path, paths: Sequence[str], place: str, ignores: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """(source, file below the output folder) of a theme's static files, as THEME_STATIC_PATHS and THEME_STATIC_DIR name them."""
    for path in paths:
        source = theme / path
        if _is_ignored(source.name, ignores):
            continue
        if source.is_file():
            yield source, f"{place}/{source.name}"
        else:
            yield from ((file, f"{place}/{way}") for file, way in below(source, ignores))


def _is_ignored(name: str, ignores: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(name, one) for one in ignores)


def _is_file(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except OSError:
        return False
