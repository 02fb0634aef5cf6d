"""Which stories get a share picture, where it stands, and what is kept of it between builds."""

import hashlib
from pathlib import Path, PurePosixPath

from ..newsroom import sealed_files
from ..newsroom.desk import Build
from ..newsroom.story import Story
from .options import Options
from .picture import FONTS, can_write, drawing, fonts_in, rendered, titled

_WHAT = "share picture"
#: Pictures that sites which show cards can read.
_PHOTOGRAPHS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})


def has_photograph(story: Story) -> bool:
    """Whether the story's own picture can stand on a card."""
    return story.image is not None and PurePosixPath(story.image.src).suffix.lower() in _PHOTOGRAPHS


def drawn(build: Build) -> dict[str, str]:
    """Source file of a story -> the path of its share picture below the output folder."""
    options = build.options("STRUCTURED_DATA", Options)
    if not options.pictures:
        return {}
    return {
        story.path: f"{options.pictures_folder}/{story.id}.png"
        for story in build.archive.all
        if not has_photograph(story)
        and (options.fonts or all(map(can_write, (story.title, _section(story), build.site.name))))
    }


def png_of(story: Story, build: Build) -> bytes:
    """The picture of a story, and in it whose it is. Drawn once: `.cache/pictures/` keeps it by what is on it."""
    fonts, known_by = build.once(_fonts)
    svg = drawing(story.title, _section(story), build.site.name)
    digest = hashlib.blake2b(svg.encode() + known_by, digest_size=16)
    kept = build.site.root / ".cache" / "pictures" / f"{digest.hexdigest()}.bin"
    return titled(sealed_files.kept(kept, _WHAT, lambda: rendered(svg, fonts)), story.title)


def _section(story: Story) -> str:
    return story.categories[0].name if story.categories else ""


def _fonts(build: Build) -> tuple[list[Path], bytes]:
    """The fonts of the pictures, and what tells them from others."""
    options = build.options("STRUCTURED_DATA", Options)
    fonts = fonts_in(FONTS) + (fonts_in(build.site.root / options.fonts) if options.fonts else [])
    return fonts, "".join(f"{font.name}/{font.stat().st_size}" for font in fonts).encode()
