"""What reading each file gave, kept between runs in `.cache/newsroom/`: a file that did not change is not read again.

A record holds for the bytes of its file, and for one key: our code, the site's settings and its registries. Size, times and inode are
the fast check; where they differ the bytes decide. Every row carries a seal: one that was altered or cut short is as if it were not there.
"""

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import Any

from . import sealed_files
from .at_hand import AtHand
from .caches import keep_newest
from .file_reading import Details, Reading
from .file_text import is_there
from .links import Link
from .pack import Pack, packed
from .record import READING_STORY, Record, told_by
from .resting import Names, Resting, Waking, at_rest
from .seals import seal_of
from .site import Site
from .stamps import Stamp, digest_of, stamped

_KEPT = 3
_MOMENT = 2_000_000_000
_FEW = 200
#: So many readings that are not in the pack, or no longer, make a new one.
_MISSED = 100
#: Words that are held because they may be asked for again soon.
_RECENT = 32
#: Characters of words that are held at hand.
_ROOM = 160_000_000
_PACK = "readings 2"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, record BLOB, seal BLOB);
CREATE TABLE IF NOT EXISTS words (
    path TEXT PRIMARY KEY, digest TEXT, details_seal BLOB, text_seal BLOB, body_seal BLOB, details BLOB, text TEXT, body TEXT
);
"""
_NONE_SEEN: Mapping[str, Stamp] = MappingProxyType({})
#: What a row is made of.
_OF_ROW = [str, str, str, bytes, bytes]
#: Half of a surrogate pair in the form in which it is kept: by chance two numbers look like one.
_HALF = re.compile(rb"\xed[\xa0-\xbf]")


def stamp_of(file: str | Path) -> str:
    """What changes when a file does: its size, times and inode. Raises OSError."""
    return _written_stamp(stamped(os.stat(file)))  # noqa: PTH116  (asked of every file of a site: Path's own costs twice as much)


def _stamp_now(file: str) -> Stamp | None:
    """None where it cannot be looked at."""
    with contextlib.suppress(OSError):
        return stamped(os.stat(file))  # noqa: PTH116  (as above)
    return None


def _written_stamp(stamp: Stamp) -> str:
    return "{}/{}/{}/{}".format(*stamp)


def _read_stamp(written: str) -> Stamp | None:
    """None for one that is not known: the file changed a moment before it was read."""
    with contextlib.suppress(ValueError):
        size, changed, entered, inode = map(int, written.split("/"))
        return size, changed, entered, inode
    return None


def _resting(record: bytes, zone: tzinfo, names: Names | None = None) -> Resting:
    given = told_by(record)
    return at_rest(given, given[READING_STORY], zone, names)


def digest_in(edition: str) -> str:
    """The digest of the file of a story that has this edition (`Records.edition`); "" where it has none."""
    return edition.rpartition(" ")[2]


def details_of(kept: bytes) -> Details:
    """Places, links and anchors of a record. Raises ValueError, TypeError or IndexError for a broken one."""
    places, links, anchors = told_by(kept)
    at = {key: (line, column) for key, (line, column) in places.items()}
    return MappingProxyType(at), tuple(Link(*one) for one in links), tuple(anchors)


class Records:
    """The records of one key. Where the folder cannot be written or its file is broken, nothing is kept and nothing fails."""

    def __init__(self, folder: Path, key: str, site: Site, reread: Callable[[str], Reading]) -> None:
        self.key = key
        self._file, self._pack = folder / f"readings-{key}.sqlite", folder / f"readings-{key}.pack"
        self._is_old = False
        self._names, self._at_rest = Names(), dict[str, tuple[str, str, Resting]]()
        """What was read since the pack was found old, as it will stand in the new one."""
        self._site, self._reread = site, reread
        self._open: tuple[int, sqlite3.Connection] | None = None
        self._standing: tuple[Pack, frozenset[str]] | None = None
        """The pack, and what of it still holds by the stamps of files, where somebody has asked what does not."""
        self._recent: dict[tuple[str, str, str], str | bytes] = {}
        self._at_hand = AtHand[Record](_ROOM)

    def changed(self, files: Mapping[str, str], seen: Mapping[str, Stamp] = _NONE_SEEN) -> list[str]:
        """The paths of those that have another stamp than when they were read. `kept` goes on from here, with the same files and `seen`."""
        self._standing = self._in_pack(files, seen)
        left = {path: file for path, file in files.items() if path not in self._standing[1]}
        known = {row[0]: row[1] for row in self._rows(left)} if len(left) <= _FEW else {}
        return [
            path
            for path, file in left.items()
            if (was := _read_stamp(known.get(path, ""))) is None or was != (seen.get(path) or _stamp_now(file))
        ]

    def kept(self, files: Mapping[str, str], seen: Mapping[str, Stamp] = _NONE_SEEN) -> dict[str, Reading]:
        """The readings that still hold, of the files by their path; `seen` are the stamps that they had when somebody looked at them before."""
        found = self._packed(files, seen) if len(files) > _FEW else {}
        left = {path: file for path, file in files.items() if path not in found} if found else files
        fresh: list[tuple[str, str]] = []
        waking = Waking(self._site.zone)
        for path, stamp, digest, record, seal in self._rows(left):
            file = left.get(path)
            if file is None or seal != seal_of(path, digest, record):
                continue
            with contextlib.suppress(OSError, ValueError, TypeError, IndexError, KeyError):
                now = stamp_of(file)
                if now != stamp:
                    if digest != digest_of(Path(file).read_bytes()):
                        continue
                    fresh.append((now, path))
                reading = self._awake(waking, path, digest, _resting(record, self._site.zone))
                if self._holds(reading):
                    found[path] = reading
        if fresh:
            self._write("UPDATE records SET stamp = ? WHERE path = ?", fresh)
        self._is_old = len(files) > _FEW and len(left) > _MISSED
        return found

    def _packed(self, files: Mapping[str, str], seen: Mapping[str, Stamp]) -> dict[str, Reading]:
        """Those of the pack whose files have the stamps that they had."""
        (pack, standing), self._standing = self._standing or self._in_pack(files, seen), None
        with contextlib.suppress(ValueError, TypeError, IndexError, KeyError):
            made = pack.made(self._site.zone, self.words, self.details, self.edition) if standing else []
            return {one.path: one for one in made if one.path in standing and (not one.asked or self._holds(one))}
        return {}

    def _in_pack(self, files: Mapping[str, str], seen: Mapping[str, Stamp]) -> tuple[Pack, frozenset[str]]:
        """The pack, and which of those files have the stamps that they had."""
        pack = Pack(sealed_files.read(self._pack, f"{_PACK} {self.key}"))
        return pack, pack.standing(files, seen, _stamp_now)

    def _awake(self, waking: Waking, path: str, digest: str, resting: Resting) -> Reading:
        later = _Later(self, path, digest)
        return waking.reading(resting, later.words, later.details, self.edition(digest))

    def _holds(self, reading: Reading) -> bool:
        return all(is_there(self._site.content / one) is there for one, there in reading.asked.items())

    def pack(self) -> None:
        """Put all records into one file, where many were asked for that are not in it: it is read sooner than they are."""
        if not self._is_old:
            return
        paths = self.paths()
        rows = {path: row for path, row in self._at_rest.items() if path in paths}
        left = paths - rows.keys()
        for path, stamp, digest, record, seal in self._rows(left):
            if path in left and seal == seal_of(path, digest, record):
                with contextlib.suppress(ValueError, TypeError, IndexError):
                    rows[path] = (stamp, digest, _resting(record, self._site.zone, self._names))
        known = {path: (_read_stamp(stamp), digest, resting) for path, (stamp, digest, resting) in rows.items()}
        sealed_files.write(self._pack, f"{_PACK} {self.key}", packed(known, self._names))
        keep_newest(self._pack.parent, "readings-*.pack", _KEPT)
        self._names, self._at_rest, self._is_old = Names(), {}, False

    def edition(self, digest: str) -> str:
        """The edition of a story whose file has this digest."""
        return f"{self.key} {digest}"

    def keep(self, records: Iterable[Record], *, at_hand: bool = False) -> dict[str, Reading]:
        """Keep these. Their readings, by path: those that are kept fetch words and details from here, so that nobody need hold them.

        `at_hand`: they will all be asked for soon, by a process that does not live on, and are held as long as there is room.
        """
        now, given = self.now(), list(records)
        rows = [_settled(one, now) for one in given if _is_writable(one)]
        are_kept = self._write(
            "INSERT OR REPLACE INTO words VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [_words_row(one) for one in rows]
        )
        self._write("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?)", [_record_row(one) for one in rows])
        kept = {one.path: one.stamp for one in rows} if are_kept else {}
        if at_hand and are_kept:
            for one in rows:
                self._at_hand.hold(
                    one.path, one._replace(reading=b""), len(one.body) + len(one.text) + len(one.details)
                )
        names, zone = self._names if self._is_old else None, self._site.zone
        restings = [_resting(one.reading, zone, names) for one in given]
        waking = Waking(zone, names.listed if names else None)
        made = {}
        for one, resting in zip(given, restings, strict=True):
            later: _Later | _Held = _Later(self, one.path, one.digest) if one.path in kept else _Held(one)
            made[one.path] = waking.reading(resting, later.words, later.details, self.edition(one.digest))
            if self._is_old and one.path in kept:
                self._at_rest[one.path] = (kept[one.path], one.digest, resting)
        return made

    def forget(self, gone: Collection[str]) -> None:
        """Forget the files at these paths."""
        for table in ("records", "words"):
            self._write(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone])  # noqa: S608 (our own two names)

    def words(self, path: str, digest: str, name: str) -> str:
        """Body or text of the story at `path`; read anew from the file where it was not kept as it was."""
        kept = self._part(path, digest, name)
        if isinstance(kept, str):
            return kept
        story = self._reread(path).story
        return (story.body if name == "body" else story.text) if story else ""

    def details(self, path: str, digest: str) -> Details:
        """Places, links and anchors of the file at `path`; read anew where they were not kept as they were."""
        kept = self._part(path, digest, "details")
        if isinstance(kept, bytes):
            with contextlib.suppress(ValueError, TypeError, IndexError):
                return details_of(kept)
        reading = self._reread(path)
        return reading.places, reading.links, reading.anchors

    def _part(self, path: str, digest: str, name: str) -> str | bytes | None:
        """Body, text or details. Each has a seal of its own: few ask for two of them."""
        held = self._at_hand.get(path)
        if held is not None and held.digest == digest:
            return getattr(held, name)  # type: ignore[no-any-return] # text or bytes
        if (found := self._recent.get((path, digest, name))) is not None:
            return found
        with contextlib.suppress(sqlite3.Error, OSError, TypeError):
            statement = f"SELECT digest, {name}_seal, {name} FROM words WHERE path = ?"  # noqa: S608 (our own three names)
            row = self._connection().execute(statement, (path,)).fetchone()
            if row and row[0] == digest and row[1] == seal_of(path, digest, name, row[2]):
                if len(self._recent) >= _RECENT:
                    self._recent.clear()
                self._recent[path, digest, name] = row[2]
                return row[2]  # type: ignore[no-any-return] # text or bytes: it has its seal
        return None

    def paths(self) -> set[str]:
        """The files that are remembered; none where the memory cannot be read."""
        with contextlib.suppress(sqlite3.Error, OSError):
            return {row[0] for row in self._connection().execute("SELECT path FROM records")}
        return set()

    def now(self) -> int:
        """The time by the clock that stamps the files, in nanoseconds; 0 where it cannot be told."""
        with contextlib.suppress(sqlite3.Error, OSError):
            self._connection()
            os.utime(self._file)
            return self._file.stat().st_mtime_ns
        return 0

    def _rows(self, files: Collection[str] | None) -> list[tuple[str, str, str, bytes, bytes]]:
        """The rows of these files; where there are many, or none are named, those of all files."""
        if not self._file.is_file() or (files is not None and not files):
            return []
        some = sorted(files) if files is not None and len(files) <= _FEW else []
        chosen = f" WHERE path IN ({','.join('?' * len(some))})" if some else ""
        try:
            statement = f"SELECT path, stamp, digest, record, seal FROM records{chosen} ORDER BY path"  # noqa: S608 (only question marks)
            asked = self._connection().execute(statement, some)
            return [row for row in asked if list(map(type, row)) == _OF_ROW]
        except (sqlite3.Error, OSError):
            self._forget()
            return []

    def _write(self, statement: str, rows: list[Any]) -> bool:
        """Whether these are written, all of them."""
        if not rows:
            return True
        try:
            with self._connection() as connection:
                connection.executemany(statement, rows)
        except (sqlite3.Error, OSError):
            self._forget()
            return False
        return True

    def _connection(self) -> sqlite3.Connection:
        """This process's own: a connection does not survive a fork."""
        if self._open is None or self._open[0] != os.getpid():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self._file.exists()
            connection = sqlite3.connect(self._file, timeout=5)
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_SCHEMA)
            self._open = (os.getpid(), connection)
            if is_new:
                keep_newest(self._file.parent, "readings-*.sqlite", _KEPT)
        return self._open[1]

    def _forget(self) -> None:
        """A file that cannot be read as our records is not ours to keep."""
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open[1].close()
            self._open = None
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Later:
    """Fetches of a kept reading what somebody asks for."""

    records: Records
    path: str
    digest: str

    def words(self, name: str) -> str:
        return self.records.words(self.path, self.digest, name)

    def details(self) -> Details:
        return self.records.details(self.path, self.digest)


