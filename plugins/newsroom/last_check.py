"""What the last check said, kept in `.cache/newsroom/`: while no file, setting, program or hour has changed, it says the same again.

Everything a check may look at is in the key: every file of the site's folder and of its theme by size, times and inode, our code, the
settings, the installed packages, the commit. It holds until the next moment at which the clock alone changes an answer.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import Any

from .looked_at import files, folders_of, surroundings
from .problem import Problem
from .seals import seal_of
from .told import told_of

#: What a build leaves for a check.
_KEPT_BY_BUILDS = ("related-alone.bin",)
_MOMENT = 2_000_000_000


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The problems of a site, and how many files were read for them."""

    problems: tuple[Problem, ...]
    files: int


class Memory:
    """The memory of one site. `now` is the moment of this check."""

    def __init__(self, settings: Mapping[str, Any], root: Path, now: datetime) -> None:
        self._file = root / ".cache" / "newsroom" / "last-check.txt"
        self._root, self._now = root, now
        self._newest = 0
        self._key = self._key_of(settings)

    def recalled(self) -> LastCheck | None:
        """What the last check said, where it still holds."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            head, _, text = self._file.read_text(encoding="utf-8").partition("\n")
            if head == self._head(text):
                told = json.loads(text)
                since, until = (datetime.fromisoformat(told[name]) for name in ("since", "until"))
                if since <= self._now < until:
                    fixes = [(int(at), tuple((old, new) for old, new in fix)) for at, fix in told["fixes"]]
                    return LastCheck(Problem.revived(map(tuple, told["problems"]), fixes), int(told["files"]))
        return None

    def keep(self, last: LastCheck, until: datetime) -> None:
        """Keep it for the next check; not where a file changed a moment ago, whose second change might leave no trace."""
        told: dict[str, Any] = {
            "problems": list(map(tuple, last.problems)),
            "files": last.files,
            "fixes": [(at, one.fix) for at, one in enumerate(last.problems) if one.fix],
            "since": self._now.isoformat(),
            "until": until.isoformat(),
        }
        text = json.dumps(told)
        with contextlib.suppress(OSError, ValueError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(".part")
            part.write_text(f"{self._head(text)}\n{text}", encoding="utf-8")
            if part.stat().st_mtime_ns - self._newest < _MOMENT:
                part.unlink()
                return
            part.replace(self._file)

    def _head(self, text: str) -> str:
        """The line above what was said: the key, and the seal."""
        return f"{self._key} {seal_of(text).hex()}"

    def _key_of(self, settings: Mapping[str, Any]) -> str:
        told = blake2b(digest_size=16)
        plain = {name: value for name, value in settings.items() if name.isupper()}
        told.update(told_of(plain).encode("utf-8", "surrogateescape"))
        for path, stamp in sorted(files(folders_of(settings, self._root)), key=itemgetter(0)):
            told.update(f"{path}/{stamp}\n".encode("utf-8", "surrogateescape"))
            self._newest = max(self._newest, stamp[1] if stamp else 0)
        told.update(surroundings(Path(str(settings["PATH"]))).encode("utf-8", "surrogateescape"))
        for kept in _KEPT_BY_BUILDS:
            with contextlib.suppress(OSError):
                told.update((self._file.parent / kept).read_bytes())
        return told.hexdigest()
