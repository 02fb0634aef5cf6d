"""The questions of all pages, each written once with the digest of its answer, under a number that it keeps from build to build. Pure.

A story is asked what every other one is asked. So a question is kept as its shape, which is that of all stories, and the rows of a story as
the numbers of shapes and the digests, both in a few bytes: whoever knows that a story is the one of last time looks at none of them.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from .digests import SIZE
from .questions import Question, filled, split

#: Rows of a block. A row's number is its block's times this, and its place in it.
ROOM = 64
#: Stands where a row was that no page asks any more.
_GONE = 0
_NUMBER = "I"
#: The table is written anew when it has this many times the rows that pages asked when it last was.
_MOST = 2

#: So many numbers are found sooner as bytes than one by one.
_SOME = 4

#: (path of the story or "", numbers of shapes, digests), the two in bytes.
Block = tuple[str, bytes, bytes]


def numbers_of(data: bytes) -> "array[int]":
    """The numbers of rows that are kept in these bytes. Raises ValueError."""
    found = array(_NUMBER)
    found.frombytes(data)
    return found


def in_bytes(numbers: Iterable[int]) -> bytes:
    """Numbers of rows as they are kept: what `numbers_of` reads."""
    return array(_NUMBER, numbers).tobytes()


def may_hold(numbers: Collection[int]) -> Callable[[bytes], bool]:
    """Whether one of these numbers may be among those that are kept in bytes. Few are looked for as bytes, which may stand between two numbers, too."""
    if not numbers:
        return lambda _data: False
    if len(numbers) > _SOME:
        looked_for = frozenset(numbers)
        return lambda data: not looked_for.isdisjoint(numbers_of(data))
    written = [in_bytes([one]) for one in numbers]
    return lambda data: any(map(data.__contains__, written))


class Rows:
    """`known` is what `plain` gave. Raises LookupError, TypeError or ValueError for what is none."""

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        self.shapes: list[Question] = list(known["shapes"]) if known else [()]
        self.blocks: list[Block | None] = list(known["blocks"]) if known else []
        self._whole: int = known["whole"] if known else 0
        self._ids = {shape: at for at, shape in enumerate(self.shapes)}
        self._of: dict[str, list[int]] = {}
        for at, block in enumerate(self.blocks):
            if block is not None:
                self._of.setdefault(block[0], []).append(at)
        self._holes = [at for at, block in enumerate(self.blocks) if block is None]
        self._open: dict[int, tuple[str, array[int], bytearray]] = {}
        self._may_be_free = bool(self.blocks)
        self._free: list[int] = []
        self._numbers: dict[tuple[int, bytes], int] | None = None
        """Of the rows of no story, which are many: number of the shape, digest -> number of the row. Those of a story are looked through."""

    # --- Looking up ----------------------------------------------------------------------------------------------------------

    def row(self, number: int) -> tuple[Question, bytes]:
        """Raises LookupError."""
        at, place = divmod(number, ROOM)
        path, shapes, digests = self._block(at)
        return filled(self.shapes[shapes[place]], path), bytes(digests[place * SIZE : (place + 1) * SIZE])

    def question(self, number: int) -> Question:
        return self.row(number)[0]

    def have_one_of(self, shapes: Collection[int], numbers: bytes) -> bool:
        """Whether one of the rows with these numbers, in bytes, has one of these shapes."""
        return any(self._block(one // ROOM)[1][one % ROOM] in shapes for one in numbers_of(numbers))

    def _block(self, at: int) -> tuple[str, "array[int]", bytes | bytearray]:
        if at in self._open:
            return self._open[at]
        block = self.blocks[at]
        if block is None:
            raise LookupError(at)
        return block[0], numbers_of(block[1]), block[2]

    def _of_path(self, path: str) -> Iterator[tuple[int, int, bytes]]:
        """(number, shape, digest) of all rows of a story, those that are gone with them."""
        for at in self._of.get(path, ()):
            _, shapes, digests = self._block(at)
            for place, shape in enumerate(shapes):
                yield at * ROOM + place, shape, bytes(digests[place * SIZE : (place + 1) * SIZE])

    # --- Adding and taking away ----------------------------------------------------------------------------------------------

    def numbered(self, asked: Iterable[tuple[Question, bytes]]) -> bytes:
        """The numbers of these rows, in bytes; rows that are new get one."""
        found = array(_NUMBER)
        for question, digest in asked:
            path, shape = split(question)
            found.append(self.number(path, self.shape(shape), digest))
        return found.tobytes()

    def shape(self, shape: Question) -> int:
        """The number of a shape; one that is new gets one."""
        at = self._ids.get(shape)
        if at is None:
            at = self._ids[shape] = len(self.shapes)
            self.shapes.append(shape)
        return at

    def number(self, path: str, shape: int, digest: bytes) -> int:
        """The number of the row of a story, "" for none, of this shape; one that is new gets one."""
        if not path:
            return self._number_of_none(shape, digest)
        for at in self._of.get(path, ()):
            _, shapes, digests = self._block(at)
            place = digests.find(digest)
            while place >= 0 and (place % SIZE or shapes[place // SIZE] != shape):
                place = digests.find(digest, place + 1)
            if place >= 0:
                return at * ROOM + place // SIZE
        return self._add(path, shape, digest)

    def _number_of_none(self, shape: int, digest: bytes) -> int:
        if self._numbers is None:
            rows = list(self._of_path(""))
            self._numbers = {(shape, digest): number for number, shape, digest in rows if shape != _GONE}
            self._free = [number for number, shape, _ in rows if shape == _GONE]
        number = self._numbers.get((shape, digest))
        if number is None:
            number = self._numbers[shape, digest] = self._add("", shape, digest)
        return number

    def _add(self, path: str, shape: int, digest: bytes) -> int:
        """A row at the place of one that is gone, or after the last one of its story."""
        assert len(digest) == SIZE, digest
        free = self._free_place(path)
        if free is not None:
            _, shapes, digests = self._opened(free // ROOM)
            place = free % ROOM
            shapes[place] = shape
            digests[place * SIZE : (place + 1) * SIZE] = digest
            return free
        of = self._of.setdefault(path, [])
        if not of or len(self._block(of[-1])[1]) >= ROOM:
            if self._holes:
                of.append(self._holes.pop())
            else:
                of.append(len(self.blocks))
                self.blocks.append(None)
            self.blocks[of[-1]] = (path, b"", b"")
        _, shapes, digests = self._opened(of[-1])
        shapes.append(shape)
        digests += digest
        return of[-1] * ROOM + len(shapes) - 1

    def _free_place(self, path: str) -> int | None:
        """Where a row of this story, or of none, was that is gone."""
        if not path:
            return self._free.pop() if self._free else None
        for at in self._of.get(path, ()) if self._may_be_free else ():
            shapes = self._block(at)[1]
            if _GONE in shapes:
                return at * ROOM + shapes.index(_GONE)
        return None

    def drop(self, numbers: Iterable[int]) -> None:
        """These rows are answered otherwise now: no page that is kept asks them. To be called before any is added."""
        assert self._numbers is None, "their numbers may be known already"
        for number in numbers:
            self._opened(number // ROOM)[1][number % ROOM] = _GONE

    def _opened(self, at: int) -> "tuple[str, array[int], bytearray]":
        if at not in self._open:
            path, shapes, digests = self._block(at)
            self._open[at] = (path, array(_NUMBER, shapes), bytearray(digests))
        return self._open[at]

    # --- Keeping -------------------------------------------------------------------------------------------------------------

    def plain(self) -> dict[str, Any]:
        """What the next build must know, in plain values: equal bytes are one object, which `marshal` writes once."""
        same = {block[1]: block[1] for block in self.blocks if block}
        for at, (path, shapes, digests) in self._open.items():
            data = shapes.tobytes()
            self.blocks[at] = (path, same.setdefault(data, data), bytes(digests)) if any(shapes) else None
        self._open.clear()
        return {"shapes": self.shapes, "blocks": self.blocks, "whole": self._whole or self._count()}

    def _count(self) -> int:
        return sum(len(block[2]) // SIZE for block in self.blocks if block)

    @property
    def is_wasteful(self) -> bool:
        """Whether most of the table is what no page asks any more. To be asked when it is `plain`."""
        return bool(self._whole) and self._count() > _MOST * self._whole

    def only(self, traces: Iterable[bytes]) -> "tuple[Rows, list[bytes]]":
        """A table of the rows that these traces ask, and the traces with its numbers."""
        made = Rows()
        known: dict[int, int] = {}
        found = []
        for trace in traces:
            numbers = numbers_of(trace)
            for one in numbers:
                if one not in known:
                    known[one] = numbers_of(made.numbered([self.row(one)]))[0]
            found.append(in_bytes([known[one] for one in numbers]))
        return made, found
