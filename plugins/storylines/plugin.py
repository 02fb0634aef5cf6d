"""Publishes `storylines` for templates, and writes a page and a feed for every storyline, and their list."""

from collections.abc import Iterator
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.listing import Listing, write_listings
from ..newsroom.places import file_of
from .threads import threads_of
from .view import Storylines


def publish_storylines(generator: Any) -> None:
    generator.context["storylines"] = Storylines(desk_of(generator.settings))


def write_storylines(generator: Any, writer: Any) -> None:
    """The pages of the storylines; a theme that has no template for them gets the feeds alone."""
    build, storylines = desk_of(generator.settings), generator.context["storylines"]
    write_listings(generator, writer, _listings(generator, build.has_template("storyline")))
    url = storylines.options.index_url
    if storylines.all and url and build.has_template("storylines"):
        writer.write_file(
            file_of(url),
            generator.get_template("storylines"),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            url=url,
            page_name=url.rstrip("/"),
            template_name="storylines",
        )


def _listings(generator: Any, has_page: bool) -> Iterator[Listing]:
    """A storyline's feed begins with its newest part, as every feed does."""
    build, storylines, newsroom = (
        desk_of(generator.settings),
        generator.context["storylines"],
        generator.context["newsroom"],
    )
    for thread in build.once(threads_of).values():
        page = storylines.page(thread)
        stories = thread.told_in(build.site.lang)[::-1]
        url = storylines.options.url.format(slug=thread.slug)
        yield Listing(
            template="storyline",
            url=url,
            save_as=file_of(url) if has_page else "",
            page_name=url.rstrip("/"),
            title=thread.name,
            articles=tuple(article for story in stories if (article := newsroom.article_of(story))),
            facts={"storyline": page},
            feeds={"atom": page.feed} if page.feed else {},
        )


def register() -> None:
    signals.article_generator_finalized.connect(publish_storylines)
    signals.article_writer_finalized.connect(write_storylines)
