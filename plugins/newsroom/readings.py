"""All files of a site, read: from records where nothing changed, and on all cores where much did."""

import contextlib
import copyreg
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .cores import FEW, mapped
from .errand import Errand
from .file_reading import Foreign, Reading
from .file_text import is_there
from .problem import asked_for
from .record import Record, record_of
from .records import Records, is_settled, stamp_of
from .registry import Registries
from .registry_files import FILES
from .seen import Seen
from .site import Site
from .stamps import Stamp, digest_of, digest_of_code, stamped
from .standing_readings import Shown, Stood
from .told import told_of

Progress = Callable[[int, int], None]

#: Readings that are kept at a time, and whose words may be forgotten then.
_BATCH = 500
#: Of so many files those few that have changed are read by another process, while this one makes the readings of the others again.
MANY = 2_000


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)  # pickle finds no class by the name that this one has


def _as_made(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return _read_only, (dict(mapping),)


#: A reading that becomes no record comes from another process as it is, and many of its mappings are read-only.
copyreg.pickle(MappingProxyType, _as_made)


@dataclass(frozen=True)
class Reader:
    """Reads the files of one site."""

    site: Site
    registries: Registries
    foreign: Mapping[str, Foreign]

    def read(self, inner: str, kind: str, data: bytes | None = None) -> Reading:
        """The reading of a file by its path below the content folder. `data` are its bytes, where they are known and no other's reader reads it."""
        # With all rules and pydantic: after most edits another process alone needs it.
        from .reading import read_data, read_file

        if data is not None:
            return read_data(data, inner, kind, self.site, self.registries)
        return read_file(self.site.content / inner, kind, self.site, self.registries, self.foreign)

    def is_foreign(self, inner: str) -> bool:
        """Whether another's reader reads the file: that one may look at more than its bytes, so nothing is kept of it."""
        return inner.rpartition(".")[2].lower() in self.foreign


@dataclass
class HeldReadings:
    """The readings of a process that builds again and again, with the stamps of their files. They hold for one key, as records do."""

    key: str = ""
    by_path: dict[str, tuple[Stamp, Reading]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    """The paths of all files that were asked for last: the records are of no others."""
    last: tuple[Stood, Shown] | None = None
    """What the last desk found of them together."""

    def holding(self, key: str, content: Path, stamps: Mapping[str, Stamp]) -> dict[str, Reading]:
        """Those that still hold, by path."""
        if key != self.key:
            return {}
        found = {}
        for path, stamp in stamps.items():
            known, reading = self.by_path.get(path, (None, None))
            if (
                reading
                and known == stamp
                and all(is_there(content / one) is there for one, there in reading.asked.items())
            ):
                found[path] = reading
        return found

    def hold(self, key: str, readings: Mapping[str, Reading], stamps: Mapping[str, Stamp], now: int) -> None:
        """Hold these, and no others. `now` is the time by the clock that stamps the files, in nanoseconds."""
        self.key = key
        before = self.by_path
        self.by_path = {
            path: (stamp, readings[path])
            for path, stamp in stamps.items()
            if (path in before and before[path][0] == stamp) or is_settled(stamp[1], now)
        }


def read_all(
    files: Sequence[tuple[str, str]],
    reader: Reader,
    *,
    records: bool = True,
    progress: Progress | None = None,
    held: HeldReadings | None = None,
    seen: Seen | None = None,
) -> dict[str, Reading]:
    """The readings of `files`, each (path below the content folder, kind), by path in their order.

    `progress` is told (files read, files to read). `held` are those of an earlier call in this process, and gets these. `seen` are the files
    of the folder as somebody has looked at them before.
    """
    above = reader.site.path_of("")
    by_path = {above + one[0]: one for one in files}
    store = _records(reader, by_path) if records else None
    if store:
        found = _remembered(store, by_path, reader, progress, held, seen)
    else:
        outcomes = _told(_read(by_path, reader, None, keep=False), len(by_path), progress)
        found = {path: outcome for path, outcome in outcomes if isinstance(outcome, Reading)}
    return {path: found[path] for path in by_path}


def _remembered(
    store: Records,
    by_path: Mapping[str, tuple[str, str]],
    reader: Reader,
    progress: Progress | None,
    held: HeldReadings | None,
    seen: Seen | None,
) -> dict[str, Reading]:
    """The same with a memory: files that did not change since an earlier run are not read again, and what was read is kept."""
    start = str(reader.site.content)
    ours = {path: f"{start}/{inner}" for path, (inner, _) in by_path.items() if not reader.is_foreign(inner)}
    stamps: Mapping[str, Stamp] = {}
    if seen is not None:
        stamps = {path: stamp for path in ours if (stamp := seen.get(by_path[path][0]))}
    elif held is not None:
        stamps = _stamps(ours)
    found = held.holding(store.key, reader.site.content, stamps) if held is not None else {}
    left = {path: file for path, file in ours.items() if path not in found}
    changed = [by_path[path] for path in store.changed(left, stamps)] if len(left) >= MANY else []
    begun = _begun(changed, reader) if len(left) >= MANY else None
    found |= store.kept(left, stamps)
    missing = {path: one for path, one in by_path.items() if path not in found}
    outcomes = _told(_read(missing, reader, begun, keep=True), len(missing), progress)
    while some := list(islice(outcomes, _BATCH)):
        found |= {path: outcome for path, outcome in some if isinstance(outcome, Reading)}
        found |= store.keep((outcome for _, outcome in some if isinstance(outcome, Record)), at_hand=held is None)
    if held is None or held.key != store.key or held.files != ours.keys():
        store.forget(store.paths() - set(ours))
    store.pack()
    if held is not None:
        held.hold(store.key, found, stamps, store.now())
        held.files = frozenset(ours)
    return found


def _stamps(files: Mapping[str, str]) -> dict[str, Stamp]:
    """The stamps of files by their path, those left out that cannot be looked at."""
    found = {}
    for path, file in files.items():
        with contextlib.suppress(OSError):
            found[path] = stamped(os.stat(file))  # noqa: PTH116  (asked of every file of a site: Path's own costs twice as much)
    return found


def _records(reader: Reader, by_path: Mapping[str, tuple[str, str]]) -> Records:
    def reread(path: str) -> Reading:
        inner, kind = by_path[path]
        return reader.read(inner, kind)

    return Records(reader.site.root / ".cache" / "newsroom", key_of(reader.site), reader.site, reread)


#: What was read, by the file and its kind.
_Begun = Errand[dict[tuple[str, str], Reading | Record]]


def _begun(changed: Sequence[tuple[str, str]], reader: Reader) -> _Begun | None:
    """A few files that have changed, read in another process; None where there are none, or so many that all cores will read them."""
    if not 0 < len(changed) < FEW:
        return None
    return Errand(lambda: {one: _kept_or_read(one, reader) for one in changed})


def _read(
    missing: Mapping[str, tuple[str, str]], reader: Reader, begun: _Begun | None, *, keep: bool
) -> Iterator[tuple[str, Reading | Record]]:
    known = begun.result() if begun else {}
    yield from ((path, known[one]) for path, one in missing.items() if one in known)
    left = {path: one for path, one in missing.items() if one not in known}

    def work(one: tuple[str, str]) -> Record | Reading:
        return _kept_or_read(one, reader, keep=keep)

    files = list(left.values())
    if len(files) >= FEW:
        from . import front_matter, reading  # noqa: F401  (once, and not in each process that helps)
    yield from zip(left, mapped(work, files) if keep else map(work, files), strict=True)


def _kept_or_read(one: tuple[str, str], reader: Reader, *, keep: bool = True) -> Record | Reading:
    reading, record = _one(*one, reader, keep=keep)
    return record or reading


def _told(
    outcomes: Iterator[tuple[str, Reading | Record]], count: int, progress: Progress | None
) -> Iterator[tuple[str, Reading | Record]]:
    """The same, and `progress` hears of each as it comes."""
    for done, one in enumerate(outcomes, start=1):
        yield one
        if progress:
            progress(done, count)


def _one(inner: str, kind: str, reader: Reader, *, keep: bool) -> tuple[Reading, Record | None]:
    """A file's reading and its record; no record of a file that another's reader reads, that is none (a pipe), or that changed meanwhile."""
    file = f"{reader.site.content}/{inner}"
    if not keep or reader.is_foreign(inner) or not is_there(file):
        return reader.read(inner, kind), None
    try:
        stamp = stamp_of(file)
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  (asked of every file of a site: Path's own costs twice as much)
            data = opened.readall()
        reading = reader.read(inner, kind, data)
        return reading, record_of(reading, stamp, digest_of(data)) if stamp_of(file) == stamp else None
    except OSError:
        return reader.read(inner, kind), None


def key_of(site: Site) -> str:
    """What every record depends on beside its file: our code and Python's, the settings that say how a file is read, the registries."""
    told = blake2b(f"{digest_of_code(Path(__file__).parent)}{sys.implementation.cache_tag}".encode(), digest_size=8)
    unread = {"now", "name", "checks", "root", "content"}
    facts = {one.name: getattr(site, one.name) for one in dataclasses.fields(site) if one.name not in unread}
    facts["asked_for"] = asked_for(site.checks.severity)
    facts["options"] = dataclasses.replace(site.options, preview=False)
    # A record goes by the path from the root; of which kind its file is hangs on the path below the content folder.
    facts["above"] = site.path_of("")
    told.update(told_of(facts).encode())
    for name in FILES:
        file = site.content / site.options.data / f"{name}.yaml"
        told.update(file.read_bytes() + b"\x00" if file.is_file() else b"\x01")
    return told.hexdigest()
