"""Tells the pieces of pages in all builds, and hands those over that were made: between the recorder, which knows what a piece asked, and
`kept_pieces.py`, which has those of earlier builds.
"""

from collections.abc import Callable, Hashable, Iterable
from contextlib import AbstractContextManager
from hashlib import blake2b
from typing import Any, Protocol

from jinja2.utils import missing
from markupsafe import Markup

from ..newsroom.words import Words as Language
from .asked import Asked
from .digests import ATOMS, Names, Unknown
from .enclosed import enclosed, place_of_macro
from .handed import Made
from .kept_pieces import MOST, KeptPieces
from .notes import Notes
from .rows import in_bytes

#: Of a key, in bytes.
_SIZE = 16


class Hears(Protocol):
    """The recorder."""

    notes: Notes | None
    siteurl: str

    def of_value(self, value: Any, names: Names, names_key: bytes) -> bytes: ...

    def paused(self) -> AbstractContextManager[Any]: ...


class Keeper:
    """`digest` says what a value says, `written` how one is told in other builds; both raise Unknown. `place` names an article or page."""

    def __init__(
        self,
        recorder: Hears,
        digest: Callable[[Any], bytes],
        written: Callable[[Any], Any],
        place: Callable[[Any], str],
    ) -> None:
        self._recorder, self._digest, self._written, self._place = recorder, digest, written, place
        self.kept = KeptPieces(None)
        """Those of earlier builds."""
        self._made: list[Made] = []
        self._room = MOST

    # --- Keys ----------------------------------------------------------------------------------------------------------------

    def base_of(self, loop: tuple[Any, ...], values: tuple[Any, ...]) -> bytes:
        """What tells the pieces of a loop that is given these values beside its stories; b"" where another build could not tell them."""
        notes = self._recorder.notes
        if notes is None or not self.kept.is_wanted:
            return b""
        try:
            told = [self._told(value) for value in values]
        except Unknown:
            return b""
        read = notes.key if Asked in map(type, values) else b""
        return _key(("loop", loop, self._recorder.siteurl, read, told))

    def _told(self, value: Any) -> Any:
        if value is missing:
            return ("missing",)
        if type(value) is Asked:
            own = vars(value)
            return ("asked", own["_name"], own["_way"])
        return (type(value).__name__, self._digest(str(value) if type(value) is Markup else value))

    def key_of(self, base: bytes, item: Any) -> bytes:
        """The key of what a loop makes of an article or page."""
        return blake2b(self._place(item).encode("utf-8", "surrogatepass"), key=base, digest_size=_SIZE).digest()

    def key_of_fragment(self, key: tuple[Hashable, ...], make: Any) -> bytes:
        """As the template says it (`newsroom/fragments.py`), with what `make` is given by what stands around it; b"" where another build could not
        tell it.
        """
        if not self.kept.is_wanted:
            return b""
        try:
            around = [(name, self._told_around(value)) for name, value in enclosed(make)]
            return _key(("once", self._recorder.siteurl, [self._written(one) for one in key], around))
        except Unknown:
            return b""

    def _told_around(self, value: Any) -> Any:
        """Of an article or page, and of one of our names, what is read is noted; of all else nothing is, and so all that templates read of it is told."""
        if place := self._place(value):
            return ("content", place)
        if place := place_of_macro(value):
            return ("macro", place)
        kind, notes = type(value), self._recorder.notes
        assert notes is not None
        if value is missing or kind is Asked or kind is Markup or kind in ATOMS:
            return self._told(value)
        names, key = (None, b"") if kind is Language else (notes.names, notes.key)
        with self._recorder.paused():
            return (kind.__name__, key, self._recorder.of_value(value, names, key))

    # --- Pieces --------------------------------------------------------------------------------------------------------------

    def take(self, key: bytes) -> tuple[str, Notes] | None:
        """What an earlier build has made, or this one in another process, and what it asked; None where it must be made."""
        notes = self._recorder.notes
        piece = self.kept.find(key) if notes is not None else None
        if notes is None or piece is None or not self._says(piece.own, notes):
            return None
        asked = Notes({}, {}, {}, notes.names, notes.key)
        asked.let_go()
        asked.taken[piece.rows] = None
        asked.own.update(piece.own)
        return Markup(piece.text) if piece.is_safe else piece.text, asked

    def hand_over(self, key: bytes, html: Any, asked: Notes) -> None:
        """A piece was made. What may be another where all that was noted is the same is not kept."""
        notes = self._recorder.notes
        if notes is None or asked.unknown or asked.is_fickle or type(html) not in (str, Markup):
            return
        own = tuple(asked.own.items())
        if not self._says(own, notes):
            return
        self._room -= len(html)
        if self._room >= 0:
            numbers = in_bytes(asked.asked)
            self._made.append(Made(key, str(html), type(html) is Markup, own, numbers, b"".join(asked.taken)))

    def made(self) -> tuple[Made, ...]:
        """Those that were not handed over yet."""
        found = tuple(self._made)
        self._made.clear()
        return found

    def _says(self, own: Iterable[tuple[str, bytes]], notes: Notes) -> bool:
        """Whether names of the page that is being made say what these digests are of."""
        return all(self._own(name, notes) == digest for name, digest in own)

    def _own(self, name: str, notes: Notes) -> bytes | None:
        """What a name of the page says that is being made; None where it could not be looked up in another build."""
        if name in notes.own:
            return notes.own[name]
        value = self._recorder.siteurl if name == "SITEURL" else notes.facts.get(name, missing)
        if value is missing:
            return None
        try:
            return self._recorder.of_value(value, notes.names, notes.key)
        except Unknown:
            return None


def _key(told: tuple[Any, ...]) -> bytes:
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
