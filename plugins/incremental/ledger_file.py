"""How a ledger lies on the disk: two sealed parts, what was written and how each of it came about.

A file that is cut short, altered, of another version of this format or of another Python is as if it were not there.
"""

import json
import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..newsroom.sealed_files import title
from ..newsroom.stamps import Stamp, digest_of
from ..newsroom.whole_files import put

_FORMAT = 2


class Entry(NamedTuple):
    """A file of the output as a build left it. `digest` is that of its bytes, `stamp` that of the file.

    `made` is the digest of what we wrote: another one where somebody went over the file afterwards, "" where we did not write it at all.
    `trace` is how it came about, in plain values; None where nothing is known of that.
    """

    digest: str
    stamp: Stamp
    made: str
    trace: Any = None

    @property
    def is_ours(self) -> bool:
        return bool(self.made)

    @property
    def is_as_made(self) -> bool:
        return self.made == self.digest


@dataclass(frozen=True, slots=True)
class Pages:
    """All that a ledger holds: the entries by file, and `facts` that belong to no file, by name, in plain values."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def read(file: Path, *, traces: bool = True) -> Pages | None:
    """What the file holds; None where it holds nothing that may be believed. Without `traces` they are None and cost nothing."""
    try:
        with file.open("rb") as lines:
            if lines.readline() != _title():
                return None
            contents = json.loads(lines.readline())
            written = _unsealed(lines.read(contents[0][0]), contents[0])
            known, facts = (_unsealed(lines.read(one[0]), one) if traces else {} for one in contents[1:])
        entries = {name: Entry(*given) for name, given in written.items()}
        return Pages(entries | {name: entries[name]._replace(trace=one) for name, one in known.items()}, facts)
    except (OSError, ValueError, TypeError, EOFError, LookupError, AttributeError, OverflowError, MemoryError):
        return None


def seal_of(file: Path) -> str:
    """What tells this ledger from any other: its first two lines, in which the digests of its parts stand. Raises OSError."""
    with file.open("rb") as lines:
        return digest_of(lines.readline() + lines.readline())


def write(file: Path, pages: Pages) -> None:
    """Keep it. Raises OSError, and ValueError for a trace or a fact that is no plain value."""
    written = {name: (one.digest, one.stamp, one.made) for name, one in pages.entries.items()}
    traces = {name: one.trace for name, one in pages.entries.items() if one.trace is not None}
    parts = [marshal.dumps(part) for part in (written, traces, dict(pages.facts))]
    contents = json.dumps([[len(part), digest_of(part)] for part in parts]).encode() + b"\n"
    put(file, _title(), contents, *parts, lasting=True)


def _title() -> bytes:
    return title(f"ledger {_FORMAT}") + b"\n"


def _unsealed(data: bytes, part: list[Any]) -> dict[str, Any]:
    """The values of a part. Raises ValueError where it is not what was sealed."""
    if [len(data), digest_of(data)] != part:
        raise ValueError("not as it was sealed")
    values: dict[str, Any] = marshal.loads(data)  # noqa: S302 (made by us)
    return values
