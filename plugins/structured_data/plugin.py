"""Publishes `structured_data` for templates: JSON-LD and card of each page."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals

from ..newsroom.answers import of_story
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_made
from ..newsroom.story import Story
from .addresses import Addresses
from .article import article_node, breadcrumb_node
from .card import Meta, Picture, page_card, story_card
from .options import Options
from .picture import HEIGHT, WIDTH
from .share_pictures import drawn, has_photograph, png_of

#: What would end a script or begin a comment in one.
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page tells machines: JSON-LD documents for `<script>`, `<meta>`s, and the address of its text's licence."""

    documents: tuple[Markup, ...] = ()
    metas: tuple[Meta, ...] = ()
    license: str = ""


class StructuredData:
    """The name `structured_data` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._options = build.options("STRUCTURED_DATA", Options)
        self._addresses = Addresses(build, self._options)

    def _around(self, content: Any) -> tuple[Any, ...]:
        """All that is said of a story besides what it says itself: where its categories, its people and its storyline stand, and its picture."""
        story, places = self._build.story_of(content), self._build.places
        if story is None:
            return ()
        people = (*story.authors, *story.editors, *story.translators, *story.contributors)
        line = self._build.registries.categories.line(story.categories[0]) if story.categories else ()
        keys = [*(("author", one.slug) for one in people), *(("category", one.slug) for one in line)]
        keys += [("storyline", story.storyline.slug)] if story.storyline else []
        found = [(place.name, place.url) if (place := places.get(key)) else () for key in keys]
        return (*found, self._build.once(drawn).get(story.path, ""))

    @of_story(also="_around")
    def of(self, content: Any) -> PageData:
        """A story's or page's data; nothing for one that readers may not see, or of which a notice is left."""
        story = self._build.story_of(content)
        if story is None or story.status not in ("published", "hidden") or not self._addresses.site_url:
            return PageData()
        picture = self._picture(story)
        if not story.is_article:
            description = self._build.description(story)
            return PageData((), page_card(story.title, description, story.url, self._build, self._addresses, picture))
        nodes = [article_node(story, self._build, self._addresses)]
        breadcrumb = breadcrumb_node(story, self._build, self._addresses)
        if breadcrumb:
            nodes.append(breadcrumb)
        card = story_card(story, self._build, self._addresses, picture)
        return PageData(tuple(map(document, nodes)), card, str(nodes[0].get("license", "")))

    def home(self) -> PageData:
        """The home page's: the site and its publisher."""
        if not self._addresses.site_url:
            return PageData()
        node = {
            "@type": "WebSite",
            "name": self._build.site.name,
            "url": self._addresses.absolute(""),
            "inLanguage": self._build.site.lang,
            "publisher": self._addresses.publisher(),
        }
        description = str(self._build.setting("SITESUBTITLE") or "")
        card = page_card(self._build.site.name, description, "", self._build, self._addresses, self._default_picture())
        return PageData((document(node),), card)

    def _picture(self, story: Story) -> Picture | None:
        """The story's own where a card can show it, else the one that was drawn."""
        if story.image and has_photograph(story):
            return Picture(story.image.src, story.image.alt)
        file = self._build.once(drawn).get(story.path)
        return Picture(file, story.title, WIDTH, HEIGHT) if file else self._default_picture()

    def _default_picture(self) -> Picture | None:
        return Picture(self._options.picture) if self._options.picture else None


def document(node: dict[str, Any]) -> Markup:
    """A JSON-LD document that can stand in a `<script>`: no character of it can end one (w3.org/TR/json-ld11, 7.3)."""
    text = json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False)
    return Markup(text.translate(_UNSAFE))  # escaped in the line above


def publish_structured_data(generator: Any) -> None:
    generator.context["structured_data"] = StructuredData(desk_of(generator.settings))


def write_pictures(generator: Any, writer: Any) -> None:
    """Write the share picture of each story that readers may see."""
    build = desk_of(generator.settings)
    for path, file in build.once(drawn).items():
        story = build.story_at(path)
        if story is not None:
            write_made(Path(writer.output_path), file, partial(png_of, story, build))


def register() -> None:
    signals.article_generator_finalized.connect(publish_structured_data)
    signals.article_writer_finalized.connect(write_pictures)
