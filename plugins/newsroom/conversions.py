"""The Markdown of all stories as HTML: kept between builds in `.cache/newsroom/`, and what is missing converted on all cores.

A row holds for one text under one key: our code, Python-Markdown's version and the site's settings for it. Every row carries a seal: one
that was altered or cut short is as if it were not there. What is kept is read when it is asked for, and not before.
"""

import contextlib
import itertools
import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from .at_hand import AtHand
from .caches import keep_newest
from .conversion import Converted, Converter
from .cores import mapped
from .lowered_headings import below_title
from .seals import seal_of
from .stamps import digest_of_files

_SCHEMA = "CREATE TABLE IF NOT EXISTS conversions (path TEXT PRIMARY KEY, digest TEXT, html TEXT, summary TEXT, contents TEXT, seal BLOB);"
#: How many files of other keys stay: a site has settings for reading on this machine and for publishing.
_KEPT = 3
#: Rows that are written at a time, and may be forgotten then.
_BATCH = 500
#: So many texts are looked up one by one: to read all digests, the whole file is gone through.
_FEW = 200
#: Characters of HTML that is held at hand.
_ROOM = 100_000_000
#: Our own code that has a hand in a conversion or in how it is kept.
_CODE = (
    "conversion.py", "conversions.py", "body_markup.py", "compiled_markdown.py", "lowered_headings.py",
    "mixed_markdown.py", "plain_markdown.py", "seals.py", "smart_quotes.py", "words.py", "locale",
)  # fmt: skip

Row = tuple[str, str, str, str, str, bytes]


