"""The share picture of a story that has none fit for it: headline, section and site on 1200 x 630 pixels. Pure but for the fonts.

The size is what Open Graph's consumers show whole (developers.facebook.com/docs/sharing/webmasters/images). Drawn with the fonts beside
this module and no others, so that every machine draws the same bytes.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 1200, 630
#: Signature and first chunk of a PNG (IHDR), which says how large it is.
_HEAD = 33
FONTS = Path(__file__).parent / "fonts"

_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
#: (size in pixels, lines at most) of a headline: the largest that holds it is taken.
_SIZES = ((76, 3), (64, 4), (54, 5), (44, 6))
_LEADING = 1.22
_RTL = frozenset({"R", "AL"})
_ARABIC = re.compile(r"([\u0600-\u08ff\ufb50-\ufeff]+(?:\s+[\u0600-\u08ff\ufb50-\ufeff]+)*)")
#: What the fonts beside this module can write: (first, last) of each range of Unicode.
_COVERED = (
    (0x20, 0x7E), (0xA0, 0x2CC), (0x300, 0x301), (0x370, 0x377), (0x384, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x3E1),
    (0x3F0, 0x52F), (0x600, 0x6FF), (0x750, 0x77F), (0x1E00, 0x1F15), (0x2010, 0x2015), (0x2018, 0x201E),
    (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2039, 0x203A), (0x20A0, 0x20BF), (0x2116, 0x2116),
    (0x2122, 0x2122),
)  # fmt: skip


def can_write(text: str) -> bool:
    """Whether a text can be drawn with the fonts that come with the plugin.

    Arabic with letters of another script cannot: resvg takes every line for one that begins at the left.
    """
    if text.isascii() and text.isprintable():
        return True
    if _ARABIC.search(text) and any(unicodedata.bidirectional(c) == "L" for c in text):
        return False
    return all(map(_covered, set(text)))


@cache
def _covered(character: str) -> bool:
    return character.isspace() or any(first <= ord(character) <= last for first, last in _COVERED)


def drawing(title: str, section: str, site: str) -> str:
    """The picture as SVG. A headline that is too long for it is cut at a word."""
    size, lines = _set(title)
    rtl = is_rtl(title)
    x, anchor = (WIDTH - _MARGIN, "end") if rtl else (_MARGIN, "start")
    top = 190 + size * 0.4
    rows = "".join(
        f'<text x="{x}" y="{top + n * size * _LEADING:.0f}" font-size="{size}">{_marked(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fdfbf7"/><rect width="{WIDTH}" height="16" fill="#8f2d14"/>'
        f'<g font-family="Noto Sans" font-weight="700" text-anchor="{anchor}" fill="#191b1f">'
        f'<text x="{x}" y="120" font-size="34" fill="#8f2d14">{_marked(_cut(section, 34))}</text>{rows}'
        f'<rect x="{_MARGIN}" y="536" width="{_ROOM}" height="2" fill="#d5d0c6"/>'
        f'<text x="{x}" y="588" font-size="34" fill="#50545c">{_marked(_cut(site, 34))}</text></g></svg>'
    )


def rendered(svg: str, fonts: Sequence[Path]) -> bytes:
    """The drawing as PNG, by resvg."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_family="Noto Sans", font_files=[str(font) for font in fonts]
        )
    )


def titled(png: bytes, title: str) -> bytes:
    """The picture with its title as text (w3.org/TR/png, iTXt): what is drawn no program can read."""
    text = b"Title\0\0\0\0\0" + title.encode()
    chunk = struct.pack(">I", len(text)) + b"iTXt" + text + struct.pack(">I", zlib.crc32(b"iTXt" + text))
    return png[:_HEAD] + chunk + png[_HEAD:]


def fonts_in(folder: Path) -> list[Path]:
    """The fonts of a folder, by name."""
    return sorted(file for file in folder.glob("*") if file.suffix.lower() in (".ttf", ".otf"))


def is_rtl(text: str) -> bool:
    """Whether a text begins in a script that runs from right to left (Unicode Annex 9, rules P2 and P3)."""
    return next((kind in _RTL for c in text if (kind := unicodedata.bidirectional(c)) in {"L", *_RTL}), False)


def _marked(text: str) -> str:
    """A line in SVG, its Arabic in the font for Arabic: resvg's own fallback finds none for a line of two scripts."""
    parts = _ARABIC.split(text)
    return "".join(
        f'<tspan font-family="Noto Sans Arabic">{escape(part)}</tspan>' if n % 2 else escape(part)
        for n, part in enumerate(parts)
    )


def _set(title: str) -> tuple[int, list[str]]:
    for size, most in _SIZES:
        lines = _lines(title, size)
        if len(lines) <= most:
            return size, lines
    size, most = _SIZES[-1]
    lines = _lines(title, size)[:most]
    return size, [*lines[:-1], f"{lines[-1].rsplit(' ', 1)[0].rstrip('.,;:')}\u2026"]


def _lines(text: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size) <= _ROOM:
            lines[-1] += f" {word}"
        else:
            lines.append(_cut(word, size))
    return lines


def _cut(text: str, size: int) -> str:
    """A text that fits on one line."""
    shown = " ".join(text.split())
    while shown and _width(shown, size) > _ROOM:
        shown = f"{shown[:-2].rstrip()}\u2026"
    return shown


def _width(text: str, size: int) -> float:
    """About how wide a text is, in pixels; rather too wide than too narrow."""
    return size * sum(_advance(c) for c in text)


def _advance(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WF":
        return 1.0
    if c in " .,:;'!|ijlI()[]\u2019":
        return 0.34
    if c in "mwMW@%\u0428\u0429\u0416\u0448\u0449\u0436":
        return 0.98
    return 0.74 if c.isupper() else 0.62
