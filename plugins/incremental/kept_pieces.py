"""Pieces of pages that earlier builds have made: the card of a story stands on page after page, and says tomorrow what it says today.

A piece hangs on what was asked when it was made, and on nothing else. So it is kept with the numbers of these rows in the ledger's table: the
build asks all rows that the table has before it makes a page, and a piece that asks none of those that are answered otherwise now is what would be
made. What tells one piece from another is its key.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..newsroom import sealed_files
from .rows import in_bytes, may_hold, numbers_of

#: What the name of a ledger's file of pieces ends with.
PIECES = ".pieces"
WHAT = "pieces of pages"
#: Bytes of all texts, nearly, and what a piece takes besides: of very many stories only the first are kept.
MOST, _BESIDE = 40_000_000, 150
#: The file is written anew where more than one piece in so many is another, and some at least.
_ONE_IN, _SOME = 50, 50
#: So many numbers of rows that are gone are remembered beside a file that stays.
_MOST_GONE = 20_000


class Piece(NamedTuple):
    """What was made. `is_safe`: it is markup. `own` are names of the page that it read, with the digests of their values; `rows` the numbers of
    the ledger's rows that it asked, in bytes.
    """

    text: str
    is_safe: bool
    own: tuple[tuple[str, bytes], ...]
    rows: bytes


class KeptPieces:
    """`last` is what `close` gave at the last build, or nothing. Without a file nothing is kept."""

    def __init__(self, file: Path | None, last: Mapping[str, Any] | None = None) -> None:
        self._file, self._last = file, last or {}
        self._old: Mapping[bytes, tuple[Any, ...]] = {}
        self._new: dict[bytes, Piece] = {}
        self._gone: frozenset[int] = frozenset()
        self._is_gone: Callable[[bytes], bool] = may_hold(())
        self._is_in_doubt: Callable[[bytes], bool] = self._is_gone
        self._stamp = b""
        self._is_read = self._is_open = False
        self._room = MOST

    @property
    def is_wanted(self) -> bool:
        """Whether it is of use to hand a piece over."""
        return self._file is not None

    def open(
        self, stamp: bytes, gone: Collection[int] | None, is_in_doubt: Callable[[bytes], bool] = lambda _rows: False
    ) -> None:
        """From now on pieces may be taken: those of earlier builds under the same `stamp`, which says what all pieces hang on, but those that ask
        rows that are `gone`, and those of which that `is_in_doubt` by the numbers of their rows. None for a table of rows that is another one.
        """
        if gone is None or self._last.get("stamp") != stamp:
            self._last, self._old = {}, {}
        else:
            self._gone = frozenset(numbers_of(self._last["gone"])).union(gone)
            self._is_gone = may_hold(self._gone)
        self._stamp, self._is_open, self._is_in_doubt = stamp, True, is_in_doubt

    def take_up(self) -> None:
        """Read what earlier builds have left, before other processes help."""
        if self._last and not self._is_read and self._file is not None:
            self._is_read = True
            kept = sealed_files.read(self._file, WHAT)
            if kept is None or kept[0] != self._last["token"]:
                self._last = {}
            else:
                self._old = kept[1]

    def find(self, key: bytes) -> Piece | None:
        """None until rows were asked: a page that is made before, because all are, must not take what was made under other settings."""
        if not self._is_open:
            return None
        found = self._new.get(key)
        if found is None and key in self._old:
            old = Piece(*self._old[key])
            return None if self._is_gone(old.rows) or self._is_in_doubt(old.rows) else old
        return found

    def add(self, key: bytes, piece: Piece) -> None:
        """To be kept for later pages, and for later builds."""
        if self._file is not None and key not in self._new:
            self._room -= len(piece.text) + _BESIDE
            if self._room >= 0:
                self._new[key] = piece

    def close(self, *, is_numbered_anew: bool = False) -> Mapping[str, Any] | None:
        """Leave them for the next build; what that must know, in plain values."""
        if self._file is None or not self._is_open or is_numbered_anew:
            return None
        many = max(_SOME, len(self._old) // _ONE_IN)
        is_full = len(self._gone) > _MOST_GONE
        if self._new and (not self._last or (self._is_read and (is_full or len(self._new) > many))):
            return self._written(self._file)
        if not self._last or is_full:
            return None
        return {**self._last, "gone": in_bytes(sorted(self._gone))}

    def _written(self, file: Path) -> Mapping[str, Any]:
        token = os.urandom(8)
        sealed_files.write(file, WHAT, (token, dict(self._together())))
        return {"token": token, "stamp": self._stamp, "gone": b""}

    def _together(self) -> Iterator[tuple[bytes, tuple[Any, ...]]]:
        """Those of this build, and of the others those that may still be taken, as many as there is room for."""
        yield from ((key, tuple(piece)) for key, piece in self._new.items())
        room = self._room
        for key, old in self._old.items():
            if key not in self._new and not self._is_gone(old[-1]):
                room -= len(old[0]) + _BESIDE
                if room < 0:
                    return
                yield key, old
