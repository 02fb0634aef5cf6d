"""What a site may set of its pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: How wide pictures stand in our theme, by their place; a place that is not here takes that of "text".
SIZES = {
    "text": "(min-width: 45rem) 42rem, 94vw",
    "lead": "(min-width: 48rem) 38rem, 94vw",
    "card": "(min-width: 40rem) 17rem, 94vw",
}


@dataclass(frozen=True, slots=True)
class Options:
    """`IMAGES = {...}`.

    `widths` in pixels are those that a picture is made in, none wider than the original. `formats` are offered before the format that
    every browser shows ("avif", "webp"). `quality` is that of JPEG and WebP, `avif_quality` that of AVIF, both 1 to 100. `folder` of the
    output is where they stand. `max_megapixels` is the size above which a file is taken for a mistake or an attack and not opened.
    `sizes` is how wide a picture stands in a place of the theme ("text", "lead", "card"), as HTML's attribute `sizes` says it.
    """

    widths: tuple[int, ...] = (360, 720, 1080, 1440)
    formats: tuple[str, ...] = ("avif", "webp")
    quality: int = 75
    avif_quality: int = 55
    folder: str = "pictures"
    max_megapixels: int = 100
    sizes: Mapping[str, str] = field(default_factory=dict, hash=False)