@dataclass(frozen=True, slots=True)
class _Held:
    """Gives what cannot be kept."""

    record: Record

    def words(self, name: str) -> str:
        return self.record.body if name == "body" else self.record.text

    def details(self) -> Details:
        return details_of(self.record.details)


def _settled(one: Record, now: int) -> Record:
    """Without its stamp where the file changed a moment ago: a second change could leave size and time as they are."""
    return one if is_settled(int(one.stamp.split("/")[1]), now) else one._replace(stamp="")


def is_settled(changed: int, now: int) -> bool:
    """Whether a file that changes again is sure to get another stamp than it has since it changed last."""
    return changed <= now - _MOMENT


def _is_writable(one: Record) -> bool:
    """Half of a surrogate pair, as an escape in YAML can give one, cannot be written as UTF-8."""
    try:
        f"{one.path}{one.body}{one.text}".encode()
    except UnicodeEncodeError:
        return False
    return not any(b"\xed" in kept and _HALF.search(kept) for kept in (one.reading, one.details))


def _record_row(one: Record) -> tuple[str | bytes, ...]:
    return one.path, one.stamp, one.digest, one.reading, seal_of(one.path, one.digest, one.reading)


def _words_row(one: Record) -> tuple[str | bytes, ...]:
    told: dict[str, str | bytes] = {"details": one.details, "text": one.text, "body": one.body}
    return one.path, one.digest, *(seal_of(one.path, one.digest, *part) for part in told.items()), *told.values()
