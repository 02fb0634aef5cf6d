"""Publishes `headers` for templates, and writes the files of headers."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from markupsafe import Markup
from pelican import signals

from ..newsroom.answers import follows
from ..newsroom.builds import desk_of
from ..newsroom.desk import Build
from ..newsroom.options import options_from
from ..newsroom.output import write_text
from ..newsroom.site import Options as CoreOptions
from . import server_files
from .fingerprint import digest_of, is_written_out
from .in_text import obeyed
from .options import Options
from .places import written
from .policy import Sources, policy_of
from .sources import allowed, headers_of, needs_of, origin_of, own_headers


class Headers:
    """The name `headers` in templates."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._options = build.options("HEADERS", Options)
        self._policies: dict[tuple[str, str], Markup] = {}

    @follows("loaded")
    def policy(self, needs: str, look: str) -> Markup:
        """A page's Content-Security-Policy; "" where the site wants none.

        `needs` names what the page needs besides itself, as the plugins' `csp.py` do, with blanks between; `look` is the text of its
        `<style>`. Raises KeyError for a need that no plugin names.
        """
        if not self._options.policy:
            return Markup()
        key = needs.strip(), look
        if key not in self._policies:
            needed = [self._needs[name] for name in needs.split()]
            policy = policy_of(self._origin, [look], (), [self._allowed, *needed])
            self._policies[key] = Markup(policy)  # sources hold no sign that HTML reads
        return self._policies[key]

    @follows()
    def shown(self, html: Any) -> Markup:
        """A story's text without what browsers refuse under the policy."""
        return Markup(obeyed(str(html)) if self._options.policy else str(html))  # the text that Markdown made

    @cached_property
    def loaded(self) -> tuple[str, Mapping[str, Sources], Sources]:
        """Where pages come from, and what they may load besides, by what they need."""
        return self._origin, self._needs, self._allowed

    @cached_property
    def _origin(self) -> str:
        return origin_of(self._build)

    @cached_property
    def _needs(self) -> Mapping[str, Sources]:
        return self._build.once(needs_of)

    @cached_property
    def _allowed(self) -> Sources:
        return allowed(self._build)


def fingerprint_theme(pelican: Any) -> None:
    """In a published site the theme's files lie in a folder that is named after what they hold. A preview leaves them where they are."""
    settings = pelican.settings
    options, _ = options_from(settings, "HEADERS", Options)
    core, _ = options_from(settings, "NEWSROOM", CoreOptions)
    if not options.fingerprint or core.preview:
        return
    theme, folder = Path(str(settings["THEME"])), str(settings["THEME_STATIC_DIR"])
    digest = digest_of(theme, settings["THEME_STATIC_PATHS"])
    texts = [theme, *map(Path, settings["THEME_TEMPLATES_OVERRIDES"])]
    if digest and not folder.endswith(f"/{digest}") and not is_written_out(folder, texts):
        settings["THEME_STATIC_DIR"] = f"{folder}/{digest}"


def _lasting(settings: Mapping[str, Any], options: Options) -> tuple[str, ...]:
    folder = str(settings["THEME_STATIC_DIR"])
    named = digest_of(Path(str(settings["THEME"])), settings["THEME_STATIC_PATHS"])
    return (*options.lasting, folder) if named and folder.endswith(f"/{named}") else options.lasting


def publish_headers(generator: Any) -> None:
    generator.context["headers"] = Headers(desk_of(generator.settings))


def write_headers(generator: Any, writer: Any) -> None:
    build = desk_of(generator.settings)
    options = build.options("HEADERS", Options)
    for name, file in written(build).items():
        made = headers_of(build, _look(generator))
        lasting = _lasting(generator.settings, options)
        text = getattr(server_files, name)(made, lasting, build.site.url, options.age, own_headers(build))
        write_text(Path(writer.output_path), file, text)


def _look(generator: Any) -> str | None:
    """The text of our theme's `<style>`, the same on every page; None with a theme that has no such file."""
    try:
        return str(generator.env.get_template("css/page_style.html").render(generator.context)).strip()
    except TemplateNotFound:
        return None


def register() -> None:
    signals.initialized.connect(fingerprint_theme)
    signals.article_generator_finalized.connect(publish_headers)
    signals.article_writer_finalized.connect(write_headers)
