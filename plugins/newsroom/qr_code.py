"""The address of a page as a QR code, so that a phone finds from a printed story to the one on the site."""

import re
from functools import cache
from typing import Any
from urllib.parse import quote

from .qr_symbol import symbol

#: What stands in an address as it is (RFC 3986, 2.2), and what is written as its number already.
_SIGNS = ":/?#[]@!$&'()*+,;=%"

#: Dark modules that stand side by side, and the light ones up to the next, over the ends of rows.
_RUN = re.compile(rb"\x01+[\x00\n]*")


def qr_code(address: str) -> Any:
    """An SVG without a size of its own, black on nothing; the style sheet gives it both.

    Error correction L: paper on a wall is clean, and larger squares are read from farther away. The mask is fixed, as trying
    all eight takes three times as long and any of them can be read. Letters outside ASCII are written as a browser sends them:
    of other bytes each reader makes what it likes.
    """
    from markupsafe import Markup

    rows = symbol(quote(address, safe=_SIGNS).encode("ascii"))
    strokes = _strokes(len(rows))
    runs = _RUN.findall(b"\n".join(rows).rstrip(b"\x00\n"))
    path = "M0 0.5h" + "".join(map(strokes.__getitem__, runs))  # the first module is the corner of a pattern, and dark
    # Made of numbers only.
    return Markup(f'<svg viewBox="0 0 {len(rows)} {len(rows)}"><path stroke="#000" d="{path}"/></svg>')


class _Strokes(dict[bytes, str]):
    """A run -> how long its line is, and the way from its end to the next. Fills itself: the codes of a size have most runs in common."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, run: bytes) -> str:
        # Told without `count`: who names that is held to read how many stories a topic has, and this is a filter of templates.
        dark = len(run.translate(None, b"\x00\n"))
        down = len(run) - len(run.translate(None, b"\n"))
        across = len(run) - dark - down - down * self._size
        self[run] = found = f"{dark}m{across} {down}h" if len(run) > dark else f"{dark}"
        return found


_strokes = cache(_Strokes)
