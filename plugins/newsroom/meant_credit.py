"""A key of a credit that is written with a slip, as `soruce: Yahoo News`: no story goes out without the credit that it has. Pure."""

from functools import lru_cache

from .held_back import as_meant
from .keys import is_known

#: Keys without which there is no credit. What is told of a source besides, as `source_date`, is told where it is written right.
_CREDITS = ("source", "sources", "source_url")
#: Words of their own that are as near.
_OTHERS = frozenset({"sourced", "source_uris", "source_urls"})


@lru_cache(maxsize=1024)
def credit_meant(name: str) -> str:
    """The key of a credit that one slip has made this name of, or letters that look like ours; "" for any other name."""
    key = as_meant(name)
    if is_known(name) or key in _OTHERS:
        return ""
    return next((one for one in _CREDITS if key == one or _is_one_slip(key, one)), "")


def _is_one_slip(word: str, wanted: str) -> bool:
    """Whether one letter is another, too much, missing, or in the place of its neighbour (the distance of Damerau is 1)."""
    if len(word) == len(wanted):
        other = [n for n, (given, meant) in enumerate(zip(word, wanted, strict=True)) if given != meant]
        return len(other) == 1 or (
            len(other) == 2
            and other[1] == other[0] + 1
            and word[other[0] : other[1] + 1] == wanted[other[1]] + wanted[other[0]]
        )
    short, long = sorted((word, wanted), key=len)
    return len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
