"""What one page asked while it is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from .digests import Names
from .parts_read import Parts


class Notes:
    """What one page asked. `own` are the names that are its alone, with the digests of their values; `unknown` is why it cannot be known, or "".

    `parts` are those that its templates read of lists of which they do not read all, by name.
    """

    def __init__(
        self,
        facts: Mapping[str, Any],
        context: Mapping[str, Any],
        everywhere: Mapping[str, Any],
        names: Names,
        names_key: bytes,
        parts: Mapping[str, Parts] | None = None,
    ) -> None:
        self.facts, self.context, self.globals, self.names, self.key = facts, context, everywhere, names, names_key
        self.parts = parts or {}
        self.asked: dict[int, None] = {}
        """The numbers of its rows with the recorder, in the order in which they were asked first."""
        self.taken: dict[bytes, None] = {}
        """Of pieces that earlier builds have made: the numbers of their rows with the ledger, in bytes."""
        self.own: dict[str, bytes] = {}
        self.unknown = ""
        self.is_fickle = False
        """Whether something was called or read that may say something else the next time."""
        self.is_piece = False
        """Whether it is not a page, but a piece that other pages may take."""
        self.seen: dict[str, tuple[Any, Any]] = {}
        """Names that were read: what stands under each, and what the template got."""
        self.said: dict[tuple[int, Any], tuple[Any, Any]] = {}
        """What methods said of one argument: that, and the answer, which is noted."""

    def let_go(self) -> None:
        """It is made: what was asked is kept with it, and with that nothing of the page on which it was made first, nor what it looked at."""
        self.facts = self.context = self.globals = self.parts = _NOTHING
        self.seen, self.said = {}, {}


#: What there is of a page that nobody knows any more.
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Noting(Protocol):
    """`notes` are those of the page that is being made; None while our own code reads."""

    notes: Notes | None


class Paused:
    """What is asked meanwhile is not noted."""

    __slots__ = ("_notes", "_noting")

    def __init__(self, noting: Noting) -> None:
        self._noting = noting

    def __enter__(self) -> None:
        self._notes, self._noting.notes = self._noting.notes, None

    def __exit__(self, *_: object) -> None:
        self._noting.notes = self._notes
