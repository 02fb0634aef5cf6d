"""The address of a page as a QR code, so that a phone finds from a printed story to the one on the site."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from .qr_symbol import symbol

#: What stands in an address as it is (RFC 3986, 2.2), and what is written as its number already.
_SIGNS = ":/?#[]@!$&'()*+,;=%"

_DARK = re.compile(rb"\x01+")


def qr_code(address: str) -> Any:
    """An SVG without a size of its own, black on nothing; the style sheet gives it both.

    Error correction L: paper on a wall is clean, and larger squares are read from farther away. The mask is fixed, as trying
    all eight takes three times as long and any of them can be read. Letters outside ASCII are written as a browser sends them:
    of other bytes each reader makes what it likes.
    """
    from markupsafe import Markup

    rows = symbol(quote(address, safe=_SIGNS).encode("ascii"))
    path = "M" + "m".join(_lines(rows))
    return Markup(
        f'<svg viewBox="0 0 {len(rows)} {len(rows)}"><path stroke="#000" d="{path}"/></svg>'
    )  # made of numbers only


def _lines(rows: list[bytes]) -> Iterator[str]:
    """Each run of dark modules as a line: where it begins, seen from the end of the one before, and its length."""
    x, step = 0, "0.5"
    for row in rows:
        for found in _DARK.finditer(row):
            start, end = found.span()
            yield f"{start - x} {step}h{end - start}"
            x, step = end, "0"
        step = "1"
