"""Pages that list stories, N to a page, with their feeds: one way for topics, authors and sources.

Written with the templates that the articles' generator has compiled already: a Generator of our own would compile them again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import Any

from .writer import GatheringWriter, Promised

_DATE = attrgetter("date")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its template, its address, Pelican's articles in order, and what the template gets by name besides.

    `feeds` maps "atom" and "rss" to paths below the output folder, `feed_urls` to their addresses where these are others.
    """

    template: str
    url: str
    save_as: str
    page_name: str
    title: str
    articles: tuple[Any, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    feeds: Mapping[str, str] = field(default_factory=dict)
    feed_urls: Mapping[str, str] = field(default_factory=dict)
    is_of_heads: bool = False
    """Whether all this follows from settings, code, registries and what stories say but for their words."""


def feed_paths(setting: Callable[[str], Any], prefix: str, slug: str, what: str = "") -> dict[str, str]:
    """The paths of a list's feeds by Pelican's settings for them: "atom" and "rss", where they are switched on; with "_URL" their addresses."""
    patterns = {kind: setting(f"{prefix}_FEED_{kind.upper()}{what}") for kind in ("atom", "rss")}
    return {kind: str(pattern).format(slug=slug) for kind, pattern in patterns.items() if pattern}


def write_listings(generator: Any, writer: Any, listings: Iterable[Listing]) -> None:
    """Write pages and feeds through Pelican's writer. `generator` is the articles' generator."""
    for one in listings:
        for kind, path in one.feeds.items():
            writer.write_feed(
                list(one.articles),
                generator.context,
                path,
                one.feed_urls.get(kind, path),
                feed_type=kind,
                feed_title=one.title,
            )
        if not one.save_as:
            continue
        template, name_it = generator.get_template(one.template), partial(_write_pages, generator, writer, one)
        if one.is_of_heads and isinstance(writer, GatheringWriter):
            writer.promise(one.save_as, Promised(template, name_it))
        else:
            name_it()


def _write_pages(generator: Any, writer: Any, one: Listing) -> None:
    articles = list(one.articles)
    dates = sorted(articles, key=_DATE, reverse=bool(generator.context["NEWEST_FIRST_ARCHIVES"]))
    writer.write_file(
        one.save_as,
        generator.get_template(one.template),
        generator.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        template_name=one.template,
        page_name=one.page_name,
        url=one.url,
        articles=articles,
        dates=dates,
        all_articles=generator.articles,
        blog=True,
        **one.facts,
    )
