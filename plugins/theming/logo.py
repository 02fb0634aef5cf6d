"""The picture that stands in place of the site's name."""

import re
from dataclasses import dataclass
from pathlib import Path

_BOX = re.compile(r'\bviewBox\s*=\s*["\']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)')
_SIDE = re.compile(r'\s(width|height)\s*=\s*["\']([\d.]+)(?:px)?["\']')


@dataclass(frozen=True, slots=True)
class Logo:
    """Addresses below the site's; width and height in pixels, so that nothing moves when it arrives. `dark` is "" or the one for dark screens."""

    src: str
    dark: str
    width: int
    height: int


def size_of(file: Path) -> tuple[int, int] | None:
    """Width and height of a picture in pixels; None for what is no picture, or an SVG that names neither size nor viewBox."""
    if file.suffix.lower() == ".svg":
        return _svg_size(file.read_text(encoding="utf-8", errors="replace"))
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError):
        return None


def _svg_size(text: str) -> tuple[int, int] | None:
    opening = re.search(r"<svg\b[^>]*>", text)
    if not opening:
        return None
    sides = dict(_SIDE.findall(opening[0]))
    box = _BOX.search(opening[0])
    width, height = (sides["width"], sides["height"]) if len(sides) == 2 else box.groups() if box else ("0", "0")
    found = round(float(width)), round(float(height))
    return found if all(found) else None
