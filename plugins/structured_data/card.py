"""What a link to a story looks like elsewhere: Open Graph (ogp.me) and the card of X. Pure."""

from dataclasses import dataclass

from ..newsroom.desk import Build
from ..newsroom.provenance import updated
from ..newsroom.registry import is_shown
from ..newsroom.story import Story
from .addresses import Addresses


@dataclass(frozen=True, slots=True)
class Meta:
    """A `<meta>`: `kind` is its attribute, "property" or "name"."""

    kind: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a card. `width` and `height` are 0 where they are not known."""

    src: str
    alt: str = ""
    width: int = 0
    height: int = 0


def story_card(story: Story, build: Build, addresses: Addresses, picture: Picture | None) -> tuple[Meta, ...]:
    """The card of a story."""
    tags = [term.name for term in story.tags if is_shown(build.registries.tags, term.slug)]
    moment = updated(story)
    rows = [
        ("og:type", "article"),
        *_common(story.title, build.description(story), story.url, build, addresses),
        ("og:locale", story.lang.replace("-", "_")),
        ("article:published_time", story.date.isoformat() if story.date else ""),
        ("article:modified_time", moment.isoformat() if moment else ""),
        ("article:section", story.categories[0].name if story.categories else ""),
        *(("article:tag", name) for name in tags),
    ]
    return _metas(rows, picture, addresses)


def page_card(
    title: str, description: str, url: str, build: Build, addresses: Addresses, picture: Picture | None
) -> tuple[Meta, ...]:
    """The card of any other page."""
    return _metas([("og:type", "website"), *_common(title, description, url, build, addresses)], picture, addresses)


def _common(title: str, description: str, url: str, build: Build, addresses: Addresses) -> list[tuple[str, str]]:
    return [
        ("og:title", title),
        ("og:description", description),
        ("og:url", addresses.absolute(url)),
        ("og:site_name", build.site.name),
    ]


def _metas(rows: list[tuple[str, str]], picture: Picture | None, addresses: Addresses) -> tuple[Meta, ...]:
    if picture:
        rows += [("og:image", addresses.absolute(picture.src)), ("og:image:alt", picture.alt)]
        rows += [
            (f"og:image:{side}", str(size))
            for side, size in (("width", picture.width), ("height", picture.height))
            if size
        ]
    found = [Meta("property", name, content) for name, content in rows if content]
    return (*found, Meta("name", "twitter:card", "summary_large_image" if picture else "summary"))
