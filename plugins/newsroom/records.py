"""What reading each file gave, kept between runs in `.cache/newsroom/`: a file that did not change is not read again.

A record holds for the bytes of its file, and for one key: our code, the site's settings and its registries. Size, times and inode are
the fast check; where they differ the bytes decide. Every row carries a seal: one that was altered or cut short is as if it were not there.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .caches import keep_newest
from .file_text import is_there
from .plain import plain, values_of
from .reading import Reading
from .site import Site
from .story import Story

_KEPT = 3
_MOMENT = 2_000_000_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, record TEXT, seal TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS words (path TEXT PRIMARY KEY, body TEXT, text TEXT, seal TEXT);
"""
_STORY = [one.name for one in fields(Story)]
_BODY, _TEXT, _WORDS = (_STORY.index(name) for name in ("body", "text", "words"))
_UNSET = frozenset({_BODY, _TEXT, _WORDS})
_READING_STORY = [one.name for one in fields(Reading)].index("story")


@dataclass(frozen=True, slots=True)
class Record:
    """One reading in plain form. `stamp` is the file's size, times and inode, `digest` that of its bytes."""

    path: str
    stamp: str
    digest: str
    reading: str
    body: str
    text: str


def stamp_of(file: Path) -> str:
    """What changes when a file does: its size, times and inode. Raises OSError."""
    stat = file.stat()
    return f"{stat.st_size}/{stat.st_mtime_ns}/{stat.st_ctime_ns}/{stat.st_ino}"


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def record_of(reading: Reading, stamp: str, digest: str) -> Record:
    """A reading as it is kept: its words apart from it."""
    facts = [plain(getattr(reading, one.name)) for one in fields(reading) if one.name != "story"]
    story = reading.story
    given = [None if n in _UNSET else plain(getattr(story, name)) for n, name in enumerate(_STORY)] if story else None
    facts.insert(_READING_STORY, given)
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Record(reading.path, stamp, digest, text, story.body if story else "", story.text if story else "")


def reading_of(record: str, site: Site, words: Callable[[], tuple[str, str]]) -> Reading:
    """The reading of a record; `words` fetches its body and text. Raises ValueError, TypeError or IndexError for a broken one."""
    given = json.loads(record)
    facts, given[_READING_STORY] = given[_READING_STORY], None
    values = values_of(Reading, given, site.zone)
    values[_READING_STORY] = _story(facts, site, words) if facts is not None else None
    return Reading(*values)


def _story(given: Sequence[Any], site: Site, words: Callable[[], tuple[str, str]]) -> Story:
    story: Story = object.__new__(Story)
    for number, value in enumerate(values_of(Story, given, site.zone)):
        if number not in _UNSET:
            object.__setattr__(story, _STORY[number], value)
    object.__setattr__(story, "words", words)
    return story


class Records:
    """The records of one key. Where the folder cannot be written or its file is broken, nothing is kept and nothing fails."""

    def __init__(self, folder: Path, key: str, site: Site, reread: Callable[[str], Reading]) -> None:
        self._file = folder / f"readings-{key}.sqlite"
        self._site, self._reread = site, reread
        self._open: tuple[int, sqlite3.Connection] | None = None

    def kept(self, files: Mapping[str, Path]) -> dict[str, Reading]:
        """The readings that still hold, of the files by their path."""
        found = {}
        fresh: list[tuple[str, str]] = []
        for path, stamp, digest, record, seal in self._rows():
            file = files.get(path)
            if file is None or seal != _seal(path, digest, record):
                continue
            with contextlib.suppress(OSError, ValueError, TypeError, IndexError, KeyError):
                now = stamp_of(file)
                if now != stamp:
                    if digest != digest_of(file.read_bytes()):
                        continue
                    fresh.append((now, path))
                reading = reading_of(record, self._site, _Words(self, path, digest))
                if all(is_there(self._site.content / one) is there for one, there in reading.asked.items()):
                    found[path] = reading
        if fresh:
            self._write("UPDATE records SET stamp = ? WHERE path = ?", fresh)
        return found

    def keep(self, records: Iterable[Record], gone: Iterable[str]) -> None:
        """Keep these, and forget the files that are gone."""
        now = self._now()
        rows = [_settled(one, now) for one in records if _is_writable(one)]
        self._write("INSERT OR REPLACE INTO words VALUES (?, ?, ?, ?)", [_words_row(one) for one in rows])
        self._write("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?)", [_record_row(one) for one in rows])
        for table in ("records", "words"):
            self._write(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone])  # noqa: S608 (our own two names)

    def words(self, path: str, digest: str) -> tuple[str, str]:
        """Body and text of the story at `path`; read anew from the file where they were not kept as they were."""
        with contextlib.suppress(sqlite3.Error, OSError):
            row = self._connection().execute("SELECT body, text, seal FROM words WHERE path = ?", (path,)).fetchone()
            if row and row[2] == _seal(path, digest, row[0], row[1]):
                return str(row[0]), str(row[1])
        story = self._reread(path).story
        return (story.body, story.text) if story else ("", "")

    def paths(self) -> set[str]:
        with contextlib.suppress(sqlite3.Error, OSError):
            return {row[0] for row in self._connection().execute("SELECT path FROM records")}
        return set()

    def _now(self) -> int:
        """The time by the clock that stamps the files, in nanoseconds; 0 where it cannot be told."""
        with contextlib.suppress(sqlite3.Error, OSError):
            self._connection()
            os.utime(self._file)
            return self._file.stat().st_mtime_ns
        return 0

    def _rows(self) -> list[tuple[str, str, str, str, str]]:
        if not self._file.is_file():
            return []
        try:
            asked = self._connection().execute("SELECT path, stamp, digest, record, seal FROM records ORDER BY path")
            return [row for row in asked if all(isinstance(one, str) for one in row)]
        except (sqlite3.Error, OSError):
            self._forget()
            return []

    def _write(self, statement: str, rows: list[Any]) -> None:
        if not rows:
            return
        try:
            with self._connection() as connection:
                connection.executemany(statement, rows)
        except (sqlite3.Error, OSError):
            self._forget()

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
class _Words:
    """Fetches a story's words when somebody asks."""

    records: Records
    path: str
    digest: str

    def __call__(self) -> tuple[str, str]:
        return self.records.words(self.path, self.digest)


def _settled(one: Record, now: int) -> Record:
    """Without its stamp where the file changed a moment ago: a second change could leave size and time as they are."""
    changed = int(one.stamp.split("/")[1])
    return replace(one, stamp="") if changed > now - _MOMENT else one


def _is_writable(one: Record) -> bool:
    """Half of a surrogate pair, as an escape in YAML can give one, cannot be written as UTF-8."""
    try:
        f"{one.reading}{one.body}{one.text}".encode()
    except UnicodeEncodeError:
        return False
    return True


def _record_row(one: Record) -> tuple[str, ...]:
    return one.path, one.stamp, one.digest, one.reading, _seal(one.path, one.digest, one.reading)


def _words_row(one: Record) -> tuple[str, ...]:
    return one.path, one.body, one.text, _seal(one.path, one.digest, one.body, one.text)


def _seal(*parts: str) -> str:
    return blake2b("\x00".join(parts).encode(), digest_size=8).hexdigest()
