"""What lies in `.cache/` between runs does not grow for ever."""

import contextlib
from pathlib import Path


def keep_newest(folder: Path, pattern: str, count: int) -> None:
    """Settings and code change, and each has a file of its own: of those that `pattern` names only the `count` newest stay."""
    with contextlib.suppress(OSError):
        files = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[count:]:
            file.unlink(missing_ok=True)
