"""What stands between the blanks of many texts, found in their bytes all at once; and where each such piece was put when it was seen before.

A piece is told by all its bytes, never by a sum of them: what is found depends on nothing but the texts.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

#: What `str.split` takes for a blank, in bytes: of one, of two and of three.
_ONE = bytes([*range(9, 14), *range(28, 33)])
_TWO = (0xC285, 0xC2A0)
_THREE = (0xE19A80, *range(0xE28080, 0xE2808B), 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080)
_IS_BLANK = bytes([byte in _ONE for byte in range(256)])
_MAY_BLANK = bytes([byte in {0xC2, 0xE1, 0xE2, 0xE3} for byte in range(256)])

#: Places at which a piece may stand in a table that is filled to a part in so many at most.
_TRIES, _ROOM = 3, 4
_LEAST = 1 << 12
#: Of D. Knuth's multiplicative hashing: 2^64 over the golden ratio.
MIX = 0x9E3779B97F4A7C15


class Cut(NamedTuple):
    """Texts in bytes, one after the other: where each piece begins, how many bytes it has, and how many pieces each text has.

    Behind the last piece are as many bytes as are ever looked at together.
    """

    data: bytes
    begins: Any
    sizes: Any
    counts: Any

    def piece(self, begin: int, size: int) -> str:
        """A piece of the text; `begin` and `size` count bytes of its UTF-8."""
        return self.data[begin : begin + size].decode("utf-8", "surrogatepass")


def cut(texts: Sequence[str], behind: int) -> Cut:
    """The pieces of texts, the same as `str.split` finds."""
    import numpy as np

    told = [text.encode("utf-8", "surrogatepass") for text in texts]
    data = b" ".join([b"", *told, b" " * behind])
    blank = np.frombuffer(bytearray(data.translate(_IS_BLANK)), np.bool_)
    if not data.isascii():
        _mark_wide(np.frombuffer(data, np.uint8), blank)
    edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
    begins, ends = edges[0::2], edges[1::2]
    after = 1 + np.cumsum(np.array([len(one) + 1 for one in told], np.int64))
    return Cut(data, begins, ends - begins, np.diff(begins.searchsorted(after), prepend=0))


def _mark_wide(data: Any, blank: Any) -> None:
    """Mark the blanks that are no letters of ASCII."""
    import numpy as np

    first = np.flatnonzero(np.frombuffer(data.tobytes().translate(_MAY_BLANK), np.bool_))
    two = (data[first].astype(np.int32) << 8) | data[first + 1]
    three = (two << 8) | data[first + 2]
    for found, size in ((first[np.isin(two, _TWO)], 2), (first[np.isin(three, _THREE)], 3)):
        for nth in range(size):
            blank[found + nth] = True


class Seen:
    """Numbers of pieces that have less than a certain size, by all their bytes. Those for which there is no room are not found."""

    def __init__(self, words: int) -> None:
        """Of as many bytes less one as so many words of 64 bits have."""
        import numpy as np

        self.size = 8 * words
        told = np.arange(self.size)
        self._masks = np.where(told < told[:, None], 255, 0).astype(np.uint8).view(np.uint64)
        ends = np.zeros((self.size, self.size), np.uint8)
        # The last byte, which none of them has, tells the size: of "a" and of "a" with a zero behind it.
        ends[:, -1] = told
        self._ends = ends.view(np.uint64)[:, -1]
        self._make_room(_LEAST)

    def words(self, made: Cut, chosen: Any) -> list[Any]:
        """Some pieces as columns of words, zeros behind them."""
        import numpy as np

        begins, sizes = made.begins[chosen], made.sizes[chosen]
        whole = np.ndarray((len(made.data) - self.size,), f"V{self.size}", made.data, strides=(1,))
        words = whole[begins].view(np.uint64).reshape(len(begins), self.size // 8)
        columns = [words[:, n] & self._masks[:, n].take(sizes) for n in range(words.shape[1])]
        columns[-1] |= self._ends.take(sizes)
        return columns

    def find(self, words: Sequence[Any]) -> Any:
        """The number of each piece, -1 for one that is not known."""
        import numpy as np

        slots, rest = self._first(words), np.arange(len(words[0]))
        found = np.full(len(rest), -1, np.int64)
        for nth in range(_TRIES):
            at = self._slots.take(slots)  # where nothing stands this is -1: the last of all, which it is not
            same = self._known[0].take(at) == (words[0] if not nth else words[0].take(rest))
            for known, given in zip(self._known[1:], words[1:], strict=True):
                same &= known.take(at) == (given if not nth else given.take(rest))
            if not nth:
                found = np.where(same, self._numbers.take(at), -1)
            else:
                found[rest[same]] = self._numbers[at[same]]
            more = np.flatnonzero(~same & (at >= 0))  # where nothing stands nothing was put behind it
            rest, slots = rest[more], (slots[more] + 1) & (len(self._slots) - 1)
        return found

    def add(self, words: Sequence[Any], numbers: Any) -> None:
        """Put pieces that are not there, each once, under these numbers."""
        import numpy as np

        if (self._count + len(numbers)) * _ROOM > len(self._slots):
            words = [np.concatenate([one[: self._count], new]) for one, new in zip(self._known, words, strict=True)]
            numbers = np.concatenate([self._numbers[: self._count], numbers])
            self._make_room(1 << (len(numbers) * _ROOM).bit_length())
        placed, before = self._placed(words), self._count
        self._count += int(placed.sum())
        for known, given in zip(self._known, words, strict=True):
            known[before : self._count] = given[placed]
        self._numbers[before : self._count] = numbers[placed]

    def _make_room(self, size: int) -> None:
        """Begin anew with so many slots."""
        import numpy as np

        self._slots, self._count = np.full(size, -1, np.int32), 0
        self._known = [np.zeros(size // _ROOM, np.uint64) for _ in range(self.size // 8)]
        self._numbers = np.zeros(size // _ROOM, np.int64)

    def _placed(self, words: Sequence[Any]) -> Any:
        """Give each a slot, in which its place among all that stay is told; whether there was one."""
        import numpy as np

        before, slots, taken = self._count, self._first(words), np.full(len(words[0]), -1, np.int64)
        rest = np.arange(len(slots))
        for _ in range(_TRIES):
            free = rest[self._slots[slots[rest]] < 0]
            self._slots[slots[free]] = before + free
            won = self._slots[slots[rest]] == before + rest
            taken[rest[won]] = slots[rest[won]]
            rest = rest[~won]
            slots[rest] = (slots[rest] + 1) & (len(self._slots) - 1)
        placed = taken >= 0
        self._slots[taken[placed]] = before + np.arange(int(placed.sum()))
        return placed

    def _first(self, words: Sequence[Any]) -> Any:
        """The slot at which each is looked for first."""
        import numpy as np

        mixed = words[0] * np.uint64(MIX)
        for word in words[1:]:
            mixed ^= mixed >> np.uint64(32)
            mixed += word
            mixed *= np.uint64(MIX)
        mixed ^= mixed >> np.uint64(32)
        mixed *= np.uint64(MIX)
        return (mixed >> np.uint64(65 - len(self._slots).bit_length())).astype(np.int64)
