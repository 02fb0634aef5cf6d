"""Every term of some documents with who holds it: what an index is made of, in one array, which goes while it is made."""

from contextlib import suppress
from itertools import pairwise
from typing import Any

from ..newsroom.garbage import give_back
from .analysis import STEPS, Analysis
from .term_numbers import NUMBER_SHIFT, PLACE_SHIFT, PLACES

#: Steps of a rarity and of a weight to the unit, and the largest weight: 200 products of two of them stay below 2^31.
RARITY_STEPS, WEIGHT_STEPS, HEAVIEST = 64, 32, 2_047

#: What a count and a rarity, multiplied, must be divided by to be a weight.
_RATIO = STEPS * RARITY_STEPS // WEIGHT_STEPS

#: In place of the rarity of a term that nobody shares.
LONE = -(1 << 31)

AT_ONCE = 1_000_000  # numbers that a step of a few arrays goes through
_FEW = 4  # such steps are a small archive


class Postings:
    """An array that is sorted: the number of a term, the place of a holder, and the count."""

    def __init__(self, analyses: list[Analysis]) -> None:
        """The analyses are taken out of the list: those of a large archive take as much room as the array."""
        import numpy as np

        if len(analyses) >= PLACES:
            raise ValueError(f"more than {PLACES - 1} articles of one language want a search server")
        held = np.empty(sum(len(one.terms) for one in analyses), np.uint64)
        end = len(held)
        while analyses:
            terms = analyses.pop().terms
            first = end - len(terms)
            np.bitwise_or(terms, np.uint64(len(analyses) << PLACE_SHIFT), out=held[first:end])
            end = first
        held.sort()  # not as rows that are sorted already: where a processor compares many at once, to put these together takes five times as long
        self._held: Any = held

    def beginnings(self) -> tuple[Any, Any]:
        """(where each term begins, how many hold it)."""
        import numpy as np

        held = self._held
        kind = np.int32 if len(held) < 1 << 31 else np.int64
        found = [np.zeros(min(1, len(held)), kind)]
        for at in range(1, len(held), AT_ONCE):
            after = held[at : at + AT_ONCE]
            other = ((after ^ held[at - 1 : at - 1 + len(after)]) >> np.uint64(NUMBER_SHIFT)) != 0
            found.append((np.flatnonzero(other) + at).astype(kind))
        first = np.concatenate(found)
        return first, np.diff(first, append=first.dtype.type(len(held)))

    def numbers(self, at: Any) -> Any:
        """The numbers of the terms that stand at some places."""
        import numpy as np

        return self._held[at] >> np.uint64(NUMBER_SHIFT) << np.uint64(NUMBER_SHIFT)

    def squares_of(self, at: Any, rarity: int, size: int) -> Any:
        """What terms that one document alone holds, at these places, add to the square of its length."""
        import numpy as np

        sums = np.zeros(size)
        for first in range(0, len(at), AT_ONCE):
            part = self._held[at[first : first + AT_ONCE]]
            sums += squares_of(places_of(part), weights_of(_counts(part), rarity), size)
        return sums

    def dealt(self, first: Any, here: Any, rarities: Any, size: int) -> tuple[Any, Any, Any, Any, Any]:
        """(places, weights and counts of the holders of terms that tell something, what stands there of the terms that nobody shares, who holds
        which of those that stand everywhere). The array goes on the way, and can be asked nothing any more.

        Of each term it is known where it begins, how many hold it, and its rarity, or that it is LONE. Some terms at a time, from the last to
        the first, and what they take is given back: all at once would take as much as the array beside it.
        """
        import numpy as np

        is_common = (rarities < 0) & (rarities != LONE)
        tells, alone, column = int(here[rarities > 0].sum()), int((rarities == LONE).sum()), int(is_common.sum())
        places, weights, counts = np.empty(tells, np.int32), np.empty(tells, np.int16), np.empty(tells, np.uint8)
        lone, everywhere = np.empty(alone, np.uint64), np.zeros((size, column), bool)
        steps = [*first.searchsorted(np.arange(0, len(self._held), AT_ONCE)).tolist(), len(first)]
        if len(steps) > _FEW:
            give_back()  # what it took to find out what each term tells
        for begin, end in reversed([one for one in pairwise(steps) if one[0] < one[1]]):
            sizes, rarity = here[begin:end], rarities[begin:end]
            of_each = np.repeat(rarity, sizes)
            told, common = (
                self._held[int(first[begin]) :][some] for some in (of_each > 0, np.repeat(is_common[begin:end], sizes))
            )
            rest = self._held[first[begin:end][rarity == LONE]]
            self._end_at(int(first[begin]))
            to = slice(tells - len(told), tells)
            places[to], counts[to] = places_of(told), _counts(told)
            weights[to] = weights_of(counts[to], of_each[of_each > 0])
            lone[alone - len(rest) : alone] = rest
            sizes = sizes[is_common[begin:end]]
            column -= len(sizes)
            everywhere[places_of(common), column + np.repeat(np.arange(len(sizes)), sizes)] = True
            tells, alone = tells - len(told), alone - len(rest)
        return places, weights, counts, lone, everywhere

    def _end_at(self, at: int) -> None:
        """Give back what stands from there on."""
        with suppress(ValueError):  # where Python cannot tell that nobody else looks at it, it stays
            self._held.resize(at)
        self._held = self._held[:at] if len(self._held) > at else self._held


def squares_of(places: Any, weights: Any, size: int) -> Any:
    """The sum of the squares of the weights at each place, exact; bit by bit, for the sake of memory."""
    import numpy as np

    sums = np.zeros(size)
    for at in range(0, len(weights), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        sums += np.bincount(places[part], weights=weights[part].astype(np.float64) ** 2, minlength=size)
    return sums


def places_of(held: Any) -> Any:
    """The places of the holders."""
    import numpy as np

    places = np.empty(len(held), np.int32)
    for at in range(0, len(held), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        places[part] = (held[part] >> np.uint64(PLACE_SHIFT)) & np.uint64(PLACES - 1)
    return places


def _counts(held: Any) -> Any:
    """How often each holder says the term, in the steps of an analysis."""
    import numpy as np

    counts = np.empty(len(held), np.uint8)
    for at in range(0, len(held), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        counts[part] = held[part] & np.uint64(255)
    return counts


def weights_of(counts: Any, rarities: Any) -> Any:
    """Of terms of these rarities, term by term or of all."""
    import numpy as np

    weights = np.empty(len(counts), np.int16)
    for at in range(0, len(counts), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        some = counts[part].astype(np.int32)
        some *= rarities if np.ndim(rarities) == 0 else rarities[part]
        some += _RATIO // 2
        some //= _RATIO
        weights[part] = np.minimum(some, HEAVIEST)
    return weights
