"""The Markdown of all stories as HTML: kept between builds in `.cache/newsroom/`, and what is missing converted on all cores.

A row holds for one text under one key: our code, Python-Markdown's version and the site's settings for it. Every row carries a seal: one
that was altered or cut short is as if it were not there.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from .caches import keep_newest
from .conversion import Converted, Converter
from .cores import mapped

_SCHEMA = "CREATE TABLE IF NOT EXISTS conversions (path TEXT PRIMARY KEY, digest TEXT, html TEXT, summary TEXT, contents TEXT, seal TEXT);"
#: How many files of other keys stay: a site has settings for reading on this machine and for publishing.
_KEPT = 3
#: Our own code that has a hand in a conversion.
_CODE = (
    "conversion.py", "body_markup.py", "compiled_markdown.py", "plain_markdown.py", "smart_quotes.py", "words.py", "locale",
)  # fmt: skip

Row = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be converted: the Markdown of a story at `path`."""

    path: str
    body: str
    summary: str
    lang: str


def converted(texts: Iterable[Text], converter: Converter, folder: Path | None) -> Callable[[str], Converted]:
    """What gives the conversion of each of `texts`, by its path. Without a folder nothing is kept. Raises what an extension raises."""
    wanted = {text.path: text for text in texts}
    key = converter.key if folder else ""
    store = _Store(folder, key) if folder and key else None
    digests = {path: converter.digest(one.body, one.summary, one.lang) for path, one in wanted.items()}
    found = store.kept(digests) if store else {}
    missing = [text for path, text in wanted.items() if path not in found]
    fresh: dict[str, Converted] = {}
    for text, one in zip(
        missing, mapped(lambda text: converter.convert(text.body, text.summary, text.lang), missing), strict=True
    ):
        fresh[text.path] = one
    if store:
        store.keep({path: (digests[path], one) for path, one in fresh.items()}, wanted)
    return {**found, **fresh}.__getitem__


class _Store:
    """The rows of one key. Where the folder cannot be written or its file is broken, nothing is kept and nothing fails."""

    def __init__(self, folder: Path, key: str) -> None:
        self._file = folder / f"conversions-{_digest(key, _code())}.sqlite"

    def kept(self, digests: Mapping[str, str]) -> dict[str, Converted]:
        """Those of the texts that were converted before, by path."""
        if not self._file.is_file():
            return {}
        found = {}
        try:
            with contextlib.closing(self._connection()) as connection:
                rows: Iterable[Row] = connection.execute(
                    "SELECT path, digest, html, summary, contents, seal FROM conversions"
                )
                for path, digest, html, summary, contents, seal in rows:
                    if digests.get(path) == digest and seal == _digest(path, digest, html, summary, contents):
                        found[path] = Converted(html, summary, json.loads(contents))
        except (sqlite3.Error, OSError, ValueError, TypeError):
            self._forget()
            return {}
        return found

    def keep(self, fresh: Mapping[str, tuple[str, Converted]], there: Iterable[str]) -> None:
        """Keep these, and forget what is no longer `there`."""
        rows = [row for path, (digest, one) in fresh.items() if (row := _row(path, digest, one))]
        try:
            with contextlib.closing(self._connection()) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO conversions VALUES (?, ?, ?, ?, ?, ?)", rows)
                known = {path for (path,) in connection.execute("SELECT path FROM conversions")}
                gone = [(path,) for path in sorted(known - set(there))]
                connection.executemany("DELETE FROM conversions WHERE path = ?", gone)
        except (sqlite3.Error, OSError):
            self._forget()

    def _connection(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self._file.exists()
        connection = sqlite3.connect(self._file, timeout=5)
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        if is_new:
            keep_newest(self._file.parent, "conversions-*.sqlite", _KEPT)
        return connection

    def _forget(self) -> None:
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)


def _row(path: str, digest: str, one: Converted) -> Row | None:
    """None for what cannot be written as UTF-8: half of a surrogate pair, as an escape in YAML can give one."""
    contents = json.dumps(one.contents, ensure_ascii=False, separators=(",", ":"))
    try:
        return path, digest, one.html, one.summary, contents, _digest(path, digest, one.html, one.summary, contents)
    except UnicodeEncodeError:
        return None


def _digest(*parts: str) -> str:
    return blake2b("\x00".join(parts).encode(), digest_size=8).hexdigest()


def _code() -> str:
    """The digest of our own code that has a hand in a conversion."""
    told = blake2b(digest_size=8)
    for name in _CODE:
        place = Path(__file__).parent / name
        for file in sorted(place.iterdir()) if place.is_dir() else [place]:
            if file.is_file():
                told.update(file.read_bytes())
    return told.hexdigest()
