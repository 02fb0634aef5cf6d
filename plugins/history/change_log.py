"""What readers may see of a story's changes: the day, the note that came with it, and what became what. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .meaning import Edit, Word

_AROUND = 6
_MOST_PIECES = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words. `kind` is kept, out (it was taken out) or in (it was put in)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a day. `notes` are the corrections that were published with it; `is_cut` says that more changed than is shown."""

    day: date
    notes: tuple[str, ...]
    pieces: tuple[Piece, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The changes of a story, the newest first. `is_cut` says that earlier ones may exist that this copy of the archive does not hold."""

    changes: tuple[Change, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.changes) or self.is_cut


def change_of(day: date, notes: Sequence[str], after: Sequence[Word], found: Sequence[Edit]) -> Change:
    """One change in words, with a few of the words around each of them."""
    pieces: list[Piece] = []
    at = {(word.line, word.column): n for n, word in enumerate(after)}
    for edit in found[:_MOST_PIECES]:
        first = at[edit.near.line, edit.near.column] if edit.near else 0
        first += 0 if edit.after or not edit.near or edit.near is not after[-1] else 1
        last = first + len(edit.after)
        pieces += _piece("kept", after[max(0, first - _AROUND) : first], before="\u2026 " if first > _AROUND else "")
        pieces += _piece("out", edit.before)
        pieces += _piece("in", after[first:last])
        pieces += _piece("kept", after[last : last + _AROUND], after=" \u2026" if last + _AROUND < len(after) else "")
    return Change(day, tuple(notes), tuple(pieces), len(found) > _MOST_PIECES)


def _piece(kind: str, words: Sequence[Word], before: str = "", after: str = "") -> list[Piece]:
    return [Piece(kind, f"{before}{' '.join(word.text for word in words)}{after}")] if words else []
