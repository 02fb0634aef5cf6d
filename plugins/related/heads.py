"""Which document holds which term of a headline: looked up for very many pairs, as when all lists are made at once."""

from dataclasses import dataclass
from typing import Any, Optional

from .index import Index, heads_held

#: So many bytes may be held, and so many numbers at once while they are found.
_ROOM, _CELLS = 1 << 26, 4_000_000
#: So many headlines are looked up in as many documents at once.
_PAIRS = 4_000


@dataclass(frozen=True, slots=True)
class Heads:
    """`bits` has a row of bytes for each document, and in it a bit for each term that stands in a headline (`Index.titled`): whether the document
    holds it. `at`, `bit` and `tells` have a row for each document with the terms of its headline: the byte of each, its bit there, and its
    rarity; behind the last stand zeros.
    """

    bits: Any
    at: Any
    bit: Any
    tells: Any

    @classmethod
    def of(cls, index: Index) -> Optional["Heads"]:
        """Those of all documents of an index; None where they would take too much memory."""
        import numpy as np

        of, count = index.titled
        titles, sizes = index.titles, index.titles.sizes(np.arange(index.size))
        width, longest = -(-count // 8), int(sizes.max(initial=0))
        if index.size * max(width, 16 * longest) > _ROOM:
            return None
        bits = np.zeros((index.size, width), np.uint8)
        step = max(1, _CELLS // max(1, 8 * width))
        for first in range(0, index.size, step):
            held = heads_held(index, index, np.arange(first, min(first + step, index.size)), 8 * width)
            bits[first : first + step] = np.packbits(held, axis=1, bitorder="little")
        at, bit, tells = (np.zeros((index.size, longest), kind) for kind in (np.int64, np.uint8, np.int64))
        cells = titles.owners().astype(np.int64) * longest
        cells += np.arange(len(titles.indices)) - np.repeat(titles.indptr[:-1], sizes)
        place = of.take(titles.indices)
        at.reshape(-1)[cells], tells.reshape(-1)[cells] = place >> 3, titles.data
        bit.reshape(-1)[cells] = 1 << (place & 7)
        return cls(bits, at, bit, tells)

    def held(self, headlines: Any, places: Any) -> Any:
        """How much of the headline of each document stands in the document at the same place of the other array."""
        import numpy as np

        found, width = np.zeros(len(places)), self.bits.shape[1]
        for first in range(0, len(places), _PAIRS):
            of, here = headlines[first : first + _PAIRS], places[first : first + _PAIRS]
            cells = self.at.take(of, axis=0)
            cells += (here * width)[:, None]
            is_held = self.bits.take(cells) & self.bit.take(of, axis=0) != 0
            found[first : first + _PAIRS] = np.einsum("ij,ij->i", self.tells.take(of, axis=0), is_held)
        return found
