"""Hands Pelican our writer of feeds, and writes what belongs to no list of articles: corrections, sitemaps, robots.txt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_made, write_text
from ..newsroom.places import Place, file_of
from ..newsroom.site_places import page_of
from ..newsroom.standing import standing_of
from . import atom, sitemaps
from .corrections import correction_items
from .feed import Feed, sibling_of
from .items import Items
from .options import Options
from .writer import FeedWriter, front_of


@dataclass(frozen=True, slots=True)
class Discovery:
    """A feed of the whole site, for the head of a page. `path` is below the site's address."""

    type: str
    path: str


@dataclass(frozen=True, slots=True)
class Feeds:
    """The name `feeds` in templates."""

    discovery: tuple[Discovery, ...]
    """The feeds of the whole site, each with `type` and `path`, for the head of a page."""
    corrections: str
    """The address of the feed of corrections below the site's; "" where there is none."""


def publish_feeds(generator: Any) -> None:
    """Publish `feeds`: what a page says of the site's feeds."""
    build = desk_of(generator.settings)
    options = build.options("FEEDS", Options)
    atom_feed, rss_feed = (str(build.setting(name) or "") for name in ("FEED_ALL_ATOM", "FEED_ALL_RSS"))
    paths = {"application/atom+xml": atom_feed, "application/rss+xml": rss_feed}
    if atom_feed and "json" in options.formats:
        paths["application/feed+json"] = sibling_of(atom_feed, "json")
    found = tuple(Discovery(kind, path) for kind, path in paths.items() if path)
    generator.context["feeds"] = Feeds(found, options.corrections)


def our_writer(_pelican: Any) -> type[FeedWriter]:
    return FeedWriter


def write_for_machines(generator: Any, writer: Any) -> None:
    """The feed of corrections, the sitemaps and robots.txt."""
    build, output = desk_of(generator.settings), Path(writer.output_path)
    options = build.options("FEEDS", Options)
    if options.corrections:
        write_text(output, options.corrections, atom.written(corrections_of(build, options)))
    named = []
    if options.sitemap:
        follows = partial(_stories_say, build)
        for number, file in enumerate(sitemaps.files_of(options.sitemap, len(build.once(_listed)))):
            write_made(output, file, partial(_part, build, number), follows)
        write_made(output, options.sitemap, partial(_index, build), follows)
        named.append(f"{build.site.url}/{options.sitemap}")
    if options.news_sitemap:
        write_text(output, options.news_sitemap, sitemaps.news(build.site.name, news_of(build), build.site.now))
        named.append(f"{build.site.url}/{options.news_sitemap}")
    if options.robots and options.robots not in build.own_files:
        write_text(output, options.robots, sitemaps.robots(named, options.disallow))


def corrections_of(build: Build, options: Options) -> Feed:
    """The feed of all corrections of the site, in the site's own language."""
    items = Items(build, options, lambda _story: "")
    _ = build.words(build.site.lang)
    return Feed(
        title=f"{_('Corrections')} | {build.site.name}",
        url=items.absolute(options.corrections),
        home=items.absolute(page_of("corrections", build.settings)),
        items=correction_items(build, items),
        lang=build.site.lang,
        author=build.site.name,
        front=front_of(build, options, build.site.lang),
    )


def _stories_say(build: Build) -> bytes | None:
    """What sitemaps follow from: all addresses and heads of stories."""
    return build.once(standing_of).stories


def _part(build: Build, number: int) -> str:
    return sitemaps.part(build.once(_parts)[number][1])


def _index(build: Build) -> str:
    return sitemaps.index(build.site.url, build.once(_parts))


def _parts(build: Build) -> list[tuple[str, Sequence[sitemaps.Page]]]:
    return sitemaps.parts_of(pages_of(build), str(build.options("FEEDS", Options).sitemap))


def _listed(build: Build) -> list[Place]:
    """The places that search engines may list: no thin topic, no reprint, nothing that is not written as a page."""
    found = []
    for place in build.all_places:
        file = file_of(place.url)
        if not place.indexed or file not in place.files or not file.endswith((".html", ".htm")) or file == "404.html":
            continue
        if place.kind in ("file", "article", "page") and (place.kind == "file" or not place.slug):
            continue
        found.append(place)
    return found


def pages_of(build: Build) -> Iterator[sitemaps.Page]:
    """The pages that search engines may list."""
    stories = {story.url: story for story in build.desk.stories}
    for place in build.once(_listed):
        story = stories.get(place.url) if place.kind in ("article", "page") else None
        versions = [story, *build.archive.translations(story)] if story and story.is_article else []
        links = tuple(sorted((one.lang, build.site.absolute(one.url)) for one in versions)) if len(versions) > 1 else ()
        yield sitemaps.Page(build.site.absolute(place.url), place.updated, links)


def news_of(build: Build) -> Iterator[sitemaps.News]:
    """The stories that may be news: the archive begins with the newest."""
    since = build.site.now - sitemaps.RECENT
    for story in takewhile(lambda one: one.date and one.date >= since, build.archive):
        if story.date and build.is_indexed(story):
            yield sitemaps.News(build.site.absolute(story.url), story.title, story.lang, story.date)


def register() -> None:
    signals.get_writer.connect(our_writer)
    signals.article_generator_finalized.connect(publish_feeds)
    signals.article_writer_finalized.connect(write_for_machines)
