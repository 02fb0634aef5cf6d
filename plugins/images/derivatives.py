"""Which files a picture becomes: widths, formats and names. Pure."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..newsroom.slug import picture_stem
from .options import Options
from .original import Original

#: Raised when the same original and the same options give other bytes.
EDITION = 2
_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file made of a picture: `ending` is avif, webp, jpg or png; `file` is its path below the output folder."""

    file: str
    ending: str
    width: int
    height: int

    @property
    def type(self) -> str:
        return _TYPES[self.ending]


@dataclass(frozen=True, slots=True)
class Set:
    """All that a picture becomes. `offered` are the formats a browser may choose from, best first; `fallback` is what every one shows."""

    original: Original
    offered: tuple[tuple[Derivative, ...], ...]
    fallback: Derivative

    @property
    def all(self) -> tuple[Derivative, ...]:
        """Every file of the set, the one for old browsers last."""
        return (*(one for row in self.offered for one in row), self.fallback)


def set_of(original: Original, options: Options, encoder: str) -> Set | None:
    """The files of a picture; None for one that is shown as it is: a drawing, an animation, a small one.

    `encoder` names the version of what makes them: another one may write other bytes, and gets other names.
    """
    widths = widths_of(original.width, options.widths)
    if original.fault or original.kind == "svg" or original.animated or len(widths) < 2:
        return None
    recipe = f"{EDITION}/{encoder}/{original.digest}/{options.quality}/{options.avif_quality}/{widths}"
    stem = f"{options.folder}/{picture_stem(original.path) or 'picture'}-{hashlib.blake2b(recipe.encode(), digest_size=5).hexdigest()}"

    def made(width: int, ending: str) -> Derivative:
        return Derivative(
            f"{stem}-{width}.{ending}", ending, width, max(1, round(original.height * width / original.width))
        )

    ending = "png" if original.alpha else "jpg"
    offered = tuple(
        tuple(made(width, form) for width in widths) for form in options.formats if form in ("avif", "webp")
    )
    return Set(original, offered, made(_nearest(widths, 1080), ending))


def worthwhile(made: Set, size_of: Callable[[Derivative], int]) -> Set:
    """The set without the formats that save nothing against one which more browsers show. `size_of` is a file's size in bytes."""
    smallest = size_of(made.fallback)
    kept: list[tuple[Derivative, ...]] = []
    for row in reversed(made.offered):
        size = next((size_of(one) for one in row if one.width == made.fallback.width), 0)
        if size < smallest:
            kept.insert(0, row)
            smallest = size
    return replace(made, offered=tuple(kept))


def widths_of(width: int, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The widths a picture is made in: the wanted ones below its own, and its own where the widest wanted one is wider."""
    below = sorted({one for one in wanted if 0 < one < width})
    if width <= max(wanted, default=0):
        below = [one for one in below if one < width * 0.9] + [width]
    return tuple(below)


def _nearest(widths: tuple[int, ...], wanted: int) -> int:
    return min(widths, key=lambda one: (abs(one - wanted), one))
