"""Analyses kept between runs, in a file of `.cache/newsroom/`: an article is taken apart again only when its words change.

A row holds for the digest of what an analysis is made of. The file holds for our code and for Python's tables of letters; every row
carries a seal, and one that was altered, cut short or written by somebody else is as if it were not there. Nothing is lost with it.
"""

import contextlib
import functools
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..newsroom.caches import keep_newest
from ..newsroom.seals import seal_of
from ..newsroom.stamps import digest_of, digest_of_files
from .analysis import Analysis

_FEW = 3_000  # that are asked for one by one
_FILES = 2  # of other code or letters, that stay
_CODE = ("analysis.py", "term_numbers.py", "pieces.py", "words.py", "document.py", "kept.py", "../newsroom/seals.py")
_SCHEMA = "CREATE TABLE IF NOT EXISTS analyses (digest BLOB PRIMARY KEY, terms BLOB, title BLOB, seal BLOB)"
_ALL = "SELECT digest, terms, title, seal FROM analyses"
_ONE = "SELECT digest, terms, title, seal FROM analyses WHERE digest = ?"


class Kept:
    """The analyses of one folder. Where it cannot be written or its file is broken, nothing is kept and nothing fails."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"analyses-{_key()}.sqlite"
        self._asked: set[bytes] = set()

    def found(self, digests: Sequence[bytes]) -> dict[bytes, Analysis]:
        """By digest, the analyses that hold."""
        self._asked.update(digests)
        return self._rows(set(digests))

    def want(self, digests: Iterable[bytes]) -> None:
        """Say which analyses are somebody's still: what nobody wants may go."""
        self._asked.update(digests)

    def keep(self, digests: Sequence[bytes], analyses: Sequence[Analysis]) -> None:
        """Keep these. When there is more that nobody asked for than what was asked for, it goes."""
        self._write(_row(*one) for one in zip(digests, analyses, strict=True))

    def _rows(self, wanted: set[bytes]) -> dict[bytes, Analysis]:
        found: dict[bytes, Analysis] = {}
        if not self._file.is_file():
            return found
        few = len(wanted) < _FEW
        question = _ONE if few else _ALL
        try:
            with contextlib.closing(sqlite3.connect(self._file, timeout=5)) as connection:
                for given in [(one,) for one in sorted(wanted)] if few else [()]:
                    for digest, terms, title, seal in connection.execute(question, given):
                        is_whole = all(isinstance(one, bytes) for one in (digest, terms, title, seal))
                        if is_whole and digest in wanted and seal == seal_of(digest, terms, title):
                            found[digest] = Analysis(_numbers(terms), _numbers(title))
        except (sqlite3.Error, OSError):
            self._forget()
            return {}
        return found

    def _write(self, rows: Iterator[tuple[bytes, bytes, bytes, bytes]]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self._file.exists()
            with contextlib.closing(sqlite3.connect(self._file, timeout=5)) as connection, connection:
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_SCHEMA)
                connection.executemany("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)", rows)
                there = {row[0] for row in connection.execute("SELECT digest FROM analyses")}
                stale = there - self._asked
                if len(stale) > max(1_000, len(self._asked)):
                    connection.executemany("DELETE FROM analyses WHERE digest = ?", [(one,) for one in sorted(stale)])
            if is_new:
                keep_newest(self._file.parent, "analyses-*.sqlite", _FILES)
        except (sqlite3.Error, OSError):
            self._forget()

    def _forget(self) -> None:
        """A file that cannot be read as ours is not ours to keep."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)


def _row(digest: bytes, analysis: Analysis) -> tuple[bytes, bytes, bytes, bytes]:
    terms, title = _bytes(analysis.terms), _bytes(analysis.title)
    return digest, terms, title, seal_of(digest, terms, title)


@functools.cache
def _key() -> str:
    code = digest_of_files(Path(__file__).parent / name for name in _CODE)
    return digest_of(f"{unicodedata.unidata_version} {sys.version_info[:2]} {code}".encode())


def _bytes(numbers: object) -> bytes:
    import numpy as np

    return np.asarray(numbers, "<u8").tobytes()


def _numbers(given: bytes) -> Any:
    import numpy as np

    return np.frombuffer(given, "<u8").astype(np.uint64, copy=False)
