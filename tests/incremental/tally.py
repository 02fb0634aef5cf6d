"""What sequences of edits have gone through so far, counted, and the state that a site is in."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from .edits import Edit
from .forge import Ran

_MOMENT = re.compile(r"^(date|embargo|expires|review_by): (\S+(?: [0-9:]+)?)$", re.MULTILINE)


@dataclass
class Tally:
    """`steps` by the processes that share the work, `edits` by kind, and of these `done` those that changed a file. `passed` are steps at which the clock reached a moment that a story names."""

    steps: Counter[int] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    builds: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    remembered: int = 0

    def edit(self, edit: Edit, site: Path) -> None:
        """Do it, and count it."""
        before = _stamps(site)
        edit.apply(site)
        self.edits[edit.kind] += 1
        self.done[edit.kind] += before != _stamps(site)

    def step(self, cores: int, site: Path, before: int, now: int) -> None:
        """A step whose edits are done, and at which it has become `now`."""
        self.steps[cores] += 1
        if now != before:
            self.passed["clock on" if now > before else "clock back"] += 1
            self.passed.update(_passed(site, *sorted((before, now))))

    def build(self, kind: str, ran: Ran) -> None:
        self.builds[kind] += 1
        self.seconds[kind] += ran.seconds

    def __str__(self) -> str:
        """In lines."""
        many = sum(self.steps.values())
        rows = [
            f"steps: {many}; by processes that share the work: {dict(sorted(self.steps.items()))}; clean builds known already: {self.remembered}",
            f"builds: {_in_words(self.builds)}",
            f"seconds of a processor: {', '.join(f'{kind} {took:.0f}' for kind, took in self.seconds.items())}; {sum(self.seconds.values()) / max(many, 1):.2f} a step",
            f"edits: {_in_words(self.edits)}; in all {sum(self.edits.values())}",
            f"of these changed a file: {_in_words(self.done)}",
            f"time: {_in_words(self.passed)}",
        ]
        return "\n".join(rows)


def _in_words(counted: "Counter[str]") -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counted.items()))


def _stamps(site: Path) -> dict[str, tuple[int, int, int]]:
    """Of every file, whose change an edit may be."""
    every = [one for one in site.rglob("*") if not one.is_dir()]
    return {str(one): (found.st_ino, found.st_size, found.st_ctime_ns) for one in every for found in [one.lstat()]}


def _passed(site: Path, earlier: int, later: int) -> set[str]:
    """Keys of stories whose moment lies between the two."""
    found = set()
    for file in (site / "content").rglob("*.md"):
        for key, written in _MOMENT.findall(file.read_text(encoding="utf-8")):
            try:
                moment = datetime.fromisoformat(written)
            except ValueError:
                continue
            at = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
            found |= {f"{key} passed"} if earlier < at <= later else set()
    return found


def state_of(site: Path, now: int, without: Collection[str]) -> bytes:
    """A digest of the moment and of each file's place and bytes, but of what is called as one of `without`."""
    digest = hashlib.blake2b(str(now).encode())
    for one in sorted(site.rglob("*")):
        place = one.relative_to(site)
        if not one.is_dir() and not set(place.parts) & set(without):
            data = one.read_bytes()
            digest.update(f"{place}\0{len(data)}\0".encode() + data)
    return digest.digest()
