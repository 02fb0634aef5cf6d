"""Publishes `theming`: a newsroom's tokens, its logo and the order of its home page, ready for the theme."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pelican import signals

from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from .contrast import colours_of
from .logo import Logo, size_of
from .options import HOME, Options
from .rules import theme_sheet
from .tokens import read_sheet


@dataclass(frozen=True, slots=True)
class Theming:
    """The name `theming` in templates."""

    css: str
    """The newsroom's tokens as it wrote them, as a style sheet; "" where it has none."""
    colours: str
    """All of the theme's colours as they are with those tokens, as a style sheet; "" where a newsroom has none."""
    logo: Logo | None
    """The newsroom's logo; None where it has none."""
    home: tuple[str, ...]
    """The parts of the home page, in the order that the newsroom wants them in."""


def theming_of(build: Build) -> Theming:
    """What THEMING asks for; what is wrong in it is left out here and told by `problems`."""
    options = build.options("THEMING", Options)
    css = _css(build, options)
    return Theming(css, _colours(build, css), _logo(build, options), tuple(one for one in options.home if one in HOME))


def _css(build: Build, options: Options) -> str:
    file = build.site.content / options.tokens.lstrip("/")
    text = file.read_text(encoding="utf-8", errors="replace") if options.tokens and file.is_file() else ""
    return Markup("" if "<" in text else text)  # the newsroom's own style sheet, which cannot end its element


def _colours(build: Build, css: str) -> str:
    theme = theme_sheet(build) if css else None
    return colours_of(read_sheet(css)[0].over(theme)) if theme else ""


def _logo(build: Build, options: Options) -> Logo | None:
    src, dark = options.logo.lstrip("/"), options.logo_dark.lstrip("/")
    file = build.site.content / src
    size = size_of(file) if src and file.is_file() else None
    return Logo(src, dark, *size) if size else None


def publish_theming(generator: Any) -> None:
    generator.context["theming"] = theming_of(desk_of(generator.settings))


def register() -> None:
    signals.article_generator_finalized.connect(publish_theming)
