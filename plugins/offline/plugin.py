"""Publishes `offline` for templates; writes the worker and the page for what it has not kept."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.output import page_bytes, write_made, write_text
from ..newsroom.places import file_of
from .options import Options
from .places import is_on
from .worker import FILE, farewell, text_of


@dataclass(frozen=True, slots=True)
class Offline:
    """The name `offline` in templates."""

    is_on: bool
    """Whether pages register the worker."""
    worker: str
    """The address of the worker's script."""
    address: str
    """The address of the page that stands in for one that is not kept."""


def publish_offline(generator: Any) -> None:
    build = desk_of(generator.settings)
    generator.context["offline"] = Offline(build.once(is_on), FILE, build.options("OFFLINE", Options).address)


def write_worker(generator: Any, writer: Any) -> None:
    build, output = desk_of(generator.settings), Path(writer.output_path)
    options = build.options("OFFLINE", Options)
    if not build.once(is_on):
        write_text(output, FILE, farewell())
        return
    file = file_of(options.address)
    writer.write_file(
        file,
        generator.get_template("offline"),
        generator.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        url=options.address,
        page_name=options.address.rstrip("/"),
        template_name="offline",
    )
    write_made(output, FILE, lambda: text_of(options, page_bytes(output, file)))


def register() -> None:
    signals.article_generator_finalized.connect(publish_offline)
    signals.article_writer_finalized.connect(write_worker)
