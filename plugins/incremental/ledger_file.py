"""How a ledger lies on the disk: a whole file in sealed parts, and beside it what has changed since that was written.

A build that changes little writes little: of ten thousand pages all that is known is fifteen megabytes. What is cut short, altered, of another
version of this format or of another Python is as if it were not there, and so are changes of another whole: without them the ledger is an
older one.
"""

import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..newsroom.garbage import undisturbed
from ..newsroom.stamps import Stamp
from .differences import applied, difference
from .layers import UNFIT, changes_of, got, lies_there, name_in, put_parts, put_since

_FORMAT = 3
_WHOLE, _SINCE = f"ledger {_FORMAT}", f"changes of a ledger {_FORMAT}"


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
class Whole:
    """What stands in the whole file, which has this name and so many bytes. Nobody changes it: by it is known what has changed since."""

    name: str
    size: int
    entries: Mapping[str, Entry]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pages:
    """All that a ledger holds: the entries by file, and `facts` that belong to no file, by name, in plain values.

    `whole` is what lies on the disk already.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    whole: Whole | None = field(default=None, compare=False, repr=False)


def read(file: Path, *, traces: bool = True) -> Pages | None:
    """What the ledger of this file holds; None where it holds nothing that may be believed. Without `traces` they are None and cost nothing."""
    try:
        with undisturbed():
            whole = _whole(file, traces=traces)
            changed = _changed(file, whole, traces=traces)
    except UNFIT:
        return None
    return changed or Pages(whole.entries, whole.facts, whole)


def name_of(file: Path) -> str:
    """What tells this ledger from any other: each that is written has a name of its own. Raises OSError."""
    try:
        return f"{name_in(file)} {name_in(changes_of(file))}"
    except FileNotFoundError:
        return name_in(file)


def write(file: Path, pages: Pages) -> None:
    """Keep it. Raises OSError, and ValueError for a trace or a fact that is no plain value."""
    whole, facts = pages.whole, dict(pages.facts)
    if whole and lies_there(file, whole.name):
        told = _entries_told(whole.entries, pages.entries)
        parts = [marshal.dumps(part) for part in (told, difference(whole.facts, facts))]
        if put_since(file, _SINCE, whole.name, whole.size, parts):
            return
    written = {name: (one.digest, one.stamp, one.made, None) for name, one in pages.entries.items()}
    traces = {name: one.trace for name, one in pages.entries.items() if one.trace is not None}
    put_parts(file, _WHOLE, [marshal.dumps(part) for part in (written, traces, facts)], lasting=True)


def _whole(file: Path, *, traces: bool) -> Whole:
    name, (written, known, facts) = got(file, _WHOLE, "", range(3) if traces else range(1))
    entries: dict[str, Entry] = dict(zip(written, map(Entry._make, written.values()), strict=True))
    for one, trace in (known or {}).items():
        entries[one] = entries[one]._replace(trace=trace)
    return Whole(name, file.stat().st_size, entries, facts or {})


def _changed(file: Path, whole: Whole, *, traces: bool) -> Pages | None:
    """What it has become; None where nothing is told of that which may be believed."""
    try:
        _, (told, facts) = got(changes_of(file), _SINCE, whole.name, range(2) if traces else range(1))
        others, gone = told
        entries = dict(whole.entries)
        for name in gone:
            del entries[name]
        for name, given in others.items():
            entries[name] = Entry(*given) if traces else Entry(*given)._replace(trace=None)
        return Pages(entries, applied(whole.facts, facts or ()), whole)
    except UNFIT:
        return None


def _entries_told(
    before: Mapping[str, Entry], now: Mapping[str, Entry]
) -> tuple[dict[str, tuple[Any, ...]], list[str]]:
    """Those that are new or others, and the names of those that are gone."""
    get = before.get
    others = [(name, one) for name, one in now.items() if get(name) is not one]
    return {name: tuple(one) for name, one in others if get(name) != one}, [name for name in before if name not in now]
