"""When two spellings mean one thing, and when they nearly do. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..newsroom.slug import fold

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
#: Plurals that mean something else than their singular.
_OTHERWISE = frozenset({"arms", "customs", "goods", "media", "means", "news", "species", "series", "works"})
_SHORTEST = 4


def family(name: str) -> str:
    """What spellings of one thing have in common: case, width, blanks, hyphens, punctuation and the plural of English words do not count.

    `+` and `#` behind a word and a leading dot do: `C`, `C++` and `C#`, `.NET` and `net` are different things. A name without a
    letter or digit (an emoji) is its own family.
    """
    folded = fold(name)
    words = _WORD.findall(re.sub(r"['\u2019.](?=\w)|(?<=\w)\.", "", name.casefold()))
    if not words:
        return folded
    joined = "".join([*words[:-1], _singular(words[-1])])
    return ("." if folded.startswith(".") else "") + fold(joined)


def _singular(word: str) -> str:
    if (
        word in _OTHERWISE
        or len(word) < _SHORTEST
        or not word.isascii()
        or word.endswith(("ss", "us", "is", "ics", "#"))
    ):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return f"{word[:-3]}y"
    if word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def near_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names a slip apart: one letter more, less or other, or two swapped. Each pair once, sorted.

    Names that share a text with one letter left out (the deletion neighbourhood of SymSpell, W. Garbe, 2012), so that the work grows with
    the number of names. Short names and names that differ in a digit ("G7", "G8") are none.
    """
    by_rest: dict[str, set[str]] = defaultdict(set)
    for name in names:
        folded = fold(name)
        if len(folded) > _SHORTEST:
            for rest in {folded, *(folded[:n] + folded[n + 1 :] for n in range(len(folded)))}:
                by_rest[rest].add(name)
    found = {
        (first, second)
        for group in by_rest.values()
        for first in group
        for second in group
        if first < second and _digits(first) == _digits(second) and _a_slip(fold(first), fold(second))
    }
    yield from sorted(found)


def _a_slip(first: str, second: str) -> bool:
    """Whether two texts that share a deletion differ by one letter or by two neighbours swapped."""
    if len(first) != len(second):
        return abs(len(first) - len(second)) == 1
    other = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    return len(other) == 1 or (len(other) == 2 and other[1] == other[0] + 1)


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())
