"""The name `taxonomy` in templates."""

import dataclasses
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from ..newsroom.answers import of_stories, of_story
from ..newsroom.desk import Build
from ..newsroom.listing import feed_paths
from ..newsroom.markup import html_of
from ..newsroom.registry import Topic
from ..newsroom.standing import digest_of_plain
from ..newsroom.story import Story, Term
from .alphabet import by_letter
from .around import related_topics, sources_of
from .index import Entry
from .indexes import indexes_of
from .options import Options
from .places import is_thin
from .view import SourceLink, Terms, TopicIndex, TopicLink, TopicPage, Way

_KINDS = ("person", "place", "organisation", "event", "topic")


class Taxonomy:
    """Categories and tags as templates see them; "category" and "tag" are the two kinds."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._indexes = build.once(indexes_of)
        self._options = build.options("TAXONOMY", Options)
        self._made: dict[tuple[str, str], TopicLink] = {}
        self._terms: dict[str, Terms] = {}
        self._said: dict[str, dict[str, bytes]] = {"category": {}, "tag": {}}

    @of_story(also="_shown")
    def of(self, content: Any) -> Terms:
        """The terms of one of Pelican's articles."""
        story = self._build.story_of(content)
        return self.terms_of(story) if story else Terms()

    @of_stories()
    def _shown(self, content: Any) -> tuple[bytes, ...]:
        """All that `of` says of each term, in a few bytes: asked of every story, and so found without the links themselves."""
        story = self._build.story_of(content)
        if story is None:
            return ()
        return (
            self._said_of("category", story.categories),
            self._said_of("tag", story.tags),
            self._said_of("category", self._way_to(story)),
        )

    def _said_of(self, kind: str, terms: Iterable[Term]) -> bytes:
        """What the links of these terms say; nothing for a term without a page."""
        known, found = self._said[kind], []
        for term in terms:
            said = known.get(term.slug)
            if said is None:
                said = known[term.slug] = b"".join([digest_of_plain(repr(one)) for one in self._links(kind, [term])])
            found.append(said)
        return b"".join(found)

    def terms_of(self, story: Story) -> Terms:
        """The categories and tags of a story, by their proper names; `of` asks it."""
        if story.path not in self._terms:
            self._terms[story.path] = self._terms_of(story)
        return self._terms[story.path]

    def _terms_of(self, story: Story) -> Terms:
        way = self._links("category", self._way_to(story))
        return Terms(self._links("category", story.categories), self._links("tag", story.tags), way)

    def _way_to(self, story: Story) -> tuple[Term, ...]:
        """The first category of a story, with its parents."""
        return self._indexes.categories.path_to(story.categories[0]) if story.categories else ()

    @cached_property
    def categories(self) -> tuple[TopicLink, ...]:
        """Every category that has a story, by name."""
        return self._links("category", [entry.term for entry in self._indexes.categories])

    @cached_property
    def tags(self) -> tuple[TopicLink, ...]:
        """Every tag that has a story, by name."""
        return self._links("tag", [entry.term for entry in self._indexes.tags])

    @cached_property
    def sections(self) -> tuple[TopicLink, ...]:
        """The categories that stand in no other."""
        return self._links("category", [entry.term for entry in self._indexes.categories if not entry.parent])

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The same as the head of every page leads to them: those with the most stories, where there are many, in the order of all."""
        most = self._options.menu
        if most <= 0 or len(self.sections) <= most:
            return tuple(map(_way, self.sections))
        chosen = sorted(self.sections, key=lambda one: -one.count)[:most]
        kept = {one.slug for one in chosen}
        return tuple(_way(one) for one in self.sections if one.slug in kept)

    @cached_property
    def has_more_sections(self) -> bool:
        """Whether the head of every page leaves sections out."""
        return len(self.ways) < len(self.sections)

    def index(self, kind: str) -> TopicIndex:
        """All topics of a kind, for its index page."""
        links = self.tags if kind == "tag" else self.categories
        main = [one for one in links if not one.is_thin]
        kinds = tuple((name, found) for name in _KINDS if (found := tuple(one for one in main if one.kind == name)))
        return TopicIndex(
            by_letter(main, lambda one: one.name),
            kinds if len(kinds) > 1 else (),
            tuple(one for one in links if one.is_thin),
        )

    def page(self, kind: str, entry: Entry) -> TopicPage:
        """What the page of a topic shows around its list."""
        index, topic, build = self._indexes.of(kind), entry.topic, self._build
        key = build.archive.find(topic.key_story, build.site.lang) if topic and topic.key_story else None
        around = tuple(self._link(kind, one.term) for one in related_topics(entry, index, len(build.archive)))
        return TopicPage(
            **_facts(self._link(kind, entry.term)),
            parent=self._named(kind, entry.parent) if entry.parent else None,
            children=tuple(self._named(kind, slug) for slug in entry.children),
            related=around,
            ways=tuple(map(_way, around)),
            sources=tuple(
                SourceLink(source.name, self._url_of(source.slug), count) for source, count in sources_of(entry)
            ),
            key_story=key if key and key.status == "published" else None,
        )

    def _named(self, kind: str, slug: str) -> TopicLink:
        entry = self._indexes.of(kind).get(slug)
        assert entry is not None
        return self._link(kind, entry.term)

    def _url_of(self, source: str) -> str:
        place = self._build.places.get(("source", source))
        return place.url if place else ""

    def _links(self, kind: str, terms: Iterable[Term]) -> tuple[TopicLink, ...]:
        """The terms that have a page; a draft may carry others."""
        index = self._indexes.of(kind)
        return tuple(self._link(kind, term) for term in terms if index.get(term.slug))

    def _link(self, kind: str, term: Term) -> TopicLink:
        if (kind, term.slug) not in self._made:
            self._made[kind, term.slug] = self._made_link(kind, term)
        return self._made[kind, term.slug]

    def _made_link(self, kind: str, term: Term) -> TopicLink:
        entry = self._indexes.of(kind).get(term.slug)
        topic = (entry and entry.topic) or Topic(term.slug, term.name)
        count = len(entry.stories) if entry else 0
        feed = feed_paths(self._build.setting, kind.upper(), term.slug).get("atom", "") if self._options.feeds else ""
        place = self._build.places.get((kind, term.slug))
        return TopicLink(
            term.name,
            term.slug,
            place.url if place else "",
            html_of(topic.description),
            count,
            feed,
            topic.kind or "topic",
            is_thin(count, topic, self._build),
            topic.same_as,
            self._build.site.lang if entry and entry.topic else "",
        )


def _way(link: TopicLink) -> Way:
    return Way(link.name, link.url, link.lang)


def _facts(link: TopicLink) -> dict[str, Any]:
    return {field.name: getattr(link, field.name) for field in dataclasses.fields(link)}
