"""Publishes `attribution` for templates, and writes a page and a feed for every source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import TemplateNotFound
from pelican import signals
from pelican.generators import PelicanTemplateNotFound

from ..newsroom.desk import Build
from ..newsroom.listing import Listing, write_listings
from ..newsroom.markup import html_of
from ..newsroom.plugin import desk_of
from .sources import Debts, by_source, shared_slugs
from .view import Attribution, attribution_of


@dataclass(frozen=True, slots=True)
class Options:
    """`ATTRIBUTION = {...}`.

    `sentences` overrides credit sentences by relation, with `{source}` where the names stand. `source_url` and `sources_url` are
    addresses, `source_feed` the path of a source's feed ("" for none). `index_reprints` lets search engines index republished and
    agency stories.
    """

    sentences: Mapping[str, str] = field(default_factory=dict)
    source_url: str = "source/{slug}/"
    sources_url: str = "sources/"
    source_feed: str = "feeds/source/{slug}.atom.xml"
    index_reprints: bool = False


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source as readers see it. `description` is HTML, `website` its own address, `feed` a path below ours."""

    name: str
    slug: str
    url: str
    count: int
    website: str = ""
    kind: str = ""
    description: Any = ""
    feed: str = ""
    same_as: tuple[str, ...] = ()


class Attributions:
    """The name `attribution` in templates."""

    def __init__(self, build: Build, debts: tuple[Debts, ...], prefix: str) -> None:
        self._build, self.debts, self._prefix = build, debts, prefix
        self.options = build.options("ATTRIBUTION", Options)

    def of(self, content: Any, prefix: str = "") -> Attribution | None:
        """The credit of a story, None for one of our own. `prefix` is the page's SITEURL, for links to pages of this site."""
        story = self._build.story_of(content)
        if story is None or story.status == "withdrawn":
            return None
        return attribution_of(
            story, self._build.registries, self._page_of, prefix=prefix or self._prefix, sentences=self.options.sentences,
            index_reprints=self.options.index_reprints,
        )  # fmt: skip

    @cached_property
    def sources(self) -> tuple[SourcePage, ...]:
        return tuple(self.page(one) for one in self.debts)

    def page(self, debts: Debts) -> SourcePage:
        outlet = self._build.registries.sources.get(debts.slug)
        url, feed = self._page_of(debts.slug), self.options.source_feed.format(slug=debts.slug)
        if outlet is None:
            return SourcePage(debts.name, debts.slug, url, len(debts.stories), feed=feed)
        return SourcePage(
            outlet.name, debts.slug, url, len(debts.stories), outlet.url, outlet.kind, html_of(outlet.description), feed, outlet.same_as
        )  # fmt: skip

    def _page_of(self, slug: str) -> str:
        return self.options.source_url.format(slug=slug)


def publish_attribution(generator: Any) -> None:
    build = desk_of(generator.settings)
    debts = by_source(build.archive)
    build.report(shared_slugs(build.archive.stories))
    generator.context["attribution"] = Attributions(build, debts, str(generator.settings["SITEURL"]))


def write_sources(generator: Any, writer: Any) -> None:
    """The pages of the sources; a theme that has no template for them gets the feeds alone."""
    has_page = _has(generator, "source")
    listings = list(_listings(generator, has_page))
    write_listings(generator, writer, listings)
    if _has(generator, "sources"):
        url = generator.context["attribution"].options.sources_url
        writer.write_file(
            f"{url}index.html" if url.endswith("/") else url, generator.get_template("sources"), generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"], url=url, page_name=url.rstrip("/"), template_name="sources",
        )  # fmt: skip


def _listings(generator: Any, has_page: bool) -> Iterator[Listing]:
    attribution, newsroom = generator.context["attribution"], generator.context["newsroom"]
    for debts in attribution.debts:
        page = attribution.page(debts)
        articles = tuple(article for story in debts.stories if (article := newsroom.article_of(story)))
        yield Listing(
            template="source", url=page.url, save_as=(f"{page.url}index.html" if page.url.endswith("/") else page.url) if has_page else "",
            page_name=page.url.rstrip("/"), title=page.name, articles=articles, facts={"source": page},
            feeds={"atom": page.feed} if page.feed else {},
        )  # fmt: skip


def _has(generator: Any, name: str) -> bool:
    try:
        generator.get_template(name)
    except (PelicanTemplateNotFound, TemplateNotFound):
        return False
    return True


def register() -> None:
    signals.article_generator_finalized.connect(publish_attribution)
    signals.article_writer_finalized.connect(write_sources)
