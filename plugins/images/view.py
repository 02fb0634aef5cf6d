"""What templates are told of a picture, and its HTML. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from .derivatives import Set
from .original import Original


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it. `src` is a path below the output folder, or an address elsewhere; sizes of 0 are not known.

    `sources` are (type, ((path, width), ...)) of each format a browser may choose, best first.
    """

    src: str
    width: int = 0
    height: int = 0
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()

    @property
    def is_ours(self) -> bool:
        return not self.src.startswith(("http://", "https://", "//"))


@dataclass(frozen=True, slots=True)
class StoryPictures:
    """The pictures of a story: the lead one, those of its text by their path in `content/`, and the needs of the page (`csp.py`)."""

    lead: Picture | None = None
    in_text: tuple[tuple[str, Picture], ...] = ()
    needs: str = ""


def picture_of(url: str, original: Original | None, made: Set | None) -> Picture:
    """`url` is where the original stands below the output folder."""
    if original is None or original.fault:
        return Picture(url)
    if made is None:
        return Picture(url, original.width, original.height)
    sources = tuple((row[0].type, tuple((one.file, one.width) for one in row)) for row in made.offered if row)
    return Picture(made.fallback.file, original.width, original.height, sources)


def html_of(
    picture: Picture,
    siteurl: str,
    *,
    alt: str,
    sizes: str,
    eager: bool = False,
    attributes: Mapping[str, str] | None = None,
    width: int = 0,
) -> str:
    """`<picture>`, or `<img>` where there is nothing to choose from.

    `sizes` is how wide it stands, as HTML's attribute says it. An `eager` one is fetched first, any other when a reader comes near.
    A `width` in pixels takes the place of the picture's own, and its height follows.
    """
    given = dict(attributes or {})
    shown_width, shown_height = picture.width, picture.height
    if width and picture.width:
        shown_width, shown_height = width, round(picture.height * width / picture.width)
        sizes = f"{width}px"
    facts = {"src": _address(picture.src, siteurl), "alt": alt, **given}
    if shown_width and shown_height:
        facts |= {"width": str(shown_width), "height": str(shown_height)}
    facts |= {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    if not picture.is_ours:
        facts["referrerpolicy"] = "no-referrer"
    image = f"<img{_attributes(facts.items())}>"
    if not picture.sources:
        return image
    rows = [
        f"<source{_attributes((('type', kind), ('srcset', _srcset(files, siteurl)), ('sizes', sizes)))}>"
        for kind, files in picture.sources
    ]
    return f"<picture>{''.join(rows)}{image}</picture>"


def _srcset(files: Iterable[tuple[str, int]], siteurl: str) -> str:
    return ", ".join(f"{_address(file, siteurl)} {width}w" for file, width in files)


def _address(src: str, siteurl: str) -> str:
    from urllib.parse import quote

    return src if "://" in src or src.startswith("//") else f"{siteurl}/{quote(src)}"


def _attributes(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)
