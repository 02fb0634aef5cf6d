"""The address of a page as a QR code, so that a phone finds from a printed story to the one on the site."""

from typing import Any


def qr_code(address: str) -> Any:
    """An SVG without a size of its own, black on nothing; the style sheet gives it both.

    Error correction L: paper on a wall is clean, and larger squares are read from farther away. The mask is fixed, as trying
    all eight takes three times as long and any of them can be read.
    """
    import segno
    from markupsafe import Markup

    code = segno.make_qr(address, error="l", boost_error=False, mask=0)
    return Markup(code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None))  # made of numbers only
