"""Publishes `glossary` for templates, and writes the page of all terms."""

from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.places import file_of
from .glossary import Glossary
from .places import page_of


def publish_glossary(generator: Any) -> None:
    generator.context["glossary"] = Glossary(desk_of(generator.settings))


def write_glossary(generator: Any, writer: Any) -> None:
    url = page_of(desk_of(generator.settings))
    if url:
        writer.write_file(
            file_of(url),
            generator.get_template("glossary"),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            url=url,
            page_name=url.rstrip("/"),
            template_name="glossary",
        )


def register() -> None:
    signals.article_generator_finalized.connect(publish_glossary)
    signals.article_writer_finalized.connect(write_glossary)
