"""What addresses answered, kept between runs in `.cache/newsroom/online.json`: nobody is asked twice in a week."""

import contextlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ..newsroom.whole_files import put
from .client import DEAD, OK, Answer

_VERSION = 2


class Memory:
    """The answers that still hold at `now`. A file that cannot be read is as if it were not there."""

    def __init__(self, file: Path, now: datetime, days: int) -> None:
        self._file, self._now = file, now
        self._holds = {OK: timedelta(days=days), DEAD: timedelta(days=min(days, 1))}
        self._kept: dict[str, tuple[str, Answer]] = {}
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            given: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            if given["version"] == _VERSION:
                self._kept = {
                    url: (str(when), Answer(str(verdict), str(why), str(moved), int(status)))
                    for url, (when, verdict, why, moved, status) in given["answers"].items()
                }

    def get(self, url: str) -> Answer | None:
        """What is known of an address; None where it must be asked."""
        when, answer = self._kept.get(url, ("", None))
        if answer is None or answer.verdict not in self._holds:
            return None
        try:
            age = self._now - datetime.fromisoformat(when)
        except (ValueError, TypeError):
            return None
        return answer if timedelta(0) <= age < self._holds[answer.verdict] else None

    def keep(self, url: str, answer: Answer) -> None:
        self._kept[url] = (self._now.isoformat(), answer)

    def write(self, known: frozenset[str]) -> None:
        """Keep what is known of the addresses in `known`, the others belong to no story any more."""
        rows = {
            url: [when, one.verdict, one.why, one.moved, one.status]
            for url, (when, one) in sorted(self._kept.items())
            if url in known
        }
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            put(self._file, json.dumps({"version": _VERSION, "answers": rows}, ensure_ascii=False, indent=0).encode())
