"""How pages came about, from the processes that make them to the one that keeps the ledger: each row travels once. Pure.

Pages ask much the same. So a page is handed over as the numbers that its process gave to the rows it asked, with the rows that this process
has not handed over before.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from .questions import Question
from .rows import Rows, numbers_of

#: A question, with the digest of its answer.
Row = tuple[Question, bytes]
_NUMBER = "I"
#: In place of a number of the ledger's, for a row that no page has asked whose questions are kept.
_NONE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Handed:
    """One page. `own` are the names that are its alone, with the digests of their values; `asked` the numbers of its rows, in bytes; `more` the
    rows from number `first` on. `unknown` is why it cannot be known how it came about, or "".
    """

    process: int
    own: tuple[tuple[str, bytes], ...]
    asked: bytes
    first: int
    more: tuple[Row, ...]
    unknown: str


class Giver:
    """The end of the process that makes pages. `rows` are all that were asked there, and grow."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows, self._given = rows, 0

    def give(self, process: int, own: Sequence[tuple[str, bytes]], asked: Sequence[int], unknown: str) -> Handed:
        """To be handed over by all means: what is handed over next goes on from it."""
        first, self._given = self._given, len(self._rows)
        return Handed(
            process, tuple(own), array(_NUMBER, asked).tobytes(), first, tuple(self._rows[first : self._given]), unknown
        )


class Taker:
    """The end of the process that keeps the ledger, whose table `rows` is."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._of: dict[int, tuple[list[Row], array[int]]] = {}

    def take(self, handed: Handed) -> bytes:
        """The numbers of its rows in the ledger, in bytes; none for a page of which it cannot be known how it came about."""
        rows, numbers = self._of.setdefault(handed.process, ([], array(_NUMBER)))
        assert handed.first == len(rows), "rows were lost on the way"
        rows += handed.more
        numbers.extend([_NONE] * len(handed.more))
        if handed.unknown:
            return b""
        asked = numbers_of(handed.asked)
        found = array(_NUMBER, [numbers[at] for at in asked])
        if _NONE in found:
            new = [at for at, number in zip(asked, found, strict=True) if number == _NONE]
            for at, number in zip(new, numbers_of(self._rows.numbered([rows[at] for at in new])), strict=True):
                numbers[at] = number
            found = array(_NUMBER, [numbers[at] for at in asked])
        return found.tobytes()
