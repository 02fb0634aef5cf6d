"""Links in a text that name a thing and not a file: `{tag}NATO`, `{author}Ann Bee`, `{source}Harbour Gazette`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from .file_reading import Reading
from .options import nearest
from .places import Place
from .problem import Problem
from .registry import Registries, Registry
from .slug import Slugs
from .story import Story

KINDS = ("tag", "category", "author", "source", "storyline")

_HREF = re.compile(rf"""(\bhref\s*=\s*)(["'])[{{|]({"|".join(KINDS)})[}}|]([^"'#?]*)""")

_MARKED = re.compile(rf"[{{|](?:{'|'.join(KINDS)})[}}|]")

Places = Mapping[tuple[str, str], Place]


def find(kind: str, name: str, registries: Registries, places: Places, slugs: Slugs) -> Place | None:
    """The page that `{kind}name` means: `name` is a name, an alias or a slug."""
    entry = _registry(kind, registries).find(name)
    return places.get((kind, entry.slug if entry else slugs.of(name, kind)))


def resolved(html: str, registries: Registries, places: Places, slugs: Slugs) -> str:
    """HTML whose links by name lead to the key under which Pelican finds the page (see `key_of`); what leads nowhere stays as it is."""

    def link(match: re.Match[str]) -> str:
        before, quote, kind, name = match.groups()
        place = find(kind, unquote(unescape(name)).strip(), registries, places, slugs)
        return f"{before}{quote}{{filename}}/{escape(key_of(place))}" if place else match[0]

    is_marked = ("{" in html or "|" in html) and _MARKED.search(html)  # nearly no text holds one of these signs
    return _HREF.sub(link, html) if is_marked else html


def key_of(place: Place) -> str:
    """The name of a page among Pelican's own link targets."""
    return f"{place.kind}:{place.slug}"


def problems(
    stories: Sequence[Story], readings: Mapping[str, Reading], registries: Registries, places: Places, slugs: Slugs
) -> Iterator[Problem]:
    """Links by name that lead nowhere, in stories whose text is shown."""
    names: dict[str, list[str]] = {}
    for story in stories:
        reading = readings[story.path]
        for link in reading.near:
            if link.marker not in KINDS:
                continue
            name = link.path.strip()
            if find(link.marker, name, registries, places, slugs) is None:
                if not names:
                    names = {
                        kind: sorted([one.name for (of, _), one in places.items() if of == kind]) for kind in KINDS
                    }
                near = nearest(name, names[link.marker])
                remedy = f'did you mean "{near}"?' if near else "write the name of one that a published story has"
                said = f"the link {{{link.marker}}}{name} leads to no page"
                yield Problem(story.path, *reading.place_of(link), "E10", said, remedy)


def _registry(kind: str, registries: Registries) -> Registry[Any]:
    by_kind: dict[str, Registry[Any]] = {
        "tag": registries.tags,
        "category": registries.categories,
        "author": registries.authors,
        "source": registries.sources,
        "storyline": registries.storylines,
    }
    return by_kind[kind]
