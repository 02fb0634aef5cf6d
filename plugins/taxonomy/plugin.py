"""Gathers stories by category, tag and author, and writes a page and a feed for each, in place of Pelican's own loops.

Pelican lists an article under one category only, and its loops cost articles times terms. Its context names keep their shape, so
that other themes work.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from ..newsroom.answers import Unread
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.extensions import have_others
from ..newsroom.late_list import LateList
from ..newsroom.listing import Listing, feed_paths, write_listings
from ..newsroom.output import is_waiting
from ..newsroom.reader import wrapped
from ..newsroom.writer import Later, name_when_asked
from .index import Entry
from .indexes import Indexes, indexes_of
from .options import Options
from .taxonomy import Taxonomy
from .view import TopicPage

_WRAPPERS: Mapping[str, type[URLWrapper]] = {"category": Category, "tag": Tag, "author": Author}
#: The names under which Pelican's templates find the terms of a kind with their articles.
_CONTEXT = {"category": "categories", "tag": "tags", "author": "authors"}


def take_terms(generator: Any) -> None:
    """Say that nobody else need gather the articles of terms."""
    generator.leaves_terms = True


def publish_taxonomy(generator: Any) -> None:
    """Publish `taxonomy`, and fill Pelican's own names with every category. Its loops will find nothing to write: `take_terms` has said so."""
    build = desk_of(generator.settings)
    indexes = build.once(indexes_of)
    generator.context["taxonomy"] = Taxonomy(build)
    is_read_later = is_waiting(Path(generator.output_path)) and not have_others(generator.settings["PLUGINS"] or ())
    for kind, entries in _entries(indexes):
        make = partial(_with_articles, kind, entries, generator)
        generator.context[_CONTEXT[kind]] = LateList.made_by(make) if is_read_later else make()


def _with_articles(kind: str, entries: list[Entry], generator: Any) -> list[tuple[URLWrapper, list[Any]]]:
    """Pelican's pairs of a term and its articles."""
    found = [
        (wrapped(_WRAPPERS[kind], one.term, generator.settings), list(_articles(kind, one, generator)))
        for one in entries
    ]
    found = [(wrapper, articles) for wrapper, articles in found if articles]
    if kind != "tag":  # Pelican's own order, which themes expect
        backwards = kind == "category" and generator.settings["REVERSE_CATEGORY_ORDER"]
        found.sort(key=lambda one: one[0].slug, reverse=backwards)
    return found


def write_topics(generator: Any, writer: Any) -> None:
    build = desk_of(generator.settings)
    for kind, entries in _entries(build.once(indexes_of)):
        if entries and build.setting(f"{kind.upper()}_SAVE_AS"):
            generator.get_template(kind)  # what is wrong in it is told at once
    name_when_asked(writer, lambda: write_listings(generator, writer, _listings(generator)))


def _listings(generator: Any) -> Iterator[Listing]:
    build = desk_of(generator.settings)
    taxonomy: Taxonomy = generator.context["taxonomy"]
    feeds = build.options("TAXONOMY", Options).feeds
    is_waiting_site = is_waiting(Path(generator.output_path))
    for kind, entries in _entries(build.once(indexes_of)):
        for entry in entries:
            wrapper = wrapped(_WRAPPERS[kind], entry.term, generator.settings)
            facts: dict[str, Any] = {kind: wrapper}
            if kind != "author":
                facts["topic"] = _page(partial(taxonomy.page, kind, entry), entry, is_waiting_site)
            yield Listing(
                template=kind,
                url=wrapper.url,
                save_as=wrapper.save_as,
                page_name=wrapper.page_name,
                title=wrapper.name,
                articles=_articles(kind, entry, generator),
                facts=facts,
                feeds=feed_paths(build.setting, kind.upper(), entry.term.slug) if feeds else {},
                feed_urls=feed_paths(build.setting, kind.upper(), entry.term.slug, "_URL"),
                is_of_heads=not _shows_words(entry),
            )


def _page(make: Callable[[], TopicPage], entry: Entry, is_waiting_site: bool) -> Any:
    """What stands around a topic, for when its page is made. A story to begin with shows its own words there."""
    if is_waiting_site:
        return Later(make)
    return make() if _shows_words(entry) else Unread(make)


def _shows_words(entry: Entry) -> bool:
    return bool(entry.topic and entry.topic.key_story)


def _entries(indexes: Indexes) -> Iterator[tuple[str, list[Entry]]]:
    for kind in _WRAPPERS:
        yield kind, list(indexes.of(kind))


def _articles(kind: str, entry: Entry, generator: Any) -> tuple[Any, ...]:
    """Pelican's articles of an entry, gathered once."""
    known, name = desk_of(generator.settings).once(_gathered), (kind, entry.term.slug)
    if name not in known:
        known[name] = tuple(generator.context["newsroom"].articles_of(entry.stories))
    return known[name]


def _gathered(_build: Build) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The articles that were gathered, by the kind and slug of their term."""
    return {}


def register() -> None:
    signals.article_generator_init.connect(take_terms)
    signals.article_generator_finalized.connect(publish_taxonomy)
    signals.article_writer_finalized.connect(write_topics)
