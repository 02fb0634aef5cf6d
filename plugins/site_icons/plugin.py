"""Publishes `site_icons` for templates, and writes the files of the sign."""

import dataclasses
import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from pelican import signals

from ..newsroom import sealed_files
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.output import write_bytes
from ..newsroom.problem import Problem
from .colours import Colours, colours_of, is_colour, long
from .files import Site, files_of
from .options import Options
from .places import ours


class SiteIcons:
    """The name `site_icons` in templates. `colours` are those of the theme; `has` says whether a file of the sign is there."""

    def __init__(self, build: Build, tokens: str) -> None:
        self._build, self._tokens = build, tokens
        self._options = build.options("SITE_ICONS", Options)

    @cached_property
    def colours(self) -> Colours:
        """The colours of the sign and of the bar around the page: those that SITE_ICONS names, else the theme's."""
        given = colours_of(self._tokens)
        chosen = {
            "paper": self._options.background,
            "paper_dark": self._options.background_dark,
            "accent": self._options.accent,
        }
        return dataclasses.replace(given, **{name: long(one) for name, one in chosen.items() if is_colour(one)})

    @property
    def has_drawing(self) -> bool:
        """Whether there is a favicon.svg."""
        logo = self._options.logo
        return not logo or logo.lower().endswith(".svg") or "favicon.svg" in self._build.own_files

    def files(self) -> Mapping[str, bytes]:
        """Every file by its name. Drawn once: `.cache/icons/` keeps them by what they are made of."""
        logo, build = b"", self._build
        file = build.site.content / self._options.logo.lstrip("/")
        if self._options.logo and file.is_file():
            logo = file.read_bytes()
        words = build.words(build.site.lang)
        site = Site(
            build.site.name,
            self._options.short_name or build.site.name,
            str(build.setting("SITESUBTITLE") or ""),
            build.site.lang,
            words.dir == "rtl",
        )
        digest = hashlib.blake2b(repr((_EDITION, site, self.colours)).encode() + logo, digest_size=12).hexdigest()
        kept = build.site.root / ".cache" / "icons" / f"{digest}.bin"
        is_drawing = file.suffix.lower() == ".svg"
        return sealed_files.kept(kept, _WHAT, lambda: dict(files_of(site, self.colours, logo, is_drawing=is_drawing)))


#: Raised when the same sign is drawn otherwise.
_EDITION = 1
_WHAT = "files of the sign"


def publish_site_icons(generator: Any) -> None:
    try:
        tokens = str(generator.env.get_template("css/colours.css").render(generator.context))
    except TemplateNotFound:
        tokens = ""  # somebody else's theme
    generator.context["site_icons"] = SiteIcons(desk_of(generator.settings), tokens)


def write_icons(generator: Any, writer: Any) -> None:
    build = desk_of(generator.settings)
    try:
        files = generator.context["site_icons"].files()
    except ValueError as error:
        logo = build.options("SITE_ICONS", Options).logo
        build.report(
            [
                Problem(
                    "pelicanconf.py",
                    0,
                    0,
                    "E21",
                    f"the logo {logo} cannot be drawn: {error}",
                    "export it anew as SVG or PNG",
                )
            ]
        )
        return
    for name in ours(build):
        if name in files:
            write_bytes(Path(writer.output_path), name, files[name])


def register() -> None:
    signals.article_generator_finalized.connect(publish_site_icons)
    signals.article_writer_finalized.connect(write_icons)