class Text(Protocol):
    """What is to be converted: the Markdown of a story at `path`. A story is one, whose body is read when it is asked for."""

    @property
    def path(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def lang(self) -> str: ...


class HeldDigests:
    """The digests of texts, in a process that converts again and again: one that is the same object has the same."""

    def __init__(self) -> None:
        self._made_of: tuple[Any, ...] = ()
        self._by_path: dict[str, tuple[Text, str]] = {}

    def of(self, texts: Iterable[Text], converter: Converter, words: Mapping[str, Any]) -> dict[str, str]:
        """By path; `words` are the site's own, which are in a conversion too."""
        before = self._by_path if self._made_of == (converter.key, words) else {}
        now: dict[str, tuple[Text, str]] = {}
        for text in texts:
            known = before.get(text.path)
            now[text.path] = known if known and known[0] is text else (text, _digest_of(text, converter))
        self._made_of, self._by_path = (converter.key, words), now
        return {path: digest for path, (_, digest) in now.items()}


def _digest_of(text: Text, converter: Converter) -> str:
    return converter.digest(text.body, text.summary, text.lang)


class Conversions:
    """Gives the conversion of each text, by its path; in a process forked from this one too.

    Those that are missing are made on all cores from the first asking on, while whoever asked goes on with what is there. To be ended
    before anybody else puts all cores to work. Raises what an extension raises.
    """

    def __init__(self, find: Callable[[str], Converted], coming: "_Coming", store: "_Store | None") -> None:
        self._find, self._coming, self._store = find, coming, store

    def __call__(self, path: str) -> Converted:
        return self._find(path)

    def kept_html(self, path: str) -> str | None:
        """What was kept last of the text at this path: for whoever can tell whether that is its HTML now, and need not look at the text."""
        return self._store.html(path) if self._store else None

    def end(self) -> None:
        """Wait for those that are being made."""
        self._coming.end()


def converted(
    texts: Iterable[Text],
    converter: Converter,
    folder: Path | None,
    digests: Mapping[str, str] | None = None,
    *,
    later: Collection[str] = (),
    at_hand: bool = False,
) -> Conversions:
    """The conversions of `texts`.

    Without a folder nothing is kept. `digests` are theirs by path, where somebody knows them. The texts at the paths `later` are looked at
    when they are asked for, and not before. `at_hand`: the HTML that is made now will be asked for once more, by a process that does not
    live on, and is held as long as there is room.
    """
    wanted = {text.path: text for text in texts}
    key = converter.key if folder else ""
    digests = dict(digests or {})
    store = _Store(folder / f"conversions-{_digest(key, code_digest())}.sqlite") if folder and key else None
    asked = [text for path, text in wanted.items() if path not in later]
    known = store.digests([one.path for one in asked]) if store else {}
    for one in asked:
        if one.path in known and one.path not in digests:
            digests[one.path] = _digest_of(one, converter)
    missing = [one for one in asked if one.path not in known or known[one.path] != digests[one.path]]

    def row(at: int) -> Row:  # the texts are inherited, not sent
        text = missing[at]
        digest = digests.get(text.path) or _digest_of(text, converter)
        return _row(text.path, digest, below_title(converter.convert(text.body, text.summary, text.lang)))

    coming = _Coming(mapped(row, range(len(missing))), (text.path for text in missing), store, at_hand=at_hand)
    if store:
        store.forget_all_but(wanted)

    def find(path: str) -> Converted:
        text = wanted[path]
        made = coming.row(path)
        if path not in digests:
            digests[path] = made[1] if made else _digest_of(text, converter)
        if made:
            return _converted(made)
        kept = store.row(path) if store else None
        found = _opened(kept, digests[path]) if kept else None
        if kept and not found and store:
            store.forget([path])
        return found or below_title(converter.convert(text.body, text.summary, text.lang))

    return Conversions(find, coming, store)


class _Coming:
    """Rows that are being made, in their order."""

    def __init__(self, rows: Iterator[Row], paths: Iterable[str], store: "_Store | None", *, at_hand: bool) -> None:
        self._rows, self._awaited, self._store, self._is_held = rows, set(paths), store, at_hand
        self._process = os.getpid()
        self._unkept: dict[str, Row] = {}
        self._fresh: dict[str, Row] = {}  # kept as well, and held until they are asked for first

    def row(self, path: str) -> Row | None:
        """That of a text, if it is or was being made and nobody has had it; none in a process that did not begin to make it."""
        while path in self._awaited and self._is_ours():
            self._take()
        return self._fresh.pop(path, None) or self._unkept.get(path)

    def end(self) -> None:
        while self._awaited and self._is_ours():
            self._take()

    def _is_ours(self) -> bool:
        return os.getpid() == self._process

    def _take(self) -> None:
        try:
            rows = list(itertools.islice(self._rows, _BATCH))
            if len(rows) == len(self._awaited):
                next(self._rows, None)  # whoever made them goes
        except BaseException:
            self._awaited.clear()
            raise
        self._awaited.difference_update([row[0] for row in rows])
        held = self._unkept
        if self._store and self._store.keep(rows):
            held = self._fresh
            if self._is_held:
                self._store.hold(rows)
        held |= {row[0]: row for row in rows}


class _Store:
    """The rows of one key. Where its file cannot be read or written, or is broken, nothing is kept and nothing fails."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reading: tuple[int, sqlite3.Connection] | None = None
        self._is_writable = True
        self._at_hand = AtHand[str](_ROOM)

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        """The digest of each of these texts that was converted before, by path; where there are many, of all that were."""
        if not paths or not self._file.is_file():
            return {}
        some = paths if len(paths) <= _FEW else ()
        chosen = f" WHERE path IN ({','.join('?' * len(some))})" if some else ""
        with self._trying():
            statement = f"SELECT path, digest FROM conversions{chosen}"  # noqa: S608 (only question marks)
            return dict(self._reader().execute(statement, some))
        return {}

    def forget_all_but(self, wanted: Collection[str]) -> None:
        """Let go of texts that are gone, where there are more than these; after a renaming that is the next time."""
        gone: set[str] = set()
        with self._trying():
            if self._file.is_file() and self._reader().execute("SELECT count(*) FROM conversions").fetchone()[0] > len(
                wanted
            ):
                gone = {row[0] for row in self._reader().execute("SELECT path FROM conversions")}.difference(wanted)
        self.forget(gone)

    def row(self, path: str) -> Row | None:
        with self._trying():
            found: Row | None = self._reader().execute("SELECT * FROM conversions WHERE path = ?", (path,)).fetchone()
            return found
        return None

    def hold(self, rows: Iterable[Row]) -> None:
        for path, _, html, *_ in rows:
            self._at_hand.hold(path, html, len(html))

    def html(self, path: str) -> str | None:
        if (held := self._at_hand.get(path)) is not None:
            return held
        with self._trying():
            found = self._reader().execute("SELECT html FROM conversions WHERE path = ?", (path,)).fetchone()
            return found[0] if found and isinstance(found[0], str) else None
        return None

    def keep(self, rows: Sequence[Row]) -> bool:
        """Whether these are kept, all of them. Where that failed once it is not tried again: another build may hold the file for long."""
        if not self._is_writable:
            return False
        with self._trying(), contextlib.closing(self._writer()) as connection, connection:
            connection.executemany("INSERT OR REPLACE INTO conversions VALUES (?, ?, ?, ?, ?, ?)", rows)
            return True
        self._is_writable = False
        return False

    def forget(self, paths: Iterable[str]) -> None:
        gone = [(path,) for path in paths]
        if gone and self._is_writable:
            with self._trying(), contextlib.closing(self._writer()) as connection, connection:
                connection.executemany("DELETE FROM conversions WHERE path = ?", gone)

    @contextlib.contextmanager
    def _trying(self) -> Iterator[None]:
        try:
            yield
        except (
            sqlite3.OperationalError,
            OSError,
            UnicodeEncodeError,
        ):
            # Locked, full, not writable, half a surrogate pair.
            pass
        except sqlite3.Error:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)

    def _reader(self) -> sqlite3.Connection:
        """A connection of this process: one that a fork inherits must not be used."""
        process = os.getpid()
        if self._reading is None or self._reading[0] != process:
            self._reading = process, sqlite3.connect(self._file, timeout=5)
        return self._reading[1]

    def _writer(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self._file.exists()
        connection = sqlite3.connect(self._file, timeout=5)
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        if is_new:
            keep_newest(self._file.parent, "conversions-*.sqlite", _KEPT)
        return connection


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _row(path: str, digest: str, one: Converted) -> Row:
    contents = _written(one.contents)
    return path, digest, one.html, one.summary, contents, seal_of(path, digest, one.html, one.summary, contents)


def _opened(row: Row, digest: str) -> Converted | None:
    """None where the row is another text's, or was altered."""
    *told, seal = row
    if row[1] != digest or not all(isinstance(one, str) for one in told) or seal != seal_of(*told):
        return None
    return _converted(row)


def _converted(row: Row) -> Converted:
    return Converted(row[2], row[3], json.loads(row[4]))


def _digest(*parts: str) -> str:
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def code_digest() -> str:
    """The digest of our own code that has a hand in a conversion."""
    places = [Path(__file__).parent / name for name in _CODE]
    files = [file for place in places for file in (place.iterdir() if place.is_dir() else [place])]
    return digest_of_files(file for file in files if file.is_file())
