"""What the last check said, kept in `.cache/newsroom/`: while no file, setting, program or hour has changed, it says the same again.

Everything a check may look at is in the key: every file of the site's folder and of its theme by size, times and inode, our code, the
settings, the installed packages, the commit. It holds until the next moment at which the clock alone changes an answer.
"""

import contextlib
import json
import os
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

from .problem import Problem
from .publication import public_from
from .readings import told_of
from .story import Story

_SKIPPED = ("output", "node_modules", "build", "dist", "__pycache__")
#: What a build leaves for a check.
_KEPT_BY_BUILDS = ("related-alone.json",)
_FACTS = attrgetter("path", "line", "column", "rule", "message", "remedy", "severity")
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
        self._seen: set[str] = set()
        self._key = self._key_of(settings)

    def recalled(self) -> LastCheck | None:
        """What the last check said, where it still holds."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            seal, _, text = self._file.read_text(encoding="utf-8").partition("\n")
            if seal == self._seal(text):
                told = json.loads(text)
                since, until = (datetime.fromisoformat(told[name]) for name in ("since", "until"))
                if since <= self._now < until:
                    return LastCheck(tuple(Problem(*one) for one in told["problems"]), int(told["files"]))
        return None

    def keep(self, last: LastCheck, until: datetime) -> None:
        """Keep it for the next check; not where a file changed a moment ago, whose second change might leave no trace."""
        told: dict[str, Any] = {
            "problems": list(map(_FACTS, last.problems)), "files": last.files,
            "since": self._now.isoformat(), "until": until.isoformat(),
        }  # fmt: skip
        text = json.dumps(told)
        with contextlib.suppress(OSError, ValueError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(".part")
            part.write_text(f"{self._seal(text)}\n{text}", encoding="utf-8")
            if part.stat().st_mtime_ns - self._newest < _MOMENT:
                part.unlink()
                return
            part.replace(self._file)

    def _seal(self, text: str) -> str:
        return blake2b(f"{self._key}\x00{text}".encode(), digest_size=16).hexdigest()

    def _key_of(self, settings: Mapping[str, Any]) -> str:
        told = blake2b(digest_size=16)
        plain = {name: value for name, value in settings.items() if name.isupper()}
        told.update(told_of(plain).encode("utf-8", "surrogateescape"))
        folders = {
            self._root,
            Path(str(settings["PATH"])).absolute(),
            Path(str(settings["THEME"])).absolute(),
            Path(__file__).parents[1],
        }
        folders |= {Path(str(one)).absolute() for one in settings.get("THEME_TEMPLATES_OVERRIDES") or ()}
        for folder in sorted(folders):
            for line in self._stamps(folder):
                told.update(line.encode("utf-8", "surrogateescape"))
        for name in ("purelib", "platlib"):
            with contextlib.suppress(OSError, KeyError):
                told.update(str(Path(sysconfig.get_path(name)).stat().st_mtime_ns).encode())
        told.update(_commit(Path(str(settings["PATH"]))).encode())
        for kept in _KEPT_BY_BUILDS:
            with contextlib.suppress(OSError):
                told.update((self._file.parent / kept).read_bytes())
        return told.hexdigest()

    def _stamps(self, folder: Path) -> Iterator[str]:
        """Every file below a folder with what changes when it does. What is built, hidden or fetched is left out."""
        ways = [(str(folder), frozenset({os.path.realpath(folder)}))]
        while ways:
            here, above = ways.pop()
            if here in self._seen:  # a folder below another one
                continue
            self._seen.add(here)
            try:
                found = sorted(os.scandir(here), key=lambda one: one.name)
            except OSError:
                continue
            for one in found:
                if one.name.startswith((".", *_SKIPPED)):
                    continue
                try:
                    stat = one.stat()
                    is_folder = one.is_dir()
                except OSError:
                    yield f"{one.path}?"
                    continue
                if not is_folder:
                    self._newest = max(self._newest, stat.st_mtime_ns)
                    yield f"{one.path}/{stat.st_size}/{stat.st_mtime_ns}/{stat.st_ctime_ns}/{stat.st_ino}\n"
                elif (real := os.path.realpath(one.path)) not in above:
                    ways.append((one.path, above | {real}))


def holds_until(stories: "list[Story]", now: datetime) -> datetime:
    """The next moment at which the clock alone changes what a check says: a story's, or the end of the day."""
    days = [datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)]
    moments = [moment for story in stories for moment in (public_from(story), story.expires) if moment and moment > now]
    return min([*days, *moments])


def _commit(folder: Path) -> str:
    """The commit that the folder's checkout stands at; "" outside one."""
    try:
        ran = subprocess.run(
            ["git", "rev-parse", "--verify", "HEAD"], cwd=folder, capture_output=True, encoding="utf-8", check=True, timeout=20
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()
