"""What a page of a built site is made of, where it says more than a word: its links, times, teasers, pictures. Pure."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple


class Link(NamedTuple):
    """An address on a page. `line` counts from 1. A page has a hundred, which tuples carry between processes in a third of the time."""

    url: str
    line: int
    tag: str = ""


@dataclass(slots=True)
class Heading:
    """A heading in the text of a story. `anchor` is its id."""

    level: int
    line: int
    anchor: str = ""
    words: str = ""
    is_filled: bool = False
    """Whether it shows a picture, which has no words."""


@dataclass(slots=True)
class ShownTime:
    """A `<time>`: what its `datetime` tells machines and what readers see."""

    told: str
    shown: str
    line: int
    is_cited: bool = False


@dataclass(slots=True)
class RelatedLink:
    """A link of the related list, with the role and the reason that the reader sees."""

    url: str
    role: str
    reason: str
    title: str = ""


@dataclass(slots=True)
class Teaser:
    """A story as a list shows it: an `<article>` that is no h-entry, by the first link of its heading, its first `<time>`, its credit and its deck."""

    url: str
    title: str = ""
    told: str = ""
    credit: str = ""
    deck: str = ""
    picture: str = ""


@dataclass(slots=True)
class Shown:
    """A picture as an `<img>` or a `<source>` asks for it. `width` and `height` are as they are written, `candidates` those of `srcset`."""

    url: str
    line: int
    width: str = ""
    height: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    """The media type that a `<source>` says."""


@dataclass(slots=True)
class Inline:
    """A script or a style that stands in the page, by the digest that a policy names it with."""

    tag: str
    digest: str
    line: int


@dataclass(slots=True)
class Sealed:
    """A file that a page takes only with that digest."""

    url: str
    integrity: str
    line: int


@lru_cache(maxsize=128)
def digest_of(text: str) -> str:
    """By which a policy names a script or a style; all pages of a site have one style."""
    return f"sha256-{b64encode(sha256(text.encode(errors='replace')).digest()).decode()}"
