"""The parts of an address as it is written somewhere, be it none at all. Pure."""

from urllib.parse import SplitResult, urlsplit

_NOTHING = SplitResult("", "", "", "", "")


def is_address(url: str) -> bool:
    """Whether a browser can follow it at all: brackets that are not closed, or letters where the port should stand, are no host."""
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
