"""What follows from the heads of stories, from one process to the next: the answers of functions that are marked `of_heads`, in one sealed file.

They hold for the rest that they were made of, for the settings, and for the code that made them; what is no plain value or place is not kept.
"""

import contextlib
import locale
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

from . import sealed_files
from .caches import keep_newest
from .looked_at import packages
from .places import Place
from .plain import AS_IT_IS
from .stamps import digest_of_code
from .told import told_of
from .unguarded import names_of, unguarded

_WHAT = "answers 1"
#: A site has settings for reading on this machine and for publishing, and is checked and built.
_FILES = 4
#: Settings by which nothing is found that follows from heads.
_UNREAD = frozenset({
    "ASKED", "AUTORELOAD", "BIND", "CACHE_PATH", "DEBUG", "DELETE_OUTPUT_DIRECTORY", "INCREMENTAL_KNOWN_AS",
    "INCREMENTAL_SHARD", "INCREMENTAL_TELLS", "JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS",
    "LISTEN", "MARKDOWN", "OUTPUT_PATH", "OUTPUT_RETENTION", "PELICAN_CLASS", "PORT",
})  # fmt: skip
#: Kinds of values that say in words all that they are.
_SAID = (str, int, float, bool, type(None), date, PurePath, tzinfo, ModuleType)
_PLACES, _PLAIN = "places", "plain"
_OF_PLACE = names_of(Place)
_values = attrgetter(*_OF_PLACE)
_UPDATED = _OF_PLACE.index("updated")


def file_of(folder: Path, settings: Mapping[str, Any]) -> Path | None:
    """The file for these settings; None where they hold what cannot be told from another by what it says."""
    told = {name: value for name, value in settings.items() if name not in _UNREAD}
    if not all(map(_is_said, told.values())):
        return None
    words = told_of((told, locale.setlocale(locale.LC_ALL), packages()))
    return folder / f"answers-{blake2b(words.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}.kept"


def _is_said(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_said, value)) and all(map(_is_said, value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return all(map(_is_said, value))
    return isinstance(value, _SAID)


class KeptAnswers:
    """The answers of one file that were made of the same `rest`, by what made them."""

    def __init__(self, file: Path | None, rest: bytes, zone: tzinfo) -> None:
        self._file, self._rest, self._zone = file, rest, zone
        kept, rows = (sealed_files.read(file, _WHAT) if file else None) or (b"", {})
        self._rows: dict[str, tuple[str, str, Any]] = rows if kept == rest else {}
        self._is_new = False

    def find(self, make: Callable[..., Any]) -> tuple[Any, ...] | None:
        code, kind, rows = self._rows.get(_name_of(make) or "") or ("", "", ())
        if code != _code_of(make):
            return None
        return _places(rows, self._zone) if kind == _PLACES else rows

    def hold(self, make: Callable[..., Any], made: tuple[Any, ...]) -> None:
        name = _name_of(make)
        if self._file is None or not name:
            return
        kind, rows = _PLAIN, made
        if made and all(type(one) is Place for one in made):
            kind, rows = _PLACES, _columns(made)
            if any(one.updated and one.updated.tzinfo is not self._zone for one in made):
                return
        elif not all(map(_is_plain, made)):
            return
        self._rows[name] = (_code_of(make), kind, rows)
        self._is_new = True

    def save(self) -> None:
        """Write them for other processes, where some are new."""
        if self._file is None or not self._is_new:
            return
        with contextlib.suppress(ValueError):  # a place with a text of another class, which another's reader may give
            sealed_files.write(self._file, _WHAT, (self._rest, self._rows))
        keep_newest(self._file.parent, "answers-*.kept", _FILES)
        self._is_new = False

    def let_go(self, asked: Iterable[Callable[..., Any]]) -> None:
        """Forget the answers that were asked for; nothing is written after that."""
        self._file = None
        for make in asked:
            self._rows.pop(_name_of(make) or "", None)


def _is_plain(value: Any) -> bool:
    """Whether marshal gives back just this."""
    kind = type(value)
    return kind in AS_IT_IS or kind is bytes or (kind in (tuple, frozenset) and all(map(_is_plain, value)))


def _columns(places: Iterable[Place]) -> tuple[tuple[Any, ...], ...]:
    """Their fields, each with the values of all: so places are made again at half the cost."""
    columns = list(zip(*map(_values, places), strict=True))
    columns[_UPDATED] = tuple(
        [one and (one.replace(tzinfo=None, fold=0).isoformat(), one.fold) for one in columns[_UPDATED]]
    )
    return tuple(columns)


def _places(columns: Sequence[Sequence[Any]], zone: tzinfo) -> tuple[Place, ...]:
    values, told = list(columns), columns[_UPDATED]
    moments = {one: datetime.fromisoformat(one[0]).replace(tzinfo=zone, fold=one[1]) for one in set(told) - {None}}
    values[_UPDATED] = list(map(moments.get, told))
    places = tuple(map(unguarded(Place, _OF_PLACE), *values))
    for one in places:
        one.__class__ = Place
    return places


def _name_of(make: Callable[..., Any]) -> str | None:
    """None for a function in another one, which may know what its name does not say."""
    return None if "<locals>" in make.__qualname__ else f"{make.__module__}.{make.__qualname__}"


def _code_of(make: Callable[..., Any]) -> str:
    """The digest of all code that has a hand in it: that of its own folder and of the core, for no plugin imports another."""
    folders = (Path(make.__code__.co_filename).parent, Path(__file__).parent)
    return " ".join(map(digest_of_code, folders))
