"""How pages came about, from the processes that make them to the one that keeps the ledger: each row travels once. Pure.

Pages ask much the same. So a page is handed over as the numbers that its process gave to the rows it asked, with the rows that this process
has not handed over before.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from .digests import SIZE
from .kept_pieces import Piece
from .numbered import Numbered, Row
from .questions import Question
from .rows import Rows, in_bytes, numbers_of

#: Rows of one story that follow one another: its path or "", the numbers that their process gave to their shapes, and their digests, in bytes.
Run = tuple[str, bytes, bytes]
_NUMBER = "I"
#: In place of a number of the ledger's, for a row that no page has asked whose questions are kept.
_NONE = 0xFFFFFFFF


class Made(NamedTuple):
    """A piece of pages (`kept_pieces.py`) that was made, by its key. `asked` are numbers of its process, `taken` of the ledger, in bytes."""

    key: bytes
    text: str
    is_safe: bool
    own: tuple[tuple[str, bytes], ...]
    asked: bytes
    taken: bytes


class Handed(NamedTuple):
    """One page. `own` are the names that are its alone, with the digests of their values; `asked` the numbers of its rows, in bytes; `more` the
    rows from number `first` on, and `shapes` those that are new with them. `unknown` is why it cannot be known how it came about, or "". `taken`
    are numbers of the ledger's rows that it asks besides, in bytes, and `pieces` what was made with it. `first_shape` is the number of the first
    of `shapes`.
    """

    process: int
    own: tuple[tuple[str, bytes], ...]
    asked: bytes
    first: int
    more: tuple[Run, ...]
    first_shape: int
    shapes: tuple[Question, ...]
    unknown: str
    taken: bytes = b""
    pieces: tuple[Made, ...] = ()


class Giver:
    """The end of the process that makes pages. `told` is all that was asked there, and grows."""

    def __init__(self, told: Numbered) -> None:
        self._told, self._rows, self._shapes = told, 0, 0

    def give(
        self,
        process: int,
        own: Sequence[tuple[str, bytes]],
        asked: Sequence[int],
        unknown: str,
        taken: bytes = b"",
        pieces: tuple[Made, ...] = (),
    ) -> Handed:
        """To be handed over by all means: what is handed over next goes on from it."""
        first, known, told = self._rows, self._shapes, self._told
        self._rows, self._shapes = len(told.rows), len(told.shapes)
        more = tuple(map(_run, groupby(told.rows[first:], itemgetter(0))))
        return Handed(
            process, tuple(own), in_bytes(asked), first, more, known, tuple(told.shapes[known:]), unknown, taken, pieces
        )


def _run(rows_of: tuple[str, Iterable[Row]]) -> Run:
    path, rows = rows_of
    _, shapes, digests = zip(*rows, strict=True)
    return path, in_bytes(shapes), b"".join(digests)


class _Known:
    """The rows of one process, by their numbers there: story, shape, digest, and the number of each in the ledger."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.shapes: array[int] = array(_NUMBER)
        self.digests = bytearray()
        self.numbers: array[int] = array(_NUMBER)
        self.named: list[Question] = []
        """The shapes, by their numbers there."""
        self.ids: dict[int, int] = {}
        """The numbers of shapes in the ledger, by those there."""

    def before(self, handed: Handed) -> "_Known":
        """What a process knew that was forked from this one, before it had anything to hand over: the first of our rows, and of our shapes."""
        found, rows, shapes = _Known(), handed.first, handed.first_shape
        found.paths, found.shapes, found.numbers = self.paths[:rows], self.shapes[:rows], self.numbers[:rows]
        found.digests, found.named = self.digests[: rows * SIZE], self.named[:shapes]
        found.ids = {shape: number for shape, number in self.ids.items() if shape < shapes}
        return found

    def add(self, handed: Handed) -> None:
        assert handed.first == len(self.paths), "rows were lost on the way"
        self.named += handed.shapes
        for path, shapes, digests in handed.more:
            self.shapes.frombytes(shapes)
            self.digests += digests
            self.paths += [path] * (len(self.shapes) - len(self.paths))
        self.numbers.extend([_NONE] * (len(self.paths) - len(self.numbers)))


class Taker:
    """The end of the process that keeps the ledger, whose table `rows` is. Of one that begins it knows what this process has handed over, which
    was forked when it had no more to hand over itself.
    """

    def __init__(self, rows: Rows, process: int) -> None:
        self._rows, self._own, self._process = rows, _Known(), process
        self._of: dict[int, _Known] = {process: self._own}

    def forget(self) -> None:
        """All others that made pages have ended: what they had handed over nobody refers to any more, and each may have asked for much."""
        self._of = {self._process: self._own}

    def take(self, handed: Handed) -> bytes:
        """The numbers of its rows in the ledger, in bytes; none for a page of which it cannot be known how it came about."""
        known = self._of.get(handed.process)
        if known is None or handed.first < len(known.paths):  # one may begin with the number of one that has ended
            known = self._of[handed.process] = self._own.before(handed)
        known.add(handed)
        return b"" if handed.unknown else self._numbered(known, handed.asked, handed.taken)

    def pieces(self, handed: Handed) -> Iterator[tuple[bytes, Piece]]:
        """Those that were made with a page that was taken, by their keys."""
        known = self._of[handed.process]
        for one in handed.pieces:
            yield one.key, Piece(one.text, one.is_safe, one.own, self._numbered(known, one.asked, one.taken))

    def _numbered(self, known: _Known, given: bytes, taken: bytes) -> bytes:
        """The numbers in the ledger of rows that have these in their process, with those that are `taken`, in bytes."""
        asked, numbers = numbers_of(given), known.numbers
        found = array(_NUMBER, [numbers[at] for at in asked])
        if _NONE in found:
            for place, number in enumerate(found):
                if number == _NONE:
                    at = asked[place]
                    found[place] = numbers[at] = self._number(known, at)
        if taken:
            found = array(_NUMBER, dict.fromkeys((*found, *numbers_of(taken))))
        return found.tobytes()

    def _number(self, known: _Known, at: int) -> int:
        shape = known.shapes[at]
        number = known.ids.get(shape)
        if number is None:
            number = known.ids[shape] = self._rows.shape(known.named[shape])
        return self._rows.number(known.paths[at], number, bytes(known.digests[at * SIZE : (at + 1) * SIZE]))
