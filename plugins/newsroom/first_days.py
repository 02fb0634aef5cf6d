"""When a file was first entered into git, and where there is no git, when it was written: what Pelican's `DEFAULT_DATE = "fs"` means by a date."""

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from .git import told_by_git


def first_days(folder: Path) -> Mapping[Path, datetime] | None:
    """The moment of the first commit of each file below a folder, through all its renames. None where that is not known: in a clone that was cut short.

    {} where there is no git: then each file has its own time.
    """
    told = _asked(folder, "rev-parse", "--show-toplevel", "--is-shallow-repository").splitlines()
    if len(told) != 2:
        return {}
    if told[1] == "true":
        return None
    top = Path(told[0])
    log = _asked(
        folder, "log", "-z", "-M", "--name-status", "--diff-filter=AR", "--format=%x01%at%x00", "HEAD", "--", "."
    )
    names: dict[str, str] = {}  # what a file was called -> what it is called now
    found: dict[str, datetime] = {}
    when = datetime.fromtimestamp(0, UTC)
    parts = iter(log.split("\x00"))
    for part in map(str.strip, parts):
        if part.startswith("\x01"):
            when = datetime.fromtimestamp(int(part[1:]), UTC)
        elif part.startswith("R"):
            before, after = next(parts), next(parts)
            names[before] = names.get(after, after)
        elif part == "A":
            path = next(parts)
            found[names.get(path, path)] = when
    return {top / path: moment for path, moment in found.items()}


def written_at(file: Path) -> datetime:
    """When a file was last written."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _asked(folder: Path, *words: str) -> str:
    """What git says; "" where there is none, or no checkout, or no commit."""
    try:
        return told_by_git(folder, *words).decode("utf-8", "surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return ""
