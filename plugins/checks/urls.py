"""The parts of an address as it is written somewhere, be it none at all. Pure."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_NOTHING = SplitResult("", "", "", "", "")


#: A host that is missing, or written as none, and a letter to nobody.
_BROKEN = re.compile(r"https?:(?!//)|https?://(?:$|[/?#]|https?:|[^/?#]*\s)|(?:mailto|tel):$", re.IGNORECASE)


@lru_cache(100_000)
def is_address(url: str) -> bool:
    """Whether a browser can follow it at all: brackets that are not closed, or letters where the port should stand, are no host."""
    if _BROKEN.match(url):
        return False
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True


def parts_of(url: str) -> SplitResult:
    """Empty ones of what is no address."""
    try:
        return urlsplit(url)
    except ValueError:
        return _NOTHING
