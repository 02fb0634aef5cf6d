"""Gathers stories by category, tag and author, and writes a page and a feed for each, in place of Pelican's own loops.

Pelican lists an article under one category only, and its loops cost articles times terms. Its context names keep their shape, so
that other themes work.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pelican import signals
from pelican.urlwrappers import Category, Tag

from ..newsroom.desk import Build
from ..newsroom.listing import Listing, feed_path, write_listings
from ..newsroom.markup import html_of
from ..newsroom.plugin import desk_of
from ..newsroom.reader import wrapped
from ..newsroom.story import Story, Term
from .index import Entry, Index, shared_slugs
from .view import Terms, TopicLink, TopicPage


@dataclass(frozen=True, slots=True)
class Options:
    """`TAXONOMY = {...}`. `feeds` writes a feed for each category, tag and author whose *_FEED_ATOM is set."""

    feeds: bool = True


class Taxonomy:
    """The name `taxonomy` in templates."""

    def __init__(self, build: Build, stories: tuple[Story, ...], settings: Mapping[str, Any]) -> None:
        self._build, self._settings = build, settings
        self._indexes = {
            "categories": Index("categories", stories, build.registries.categories),
            "tags": Index("tags", stories, build.registries.tags),
        }
        self.stories = stories

    def of(self, content: Any) -> Terms:
        story = self._build.story_of(content)
        if story is None:
            return Terms()
        primary = story.categories[:1]
        way = self._indexes["categories"].path_to(primary[0]) if primary else ()
        return Terms(
            self._links("categories", story.categories), self._links("tags", story.tags), self._links("categories", way)
        )

    @cached_property
    def categories(self) -> tuple[TopicLink, ...]:
        return self._links("categories", [entry.term for entry in self._indexes["categories"]])

    @cached_property
    def tags(self) -> tuple[TopicLink, ...]:
        return self._links("tags", [entry.term for entry in self._indexes["tags"]])

    def entries(self, kind: str) -> Iterator[Entry]:
        yield from self._indexes[kind]

    def page(self, kind: str, entry: Entry, newsroom: Any) -> TopicPage:
        """What the topic page of an entry shows above its list."""
        link = self._link(kind, entry.term)
        index, topic = self._indexes[kind], entry.topic
        parent = index.get(entry.parent)
        children = [child for slug in entry.children if (child := index.get(slug))]
        key = self._build.archive.find(topic.key_story, self._build.site.lang) if topic and topic.key_story else None
        return TopicPage(
            link.name, link.slug, link.url, link.description, link.count, link.feed, topic.kind if topic else "topic",
            topic.same_as if topic else (), self._link(kind, parent.term) if parent else None,
            tuple(self._link(kind, child.term) for child in children), key if key and newsroom.article_of(key) else None,
        )  # fmt: skip

    def _links(self, kind: str, terms: Any) -> tuple[TopicLink, ...]:
        return tuple(self._link(kind, term) for term in terms if self._indexes[kind].is_shown(term))

    def _link(self, kind: str, term: Term) -> TopicLink:
        key = (kind, term.slug)
        if key not in self._made:
            entry = self._indexes[kind].get(term.slug)
            wrapper = wrapped(_WRAPPERS[kind], term, self._settings)
            text = entry.topic.description if entry and entry.topic else ""
            feed = feed_path(self._settings, _FEEDS[kind], term.slug)
            self._made[key] = TopicLink(
                term.name, term.slug, wrapper.url, html_of(text), len(entry.stories) if entry else 0, feed
            )
        return self._made[key]

    @cached_property
    def _made(self) -> dict[tuple[str, str], TopicLink]:
        return {}


_WRAPPERS = {"categories": Category, "tags": Tag}
_FEEDS = {"categories": "CATEGORY_FEED_ATOM", "tags": "TAG_FEED_ATOM"}


def publish_taxonomy(generator: Any) -> None:
    """Publish `taxonomy`, fill Pelican's own names with every category, and leave its loops nothing to write."""
    build = desk_of(generator.settings)
    listed = {article.source_path: article for article in generator.articles}
    paths = {story.path: article for article in listed.values() if (story := build.story_of(article))}
    stories = tuple(story for story in build.archive if story.path in paths)
    taxonomy = Taxonomy(build, stories, generator.settings)
    build.report(
        shared_slugs(_uses(stories), {"categories": build.registries.categories, "tags": build.registries.tags})
    )
    generator.context["taxonomy"] = taxonomy

    def articles(entry: Entry) -> list[Any]:
        return [paths[story.path] for story in entry.stories]

    categories = [
        (wrapped(Category, one.term, generator.settings), articles(one)) for one in taxonomy.entries("categories")
    ]
    tags = [(wrapped(Tag, one.term, generator.settings), articles(one)) for one in taxonomy.entries("tags")]
    generator.context["categories"] = categories
    generator.context["tags"] = tags
    generator.context["authors"] = [(author, list(found)) for author, found in generator.authors]
    generator.categories, generator.tags, generator.authors = [], {}, []


def write_topics(generator: Any, writer: Any) -> None:
    write_listings(generator, writer, list(_listings(generator)))


def _listings(generator: Any) -> Iterator[Listing]:
    context, settings = generator.context, generator.settings
    taxonomy, newsroom = context["taxonomy"], context["newsroom"]
    feeds = desk_of(settings).options("TAXONOMY", Options).feeds
    for kind, name in (("categories", "category"), ("tags", "tag")):
        for entry, (wrapper, articles) in zip(taxonomy.entries(kind), context[kind], strict=True):
            facts = {name: wrapper, "topic": taxonomy.page(kind, entry, newsroom)}
            yield _listing(name, wrapper, articles, facts, settings, feeds)
    for author, articles in context["authors"]:
        yield _listing("author", author, articles, {"author": author}, settings, feeds)


def _listing(
    name: str, wrapper: Any, articles: list[Any], facts: dict[str, Any], settings: Mapping[str, Any], feeds: bool
) -> Listing:
    kinds = ("ATOM", "RSS") if feeds else ()
    return Listing(
        template=name, url=wrapper.url, save_as=wrapper.save_as, page_name=wrapper.page_name, title=wrapper.name, articles=tuple(articles),
        facts=facts, feeds={kind.lower(): path for kind in kinds if (path := feed_path(settings, f"{name.upper()}_FEED_{kind}", wrapper.slug))},
    )  # fmt: skip


def _uses(stories: tuple[Story, ...]) -> Iterator[tuple[str, Story, Term]]:
    for story in stories:
        yield from (("categories", story, term) for term in story.categories)
        yield from (("tags", story, term) for term in story.tags)


def register() -> None:
    signals.article_generator_finalized.connect(publish_taxonomy)
    signals.article_writer_finalized.connect(write_topics)
