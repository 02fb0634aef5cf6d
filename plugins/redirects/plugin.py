"""Writes a page at each old address, and the maps of redirects."""

from pathlib import Path
from typing import Any

from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.output import write_text
from . import maps
from .options import Options
from .places import FILES


def write_redirects(generator: Any, writer: Any) -> None:
    build = desk_of(generator.settings)
    options, output = build.options("REDIRECTS", Options), Path(writer.output_path)
    if options.pages:
        for one in build.redirects:
            if one.by_query:  # a page cannot answer what stands behind the question mark
                continue
            write_text(output, one.file, maps.page(one, build.site.url, build.words(build.site.lang)))
    for name, file in FILES.items():
        if getattr(options, name):
            write_text(output, file, getattr(maps, name)(build.redirects, build.site.url))


def register() -> None:
    signals.article_writer_finalized.connect(write_redirects)
