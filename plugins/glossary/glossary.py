"""The name `glossary` in templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ..newsroom.answers import follows
from ..newsroom.desk import Build
from ..newsroom.markup import html_of
from ..newsroom.registry import Definition
from ..newsroom.story import Story
from .marking import Found, Marked, Terms
from .options import Options
from .places import page_of


@dataclass(frozen=True, slots=True)
class Explained:
    """A term with its definition as HTML. `anchor` is that of the definition, `story` the one to read about it: a title and an address."""

    name: str
    anchor: str
    definition: Any
    story: Story | None = None
    lang: str = ""


class Glossary:
    """The name `glossary` in templates. `page` is the address of the page of all terms, "" where there is none."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self.options = build.options("GLOSSARY", Options)
        self.page = page_of(build)
        self._terms: dict[str, Terms] = {}
        self._definitions: dict[str, Any] = {}
        self._last: tuple[str, str, Marked] | None = None

    @follows("known")
    def shown(self, html: Any, content: Any) -> Any:
        """The text of one of Pelican's articles or pages, as it is in `content`, whose terms lead to their definitions."""
        story = self._build.story_of(content)
        if story is None or not self.options.mark:
            return html
        return Markup(self._marked(str(html), story.lang).html)  # the text's own HTML, and links around some of it

    @follows("known", text=True)
    def of(self, content: Any) -> tuple[Explained, ...]:
        """The terms of an article or page that `shown` marks, in the order of the text."""
        story = self._build.story_of(content)
        if story is None or not self.options.mark:
            return ()
        return tuple(self._explained(one, story) for one in self._marked(str(content.content), story.lang).terms)

    @cached_property
    def known(self) -> tuple[Any, ...]:
        """All that this site explains, and where it is told at length: what `shown` and `of` are made from besides a text."""
        told = [(entry, self._key_story(entry)) for entry in self._build.registries.glossary]
        return tuple(
            (entry, (story.path, story.title, story.url, story.lang) if story else None) for entry, story in told
        )

    @cached_property
    def all(self) -> tuple[Explained, ...]:
        """Every term of the site, by name."""
        entries = sorted(self._build.registries.glossary, key=lambda one: (one.name.casefold(), one.slug))
        return tuple(
            Explained(
                one.name, one.slug, self._definition(one), self._key_story(one), one.lang or self._build.site.lang
            )
            for one in entries
        )

    def _explained(self, found: Found, story: Story) -> Explained:
        key = self._key_story(found.entry) if found.entry else None
        about = None if key and key.path == story.path else key
        definition = self._definition(found.entry) if found.entry else Markup("<p>{}</p>").format(found.definition)
        return Explained(found.name, found.anchor, definition, about, story.lang)

    def _marked(self, html: str, lang: str) -> Marked:
        """A page asks for its text, and then for the terms in it: the last answer is kept."""
        if self._last is None or self._last[:2] != (lang, html):
            self._last = (lang, html, self._in(lang).marked(html))
        return self._last[2]

    def _definition(self, entry: Definition) -> Any:
        if entry.slug not in self._definitions:
            self._definitions[entry.slug] = html_of(entry.definition)
        return self._definitions[entry.slug]

    def _key_story(self, entry: Definition) -> Story | None:
        found = (
            self._build.archive.find(entry.key_story, entry.lang or self._build.site.lang) if entry.key_story else None
        )
        return found if found and found.status == "published" else None

    def _in(self, lang: str) -> Terms:
        if lang not in self._terms:
            self._terms[lang] = Terms(self._by_lang.get(_base(lang), ()))
        return self._terms[lang]

    @cached_property
    def _by_lang(self) -> Mapping[str, list[Definition]]:
        found: dict[str, list[Definition]] = {}
        for entry in self._build.registries.glossary:
            found.setdefault(_base(entry.lang or self._build.site.lang), []).append(entry)
        return found


def _base(lang: str) -> str:
    return lang.replace("_", "-").partition("-")[0].lower()
