"""Publishes `attribution` for templates, and writes a page and a feed for every source."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.listing import Listing, write_listings
from ..newsroom.output import write_made, write_text
from ..newsroom.places import file_of
from ..newsroom.standing import standing_of
from ..newsroom.writer import name_when_asked
from .attributions import Attributions
from .options import Options
from .provenance_file import provenance_document, rights_document, schema_document


def publish_attribution(generator: Any) -> None:
    generator.context["attribution"] = Attributions(desk_of(generator.settings))


def write_sources(generator: Any, writer: Any) -> None:
    """The pages of the sources; a theme that has no template for them gets the feeds alone."""
    build = desk_of(generator.settings)
    has_page = build.has_template("source")
    if has_page:
        generator.get_template("source")  # what is wrong in it is told at once
    name_when_asked(writer, lambda: write_listings(generator, writer, _listings(generator, has_page)))
    options = generator.context["attribution"].options
    for template, url in (("sources", options.sources_url), ("how_we_credit", options.policy_url)):
        if not url or not build.has_template(template):
            continue
        writer.write_file(
            file_of(url),
            generator.get_template(template),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            url=url,
            page_name=url.rstrip("/"),
            template_name=template,
        )


def write_for_machines(generator: Any, writer: Any) -> None:
    """`provenance.json` with its schema, `tdmrep.json`."""
    build, output = desk_of(generator.settings), Path(writer.output_path)
    options = build.options("ATTRIBUTION", Options)
    write_made(output, "provenance.json", partial(provenance_document, build), lambda: build.once(standing_of).stories)
    write_text(output, "provenance.schema.json", schema_document())
    rights = rights_document(build.archive, reserve=options.reserve_rights, policy=options.rights_policy)
    write_text(output, ".well-known/tdmrep.json", rights)


def _listings(generator: Any, has_page: bool) -> Iterator[Listing]:
    attribution, newsroom = generator.context["attribution"], generator.context["newsroom"]
    for debts in attribution.debts:
        page = attribution.page(debts)
        articles = tuple(article for story in debts.stories if (article := newsroom.article_of(story)))
        yield Listing(
            template="source",
            url=page.url,
            save_as=file_of(page.url) if has_page else "",
            page_name=page.url.rstrip("/"),
            title=page.name,
            articles=articles,
            facts={"source": page},
            feeds={"atom": page.feed} if page.feed else {},
        )


def register() -> None:
    signals.article_generator_finalized.connect(publish_attribution)
    signals.article_writer_finalized.connect(write_sources)
    signals.article_writer_finalized.connect(write_for_machines)
